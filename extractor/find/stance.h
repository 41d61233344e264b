/* stance.h - what each claim's cue and content say of the speaker's commitment and side.
 *
 * Reads the attributes that rules and lexicons gave the claim, and layers of the pack with hedges, negation and evaluation. */
#ifndef FIND_STANCE_H
#define FIND_STANCE_H

#include "match/match.h"

hs_status find_stances(match_run *run, hs_error *error);

#endif
