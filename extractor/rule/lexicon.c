/* lexicon.c - reading lexicon files and making the forms of their entries. */
#include "rule/lexicon.h"

#include "base/digest.h"

#include <stdlib.h>

enum { CUT_MOST = LEXICON_FORM_WORDS };
enum { ENTRIES_AHEAD = 4 }; /* words are asked for before they are looked up: the table is larger than the cache */

void lexicons_init(lexicons *l, arena *memory)
{
    *l = (lexicons){ .memory = memory };
    strmap_init(&l->by_name, memory);
    strmap_init(&l->heads, memory);
    strmap_init(&l->irregular, memory);
    strmap_init(&l->words, memory);
}

lexicon *lexicon_find(const lexicons *l, hs_str name)
{
    uint32_t i = strmap_get(&l->by_name, name);
    return i == STRMAP_NONE ? NULL : l->items[i];
}

hs_str lexicon_value(const lexicon_entry *e, hs_str key)
{
    for (uint32_t i = 0; i < e->attribute_count; i++) {
        hs_str own = e->attributes[i].key;
        if (own.len == key.len && *own.ptr == *key.ptr && memcmp(own.ptr, key.ptr, key.len) == 0) return e->attributes[i].value;
    }
    return STR("");
}

bool lexicon_has(const lexicon_entry *e, hs_str key, hs_str wanted)
{
    hs_str list = lexicon_value(e, key);
    if (list.len < wanted.len || !wanted.len) return false;
    for (const char *p = list.ptr, *last = list.ptr + list.len - wanted.len; p <= last; p++) {
        bool begins = p == list.ptr || p[-1] == ',', ends = p == last || p[wanted.len] == ',';
        if (begins && ends && *p == *wanted.ptr && memcmp(p, wanted.ptr, wanted.len) == 0) return true;
    }
    return false;
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

typedef struct { hs_str written; lexicon_attribute *items; uint32_t count; } shared_attributes;
enum { SHARED_MOST = 128 };

typedef struct {
    lexicons *all;
    lexicon  *lex;
    problems *problems;
    uint32_t  cap;
    uint32_t  line_number;
    shared_attributes seen[SHARED_MOST]; /* by hash of what is written */
} reading;

static bool is_space(char c) { return c == ' ' || c == '\t'; }

static hs_str trim(hs_str s)
{
    const char *p = s.ptr, *end = s.ptr + s.len;
    while (p < end && is_space(*p)) p++;
    while (end > p && (is_space(end[-1]) || end[-1] == '\r')) end--;
    return (hs_str){ p, (size_t)(end - p) };
}

static hs_str join(arena *memory, hs_str before, char sign, hs_str after)
{
    char *p = arena_alloc(memory, before.len + 1 + after.len);
    if (!p) return STR("");
    if (before.len) memcpy(p, before.ptr, before.len);
    p[before.len] = sign;
    if (after.len) memcpy(p + before.len + 1, after.ptr, after.len);
    return (hs_str){ p, before.len + 1 + after.len };
}

static hs_span place_of(const reading *r, hs_str piece)
{
    uint32_t start = (uint32_t)(piece.ptr - r->lex->source.bytes.ptr);
    return (hs_span){ start, start + (uint32_t)piece.len };
}

/* The next word; `rest` has no white space at its ends before and after. */
static hs_str take_word(hs_str *rest)
{
    const char *from = rest->ptr, *p = from, *end = from + rest->len;
    while (p < end && !is_space(*p)) p++;
    hs_str word = { from, (size_t)(p - from) };
    while (p < end && is_space(*p)) p++;
    *rest = (hs_str){ p, (size_t)(end - p) };
    return word;
}

/* key=value, the key lower case letters and hyphens; "=" and "a=" are words, not attributes */
static const char *attribute_sign(hs_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c == '=') return i && i + 1 < word.len ? word.ptr + i : NULL;
        if (!((c >= 'a' && c <= 'z') || c == '-' || c == '_' || (c >= '0' && c <= '9'))) return NULL;
    }
    return NULL;
}

