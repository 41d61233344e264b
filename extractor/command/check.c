/* check.c - everything that is wrong with a pack, at once: what loading says, and lint. */
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/rules_place.h"
#include "batch/source.h"
#include "batch/walk.h"
#include "curate/census.h"
#include "curate/layout.h"
#include "curate/lint.h"

#include <stddef.h>
#include <string.h>

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF };

typedef struct {
    text_list rules, corpus;
    bool      strict, fix;
    uint32_t  format, color;
} settings;

static const option options[] = {
    { '\0', "strict", OPTION_FLAG, NULL, "warnings count as errors", offsetof(settings, strict) },
    { '\0', "fix", OPTION_FLAG, NULL, "lay out the files of the packs first (indents, order of keys, empty lines);\n"
      "what they say stays the same", offsetof(settings, fix) },
    { 'f', "format", OPTION_CHOICE, "text|json|sarif", "how problems are written: for people on stderr, else on stdout",
      offsetof(settings, format) },
    { '\0', "corpus", OPTION_LIST, "PATH", "articles in which triggers are counted (file, folder, JSON Lines), instead of the\n"
      "examples of the pack; may be given several times", offsetof(settings, corpus) },
    OPTION_RULES(settings),
    OPTION_COLOR(settings),
};

const command_page check_page = {
    .name = "check",
    .summary = "Checks rule packs: mistakes, and what loads but can't be meant.",
    .usage = "hearsay check [options] [DIR...]\n\n"
             "DIR is a pack, as with --rules. Every problem is shown with its place. A comment in the pack answers a warning:\n"
             "# ignore H041: why it is right here",
    .examples = "hearsay check\n"
                "hearsay check rules/en --strict\n"
                "hearsay check my-rules --corpus articles/\n"
                "hearsay check my-rules --fix\n"
                "hearsay check my-rules --format sarif > check.sarif",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  no errors\n"
             "2  wrong usage\n"
             "3  errors; with --strict also warnings\n"
             "4  a file can't be written (--fix)",
    .more = COMMAND_MORE " docs/rules.md lists the codes.",
};

/* ---- articles ---------------------------------------------------------------------------------------------------- */

typedef struct { source in; uint32_t rejected; } sample;

static bool next_article(void *user, hs_article *article)
{
    sample *s = user;
    source_item item;
    while (source_next(&s->in, &item)) {
        s->rejected += item.is_reject;
        if (item.is_reject) continue;
        *article = item.article;
        return true;
    }
    return false;
}

static hs_status run_lint(const settings *s, const packs_given *packs, const hs_rules *rules, check *c, hs_error *error)
{
    lint_options how = { .folders = packs_items(packs), .folder_count = packs_count(packs) };
    batch_job job = { .paths = s->corpus.items, .path_count = s->corpus.count };
    work_list list = { 0 };
    sample articles = { .rejected = 0 };
    if (!s->corpus.count) return lint_run(rules, &how, c, error);
    hs_status status = work_list_make(&list, &job, error);
    if (status) return status;
    source_open(&articles.in, &job, &list);
    how.next_article = next_article;
    how.user = &articles;
    status = lint_run(rules, &how, c, error);
    source_close(&articles.in);
    work_list_free(&list);
    return status;
}

/* ---- layout ------------------------------------------------------------------------------------------------------ */

static bool is_of_pack(const char *path)
{
    size_t n = strlen(path);
    bool is_list = n > 4 && strcmp(path + n - 4, ".txt") == 0 && strstr(path, "/lexicons/");
    return is_list || (n > 5 && strcmp(path + n - 5, ".yaml") == 0);
}

static bool fix_folder(const char *folder, const terminal *err, uint32_t *changed)
{
    walk_result found;
    bool ok = walk_folder(&found, folder, true, NULL);
    for (size_t i = 0; ok && i < found.count; i++) {
        layout_outcome outcome = LAYOUT_SAME;
        hs_error error;
        if (found.errors[i] || !is_of_pack(found.paths[i])) continue;
        if (layout_file(found.paths[i], &outcome, &error)) {
            terminal_error(err, "%s", error.message);
            ok = false;
        }
        if (outcome == LAYOUT_LEFT) terminal_error(err, "%s is left as it is: it has mistakes, or maps in one line", found.paths[i]);
        *changed += outcome == LAYOUT_CHANGED;
    }
    walk_free(&found);
    return ok;
}

