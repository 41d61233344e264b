/* conflict.c - two candidates conflict if their cues share a token, or if their contents overlap and neither is nested in the
 * other. The total order decides, greedily from its top. */
#include "find/conflict.h"

#include "base/error.h"

#include <stdlib.h>

typedef struct {
    match_run *run;
    match     *m;
    pieces     source, cue, content;
    token_range hull;
} candidate;

static int by_first(const void *a, const void *b)
{
    const token_range *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return (x->last > y->last) - (x->last < y->last);
}

pieces match_pieces(match_run *run, const match *m, uint32_t role)
{
    pieces out = { arena_alloc(run->memory, (m->role_count + 1) * sizeof(token_range)), 0 };
    if (!out.items) return out;
    for (uint32_t i = 0; i < m->role_count; i++)
        if (m->roles[i].role == role) out.items[out.count++] = m->roles[i].range;
    if (out.count > 1) qsort(out.items, out.count, sizeof *out.items, by_first);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out.count; i++) {
        if (kept && out.items[i].first <= out.items[kept - 1].last) {
            if (out.items[i].last > out.items[kept - 1].last) out.items[kept - 1].last = out.items[i].last;
        } else {
            out.items[kept++] = out.items[i];
        }
    }
    out.count = kept;
    return out;
}

static int by_order(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    return match_order(x->run->rules, x->m, y->m);
}

static bool same_pieces(const pieces *a, const pieces *b)
{
    return a->count == b->count && (!a->count || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

/* Candidates of one rule with one cue: only the one with the fewest gap tokens, then the earliest, goes on. */
static int by_rule_and_cue(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->m->rule != y->m->rule) return x->m->rule < y->m->rule ? -1 : 1;
    uint32_t cx = x->cue.count ? x->cue.items[0].first : UINT32_MAX, cy = y->cue.count ? y->cue.items[0].first : UINT32_MAX;
    if (cx != cy) return cx < cy ? -1 : 1;
    uint32_t ex = x->cue.count ? x->cue.items[x->cue.count - 1].last : 0, ey = y->cue.count ? y->cue.items[y->cue.count - 1].last : 0;
    if (ex != ey) return ex < ey ? -1 : 1;
    if (x->m->gap_tokens != y->m->gap_tokens) return x->m->gap_tokens < y->m->gap_tokens ? -1 : 1;
    if (x->m->range.first != y->m->range.first) return x->m->range.first < y->m->range.first ? -1 : 1;
    return match_order(x->run->rules, x->m, y->m);
}

static uint32_t drop_twins(candidate *list, uint32_t count)
{
    uint32_t kept = 0;
    if (count) qsort(list, count, sizeof *list, by_rule_and_cue);
    for (uint32_t i = 0; i < count; i++) {
        candidate *before = kept ? &list[kept - 1] : NULL;
        if (before && before->m->rule == list[i].m->rule && before->cue.count && same_pieces(&before->cue, &list[i].cue)) {
            list[i].m->fate = LOST_TWIN;
            list[i].m->lost_to = before->m->rule;
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

/* Accepted candidates are kept by paragraph: a candidate can only meet those of the paragraphs it touches. */
typedef struct { uint32_t candidate, next; } link;
typedef struct { uint32_t *heads; link *links; uint32_t count, cap; } board;

static uint32_t paragraph_of(const tokens *t, uint32_t token_index)
{
    uint32_t lo = 0, hi = t->paragraph_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->paragraphs[mid].last <= token_index) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static const candidate *find_conflict(const board *b, const candidate *list, const candidate *c, uint32_t from, uint32_t to)
{
    for (uint32_t p = from; p <= to; p++)
        for (uint32_t i = b->heads[p]; i != UINT32_MAX; i = b->links[i].next)
            if (conflicts(c, &list[b->links[i].candidate])) return &list[b->links[i].candidate];
    return NULL;
}

static hs_status accept(match_run *run, candidate *list, uint32_t count, hs_error *error)
{
    board b = { .heads = arena_alloc(run->memory, (run->tokens->paragraph_count + 1) * sizeof *b.heads) };
    if (!b.heads) return error_memory(error);
    memset(b.heads, 0xFF, (run->tokens->paragraph_count + 1) * sizeof *b.heads);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t from = paragraph_of(run->tokens, list[i].hull.first), to = paragraph_of(run->tokens, list[i].hull.last - 1);
        const candidate *winner = find_conflict(&b, list, &list[i], from, to);
        if (winner) {
            list[i].m->fate = LOST_CONFLICT;
            list[i].m->lost_to = winner->m->rule;
            continue;
        }
        for (uint32_t p = from; p <= to; p++) {
            link made = { i, b.heads[p] };
            b.heads[p] = b.count;
            ARENA_PUSH(run->memory, b.links, b.count, b.cap, made);
        }
    }
    return run->memory->failed ? error_memory(error) : HS_OK;
}

static void widen(token_range *hull, const pieces *p)
{
    for (uint32_t i = 0; i < p->count; i++) {
        if (p->items[i].first < hull->first) hull->first = p->items[i].first;
        if (p->items[i].last > hull->last) hull->last = p->items[i].last;
    }
}

hs_status conflict_decide(match_run *run, matches *found, hs_error *error)
{
    candidate *list = arena_alloc(run->memory, (found->count + 1) * sizeof *list);
    uint32_t count = 0;
    if (!list) return error_memory(error);
    for (uint32_t i = 0; i < found->count; i++) {
        match *m = &found->items[i];
        if (m->fate != LOST_NOT || run->rules->rules[m->rule].is_carry) continue;
        candidate c = { .run = run, .m = m, .hull = { UINT32_MAX, 0 } };
        c.source = match_pieces(run, m, run->rules->role_source);
        c.cue = match_pieces(run, m, run->rules->role_cue);
        c.content = match_pieces(run, m, run->rules->role_content);
        if (!c.content.count) {
            m->fate = LOST_UNLESS;
            continue;
        }
        widen(&c.hull, &c.source);
        widen(&c.hull, &c.cue);
        widen(&c.hull, &c.content);
        list[count++] = c;
    }
    count = drop_twins(list, count);
    if (count) qsort(list, count, sizeof *list, by_order);
    return accept(run, list, count, error);
}
