/* speaker_source.c - whom a source span means.
 *
 *   Chilean President Ana Ruiz            a name               -> its entity
 *   Dana Kell of the harbour office       a name with a tail   -> its entity
 *   his wife, Jane,                       a noun, then a name  -> the name
 *   Ana Ruiz of Holm and Marco Tell       two names            -> two entities
 *   the mayor                             a definite role      -> who bears it in the article
 *   the campaign                          a noun               -> the name that ends with it (the Ruiz campaign)
 *   a senior official in the ministry     anything else        -> the phrase itself, without its article
 *
 * The head of a noun phrase is its last noun before a preposition, a comma, a verb: the first annotation after which the
 * phrase does not go on. */
#include "find/speaker_cast.h"

enum { LOOK_BACK = 1000 }; /* names: farther back a role or a body is hardly meant, and a long article stays linear */

static const mention *mention_in(const cast *c, uint32_t at, token_range r)
{
    const mention *m = mention_over(c, at);
    return m && m->range.last <= r.last ? m : NULL;
}

static const mention *mention_at(const cast *c, uint32_t at)
{
    const mention *m = mention_over(c, at);
    return m && m->range.first == at ? m : NULL;
}

typedef struct { const mention *head; uint32_t end; } phrase_head; /* end: after the phrase's core */

