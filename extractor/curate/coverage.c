/* coverage.c - each match of the trace, taken apart by the reference matcher, into counters. */
#include "curate/coverage.h"

#include "base/error.h"
#include "base/utf8.h"
#include "curate/cost.h"
#include "curate/cue_like.h"
#include "emit/position.h"

#include <stdlib.h>

/* ---- the pieces of patterns -------------------------------------------------------------------------------------- */

/* Of macros only that they were used is counted: their alternatives serve all rules together. */
static void list_pieces(pattern_touch *p, arena *memory, const node *n)
{
    for (uint32_t i = 0; i < n->kid_count && n->kind <= NODE_ROLE; i++) {
        const node *kid = n->kids[i];
        pattern_piece piece = { .kind = n->kind == NODE_ALT ? PART_ALTERNATIVE : PART_OPTIONAL, .parent = n, .kid = i, .first_leaf = UINT32_MAX };
        bool is_optional = kid->kind == NODE_REPEAT && kid->min == 0;
        reference_leaves(kid, &piece.first_leaf, &piece.last_leaf);
        if (n->kind == NODE_ALT || is_optional) ARENA_PUSH(memory, p->pieces, p->piece_count, p->piece_cap, piece);
        if (kid->source == n->source) list_pieces(p, memory, kid);
    }
}

static void note_lists(coverage *c, const node *n, bool is_attribution, bool is_cue)
{
    is_cue |= is_attribution && n->kind == NODE_ROLE && str_is(n->name, "cue");
    if (n->kind == NODE_LEXICON) {
        uint32_t i = strmap_get(&c->rules->lexicons.by_name, n->name);
        if (i != STRMAP_NONE && !c->entries[i]) c->entries[i] = arena_zalloc(&c->memory, c->rules->lexicons.items[i]->entry_count + 1, sizeof **c->entries);
        if (i != STRMAP_NONE) c->is_cue_list[i] |= is_cue;
    }
    for (uint32_t i = 0; i < n->kid_count && n->kind != NODE_NOT; i++) note_lists(c, n->kids[i], is_attribution, is_cue);
}

static bool prepare_rule(coverage *c, uint32_t index)
{
    rule_touch *t = &c->touched[index];
    if (!rule_patterns_read(&t->patterns, c->atoms, c->rules, index)) return false;
    t->match = arena_zalloc(&c->memory, t->patterns.match.count + 1, sizeof *t->match);
    t->unless = arena_zalloc(&c->memory, t->patterns.unless.count + 1, sizeof *t->unless);
    t->inside = arena_zalloc(&c->memory, t->patterns.inside.count + 1, sizeof *t->inside);
    if (!t->match || !t->unless || !t->inside) return false;
    bool is_attribution = str_is(c->rules->layers[t->patterns.rule->layer].name, "attribution");
    for (uint32_t i = 0; i < t->patterns.match.count; i++) {
        list_pieces(&t->match[i], &c->memory, t->patterns.match.items[i].tree);
        note_lists(c, t->patterns.match.items[i].tree, is_attribution, false);
    }
    return !c->memory.failed;
}

hs_status coverage_open(coverage *c, const hs_rules *rules, bool wants_cost, hs_error *error)
{
    *c = (coverage){ .rules = rules, .wants_cost = wants_cost };
    arena_init(&c->memory);
    tally_init(&c->cue_like, &c->memory);
    c->atoms = atoms_create(rules);
    c->touched = arena_zalloc(&c->memory, rules->rule_count + 1, sizeof *c->touched);
    c->entries = arena_zalloc(&c->memory, rules->lexicons.count + 1, sizeof *c->entries);
    c->is_cue_list = arena_zalloc(&c->memory, rules->lexicons.count + 1, sizeof *c->is_cue_list);
    bool ok = c->atoms && c->touched && c->entries && c->is_cue_list;
    for (uint32_t i = 0; ok && i < rules->rule_count; i++)
        if (rules->rules[i].layer != UINT32_MAX) ok = prepare_rule(c, i);
    return ok ? HS_OK : error_memory(error);
}

void coverage_close(coverage *c)
{
    atoms_free(c->atoms);
    arena_free(&c->memory);
}

bool coverage_knows(const coverage *c, const char *rule_id, const char *layer_name, hs_error *error)
{
    bool has_rule = !rule_id;
    for (uint32_t i = 0; i < c->rules->rule_count && rule_id; i++) has_rule |= str_is(c->rules->rules[i].id, rule_id);
    if (!has_rule) error_set(error, HS_ERR_USAGE, "no rule '%s' in the pack", rule_id);
    else if (layer_name && rules_layer(c->rules, layer_name) == UINT32_MAX) error_set(error, HS_ERR_USAGE, "no layer '%s' in the pack", layer_name);
    else return true;
    return false;
}

/* ---- one match --------------------------------------------------------------------------------------------------- */

typedef struct {
    coverage *c;
    replay    s;
    positions places;
    arena     memory;
} covering;

/* The stretch of the match, and its first letter there; NULL if the match isn't to be found again. */
static const stretch *place_of(covering *x, const match *m, uint32_t *start)
{
    const stretches *list = replay_view(&x->s, m->view);
    uint32_t lo = 0, hi = list->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        const stretch *st = &list->items[mid];
        if (st->letters[st->count - 1].tokens.last < m->range.last) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < list->count; lo++) {
        const stretch *st = &list->items[lo];
        if (st->letters[0].tokens.first > m->range.first) continue;
        for (uint32_t i = 0; i < st->count && st->letters[i].tokens.first <= m->range.first; i++)
            if (st->letters[i].tokens.first == m->range.first && st->letters[st->count - 1].tokens.last >= m->range.last) {
                *start = i;
                return st;
            }
        if (m->view != VIEW_INSIDE && st->letters[0].tokens.first > m->range.last) break;
    }
    return NULL;
}

