/* number.h - decimal digits straight into memory, two at a time: most of a result is offsets.
 *
 *     char *p = buffer_room(out, 2 * NUMBER_MAX);   p = number_write(p, start); ...
 *
 * The writer reserves; nothing is checked here. */
#ifndef EMIT_NUMBER_H
#define EMIT_NUMBER_H

#include "base/types.h"

#define NUMBER_MAX 20 /* digits of UINT64_MAX */

static const char number_pairs[201] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
                                      "4950515253545556575859606162636465666768697071727374757677787980818283848586878889909192939495969798"
                                      "99";

static inline char *number_write_pair(char *p, uint32_t below_100)
{
    memcpy(p, number_pairs + 2 * below_100, 2);
    return p + 2;
}

static inline char *number_write_short(char *p, uint32_t below_10000)
{
    if (below_10000 >= 100) {
        uint32_t high = below_10000 / 100;
        if (high >= 10) p = number_write_pair(p, high);
        else *p++ = (char)('0' + high);
        return number_write_pair(p, below_10000 % 100);
    }
    if (below_10000 >= 10) return number_write_pair(p, below_10000);
    *p = (char)('0' + below_10000);
    return p + 1;
}

char *number_write_long(char *p, uint64_t value);

/* Writes the digits of `value` at p and returns where they end. */
static inline char *number_write(char *p, uint64_t value)
{
    return value < 10000 ? number_write_short(p, (uint32_t)value) : number_write_long(p, value);
}

/* A share from 0 to 1 with two decimals, whatever the locale: 0.94. */
static inline char *number_write_share(char *p, double share)
{
    unsigned hundredths = share >= 1 ? 100 : share > 0 ? (unsigned)(share * 100 + 0.5) : 0;
    *p++ = (char)('0' + hundredths / 100);
    *p++ = '.';
    memcpy(p, number_pairs + 2 * (hundredths % 100), 2);
    return p + 2;
}

/* Copies a literal to p and moves p behind it. */
#define NUMBER_LITERAL(p, literal) (memcpy((p), (literal), sizeof(literal) - 1), (p) += sizeof(literal) - 1)

#endif
