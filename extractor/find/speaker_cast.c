/* speaker_cast.c - which names of an article mean the same.
 *
 * Names are taken from the longest to the shortest, so that a short one finds the full one it may belong to:
 *
 *   same words                      Ana Ruiz          Ana Ruiz
 *   same first and last word        Ana Ruiz          Ana M. Ruiz            (persons)
 *   its last words, its first       Ruiz, Ana, Times  Ana Ruiz, New York Times
 *   its initials                    NYT, U.S.         New York Times, United States
 *   the last word, no name by rule  Cross             Ann Cross              (persons)
 *
 * Of several that fit, the one of the fitting gender named last before it. A name of a headline never gives the full form,
 * because there every word may have a capital. */
#include "find/speaker_cast.h"

#include "base/error.h"
#include "find/fold.h"
#include "find/place.h"

/* A name as it stands, before it is known whose it is. */
typedef struct {
    const mention *m;
    hs_str    name;
    uint32_t *words;
    uint32_t  word_count;
    bool      is_headline;
} naming;

/* ---- do two names fit? ---------------------------------------------------------------------------------------------- */

static bool same_words(const uint32_t *a, const uint32_t *b, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (a[i] != b[i]) return false;
    return true;
}

static bool same_tail(const entity *e, const naming *n)
{
    return n->word_count <= e->word_count && same_words(e->words + (e->word_count - n->word_count), n->words, n->word_count);
}

static bool same_start(const entity *e, const naming *n)
{
    return n->word_count <= e->word_count && same_words(e->words, n->words, n->word_count);
}

static bool same_type(const entity *e, const mention *m)
{
    return e->type == m->type && (m->type != TYPE_OTHER || str_eq(e->type_name, m->type_name));
}

/* How well a name fits an entity: 0 not, up to 5 the same. `acronym`: the name as one, or WORD_UNKNOWN. */
static int fit(const entity *e, const naming *n, uint32_t acronym)
{
    const mention *m = n->m;
    bool is_person = e->type == TYPE_PERSON, is_same_type = same_type(e, m);
    if (!n->word_count || (!is_same_type && !m->is_guess && !e->is_guess)) return 0;
    /* "Clinton" and "Kelly" are first names too: standing alone they say nothing against Ann Clinton */
    bool is_family = m->is_guess && n->word_count == 1 && e->word_count > 1 && same_tail(e, n);
    if (m->gender && e->gender && m->gender != e->gender && is_person && !is_family) return 0;
    if (n->word_count == e->word_count && same_tail(e, n)) return 5;
    if (is_person && n->word_count > 1 && e->words[0] == n->words[0]
        && e->words[e->word_count - 1] == n->words[n->word_count - 1]) return 4;
    if (n->word_count >= e->word_count) return 0;
    if (same_tail(e, n)) return 3;
    if (acronym != WORD_UNKNOWN && acronym == e->initials) return 3;
    if (same_start(e, n) && (is_person ? n->word_count == 1 : m->is_guess || is_same_type)) return 2;
    return 0;
}

/* ---- chains --------------------------------------------------------------------------------------------------------- */

static bool has_head(cast *c, uint32_t word)
{
    if (word < c->head_count) return true;
    uint32_t count = 2 * c->words.count;
    uint32_t *grown = arena_grow(c->run->memory, c->heads, c->head_count * sizeof *grown, count * sizeof *grown);
    if (!grown) return false;
    memset(grown + c->head_count, 0xFF, (count - c->head_count) * sizeof *grown);
    c->heads = grown;
    c->head_count = count;
    return true;
}

/* Entities are found by their first word, their last word and their initials: chains of those that share one. */
static void chain(cast *c, uint32_t e, uint32_t word)
{
    if (!has_head(c, word)) return;
    ARENA_PUSH(c->run->memory, c->links, c->link_count, c->link_cap, (chain_link){ e, c->heads[word] });
    if (!c->run->memory->failed) c->heads[word] = c->link_count - 1;
}

typedef struct { uint32_t entity; int fit; } finding;

/* Looks along one chain for the best fit, then for the one that was named last before the name, else the first. */
static void look_along(const cast *c, uint32_t word, const naming *n, uint32_t acronym, finding *best)
{
    uint32_t at = word < c->head_count ? c->heads[word] : ENTITY_NONE;
    for (uint32_t steps = 0; at != ENTITY_NONE && steps < CHAIN_MOST; at = c->links[at].next, steps++) {
        uint32_t e = c->links[at].entity;
        int f = fit(&c->entities[e], n, acronym);
        if (!f || f < best->fit) continue;
        uint32_t last = c->entities[e].last;
        bool is_nearer = f > best->fit || (last <= n->m->range.first && last > c->entities[best->entity].last);
        if (is_nearer) *best = (finding){ e, f };
    }
}

