/* number.c - numbers of five digits and more, four digits at a time. */
#include "emit/number.h"

char *number_write_long(char *p, uint64_t value)
{
    uint32_t low = (uint32_t)(value % 10000);
    p = number_write(p, value / 10000);
    p = number_write_pair(p, low / 100);
    return number_write_pair(p, low % 100);
}
