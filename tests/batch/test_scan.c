/* test_scan.c - the scanner on examples, and against jansson on generated records, whole and broken. */
#include "batch/scan.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT, ID };

static scan_outcome scan(const char *line, scan_field fields[2], scan_problem *problem)
{
    fields[TEXT].name = "text";
    fields[ID].name = "id";
    return scan_record((hs_str){ line, strlen(line) }, fields, 2, problem);
}

static void expect_text(const char *line, const char *raw)
{
    scan_field fields[2];
    scan_problem problem;
    cr_assert(scan(line, fields, &problem) == SCAN_DONE, "%s: %s", line, problem.message);
    cr_assert(fields[TEXT].type == SCAN_STRING);
    cr_assert(fields[TEXT].end - fields[TEXT].start == strlen(raw) && !memcmp(line + fields[TEXT].start, raw, strlen(raw)), "%s", line);
}

static void expect_bad(const char *line, const char *message, uint32_t column)
{
    scan_field fields[2];
    scan_problem problem;
    cr_assert(scan(line, fields, &problem) != SCAN_DONE, "%s was accepted", line);
    cr_assert_str_eq(problem.message, message, "%s: %s", line, problem.message);
    cr_assert(scan_column((hs_str){ line, strlen(line) }, problem.at) == column, "%s: byte %zu", line, problem.at);
}

Test(scan, finds_raw_spans)
{
    expect_text("{\"text\":\"He said \\\"no\\\".\\n\"}", "He said \\\"no\\\".\\n");
    expect_text(" { \"a\" : [1, {\"text\":\"inner\"}, null], \"te\\u0078t\" : \"x\" } \r", "x");
    expect_text("{\"id\":7,\"text\":\"\",\"b\":-0.5e+3}", "");
}

Test(scan, types)
{
    scan_field fields[2];
    scan_problem problem;
    const char *line = "{\"id\":-12.5,\"text\":null}";
    cr_assert(scan(line, fields, &problem) == SCAN_DONE);
    cr_assert(fields[TEXT].type == SCAN_NULL && fields[ID].type == SCAN_NUMBER);
    cr_assert(fields[ID].end - fields[ID].start == 5 && !memcmp(line + fields[ID].start, "-12.5", 5));
    cr_assert(scan("{}", fields, &problem) == SCAN_DONE && fields[TEXT].type == SCAN_MISSING);
}

Test(scan, says_what_is_wrong_and_where)
{
    expect_bad("[1]", "expected { (one JSON object on each line)", 1);
    expect_bad("{\"text\":\"a\" \"b\":1}", "expected a comma or }", 13);
    expect_bad("{\"\xC3\xA9\":tru}", "expected a value", 9);
    expect_bad("{\"text\":\"a\\x\"}", "unknown escape in a string", 12);
    expect_bad("{\"text\":\"a\\u12g4\"}", "\\u needs four hex digits", 15);
    expect_bad("{\"text\":\"a\tb\"}", "a control character in a string must be escaped", 11);
    expect_bad("{\"n\":012}", "a number may not begin with 0", 7);
    expect_bad("{\"text\":\"a\"} {}", "more after the object", 14);
    expect_bad("{\"text\":\"a\",\"text\":\"b\"}", "a field that is needed stands there twice", 20);
    expect_bad("{\"text\":\"a", "the string isn't closed", 11);
    expect_bad("", "expected { (one JSON object on each line)", 1);
}

Test(scan, an_unfinished_line_shows_the_string_being_read)
{
    scan_field fields[2];
    scan_problem problem;
    cr_assert(scan("{\"id\":\"7\",\"text\":\"abcdef", fields, &problem) == SCAN_UNFINISHED);
    cr_assert(fields[TEXT].type == SCAN_STRING && fields[TEXT].end - fields[TEXT].start == 6);
    cr_assert(scan("{\"id\":\"7\",\"text\":\"abc\\", fields, &problem) == SCAN_UNFINISHED);
    cr_assert(scan("{\"id\":\"7\",\"te", fields, &problem) == SCAN_UNFINISHED && fields[TEXT].type == SCAN_MISSING);
    cr_assert(scan("{\"id\":nul", fields, &problem) == SCAN_UNFINISHED);
}

Test(scan, depth_is_bounded)
{
    char *line = malloc(200100);
    scan_field fields[2];
    scan_problem problem;
    strcpy(line, "{\"a\":");
    memset(line + 5, '[', 200000);
    line[200005] = '\0';
    cr_assert(scan(line, fields, &problem) == SCAN_BAD);
    cr_assert_str_eq(problem.message, "nested too deeply");
    free(line);
}

Test(scan, decodes)
{
    batch_bytes out = { 0 };
    const char raw[] = "a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u2014\\ud83d\\ude00\\ud83dx\\udc00\\u0000";
    scan_decode((hs_str){ raw, sizeof raw - 1 }, &out);
    const char expected[] = "a\"\\/\b\f\n\r\t\xC3\xA9\xE2\x80\x94\xF0\x9F\x98\x80\xEF\xBF\xBDx\xEF\xBF\xBD\0";
    cr_assert(out.len == sizeof expected - 1 && memcmp(out.data, expected, out.len) == 0);
    bytes_free(&out);
}

