/* atoms.c - one plain function for each kind of question. */
#include "curate/atoms.h"

#include "base/regex.h"

#include <stdio.h>
#include <stdlib.h>

enum { UNASKED, NO, YES };

/* What is asked; of one form the answer is kept. */
typedef struct {
    node_kind kind;
    hs_str    name, key, value;
    uint32_t  index;              /* of the list below, layer, class, shape */
    strmap    words;              /* forms of a lemma, words of selected entries (value: entry) */
    regex    *pattern;
    uint8_t  *by_form;
} atom;

/* A lexicon that some atom names, and where its entries of several words lie in the document. */
typedef struct {
    const lexicon *lex;
    strmap         first;         /* first word -> form, the others by next */
    uint32_t      *next;          /* form -> form that begins alike, or UINT32_MAX */
    bool           has_phrases;
    uint32_t      *begins;        /* per token: form + 1                    */
    uint8_t       *inside;        /* per token: further token of one        */
} word_list;

typedef struct { hs_str folded, straight; } spelled;

struct atoms {
    const struct hs_rules *rules;
    lexicons   lexicons;          /* a copy of the head: asking for lemmas changes nothing in it */
    macros     macros;            /* likewise: parsing marks macros that are open */
    arena      memory, place;     /* place: of the document                  */
    atom      *items;  uint32_t count, cap;
    strmap     names;
    word_list *lists;  uint32_t list_count, list_cap;
    regex_run *run;
    replay    *s;
    forms     *table;             /* of the document, and how many forms it had when asked last */
    uint32_t   form_count, form_cap;
    spelled   *spelled;
    bool       has_failed;
};

/* ---- making ----------------------------------------------------------------------------------------------------- */

atoms *atoms_create(const struct hs_rules *rules)
{
    atoms *a = calloc(1, sizeof *a);
    if (!a) return NULL;
    a->rules = rules;
    a->lexicons = rules->lexicons;
    a->macros = rules->macros;
    arena_init(&a->memory);
    arena_init(&a->place);
    a->lexicons.memory = a->lexicons.work = &a->memory; /* an index of lemmas may be made in the copy */
    strmap_init(&a->names, &a->memory);
    a->run = regex_run_create();
    a->macros.items = arena_alloc(&a->memory, (rules->macros.count + 1) * sizeof *a->macros.items);
    if (!a->run || !a->macros.items) {
        atoms_free(a);
        return NULL;
    }
    if (rules->macros.count) memcpy(a->macros.items, rules->macros.items, rules->macros.count * sizeof *a->macros.items);
    for (uint32_t i = 0; i < a->macros.count; i++) a->macros.items[i].tree = NULL; /* atoms are numbered in trees of their own */
    return a;
}

void atoms_free(atoms *a)
{
    if (!a) return;
    for (uint32_t i = 0; i < a->count; i++) {
        regex_free(a->items[i].pattern);
        free(a->items[i].by_form);
    }
    if (a->run) regex_run_free(a->run);
    free(a->spelled);
    arena_free(&a->memory);
    arena_free(&a->place);
    free(a);
}

arena *atoms_memory(atoms *a) { return &a->memory; }

/* ---- resolving names -------------------------------------------------------------------------------------------- */

static bool unknown(problems *p, const node *n, const char *code, const char *sigil, const char *what, const hs_str *names, uint32_t count)
{
    char help[120];
    problem_nearest(help, sizeof help, sigil, n->name, names, count);
    pattern_problem(p, HS_PROBLEM_ERROR, code, n->source, n->where, help, "unknown %s %s%.*s", what, sigil, (int)n->name.len, n->name.ptr);
    return false;
}

static void index_phrases(atoms *a, word_list *l)
{
    strmap_init(&l->first, &a->memory);
    l->next = arena_alloc(&a->memory, (l->lex->form_count + 1) * sizeof *l->next);
    for (uint32_t i = l->lex->form_count; l->next && i-- > 0;) {
        const lexicon_form *f = &l->lex->forms[i];
        if (f->count < 2) continue;
        hs_str word = lexicons_word_text(&a->rules->lexicons, f->words[0]);
        l->next[i] = strmap_get(&l->first, word);
        strmap_put(&l->first, word, i);
        l->has_phrases = true;
    }
}

