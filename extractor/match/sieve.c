/* sieve.c - at which letters does a program match? All letters at once, by operations on rows, from the pattern's end backwards.
 *
 * Let T be the set of letters at which the rest of the pattern matches. Before an element it becomes the set at which the
 * element and the rest match: before an atom with row C the letters of C right before one of T; before alternatives the
 * union; before a repetition of one letter the runs of C that reach T; a repetition of a group is iterated to its fixpoint. Greedy or
 * lazy makes no difference to whether there is a match. The answer is exact: it equals what PCRE2 says when started at
 * every letter (tests/match/test_sieve.c).
 *
 * Where a program has a core (compile_sieve.c), that is asked first, and the whole only of the stretches in which it matches: most
 * programs match in few of the stretches that have their trigger. Few and short stretches are left to sieve_part.c, one by one.
 *
 * What can go several ways leaves in its memo rows what walk.c will ask of it:
 *   ALT            for each alternative, where it and the rest match
 *   OPTION, STAR   greedy: where one more time and the rest match; lazy: T
 *   RUN            T */
#include "match/internal.h"

typedef struct {
    match_run        *run;
    const rule_layer *rl;
    columns          *c;
    const sieve_node *nodes;
    uint32_t          from, words, stride; /* works on the words [from, from + words) of each row */
    uint64_t         *memo;
    uint64_t         *free, *end; /* rows that nobody uses */
    bool              failed;
} sieve;

static const uint64_t *row_of(const sieve *s, uint32_t test)
{
    return columns_test(s->c, s->rl, test) + s->from;
}

static uint64_t *memo_of(const sieve *s, uint32_t row)
{
    return s->memo + (size_t)row * s->stride + s->from;
}

static uint64_t *take(sieve *s)
{
    uint64_t *p = s->free;
    if (s->end - p < (ptrdiff_t)s->stride) {
        s->failed = true;
        return NULL;
    }
    s->free += s->stride;
    row_close(p, s->words);
    return p;
}

static void copy(const sieve *s, uint64_t *to, const uint64_t *from)
{
    row_copy(to, from, s->words);
    row_close(to, s->words);
}

/* Every one of these turns t into what it is before the node, and says whether anything is left of it. */
static bool before(sieve *s, const sieve_node *n, uint64_t *t);

static bool before_kids(sieve *s, const sieve_node *n, uint64_t *t)
{
    const sieve_node *kids = &s->nodes[n->first_kid];
    if (n->has_guard && !row_any(row_of(s, n->test), s->words)) {
        row_clear(t, s->words);
        return false;
    }
    for (uint32_t i = n->kid_count; i-- > 0;)
        if (!before(s, &kids[i], t)) return false;
    return true;
}

static bool before_alternatives(sieve *s, const sieve_node *n, uint64_t *t)
{
    uint64_t *all = take(s);
    bool is_any = false;
    if (!all) return false;
    row_clear(all, s->words);
    for (uint32_t i = 0; i < n->kid_count; i++) {
        uint64_t *one = memo_of(s, n->memo + i);
        copy(s, one, t);
        if (!before(s, &s->nodes[n->first_kid + i], one)) continue;
        row_or(all, one, s->words);
        is_any = true;
    }
    row_copy(t, all, s->words);
    s->free = all;
    return is_any;
}

static bool before_option(sieve *s, const sieve_node *n, uint64_t *t)
{
    uint64_t *memo = memo_of(s, n->memo), *taken = n->is_lazy ? take(s) : memo;
    if (!taken) return false;
    if (n->is_lazy) copy(s, memo, t);
    copy(s, taken, t);
    before(s, &s->nodes[n->first_kid], taken);
    row_or(t, taken, s->words);
    if (n->is_lazy) s->free = taken;
    return true;
}

static bool is_same(const sieve *s, const uint64_t *a, const uint64_t *b)
{
    return memcmp(a, b, s->words * sizeof *a) == 0;
}

/* r = t or what stands before r, until nothing changes */
static bool before_star(sieve *s, const sieve_node *n, uint64_t *t)
{
    uint64_t *memo = memo_of(s, n->memo), *mark = s->free, *taken = n->is_lazy ? take(s) : memo, *r = take(s);
    if (!taken || !r) return false;
    if (n->is_lazy) copy(s, memo, t);
    copy(s, r, t);
    for (uint32_t i = 0; i <= s->c->letters && !s->failed; i++) {
        copy(s, taken, r);
        before(s, &s->nodes[n->first_kid], taken);
        row_or(r, taken, s->words);
        if (is_same(s, r, t)) break;
        row_copy(t, r, s->words);
    }
    s->free = mark;
    return true;
}

