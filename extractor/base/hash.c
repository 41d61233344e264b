/* hash.c - hashing and the string map. Knows nothing of what the strings mean. */
#include "base/hash.h"

__extension__ typedef unsigned __int128 wide;

static uint64_t mix(uint64_t a, uint64_t b)
{
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load8(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static uint64_t load4(const char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* Up to 8 bytes, without a loop: two halves that overlap, or the first, middle and last of three. */
static uint64_t load(const char *p, size_t n)
{
    if (n >= 4) return load4(p) << 32 | load4(p + n - 4);
    if (!n) return 0; /* an empty string may have no bytes at all */
    return (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 | (unsigned char)p[n - 1];
}

uint64_t hash_bytes(const char *bytes, size_t len)
{
    const uint64_t k0 = 0xa0761d6478bd642fULL, k1 = 0xe7037ed1a0b428dbULL;
    uint64_t h = len; /* not k0 ^ len: the loop takes it as h ^ k0, and to multiply by len alone mixes nothing */
    while (len > 8) {
        h = mix(load8(bytes) ^ k1, h ^ k0);
        bytes += 8;
        len -= 8;
    }
    return mix(load(bytes, len) ^ k1, h ^ k0);
}

void strmap_init(strmap *m, arena *a)
{
    *m = (strmap){ .arena = a };
}

/* The slot of the key, or the empty one where it would stand. */
static strmap_slot *find(const strmap *m, hs_str key, uint32_t hash)
{
    for (uint32_t i = hash & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
        strmap_slot *slot = &m->slots[i];
        if (!slot->entry || (slot->hash == hash && str_eq(m->entries[slot->entry - 1].key, key))) return slot;
    }
}

uint32_t strmap_get_hashed(const strmap *m, hs_str key, uint64_t hash)
{
    if (!m->cap) return STRMAP_NONE;
    const strmap_slot *slot = find(m, key, (uint32_t)hash);
    return slot->entry ? m->entries[slot->entry - 1].value : STRMAP_NONE;
}

uint32_t strmap_get(const strmap *m, hs_str key)
{
    return m->cap ? strmap_get_hashed(m, key, hash_bytes(key.ptr, key.len)) : STRMAP_NONE;
}

static bool rehash(strmap *m, uint32_t cap)
{
    strmap_slot *slots = arena_zalloc(m->arena, cap, sizeof *slots);
    strmap_entry *entries = arena_grow(m->arena, m->entries, m->count * sizeof *entries, cap / 2 * sizeof *entries);
    if (!slots || !entries) return false;
    for (uint32_t i = 0; i < m->cap; i++) {
        if (!m->slots[i].entry) continue;
        uint32_t at = m->slots[i].hash & (cap - 1);
        while (slots[at].entry) at = (at + 1) & (cap - 1);
        slots[at] = m->slots[i];
    }
    m->slots = slots;
    m->entries = entries;
    m->cap = m->room = cap;
    return true;
}

static uint32_t cap_for(uint32_t count)
{
    uint32_t cap = 16;
    while (cap < (1u << 30) && cap / 2 <= count) cap *= 2;
    return cap;
}

void strmap_reserve(strmap *m, uint32_t count)
{
    uint32_t cap = cap_for(count);
    if (cap > m->cap) rehash(m, cap);
}

void strmap_clear(strmap *m, uint32_t count)
{
    uint32_t cap = cap_for(count);
    m->count = 0;
    m->cap = cap <= m->room ? cap : 0;
    if (m->cap) memset(m->slots, 0, cap * sizeof *m->slots);
    else rehash(m, cap);
}

static strmap_slot *slot_for(strmap *m, hs_str key, uint64_t hash) /* with room for one more; NULL when memory fails */
{
    if (m->count >= m->cap / 2 && !rehash(m, m->cap ? m->cap * 2 : 16)) return NULL;
    return find(m, key, (uint32_t)hash);
}

static void fill(strmap *m, strmap_slot *slot, hs_str key, uint64_t hash, uint32_t value)
{
    m->entries[m->count++] = (strmap_entry){ key.ptr ? key : STR(""), value };
    *slot = (strmap_slot){ (uint32_t)hash, m->count };
}

void strmap_put_hashed(strmap *m, hs_str key, uint64_t hash, uint32_t value)
{
    strmap_slot *slot = slot_for(m, key, hash);
    if (!slot) return;
    if (slot->entry) m->entries[slot->entry - 1].value = value;
    else fill(m, slot, key, hash, value);
}

uint32_t strmap_add(strmap *m, hs_str key, uint32_t value)
{
    uint64_t hash = hash_bytes(key.ptr, key.len);
    strmap_slot *slot = slot_for(m, key, hash);
    if (!slot) return STRMAP_NONE;
    if (slot->entry) return m->entries[slot->entry - 1].value;
    fill(m, slot, key, hash, value);
    return STRMAP_NONE;
}

void strmap_put(strmap *m, hs_str key, uint32_t value)
{
    strmap_put_hashed(m, key, hash_bytes(key.ptr, key.len), value);
}
