/* speaker.h - one entity per speaker over the article: full name, short name, acronym, role, pronoun.
 *
 * Reads the source spans of claims and the annotations of the layer `name`; writes layers->speakers and the claims' indices. */
#ifndef FIND_SPEAKER_H
#define FIND_SPEAKER_H

#include "match/match.h"

hs_status find_speakers(match_run *run, hs_error *error);

#endif
