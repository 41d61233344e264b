/* examples.c - walks over the rules and their lines; what a line means is trial.c's business. */
#include "curate/examples.h"

#include "base/error.h"
#include "curate/trial.h"

typedef struct {
    const struct hs_rules *rules;
    example_problem_fn     on_problem;
    void                  *user;
    example_counts        *counts;
    buffer                 details;
    hs_str                 published;
    const rule            *rule;      /* whose lines are run */
    uint32_t               index;
    uint32_t               line;      /* of the file         */
    hs_str                 source;
} examples;

static void tell(examples *x, bool is_gap, const char *what)
{
    if (is_gap) x->counts->gaps_closed++;
    else x->counts->failed++;
    example_problem problem = { .file = x->rule->file->source.path, .line = x->line, .rule = x->rule->id, .is_gap = is_gap, .what = what,
                                .source = x->source, .details = buffer_view(&x->details) };
    if (x->on_problem) x->on_problem(x->user, &problem);
}

static void judge(examples *x, char sign, trial *t)
{
    bool holds = sign == '-' ? trial_count(t) == 0 : trial_holds(t);
    if (sign != '?' && !holds) trial_write_instead(t);
    if (sign == '+') x->counts->plus_passed += holds;
    if (sign == '-') x->counts->minus_passed += holds;
    if (sign == '+' && !holds) tell(x, false, t->what);
    if (sign == '-' && !holds) tell(x, false, "this rule must find nothing here");
    if (sign == '?' && holds) tell(x, true, "this gap is closed: make it a +");
}

static hs_status run_line(examples *x, char sign, const notation *line, arena *memory, hs_error *error)
{
    hs_document *doc;
    hs_error why = { 0 };
    hs_article article = { .bytes = line->text, .id = STR("example"), .published = x->published, .published_from = STR("option") };
    hs_status status = document_trace(x->rules, &article, NULL, &doc, &why);
    if (status == HS_ERR_MEMORY) return error_memory(error);
    if (status) {
        tell(x, false, why.message);
        return HS_OK;
    }
    trial t = { .at = { doc, line, 0, memory }, .rule = x->rule, .index = x->index, .details = &x->details };
    judge(x, sign, &t);
    hs_document_free(doc);
    return memory->failed ? error_memory(error) : HS_OK;
}

static hs_status take_line(examples *x, const notation_lines *lines, hs_error *error)
{
    buffer_clear(&x->details);
    x->source = lines->whole;
    if (lines->sign == '@') {
        x->published = lines->rest;
        return HS_OK;
    }
    x->counts->plus += lines->sign == '+';
    x->counts->minus += lines->sign == '-';
    x->counts->gaps += lines->sign == '?';
    if (!lines->sign) {
        tell(x, false, "an example begins with + - ? @ or #, and a space");
        return HS_OK;
    }
    arena memory;
    arena_init(&memory);
    notation line;
    hs_status status = HS_OK;
    if (notation_read(&line, &memory, lines->rest)) status = run_line(x, lines->sign, &line, &memory, error);
    else tell(x, false, line.error);
    arena_free(&memory);
    return status;
}

static hs_status run_rule(examples *x, hs_error *error)
{
    const yaml_node *block = yaml_get(x->rule->node, "examples");
    uint32_t plus_before = x->counts->plus;
    hs_status status = HS_OK;
    x->published = STR("");
    if (block && block->kind == YAML_SCALAR) {
        notation_lines lines = { .all = block->text };
        while (!status && notation_next(&lines)) {
            x->line = block->block_line + 1 + lines.number;
            status = take_line(x, &lines, error);
        }
    }
    x->counts->rules++;
    x->counts->without += x->counts->plus == plus_before;
    return status;
}

hs_status examples_run(const hs_rules *rules, hs_str only, example_problem_fn on_problem, void *user, example_counts *counts,
                       hs_error *error)
{
    *counts = (example_counts){ 0 };
    examples x = { .rules = rules, .on_problem = on_problem, .user = user, .counts = counts };
    hs_status status = HS_OK;
    buffer_init(&x.details);
    for (uint32_t i = 0; i < rules->rule_count && !status; i++) {
        x.rule = &rules->rules[i];
        x.index = i;
        if (x.rule->layer == UINT32_MAX || (only.len && !str_eq(only, x.rule->id))) continue;
        status = run_rule(&x, error);
    }
    if (!status && x.details.failed) status = error_memory(error);
    buffer_free(&x.details);
    if (!status && only.len && !counts->rules)
        status = error_set(error, HS_ERR_USAGE, "no rule '%.*s' in the pack", (int)only.len, only.ptr);
    return status;
}
