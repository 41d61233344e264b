/* time_place.h - putting the parts that a time expression names into a stretch of the calendar.
 *
 *   base 2014 + month 5          2014-05           base 2015-W38 + weekday 2     2015-09-15
 *   base 2015-09-23 + part NI    2015-09-23TNI     base 2016 + quarter 1         2016-Q1
 *
 * Knows frames and the calendar; nothing of publication dates, tense or other times. */
#ifndef FIND_TIME_PLACE_H
#define FIND_TIME_PLACE_H

#include "find/time_frame.h"

/* The coarsest thing that the frame names below a base. */
typedef enum { PLACE_NONE, PLACE_YEAR, PLACE_WEEK, PLACE_MONTH, PLACE_DAY } time_place;

/** In what the frame's parts must be placed: a month, quarter, season, holiday in a year, a weekday in a week, a bare day in a
 * month, a part of the day or a clock time in a day. PLACE_NONE: it names no part. */
time_place time_place_of(const time_frame *f);

/** The base with the frame's parts in it; GRAIN_NONE if there is no such date (30 February, a fifth Friday). */
time_value time_place_in(time_value base, const time_frame *f);

#endif
