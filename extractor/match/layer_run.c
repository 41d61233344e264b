/* layer_run.c - the rules of one layer over all stretches of their views: triggers, sieve, walk, `unless`.
 *
 * Stretches that trigger something are put side by side in batches, and each program runs once over a batch. Gives candidates
 * in text order. Which of them win is decided in settle.c or, for attributions, in find/. */
#include "base/error.h"
#include "match/internal.h"

static token_range letters_to_tokens(const stretch *st, uint32_t start, uint32_t end)
{
    return (token_range){ st->letters[start].tokens.first, st->letters[end - 1].tokens.last };
}

/* What the order asks of source and cue, measured once. */
static void measure(const struct hs_rules *rules, match *m)
{
    token_range s = match_role(m, rules->role_source), c = match_role(m, rules->role_cue);
    m->source_length = s.last - s.first;
    m->cue_length = c.last - c.first;
    if (!m->source_length || !m->cue_length) m->source_distance = UINT32_MAX;
    else if (s.last <= c.first) m->source_distance = c.first - s.last;
    else m->source_distance = s.first >= c.last ? s.first - c.last : 0;
}

static bool has_role(const match *m, uint32_t role)
{
    for (uint32_t k = 0; k < m->role_count; k++)
        if (m->roles[k].role == role) return true;
    return false;
}

static void add_match(layer_work *w, uint32_t number, uint32_t part, const program_match *pm)
{
    const batch_part *in = &w->b->parts[part];
    const program *p = w->rl->programs[number];
    const struct hs_rules *rules = w->run->rules;
    bool is_measured = false;
    match m = { .rule = p->rule, .program = number, .lexical = p->lexical, .view = w->view, .part = part, .letter = in->at + pm->start,
                .source_distance = UINT32_MAX };
    m.range = letters_to_tokens(in->st, pm->start, pm->end);
    m.roles = arena_alloc(w->run->memory, p->group_count * sizeof *m.roles);
    if (!m.roles) return;
    for (uint32_t g = 1; g <= p->group_count; g++) {
        uint32_t start = pm->groups[g][0], end = pm->groups[g][1], role = p->groups[g - 1].role;
        if (start == UINT32_MAX || start == end) continue;
        if (p->groups[g - 1].is_gap) {
            m.gap_tokens += end - start;
            continue;
        }
        m.roles_filled += !has_role(&m, role);
        is_measured |= role == rules->role_source || role == rules->role_cue;
        m.roles[m.role_count++] = (role_match){ role, letters_to_tokens(in->st, start, end) };
    }
    if (is_measured) measure(rules, &m);
    ARENA_PUSH(w->run->memory, w->out->items, w->out->count, w->out->cap, m);
}

/* ---- small questions -------------------------------------------------------------------------------------------- */

static bool in_content(const struct hs_rules *rules, const match *m, uint32_t token_index)
{
    for (uint32_t i = 0; i < m->role_count; i++)
        if (m->roles[i].role == rules->role_content && m->roles[i].range.first <= token_index && token_index < m->roles[i].range.last)
            return true;
    return false;
}

/* Does the range share a token with the match, outside its content or inside it? */
static bool touches(const struct hs_rules *rules, const match *m, token_range r, bool is_inside)
{
    uint32_t first = r.first > m->range.first ? r.first : m->range.first;
    uint32_t last = r.last < m->range.last ? r.last : m->range.last;
    for (uint32_t t = first; t < last; t++)
        if (in_content(rules, m, t) == is_inside) return true;
    return false;
}

/* The parts of the batch in which all that the program needs occurs. */
static uint64_t parts_with_needs(const layer_work *w, const program *p)
{
    const uint64_t *parts = w->run->scratch->columns.parts;
    uint64_t all = UINT64_MAX >> (BATCH_PARTS - w->b->count);
    for (uint32_t i = 0; i < p->need_count && all; i++) {
        const column_set *need = &p->needs[i];
        uint64_t met = 0;
        for (uint32_t k = 0; k < need->count; k++) met |= parts[need->columns[k]];
        all &= met;
    }
    return all;
}

