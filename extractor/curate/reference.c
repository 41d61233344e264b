/* reference.c - a matcher that calls what follows: each node, when it has matched, resumes the rest of the pattern. */
#include "curate/reference.h"

/* ---- numbering -------------------------------------------------------------------------------------------------- */

static bool is_structure(node_kind kind) { return kind <= NODE_ROLE; }

/* `named` is the alternatives that a leaf here would begin, or NULL. Returns whether something that must be there stands in it. */
static bool number_leaves(reference *r, arena *memory, node *n, const node *named)
{
    bool has_required = false;
    if (n->kind == NODE_ROLE || n->kind == NODE_GAP) {
        n->test = r->group_count;
        ARENA_PUSH(memory, r->groups, r->group_count, r->group_cap, n);
    }
    if (!is_structure(n->kind)) {
        uint32_t count = r->leaf_count, cap = r->leaf_cap;
        n->inside = count;
        ARENA_PUSH(memory, r->leaves, r->leaf_count, r->leaf_cap, n);
        ARENA_PUSH(memory, r->shown, count, cap, named ? named : n);
        return n->kind != NODE_GAP && n->kind != NODE_EDGE;
    }
    for (uint32_t i = 0; i < n->kid_count; i++) {
        bool is_alternative = n->kind == NODE_ALT;
        const node *name = has_required && !is_alternative ? NULL : is_alternative && !named ? n : named;
        has_required |= number_leaves(r, memory, n->kids[i], name);
    }
    return has_required && !(n->kind == NODE_REPEAT && n->min == 0);
}

bool reference_make(reference *r, arena *memory, node *tree)
{
    *r = (reference){ .tree = tree };
    number_leaves(r, memory, tree, NULL);
    return !memory->failed && r->group_count < REFERENCE_GROUPS;
}

void reference_leaves(const node *n, uint32_t *first, uint32_t *last)
{
    if (!is_structure(n->kind)) {
        if (n->inside < *first) *first = n->inside;
        if (n->inside > *last) *last = n->inside;
        return;
    }
    for (uint32_t i = 0; i < n->kid_count; i++) reference_leaves(n->kids[i], first, last);
}

/* ---- what follows ----------------------------------------------------------------------------------------------- */

typedef struct next next;
struct next {
    const node *n;
    uint32_t    count;      /* SEQ: the kid that follows; REPEAT: iterations done  */
    uint32_t    at;         /* where the iteration or role began                   */
    bool        is_optional;
    const next *up;
};

static bool go(reference_run *x, const node *n, uint32_t at, const next *up);
static bool resume(reference_run *x, uint32_t at, const next *k);

static bool is_out(reference_run *x)
{
    x->steps++;
    if (x->left) x->left--;
    else x->is_limit = true;
    return x->is_limit;
}

static void keep_attempt(reference_run *x, uint32_t leaf, uint32_t at)
{
    attempt *b = &x->best;
    if (x->optional || (b->is_set && (x->met < b->met || (x->met == b->met && at - x->start <= b->at - b->start)))) return;
    b->is_set = true;
    b->start = x->start;
    b->met = x->met;
    b->leaf = leaf;
    b->at = at;
    b->step_count = 0;
    for (uint32_t i = 0; i < x->trail_count; i++) ARENA_PUSH(x->memory, b->steps, b->step_count, b->step_cap, x->trail[i]);
}

static bool take(reference_run *x, uint32_t leaf, uint32_t start, uint32_t end, const next *up)
{
    bool counts = !x->optional && x->r->leaves[leaf]->kind != NODE_GAP;
    ARENA_PUSH(x->memory, x->trail, x->trail_count, x->trail_cap, (step_taken){ leaf, start, end });
    x->met += counts;
    if (resume(x, end, up)) return true;
    x->met -= counts;
    x->trail_count--;
    return false;
}

static bool go_leaf(reference_run *x, const node *n, uint32_t at, const next *up)
{
    uint32_t end = at;
    if (is_out(x)) return false;
    bool is_met = n->kind == NODE_EDGE ? atom_edge(x->place, n->edge, at) : atom_holds(x->place, n, at);
    if (!is_met) {
        keep_attempt(x, n->inside, at);
        return false;
    }
    if (n->kind != NODE_EDGE) end++;
    while (end > at && atom_goes_on(x->place, n, end)) end++;
    return take(x, n->inside, at, end, up);
}

static void set_group(reference_run *x, const node *n, uint32_t start, uint32_t end, uint32_t old[2])
{
    uint32_t *g = x->out->groups[n->test];
    old[0] = g[0];
    old[1] = g[1];
    g[0] = start;
    g[1] = end;
}

static bool go_gap(reference_run *x, const node *n, uint32_t at, const next *up)
{
    uint32_t old[2], ignored[2];
    for (uint32_t length = 0; length <= n->max && !is_out(x); length++) {
        if (length && !atom_holds(x->place, n, at + length - 1)) return false;
        set_group(x, n, at, at + length, old);
        if (take(x, n->inside, at, at + length, up)) return true;
        set_group(x, n, old[0], old[1], ignored);
    }
    return false;
}

/* ---- repetitions of one test: a loop, so that a run over a long stretch needs no deep stack ---- */

static bool is_run(const node *n)
{
    node_kind kid = n->kids[0]->kind;
    return !is_structure(kid) && kid != NODE_GAP && kid != NODE_EDGE;
}

