/* conflict.h - which candidates of the attribution layer win. */
#ifndef FIND_CONFLICT_H
#define FIND_CONFLICT_H

#include "match/match.h"

typedef struct { pieces source, cue, content, hearer, target; } match_parts;

/** Spans of the known roles in pieces: sorted, overlapping and touching ones joined; outer punctuation is left to the caller. A single
 * piece is the match's own and not to be written to. */
match_parts match_parts_of(match_run *run, const match *m);

/** Sets `fate` of every candidate: twins first (one rule, the same cue), then greedily in the total order. Candidates of carry
 * rules are not judged. */
hs_status conflict_decide(match_run *run, matches *found, hs_error *error);

#endif