const uint64_t *layer_starts(layer_work *w, const program *p, uint64_t *bits)
{
    if (w->run->no_triggers) return w->run->scratch->columns.valid;
    uint64_t parts = parts_with_needs(w, p);
    return parts && sieve_starts(w->run, w->rl, p, parts, bits) ? bits : NULL;
}

/* What the program takes at a letter of the part that layer_starts() gave: 1, 0 for nothing, -1 at a limit. Where (X)* may go round
 * without a letter, whether it goes round depends on what it took, which no memo tells: there PCRE2 walks. */
static int match_at(layer_work *w, const program *p, const batch_part *part, uint32_t letter_index, bool is_first, program_match *out)
{
    uint32_t at = letter_index - part->at;
    if (w->run->no_triggers || p->has_idle_star) return plain_match(w->run, w->rl, p, part, at, is_first, out);
    walk_match(w->run, w->rl, p, part, at, out);
    return out->end > out->start;
}

/* ---- unless ----------------------------------------------------------------------------------------------------- */

/* Marks the matches from `from` on that a match of the program touches. */
static void stop_matches(layer_work *w, const program *p, uint32_t from, bool is_inside)
{
    uint64_t bits[BATCH_WORDS + ROW_STEP];
    const uint64_t *starts = layer_starts(w, p, bits);
    for (uint32_t i = from; starts && i < w->out->count; i++) {
        match *m = &w->out->items[i];
        const batch_part *part = &w->b->parts[m->part];
        uint32_t end = part->at + part->st->count;
        bool is_first = true;
        for (uint32_t at = row_next(starts, part->at, end); at < end && m->fate == LOST_NOT; at = row_next(starts, at + 1, end)) {
            program_match pm;
            int got = match_at(w, p, part, at, is_first, &pm);
            is_first = false;
            if (got < 0) break;
            if (got > 0 && touches(w->run->rules, m, letters_to_tokens(part->st, pm.start, pm.end), is_inside)) m->fate = LOST_UNLESS;
        }
    }
}

static void apply_unless(layer_work *w, const rule *r, uint32_t from)
{
    for (uint32_t i = 0; i < r->unless_count; i++) stop_matches(w, w->rl->programs[r->first_unless + i], from, false);
    for (uint32_t i = 0; i < r->inside_count; i++) stop_matches(w, w->rl->programs[r->first_inside + i], from, true);
    uint32_t kept = from;
    for (uint32_t i = from; i < w->out->count; i++)
        if (w->out->items[i].fate == LOST_NOT || w->run->keep_losers) w->out->items[kept++] = w->out->items[i];
    w->out->count = kept;
}

/* ---- programs --------------------------------------------------------------------------------------------------- */

static bool is_left_out(const match_run *run, uint32_t rule_index)
{
    for (uint32_t i = 0; i < run->excess_count; i++)
        if (run->excesses[i].rule == rule_index) return run->excesses[i].count >= RULE_EXCESSES_MOST;
    return false;
}

static void note_excess(match_run *run, uint32_t rule_index, const stretch *st)
{
    const rule *r = &run->rules->rules[rule_index];
    uint32_t i = 0;
    while (i < run->excess_count && run->excesses[i].rule != rule_index) i++;
    if (i == run->excess_count) ARENA_PUSH(run->memory, run->excesses, run->excess_count, run->excess_cap, (struct rule_excess){ rule_index, 0 });
    if (i == run->excess_count || ++run->excesses[i].count < RULE_EXCESSES_MOST) return;
    match_warn(run, "limit: rule %.*s took more than %d steps in each of %d places and was left out after the sentence at byte %u", (int)r->id.len,
               r->id.ptr, (int)RULE_STEPS_MOST, (int)RULE_EXCESSES_MOST, run->tokens->items[st->letters[0].tokens.first].start);
}

