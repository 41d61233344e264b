/* extract.c - the main job: options become a batch_job; what happens to it is told on stderr. */
#include "batch/batch.h"
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/rules_place.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    uint32_t    format, input, threads, max_article, manners, kinds, times, date_order, color;
    const char *out_dir, *out_file, *published, *manifest, *encoding;
    const char *text_field, *id_field, *published_field, *url_field, *title_field;
    double      min_confidence;
    bool        with_text, no_triggers, strict, quiet;
    text_list   rules;
} settings;

static const option options[] = {
    { 'f', "format", OPTION_CHOICE, "xml|documents|jsonl", "xml: stand-off XML, described by hearsay.rng (default)\n"
      "documents: JSON Lines, one article a line\njsonl: JSON Lines, one claim a line, flat", offsetof(settings, format) },
    { 'o', "output", OPTION_TEXT, "DIR", "a file per article below DIR, and rejects.jsonl", offsetof(settings, out_dir) },
    { 'O', "output-file", OPTION_TEXT, "FILE", "all into FILE, which appears whole or not at all", offsetof(settings, out_file) },
    { 'j', "threads", OPTION_COUNT, "N", "threads (default: as many as there are cores);\nthe output doesn't depend on it",
      offsetof(settings, threads) },
    { '\0', "published", OPTION_TEXT, "DATE", "publication date of articles that have none of their own", offsetof(settings, published) },
    { '\0', "manifest", OPTION_TEXT, "FILE", "CSV with a header, or JSON Lines: path, id, published, url, title;\n"
      "without PATH it is the list of what is read", offsetof(settings, manifest) },
    { '\0', "input", OPTION_CHOICE, "auto|text|jsonl", "what is read (auto: by the file's name, stdin by its first byte)",
      offsetof(settings, input) },
    { '\0', "encoding", OPTION_TEXT, "NAME", "utf-8, utf-16le, utf-16be or windows-1252 (default: found out)",
      offsetof(settings, encoding) },
    { '\0', "text-field", OPTION_TEXT, "KEY", "key of a record that holds the text (default: text)", offsetof(settings, text_field) },
    { '\0', "id-field", OPTION_TEXT, "KEY", "... its id (default: id)", offsetof(settings, id_field) },
    { '\0', "published-field", OPTION_TEXT, "KEY", "... its date (default: published)", offsetof(settings, published_field) },
    { '\0', "url-field", OPTION_TEXT, "KEY", "... its address (default: url)", offsetof(settings, url_field) },
    { '\0', "title-field", OPTION_TEXT, "KEY", "... its title (default: title)", offsetof(settings, title_field) },
    { '\0', "max-article", OPTION_SIZE, "SIZE", "larger articles are rejected (default: 8M)", offsetof(settings, max_article) },
    { '\0', "manner", OPTION_CHOICES, "none|said|wrote|thought|felt|shows|does", "keep these only, as in --manner said,wrote",
      offsetof(settings, manners) },
    { '\0', "kind", OPTION_CHOICES, "direct|mixed|indirect|statement", "keep these only, as in --kind direct,mixed",
      offsetof(settings, kinds) },
    { '\0', "min-confidence", OPTION_SHARE, "P", "leave out claims of rules with a lower measured precision",
      offsetof(settings, min_confidence) },
    { '\0', "times", OPTION_CHOICE, "news|narrative", "what dates such as 'last year' or 'in May' lean on:\nnews: the day of publication (default)\n"
      "narrative: the dates told before; for histories", offsetof(settings, times) },
    { '\0', "date-order", OPTION_CHOICE, "mdy|dmy", "what 9/10/2015 means (default: mdy, month first)", offsetof(settings, date_order) },
    { '\0', "with-text", OPTION_FLAG, NULL, "documents: add the text", offsetof(settings, with_text) },
    OPTION_RULES(settings),
    { '\0', "strict", OPTION_FLAG, NULL, "do nothing if any rule doesn't compile", offsetof(settings, strict) },
    { '\0', "no-triggers", OPTION_FLAG, NULL, "run every rule everywhere: slow, the same output; for tests of the engine",
      offsetof(settings, no_triggers) },
    { 'q', "quiet", OPTION_FLAG, NULL, "no summary, no progress; errors and warnings are still told", offsetof(settings, quiet) },
    OPTION_COLOR(settings),
};

