/* tally.c - see tally.h. */
#include "curate/tally.h"

#include <stdlib.h>

void tally_init(tally *t, arena *memory)
{
    *t = (tally){ .memory = memory };
    strmap_init(&t->numbers, memory);
}

tally_row *tally_add(tally *t, hs_str word)
{
    uint32_t number = strmap_get(&t->numbers, word);
    if (number == STRMAP_NONE) {
        hs_str copy = arena_copy(t->memory, word);
        number = t->count;
        ARENA_PUSH(t->memory, t->rows, t->count, t->cap, (tally_row){ copy, 0, STR("") });
        if (number == t->count) return NULL;
        strmap_put(&t->numbers, copy, number);
    }
    t->rows[number].count++;
    return &t->rows[number];
}

static int most_first(const void *a, const void *b)
{
    const tally_row *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return str_cmp(x->word, y->word);
}

void tally_sort(tally *t)
{
    if (t->count > 1) qsort(t->rows, t->count, sizeof *t->rows, most_first);
}
