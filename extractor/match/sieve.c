/* sieve.c - at which letters does a program match? All letters at once, by bit operations, from the pattern's end backwards.
 *
 * Let T be the set of positions at which the rest of the pattern matches. Then before an atom with bits C it is C & (T >> 1);
 * before alternatives the union; before a repetition of one letter the runs of C that reach T (filled by doubling, as in
 * Kogge-Stone adders); a repetition of a group is iterated to its fixpoint. Greedy or lazy makes no difference to whether
 * there is a match. The answer is exact: it equals what PCRE2 says when started at every letter (tests/match/test_sieve.c).
 * One 64-bit word serves batches of up to 63 letters; longer ones use the general code below it. */
#include "match/internal.h"

typedef struct {
    match_run     *run;
    uint32_t       layer;
    const program *p;
    uint32_t       words, letters;
    const uint64_t *starts, *ends; /* edges of the stretches */
    uint64_t      *free, *end;    /* temporaries of the general code */
} sieve;

static const uint64_t *bits_of(const sieve *s, uint32_t test)
{
    return columns_test(s->run, s->layer, s->p->tests[test]);
}

/* ---- up to 63 letters -------------------------------------------------------------------------------------------- */

/* R[p] = T[p] or (C[p] and R[p+1]) */
static uint64_t fill1(uint64_t t, uint64_t c)
{
    t |= c & (t >> 1);
    c &= c >> 1;
    t |= c & (t >> 2);
    c &= c >> 2;
    t |= c & (t >> 4);
    c &= c >> 4;
    t |= c & (t >> 8);
    c &= c >> 8;
    t |= c & (t >> 16);
    c &= c >> 16;
    t |= c & (t >> 32);
    return t;
}

/* Positions that reach t over at most n letters of c. Widths 1 1 2 4 ... that add up to n give every length from 0 to n. */
static uint64_t reach1(uint64_t t, uint64_t c, uint32_t n)
{
    uint32_t width = 1, done = 0;
    uint64_t run = c; /* where `width` letters of c follow one another */
    while (done < n) {
        uint32_t step = width <= n - done ? width : n - done;
        while (width > step) { /* the rest is no power of two: begin anew with one letter */
            width = 1;
            run = c;
            step = 1;
        }
        t |= run & (t >> step);
        done += step;
        if (done > 1 && width <= 32) {
            run &= run >> width;
            width *= 2;
        }
    }
    return t;
}

static uint64_t before1(const sieve *s, const sieve_node *n, uint64_t t);

static bool is_letter_test(const sieve_node *n)
{
    switch ((node_kind)n->kind) {
    case NODE_SEQ: case NODE_ALT: case NODE_REPEAT: case NODE_ROLE: case NODE_GAP: case NODE_EDGE: return false;
    case NODE_LAYER: case NODE_LEXICON: return n->inside == SIEVE_NONE;
    default: return true;
    }
}

static uint64_t repeat1(const sieve *s, const sieve_node *n, uint64_t t)
{
    const sieve_node *kid = &s->p->sieve[n->first_kid];
    uint64_t r = t;
    if (n->max == SIEVE_NONE) {
        if (is_letter_test(kid)) {
            r = fill1(t, *bits_of(s, kid->test));
        } else {
            for (uint64_t grown = t; grown;) {
                grown = before1(s, kid, r) & ~r;
                r |= grown;
            }
        }
    } else if (is_letter_test(kid)) {
        r = reach1(t, *bits_of(s, kid->test), (uint32_t)(n->max - n->min));
    } else {
        for (uint32_t i = n->min; i < n->max; i++) {
            uint64_t more = t | before1(s, kid, r);
            if (more == r) break;
            r = more;
        }
    }
    for (uint32_t i = 0; i < n->min && r; i++) r = before1(s, kid, r);
    return r;
}

static uint64_t edge1(const sieve *s, const sieve_node *n, uint64_t t)
{
    switch ((edge_kind)n->edge) {
    case EDGE_START: return t & *s->starts;
    case EDGE_END: return t & *s->ends;
    case EDGE_PARAGRAPH_START: case EDGE_QUOTE_START: return t & *bits_of(s, n->test);
    default: return t & *bits_of(s, n->test) << 1;
    }
}

