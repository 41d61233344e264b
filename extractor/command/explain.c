/* explain.c - one article or sentence, and why its claims are what they are. */
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/rules_place.h"
#include "curate/explain.h"
#include "curate/file_read.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const char *sentence, *at, *rule, *layer, *published;
    bool        tokens;
    text_list   rules;
    uint32_t    times, date_order, color;
} settings;

static const option options[] = {
    { '\0', "text", OPTION_TEXT, "TEXT", "explain this text instead of a file", offsetof(settings, sentence) },
    { '\0', "at", OPTION_TEXT, "LINE[:COLUMN]", "only what touches this place", offsetof(settings, at) },
    { '\0', "rule", OPTION_TEXT, "ID", "every candidate of this rule, and what became of it; if there is none,\n"
      "how far each of its patterns came, element by element", offsetof(settings, rule) },
    { '\0', "layer", OPTION_TEXT, "NAME", "every candidate of this layer's rules (time, np ...), instead of claims", offsetof(settings, layer) },
    { '\0', "tokens", OPTION_FLAG, NULL, "a row per token: class, lexicons with attributes, annotations\n"
      "(@np begins here, @np+ goes on)", offsetof(settings, tokens) },
    { '\0', "published", OPTION_TEXT, "DATE", "the article's publication date", offsetof(settings, published) },
    { '\0', "times", OPTION_CHOICE, "news|narrative", "what dates such as 'last year' lean on, as in extract", offsetof(settings, times) },
    { '\0', "date-order", OPTION_CHOICE, "mdy|dmy", "what 9/10/2015 means, as in extract", offsetof(settings, date_order) },
    OPTION_RULES(settings),
    OPTION_COLOR(settings),
};

const command_page explain_page = {
    .name = "explain",
    .summary = "Shows why each claim was found: its rule, what the rule took, what lost to it; and how each date was reached.",
    .usage = "hearsay explain [options] FILE|-\nhearsay explain [options] --text TEXT",
    .examples = "hearsay explain --text 'The mayor denied on Tuesday that the bridge would close.'\n"
                "hearsay explain article.txt --at 12\n"
                "hearsay explain --rule that --text 'Ruiz told the council a joke.'\n"
                "hearsay explain article.txt --rule that --at 14\n"
                "hearsay explain --published 2026-03-12 --text 'It closed last week.'\n"
                "hearsay explain --tokens --text 'Officials deny it.'",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  done\n1  the article can't be read\n2  wrong usage\n3  the rules don't compile",
    .more = COMMAND_MORE,
};

/* "12" or "12:5". */
static bool read_place(const char *at, explain_options *how)
{
    char *end;
    unsigned long line = strtoul(at, &end, 10), column = 0;
    if (end == at || *at == '-' || !line || line > 100000000) return false;
    how->line = (uint32_t)line;
    if (!*end) return true;
    const char *second = end + 1;
    if (*end != ':' || *second == '-') return false;
    column = strtoul(second, &end, 10);
    how->column = (uint32_t)column;
    return end != second && !*end && column && column <= 100000000;
}

static int explain(const settings *s, const char *path, const explain_options *how, const hs_rules *rules, const terminal *err)
{
    arena memory;
    buffer out;
    hs_error error = { 0 };
    hs_article article = { .id = from_text(path ? path : "text"), .uri = from_text(path ? path : "") };
    arena_init(&memory);
    buffer_init(&out);
    if (s->published) {
        article.published = from_text(s->published);
        article.published_from = from_text("option");
    }
    hs_status status = HS_OK;
    if (path) status = file_read(path, &memory, &article.bytes, &error);
    else article.bytes = from_text(s->sentence);
    if (!status) status = explain_article(rules, &article, how, &out, &error);
    if (status) terminal_error(err, "%s", error.message);
    else terminal_print(&(terminal){ stdout, false, false }, buffer_view(&out), true);
    buffer_free(&out);
    arena_free(&memory);
    return !status ? EXIT_DONE : status == HS_ERR_USAGE ? EXIT_USAGE : EXIT_REJECTED;
}

static int run(const settings *s, const char *path)
{
    explain_options how = { .tokens = s->tokens, .times = (hs_times)s->times, .date_order = (hs_date_order)s->date_order };
    problem_printer printer = { .err = terminal_open(stderr, s->color), .hides_warnings = true };
    if (s->at && !read_place(s->at, &how)) {
        terminal_error(&printer.err, "--at '%s': LINE or LINE:COLUMN is expected, both from 1", s->at);
        return EXIT_USAGE;
    }
    if (s->rule) how.rule = from_text(s->rule);
    if (s->layer) how.layer = from_text(s->layer);
    hs_rules *rules;
    int code = rules_place_load(&s->rules, false, &printer, &rules);
    if (code) return code;
    code = explain(s, path, &how, rules, &printer.err);
    hs_rules_free(rules);
    return code;
}

int command_explain(int argc, char **argv)
{
    settings s = { 0 };
    text_list files = { 0 };
    int code = EXIT_DONE;
    options_outcome outcome = options_read(&explain_page, argc, argv, &s, &files);
    bool is_piped = !files.count && !s.sentence && !isatty(STDIN_FILENO);
    if (outcome == OPTIONS_WRONG) {
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO && files.count + (s.sentence != NULL) + is_piped != 1) {
        fprintf(stderr, "hearsay explain: one FILE, -, or --text TEXT is expected\n\n%s\n", explain_page.usage);
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO) {
        code = run(&s, files.count ? files.items[0] : is_piped ? "-" : NULL);
    }
    options_free(&explain_page, &s, &files);
    return code;
}
