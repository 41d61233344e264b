/* form_key.h - the key of a form and the one probe that finds it.
 *
 * A form of at most 15 bytes is its own key: its bytes as little-endian numbers, its length on top. A longer one has a
 * fingerprint of 120 bits under a top byte of 255, so that the two never meet; only fingerprints are compared byte by byte.
 *
 *                        lo                           hi
 *   "said"               00 00 00 00 64 69 61 73      04 00 00 00 00 00 00 00
 *   "spokeswoman"        6f 77 73 65 6b 6f 70 73      0b 00 00 00 00 6e 61 6d
 *   longer than 15       [ fingerprint         ]      ff [    fingerprint   ]
 *
 * Keys stay in memory and never reach the output. */
#ifndef TOKEN_FORM_KEY_H
#define TOKEN_FORM_KEY_H

#include "token/token.h"

enum { FORM_KEY_EXACT = 15, FORM_KEY_LENGTH_SHIFT = 56 };

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

/** The same where only len (at most 8) bytes may be read: the missing ones are 0. */
static inline uint64_t form_load_part(const char *p, size_t len)
{
    uint64_t v = 0;
    for (size_t i = 0; i < len; i++) v |= (uint64_t)(unsigned char)p[i] << (8 * i);
    return v;
}

/** Keeps the first len bytes of a loaded number, 0 < len <= 8. */
static inline uint64_t form_keep(uint64_t word, size_t len) { return word & (UINT64_MAX >> (64 - 8 * len)); }

/** Key of a form of at most 8 bytes, whatever follows them in `word`. */
static inline form_key form_key_short(uint64_t word, size_t len)
{
    return (form_key){ form_keep(word, len), (uint64_t)len << FORM_KEY_LENGTH_SHIFT };
}

/** Key of a form of 9 to 15 bytes. */
static inline form_key form_key_middle(uint64_t first, uint64_t second, size_t len)
{
    return (form_key){ first, form_keep(second, len - 8) | (uint64_t)len << FORM_KEY_LENGTH_SHIFT };
}

/** Key of any form that isn't empty. */
form_key form_key_of(hs_str bytes);

/** Adds a form that the probe didn't find; returns its slot, or NULL when memory fails. */
const form_slot *forms_add(forms *f, hs_str bytes, form_key key);

/** Is the key the form itself, so that nothing needs to be compared? */
static inline bool form_key_is_exact(form_key key) { return key.hi >> FORM_KEY_LENGTH_SHIFT != 0xFF; }

/* The top bits of the product alone depend on every bit of the key. */
static inline uint64_t form_hash(form_key key)
{
    return (key.lo ^ key.hi * 0xE7037ED1A0B428DBULL) * 0x9E3779B97F4A7C15ULL;
}

static inline uint32_t form_slot_of(const forms *f, form_key key) { return (uint32_t)(form_hash(key) >> f->slot_shift); }

/** Makes the table ready for forms_prefetch(); false when memory fails. */
bool forms_ready(forms *f);

/** Asks the memory for the slot of a key that will be looked up soon. */
static inline void forms_prefetch(const forms *f, uint64_t hash) { __builtin_prefetch(&f->slots[hash >> f->slot_shift]); }

/** The slot of a form whose key is known, made if new; NULL when memory fails. */
static inline const form_slot *forms_find(forms *f, hs_str bytes, form_key key)
{
    if (f->slot_cap) {
        for (uint32_t i = form_slot_of(f, key);; i = (i + 1) & (f->slot_cap - 1)) {
            const form_slot *s = &f->slots[i];
            if (s->id == UINT32_MAX) break;
            if (s->key.lo != key.lo || s->key.hi != key.hi) continue;
            if (bytes.len <= FORM_KEY_EXACT || str_eq(f->items[s->id].text, bytes)) return s;
        }
    }
    return forms_add(f, bytes, key);
}

#endif
