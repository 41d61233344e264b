/* census.h - what a loaded pack holds, in numbers. */
#ifndef CURATE_CENSUS_H
#define CURATE_CENSUS_H

#include "base/types.h"

typedef struct { uint32_t packs, rules, lexicons, entries; } census;

census census_take(const hs_rules *rules);

#endif