static uint32_t list_of(atoms *a, const lexicon *lex)
{
    for (uint32_t i = 0; i < a->list_count; i++)
        if (a->lists[i].lex == lex) return i;
    word_list l = { .lex = lex };
    index_phrases(a, &l);
    ARENA_PUSH(&a->memory, a->lists, a->list_count, a->list_cap, l);
    return a->list_count - 1;
}

static bool is_selected(const atom *t, const lexicon_entry *e)
{
    return !t->key.len || lexicon_has(e, t->key, t->value);
}

static bool resolve_lexicon(atoms *a, const node *n, atom *t, problems *p)
{
    const lexicon *lex = lexicon_find(&a->rules->lexicons, n->name);
    bool has_any = false;
    if (!lex) {
        hs_str *names = arena_alloc(&a->memory, (a->lexicons.count + 1) * sizeof *names);
        for (uint32_t i = 0; names && i < a->lexicons.count; i++) names[i] = a->lexicons.items[i]->name;
        return unknown(p, n, "H021", "%", "lexicon", names, names ? a->lexicons.count : 0);
    }
    t->index = list_of(a, lex);
    for (uint32_t i = lex->form_count; i-- > 0;) {
        const lexicon_form *f = &lex->forms[i];
        if (!is_selected(t, &lex->entries[f->entry])) continue;
        has_any = true;
        if (f->count == 1) strmap_put(&t->words, lexicons_word_text(&a->rules->lexicons, f->words[0]), f->entry);
    }
    if (!has_any && t->key.len)
        pattern_problem(p, HS_PROBLEM_ERROR, "H026", n->source, n->where, NULL, "no entry of %%%.*s has %.*s=%.*s", (int)n->name.len,
                        n->name.ptr, (int)t->key.len, t->key.ptr, (int)t->value.len, t->value.ptr);
    return has_any || !t->key.len;
}

static bool resolve_layer(atoms *a, const node *n, atom *t, problems *p)
{
    t->index = strmap_get(&a->rules->layer_names, n->name);
    if (t->index != STRMAP_NONE) return true;
    hs_str *names = arena_alloc(&a->memory, (a->rules->layer_count + 1) * sizeof *names);
    for (uint32_t i = 0; names && i < a->rules->layer_count; i++) names[i] = a->rules->layers[i].name;
    return unknown(p, n, "H024", "@", "layer", names, names ? a->rules->layer_count : 0);
}

static bool resolve_regex(const node *n, atom *t, problems *p)
{
    char message[120];
    size_t at = 0;
    t->pattern = regex_compile(n->name, REGEX_UTF | REGEX_WHOLE, message, &at);
    if (t->pattern) return true;
    hs_span where = { n->where.start + 1 + (uint32_t)at, n->where.end };
    pattern_problem(p, HS_PROBLEM_ERROR, "H029", n->source, where, NULL, "regex: %s", message);
    return false;
}

typedef struct { atoms *a; atom *t; } lemma_taker;

static void take_form(void *user, hs_str written)
{
    lemma_taker *l = user;
    strmap_put(&l->t->words, token_fold(&l->a->memory, arena_copy(&l->a->memory, written)), 0);
}

static bool resolve(atoms *a, const node *n, atom *t, problems *p)
{
    lemma_taker taker = { a, t };
    strmap_init(&t->words, &a->memory);
    switch (n->kind) {
    case NODE_LEMMA: lexicons_lemma_forms(&a->lexicons, n->name, take_form, &taker); return true;
    case NODE_LEXICON: return resolve_lexicon(a, n, t, p);
    case NODE_LAYER: return resolve_layer(a, n, t, p);
    case NODE_REGEX: return resolve_regex(n, t, p);
    case NODE_CLASS: t->index = upos_from(n->name); return true;
    case NODE_SHAPE:
        t->index = str_is(n->name, "cap") ? TOKEN_CAP : str_is(n->name, "upper") ? TOKEN_UPPER : str_is(n->name, "lower") ? TOKEN_LOWER : TOKEN_NUM;
        return true;
    default: return true;
    }
}

static bool is_question(node_kind kind) { return kind >= NODE_FORM && kind <= NODE_REGEX; }

