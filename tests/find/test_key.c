/* test_key.c - the hash of keys: values that must never change, and nothing alike. */
#include "find/key.h"

#include <criterion/criterion.h>

static void expect_written(uint64_t key, const char *expected)
{
    char out[KEY_DIGITS + 1] = "";
    key_write(key, out);
    cr_expect_str_eq(out, expected);
}

/* Keys join the output of different versions: whoever changes one of these breaks that. */
Test(key, values_that_never_change)
{
    expect_written(key_number(KEY_START, 0), "e220a8397b1dcdaf"); /* the first number of SplitMix64 with seed 0 */
    expect_written(key_text(KEY_START, STR("")), "e220a8397b1dcdaf");
    expect_written(key_text(KEY_START, STR("a")), "61ee1be14d221812");
    expect_written(key_text(KEY_START, STR("2015/bridge")), "0577526120f1ee19");
    expect_written(key_number(key_text(KEY_START, STR("2015/bridge")), (uint64_t)16 << 32 | 30), "efe07ae30f7cd9d4");
    expect_written(0x0123456789abcdefULL, "0123456789abcdef");
}

Test(key, bytes_count_wherever_they_stand)
{
    char bytes[40], other[40];
    for (size_t len = 1; len <= sizeof bytes; len++) {
        memset(bytes, 'x', sizeof bytes);
        uint64_t key = key_text(KEY_START, (hs_str){ bytes, len });
        cr_expect_neq(key, key_text(KEY_START, (hs_str){ bytes, len - 1 }));
        for (size_t i = 0; i < len; i++) {
            memcpy(other, bytes, sizeof other);
            other[i] = '\xFF';
            cr_expect_neq(key, key_text(KEY_START, (hs_str){ other, len }), "byte %zu of %zu", i, len);
        }
    }
}

/* NUL bytes at the end are bytes too. */
Test(key, length_counts)
{
    cr_expect_neq(key_text(KEY_START, (hs_str){ "a\0", 1 }), key_text(KEY_START, (hs_str){ "a\0", 2 }));
    cr_expect_neq(key_text(KEY_START, (hs_str){ "\0\0\0\0\0\0\0\0", 8 }), key_text(KEY_START, (hs_str){ "", 0 }));
}

static int by_value(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

Test(key, no_two_spans_are_alike)
{
    enum { ENDS = 300 };
    static uint64_t keys[ENDS * ENDS];
    size_t n = 0;
    for (uint64_t first = 0; first < ENDS; first++)
        for (uint64_t last = 0; last < ENDS; last++) keys[n++] = key_number(key_number(KEY_START, 1), first << 32 | last);
    qsort(keys, n, sizeof *keys, by_value);
    for (size_t i = 1; i < n; i++) cr_assert_neq(keys[i], keys[i - 1]);
}
