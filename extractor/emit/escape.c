/* escape.c - finding the next character that can't stay as it is, eight bytes at a time.
 *
 * A word has a byte equal to c if (w ^ c) has a zero byte; `zero_bytes` may also mark a 01 above a zero byte, never below
 * the first one. So a marked word is looked at byte by byte, an unmarked one is clean. */
#include "emit/escape.h"

#define EACH_BYTE(c) (0x0101010101010101U * (uint64_t)(c))

static inline uint64_t zero_bytes(uint64_t w)
{
    return (w - EACH_BYTE(1)) & ~w & EACH_BYTE(0x80);
}

static inline uint64_t equal_bytes(uint64_t w, unsigned char c)
{
    return zero_bytes(w ^ EACH_BYTE(c));
}

static inline uint64_t special_in_xml(uint64_t w)
{
    return equal_bytes(w | EACH_BYTE(2), '>') | /* < is 3C, > is 3E */
           equal_bytes(w, '&') | equal_bytes(w, '\r');
}

static inline uint64_t special_in_json(uint64_t w)
{
    return ((w - EACH_BYTE(0x20)) & ~w & EACH_BYTE(0x80)) | equal_bytes(w, '"') | equal_bytes(w, '\\');
}

static const char *xml_reference(char c) /* NULL: stays as it is */
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    default: return NULL;
    }
}

static const char *attribute_reference(char c)
{
    switch (c) {
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    default: return (unsigned char)c < 0x20 && c != '\r' ? "\xEF\xBF\xBD" : xml_reference(c);
    }
}

static void json_escape(buffer *out, char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char names[] = "\"\"\\\\\nn\rr\tt\bb\ff"; /* pairs: the character, the letter after the backslash */
    for (const char *n = names; *n; n += 2) {
        if (*n != c) continue;
        buffer_char(out, '\\');
        buffer_char(out, n[1]);
        return;
    }
    buffer_lit(out, "\\u00");
    buffer_char(out, hex[(unsigned char)c >> 4]);
    buffer_char(out, hex[(unsigned char)c & 15]);
}

void escape_xml(buffer *out, hs_str s)
{
    if (!s.len) return;
    const char *run = s.ptr, *p = run, *end = run + s.len;
    uint64_t word;
    while (p < end) {
        while (end - p >= 8 && (memcpy(&word, p, 8), !special_in_xml(word))) p += 8;
        for (const char *stop = end - p < 8 ? end : p + 8; p < stop; p++) {
            const char *reference = xml_reference(*p);
            if (!reference) continue;
            buffer_bytes(out, run, (size_t)(p - run));
            buffer_bytes(out, reference, strlen(reference));
            run = p + 1;
        }
    }
    buffer_bytes(out, run, (size_t)(p - run));
}

void escape_xml_attribute(buffer *out, hs_str s)
{
    size_t run = 0;
    for (size_t i = 0; i < s.len; i++) {
        const char *reference = attribute_reference(s.ptr[i]);
        if (!reference) continue;
        buffer_bytes(out, s.ptr + run, i - run);
        buffer_bytes(out, reference, strlen(reference));
        run = i + 1;
    }
    if (s.len) buffer_bytes(out, s.ptr + run, s.len - run);
}

void escape_json(buffer *out, hs_str s)
{
    if (!s.len) return;
    const char *run = s.ptr, *p = run, *end = run + s.len;
    uint64_t word;
    while (p < end) {
        while (end - p >= 8 && (memcpy(&word, p, 8), !special_in_json(word))) p += 8;
        for (const char *stop = end - p < 8 ? end : p + 8; p < stop; p++) {
            if ((unsigned char)*p >= 0x20 && *p != '"' && *p != '\\') continue;
            buffer_bytes(out, run, (size_t)(p - run));
            json_escape(out, *p);
            run = p + 1;
        }
    }
    buffer_bytes(out, run, (size_t)(p - run));
}
