/* conflict.c - two candidates conflict if their cues share a token, or if their contents overlap and neither is nested in the
 * other. The total order decides, greedily from its top.
 *
 * Only candidates whose words overlap in a chain can meet: each such cluster is judged for itself, and who stands alone wins. */
#include "find/conflict.h"

#include "base/error.h"
#include "find/keyed.h"

#include <stdlib.h>

typedef struct {
    const struct hs_rules *rules;
    match      *m;
    pieces      source, cue, content;
    token_range hull;
} candidate;

/* ---- pieces ------------------------------------------------------------------------------------------------------- */

static int by_first(const void *a, const void *b)
{
    const token_range *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return (x->last > y->last) - (x->last < y->last);
}

static void join_touching(pieces *p)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        if (kept && p->items[i].first <= p->items[kept - 1].last) {
            if (p->items[i].last > p->items[kept - 1].last) p->items[kept - 1].last = p->items[i].last;
        } else {
            p->items[kept++] = p->items[i];
        }
    }
    p->count = kept;
}

/* All pieces of a role that has several. */
static pieces gather(match_run *run, const match *m, uint32_t role)
{
    pieces out = { arena_alloc(run->memory, m->role_count * sizeof *out.items), 0 };
    for (uint32_t i = 0; out.items && i < m->role_count; i++)
        if (m->roles[i].role == role) out.items[out.count++] = m->roles[i].range;
    if (out.count) qsort(out.items, out.count, sizeof *out.items, by_first);
    join_touching(&out);
    return out;
}

match_parts match_parts_of(match_run *run, const match *m)
{
    const struct hs_rules *rules = run->rules;
    match_parts out = { 0 };
    for (uint32_t i = 0; i < m->role_count; i++) {
        uint32_t role = m->roles[i].role;
        pieces *p = role == rules->role_source ? &out.source : role == rules->role_cue ? &out.cue : role == rules->role_content ? &out.content
                    : role == rules->role_hearer ? &out.hearer : role == rules->role_target ? &out.target : NULL;
        if (!p) continue;
        if (p->count) *p = gather(run, m, role);
        else *p = (pieces){ &m->roles[i].range, 1 };
    }
    return out;
}

