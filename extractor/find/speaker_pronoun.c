/* speaker_pronoun.c - whom a pronoun means.
 *
 *   he, she   who spoke or was named last, of fitting gender: first the speaker in whose indirect words the pronoun stands
 *             ("Ruiz said she …"), then sentence by sentence backwards: speakers, subjects, other names
 *   it        the last body, place or document       they   the last group or body
 *   I, we     inside a quotation its speaker; outside the author
 *   who       the noun phrase directly before
 *
 * Which word is which pronoun, the rules of the layer `name` say (gender, number, person, use). */
#include "find/speaker_cast.h"

/* Deeper nesting than this is no language; the limit also holds if two claims name each other as the outer one. */
enum { SENTENCES_BACK = 8, DESCRIBED_BACK = 3, NESTING_MOST = 8 };

/* Names and speakers looked at in one sentence: no sentence of language has more, and a long one without a period stays linear. */
enum { NAMES_MOST = 1000 };

typedef struct {
    char     gender;        /* m f, n for things, 0 any                                      */
    bool     is_plural;
    uint32_t at, quotation; /* where it stands                                               */
    uint32_t not_this;      /* the speaker of the quotation around it: says I, not he        */
} wanted;

static bool fits(const entity *e, const wanted *w, bool strictly)
{
    bool is_person = e->type == TYPE_PERSON, is_group = e->type == TYPE_GROUP;
    if (w->is_plural) return is_group || (!strictly && e->type == TYPE_ORGANIZATION);
    if (w->gender == 'n') return !is_person && !is_group;
    if (!is_person || e->is_author) return false;
    if (e->gender) return e->gender == w->gender;
    return !strictly || e->is_spoken || !e->is_guess;
}

/* ---- around it ---------------------------------------------------------------------------------------------------- */

/* The speaker in whose words the token stands; `quoted`: within quotation marks, else outside of any. */
static uint32_t speaker_around(cast *c, uint32_t at, bool quoted)
{
    if (quoted != (cast_quotation(c, at) != UINT32_MAX)) return ENTITY_NONE;
    uint32_t k = cast_claim(c, at);
    for (uint32_t depth = 0; k != CLAIM_NONE && depth < NESTING_MOST; k = c->run->layers->claims[k].nested_in, depth++) {
        uint32_t e = claim_entity(c, k);
        if (e != ENTITY_NONE) return e;
    }
    return ENTITY_NONE;
}

/* ---- before it ---------------------------------------------------------------------------------------------------- */

/* The last who spoke in the sentence before the pronoun and is known to be a man, or a woman; else the last who may be. */
static uint32_t voice_in(const cast *c, uint32_t sentence, const wanted *w)
{
    uint32_t found = ENTITY_NONE;
    for (uint32_t i = c->voice_count, steps = 0; i-- > 0 && steps < NAMES_MOST; steps++) {
        const voice *v = &c->voices[i];
        if (v->sentence < sentence) break;
        if (v->sentence != sentence || v->at >= w->at || v->entity == w->not_this || v->quotation != w->quotation) continue;
        if (!fits(&c->entities[v->entity], w, true)) continue;
        if (c->entities[v->entity].gender == w->gender) return v->entity;
        if (found == ENTITY_NONE) found = v->entity;
    }
    return found;
}

