/* speaker_source.c - whom a source span means.
 *
 *   Chilean President Ana Ruiz            a name               -> its entity
 *   Jason Healey of Columbia University   a name with a tail   -> its entity
 *   his wife, Jane,                       a noun, then a name  -> the name
 *   Ted Cruz of Texas and Marco Rubio     two names            -> two entities
 *   the mayor                             a definite role      -> who bears it in the article
 *   the campaign                          a noun               -> the name that ends with it (the Ruiz campaign)
 *   a senior official in the ministry     anything else        -> the phrase itself, without its article
 *
 * The head of a noun phrase is its last noun before a preposition, a comma, a verb: the first annotation after which the
 * phrase does not go on. */
#include "find/speaker_cast.h"

enum { LOOK_BACK = 1000 }; /* names: farther back a role or a body is hardly meant, and a long article stays linear */

static const annotation *annotation_in(const cast *c, uint32_t at, token_range r)
{
    const annotation *a = layer_over(c->names, at);
    return a && a->range.last <= r.last ? a : NULL;
}

static bool kind_is(const annotation *a, const char *kind)
{
    return str_is(annotation_get(a, "kind"), kind);
}

static hs_str type_of(const annotation *a)
{
    return annotation_get(a, "type");
}

typedef struct { const annotation *head; uint32_t end; } phrase_head; /* end: after the phrase's core */

/* Walks over the core of the phrase that begins at r.first. */
static phrase_head find_head(const cast *c, token_range r)
{
    phrase_head h = { NULL, r.first };
    const tokens *tk = c->run->tokens;
    bool has_core = false;
    for (uint32_t t = r.first; t < r.last;) {
        const annotation *a = annotation_in(c, t, r);
        bool is_word = a || cast_goes_on(c, t, r.last);
        if (!is_word && has_core && !cast_is_clitic(c, t)) break;
        if (a && kind_is(a, "pronoun") && has_core) break;
        has_core = has_core || (is_word && tk->items[t].upos != UPOS_DET);
        if (is_word && !(a && kind_is(a, "pronoun"))) h.head = a;
        if (cast_is_clitic(c, t) && !a && t + 1 < r.last) {
            has_core = false;
            h.head = NULL;
        }
        t = a ? a->range.last : t + 1;
        h.end = t;
    }
    return h;
}

/* ---- noun phrases ------------------------------------------------------------------------------------------------- */

/* Determiners that tell no number are no part of a name: those that no rule annotates. */
static uint32_t after_articles(const cast *c, token_range r)
{
    const tokens *tk = c->run->tokens;
    uint32_t t = r.first;
    while (t + 1 < r.last && tk->items[t].upos == UPOS_DET && !layer_over(c->names, t)) t++;
    return t;
}

/* The phrase up to its first comma, bracket or quotation mark. */
static token_range without_asides(const cast *c, token_range r)
{
    const tokens *tk = c->run->tokens;
    token_range out = { after_articles(c, r), r.last };
    for (uint32_t t = out.first + 1; t < out.last; t++)
        if (tk->items[t].upos == UPOS_PUNCT && !cast_goes_on(c, t, r.last) && !cast_is_clitic(c, t)) out.last = t;
    return out;
}

/* The type of a phrase whose head no list knows (64 percent of voters): that of what follows. */
static hs_str type_behind(const cast *c, token_range r)
{
    for (uint32_t t = r.first; t < r.last; t++) {
        const annotation *a = annotation_in(c, t, r);
        if (a && !kind_is(a, "pronoun") && c->mentions[a - c->names->items].is_head) return type_of(a);
    }
    return STR("unknown");
}

static hs_str last_word(const cast *c, token_range r)
{
    hs_str *words;
    uint32_t n = cast_words(c, cast_text(c, r), &words);
    return n ? words[n - 1] : STR("");
}

/* "the president": who bears the title in the article, named last before it. */
static uint32_t bearer_of(const cast *c, token_range phrase, const annotation *head)
{
    hs_str word = last_word(c, head->range);
    for (uint32_t i = (uint32_t)(head - c->names->items), steps = 0; i-- > 0 && steps < LOOK_BACK; steps++) {
        uint32_t e = c->mentions[i].entity;
        if (e != ENTITY_NONE && c->names->items[i].range.last <= phrase.first && cast_has_role(&c->entities[e], word)) return e;
    }
    return ENTITY_NONE;
}

/* "the campaign": the body whose name ends with the word, named last before. */
static uint32_t body_ending_in(const cast *c, token_range phrase, const annotation *head)
{
    hs_str word = last_word(c, head->range);
    for (uint32_t i = (uint32_t)(head - c->names->items), steps = 0; i-- > 0 && steps < LOOK_BACK; steps++) {
        uint32_t e = c->mentions[i].entity;
        if (e == ENTITY_NONE || c->names->items[i].range.last > phrase.first) continue;
        const entity *x = &c->entities[e];
        if (str_is(x->type, "organization") && x->word_count > 1 && str_eq(x->words[x->word_count - 1], word)) return e;
    }
    return ENTITY_NONE;
}

