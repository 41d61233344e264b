/* claims.h - from matches of attribution rules to claims: conflicts, nesting, carried quotations, kinds, dates, wording.
 *
 * Mechanism only: which words attribute, the pack says. Needs times to be found already. */
#ifndef FIND_CLAIMS_H
#define FIND_CLAIMS_H

#include "match/match.h"

/** Decides between the candidates of the attribution layer and writes the winners into layers->claims, in text order.
 * Marks the fate of each candidate in `found`. */
hs_status find_claims(match_run *run, matches *found, hs_error *error);

/** Adds the article's own dated assertions (kind statement) from matches of the statement layer. */
hs_status find_statements(match_run *run, matches *found, hs_error *error);

/** After all claims stand: order, nesting, kind, times, wording, keys. */
hs_status finish_claims(match_run *run, hs_error *error);

#endif