/* The first index whose mention is in the sentence or later. */
static uint32_t mentions_from(const cast *c, uint32_t sentence)
{
    uint32_t first = c->run->tokens->sentences[sentence].first, lo = 0, hi = c->mention_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (c->mentions[mid].range.first < first) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* Does somebody else name it, within quotation marks that are not around the pronoun? */
static bool is_quoted(const mention *m, const wanted *w)
{
    return m->quotation != UINT32_MAX && m->quotation != w->quotation;
}

/* The first name of the sentence before the pronoun that is no part of a longer phrase, else the first. */
static uint32_t name_in(const cast *c, uint32_t sentence, const wanted *w, bool quoted)
{
    uint32_t end = c->run->tokens->sentences[sentence].last, found = ENTITY_NONE;
    for (uint32_t i = mentions_from(c, sentence), steps = 0; i < c->mention_count && steps < NAMES_MOST; i++, steps++) {
        const mention *m = &c->mentions[i];
        if (m->range.first >= end || m->range.last > w->at) break;
        if (m->entity == ENTITY_NONE || m->entity == w->not_this || is_quoted(m, w) != quoted) continue;
        if (!fits(&c->entities[m->entity], w, true)) continue;
        if (cast_is_head(c, m)) return m->entity;
        if (found == ENTITY_NONE) found = m->entity;
    }
    return found;
}

/* Of whom others speak in quotations is asked last: "Berg is late," she said. */
static uint32_t before(const cast *c, const wanted *w)
{
    uint32_t s = cast_sentence(c, w->at), e = ENTITY_NONE;
    for (uint32_t back = 0; back <= SENTENCES_BACK && back <= s && e == ENTITY_NONE; back++) {
        e = voice_in(c, s - back, w);
        if (e == ENTITY_NONE) e = name_in(c, s - back, w, false);
    }
    for (uint32_t back = 0; back <= SENTENCES_BACK && back <= s && e == ENTITY_NONE; back++) e = name_in(c, s - back, w, true);
    return e;
}

/* Who is named most in the whole article, where nobody near fits. */
static uint32_t most_named(cast *c, const wanted *w)
{
    uint32_t *best = &c->most_named[w->gender == 'f'];
    if (*best == ENTITY_OPEN) {
        *best = ENTITY_NONE;
        for (uint32_t i = 0; i < c->entity_count; i++) {
            const entity *e = &c->entities[i];
            if (e->named > 1 && fits(e, w, true) && (*best == ENTITY_NONE || e->named > c->entities[*best].named)) *best = i;
        }
    }
    return *best == w->not_this ? ENTITY_NONE : *best;
}

/* ---- public --------------------------------------------------------------------------------------------------------- */

static uint32_t first_person(cast *c, uint32_t at)
{
    if (cast_quotation(c, at) != UINT32_MAX) return speaker_around(c, at, true);
    uint32_t e = cast_entity(c, STR("(author)"), TYPE_PERSON, STR("person"), at);
    if (e != ENTITY_NONE) c->entities[e].is_author = true;
    return e;
}

static uint32_t third_person(cast *c, const mention *m)
{
    wanted w = { m->gender, m->is_plural, m->range.first, cast_quotation(c, m->range.first), ENTITY_NONE };
    uint32_t e = speaker_around(c, w.at, false);
    if (!w.is_plural && !w.gender) return ENTITY_NONE;
    if (e != ENTITY_NONE && fits(&c->entities[e], &w, false)) return e;
    w.not_this = speaker_around(c, w.at, true);
    e = before(c, &w);
    return e == ENTITY_NONE && !w.is_plural && w.gender != 'n' ? most_named(c, &w) : e;
}

uint32_t pronoun_entity(cast *c, const mention *m)
{
    if (m->is_relative) return antecedent_entity(c, m->range.first);
    if (m->is_indefinite) return cast_entity(c, cast_text(c, m->range), TYPE_GROUP, STR("group"), m->range.first);
    if (m->person == PERSON_FIRST) return first_person(c, m->range.first);
    return m->person == PERSON_THIRD ? third_person(c, m) : ENTITY_NONE;
}

static bool is_in_front(const cast *c, uint32_t at)
{
    const tokens *tk = c->run->tokens;
    return at == tk->sentences[cast_sentence(c, at)].first || tk->items[at - 1].upos == UPOS_PUNCT;
}

static bool is_other_sort(const entity *e, const mention *noun)
{
    return e->sort.len && noun->sort.len && !str_eq(e->sort, noun->sort);
}

/* The only one that spoke. */
static uint32_t described_voice(cast *c, uint32_t at, const mention *noun)
{
    uint32_t s = cast_sentence(c, at), found = ENTITY_NONE;
    if (!is_in_front(c, at) || cast_quotation(c, at) != UINT32_MAX || cast_claim(c, at) != CLAIM_NONE) return ENTITY_NONE;
    for (uint32_t i = c->voice_count, steps = 0; i-- > 0 && steps < NAMES_MOST; steps++) {
        const voice *v = &c->voices[i];
        if (v->sentence + DESCRIBED_BACK < s) break;
        const entity *e = &c->entities[v->entity];
        if (v->sentence >= s || v->quotation != UINT32_MAX || e->type != noun->type) continue;
        if (!e->named || is_other_sort(e, noun) || (e->gender && noun->gender && e->gender != noun->gender)) return ENTITY_NONE;
        if (found != ENTITY_NONE && found != v->entity) return ENTITY_NONE;
        found = v->entity;
    }
    return found;
}

/* The one of its sort that was named, by preference most in the article. */
static uint32_t described_body(const cast *c, uint32_t at, const mention *noun)
{
    uint32_t s = cast_sentence(c, at), found = ENTITY_NONE;
    bool is_tie = false;
    uint32_t first = mentions_from(c, s > DESCRIBED_BACK ? s - DESCRIBED_BACK : 0);
    for (uint32_t i = first; i < c->mention_count && i - first < NAMES_MOST; i++) {
        const mention *m = &c->mentions[i];
        if (m->range.first >= at) break;
        if (m->kind != MENTION_NAME || m->entity == ENTITY_NONE || m->entity == found) continue;
        const entity *e = &c->entities[m->entity];
        if (e->type != TYPE_ORGANIZATION || !e->sort.len || is_other_sort(e, noun)) continue;
        uint32_t best = found == ENTITY_NONE ? 0 : c->entities[found].named;
        if (e->named >= best) is_tie = e->named == best;
        if (e->named > best) found = m->entity;
    }
    return is_tie ? ENTITY_NONE : found;
}

uint32_t described_entity(cast *c, uint32_t at, const mention *noun)
{
    uint32_t e = described_voice(c, at, noun);
    return e == ENTITY_NONE && noun->type == TYPE_ORGANIZATION && noun->sort.len ? described_body(c, at, noun) : e;
}

/* The noun phrase that ends at the token, read backwards. */
static token_range phrase_before(const cast *c, uint32_t end)
{
    const tokens *tk = c->run->tokens;
    uint32_t first = end, sentence = end ? tk->sentences[cast_sentence(c, end - 1)].first : 0;
    while (first > sentence && (cast_goes_on(c, first - 1, end) || (cast_is_clitic(c, first - 1) && first < end))) first--;
    if (first > sentence && tk->items[first - 1].upos == UPOS_DET && first < end) first--;
    return (token_range){ first, end };
}

uint32_t antecedent_entity(cast *c, uint32_t at)
{
    const tokens *tk = c->run->tokens;
    uint32_t end = at;
    if (end && tk->items[end - 1].upos == UPOS_PUNCT) end--;
    if (end && tk->items[end - 1].upos == UPOS_ADP) end--;
    if (!end || cast_sentence(c, end - 1) != cast_sentence(c, at)) return ENTITY_NONE;
    const mention *m = mention_over(c, end - 1);
    if (m && m->kind == MENTION_NAME) return m->entity;
    token_range r = phrase_before(c, end);
    if (r.first == r.last) return ENTITY_NONE;
    return source_noun(c, r, m && m->kind == MENTION_NOUN ? m : NULL);
}
