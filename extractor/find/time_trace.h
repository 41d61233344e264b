/* time_trace.h - what happened on the way to a value, told in words, for those who ask why.
 *
 * Called by the walk only when an article is traced; changes nothing. */
#ifndef FIND_TIME_TRACE_H
#define FIND_TIME_TRACE_H

#include "find/time.h"
#include "find/time_resolve.h"

/** Fills in `step` for what time_resolve() answered in this context; `times` are those before it. The tense's place and the year
 * shared with another time are the walk's to tell. */
void time_trace(arena *memory, const time_frame *f, const time_context *c, const time_answer *a, const timex *times, time_step *step);

#endif
