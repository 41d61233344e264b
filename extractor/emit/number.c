/* number.c - numbers of five digits and more, four digits at a time; and the tables of three digits behind number_count(). */
#include "emit/number.h"

char *number_write_long(char *p, uint64_t value)
{
    uint32_t low = (uint32_t)(value % 10000);
    p = number_write(p, value / 10000);
    p = number_write_pair(p, low / 100);
    return number_write_pair(p, low % 100);
}

#define TENS(m, a) m(a, '0'), m(a, '1'), m(a, '2'), m(a, '3'), m(a, '4'), m(a, '5'), m(a, '6'), m(a, '7'), m(a, '8'), m(a, '9')
#define ONE(a, b, c) { a, b, c, 3 }
#define TEN(a, b) ONE(a, b, '0'), ONE(a, b, '1'), ONE(a, b, '2'), ONE(a, b, '3'), ONE(a, b, '4'), ONE(a, b, '5'), ONE(a, b, '6'), \
                  ONE(a, b, '7'), ONE(a, b, '8'), ONE(a, b, '9')
#define HUNDRED(a) TENS(TEN, a)

static const char full[1000][4] = { HUNDRED('0'), HUNDRED('1'), HUNDRED('2'), HUNDRED('3'), HUNDRED('4'), HUNDRED('5'), HUNDRED('6'),
                                    HUNDRED('7'), HUNDRED('8'), HUNDRED('9') };

#define DIGIT(d) { d, 0, 0, 1 }
#define PAIR(a, b) { a, b, 0, 2 }

/* Without zeros before them. */
static const char bare[1000][4] = { DIGIT('0'), DIGIT('1'), DIGIT('2'), DIGIT('3'), DIGIT('4'), DIGIT('5'), DIGIT('6'), DIGIT('7'),
                                    DIGIT('8'), DIGIT('9'), TENS(PAIR, '1'), TENS(PAIR, '2'), TENS(PAIR, '3'), TENS(PAIR, '4'),
                                    TENS(PAIR, '5'), TENS(PAIR, '6'), TENS(PAIR, '7'), TENS(PAIR, '8'), TENS(PAIR, '9'),
                                    HUNDRED('1'), HUNDRED('2'), HUNDRED('3'), HUNDRED('4'), HUNDRED('5'), HUNDRED('6'),
                                    HUNDRED('7'), HUNDRED('8'), HUNDRED('9') };

void number_counter_start(number_counter *c, char opening)
{
    *c = (number_counter){ .length = 1, .before = { opening }, .table = bare };
}

void number_counter_move(number_counter *c, uint32_t value)
{
    uint32_t thousand = value / 1000;
    c->base = thousand * 1000;
    c->table = thousand ? full : bare;
    c->length = thousand ? (uint8_t)(number_write(c->before + 1, thousand) - c->before) : 1;
}