const command_page extract_page = {
    .name = "extract",
    .summary = "Finds who said what, when, and where they stand in news articles.",
    .usage = "hearsay extract [options] [PATH...|-]\n\n"
             "PATH is a file, a folder, or - for standard input (the default in a pipe).",
    .examples = "hearsay extract articles/ -o out/\n"
                "hearsay extract news.jsonl --format documents > out.jsonl\n"
                "hearsay extract news.jsonl --format jsonl --manner said,wrote --kind direct\n"
                "echo 'The mayor denied it on Tuesday.' | hearsay extract --published 2026-03-12",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  done, also when nothing was found\n"
             "1  some input was rejected, and the rest was done\n"
             "2  wrong usage\n"
             "3  the rules don't compile (with --strict: not all of them)\n"
             "4  output can't be written",
    .more = COMMAND_MORE,
};

/* ---- telling ---------------------------------------------------------------------------------------------------- */

typedef struct {
    terminal err;
    bool     has_progress;   /* a line of progress stands on the terminal */
} teller;

static void clear_progress(teller *t)
{
    if (t->has_progress) fputs("\r\033[K", t->err.file);
    t->has_progress = false;
}

static void tell_place(teller *t, const char *uri, uint64_t record, uint64_t line, uint32_t column)
{
    terminal_style(&t->err, STYLE_STRONG);
    terminal_print(&t->err, from_text(strcmp(uri, "-") ? uri : "stdin"), false);
    if (line) fprintf(t->err.file, ":%llu", (unsigned long long)line);
    if (line && column) fprintf(t->err.file, ":%u", column);
    if (record && !line) fprintf(t->err.file, ": record %llu", (unsigned long long)record);
    fputs(": ", t->err.file);
}

static void tell_reject(void *user, const batch_reject *reject)
{
    teller *t = user;
    clear_progress(t);
    tell_place(t, reject->uri, reject->record, reject->line, reject->column);
    terminal_style(&t->err, STYLE_ERROR);
    fputs("rejected", t->err.file);
    terminal_style(&t->err, STYLE_PLAIN);
    fputs(": ", t->err.file);
    terminal_print(&t->err, from_text(reject->reason), false);
    fputc('\n', t->err.file);
}

static void tell_warning(void *user, const char *uri, hs_str id, uint64_t record, hs_str warning)
{
    teller *t = user;
    (void)id;
    clear_progress(t);
    tell_place(t, uri, record, 0, 0);
    terminal_style(&t->err, STYLE_WARNING);
    fputs("warning", t->err.file);
    terminal_style(&t->err, STYLE_PLAIN);
    fputs(": ", t->err.file);
    terminal_print(&t->err, warning, false);
    fputc('\n', t->err.file);
}

static unsigned long long claims_of(const batch_summary *s)
{
    return (unsigned long long)(s->claims[0] + s->claims[1] + s->claims[2] + s->claims[3]);
}

static void tell_progress(void *user, const batch_summary *s)
{
    teller *t = user;
    fprintf(t->err.file, "\r\033[K%llu articles, %llu claims, %llu rejected", (unsigned long long)s->articles, claims_of(s),
            (unsigned long long)s->rejected);
    fflush(t->err.file);
    t->has_progress = true;
}

static void tell_summary(teller *t, const batch_summary *s)
{
    static const char *const kinds[] = { "direct", "mixed", "indirect", "statements" };
    fprintf(t->err.file, "%llu article%s, %llu claim%s", (unsigned long long)s->articles, s->articles == 1 ? "" : "s", claims_of(s),
            claims_of(s) == 1 ? "" : "s");
    for (int i = 0, shown = 0; i < 4; i++) {
        if (!s->claims[i]) continue;
        fprintf(t->err.file, "%s%llu %s", shown++ ? ", " : " (", (unsigned long long)s->claims[i], kinds[i]);
    }
    if (claims_of(s)) fputc(')', t->err.file);
    fprintf(t->err.file, ", %llu rejected", (unsigned long long)s->rejected);
    if (s->skipped) fprintf(t->err.file, ", %llu files of other kinds passed over", (unsigned long long)s->skipped);
    fputc('\n', t->err.file);
}

