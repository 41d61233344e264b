/* time_value.h - a stretch of the calendar at some granularity, and its TIMEX3 notation.
 *
 *   grain    date (first day)   index            open           written
 *   YEAR     2015-01-01                                         2015
 *   QUARTER  2015-07-01         3                               2015-Q3
 *   WEEK     2015-09-21                                         2015-W39
 *   DAY      2015-09-22                                         2015-09-22
 *   DAY      any                2 (Tuesday)      OPEN_WEEK      XXXX-WXX-2
 *   MONTH    any-05-01                           OPEN_YEAR      XXXX-05
 *   HOUR     2015-09-22         hour 15                         2015-09-22T15:00
 *
 * What is not known is open and written as X. Knows the calendar; nothing of text, rules or resolution. */
#ifndef FIND_TIME_VALUE_H
#define FIND_TIME_VALUE_H

#include "base/arena.h"
#include "find/calendar.h"

/* Coarse to fine. */
typedef enum {
    GRAIN_NONE, GRAIN_MILLENNIUM, GRAIN_CENTURY, GRAIN_DECADE, GRAIN_YEAR, GRAIN_HALF, GRAIN_SEASON, GRAIN_QUARTER,
    GRAIN_MONTH, GRAIN_WEEK, GRAIN_WEEKEND, GRAIN_DAY, GRAIN_PART, GRAIN_HOUR, GRAIN_MINUTE, GRAIN_SECOND
} time_grain;

enum { OPEN_YEAR = 1, OPEN_MONTH = 2, OPEN_DAY = 4, OPEN_WEEK = 8, OPEN_INDEX = 16, OPEN_CENTURY = 32 };

typedef struct {
    time_grain grain;
    civil_date date;         /* the first day of the stretch                                    */
    int32_t    index;        /* half 1-2, season 1-4 (spring first), quarter 1-4, open weekday  */
    char       part[4];      /* TIMEX3 part of the day: MO AF EV NI ...                         */
    int32_t    hour, minute; /* hour 24 is midnight at the end of the day                       */
    uint32_t   open;         /* bits of OPEN_...                                                */
} time_value;

/* A unit as the pack writes it: "FN" is two weeks, "HY" six months. */
typedef struct { time_grain grain; int32_t times; } time_unit;

/** The unit of a code (Y Q M W D H ...; M is a minute if `is_clock`); grain GRAIN_NONE if there is no such unit. */
time_unit time_unit_of(hs_str code, bool is_clock);

/** A day; false if the bytes are not YYYY-MM-DD or the day does not exist. */
bool time_value_parse_day(hs_str iso, time_value *out);
time_value time_value_day(civil_date date);

/** The stretch of the given grain that holds the first day of `v`. Of a finer grain than v's: what v does not say is open. */
time_value time_value_at(time_value v, time_grain grain);

/** The stretch `count` units after (before, if negative) the one of that unit around `v`; it has the grain of the unit. Out of
 * the calendar: GRAIN_NONE. */
time_value time_value_shift(time_value v, int32_t count, time_unit unit);

/** A stretch of this grain of which nothing is known. */
time_value time_value_open(time_grain grain);

/** -1, 0, 1: does `a` begin before, with or after `b`? Open parts are not looked at. */
int time_value_order(time_value a, time_value b);

/** First month (1-12) of a season's or quarter's index. */
int32_t time_season_month(int32_t season);

/** TIMEX3 notation; "" for GRAIN_NONE. */
hs_str time_value_write(arena *memory, time_value v);

/** Number of a season's TIMEX3 code (SP SU FA WI), 0 if it is none. */
int32_t time_season_of(hs_str code);

#endif
