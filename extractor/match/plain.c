/* plain.c - the plain loop: one program over one stretch by PCRE2 alone.
 *
 * A letter becomes a record: bit i of it is the program's i-th test. This is what triggers, sieve and walk replace; it stays so
 * that the two can be held against each other, and for recording what a rule tried. */
#include "match/internal.h"

/* The records of one stretch, letter by letter. */
static bool write_subject(match_run *run, const rule_layer *rl, const program *p, const batch_part *part)
{
    match_scratch *s = run->scratch;
    size_t size = (size_t)part->st->count * p->width;
    void *block = s->subject;
    if (!scratch_reserve(&block, &s->subject_cap, size + 1, 1)) return false;
    s->subject = block;
    memset(s->subject, 0, size);
    uint32_t end = part->at + part->st->count;
    for (uint32_t t = 0; t < p->test_count; t++) {
        const uint64_t *bits = columns_test(&run->scratch->columns, rl, p->tests[t]);
        for (uint32_t at = row_next(bits, part->at, end); at < end; at = row_next(bits, at + 1, end))
            s->subject[(size_t)(at - part->at) * p->width + t / 8] |= (char)(1u << t % 8);
    }
    return true;
}

/* Tells why a rule isn't tried further. */
static int left_out(match_run *run, const program *p, const stretch *st, const char *why)
{
    const rule *r = &run->rules->rules[p->rule];
    match_warn(run, "limit: rule %.*s %s in the sentence at byte %u and was left out there", (int)r->id.len, r->id.ptr, why,
               run->tokens->items[st->letters[0].tokens.first].start);
    return -1;
}

int plain_match(match_run *run, const rule_layer *rl, const program *p, const batch_part *part, uint32_t at, bool is_first,
                program_match *out)
{
    const regex *r = program_regex(run->rules, p);
    if (!r) return left_out(run, p, part->st, "has a pattern too large for PCRE2 (divide it in two)");
    if (is_first && !write_subject(run, rl, p, part)) {
        run->memory->failed = true;
        return 0;
    }
    const size_t *groups;
    hs_str subject = { run->scratch->subject, (size_t)part->st->count * p->width };
    run->steps += 1; /* an offer is one step, since most come to nothing at once; PCRE2 has a limit of its own */
    int n = regex_match_at(r, run->scratch->regex, subject, (size_t)at * p->width, &groups);
    if (n == REGEX_NONE) return 0;
    if (n < 0) return left_out(run, p, part->st, "needs too many steps");
    out->start = at;
    out->end = (uint32_t)(groups[1] / p->width);
    for (uint32_t g = 1; g <= p->group_count; g++) {
        bool is_set = (int)g < n && groups[2 * g] != SIZE_MAX;
        out->groups[g][0] = is_set ? (uint32_t)(groups[2 * g] / p->width) : UINT32_MAX;
        out->groups[g][1] = is_set ? (uint32_t)(groups[2 * g + 1] / p->width) : UINT32_MAX;
    }
    return out->end > out->start;
}
