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
enum { SENTENCES_BACK = 8, NESTING_MOST = 8 };

typedef struct {
    char     gender;        /* m f, n for things, 0 any                                      */
    bool     is_plural;
    uint32_t at;
    uint32_t not_this;      /* the speaker of the quotation around it: says I, not he        */
} wanted;

static bool is_value(const annotation *a, const char *key, const char *value)
{
    return str_is(annotation_get(a, key), value);
}

static bool fits(const entity *e, const wanted *w, bool strictly)
{
    bool is_person = str_is(e->type, "person"), is_group = str_is(e->type, "group");
    if (w->is_plural) return is_group || (!strictly && str_is(e->type, "organization"));
    if (w->gender == 'n') return !is_person && !is_group;
    if (!is_person) return false;
    if (e->gender) return e->gender == w->gender;
    return !strictly || e->is_spoken || !e->is_guess;
}

/* ---- around it ---------------------------------------------------------------------------------------------------- */

/* The speaker in whose words the token stands; `quoted`: within quotation marks, else outside of any. */
static uint32_t speaker_around(cast *c, uint32_t at, bool quoted)
{
    if (quoted != (c->quotation_of[at] != UINT32_MAX)) return ENTITY_NONE;
    uint32_t k = c->claim_of[at];
    for (uint32_t depth = 0; k != CLAIM_NONE && depth < NESTING_MOST; k = c->run->layers->claims[k].nested_in, depth++) {
        uint32_t e = claim_entity(c, k);
        if (e != ENTITY_NONE) return e;
    }
    return ENTITY_NONE;
}

/* ---- before it ---------------------------------------------------------------------------------------------------- */

static uint32_t voice_in(const cast *c, uint32_t sentence, const wanted *w)
{
    for (uint32_t i = c->voice_count; i-- > 0;) {
        const voice *v = &c->voices[i];
        uint32_t s = c->sentence_of[v->range.first];
        if (s < sentence) break;
        if (s != sentence || v->range.first >= w->at || v->entity == w->not_this) continue;
        if (c->quotation_of[v->range.first] != c->quotation_of[w->at]) continue;
        if (fits(&c->entities[v->entity], w, true)) return v->entity;
    }
    return ENTITY_NONE;
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

typedef enum { SUBJECTS, OTHERS, QUOTED } mention_rank;

static uint32_t name_in(const cast *c, uint32_t sentence, const wanted *w, mention_rank rank)
{
    uint32_t end = c->run->tokens->sentences[sentence].last;
    for (uint32_t i = mentions_from(c, sentence); i < c->mention_count; i++) {
        const mention *m = &c->mentions[i];
        if (m->range.first >= end || m->range.last > w->at) break;
        if (m->entity == ENTITY_NONE || m->entity == w->not_this) continue;
        bool is_apart = m->is_quoted && c->quotation_of[m->range.first] != c->quotation_of[w->at];
        mention_rank r = is_apart ? QUOTED : m->is_head ? SUBJECTS : OTHERS;
        if (r == rank && fits(&c->entities[m->entity], w, true)) return m->entity;
    }
    return ENTITY_NONE;
}

static uint32_t before(const cast *c, const wanted *w)
{
    uint32_t s = c->sentence_of[w->at];
    for (uint32_t back = 0; back <= SENTENCES_BACK && back <= s; back++) {
        uint32_t e = voice_in(c, s - back, w);
        for (mention_rank rank = SUBJECTS; e == ENTITY_NONE && rank <= QUOTED; rank++) e = name_in(c, s - back, w, rank);
        if (e != ENTITY_NONE) return e;
    }
    return ENTITY_NONE;
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
    if (c->quotation_of[at] == UINT32_MAX) return cast_entity(c, STR("(author)"), STR("person"), at);
    return speaker_around(c, at, true);
}

static uint32_t third_person(cast *c, const annotation *a)
{
    hs_str gender = annotation_get(a, "gender");
    wanted w = { gender.len ? gender.ptr[0] : '\0', is_value(a, "number", "pl"), a->range.first, ENTITY_NONE };
    uint32_t e = speaker_around(c, w.at, false);
    if (!w.is_plural && !w.gender) return ENTITY_NONE;
    if (e != ENTITY_NONE && fits(&c->entities[e], &w, false)) return e;
    w.not_this = speaker_around(c, w.at, true);
    e = before(c, &w);
    return e == ENTITY_NONE && !w.is_plural && w.gender != 'n' ? most_named(c, &w) : e;
}

uint32_t pronoun_entity(cast *c, const annotation *a)
{
    hs_str person = annotation_get(a, "person");
    if (is_value(a, "use", "relative")) return antecedent_entity(c, a->range.first);
    if (is_value(a, "use", "indefinite")) return cast_entity(c, cast_text(c, a->range), STR("group"), a->range.first);
    if (str_is(person, "1")) return first_person(c, a->range.first);
    return str_is(person, "3") ? third_person(c, a) : ENTITY_NONE;
}

/* The noun phrase that ends at the token, read backwards. */
static token_range phrase_before(const cast *c, uint32_t end)
{
    const tokens *tk = c->run->tokens;
    uint32_t first = end, sentence = end ? tk->sentences[c->sentence_of[end - 1]].first : 0;
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
    if (!end || c->sentence_of[end - 1] != c->sentence_of[at]) return ENTITY_NONE;
    const annotation *a = layer_over(c->names, end - 1);
    if (a && is_value(a, "kind", "name")) return cast_mention(c, a)->entity;
    token_range r = phrase_before(c, end);
    if (r.first == r.last) return ENTITY_NONE;
    return source_noun(c, r, a && is_value(a, "kind", "noun") ? a : NULL);
}