/* Gives every leaf the number of its atom, in node.test. */
static bool number_atoms(atoms *a, node *n, problems *p)
{
    for (uint32_t i = 0; i < n->kid_count; i++)
        if (!number_atoms(a, n->kids[i], p)) return false;
    if (!is_question(n->kind)) return true;
    atom t = { .kind = n->kind, .name = n->name, .key = n->attribute, .value = n->value };
    hs_str key = arena_printf(&a->memory, "%d %.*s\n%.*s\n%.*s", (int)n->kind, (int)t.name.len, t.name.ptr, (int)t.key.len, t.key.ptr,
                              (int)t.value.len, t.value.ptr);
    n->test = strmap_get(&a->names, key);
    if (n->test != STRMAP_NONE) return true;
    if (!resolve(a, n, &t, p)) return false;
    n->test = a->count;
    ARENA_PUSH(&a->memory, a->items, a->count, a->cap, t);
    if (!a->memory.failed) strmap_put(&a->names, key, a->count - 1);
    return !a->memory.failed;
}

node *atoms_parse(atoms *a, const pattern_source *source, uint32_t from, uint32_t to, problems *p)
{
    pattern_context context = { &a->memory, p, &a->macros, &a->rules->tokens, NULL };
    node *tree = pattern_parse(&context, source, from, to);
    return tree && number_atoms(a, tree, p) ? tree : NULL;
}

/* ---- forms ------------------------------------------------------------------------------------------------------ */

static bool grow_forms(atoms *a, uint32_t count)
{
    uint32_t cap = a->form_cap ? a->form_cap : 1024;
    while (cap < count) cap *= 2;
    spelled *grown = realloc(a->spelled, cap * sizeof *grown);
    if (!grown) return false;
    a->spelled = grown;
    for (uint32_t i = 0; i < a->count; i++) {
        if (!a->items[i].by_form) continue;
        uint8_t *answers = realloc(a->items[i].by_form, cap);
        if (!answers) return false;
        memset(answers + a->form_cap, UNASKED, cap - a->form_cap);
        a->items[i].by_form = answers;
    }
    a->form_cap = cap;
    return true;
}

/* The table may be another one, or may have been emptied: then nothing that was found out holds. */
static bool see_forms(atoms *a)
{
    forms *table = match_forms(a->s->doc->scratch);
    if (table != a->table || table->count < a->form_count) {
        for (uint32_t i = 0; i < a->count; i++)
            if (a->items[i].by_form) memset(a->items[i].by_form, UNASKED, a->form_cap);
        a->form_count = 0;
    }
    a->table = table;
    if (table->count > a->form_cap && !grow_forms(a, table->count)) return false;
    for (; a->form_count < table->count; a->form_count++) {
        hs_str written = table->items[a->form_count].text, folded = token_fold(&a->memory, written), straight = token_straighten(&a->memory, written);
        if (folded.ptr == written.ptr) folded = arena_copy(&a->memory, folded);
        if (straight.ptr == written.ptr) straight = arena_copy(&a->memory, straight);
        a->spelled[a->form_count] = (spelled){ folded, straight };
    }
    return !a->memory.failed;
}

static uint32_t form_at(const atoms *a, uint32_t token_index) { return a->s->doc->tokens.items[token_index].form; }

/* The key under which a lexicon's words stand. */
static hs_str word_key(const atoms *a, const lexicon *lex, uint32_t form_index, char room[160])
{
    hs_str straight = a->spelled[form_index].straight;
    if (!lex->is_exact) return a->spelled[form_index].folded;
    if (straight.len + 1 > 128) return STR("");
    room[0] = '=';
    memcpy(room + 1, straight.ptr, straight.len);
    return (hs_str){ room, straight.len + 1 };
}

static bool ask_form(atoms *a, const atom *t, uint32_t form_index)
{
    char room[160];
    const size_t *groups;
    switch (t->kind) {
    case NODE_FORM: return str_eq(a->spelled[form_index].folded, t->name);
    case NODE_EXACT: return str_eq(a->spelled[form_index].straight, t->name);
    case NODE_LEMMA: return strmap_get(&t->words, a->spelled[form_index].folded) != STRMAP_NONE;
    case NODE_LEXICON: return strmap_get(&t->words, word_key(a, a->lists[t->index].lex, form_index, room)) != STRMAP_NONE;
    case NODE_SHAPE: return (a->table->items[form_index].flags & t->index) != 0;
    case NODE_REGEX: return regex_match_at(t->pattern, a->run, a->table->items[form_index].text, 0, &groups) > 0;
    default: return false;
    }
}

