/* compile.c - a pattern becomes a program.
 *
 *   {cue: ~AUX? %tell} "," @np      tests of the program: 0 aux…  1 %tell  2 ","  3 begins an np  4 inside an np
 *                                   groups: 1 cue             lexica: (cue, tell)
 *
 * The tree keeps its shape; each of its atoms becomes a test. Knows nothing of documents. */
#include "rule/compile.h"

enum { TESTS_MOST = 160, GROUPS_MOST = REGEX_GROUPS - 2 };

/* ---- the tree's tests and groups -------------------------------------------------------------------------------- */

typedef struct {
    compiler *c;
    program  *p;
    uint32_t  test_cap, group_cap, lexica_cap;
    uint32_t  role;              /* role the walk is in, or UINT32_MAX */
    bool      failed;
} building;

static void too_complex(building *b, const node *n)
{
    pattern_problem(b->c->problems, HS_PROBLEM_ERROR, "H033", n->source, n->where, "split the rule in two", "this pattern is too complex");
    b->failed = true;
}

static void too_many(building *b, const node *n)
{
    pattern_problem(b->c->problems, HS_PROBLEM_ERROR, "H033", n->source, n->where, "use lists instead of single words",
                    "all patterns together ask at most %d different things of a word", (int)COLUMNS_MOST);
    b->failed = true;
}

/* Number in the program of a test of the layer. */
static uint32_t program_test(building *b, const node *n, uint32_t id)
{
    if (id == UINT32_MAX) too_complex(b, n);
    if (b->c->rules->column_count > COLUMNS_MOST) too_many(b, n);
    if (b->failed) return 0;
    for (uint32_t i = 0; i < b->p->test_count; i++)
        if (b->p->tests[i] == id) return i;
    ARENA_PUSH(&b->c->rules->memory, b->p->tests, b->p->test_count, b->test_cap, id);
    return b->p->test_count - 1;
}

static uint32_t column_test(building *b, const node *n, column col)
{
    formula f = { 0 };
    formula_push(&f, compile_column(b->c, col));
    return program_test(b, n, compile_test(b->c, &f));
}

static void add_list(building *b, const node *n)
{
    role_list list = { b->role, strmap_get(&b->c->rules->lexicons.by_name, n->name), n->attribute, n->value };
    for (uint32_t i = 0; i < b->p->lexica_count; i++) {
        const role_list *one = &b->p->lexica[i];
        if (one->role == list.role && one->lexicon == list.lexicon && str_eq(one->attribute, list.attribute) && str_eq(one->value, list.value)) return;
    }
    ARENA_PUSH(&b->c->rules->memory, b->p->lexica, b->p->lexica_count, b->lexica_cap, list);
}

/* The test of an atom or of what stands in a bracket, in the layer that is compiled. */
static uint32_t make_test(building *b, const node *n, bool is_in_bracket)
{
    formula f = { 0 };
    bool ok = true;
    switch (n->kind) {
    case NODE_ANY: formula_push(&f, TEST_TRUE); break;
    case NODE_GAP:
        formula_push(&f, compile_column(b->c, (column){ .kind = COLUMN_FOLD }));
        formula_push(&f, TEST_NOT);
        break;
    default: ok = is_in_bracket ? compile_bracket(b->c, n, &f) : compile_atom(b->c, n, &f); break;
    }
    b->failed |= !ok;
    return b->failed ? 0 : compile_test(b->c, &f);
}

/* Copies of a macro ask the same again and again: what they are copies of, or share, keeps the test of the last layer that came to it. */
static uint32_t test_of(building *b, node *origin, bool is_in_bracket)
{
    if (origin->compiled_for == b->c->layer + 1) {
        compile_trace_lists(b->c, origin);
        return origin->compiled;
    }
    uint32_t made = make_test(b, origin, is_in_bracket);
    if (b->failed || made == UINT32_MAX) return made;
    origin->compiled = made;
    origin->compiled_for = b->c->layer + 1;
    return made;
}

static void build_edge(building *b, node *n)
{
    n->test = UINT32_MAX;
    if (n->edge != EDGE_START && n->edge != EDGE_END) n->test = column_test(b, n, (column){ .kind = COLUMN_EDGE, .index = (uint32_t)n->edge });
}

static void build_atom(building *b, node *n)
{
    bool is_bracket = n->kind == NODE_BRACKET;
    uint32_t test = test_of(b, is_bracket ? n->kids[0] : n->origin ? n->origin : n, is_bracket);
    if (b->failed) return;
    n->test = program_test(b, n, test);
    n->inside = UINT32_MAX;
    if (n->kind == NODE_LAYER) {
        uint32_t layer = strmap_get(&b->c->rules->layer_names, n->name);
        n->inside = column_test(b, n, (column){ .kind = COLUMN_LAYER_IN, .index = layer });
    }
    if (n->kind == NODE_LEXICON) {
        const lexicon *lex = lexicon_find(&b->c->rules->lexicons, n->name);
        if (lex->has_phrases) n->inside = column_test(b, n, (column){ .kind = COLUMN_LEXICON_IN, .name = n->name });
        if (b->role != UINT32_MAX) add_list(b, n);
    }
}

