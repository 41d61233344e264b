/* classes.c - which of its possible classes a token has.
 *
 * Rules of the layer `class` take classes away (remove) or leave only some (keep), as constraint grammars do. They act in
 * groups of one priority, highest first; a group sees what earlier groups did, and within it the order of rules doesn't matter. The
 * last possible class is never taken away.
 * Of what remains the class that the word lists call likeliest is the token's. */
#include "base/error.h"
#include "match/internal.h"

#include <stdlib.h>

/* What the rules of one group say of a token, all together: classes some `keep` leaves out, classes some `remove` takes. */
static void hear(match_run *run, const match *m)
{
    const rule *r = &run->rules->rules[m->rule];
    for (uint32_t i = 0; i < m->role_count; i++) {
        if (m->roles[i].role != run->rules->role_word) continue;
        for (uint32_t t = m->roles[i].range.first; t < m->roles[i].range.last; t++) {
            if (r->keep) run->verdicts[t].not_kept |= run->classes[t] & r->keep ? ~r->keep : 0;
            else run->verdicts[t].removed |= r->remove;
        }
    }
}

/* Rules that agree on nothing cancel out; the last possible class stays. */
static void judge(match_run *run, uint32_t layer_index, const batch_part *part, uint32_t t)
{
    class_verdict v = run->verdicts[t];
    uint32_t before = run->classes[t], left = before & ~v.not_kept;
    if (!left) left = before;
    if (left & ~v.removed) left &= ~v.removed;
    run->verdicts[t] = (class_verdict){ 0, 0 };
    run->classes[t] = left;
    if (left != before) columns_drop_classes(run, layer_index, part, t, before & ~left);
}

static void settle_token(match_run *run, token *tk, uint32_t index)
{
    uint32_t left = run->classes[index];
    if (left && !(left & (left - 1))) {
        tk->upos = (uint8_t)__builtin_ctz(left);
        return;
    }
    const form_info *info = &run->scratch->infos[tk->form];
    tk->upos = UPOS_X;
    for (uint32_t k = 0; k < info->ranked_count; k++)
        if (left & 1u << info->ranked[k]) {
            tk->upos = info->ranked[k];
            break;
        }
    run->classes[index] = 1u << tk->upos;
}

static int higher_first(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x < y) - (x > y);
}

/* The distinct priorities of the layer's rules, highest first. */
static uint32_t priorities(const match_run *run, const rule_layer *rl, int32_t *out, uint32_t cap)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < rl->rule_count; i++) {
        int32_t p = run->rules->rules[rl->rules[i]].priority;
        bool is_new = true;
        for (uint32_t k = 0; k < n; k++) is_new &= out[k] != p;
        if (is_new && n < cap) out[n++] = p;
    }
    if (n) qsort(out, n, sizeof *out, higher_first);
    return n;
}

static void act(match_run *run, const match *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (items[i].fate == LOST_NOT) hear(run, &items[i]);
    for (uint32_t i = 0; i < count; i++) {
        const batch_part *part = &run->scratch->batch.parts[items[i].part];
        uint32_t index = run->rules->rules[items[i].rule].layer;
        for (uint32_t k = 0; k < items[i].role_count && items[i].fate == LOST_NOT; k++)
            for (uint32_t t = items[i].roles[k].range.first; t < items[i].roles[k].range.last; t++) judge(run, index, part, t);
    }
}

enum { GROUPS_MOST = 1001 }; /* a group a priority, 0 to 1000 */

hs_status match_classes(match_run *run, token *items, matches *found, hs_error *error)
{
    uint32_t index = rules_layer(run->rules, "class");
    int32_t list[GROUPS_MOST];
    *found = (matches){ 0 };
    if (index != UINT32_MAX) {
        match_groups groups = { list, priorities(run, &run->rules->layers[index], list, GROUPS_MOST), act };
        hs_status status = match_layer_groups(run, index, &groups, found, error);
        if (status) return status;
    }
    for (uint32_t i = 0; i < run->tokens->count; i++) settle_token(run, &items[i], i);
    return HS_OK;
}
