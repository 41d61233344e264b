/* compile_needs.c - what must occur in a stretch for a pattern to match at all.
 *
 *   {source: @np} {cue: %say} (that | whether)      {an np begins} {%say} {that, whether}
 *
 * Of a sequence every element's set, of alternatives the union of one set of each branch, of what is optional or negated
 * nothing. One column of each set must occur; the set guessed to be the rarest is the trigger. */
#include "rule/compile.h"

enum { NEEDS_MOST = 8 };

typedef struct { column_set sets[NEEDS_MOST]; uint32_t count; } needs;

/* Keeps the sets sorted, the rarest first. */
static void add_need(needs *to, column_set set)
{
    uint32_t at = to->count;
    while (at > 0 && to->sets[at - 1].weight > set.weight) at--;
    if (at == NEEDS_MOST || !set.count) return;
    uint32_t last = to->count < NEEDS_MOST ? to->count++ : NEEDS_MOST - 1;
    for (uint32_t i = last; i > at; i--) to->sets[i] = to->sets[i - 1];
    to->sets[at] = set;
}

static void derive(compiler *c, const program *p, const node *n, needs *out);

static void derive_alternatives(compiler *c, const program *p, const node *n, needs *out)
{
    column_set all = { 0 };
    for (uint32_t i = 0; i < n->kid_count; i++) {
        needs branch = { .count = 0 };
        if (n->kids[i]->is_dead) continue;
        derive(c, p, n->kids[i], &branch);
        if (!branch.count) return;
        all = all.count ? column_set_either(&c->rules->memory, all, branch.sets[0]) : branch.sets[0];
    }
    add_need(out, all);
}

static void derive(compiler *c, const program *p, const node *n, needs *out)
{
    switch (n->kind) {
    case NODE_SEQ: case NODE_ROLE:
        for (uint32_t i = 0; i < n->kid_count; i++) derive(c, p, n->kids[i], out);
        return;
    case NODE_REPEAT:
        if (n->min) derive(c, p, n->kids[0], out);
        return;
    case NODE_ALT: derive_alternatives(c, p, n, out); return;
    case NODE_GAP: case NODE_ANY: case NODE_EDGE: return;
    default: add_need(out, compile_layer(c)->tests[p->tests[n->test]].anchor);
    }
}

void compile_needs(compiler *c, program *p)
{
    needs found = { .count = 0 };
    derive(c, p, p->tree, &found);
    p->needs = arena_alloc(&c->rules->memory, found.count * sizeof *p->needs);
    if (!p->needs) return;
    memcpy(p->needs, found.sets, found.count * sizeof *p->needs);
    p->need_count = found.count;
}
