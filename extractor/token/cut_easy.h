/* cut_easy.h - the fast path of the cutter: tokens whose end shows at a glance.
 *
 * Most of an article is letters followed by a space. Sixteen bytes are looked at together: how many of them are letters, and
 * the bytes themselves are the key under which the form is found (form_key.h), so that a short word costs no loop.
 *
 *   bytes    s a i d _ t h a      letters 1 1 1 1 0 1 1 1  ->  length 4, key "said"
 *
 * Whatever could be cut otherwise than it looks (by a table, by what follows it) is left to cut_hard() in cut.c, which
 * measures it; tests hold the two against each other. Knows characters and filters of tables only. */
#ifndef TOKEN_CUT_EASY_H
#define TOKEN_CUT_EASY_H

#include "base/sixteen.h"
#include "token/cut.h"

enum { EASY_BYTES = 16 };

#ifdef SIXTEEN_BYTES
/* How many of the sixteen bytes, from the first on, are ASCII letters. Moved so that z is 127, a to z are all above 101. */
static inline unsigned easy_letters(const char *p)
{
    sixteen small = sixteen_load(p) | 0x20;
    return (unsigned)__builtin_ctz(~sixteen_bits(sixteen_plus(small, 127 - 'z') > 101));
}
#else
/* Of eight bytes: (b | 0x20) - 'a' < 26, eight at once. */
static inline unsigned easy_letters_of_eight(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101ULL, tops = 0x8080808080808080ULL;
    uint64_t x = (word | 0x20 * ones) & ~tops;
    uint64_t from_a = x + (0x80 - 'a') * ones, beyond_z = x + (0x80 - 'z' - 1) * ones;
    uint64_t others = ~(from_a & ~beyond_z & ~word) & tops;
    return others ? (unsigned)__builtin_ctzll(others) / 8 : 8;
}

static inline unsigned easy_letters(const char *p)
{
    unsigned n = easy_letters_of_eight(form_load(p));
    return n < 8 ? n : 8 + easy_letters_of_eight(form_load(p + 8));
}
#endif

