/* cost.h - what each rule's patterns cost the plain matcher: stretches in which they begin, steps, time, and the worst place.
 *
 * The engine is far faster than the plain matcher, but what makes one slow makes the other slow: runs without end, gaps, and
 * alternatives that begin alike. Times differ from run to run; steps don't. */
#ifndef CURATE_COST_H
#define CURATE_COST_H

#include "curate/coverage.h"
#include "emit/position.h"

void cost_count(coverage *c, replay *s, const positions *places);

#endif
