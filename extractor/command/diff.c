/* diff.c - what a change of rules does to articles. */
#include "command/articles.h"
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/progress.h"
#include "command/rules_place.h"
#include "curate/diff.h"

#include <stddef.h>

typedef struct {
    const char *gold, *texts, *published;
    uint32_t    part, lines, format, color;
} settings;

static const option options[] = {
    { '\0', "gold", OPTION_TEXT, "FILE", "articles marked by hand: they are the corpus if no PATH is given;\n"
      "precision and recall before and after, and whether what changed is right", offsetof(settings, gold) },
    { '\0', "texts", OPTION_TEXT, "DIR", "where the gold's texts lie, as for hearsay score", offsetof(settings, texts) },
    { '\0', "part", OPTION_CHOICE, "all|work|held", "of the gold; of the part held only numbers are shown", offsetof(settings, part) },
    { 'n', "lines", OPTION_COUNT, "N", "show N differences of each kind for each rule (default: 5)", offsetof(settings, lines) },
    { 'f', "format", OPTION_CHOICE, "text|json", "json: a line for each difference", offsetof(settings, format) },
    { '\0', "published", OPTION_TEXT, "DATE", "publication date of articles that have none of their own", offsetof(settings, published) },
    OPTION_COLOR(settings),
};

const command_page diff_page = {
    .name = "diff",
    .summary = "Reads articles with two packs of rules and shows what the second adds, loses and changes.",
    .usage = "hearsay diff [options] OLD NEW [PATH...|-]\n\n"
             "OLD and NEW are packs, as with --rules; PATH is a file, a folder, or - for standard input. Claims and dates are compared.",
    .examples = "hearsay diff rules/en my-rules articles/\n"
                "hearsay diff before/en after/en --gold gold.jsonl --part work\n"
                "hearsay diff before/en after/en articles/ --format json",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  done, whether something differs or not\n1  some article was rejected, or the gold can't be read\n2  wrong usage\n3  the rules don't compile",
    .more = COMMAND_MORE,
};

static hs_status take(void *user, const hs_article *article, hs_error *error)
{
    return diff_article(user, article, error);
}

static int compare_gold(const settings *s, diff *d, const gold *g, const terminal *err)
{
    progress p = { err, "articles", false };
    int code = EXIT_DONE;
    for (uint32_t i = 0; i < g->count && code == EXIT_DONE; i++) {
        const gold_article *a = &g->articles[i];
        hs_article article = { .bytes = a->text, .id = a->id, .published = a->published, .published_from = from_text("record") };
        hs_error error = { 0 };
        if (s->part && a->is_held != (s->part == 2)) continue;
        hs_status status = diff_article(d, &article, &error);
        progress_tell(&p, i + 1, g->count);
        if (!status) continue;
        progress_clear(&p);
        terminal_error(err, "%s", error.message);
        code = EXIT_REJECTED;
    }
    progress_clear(&p);
    return code;
}

static int compare(const settings *s, const diff_options *how, const text_list *paths, const terminal *err)
{
    diff *d = diff_create(how);
    buffer out;
    int code;
    if (!d) {
        terminal_error(err, "out of memory");
        return EXIT_REJECTED;
    }
    buffer_init(&out);
    if (paths->count) code = articles_each(&(articles_from){ paths, s->published, s->color }, how->after, take, d);
    else code = compare_gold(s, d, how->gold, err);
    diff_write(d, &out);
    terminal_print(&(terminal){ stdout, false, false }, buffer_view(&out), true);
    buffer_free(&out);
    diff_free(d);
    return code;
}

static int run_with_gold(const settings *s, diff_options *how, const text_list *paths, const terminal *err)
{
    gold g;
    hs_error error = { 0 };
    int code = EXIT_REJECTED;
    if (!s->gold) return compare(s, how, paths, err);
    if (gold_read(&g, s->gold, s->texts, &error)) {
        terminal_error(err, "%s", error.message);
    } else {
        how->gold = &g;
        code = compare(s, how, paths, err);
    }
    gold_free(&g);
    return code;
}

static int run(const settings *s, const text_list *operands)
{
    problem_printer printer = { .err = terminal_open(stderr, s->color), .hides_warnings = true };
    const text_list packs[2] = { { operands->items, 1 }, { operands->items + 1, 1 } }, paths = { operands->items + 2, operands->count - 2 };
    hs_rules *before = NULL, *after = NULL;
    int code = rules_place_load(&packs[0], false, &printer, &before);
    if (!code) code = rules_place_load(&packs[1], false, &printer, &after);
    diff_options how = { before, after, NULL, s->lines ? s->lines : 5, s->format == 1 };
    if (!code) code = run_with_gold(s, &how, &paths, &printer.err);
    hs_rules_free(before);
    hs_rules_free(after);
    return exit_worse(code, printer.errors ? EXIT_RULES : EXIT_DONE);
}

int command_diff(int argc, char **argv)
{
    settings s = { 0 };
    text_list operands = { 0 };
    int code = EXIT_DONE;
    options_outcome outcome = options_read(&diff_page, argc, argv, &s, &operands);
    if (outcome == OPTIONS_WRONG) {
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO && (operands.count < 2 || (operands.count == 2 && !s.gold))) {
        fprintf(stderr, "hearsay diff: OLD, NEW and a PATH (or --gold) are expected\n\n%s\n", diff_page.usage);
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO) {
        code = run(&s, &operands);
    }
    options_free(&diff_page, &s, &operands);
    return code;
}