static uint32_t owner_of(const cast *c, const naming *n)
{
    finding best = { ENTITY_NONE, 0 };
    if (!n->word_count) return ENTITY_NONE;
    uint32_t acronym = words_acronym(&c->words, n->name), first = n->words[0], last = n->words[n->word_count - 1];
    look_along(c, last, n, acronym, &best);
    if (first != last) look_along(c, first, n, acronym, &best);
    if (acronym != WORD_UNKNOWN) look_along(c, acronym, n, acronym, &best);
    return best.entity;
}

/* ---- entities ------------------------------------------------------------------------------------------------------- */

static uint32_t add_entity(cast *c, const entity *e)
{
    ARENA_PUSH(c->run->memory, c->entities, c->entity_count, c->entity_cap, *e);
    return c->run->memory->failed ? ENTITY_NONE : c->entity_count - 1;
}

static hs_str phrase_key(const cast *c, hs_str name, hs_str type_name)
{
    arena *memory = c->run->memory;
    return folded(memory, name_joined(memory, name_joined(memory, type_name, STR(" ")), name));
}

bool cast_knows(const cast *c, hs_str name, hs_str type_name)
{
    return strmap_get(&c->phrases, phrase_key(c, name, type_name)) != STRMAP_NONE;
}

uint32_t cast_entity(cast *c, hs_str name, entity_type type, hs_str type_name, uint32_t at)
{
    entity e = { .name = name, .initials = WORD_UNKNOWN, .type = type, .type_name = type_name, .role = STR(""), .first = at, .last = at,
                 .speaker = ENTITY_NONE };
    hs_str key = phrase_key(c, name, type_name);
    uint32_t known = strmap_get(&c->phrases, key);
    if (known != STRMAP_NONE) return known;
    known = add_entity(c, &e);
    if (known != ENTITY_NONE) strmap_put(&c->phrases, key, known);
    return known;
}

static bool has_word(const uint32_t *words, uint32_t count, uint32_t word)
{
    for (uint32_t i = 0; i < count; i++)
        if (words[i] == word) return true;
    return false;
}

void cast_add_role(cast *c, uint32_t index, hs_str role, hs_str head)
{
    entity *e = &c->entities[index];
    arena *memory = c->run->memory;
    uint32_t words[NAME_WORDS_MOST], n = role.len ? words_of(&c->words, role, words) : 0, last = words_last(&c->words, head);
    if (!e->role.len) e->role = role;
    for (uint32_t i = 0; i < n && e->role_count < ROLE_WORDS_MOST; i++)
        if (!has_word(e->role_words, e->role_count, words[i]))
            ARENA_PUSH(memory, e->role_words, e->role_count, e->role_cap, words[i]);
    if (last != WORD_UNKNOWN && e->role_head_count < ROLE_WORDS_MOST && !has_word(e->role_heads, e->role_head_count, last))
        ARENA_PUSH(memory, e->role_heads, e->role_head_count, e->role_head_cap, last);
}

bool cast_has_role(const entity *e, const uint32_t *words, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!has_word(e->role_words, e->role_count, words[i])) return false;
    return count && has_word(e->role_heads, e->role_head_count, words[count - 1]);
}

static uint32_t add_named(cast *c, const naming *n)
{
    const mention *m = n->m;
    entity new = { .name = n->name, .words = n->words, .word_count = n->word_count, .initials = WORD_UNKNOWN, .type = m->type,
                   .type_name = m->type_name, .role = STR(""), .sort = m->sort, .gender = m->gender, .is_guess = m->is_guess,
                   .first = m->range.first, .last = m->range.first, .named = 1, .speaker = ENTITY_NONE };
    if (n->word_count > 1) new.initials = words_initials(&c->words, n->name);
    uint32_t e = add_entity(c, &new);
    if (e == ENTITY_NONE || !n->word_count) return e;
    uint32_t first = n->words[0], last = n->words[n->word_count - 1];
    chain(c, e, last);
    if (first != last) chain(c, e, first);
    if (new.initials != WORD_UNKNOWN) chain(c, e, new.initials);
    return e;
}

