/* lint.c - the order of the lints, and what they share. */
#include "curate/lint.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

enum { MESSAGE_MOST = 240 };

bool lint_is_asked(const lint *l, const source_file *file)
{
    return check_is_in(l->options->folders, l->options->folder_count, file->path);
}

const rule *lint_next_rule(const lint *l, uint32_t *at)
{
    while (*at < l->rules->rule_count) {
        const rule *r = &l->rules->rules[(*at)++];
        if (r->layer != UINT32_MAX && lint_is_asked(l, &r->file->source)) return r;
    }
    return NULL;
}

void lint_node(lint *l, const char *code, const node *n, const char *help, const char *format, ...)
{
    char message[MESSAGE_MOST];
    va_list args;
    if (!lint_is_asked(l, &n->source->file->source)) return;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    pattern_problem(&l->out, HS_PROBLEM_WARNING, code, n->source, n->where, help, "%s", message);
}

void lint_yaml(lint *l, const char *code, const yaml_file *file, const yaml_node *n, const char *help, const char *format, ...)
{
    char message[MESSAGE_MOST];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    problem_add(&l->out, HS_PROBLEM_WARNING, code, &file->source, n->where, help, "%s", message);
}

/* ---- patterns ---------------------------------------------------------------------------------------------------- */

uint32_t lint_pattern_count(const rule *r, rule_part part)
{
    return part == PART_MATCH ? r->match_count : part == PART_UNLESS ? r->unless_count : r->inside_count;
}

const program *lint_pattern(const lint *l, const rule *r, rule_part part, uint32_t i)
{
    uint32_t first = part == PART_MATCH ? r->first_match : part == PART_UNLESS ? r->first_unless : r->first_inside;
    return l->rules->layers[r->layer].programs[first + i];
}

hs_str lint_layer_name(const lint *l, const rule *r)
{
    return l->rules->layers[r->layer].name;
}

hs_span lint_example_line(const yaml_file *f, const yaml_node *block, uint32_t line)
{
    hs_str bytes = f->source.bytes;
    uint32_t row = block->block_line + line;
    if (row >= f->line_count) return block->where;
    uint32_t from = f->line_starts[row];
    while (from < bytes.len && bytes.ptr[from] == ' ') from++;
    uint32_t to = from;
    while (to < bytes.len && bytes.ptr[to] != '\n' && bytes.ptr[to] != '\r') to++;
    return (hs_span){ from, to };
}

static bool tree_has_role(const node *n, hs_str role)
{
    if (n->kind == NODE_ROLE && str_eq(n->name, role)) return true;
    for (uint32_t i = 0; i < n->kid_count; i++)
        if (tree_has_role(n->kids[i], role)) return true;
    return false;
}

bool lint_has_role(const lint *l, const rule *r, rule_part part, hs_str role)
{
    for (uint32_t i = 0; i < lint_pattern_count(r, part); i++)
        if (tree_has_role(lint_pattern(l, r, part, i)->tree, role)) return true;
    return false;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

hs_status lint_run(const hs_rules *rules, const lint_options *options, check *c, hs_error *error)
{
    lint l = { .rules = rules, .options = options, .memory = &c->memory, .out = { .memory = &c->memory, .notify = check_take, .user = c } };
    lint_names(&l);
    lint_patterns(&l);
    lint_regexes(&l);
    lint_rivals(&l);
    lint_examples(&l);
    hs_status status = lint_triggers(&l, error);
    problems_tell(&l.out);
    return status ? status : c->memory.failed ? error_memory(error) : HS_OK;
}
