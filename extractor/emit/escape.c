/* escape.c - copying text while looking for what can't stay as it is, sixteen or eight bytes at a time.
 *
 * A word has a byte equal to c if (w ^ c) has a zero byte; `zero_bytes` may also mark a 01 above a zero byte, never below
 * the first one. So a clean word is copied whole, a marked one byte by byte. Room for the worst case is taken for a piece
 * of the text at a time. */
#include "emit/escape.h"

#include "base/sixteen.h"

#define EACH_BYTE(c) (0x0101010101010101U * (uint64_t)(c))
#define PIECE 1024 /* bytes between two reservations */
#define WORST 6    /* bytes that one byte may become: \u0001, &quot; */

/* ---- what is special: any of eight bytes, or one byte ---------------------------------------------------------------- */

static inline uint64_t zero_bytes(uint64_t w)
{
    return (w - EACH_BYTE(1)) & ~w & EACH_BYTE(0x80);
}

static inline uint64_t equal_bytes(uint64_t w, unsigned char c)
{
    return zero_bytes(w ^ EACH_BYTE(c));
}

static inline uint64_t low_bytes(uint64_t w) /* below 20 */
{
    return (w - EACH_BYTE(0x20)) & ~w & EACH_BYTE(0x80);
}

static inline uint64_t markup_bytes(uint64_t w) /* & < >, of which < is 3C and > is 3E */
{
    return equal_bytes(w | EACH_BYTE(2), '>') | equal_bytes(w, '&');
}

typedef enum { IN_XML, IN_ATTRIBUTE, IN_JSON } place;

static inline __attribute__((always_inline)) bool any_of_eight(place in, uint64_t w)
{
    switch (in) {
    case IN_XML: return (markup_bytes(w) | equal_bytes(w, '\r')) != 0;
    case IN_ATTRIBUTE: return (markup_bytes(w) | low_bytes(w) | equal_bytes(w, '"')) != 0;
    default: return (low_bytes(w) | equal_bytes(w, '"') | equal_bytes(w, '\\')) != 0;
    }
}

#ifdef SIXTEEN_BYTES
static inline __attribute__((always_inline)) bool any_of_sixteen(place in, sixteen b)
{
    sixteen is;
    if (in == IN_JSON) is = sixteen_below(b, 0x20) | (b == '"') | (b == '\\');
    else is = ((b | 2) == '>') | (b == '&') | (in == IN_XML ? b == '\r' : sixteen_below(b, 0x20) | (b == '"'));
    return sixteen_bits(is) != 0;
}
#endif

/* ---- one byte as it is written --------------------------------------------------------------------------------------- */

static char *put_words(char *to, const char *words)
{
    size_t n = strlen(words);
    memcpy(to, words, n);
    return to + n;
}

static char *put_in_xml(char *to, char c)
{
    switch (c) {
    case '&': return put_words(to, "&amp;");
    case '<': return put_words(to, "&lt;");
    case '>': return put_words(to, "&gt;");
    case '\r': return put_words(to, "&#13;");
    default: *to = c; return to + 1;
    }
}

static char *put_in_attribute(char *to, char c)
{
    switch (c) {
    case '"': return put_words(to, "&quot;");
    case '\t': return put_words(to, "&#9;");
    case '\n': return put_words(to, "&#10;");
    case '\r': return put_words(to, "&#13;");
    default: return (unsigned char)c < 0x20 ? put_words(to, "\xEF\xBF\xBD") : put_in_xml(to, c);
    }
}

static char *put_control(char *to, char c)
{
    static const char hex[] = "0123456789abcdef";
    to = put_words(to, "\\u00");
    *to++ = hex[(unsigned char)c >> 4];
    *to++ = hex[(unsigned char)c & 15];
    return to;
}

static char *put_in_json(char *to, char c)
{
    switch (c) {
    case '"': return put_words(to, "\\\"");
    case '\\': return put_words(to, "\\\\");
    case '\n': return put_words(to, "\\n");
    case '\r': return put_words(to, "\\r");
    case '\t': return put_words(to, "\\t");
    case '\b': return put_words(to, "\\b");
    case '\f': return put_words(to, "\\f");
    default: break;
    }
    if ((unsigned char)c < 0x20) return put_control(to, c);
    *to = c;
    return to + 1;
}

