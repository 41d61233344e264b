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

/* A writer of numbers that rise slowly, as offsets do: what stands before their last three digits is kept written.
 *
 *     12047 12053 12060      before "12"      table[047] table[053] table[060]
 *
 * An opening character stands before each number. Any number may come; one of another thousand costs more. */
typedef struct {
    uint32_t    base;     /* the thousand                                                          */
    uint8_t     length;   /* of before                                                             */
    char        before[8];/* the opening and the digits of base/1000                               */
    const char (*table)[4]; /* three digits and how many of them are written                       */
} number_counter;

#define NUMBER_COUNTED 12 /* bytes that may be written for one number, whatever its length */

void number_counter_start(number_counter *c, char opening);
void number_counter_move(number_counter *c, uint32_t value);

static inline char *number_count(number_counter *c, char *p, uint32_t value)
{
    if (value - c->base >= 1000) number_counter_move(c, value);
    const char *digits = c->table[value - c->base];
    memcpy(p, c->before, 8);
    p += c->length;
    memcpy(p, digits, 4);
    return p + digits[3];
}

/* Copies a literal to p and moves p behind it. */
#define NUMBER_LITERAL(p, literal) (memcpy((p), (literal), sizeof(literal) - 1), (p) += sizeof(literal) - 1)

#endif
