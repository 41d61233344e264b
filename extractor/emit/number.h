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

/* Writes the digits of `value` at p and returns where they end. */
static inline char *number_write(char *p, uint64_t value)
{
    char digits[NUMBER_MAX];
    char *at = digits + sizeof digits;
    while (value >= 100) {
        at -= 2;
        memcpy(at, number_pairs + 2 * (value % 100), 2);
        value /= 100;
    }
    if (value >= 10) {
        at -= 2;
        memcpy(at, number_pairs + 2 * value, 2);
    } else {
        *--at = (char)('0' + value);
    }
    size_t n = (size_t)(digits + sizeof digits - at);
    memcpy(p, at, n);
    return p + n;
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
