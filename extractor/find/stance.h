/* stance.h - what each claim's cue and content say of the speaker: act, commitment, side, target.
 *
 * Starts from the attributes that the rule took from the cue's lexicon entry (act, side, commitment), then reads the pack's layer
 * `hedge`, in which single words and short phrases carry what they do to a stance:
 *
 *   negates  yes, nearly: negates its clause; phrase: only what follows it; no: looks negative and isn't
 *   commit   CT PR PS Uu: how sure it leaves the speaker      polarity  neg: and that it is not so
 *   side     for, against: praises or blames                  act       in a cue: what the speaker does with the verb after it
 *   frame-act  on a cue: what it does in the frame that it stands in
 *   kind     question, condition, self, attitude, claim ...   scope     relative, clause, open: where clauses begin
 *
 * A pack without that layer gives the defaults of the acts. */
#ifndef FIND_STANCE_H
#define FIND_STANCE_H

#include "match/match.h"

hs_status find_stances(match_run *run, hs_error *error);

#endif
