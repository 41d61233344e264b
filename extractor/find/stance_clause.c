/* stance_clause.c - the main clause of a content, found by word classes and the clause openers of the pack.
 *
 * Not a parse: the first verb group that stands in no relative clause and in no fronted clause is taken for the main one, and
 * what hedges it is looked for where it usually stands: anywhere before the group's end, or within three tokens after it
 * ("is likely", "has no plan"). A content of several sentences is judged by its first. Knows classes and the layer `hedge`. */
#include "find/stance_clause.h"

enum { REACH_MOST = 3 }; /* tokens after the verb group in which an adjective or a negated object still tells of the clause */

const annotation *hedge_at(const stance_view *v, uint32_t token_index)
{
    return v->hedges ? layer_at(v->hedges, token_index) : NULL;
}

bool hedge_is(const annotation *a, const char *key, const char *value)
{
    return a && str_is(annotation_get(a, key), value);
}

bool certainty_read(hs_str name, certainty *out)
{
    static const char *const names[] = { "CT", "PR", "PS", "Uu" };
    for (int i = 0; i < 4; i++)
        if (name.len >= 2 && !memcmp(name.ptr, names[i], 2)) {
            *out = (certainty)i;
            return true;
        }
    return false;
}

/* ---- the way through a sentence ---------------------------------------------------------------------------------- */

static const token *token_of(const stance_view *v, uint32_t i)
{
    return &v->run->tokens->items[i];
}

static bool is_mark(const stance_view *v, uint32_t i, char c)
{
    const token *t = token_of(v, i);
    return t->end - t->start == 1 && v->run->text->bytes.ptr[t->start] == c;
}

static bool is_break(const stance_view *v, uint32_t i)
{
    return token_of(v, i)->flags & TOKEN_PUNCT && !(token_of(v, i)->flags & (TOKEN_OPENS | TOKEN_CLOSES));
}

static bool is_verb(const stance_view *v, uint32_t i)
{
    return token_of(v, i)->upos == UPOS_VERB || token_of(v, i)->upos == UPOS_AUX;
}

/* The sentence around the token, as far as it lies in the piece. */
static token_range sentence_in(const tokens *t, token_range piece)
{
    uint32_t lo = 0, hi = t->sentence_count;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->sentences[mid].first <= piece.first) lo = mid;
        else hi = mid;
    }
    if (hi && t->sentences[lo].last < piece.last) piece.last = t->sentences[lo].last;
    return piece;
}

static uint32_t after_comma(const stance_view *v, token_range r)
{
    for (uint32_t i = r.first; i < r.last; i++)
        if (is_mark(v, i, ',')) return i + 1;
    return r.last;
}

/* Steps over opening marks, the opener, and a clause in front of the main one. */
static uint32_t subject_start(const stance_view *v, token_range r, bool *is_conditional)
{
    uint32_t i = r.first;
    while (i < r.last && (token_of(v, i)->flags & TOKEN_PUNCT || hedge_is(hedge_at(v, i), "scope", "open"))) i++;
    const annotation *a = i < r.last ? hedge_at(v, i) : NULL;
    if (!hedge_is(a, "scope", "clause")) return i;
    uint32_t after = after_comma(v, (token_range){ i, r.last });
    if (after >= r.last) return i;
    if (hedge_is(a, "kind", "condition")) *is_conditional = true;
    return after;
}

static uint32_t group_end(const stance_view *v, uint32_t i, uint32_t last)
{
    uint32_t end = i;
    for (; i < last; i++) {
        uint8_t upos = token_of(v, i)->upos;
        if (is_verb(v, i)) end = i + 1;
        else if (upos != UPOS_ADV && upos != UPOS_PART) break;
    }
    return end;
}

static bool follows_particle(const stance_view *v, uint32_t i, uint32_t first)
{
    return i > first && token_of(v, i - 1)->upos == UPOS_PART && !hedge_is(hedge_at(v, i - 1), "negates", "yes");
}

static void find_verbs(const stance_view *v, main_clause *c)
{
    uint32_t relative = UINT32_MAX;
    for (uint32_t i = c->head.first; i < c->head.last; i++) {
        if (relative == UINT32_MAX && i > c->head.first && hedge_is(hedge_at(v, i), "scope", "relative")) relative = i;
        if (!is_verb(v, i) || follows_particle(v, i, c->head.first)) continue;
        uint32_t end = group_end(v, i, c->head.last);
        if (relative != UINT32_MAX && !c->skipped.last) {
            c->skipped = (token_range){ relative, end };
            i = end - 1;
            continue;
        }
        c->verbs = (token_range){ i, end };
        return;
    }
}

/* The head ends where another clause or a break begins. */
static void find_head_end(const stance_view *v, main_clause *c)
{
    uint32_t i = c->verbs.last;
    for (; i < c->head.last; i++) {
        const annotation *a = hedge_at(v, i);
        if (is_break(v, i) || hedge_is(a, "scope", "relative") || hedge_is(a, "scope", "clause")) break;
    }
    for (uint32_t k = i; k < c->sentence.last && !c->is_conditional; k++)
        c->is_conditional = hedge_is(hedge_at(v, k), "kind", "condition") && hedge_is(hedge_at(v, k), "scope", "clause");
    c->head.last = i;
}

static bool ends_as_question(const stance_view *v, token_range r)
{
    for (uint32_t i = r.last; i > r.first && token_of(v, i - 1)->flags & TOKEN_PUNCT; i--)
        if (hedge_is(hedge_at(v, i - 1), "kind", "question")) return true;
    return false;
}

main_clause clause_of(const stance_view *v, const pieces *content)
{
    main_clause c = { .sentence = sentence_in(v->run->tokens, content->items[0]) };
    c.head = (token_range){ subject_start(v, c.sentence, &c.is_conditional), c.sentence.last };
    c.is_question = ends_as_question(v, c.sentence);
    find_verbs(v, &c);
    if (c.verbs.last) find_head_end(v, &c);
    return c;
}

/* ---- hedges ------------------------------------------------------------------------------------------------------ */

/* Does what begins here tell of the clause? An adjective before the verb tells of its noun only; far behind the verb nothing does. */
static bool tells(const stance_view *v, const main_clause *c, uint32_t i)
{
    if (i >= c->skipped.first && i < c->skipped.last) return false;
    if (i < c->verbs.first) return token_of(v, i)->upos != UPOS_ADJ;
    return i < c->verbs.last + REACH_MOST;
}

void clause_hedges(const stance_view *v, const main_clause *c, certainty *sure, bool *is_negative)
{
    bool is_negated = false, is_future = false;
    for (uint32_t i = c->head.first; i < c->head.last; i++) {
        const annotation *a = hedge_at(v, i);
        certainty found;
        if (!a || !tells(v, c, i)) continue;
        is_negated |= hedge_is(a, "negates", "yes") || hedge_is(a, "negates", "nearly");
        is_future |= hedge_is(a, "kind", "future");
        if (hedge_is(a, "polarity", "neg")) *is_negative = !*is_negative;
        if (certainty_read(annotation_get(a, "commit"), &found) && found > *sure) *sure = found;
    }
    if (is_negated) *is_negative = !*is_negative;
    if (c->is_question || (c->is_conditional && is_future)) *sure = UNCOMMITTED;
}
