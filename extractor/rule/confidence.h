/* confidence.h - how often each rule of a pack was right when somebody counted: the file confidence.txt of a pack.
 *
 *   # rule     precision  n    of
 *   said-that  0.94       212  1f0c2a7b
 *
 * `of` marks what was counted: a digest of the rule's own patterns and keys. A rule that was rewritten since has no confidence
 * until it is counted again; a longer word list leaves it as it is. Lines of rules that are gone are passed over, so the file can
 * always be made anew after the rules. Written by `hearsay score --write-confidence`. Knows nothing of gold or articles. */
#ifndef RULE_CONFIDENCE_H
#define RULE_CONFIDENCE_H

#include "rule/rules.h"

#define CONFIDENCE_FILE "confidence.txt"
enum { CONFIDENCE_MARK = 8, CONFIDENCE_LEAST = 10 /* claims: fewer say nothing */ };

/** The mark of a rule as it stands in its file: eight hex digits and a NUL. False when memory fails. */
bool confidence_mark(const rule *r, char mark[CONFIDENCE_MARK + 1]);

/** Gives the rules of `pack` what the file says of them. A line that can't be read is a problem (H030). */
void confidence_read(struct hs_rules *rules, const source_file *file, hs_str pack, problems *p);

#endif