void layer_run_program(layer_work *w, uint32_t number)
{
    const program *p = w->rl->programs[number];
    uint64_t bits[BATCH_WORDS + ROW_STEP];
    bool is_run = p->views & w->view && !is_left_out(w->run, p->rule);
    const uint64_t *starts = is_run ? layer_starts(w, p, bits) : NULL;
    uint64_t before = w->run->steps;
    uint32_t from = w->out->count, part = 0, letters = w->b->letters;
    bool is_first = true;
    for (uint32_t at = starts ? row_next(starts, 0, letters) : letters; at < letters; at = row_next(starts, at + 1, letters)) {
        program_match pm;
        while (at >= w->b->parts[part].at + w->b->parts[part].st->count) {
            part++;
            is_first = true;
        }
        int got = match_at(w, p, &w->b->parts[part], at, is_first, &pm);
        is_first = false;
        if (got > 0) add_match(w, number, part, &pm);
        if (got < 0) at = w->b->parts[part].at + w->b->parts[part].st->count; /* on with the next stretch */
    }
    const rule *r = &w->run->rules->rules[p->rule];
    if (w->out->count > from && (r->unless_count || r->inside_count)) apply_unless(w, r, from);
    if (!w->run->no_triggers && w->run->steps - before > RULE_STEPS_MOST) note_excess(w->run, p->rule, w->b->parts[w->b->count - 1].st);
}

static void mark(match_scratch *s, uint32_t number)
{
    if (s->marks[number] == s->mark) return;
    s->marks[number] = s->mark;
    s->run_list[s->run_count++] = number;
}

static void choose_all(layer_work *w)
{
    for (uint32_t i = 0; i < w->rl->rule_count; i++) {
        const rule *r = &w->run->rules->rules[w->rl->rules[i]];
        for (uint32_t k = 0; k < r->match_count; k++) mark(w->run->scratch, r->first_match + k);
    }
}

bool layer_choose(layer_work *w)
{
    match_scratch *s = w->run->scratch;
    void *marks = s->marks, *list = s->run_list;
    bool ok = scratch_reserve(&marks, &s->mark_cap, w->rl->program_count + 1, sizeof *s->marks) &&
              scratch_reserve(&list, &s->run_cap, w->rl->program_count + 1, sizeof *s->run_list);
    s->marks = marks;
    s->run_list = list;
    if (!ok) return false;
    s->mark++;
    s->run_count = 0;
    if (w->run->no_triggers) choose_all(w);
    for (uint32_t i = 0; i < w->rl->always_count; i++) mark(s, w->rl->always[i]);
    for (uint32_t number = columns_next(&s->columns, 0); number < w->rl->column_count; number = columns_next(&s->columns, number + 1))
        for (uint32_t i = w->rl->trigger_start[number]; i < w->rl->trigger_start[number + 1]; i++) mark(s, w->rl->trigger_programs[i]);
    return true;
}

/* ---- is there anything to do? ------------------------------------------------------------------------------------ */

static bool phrase_triggers(const layer_work *w, token_range all)
{
    const match_run *run = w->run;
    for (uint32_t i = match_phrase_from(run, all.first); i < run->phrase_count && run->phrases[i].first < all.last; i++)
        if (run->rules->phrase_triggers[run->phrases[i].phrase] & w->trigger_bit) return true;
    return false;
}

static bool has_annotation(const layer *from, token_range all)
{
    uint32_t i = match_annotation_over(from, all.first);
    return i < from->count && from->items[i].range.first < all.last;
}

static bool has_outer_quote(const match_run *run, token_range all)
{
    uint32_t i = match_outer_quote(run, all.first);
    return i < run->tokens->quotation_count && run->tokens->quotations[i].tokens.first < all.last;
}

