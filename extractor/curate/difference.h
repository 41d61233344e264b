/* difference.h - the same articles read with two sets of rules: what the second adds, loses and changes.
 *
 *   old  {source: Ruiz} {cue: said} {content: that it was over}          new  the same cue, a longer content:  changed (content)
 *   old  -                                                               new  {source: Khan} {cue: told} …     new
 *
 * Claims are paired by their cue, else by a content of which half is shared; dates by their place. A pair that differs in nothing but the
 * hash of its rule is no change. Knows rules by id only, so that packs of other names can be compared. */
#ifndef CURATE_DIFFERENCE_H
#define CURATE_DIFFERENCE_H

#include "curate/scoring.h"

enum { THING_FIELDS = 16 };

/* A claim or a date, flat. `compared` tells places apart, `shown` is for people. */
typedef struct { const char *name; hs_str compared, shown; } thing_field;
typedef struct {
    hs_str      rule;
    bool        is_time;
    hs_span     hull, key;      /* bytes; key: of the cue, or the date; empty if there is none */
    hs_span     content;
    thing_field fields[THING_FIELDS];
    uint32_t    field_count;
    bool        counts, is_right; /* against gold, if there is some */
    bool        is_paired;
} thing;

typedef struct { thing *items; uint32_t count; } things;

/** The claims and dates of a document in text order; `scores` may be NULL. Everything lives in `memory`. */
things things_of(const hs_document *doc, const claim_score *scores, arena *memory);

/* One difference: either side may be missing, not both. Bit i of `fields` is set if fields[i] differs; DIFFERS_RULE if the rule does. */
typedef struct { const thing *before, *after; uint32_t fields; } difference;
#define DIFFERS_RULE 0x80000000u

/** Called in the order of the text, first what is new or changed, then what is lost. */
typedef void (*difference_fn)(void *user, const difference *d);

void things_compare(things *before, things *after, difference_fn take, void *user);

#endif