Test(scan, writes_json_strings)
{
    batch_bytes out = { 0 };
    bytes_json(&out, (hs_str){ "a\"\\\n\x01\xFF\xC3\xA9", 8 });
    bytes_append(&out, "", 1);
    cr_assert_str_eq(out.data, "\"a\\\"\\\\\\u000a\\u0001\xEF\xBF\xBD\xC3\xA9\"");
    bytes_free(&out);
}

/* ---- against jansson ------------------------------------------------------------------------------------------------------------ */

static uint32_t state = 1;

static uint32_t next_random(uint32_t below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

static json_t *random_value(int depth)
{
    static const char *const strings[] = { "", "a", "He said \"no\".", "back\\slash", "line\nbreak\ttab", "caf\xC3\xA9 \xE2\x80\x9Cso\xE2\x80\x9D",
                                           "\xF0\x9F\x98\x80", "{\"text\":\"trap\"}", "\x01\x1F", "text" };
    switch (next_random(depth > 3 ? 6 : 8)) {
    case 0: return json_null();
    case 1: return json_boolean(next_random(2));
    case 2: return json_integer((json_int_t)next_random(100000) - 50000);
    case 3: return json_real(((double)next_random(1000000) - 500000) / 977);
    case 4: case 5: return json_string(strings[next_random(sizeof strings / sizeof *strings)]);
    case 6: {
        json_t *array = json_array();
        for (uint32_t n = next_random(4); n; n--) json_array_append_new(array, random_value(depth + 1));
        return array;
    }
    default: {
        json_t *object = json_object();
        for (uint32_t n = next_random(4); n; n--) json_object_set_new(object, strings[next_random(10)], random_value(depth + 1));
        return object;
    }
    }
}

static void compare_field(const char *line, const scan_field *field, const json_t *expected)
{
    cr_assert((field->type == SCAN_MISSING) == (expected == NULL), "%s", line);
    if (!expected) return;
    cr_assert((field->type == SCAN_STRING) == json_is_string(expected) && (field->type == SCAN_OBJECT) == json_is_object(expected) &&
              (field->type == SCAN_ARRAY) == json_is_array(expected) && (field->type == SCAN_NUMBER) == json_is_number(expected));
    if (!json_is_string(expected)) return;
    batch_bytes out = { 0 };
    scan_decode((hs_str){ line + field->start, field->end - field->start }, &out);
    cr_assert(out.len == json_string_length(expected) && !memcmp(bytes_view(&out).ptr, json_string_value(expected), out.len), "%s", line);
    bytes_free(&out);
}

static void compare(const char *line, size_t len)
{
    scan_field fields[2] = { { .name = "text" }, { .name = "id" } };
    scan_problem problem;
    json_t *expected = json_loadb(line, len, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);
    scan_outcome outcome = scan_record((hs_str){ line, len }, fields, 2, &problem);
    if (json_is_object(expected)) {
        cr_assert(outcome == SCAN_DONE, "refused %.*s: %s", (int)len, line, problem.message);
        compare_field(line, &fields[TEXT], json_object_get(expected, "text"));
        compare_field(line, &fields[ID], json_object_get(expected, "id"));
    } else if (outcome == SCAN_DONE) {
        /* We let pass what can be mended: lone surrogates, and duplicates of fields that aren't asked for. */
        json_t *again = json_loadb(line, len, JSON_ALLOW_NUL, NULL);
        cr_assert(again || strstr(line, "\\ud") || strstr(line, "\\uD"), "accepted %.*s", (int)len, line);
        json_decref(again);
    }
    json_decref(expected);
}

Test(scan, agrees_with_jansson)
{
    for (int round = 0; round < 20000; round++) {
        json_t *record = json_object();
        for (uint32_t n = next_random(5); n; n--) {
            static const char *const keys[] = { "id", "text", "a", "te\"xt", "\xC3\xA9" };
            json_object_set_new(record, keys[next_random(5)], random_value(1));
        }
        char *line = json_dumps(record, (next_random(2) ? JSON_ENSURE_ASCII : 0) | (next_random(2) ? JSON_COMPACT : 0));
        size_t len = strlen(line);
        compare(line, len);
        for (size_t cut = 0; round % 20 == 0 && cut < len; cut++) {
            scan_field fields[2] = { { .name = "text" }, { .name = "id" } };
            scan_problem problem;
            cr_assert(scan_record((hs_str){ line, cut }, fields, 2, &problem) == SCAN_UNFINISHED, "%.*s", (int)cut, line);
        }
        size_t at = next_random((uint32_t)len); /* jansson refuses invalid UTF-8, which we let pass: spoil ASCII only */
        if ((unsigned char)line[at] < 0x80) line[at] = "{}[]\",:\\0a"[next_random(10)];
        compare(line, len);
        free(line);
        json_decref(record);
    }
}
