/* find.c - a pattern tried on a corpus before it is a rule. */
#include "command/articles.h"
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/rules_place.h"
#include "curate/concordance.h"

#include <stddef.h>
#include <unistd.h>

typedef struct {
    const char *published;
    uint32_t    view, context, lines, counts, format, color;
    bool        only_counts;
    text_list   rules;
} settings;

static const option options[] = {
    { '\0', "view", OPTION_CHOICE, "paragraph|plain|inside|text", "what the pattern looks at, as in a rule", offsetof(settings, view) },
    { 'n', "lines", OPTION_COUNT, "N", "show N matches (default: 50); all are counted", offsetof(settings, lines) },
    { 'c', "count", OPTION_FLAG, NULL, "show none, only count", offsetof(settings, only_counts) },
    { '\0', "context", OPTION_COUNT, "N", "characters before and after a match (default: 40)", offsetof(settings, context) },
    { '\0', "top", OPTION_COUNT, "N", "rows of each table of counts (default: 20)", offsetof(settings, counts) },
    { 'f', "format", OPTION_CHOICE, "text|json", "json: a line for each match shown, and a last one with the counts", offsetof(settings, format) },
    { '\0', "published", OPTION_TEXT, "DATE", "publication date of articles that have none of their own", offsetof(settings, published) },
    OPTION_RULES(settings),
    OPTION_COLOR(settings),
};

const command_page find_page = {
    .name = "find",
    .summary = "Tries a pattern on articles before it is a rule: each match in its context, and counts.",
    .usage = "hearsay find [options] PATTERN [PATH...|-]\n\n"
             "PATTERN is a pattern as in the `match` of a rule, with roles, lists, layers and the macros of the pack. PATH is a file,\n"
             "a folder, or - for standard input. Of each role it is counted what it took, of each list which entries.",
    .examples = "hearsay find '{who: @np} {cue: [:VERB & !%cue-verbs]} that' articles/\n"
                "hearsay find '<say> ...5 @quote' articles/ --lines 10\n"
                "hearsay find '%cue-verbs.act=deny' articles/ --count --top 100",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  done, also when nothing was found\n1  some article was rejected\n2  wrong usage, or a pattern that can't be read\n3  the rules don't compile",
    .more = COMMAND_MORE " docs/rules.md has the patterns.",
};

/* ---- articles ----------------------------------------------------------------------------------------------------- */

static void show(buffer *out)
{
    terminal_print(&(terminal){ stdout, false, false }, buffer_view(out), true);
    buffer_clear(out);
}

typedef struct { concordance *c; buffer out; } finding;

static hs_status take(void *user, const hs_article *article, hs_error *error)
{
    finding *f = user;
    hs_status status = concordance_article(f->c, article, &f->out, error);
    show(&f->out);
    return status;
}

/* The order of the choices of --view is not that of the bits in rules. */
static uint32_t view_bit(uint32_t choice)
{
    static const uint32_t bits[] = { 2, 1, 4, 8 };
    return bits[choice];
}

static int run(const settings *s, const char *pattern, const text_list *paths)
{
    problem_printer printer = { .err = terminal_open(stderr, s->color), .hides_warnings = true };
    concordance_options how = { from_text(pattern), view_bit(s->view), s->context ? s->context : 40, s->lines ? s->lines : 50,
                                s->counts ? s->counts : 20, s->format == 1 };
    hs_rules *rules;
    finding f;
    hs_error error = { 0 };
    int code = rules_place_load(&s->rules, false, &printer, &rules);
    if (code) return code;
    if (s->only_counts) how.lines_most = 0;
    buffer_init(&f.out);
    hs_status status = concordance_create(&f.c, rules, &how, problem_print, &printer, &error);
    if (status == HS_ERR_MEMORY) terminal_error(&printer.err, "%s", error.message);
    code = status == HS_ERR_SYNTAX ? EXIT_USAGE : status ? EXIT_REJECTED : articles_each(&(articles_from){ paths, s->published, s->color }, rules, take, &f);
    if (!status) concordance_finish(f.c, &f.out);
    show(&f.out);
    concordance_free(f.c);
    buffer_free(&f.out);
    hs_rules_free(rules);
    return code;
}

int command_find(int argc, char **argv)
{
    settings s = { 0 };
    text_list operands = { 0 };
    const char *standard_input = "-";
    int code = EXIT_DONE;
    options_outcome outcome = options_read(&find_page, argc, argv, &s, &operands);
    bool is_piped = operands.count == 1 && !isatty(STDIN_FILENO);
    if (outcome == OPTIONS_WRONG) {
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO && operands.count < 2 && !is_piped) {
        fprintf(stderr, "hearsay find: a PATTERN and a PATH are expected\n\n%s\n", find_page.usage);
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO) {
        const text_list paths = { operands.items + 1, operands.count - 1 }, piped = { &standard_input, 1 };
        code = run(&s, operands.items[0], is_piped ? &piped : &paths);
    }
    options_free(&find_page, &s, &operands);
    return code;
}