/* The bytes at p, or where fewer than sixteen may be read, a copy of them with zeros behind. */
static inline const char *easy_bytes(const cutter *c, const char *p, char copy[EASY_BYTES])
{
    size_t left = (size_t)(c->text_end - p);
    if (left >= EASY_BYTES) return p;
    memset(copy, 0, EASY_BYTES);
    for (size_t i = 0; i < left; i++) copy[i] = p[i];
    return copy;
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

/* The block's end, white space, or a mark that ends words and addresses alike. */
static inline bool easy_ends_period(const cutter *c, const char *after, size_t n)
{
    if (after >= c->end || cut_class(after) == CUT_SPACE) return true;
    return n > 3 && c->is_plain && (*after == '"' || cut_is_general(after)); /* n > 3: not www */
}

/* Letters, and a character that goes on with some words: not with this one? */
static inline bool easy_ends(const cutter *c, const char *p, const char *end)
{
    const token_tables *t = c->tables;
    size_t n = (size_t)(end - p);
    switch (cut_class(end)) {
    case CUT_PERIOD: return n > 1 && easy_ends_period(c, end + 1, n) && !cut_may_be(&t->abbreviation_filter, *p, end[-1], n + 1);
    case CUT_RUN: return *end == '-' && c->is_plain && !cut_may_be(&t->prefix_filter, *p, end[-1], n);
    case CUT_HIGH: return cut_is_general(end) && end[2] != '\x90' && end[2] != '\x91' && end[2] != '\x99'; /* ‐ ‑ ’ */
    case CUT_APOSTROPHE: return end + 1 >= c->end || cut_class(end + 1) == CUT_SPACE;
    case CUT_OTHER: return *end == ':' ? end + 1 >= c->end || end[1] != '/' : *end == '%' && c->is_plain;
    default: return false;
    }
}

/* The end of sixteen letters and more. */
static inline const char *easy_long_word(const cutter *c, const char *p)
{
    for (p += EASY_BYTES; p < c->end && cut_class(p) == CUT_LETTER;) p++;
    return p;
}

/* A word of plain letters that nothing goes on with. Returns its end, or p if there is none here. */
static inline const char *easy_word(const cutter *c, const char *p, form_key *key)
{
    char copy[EASY_BYTES];
    const char *bytes = easy_bytes(c, p, copy);
    size_t n = easy_letters(bytes);
    if (n == 0) return p;
    const char *end = n < EASY_BYTES ? p + n : easy_long_word(c, p);
    if (end > c->end) end = c->end;
    n = (size_t)(end - p);
    if (end < c->end && (cut_classes[(unsigned char)*end] & CUT_GLUE) && !easy_ends(c, p, end)) return p;
    if (cut_may_be(&c->tables->joined_filter, *p, end[-1], n)) return p;
    if (n <= 8) *key = form_key_short(form_load(bytes), n);
    else *key = n <= FORM_KEY_EXACT ? form_key_middle(form_load(bytes), form_load(bytes + 8), n) : form_key_of((hs_str){ p, n });
    return end;
}

/* ---- numbers and signs ------------------------------------------------------------------------------------------- */

/* Digits that nothing goes on with: 15  2015,  50% */
static inline const char *easy_number(const cutter *c, const char *p)
{
    const char *end = p;
    while (cut_is_digit(c, end)) end++;
    size_t n = (size_t)(end - p);
    if (n > 8 || cut_may_be(&c->tables->joined_filter, *p, end[-1], n)) return p;
    if (end == c->end || cut_class(end) == CUT_SPACE) return end;
    bool is_over = c->is_plain && (cut_classes[(unsigned char)*end] == CUT_OTHER /* not glue */ || *end == '%');
    return is_over && !cut_is_digit(c, end + 1) ? end : p; /* not 1,000 or 9/11 */
}

/* “ ” – — standing alone */
static inline const char *easy_high(cutter *c, const char *p)
{
    if (!cut_is_general(p)) return p;
    switch ((unsigned char)p[2]) {
    case 0x9C: cut_note(c, &c->marks, MARK_DOUBLE_OPEN); return p + 3;
    case 0x9D: cut_note(c, &c->marks, MARK_DOUBLE_CLOSE); return p + 3;
    case 0x93: case 0x94: return p + 3 == c->end || p[3] != *p ? p + 3 : p;
    default: return p;
    }
}

/* A single character of ASCII, before which nothing more is asked. `next` is the one after it, 0 at the block's end. */
static inline const char *easy_ascii(cutter *c, const char *p, char next)
{
    switch (cut_class(p)) {
    case CUT_OTHER: return *p != '_' ? p + 1 : p;
    case CUT_RUN: /* a hyphen before no letter may stand for a dash */
        return next != *p && (*p != '-' || cut_classes[(unsigned char)next] == CUT_LETTER) ? p + 1 : p;
    case CUT_QUOTE: cut_note(c, &c->marks, MARK_DOUBLE); return p + 1;
    case CUT_PERIOD:
        if (next == '.' || (next >= '0' && next <= '9')) return p;
        cut_note(c, &c->stops, STOP_PERIOD);
        return p + 1;
    case CUT_STRONG:
        if (next == '!' || next == '?') return p;
        cut_note(c, &c->stops, STOP_STRONG);
        return p + 1;
    default: return p;
    }
}

/* What is neither a word of letters nor white space. Returns its end, or p if it must be measured. */
static inline const char *easy_sign(cutter *c, const char *p, form_key *key)
{
    const char *end;
    if ((unsigned char)*p >= 0x80) end = easy_high(c, p);
    else if (cut_class(p) == CUT_DIGIT) end = easy_number(c, p);
    else if (p + 1 == c->end) end = easy_ascii(c, p, '\0');
    else end = (unsigned char)p[1] < 0x80 || cut_is_general(p + 1) ? easy_ascii(c, p, p[1]) : p;
    if (end == p) return p;
    char copy[EASY_BYTES];
    *key = form_key_short(form_load(easy_bytes(c, p, copy)), (size_t)(end - p));
    return end;
}

#endif
