/* cover.c - what of a pack a corpus touches, and what it costs. */
#include "command/articles.h"
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/rules_place.h"
#include "curate/coverage_write.h"

#include <stddef.h>
#include <unistd.h>

typedef struct {
    const char *rule, *layer, *lexicon, *published;
    uint32_t    top, format, color;
    bool        cost;
    text_list   rules;
} settings;

static const option options[] = {
    { '\0', "rule", OPTION_TEXT, "ID", "only this rule: each of its patterns, alternatives, optional elements, `unless`", offsetof(settings, rule) },
    { '\0', "layer", OPTION_TEXT, "NAME", "only rules of this layer", offsetof(settings, layer) },
    { '\0', "list", OPTION_TEXT, "NAME", "every entry of this word list, with how often it was matched", offsetof(settings, lexicon) },
    { '\0', "cost", OPTION_FLAG, NULL, "what each rule costs a plain matcher: stretches in which it begins, matches, wins,\n"
      "steps, time, and the place with the most steps", offsetof(settings, cost) },
    { '\0', "top", OPTION_COUNT, "N", "cue-like words shown (default: 20)", offsetof(settings, top) },
    { 'f', "format", OPTION_CHOICE, "text|json", "json has all of it", offsetof(settings, format) },
    { '\0', "published", OPTION_TEXT, "DATE", "publication date of articles that have none of their own", offsetof(settings, published) },
    OPTION_RULES(settings),
    OPTION_COLOR(settings),
};

const command_page cover_page = {
    .name = "cover",
    .summary = "Shows which rules, and which parts of them, articles ever touch, and which words look like cues.",
    .usage = "hearsay cover [options] [PATH...|-]\n\n"
             "PATH is a file, a folder, or - for standard input. A hit is a match, a win one that became something; stopped are those\n"
             "that an `unless` stopped.",
    .examples = "hearsay cover articles/ --layer attribution\n"
                "hearsay cover articles/ --rule that\n"
                "hearsay cover articles/ --list cue-verbs\n"
                "hearsay cover articles/ --cost",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  done\n1  some article was rejected\n2  wrong usage\n3  the rules don't compile",
    .more = COMMAND_MORE,
};

static hs_status take(void *user, const hs_article *article, hs_error *error)
{
    return coverage_article(user, article, error);
}

static void show(const settings *s, coverage *c)
{
    coverage_view v = { .top = s->top ? s->top : 20 };
    buffer out;
    if (s->rule) v.rule = from_text(s->rule);
    if (s->layer) v.layer = from_text(s->layer);
    if (s->lexicon) v.lexicon = from_text(s->lexicon);
    buffer_init(&out);
    if (s->format) coverage_write_json(c, &v, &out);
    else if (s->cost) coverage_write_cost(c, &v, &out);
    else coverage_write_text(c, &v, &out);
    terminal_print(&(terminal){ stdout, false, false }, buffer_view(&out), true);
    buffer_free(&out);
}

static int run(const settings *s, const text_list *paths)
{
    problem_printer printer = { .err = terminal_open(stderr, s->color), .hides_warnings = true };
    hs_rules *rules;
    coverage c;
    hs_error error = { 0 };
    int code = rules_place_load(&s->rules, false, &printer, &rules);
    if (code) return code;
    if (!coverage_open(&c, rules, s->cost, &error)) {
        code = !coverage_knows(&c, s->rule, s->layer, &error) ? EXIT_USAGE : articles_each(&(articles_from){ paths, s->published, s->color }, rules, take, &c);
        if (code <= EXIT_REJECTED) show(s, &c);
    } else {
        code = EXIT_REJECTED;
    }
    if (*error.message) terminal_error(&printer.err, "%s", error.message);
    coverage_close(&c);
    hs_rules_free(rules);
    return code;
}

int command_cover(int argc, char **argv)
{
    settings s = { 0 };
    text_list paths = { 0 };
    const char *standard_input = "-";
    const text_list piped = { &standard_input, 1 };
    int code = EXIT_DONE;
    options_outcome outcome = options_read(&cover_page, argc, argv, &s, &paths);
    if (outcome == OPTIONS_WRONG) {
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO && !paths.count && isatty(STDIN_FILENO)) {
        fprintf(stderr, "hearsay cover: no article is given\n\n%s\n", cover_page.usage);
        code = EXIT_USAGE;
    } else if (outcome == OPTIONS_GO) {
        code = run(&s, paths.count ? &paths : &piped);
    }
    options_free(&cover_page, &s, &paths);
    return code;
}
