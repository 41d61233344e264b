/* calendar.h - arithmetic on dates of the Gregorian calendar, reaching back before its beginning (ISO 8601).
 *
 * Years are astronomical: 0 is 1 BC, -43 is 44 BC. A day number counts days from 1970-01-01 and is what is compared and
 * shifted; the algorithms for both ways are Howard Hinnant's "chrono-compatible low-level date algorithms" (public).
 * Knows nothing of text, time expressions or English. */
#ifndef FIND_CALENDAR_H
#define FIND_CALENDAR_H

#include "base/types.h"

typedef struct { int32_t year, month, day; } civil_date; /* month 1-12, day 1-31 */
typedef struct { int32_t year, week; } iso_week;         /* week 1-53            */

/* Years beyond these are refused by calendar_is_date(), so that no arithmetic below can overflow. */
enum { CALENDAR_FIRST_YEAR = -9998, CALENDAR_LAST_YEAR = 9999 };

bool calendar_is_leap(int32_t year);
int32_t calendar_month_length(int32_t year, int32_t month);
bool calendar_is_date(int32_t year, int32_t month, int32_t day);

int32_t calendar_days(civil_date date);
civil_date calendar_date(int32_t days);

/** 1 is Monday, 7 Sunday. */
int32_t calendar_weekday(int32_t days);

/** The ISO week of a day; its year is not always the day's: 2016-01-01 lies in 2015-W53. */
iso_week calendar_week(int32_t days);
/** The Monday of an ISO week. */
int32_t calendar_week_start(iso_week week);
int32_t calendar_weeks_in(int32_t year);

/** The same day `months` later (or earlier), or the last day of that month: 31 January and a month is 28 or 29 February. */
civil_date calendar_add_months(civil_date date, int32_t months);

/** The n-th given weekday of a month, from its end if n < 0. Returns false if there is none (a fifth Friday). */
bool calendar_nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t n, civil_date *out);

/** Easter Sunday of the western churches. */
civil_date calendar_easter(int32_t year);

/** The year with the two last digits `two` that is at most `ahead` years after `near` (and less than 100 - `ahead` before). */
int32_t calendar_full_year(int32_t two, int32_t near, int32_t ahead);

/** a / b and the remainder, rounded downwards also for negative a. */
int32_t calendar_floor_div(int32_t a, int32_t b);
int32_t calendar_floor_mod(int32_t a, int32_t b);

#endif
