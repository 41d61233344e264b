/* test_decode.c - every encoding, what is replaced, and what is said about it. */
#include "reading.h"

#include "base/utf8.h"
#include "text/charset.h"

#include <stdio.h>

static hs_span origin_of(const reading *r, uint32_t start, uint32_t end)
{
    return text_to_origin(&r->text, (hs_span){ start, end });
}

Test(decode, clean_utf8_is_the_identity)
{
    reading r;
    READ(&r, "caf\xC3\xA9 \xE2\x80\x9Cso\xE2\x80\x9D \xF0\x9F\x98\x80\n");
    cr_assert(r.status == HS_OK && r.text.map == NULL && r.text.replaced == 0 && r.text.warning.len == 0);
    cr_assert(r.text.bytes.ptr == r.text.origin.ptr);
    SAME(r.text.charset, "utf-8");
    SPAN(origin_of(&r, 3, 5), 3, 5);
    arena_free(&r.memory);
}

Test(decode, a_bom_is_no_part_of_the_text)
{
    reading r;
    READ(&r, "\xEF\xBB\xBFHello");
    cr_assert(r.text.map == NULL && r.text.shift == 3 && r.text.origin.len == 8);
    SAME(r.text.bytes, "Hello");
    SPAN(origin_of(&r, 0, 5), 3, 8);
    arena_free(&r.memory);
    READ(&r, "\xEF\xBB\xBFH\x01llo");
    SAME(r.text.bytes, "H\xEF\xBF\xBDllo");
    SPAN(origin_of(&r, 1, 4), 4, 5);
    SPAN(origin_of(&r, 0, 7), 3, 8);
    arena_free(&r.memory);
}

Test(decode, windows_1252)
{
    reading r;
    READ(&r, "caf\xE9 \x93so\x94");
    SAME(r.text.bytes, "caf\xC3\xA9 \xE2\x80\x9Cso\xE2\x80\x9D");
    SAME(r.text.charset, "windows-1252");
    cr_assert(r.text.replaced == 0);
    SPAN(origin_of(&r, 3, 5), 3, 4);
    SPAN(origin_of(&r, 6, 14), 5, 9);
    arena_free(&r.memory);
}

Test(decode, bytes_undefined_in_windows_1252_make_it_utf8_with_errors)
{
    reading r;
    READ(&r, "caf\xE9 \x81!");
    SAME(r.text.bytes, "caf\xEF\xBF\xBD \xEF\xBF\xBD!");
    SAME(r.text.charset, "utf-8");
    cr_assert(r.text.replaced == 2);
    cr_assert(strstr(r.text.warning.ptr, "2 invalid or forbidden characters became U+FFFD, the first at byte 3"));
    arena_free(&r.memory);
}

Test(decode, a_mixture_is_told)
{
    reading r;
    READ(&r, "caf\xC3\xA9 caf\xE9");
    SAME(r.text.charset, "windows-1252");
    cr_assert(strstr(r.text.warning.ptr, "1 valid UTF-8 sequence is in it"));
    arena_free(&r.memory);
}

Test(decode, utf16_both_ways)
{
    reading r;
    READ(&r, "\xFF\xFEH\0\x14\x20=\xD8\0\xDE");
    SAME(r.text.bytes, "H\xE2\x80\x94\xF0\x9F\x98\x80");
    SAME(r.text.charset, "utf-16le");
    SPAN(origin_of(&r, 1, 4), 4, 6);
    SPAN(origin_of(&r, 4, 8), 6, 10);
    arena_free(&r.memory);
    READ(&r, "\xFE\xFF\0H\xD8=\0i\0!\0");
    SAME(r.text.bytes, "H\xEF\xBF\xBDi!\xEF\xBF\xBD"); /* a lone surrogate, an odd last byte */
    SAME(r.text.charset, "utf-16be");
    cr_assert(r.text.replaced == 2);
    arena_free(&r.memory);
    READ_AS(&r, "H\0i\0", "UTF-16LE");
    SAME(r.text.bytes, "Hi");
    arena_free(&r.memory);
}