static uint64_t before1(const sieve *s, const sieve_node *n, uint64_t t)
{
    uint64_t r = 0;
    if (!t) return 0;
    switch ((node_kind)n->kind) {
    case NODE_SEQ:
        for (uint32_t i = n->kid_count; i-- > 0 && t;) t = before1(s, &s->p->sieve[n->first_kid + i], t);
        return t;
    case NODE_ALT:
        for (uint32_t i = 0; i < n->kid_count; i++) r |= before1(s, &s->p->sieve[n->first_kid + i], t);
        return r;
    case NODE_ROLE: return before1(s, &s->p->sieve[n->first_kid], t);
    case NODE_REPEAT: return repeat1(s, n, t);
    case NODE_EDGE: return edge1(s, n, t);
    case NODE_GAP: return reach1(t, *bits_of(s, n->test), n->max);
    default: break;
    }
    if (is_letter_test(n)) return *bits_of(s, n->test) & (t >> 1);
    uint64_t inside = *bits_of(s, n->inside);
    return *bits_of(s, n->test) & (fill1(t & ~inside, inside) >> 1);
}

/* ---- any length -------------------------------------------------------------------------------------------------- */

static uint64_t *take(sieve *s)
{
    uint64_t *p = s->free;
    if (s->end - p < (ptrdiff_t)s->words) return NULL;
    s->free += s->words;
    return p;
}

static bool is_zero(const sieve *s, const uint64_t *a)
{
    for (uint32_t w = 0; w < s->words; w++)
        if (a[w]) return false;
    return true;
}

/* out = c & (t >> 1) */
static void step(const sieve *s, const uint64_t *c, const uint64_t *t, uint64_t *out)
{
    for (uint32_t w = 0; w < s->words; w++) {
        uint64_t next = w + 1 < s->words ? t[w + 1] << 63 : 0;
        out[w] = c[w] & (t[w] >> 1 | next);
    }
}

static void fill(const sieve *s, uint64_t *t, const uint64_t *c)
{
    uint64_t carry = 0;
    for (uint32_t w = s->words; w-- > 0;) {
        t[w] |= c[w] & carry << 63;
        t[w] = fill1(t[w], c[w]);
        carry = t[w] & 1;
    }
}

/* r = t | (c & (r >> 1)), n times: what reaches t over at most n letters of c */
static void reach(const sieve *s, const uint64_t *c, uint64_t *r, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        bool is_changed = false;
        for (uint32_t w = 0; w < s->words; w++) { /* upwards: word w+1 is still that of the step before */
            uint64_t next = w + 1 < s->words ? r[w + 1] << 63 : 0;
            uint64_t value = r[w] | (c[w] & (r[w] >> 1 | next));
            is_changed |= value != r[w];
            r[w] = value;
        }
        if (!is_changed) return;
    }
}

static bool before(sieve *s, const sieve_node *n, const uint64_t *t, uint64_t *out);

/* r = t | before(kid, r), until nothing changes or `times` times */
static bool grow(sieve *s, const sieve_node *kid, const uint64_t *t, uint64_t *r, uint32_t times)
{
    uint64_t *more = take(s);
    bool ok = more != NULL, is_changed = true;
    for (uint32_t i = 0; ok && is_changed && i < times; i++) {
        ok = before(s, kid, r, more);
        is_changed = false;
        for (uint32_t w = 0; ok && w < s->words; w++) {
            uint64_t value = t[w] | more[w];
            is_changed |= value != r[w];
            r[w] = value;
        }
    }
    if (more) s->free = more;
    return ok;
}

static bool repeat(sieve *s, const sieve_node *n, const uint64_t *t, uint64_t *out)
{
    const sieve_node *kid = &s->p->sieve[n->first_kid];
    memcpy(out, t, s->words * sizeof *out);
    if (n->max == SIEVE_NONE && is_letter_test(kid)) fill(s, out, bits_of(s, kid->test));
    else if (is_letter_test(kid)) reach(s, bits_of(s, kid->test), out, (uint32_t)(n->max - n->min));
    else if (!grow(s, kid, t, out, n->max == SIEVE_NONE ? s->letters + 1 : (uint32_t)(n->max - n->min))) return false;
    uint64_t *from = n->min ? take(s) : NULL;
    if (n->min && !from) return false;
    for (uint32_t i = 0; i < n->min; i++) {
        memcpy(from, out, s->words * sizeof *out);
        if (!before(s, kid, from, out)) return false;
    }
    if (from) s->free = from;
    return true;
}

static void edge(const sieve *s, const sieve_node *n, const uint64_t *t, uint64_t *out)
{
    const uint64_t *c = n->test == SIEVE_NONE ? NULL : bits_of(s, n->test);
    for (uint32_t w = 0; w < s->words; w++) {
        uint64_t mask = 0;
        switch ((edge_kind)n->edge) {
        case EDGE_START: mask = s->starts[w]; break;
        case EDGE_END: mask = s->ends[w]; break;
        case EDGE_PARAGRAPH_START: case EDGE_QUOTE_START: mask = c[w]; break;
        default: mask = c[w] << 1 | (w ? c[w - 1] >> 63 : 0); break;
        }
        out[w] = t[w] & mask;
    }
}

