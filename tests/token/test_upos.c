/* test_upos.c - names of word classes, both ways. */
#include "token/token.h"

#include <criterion/criterion.h>

Test(upos, names)
{
    for (int c = UPOS_NONE + 1; c < UPOS_COUNT; c++) {
        const char *name = upos_name((upos_class)c);
        cr_assert_eq(upos_from((hs_str){ name, strlen(name) }), c);
    }
    cr_assert_str_eq(upos_name(UPOS_VERB), "VERB");
    cr_assert_str_eq(upos_name(UPOS_NONE), "");
    cr_assert_eq(upos_from(STR("")), UPOS_NONE);
    cr_assert_eq(upos_from(STR("noun")), UPOS_NONE);
}
