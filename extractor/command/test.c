/* test.c - the examples of a pack's rules, and the expected claims of a corpus. */
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/rules_place.h"
#include "curate/corpus.h"
#include "curate/examples.h"

#include <stddef.h>

typedef struct {
    text_list   rules;
    const char *rule, *corpus;
    bool        report, update, quiet;
    uint32_t    color;
} settings;

static const option options[] = {
    { '\0', "rule", OPTION_TEXT, "ID", "only the examples of this rule", offsetof(settings, rule) },
    { '\0', "corpus", OPTION_TEXT, "DIR", "the articles of DIR with their expected claims, instead of the examples",
      offsetof(settings, corpus) },
    { '\0', "report", OPTION_FLAG, NULL, "with --corpus: each claim that is missed, other than expected, or unlisted",
      offsetof(settings, report) },
    { '\0', "update", OPTION_FLAG, NULL, "with --corpus: write DIR/BASELINE anew", offsetof(settings, update) },
    { 'q', "quiet", OPTION_FLAG, NULL, "only the last line; with examples, no closed gaps", offsetof(settings, quiet) },
    OPTION_RULES(settings),
    OPTION_COLOR(settings),
};

const command_page test_page = {
    .name = "test",
    .summary = "Runs the examples that stand beside the rules, or a corpus of articles with their expected claims.",
    .usage = "hearsay test [options] [DIR...]\n\n"
             "DIR is a pack, as with --rules. A corpus is held against its BASELINE: an article fails when it finds fewer of its\n"
             "claims than before, or when more unlisted claims came in than listed ones.",
    .examples = "hearsay test\n"
                "hearsay test my-rules --rule told-hearer\n"
                "hearsay test --corpus corpus --report\n"
                "hearsay test --corpus corpus --update",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  all examples hold; no article got worse\n"
             "1  some don't\n"
             "2  wrong usage\n"
             "3  the rules don't compile\n"
             "4  the baseline can't be written",
    .more = COMMAND_MORE " corpus/README.md has the notation.",
};

/* ---- examples --------------------------------------------------------------------------------------------------- */

typedef struct { terminal err; bool is_quiet; } teller;

static void tell_example(void *user, const example_problem *p)
{
    const teller *t = user;
    if (p->is_gap && t->is_quiet) return;
    terminal_style(&t->err, STYLE_STRONG);
    terminal_print(&t->err, p->file, false);
    fprintf(t->err.file, ":%u: ", p->line);
    terminal_style(&t->err, p->is_gap ? STYLE_WARNING : STYLE_ERROR);
    fputs(p->is_gap ? "closed" : "failed", t->err.file);
    terminal_style(&t->err, STYLE_PLAIN);
    fputs(": ", t->err.file);
    terminal_print(&t->err, p->rule, false);
    fputs(": ", t->err.file);
    terminal_print(&t->err, from_text(p->what), false);
    fputs("\n    ", t->err.file);
    terminal_print(&t->err, p->source, false);
    fputc('\n', t->err.file);
    terminal_print(&t->err, p->details, true);
}

static int run_examples(const settings *s, const hs_rules *rules)
{
    const hs_str all = { "", 0 };
    teller t = { terminal_open(stderr, s->color), s->quiet };
    example_counts n;
    hs_error error = { 0 };
    hs_status status = examples_run(rules, s->rule ? from_text(s->rule) : all, tell_example, &t, &n, &error);
    if (status) {
        terminal_error(&t.err, "%s", error.message);
        return status == HS_ERR_USAGE ? EXIT_USAGE : EXIT_REJECTED;
    }
    printf("%u rules, %u of %u + passed, %u of %u - passed, %u ? gaps (%u closed), %u rules without a +, %u failed\n", n.rules,
           n.plus_passed, n.plus, n.minus_passed, n.minus, n.gaps, n.gaps_closed, n.without, n.failed);
    return n.failed ? EXIT_REJECTED : EXIT_DONE;
}

