/* key.c - text as numbers for keys: little-endian on every machine. Knows nothing of claims and speakers. */
#include "find/key.h"

static uint64_t eight_bytes(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32
           | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

static uint64_t last_bytes(const unsigned char *p, size_t n)
{
    uint64_t word = 0;
    while (n-- > 0) word = word << 8 | p[n];
    return word;
}

uint64_t key_text(uint64_t key, hs_str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t left = s.len;
    key = key_number(key, left);
    for (; left >= 8; p += 8, left -= 8) key = key_number(key, eight_bytes(p));
    return left ? key_number(key, last_bytes(p, left)) : key;
}

void key_write(uint64_t key, char out[KEY_DIGITS])
{
    for (int i = 0; i < KEY_DIGITS; i++, key <<= 4) out[i] = "0123456789abcdef"[key >> 60];
}