static bool before_run(sieve *s, const sieve_node *n, uint64_t *t)
{
    const uint64_t *c = row_of(s, n->test);
    copy(s, memo_of(s, n->memo), t);
    if (n->max == SIEVE_NONE) {
        row_fill(t, c, s->words);
    } else if (n->max > n->min) {
        uint64_t *run = take(s);
        if (!run) return false;
        row_reach(t, c, (uint32_t)(n->max - n->min), run, s->words);
        s->free = run;
    }
    for (uint32_t i = 0; i < n->min; i++)
        if (!row_before(t, c, s->words)) return false;
    return true;
}

/* A whole annotation or entry: its first letter, then all letters inside it. */
static bool before_whole(sieve *s, const sieve_node *n, uint64_t *t)
{
    const uint64_t *inside = row_of(s, n->inside);
    row_and_not(t, inside, s->words);
    row_fill(t, inside, s->words);
    return row_before(t, row_of(s, n->test), s->words);
}

static bool before_edge(const sieve *s, const sieve_node *n, uint64_t *t)
{
    const uint64_t *c;
    switch ((edge_kind)n->edge) {
    case EDGE_START: row_and(t, s->c->starts + s->from, s->words); break;
    case EDGE_END: row_and(t, s->c->ends + s->from, s->words); break;
    case EDGE_PARAGRAPH_START: case EDGE_QUOTE_START: row_and(t, row_of(s, n->test), s->words); break;
    default: /* the letter before this place ends it */
        c = row_of(s, n->test);
        for (uint32_t w = 0; w < s->words; w++) t[w] &= c[w] >> 1 | (w ? c[w - 1] << 63 : 0);
    }
    return row_any(t, s->words);
}

static bool before(sieve *s, const sieve_node *n, uint64_t *t)
{
    switch ((sieve_kind)n->kind) {
    case SIEVE_SEQ: case SIEVE_GROUP: return before_kids(s, n, t);
    case SIEVE_ALT: return before_alternatives(s, n, t);
    case SIEVE_OPTION: return before_option(s, n, t);
    case SIEVE_STAR: return before_star(s, n, t);
    case SIEVE_RUN: return before_run(s, n, t);
    case SIEVE_LETTER: return row_before(t, row_of(s, n->test), s->words);
    case SIEVE_WHOLE: return before_whole(s, n, t);
    case SIEVE_EDGE: return before_edge(s, n, t);
    }
    return false;
}

/* A pattern of fixed length: one shift and one AND for each letter, the rarest first. */
static bool fixed_starts(const sieve *s, const program *p, uint64_t *out)
{
    const fixed_test *f = p->fixed, *end = f + p->fixed_count;
    row_earlier(out, row_of(s, f->test), f->offset, s->words);
    if (p->at_start) row_and(out, s->c->starts, s->words);
    if (p->at_end && !row_and_later(out, s->c->ends, p->fixed_length, s->words)) return false;
    if (!row_any(out, s->words)) return false;
    for (f++; f < end; f++)
        if (!row_and_later(out, row_of(s, f->test), f->offset, s->words)) return false;
    return true;
}

/* Behind a pattern's end anything may follow, a stretch's end too. */
static void all_letters(uint64_t *t, uint32_t words)
{
    memset(t, 0xFF, words * sizeof *t);
    row_close(t, words);
}

/* ---- the core first ---------------------------------------------------------------------------------------------- */

/* Where the program's core matches; false: nowhere. */
static bool core_starts(sieve *s, const program *p, uint64_t *t)
{
    all_letters(t, s->words);
    for (uint32_t i = p->core_count; i-- > 0;) {
        if (p->core[i] == CORE_GAP) row_fill(t, s->c->valid, s->words);
        else if (!before(s, &s->nodes[p->core[i]], t)) return false;
    }
    return true;
}

/* The whole program over some of the words. A letter's answer depends on those after it in its stretch, and on nothing else. */
static void starts_within(sieve *s, const program *p, uint32_t from, uint32_t words, uint64_t *out)
{
    uint64_t t[BATCH_WORDS + ROW_STEP];
    s->from = from;
    s->words = words;
    s->free = s->run->scratch->work; /* what a way that failed had taken */
    all_letters(t, words);
    if (before(s, p->sieve, t)) row_or(out + from, t, words);
}

/* The words [first, last), made a multiple of ROW_STEP long. */
static token_range whole_steps(uint32_t first, uint32_t last, uint32_t words)
{
    uint32_t length = (last - first + ROW_STEP - 1) / ROW_STEP * ROW_STEP;
    if (first + length > words) first = words - length;
    return (token_range){ first, first + length };
}

