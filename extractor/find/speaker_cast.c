/* speaker_cast.c - which names of an article mean the same.
 *
 * Names are taken from the longest to the shortest, so that a short one finds the full one it may belong to:
 *
 *   same words                      Ana Ruiz          Ana Ruiz
 *   same first and last word        Ana Ruiz          Ana M. Ruiz            (persons)
 *   its last words, its first       Ruiz, Ana, Times  Ana Ruiz, New York Times
 *   its initials                    NYT, U.S.         New York Times, United States
 *
 * Of several that fit, the one of the fitting gender named last before it. A name of a headline never gives the full form,
 * because there every word may have a capital. */
#include "find/speaker_cast.h"

#include "base/error.h"
#include "base/utf8.h"

#include <stdlib.h>

/* ---- text --------------------------------------------------------------------------------------------------------- */

static hs_str collapsed(arena *memory, hs_str s)
{
    char *out = arena_alloc(memory, s.len + 1);
    size_t n = 0;
    if (!out) return STR("");
    for (size_t i = 0; i < s.len;) {
        size_t len;
        uint32_t cp = utf8_decode(s.ptr + i, &len);
        bool is_space = utf8_is_space(cp) || cp == '\n' || cp == '\r' || cp == '\t';
        if (is_space && n && out[n - 1] != ' ') out[n++] = ' ';
        if (!is_space) {
            memcpy(out + n, s.ptr + i, len);
            n += len;
        }
        i += len;
    }
    while (n && out[n - 1] == ' ') n--;
    return (hs_str){ out, n };
}

hs_str cast_text(const cast *c, token_range r)
{
    return r.first < r.last ? collapsed(c->run->memory, str_of(c->run->text->bytes, token_span(c->run->tokens, r))) : STR("");
}

static bool is_word_char(uint32_t cp)
{
    return utf8_is_letter(cp) || utf8_is_digit(cp) || cp == '\'' || cp == 0x2019 || utf8_is_mark(cp);
}

