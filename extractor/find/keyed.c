/* keyed.c - insertion where little is out of order, else the library's sort. Knows nothing of what is sorted. */
#include "find/keyed.h"

#include <stdlib.h>

enum { MOVES_FOR_EACH = 8 }; /* moves an item may cost on average before insertion is given up */

static bool goes_before(const keyed *a, const keyed *b)
{
    return a->key != b->key ? a->key < b->key : a->index < b->index;
}

static int by_key(const void *a, const void *b)
{
    return goes_before(a, b) ? -1 : goes_before(b, a);
}

static bool insert_each(keyed *items, uint32_t count)
{
    uint64_t left = (uint64_t)count * MOVES_FOR_EACH;
    for (uint32_t i = 1; i < count; i++) {
        keyed k = items[i];
        uint32_t at = i;
        for (; at > 0 && goes_before(&k, &items[at - 1]); at--) items[at] = items[at - 1];
        items[at] = k;
        if (i - at > left) return false;
        left -= i - at;
    }
    return true;
}

void keyed_sort(keyed *items, uint32_t count)
{
    if (!insert_each(items, count)) qsort(items, count, sizeof *items, by_key);
}
