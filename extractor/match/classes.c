/* classes.c - which of its possible classes a token has.
 *
 * Rules of the layer `class` take classes away (remove) or leave only some (keep), as constraint grammars do. They act in
 * groups of one priority, highest first; a group sees what earlier groups did, and within it the order of rules doesn't matter. The
 * last possible class is never taken away.
 * Of what remains the class that the word lists call likeliest is the token's.
 *
 * All of it happens in rows: where a rule begins, moved to where its `word` stands, is a row of tokens of which it says
 * something; what a group said is judged for all tokens at once, class by class. */
#include "match/internal.h"

#include "base/error.h"

/* What the rules of one group say, as a row for each class. */
typedef struct { uint64_t rows[UPOS_COUNT][BATCH_WORDS]; uint32_t used; } class_rows;

typedef struct {
    layer_work *w;
    class_rows  not_kept, removed;
} classing;

static uint64_t *class_row(const layer_work *w, uint32_t c)
{
    uint32_t number = w->rl->class_column[c];
    return number == UINT32_MAX ? NULL : columns_row(&w->run->scratch->columns, number);
}

/* Adds the letters of `said` (where these classes are concerned) to a class's row. */
static void add_row(classing *g, class_rows *to, uint32_t c, const uint64_t *said)
{
    uint32_t words = g->w->run->scratch->columns.words;
    if (to->used & 1u << c) row_or(to->rows[c], said, words);
    else row_copy(to->rows[c], said, words);
    to->used |= 1u << c;
}

/* A rule speaks of these letters. What keeps classes that a token can't have says nothing of it. */
static void hear(classing *g, const rule *r, const uint64_t *letters)
{
    uint64_t said[BATCH_WORDS] = { 0 };
    uint32_t words = g->w->run->scratch->columns.words;
    for (uint32_t c = 0; c < UPOS_COUNT; c++)
        if (!r->keep && r->remove & 1u << c) add_row(g, &g->removed, c, letters);
    if (!r->keep) return;
    for (uint32_t c = 0; c < UPOS_COUNT; c++)
        if (r->keep & 1u << c && class_row(g->w, c)) row_or(said, class_row(g->w, c), words);
    row_and(said, letters, words);
    for (uint32_t c = 0; c < UPOS_COUNT; c++)
        if (!(r->keep & 1u << c)) add_row(g, &g->not_kept, c, said);
}

/* ---- who speaks --------------------------------------------------------------------------------------------------- */

static void set_range(uint64_t *letters, uint32_t from, uint32_t to)
{
    for (uint32_t p = from; p < to; p++) letters[p / 64] |= row_bit(p);
}

/* Matches that were written down: of rules with `unless`, and of all when losers are kept. */
static void hear_matches(classing *g, uint32_t from)
{
    const layer_work *w = g->w;
    for (uint32_t i = from; i < w->out->count; i++) {
        const match *m = &w->out->items[i];
        const batch_part *part = &w->b->parts[m->part];
        uint32_t first = part->st->letters[0].tokens.first;
        uint64_t letters[BATCH_WORDS] = { 0 };
        if (m->fate != LOST_NOT) continue;
        for (uint32_t k = 0; k < m->role_count; k++)
            if (m->roles[k].role == w->run->rules->role_word)
                set_range(letters, part->at + m->roles[k].range.first - first, part->at + m->roles[k].range.last - first);
        hear(g, &w->run->rules->rules[m->rule], letters);
    }
    if (!w->run->keep_losers) w->out->count = from;
}

/* The letters of `word`, from those at which a pattern of fixed length begins. */
static void move_to_word(const layer_work *w, const program *p, const uint64_t *starts, uint64_t *letters)
{
    const columns *c = &w->run->scratch->columns;
    uint64_t moved[BATCH_WORDS];
    for (uint32_t g = 0; g < p->group_count; g++)
        for (uint32_t k = p->groups[g].from; p->groups[g].role == w->run->rules->role_word && k < p->groups[g].to; k++) {
            for (uint32_t i = 0; i < c->words; i++) moved[i] = k ? starts[i] >> k | (i ? starts[i - 1] << (64 - k) : 0) : starts[i];
            row_or(letters, moved, c->words);
        }
}

static void run_program(classing *g, uint32_t number)
{
    layer_work *w = g->w;
    const program *p = w->rl->programs[number];
    const rule *r = &w->run->rules->rules[p->rule];
    uint64_t bits[BATCH_WORDS + ROW_STEP], letters[BATCH_WORDS] = { 0 };
    bool is_written = r->unless_count || r->inside_count || !p->fixed_length || w->run->keep_losers || w->run->no_triggers;
    if (is_written) {
        uint32_t from = w->out->count;
        layer_run_program(w, number);
        hear_matches(g, from);
        return;
    }
    const uint64_t *starts = layer_starts(w, p, bits);
    if (!starts) return;
    move_to_word(w, p, starts, letters);
    hear(g, r, letters);
}

