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

typedef struct {
    times_mode mode;
    uint32_t   tense_layer; /* annotations with tense=past|present|future, or TIMES_NO_LAYER        */
    hs_str   (*rule_name)(const void *user, uint32_t rule); /* may be NULL: timex.rule stays empty  */
    const void *user;
} find_time_options;

/** Makes layers->times from the annotations of the time layer, which must be sorted and disjoint.
 *
 * The publication date is text.published; without one, what leans on it stays open (XXXX-WXX). Annotations whose type is none
 * of the four only keep other matches away: they are taken out of the layer. `options` may be NULL: news, no tense.
 * Everything is allocated in the document's arena. @return HS_OK or HS_ERR_MEMORY */
hs_status find_times(layers *l, uint32_t time_layer, const tokens *tk, const text *t, const find_time_options *options,
                     hs_error *error);

#endif
