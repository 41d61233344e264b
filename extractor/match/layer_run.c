/* layer_run.c - the rules of one layer over all stretches of their views: triggers, sieve, PCRE2, `unless`.
 *
 * Stretches that trigger something are put side by side in batches, and each program runs once over a batch.
 * The class layer runs its rules in groups of one priority: what a group did is seen by the next. Gives candidates in text order. Which of them win is decided in settle.c or, for attributions, in find/. */
#include "base/error.h"
#include "match/internal.h"

typedef struct {
    match_run        *run;
    uint32_t          layer;
    const rule_layer *rl;
    const batch      *b;
    uint32_t          view;
    matches          *out;
    const match_groups *groups;   /* of the class layer, or NULL */
    uint32_t          group;
} layer_work;

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

static void add_match(layer_work *w, uint32_t number, uint32_t part, const program_match *pm)
{
    const stretch *st = w->b->parts[part].st;
    const program *p = w->rl->programs[number];
    match m = { .rule = p->rule, .program = number, .lexical = p->lexical, .view = w->view, .part = part };
    m.range = letters_to_tokens(st, pm->start, pm->end);
    m.roles = arena_alloc(w->run->memory, p->group_count * sizeof *m.roles);
    if (!m.roles) return;
    for (uint32_t g = 1; g <= p->group_count; g++) {
        uint32_t start = pm->groups[g][0], end = pm->groups[g][1];
        if (start == UINT32_MAX || start == end) continue;
        if (p->groups[g - 1].is_gap) m.gap_tokens += end - start;
        else m.roles[m.role_count++] = (role_match){ p->groups[g - 1].role, letters_to_tokens(st, start, end) };
    }
    for (uint32_t i = 0; i < m.role_count; i++) {
        bool is_new = true;
        for (uint32_t k = 0; k < i; k++) is_new &= m.roles[k].role != m.roles[i].role;
        m.roles_filled += is_new;
    }
    measure(w->run->rules, &m);
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

static bool is_met(const layer_work *w, const column_set *need)
{
    const columns *c = &w->run->scratch->columns;
    if (need->test != UINT32_MAX) {
        const uint64_t *bits = columns_test(w->run, w->layer, need->test);
        for (uint32_t i = 0; i < c->words; i++)
            if (bits[i]) return true;
        return false;
    }
    for (uint32_t i = 0; i < need->count; i++)
        if (column_occurs(c, need->columns[i])) return true;
    return false;
}

/* The first need is the trigger, which has been met; where no trigger chose the program (unless), it is looked at too. */
static bool meets_needs(const layer_work *w, const program *p)
{
    for (uint32_t i = 0; i < p->need_count; i++)
        if (!is_met(w, &p->needs[i])) return false;
    return true;
}

/* The letters of the batch at which a program begins, as bits; NULL: none. */
static const uint64_t *find_starts(layer_work *w, const program *p, uint64_t *bits)
{
    const columns *c = &w->run->scratch->columns;
    if (w->run->no_triggers) return c->valid;
    if (!p->fixed_length && !meets_needs(w, p)) return NULL;
    return sieve_starts(w->run, w->layer, p, bits) ? bits : NULL;
}

/* The next set bit at or after `at`, before `end`; end if there is none. */
static uint32_t next_start(const uint64_t *bits, uint32_t at, uint32_t end)
{
    while (at < end) {
        uint64_t word = bits[at / 64] >> at % 64;
        if (word) {
            uint32_t found = at + (uint32_t)__builtin_ctzll(word);
            return found < end ? found : end;
        }
        at = (at / 64 + 1) * 64;
    }
    return end;
}

/* ---- unless ----------------------------------------------------------------------------------------------------- */

/* Marks the matches from `from` on that a match of the program touches. */
static void stop_matches(layer_work *w, const program *p, uint32_t from, bool is_inside)
{
    uint64_t bits[BATCH_WORDS];
    const uint64_t *starts = find_starts(w, p, bits);
    for (uint32_t i = from; starts && i < w->out->count; i++) {
        match *m = &w->out->items[i];
        const batch_part *part = &w->b->parts[m->part];
        uint32_t end = part->at + part->st->count;
        bool is_first = true;
        for (uint32_t at = next_start(starts, part->at, end); at < end && m->fate == LOST_NOT; at = next_start(starts, at + 1, end)) {
            program_match pm;
            int got = program_match_at(w->run, w->layer, p, part, at - part->at, is_first, &pm);
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

static void run_program(layer_work *w, const program *p, uint32_t number)
{
    if (!(p->views & w->view) || (w->groups && p->priority != w->groups->priorities[w->group])) return;
    uint64_t bits[BATCH_WORDS];
    const uint64_t *starts = find_starts(w, p, bits);
    uint32_t from = w->out->count, part = 0, letters = w->b->letters;
    bool is_first = true;
    for (uint32_t at = starts ? next_start(starts, 0, letters) : letters; at < letters; at = next_start(starts, at + 1, letters)) {
        program_match pm;
        while (at >= w->b->parts[part].at + w->b->parts[part].st->count) {
            part++;
            is_first = true;
        }
        int got = program_match_at(w->run, w->layer, p, &w->b->parts[part], at - w->b->parts[part].at, is_first, &pm);
        is_first = false;
        if (got > 0) add_match(w, number, part, &pm);
        if (got < 0) at = w->b->parts[part].at + w->b->parts[part].st->count; /* on with the next stretch */
    }
    const rule *r = &w->run->rules->rules[p->rule];
    if (w->out->count > from && (r->unless_count || r->inside_count)) apply_unless(w, r, from);
}

static void mark(match_scratch *s, uint32_t number)
{
    if (s->marks[number] == s->mark) return;
    s->marks[number] = s->mark;
    s->run_list[s->run_count++] = number;
}

/* The programs one of whose trigger columns occurs, and those that have none. */
static bool select_programs(layer_work *w)
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
    for (uint32_t i = 0; i < w->rl->always_count; i++) mark(s, w->rl->always[i]);
    for (uint32_t t = 0; t < s->columns.touched_count; t++) {
        uint32_t number = s->columns.touched[t];
        for (uint32_t i = w->rl->trigger_start[number]; i < w->rl->trigger_start[number + 1]; i++)
            mark(s, w->rl->trigger_programs[i]);
    }
    return true;
}

static void run_everything(layer_work *w)
{
    for (uint32_t i = 0; i < w->rl->rule_count; i++) {
        const rule *r = &w->run->rules->rules[w->rl->rules[i]];
        for (uint32_t k = 0; k < r->match_count; k++) run_program(w, w->rl->programs[r->first_match + k], r->first_match + k);
    }
}

/* ---- is there anything to do? ------------------------------------------------------------------------------------ */

static bool phrase_triggers(const layer_work *w, token_range all)
{
    const match_run *run = w->run;
    uint32_t lo = 0, hi = run->phrase_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (run->phrases[mid].first < all.first) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < run->phrase_count && run->phrases[lo].first < all.last; lo++)
        if (run->rules->phrase_triggers[run->phrases[lo].phrase] & 1ULL << w->layer) return true;
    return false;
}

static bool annotation_triggers(const layer_work *w, const stretch *st, token_range all)
{
    for (uint32_t i = 0; i < w->rl->trigger_layer_count; i++) {
        uint32_t index = w->rl->trigger_layers[i];
        if (index > LAYER_PARAGRAPH && index < LAYER_BUILTIN) return true; /* a kind of block */
        if (index < LAYER_HEADLINE && st->has_folds) return true;
        const layer *from = &w->run->layers->items[index];
        uint32_t lo = 0, hi = from->count;
        while (lo < hi) {
            uint32_t mid = lo + (hi - lo) / 2;
            if (from->items[mid].range.last <= all.first) lo = mid + 1;
            else hi = mid;
        }
        if (lo < from->count && from->items[lo].range.first < all.last) return true;
    }
    return false;
}

/* Most stretches have nothing for most layers: that is told without filling a column. */
static bool is_worth_filling(const layer_work *w, const stretch *st)
{
    if (w->run->no_triggers || w->rl->is_always_tried || st->triggers & 1ULL << w->layer) return true;
    token_range all = { st->letters[0].tokens.first, st->letters[st->count - 1].tokens.last };
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

/* Matches of one program come in order: runs are found and merged, two by two, until one is left. */
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

/* Programs of later groups stay in the list, those that ran leave it. */
static void run_chosen(layer_work *w)
{
    match_scratch *s = w->run->scratch;
    uint32_t left = 0;
    for (uint32_t i = 0; i < s->run_count; i++) {
        uint32_t number = s->run_list[i];
        const program *p = w->rl->programs[number];
        if (w->groups && p->priority != w->groups->priorities[w->group]) s->run_list[left++] = number;
        else run_program(w, p, number);
    }
    s->run_count = left;
}

/* One batch, once or (class layer) once for each group of priorities. */
static bool run_batch(layer_work *w)
{
    if (!w->b->count) return true;
    if (!columns_fill(w->run, w->layer, w->b)) return false;
    if (!w->run->no_triggers && !select_programs(w)) return false;
    uint32_t rounds = w->groups ? w->groups->count : 1;
    for (w->group = 0; w->group < rounds; w->group++) {
        uint32_t from = w->out->count;
        if (w->run->no_triggers) run_everything(w);
        else run_chosen(w);
        if (!w->groups || w->out->count == from) continue;
        w->groups->act(w->run, w->out->items + from, w->out->count - from);
        if (!w->run->keep_losers) w->out->count = from;
    }
    return true;
}

static bool is_over_budget(match_run *run, const rule_layer *rl)
{
    if (run->steps <= MATCH_STEPS_MOST) return false;
    match_warn(run, "limit: the article took more than %d steps; the rest of it was not searched in layer %.*s",
               (int)MATCH_STEPS_MOST, (int)rl->name.len, rl->name.ptr);
    return true;
}

static bool run_view(layer_work *w, batch *b, const stretches *all)
{
    b->count = b->letters = 0;
    for (uint32_t i = 0; i < all->count && !is_over_budget(w->run, w->rl); i++) {
        const stretch *st = &all->items[i];
        if (!is_worth_filling(w, st)) continue;
        if (b->letters + st->count + 1 > BATCH_LETTERS) {
            if (!run_batch(w)) return false;
            b->count = b->letters = 0;
        }
        void *parts = b->parts;
        if (!scratch_reserve(&parts, &b->cap, b->count + 1, sizeof *b->parts)) return false;
        b->parts = parts;
        b->parts[b->count++] = (batch_part){ st, b->letters };
        b->letters += st->count + 1;
    }
    return run_batch(w);
}

hs_status match_layer_groups(match_run *run, uint32_t layer_index, const match_groups *groups, matches *out, hs_error *error)
{
    const rule_layer *rl = &run->rules->layers[layer_index];
    *out = (matches){ 0 };
    for (uint32_t view = VIEW_PLAIN; view <= VIEW_TEXT; view <<= 1) {
        layer_work w = { .run = run, .layer = layer_index, .rl = rl, .b = &run->scratch->batch, .view = view, .out = out, .groups = groups };
        if (rl->views & view && !run_view(&w, &run->scratch->batch, match_view(run, view))) return error_memory(error);
    }
    sort_matches(run, out);
    return run->memory->failed ? error_memory(error) : HS_OK;
}

hs_status match_layer(match_run *run, uint32_t layer_index, matches *out, hs_error *error)
{
    return match_layer_groups(run, layer_index, NULL, out, error);
}
