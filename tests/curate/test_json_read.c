/* test_json_read.c - values as they are written, and mistakes with their place. */
#include "curate/json_read.h"

#include <criterion/criterion.h>

static arena memory;
static void set_up(void) { arena_init(&memory); }
static void tear_down(void) { arena_free(&memory); }

TestSuite(json_read, .init = set_up, .fini = tear_down);

static json read(const char *bytes)
{
    json j;
    size_t at;
    const char *problem = json_read(&j, &memory, (hs_str){ bytes, strlen(bytes) }, &at);
    cr_assert_null(problem, "%s: %s", bytes, problem);
    return j;
}

Test(json_read, values)
{
    json j = read(" {\"a\": [1, -2.5e1, true, false, null], \"b\": {\"c\": \"x\"}, \"a\": 9} ");
    cr_assert_eq(j.kind, JSON_MAP);
    const json *list = json_get(&j, "a");
    cr_assert(list && list->kind == JSON_LIST && list->count == 5, "of a key given twice the first one counts");
    cr_assert_eq(list->items[1].number, -25);
    cr_assert_eq(list->items[2].kind, JSON_TRUE);
    cr_assert_eq(list->items[4].kind, JSON_NULL);
    cr_assert(str_is(json_text(json_get(&j, "b"), "c"), "x"));
    cr_assert_eq(json_text(&j, "none").len, 0);
    cr_assert_eq(read("[]").count, 0);
    cr_assert_eq(read("{}").count, 0);
}

Test(json_read, strings)
{
    cr_assert(str_is(read("\"a\\n\\\"\\\\\\/\\u00e9\\ud83d\\ude00\"").text, "a\n\"\\/\xC3\xA9\xF0\x9F\x98\x80"));
    cr_assert(str_is(read("\"\\ud83dx\"").text, "\xEF\xBF\xBDx"), "an unpaired surrogate");
    cr_assert(str_is(read("\"\\ud83d\\u0041\"").text, "\xEF\xBF\xBD" "A"));
}

Test(json_read, mistakes_have_a_place)
{
    static const struct { const char *bytes; size_t at; } wrong[] = {
        { "", 0 }, { "{", 1 }, { "[1,]", 3 }, { "[1 2]", 3 }, { "{a:1}", 1 }, { "{\"a\" 1}", 5 }, { "nul", 0 }, { "\"a", 3 },
        { "\"\\x\"", 3 }, { "\"\\u12g4\"", 5 }, { "1 2", 2 }, { "-", 0 }, { "\"\n\"", 1 },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        json j;
        size_t at;
        const char *problem = json_read(&j, &memory, (hs_str){ wrong[i].bytes, strlen(wrong[i].bytes) }, &at);
        cr_expect(problem != NULL, "%s", wrong[i].bytes);
        cr_expect(at + 1 >= wrong[i].at && at <= wrong[i].at + 1, "%s: at %zu, not %zu", wrong[i].bytes, at, wrong[i].at);
    }
}

Test(json_read, nesting_is_limited)
{
    char deep[401];
    json j;
    size_t at;
    memset(deep, '[', 200);
    memset(deep + 200, ']', 200);
    cr_assert_not_null(json_read(&j, &memory, (hs_str){ deep, 400 }, &at));
}
