/* test_utf8.c - UTF-8 against the definition, and against every code point. */
#include "base/utf8.h"

#include <criterion/criterion.h>

/* The definition in the plainest words: decode by the lead byte, then ask what is forbidden. */
static size_t plain_check(const unsigned char *p, size_t n)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t len = p[0] < 0x80 ? 1 : p[0] >> 5 == 6 ? 2 : p[0] >> 4 == 14 ? 3 : p[0] >> 3 == 30 ? 4 : 0;
    if (!len || len > n) return 0;
    uint32_t cp = len == 1 ? p[0] : p[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if (p[i] >> 6 != 2) return 0;
        cp = cp << 6 | (p[i] & 0x3F);
    }
    return cp < least[len] || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000) ? 0 : len;
}

Test(utf8, check_equals_the_definition)
{
    static const unsigned char bytes[] = { 0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
                                           0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF };
    enum { N = sizeof bytes };
    for (size_t i = 0; i < (size_t)N * N * N * N; i++) {
        unsigned char p[4] = { bytes[i % N], bytes[i / N % N], bytes[i / N / N % N], bytes[i / N / N / N] };
        for (size_t n = 1; n <= 4; n++) {
            size_t len = utf8_check((const char *)p, (const char *)p + n);
            if (len != plain_check(p, n)) cr_assert_fail("%02x %02x %02x %02x, %zu bytes: %zu", p[0], p[1], p[2], p[3], n, len);
            if (len) continue;
            size_t bad = utf8_bad_length((const char *)p, (const char *)p + n);
            cr_assert(bad >= 1 && bad <= n && bad <= 3);
        }
    }
    cr_expect_eq(utf8_check("", ""), 0);
}

Test(utf8, every_code_point_goes_round)
{
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char out[4];
        size_t len;
        if (cp >= 0xD800 && cp < 0xE000) continue;
        size_t n = utf8_encode(cp, out);
        if (utf8_check(out, out + n) != n || utf8_decode(out, &len) != cp || len != n || utf8_count((hs_str){ out, n }) != 1)
            cr_assert_fail("U+%04X", cp);
    }
}

Test(utf8, the_longest_valid_prefix)
{
    cr_expect_eq(utf8_valid_prefix(STR("")), 0);
    cr_expect_eq(utf8_valid_prefix(STR("only ascii of many bytes")), 24);
    cr_expect_eq(utf8_valid_prefix(STR("caf\xC3\xA9 and more")), 14);
    cr_expect_eq(utf8_valid_prefix(STR("exactly8\xFF")), 8);
    cr_expect_eq(utf8_valid_prefix(STR("1234567\xC3")), 7);
}

/* What WHATWG decoders replace by one U+FFFD (Unicode, table 3-8). */
Test(utf8, maximal_ill_formed_parts)
{
    static const struct { const char *bytes; size_t length; } parts[] = { { "\xC0\xAF", 1 }, { "\xE0\x80\xBF", 1 }, { "\xF0\x90\x80" "A", 3 },
                                                                          { "\xE1\x80" "A", 2 }, { "\xF4\x91\x92", 1 }, { "\xED\xA0\x80", 1 } };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect_eq(utf8_bad_length(parts[i].bytes, parts[i].bytes + strlen(parts[i].bytes)), parts[i].length, "%zu", i);
}

Test(utf8, classes)
{
    cr_expect(utf8_is_letter(0xE9) && utf8_is_letter('A') && utf8_is_letter(0x4E2D) && !utf8_is_letter('1') && !utf8_is_letter(0x2019));
    cr_expect(utf8_is_upper(0xC9) && utf8_is_upper(0x1C5) && !utf8_is_upper(0xE9) && utf8_is_lower(0xDF));
    cr_expect(utf8_is_digit('7') && utf8_is_digit(0x663) && !utf8_is_digit(0xBD));
    cr_expect(utf8_is_space(0xA0) && utf8_is_space(0x2028) && utf8_is_space('\n') && !utf8_is_space(0x200B) && !utf8_is_space(0));
    cr_expect(utf8_is_dash('-') && utf8_is_dash('_') && utf8_is_dash(0x2013) && utf8_is_dash(0x2014) && !utf8_is_dash(0x2026));
    cr_expect(utf8_is_mark(0x301) && utf8_is_mark(0x200D) && utf8_is_mark(0xAD) && !utf8_is_mark('a'));
    cr_expect(utf8_fold(0xC9) == 0xE9 && utf8_fold('Z') == 'z' && utf8_fold(0x1E9E) == 0xDF && utf8_fold('1') == '1');
}
