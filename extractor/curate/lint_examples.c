/* lint_examples.c - what the examples of a rule can't show: no + among them (H045), lines that can't be read (H048), roles and
 * attributes that the rule has no way to produce (H047). Whether they hold is `hearsay test`'s business. */
#include "curate/lint.h"

#include "curate/notation.h"

typedef struct {
    lint            *l;
    const rule      *r;
    const yaml_node *block;
    uint32_t         line;     /* of the block, from 0 */
} place;

static void tell(const place *p, const char *code, const char *help, const char *what, hs_str name)
{
    problem_add(&p->l->out, HS_PROBLEM_WARNING, code, &p->r->file->source, lint_example_line(p->r->file, p->block, p->line), help, "%s%.*s", what, (int)name.len, name.ptr);
}

/* ---- what can be produced ---------------------------------------------------------------------------------------- */

static bool is_claim_layer(hs_str name) { return str_is(name, "attribution") || str_is(name, "statement"); }

/* The layer's own name marks the whole match. */
static bool can_have_role(const place *p, hs_str role)
{
    hs_str own = lint_layer_name(p->l, p->r);
    bool is_whole = !is_claim_layer(own) && !str_is(own, "class") && str_eq(role, own);
    return is_whole || lint_has_role(p->l, p->r, PART_MATCH, role);
}

static bool sets(const rule *r, hs_str key)
{
    for (uint32_t i = 0; i < r->value_count; i++)
        if (str_eq(r->values[i].key, key)) return true;
    return false;
}

static bool is_one_of(hs_str key, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(key, names[i])) return true;
    return false;
}

static bool can_have_attribute(const place *p, hs_str key)
{
    static const char *const of_claims[] = { "kind", "manner", "act", "side", "commitment", "said", "lemma", "wording", "nested", "speaker" };
    static const char *const of_times[] = { "value", "type", "mod", "anchor" };
    hs_str own = lint_layer_name(p->l, p->r);
    if (is_claim_layer(own)) return is_one_of(key, of_claims, sizeof of_claims / sizeof *of_claims);
    if (str_is(own, "class")) return str_is(key, "class");
    if (str_is(own, "time") && is_one_of(key, of_times, sizeof of_times / sizeof *of_times)) return true;
    return sets(p->r, key);
}

static void lint_line(const place *p, const notation *line)
{
    for (uint32_t i = 0; i < line->mark_count; i++)
        if (!can_have_role(p, line->marks[i].role)) {
            tell(p, "H047", "no pattern of `match` has it", "the rule can't produce the role ", line->marks[i].role);
            return;
        }
    for (uint32_t i = 0; i < line->attribute_count; i++)
        if (!can_have_attribute(p, line->attributes[i].key)) {
            tell(p, "H047", NULL, "the rule can't produce the attribute ", line->attributes[i].key);
            return;
        }
}

/* ---- the lines --------------------------------------------------------------------------------------------------- */

static void lint_block(place *p)
{
    notation_lines lines = { .all = p->block->text };
    bool has_plus = false;
    while (notation_next(&lines)) {
        notation line;
        p->line = lines.number;
        has_plus |= lines.sign == '+';
        if (!lines.sign) tell(p, "H048", "+ - ? @ or #", "an example begins with a sign and a space", STR(""));
        else if (lines.sign == '@') continue;
        else if (!notation_read(&line, p->l->memory, lines.rest)) tell(p, "H048", NULL, line.error, STR(""));
        else if (lines.sign != '-') lint_line(p, &line);
        else if (line.mark_count) tell(p, "H048", "a - finds nothing, so it marks nothing", "a - example with roles", STR(""));
    }
    if (has_plus) return;
    lint_yaml(p->l, "H045", p->r->file, yaml_get(p->r->node, "id"), "a + shows what the rule is for", "rule %.*s has no + example",
              (int)p->r->id.len, p->r->id.ptr);
}

void lint_examples(lint *l)
{
    uint32_t at = 0;
    const rule *r;
    while ((r = lint_next_rule(l, &at)) != NULL) {
        place p = { .l = l, .r = r, .block = yaml_get(r->node, "examples") };
        if (p.block && p.block->kind == YAML_SCALAR) lint_block(&p);
    }
}
