/* key.h - the hash behind the keys of claims and speakers.
 *
 * Keys reach the output and join it with that of other runs, so the hash must never change: 64 bits, the same on every machine.
 * It is made for telling things apart, not for withstanding an attack; what must do that is digested by base/digest.h.
 *
 *   key = key_text(KEY_START, id)      one step for the length, one for each eight bytes
 *   key = key_number(key, 17)          one step
 *   key_write(key, hex)                "9f3c62d01e5ab874"
 *
 * A step is the finalizer of SplitMix64 (Steele, Lea & Flood 2014, constants of Stafford's Mix13) over what there is and what
 * comes. It is a bijection of either, so two keys that differ in a single step are always different. */
#ifndef FIND_KEY_H
#define FIND_KEY_H

#include "base/types.h"

enum { KEY_START = 0, KEY_DIGITS = 16 };

static inline uint64_t key_number(uint64_t key, uint64_t number)
{
    uint64_t z = (key + 0x9e3779b97f4a7c15ULL) ^ number;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
    return z ^ z >> 31;
}

uint64_t key_text(uint64_t key, hs_str s);

/** Writes lower-case hexadecimal digits, no NUL. */
void key_write(uint64_t key, char out[KEY_DIGITS]);

#endif
