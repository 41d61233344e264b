/* explain_time.h - how the value of each date was reached: from the words by the rule, the anchor and the tense to the value. */
#ifndef CURATE_EXPLAIN_TIME_H
#define CURATE_EXPLAIN_TIME_H

#include "curate/compare.h"
#include "emit/position.h"

/** Writes the times that touch the span of the text. The document must be traced. */
void explain_times(const comparison *words, const positions *places, hs_span where, buffer *out);

#endif