/* ---- running ---------------------------------------------------------------------------------------------------- */

static hs_options options_of(const settings *s)
{
    hs_options o = { .max_article = s->max_article, .manners = s->manners, .kinds = s->kinds, .min_confidence = s->min_confidence,
                     .no_triggers = s->no_triggers, .times = (hs_times)s->times,
                     .date_order = (hs_date_order)s->date_order };
    if (s->encoding) o.encoding = from_text(s->encoding);
    return o;
}

static batch_job job_of(const settings *s, const text_list *paths, teller *t)
{
    batch_job job = { .paths = paths->items, .path_count = paths->count, .manifest = s->manifest, .input = (batch_input)s->input,
                      .published = s->published, .format = (hs_format)s->format, .out_file = s->out_file, .out_dir = s->out_dir,
                      .threads = s->threads };
    job.fields = (batch_fields){ s->text_field, s->id_field, s->published_field, s->url_field, s->title_field };
    job.write_flags = s->with_text ? HS_WRITE_WITH_TEXT : 0;
    job.callbacks = (batch_callbacks){ tell_reject, tell_warning, NULL, t };
    if (t->err.is_terminal && !s->quiet) job.callbacks.on_progress = tell_progress;
    return job;
}

static int exit_of(hs_status status, const batch_summary *summary)
{
    switch (status) {
    case HS_OK: return summary->rejected ? EXIT_REJECTED : EXIT_DONE;
    case HS_ERR_USAGE: return EXIT_USAGE;
    case HS_ERR_IO: return EXIT_OUTPUT;
    default: return EXIT_REJECTED;
    }
}

static int run(const settings *s, const text_list *paths)
{
    teller t = { .err = terminal_open(stderr, s->color) };
    problem_printer printer = { .err = t.err, .hides_warnings = true };
    hs_rules *rules;
    int code = rules_place_load(&s->rules, s->strict, &printer, &rules);
    if (code) return code;
    hs_options how = options_of(s);
    batch_job job = job_of(s, paths, &t);
    batch_summary summary;
    hs_error error = { 0 };
    job.rules = rules;
    job.options = &how;
    hs_status status = batch_run(&job, &summary, &error);
    clear_progress(&t);
    if (status) terminal_error(&t.err, "%s", error.message);
    else if (!s->quiet && (t.err.is_terminal || summary.rejected)) tell_summary(&t, &summary);
    hs_rules_free(rules);
    return exit_of(status, &summary);
}

/* Without a path: standard input, unless somebody sits there. */
static int run_default(const settings *s, text_list *paths)
{
    const char *standard_input = "-";
    const text_list piped = { &standard_input, 1 };
    if (paths->count || s->manifest) return run(s, paths);
    if (!isatty(STDIN_FILENO)) return run(s, &piped);
    fprintf(stderr, "hearsay extract: no article is given\n\n%s\n\nhearsay extract --help shows examples and all options.\n",
            extract_page.usage);
    return EXIT_USAGE;
}

int command_extract(int argc, char **argv)
{
    settings s = { 0 };
    text_list paths = { 0 };
    int code = EXIT_DONE;
    options_outcome outcome = options_read(&extract_page, argc, argv, &s, &paths);
    if (outcome == OPTIONS_WRONG) code = EXIT_USAGE;
    if (outcome == OPTIONS_GO && s.out_dir && s.out_file) {
        fputs("hearsay: --output and --output-file exclude each other\n", stderr);
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO) {
        code = run_default(&s, &paths);
    }
    options_free(&extract_page, &s, &paths);
    return code;
}
