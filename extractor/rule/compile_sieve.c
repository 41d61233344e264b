/* compile_sieve.c - a program's tree as the sieve and the walk read it.
 *
 * Flat, the kids of a node side by side; a repetition of one letter is a RUN, one of a group is written out:
 *
 *   "," ("and" %x){1,2}      SEQ  LETTER ","   SEQ ( SEQ and x ,  OPTION ( SEQ and x ) )
 *
 * Nodes that can go several ways get memo rows, in which the sieve notes what the walk will ask. A pattern whose every element
 * is one letter needs neither: its letters are listed with their places, the rarest first. The others get what the sieve may ask
 * before the whole: a core, and the guards of large sequences. */
#include "rule/compile.h"

typedef struct {
    compiler   *c;
    program    *p;
    uint32_t    count, cap, memos, group; /* group: number of the last one opened, in the order of the tree */
    uint32_t   *costs;                    /* by node, of those of the pattern itself                        */
    bool        is_full;
} maker;

static bool is_letter(const node *n)
{
    switch (n->kind) {
    case NODE_SEQ: case NODE_ALT: case NODE_REPEAT: case NODE_ROLE: case NODE_GAP: case NODE_EDGE: return false;
    case NODE_LAYER: case NODE_LEXICON: return n->inside == UINT32_MAX;
    default: return true;
    }
}

/* Room for `count` nodes side by side; the index of the first. */
static uint32_t room(maker *m, uint32_t count)
{
    uint32_t at = m->count;
    if (m->count + count > SIEVE_NODES_MOST) {
        m->is_full = true;
        return 0;
    }
    for (uint32_t i = 0; i < count; i++) ARENA_PUSH(&m->c->rules->memory, m->p->sieve, m->count, m->cap, (sieve_node){ 0 });
    if (m->count != at + count) m->is_full = true;
    return m->is_full ? 0 : at;
}

static uint16_t memos(maker *m, uint32_t count)
{
    uint32_t first = m->memos;
    if (first + count > UINT16_MAX) m->is_full = true;
    m->memos += count;
    return (uint16_t)first;
}

static void make(maker *m, uint32_t at, const node *n);

static void make_kids(maker *m, uint32_t at, sieve_kind kind, const node *n)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->kid_count; i++) count += !n->kids[i]->is_dead;
    uint32_t first = room(m, count);
    sieve_node s = { .kind = (uint8_t)kind, .kid_count = (uint16_t)count, .first_kid = (uint16_t)first };
    if (kind == SIEVE_ALT) s.memo = memos(m, count);
    if (m->is_full) return;
    m->p->sieve[at] = s;
    for (uint32_t i = 0; i < n->kid_count && !m->is_full; i++)
        if (!n->kids[i]->is_dead) make(m, first++, n->kids[i]);
}

/* One node over a single kid. */
static uint32_t make_over(maker *m, uint32_t at, sieve_kind kind, bool is_lazy)
{
    uint32_t kid = room(m, 1);
    uint16_t memo = memos(m, 1);
    if (!m->is_full) m->p->sieve[at] = (sieve_node){ .kind = (uint8_t)kind, .is_lazy = is_lazy, .kid_count = 1, .first_kid = (uint16_t)kid, .memo = memo };
    return kid;
}

static uint32_t make_pair(maker *m, uint32_t at)
{
    uint32_t first = room(m, 2);
    if (!m->is_full) m->p->sieve[at] = (sieve_node){ .kind = SIEVE_SEQ, .kid_count = 2, .first_kid = (uint16_t)first };
    return first;
}

/* X{min,max} of a group as X X ... (X (X ...)?)? or X X ... X*; every copy has the numbers of its groups. */
static void make_repeated(maker *m, uint32_t at, const node *n)
{
    const node *kid = n->kids[0];
    uint32_t before = m->group;
    if (n->max == REPEAT_MANY && pattern_can_be_empty(kid)) m->p->has_idle_star = true;
    for (uint32_t i = 0; i < n->min && !m->is_full; i++) {
        bool is_last = i + 1 == n->min && n->max == n->min;
        uint32_t first = is_last ? at : make_pair(m, at);
        m->group = before;
        if (!m->is_full) make(m, first, kid);
        at = first + 1;
    }
    for (uint32_t i = n->min; i < n->max && !m->is_full; i++) {
        uint32_t over = make_over(m, at, n->max == REPEAT_MANY ? SIEVE_STAR : SIEVE_OPTION, n->is_lazy);
        bool is_last = n->max == REPEAT_MANY || i + 1 == n->max;
        uint32_t first = is_last ? over : make_pair(m, over);
        m->group = before;
        if (!m->is_full) make(m, first, kid);
        if (is_last) break;
        at = first + 1;
    }
    m->group = before + pattern_groups(kid);
}

