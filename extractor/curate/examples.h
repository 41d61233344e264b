/* examples.h - the examples that stand beside each rule, run with the whole pack.
 *
 *   + {source: …} {cue: …} {content: …} => act=deny    exactly one annotation names this rule, with these roles and attributes
 *   - …                                                none names it
 *   ? …                                                a known gap: as +, but it must not hold yet
 *   @ 2015-09-25                                       the publication date for the lines that follow
 *
 * What "names this rule" means depends on the layer: a claim, a date, an annotation, for rules with `carry` a piece that was
 * carried, for word-class rules the class of the words marked `word`. */
#ifndef CURATE_EXAMPLES_H
#define CURATE_EXAMPLES_H

#include "base/types.h"

/* One line that isn't as it says. All slices are borrowed for the call. */
typedef struct {
    hs_str      file;
    uint32_t    line;
    hs_str      rule;       /* its id                                                          */
    bool        is_gap;     /* a ? that holds now: good news, to be turned into a +            */
    const char *what;       /* one line                                                        */
    hs_str      source;     /* the example as it stands there                                  */
    hs_str      details;    /* indented lines: expected and found                              */
} example_problem;

typedef void (*example_problem_fn)(void *user, const example_problem *problem);

typedef struct {
    uint32_t rules, without;          /* rules that compiled; those of them without a + example  */
    uint32_t plus, minus, gaps;       /* lines                                                   */
    uint32_t plus_passed, minus_passed;
    uint32_t gaps_closed;             /* ? lines that hold                                       */
    uint32_t failed;                  /* + and - lines that don't hold, and malformed lines      */
} example_counts;

/** Runs the examples of every rule, or of the one whose id is `only` (not empty).
 * @return HS_OK whatever the examples say (see counts), HS_ERR_USAGE (no such rule), HS_ERR_MEMORY */
hs_status examples_run(const hs_rules *rules, hs_str only, example_problem_fn on_problem, void *user, example_counts *counts,
                       hs_error *error);

#endif
