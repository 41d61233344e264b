/* nearest.h - which of the known words was meant. */
#ifndef COMMAND_NEAREST_H
#define COMMAND_NEAREST_H

#include "hearsay.h"

typedef struct { hs_str wrong; hs_str best; size_t distance; } nearest;

/** Begins a search for the word nearest to `wrong`. */
nearest nearest_begin(hs_str wrong);
void nearest_try(nearest *n, hs_str known);

/** The nearest word, or an empty one if none is near: a third of the letters may differ, or the one begins with the other. */
hs_str nearest_word(const nearest *n);

#endif
