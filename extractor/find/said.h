/* said.h - the time of a saying: found beside the cue, kept out of source and content.
 *
 *   The mayor on Tuesday said …      In May, the mayor said …      said Tuesday the bridge …      "…," she said in a talk on Monday.
 *
 * Works on claims as the rules made them, before statements are looked for. Knows times, word classes and places; no English. */
#ifndef FIND_SAID_H
#define FIND_SAID_H

#include "match/match.h"

/** The day, month or year at the head of a value: 2015-09-22T14:00 -> 2015-09-22. Weeks, quarters and the like say no day: "". */
hs_str said_day(hs_str value);

/** For each claim: cuts a time beside the cue off its source and content, and fills in `said` where the rule left it empty. A claim
 * whose content is nothing but such a time is none and goes. */
hs_status find_said(match_run *run, hs_error *error);

#endif
