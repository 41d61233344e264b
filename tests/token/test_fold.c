/* test_fold.c - normal forms for comparison. */
#include "token/token.h"

#include <criterion/criterion.h>

static void check(hs_str (*convert)(arena *, hs_str), const char *bytes, const char *expected)
{
    arena memory;
    arena_init(&memory);
    hs_str found = convert(&memory, (hs_str){ bytes, strlen(bytes) });
    cr_expect(str_is(found, expected), "\"%.*s\" instead of \"%s\"", (int)found.len, found.ptr, expected);
    arena_free(&memory);
}

Test(fold, lower_case_and_straight_marks)
{
    check(token_fold, "Said", "said");
    check(token_fold, "N’T", "n't");
    check(token_fold, "“", "\"");
    check(token_fold, "''", "\"");
    check(token_fold, "’’", "\"");
    check(token_fold, "`", "'");
    check(token_fold, "–", "-");
    check(token_fold, "--", "-");
    check(token_fold, "…", "...");
    check(token_fold, "ÉTAT", "état");
    check(token_fold, "", "");
    check(token_fold, "\xC8\xBA", "\xE2\xB1\xA5"); /* U+023A folds into a longer letter */
    check(token_straighten, "Healey’s", "Healey's");
    check(token_straighten, "ÉTAT", "ÉTAT");
    check(token_straighten, "‘", "'");
}

Test(fold, clean_forms_come_back_untouched)
{
    arena memory;
    arena_init(&memory);
    hs_str clean = STR("said"), capital = STR("Said"), accented = STR("état");
    cr_assert_eq(token_fold(&memory, clean).ptr, clean.ptr);
    cr_assert_eq(token_fold(&memory, accented).ptr, accented.ptr);
    cr_assert_eq(token_straighten(&memory, capital).ptr, capital.ptr);
    arena_free(&memory);
}
