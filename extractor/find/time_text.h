/* time_text.h - the few bytes of a TIMEX3 value, put together on the stack and copied into the arena once.
 *
 * Every date of every article is written; printf would cost more than calculating it. Knows numbers and bytes alone. */
#ifndef FIND_TIME_TEXT_H
#define FIND_TIME_TEXT_H

#include "base/arena.h"

typedef struct { char bytes[64]; size_t len; } time_text; /* what doesn't fit is left out; no value is half as long */

static inline void time_text_put(time_text *t, char c)
{
    if (t->len < sizeof t->bytes) t->bytes[t->len++] = c;
}

static inline void time_text_add(time_text *t, hs_str s)
{
    for (size_t i = 0; i < s.len; i++) time_text_put(t, s.ptr[i]);
}

/** The number with at least `width` digits. */
static inline void time_text_number(time_text *t, uint64_t n, int width)
{
    char digits[20];
    int count = 0;
    do {
        digits[count++] = (char)('0' + n % 10);
        n /= 10;
    } while (n && count < 20);
    while (count < width) digits[count++] = '0';
    while (count > 0) time_text_put(t, digits[--count]);
}

static inline hs_str time_text_keep(arena *memory, const time_text *t)
{
    return arena_copy(memory, (hs_str){ t->bytes, t->len });
}

#endif
