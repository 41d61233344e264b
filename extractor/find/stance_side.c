/* stance_side.c - for or against what.
 *
 * Counts the evaluative words of the layer `hedge`; a negation up to three tokens before one turns it ("no great success").
 * The target is a noun phrase of the layer `np`. What evaluates and what negates, the pack says. */
#include "find/stance_side.h"

enum { NEGATION_REACH = 3 };

static bool is_turned(const hedges *h, uint32_t i, uint32_t first)
{
    for (uint32_t k = i; k > first && i - k < NEGATION_REACH; k--) {
        const hedge *before = hedge_at(h, k - 1);
        if (before && before->negation != NEGATES_NOT) return true;
    }
    return false;
}

int side_of_content(const stance_view *v, const pieces *content)
{
    int sum = 0;
    for (uint32_t p = 0; p < content->count; p++)
        for (uint32_t i = content->items[p].first; i < content->items[p].last; i++) {
            const hedge *h = hedge_at(&v->hedges, i);
            if (!h || !h->side || h->kind == KIND_ATTITUDE) continue;
            sum += is_turned(&v->hedges, i, content->items[p].first) ? -h->side : h->side;
        }
    return sum;
}

/* ---- verbs ------------------------------------------------------------------------------------------------------- */

static const attitude no_attitude = { 0, 0 };

static attitude attitude_at(const stance_view *v, uint32_t i, uint32_t first)
{
    const hedge *h = hedge_at(&v->hedges, i);
    bool is_attitude = h && h->kind == KIND_ATTITUDE;
    if (!h || !h->side || (!is_attitude && v->run->tokens->items[i].upos != UPOS_VERB)) return no_attitude;
    int side = is_turned(&v->hedges, i, first) ? -(h->side > 0) : h->side; /* who won't oppose it need not be for it */
    return (attitude){ side, is_attitude ? h->last : 0 };
}

static bool has_pronoun_before(const stance_view *v, const main_clause *c)
{
    return c->verbs.first > c->head.first && v->run->tokens->items[c->verbs.first - 1].upos == UPOS_PRON;
}

/* "to repeal it", "the council to repeal it": that of the first verb. */
static attitude of_infinitive(const stance_view *v, const main_clause *c)
{
    uint32_t i = c->head.first;
    while (i < c->head.last && v->run->tokens->items[i].upos != UPOS_VERB) i++;
    return i < c->head.last ? attitude_at(v, i, c->head.first) : no_attitude;
}

/* "wants to repeal it": what is wanted tells more than the wish, if the one who wants is the one who speaks. */
attitude attitude_of(const stance_view *v, const main_clause *c)
{
    bool goes_on = c->verbs.last && has_pronoun_before(v, c);
    attitude last = no_attitude;
    if (!c->verbs.last) return of_infinitive(v, c);
    for (uint32_t i = c->verbs.first; i < c->verbs.last && (goes_on || !last.side); i++) {
        attitude found = attitude_at(v, i, c->head.first);
        if (found.side) last = found;
    }
    return last;
}

/* ---- target ------------------------------------------------------------------------------------------------------ */

/* The speaker himself ("I never trusted her") is no target. */
static bool is_self(const stance_view *v, const annotation *phrase)
{
    const hedge *h = hedge_at(&v->hedges, phrase->range.first);
    return h && h->kind == KIND_SELF;
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

token_range target_of(const stance_view *v, const claim *c, const main_clause *clause, const attitude *verb)
{
    token_range found = { 0, 0 };
    if (!v->phrases || !c->content.count) return found;
    if (verb->side && verb->end) found = first_phrase(v, (token_range){ verb->end, clause->sentence.last });
    if (!found.last) found = first_phrase(v, (token_range){ clause->head.first, clause->sentence.last });
    for (uint32_t p = 0; p < c->content.count && !found.last; p++) found = first_phrase(v, c->content.items[p]);
    return found;
}