/* "Angry Mira Holm" in a line of capitals was a guess: who is once "President Mira Holm" has the shorter name. */
static void take_name(cast *c, uint32_t index, const naming *n)
{
    entity *e = &c->entities[index];
    if (e->type != TYPE_PERSON || n->word_count < 2 || n->word_count >= e->word_count || !same_tail(e, n)) return;
    e->name = n->name;
    e->words = n->words;
    e->word_count = n->word_count;
    e->initials = words_initials(&c->words, n->name);
    chain(c, index, n->words[0]);
}

static void merge(cast *c, uint32_t index, const naming *n)
{
    entity *e = &c->entities[index];
    const mention *m = n->m;
    if (!e->gender) e->gender = m->gender;
    if (!e->sort.len) e->sort = m->sort;
    if (!m->is_guess && e->is_guess) {
        take_name(c, index, n);
        e->type = m->type;
        e->type_name = m->type_name;
        e->is_guess = false;
    }
    if (m->range.first < e->first) e->first = m->range.first;
    if (m->range.first > e->last) e->last = m->range.first;
    e->named++;
}

/* ---- names of the article ------------------------------------------------------------------------------------------- */

/* The tokens from where the bare name begins. */
static token_range without_role(const cast *c, const mention *m)
{
    const token *t = c->run->tokens->items;
    token_range r = m->range;
    uint64_t start = m->bare.len ? (uint64_t)(m->bare.ptr - c->run->text->bytes.ptr) : 0;
    while (r.first + 1 < r.last && t[r.first].start < start) r.first++;
    return r;
}

/* The name goes on to the end of the annotation (Jr.), its words don't. */
static naming named(cast *c, const mention *m, bool is_headline)
{
    uint32_t numbers[NAME_WORDS_MOST];
    naming n = { .m = m, .name = cast_text(c, without_role(c, m)), .is_headline = is_headline };
    n.word_count = words_of(&c->words, m->bare.len ? m->bare : n.name, numbers);
    n.words = arena_alloc(c->run->memory, n.word_count * sizeof *numbers);
    if (n.words) memcpy(n.words, numbers, n.word_count * sizeof *numbers);
    else n.word_count = 0;
    return n;
}

static uint32_t gather(cast *c, naming *list)
{
    const tokens *tk = c->run->tokens;
    uint32_t n = 0, p = 0;
    for (uint32_t i = 0; i < c->mention_count; i++) {
        mention *m = &c->mentions[i];
        if (m->kind != MENTION_NAME) continue;
        mention_read(m, &c->names->items[m->annotation]);
        while (p + 1 < tk->paragraph_count && tk->paragraphs[p].last <= m->range.first) p++;
        list[n++] = named(c, m, c->run->text->blocks[tk->paragraph_block[p]].kind == BLOCK_HEADLINE);
    }
    return n;
}

enum { PLACES = 2 * (NAME_WORDS_MOST + 1) };

/* Names of the body before those of headlines, longer ones before shorter ones, else in text order. */
static uint32_t rank(const naming *n)
{
    return (n->is_headline ? 2 * NAME_WORDS_MOST + 1 : NAME_WORDS_MOST) - n->word_count;
}

static void sort_longest_first(const naming *list, uint32_t count, const naming **out)
{
    uint32_t starts[PLACES + 1] = { 0 };
    for (uint32_t i = 0; i < count; i++) starts[rank(&list[i]) + 1]++;
    for (uint32_t i = 1; i < PLACES; i++) starts[i] += starts[i - 1];
    for (uint32_t i = 0; i < count; i++) out[starts[rank(&list[i])]++] = &list[i];
}

static hs_status make_entities(cast *c, hs_error *error)
{
    naming *list = arena_alloc(c->run->memory, (c->mention_count + 1) * sizeof *list);
    const naming **order = arena_alloc(c->run->memory, (c->mention_count + 1) * sizeof *order);
    if (!list || !order) return error_memory(error);
    uint32_t n = gather(c, list);
    sort_longest_first(list, n, order);
    for (uint32_t i = 0; i < n; i++) {
        const mention *m = order[i]->m;
        uint32_t e = owner_of(c, order[i]);
        if (e == ENTITY_NONE) e = add_named(c, order[i]);
        else merge(c, e, order[i]);
        if (e == ENTITY_NONE) return error_memory(error);
        if (m->role.len) cast_add_role(c, e, name_collapsed(c->run->memory, m->role), m->role);
        if (m->office.len) cast_add_role(c, e, m->office, m->office);
        c->mentions[m - c->mentions].entity = e;
    }
    return HS_OK;
}

/* ---- names that no rule saw ------------------------------------------------------------------------------------------ */

