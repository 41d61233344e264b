/* keyed.h - sorting by a number: small pairs of a key and an index are moved instead of what they stand for.
 *
 * Made for lists that come nearly in order, as what rules find does: those take one pass. */
#ifndef FIND_KEYED_H
#define FIND_KEYED_H

#include "base/types.h"

typedef struct { uint64_t key; uint32_t index; } keyed;

/** A range as a key: earlier first, of equal starts the longer first. */
static inline uint64_t keyed_range(token_range r)
{
    return (uint64_t)r.first << 32 | (UINT32_MAX - r.last);
}

/** By key, then by index. */
void keyed_sort(keyed *items, uint32_t count);

#endif