/* Takes one more; what is beyond what must be there is optional. */
static bool grow(reference_run *x, const node *n, uint32_t count, uint32_t *end)
{
    const node *leaf = n->kids[0];
    bool is_beyond = count >= n->min;
    uint32_t start = *end;
    if (is_out(x) || (n->max != REPEAT_MANY && count >= n->max)) return false;
    x->optional += is_beyond;
    bool is_met = atom_holds(x->place, leaf, start);
    if (!is_met) keep_attempt(x, leaf->inside, start);
    x->optional -= is_beyond;
    if (!is_met) return false;
    for ((*end)++; atom_goes_on(x->place, leaf, *end);) (*end)++;
    ARENA_PUSH(x->memory, x->trail, x->trail_count, x->trail_cap, (step_taken){ leaf->inside, start, *end });
    x->met += !is_beyond && !x->optional;
    return true;
}

static bool go_run(reference_run *x, const node *n, uint32_t at, const next *up)
{
    uint32_t base = x->trail_count, met = x->met, count = 0, end = at;
    if (n->is_lazy) {
        while (count < n->min || !resume(x, end, up)) {
            if (!grow(x, n, count, &end)) goto missed;
            count++;
        }
        return true;
    }
    while (grow(x, n, count, &end)) count++;
    for (; count >= n->min; count--) {
        if (resume(x, end, up)) return true;
        if (!count || x->is_limit) break;
        end = x->trail[--x->trail_count].start;
        if (count <= n->min) break;
    }
missed:
    x->trail_count = base;
    x->met = met;
    return false;
}

/* ---- repetitions of groups ---- */

/* One more iteration. Those beyond what must be there are optional: missing one is no reason to fail. */
static bool iterate(reference_run *x, const node *n, uint32_t at, uint32_t count, const next *up)
{
    next k = { n, count + 1, at, count >= n->min, up };
    if (n->max != REPEAT_MANY && count >= n->max) return false;
    x->optional += k.is_optional;
    bool is_met = go(x, n->kids[0], at, &k);
    if (!is_met) x->optional -= k.is_optional;
    return is_met;
}

static bool go_repeat(reference_run *x, const node *n, uint32_t at, uint32_t count, const next *up)
{
    if (is_out(x)) return false;
    if (count < n->min) return iterate(x, n, at, count, up);
    if (n->is_lazy) return resume(x, at, up) || iterate(x, n, at, count, up);
    return iterate(x, n, at, count, up) || resume(x, at, up);
}

static bool end_role(reference_run *x, uint32_t at, const next *k)
{
    uint32_t old[2], ignored[2];
    set_group(x, k->n, k->at, at, old);
    if (resume(x, at, k->up)) return true;
    set_group(x, k->n, old[0], old[1], ignored);
    return false;
}

static bool end_iteration(reference_run *x, uint32_t at, const next *k)
{
    x->optional -= k->is_optional;
    bool is_empty = at == k->at && k->count >= k->n->min;
    bool is_met = is_empty ? resume(x, at, k->up) : go_repeat(x, k->n, at, k->count, k->up);
    if (!is_met) x->optional += k->is_optional;
    return is_met;
}

static bool resume(reference_run *x, uint32_t at, const next *k)
{
    if (!k) {
        x->out->end = at;
        return true;
    }
    if (k->n->kind == NODE_ROLE) return end_role(x, at, k);
    if (k->n->kind == NODE_REPEAT) return end_iteration(x, at, k);
    if (k->count == k->n->kid_count) return resume(x, at, k->up);
    next after = { k->n, k->count + 1, at, false, k->up };
    return go(x, k->n->kids[k->count], at, &after);
}

static bool go_node(reference_run *x, const node *n, uint32_t at, const next *up)
{
    if (n->kind == NODE_SEQ) return resume(x, at, &(next){ n, 0, at, false, up });
    if (n->kind == NODE_ROLE) return go(x, n->kids[0], at, &(next){ n, 0, at, false, up });
    if (n->kind == NODE_REPEAT) return is_run(n) ? go_run(x, n, at, up) : go_repeat(x, n, at, 0, up);
    if (n->kind == NODE_GAP) return go_gap(x, n, at, up);
    if (n->kind != NODE_ALT) return go_leaf(x, n, at, up);
    for (uint32_t i = 0; i < n->kid_count; i++)
        if (go(x, n->kids[i], at, up)) return true;
    return false;
}

static bool go(reference_run *x, const node *n, uint32_t at, const next *up)
{
    if (x->depth >= REFERENCE_DEPTH_MOST) x->is_limit = true;
    if (x->is_limit) return false;
    x->depth++;
    bool is_met = go_node(x, n, at, up);
    x->depth--;
    return is_met;
}

/* ---- public ----------------------------------------------------------------------------------------------------- */

void reference_begin(reference_run *run, const reference *r, const atom_place *place, arena *memory)
{
    *run = (reference_run){ .r = r, .place = place, .memory = memory };
}

verdict reference_match_at(reference_run *run, uint32_t start, reference_match *out)
{
    if (run->is_limit) return REFERENCE_LIMIT; /* as the engine does, it leaves the rest of the stretch */
    run->start = start;
    run->met = run->optional = run->trail_count = run->depth = 0;
    run->left = REFERENCE_STEPS_MOST;
    run->out = out;
    memset(out->groups, 0xFF, sizeof out->groups);
    bool is_met = go(run, run->r->tree, start, NULL);
    if (run->is_limit) return REFERENCE_LIMIT;
    out->steps = run->trail;
    out->step_count = run->trail_count;
    return is_met && out->end > start ? REFERENCE_YES : REFERENCE_NO;
}