static void read_attributes(reading *r, lexicon_entry *e, hs_str rest)
{
    lexicon_attribute list[24];
    uint32_t n = 0;
    while (rest.len) {
        hs_str word = take_word(&rest);
        const char *sign = attribute_sign(word);
        if (!sign) {
            problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, place_of(r, word),
                        "an entry is: words {forms} key=value ...", "expected key=value, found %.*s", (int)word.len, word.ptr);
            continue;
        }
        hs_str key = { word.ptr, (size_t)(sign - word.ptr) };
        hs_str value = { sign + 1, word.len - key.len - 1 };
        bool is_twice = false;
        for (uint32_t i = 0; i < n; i++) is_twice |= str_eq(list[i].key, key);
        if (is_twice || n == sizeof list / sizeof *list)
            problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, place_of(r, word), NULL,
                        is_twice ? "attribute %.*s is given twice" : "too many attributes at %.*s", (int)key.len, key.ptr);
        else
            list[n++] = (lexicon_attribute){ key, value };
    }
    e->attributes = arena_alloc(r->all->memory, n * sizeof *list);
    if (!e->attributes) return;
    memcpy(e->attributes, list, n * sizeof *list);
    e->attribute_count = n;
}

/* Entries of a list share their attributes if these are written alike: n=1, gender=f, type=place kind=city. */
static void share_attributes(reading *r, lexicon_entry *e, hs_str rest)
{
    shared_attributes *seen = &r->seen[hash_bytes(rest.ptr, rest.len) % SHARED_MOST];
    if (str_eq(seen->written, rest)) {
        e->attributes = seen->items;
        e->attribute_count = seen->count;
        return;
    }
    uint32_t problems_before = r->problems->count;
    read_attributes(r, e, rest);
    if (r->problems->count == problems_before) *seen = (shared_attributes){ rest, e->attributes, e->attribute_count };
}

/* Splits a line into the head and the rest: the head ends at { or at the first key=value. */
static hs_str read_head(hs_str line, hs_str *given, hs_str *rest)
{
    hs_str left = line, head = { line.ptr, 0 };
    *given = STR("");
    while (left.len) {
        if (left.ptr[0] == '{' && left.len > 1) {
            const char *close = memchr(left.ptr, '}', left.len);
            size_t n = close ? (size_t)(close - left.ptr) : left.len;
            *given = trim((hs_str){ left.ptr + 1, n - 1 });
            size_t skip = close ? n + 1 : n;
            *rest = trim((hs_str){ left.ptr + skip, left.len - skip });
            return head;
        }
        hs_str before = left, word = take_word(&left);
        if (head.len && attribute_sign(word)) {
            *rest = before;
            return head;
        }
        head.len = (size_t)(word.ptr + word.len - head.ptr);
    }
    *rest = STR("");
    return head;
}

static void add_irregular(reading *r, hs_str head, hs_str given)
{
    lexicons *l = r->all;
    hs_str key = join(l->memory, r->lex->word_class, ' ', head);
    strmap_put(&l->irregular, key, l->irregular_count);
    ARENA_PUSH(l->memory, l->irregular_forms, l->irregular_count, l->irregular_cap, given);
}

static bool is_irregular_list(hs_str name)
{
    return str_starts(name, STR("irregular-"));
}

static void read_entry(reading *r, hs_str line)
{
    lexicon_entry e = { .line = r->line_number, .where = place_of(r, line) };
    hs_str rest;
    e.head = read_head(line, &e.given, &rest);
    if (!e.head.len) {
        problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, e.where, NULL, "an entry begins with its word");
        return;
    }
    if (e.given.ptr + e.given.len == line.ptr + line.len && memchr(line.ptr, '{', line.len))
        problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, e.where, "close it with }", "a brace has no end");
    share_attributes(r, &e, rest);
    uint32_t known = strmap_add(&r->all->heads, e.head, r->lex->entry_count);
    if (known != STRMAP_NONE) {
        problem_add(r->problems, HS_PROBLEM_ERROR, "H031", &r->lex->source, e.where, NULL, "entry %.*s is already in line %u",
                    (int)e.head.len, e.head.ptr, r->lex->entries[known].line);
        return;
    }
    ARENA_PUSH(r->all->memory, r->lex->entries, r->lex->entry_count, r->cap, e);
    if (is_irregular_list(r->lex->name)) add_irregular(r, e.head, e.given);
}

static void read_inflection_line(reading *r, hs_str line)
{
    lexicons *l = r->all;
    inflection_line made = { 0 };
    hs_str rest = line;
    made.word_class = take_word(&rest);
    made.pattern = take_word(&rest);
    while (rest.len && made.form_count < INFLECT_FORMS) made.forms[made.form_count++] = take_word(&rest);
    ARENA_PUSH(l->memory, l->inflection.lines, l->inflection.count, l->inflection.cap, made);
}

