/* word_units.c - cutting, and the few questions asked of sets of words. */
#include "curate/word_units.h"

#include "base/utf8.h"

#include <stdlib.h>

static bool is_word_point(uint32_t cp)
{
    return cp == '_' || utf8_is_letter(cp) || utf8_is_digit(cp);
}

bool word_units_init(word_units *w, const hs_document *doc, arena *memory)
{
    hs_str bytes = doc->text.bytes;
    uint32_t word_cap = 0, point_cap = 0;
    bool is_open = false;
    *w = (word_units){ .doc = doc, .memory = memory };
    for (uint32_t at = 0; at < bytes.len;) {
        size_t n;
        bool is_word = is_word_point(utf8_decode(bytes.ptr + at, &n));
        uint32_t end = at + (uint32_t)n;
        ARENA_PUSH(memory, w->points, w->point_count, point_cap, at);
        if (is_word && is_open) w->words[w->count - 1].end = end;
        else if (is_word) ARENA_PUSH(memory, w->words, w->count, word_cap, (hs_span){ at, end });
        is_open = is_word && w->count;
        at = end;
    }
    ARENA_PUSH(memory, w->points, w->point_count, point_cap, (uint32_t)bytes.len);
    return !memory->failed;
}

bool units_bytes(const word_units *w, const hs_span *points, uint32_t count, hs_span *bytes)
{
    for (uint32_t i = 0; i < count; i++) {
        if (points[i].end >= w->point_count) return false;
        bytes[i] = (hs_span){ w->points[points[i].start], w->points[points[i].end] };
    }
    return true;
}

/* ---- sets ------------------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void tidy(unit_set *s)
{
    uint32_t kept = 0;
    if (s->count > 1) qsort(s->items, s->count, sizeof *s->items, by_number);
    for (uint32_t i = 0; i < s->count; i++)
        if (!kept || s->items[i] != s->items[kept - 1]) s->items[kept++] = s->items[i];
    s->count = kept;
}

static void add_words(const word_units *w, hs_span span, unit_set *s, uint32_t *cap)
{
    uint32_t lo = 0, hi = w->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (w->words[mid].end <= span.start) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < w->count && w->words[lo].start < span.end; lo++) ARENA_PUSH(w->memory, s->items, s->count, *cap, lo);
}

static void add_signs(const word_units *w, hs_span span, unit_set *s, uint32_t *cap)
{
    for (uint32_t i = span.start; i < span.end; i++) {
        char c = w->doc->text.bytes.ptr[i];
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && !utf8_is_continuation(c)) ARENA_PUSH(w->memory, s->items, s->count, *cap, UNIT_SIGN + i);
    }
}

unit_set units_of(const word_units *w, const hs_span *spans, uint32_t count)
{
    unit_set s = { NULL, 0 };
    uint32_t cap = 0;
    for (uint32_t i = 0; i < count; i++) add_words(w, spans[i], &s, &cap);
    for (uint32_t i = 0; !s.count && i < count; i++) add_signs(w, spans[i], &s, &cap);
    tidy(&s);
    return s;
}

bool units_same(const unit_set *a, const unit_set *b)
{
    return a->count == b->count && (!a->count || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

uint32_t units_shared(const unit_set *a, const unit_set *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->items[i] == b->items[k]) n++, i++, k++;
        else if (a->items[i] < b->items[k]) i++;
        else k++;
    }
    return n;
}

/* ---- what words are --------------------------------------------------------------------------------------------- */

/* The token in which the word begins. */
static const token *token_of(const word_units *w, uint32_t unit)
{
    const tokens *t = &w->doc->tokens;
    uint32_t lo = 0, hi = t->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->items[mid].end <= w->words[unit].start) lo = mid + 1;
        else hi = mid;
    }
    return lo < t->count && t->items[lo].start <= w->words[unit].start ? &t->items[lo] : NULL;
}

static upos_class class_of(const word_units *w, uint32_t unit)
{
    const token *t = token_of(w, unit);
    return t ? (upos_class)t->upos : UPOS_X;
}