static bool is_capital_noun(const token *t)
{
    return (t->flags & TOKEN_CAP) && (t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_ADJ);
}

/* A capitalised word that stands for itself. It isn't known yet whether anybody is called that. */
static bool may_be_name(const cast *c, uint32_t at)
{
    const tokens *tk = c->run->tokens;
    if (!is_capital_noun(&tk->items[at]) || (at && is_capital_noun(&tk->items[at - 1]))) return false;
    return !cast_goes_on(c, at + 1, tk->count);
}

static bool is_family_name(const entity *e, const naming *n)
{
    return e->type == TYPE_PERSON && e->word_count > 1 && same_tail(e, n);
}

/* A word without annotation, or a noun for a person: "Cook" where no article stands before it. */
static bool may_mean_somebody(const cast *c, const mention *m)
{
    if (m->annotation == ANNOTATION_NONE) return true;
    if (m->kind != MENTION_NOUN || m->range.last - m->range.first != 1 || !may_be_name(c, m->range.first)) return false;
    return !m->range.first || c->run->tokens->items[m->range.first - 1].upos != UPOS_DET;
}

/* "Cross said": a noun at the head of a sentence, were there no Ann Cross in the article. */
static void recognize(cast *c)
{
    for (uint32_t i = 0; i < c->mention_count; i++) {
        mention *m = &c->mentions[i];
        if (!may_mean_somebody(c, m) || words_last(&c->words, cast_text(c, m->range)) == WORD_UNKNOWN) continue;
        if (!m->is_read) mention_read(m, &c->names->items[m->annotation]);
        if (m->type != TYPE_PERSON) continue;
        naming n = named(c, m, false);
        n.m = &(mention){ .range = m->range, .type = TYPE_PERSON, .type_name = STR("person"), .is_guess = true };
        uint32_t e = owner_of(c, &n);
        if (e == ENTITY_NONE || !is_family_name(&c->entities[e], &n)) continue;
        merge(c, e, &n);
        m->kind = MENTION_NAME;
        m->entity = e;
        c->mention_of[m->range.first] = i;
    }
}

/* ---- phrases -------------------------------------------------------------------------------------------------------- */

/* Tokens have no white space in them, so that there is nothing to collapse where single blanks part them. */
static bool has_single_blanks(const cast *c, token_range r)
{
    const token *t = c->run->tokens->items;
    for (uint32_t i = r.first + 1; i < r.last; i++) {
        uint32_t gap = t[i].start - t[i - 1].end;
        if (gap > 1 || (gap && c->run->text->bytes.ptr[t[i - 1].end] != ' ')) return false;
    }
    return true;
}

hs_str cast_text(const cast *c, token_range r)
{
    if (r.first >= r.last) return STR("");
    hs_str s = str_of(c->run->text->bytes, token_span(c->run->tokens, r));
    return has_single_blanks(c, r) ? s : name_collapsed(c->run->memory, s);
}

bool cast_is_clitic(const cast *c, uint32_t at)
{
    const tokens *tk = c->run->tokens;
    if (at >= tk->count || (tk->items[at].flags & TOKEN_SPACE_BEFORE)) return false;
    hs_str s = str_of(c->run->text->bytes, (hs_span){ tk->items[at].start, tk->items[at].end });
    return s.ptr[0] == '\'' || str_starts(s, STR("\xE2\x80\x99"));
}

static bool joins(const tokens *tk, uint32_t at)
{
    return tk->items[at].upos == UPOS_PUNCT && at + 1 < tk->count && !(tk->items[at].flags & TOKEN_SPACE_BEFORE)
           && !(tk->items[at + 1].flags & (TOKEN_SPACE_BEFORE | TOKEN_PUNCT)) && tk->items[at].end - tk->items[at].start == 1
           && !(tk->items[at].flags & (TOKEN_OPENS | TOKEN_CLOSES));
}

bool cast_goes_on(const cast *c, uint32_t at, uint32_t end)
{
    const tokens *tk = c->run->tokens;
    if (at >= end || at >= tk->count) return false;
    switch (tk->items[at].upos) {
    case UPOS_NOUN: case UPOS_PROPN: case UPOS_ADJ: case UPOS_NUM: case UPOS_SYM: return true;
    case UPOS_PUNCT: return at + 1 < end && joins(tk, at);
    default: return false;
    }
}

bool cast_is_head(const cast *c, const mention *m)
{
    return !cast_goes_on(c, m->range.last, c->run->tokens->count) && !cast_is_clitic(c, m->range.last);
}

