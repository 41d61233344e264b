/* time.h - time expressions: from the annotations of the pack's time rules to TIMEX3 types and values.
 *
 * The rules find the words and say what they mean as attributes ("unit=W shift=-1"); this stage calculates. One pass in the
 * order of the text, so that later times can lean on earlier ones ("two days later", "a year earlier").
 * Knows tokens, layers and the calendar; no English: what is past or future in a clause is a layer of the pack as well. */
#ifndef FIND_TIME_H
#define FIND_TIME_H

#include "layer/layer.h"
#include "text/text.h"
#include "token/token.h"

typedef enum {
    TIMES_NEWS,       /* incomplete and relative dates lean on the day of publication         */
    TIMES_NARRATIVE   /* histories: they lean on the dates mentioned before                   */
} times_mode;

#define TIMES_NO_LAYER UINT32_MAX
#define TIMES_NONE UINT32_MAX

/* How one value was reached, in words; for hearsay explain. Empty where there was nothing to do. */
typedef struct {
    hs_str      open;          /* what the words alone mean, before anything of the article is known: "XXXX-05-03"   */
    hs_str      way;           /* written: in full; shift, complete, period: see time_resolve.c                      */
    hs_str      anchor_value;  /* of the time or the day of publication that it was reckoned from                    */
    hs_str      tense;         /* of the clause: past, present, future                                               */
    token_range tense_at;      /* the words that show it                                                             */
    hs_str      direction;     /* which of several candidates: past, recent, nearest, this, coming, future           */
    hs_str      grain;         /* of the value                                                                       */
    uint32_t    year_from;     /* index of the time whose year it shares, or TIMES_NONE                              */
} time_step;

typedef struct {
    times_mode mode;
    bool       is_day_first; /* 9/10/2015 is the ninth of October                                   */
    uint32_t   tense_layer; /* annotations with tense=past|present|future, or TIMES_NO_LAYER        */
    hs_str   (*rule_name)(const void *user, uint32_t rule); /* may be NULL: timex.rule stays empty  */
    const void *user;
    time_step **steps;      /* receives one step for each time, in the document's arena; NULL: none are kept */
} find_time_options;

/** Makes layers->times from the annotations of the time layer, which must be sorted and disjoint.
 *
 * The publication date is text.published; without one, what leans on it stays open (XXXX-WXX). Annotations whose type is none
 * of the four only keep other matches away: they are taken out of the layer. `options` may be NULL: news, no tense.
 * Everything is allocated in the document's arena. @return HS_OK or HS_ERR_MEMORY */
hs_status find_times(layers *l, uint32_t time_layer, const tokens *tk, const text *t, const find_time_options *options,
                     hs_error *error);

#endif
