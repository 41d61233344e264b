/* stance_clause.c - the main clause of a content, found by word classes and the clause openers of the pack.
 *
 * Not a parse: the first verb group that stands in no relative clause and in no fronted clause is taken for the main one, and
 * what hedges it is looked for where it usually stands: anywhere before the group's end, or within three tokens after it
 * ("is likely", "has no plan"). A content of several sentences is judged by its first. Knows classes and the layer `hedge`. */
#include "find/stance_clause.h"

#include "find/place.h"

enum { REACH_MOST = 3 }; /* tokens after the verb group in which an adjective or a negated object still tells of the clause */

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

static const hedge *hedge_of(const stance_view *v, uint32_t i)
{
    return hedge_at(&v->hedges, i);
}

static bool has_scope(const stance_view *v, uint32_t i, hedge_scope scope)
{
    const hedge *h = hedge_of(v, i);
    return h && h->scope == scope;
}

static bool is_break(const stance_view *v, uint32_t i)
{
    return token_of(v, i)->flags & TOKEN_PUNCT && !(token_of(v, i)->flags & (TOKEN_OPENS | TOKEN_CLOSES));
}

static bool is_verb(const stance_view *v, uint32_t i)
{
    return token_of(v, i)->upos == UPOS_VERB || token_of(v, i)->upos == UPOS_AUX;
}

/* The sentence in which the piece begins, as far as it lies in the piece. */
static token_range sentence_in(const tokens *t, token_range piece)
{
    uint32_t at = place_in(t->sentences, t->sentence_count, piece.first);
    if (at < t->sentence_count && t->sentences[at].last < piece.last) piece.last = t->sentences[at].last;
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
    while (i < r.last && (token_of(v, i)->flags & TOKEN_PUNCT || has_scope(v, i, SCOPE_OPEN))) i++;
    if (i >= r.last || !has_scope(v, i, SCOPE_CLAUSE)) return i;
    uint32_t after = after_comma(v, (token_range){ i, r.last });
    if (after >= r.last) return i;
    if (hedge_of(v, i)->kind == KIND_CONDITION) *is_conditional = true;
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
    if (i <= first || token_of(v, i - 1)->upos != UPOS_PART) return false;
    const hedge *h = hedge_of(v, i - 1);
    return !h || h->negation != NEGATES_CLAUSE;
}

static void find_verbs(const stance_view *v, main_clause *c)
{
    uint32_t relative = UINT32_MAX;
    for (uint32_t i = c->head.first; i < c->head.last; i++) {
        if (relative == UINT32_MAX && i > c->head.first && has_scope(v, i, SCOPE_RELATIVE)) relative = i;
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
    while (i < c->head.last && !is_break(v, i) && !has_scope(v, i, SCOPE_RELATIVE) && !has_scope(v, i, SCOPE_CLAUSE)) i++;
    for (uint32_t k = i; k < c->sentence.last && !c->is_conditional; k++) {
        const hedge *h = hedge_of(v, k);
        c->is_conditional = h && h->kind == KIND_CONDITION && h->scope == SCOPE_CLAUSE;
    }
    c->head.last = i;
}

static bool ends_as_question(const stance_view *v, token_range r)
{
    for (uint32_t i = r.last; i > r.first && token_of(v, i - 1)->flags & TOKEN_PUNCT; i--) {
        const hedge *h = hedge_of(v, i - 1);
        if (h && h->kind == KIND_QUESTION) return true;
    }
    return false;
}

main_clause clause_of(const stance_view *v, token_range content)
{
    main_clause c = { .sentence = sentence_in(v->run->tokens, content) };
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
        const hedge *h = hedge_of(v, i);
        if (!h || !tells(v, c, i)) continue;
        is_negated |= negates_clause(h);
        is_future |= h->kind == KIND_FUTURE;
        if (h->is_negative) *is_negative = !*is_negative;
        if (h->sure > *sure) *sure = h->sure;
    }
    if (is_negated) *is_negative = !*is_negative;
    if (c->is_question || (c->is_conditional && is_future)) *sure = UNCOMMITTED;
}