static bool annotation_triggers(const layer_work *w, const stretch *st, token_range all)
{
    for (uint32_t i = 0; i < w->rl->trigger_layer_count; i++) {
        uint32_t index = w->rl->trigger_layers[i] & 0xFFFF, views = w->rl->trigger_layers[i] >> 16;
        if (!(views & w->view)) continue;
        if (index > LAYER_PARAGRAPH && index < LAYER_BUILTIN) return true; /* a kind of block */
        if (index < LAYER_HEADLINE && st->has_folds) return true;
        if (index == LAYER_QUOTE ? has_outer_quote(w->run, all) : has_annotation(&w->run->layers->items[index], all)) return true;
    }
    return false;
}

/* Most stretches have nothing for most layers: that is told without filling a column. */
static bool is_worth_filling(const layer_work *w, const stretch *st)
{
    token_range all = stretch_tokens(st);
    if (w->run->no_triggers) return true;
    if (w->rl->wanted != UINT32_MAX && !has_annotation(&w->run->layers->items[w->rl->wanted], all)) return false;
    if (w->rl->always_views & w->view || st->triggers & w->trigger_bit) return true;
    return annotation_triggers(w, st, all) || (w->rl->has_phrases && phrase_triggers(w, all));
}

/* ---- order ------------------------------------------------------------------------------------------------------ */

/* Text order, then the total order: so that nothing depends on the order in which programs ran. */
static bool goes_before(const struct hs_rules *rules, const match *a, const match *b)
{
    if (a->range.first != b->range.first) return a->range.first < b->range.first;
    if (a->range.last != b->range.last) return a->range.last > b->range.last;
    return match_order(rules, a, b) < 0;
}

static uint32_t run_end(const struct hs_rules *rules, match *const *items, uint32_t from, uint32_t count)
{
    uint32_t at = from + 1;
    while (at < count && !goes_before(rules, items[at], items[at - 1])) at++;
    return at < count ? at : count;
}

/* Views follow one another, and in some of them the same words stand twice: runs are found and merged, two by two, until one
 * is left. */
static void sort_matches(match_run *run, matches *found)
{
    uint32_t count = found->count;
    match **from = arena_alloc(run->memory, (count + 1) * sizeof *from), **to = arena_alloc(run->memory, (count + 1) * sizeof *to);
    if (!from || !to) return;
    for (uint32_t i = 0; i < count; i++) from[i] = &found->items[i];
    if (count < 2 || run_end(run->rules, from, 0, count) == count) return;
    for (bool is_sorted = false; !is_sorted;) {
        uint32_t n = 0, a = 0;
        while (a < count) {
            uint32_t middle = run_end(run->rules, from, a, count), end = middle < count ? run_end(run->rules, from, middle, count) : count;
            for (uint32_t b = middle, i = a; i < middle || b < end;)
                to[n++] = b >= end || (i < middle && !goes_before(run->rules, from[b], from[i])) ? from[i++] : from[b++];
            is_sorted = a == 0 && end == count;
            a = end;
        }
        match **swap = from;
        from = to;
        to = swap;
    }
    match *items = arena_alloc(run->memory, count * sizeof *items);
    for (uint32_t i = 0; items && i < count; i++) items[i] = *from[i];
    if (items) *found = (matches){ items, count, count };
}

