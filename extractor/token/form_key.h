/* form_key.h - the key of a form and the one probe that finds it.
 *
 * A form of at most seven bytes is its own key: the bytes as a little-endian number, the length on top. A longer one has a
 * fingerprint of 56 bits under a top byte of 255, so that the two never meet; only fingerprints are compared byte by byte.
 *
 *   "said"            04 00 00 00 64 69 61 73
 *   "Healey-Ruiz..."  ff [     fingerprint   ]
 *
 * Keys stay in memory and never reach the output. */
#ifndef TOKEN_FORM_KEY_H
#define TOKEN_FORM_KEY_H

#include "token/token.h"

enum { FORM_KEY_SHORT = 7 };

/** Eight bytes as a number whose lowest byte is the first one. */
static inline uint64_t form_load(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

/** The same where fewer than eight bytes may be read: the missing ones are 0. */
static inline uint64_t form_load_part(const char *p, size_t len)
{
    uint64_t v = 0;
    for (size_t i = 0; i < len; i++) v |= (uint64_t)(unsigned char)p[i] << (8 * i);
    return v;
}

/** Key of a short form: the bytes of `word` beyond len are dropped. 0 < len <= FORM_KEY_SHORT. */
static inline uint64_t form_key_short(uint64_t word, size_t len)
{
    return (word & ((1ULL << (8 * len)) - 1)) | (uint64_t)len << 56;
}

static inline uint64_t form_key_long(const char *p, size_t len)
{
    uint64_t h = len * 0x9E3779B97F4A7C15ULL;
    for (; len > 8; p += 8, len -= 8) {
        h = (h ^ form_load(p)) * 0xff51afd7ed558ccdULL;
        h ^= h >> 32;
    }
    h = (h ^ form_load(p + len - 8)) * 0xc4ceb9fe1a85ec53ULL; /* may overlap what was read before; len + 8 bytes exist */
    return (h ^ h >> 29) | 0xffULL << 56;
}

static inline uint64_t form_key(const char *p, size_t len)
{
    return len <= FORM_KEY_SHORT ? form_key_short(form_load_part(p, len), len) : form_key_long(p, len);
}

/** Adds a form that the probe didn't find; returns its slot, or NULL when memory fails. */
const form_slot *forms_add(forms *f, hs_str bytes, uint64_t key);

static inline uint32_t form_slot_of(const forms *f, uint64_t key)
{
    uint64_t h = key * 0x9E3779B97F4A7C15ULL;
    return (uint32_t)(h >> 32) & (f->slot_cap - 1);
}

/** The slot of a form whose key is known, made if new; NULL when memory fails. */
static inline const form_slot *forms_find(forms *f, hs_str bytes, uint64_t key)
{
    if (f->slot_cap) {
        for (uint32_t i = form_slot_of(f, key);; i = (i + 1) & (f->slot_cap - 1)) {
            const form_slot *s = &f->slots[i];
            if (s->id == UINT32_MAX) break;
            if (s->key == key && (key >> 56 != 0xff || str_eq(f->items[s->id].text, bytes))) return s;
        }
    }
    return forms_add(f, bytes, key);
}

#endif
