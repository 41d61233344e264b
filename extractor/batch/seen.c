/* seen.c - open addressing with linear probing, at most half full. A free slot has no uri.
 *
 * The hash is FNV-1a over two different bases, each finished with the mixer of SplitMix64 (Steele, Lea, Flood 2014). */
#include "batch/seen.h"

#include <stdlib.h>

static uint64_t finish(uint64_t h)
{
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
    return h ^ (h >> 31);
}

seen_key seen_hash(hs_str name)
{
    uint64_t a = 0xcbf29ce484222325ULL, b = 0x9e3779b97f4a7c15ULL;
    for (size_t i = 0; i < name.len; i++) {
        a = (a ^ (unsigned char)name.ptr[i]) * 0x100000001b3ULL;
        b = finish(b + (unsigned char)name.ptr[i]);
    }
    return (seen_key){ finish(a), finish(b ^ name.len) };
}

static seen_place *find(const seen *s, seen_key key)
{
    for (size_t i = (size_t)key.a & (s->cap - 1);; i = (i + 1) & (s->cap - 1)) {
        seen_place *slot = &s->slots[i];
        if (!slot->uri || (slot->key.a == key.a && slot->key.b == key.b)) return slot;
    }
}

static bool grow(seen *s)
{
    seen bigger = { .count = s->count, .cap = s->cap ? 2 * s->cap : 64 };
    bigger.slots = calloc(bigger.cap, sizeof *bigger.slots);
    if (!bigger.slots) return false;
    for (size_t i = 0; i < s->cap; i++)
        if (s->slots[i].uri) *find(&bigger, s->slots[i].key) = s->slots[i];
    free(s->slots);
    *s = bigger;
    return true;
}

seen_outcome seen_add(seen *s, hs_str name, const char *uri, uint64_t record, seen_place *first)
{
    if (s->count >= s->cap / 2 && !grow(s)) return SEEN_MEMORY;
    seen_key key = seen_hash(name);
    seen_place *slot = find(s, key);
    if (slot->uri) {
        *first = *slot;
        return SEEN_BEFORE;
    }
    *slot = (seen_place){ key, uri, record };
    s->count++;
    return SEEN_NEW;
}

void seen_free(seen *s)
{
    free(s->slots);
    *s = (seen){ 0 };
}