static bool form_says(atoms *a, atom *t, uint32_t form_index)
{
    if (!t->by_form) t->by_form = calloc(a->form_cap, 1);
    if (!t->by_form) {
        a->has_failed = true;
        return false;
    }
    if (t->by_form[form_index] == UNASKED) t->by_form[form_index] = ask_form(a, t, form_index) ? YES : NO;
    return t->by_form[form_index] == YES;
}

/* ---- entries of several words ----------------------------------------------------------------------------------- */

typedef struct { uint32_t first, length, form; } hit;

static int longest_first(const void *a, const void *b)
{
    const hit *x = a, *y = b;
    if (x->length != y->length) return x->length > y->length ? -1 : 1;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return (x->form > y->form) - (x->form < y->form);
}

static bool fits(const atoms *a, const word_list *l, uint32_t form_index, uint32_t at)
{
    const lexicon_form *f = &l->lex->forms[form_index];
    char room[160];
    if (at + f->count > a->s->doc->tokens.count) return false;
    for (uint32_t i = 1; i < f->count; i++)
        if (!str_eq(word_key(a, l->lex, form_at(a, at + i), room), lexicons_word_text(&a->rules->lexicons, f->words[i]))) return false;
    return true;
}

/* Of overlapping ones the longest stays, then the leftmost. */
static bool see_phrases(atoms *a, word_list *l)
{
    uint32_t tokens_there = a->s->doc->tokens.count, count = 0, cap = 0;
    hit *hits = NULL;
    char room[160];
    l->begins = arena_zalloc(&a->place, tokens_there + 1, sizeof *l->begins);
    l->inside = arena_zalloc(&a->place, tokens_there + 1, 1);
    bool *is_taken = arena_zalloc(&a->place, tokens_there + 1, 1);
    if (!l->begins || !l->inside || !is_taken) return false;
    for (uint32_t t = 0; t < tokens_there; t++)
        for (uint32_t f = strmap_get(&l->first, word_key(a, l->lex, form_at(a, t), room)); f != STRMAP_NONE; f = l->next[f])
            if (fits(a, l, f, t)) ARENA_PUSH(&a->place, hits, count, cap, (hit){ t, l->lex->forms[f].count, f });
    if (count) qsort(hits, count, sizeof *hits, longest_first);
    for (uint32_t i = 0; i < count; i++) {
        bool is_free = true;
        for (uint32_t k = 0; k < hits[i].length; k++) is_free &= !is_taken[hits[i].first + k];
        if (!is_free) continue;
        memset(is_taken + hits[i].first, 1, hits[i].length);
        l->begins[hits[i].first] = hits[i].form + 1;
        for (uint32_t k = 1; k < hits[i].length; k++) l->inside[hits[i].first + k] = (uint8_t)k;
    }
    return !a->place.failed;
}

bool atoms_see(atoms *a, replay *s)
{
    a->s = s;
    if (!see_forms(a)) return false;
    arena_free(&a->place);
    arena_init(&a->place);
    for (uint32_t i = 0; i < a->list_count; i++)
        if (a->lists[i].has_phrases && !see_phrases(a, &a->lists[i])) return false;
    return !a->has_failed;
}

/* The letter at which the phrase over this one begins, if it stands in the stretch unbroken. */
static bool phrase_over(const atom_place *p, const word_list *l, uint32_t at, uint32_t *start)
{
    uint32_t token_index = p->st->letters[at].tokens.first, back = l->has_phrases ? l->inside[token_index] : 0;
    if (!l->has_phrases || (!back && !l->begins[token_index]) || back > at) return false;
    uint32_t first = token_index - back, length = l->lex->forms[l->begins[first] - 1].count;
    *start = at - back;
    if (*start + length > p->st->count) return false;
    for (uint32_t i = 0; i < length; i++) {
        const letter *x = &p->st->letters[*start + i];
        if (x->fold != FOLD_NONE || x->tokens.first != first + i) return false;
    }
    return true;
}