static bool read_header(reading *r, hs_str line)
{
    static const char *const classes[] = { "verb", "noun", "adjective", "adverb", "phrase", "form", "table", "suffix", "inflection" };
    if (!str_starts(line, STR("class:"))) {
        problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, place_of(r, line),
                    "the first line says what is inflected: class: verb (noun, adjective, phrase, form, table ...)",
                    "a lexicon begins with its class");
        return false;
    }
    r->lex->word_class = trim((hs_str){ line.ptr + 6, line.len - 6 });
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (str_is(r->lex->word_class, classes[i])) return true;
    problem_add(r->problems, HS_PROBLEM_ERROR, "H032", &r->lex->source, place_of(r, r->lex->word_class), NULL,
                "unknown class %.*s", (int)r->lex->word_class.len, r->lex->word_class.ptr);
    return false;
}

static void read_lines(reading *r)
{
    hs_str bytes = r->lex->source.bytes;
    bool has_header = false;
    for (size_t at = 0; at < bytes.len;) {
        const char *newline = memchr(bytes.ptr + at, '\n', bytes.len - at);
        size_t end = newline ? (size_t)(newline - bytes.ptr) : bytes.len;
        hs_str line = trim((hs_str){ bytes.ptr + at, end - at });
        at = end + 1;
        r->line_number++;
        if (!line.len || line.ptr[0] == '#') continue;
        if (!has_header) {
            if (!read_header(r, line)) return;
            has_header = true;
        } else if (!r->lex->entry_count && str_is(line, "case: exact")) {
            r->lex->is_exact = true;
        } else if (str_is(r->lex->word_class, "inflection")) {
            read_inflection_line(r, line);
        } else {
            read_entry(r, line);
        }
    }
}

/* The entries of an earlier pack's list of the same name that the new one doesn't override come after its own. */
static void extend_from(reading *r, const lexicon *old)
{
    for (uint32_t i = 0; i < old->entry_count; i++)
        if (strmap_get(&r->all->heads, old->entries[i].head) == STRMAP_NONE)
            ARENA_PUSH(r->all->memory, r->lex->entries, r->lex->entry_count, r->cap, old->entries[i]);
}

static uint32_t count_lines(hs_str bytes)
{
    uint32_t n = 1;
    for (const char *at = bytes.ptr, *end = at + bytes.len; at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++) n++;
    return n;
}

void lexicons_expect(lexicons *l, size_t bytes)
{
    enum { BYTES_PER_LINE = 16 };
    if (bytes / BYTES_PER_LINE < UINT32_MAX) strmap_reserve(&l->heads, (uint32_t)(bytes / BYTES_PER_LINE));
}

void lexicon_read(lexicons *l, hs_str name, hs_str pack, source_file source, problems *p)
{
    lexicon *lex = arena_zalloc(l->memory, 1, sizeof *lex);
    if (!lex) return;
    *lex = (lexicon){ .name = name, .pack = pack, .source = source };
    if (!digest_bytes(source.bytes, lex->sha256)) l->memory->failed = true;
    reading r = { .all = l, .lex = lex, .problems = p };
    r.cap = count_lines(source.bytes); /* room for all at once: what a list grows out of is lost in the arena */
    lex->entries = arena_alloc(l->memory, r.cap * sizeof *lex->entries);
    if (!lex->entries) return;
    strmap_clear(&l->heads, r.cap);
    read_lines(&r);
    uint32_t known = strmap_get(&l->by_name, name);
    if (known != STRMAP_NONE) {
        extend_from(&r, l->items[known]);
        hs_str both[] = { { l->items[known]->sha256, 64 }, { lex->sha256, 64 } };
        if (!digest_pieces(both, 2, lex->sha256)) l->memory->failed = true;
        l->items[known] = lex;
        return;
    }
    strmap_put(&l->by_name, name, l->count);
    ARENA_PUSH(l->memory, l->items, l->count, l->cap, lex);
}

/* ---- linking ---------------------------------------------------------------------------------------------------- */

