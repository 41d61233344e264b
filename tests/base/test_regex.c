/* test_regex.c - PCRE2 behind its few functions; limits are limits, with JIT and without. */
#include "base/regex.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static int match(const char *pattern, unsigned flags, bool with_jit, hs_str subject, size_t start, size_t out[4])
{
    char message[120];
    size_t at;
    regex *r = regex_compile((hs_str){ pattern, strlen(pattern) }, flags, message, &at);
    regex_run *run = regex_run_create();
    const size_t *groups;
    cr_assert(r && run, "%s", r ? "" : message);
    if (with_jit) regex_jit(r);
    int n = regex_match_at(r, run, subject, start, &groups);
    for (int i = 0; n > 0 && i < 4; i++) out[i] = i < 2 * n ? groups[i] : SIZE_MAX;
    regex_run_free(run);
    regex_free(r);
    return n;
}

Test(regex, anchored_at_the_start)
{
    size_t g[4];
    for (int jit = 0; jit < 2; jit++) {
        cr_expect_eq(match("b(c)?", 0, jit, STR("abc"), 1, g), 2);
        cr_expect(g[0] == 1 && g[1] == 3 && g[2] == 2 && g[3] == 3);
        cr_expect_eq(match("b", 0, jit, STR("abc"), 0, g), REGEX_NONE);
        cr_expect_eq(match("b", REGEX_WHOLE, jit, STR("bc"), 0, g), REGEX_NONE);
        cr_expect_eq(match(".", REGEX_UTF | REGEX_WHOLE, jit, STR("\xC3\xA9"), 0, g), 1);
        cr_expect_eq(match(".", REGEX_WHOLE, jit, STR("\xC3\xA9"), 0, g), REGEX_NONE, "bytes");
        cr_expect_eq(match(".", REGEX_WHOLE, jit, STR("\n"), 0, g), 1);
    }
}

/* Never "no match": with and without JIT the same status. */
Test(regex, a_limit_is_a_limit)
{
    size_t g[4];
    static char many[3001];
    memset(many, 'a', 3000);
    for (int jit = 0; jit < 2; jit++) {
        cr_expect_eq(match("(?:a+)+b", 0, jit, STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), 0, g), REGEX_LIMIT, "jit %d", jit);
        cr_expect_eq(match("a*a*a*b", 0, jit, (hs_str){ many, 3000 }, 0, g), REGEX_LIMIT, "jit %d", jit);
    }
    cr_expect_eq(match("(a|aa)+b", 0, true, (hs_str){ many, 3000 }, 0, g), REGEX_LIMIT, "by the stack or by the steps");
}

Test(regex, messages)
{
    char message[120];
    size_t at = 0;
    cr_expect_null(regex_compile(STR("ab(c"), 0, message, &at));
    cr_expect_eq(at, 4);
    cr_expect_str_eq(message, "missing closing parenthesis");
    cr_expect_null(regex_compile(STR("a\\C"), REGEX_UTF, message, &at), "\\C could cut a character in two");
    regex_free(NULL);
    regex_run_free(NULL);
}
