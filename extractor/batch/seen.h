/* seen.h - which names were met, and where first: how double ids are found.
 *
 * Keeps 128 bits of hash for each name instead of the name, 40 bytes an article. Knows nothing of what the names are. */
#ifndef BATCH_SEEN_H
#define BATCH_SEEN_H

#include "hearsay.h"

typedef struct { uint64_t a, b; } seen_key;

typedef struct {
    seen_key    key;
    const char *uri;     /* borrowed for the life of the set */
    uint64_t    record;
} seen_place;

typedef struct {
    seen_place *slots;
    size_t      count, cap;
} seen;

seen_key seen_hash(hs_str name);

typedef enum { SEEN_NEW, SEEN_BEFORE, SEEN_MEMORY } seen_outcome;

/** Notes a name; if it was there already, `first` tells where. */
seen_outcome seen_add(seen *s, hs_str name, const char *uri, uint64_t record, seen_place *first);
void seen_free(seen *s);

#endif