/* Of the parts those that have a letter of the row. */
static uint64_t parts_with(const sieve *s, const uint64_t *hits, uint64_t parts)
{
    const batch *b = &s->run->scratch->batch;
    uint64_t with = 0;
    for (; parts; parts &= parts - 1) {
        const batch_part *part = &b->parts[__builtin_ctzll(parts)];
        uint32_t end = part->at + part->st->count + 1; /* the empty letter behind a part is its end */
        if (row_next(hits, part->at, end) < end) with |= parts & -parts;
    }
    return with;
}

/* The whole program in these parts: neighbours together. */
static void by_rows(sieve *s, const program *p, uint64_t parts, uint64_t *out)
{
    const batch *b = &s->run->scratch->batch;
    uint32_t words = s->words;
    token_range now = { 0, 0 };
    for (; parts; parts &= parts - 1) {
        const batch_part *part = &b->parts[__builtin_ctzll(parts)];
        token_range next = whole_steps(part->at / 64, (part->at + part->st->count) / 64 + 1, words);
        bool is_apart = now.last && next.first > now.last;
        if (is_apart) starts_within(s, p, now.first, now.last - now.first, out);
        now = is_apart || !now.last ? next : whole_steps(now.first, next.last, words);
    }
    if (now.last) starts_within(s, p, now.first, now.last - now.first, out);
}

/* Are the parts few and short? Operations on rows cost the same for any number of parts; with more than one for two words of a row
 * they are the cheaper way (measured). A memo of rows has room for the words of so many. */
static bool are_few(const sieve *s, uint64_t parts)
{
    const batch *b = &s->run->scratch->batch;
    if ((uint32_t)__builtin_popcountll(parts) > s->words / 2) return false;
    for (; parts; parts &= parts - 1)
        if (b->parts[__builtin_ctzll(parts)].st->count > PART_LETTERS) return false;
    return true;
}

/* The whole program in these parts, each by itself. */
static void by_parts(const sieve *s, const program *p, uint64_t parts, bool core_first, uint64_t *out)
{
    uint32_t memo = 0;
    for (; parts; parts &= parts - 1) {
        batch_part *part = &s->run->scratch->batch.parts[__builtin_ctzll(parts)];
        uint64_t letters = sieve_part(s->run, s->rl, p, part, core_first, s->memo + memo);
        if (!letters) continue;
        part->memo = memo;
        memo += p->memo_count;
        out[part->at / 64] |= letters >> part->at % 64;
        out[part->at / 64 + 1] |= letters << 1 << (63 - part->at % 64);
    }
}

enum { PARTS_WITHOUT_CORE = 4 }; /* so few are not worth the core */

static bool starts_in_parts(sieve *s, const program *p, uint64_t parts, uint64_t *out)
{
    uint64_t hits[BATCH_WORDS + ROW_STEP];
    uint32_t words = s->words;
    bool has_core = p->core_count > 0, is_few = __builtin_popcountll(parts) <= PARTS_WITHOUT_CORE && are_few(s, parts), core_first = is_few && has_core;
    if (!is_few && has_core) {
        if (!core_starts(s, p, hits)) return false;
        parts = parts_with(s, hits, parts);
        is_few = are_few(s, parts);
    }
    row_clear(out, words);
    s->run->scratch->memo_by_part = is_few;
    if (is_few) by_parts(s, p, parts, core_first, out);
    else by_rows(s, p, parts, out);
    return row_any(out, words);
}

enum { WORK_ROWS = 256 }; /* a nest of 60 parentheses takes two rows each at most */

bool sieve_starts(match_run *run, const rule_layer *rl, const program *p, uint64_t parts, uint64_t *out)
{
    match_scratch *scratch = run->scratch;
    sieve s = { .run = run, .rl = rl, .c = &scratch->columns, .nodes = p->sieve, .words = scratch->columns.words,
                .stride = scratch->columns.stride };
    if (p->fixed_length) return fixed_starts(&s, p, out);
    void *work = scratch->work, *memo = scratch->memo;
    bool ok = scratch_reserve(&work, &scratch->work_cap, (size_t)WORK_ROWS * s.stride, sizeof *s.free) &&
              scratch_reserve(&memo, &scratch->memo_cap, (size_t)p->memo_count * s.stride + 1, sizeof *s.memo);
    scratch->work = work;
    scratch->memo = memo;
    s.memo = scratch->memo;
    s.free = scratch->work;
    s.end = s.free + scratch->work_cap;
    ok = ok && starts_in_parts(&s, p, parts, out);
    if (s.failed || !scratch->work) { /* the stage fails when it asks its arena at the end */
        run->memory->failed = true;
        return false;
    }
    return ok;
}
