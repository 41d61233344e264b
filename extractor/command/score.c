/* score.c - precision and recall against gold, and the confidences of a pack. */
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/progress.h"
#include "command/rules_place.h"
#include "curate/score.h"

#include <stddef.h>

typedef struct {
    const char *texts;
    uint32_t    part, format, color;
    bool        writes;
    text_list   rules;
} settings;

static const option options[] = {
    { '\0', "texts", OPTION_TEXT, "DIR", "where the texts ID.txt lie (default: articles/ beside GOLD, else beside it);\n"
      "records with a key `text` need none", offsetof(settings, texts) },
    { '\0', "part", OPTION_CHOICE, "all|work|held", "held: the quarter of the articles that is counted and never read\n"
      "(the SHA-256 of their id begins with 0 to 3); work: the others", offsetof(settings, part) },
    { '\0', "write-confidence", OPTION_FLAG, NULL, "count on the part held, and write how often each rule is right into\n"
      "confidence.txt of the pack: rules with 10 claims or more", offsetof(settings, writes) },
    { 'f', "format", OPTION_CHOICE, "text|json", "of the tables", offsetof(settings, format) },
    OPTION_RULES(settings),
    OPTION_COLOR(settings),
};

const command_page score_page = {
    .name = "score",
    .summary = "Counts precision and recall against articles marked by hand, and how often each rule is right.",
    .usage = "hearsay score [options] GOLD\n\n"
             "GOLD is JSON Lines in the documents format; of it id, published, and of the attributions source, cue and content are read.",
    .examples = "hearsay score gold.jsonl --part work\n"
                "hearsay score gold.jsonl --rules my-rules --format json\n"
                "hearsay score gold.jsonl --rules my-rules --write-confidence",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  done\n1  the gold or a text of it can't be read\n2  wrong usage\n3  the rules don't compile\n4  confidence.txt can't be written",
    .more = COMMAND_MORE,
};

static int write_confidence(score *s, const hs_rules *rules, const terminal *err)
{
    hs_str path;
    uint32_t written;
    hs_error error = { 0 };
    hs_status status = score_write_confidence(s, rules, &path, &written, &error);
    if (status) {
        terminal_error(err, "%s", error.message);
        return EXIT_OUTPUT;
    }
    fprintf(err->file, "%.*s: %u rules\n", (int)path.len, path.ptr, written);
    return EXIT_DONE;
}

static int count(const settings *s, const gold *g, const hs_rules *rules, const terminal *err)
{
    progress p = { err, "articles", false };
    score result;
    buffer out;
    hs_error error = { 0 };
    int code = EXIT_DONE;
    hs_status status = score_run(&result, rules, g, s->writes ? SCORE_HELD : (score_part)s->part, progress_tell, &p, &error);
    progress_clear(&p);
    buffer_init(&out);
    if (status) {
        terminal_error(err, "%s", error.message);
        code = EXIT_REJECTED;
    } else {
        if (s->format) score_write_json(&result, rules, &out);
        else score_write_text(&result, rules, &out);
        terminal_print(&(terminal){ stdout, false, false }, buffer_view(&out), true);
        if (s->writes) code = write_confidence(&result, rules, err);
    }
    buffer_free(&out);
    score_free(&result);
    return code;
}

static int run(const settings *s, const char *path)
{
    problem_printer printer = { .err = terminal_open(stderr, s->color), .hides_warnings = true };
    hs_rules *rules;
    gold g;
    hs_error error = { 0 };
    int code = rules_place_load(&s->rules, false, &printer, &rules);
    if (code) return code;
    if (gold_read(&g, path, s->texts, &error)) {
        terminal_error(&printer.err, "%s", error.message);
        code = EXIT_REJECTED;
    } else {
        code = count(s, &g, rules, &printer.err);
    }
    gold_free(&g);
    hs_rules_free(rules);
    return exit_worse(code, printer.errors ? EXIT_RULES : EXIT_DONE);
}

int command_score(int argc, char **argv)
{
    settings s = { 0 };
    text_list operands = { 0 };
    int code = EXIT_DONE;
    options_outcome outcome = options_read(&score_page, argc, argv, &s, &operands);
    if (outcome == OPTIONS_WRONG) {
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO && operands.count != 1) {
        fprintf(stderr, "hearsay score: one GOLD is expected\n\n%s\n", score_page.usage);
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO && s.writes && s.part == SCORE_WORK) {
        fputs("hearsay: --write-confidence counts on the part held, never on work\n", stderr);
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO) {
        code = run(&s, operands.items[0]);
    }
    options_free(&score_page, &s, &operands);
    return code;
}
