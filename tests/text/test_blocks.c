/* test_blocks.c - paragraphs of every layout, and their kinds. */
#include "reading.h"

#include <stdlib.h>

#define LONG "The council met for six hours on the future of the bridge and heard more than forty people from both banks of the river."

static hs_str whole[] = { STR("send us news"), STR("advertisement") };
static hs_str start[] = { STR("read more"), STR("this article is more than"), STR("don't miss"), STR("ad"), STR("\xC3\xA9t\xC3\xA9") };
static hs_str byline[] = { STR("by"), STR("words by") };

#define FILL(phrases, memory, strings)                                                                          \
    do {                                                                                                        \
        for (size_t i_ = 0; i_ < sizeof(strings) / sizeof *(strings); i_++) phrases_add(phrases, memory, (strings)[i_]); \
        phrases_index(phrases, memory);                                                                         \
    } while (0)

static void fill_tables(text_tables *tables, arena *memory)
{
    *tables = (text_tables){ 0 };
    FILL(&tables->furniture_whole, memory, whole);
    FILL(&tables->furniture_start, memory, start);
    FILL(&tables->byline_start, memory, byline);
}

static bool ends_word(hs_str line, size_t length) { return length == line.len || line.ptr[length] < 'a' || line.ptr[length] > 'z'; }

static void expect_blocks(const char *bytes, const text_tables *with, const char *const *expected, size_t count)
{
    reading r;
    hs_article article = { .bytes = { bytes, strlen(bytes) } };
    read_article(&r, &article, NULL, with);
    cr_assert(r.status == HS_OK, "%s", r.error.message);
    for (uint32_t i = 0; i < r.text.block_count && i < count; i++) {
        hs_str s = str_of(r.text.bytes, r.text.blocks[i].span);
        size_t n = strlen(expected[i]);
        cr_expect(s.len >= n && memcmp(s.ptr, expected[i], n) == 0, "block %u is '%.*s'", i, (int)s.len, s.ptr);
    }
    cr_assert(r.text.block_count == count, "%u blocks", r.text.block_count);
    arena_free(&r.memory);
}

static void expect_kinds(const char *bytes, const char *expected)
{
    reading r;
    char kinds[32] = "";
    arena memory;
    text_tables tables;
    arena_init(&memory);
    fill_tables(&tables, &memory);
    hs_article article = { .bytes = { bytes, strlen(bytes) } };
    read_article(&r, &article, NULL, &tables);
    for (uint32_t i = 0; i < r.text.block_count; i++) kinds[i] = "bhsyDcqf"[r.text.blocks[i].kind]; /* y byline, D dateline */
    cr_expect_str_eq(kinds, expected, "for '%.60s': %s, expected %s", bytes, kinds, expected);
    arena_free(&memory);
    arena_free(&r.memory);
}

#define BLOCKS(bytes, ...)                                                                              \
    do {                                                                                                \
        const char *const expected_[] = { __VA_ARGS__ };                                                \
        expect_blocks((bytes), NULL, expected_, sizeof expected_ / sizeof *expected_);                  \
    } while (0)

Test(blocks, a_line_is_a_paragraph)
{
    BLOCKS("One.\nTwo.\n\n\n  Three \t\n", "One.", "Two.", "Three");
    BLOCKS("One.\r\nTwo.\r\n\r\nThree", "One.", "Two.", "Three");
    BLOCKS("One.\rTwo.\r\rThree", "One.", "Two.", "Three");
    BLOCKS("\xC2\xA0One.\xE2\x80\x83\n \xC2\xA0 \nTwo", "One.", "Two");
    BLOCKS("no newline at all", "no newline at all");
}

Test(blocks, hard_wrapped_text_is_joined)
{
    const char *wrapped = "The council met for six hours on the future of the old\n"
                          "stone bridge and heard more than forty people from both\n"
                          "banks of the river.\n\n"
                          "It will vote on Tuesday, and the mayor of the town said\n"
                          "that she expects no surprises from that vote, since all\n"
                          "sides agree.\n";
    BLOCKS(wrapped, "The council met for six hours on the future of the old\nstone bridge", "It will vote");
}

Test(blocks, wrapped_text_without_blank_lines)
{
    BLOCKS("  The council met for six hours on the future of the old\n"
           "stone bridge and heard more than forty people from both\n"
           "banks of the river, which all of them had known for long.\n"
           "  It will vote on Tuesday, and the mayor of the town said\n"
           "that she expects no surprises from that vote, since all\n"
           "sides agree.\n"
           "Nobody else had anything to add when the meeting came to\n"
           "its end.\n",
           "The council", "It will vote", "Nobody else");
}

Test(blocks, short_lines_are_not_wrapped)
{
    BLOCKS("Q. Was it open?\nA. It was not open that day.\nQ. Who said so?\nA. The mayor did.", "Q.", "A.", "Q.", "A.");
}