/* ---- what comes of it --------------------------------------------------------------------------------------------- */

/* Takes the classes that rows name, but for letters that would lose their last. */
static bool take_away(classing *g, const class_rows *from)
{
    columns *all = &g->w->run->scratch->columns;
    uint64_t left[BATCH_WORDS] = { 0 };
    if (!from->used) return false;
    for (uint32_t c = 0; c < UPOS_COUNT; c++) {
        const uint64_t *row = class_row(g->w, c);
        for (uint32_t i = 0; row && i < all->words; i++) left[i] |= from->used & 1u << c ? row[i] & ~from->rows[c][i] : row[i];
    }
    for (uint32_t c = 0; c < UPOS_COUNT; c++) {
        uint64_t *row = class_row(g->w, c);
        for (uint32_t i = 0; row && from->used & 1u << c && i < all->words; i++) row[i] &= ~(from->rows[c][i] & left[i]);
    }
    return true;
}

static void judge(classing *g)
{
    bool is_changed = take_away(g, &g->not_kept);
    is_changed |= take_away(g, &g->removed);
    if (is_changed) g->w->run->scratch->columns.now_class++; /* tests on classes must be evaluated anew */
}

/* The rows of classes back to the tokens. */
static void write_classes(const layer_work *w)
{
    for (uint32_t i = 0; i < w->b->count; i++) {
        const batch_part *part = &w->b->parts[i];
        uint32_t first = part->st->letters[0].tokens.first, end = part->at + part->st->count;
        memset(&w->run->classes[first], 0, part->st->count * sizeof *w->run->classes);
        for (uint32_t c = 0; c < UPOS_COUNT; c++) {
            const uint64_t *row = class_row(w, c);
            for (uint32_t at = row ? row_next(row, part->at, end) : end; at < end; at = row_next(row, at + 1, end))
                w->run->classes[first + at - part->at] |= 1u << c;
        }
    }
}

/* The chosen programs in the order of their groups. */
static bool sort_by_group(const layer_work *w)
{
    match_scratch *s = w->run->scratch;
    const uint16_t *group = w->rl->program_group;
    uint32_t groups = w->rl->group_count, count = s->run_count;
    void *order = s->order;
    bool ok = scratch_reserve(&order, &s->order_cap, groups + 1 + (size_t)count, sizeof *s->order);
    s->order = order;
    if (!ok) return false;
    uint32_t *start = s->order, *sorted = s->order + groups + 1;
    memset(start, 0, (groups + 1) * sizeof *start);
    for (uint32_t i = 0; i < count; i++) start[group[s->run_list[i]] + 1]++;
    for (uint32_t i = 0; i < groups; i++) start[i + 1] += start[i];
    for (uint32_t i = 0; i < count; i++) sorted[start[group[s->run_list[i]]]++] = s->run_list[i];
    memcpy(s->run_list, sorted, count * sizeof *sorted);
    return true;
}

static bool class_batch(layer_work *w, void *user)
{
    classing *g = user;
    match_scratch *s = w->run->scratch;
    const uint16_t *group = w->rl->program_group;
    g->w = w;
    if (!layer_choose(w) || !sort_by_group(w)) return false;
    for (uint32_t k = 0; k < s->run_count;) {
        uint32_t now = group[s->run_list[k]];
        g->not_kept.used = g->removed.used = 0;
        for (; k < s->run_count && group[s->run_list[k]] == now; k++) run_program(g, s->run_list[k]);
        judge(g);
    }
    write_classes(w);
    return !w->run->memory->failed;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------- */

static void settle_token(match_run *run, token *tk, uint32_t index)
{
    uint32_t left = run->classes[index];
    const form_info *info = &run->scratch->infos[tk->form];
    tk->upos = left ? (uint8_t)__builtin_ctz(left) : UPOS_X;
    for (uint32_t k = 0; left & (left - 1) && k < info->ranked_count; k++)
        if (left & 1u << info->ranked[k]) {
            tk->upos = info->ranked[k];
            break;
        }
    run->classes[index] = 1u << tk->upos;
    run->senses[index] = sense_of(run->rules, run->scratch, tk->form, (upos_class)tk->upos);
}

hs_status match_classes(match_run *run, token *items, matches *found, hs_error *error)
{
    uint32_t index = rules_layer(run->rules, "class");
    bool ok = true;
    *found = (matches){ 0 };
    if (index != UINT32_MAX) {
        classing g;
        layer_work w = { .run = run, .rl = &run->rules->layers[index], .layer = index, .view = VIEW_PLAIN, .out = found };
        ok = layer_batches(&w, class_batch, &g, true);
    }
    for (uint32_t i = 0; i < run->tokens->count && ok && !run->memory->failed && !run->scratch->memory.failed; i++) settle_token(run, &items[i], i);
    if (!ok || run->memory->failed || run->scratch->memory.failed) return error_memory(error);
    view_refresh(run);
    return HS_OK;
}
