/* name_words.c - cutting names into folded words and numbering them. ASCII is cut as it is read; other text is folded first. */
#include "find/name_words.h"

#include "base/utf8.h"
#include "find/fold.h"

/* ---- words ---------------------------------------------------------------------------------------------------------- */

/* What each byte of ASCII is in a word: its lower-case letter, a digit, an apostrophe; 0: no part of a word. */
static const char word_chars[129] =
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0'\0\0\0\0\0\0\0\0" "0123456789\0\0\0\0\0\0"
    "\0abcdefghijklmno" "pqrstuvwxyz\0\0\0\0\0"
    "'abcdefghijklmno" "pqrstuvwxyz\0\0\0\0\0";

static bool is_word_char(uint32_t cp)
{
    return utf8_is_letter(cp) || utf8_is_digit(cp) || cp == '\'' || cp == 0x2019 || utf8_is_mark(cp);
}

enum { PLAIN_MOST = 128, NOT_PLAIN = NAME_WORDS_MOST + 1 };
typedef struct { char bytes[PLAIN_MOST + WORD_PADDING]; } folded_bytes;

/* Cuts the text at what is no part of a word; the words lie in `to`. NOT_PLAIN if there is more than ASCII. */
static uint32_t cut_plain(hs_str s, folded_bytes *to, hs_str *out)
{
    uint32_t n = 0;
    bool is_pair = s.len == 2 && (s.ptr[0] == '\'' || s.ptr[0] == '`'); /* two marks may fold as a whole */
    if (s.len > PLAIN_MOST || is_pair) return NOT_PLAIN;
    for (size_t i = 0, start; i < s.len; i++) {
        for (start = i; i < s.len; i++) {
            unsigned char c = (unsigned char)s.ptr[i];
            if (c >= 0x80) return NOT_PLAIN;
            if (!(to->bytes[i] = word_chars[c])) break;
        }
        if (i > start && n < NAME_WORDS_MOST) out[n++] = (hs_str){ to->bytes + start, i - start };
    }
    return n;
}

static uint32_t cut_any(arena *memory, hs_str s, hs_str *out)
{
    hs_str folded_text = token_fold(memory, s);
    uint32_t n = 0;
    for (size_t i = 0; i < folded_text.len && n < NAME_WORDS_MOST;) {
        size_t start = i, len = 1;
        while (i < folded_text.len && is_word_char(utf8_decode(folded_text.ptr + i, &len))) i += len;
        if (i > start) out[n++] = (hs_str){ folded_text.ptr + start, i - start };
        else i += len;
    }
    return n;
}

/* ---- numbers -------------------------------------------------------------------------------------------------------- */

uint32_t words_of(word_list *l, hs_str s, uint32_t out[NAME_WORDS_MOST])
{
    folded_bytes bytes;
    hs_str words[NAME_WORDS_MOST];
    uint32_t n = cut_plain(s, &bytes, words);
    if (n == NOT_PLAIN) {
        n = cut_any(l->memory, s, words);
        for (uint32_t i = 0; i < n; i++) out[i] = word_number(l, words[i]);
    } else {
        for (uint32_t i = 0; i < n; i++) out[i] = word_number_padded(l, words[i]);
    }
    return n;
}

uint32_t words_last(const word_list *l, hs_str s)
{
    folded_bytes bytes;
    hs_str words[NAME_WORDS_MOST];
    uint32_t n = cut_plain(s, &bytes, words);
    if (n == NOT_PLAIN) n = cut_any(l->memory, s, words);
    return n ? word_find(l, words[n - 1]) : WORD_UNKNOWN;
}

/* ---- capitals ------------------------------------------------------------------------------------------------------- */

enum { CAPITALS_MOST = 12 };

static bool is_upper(uint32_t cp)
{
    return cp - 'A' < 26;
}

static bool is_letter(uint32_t cp)
{
    return cp < 0x80 ? (cp | 0x20) - 'a' < 26 : utf8_is_letter(cp);
}

static uint32_t decode(const char *p, size_t *len)
{
    *len = 1;
    return (unsigned char)*p < 0x80 ? (unsigned char)*p : utf8_decode(p, len);
}

/* The capitals of ASCII that begin words. */
static size_t initials(hs_str s, char out[CAPITALS_MOST])
{
    size_t n = 0, len;
    bool begins = true;
    for (size_t i = 0; i < s.len; i += len) {
        uint32_t cp = decode(s.ptr + i, &len);
        if (begins && is_upper(cp)) {
            if (n == CAPITALS_MOST) return 0;
            out[n++] = (char)cp;
        }
        begins = !is_letter(cp) && cp != '\'' && cp != 0x2019;
    }
    return n;
}

/* The letters of the text, if all are capitals of ASCII. */
static size_t acronym(hs_str s, char out[CAPITALS_MOST])
{
    size_t n = 0, len;
    for (size_t i = 0; i < s.len; i += len) {
        uint32_t cp = decode(s.ptr + i, &len);
        if (!is_letter(cp)) continue;
        if (!is_upper(cp) || n == CAPITALS_MOST) return 0;
        out[n++] = (char)cp;
    }
    return n;
}

uint32_t words_initials(word_list *l, hs_str s)
{
    char out[CAPITALS_MOST];
    size_t n = initials(s, out);
    return n > 1 ? word_number(l, (hs_str){ out, n }) : WORD_UNKNOWN;
}

uint32_t words_acronym(const word_list *l, hs_str s)
{
    char out[CAPITALS_MOST];
    size_t n = acronym(s, out);
    return n > 1 ? word_find(l, (hs_str){ out, n }) : WORD_UNKNOWN;
}

/* ---- white space ---------------------------------------------------------------------------------------------------- */

/* Only plain characters, single blanks between them. */
static bool is_collapsed(hs_str s)
{
    bool after_blank = true;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x80 || (c >= '\t' && c <= '\r') || (c == ' ' && after_blank)) return false;
        after_blank = c == ' ';
    }
    return !after_blank || !s.len;
}

hs_str name_collapsed(arena *memory, hs_str s)
{
    if (is_collapsed(s)) return s;
    char *out = arena_alloc(memory, s.len + 1);
    size_t n = 0, len;
    if (!out) return STR("");
    for (size_t i = 0; i < s.len; i += len) {
        uint32_t cp = utf8_decode(s.ptr + i, &len);
        if (utf8_is_space(cp)) {
            if (n && out[n - 1] != ' ') out[n++] = ' ';
        } else {
            memcpy(out + n, s.ptr + i, len);
            n += len;
        }
    }
    while (n && out[n - 1] == ' ') n--;
    return (hs_str){ out, n };
}

hs_str name_joined(arena *memory, hs_str a, hs_str b)
{
    char *out = arena_alloc(memory, a.len + b.len);
    if (!out) return STR("");
    memcpy(out, a.ptr, a.len);
    memcpy(out + a.len, b.ptr, b.len);
    return (hs_str){ out, a.len + b.len };
}
