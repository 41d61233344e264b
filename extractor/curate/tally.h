/* tally.h - counting words, and giving them back with the most frequent first; those of one count in the order of their bytes. */
#ifndef CURATE_TALLY_H
#define CURATE_TALLY_H

#include "base/hash.h"

typedef struct { hs_str word; uint32_t count; hs_str note; } tally_row;

typedef struct {
    arena     *memory;
    strmap     numbers;
    tally_row *rows;  uint32_t count, cap;
} tally;

void tally_init(tally *t, arena *memory);

/** Counts a word (copied when it is new) and returns its row, valid until the next call. NULL when memory fails. */
tally_row *tally_add(tally *t, hs_str word);

/** Sorts the rows. Counting may go on only before. */
void tally_sort(tally *t);

#endif