/* Regex groups are numbered in the order of their opening parentheses: this walk and compile_regex.c's must agree. */
static void build(building *b, node *n)
{
    if (b->c->rules->memory.failed) b->failed = true;
    if (b->failed) return;
    if (n->kind == NODE_GAP || n->kind == NODE_ROLE) {
        program_group g = { .is_gap = n->kind == NODE_GAP };
        if (n->kind == NODE_ROLE) g.role = rules_role(b->c->rules, n->name);
        ARENA_PUSH(&b->c->rules->memory, b->p->groups, b->p->group_count, b->group_cap, g);
        if (b->p->group_count > GROUPS_MOST) too_complex(b, n);
    }
    if (n->kind == NODE_ROLE && b->p->group_count) b->role = b->p->groups[b->p->group_count - 1].role;
    switch (n->kind) {
    case NODE_SEQ: case NODE_ALT: case NODE_REPEAT: case NODE_ROLE:
        for (uint32_t i = 0; i < n->kid_count; i++) build(b, n->kids[i]);
        break;
    case NODE_EDGE: build_edge(b, n); break;
    default: build_atom(b, n); break;
    }
    if (n->kind == NODE_ROLE) b->role = UINT32_MAX;
    if (b->p->test_count > TESTS_MOST) too_complex(b, n);
}

static uint32_t lexical(const node *n)
{
    uint32_t sum = 0, best = UINT32_MAX;
    switch (n->kind) {
    case NODE_FORM: case NODE_EXACT: case NODE_LEMMA: case NODE_LEXICON: return 1;
    case NODE_SEQ: case NODE_ROLE:
        for (uint32_t i = 0; i < n->kid_count; i++) sum += lexical(n->kids[i]);
        return sum;
    case NODE_ALT:
        for (uint32_t i = 0; i < n->kid_count; i++) {
            uint32_t k = lexical(n->kids[i]);
            if (k < best) best = k;
        }
        return best == UINT32_MAX ? 0 : best;
    case NODE_REPEAT: return n->min ? lexical(n->kids[0]) : 0;
    default: return 0;
    }
}

/* ---- alternatives that can't match --------------------------------------------------------------------------------- */

static bool mark_dead(const building *b, const node *n);

/* One alternative stays, whatever it is, and so do those with groups, which are numbered through. */
static bool mark_alternatives(const building *b, const node *n)
{
    bool can_match = false;
    for (uint32_t i = 0; i < n->kid_count; i++) {
        n->kids[i]->is_dead = !mark_dead(b, n->kids[i]) && !pattern_groups(n->kids[i]);
        can_match |= !n->kids[i]->is_dead;
    }
    if (!can_match) n->kids[0]->is_dead = false;
    return can_match;
}

/* Marks alternatives that can't match, as %cue-verbs [:VERB & !:VERB]: they say in which lists a role is looked up, and would have
 * the program tried at each of their words. @return can the tree match? True is also said where that isn't found out. */
static bool mark_dead(const building *b, const node *n)
{
    bool can_match = true;
    switch (n->kind) {
    case NODE_ALT: return mark_alternatives(b, n);
    case NODE_SEQ: case NODE_ROLE:
        for (uint32_t i = 0; i < n->kid_count; i++) can_match &= mark_dead(b, n->kids[i]);
        return can_match;
    case NODE_REPEAT: return mark_dead(b, n->kids[0]) || !n->min;
    case NODE_EDGE: return true;
    default: return !compile_layer(b->c)->tests[b->p->tests[n->test]].is_never;
    }
}

/* ---- a program -------------------------------------------------------------------------------------------------- */

static bool check_pattern(compiler *c, const node *tree)
{
    if (!pattern_can_be_empty(tree)) return true;
    pattern_problem(c->problems, HS_PROBLEM_ERROR, "H034", tree->source, tree->where, "something in it must be there",
                    "this pattern can match nothing at all");
    return false;
}

program *compile_pattern(compiler *c, const pattern_source *source, pattern_part part, bool is_match)
{
    struct hs_rules *rules = c->rules;
    pattern_context context = { &rules->memory, c->problems, &rules->macros, &rules->tokens, &c->trace };
    node *tree = pattern_parse(&context, source, part.from, part.to);
    if (!tree) return NULL;
    program *p = arena_zalloc(&rules->memory, 1, sizeof *p);
    if (!p) return NULL;
    p->rule = c->current_rule;
    p->tree = tree;
    building b = { .c = c, .p = p, .role = UINT32_MAX };
    build(&b, tree);
    if (b.failed || rules->memory.failed) return NULL;
    p->width = (p->test_count + 7) / 8;
    if (!p->width) p->width = 1;
    p->lexical = lexical(tree);
    mark_dead(&b, tree);
    if (!compile_sieve(c, p)) {
        too_complex(&b, tree);
        return NULL;
    }
    if (!check_pattern(c, tree)) return NULL;
    compile_needs(c, p);
    p->priority = rules->rules[c->current_rule].priority;
    p->views = rules->rules[c->current_rule].views;
    if (is_match && !p->need_count)
        pattern_problem(c->problems, HS_PROBLEM_WARNING, "H041", source, tree->where, "name a word, a lexicon or an annotation",
                        "nothing in this pattern must occur, so it is tried everywhere");
    rule_layer *layer = compile_layer(c);
    ARENA_PUSH(&rules->memory, layer->programs, layer->program_count, layer->program_cap, p);
    return p;
}
