/* test_escape.c - each escaper against one that looks at every byte; numbers at their edges. */
#include "emit/escape.h"
#include "emit/number.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>

static void check(void (*escape)(buffer *, hs_str), hs_str in, const char *expected)
{
    buffer out;
    buffer_init(&out);
    escape(&out, in);
    cr_assert(str_is(buffer_view(&out), expected), "\"%.*s\" instead of \"%s\"", (int)out.len, out.data ? out.data : "", expected);
    buffer_free(&out);
}

Test(escape, by_hand)
{
    check(escape_xml, STR("a<b>&\r\n\t\"']]>"), "a&lt;b&gt;&amp;&#13;\n\t\"']]&gt;");
    check(escape_xml, (hs_str){ NULL, 0 }, "");
    check(escape_xml_attribute, STR("a<b>&\r\n\t\"'\x01"), "a&lt;b&gt;&amp;&#13;&#10;&#9;&quot;'\xEF\xBF\xBD");
    check(escape_xml_attribute, (hs_str){ NULL, 0 }, "");
    check(escape_json, STR("\"\\\n\r\t\b\f\x01\x1f/\x7f\xE2\x80\xA8"), "\\\"\\\\\\n\\r\\t\\b\\f\\u0001\\u001f/\x7f\xE2\x80\xA8");
    check(escape_json, ((hs_str){ "a\0b", 3 }), "a\\u0000b");
    check(escape_json, (hs_str){ NULL, 0 }, "");
}

/* Every byte at every distance from the edge of a word, among bytes that could be mistaken for a neighbour. */
static void check_places(void (*escape)(buffer *, hs_str), char neighbour)
{
    static const size_t lengths[] = { 1, 2, 3, 4, 7, 11, 16, 20, 39, 0 };
    for (int c = 0; c < 256; c++) {
        char one = (char)c;
        buffer alone, in_row;
        buffer_init(&alone);
        escape(&alone, (hs_str){ &one, 1 });
        for (size_t i = 0, len; (len = lengths[i]); i++)
            for (size_t at = 0; at < len; at++) {
                char row[40];
                memset(row, neighbour, len);
                row[at] = one;
                buffer_init(&in_row);
                escape(&in_row, (hs_str){ row, len });
                cr_assert_eq(in_row.len, len - 1 + alone.len, "byte %02x at %zu of %zu", (unsigned)c, at, len);
                cr_assert_arr_eq(in_row.data + at, alone.data, alone.len);
                buffer_free(&in_row);
            }
        buffer_free(&alone);
    }
}

Test(escape, wherever_it_stands)
{
    const char neighbours[] = { 'a', '=', '\'', '#', '\x7f', '\x21', '\xBC' };
    for (size_t i = 0; i < sizeof neighbours; i++) {
        check_places(escape_xml, neighbours[i]);
        check_places(escape_json, neighbours[i]);
        check_places(escape_xml_attribute, neighbours[i]);
    }
}

Test(number, digits)
{
    const uint64_t values[] = { 0, 9, 10, 99, 100, 101, 999, 1000, 12345, 4294967295u, 10000000000u, UINT64_MAX };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char right[24], mine[24];
        snprintf(right, sizeof right, "%" PRIu64, values[i]);
        *number_write(mine, values[i]) = '\0';
        cr_assert_str_eq(mine, right);
    }
}

/* Rising, falling, over the edges of thousands. */
Test(number, counted)
{
    static const uint32_t values[] = { 0, 1, 9, 10, 99, 100, 998, 999, 1000, 1001, 1010, 1100, 999, 0, 1999, 2000, 20000, 12345, 999999,
                                       1000000, 4294967295u, 4294967000u, 4294966999u, 7 };
    number_counter counter;
    number_counter_start(&counter, '[');
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char right[24], mine[24];
        snprintf(right, sizeof right, "[%" PRIu32, values[i]);
        *number_count(&counter, mine, values[i]) = '\0';
        cr_assert_str_eq(mine, right);
    }
}

Test(escape, a_json_string)
{
    check(escape_json_string, STR("a\"b"), "\"a\\\"b\"");
    check(escape_json_string, (hs_str){ NULL, 0 }, "\"\"");
    char text[5000];
    memset(text, 'x', sizeof text);
    text[1023] = '\n';
    buffer whole, pieces;
    buffer_init(&whole);
    buffer_init(&pieces);
    escape_json_string(&whole, (hs_str){ text, sizeof text });
    buffer_char(&pieces, '"');
    for (size_t i = 0; i < sizeof text; i++) escape_json(&pieces, (hs_str){ text + i, 1 });
    buffer_char(&pieces, '"');
    cr_assert(str_eq(buffer_view(&whole), buffer_view(&pieces)));
    buffer_free(&whole);
    buffer_free(&pieces);
}

Test(number, shares)
{
    const struct { double share; const char *written; } rows[] = {
        { 0, "0.00" }, { 0.936, "0.94" }, { 0.5, "0.50" }, { 0.996, "1.00" }, { 1, "1.00" }, { 2, "1.00" }, { -1, "0.00" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char mine[8];
        *number_write_share(mine, rows[i].share) = '\0';
        cr_assert_str_eq(mine, rows[i].written);
    }
}
