/* utf8.c - UTF-8 by the table of well-formed sequences of the Unicode standard (D92), classes from utf8proc.
 * The only file that includes utf8proc. */
#include "base/utf8.h"

#include <utf8proc.h>

size_t utf8_check(const char *s, const char *end)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t n = (size_t)(end - s);
    if (n == 0) return 0;
    if (p[0] < 0x80) return 1;
    if (p[0] < 0xC2) return 0;
    if (p[0] < 0xE0) return n >= 2 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
    if (p[0] < 0xF0) {
        if (n < 3 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80) return 0;
        if (p[0] == 0xE0 && p[1] < 0xA0) return 0;
        if (p[0] == 0xED && p[1] > 0x9F) return 0;
        return 3;
    }
    if (p[0] > 0xF4 || n < 4) return 0;
    if ((p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80 || (p[3] & 0xC0) != 0x80) return 0;
    if (p[0] == 0xF0 && p[1] < 0x90) return 0;
    if (p[0] == 0xF4 && p[1] > 0x8F) return 0;
    return 4;
}

size_t utf8_valid_prefix(hs_str s)
{
    const char *p = s.ptr, *end = s.ptr + s.len;
    while (p < end) {
        uint64_t word;
        while (end - p >= 8 && (memcpy(&word, p, 8), !(word & 0x8080808080808080ULL))) p += 8;
        if (p == end) break;
        size_t n = utf8_check(p, end);
        if (!n) break;
        p += n;
    }
    return (size_t)(p - s.ptr);
}

size_t utf8_bad_length(const char *s, const char *end)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t n = (size_t)(end - s), need;
    unsigned lo = 0x80, hi = 0xBF;
    if (p[0] >= 0xC2 && p[0] <= 0xDF) need = 1;
    else if (p[0] >= 0xE0 && p[0] <= 0xEF) need = 2;
    else if (p[0] >= 0xF0 && p[0] <= 0xF4) need = 3;
    else return 1;
    if (p[0] == 0xE0) lo = 0xA0;
    if (p[0] == 0xED) hi = 0x9F;
    if (p[0] == 0xF0) lo = 0x90;
    if (p[0] == 0xF4) hi = 0x8F;
    size_t i = 1;
    while (i <= need && i < n && p[i] >= lo && p[i] <= hi) {
        lo = 0x80;
        hi = 0xBF;
        i++;
    }
    return i;
}

uint32_t utf8_decode(const char *s, size_t *len)
{
    const unsigned char *p = (const unsigned char *)s;
    if (p[0] < 0x80) {
        *len = 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *len = 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *len = 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *len = 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

size_t utf8_count(hs_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) n += !utf8_is_continuation(s.ptr[i]);
    return n;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

static utf8proc_category_t category(uint32_t cp)
{
    return utf8proc_category((utf8proc_int32_t)cp);
}

/* ASCII, nearly all there is, is told without utf8proc. */
static bool is_within(uint32_t cp, uint32_t first, uint32_t last)
{
    return cp - first <= last - first;
}

bool utf8_is_letter(uint32_t cp)
{
    if (cp < 0x80) return is_within(cp | 0x20u, 'a', 'z');
    utf8proc_category_t c = category(cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_digit(uint32_t cp)
{
    return cp < 0x80 ? is_within(cp, '0', '9') : category(cp) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_upper(uint32_t cp)
{
    if (cp < 0x80) return is_within(cp, 'A', 'Z');
    utf8proc_category_t c = category(cp);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t cp)
{
    return cp < 0x80 ? is_within(cp, 'a', 'z') : category(cp) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_dash(uint32_t cp)
{
    return cp == '-' || cp == '_' || cp == 0x2013 || cp == 0x2014;
}

bool utf8_is_space(uint32_t cp)
{
    if (cp < 0x80) return cp == ' ' || is_within(cp, '\t', '\r');
    return cp == 0x85 || category(cp) == UTF8PROC_CATEGORY_ZS || cp == 0x2028 || cp == 0x2029;
}

bool utf8_is_mark(uint32_t cp)
{
    if (cp < 0x80) return false;
    utf8proc_category_t c = category(cp);
    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC || c == UTF8PROC_CATEGORY_ME || c == UTF8PROC_CATEGORY_CF;
}

uint32_t utf8_fold(uint32_t cp)
{
    if (cp < 0x80) return is_within(cp, 'A', 'Z') ? cp | 0x20 : cp;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

const char *utf8_library_version(void)
{
    return utf8proc_version();
}

const char *utf8_unicode_version(void)
{
    return utf8proc_unicode_version();
}
