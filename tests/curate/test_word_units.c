/* test_word_units.c - words of a text, and the heads of sources as the standard pack sees their classes. */
#include "curate/word_units.h"

#include <criterion/criterion.h>

static hs_rules *rules;

static void set_up(void)
{
    const char *folder = HEARSAY_SOURCE_DIR "/rules/en";
    cr_assert_eq(hs_rules_load(&folder, 1, NULL, &rules, NULL), HS_OK);
}

static void tear_down(void) { hs_rules_free(rules); }

TestSuite(word_units, .init = set_up, .fini = tear_down);

typedef struct { hs_document *doc; arena memory; word_units w; } reading;

static reading begin(const char *bytes)
{
    reading r;
    hs_article article = { .bytes = { bytes, strlen(bytes) }, .id = STR("x") };
    cr_assert_eq(hs_extract(rules, &article, NULL, &r.doc, NULL), HS_OK);
    arena_init(&r.memory);
    return r;
}

static void end(reading *r)
{
    hs_document_free(r->doc);
    arena_free(&r->memory);
}

static void heads_are(const char *sentence, const char *source, const char *wanted)
{
    reading r = begin(sentence);
    cr_assert(word_units_init(&r.w, r.doc, &r.memory));
    const char *at = strstr(sentence, source);
    hs_span span = { (uint32_t)(at - sentence), (uint32_t)(at - sentence + (long)strlen(source)) };
    unit_set units = units_of(&r.w, &span, 1), heads = units_heads(&r.w, &units);
    char got[200] = "";
    for (uint32_t i = 0; i < heads.count; i++) {
        hs_str word = str_of(r.doc->text.bytes, r.w.words[heads.items[i]]);
        strncat(got, i ? " " : "", 2);
        strncat(got, word.ptr, word.len);
    }
    cr_expect_str_eq(got, wanted, "%s: %s, not %s", source, got, wanted);
    end(&r);
}

Test(word_units, heads)
{
    heads_are("The mayor of the town said it.", "The mayor of the town", "mayor");
    heads_are("Ann Lee, 45, a nurse from Ohio, said it.", "Ann Lee, 45, a nurse from Ohio", "Lee nurse");
    heads_are("Smith and Jones denied it.", "Smith and Jones", "Smith Jones");
    heads_are("Officials in the capital deny it.", "Officials in the capital", "Officials");
    heads_are("He said it.", "He", "He");
    heads_are("The bank's new chairman said it.", "The bank's new chairman", "chairman");
}

Test(word_units, words_and_signs)
{
    reading r = begin("It's \xE2\x80\x94 caf\xC3\xA9_1.");
    cr_assert(word_units_init(&r.w, r.doc, &r.memory));
    cr_assert_eq(r.w.count, 3);
    hs_span all = { 0, 16 }, dash = { 5, 8 };
    cr_assert_eq(units_of(&r.w, &all, 1).count, 3);
    unit_set sign = units_of(&r.w, &dash, 1);
    cr_assert(sign.count == 1 && sign.items[0] >= UNIT_SIGN, "a span without words is compared by its signs");
    hs_span points = { 5, 6 }, bytes;
    cr_assert(units_bytes(&r.w, &points, 1, &bytes));
    cr_assert(bytes.start == 5 && bytes.end == 8);
    points.end = 99;
    cr_assert_not(units_bytes(&r.w, &points, 1, &bytes));
    end(&r);
}

Test(word_units, openers_are_no_part_of_a_content)
{
    reading r = begin("She said that it closed. It closed.");
    cr_assert(word_units_init(&r.w, r.doc, &r.memory));
    hs_span with = { 9, 23 }, without = { 14, 23 };
    unit_set a = units_of(&r.w, &with, 1), b = units_of(&r.w, &without, 1);
    unit_set bare = units_bare_content(&r.w, &a);
    cr_assert(units_same(&bare, &b));
    cr_assert_eq(units_shared(&a, &b), 2);
    end(&r);
}
