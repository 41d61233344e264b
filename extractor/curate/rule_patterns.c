/* rule_patterns.c - see rule_patterns.h. */
#include "curate/rule_patterns.h"

enum { PARTS_MOST = 400 };

static bool read_block(pattern_list *out, atoms *a, const rule *r, const char *key)
{
    arena *memory = atoms_memory(a);
    const yaml_node *n = yaml_get(r->node, key);
    problems unheard = { .memory = memory };
    pattern_part parts[PARTS_MOST];
    if (!n || n->kind != YAML_SCALAR) return true;
    pattern_source *source = arena_alloc(memory, sizeof *source);
    uint32_t count = pattern_parts(n->text, parts, PARTS_MOST);
    out->items = arena_alloc(memory, (count + 1) * sizeof *out->items);
    if (!source || !out->items) return false;
    *source = (pattern_source){ r->file, n };
    for (uint32_t i = 0; i < count; i++) {
        node *tree = atoms_parse(a, source, parts[i].from, parts[i].to, &unheard);
        if (!tree || !reference_make(&out->items[out->count], memory, tree)) return false;
        out->count++;
    }
    return true;
}

bool rule_patterns_read(rule_patterns *out, atoms *a, const struct hs_rules *rules, uint32_t index)
{
    *out = (rule_patterns){ .rule = &rules->rules[index], .index = index };
    if (out->rule->layer == UINT32_MAX) return false;
    return read_block(&out->match, a, out->rule, "match") && read_block(&out->unless, a, out->rule, "unless") &&
           read_block(&out->inside, a, out->rule, "unless_inside");
}

token_range pattern_tokens(const stretch *st, uint32_t start, uint32_t end)
{
    return (token_range){ st->letters[start].tokens.first, st->letters[end - 1].tokens.last };
}

static bool in_content(const struct hs_rules *rules, const match *m, uint32_t token_index)
{
    for (uint32_t i = 0; i < m->role_count; i++)
        if (m->roles[i].role == rules->role_content && m->roles[i].range.first <= token_index && token_index < m->roles[i].range.last) return true;
    return false;
}

bool pattern_touches(const struct hs_rules *rules, const match *m, token_range r, bool is_inside)
{
    uint32_t first = r.first > m->range.first ? r.first : m->range.first, last = r.last < m->range.last ? r.last : m->range.last;
    for (uint32_t t = first; t < last; t++)
        if (in_content(rules, m, t) == is_inside) return true;
    return false;
}

uint32_t pattern_stopper(const pattern_list *list, const struct hs_rules *rules, const match *m, const atom_place *place, bool is_inside,
                         arena *memory, token_range *took)
{
    for (uint32_t i = 0; i < list->count; i++) {
        reference_run run;
        reference_match got;
        reference_begin(&run, &list->items[i], place, memory);
        for (uint32_t at = 0; at < place->st->count; at++) {
            if (reference_match_at(&run, at, &got) != REFERENCE_YES) continue;
            *took = pattern_tokens(place->st, at, got.end);
            if (pattern_touches(rules, m, *took, is_inside)) return i;
        }
    }
    return UINT32_MAX;
}
