/* layer_run.c - the rules of one layer over all stretches of their views: triggers, sieve, PCRE2, `unless`.
 *
 * The class layer runs its rules in groups of one priority, stretch by stretch: what a group did is seen by the next.
 * Gives candidates, those of each view in text order. Which of them win is decided in settle.c or, for attributions, in find/. */
#include "base/error.h"
#include "match/internal.h"

typedef struct {
    match_run        *run;
    uint32_t          layer;
    const rule_layer *rl;
    const stretch    *st;
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

static match *add_match(layer_work *w, uint32_t number, const program_match *pm)
{
    const program *p = w->rl->programs[number];
    match m = { .rule = p->rule, .program = number, .lexical = p->lexical, .view = w->st->view };
    m.range = letters_to_tokens(w->st, pm->start, pm->end);
    m.roles = arena_alloc(w->run->memory, p->group_count * sizeof *m.roles);
    if (!m.roles) return NULL;
    for (uint32_t g = 1; g <= p->group_count; g++) {
        uint32_t start = pm->groups[g][0], end = pm->groups[g][1];
        if (start == UINT32_MAX || start == end) continue;
        if (p->groups[g - 1].is_gap) m.gap_tokens += end - start;
        else m.roles[m.role_count++] = (role_match){ p->groups[g - 1].role, letters_to_tokens(w->st, start, end) };
    }
    for (uint32_t i = 0; i < m.role_count; i++) {
        bool is_new = true;
        for (uint32_t k = 0; k < i; k++) is_new &= m.roles[k].role != m.roles[i].role;
        m.roles_filled += is_new;
    }
    measure(w->run->rules, &m);
    uint32_t before = w->out->count;
    ARENA_PUSH(w->run->memory, w->out->items, w->out->count, w->out->cap, m);
    return w->out->count > before ? &w->out->items[before] : NULL;
}

/* ---- unless ----------------------------------------------------------------------------------------------------- */

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

/* The letters at which a program may begin, as bits. */
static const uint64_t *find_starts(layer_work *w, const program *p, uint64_t *bits)
{
    const columns *c = &w->run->scratch->columns;
    if (w->run->no_triggers) {
        for (uint32_t i = 0; i < c->words; i++) bits[i] = UINT64_MAX;
        bits[c->letters / 64] = (1ULL << c->letters % 64) - 1;
        return bits;
    }
    if (!sieve_is_fixed(w->run, p) && !meets_needs(w, p)) return NULL;
    sieve_starts(w->run, w->layer, p, bits);
    return bits;
}

static bool is_stopped_by(layer_work *w, const match *m, uint32_t first, uint32_t count, bool is_inside)
{
    uint64_t bits[STRETCH_MOST / 64 + 2];
    for (uint32_t i = 0; i < count; i++) {
        const program *p = w->rl->programs[first + i];
        const uint64_t *starts = find_starts(w, p, bits);
        bool is_first = true;
        for (uint32_t word = 0; starts && word < w->run->scratch->columns.words; word++) {
            for (uint64_t b = starts[word]; b; b &= b - 1) {
                program_match pm;
                uint32_t at = word * 64 + (uint32_t)__builtin_ctzll(b);
                int got = program_match_at(w->run, w->layer, p, w->st, at, is_first, &pm);
                is_first = false;
                if (got < 0) break;
                if (got > 0 && touches(w->run->rules, m, letters_to_tokens(w->st, pm.start, pm.end), is_inside)) return true;
            }
        }
    }
    return false;
}

static void apply_unless(layer_work *w, uint32_t from)
{
    uint32_t kept = from;
    for (uint32_t i = from; i < w->out->count; i++) {
        match *m = &w->out->items[i];
        const rule *r = &w->run->rules->rules[m->rule];
        bool is_stopped = is_stopped_by(w, m, r->first_unless, r->unless_count, false) ||
                          is_stopped_by(w, m, r->first_inside, r->inside_count, true);
        if (is_stopped) m->fate = LOST_UNLESS;
        if (!is_stopped || w->run->keep_losers) w->out->items[kept++] = *m;
    }
    w->out->count = kept;
}

/* ---- programs --------------------------------------------------------------------------------------------------- */

static void run_program(layer_work *w, const program *p, uint32_t number)
{
    if (!(p->views & w->st->view) || (w->groups && p->priority != w->groups->priorities[w->group])) return;
    uint64_t bits[STRETCH_MOST / 64 + 2];
    const uint64_t *starts = find_starts(w, p, bits);
    uint32_t from = w->out->count;
    bool is_first = true;
    for (uint32_t word = 0; starts && word < w->run->scratch->columns.words; word++) {
        for (uint64_t b = starts[word]; b; b &= b - 1) {
            program_match pm;
            uint32_t at = word * 64 + (uint32_t)__builtin_ctzll(b);
            int got = program_match_at(w->run, w->layer, p, w->st, at, is_first, &pm);
            is_first = false;
            if (got < 0) {
                word = w->run->scratch->columns.words;
                break;
            }
            if (got > 0) add_match(w, number, &pm);
        }
    }
    const rule *r = &w->run->rules->rules[p->rule];
    if (w->out->count > from && (r->unless_count || r->inside_count)) apply_unless(w, from);
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

static bool annotation_triggers(const layer_work *w, token_range all)
{
    for (uint32_t i = 0; i < w->rl->trigger_layer_count; i++) {
        uint32_t index = w->rl->trigger_layers[i];
        if (index > LAYER_PARAGRAPH && index < LAYER_BUILTIN) return true; /* a kind of block */
        if (index < LAYER_HEADLINE && w->st->has_folds) return true;
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
static bool is_worth_filling(const layer_work *w)
{
    if (w->run->no_triggers || w->rl->is_always_tried || w->st->triggers & 1ULL << w->layer) return true;
    token_range all = { w->st->letters[0].tokens.first, w->st->letters[w->st->count - 1].tokens.last };
    return annotation_triggers(w, all) || (w->rl->has_phrases && phrase_triggers(w, all));
}

/* Text order, then the total order: so that nothing depends on the order in which programs ran. A stretch has few matches,
 * and they come nearly sorted. */
static bool goes_before(const struct hs_rules *rules, const match *a, const match *b)
{
    if (a->range.first != b->range.first) return a->range.first < b->range.first;
    if (a->range.last != b->range.last) return a->range.last > b->range.last;
    return match_order(rules, a, b) < 0;
}

static void sort_matches(const struct hs_rules *rules, match *items, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (!goes_before(rules, &items[i], &items[i - 1])) continue;
        match m = items[i];
        uint32_t k = i;
        while (k > 0 && goes_before(rules, &m, &items[k - 1])) {
            items[k] = items[k - 1];
            k--;
        }
        items[k] = m;
    }
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

/* One stretch, once or (class layer) once for each group of priorities. */
static bool run_stretch(layer_work *w)
{
    if (!is_worth_filling(w)) return true;
    if (!columns_fill(w->run, w->layer, w->st)) return false;
    if (!w->run->no_triggers && !select_programs(w)) return false;
    uint32_t rounds = w->groups ? w->groups->count : 1;
    for (w->group = 0; w->group < rounds; w->group++) {
        uint32_t from = w->out->count;
        if (w->run->no_triggers) run_everything(w);
        else run_chosen(w);
        sort_matches(w->run->rules, w->out->items + from, w->out->count - from);
        if (!w->groups || w->out->count == from) continue;
        if (w->groups->act(w->run, w->out->items + from, w->out->count - from)) columns_classes(w->run, w->layer, w->st);
        if (!w->run->keep_losers) w->out->count = from;
    }
    return true;
}

hs_status match_layer_groups(match_run *run, uint32_t layer_index, const match_groups *groups, matches *out, hs_error *error)
{
    const rule_layer *rl = &run->rules->layers[layer_index];
    *out = (matches){ 0 };
    for (uint32_t view = VIEW_PLAIN; view <= VIEW_TEXT; view <<= 1) {
        if (!(rl->views & view)) continue;
        const stretches *all = match_view(run, view);
        for (uint32_t i = 0; i < all->count; i++) {
            layer_work w = { run, layer_index, rl, &all->items[i], out, groups, 0 };
            if (run->steps > MATCH_STEPS_MOST) {
                match_warn(run, "limit: the article took more than %d steps; the rest of it was not searched in layer %.*s",
                           (int)MATCH_STEPS_MOST, (int)rl->name.len, rl->name.ptr);
                break;
            }
            if (!run_stretch(&w)) return error_memory(error);
        }
    }
    return run->memory->failed ? error_memory(error) : HS_OK;
}

hs_status match_layer(match_run *run, uint32_t layer_index, matches *out, hs_error *error)
{
    return match_layer_groups(run, layer_index, NULL, out, error);
}