Test(decode, an_encoding_can_be_given)
{
    reading r;
    READ_AS(&r, "caf\xC3\xA9", "windows-1252");
    SAME(r.text.bytes, "caf\xC3\x83\xC2\xA9");
    arena_free(&r.memory);
    READ_AS(&r, "a \x81 b", "latin1");
    SAME(r.text.bytes, "a \xEF\xBF\xBD b");
    arena_free(&r.memory);
    READ_AS(&r, "caf\xE9", "utf-8");
    SAME(r.text.bytes, "caf\xEF\xBF\xBD");
    arena_free(&r.memory);
    READ_AS(&r, "x", "koi8-r");
    cr_assert(r.status == HS_ERR_USAGE);
    cr_assert_str_eq(r.error.message, "unknown encoding 'koi8-r', expected one of utf-8, utf-16le, utf-16be, utf-16, windows-1252 "
                                      "(also called cp1252, iso-8859-1, latin1, us-ascii)");
    arena_free(&r.memory);
}

Test(decode, forbidden_characters_are_replaced_one_for_one)
{
    reading r;
    READ(&r, "a\0b\x1B" "c\xEF\xBF\xBF" "d\xEF\xBF\xBE\t\r\n.");
    SAME(r.text.bytes, "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c\xEF\xBF\xBD" "d\xEF\xBF\xBD\t\r\n.");
    cr_assert(r.text.replaced == 4);
    SPAN(origin_of(&r, 1, 4), 1, 2);
    SPAN(origin_of(&r, 4, 5), 2, 3);
    arena_free(&r.memory);
}

Test(decode, every_truncated_sequence)
{
    const char *whole[] = { "\xC3\xA9", "\xE2\x80\x94", "\xF0\x9F\x98\x80" };
    for (size_t i = 0; i < 3; i++)
        for (size_t n = 1; n < strlen(whole[i]); n++) {
            char bytes[8] = "a";
            memcpy(bytes + 1, whole[i], n);
            bytes[1 + n] = 'z';
            reading r;
            read_as(&r, bytes, n + 2, "utf-8");
            SAME(r.text.bytes, "a\xEF\xBF\xBDz");
            SPAN(origin_of(&r, 1, 4), 1, 1 + n);
            cr_assert(r.text.replaced == 1);
            arena_free(&r.memory);
        }
}

Test(decode, json_strings)
{
    reading r;
    READ_JSON(&r, "He said \"no\"");
    cr_assert(r.text.map == NULL);
    arena_free(&r.memory);
    READ_JSON(&r, "He said \\\"no\\\".\\nThen\\u2014\\ud83d\\ude00\\/\\\\\\t!");
    SAME(r.text.bytes, "He said \"no\".\nThen\xE2\x80\x94\xF0\x9F\x98\x80/\\\t!");
    SPAN(origin_of(&r, 8, 12), 8, 14);
    SPAN(origin_of(&r, 18, 21), 21, 27);
    SPAN(origin_of(&r, 21, 25), 27, 39);
    arena_free(&r.memory);
}

Test(decode, json_escapes_that_make_no_character)
{
    reading r;
    READ_JSON(&r, "a\\ud83dx\\ude00\\u0000\\b\\q\\u12g4\\");
    cr_assert(r.status == HS_OK);
    SAME(r.text.bytes, "a\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDq\xEF\xBF\xBDu12g4\xEF\xBF\xBD");
    arena_free(&r.memory);
    READ_JSON(&r, "caf\xE9 \\ud83d\\u0041");
    SAME(r.text.bytes, "caf\xEF\xBF\xBD \xEF\xBF\xBD" "A");
    arena_free(&r.memory);
}

/* Escapes that become longer than they were don't fit where the text was expected to. */
Test(decode, json_escapes_that_grow)
{
    char bytes[400];
    for (size_t i = 0; i < sizeof bytes; i += 2) memcpy(bytes + i, "\\b", 2);
    reading r;
    hs_article article = { .bytes = { bytes, sizeof bytes }, .is_json_string = true };
    read_article(&r, &article, NULL, NULL);
    cr_assert(r.status == HS_OK);
    cr_assert(r.text.bytes.len == 600 && r.text.map_count == 200 && r.text.replaced == 200);
    for (uint32_t i = 0; i < 200; i++) SPAN(origin_of(&r, 3 * i, 3 * i + 3), 2 * i, 2 * i + 2);
    arena_free(&r.memory);
}