static bool same_pieces(const pieces *a, const pieces *b)
{
    return a->count == b->count && (!a->count || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

static void widen(token_range *hull, const pieces *p)
{
    if (!p->count) return;
    if (p->items[0].first < hull->first) hull->first = p->items[0].first;
    if (p->items[p->count - 1].last > hull->last) hull->last = p->items[p->count - 1].last;
}

/* ---- orders --------------------------------------------------------------------------------------------------------- */

typedef int (*candidate_order)(const candidate *, const candidate *);

static int by_order(const candidate *x, const candidate *y)
{
    int c = match_order(x->rules, x->m, y->m);
    return c ? c : (x->m > y->m) - (x->m < y->m);
}

/* Candidates of one rule with one cue beside one another: the one with the fewest gap tokens, then the earliest, first. */
static int by_rule_and_cue(const candidate *x, const candidate *y)
{
    if (x->m->rule != y->m->rule) return x->m->rule < y->m->rule ? -1 : 1;
    uint32_t cx = x->cue.count ? x->cue.items[0].first : UINT32_MAX, cy = y->cue.count ? y->cue.items[0].first : UINT32_MAX;
    if (cx != cy) return cx < cy ? -1 : 1;
    uint32_t ex = x->cue.count ? x->cue.items[x->cue.count - 1].last : 0, ey = y->cue.count ? y->cue.items[y->cue.count - 1].last : 0;
    if (ex != ey) return ex < ey ? -1 : 1;
    if (x->m->gap_tokens != y->m->gap_tokens) return x->m->gap_tokens < y->m->gap_tokens ? -1 : 1;
    if (x->m->range.first != y->m->range.first) return x->m->range.first < y->m->range.first ? -1 : 1;
    return by_order(x, y);
}

static int qsort_by_order(const void *a, const void *b)
{
    return by_order(*(candidate *const *)a, *(candidate *const *)b);
}

static int qsort_by_rule_and_cue(const void *a, const void *b)
{
    return by_rule_and_cue(*(candidate *const *)a, *(candidate *const *)b);
}

enum { FEW = 12 };

static void insert_each(candidate **list, uint32_t count, candidate_order order)
{
    for (uint32_t i = 1; i < count; i++) {
        candidate *c = list[i];
        uint32_t at = i;
        for (; at > 0 && order(c, list[at - 1]) < 0; at--) list[at] = list[at - 1];
        list[at] = c;
    }
}

static void sort_by_rule_and_cue(candidate **list, uint32_t count)
{
    if (count <= FEW) insert_each(list, count, by_rule_and_cue);
    else qsort(list, count, sizeof *list, qsort_by_rule_and_cue);
}

static void sort_by_order(candidate **list, uint32_t count)
{
    if (count <= FEW) insert_each(list, count, by_order);
    else qsort(list, count, sizeof *list, qsort_by_order);
}

/* ---- who conflicts with whom? -------------------------------------------------------------------------------------- */

static uint32_t drop_twins(candidate **list, uint32_t count)
{
    uint32_t kept = 0;
    sort_by_rule_and_cue(list, count);
    for (uint32_t i = 0; i < count; i++) {
        const candidate *before = kept ? list[kept - 1] : NULL;
        if (before && before->m->rule == list[i]->m->rule && before->cue.count && same_pieces(&before->cue, &list[i]->cue)) {
            list[i]->m->fate = LOST_TWIN;
            list[i]->m->lost_to = before->m->rule;
        } else {
            list[kept++] = list[i];
        }
    }
    return kept;
}

static bool is_nested(const candidate *inner, const candidate *outer)
{
    const pieces *must = inner->cue.count ? &inner->cue : &inner->content;
    return pieces_inside(must, &outer->content, false) && (!inner->source.count || pieces_inside(&inner->source, &outer->content, false));
}

static bool conflicts(const candidate *a, const candidate *b)
{
    if (!ranges_overlap(a->hull, b->hull)) return false;
    if (pieces_overlap(&a->cue, &b->cue)) return true;
    if (is_nested(a, b) != is_nested(b, a)) return false; /* each in the other is no nesting */
    return pieces_overlap(&a->content, &b->content) || pieces_overlap(&a->cue, &b->content) || pieces_overlap(&a->content, &b->cue);
}

/* ---- clusters ------------------------------------------------------------------------------------------------------- */

/* Accepted candidates are kept by place, newest first: a candidate can only meet those that touch the place where it begins and
 * those that begin in a place that it touches. */
enum { PLACE_TOKENS = 64 };
typedef struct { const candidate *who; uint32_t number, next; } link; /* number: of those accepted */
typedef struct { arena *memory; uint32_t *touching, *beginning; link *links; uint32_t count, cap, accepted; } board;

static uint32_t first_place(const candidate *c)
{
    return c->hull.first / PLACE_TOKENS;
}

static uint32_t last_place(const candidate *c)
{
    return (c->hull.last - 1) / PLACE_TOKENS;
}

static bool board_open(board *b, match_run *run)
{
    size_t places = run->tokens->count / PLACE_TOKENS + 1;
    *b = (board){ .memory = run->memory, .touching = arena_alloc(run->memory, 2 * places * sizeof *b->touching) };
    if (!b->touching) return false;
    memset(b->touching, 0xFF, 2 * places * sizeof *b->touching);
    b->beginning = b->touching + places;
    return true;
}

static void add_link(board *b, uint32_t *head, const candidate *c)
{
    ARENA_PUSH(b->memory, b->links, b->count, b->cap, (link){ c, b->accepted, *head });
    if (!b->memory->failed) *head = b->count - 1;
}

static void put_on_board(board *b, const candidate *c)
{
    for (uint32_t p = first_place(c); p <= last_place(c); p++) add_link(b, &b->touching[p], c);
    add_link(b, &b->beginning[first_place(c)], c);
    b->accepted++;
}

/* The newest in the list that conflicts with the candidate and is newer than `found`; else `found`. */
static const link *newest_conflict(const board *b, uint32_t head, const candidate *c, const link *found)
{
    for (uint32_t i = head; i != UINT32_MAX && (!found || b->links[i].number > found->number); i = b->links[i].next)
        if (conflicts(c, b->links[i].who)) return &b->links[i];
    return found;
}

/* The one accepted last of those that conflict with the candidate, or NULL. */
static const candidate *find_conflict(const board *b, const candidate *c)
{
    const link *found = newest_conflict(b, b->touching[first_place(c)], c, NULL);
    for (uint32_t p = first_place(c) + 1; p <= last_place(c); p++) found = newest_conflict(b, b->beginning[p], c, found);
    return found ? found->who : NULL;
}

static void judge(board *b, candidate **list, uint32_t count)
{
    count = drop_twins(list, count);
    sort_by_order(list, count);
    for (uint32_t i = 0; i < count; i++) {
        const candidate *winner = find_conflict(b, list[i]);
        if (winner) {
            list[i]->m->fate = LOST_CONFLICT;
            list[i]->m->lost_to = winner->m->rule;
        } else {
            put_on_board(b, list[i]);
        }
    }
}

static uint32_t cluster_length(candidate *const *list, uint32_t count)
{
    uint32_t n = 1, last = list[0]->hull.last;
    while (n < count && list[n]->hull.first < last) {
        if (list[n]->hull.last > last) last = list[n]->hull.last;
        n++;
    }
    return n;
}

/* ---- all of them ---------------------------------------------------------------------------------------------------- */

static bool take_candidate(match_run *run, match *m, candidate *out)
{
    match_parts parts = match_parts_of(run, m);
    if (!parts.content.count) {
        m->fate = LOST_UNLESS;
        return false;
    }
    *out = (candidate){ run->rules, m, parts.source, parts.cue, parts.content, { UINT32_MAX, 0 } };
    widen(&out->hull, &out->source);
    widen(&out->hull, &out->cue);
    widen(&out->hull, &out->content);
    return true;
}

hs_status conflict_decide(match_run *run, matches *found, hs_error *error)
{
    candidate *list = arena_alloc(run->memory, (found->count + 1) * sizeof *list);
    candidate **order = arena_alloc(run->memory, (found->count + 1) * sizeof *order);
    keyed *places = arena_alloc(run->memory, (found->count + 1) * sizeof *places);
    board b;
    uint32_t count = 0;
    if (!list || !order || !places || !board_open(&b, run)) return error_memory(error);
    for (uint32_t i = 0; i < found->count; i++) {
        match *m = &found->items[i];
        if (m->fate != LOST_NOT || run->rules->rules[m->rule].is_carry || !take_candidate(run, m, &list[count])) continue;
        places[count] = (keyed){ list[count].hull.first, count };
        count++;
    }
    keyed_sort(places, count);
    for (uint32_t i = 0; i < count; i++) order[i] = &list[places[i].index];
    for (uint32_t i = 0, n; i < count; i += n) {
        n = cluster_length(order + i, count - i);
        if (n > 1) judge(&b, order + i, n);
    }
    return run->memory->failed ? error_memory(error) : HS_OK;
}
