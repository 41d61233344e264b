/* test_error.c - where an error is: lines from 1, columns in code points. */
#include "base/error.h"

#include <criterion/criterion.h>

static void expect_place(hs_str bytes, uint32_t start, uint32_t line, uint32_t at)
{
    hs_error error = { 0 };
    error_place(&error, STR("file"), bytes, (hs_span){ start, start + 1 });
    cr_expect(error.line == line && error.column == at, "byte %u: %u:%u", start, error.line, error.column);
    cr_expect(error.where.start == start && str_is(error.file, "file"));
}

Test(error, columns_are_code_points)
{
    expect_place(STR("abc"), 0, 1, 1);
    expect_place(STR("abc"), 2, 1, 3);
    expect_place(STR("\xC3\xA9\xE2\x80\x9C\xF0\x9F\x98\x80x"), 9, 1, 4);
    expect_place(STR("a\n\xC3\xA9 b"), 5, 2, 3);
    expect_place(STR("a\n"), 1, 1, 2);
    expect_place(STR("a\n"), 2, 2, 1);
    expect_place(STR("a\r\nb"), 3, 2, 1);
    expect_place(STR("ab"), 99, 1, 3);
    expect_place(STR(""), 0, 1, 1);
}

Test(error, the_status_is_returned)
{
    hs_error error;
    cr_expect_eq(error_set(&error, HS_ERR_LIMIT, "more than %d", 7), HS_ERR_LIMIT);
    cr_expect(error.status == HS_ERR_LIMIT && error.line == 0 && error.file.len == 0);
    cr_expect_str_eq(error.message, "more than 7");
    cr_expect_eq(error_set(NULL, HS_ERR_IO, "x"), HS_ERR_IO);
    cr_expect_eq(error_memory(NULL), HS_ERR_MEMORY);
    error_set(&error, HS_ERR_IO, "%0500d", 1);
    cr_expect_eq(strlen(error.message), sizeof error.message - 1, "cut, ended by NUL");
}
