/* test_limits.c - a limit that is hit is told with rule and place, and loses no more than it says. */
#include "match/document.h"
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>

static bool is_warned(const document *d, const char *start)
{
    for (uint32_t i = 0; i < d->run.warning_count; i++)
        if (str_starts(d->run.warnings[i], (hs_str){ start, strlen(start) })) return true;
    return false;
}

static char *many(const char *word, size_t count)
{
    size_t n = strlen(word);
    char *out = malloc(n * count + 1);
    cr_assert_not_null(out);
    for (size_t i = 0; i < count; i++) memcpy(out + i * n, word, n + 1);
    return out;
}

/* Repetitions in repetitions: PCRE2 would try for ever. In the plain loop even where nothing matches, else the sieve sees it. */
Test(limits, a_catastrophic_pattern_is_told)
{
    pack p;
    document d;
    char *bytes = many("a ", 60);
    pack_of(&p, "rules:\n  - id: slow\n    layer: mark\n    match: |\n      ([a | b]+)+ ([a | c]+)+ ([a | d]+)+ b\n");
    document_open(&d, p.rules, bytes, (document_options){ .no_triggers = true });
    cr_expect(is_warned(&d, "limit: rule slow needs too many steps in the sentence at byte 0"), "%u warnings", d.run.warning_count);
    document_close(&d);
    document_open(&d, p.rules, bytes, (document_options){ 0 });
    cr_expect_eq(d.run.warning_count, 0, "nothing of it can match, so it is not tried");
    document_close(&d);
    pack_end(&p);
    free(bytes);
}

/* PCRE2 takes 64 KB; what needs no PCRE2 isn't bound by it. */
Test(limits, a_pattern_too_large_for_pcre2_is_told)
{
    pack p;
    document d;
    char *bytes = many("a ", 1900), *more = many("b ", 200), rules[8000];
    snprintf(rules, sizeof rules, "rules:\n  - id: long\n    layer: mark\n    match: |\n      %s (%s)?\n", bytes, more);
    pack_of(&p, rules);
    document_open(&d, p.rules, bytes, (document_options){ .no_triggers = true });
    cr_expect(is_warned(&d, "limit: rule long has a pattern too large for PCRE2"), "%u warnings", d.run.warning_count);
    document_close(&d);
    document_open(&d, p.rules, bytes, (document_options){ 0 });
    cr_expect_eq(d.run.warning_count, 0);
    cr_expect_eq(d.found[rules_layer(p.rules, "mark")].count, 1);
    document_close(&d);
    pack_end(&p);
    free(more);
    free(bytes);
}

Test(limits, a_long_stretch_is_cut_and_told)
{
    pack p;
    document d;
    char *bytes = many("word ", 5000);
    pack_of(&p, "rules:\n  - id: r\n    layer: mark\n    match: |\n      word $\n");
    document_open(&d, p.rules, bytes, (document_options){ 0 });
    cr_expect(is_warned(&d, "limit: a stretch of 5000 tokens was cut into pieces of 2000"));
    const stretches *all = match_view(&d.run, VIEW_PLAIN);
    cr_assert_eq(all->count, 3);
    cr_expect(all->items[0].count == 2000 && all->items[1].count == 2000 && all->items[2].count == 1000);
    cr_expect_eq(d.found[rules_layer(p.rules, "mark")].count, 3);
    document_close(&d);
    pack_end(&p);
    free(bytes);
}

/* Paragraphs of 2,000 letters: from every letter `a+` goes to the end of its paragraph, two million steps in each. */
static char *long_paragraphs(int count)
{
    enum { WORDS = 2000 };
    char *one = many("a ", WORDS - 1), *bytes = malloc((size_t)(WORDS * 2 + 2) * (size_t)count + 1), *at = bytes;
    cr_assert_not_null(bytes);
    for (int i = 0; i < count; i++) at += sprintf(at, "%sb\n\n", one);
    free(one);
    return bytes;
}