/* ---- a corpus --------------------------------------------------------------------------------------------------- */

static void tell_article(void *user, const corpus_article *a)
{
    const settings *s = user;
    terminal out = terminal_open(stdout, COLOR_NEVER), err = terminal_open(stderr, s->color);
    if (s->report) terminal_print(&out, a->report, true);
    if (!s->quiet) {
        terminal_print(&out, a->name, false);
        printf(": %u of %u found, %u unlisted", a->now.found, a->now.listed, a->now.unlisted);
        if (a->now.gaps) printf(", %u of %u ? found", a->now.gaps_found, a->now.gaps);
        printf("%s\n", a->is_new ? " (not in the baseline)" : "");
    }
    if (a->now.malformed) terminal_error(&err, "%.*s: %u lines can't be used (see --report)", (int)a->name.len, a->name.ptr, a->now.malformed);
    if (!a->is_worse) return;
    terminal_error(&err, "%.*s got worse: %u of %u found, %u unlisted; before: %u of %u, %u unlisted", (int)a->name.len, a->name.ptr,
                   a->now.found, a->now.listed, a->now.unlisted, a->before.found, a->before.listed, a->before.unlisted);
}

static double percent(uint32_t part, uint32_t whole)
{
    return whole ? 100.0 * part / whole : 0.0;
}

static int run_corpus(settings *s, const hs_rules *rules)
{
    corpus_options how = { s->corpus, s->update, tell_article, s };
    corpus_totals n;
    terminal err = terminal_open(stderr, s->color);
    hs_error error = { 0 };
    hs_status status = corpus_run(rules, &how, &n, &error);
    if (status) {
        terminal_error(&err, "%s", error.message);
        return status == HS_ERR_IO && s->update ? EXIT_OUTPUT : EXIT_REJECTED;
    }
    uint32_t claimed = n.sum.found + n.sum.unlisted;
    printf("%u articles, %u of %u claims found (recall %.1f %%), %u unlisted (precision %.1f %%), %u worse than the baseline\n", n.articles,
           n.sum.found, n.sum.listed, percent(n.sum.found, n.sum.listed), n.sum.unlisted, percent(n.sum.found, claimed), n.worse);
    if (n.lost) terminal_error(&err, "%u articles of the baseline are gone", n.lost);
    bool is_wrong = n.sum.malformed || (!s->update && (n.worse || n.lost));
    return is_wrong ? EXIT_REJECTED : EXIT_DONE;
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static int run(settings *s, const text_list *operands)
{
    problem_printer printer = { .err = terminal_open(stderr, s->color), .hides_warnings = true };
    hs_rules *rules;
    int code = rules_place_load(operands->count ? operands : &s->rules, false, &printer, &rules);
    if (code) return code;
    code = s->corpus ? run_corpus(s, rules) : run_examples(s, rules);
    hs_rules_free(rules);
    return exit_worse(code, printer.errors ? EXIT_RULES : EXIT_DONE);
}

static bool is_sensible(const settings *s, const text_list *operands)
{
    const char *wrong = NULL;
    if (operands->count && s->rules.count) wrong = "packs are given as operands or with --rules, not both";
    if ((s->report || s->update) && !s->corpus) wrong = "--report and --update belong to --corpus DIR";
    if (s->rule && s->corpus) wrong = "--rule and --corpus exclude each other";
    if (wrong) fprintf(stderr, "hearsay: %s (hearsay test --help shows all options)\n", wrong);
    return !wrong;
}

int command_test(int argc, char **argv)
{
    settings s = { 0 };
    text_list operands = { 0 };
    int code = EXIT_DONE;
    options_outcome outcome = options_read(&test_page, argc, argv, &s, &operands);
    if (outcome == OPTIONS_WRONG || (outcome == OPTIONS_GO && !is_sensible(&s, &operands))) code = EXIT_USAGE;
    else if (outcome == OPTIONS_GO) code = run(&s, &operands);
    options_free(&test_page, &s, &operands);
    return code;
}