/* ---- where ---------------------------------------------------------------------------------------------------------- */

uint32_t cast_sentence(const cast *c, uint32_t at)
{
    return place_in(c->run->tokens->sentences, c->run->tokens->sentence_count, at);
}

uint32_t cast_quotation(const cast *c, uint32_t at)
{
    uint32_t q = place_in(c->quotations, c->quotation_count, at);
    return q < c->quotation_count && c->quotations[q].first <= at ? q : UINT32_MAX;
}

bool cast_in_headline(const cast *c, uint32_t at)
{
    const tokens *tk = c->run->tokens;
    uint32_t p = place_in(tk->paragraphs, tk->paragraph_count, at);
    return p < tk->paragraph_count && c->run->text->blocks[tk->paragraph_block[p]].kind == BLOCK_HEADLINE;
}

/* Claims stand in text order, outer ones before those inside them. */
uint32_t cast_claim(cast *c, uint32_t at)
{
    const layers *l = c->run->layers;
    uint32_t found = CLAIM_NONE;
    if (!c->has_contents && !contents_open(&c->contents, c->run->memory, l->claims, l->claim_count)) return found;
    c->has_contents = true;
    for (uint32_t p = contents_covering(&c->contents, contents_begun(&c->contents, at), at); p != PIECE_NONE;
         p = contents_covering(&c->contents, c->contents.items[p].around, at))
        if (found == CLAIM_NONE || c->contents.items[p].claim > found) found = c->contents.items[p].claim;
    return found;
}

static bool list_quotations(cast *c)
{
    const tokens *tk = c->run->tokens;
    c->quotations = arena_alloc(c->run->memory, ((size_t)tk->quotation_count + 1) * sizeof *c->quotations);
    for (uint32_t q = 0; c->quotations && q < tk->quotation_count; q++)
        if (!tk->quotations[q].depth) c->quotations[c->quotation_count++] = tk->quotations[q].tokens;
    return c->quotations;
}

static void add_mention(cast *c, mention m)
{
    m.entity = ENTITY_NONE;
    m.quotation = cast_quotation(c, m.range.first);
    ARENA_PUSH(c->run->memory, c->mentions, c->mention_count, c->mention_cap, m);
    if (c->run->memory->failed || m.annotation == ANNOTATION_NONE) return;
    for (uint32_t t = m.range.first; t < m.range.last; t++) c->mention_of[t] = c->mention_count - 1;
}

/* What rules annotate, and between it the words that may be names all the same: no mention of anybody until recognized. */
static bool list_mentions(cast *c)
{
    uint32_t count = c->run->tokens->count;
    c->mention_of = arena_alloc(c->run->memory, ((size_t)count + 1) * sizeof *c->mention_of);
    if (!c->mention_of) return false;
    memset(c->mention_of, 0xFF, ((size_t)count + 1) * sizeof *c->mention_of);
    for (uint32_t i = 0, t = 0; t < count; t++) {
        const annotation *a = i < c->names->count && c->names->items[i].range.first == t ? &c->names->items[i] : NULL;
        if (a) {
            add_mention(c, (mention){ .range = a->range, .kind = mention_kind_of(a), .annotation = i++ });
            t = a->range.last - 1;
        } else if (may_be_name(c, t)) {
            add_mention(c, (mention){ .range = { t, t + 1 }, .type = TYPE_PERSON, .type_name = STR("person"), .bare = STR(""),
                                      .role = STR(""), .office = STR(""), .is_guess = true, .is_read = true,
                                      .annotation = ANNOTATION_NONE });
        }
    }
    return !c->run->memory->failed;
}

hs_status cast_open(cast *c, match_run *run, hs_error *error)
{
    static const layer none = { 0 };
    uint32_t number = rules_layer(run->rules, "name"), claim_count = run->layers->claim_count;
    const layer *names = number == UINT32_MAX ? &none : &run->layers->items[number];
    *c = (cast){ .run = run, .names = names, .most_named = { ENTITY_OPEN, ENTITY_OPEN } };
    word_list_open(&c->words, run->memory, names->count);
    strmap_init(&c->phrases, run->memory);
    c->said_by = arena_alloc(run->memory, ((size_t)claim_count + 1) * sizeof *c->said_by);
    if (!c->said_by || !list_quotations(c) || !list_mentions(c)) return error_memory(error);
    for (uint32_t i = 0; i < claim_count; i++) c->said_by[i] = ENTITY_OPEN;
    hs_status status = make_entities(c, error);
    if (!status) recognize(c);
    return status;
}
