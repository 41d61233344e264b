/* Examples against a pack made for this test: what holds, what doesn't, and what is said of it. */
#include "curate/examples.h"
#include "curate/explain.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void write_file(const char *name, const char *content)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    cr_assert_not_null(f);
    fputs(content, f);
    cr_assert_eq(fclose(f), 0);
}

static void remove_file(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    remove(path);
}

static void begin(void)
{
    snprintf(folder, sizeof folder, "/tmp/hearsay-examples-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    char lexicons[128];
    snprintf(lexicons, sizeof lexicons, "%s/lexicons", folder);
    mkdir(lexicons, 0777);
    write_file("pack.yaml", "name: t\nlanguage: en\nversion: \"1\"\nlayers: [np, attribution]\n");
    write_file("lexicons/say.txt", "class: form\nsaid act=state manner=said\n");
}

static void end(void)
{
    remove_file("pack.yaml");
    remove_file("rules.yaml");
    remove_file("lexicons/say.txt");
    remove_file("lexicons");
    rmdir(folder);
}

TestSuite(examples, .init = begin, .fini = end);

#define RULES                                                                                    \
    "rules:\n"                                                                                   \
    "  - id: np-the\n    layer: np\n    match: |\n      {np: the [:lower]}\n"                    \
    "    examples: |\n      + {np: The mayor} saw {np: the bridge}.\n"                           \
    "  - id: carried\n    layer: attribution\n    carry: yes\n    match: |\n      ^ {content: @quote} $\n" \
    "    examples: |\n      + The mayor said that it had closed. \xC2\xB6 {content: \"It is old.\"}\n" \
    "      - \"It is old.\"\n"                                                                   \
    "  - id: said-that\n    layer: attribution\n    match: |\n      {source: @np} {cue: %say} {content: that ... closed}\n" \
    "    set: {act: $cue.act, manner: $cue.manner}\n    examples: |\n"

static hs_rules *load(const char *examples)
{
    char all[4096];
    snprintf(all, sizeof all, "%s%s", RULES, examples);
    write_file("rules.yaml", all);
    const char *folders[] = { folder };
    hs_rules *rules;
    hs_error error;
    hs_load_options strict = { .strict = true };
    cr_assert_eq(hs_rules_load(folders, 1, &strict, &rules, &error), HS_OK, "%s", error.message);
    return rules;
}

typedef struct { int count; uint32_t line; bool is_gap; char what[200], details[1000]; } heard;

static void hear(void *user, const example_problem *p)
{
    heard *h = user;
    h->count++;
    h->line = p->line;
    h->is_gap = p->is_gap;
    snprintf(h->what, sizeof h->what, "%s", p->what);
    snprintf(h->details, sizeof h->details, "%.*s", (int)p->details.len, p->details.ptr);
}

static example_counts run(const char *lines, heard *h)
{
    hs_rules *rules = load(lines);
    example_counts counts;
    hs_error error;
    *h = (heard){ 0 };
    cr_assert_eq(examples_run(rules, (hs_str){ "", 0 }, hear, h, &counts, &error), HS_OK);
    hs_rules_free(rules);
    return counts;
}

Test(examples, all_hold)
{
    heard h;
    example_counts n = run("      + {source: The mayor} {cue: said} {content: that it had closed}. => act=state manner=said\n"
                           "      - The mayor said nothing.\n", &h);
    cr_expect_eq(h.count, 0, "%s\n%s", h.what, h.details);
    cr_expect_eq(n.rules, 3);
    cr_expect_eq(n.plus_passed, 3);
    cr_expect_eq(n.minus_passed, 2);
}

Test(examples, other_roles)
{
    heard h;
    example_counts n = run("      + The {source: mayor} {cue: said} {content: that it had closed}.\n", &h);
    cr_expect_eq(n.failed, 1);
    cr_expect(strstr(h.details, "expected  source   mayor\n      found     source   The mayor\n"), "%s", h.details);
}

Test(examples, an_unmarked_role_counts)
{
    heard h;
    cr_expect_eq(run("      + The mayor {cue: said} {content: that it had closed}.\n", &h).failed, 1);
}

Test(examples, other_attributes)
{
    heard h;
    cr_expect_eq(run("      + {source: The mayor} {cue: said} {content: that it had closed}. => act=deny\n", &h).failed, 1);
    cr_expect_str_eq(h.what, "the attributes are others");
}

Test(examples, twice_is_not_once)
{
    heard h;
    run("      + {source: The mayor} {cue: said} {content: that it had closed}. The mayor said that it had closed.\n", &h);
    cr_expect_str_eq(h.what, "2 claims name this rule, not 1");
}

Test(examples, a_minus_that_matches)
{
    heard h;
    example_counts n = run("      + {source: The mayor} {cue: said} {content: that it had closed}.\n      - The mayor said that it had closed.\n", &h);
    cr_expect_eq(n.failed, 1);
    cr_expect_eq(h.line, 23, "line %u", h.line);
}

Test(examples, gaps)
{
    heard h;
    example_counts n = run("      ? {source: She} {cue: said} {content: that it had closed}.\n"
                           "      ? {source: The mayor} {cue: said} {content: that it had closed}.\n", &h);
    cr_expect_eq(n.failed, 0);
    cr_expect_eq(n.gaps, 2);
    cr_expect_eq(n.gaps_closed, 1);
    cr_expect(h.is_gap);
}

Test(examples, one_rule_alone)
{
    hs_rules *rules = load("      - x\n");
    example_counts counts;
    hs_error error;
    cr_expect_eq(examples_run(rules, (hs_str){ "np-the", 6 }, NULL, NULL, &counts, &error), HS_OK);
    cr_expect_eq(counts.rules, 1);
    cr_expect_eq(examples_run(rules, (hs_str){ "none", 4 }, NULL, NULL, &counts, &error), HS_ERR_USAGE);
    hs_rules_free(rules);
}

Test(examples, explained)
{
    hs_rules *rules = load("      - x\n");
    hs_error error;
    hs_article article = { .bytes = STR("Na\xC3\xAFve.\n\nThe mayor said that it had closed.\n"), .id = STR("a") };
    explain_options how = { .line = 3, .column = 37 };
    buffer out;
    buffer_init(&out);
    cr_expect_eq(explain_article(rules, &article, &how, &out, &error), HS_ERR_USAGE);
    how.column = 5;
    cr_expect_eq(explain_article(rules, &article, &how, &out, &error), HS_OK);
    buffer_char(&out, '\0');
    cr_expect(!out.failed && strstr(out.data, "c1  line 3, column 1\n  source   The mayor\n"), "%s", out.data);
    buffer_free(&out);
    hs_rules_free(rules);
}