uint32_t source_noun(cast *c, token_range phrase, const annotation *head)
{
    token_range core = without_asides(c, phrase);
    if (head && annotation_get(head, "definite").len) {
        uint32_t e = bearer_of(c, phrase, head);
        if (e != ENTITY_NONE) return e;
    }
    bool is_bare = head && core.first == head->range.first && core.last == head->range.last && core.first > phrase.first;
    if (is_bare && str_is(type_of(head), "organization")) {
        uint32_t e = body_ending_in(c, phrase, head);
        if (e != ENTITY_NONE) return e;
    }
    hs_str name = cast_text(c, core);
    return name.len ? cast_entity(c, name, head ? type_of(head) : type_behind(c, core), phrase.first) : ENTITY_NONE;
}

/* ---- one source --------------------------------------------------------------------------------------------------- */

/* A name that stands beside the noun in the same source, between commas: "his wife, Jane,". */
static uint32_t apposed_name(const cast *c, token_range r, uint32_t from)
{
    const tokens *tk = c->run->tokens;
    if (from + 1 >= r.last || tk->items[from].upos != UPOS_PUNCT) return ENTITY_NONE;
    const annotation *a = layer_at(c->names, from + 1);
    if (!a || a->range.last > r.last || !kind_is(a, "name") || !cast_mention(c, a)->is_head) return ENTITY_NONE;
    return str_is(type_of(a), "person") ? cast_mention(c, a)->entity : ENTITY_NONE;
}

/* What is said of a name beside it: "Ana Ruiz, the mayor of Linden," -> "mayor of Linden". */
static void take_role(cast *c, uint32_t e, token_range r, uint32_t from)
{
    const tokens *tk = c->run->tokens;
    if (e == ENTITY_NONE || from + 1 >= r.last || tk->items[from].upos != UPOS_PUNCT) return;
    token_range aside = { from + 1, r.last };
    phrase_head h = find_head(c, aside);
    if (!h.head || !kind_is(h.head, "noun") || !str_is(type_of(h.head), "person")) return;
    cast_add_role(c, e, cast_text(c, without_asides(c, aside)));
}

static uint32_t one_entity(cast *c, token_range r, uint32_t *end)
{
    phrase_head h = find_head(c, r);
    *end = h.end;
    if (h.head && kind_is(h.head, "name")) {
        uint32_t e = cast_mention(c, h.head)->entity;
        take_role(c, e, r, h.end);
        return e;
    }
    if (h.head && kind_is(h.head, "noun")) {
        uint32_t e = str_is(type_of(h.head), "document") ? ENTITY_NONE : apposed_name(c, r, h.end);
        if (e != ENTITY_NONE) return e;
    }
    return source_noun(c, r, h.head);
}

/* ---- several ------------------------------------------------------------------------------------------------------ */

/* Where the second of two coordinated phrases begins: after a conjunction that follows the core or its short tail. */
static uint32_t second_part(const cast *c, token_range r)
{
    const tokens *tk = c->run->tokens;
    phrase_head first = find_head(c, r);
    if (!first.head) return r.last;
    for (uint32_t t = first.end; t + 1 < r.last; t++) {
        const token *x = &tk->items[t];
        if (x->upos == UPOS_PRON || x->upos == UPOS_VERB || x->upos == UPOS_AUX || x->upos == UPOS_PUNCT) return r.last;
        if (x->upos != UPOS_CCONJ) continue;
        phrase_head second = find_head(c, (token_range){ t + 1, r.last });
        bool is_pair = second.head && kind_is(first.head, "name") == kind_is(second.head, "name");
        return is_pair ? t + 1 : r.last;
    }
    return r.last;
}

static void put(uint32_t *out, uint32_t *n, uint32_t e)
{
    for (uint32_t i = 0; i < *n; i++)
        if (out[i] == e) return;
    if (e != ENTITY_NONE && *n < SOURCES_MOST) out[(*n)++] = e;
}

/* A clitic at the end belongs to the cue: "Ruiz's" claim. */
static token_range trimmed(const cast *c, token_range r)
{
    const tokens *tk = c->run->tokens;
    while (r.last > r.first + 1 && (tk->items[r.last - 1].upos == UPOS_PUNCT || cast_is_clitic(c, r.last - 1))) r.last--;
    while (r.first + 1 < r.last && tk->items[r.first].upos == UPOS_PUNCT) r.first++;
    return r;
}

/* A relative word ("that") is no annotation: a single pronoun or conjunction right after a noun. */
static bool is_bare_relative(const cast *c, token_range r)
{
    uint8_t u = c->run->tokens->items[r.first].upos;
    return r.last - r.first == 1 && (u == UPOS_PRON || u == UPOS_SCONJ || u == UPOS_DET) && !layer_over(c->names, r.first);
}

uint32_t source_entities(cast *c, token_range source, uint32_t out[SOURCES_MOST])
{
    uint32_t n = 0;
    token_range r = trimmed(c, source);
    const annotation *a = layer_at(c->names, r.first);
    if (a && a->range.last == r.last && kind_is(a, "pronoun")) {
        put(out, &n, pronoun_entity(c, a));
        return n;
    }
    if (is_bare_relative(c, r)) {
        put(out, &n, antecedent_entity(c, r.first));
        return n;
    }
    for (uint32_t parts = 0; r.first < r.last && parts < SOURCES_MOST; parts++) {
        uint32_t next = second_part(c, r), end;
        token_range part = { r.first, next < r.last ? next - 1 : r.last };
        put(out, &n, one_entity(c, part, &end));
        r.first = next;
    }
    return n;
}
