/* lint_rivals.c - rules that can never win (H051): wherever such a rule matches, another one of its layer matches too and goes
 * before it in the total order.
 *
 * Proved from the patterns alone, so only what is certain is told: each pattern of the loser has a pattern of the same winner that
 * takes all it takes with the same roles, and whatever stops the winner stops the loser. With equal priorities the patterns must be
 * the same, since then the order looks at what was matched; outside attributions the longest wins first, so there too. */
#include "curate/lint.h"
#include "curate/lint_tree.h"

/* Does one of the winner's patterns take all that this one takes? */
static bool is_taken(const lint *l, const rule *winner, const node *tree, bool exactly)
{
    for (uint32_t i = 0; i < winner->match_count; i++) {
        const node *own = lint_pattern(l, winner, PART_MATCH, i)->tree;
        if (exactly ? tree_same(own, tree) : tree_covers(own, tree)) return true;
    }
    return false;
}

/* Whatever stops the winner stops the loser as well. */
static bool stops_no_more(const lint *l, const rule *winner, const rule *loser, rule_part part)
{
    for (uint32_t i = 0; i < lint_pattern_count(winner, part); i++) {
        const node *tree = lint_pattern(l, winner, part, i)->tree;
        bool is_shared = false;
        for (uint32_t k = 0; !is_shared && k < lint_pattern_count(loser, part); k++)
            is_shared = tree_covers(lint_pattern(l, loser, part, k)->tree, tree);
        if (!is_shared) return false;
    }
    return true;
}

static bool beats(const lint *l, const rule *winner, const rule *loser)
{
    bool is_comparable = winner != loser && winner->layer == loser->layer && winner->is_carry == loser->is_carry &&
                         (winner->views & loser->views) == loser->views && winner->priority >= loser->priority;
    if (!is_comparable || str_is(lint_layer_name(l, loser), "class")) return false;
    bool exactly = winner->priority == loser->priority || !str_is(lint_layer_name(l, loser), "attribution");
    if (winner->priority == loser->priority && str_cmp(winner->id, loser->id) > 0) return false;
    for (uint32_t i = 0; i < loser->match_count; i++)
        if (!is_taken(l, winner, lint_pattern(l, loser, PART_MATCH, i)->tree, exactly)) return false;
    return loser->match_count && stops_no_more(l, winner, loser, PART_UNLESS) && stops_no_more(l, winner, loser, PART_INSIDE);
}

void lint_rivals(lint *l)
{
    uint32_t at = 0;
    const rule *r;
    while ((r = lint_next_rule(l, &at)) != NULL)
        for (uint32_t i = 0; i < l->rules->rule_count; i++) {
            const rule *other = &l->rules->rules[i];
            if (other->layer == UINT32_MAX || !beats(l, other, r)) continue;
            lint_yaml(l, "H051", r->file, yaml_get(r->node, "id"), "raise its priority, or take it away",
                      "this rule can never win: %.*s (priority %d against %d) takes all that it takes", (int)other->id.len, other->id.ptr,
                      (int)other->priority, (int)r->priority);
            break;
        }
}