/* 's: the word begins inside a token that begins with an apostrophe. */
static bool is_clitic(const word_units *w, uint32_t unit)
{
    const token *t = token_of(w, unit);
    return t && t->start < w->words[unit].start && class_of(w, unit) == UPOS_PART;
}

static bool goes_on(upos_class c)
{
    return c == UPOS_ADP || c == UPOS_AUX || c == UPOS_SCONJ || c == UPOS_PRON || c == UPOS_PART;
}

static bool cannot_head(upos_class c) { return c == UPOS_ADP || c == UPOS_AUX || c == UPOS_SCONJ; }

static bool is_broken(const word_units *w, uint32_t before, uint32_t after)
{
    static const char breaks[] = ",;:()[]{}\n";
    hs_str bytes = w->doc->text.bytes;
    if (after != before + 1) return true;
    for (uint32_t i = w->words[before].end; i < w->words[after].start; i++) {
        if (memchr(breaks, bytes.ptr[i], sizeof breaks - 1)) return true;
        if (bytes.ptr[i] == '-' && i + 1 < w->words[after].start && bytes.ptr[i + 1] == '-') return true;
        if (i + 2 < bytes.len && memcmp(bytes.ptr + i, "\xE2\x80", 2) == 0 && (bytes.ptr[i + 2] == '\x93' || bytes.ptr[i + 2] == '\x94')) return true;
    }
    return false;
}

static bool is_number(const word_units *w, uint32_t unit)
{
    hs_str word = str_of(w->doc->text.bytes, w->words[unit]);
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < '0' || word.ptr[i] > '9') return false;
    return true;
}

/* Adds the head of words that stand in a row, if they have one. */
static void add_head(const word_units *w, const uint32_t *part, uint32_t count, unit_set *out)
{
    bool has_word = false;
    for (uint32_t i = 0; i < count; i++) has_word |= !is_number(w, part[i]);
    if (!has_word || cannot_head(class_of(w, part[0]))) return;
    uint32_t cut = 1;
    while (cut < count && !goes_on(class_of(w, part[cut]))) cut++;
    while (cut > 1 && class_of(w, part[cut - 1]) == UPOS_ADV) cut--;
    bool is_participle = cut > 1 && cut < count && class_of(w, part[cut - 1]) == UPOS_VERB && class_of(w, part[cut - 2]) != UPOS_DET;
    out->items[out->count++] = part[cut - 1 - is_participle];
}

unit_set units_heads(const word_units *w, const unit_set *source)
{
    unit_set out = { arena_alloc(w->memory, (source->count + 1) * sizeof *out.items), 0 };
    uint32_t *part = arena_alloc(w->memory, (source->count + 1) * sizeof *part), n = 0;
    if (!out.items || !part || !source->count) return out;
    if (source->items[0] >= UNIT_SIGN) return *source;
    for (uint32_t i = 0; i < source->count; i++) {
        uint32_t unit = source->items[i];
        bool is_new = i && is_broken(w, source->items[i - 1], unit), joins = class_of(w, unit) == UPOS_CCONJ;
        if ((is_new || joins) && n) add_head(w, part, n, &out);
        if (is_new || joins) n = 0;
        if (!joins && !(i && !is_new && is_clitic(w, unit))) part[n++] = unit;
    }
    if (n) add_head(w, part, n, &out);
    bool starts_wrong = cannot_head(class_of(w, source->items[0]));
    if (!out.count) out.items[out.count++] = source->items[starts_wrong ? 0 : source->count - 1];
    tidy(&out);
    return out;
}

unit_set units_bare_content(const word_units *w, const unit_set *content)
{
    unit_set s = *content;
    while (s.count > 1 && s.items[0] < UNIT_SIGN) {
        hs_str folded = token_fold(w->memory, str_of(w->doc->text.bytes, w->words[s.items[0]]));
        if (strmap_get(&w->doc->rules->openers, folded) == STRMAP_NONE) break;
        s.items++;
        s.count--;
    }
    return s;
}
