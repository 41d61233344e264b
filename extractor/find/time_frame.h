/* time_frame.h - what a rule says about a time expression, read from the attributes of its annotation.
 *
 *   the second quarter of last year     type=DATE unit=Y shift=-1 quarter=2
 *   three weeks ago                     type=DATE unit=W count_word=3 direction=past anchor=published
 *
 * Every value is a string made by the rule's template; the keys that this room understands stand in time_frame.c and in
 * docs/rules.md. Knows no English: words have become numbers and codes through the pack's tables. */
#ifndef FIND_TIME_FRAME_H
#define FIND_TIME_FRAME_H

#include "find/time_value.h"
#include "layer/layer.h"

#define FIELD_NONE INT32_MIN

typedef enum {
    FIELD_YEAR, FIELD_DECADE, FIELD_CENTURY, FIELD_HALF, FIELD_QUARTER, FIELD_MONTH, FIELD_WEEK, FIELD_DAY, FIELD_WEEKDAY,
    FIELD_HOUR, FIELD_MINUTE, FIELD_SHIFT, FIELD_COUNT, FIELD_TIMES, FIELD_NTH, FIELD_EASTER, FIELD_TENS, FIELD_HUNDREDS,
    FIELDS
} time_field;

typedef enum {
    ANCHOR_DEFAULT,    /* published; in a narrative, text                                  */
    ANCHOR_PUBLISHED,  /* the day of publication                                           */
    ANCHOR_TEXT,       /* the last date mentioned of at least that granularity             */
    ANCHOR_PERIOD      /* the period under report: the last quarter, half or run of months */
} time_anchor;

typedef enum {
    DIRECTION_TENSE,   /* as the tense of the clause says                                  */
    DIRECTION_PAST,    /* the last one that is over                                        */
    DIRECTION_RECENT,  /* the last one that has begun                                      */
    DIRECTION_NEAREST,
    DIRECTION_THIS,    /* the one of the anchor's own week, year ...                       */
    DIRECTION_COMING,  /* the next one that isn't over                                     */
    DIRECTION_FUTURE   /* the next one that has not begun                                  */
} time_direction;

typedef enum { TYPE_NONE, TYPE_DATE, TYPE_TIME, TYPE_DURATION, TYPE_SET } time_type;

typedef struct {
    time_type      type;
    hs_str         type_name, mod, ref;
    hs_str         amount, more;     /* of a duration: digits as written ("1.5", "X"), and "half" */
    hs_str         unit_code, part;
    int32_t        season;           /* 1-4, 0 none                                          */
    bool           is_clock;         /* the unit is one of the clock: H M S                  */
    bool           is_before_era;    /* BC                                                   */
    bool           is_period;        /* a duration that the figures of a report cover        */
    bool           is_two_digits;    /* the year was written with its last two digits alone  */
    bool           is_afternoon, is_forenoon;
    time_unit      unit;
    time_grain     grain;            /* the value is cut to it, if not GRAIN_NONE             */
    time_anchor    anchor;
    time_direction direction;
    int32_t        fields[FIELDS];   /* FIELD_NONE where the rule says nothing               */
} time_frame;

/** Reads an annotation. A value that makes no sense is as if it were absent. Slices are borrowed from it. `is_day_first`: what
 * 9/10/2015 means if the rule leaves it to the user. */
time_frame time_frame_read(const annotation *a, bool is_day_first);

static inline bool frame_has(const time_frame *f, time_field field) { return f->fields[field] != FIELD_NONE; }

#endif
