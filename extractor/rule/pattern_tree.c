/* pattern_tree.c - a parsed pattern's tree: its copy, and what can be told from its shape. Knows nothing of how it was written. */
#include "rule/pattern.h"

node *pattern_copy(arena *memory, node *n)
{
    node *copy = arena_alloc(memory, sizeof *copy);
    if (!copy) return NULL;
    *copy = *n;
    copy->test = copy->inside = 0;
    copy->is_dead = false;
    copy->origin = n->origin ? n->origin : n;
    if (!n->kid_count || n->kind == NODE_BRACKET) return copy;
    copy->kid_cap = n->kid_count;
    copy->kids = arena_alloc(memory, n->kid_count * sizeof *copy->kids);
    for (uint32_t i = 0; copy->kids && i < n->kid_count; i++) {
        copy->kids[i] = pattern_copy(memory, n->kids[i]);
        if (!copy->kids[i]) return NULL;
    }
    return copy->kids ? copy : NULL;
}

uint32_t pattern_groups(const node *n)
{
    uint32_t sum = n->kind == NODE_GAP || n->kind == NODE_ROLE;
    for (uint32_t i = 0; n->kind != NODE_BRACKET && i < n->kid_count; i++) sum += pattern_groups(n->kids[i]);
    return sum;
}

bool pattern_can_be_empty(const node *n)
{
    switch (n->kind) {
    case NODE_EDGE: case NODE_GAP: return true;
    case NODE_REPEAT: return n->min == 0 || pattern_can_be_empty(n->kids[0]);
    case NODE_ROLE: return pattern_can_be_empty(n->kids[0]);
    case NODE_SEQ:
        for (uint32_t i = 0; i < n->kid_count; i++)
            if (!pattern_can_be_empty(n->kids[i])) return false;
        return true;
    case NODE_ALT:
        for (uint32_t i = 0; i < n->kid_count; i++)
            if (pattern_can_be_empty(n->kids[i])) return true;
        return false;
    default: return false;
    }
}
