/* cue_like.h - words that stand where cues stand, but in no list of cues: what a curator may want to add.
 *
 *   “Nobody was there,” the mayor quipped.        a verb beside a quotation that is a sentence
 *   She quipped that nobody was there.            a verb before a word that opens a content
 *
 * Where a claim has its cue already nothing is looked for. */
#ifndef CURATE_CUE_LIKE_H
#define CURATE_CUE_LIKE_H

#include "curate/coverage.h"

void cue_like_count(coverage *c, replay *s);

#endif
