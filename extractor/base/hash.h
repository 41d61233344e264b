/* hash.h - a fast hash of bytes and a map from strings to numbers.
 *
 * The hash is for tables in memory only and never reaches the output. Its mixing step is the folded 64x64 multiplication
 * published with wyhash (Wang Yi, 2019); the map is open addressing with linear probing, at most half full. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/arena.h"

uint64_t hash_bytes(const char *bytes, size_t len);

#define STRMAP_NONE UINT32_MAX

/* A slot is small, so that looking for a key that isn't there touches little memory; keys lie in the order they came. */
typedef struct { uint32_t hash, entry; } strmap_slot; /* the low half of the hash; number of the entry + 1, 0: empty */
typedef struct { hs_str key; uint32_t value; } strmap_entry;

typedef struct {
    arena        *arena;     /* keeps slots and entries; keys are borrowed           */
    strmap_slot  *slots;
    strmap_entry *entries;   /* in the order the keys came                           */
    uint32_t      count;     /* of entries                                           */
    uint32_t      cap, room; /* slots in use, a power of two or 0; slots there are   */
} strmap;

void strmap_init(strmap *m, arena *a);

/** The value of the key, or STRMAP_NONE. */
uint32_t strmap_get(const strmap *m, hs_str key);
uint32_t strmap_get_hashed(const strmap *m, hs_str key, uint64_t hash);

/** Asks the memory for the slot of a key that will be looked up soon. */
static inline void strmap_prefetch(const strmap *m, hs_str key)
{
    if (m->cap) __builtin_prefetch(&m->slots[(uint32_t)hash_bytes(key.ptr, key.len) & (m->cap - 1)]);
}

/** Sets the key (borrowed for the map's life) to value (not STRMAP_NONE). Does nothing when memory fails (arena->failed). */
void strmap_put(strmap *m, hs_str key, uint32_t value);
void strmap_put_hashed(strmap *m, hs_str key, uint64_t hash, uint32_t value);

/** Sets the key only if it isn't there. @return the value it has already, or STRMAP_NONE if it is new (or memory fails) */
uint32_t strmap_add(strmap *m, hs_str key, uint32_t value);

/** Grows at once for `count` keys. */
void strmap_reserve(strmap *m, uint32_t count);

/** Forgets all keys and makes ready for `count` new ones in the memory it has, if that is enough. */
void strmap_clear(strmap *m, uint32_t count);

#endif
