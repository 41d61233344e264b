/* test_forms.c - distinct forms get distinct numbers, once, and their flags. */
#include "token/token.h"

#include <criterion/criterion.h>
#include <stdio.h>

static uint32_t intern(forms *f, const char *z) { return forms_intern(f, (hs_str){ z, strlen(z) }); }

static void check_flags(const char *z, unsigned flags)
{
    forms f;
    forms_init(&f);
    uint32_t id = intern(&f, z);
    cr_expect_eq(f.items[id].flags, flags, "%s: %u instead of %u", z, f.items[id].flags, flags);
    forms_free(&f);
}

Test(forms, flags)
{
    check_flags("said", TOKEN_WORD | TOKEN_LOWER);
    check_flags("Said", TOKEN_WORD | TOKEN_CAP);
    check_flags("U.S.", TOKEN_WORD | TOKEN_CAP | TOKEN_UPPER);
    check_flags("I", TOKEN_WORD | TOKEN_CAP | TOKEN_UPPER);
    check_flags("iPhone", TOKEN_WORD);
    check_flags("'s", TOKEN_WORD | TOKEN_LOWER);
    check_flags("10:30", TOKEN_NUM);
    check_flags(".5", TOKEN_NUM);
    check_flags("12th", TOKEN_NUM | TOKEN_WORD | TOKEN_LOWER);
    check_flags("...", TOKEN_PUNCT);
    check_flags("“", TOKEN_PUNCT);
    check_flags("Élysée", TOKEN_WORD | TOKEN_CAP);
    check_flags("東京", TOKEN_WORD | TOKEN_LOWER);
    check_flags("\xEF\xBF\xBD", TOKEN_PUNCT);
}

Test(forms, one_number_each)
{
    enum { COUNT = 20000 };
    forms f;
    forms_init(&f);
    char name[64];
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < COUNT; i++) {
            int len = snprintf(name, sizeof name, "%.*s%u", (int)(i % 24), "abcdefghijklmnopqrstuvwxyz", (unsigned)i);
            uint32_t id = forms_intern(&f, (hs_str){ name, (size_t)len });
            cr_assert_eq(id, i);
            cr_assert(str_eq(f.items[id].text, (hs_str){ name, (size_t)len }));
        }
    cr_assert_eq(f.count, COUNT);
    forms_free(&f);
}

Test(forms, lengths_and_nul_bytes_tell_forms_apart)
{
    static const char zeros[40] = { 0 };
    forms f;
    forms_init(&f);
    for (uint32_t len = 1; len <= sizeof zeros; len++) cr_assert_eq(forms_intern(&f, (hs_str){ zeros, len }), len - 1);
    for (uint32_t len = 1; len <= sizeof zeros; len++) cr_assert_eq(forms_intern(&f, (hs_str){ zeros, len }), len - 1);
    forms_free(&f);
}
