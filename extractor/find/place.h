/* place.h - which sentence, which paragraph, which times: places looked up in lists that stand in text order. */
#ifndef FIND_PLACE_H
#define FIND_PLACE_H

#include "layer/layer.h"
#include "token/token.h"

/** The first of the ranges that ends after the token; `count` if none does. The ranges are sorted and disjoint. */
static inline uint32_t place_in(const token_range *ranges, uint32_t count, uint32_t token_index)
{
    uint32_t lo = 0, hi = count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (ranges[mid].last <= token_index) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/** The first time that ends after the token; time_count if none does. */
static inline uint32_t place_in_times(const layers *l, uint32_t token_index)
{
    uint32_t lo = 0, hi = l->time_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (l->times[mid].range.last <= token_index) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

#endif