/* ---- the loop, made once for each format ------------------------------------------------------------------------------ */

static inline __attribute__((always_inline)) char *put_one(place in, char *to, char c)
{
    switch (in) {
    case IN_XML: return put_in_xml(to, c);
    case IN_ATTRIBUTE: return put_in_attribute(to, c);
    default: return put_in_json(to, c);
    }
}

/* 4 to 7 bytes as two words that overlap; NULL if a byte of them is special. */
static inline __attribute__((always_inline)) char *put_half(char *to, const char *p, size_t n, place in)
{
    uint32_t first, last;
    memcpy(&first, p, 4);
    memcpy(&last, p + n - 4, 4);
    if (any_of_eight(in, (uint64_t)first << 32 | last)) return NULL;
    memcpy(to, &first, 4);
    memcpy(to + n - 4, &last, 4);
    return to + n;
}

/* 1 to 3 bytes: the first, the middle and the last. */
static inline __attribute__((always_inline)) char *put_few(char *to, const char *p, size_t n, place in)
{
    unsigned char first = (unsigned char)p[0], middle = (unsigned char)p[n / 2], last = (unsigned char)p[n - 1];
    uint64_t word = (EACH_BYTE('a') << 24) | (uint64_t)first << 16 | (uint64_t)middle << 8 | last;
    if (any_of_eight(in, word)) return NULL;
    to[0] = (char)first;
    to[n / 2] = (char)middle;
    to[n - 1] = (char)last;
    return to + n;
}

static inline __attribute__((always_inline)) char *put_piece(char *to, const char *p, size_t n, place in)
{
    uint64_t word;
    const char *end = p + n;
    while (end - p >= 8) {
#ifdef SIXTEEN_BYTES
        for (; end - p >= 16 && !any_of_sixteen(in, sixteen_load(p)); p += 16, to += 16) memcpy(to, p, 16);
        if (end - p < 8) break;
#endif
        memcpy(&word, p, 8);
        memcpy(to, &word, 8);
        if (!any_of_eight(in, word)) {
            p += 8;
            to += 8;
            continue;
        }
        for (const char *stop = p + 8; p < stop; p++) to = put_one(in, to, *p);
    }
    if (p == end) return to;
    n = (size_t)(end - p);
    char *after = n >= 4 ? put_half(to, p, n, in) : put_few(to, p, n, in);
    if (after) return after;
    while (p < end) to = put_one(in, to, *p++);
    return to;
}

/* Between two marks, if there is one. */
static inline __attribute__((always_inline)) void escape(buffer *out, hs_str s, char mark, place in)
{
    if (s.len > PIECE) {
        if (mark) buffer_char(out, mark);
        for (size_t i = 0; i < s.len; i += PIECE) {
            size_t n = s.len - i < PIECE ? s.len - i : PIECE;
            if (!buffer_reserve(out, WORST * n + 8)) return;
            out->len = (size_t)(put_piece(out->data + out->len, s.ptr + i, n, in) - out->data);
        }
        if (mark) buffer_char(out, mark);
        return;
    }
    if (!buffer_reserve(out, WORST * s.len + 10)) return;
    char *p = out->data + out->len;
    if (mark) *p++ = mark;
    if (s.len) p = put_piece(p, s.ptr, s.len, in);
    if (mark) *p++ = mark;
    out->len = (size_t)(p - out->data);
}

void escape_xml(buffer *out, hs_str s)
{
    escape(out, s, '\0', IN_XML);
}

void escape_xml_attribute(buffer *out, hs_str s)
{
    escape(out, s, '\0', IN_ATTRIBUTE);
}

void escape_json(buffer *out, hs_str s)
{
    escape(out, s, '\0', IN_JSON);
}

void escape_json_string(buffer *out, hs_str s)
{
    escape(out, s, '"', IN_JSON);
}
