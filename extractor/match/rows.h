/* rows.h - rows of bits, one bit for each letter of a batch, and what is done with whole rows.
 *
 * Letter p is bit 63 - p%64 of word p/64: so "one letter earlier" is a shift to the left, and a sum carries from a letter to
 * those before it. That fills runs with one addition: with C the letters of the runs and S those next to a goal,
 *
 *     letters   0 1 2 3 4 5         C + S carries from each S through its run to the front of it,
 *     C         . 1 1 1 . .         so it differs from C just there
 *     S         . . . 1 . .
 *
 * Rows are a multiple of four words long, with four words of zeros behind (the word after the last may be read); four words
 * are worked on at a time. Knows nothing of rules. */
#ifndef MATCH_ROWS_H
#define MATCH_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { ROW_STEP = 4 }; /* words a row's length is a multiple of */

typedef uint64_t row_lanes __attribute__((vector_size(32), aligned(8), may_alias));

static inline bool row_lanes_any(const row_lanes *any)
{
    return ((*any)[0] | (*any)[1] | (*any)[2] | (*any)[3]) != 0;
}

#define ROW_LANES(row) (*(row_lanes *)(row))
#define ROW_LANES_OF(row) (*(const row_lanes *)(row))

static inline uint64_t row_bit(uint32_t p)
{
    return UINT64_C(0x8000000000000000) >> (p & 63);
}

static inline bool row_has(const uint64_t *row, uint32_t p)
{
    return (row[p / 64] & row_bit(p)) != 0;
}

/* The next set bit at or after `at`, before `end`; end if there is none. */
static inline uint32_t row_next(const uint64_t *row, uint32_t at, uint32_t end)
{
    while (at < end) {
        uint64_t word = row[at / 64] << (at & 63);
        if (word) {
            uint32_t found = at + (uint32_t)__builtin_clzll(word);
            return found < end ? found : end;
        }
        at = (at / 64 + 1) * 64;
    }
    return end;
}

static inline bool row_any(const uint64_t *row, uint32_t words)
{
    row_lanes any = { 0 };
    for (uint32_t w = 0; w < words; w += ROW_STEP) any |= ROW_LANES_OF(row + w);
    return row_lanes_any(&any);
}

static inline void row_copy(uint64_t *to, const uint64_t *from, uint32_t words)
{
    for (uint32_t w = 0; w < words; w += ROW_STEP) ROW_LANES(to + w) = ROW_LANES_OF(from + w);
}

/* Clears the row and the words behind it. */
static inline void row_clear(uint64_t *row, uint32_t words)
{
    memset(row, 0, (words + ROW_STEP) * sizeof *row);
}

/* The words behind a row, which are read as the letters after the last. */
static inline void row_close(uint64_t *row, uint32_t words)
{
    memset(row + words, 0, ROW_STEP * sizeof *row);
}

static inline void row_and(uint64_t *t, const uint64_t *c, uint32_t words)
{
    for (uint32_t w = 0; w < words; w += ROW_STEP) ROW_LANES(t + w) &= ROW_LANES_OF(c + w);
}

static inline void row_and_not(uint64_t *t, const uint64_t *c, uint32_t words)
{
    for (uint32_t w = 0; w < words; w += ROW_STEP) ROW_LANES(t + w) &= ~ROW_LANES_OF(c + w);
}

static inline void row_or(uint64_t *t, const uint64_t *c, uint32_t words)
{
    for (uint32_t w = 0; w < words; w += ROW_STEP) ROW_LANES(t + w) |= ROW_LANES_OF(c + w);
}

/* t becomes the letters of c that stand right before one of t. @return is there any? */
static inline bool row_before(uint64_t *t, const uint64_t *c, uint32_t words)
{
    row_lanes any = { 0 };
    for (uint32_t w = 0; w < words; w += ROW_STEP) {
        row_lanes r = (ROW_LANES_OF(t + w) << 1 | ROW_LANES_OF(t + w + 1) >> 63) & ROW_LANES_OF(c + w);
        ROW_LANES(t + w) = r;
        any |= r;
    }
    return row_lanes_any(&any);
}

/* t loses the letters that don't have one of c `by` letters later (less than 64). @return is any left? */
static inline bool row_and_later(uint64_t *t, const uint64_t *c, uint32_t by, uint32_t words)
{
    row_lanes any = { 0 };
    if (!by) {
        row_and(t, c, words);
        return row_any(t, words);
    }
    for (uint32_t w = 0; w < words; w += ROW_STEP) {
        row_lanes r = ROW_LANES_OF(t + w) & (ROW_LANES_OF(c + w) << by | ROW_LANES_OF(c + w + 1) >> (64 - by));
        ROW_LANES(t + w) = r;
        any |= r;
    }
    return row_lanes_any(&any);
}

/* out = the letters `by` (less than 64) before those of c. May be c itself. */
static inline void row_earlier(uint64_t *out, const uint64_t *c, uint32_t by, uint32_t words)
{
    if (!by) {
        if (out != c) row_copy(out, c, words);
        return;
    }
    for (uint32_t w = 0; w < words; w += ROW_STEP)
        ROW_LANES(out + w) = ROW_LANES_OF(c + w) << by | ROW_LANES_OF(c + w + 1) >> (64 - by);
}

/* One word of row_fill(); later: is the first letter of the word after reached? */
static inline uint64_t row_fill_word(uint64_t t, uint64_t c, uint64_t later)
{
    uint64_t seeds = (t << 1 | later) & c;
    return t | ((((c + seeds) ^ c) | seeds) & c);
}

/* t grows by the letters of c from which a run of c reaches it. */
static inline void row_fill(uint64_t *t, const uint64_t *c, uint32_t words)
{
    uint64_t later = 0;
    for (uint32_t w = words; w-- > 0; later = t[w] >> 63) t[w] = row_fill_word(t[w], c[w], later);
}

/* t grows by the letters of `run` from which it is `by` (less than 64) letters away. */
static inline void row_jump(uint64_t *t, const uint64_t *run, uint32_t by, uint32_t words)
{
    for (uint32_t w = 0; w < words; w += ROW_STEP)
        ROW_LANES(t + w) |= ROW_LANES_OF(run + w) & (ROW_LANES_OF(t + w) << by | ROW_LANES_OF(t + w + 1) >> (64 - by));
}

/* run = where n (1 to 64) letters of c follow one another */
static inline void row_run(uint64_t *run, const uint64_t *c, uint32_t n, uint32_t words)
{
    row_copy(run, c, words);
    row_close(run, words);
    for (uint32_t length = 1, more; length < n; length += more) {
        more = length < n - length ? length : n - length;
        row_and_later(run, run, more, words);
    }
}

/* t grows by what reaches it over at most n letters of c: jumps of 1 2 4 ... and the rest give every length from 0 to n. */
static inline void row_reach(uint64_t *t, const uint64_t *c, uint32_t n, uint64_t *run, uint32_t words)
{
    uint32_t done = 0;
    row_copy(run, c, words);
    row_close(run, words);
    for (uint32_t jump = 1; jump <= n - done && jump < 64; jump *= 2) {
        row_jump(t, run, jump, words);
        done += jump;
        if (2 * jump <= n - done) row_and_later(run, run, jump, words);
    }
    if (done == n) return;
    row_run(run, c, n - done, words);
    row_jump(t, run, n - done, words);
}

#endif
