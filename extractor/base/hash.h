/* hash.h - a fast hash of bytes and a map from strings to numbers.
 *
 * The hash is for tables in memory only and never reaches the output. Its mixing step is the folded 64x64 multiplication
 * published with wyhash (Wang Yi, 2019); the map is open addressing with linear probing, at most half full. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/arena.h"

uint64_t hash_bytes(const char *bytes, size_t len);

#define STRMAP_NONE UINT32_MAX

typedef struct { hs_str key; uint32_t hash, value; } strmap_slot; /* the low half of the hash; key.ptr NULL: empty */

typedef struct {
    arena       *arena;  /* keeps the slots; keys are borrowed */
    strmap_slot *slots;
    uint32_t     count, cap; /* cap is a power of two, or 0 */
    uint32_t     room;       /* slots that there is memory for, at least cap */
} strmap;

void strmap_init(strmap *m, arena *a);

/** The value of the key, or STRMAP_NONE. */
uint32_t strmap_get(const strmap *m, hs_str key);
uint32_t strmap_get_hashed(const strmap *m, hs_str key, uint64_t hash);

/** Sets the key (borrowed for the map's life) to value (not STRMAP_NONE). Does nothing when memory fails (arena->failed). */
void strmap_put(strmap *m, hs_str key, uint32_t value);
void strmap_put_hashed(strmap *m, hs_str key, uint64_t hash, uint32_t value);

/** Grows at once for `count` keys. */
void strmap_reserve(strmap *m, uint32_t count);

/** Forgets all keys and makes ready for `count` new ones in the memory it has, if that is enough. */
void strmap_clear(strmap *m, uint32_t count);

#endif
