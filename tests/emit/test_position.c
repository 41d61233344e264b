/* test_position.c - the table against the plain loop, on texts made by hand and at random. */
#include "emit/position.h"

#include "base/utf8.h"

#include <criterion/criterion.h>

/* In steps of any length. */
static void check_walk(const positions *p, hs_str text)
{
    for (uint32_t step = 1; step < 12; step++) {
        position_walk walk;
        position_walk_start(&walk, p);
        for (uint32_t i = 0; i <= text.len; i += step) {
            while (i < text.len && utf8_is_continuation(text.ptr[i])) i++;
            cr_assert_eq(position_walk_to(&walk, i), position_code_point(p, i), "byte %u", i);
        }
    }
}

/* Walks from the beginning: what position.h promises, said as simply as can be. */
static void check_all(hs_str text)
{
    positions p;
    uint32_t cp = 0, line = 1, column = 1;
    cr_assert(position_init(&p, text));
    for (uint32_t i = 0; i <= text.len; i++) {
        if (i < text.len && utf8_is_continuation(text.ptr[i])) continue;
        position_place place = position_of(&p, i);
        cr_assert_eq(position_code_point(&p, i), cp, "byte %u: %u, not %u", i, position_code_point(&p, i), cp);
        cr_assert_eq(place.line, line, "byte %u", i);
        cr_assert_eq(place.column, column, "byte %u", i);
        cp++;
        column++;
        if (i < text.len && text.ptr[i] == '\n') {
            line++;
            column = 1;
        }
    }
    cr_assert_eq(position_total(&p), cp - 1);
    check_walk(&p, text);
    position_free(&p);
}

Test(position, by_hand)
{
    check_all(STR(""));
    check_all((hs_str){ NULL, 0 });
    check_all(STR("\n"));
    check_all(STR("a\r\nb\n\nc"));
    check_all(STR("12345678"));
    check_all(STR("1234567\xC3\xA4"));
    check_all(STR("123456\xC3\xA4"));
    check_all(STR("\xF0\x9F\x98\x80\xF0\x9F\x98\x80\n\xE2\x80\x9Cx\xE2\x80\x9D\xCC\x81"));
}

Test(position, a_cr_alone_ends_no_line)
{
    positions p;
    cr_assert(position_init(&p, STR("a\rb\r\nc")));
    cr_assert_eq(p.line_count, 2u);
    cr_assert_eq(position_of(&p, 5).line, 2u);
    cr_assert_eq(position_of(&p, 5).column, 1u);
    position_free(&p);
}

Test(position, at_random)
{
    static const char *const letters[] = { "a", "\n", "\r\n", "\xC3\xA9", "\xE2\x80\x9C", "\xF0\x9F\x98\x80", "bcdefgh", "\xCC\x81" };
    uint32_t state = 1;
    for (int round = 0; round < 300; round++) {
        char text[400];
        size_t n = 0, want = (size_t)round;
        while (n < want) {
            state = state * 1664525u + 1013904223u;
            const char *l = letters[(state >> 24) % (round % 2 ? 8 : 3)];
            memcpy(text + n, l, strlen(l));
            n += strlen(l);
        }
        check_all((hs_str){ text, n });
    }
}
