/* claims_carry.h - contents that go on after their claim: "…," Xi said. "…" */
#ifndef FIND_CLAIMS_CARRY_H
#define FIND_CLAIMS_CARRY_H

#include "match/match.h"

/** Gives the content of each carry match that touches no claim to the claim directly before it. The claims stand in text order.
 * Marks the matches that carry nothing as lost. */
hs_status carry_contents(match_run *run, matches *found, hs_error *error);

/** The content of a match without punctuation at its ends (claims.c). */
pieces trimmed_content(match_run *run, pieces content);

#endif
