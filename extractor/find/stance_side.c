/* stance_side.c - for or against what.
 *
 * Counts the evaluative words of the layer `hedge`; a negation up to three tokens before one turns it ("no great success").
 * The target is a noun phrase of the layer `np`. What evaluates and what negates, the pack says. */
#include "find/stance_side.h"

enum { NEGATION_REACH = 3 };

static bool negates(const annotation *a)
{
    return a && annotation_get(a, "negates").len && !hedge_is(a, "negates", "no");
}

static bool is_turned(const stance_view *v, uint32_t i, uint32_t first)
{
    for (uint32_t k = i; k > first && i - k < NEGATION_REACH; k--)
        if (negates(hedge_at(v, k - 1))) return true;
    return false;
}

static int side_of_word(const stance_view *v, uint32_t i, uint32_t first)
{
    const annotation *a = hedge_at(v, i);
    int side = hedge_is(a, "side", "for") - hedge_is(a, "side", "against");
    return side && is_turned(v, i, first) ? -side : side;
}

int side_of_content(const stance_view *v, const pieces *content)
{
    int sum = 0;
    for (uint32_t p = 0; p < content->count; p++)
        for (uint32_t i = content->items[p].first; i < content->items[p].last; i++) sum += side_of_word(v, i, content->items[p].first);
    return sum;
}

/* ---- target ------------------------------------------------------------------------------------------------------ */

/* The speaker himself ("I never trusted her") is no target. */
static bool is_self(const stance_view *v, const annotation *phrase)
{
    return hedge_is(hedge_at(v, phrase->range.first), "kind", "self");
}

static token_range first_phrase(const stance_view *v, token_range r)
{
    const annotation *self = NULL;
    for (uint32_t i = r.first; i < r.last; i++) {
        const annotation *a = layer_at(v->phrases, i);
        if (!a || a->range.last > r.last) continue;
        if (!is_self(v, a)) return a->range;
        if (!self) self = a;
        i = a->range.last - 1;
    }
    return self ? self->range : (token_range){ 0, 0 };
}

token_range target_of(const stance_view *v, const claim *c, const main_clause *clause)
{
    token_range found = { 0, 0 };
    if (!v->phrases || !c->content.count) return found;
    found = first_phrase(v, (token_range){ clause->head.first, clause->sentence.last });
    for (uint32_t p = 0; p < c->content.count && !found.last; p++) found = first_phrase(v, c->content.items[p]);
    return found;
}
