/* check.c - everything that is wrong with a pack, at once. */
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/rules_place.h"
#include "curate/census.h"

#include <stddef.h>

typedef struct {
    text_list rules;
    bool      strict;
    uint32_t  color;
} settings;

static const option options[] = {
    OPTION_RULES(settings),
    { '\0', "strict", OPTION_FLAG, NULL, "warnings count as errors", offsetof(settings, strict) },
    OPTION_COLOR(settings),
};

const command_page check_page = {
    .name = "check",
    .summary = "Checks rule packs: syntax, names, patterns that can't match, missing examples.",
    .usage = "hearsay check [options] [DIR...]\n\n"
             "DIR is a pack, as with --rules. Every problem is shown with its place.",
    .examples = "hearsay check\n"
                "hearsay check rules/en --strict\n"
                "hearsay check my-rules",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  no errors\n"
             "2  wrong usage\n"
             "3  errors; with --strict also warnings",
    .more = COMMAND_MORE,
};

static int run(const settings *s, const text_list *operands)
{
    problem_printer printer = { .err = terminal_open(stderr, s->color) };
    hs_rules *rules = NULL;
    const text_list *packs = operands->count ? operands : &s->rules;
    int code = rules_place_load(packs, false, &printer, &rules);
    census n = { 0 };
    if (rules) n = census_take(rules);
    hs_rules_free(rules);
    printf("%u rules, %u lexicons, %u errors, %u warnings\n", n.rules, n.lexicons, printer.errors, printer.warnings);
    bool is_wrong = printer.errors || (s->strict && printer.warnings);
    return is_wrong ? EXIT_RULES : code;
}

int command_check(int argc, char **argv)
{
    settings s = { 0 };
    text_list operands = { 0 };
    options_outcome outcome = options_read(&check_page, argc, argv, &s, &operands);
    int code = outcome == OPTIONS_GO ? run(&s, &operands) : outcome == OPTIONS_HELPED ? EXIT_DONE : EXIT_USAGE;
    if (outcome == OPTIONS_GO && operands.count && s.rules.count) {
        fputs("hearsay: packs are given as operands or with --rules, not both\n", stderr);
        code = EXIT_USAGE;
    }
    options_free(&check_page, &s, &operands);
    return code;
}