static hs_str place_text(const covering *x, const match *m)
{
    hs_str id = x->s.doc->text.id;
    position_place at = position_of(&x->places, token_span(&x->s.doc->tokens, m->range).start);
    return arena_printf(&x->c->memory, "%.*s:%u:%u", (int)id.len, id.ptr, at.line, at.column);
}

static void count(const covering *x, touch_count *n, const match *m)
{
    if (!n->hits) n->place = place_text(x, m);
    n->hits++;
    n->wins += m->fate == LOST_NOT;
}

typedef struct { const covering *x; const match *m; } entry_counter;

static void count_entry(void *user, hs_str list, const lexicon_entry *e)
{
    const entry_counter *k = user;
    const coverage *c = k->x->c;
    uint32_t l = strmap_get(&c->rules->lexicons.by_name, list);
    if (l != STRMAP_NONE && c->entries[l]) count(k->x, &c->entries[l][e - c->rules->lexicons.items[l]->entries], k->m);
}

static void count_steps(covering *x, const atom_place *place, pattern_touch *t, const reference *r, const reference_match *got, const match *m)
{
    entry_counter k = { x, m };
    for (uint32_t i = 0; i < t->piece_count; i++) {
        bool is_used = false;
        for (uint32_t s = 0; s < got->step_count; s++)
            is_used |= got->steps[s].leaf >= t->pieces[i].first_leaf && got->steps[s].leaf <= t->pieces[i].last_leaf;
        if (is_used) count(x, &t->pieces[i].n, m);
    }
    for (uint32_t s = 0; s < got->step_count; s++) atom_entries(place, r->leaves[got->steps[s].leaf], got->steps[s].start, count_entry, &k);
}

static bool count_stopper(covering *x, const pattern_list *list, touch_count *counts, const match *m, const atom_place *place, bool is_inside)
{
    token_range took;
    uint32_t i = pattern_stopper(list, x->c->rules, m, place, is_inside, &x->memory, &took);
    if (i != UINT32_MAX) count(x, &counts[i], m);
    return i != UINT32_MAX;
}

/* The first match is the example, until one has won. */
static void keep_example(covering *x, rule_touch *t, const match *m)
{
    bool is_won = m->fate == LOST_NOT;
    if (t->has_won_example || (t->example_words.len && !is_won)) return;
    const hs_document *d = x->s.doc;
    hs_str words = str_of(d->text.bytes, token_span(&d->tokens, m->range));
    size_t cut = 0;
    for (uint32_t points = 0; cut < words.len && points < 60; points++)
        do cut++;
        while (cut < words.len && utf8_is_continuation(words.ptr[cut]));
    t->n.place = place_text(x, m);
    t->example_words = arena_printf(&x->c->memory, "%.*s%s", (int)cut, words.ptr, cut < words.len ? " \xE2\x80\xA6" : "");
    t->has_won_example = is_won;
}

static void count_match(covering *x, const match *m)
{
    rule_touch *t = &x->c->touched[m->rule];
    const rule *r = t->patterns.rule;
    uint32_t start, pattern = m->program - r->first_match;
    const stretch *st = place_of(x, m, &start);
    if (m->fate == LOST_UNLESS) t->stopped++;
    if (m->fate == LOST_TWIN) t->twins++;
    count(x, &t->n, m);
    keep_example(x, t, m);
    if (!st || pattern >= t->patterns.match.count) return;
    atom_place place = { x->c->atoms, st, replay_classes(&x->s, r->layer, r->priority) };
    reference_run run;
    reference_match got;
    reference_begin(&run, &t->patterns.match.items[pattern], &place, &x->memory);
    count(x, &t->match[pattern].n, m);
    if (reference_match_at(&run, start, &got) == REFERENCE_YES) count_steps(x, &place, &t->match[pattern], run.r, &got, m);
    if (m->fate == LOST_UNLESS && !count_stopper(x, &t->patterns.unless, t->unless, m, &place, false))
        count_stopper(x, &t->patterns.inside, t->inside, m, &place, true);
}

/* ---- one article ------------------------------------------------------------------------------------------------- */

static hs_status cover(covering *x, hs_error *error)
{
    const hs_document *d = x->s.doc;
    if (!d->tokens.count) return HS_OK;
    if (!atoms_see(x->c->atoms, &x->s) || !position_init(&x->places, d->text.bytes)) return error_memory(error);
    for (uint32_t l = LAYER_BUILTIN; l < x->c->rules->layer_count; l++) {
        for (uint32_t i = 0; i < d->found[l].count; i++) count_match(x, &d->found[l].items[i]);
        arena_free(&x->memory); /* trails of the matcher */
        arena_init(&x->memory);
    }
    cue_like_count(x->c, &x->s);
    if (x->c->wants_cost) cost_count(x->c, &x->s, &x->places);
    position_free(&x->places);
    return x->memory.failed || x->c->memory.failed ? error_memory(error) : HS_OK;
}

hs_status coverage_article(coverage *c, const hs_article *article, hs_error *error)
{
    covering x = { .c = c };
    arena_init(&x.memory);
    hs_status status = replay_article(&x.s, c->rules, article, NULL, error);
    if (!status) status = cover(&x, error);
    if (!status) c->articles++;
    replay_close(&x.s);
    arena_free(&x.memory);
    return status;
}
