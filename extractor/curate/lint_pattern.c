/* lint_pattern.c - what can be seen in a pattern alone: gaps at its edges, repetitions that explode, alternatives that are never
 * reached, tests that no token passes. Knows trees; knows nothing of texts. */
#include "curate/lint.h"
#include "curate/lint_tree.h"

/* ---- gaps at the edge (H052) ------------------------------------------------------------------------------------- */

static bool is_open_any(const node *n)
{
    return n->kind == NODE_GAP || (n->kind == NODE_REPEAT && n->min == 0 && n->kids[0]->kind == NODE_ANY);
}

/* A greedy []* at the end takes what follows, which may be meant; a lazy one takes nothing. */
static bool is_idle_end(const node *n)
{
    return n->kind == NODE_GAP || (is_open_any(n) && n->is_lazy);
}

static void lint_edge(lint *l, const node *n, bool is_start)
{
    if (is_start ? is_open_any(n) : is_idle_end(n)) {
        if (is_start) lint_node(l, "H052", n, "begin with something that must be there", "a pattern that begins with a gap can begin anywhere");
        else lint_node(l, "H052", n, "take it away, or name what follows", "a gap at the end of a pattern takes nothing");
        return;
    }
    if (n->kind == NODE_ALT)
        for (uint32_t i = 0; i < n->kid_count; i++) lint_edge(l, n->kids[i], is_start);
    if (n->kind != NODE_SEQ && n->kind != NODE_ROLE && n->kind != NODE_REPEAT) return;
    if (n->kid_count) lint_edge(l, n->kids[is_start ? 0 : n->kid_count - 1], is_start);
}

/* ---- repetitions without an end (H053) ---------------------------------------------------------------------------- */

static bool is_endless(const node *n) { return n->kind == NODE_REPEAT && n->max == REPEAT_MANY; }

/* Can one endless repetition be all that the node takes? */
static bool can_be_endless(const node *n)
{
    if (is_endless(n)) return true;
    if (n->kind == NODE_ROLE || n->kind == NODE_REPEAT) return can_be_endless(n->kids[0]);
    for (uint32_t i = 0; n->kind == NODE_ALT && i < n->kid_count; i++)
        if (can_be_endless(n->kids[i])) return true;
    for (uint32_t i = 0; n->kind == NODE_SEQ && i < n->kid_count; i++) {
        bool others_are_empty = can_be_endless(n->kids[i]);
        for (uint32_t k = 0; others_are_empty && k < n->kid_count; k++) others_are_empty = k == i || pattern_can_be_empty(n->kids[k]);
        if (others_are_empty) return true;
    }
    return false;
}

static void lint_repetition(lint *l, const node *n)
{
    if (is_endless(n) && can_be_endless(n->kids[0]))
        lint_node(l, "H053", n, "bound one of them: {1,8}", "a repetition without an end of a repetition without an end");
    for (uint32_t i = 1; n->kind == NODE_SEQ && i < n->kid_count; i++)
        if (is_endless(n->kids[i]) && is_endless(n->kids[i - 1]) && tree_same(n->kids[i]->kids[0], n->kids[i - 1]->kids[0]))
            lint_node(l, "H053", n->kids[i], "one of them is enough", "two repetitions of the same without an end, side by side");
}

/* ---- alternatives (H050) ----------------------------------------------------------------------------------------- */

/* An earlier alternative that takes all that a later one takes hides it; where the pattern ends with them, one that takes a
 * beginning of it does too, since nothing can make the engine come back. */
static void lint_alternatives(lint *l, const node *n, bool is_last)
{
    for (uint32_t i = 1; i < n->kid_count; i++)
        for (uint32_t k = 0; k < i; k++) {
            bool is_hidden = is_last ? tree_covers_start(n->kids[k], n->kids[i]) : tree_covers(n->kids[k], n->kids[i]);
            if (!is_hidden) continue;
            lint_node(l, "H050", n->kids[i], is_last ? "put the longer one first" : "take it away",
                      "this alternative is never reached: number %u before it takes all that it could take", k + 1);
            break;
        }
}

/* ---- tests (H055) ------------------------------------------------------------------------------------------------ */

static bool excludes(const lint *l, const rule *r, const node *a, const node *b)
{
    bool are_words = (a->kind == NODE_FORM || a->kind == NODE_EXACT) && a->kind == b->kind;
    bool are_classes = a->kind == NODE_CLASS && b->kind == NODE_CLASS && !str_is(lint_layer_name(l, r), "class");
    if (are_words || are_classes) return !str_eq(a->name, b->name);
    if (a->kind == NODE_SHAPE && b->kind == NODE_SHAPE) return str_is(a->name, "lower") != str_is(b->name, "lower") && !str_is(a->name, "num") && !str_is(b->name, "num");
    if (b->kind == NODE_NOT) return tree_test_covers(b->kids[0], a);
    return a->kind == NODE_NOT && tree_test_covers(a->kids[0], b);
}

static void lint_test(lint *l, const rule *r, const node *n)
{
    if (n->kind == NODE_BRACKET && n->kids[0]->kind == NODE_NOT && n->kids[0]->kids[0]->kind == NODE_ANY)
        lint_node(l, "H055", n, NULL, "no token passes this test");
    for (uint32_t i = 1; n->kind == NODE_AND && i < n->kid_count; i++)
        for (uint32_t k = 0; k < i; k++) {
            if (!excludes(l, r, n->kids[k], n->kids[i])) continue;
            lint_node(l, "H055", n, "\"|\" is or, \"&\" is and", "no token passes this test: its parts exclude each other");
            return;
        }
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

/* A macro may stand elsewhere too, where its alternatives don't end the pattern. */
static void walk(lint *l, const rule *r, const pattern_source *own, const node *n, bool is_last)
{
    lint_repetition(l, n);
    if (n->kind == NODE_ALT) lint_alternatives(l, n, is_last && n->source == own);
    lint_test(l, r, n);
    for (uint32_t i = 0; i < n->kid_count; i++) {
        bool is_at_end = n->kind == NODE_SEQ ? i + 1 == n->kid_count : n->kind == NODE_ALT || n->kind == NODE_ROLE;
        walk(l, r, own, n->kids[i], is_last && is_at_end);
    }
}

/* A later line of `match` that an earlier one, or an earlier line that a later one, makes superfluous: both are tried. */
static void lint_lines(lint *l, const rule *r, rule_part part)
{
    uint32_t count = lint_pattern_count(r, part);
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = 0; k < i; k++) {
            const node *a = lint_pattern(l, r, part, k)->tree, *b = lint_pattern(l, r, part, i)->tree;
            if (!tree_same(a, b) && !(part != PART_MATCH && tree_covers(a, b))) continue;
            lint_node(l, "H050", b, "take it away", "pattern number %u of this block says all of it already", k + 1);
            break;
        }
}

void lint_patterns(lint *l)
{
    static const rule_part parts[] = { PART_MATCH, PART_UNLESS, PART_INSIDE };
    uint32_t at = 0;
    const rule *r;
    while ((r = lint_next_rule(l, &at)) != NULL)
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            for (uint32_t i = 0; i < lint_pattern_count(r, parts[p]); i++) {
                const node *tree = lint_pattern(l, r, parts[p], i)->tree;
                lint_edge(l, tree, true);
                lint_edge(l, tree, false);
                walk(l, r, tree->source, tree, true);
            }
            lint_lines(l, r, parts[p]);
        }
}