/* The matches of one batch in the order of their first letters, those of one letter in their own order. */
static bool sort_batch(layer_work *w, uint32_t from)
{
    match_scratch *s = w->run->scratch;
    uint32_t count = w->out->count - from, letters = w->b->letters, n = 0;
    uint64_t begun[BATCH_WORDS] = { 0 };
    if (count < 2) return true;
    match *items = w->out->items + from;
    void *order = s->order;
    match *sorted = arena_alloc(w->run->memory, (from ? count : w->out->cap) * sizeof *sorted);
    bool is_reserved = scratch_reserve(&order, &s->order_cap, letters + 1 + (size_t)count, sizeof *s->order);
    s->order = order;
    if (!is_reserved || !sorted) return false;
    uint32_t *first = s->order, *next = s->order + letters + 1; /* a list for each letter: match + 1, 0 at the end */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = items[i].letter, *link = &first[at];
        if (!row_has(begun, at)) *link = 0;
        begun[at / 64] |= row_bit(at);
        while (*link && !goes_before(w->run->rules, &items[i], &items[*link - 1])) link = &next[*link - 1];
        next[i] = *link;
        *link = i + 1;
    }
    for (uint32_t at = row_next(begun, 0, letters); at < letters; at = row_next(begun, at + 1, letters))
        for (uint32_t i = first[at]; i; i = next[i - 1]) sorted[n++] = items[i - 1];
    if (from) memcpy(items, sorted, count * sizeof *items); /* what came before them stays where it is */
    else w->out->items = sorted;
    return true;
}

/* ---- batches ------------------------------------------------------------------------------------------------------ */

static bool run_batch(layer_work *w, bool (*act)(layer_work *w, void *user), void *user)
{
    uint32_t from = w->out->count;
    return !w->b->count || (columns_fill(w->run, w->layer, w->b) && act(w, user) && sort_batch(w, from));
}

static bool is_over_budget(match_run *run, const rule_layer *rl)
{
    if (run->steps <= MATCH_STEPS_MOST) return false;
    match_warn(run, "limit: the article took more than %d steps; the rest of it was not searched in layer %.*s",
               (int)MATCH_STEPS_MOST, (int)rl->name.len, rl->name.ptr);
    return true;
}

bool layer_batches(layer_work *w, bool (*act)(layer_work *w, void *user), void *user, bool all)
{
    batch *b = &w->run->scratch->batch;
    const stretches *view = match_view(w->run, w->view);
    w->b = b;
    w->trigger_bit = w->rl->trigger_bit[__builtin_ctz(w->view)];
    b->count = b->letters = 0;
    for (uint32_t i = 0; i < view->count && !is_over_budget(w->run, w->rl); i++) {
        const stretch *st = &view->items[i];
        if (!all && !is_worth_filling(w, st)) continue;
        if (b->letters + st->count + 1 > BATCH_LETTERS || b->count == BATCH_PARTS) {
            if (!run_batch(w, act, user)) return false;
            b->count = b->letters = 0;
        }
        void *parts = b->parts;
        if (!scratch_reserve(&parts, &b->cap, b->count + 1, sizeof *b->parts)) return false;
        b->parts = parts;
        b->parts[b->count++] = (batch_part){ .st = st, .at = b->letters };
        b->letters += st->count + 1;
    }
    return run_batch(w, act, user);
}

static bool run_chosen(layer_work *w, void *user)
{
    (void)user;
    if (!layer_choose(w)) return false;
    const match_scratch *s = w->run->scratch;
    for (uint32_t i = 0; i < s->run_count; i++) layer_run_program(w, s->run_list[i]);
    return true;
}

enum { MATCHES_FIRST = 1024 }; /* room from the start, which needn't grow in most layers of most articles */

hs_status match_layer(match_run *run, uint32_t layer_index, matches *out, hs_error *error)
{
    const rule_layer *rl = &run->rules->layers[layer_index];
    uint32_t room = run->tokens->count / 2 < MATCHES_FIRST ? run->tokens->count / 2 : MATCHES_FIRST;
    *out = (matches){ .items = arena_alloc(run->memory, room * sizeof *out->items) };
    if (out->items) out->cap = room;
    for (uint32_t view = VIEW_PLAIN; view <= VIEW_TEXT; view <<= 1) {
        layer_work w = { .run = run, .layer = layer_index, .rl = rl, .view = view, .out = out };
        if (rl->views & view && !layer_batches(&w, run_chosen, NULL, false)) return error_memory(error);
    }
    if (rl->views & ~(uint32_t)VIEW_PLAIN) sort_matches(run, out);
    return run->memory->failed ? error_memory(error) : HS_OK;
}