static void make_run(maker *m, uint32_t at, uint32_t test, uint32_t min, uint32_t max, bool is_lazy, uint32_t group)
{
    sieve_node s = { .kind = SIEVE_RUN, .is_lazy = is_lazy, .test = test, .min = (uint16_t)min, .group = (uint16_t)group,
                     .max = max == REPEAT_MANY ? SIEVE_NONE : (uint16_t)max, .memo = memos(m, 1) };
    m->p->sieve[at] = s;
}

static void make(maker *m, uint32_t at, const node *n)
{
    const uint32_t *tests = m->p->tests;
    switch (n->kind) {
    case NODE_SEQ: make_kids(m, at, SIEVE_SEQ, n); return;
    case NODE_ALT: make_kids(m, at, SIEVE_ALT, n); return;
    case NODE_ROLE: {
        uint32_t group = ++m->group;
        make_kids(m, at, SIEVE_GROUP, n);
        if (!m->is_full) m->p->sieve[at].group = (uint16_t)group;
        return;
    }
    case NODE_GAP: make_run(m, at, tests[n->test], 0, n->max, true, ++m->group); return;
    case NODE_REPEAT:
        if (is_letter(n->kids[0])) make_run(m, at, tests[n->kids[0]->test], n->min, n->max, n->is_lazy, 0);
        else make_repeated(m, at, n);
        return;
    case NODE_EDGE:
        m->p->sieve[at] = (sieve_node){ .kind = SIEVE_EDGE, .edge = (uint8_t)n->edge, .test = n->test == UINT32_MAX ? 0 : tests[n->test] };
        return;
    default:
        m->p->sieve[at] = (sieve_node){ .kind = is_letter(n) ? SIEVE_LETTER : SIEVE_WHOLE, .test = tests[n->test],
                                        .inside = is_letter(n) ? 0 : tests[n->inside] };
    }
}

/* ---- the core of a pattern --------------------------------------------------------------------------------------- */

/* Most stretches that have a program's trigger don't match it. The core tells them apart by a few nodes: the pattern's own sequence
 * with a gap in the place of everything that is large; of alternatives the letters one of which they need are left, between gaps.
 * What matches the pattern matches its core. */
enum { CORE_PART_MOST = 5, CORE_TIMES = 3, CORE_LENGTH_MOST = 32, CORE_LETTERS_MOST = 8, GUARD_COST_LEAST = 6 };

/* Letters one of which a node can't do without: of a sequence those guessed to be the rarest, of alternatives the union. None
 * (count 0) if nothing of the kind can be said. */
typedef struct { uint32_t tests[CORE_LETTERS_MOST], count, weight; } letter_set;

static letter_set rarest_letters(const compiler *c, const program *p, uint32_t at);

static letter_set letters_of_sequence(const compiler *c, const program *p, const sieve_node *n)
{
    letter_set best = { .count = 0 };
    for (uint32_t i = 0; i < n->kid_count; i++) {
        letter_set one = rarest_letters(c, p, n->first_kid + i);
        if (one.count && (!best.count || one.weight < best.weight)) best = one;
    }
    return best;
}

static letter_set letters_of_alternatives(const compiler *c, const program *p, const sieve_node *n)
{
    letter_set all = { .count = 0 }, none = { .count = 0 };
    for (uint32_t i = 0; i < n->kid_count; i++) {
        letter_set one = rarest_letters(c, p, n->first_kid + i);
        if (!one.count) return none;
        for (uint32_t l = 0, k; l < one.count; l++) {
            for (k = 0; k < all.count && all.tests[k] != one.tests[l];) k++;
            if (k == CORE_LETTERS_MOST) return none;
            if (k == all.count) all.tests[all.count++] = one.tests[l];
        }
        all.weight += one.weight;
    }
    return all;
}