Test(limits, a_rule_that_takes_too_much_is_left_out_and_named)
{
    pack p;
    document d;
    char *bytes = long_paragraphs(5);
    pack_of(&p, "rules:\n  - id: r\n    layer: mark\n    match: |\n      {x: a+}\n  - id: s\n    layer: mark\n    match: |\n      a b\n");
    document_open(&d, p.rules, bytes, (document_options){ 0 });
    cr_expect(is_warned(&d, "limit: rule r took more than 1000000 steps in each of 3 places and was left out after the sentence at byte"));
    const matches *found = &d.found[rules_layer(p.rules, "mark")];
    cr_expect_eq(found->count, 3 * 1999 + 5, "what was found is kept, and other rules go on");
    document_close(&d);
    pack_end(&p);
    free(bytes);
}

/* Many such rules together; each gives up after three paragraphs. */
Test(limits, the_budget_of_an_article, .timeout = 120)
{
    pack p;
    document d;
    char rules[8000], *at = rules, *bytes = long_paragraphs(3);
    at += sprintf(at, "rules:\n");
    for (int i = 0; i < 60; i++) at += sprintf(at, "  - id: r%d\n    layer: mark\n    match: |\n      {x: a+}\n", i);
    pack_of(&p, rules);
    document_open(&d, p.rules, bytes, (document_options){ 0 });
    cr_expect(is_warned(&d, "limit: the article took more than 100000000 steps; the rest of it was not searched in layer mark"));
    cr_expect_gt(d.found[rules_layer(p.rules, "mark")].count, 60 * 1999, "what was searched is kept");
    document_close(&d);
    pack_end(&p);
    free(bytes);
}

/* Patterns that name more than 60,000 different words: those beyond are errors, those before load and match. */
Test(limits, too_many_different_words)
{
    enum { LINES = 260, WORDS = 120 };
    pack p;
    document d;
    char *rules = malloc((size_t)LINES * WORDS * 2 * 12 + 4000), *at = rules;
    cr_assert_not_null(rules);
    at += sprintf(at, "rules:\n");
    for (int r = 0; r < 2; r++) {
        at += sprintf(at, "  - id: r%d\n    layer: mark\n    match: |\n", r);
        for (int l = 0; l < LINES; l++) {
            at += sprintf(at, "      x [w%d", (r * LINES + l) * WORDS);
            for (int w = 1; w < WORDS; w++) at += sprintf(at, " | w%d", (r * LINES + l) * WORDS + w);
            at += sprintf(at, "]\n");
        }
    }
    pack_begin(&p);
    pack_file(&p, "rules.yaml", rules);
    pack_try(&p, NULL);
    cr_assert_not_null(p.rules);
    cr_expect_geq(pack_problems(&p, "E H033"), 1);
    cr_expect_eq(hs_rules_count(p.rules), 1, "the first rule loads, the second goes over");
    document_open(&d, p.rules, "x w7 . x w31199", (document_options){ 0 });
    cr_expect_eq(d.found[rules_layer(p.rules, "mark")].count, 2);
    document_close(&d);
    pack_end(&p);
    free(rules);
}

/* The word is known from the first article on; it is told in each. */
Test(limits, a_token_regex_that_takes_too_long_is_told)
{
    pack p;
    document d;
    pack_of(&p, "rules:\n  - id: r\n    layer: mark\n    match: |\n      /(a+)+(a+)+(a+)+[bc]/ | go\n");
    for (int i = 0; i < 2; i++) {
        document_open(&d, p.rules, "go aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", (document_options){ 0 });
        match_tell_limits(&d.run);
        cr_expect(is_warned(&d, "limit: the token regex /(a+)+(a+)+(a+)+[bc]/ takes too many steps on \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" at byte 3"));
        cr_expect_eq(d.found[rules_layer(p.rules, "mark")].count, 1, "the rest is searched");
        document_close(&d);
        document_open(&d, p.rules, "go aab", (document_options){ 0 });
        match_tell_limits(&d.run);
        cr_expect_eq(d.run.warning_count, 0);
        document_close(&d);
    }
    pack_end(&p);
}