uint32_t cast_words(const cast *c, hs_str s, hs_str **out)
{
    hs_str folded = token_fold(c->run->memory, s);
    uint32_t n = 0;
    *out = arena_alloc(c->run->memory, NAME_WORDS_MOST * sizeof **out);
    for (size_t i = 0; *out && i < folded.len && n < NAME_WORDS_MOST;) {
        size_t start = i, len = 1;
        while (i < folded.len && is_word_char(utf8_decode(folded.ptr + i, &len))) i += len;
        if (i > start) (*out)[n++] = (hs_str){ folded.ptr + start, i - start };
        else i += len;
    }
    return n;
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

/* ---- do two names fit? ---------------------------------------------------------------------------------------------- */

static bool same_tail(const entity *e, const hs_str *words, uint32_t n)
{
    if (!n || n > e->word_count) return false;
    for (uint32_t i = 0; i < n; i++)
        if (!str_eq(words[i], e->words[e->word_count - n + i])) return false;
    return true;
}

static bool same_start(const entity *e, const hs_str *words, uint32_t n)
{
    if (!n || n > e->word_count) return false;
    for (uint32_t i = 0; i < n; i++)
        if (!str_eq(words[i], e->words[i])) return false;
    return true;
}

/* The capitals of a text: "New York Times" NYT, "U.S." US, "Center for Strategic Studies" CSS. */
static size_t capitals(hs_str s, bool of_all_letters, char *out, size_t most)
{
    size_t n = 0;
    bool begins = true;
    for (size_t i = 0; i < s.len;) {
        size_t len;
        uint32_t cp = utf8_decode(s.ptr + i, &len);
        if (cp < 128 && utf8_is_upper(cp) && (begins || of_all_letters)) {
            if (n == most) return 0;
            out[n++] = (char)cp;
        } else if (of_all_letters && utf8_is_letter(cp)) return 0;
        begins = !utf8_is_letter(cp) && cp != '\'' && cp != 0x2019;
        i += len;
    }
    return n;
}

static bool is_acronym_of(hs_str shorter, const entity *e)
{
    char a[12], b[12];
    size_t n = e->word_count > 1 ? capitals(shorter, true, a, sizeof a) : 0;
    return n > 1 && capitals(e->name, false, b, sizeof b) == n && !memcmp(a, b, n);
}

/* How well a name fits an entity: 0 not, up to 5 the same. */
static int fit(const entity *e, const entity *m)
{
    bool is_person = str_is(e->type, "person");
    bool same_type = str_eq(e->type, m->type);
    if (!m->word_count || (!same_type && !m->is_guess && !e->is_guess)) return 0;
    if (m->gender && e->gender && m->gender != e->gender && is_person) return 0;
    if (m->word_count == e->word_count && same_tail(e, m->words, m->word_count)) return 5;
    if (is_person && m->word_count > 1 && str_eq(e->words[0], m->words[0])
        && str_eq(e->words[e->word_count - 1], m->words[m->word_count - 1])) return 4;
    if (m->word_count >= e->word_count) return 0;
    if (same_tail(e, m->words, m->word_count)) return 3;
    if (is_acronym_of(m->name, e)) return 3;
    if (same_start(e, m->words, m->word_count) && (is_person ? m->word_count == 1 : m->is_guess || same_type)) return 2;
    return 0;
}

/* ---- entities --------------------------------------------------------------------------------------------------------- */

/* A name as it stands, before it is known whose it is. */
typedef struct { entity as; uint32_t annotation; bool is_headline; } naming;

static uint32_t add_entity(cast *c, const entity *e)
{
    ARENA_PUSH(c->run->memory, c->entities, c->entity_count, c->entity_cap, *e);
    return c->entity_count ? c->entity_count - 1 : ENTITY_NONE;
}

uint32_t cast_entity(cast *c, hs_str name, hs_str type, uint32_t at)
{
    entity e = { .name = name, .type = type, .first = at, .last = at, .speaker = ENTITY_NONE };
    hs_str key = token_fold(c->run->memory, arena_printf(c->run->memory, "%.*s %.*s", (int)type.len, type.ptr, (int)name.len, name.ptr));
    uint32_t known = strmap_get(&c->phrases, key);
    if (known != STRMAP_NONE) return known;
    e.word_count = cast_words(c, name, &e.words);
    known = add_entity(c, &e);
    if (known != ENTITY_NONE) strmap_put(&c->phrases, key, known);
    return known;
}

void cast_add_role(cast *c, uint32_t index, hs_str role)
{
    entity *e = &c->entities[index];
    hs_str *words;
    uint32_t n = role.len ? cast_words(c, role, &words) : 0;
    if (!e->role.len) e->role = role;
    for (uint32_t i = 0; i < n && e->role_count < ROLE_WORDS_MOST; i++)
        if (!cast_has_role(e, words[i])) ARENA_PUSH(c->run->memory, e->role_words, e->role_count, e->role_cap, words[i]);
}

bool cast_has_role(const entity *e, hs_str word)
{
    for (uint32_t i = 0; i < e->role_count; i++)
        if (str_eq(e->role_words[i], word)) return true;
    return false;
}

static char gender_of(const annotation *a)
{
    hs_str by_title = annotation_get(a, "titled"), by_name = annotation_get(a, "gender");
    if (str_is(by_title, "m") || str_is(by_title, "f")) return by_title.ptr[0];
    return str_is(by_name, "m") || str_is(by_name, "f") ? by_name.ptr[0] : '\0';
}

static entity named(const cast *c, const annotation *a)
{
    hs_str bare = annotation_get(a, "bare"), all = c->run->text->bytes;
    uint32_t end = c->run->tokens->items[a->range.last - 1].end;
    entity e = { .type = annotation_get(a, "type"), .first = a->range.first, .last = a->range.first, .named = 1,
                  .speaker = ENTITY_NONE, .gender = gender_of(a) };
    e.is_guess = annotation_get(a, "guess").len > 0;
    if (!bare.len) bare = str_of(all, token_span(c->run->tokens, a->range));
    size_t start = (size_t)(bare.ptr - all.ptr);
    e.name = collapsed(c->run->memory, str_of(all, (hs_span){ (uint32_t)start, end }));
    e.word_count = cast_words(c, bare, &e.words);
    return e;
}

static int longest_first(const void *a, const void *b)
{
    const naming *x = a, *y = b;
    if (x->is_headline != y->is_headline) return x->is_headline ? 1 : -1;
    if (x->as.word_count != y->as.word_count) return x->as.word_count > y->as.word_count ? -1 : 1;
    return (x->annotation > y->annotation) - (x->annotation < y->annotation);
}

/* Entities are found by their first word, their last word and their initials: chains of those that share one. */
static void chain(cast *c, uint32_t e, hs_str key)
{
    uint32_t head = strmap_get(&c->heads, key);
    ARENA_PUSH(c->run->memory, c->links, c->link_count, c->link_cap, (chain_link){ e, head == STRMAP_NONE ? ENTITY_NONE : head });
    if (c->link_count) strmap_put(&c->heads, key, c->link_count - 1);
}

static hs_str initials(const cast *c, hs_str name, bool of_all_letters)
{
    char out[12];
    size_t n = capitals(name, of_all_letters, out, sizeof out);
    return n > 1 ? arena_copy(c->run->memory, (hs_str){ out, n }) : STR("");
}

static uint32_t add_named(cast *c, const entity *m)
{
    uint32_t e = add_entity(c, m);
    if (e == ENTITY_NONE || !m->word_count) return e;
    chain(c, e, m->words[m->word_count - 1]);
    if (m->word_count == 1) return e;
    if (!str_eq(m->words[0], m->words[m->word_count - 1])) chain(c, e, m->words[0]);
    hs_str short_form = initials(c, m->name, false);
    if (short_form.len) chain(c, e, short_form);
    return e;
}

typedef struct { uint32_t entity; int fit; } finding;

/* Looks along one chain for the best fit, then for the one that was named last before the name, else the first. */
static void look_along(const cast *c, hs_str key, const entity *m, finding *best)
{
    uint32_t at = key.len ? strmap_get(&c->heads, key) : STRMAP_NONE;
    for (uint32_t steps = 0; at != ENTITY_NONE && steps < CHAIN_MOST; at = c->links[at].next, steps++) {
        uint32_t e = c->links[at].entity;
        int f = fit(&c->entities[e], m);
        if (!f || f < best->fit) continue;
        bool is_nearer = f > best->fit || (c->entities[e].last <= m->first && c->entities[e].last > c->entities[best->entity].last);
        if (is_nearer) *best = (finding){ e, f };
    }
}

static uint32_t owner_of(const cast *c, const entity *m)
{
    finding best = { ENTITY_NONE, 0 };
    if (!m->word_count) return ENTITY_NONE;
    look_along(c, m->words[m->word_count - 1], m, &best);
    look_along(c, m->words[0], m, &best);
    look_along(c, initials(c, m->name, true), m, &best);
    return best.entity;
}

static void merge(entity *e, const entity *m)
{
    if (!e->gender) e->gender = m->gender;
    if (!m->is_guess && e->is_guess) {
        e->type = m->type;
        e->is_guess = false;
    }
    if (m->first < e->first) e->first = m->first;
    if (m->first > e->last) e->last = m->first;
    e->named++;
}

static bool in_headline(const cast *c, uint32_t paragraph)
{
    const tokens *tk = c->run->tokens;
    return c->run->text->blocks[tk->paragraph_block[paragraph]].kind == BLOCK_HEADLINE;
}

static uint32_t gather(cast *c, naming *list)
{
    const tokens *tk = c->run->tokens;
    uint32_t n = 0, p = 0;
    for (uint32_t i = 0; i < c->names->count; i++) {
        const annotation *a = &c->names->items[i];
        while (p + 1 < tk->paragraph_count && tk->paragraphs[p].last <= a->range.first) p++;
        if (str_is(annotation_get(a, "kind"), "name")) list[n++] = (naming){ named(c, a), i, in_headline(c, p) };
    }
    return n;
}

static hs_status make_entities(cast *c, hs_error *error)
{
    naming *list = arena_alloc(c->run->memory, (c->names->count + 1) * sizeof *list);
    if (!list) return error_memory(error);
    uint32_t n = gather(c, list);
    if (n) qsort(list, n, sizeof *list, longest_first);
    for (uint32_t i = 0; i < n; i++) {
        const entity *m = &list[i].as;
        uint32_t e = owner_of(c, m);
        if (e == ENTITY_NONE) e = add_named(c, m);
        else merge(&c->entities[e], m);
        if (e == ENTITY_NONE) return error_memory(error);
        cast_add_role(c, e, collapsed(c->run->memory, annotation_get(&c->names->items[list[i].annotation], "role")));
        c->mentions[list[i].annotation].entity = e;
    }
    return HS_OK;
}

/* ---- where --------------------------------------------------------------------------------------------------------------- */

static void index_places(cast *c)
{
    const tokens *tk = c->run->tokens;
    for (uint32_t s = 0; s < tk->sentence_count; s++)
        for (uint32_t t = tk->sentences[s].first; t < tk->sentences[s].last; t++) c->sentence_of[t] = s;
    memset(c->quotation_of, 0xFF, (tk->count + 1) * sizeof *c->quotation_of);
    for (uint32_t q = 0; q < tk->quotation_count; q++)
        for (uint32_t t = tk->quotations[q].tokens.first; t < tk->quotations[q].tokens.last && !tk->quotations[q].depth; t++)
            c->quotation_of[t] = q;
}

/* Claims stand in text order, outer ones before those inside them, so that the innermost remains. */
static void index_contents(cast *c)
{
    const layers *l = c->run->layers;
    memset(c->claim_of, 0xFF, (c->run->tokens->count + 1) * sizeof *c->claim_of);
    for (uint32_t i = 0; i < l->claim_count; i++) {
        c->said_by[i] = ENTITY_OPEN;
        for (uint32_t k = 0; k < l->claims[i].content.count && l->claims[i].kind != HS_KIND_STATEMENT; k++)
            for (uint32_t t = l->claims[i].content.items[k].first; t < l->claims[i].content.items[k].last; t++) c->claim_of[t] = i;
    }
}

static void make_mentions(cast *c)
{
    const tokens *tk = c->run->tokens;
    for (uint32_t i = 0; i < c->names->count; i++) {
        token_range r = c->names->items[i].range;
        bool is_head = !cast_goes_on(c, r.last, tk->count) && !cast_is_clitic(c, r.last);
        c->mentions[i] = (mention){ r, ENTITY_NONE, is_head, c->quotation_of[r.first] != UINT32_MAX };
    }
}

hs_status cast_open(cast *c, match_run *run, hs_error *error)
{
    static const layer none = { 0 };
    uint32_t number = rules_layer(run->rules, "name");
    size_t room = (size_t)run->tokens->count + 1;
    *c = (cast){ .run = run, .names = number == UINT32_MAX ? &none : &run->layers->items[number] };
    strmap_init(&c->heads, run->memory);
    strmap_init(&c->phrases, run->memory);
    c->mentions = arena_alloc(run->memory, (c->names->count + 1) * sizeof *c->mentions);
    c->sentence_of = arena_zalloc(run->memory, room, sizeof *c->sentence_of);
    c->quotation_of = arena_alloc(run->memory, room * sizeof *c->quotation_of);
    c->claim_of = arena_alloc(run->memory, room * sizeof *c->claim_of);
    c->said_by = arena_alloc(run->memory, (run->layers->claim_count + 1) * sizeof *c->said_by);
    if (!c->mentions || !c->sentence_of || !c->quotation_of || !c->claim_of || !c->said_by) return error_memory(error);
    c->most_named[0] = c->most_named[1] = ENTITY_OPEN;
    c->mention_count = c->names->count;
    index_places(c);
    index_contents(c);
    make_mentions(c);
    return make_entities(c, error);
}