/* More escapes than the map was made for. */
Test(decode, json_of_escapes_alone)
{
    char bytes[600];
    for (size_t i = 0; i < sizeof bytes; i += 3) memcpy(bytes + i, "\\/x", 3);
    reading r;
    hs_article article = { .bytes = { bytes, sizeof bytes }, .is_json_string = true };
    read_article(&r, &article, NULL, NULL);
    cr_assert(r.status == HS_OK);
    cr_assert(r.text.bytes.len == 400 && r.text.map_count == 400);
    for (uint32_t i = 0; i < 200; i++) SPAN(origin_of(&r, 2 * i, 2 * i + 1), 3 * i, 3 * i + 2);
    arena_free(&r.memory);
}

Test(decode, what_is_refused)
{
    reading r;
    READ(&r, "");
    cr_assert(r.status == HS_ERR_INPUT);
    cr_assert_str_eq(r.error.message, "the article is empty");
    arena_free(&r.memory);
    READ(&r, " \n\t\xC2\xA0\r\n");
    cr_assert(r.status == HS_ERR_INPUT && strstr(r.error.message, "is empty"));
    arena_free(&r.memory);
    READ(&r, "%PDF-1.7\nhello");
    cr_assert(r.status == HS_ERR_INPUT);
    cr_assert_str_eq(r.error.message, "looks binary (a PDF)");
    arena_free(&r.memory);
    READ(&r, "H\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0");
    cr_assert(r.status == HS_ERR_INPUT && strstr(r.error.message, "perhaps utf-16le"));
    arena_free(&r.memory);
    hs_article large = { .bytes = { "abcdef", 6 } };
    hs_options options = { .max_article = 5 };
    read_article(&r, &large, &options, NULL);
    cr_assert(r.status == HS_ERR_LIMIT);
    cr_assert_str_eq(r.error.message, "the article has 6 bytes, more than the limit max-article of 5");
    arena_free(&r.memory);
}

Test(decode, metadata)
{
    reading r;
    hs_article article = { .bytes = STR("Text."), .id = STR("a\xFF" "1"), .uri = STR("f.txt"), .published = STR("25 Sep 2015"),
                           .published_from = STR("record"), .record = 3, .record_offset = 99 };
    read_article(&r, &article, NULL, NULL);
    SAME(r.text.id, "a\xEF\xBF\xBD" "1");
    SAME(r.text.published, "2015-09-25");
    SAME(r.text.published_from, "record");
    cr_assert(r.text.record == 3 && r.text.record_offset == 99);
    arena_free(&r.memory);
    article.published = STR("last Tuesday");
    read_article(&r, &article, NULL, NULL);
    cr_assert(r.text.published.len == 0 && r.text.published_from.len == 0);
    SAME(r.text.warning, "no date could be read from 'last Tuesday'");
    arena_free(&r.memory);
}

/* The fast scans against the plain loops they replace. */
Test(decode, scans_equal_plain_loops)
{
    char bytes[64];
    uint32_t state = 1;
    for (int round = 0; round < 200000; round++) {
        size_t len = (state = state * 1664525u + 1013904223u) >> 27;
        for (size_t i = 0; i < len; i++) {
            state = state * 1664525u + 1013904223u;
            bytes[i] = (state >> 8) % 8 ? (char)('a' + (state >> 24) % 26) : (char)(state >> 24);
        }
        size_t ascii = 0, clean = 0, n;
        while (ascii < len && (unsigned char)bytes[ascii] < 0x80 && !charset_is_forbidden((unsigned char)bytes[ascii])) ascii++;
        while (clean < len && (n = utf8_check(bytes + clean, bytes + len)) != 0) {
            size_t size;
            if (charset_is_forbidden(utf8_decode(bytes + clean, &size))) break;
            clean += n;
        }
        cr_assert(charset_ascii_prefix((hs_str){ bytes, len }) == ascii);
        cr_assert(charset_clean_prefix((hs_str){ bytes, len }) == clean);
    }
}
