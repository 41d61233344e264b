/* time_resolve.h - from what a rule says to a value, with the publication date, earlier times and the tense.
 *
 *   published 2015-09-24, a Thursday
 *   "last week"                unit=W shift=-1                       2015-W38
 *   "in May"                   month=5                               2015-05      the nearest
 *   "will meet on Friday"      weekday=5, tense future               2015-09-25
 *   "a year earlier"           unit=Y shift=-1 anchor=period         2014-Q2      if 2015-Q2 was spoken of
 *   no publication date: "last week" is XXXX-WXX; nothing is guessed, and the clock is never asked.
 *
 * Knows frames and the calendar; nothing of tokens or English. */
#ifndef FIND_TIME_RESOLVE_H
#define FIND_TIME_RESOLVE_H

#include "find/time_place.h"

#define MENTION_NONE UINT32_MAX

typedef enum { TENSE_NONE, TENSE_PAST, TENSE_PRESENT, TENSE_FUTURE } time_tense;

typedef struct {
    time_value value;        /* GRAIN_NONE: not yet mentioned                          */
    uint32_t   index;        /* of the time in the article                             */
    uint32_t   sentence;
    uint32_t   serial;       /* counts mentions: the greatest is the latest            */
} time_mention;

/* What is known at one place of the article. */
typedef struct {
    bool         has_published, is_narrative;
    time_value   published;
    time_mention latest[GRAIN_SECOND + 1]; /* the last date of each grain                */
    time_mention period;                   /* the last quarter, half, or run of months   */
    uint32_t     mentions;
    uint32_t     sentence;                 /* the one being read                         */
    time_tense   tense;                    /* of the clause being read                   */
    bool         is_tense_sure;            /* no other verb can be the one meant         */
} time_context;

typedef enum { WAY_WRITTEN, WAY_PERIOD, WAY_SHIFT, WAY_COMPLETING } time_way;

typedef struct {
    time_value     value;
    bool           is_published; /* was reckoned from the publication date                     */
    uint32_t       mention;      /* or from the time of this index, or MENTION_NONE            */
    time_way       way;          /* which of the four ways of time_resolve.c                   */
    time_direction direction;    /* the one taken; DIRECTION_TENSE: there was nothing to choose */
} time_answer;

/** The value of a DATE or TIME. */
time_answer time_resolve(const time_frame *f, const time_context *c);

/** Remembers what was found for the times after it. `index` is the number of the time in the article. */
void time_context_note(time_context *c, const time_frame *f, time_value value, uint32_t index);

/** TIMEX3 value of a DURATION (P3M, PT1H30M, PXY) and of a SET (P1D, XXXX-WXX-2). */
hs_str time_duration_write(arena *memory, const time_frame *f);
hs_str time_set_write(arena *memory, const time_frame *f);

#endif
