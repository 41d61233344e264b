/* cut.c - characters become tokens.
 *
 * Most of an article is letters followed by a space. Eight bytes are looked at together: how many of them are letters, and
 * the bytes themselves are the key under which the form is found (form_key.h), so that a short word costs no loop.
 *
 *   bytes    s a i d _ t h a      letters 1 1 1 1 0 1 1 1  ->  length 4, key "said"
 *
 * What follows the letters decides by a class table whether the word is done or must be measured by cut_word.c. */
#include "token/cut.h"

#include "base/utf8.h"
#include "token/form_key.h"

/* ---- classes of ASCII characters --------------------------------------------------------------------------------- */

enum { OTHER, SPACE, LETTER, DIGIT, APOSTROPHE, QUOTE, GRAVE, PERIOD, STRONG, RUN, AT, HASH, HIGH, CLASS = 15 };
enum { GLUE = 16 }; /* may go on with a word that ends before it */

static const uint8_t CLASSES[256] = {
    [' '] = SPACE, ['\t'] = SPACE, ['\n'] = SPACE, ['\v'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE,
    ['a'] = LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    ['A'] = LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    ['0'] = DIGIT | GLUE, DIGIT | GLUE, DIGIT | GLUE, DIGIT | GLUE, DIGIT | GLUE, DIGIT | GLUE, DIGIT | GLUE, DIGIT | GLUE,
    DIGIT | GLUE, DIGIT | GLUE,
    ['\''] = APOSTROPHE | GLUE, ['"'] = QUOTE, ['`'] = GRAVE, ['.'] = PERIOD | GLUE, ['!'] = STRONG, ['?'] = STRONG,
    ['*'] = RUN | GLUE, ['='] = RUN, ['_'] = OTHER | GLUE, ['~'] = RUN, ['+'] = RUN | GLUE, ['-'] = RUN | GLUE,
    ['@'] = AT | GLUE, ['#'] = HASH, ['&'] = OTHER | GLUE, [':'] = OTHER | GLUE, ['/'] = OTHER | GLUE,
    [0x80] = HIGH | GLUE,
#define HIGH4 HIGH | GLUE, HIGH | GLUE, HIGH | GLUE, HIGH | GLUE
#define HIGH16 HIGH4, HIGH4, HIGH4, HIGH4
    [0x81] = HIGH | GLUE, HIGH | GLUE, HIGH | GLUE, HIGH4, HIGH4, HIGH4,
    HIGH16, HIGH16, HIGH16, HIGH16, HIGH16, HIGH16, HIGH16,
#undef HIGH16
#undef HIGH4
};

static const uint8_t WORD[256] = { /* ASCII characters of words */
    ['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ['_'] = 1,
    ['a'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

static unsigned class_of(const char *p) { return CLASSES[(unsigned char)*p]; }

/* ---- characters -------------------------------------------------------------------------------------------------- */

/* U+2000 to U+203F, where the quotation marks and dashes of English text live: E2 80 and one byte more. */
static bool is_general_punctuation(const char *p) { return p[0] == '\xE2' && p[1] == '\x80'; }

static size_t word_length(const cutter *c, const char *p) /* of the word character at p, or 0 */
{
    if (p >= c->end) return 0;
    if ((unsigned char)*p < 0x80) return WORD[(unsigned char)*p];
    if (is_general_punctuation(p) && (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] < 0xA8) return 0;
    size_t n;
    uint32_t cp = utf8_decode(p, &n);
    return utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_mark(cp) || cp == 0xFFFD ? n : 0;
}

/* Length of the white space beyond ASCII at p, or 0. U+0085 U+00A0 U+1680 U+2000-200A U+2028 U+2029 U+202F U+205F U+3000 */
static size_t high_space(const char *p)
{
    size_t n;
    if (*p != '\xC2' && *p != '\xE1' && *p != '\xE2' && *p != '\xE3') return 0;
    if (is_general_punctuation(p) && (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] < 0xA8) return 0;
    return utf8_is_space(utf8_decode(p, &n)) ? n : 0;
}

bool cut_is_word(const cutter *c, const char *p) { return word_length(c, p) != 0; }

const char *cut_run(const cutter *c, const char *p)
{
    for (size_t n;; p += n) {
        while (p < c->end && WORD[(unsigned char)*p]) p++;
        if (p == c->end || (unsigned char)*p < 0x80 || !(n = word_length(c, p))) return p;
    }
}

bool cut_is_space(const cutter *c, const char *p)
{
    return p >= c->end || (class_of(p) & CLASS) == SPACE || ((class_of(p) & CLASS) == HIGH && high_space(p));
}

bool cut_is_upper(const cutter *c, const char *p)
{
    size_t n;
    return p < c->end && utf8_is_upper(utf8_decode(p, &n));
}

bool cut_is_letter(const cutter *c, const char *p)
{
    size_t n;
    return p < c->end && utf8_is_letter(utf8_decode(p, &n));
}

static const char *previous(const char *p)
{
    do p--;
    while (utf8_is_continuation(*p));
    return p;
}

bool cut_follows_word(const cutter *c, const char *p) { return p > c->begin && cut_is_word(c, previous(p)); }

bool cut_follows_space(const cutter *c, const char *p) { return p == c->begin || cut_is_space(c, previous(p)); }

size_t cut_apostrophe_length(const cutter *c, const char *p)
{
    if (p >= c->end) return 0;
    if (*p == '\'') return 1;
    return c->end - p >= 3 && (memcmp(p, "\xE2\x80\x99", 3) == 0 || memcmp(p, "\xE2\x80\x98", 3) == 0) ? 3 : 0;
}

uint32_t cut_lookup(const strmap *map, const char *p, const char *end)
{
    char key[CUT_KEY];
    size_t len = 0;
    if (!map->cap) return STRMAP_NONE;
    while (p < end) {
        size_t n;
        uint32_t cp = utf8_decode(p, &n);
        if (len + 4 > sizeof key) return STRMAP_NONE;
        if (cp < 0x80) key[len++] = (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
        else if (cp == 0x2019 || cp == 0x2018) key[len++] = '\'';
        else len += utf8_encode(utf8_fold(cp), key + len);
        p += n;
    }
    return strmap_get(map, (hs_str){ key, len });
}

/* ---- tokens ------------------------------------------------------------------------------------------------------ */

static void note(cutter *c, token_events *events, unsigned kind)
{
    if (c->forms) ARENA_PUSH(c->memory, events->items, events->count, events->cap, (token_event){ c->count, (uint8_t)kind });
}

static bool make_room(cutter *c)
{
    uint32_t cap = c->cap > UINT32_MAX / 2 ? UINT32_MAX : c->cap * 2;
    token *grown = arena_grow(c->memory, c->items, c->cap * sizeof *grown, cap * sizeof *grown);
    if (!grown) return false;
    c->items = grown;
    c->cap = cap;
    return true;
}

/* Looks up the form of the first token that has none. */
static inline bool know(cutter *c)
{
    token *t = &c->items[c->known];
    const form_slot *slot = forms_find(c->forms, (hs_str){ c->base + t->start, t->end - t->start }, c->keys[c->known % CUT_DELAY]);
    if (!slot) return false;
    t->form = slot->id;
    t->flags |= slot->flags;
    c->known++;
    return true;
}

bool cut_finish(cutter *c)
{
    while (c->known < c->count)
        if (!know(c)) return false;
    return true;
}

static bool emit_span(cutter *c, hs_span span)
{
    if (c->count == c->cap) {
        c->count++;
        return false;
    }
    c->spans[c->count++] = span;
    return true;
}

static inline bool emit(cutter *c, const char *p, const char *end, form_key key)
{
    uint32_t start = (uint32_t)(p - c->base), stop = (uint32_t)(end - c->base);
    c->last = p;
    if (!c->forms) return emit_span(c, (hs_span){ start, stop });
    if (c->count == c->cap && !make_room(c)) return false;
    if (c->count - c->known == CUT_DELAY && !know(c)) return false;
    forms_prefetch(c->forms, key);
    c->keys[c->count % CUT_DELAY] = key;
    c->items[c->count++] = (token){ start, stop, UINT32_MAX, c->space ? TOKEN_SPACE_BEFORE : 0, UPOS_NONE };
    c->space = false;
    return true;
}

static bool emit_slow(cutter *c, const char *p, const char *end)
{
    size_t len = (size_t)(end - p);
    if (!c->forms) return emit(c, p, end, (form_key){ 0, 0 });
    if (len <= 8 && c->text_end - p >= 8) return emit(c, p, end, form_key_short(form_load(p), len));
    return emit(c, p, end, form_key_of((hs_str){ p, len }));
}

/* ---- everything but words ---------------------------------------------------------------------------------------- */

/* Variation selectors, joiners and skin tones stay with the character before them, as do paired regional indicators. */
static const char *with_marks(const cutter *c, const char *p, const char *end)
{
    size_t n;
    uint32_t before = utf8_decode(p, &n);
    bool is_region = before >= 0x1F1E6 && before <= 0x1F1FF, is_joiner = false;
    while (end < c->end && (unsigned char)*end >= 0x80) {
        uint32_t cp = utf8_decode(end, &n);
        bool is_pair = is_region && cp >= 0x1F1E6 && cp <= 0x1F1FF, is_tone = cp >= 0x1F3FB && cp <= 0x1F3FF;
        if (!utf8_is_mark(cp) && !is_pair && !is_tone && !(is_joiner && !utf8_is_letter(cp) && !utf8_is_space(cp))) break;
        is_joiner = cp == 0x200D;
        is_region = false;
        end += n;
    }
    return end;
}

static const char *same_run(const cutter *c, const char *p, size_t len)
{
    const char *end = p + len;
    while ((size_t)(c->end - end) >= len && memcmp(end, p, len) == 0) end += len;
    return end;
}

static const char *strong_run(const cutter *c, const char *p)
{
    while (p < c->end && (*p == '!' || *p == '?')) p++;
    return p;
}

static const char *cut_period(cutter *c, const char *p)
{
    const char *end = same_run(c, p, 1);
    if (end - p == 1 && cut_is_digit(c, end) && !cut_follows_word(c, p)) return cut_number(c, end);
    note(c, &c->stops, end - p > 1 ? STOP_ELLIPSIS : STOP_PERIOD);
    return end;
}

static const char *cut_mark(cutter *c, const char *p, size_t len, mark_kind kind)
{
    note(c, &c->marks, kind);
    return p + len;
}

static const char *cut_quote_like(cutter *c, const char *p) /* ' and ` */
{
    if (c->end - p >= 2 && p[1] == p[0] && !(c->end - p >= 3 && p[2] == p[0]))
        return cut_mark(c, p, 2, *p == '`' ? MARK_DOUBLE_OPEN : MARK_DOUBLE);
    const char *end = *p == '\'' ? cut_apostrophe(c, p, 1) : p + 1;
    if (end == p + 1) note(c, &c->marks, MARK_SINGLE);
    return end;
}

static mark_kind mark_of(uint32_t cp)
{
    switch (cp) {
    case 0x201C: case 0x201E: case 0x201F: return MARK_DOUBLE_OPEN;
    case 0x201D: return MARK_DOUBLE_CLOSE;
    case 0x2018: case 0x201A: case 0x201B: return MARK_SINGLE_OPEN;
    case 0x2019: return MARK_SINGLE_CLOSE;
    case 0xAB: case 0x2039: return MARK_ANGLE_OPEN;
    case 0xBB: case 0x203A: return MARK_ANGLE_CLOSE;
    default: return MARK_NONE;
    }
}

static stop_kind stop_of(uint32_t cp)
{
    switch (cp) {
    case 0x2026: return STOP_ELLIPSIS;
    case 0x3002: case 0xFF0E: return STOP_PERIOD;
    case 0xFF01: case 0xFF1F: case 0x203C: case 0x2047: case 0x2048: case 0x2049: case 0x061F: return STOP_STRONG;
    default: return STOP_NONE;
    }
}

/* ‘‘ and ’’ written for “ and ” */
static bool is_doubled(const cutter *c, const char *p)
{
    return c->end - p >= 6 && memcmp(p, p + 3, 3) == 0 && !(c->end - p >= 9 && memcmp(p, p + 6, 3) == 0);
}

static const char *cut_high(cutter *c, const char *p) /* a character beyond ASCII that is no space */
{
    size_t n;
    uint32_t cp = utf8_decode(p, &n);
    mark_kind mark = mark_of(cp);
    if (mark == MARK_SINGLE_OPEN || mark == MARK_SINGLE_CLOSE) {
        if (is_doubled(c, p)) return cut_mark(c, p, 2 * n, mark == MARK_SINGLE_OPEN ? MARK_DOUBLE_OPEN : MARK_DOUBLE_CLOSE);
        const char *end = cut_apostrophe_length(c, p) ? cut_apostrophe(c, p, n) : p + n;
        if (end == p + n) note(c, &c->marks, mark);
        return end;
    }
    if (mark) return cut_mark(c, p, n, mark);
    stop_kind stop = stop_of(cp);
    if (stop) note(c, &c->stops, stop);
    if (stop == STOP_ELLIPSIS || (cp >= 0x2010 && cp <= 0x2015)) return same_run(c, p, n);
    return with_marks(c, p, p + n);
}

static const char *cut_handle(cutter *c, const char *p) /* @name, #tag, or the bare sign */
{
    bool is_name = !cut_follows_word(c, p) && cut_is_word(c, p + 1) && (*p == '@' || !cut_is_digit(c, p + 1));
    return is_name ? cut_run(c, p + 1) : p + 1;
}

static const char *cut_other(cutter *c, const char *p)
{
    const char *end = p + 1;
    switch (class_of(p) & CLASS) {
    case APOSTROPHE: case GRAVE: end = cut_quote_like(c, p); break;
    case QUOTE: end = cut_mark(c, p, 1, MARK_DOUBLE); break;
    case PERIOD: end = cut_period(c, p); break;
    case STRONG:
        end = strong_run(c, p);
        note(c, &c->stops, STOP_STRONG);
        break;
    case RUN: end = same_run(c, p, 1); break;
    case AT: case HASH: end = cut_handle(c, p); break;
    default: break;
    }
    return end < c->end && (unsigned char)*end >= 0x80 ? with_marks(c, p, end) : end;
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

/* How many of the eight bytes, from the lowest on, are ASCII letters: (b | 0x20) - 'a' < 26, eight at once. */
static inline unsigned leading_letters(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101ULL, tops = 0x8080808080808080ULL;
    uint64_t x = (word | 0x20 * ones) & ~tops;
    uint64_t from_a = x + (0x80 - 'a') * ones, beyond_z = x + (0x80 - 'z' - 1) * ones;
    uint64_t others = ~(from_a & ~beyond_z & ~word) & tops;
    return others ? (unsigned)__builtin_ctzll(others) / 8 : 8;
}

/* A token that isn't a plain word: measured, then emitted. Returns its end, or NULL when nothing more can be stored. */
static const char *cut_hard(cutter *c, const char *p)
{
    const char *end = c->forced_end;
    c->forced_end = NULL;
    c->stop = STOP_NONE;
    if (!end) {
        if (cut_is_word(c, p)) end = cut_word(c, p);
        else end = (unsigned char)*p < 0x80 ? cut_other(c, p) : cut_high(c, p);
        if (c->stop) note(c, &c->stops, c->stop);
    }
    return emit_slow(c, p, end) ? end : NULL;
}

/* The first eight bytes of a word, and the second if all of the first are letters. */
typedef struct { uint64_t first, second; } two_words;

static inline uint64_t load(const cutter *c, const char *p)
{
    size_t left = (size_t)(c->text_end - p);
    return left >= 8 ? form_load(p) : form_load_part(p, left);
}

static const char *long_word(const cutter *c, const char *p, two_words *w)
{
    w->second = load(c, p + 8);
    p += 8 + leading_letters(w->second);
    while (p < c->end && (class_of(p) & CLASS) == LETTER) p++;
    return p;
}

/* A word of plain letters followed by nothing that could go on with it. Returns its end, or p if there is none here. */
static inline const char *cut_plain(const cutter *c, const char *p, form_key *key)
{
    two_words w = { load(c, p), 0 };
    size_t n = leading_letters(w.first);
    if (n == 0) return p;
    const char *end = n < 8 ? p + n : long_word(c, p, &w);
    if (end > c->end) end = c->end;
    n = (size_t)(end - p);
    if (end < c->end && (class_of(end) & GLUE)) return p;
    if (c->tables && cut_may_be(c->tables->joined_filter, *p, end[-1], n)) return p;
    if (n <= 8) *key = form_key_short(w.first, n);
    else *key = n <= FORM_KEY_EXACT ? form_key_middle(w.first, w.second, n) : form_key_of((hs_str){ p, n });
    return end;
}

static inline const char *skip_space(cutter *c, const char *p)
{
    size_t n;
    for (; p < c->end; p += n) {
        unsigned k = class_of(p) & CLASS;
        n = 1;
        if (k != SPACE && (k != HIGH || !(n = high_space(p)))) break;
        c->space = true;
    }
    return p;
}

/* A character that is always a token of its own: , ; ( ) $ % and the like. */
static inline bool is_single(const cutter *c, const char *p)
{
    return (class_of(p) & CLASS) == OTHER && *p != '_' && (p + 1 == c->end || (unsigned char)p[1] < 0x80);
}

static inline const char *cut_easy(const cutter *c, const char *p, form_key *key)
{
    const char *end = cut_plain(c, p, key);
    if (end > p || !is_single(c, p)) return end;
    *key = form_key_short((unsigned char)*p, 1);
    return p + 1;
}

bool cut_block(cutter *c, hs_span block)
{
    c->begin = c->base + block.start;
    c->end = c->base + block.end;
    c->forced_end = c->last = NULL;
    c->space = true;
    const char *p = c->begin;
    while ((p = skip_space(c, p)) < c->end) {
        form_key key;
        const char *end = c->forced_end ? p : cut_easy(c, p, &key);
        if (end > p ? !emit(c, p, end, key) : !(end = cut_hard(c, p))) return false;
        p = end;
    }
    return true;
}

/* ---- start -------------------------------------------------------------------------------------------------------- */

static void fill_filter(uint32_t filter[32], const strmap *map, size_t last)
{
    for (uint32_t i = 0; i < map->count; i++) {
        hs_str key = map->entries[i].key;
        if (key.len < last) continue;
        filter[(unsigned char)key.ptr[0] & 31] |= 1u << (((unsigned char)key.ptr[key.len - last] + 7 * key.len) & 31);
    }
}

void token_tables_prepare(token_tables *tables)
{
    memset(tables->joined_filter, 0, sizeof tables->joined_filter);
    memset(tables->abbreviation_filter, 0, sizeof tables->abbreviation_filter);
    fill_filter(tables->joined_filter, &tables->joined, 1);
    fill_filter(tables->abbreviation_filter, &tables->abbreviations, 2); /* the letter before the period */
    tables->is_prepared = true;
}

void cut_init(cutter *c, hs_str bytes, const token_tables *tables)
{
    memset(c, 0, sizeof *c);
    c->base = bytes.ptr;
    c->text_end = bytes.ptr + bytes.len;
    c->tables = tables;
    if (!tables || tables->is_prepared) return;
    c->own = *tables;
    token_tables_prepare(&c->own);
    c->tables = &c->own;
}

uint32_t token_cut(hs_str piece, const token_tables *tables, hs_span *spans, uint32_t cap)
{
    cutter c;
    cut_init(&c, piece, tables);
    c.spans = spans;
    c.cap = cap;
    cut_block(&c, (hs_span){ 0, (uint32_t)piece.len });
    return c.count;
}
