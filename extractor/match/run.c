/* run.c - one program over one stretch: records for PCRE2, and what its groups took.
 *
 * A program whose every element is one token needs no PCRE2: its roles stand at fixed places, and the sieve has already said
 * that it matches. In the plain loop (no_triggers) PCRE2 does all of it, so that the two can be compared. */
#include "match/internal.h"

/* The records of one stretch: the bits of the program's tests, letter by letter. */
static bool write_subject(match_run *run, uint32_t layer_index, const program *p, const batch_part *part)
{
    match_scratch *s = run->scratch;
    size_t size = (size_t)part->st->count * p->width;
    void *block = s->subject;
    if (!scratch_reserve(&block, &s->subject_cap, size + 1, 1)) return false;
    s->subject = block;
    memset(s->subject, 0, size);
    uint32_t end = part->at + part->st->count;
    for (uint32_t t = 0; t < p->test_count; t++) {
        const uint64_t *bits = columns_test(run, layer_index, p->tests[t]);
        char *to = s->subject + t / 8;
        for (uint32_t w = part->at / 64; w <= (end - 1) / 64; w++) {
            uint64_t b = bits[w];
            if (w == part->at / 64) b &= UINT64_MAX << part->at % 64;
            if (w == end / 64) b &= (1ULL << end % 64) - 1;
            for (; b; b &= b - 1) to[(size_t)(w * 64 + (uint32_t)__builtin_ctzll(b) - part->at) * p->width] |= (char)(1u << t % 8);
        }
    }
    return true;
}

/* Walks a simple tree; every role takes the letters of its elements, a whole annotation or entry all of its own. */
static uint32_t place_groups(match_run *run, uint32_t layer_index, const program *p, const sieve_node *n, uint32_t at,
                             const batch_part *part, program_match *out, uint32_t *group)
{
    uint32_t own = 0;
    if (n->kind == NODE_EDGE) return at;
    if (n->kind == NODE_ROLE) own = ++*group;
    if (n->kind == NODE_ROLE || n->kind == NODE_SEQ) {
        uint32_t start = at;
        for (uint32_t i = 0; i < n->kid_count; i++)
            at = place_groups(run, layer_index, p, &p->sieve[n->first_kid + i], at, part, out, group);
        if (own) {
            out->groups[own][0] = start;
            out->groups[own][1] = at;
        }
        return at;
    }
    at++;
    if (n->inside == SIEVE_NONE) return at;
    const uint64_t *inside = columns_test(run, layer_index, p->tests[n->inside]);
    for (uint32_t b = part->at + at; at < part->st->count && inside[b / 64] >> b % 64 & 1; b++) at++;
    return at;
}

static int limit_hit(match_run *run, const program *p, const stretch *st)
{
    const rule *r = &run->rules->rules[p->rule];
    match_warn(run, "limit: rule %.*s needs too many steps in the sentence at byte %u and was left out there", (int)r->id.len,
               r->id.ptr, run->tokens->items[st->letters[0].tokens.first].start);
    return -1;
}

int program_match_at(match_run *run, uint32_t layer_index, const program *p, const batch_part *part, uint32_t at, bool is_first,
                     program_match *out)
{
    if (p->is_simple && !run->no_triggers) {
        uint32_t group = 0;
        out->start = at;
        out->end = place_groups(run, layer_index, p, p->sieve, at, part, out, &group);
        return 1;
    }
    const regex *r = program_regex(run->rules, p);
    if (!r) return limit_hit(run, p, part->st);
    if (is_first && !write_subject(run, layer_index, p, part)) {
        run->memory->failed = true;
        return 0;
    }
    const size_t *groups;
    hs_str subject = { run->scratch->subject, (size_t)part->st->count * p->width };
    run->steps += part->st->count - at;
    int n = regex_match_at(r, run->scratch->regex, subject, (size_t)at * p->width, &groups);
    if (n == REGEX_NONE) return 0;
    if (n < 0) return limit_hit(run, p, part->st);
    out->start = at;
    out->end = (uint32_t)(groups[1] / p->width);
    for (uint32_t g = 1; g <= p->group_count; g++) {
        bool is_set = (int)g < n && groups[2 * g] != SIZE_MAX;
        out->groups[g][0] = is_set ? (uint32_t)(groups[2 * g] / p->width) : UINT32_MAX;
        out->groups[g][1] = is_set ? (uint32_t)(groups[2 * g + 1] / p->width) : UINT32_MAX;
    }
    return out->end > out->start;
}