/* Words are many and short: one behind the other in blocks. */
static hs_str keep_word(lexicons *l, hs_str word)
{
    enum { BLOCK = 16 * 1024 };
    if (word.len > l->text_room) {
        size_t size = word.len > BLOCK ? word.len : BLOCK;
        l->text_at = arena_alloc(l->memory, size);
        l->text_room = l->text_at ? size : 0;
        if (!l->text_at) return STR("");
    }
    char *kept = l->text_at;
    if (word.len) memcpy(kept, word.ptr, word.len);
    l->text_at += word.len;
    l->text_room -= word.len;
    return (hs_str){ kept, word.len };
}

uint32_t lexicons_word(lexicons *l, hs_str written)
{
    uint32_t known = strmap_add(&l->words, written, l->word_count);
    if (known != STRMAP_NONE) return known;
    if (l->words.count == l->word_count) return l->word_count; /* memory failed: the load fails with it */
    hs_str kept = keep_word(l, written);
    if (kept.len > 1 && kept.ptr[0] == '=') l->has_exact = true;
    l->words.entries[l->word_count].key = kept;
    return l->word_count++;
}

typedef struct {
    lexicons           *all;
    lexicon            *lex;
    const token_tables *tables;
    problems           *problems;
    uint32_t            cap;
    uint32_t            entry;
} linking;

static bool is_plain_word(hs_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < 'a' || s.ptr[i] > 'z') return false;
    return s.len > 0;
}

static uint32_t word_of(linking *k, hs_str one)
{
    if (!k->lex->is_exact) return lexicons_word(k->all, token_fold(k->all->memory, one)); /* which leaves small letters alone */
    hs_str straight = token_straighten(k->all->memory, one);
    return lexicons_word(k->all, join(k->all->memory, STR(""), '=', straight));
}

/* Numbers of words, likewise. */
static uint32_t *room_for_numbers(lexicons *l, uint32_t count)
{
    enum { BLOCK = 4096 };
    if (count > l->numbers_room) {
        l->numbers_at = arena_alloc(l->memory, BLOCK * sizeof *l->numbers_at);
        l->numbers_room = l->numbers_at ? BLOCK : 0;
        if (!l->numbers_at) return NULL;
    }
    uint32_t *room = l->numbers_at;
    l->numbers_at += count;
    l->numbers_room -= count;
    return room;
}

static void add_form(linking *k, hs_str written)
{
    lexicon_form f = { .entry = k->entry };
    uint32_t *words;
    if (is_plain_word(written)) {
        f.words = words = room_for_numbers(k->all, f.count = 1);
        if (words) *words = k->lex->is_exact ? word_of(k, written) : lexicons_word(k->all, written);
    } else {
        hs_span cuts[CUT_MOST];
        uint32_t n = token_cut(written, k->tables, cuts, CUT_MOST);
        if (n == 0 || n > CUT_MOST) {
            problem_add(k->problems, HS_PROBLEM_ERROR, "H030", &k->lex->source, k->lex->entries[k->entry].where, NULL,
                        "an entry has 1 to %d tokens", CUT_MOST);
            return;
        }
        f.words = words = room_for_numbers(k->all, f.count = n);
        for (uint32_t i = 0; words && i < n; i++) words[i] = word_of(k, str_of(written, cuts[i]));
        if (n > 1) k->lex->has_phrases = true;
    }
    if (words) ARENA_PUSH(k->all->memory, k->lex->forms, k->lex->form_count, k->cap, f);
}

/* The forms of one word in a class, itself left out: given in the entry, else irregular, else regular. */
static uint32_t forms_of(lexicons *l, hs_str word_class, hs_str given, hs_str word, inflected *out)
{
    if (!given.len) {
        char key[96];
        if (word_class.len + 1 + word.len > sizeof key) return 0;
        memcpy(key, word_class.ptr, word_class.len);
        key[word_class.len] = ' ';
        memcpy(key + word_class.len + 1, word.ptr, word.len);
        uint32_t i = strmap_get(&l->irregular, (hs_str){ key, word_class.len + 1 + word.len });
        if (i != STRMAP_NONE) given = l->irregular_forms[i];
    }
    if (!given.len) return inflect_regular(&l->inflection, word_class, word, out);
    uint32_t n = 0;
    while (given.len && n < INFLECT_FORMS) {
        hs_str one = take_word(&given);
        if (one.len > INFLECT_LENGTH) continue;
        memcpy(out[n].text, one.ptr, one.len);
        out[n++].len = (uint32_t)one.len;
    }
    return n;
}

