/* trial.h - one example on one document: does it hold? One way of judging for each kind of layer. */
#ifndef CURATE_TRIAL_H
#define CURATE_TRIAL_H

#include "curate/compare.h"

typedef struct {
    comparison  at;
    const rule *rule;
    uint32_t    index;    /* of the rule                                 */
    char        what[200];/* why it doesn't hold                         */
    buffer     *details;  /* indented lines                              */
} trial;

/** How many annotations, claims, dates or carried pieces name the rule. */
uint32_t trial_count(const trial *t);

/** Does a `+` hold? Writes what and details if not. */
bool trial_holds(trial *t);

/** Writes what there is instead: claims of other rules at this place, and why candidates of this rule lost. */
void trial_write_instead(trial *t);

#endif