static letter_set rarest_letters(const compiler *c, const program *p, uint32_t at)
{
    const sieve_node *n = &p->sieve[at];
    letter_set none = { .count = 0 };
    if (n->kind == SIEVE_SEQ || n->kind == SIEVE_GROUP) return letters_of_sequence(c, p, n);
    if (n->kind == SIEVE_ALT) return letters_of_alternatives(c, p, n);
    if (n->kind != SIEVE_LETTER && n->kind != SIEVE_WHOLE && !(n->kind == SIEVE_RUN && n->min)) return none;
    column_set set = compile_layer(c)->tests[n->test].anchor;
    return set.count && set.weight < WEIGHT_MOST ? (letter_set){ { n->test }, 1, set.weight } : none;
}

typedef struct { uint16_t parts[CORE_LENGTH_MOST]; uint32_t count, cost; } core_list;

/* How many nodes are under one and it, those of a star three times. Kids stand behind what they are kids of. */
static bool weigh(maker *m)
{
    m->costs = arena_alloc(&m->c->rules->work, m->count * sizeof *m->costs);
    for (uint32_t at = m->count; m->costs && at-- > 0;) {
        const sieve_node *n = &m->p->sieve[at];
        uint32_t sum = 1;
        for (uint32_t i = 0; i < n->kid_count; i++) sum += m->costs[n->first_kid + i];
        m->costs[at] = n->kind == SIEVE_STAR ? sum * 3 : sum;
    }
    return m->costs != NULL;
}

static void add_part(core_list *to, uint32_t part, uint32_t cost)
{
    bool is_gap = part == CORE_GAP;
    if (is_gap && (!to->count || to->parts[to->count - 1] == CORE_GAP)) return; /* nothing begins with a gap */
    if (to->count == CORE_LENGTH_MOST) to->parts[to->count - 1] = CORE_GAP;     /* too long: the rest is a gap */
    else to->parts[to->count++] = (uint16_t)part;
    to->cost += cost;
}

static bool may_be_empty(const sieve_node *n)
{
    return n->kind == SIEVE_OPTION || n->kind == SIEVE_STAR || (n->kind == SIEVE_RUN && !n->min);
}

/* In the place of alternatives: letters one of which they can't do without. UINT32_MAX: that can't be said. */
static uint32_t make_letters(maker *m, uint32_t alternatives)
{
    letter_set set = rarest_letters(m->c, m->p, alternatives);
    if (!set.count) return UINT32_MAX;
    uint32_t at = room(m, 1 + set.count);
    uint16_t memo = memos(m, set.count);
    if (m->is_full) return UINT32_MAX;
    m->p->sieve[at] = (sieve_node){ .kind = SIEVE_ALT, .kid_count = (uint16_t)set.count, .first_kid = (uint16_t)(at + 1), .memo = memo };
    for (uint32_t i = 0; i < set.count; i++) m->p->sieve[at + 1 + i] = (sieve_node){ .kind = SIEVE_LETTER, .test = set.tests[i] };
    return at;
}

static void collect_core(maker *m, uint32_t at, core_list *out)
{
    const sieve_node n = m->p->sieve[at]; /* a copy: the list may move */
    if (n.kind == SIEVE_SEQ || n.kind == SIEVE_GROUP) {
        for (uint32_t i = 0; i < n.kid_count; i++) collect_core(m, n.first_kid + i, out);
        return;
    }
    uint32_t cost = m->costs[at];
    if (cost <= CORE_PART_MOST && (out->count || !may_be_empty(&n))) {
        add_part(out, at, cost);
        return;
    }
    uint32_t letters = n.kind == SIEVE_ALT ? make_letters(m, at) : UINT32_MAX;
    add_part(out, CORE_GAP, 1);
    if (letters == UINT32_MAX) return;
    add_part(out, letters, 1u + m->p->sieve[letters].kid_count);
    add_part(out, CORE_GAP, 1);
}