Test(kinds, head_of_an_article)
{
    expect_kinds("Bridge to stay closed until spring\n\nThe mayor admits a mistake\n\nBy Ana Ruiz\n\n" LONG "\n\n" LONG, "hsybb");
    expect_kinds("This article is more than 1 year old\n\nBridge to stay closed\n\n" LONG, "fhb");
    expect_kinds("Bridge To Stay Closed Until The Spring.\n\n" LONG "\n" LONG, "hbb");
    expect_kinds("The bridge stays closed until spring.\n\n" LONG "\n" LONG, "bbb");
    expect_kinds("Bridge to stay closed; \nMayor admits the mistake in a letter.\n" LONG "\n" LONG, "hsbb");
    expect_kinds(LONG "\n\n" LONG, "bb");
    expect_kinds("Only a line", "b");
    expect_kinds("The mayor said:\n\n" LONG, "bb");
    expect_kinds("\xE2\x80\x98I am tired\xE2\x80\x99: mayor resigns\n" LONG, "hb");
}

Test(kinds, furniture_is_what_the_tables_say)
{
    expect_kinds(LONG "\n\nSEND US NEWS\n\nAdvertisement:\n\nRead more: the bridge\n\nDon\xE2\x80\x99t miss this", "bffff");
    expect_kinds(LONG "\n\nAdvertisements were sold.\n\nReads more like a joke, he said.", "bbb");
    expect_kinds(LONG "\n\nRead more than you must, she said. " LONG LONG, "bb");
}

Test(kinds, bylines)
{
    expect_kinds("By Ana Ruiz and Tom Marr\n" LONG "\n" LONG, "ybb");
    expect_kinds("By then the bridge was closed to everyone in town\n" LONG "\n" LONG, "hbb");
    expect_kinds(LONG "\n" LONG "\nBy Friday, all of them had left the town for good.\n" LONG, "bbbb");
}

Test(kinds, datelines)
{
    expect_kinds("MIAMI (AP) --\n\n" LONG, "Db");
    expect_kinds("Bridge reopens at last\n\nNAIROBI, Kenya (AP) _\n\n" LONG, "hDb");
    expect_kinds(LONG "\n\n" LONG "\n\nHe left \xE2\x80\x94", "bbb");
}

Test(kinds, names)
{
    cr_assert_str_eq(block_kind_name(BLOCK_BODY), "body");
    cr_assert_str_eq(block_kind_name(BLOCK_FURNITURE), "furniture");
}

/* Phrases of any length and alphabet, and lines shorter than they. */
Test(kinds, phrases_are_found_by_their_first_bytes)
{
    arena memory;
    text_tables tables;
    arena_init(&memory);
    fill_tables(&tables, &memory);
    static const struct { hs_str line; size_t length; } rows[] = {
        { STR("Ad"), 2 }, { STR("AD: buy"), 2 }, { STR("A"), 0 }, { STR("Adverts"), 0 }, { STR("READ MORE here"), 9 }, { STR("Rea"), 0 },
        { STR("Read"), 0 }, { STR("Don\xE2\x80\x99t miss"), 12 }, { STR("\xC3\x89T\xC3\x89!"), 5 }, { STR("\xC3\xA9"), 0 },
        { STR("read\xC2\xA0more"), 10 }, { STR(""), 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(phrases_find(&tables.furniture_start, rows[i].line, ends_word), rows[i].length, "%s", rows[i].line.ptr);
    arena_free(&memory);
}

/* Whatever comes in: blocks are sorted, disjoint, not empty, trimmed, and hold every character that isn't white space. */
Test(blocks, cover_all_but_white_space)
{
    uint32_t state = 7;
    for (int round = 0; round < 3000; round++) {
        char bytes[400];
        size_t len = 0;
        while (len < 390) {
            state = state * 1664525u + 1013904223u;
            bytes[len++] = "aB. \n\r\t\"-Z\xFF_"[(state >> 16) % 12];
        }
        reading r;
        read_bytes(&r, bytes, len);
        uint32_t at = 0;
        for (uint32_t i = 0; r.status == HS_OK && i <= r.text.block_count; i++) {
            hs_span s = i < r.text.block_count ? r.text.blocks[i].span
                                               : (hs_span){ (uint32_t)r.text.bytes.len, (uint32_t)r.text.bytes.len };
            cr_assert(s.start >= at && s.end <= r.text.bytes.len);
            for (; at < s.start; at++) cr_assert(strchr(" \n\r\t", r.text.bytes.ptr[at]) != NULL);
            if (i < r.text.block_count) cr_assert(s.end > s.start && !strchr(" \n\r\t", r.text.bytes.ptr[s.start]));
            at = s.end;
        }
        arena_free(&r.memory);
    }
}