/* is_inside: lies anywhere in an entry, as brackets ask. */
static bool lexicon_holds(const atom_place *p, atom *t, uint32_t at, bool is_inside)
{
    const word_list *l = &p->a->lists[t->index];
    uint32_t start, token_index = p->st->letters[at].tokens.first;
    if (!phrase_over(p, l, at, &start)) return form_says(p->a, t, form_at(p->a, token_index));
    if (start != at) return is_inside;
    return is_selected(t, &l->lex->entries[l->lex->forms[l->begins[token_index] - 1].entry]);
}

/* ---- annotations ------------------------------------------------------------------------------------------------ */

static bool has_value(const annotation *a, const atom *t)
{
    for (uint32_t i = 0; i < a->attribute_count; i++)
        if (str_eq(a->attributes[i].key, t->key)) return str_eq(a->attributes[i].value, t->value);
    return !t->key.len;
}

typedef enum { OUTSIDE, BEGINS, GOES_ON } position;

static position position_in(const letter *x, token_range r)
{
    if (x->fold == FOLD_PARAGRAPH || !range_inside(x->tokens, r)) return OUTSIDE;
    return x->tokens.first == r.first ? BEGINS : GOES_ON;
}

static const annotation *quote_annotation(const atom_place *p, uint32_t number)
{
    return &p->a->s->doc->layers.items[LAYER_QUOTE].items[number];
}

static position quote_position(const atom_place *p, const atom *t, const letter *x)
{
    const tokens *all = &p->a->s->doc->tokens;
    if (p->st->view != VIEW_PLAIN) {
        bool is_quote = x->fold != FOLD_NONE && x->fold != FOLD_PARAGRAPH;
        return is_quote && has_value(quote_annotation(p, x->fold), t) ? BEGINS : OUTSIDE;
    }
    for (uint32_t i = 0; i < all->quotation_count; i++)
        if (all->quotations[i].depth == 0 && position_in(x, all->quotations[i].tokens) != OUTSIDE && has_value(quote_annotation(p, i), t))
            return position_in(x, all->quotations[i].tokens);
    return OUTSIDE;
}

static position block_position(const atom_place *p, const atom *t, const letter *x)
{
    static const uint8_t kinds[LAYER_BUILTIN] = { [LAYER_HEADLINE] = BLOCK_HEADLINE, [LAYER_STANDFIRST] = BLOCK_STANDFIRST,
                                                  [LAYER_BYLINE] = BLOCK_BYLINE,     [LAYER_DATELINE] = BLOCK_DATELINE,
                                                  [LAYER_CAPTION] = BLOCK_CAPTION,   [LAYER_BODY] = BLOCK_BODY,
                                                  [LAYER_BLOCKQUOTE] = BLOCK_QUOTE };
    const hs_document *d = p->a->s->doc;
    if (d->text.blocks[d->tokens.paragraph_block[p->st->paragraph]].kind != kinds[t->index]) return OUTSIDE;
    return position_in(x, d->tokens.paragraphs[p->st->paragraph]);
}

static position layer_position(const atom_place *p, const atom *t, uint32_t at)
{
    const letter *x = &p->st->letters[at];
    if (t->index == LAYER_QUOTE) return quote_position(p, t, x);
    if (t->index == LAYER_PARAGRAPH) return x->fold == FOLD_PARAGRAPH ? BEGINS : OUTSIDE;
    if (t->index < LAYER_BUILTIN) return block_position(p, t, x);
    const annotation *a = layer_over(&p->a->s->doc->layers.items[t->index], x->tokens.first);
    return a && has_value(a, t) ? position_in(x, a->range) : OUTSIDE;
}

/* ---- questions -------------------------------------------------------------------------------------------------- */

static bool test_holds(const atom_place *p, const node *n, uint32_t at, bool is_inside)
{
    const letter *x = &p->st->letters[at];
    atom *t = &p->a->items[n->test];
    if (t->kind == NODE_LAYER) {
        position where = layer_position(p, t, at);
        return where == BEGINS || (is_inside && where == GOES_ON);
    }
    if (x->fold != FOLD_NONE) return false;
    if (t->kind == NODE_CLASS) return p->classes[x->tokens.first] >> t->index & 1;
    if (t->kind == NODE_LEXICON) return lexicon_holds(p, t, at, is_inside);
    return form_says(p->a, t, form_at(p->a, x->tokens.first));
}