/* Walks over the core of the phrase that begins at r.first. */
static phrase_head find_head(const cast *c, token_range r)
{
    phrase_head h = { NULL, r.first };
    const tokens *tk = c->run->tokens;
    bool has_core = false;
    for (uint32_t t = r.first; t < r.last;) {
        const mention *m = mention_in(c, t, r);
        bool is_pronoun = m && m->kind == MENTION_PRONOUN;
        bool is_word = m || cast_goes_on(c, t, r.last), is_clitic = !m && cast_is_clitic(c, t);
        if ((!is_word && has_core && !is_clitic) || (is_pronoun && has_core)) break;
        has_core = has_core || (is_word && tk->items[t].upos != UPOS_DET);
        if (is_word && !is_pronoun) h.head = m;
        if (is_clitic && t + 1 < r.last) {
            has_core = false;
            h.head = NULL;
        }
        t = m ? m->range.last : t + 1;
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
    while (t + 1 < r.last && tk->items[t].upos == UPOS_DET && !mention_over(c, t)) t++;
    return t;
}

typedef struct { entity_type number; hs_str name; } phrase_type;

/* The type of a phrase: its head's; if no list knows that (64 percent of voters), that of what follows. */
static phrase_type type_of(const cast *c, token_range r, const mention *head)
{
    if (head) return (phrase_type){ head->type, head->type_name };
    for (uint32_t t = r.first; t < r.last; t++) {
        const mention *m = mention_in(c, t, r);
        if (m && m->kind != MENTION_PRONOUN && cast_is_head(c, m)) return (phrase_type){ m->type, m->type_name };
    }
    return (phrase_type){ TYPE_OTHER, STR("unknown") };
}

/* Who, which; "released" in "papers released this week". Of several people it tells which: "two who were there". */
static bool opens_relative(const cast *c, uint32_t at, entity_type type)
{
    const mention *m = mention_over(c, at), *before = mention_over(c, at - 1);
    if (type == TYPE_GROUP) return false;
    if (m) return m->is_relative;
    return before && before->type == TYPE_DOCUMENT && c->run->tokens->items[at].upos == UPOS_VERB;
}

/* The phrase up to its first comma, bracket, quotation mark or relative clause. */
static token_range without_asides(const cast *c, token_range r, const mention *head)
{
    const tokens *tk = c->run->tokens;
    token_range out = { after_articles(c, r), r.last };
    entity_type type = type_of(c, r, head).number;
    for (uint32_t t = out.first + 1; t < out.last; t++) {
        bool is_mark = tk->items[t].upos == UPOS_PUNCT && !cast_goes_on(c, t, r.last) && !cast_is_clitic(c, t);
        if (is_mark || opens_relative(c, t, type)) out.last = t;
    }
    return out;
}

/* "Ruiz's office" by the owner's full name, if the article has called it so before; "Sen. Ruiz's office" without the title. */
static hs_str name_of(const cast *c, token_range core, phrase_type type)
{
    const mention *owner = mention_at(c, core.first);
    hs_str name = cast_text(c, core);
    if (!owner || owner->kind != MENTION_NAME || owner->entity == ENTITY_NONE || owner->range.last + 1 >= core.last
        || !cast_is_clitic(c, owner->range.last)) return name;
    hs_str owned = cast_text(c, (token_range){ owner->range.last, core.last });
    hs_str full = name_joined(c->run->memory, c->entities[owner->entity].name, owned);
    if (cast_knows(c, full, type.name)) return full;
    return owner->role.len ? name_joined(c->run->memory, owner->bare, owned) : name;
}

/* Who has the role of these words, named last before the phrase. */
static uint32_t named_as(cast *c, token_range words_at, const mention *head)
{
    uint32_t words[NAME_WORDS_MOST], count = words_of(&c->words, cast_text(c, words_at), words);
    for (uint32_t i = (uint32_t)(head - c->mentions), steps = 0; i-- > 0 && steps < LOOK_BACK; steps++) {
        uint32_t e = c->mentions[i].entity;
        if (e == ENTITY_NONE || c->mentions[i].range.last > words_at.first) continue;
        if (cast_has_role(&c->entities[e], words, count)) return e;
    }
    return ENTITY_NONE;
}

/* "the Linden mayor": the mayor of Linden, if the article has several; else the mayor. */
static uint32_t bearer_of(cast *c, token_range core, const mention *head)
{
    uint32_t e = named_as(c, (token_range){ core.first, head->range.last }, head);
    return e == ENTITY_NONE ? named_as(c, head->range, head) : e;
}

static bool is_body_ending_in(const entity *e, uint32_t word)
{
    return e->type == TYPE_ORGANIZATION && e->word_count > 1 && e->words[e->word_count - 1] == word;
}

/* "the campaign": the body whose name ends with the word, named last before. */
static uint32_t body_ending_in(const cast *c, token_range phrase, const mention *head)
{
    uint32_t word = words_last(&c->words, cast_text(c, head->range));
    if (word == WORD_UNKNOWN) return ENTITY_NONE;
    for (uint32_t i = (uint32_t)(head - c->mentions), steps = 0; i-- > 0 && steps < LOOK_BACK; steps++) {
        uint32_t e = c->mentions[i].entity;
        if (e != ENTITY_NONE && c->mentions[i].range.last <= phrase.first && is_body_ending_in(&c->entities[e], word)) return e;
    }
    return ENTITY_NONE;
}

/* "Mayor calls it a relic": a headline leaves articles out, and names nobody before. The first of whom the article says it. */
static uint32_t named_below(cast *c, token_range phrase, const mention *head)
{
    uint32_t words[NAME_WORDS_MOST], count = words_of(&c->words, cast_text(c, phrase), words);
    for (uint32_t i = (uint32_t)(head - c->mentions) + 1, steps = 0; i < c->mention_count && steps < LOOK_BACK; i++, steps++) {
        uint32_t e = c->mentions[i].entity;
        if (e == ENTITY_NONE) continue;
        if (head->type == TYPE_PERSON && cast_has_role(&c->entities[e], words, count)) return e;
        if (head->type == TYPE_ORGANIZATION && count && is_body_ending_in(&c->entities[e], words[count - 1])) return e;
    }
    return ENTITY_NONE;
}

/* "the banker", not "his banker", "the banker of the house". */
static bool is_plain_definite(const cast *c, token_range phrase, token_range core, const mention *head)
{
    if (core.last != head->range.last || core.first == phrase.first) return false;
    for (uint32_t t = core.first; t < core.last; t++)
        if (!cast_goes_on(c, t, core.last)) return false;
    return true;
}

uint32_t source_noun(cast *c, token_range phrase, const mention *head)
{
    token_range core = without_asides(c, phrase, head);
    if (head && head->is_definite && head->type == TYPE_PERSON) {
        uint32_t e = bearer_of(c, core, head);
        if (e != ENTITY_NONE) return e;
    }
    bool is_bare = head && core.first == head->range.first && core.last == head->range.last && core.first > phrase.first;
    if (is_bare && (head->type == TYPE_ORGANIZATION || head->type == TYPE_DOCUMENT)) {
        uint32_t e = body_ending_in(c, phrase, head);
        if (e != ENTITY_NONE) return e;
    }
    if (head && core.first == phrase.first && core.last == head->range.last && cast_in_headline(c, phrase.first)) {
        uint32_t e = named_below(c, core, head);
        if (e != ENTITY_NONE) return e;
    }
    if (head && head->is_definite && is_plain_definite(c, phrase, core, head)) {
        uint32_t e = described_entity(c, phrase.first, head);
        if (e != ENTITY_NONE) return e;
    }
    phrase_type type = type_of(c, core, head);
    hs_str name = name_of(c, core, type);
    uint32_t e = name.len ? cast_entity(c, name, type.number, type.name, phrase.first) : ENTITY_NONE;
    if (e != ENTITY_NONE && head && !c->entities[e].gender) c->entities[e].gender = head->gender;
    return e;
}

/* ---- one source --------------------------------------------------------------------------------------------------- */

static bool goes_with(const token *t)
{
    return t->upos == UPOS_ADP || t->upos == UPOS_DET;
}

/* A name that stands beside the noun in the same source, between commas: "his wife, Jane,", "the head of the hall, Jane Kell,". */
static uint32_t apposed_name(const cast *c, token_range r, uint32_t from)
{
    const tokens *tk = c->run->tokens;
    while (from < r.last && (goes_with(&tk->items[from]) || cast_goes_on(c, from, r.last))) from++;
    if (from + 1 >= r.last || tk->items[from].upos != UPOS_PUNCT) return ENTITY_NONE;
    const mention *m = mention_at(c, after_articles(c, (token_range){ from + 1, r.last }));
    if (!m || m->range.last > r.last || m->kind != MENTION_NAME || !cast_is_head(c, m)) return ENTITY_NONE;
    return m->type == TYPE_PERSON ? m->entity : ENTITY_NONE;
}

/* What is said of a name beside it: "Ana Ruiz, the mayor of Linden," -> "mayor of Linden". */
static void take_role(cast *c, uint32_t e, token_range r, uint32_t from)
{
    const tokens *tk = c->run->tokens;
    if (e == ENTITY_NONE || from + 1 >= r.last || tk->items[from].upos != UPOS_PUNCT) return;
    token_range aside = { from + 1, r.last };
    phrase_head h = find_head(c, aside);
    if (!h.head || h.head->kind != MENTION_NOUN || h.head->type != TYPE_PERSON) return;
    cast_add_role(c, e, cast_text(c, without_asides(c, aside, h.head)), cast_text(c, h.head->range));
}

/* "he" in "he of all men", no part of "his wife". */
static bool is_pronoun_alone(const cast *c, token_range r)
{
    const mention *m = mention_at(c, r.first);
    return m && m->kind == MENTION_PRONOUN && !cast_goes_on(c, m->range.last, r.last);
}

static uint32_t one_entity(cast *c, token_range r, uint32_t *end)
{
    phrase_head h = find_head(c, r);
    *end = h.end;
    if (is_pronoun_alone(c, r)) return pronoun_entity(c, mention_at(c, r.first));
    if (h.head && h.head->kind == MENTION_NAME) {
        take_role(c, h.head->entity, r, h.end);
        return h.head->entity;
    }
    if (h.head && h.head->kind == MENTION_NOUN) {
        uint32_t e = h.head->type == TYPE_DOCUMENT ? ENTITY_NONE : apposed_name(c, r, h.end);
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
    if (!first.head && is_pronoun_alone(c, r)) first.head = mention_at(c, r.first);
    if (!first.head) return r.last;
    for (uint32_t t = first.end; t + 1 < r.last; t++) {
        const token *x = &tk->items[t];
        if (x->upos == UPOS_PRON || x->upos == UPOS_VERB || x->upos == UPOS_AUX || x->upos == UPOS_PUNCT) return r.last;
        if (x->upos != UPOS_CCONJ) continue;
        phrase_head second = find_head(c, (token_range){ t + 1, r.last });
        bool is_pair = second.head && (first.head->kind == MENTION_NOUN) == (second.head->kind == MENTION_NOUN);
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
    return r.last - r.first == 1 && (u == UPOS_PRON || u == UPOS_SCONJ || u == UPOS_DET) && !mention_over(c, r.first);
}

uint32_t source_entities(cast *c, token_range source, uint32_t out[SOURCES_MOST])
{
    uint32_t n = 0;
    token_range r = trimmed(c, source);
    const mention *m = mention_at(c, r.first);
    if (m && m->range.last == r.last && m->kind == MENTION_PRONOUN) {
        put(out, &n, pronoun_entity(c, m));
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
