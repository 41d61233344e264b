/* position.h - from a byte of the text to its code point, line and column: the one place where units change.
 *
 *   text      n a ï v e LF “ h i ”         code points = bytes - continuation bytes before them
 *   bytes     0 1 2 4 5 6  7 10 11 12
 *   points    0 1 2 3 4 5  6 7  8  9       line 2 begins at byte 7
 *
 * One pass over the text fills a table: the continuation bytes before each word of eight bytes, and where lines begin. A
 * question for a code point is then one look-up and one masked word, for a line a binary search. ASCII needs no table.
 * Lines end at LF, so CRLF counts once and a lone CR not at all. Lines and columns count from 1, columns in code points. */
#ifndef EMIT_POSITION_H
#define EMIT_POSITION_H

#include "base/types.h"

typedef struct {
    hs_str    text;        /* borrowed                                                             */
    uint32_t *extra;       /* continuation bytes before byte 8*i; NULL if there are none at all    */
    uint64_t  tail;        /* the last bytes of the text, fewer than 8, filled up with zeros       */
    uint32_t *lines;       /* the byte at which each line begins, the first at 0                   */
    uint32_t  line_count;
} positions;

typedef struct { uint32_t line, column; } position_place;

/** Reads the text, valid UTF-8 of less than 4 GiB. Returns false when memory fails; then nothing needs to be freed. */
bool position_init(positions *p, hs_str text);

/** The same for code points alone: position_of() may not be asked. */
bool position_init_points(positions *p, hs_str text);
void position_free(positions *p);

/** The line and column of a byte of the text, or of its end. */
position_place position_of(const positions *p, uint32_t byte);

/* The eight bytes at b as a number, the first one lowest: compilers make one load of it. */
static inline uint64_t position_word(const char *b)
{
    const unsigned char *u = (const unsigned char *)b;
    return (uint64_t)u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 | (uint64_t)u[3] << 24 | (uint64_t)u[4] << 32 |
           (uint64_t)u[5] << 40 | (uint64_t)u[6] << 48 | (uint64_t)u[7] << 56;
}

/* How many of the eight bytes are 10xxxxxx: bit 7 without bit 6, gathered in the lowest bit of each byte, then summed. */
static inline uint32_t position_continuations(uint64_t word)
{
    uint64_t ones = (word >> 7) & ~(word >> 6) & 0x0101010101010101U;
    return (uint32_t)((ones * 0x0101010101010101U) >> 56);
}

/** Code points before this byte, which must begin one (or be the end of the text). */
static inline uint32_t position_code_point(const positions *p, uint32_t byte)
{
    assert(byte <= p->text.len);
    if (!p->extra) return byte;
    uint32_t at = byte / 8, rest = byte % 8;
    if (!rest) return byte - p->extra[at];
    uint64_t word = (size_t)at * 8 + 8 <= p->text.len ? position_word(p->text.ptr + (size_t)at * 8) : p->tail;
    return byte - p->extra[at] - position_continuations(word & ((1ULL << 8 * rest) - 1));
}

/* A walk through the text: up to `until` code points are bytes less `shift`, since no character before it is longer. */
typedef struct {
    const positions *of;
    uint32_t         shift, until;
} position_walk;

void position_walk_start(position_walk *w, const positions *p);
void position_walk_on(position_walk *w, uint32_t byte);

/** position_code_point() for bytes that come in rising order. */
static inline uint32_t position_walk_to(position_walk *w, uint32_t byte)
{
    if (byte > w->until) position_walk_on(w, byte);
    return byte - w->shift;
}

/** Code points of the whole text. */
static inline uint32_t position_total(const positions *p)
{
    return position_code_point(p, (uint32_t)p->text.len);
}

#endif