static void make_core(maker *m)
{
    compiler *c = m->c;
    program *p = m->p;
    core_list core = { .count = 0 };
    collect_core(m, 0, &core);
    while (core.count && (core.parts[core.count - 1] == CORE_GAP || may_be_empty(&p->sieve[core.parts[core.count - 1]]))) core.count--;
    if (!core.count || core.cost * CORE_TIMES > m->costs[0]) return;
    p->core = arena_alloc(&c->rules->memory, core.count * sizeof *p->core);
    if (!p->core) return;
    memcpy(p->core, core.parts, core.count * sizeof *p->core);
    p->core_count = core.count;
}

/* ---- guards ------------------------------------------------------------------------------------------------------- */

/* A sequence whose guard is nowhere is told not to match without a look at the rest. Large ones have one, unless what they stand
 * in has asked the same. */
static void make_guards(const maker *m, uint32_t at, uint32_t asked)
{
    sieve_node *n = &m->p->sieve[at];
    bool is_large = (n->kind == SIEVE_SEQ || n->kind == SIEVE_GROUP) && m->costs[at] >= GUARD_COST_LEAST;
    letter_set set = { .count = 0 };
    if (is_large) set = letters_of_sequence(m->c, m->p, n);
    if (set.count == 1 && set.tests[0] != asked) {
        n->has_guard = true;
        n->test = asked = set.tests[0];
    }
    for (uint32_t i = 0; i < n->kid_count; i++) make_guards(m, n->first_kid + i, asked);
}

/* ---- patterns of fixed length ------------------------------------------------------------------------------------ */

typedef struct { fixed_test test; uint32_t weight; } weighted;
enum { FIXED_MOST = 24 };

typedef struct { weighted items[FIXED_MOST]; uint32_t count, group; bool at_start, at_end; } fixed_list;

/* Collects the letters of a tree of fixed length; false if it isn't one. */
static bool collect(compiler *c, program *p, const node *n, fixed_list *out)
{
    if (n->kind == NODE_SEQ || n->kind == NODE_ROLE) {
        program_group *g = n->kind == NODE_ROLE ? &p->groups[out->group++] : NULL;
        if (g) g->from = (uint16_t)out->count;
        for (uint32_t i = 0; i < n->kid_count; i++)
            if (!collect(c, p, n->kids[i], out)) return false;
        if (g) g->to = (uint16_t)out->count;
        return true;
    }
    if (n->kind == NODE_EDGE) {
        out->at_start |= n->edge == EDGE_START && out->count == 0;
        out->at_end |= n->edge == EDGE_END;
        return (n->edge == EDGE_START && out->count == 0) || n->edge == EDGE_END;
    }
    if (!is_letter(n) || out->at_end || out->count == FIXED_MOST) return false;
    column_set set = compile_layer(c)->tests[p->tests[n->test]].anchor;
    out->items[out->count] = (weighted){ { p->tests[n->test], (uint16_t)out->count }, set.count ? set.weight : WEIGHT_MOST };
    out->count++;
    return true;
}

static void make_fixed(compiler *c, program *p)
{
    fixed_list list = { .count = 0 };
    if (!collect(c, p, p->tree, &list) || !list.count) return;
    for (uint32_t i = 1; i < list.count; i++) {
        weighted w = list.items[i];
        uint32_t k = i;
        for (; k > 0 && list.items[k - 1].weight > w.weight; k--) list.items[k] = list.items[k - 1];
        list.items[k] = w;
    }
    p->fixed = arena_alloc(&c->rules->memory, list.count * sizeof *p->fixed);
    if (!p->fixed) return;
    for (uint32_t i = 0; i < list.count; i++) p->fixed[i] = list.items[i].test;
    p->fixed_count = p->fixed_length = list.count;
    p->at_start = list.at_start;
    p->at_end = list.at_end;
}

bool compile_sieve(compiler *c, program *p)
{
    maker m = { .c = c, .p = p };
    uint32_t root = room(&m, 1);
    if (!m.is_full) make(&m, root, p->tree);
    if (m.is_full) return false;
    make_fixed(c, p);
    if (p->fixed_length) return true;
    if (!weigh(&m)) return false;
    make_core(&m);
    p->memo_count = m.memos;
    make_guards(&m, 0, UINT32_MAX);
    return true;
}
