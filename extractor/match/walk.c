/* walk.c - what a program takes from a letter at which the sieve says that it matches.
 *
 * At every fork the sieve has noted where going that way leads to a match, so the first way that does, in the order of the
 * pattern's own greed, is taken and never taken back: the walk finds what PCRE2 finds, without its trials. */
#include "match/internal.h"

typedef struct {
    match_run        *run;
    const rule_layer *rl;
    const sieve_node *nodes;
    const uint64_t   *memo;
    uint32_t          stride, part_at;
    uint32_t          memo_at;   /* letter of the batch at which the memo's rows begin */
    program_match    *out;
} walker;

/* Did the sieve note this letter in the row? */
static bool is_noted(const walker *w, uint32_t row, uint32_t at)
{
    return row_has(w->memo + (size_t)row * w->stride, at - w->memo_at);
}

static bool goes_on(const walker *w, const sieve_node *n, uint32_t at)
{
    return is_noted(w, n->memo, at) != n->is_lazy;
}

static void take_group(walker *w, uint32_t group, uint32_t from, uint32_t to)
{
    w->out->groups[group][0] = from - w->part_at;
    w->out->groups[group][1] = to - w->part_at;
}

static uint32_t walk_node(walker *w, const sieve_node *n, uint32_t at);

/* Most nodes are letters. */
static inline uint32_t walk(walker *w, const sieve_node *n, uint32_t at)
{
    return n->kind == SIEVE_LETTER ? at + 1 : walk_node(w, n, at);
}

/* Most of the others are options that aren't taken. */
static inline uint32_t walk_kids(walker *w, const sieve_node *n, uint32_t at)
{
    const sieve_node *kid = &w->nodes[n->first_kid], *end = kid + n->kid_count;
    for (; kid < end; kid++)
        if (kid->kind != SIEVE_OPTION || goes_on(w, kid, at)) at = walk(w, kid, at);
    return at;
}

static uint32_t walk_alternatives(walker *w, const sieve_node *n, uint32_t at)
{
    uint32_t i = 0;
    while (i + 1 < n->kid_count && !is_noted(w, n->memo + i, at)) i++;
    return walk(w, &w->nodes[n->first_kid + i], at);
}

/* A group that takes nothing is not taken again. */
static uint32_t walk_star(walker *w, const sieve_node *n, uint32_t at)
{
    while (goes_on(w, n, at)) {
        uint32_t next = walk(w, &w->nodes[n->first_kid], at);
        if (next == at) break;
        at = next;
    }
    return at;
}

static uint32_t walk_run(const walker *w, const sieve_node *n, uint32_t at)
{
    uint32_t start = at, best;
    at += n->min;
    if (n->max == n->min) return at;
    if (n->is_lazy) {
        while (!is_noted(w, n->memo, at)) at++;
        return at;
    }
    const uint64_t *c = columns_test(&w->run->scratch->columns, w->rl, n->test);
    uint32_t most = n->max == SIEVE_NONE ? UINT32_MAX : start + n->max;
    for (best = at; at < most && row_has(c, at); )
        if (is_noted(w, n->memo, ++at)) best = at;
    w->run->steps += at - best;
    return best;
}

static uint32_t walk_node(walker *w, const sieve_node *n, uint32_t at)
{
    uint32_t start = at;
    switch ((sieve_kind)n->kind) {
    case SIEVE_SEQ: return walk_kids(w, n, at);
    case SIEVE_GROUP:
        at = walk_kids(w, n, at);
        take_group(w, n->group, start, at);
        return at;
    case SIEVE_ALT: return walk_alternatives(w, n, at);
    case SIEVE_OPTION: return goes_on(w, n, at) ? walk(w, &w->nodes[n->first_kid], at) : at;
    case SIEVE_STAR: return walk_star(w, n, at);
    case SIEVE_RUN:
        at = walk_run(w, n, at);
        if (n->group) take_group(w, n->group, start, at);
        return at;
    case SIEVE_LETTER: case SIEVE_EDGE: break;
    case SIEVE_WHOLE: {
        const uint64_t *inside = columns_test(&w->run->scratch->columns, w->rl, n->inside);
        do at++;
        while (row_has(inside, at));
        return at;
    }
    }
    return at;
}

void walk_match(match_run *run, const rule_layer *rl, const program *p, const batch_part *part, uint32_t at, program_match *out)
{
    out->start = at;
    if (p->fixed_length) {
        out->end = at + p->fixed_length;
        for (uint32_t g = 1; g <= p->group_count; g++) {
            out->groups[g][0] = at + p->groups[g - 1].from;
            out->groups[g][1] = at + p->groups[g - 1].to;
        }
        return;
    }
    const match_scratch *s = run->scratch;
    walker w = { .run = run, .rl = rl, .nodes = p->sieve, .memo = s->memo, .stride = s->columns.stride, .part_at = part->at, .out = out };
    if (s->memo_by_part) {
        w.memo += part->memo;
        w.stride = 1;
        w.memo_at = part->at;
    }
    for (uint32_t g = 1; g <= p->group_count; g++) out->groups[g][0] = UINT32_MAX;
    out->end = walk(&w, p->sieve, part->at + at) - part->at;
    run->steps += out->end - out->start;
}