static bool sequence(sieve *s, const sieve_node *n, const uint64_t *t, uint64_t *out)
{
    uint64_t *from = take(s);
    if (!from) return false;
    memcpy(out, t, s->words * sizeof *out);
    for (uint32_t i = n->kid_count; i-- > 0 && !is_zero(s, out);) {
        memcpy(from, out, s->words * sizeof *out);
        if (!before(s, &s->p->sieve[n->first_kid + i], from, out)) return false;
    }
    s->free = from;
    return true;
}

static bool alternatives(sieve *s, const sieve_node *n, const uint64_t *t, uint64_t *out)
{
    uint64_t *one = take(s);
    if (!one) return false;
    memset(out, 0, s->words * sizeof *out);
    for (uint32_t i = 0; i < n->kid_count; i++) {
        if (!before(s, &s->p->sieve[n->first_kid + i], t, one)) return false;
        for (uint32_t w = 0; w < s->words; w++) out[w] |= one[w];
    }
    s->free = one;
    return true;
}

/* A whole annotation or entry: its first letter, then all letters inside it. */
static bool whole(sieve *s, const sieve_node *n, const uint64_t *t, uint64_t *out)
{
    const uint64_t *inside = bits_of(s, n->inside);
    uint64_t *r = take(s);
    if (!r) return false;
    for (uint32_t w = 0; w < s->words; w++) r[w] = t[w] & ~inside[w];
    fill(s, r, inside);
    step(s, bits_of(s, n->test), r, out);
    s->free = r;
    return true;
}

static bool before(sieve *s, const sieve_node *n, const uint64_t *t, uint64_t *out)
{
    switch ((node_kind)n->kind) {
    case NODE_SEQ: return sequence(s, n, t, out);
    case NODE_ALT: return alternatives(s, n, t, out);
    case NODE_ROLE: return before(s, &s->p->sieve[n->first_kid], t, out);
    case NODE_REPEAT: return repeat(s, n, t, out);
    case NODE_EDGE: edge(s, n, t, out); return true;
    case NODE_GAP:
        memcpy(out, t, s->words * sizeof *out);
        reach(s, bits_of(s, n->test), out, n->max);
        return true;
    default: break;
    }
    if (!is_letter_test(n)) return whole(s, n, t, out);
    step(s, bits_of(s, n->test), t, out);
    return true;
}

/* Bits shifted down by `by` letters (less than 64), word w of the result. */
static uint64_t shifted(const uint64_t *bits, uint32_t w, uint32_t words, uint32_t by)
{
    if (!by) return bits[w];
    uint64_t next = w + 1 < words ? bits[w + 1] << (64 - by) : 0;
    return bits[w] >> by | next;
}

/* A pattern of fixed length: one shift and one AND for each letter, the rarest first. */
static bool fixed(match_run *run, uint32_t layer_index, const program *p, uint64_t *out)
{
    const columns *c = &run->scratch->columns;
    uint64_t any = 0;
    for (uint32_t w = 0; w < c->words; w++) {
        out[w] = p->at_start ? c->starts[w] : UINT64_MAX;
        if (p->at_end) out[w] &= shifted(c->ends, w, c->words, p->fixed_length);
    }
    for (const fixed_test *f = p->fixed, *end = f + p->fixed_count; f < end; f++) {
        const uint64_t *bits = columns_test(run, layer_index, f->test);
        any = 0;
        for (uint32_t w = 0; w < c->words; w++) any |= out[w] &= shifted(bits, w, c->words, f->offset);
        if (!any) return false;
    }
    return true;
}

bool sieve_starts(match_run *run, uint32_t layer_index, const program *p, uint64_t *out)
{
    const columns *c = &run->scratch->columns;
    if (p->fixed_length) return fixed(run, layer_index, p, out);
    sieve s = { .run = run, .layer = layer_index, .p = p, .words = c->words, .letters = c->letters, .starts = c->starts, .ends = c->ends };
    if (c->words == 1) {
        *out = before1(&s, p->sieve, UINT64_MAX);
        return *out != 0;
    }
    void *work = run->scratch->work;
    uint64_t *all = NULL;
    if (scratch_reserve(&work, &run->scratch->work_cap, (size_t)256 * c->words, sizeof *s.free)) {
        run->scratch->work = work;
        s.free = work;
        s.end = s.free + run->scratch->work_cap;
        all = take(&s);
    }
    if (all) memset(all, 0xFF, c->words * sizeof *all);
    if (!all || !before(&s, p->sieve, all, out)) { /* the stage fails when it asks its arena at the end */
        run->memory->failed = true;
        return false;
    }
    return !is_zero(&s, out);
}