static bool bracket_holds(const atom_place *p, const node *n, uint32_t at)
{
    if (n->kind == NODE_NOT) return !bracket_holds(p, n->kids[0], at);
    if (n->kind != NODE_AND && n->kind != NODE_OR) return test_holds(p, n, at, true);
    for (uint32_t i = 0; i < n->kid_count; i++)
        if (bracket_holds(p, n->kids[i], at) == (n->kind == NODE_OR)) return n->kind == NODE_OR;
    return n->kind == NODE_AND;
}

bool atom_holds(const atom_place *p, const node *leaf, uint32_t at)
{
    if (at >= p->st->count) return false;
    if (leaf->kind == NODE_ANY) return true;
    if (leaf->kind == NODE_GAP) return p->st->letters[at].fold == FOLD_NONE;
    if (leaf->kind == NODE_BRACKET) return bracket_holds(p, leaf->kids[0], at);
    return test_holds(p, leaf, at, false);
}

/* Whatever the attribute was: of what was begun all belongs to it. */
bool atom_goes_on(const atom_place *p, const node *leaf, uint32_t at)
{
    uint32_t start;
    if (at >= p->st->count || (leaf->kind != NODE_LAYER && leaf->kind != NODE_LEXICON)) return false;
    atom t = p->a->items[leaf->test];
    if (t.kind == NODE_LEXICON) {
        if (p->st->letters[at].fold != FOLD_NONE) return false;
        return phrase_over(p, &p->a->lists[t.index], at, &start) && start != at;
    }
    t.key = STR("");
    return layer_position(p, &t, at) == GOES_ON;
}

bool atom_edge(const atom_place *p, edge_kind edge, uint32_t at)
{
    const tokens *t = &p->a->s->doc->tokens;
    bool is_end = edge == EDGE_PARAGRAPH_END || edge == EDGE_QUOTE_END;
    if (edge == EDGE_START) return at == 0;
    if (edge == EDGE_END) return at == p->st->count;
    if (is_end ? at == 0 : at == p->st->count) return false;
    const letter *x = &p->st->letters[is_end ? at - 1 : at];
    token_range paragraph = t->paragraphs[p->st->paragraph];
    if (x->fold == FOLD_PARAGRAPH) return false;
    if (edge == EDGE_PARAGRAPH_START) return x->tokens.first == paragraph.first;
    if (edge == EDGE_PARAGRAPH_END) return x->tokens.last == paragraph.last;
    if (edge == EDGE_QUOTE_START) return x->tokens.first > 0 && t->items[x->tokens.first - 1].flags & TOKEN_OPENS;
    return x->tokens.last < t->count && t->items[x->tokens.last].flags & TOKEN_CLOSES;
}

static const lexicon_entry *entry_at(const atom_place *p, const node *leaf, uint32_t at)
{
    char room[160];
    if (leaf->kind != NODE_LEXICON || at >= p->st->count || p->st->letters[at].fold != FOLD_NONE) return NULL;
    const atom *t = &p->a->items[leaf->test];
    const word_list *l = &p->a->lists[t->index];
    uint32_t start, token_index = p->st->letters[at].tokens.first;
    if (phrase_over(p, l, at, &start)) return start == at ? &l->lex->entries[l->lex->forms[l->begins[token_index] - 1].entry] : NULL;
    uint32_t entry = strmap_get(&t->words, word_key(p->a, l->lex, form_at(p->a, token_index), room));
    return entry == STRMAP_NONE ? NULL : &l->lex->entries[entry];
}

void atom_entries(const atom_place *p, const node *leaf, uint32_t at, atom_entry_fn take, void *user)
{
    const lexicon_entry *e = entry_at(p, leaf, at);
    if (e) take(user, leaf->name, e);
    for (uint32_t i = 0; i < leaf->kid_count && leaf->kind != NODE_NOT; i++) atom_entries(p, leaf->kids[i], at, take, user);
}
