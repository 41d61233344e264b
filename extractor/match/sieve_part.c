/* sieve_part.c - the sieve over one short stretch: what sieve.c does with rows, done with single words that stay in registers.
 *
 * A program that matches in two or three stretches of a batch needs no rows of a thousand letters. The stretch's letters are
 * taken out of the rows of tests as one word each, letter p at bit 63 - p, and everything else is as there: T, the letters at
 * which the rest of the pattern matches, from the pattern's end backwards, and the same notes for the walk. Which of the two
 * is used changes no result. */
#include "match/internal.h"

typedef struct {
    columns          *c;
    const rule_layer *rl;
    const sieve_node *nodes;
    uint64_t         *memo;
    uint64_t          letters;        /* bits of the stretch's letters                 */
    uint32_t          first, shift;   /* word of a row and bit at which it begins      */
    uint32_t          count;
} part_sieve;

static inline uint64_t word_of(const part_sieve *s, uint32_t test)
{
    const uint64_t *row = columns_test(s->c, s->rl, test) + s->first;
    return (row[0] << s->shift | row[1] >> 1 >> (63 - s->shift)) & s->letters;
}

/* t and what reaches it over at most n letters of c: see row_reach() */
static uint64_t reach(uint64_t t, uint64_t c, uint32_t n)
{
    uint64_t run = c;
    uint32_t length = 1, done = 0;
    if (n > PART_LETTERS) return row_fill_word(t, c, 0);
    while (2 * length <= n - done) {
        t |= run & t << length;
        done += length;
        run &= run << length;
        length *= 2;
    }
    for (; done < n; done++) t |= c & t << 1;
    return t;
}

static uint64_t before_node(const part_sieve *s, const sieve_node *n, uint64_t t);

/* Most nodes are letters. */
static inline uint64_t before(const part_sieve *s, const sieve_node *n, uint64_t t)
{
    return n->kind == SIEVE_LETTER ? t << 1 & word_of(s, n->test) : before_node(s, n, t);
}

static uint64_t before_kids(const part_sieve *s, const sieve_node *n, uint64_t t)
{
    const sieve_node *kids = &s->nodes[n->first_kid];
    if (n->has_guard && !word_of(s, n->test)) return 0;
    for (uint32_t i = n->kid_count; t && i-- > 0;) t = before(s, &kids[i], t);
    return t;
}

static uint64_t before_alternatives(const part_sieve *s, const sieve_node *n, uint64_t t)
{
    uint64_t all = 0;
    for (uint32_t i = 0; i < n->kid_count; i++) all |= s->memo[n->memo + i] = before(s, &s->nodes[n->first_kid + i], t);
    return all;
}

static uint64_t before_option(const part_sieve *s, const sieve_node *n, uint64_t t)
{
    uint64_t taken = before(s, &s->nodes[n->first_kid], t);
    s->memo[n->memo] = n->is_lazy ? t : taken;
    return t | taken;
}

static uint64_t before_star(const part_sieve *s, const sieve_node *n, uint64_t t)
{
    uint64_t rest = t, taken, all = t;
    do {
        t = all;
        taken = before(s, &s->nodes[n->first_kid], t);
        all = t | taken;
    } while (all != t);
    s->memo[n->memo] = n->is_lazy ? rest : taken;
    return all;
}

static uint64_t before_run(const part_sieve *s, const sieve_node *n, uint64_t t)
{
    uint64_t c = word_of(s, n->test);
    s->memo[n->memo] = t;
    if (n->max == SIEVE_NONE) t = row_fill_word(t, c, 0);
    else if (n->max > n->min) t = reach(t, c, (uint32_t)(n->max - n->min));
    for (uint32_t i = 0; t && i < n->min; i++) t = t << 1 & c;
    return t;
}

static uint64_t before_whole(const part_sieve *s, const sieve_node *n, uint64_t t)
{
    uint64_t inside = word_of(s, n->inside);
    return row_fill_word(t & ~inside, inside, 0) << 1 & word_of(s, n->test);
}

static uint64_t before_edge(const part_sieve *s, const sieve_node *n, uint64_t t)
{
    switch ((edge_kind)n->edge) {
    case EDGE_START: return t & row_bit(0);
    case EDGE_END: return t & row_bit(s->count);
    case EDGE_PARAGRAPH_START: case EDGE_QUOTE_START: return t & word_of(s, n->test);
    default: return t & word_of(s, n->test) >> 1; /* the letter before this place ends it */
    }
}

static uint64_t before_node(const part_sieve *s, const sieve_node *n, uint64_t t)
{
    switch ((sieve_kind)n->kind) {
    case SIEVE_SEQ: case SIEVE_GROUP: return before_kids(s, n, t);
    case SIEVE_ALT: return before_alternatives(s, n, t);
    case SIEVE_OPTION: return before_option(s, n, t);
    case SIEVE_STAR: return before_star(s, n, t);
    case SIEVE_RUN: return before_run(s, n, t);
    case SIEVE_LETTER: break; /* before() has seen to it */
    case SIEVE_WHOLE: return before_whole(s, n, t);
    case SIEVE_EDGE: return before_edge(s, n, t);
    }
    return 0;
}

/* Does the program's core match? See core_starts() in sieve.c. */
static bool has_core(const part_sieve *s, const program *p)
{
    uint64_t t = s->letters | row_bit(s->count);
    for (uint32_t i = p->core_count; t && i-- > 0;) {
        if (p->core[i] == CORE_GAP) t = row_fill_word(t, s->letters, 0);
        else t = before(s, &s->nodes[p->core[i]], t);
    }
    return t != 0;
}

uint64_t sieve_part(const match_run *run, const rule_layer *rl, const program *p, const batch_part *part, bool core_first, uint64_t *memo)
{
    uint32_t count = part->st->count;
    part_sieve s = { .c = &run->scratch->columns, .rl = rl, .nodes = p->sieve, .memo = memo, .letters = ~(UINT64_MAX >> count),
                     .first = part->at / 64, .shift = part->at % 64, .count = count };
    if (core_first && !has_core(&s, p)) return 0;
    return before(&s, p->sieve, s.letters | row_bit(count)); /* behind a pattern's end anything may follow, the stretch's end too */
}