static bool fix(const packs_given *packs, uint32_t color)
{
    const terminal err = terminal_open(stderr, color);
    uint32_t changed = 0;
    bool ok = true;
    for (size_t i = 0; i < packs_count(packs); i++) ok = fix_folder(packs_items(packs)[i], &err, &changed) && ok;
    fprintf(stderr, "hearsay: %u files laid out\n", changed);
    return ok;
}

/* ---- telling ----------------------------------------------------------------------------------------------------- */

static void print_text(const settings *s, const check *c, census n)
{
    problem_printer printer = { .err = terminal_open(stderr, s->color) };
    for (uint32_t i = 0; i < c->count; i++)
        if (!c->items[i].reason.len) problem_print(&printer, &c->items[i].problem);
    printf("%u rules, %u lexicons, %u errors, %u warnings", n.rules, n.lexicons, c->errors, c->warnings);
    if (c->ignored) printf(", %u ignored", c->ignored);
    fputc('\n', stdout);
}

static bool print_machine(const settings *s, const check *c, census n)
{
    buffer out;
    buffer_init(&out);
    if (s->format == FORMAT_JSON) check_write_json(c, (check_totals){ n.rules, n.lexicons }, &out);
    else check_write_sarif(c, &out);
    bool ok = !out.failed;
    if (ok) fwrite(out.data, 1, out.len, stdout);
    buffer_free(&out);
    return ok;
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static int judge(const settings *s, const packs_given *packs, check *c)
{
    const terminal err = terminal_open(stderr, s->color);
    hs_load_options how = { .on_problem = check_take, .user = c };
    hs_rules *rules = NULL;
    hs_error error = { 0 };
    census n = { 0 };
    hs_status loaded = rules_place_read(packs, &how, &rules, &error), status = HS_OK;
    if (loaded && !(loaded == HS_ERR_SYNTAX && c->count)) terminal_error(&err, "%s", error.message);
    if (rules && !hs_rules_count(rules)) rules_place_tell_empty(packs, &err);
    if (rules) {
        n = census_take(rules);
        status = run_lint(s, packs, rules, c, &error);
    }
    if (!status) status = check_finish(c, rules, packs_items(packs), packs_count(packs), &error);
    hs_rules_free(rules);
    if (!status && s->format == FORMAT_TEXT) print_text(s, c, n);
    else if (!status && !print_machine(s, c, n)) status = HS_ERR_MEMORY;
    if (status) terminal_error(&err, "%s", error.message);
    bool is_wrong = loaded || status || !n.rules || c->errors || (s->strict && c->warnings);
    return is_wrong ? EXIT_RULES : EXIT_DONE;
}

static int run(const settings *s, const text_list *operands)
{
    packs_given packs = rules_place_packs(operands->count ? operands : &s->rules);
    bool is_written = !s->fix || fix(&packs, s->color);
    check c;
    check_begin(&c);
    int code = judge(s, &packs, &c);
    check_end(&c);
    return exit_worse(code, is_written ? EXIT_DONE : EXIT_OUTPUT);
}

/* The standard pack is laid out only if it is named. */
static bool is_sensible(const settings *s, const text_list *operands)
{
    const char *wrong = NULL;
    if (operands->count && s->rules.count) wrong = "packs are given as operands or with --rules, not both";
    if (s->fix && !operands->count && !s->rules.count) wrong = "--fix needs the packs to be laid out";
    if (wrong) fprintf(stderr, "hearsay: %s (hearsay check --help shows all options)\n", wrong);
    return !wrong;
}

int command_check(int argc, char **argv)
{
    settings s = { 0 };
    text_list operands = { 0 };
    options_outcome outcome = options_read(&check_page, argc, argv, &s, &operands);
    int code = EXIT_DONE;
    if (outcome == OPTIONS_WRONG || (outcome == OPTIONS_GO && !is_sensible(&s, &operands))) code = EXIT_USAGE;
    else if (outcome == OPTIONS_GO) code = run(&s, &operands);
    options_free(&check_page, &s, &operands);
    return code;
}
