/* cut_character.c - what a character is to the cutter: part of a word, white space, a letter; and words looked up in tables.
 *
 * Knows single characters and the text around them; knows no tokens. */
#include "token/cut.h"

#include "base/utf8.h"

#define L CUT_LETTER
#define D CUT_DIGIT | CUT_GLUE
#define H CUT_HIGH | CUT_GLUE
#define H8 H, H, H, H, H, H, H, H
#define H32 H8, H8, H8, H8

const uint8_t cut_classes[256] = {
    [' '] = CUT_SPACE, ['\t'] = CUT_SPACE, ['\n'] = CUT_SPACE, ['\v'] = CUT_SPACE, ['\f'] = CUT_SPACE, ['\r'] = CUT_SPACE,
    ['a'] = L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    ['A'] = L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    ['0'] = D, D, D, D, D, D, D, D, D, D,
    ['\''] = CUT_APOSTROPHE | CUT_GLUE, ['"'] = CUT_QUOTE, ['`'] = CUT_GRAVE, ['.'] = CUT_PERIOD | CUT_GLUE,
    ['!'] = CUT_STRONG, ['?'] = CUT_STRONG, ['='] = CUT_RUN, ['~'] = CUT_RUN, ['*'] = CUT_RUN | CUT_GLUE,
    ['+'] = CUT_RUN | CUT_GLUE, ['-'] = CUT_RUN | CUT_GLUE, ['@'] = CUT_AT | CUT_GLUE, ['#'] = CUT_HASH,
    ['&'] = CUT_OTHER | CUT_GLUE, [':'] = CUT_OTHER | CUT_GLUE, ['_'] = CUT_OTHER | CUT_GLUE, ['%'] = CUT_OTHER | CUT_GLUE,
    [0x80] = H32, H32, H32, H32,
};

static const uint8_t WORD[256] = { /* ASCII characters of words */
    ['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ['_'] = 1,
    ['a'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

/* ---- characters -------------------------------------------------------------------------------------------------- */

static size_t word_length(const cutter *c, const char *p) /* of the word character at p, or 0 */
{
    if (p >= c->end) return 0;
    if ((unsigned char)*p < 0x80) return WORD[(unsigned char)*p];
    if (cut_is_general(p)) return 0;
    size_t n;
    uint32_t cp = utf8_decode(p, &n);
    return utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_mark(cp) || cp == 0xFFFD ? n : 0;
}

/* Length of the white space beyond ASCII at p, or 0. U+0085 U+00A0 U+1680 U+2000-200A U+2028 U+2029 U+202F U+205F U+3000 */
size_t cut_high_space(const char *p)
{
    size_t n;
    if (*p != '\xC2' && *p != '\xE1' && *p != '\xE2' && *p != '\xE3') return 0;
    if (cut_is_general(p)) return 0;
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
    return p >= c->end || cut_class(p) == CUT_SPACE || (cut_class(p) == CUT_HIGH && cut_high_space(p));
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
    size_t len = 0, n;
    if (!map->cap) return STRMAP_NONE;
    for (; p < end; p += n) {
        if (len + 4 > sizeof key) return STRMAP_NONE;
        uint32_t cp = (unsigned char)*p;
        n = 1;
        if (cp >= 0x80) cp = utf8_decode(p, &n);
        if (cp < 0x80) key[len++] = (char)(cp - 'A' < 26 ? cp + 32 : cp);
        else if (cp == 0x2019 || cp == 0x2018) key[len++] = '\'';
        else len += utf8_encode(utf8_fold(cp), key + len);
    }
    return strmap_get(map, (hs_str){ key, len });
}