static void link_entry(linking *k)
{
    const lexicon_entry *e = &k->lex->entries[k->entry];
    if (k->entry + ENTRIES_AHEAD < k->lex->entry_count) strmap_prefetch(&k->all->words, e[ENTRIES_AHEAD].head);
    bool is_noun = str_is(k->lex->word_class, "noun");
    add_form(k, e->head);
    if (!is_noun && !str_is(k->lex->word_class, "verb") && !e->given.len) return;
    hs_str head = e->head, before = STR(""), after = STR("");
    if (is_noun) { /* a noun phrase inflects its last word, every other phrase its first */
        for (size_t i = head.len; i > 0; i--)
            if (head.ptr[i - 1] == ' ') {
                before = (hs_str){ head.ptr, i };
                head = (hs_str){ head.ptr + i, head.len - i };
                break;
            }
    } else {
        const char *space = memchr(head.ptr, ' ', head.len);
        if (space) {
            after = (hs_str){ space, head.len - (size_t)(space - head.ptr) };
            head.len = (size_t)(space - head.ptr);
        }
    }
    inflected made[INFLECT_FORMS];
    uint32_t n = forms_of(k->all, k->lex->word_class, e->given, head, made);
    for (uint32_t i = 0; i < n; i++) strmap_prefetch(&k->all->words, (hs_str){ made[i].text, made[i].len });
    for (uint32_t i = 0; i < n; i++) {
        char written[3 * INFLECT_LENGTH];
        size_t len = before.len + made[i].len + after.len;
        if (len > sizeof written) continue;
        if (before.len) memcpy(written, before.ptr, before.len);
        memcpy(written + before.len, made[i].text, made[i].len);
        if (after.len) memcpy(written + before.len + made[i].len, after.ptr, after.len);
        add_form(k, (hs_str){ written, len });
    }
}

/* Forms of an entry, as nearly all have them. */
static uint32_t forms_expected(const lexicon *lex)
{
    return str_is(lex->word_class, "verb") ? 5 : str_is(lex->word_class, "noun") ? 3 : 1;
}

static int by_name(const void *a, const void *b)
{
    return str_cmp((*(lexicon *const *)a)->name, (*(lexicon *const *)b)->name);
}

void lexicons_link(lexicons *l, const token_tables *tables, problems *p)
{
    if (l->count) qsort(l->items, l->count, sizeof *l->items, by_name);
    uint32_t entries = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        strmap_put(&l->by_name, l->items[i]->name, i);
        entries += l->items[i]->entry_count;
    }
    strmap_reserve(&l->words, entries);
    for (uint32_t i = 0; i < l->count; i++) {
        linking k = { .all = l, .lex = l->items[i], .tables = tables, .problems = p };
        if (is_irregular_list(k.lex->name) || str_is(k.lex->word_class, "suffix") || str_is(k.lex->word_class, "inflection")) continue;
        k.cap = k.lex->entry_count * forms_expected(k.lex);
        k.lex->forms = arena_alloc(l->memory, k.cap * sizeof *k.lex->forms);
        if (!k.lex->forms) return;
        for (k.entry = 0; k.entry < k.lex->entry_count; k.entry++) link_entry(&k);
    }
}

void lexicons_lemma_forms(lexicons *l, hs_str lemma, void (*take)(void *user, hs_str form), void *user)
{
    static const char *const classes[] = { "verb", "noun", "adjective" };
    bool is_found = false;
    take(user, lemma);
    for (size_t c = 0; c < sizeof classes / sizeof *classes + 1; c++) {
        hs_str word_class = { classes[c % 3], strlen(classes[c % 3]) }, given = STR("");
        bool is_listed = c == 3 && !is_found; /* nobody lists it: take it for a verb */
        for (uint32_t i = 0; i < l->count && c < 3; i++) {
            const lexicon *lex = l->items[i];
            if (!str_eq(lex->word_class, word_class) || is_irregular_list(lex->name)) continue;
            for (uint32_t e = 0; e < lex->entry_count; e++)
                if (str_eq(lex->entries[e].head, lemma)) {
                    is_listed = true;
                    if (!given.len) given = lex->entries[e].given;
                }
        }
        if (!is_listed) continue;
        is_found = true;
        inflected made[INFLECT_FORMS];
        uint32_t n = forms_of(l, word_class, given, lemma, made);
        for (uint32_t i = 0; i < n; i++) take(user, (hs_str){ made[i].text, made[i].len });
    }
}
