/* concordance.h - a pattern that stands in no rule, tried on articles: each match in its context, then counts.
 *
 *   bbc-0113:9:14   … the minister, who was there, [soapboxed that] the bridge was safe. Nobody …
 *
 * The pattern sees all layers of the pack and the classes that the tokens have in the end. Matches of one stretch don't overlap: the
 * leftmost first, the next one from its end. Made for the command `find`. */
#ifndef CURATE_CONCORDANCE_H
#define CURATE_CONCORDANCE_H

#include "base/buffer.h"

typedef struct {
    hs_str   pattern;
    uint32_t view;          /* one VIEW_ bit of rule/rules.h                         */
    uint32_t context;       /* code points before and after a match                  */
    uint32_t lines_most;    /* matches shown; 0: none; all are counted               */
    uint32_t counts_most;   /* rows of each table of counts                          */
    bool     is_json;       /* a line of JSON for each match, and one for the counts */
} concordance_options;

typedef struct concordance concordance;

/** Reads the pattern. Problems are told with their place in the pattern; the file's name in them is `PATTERN`.
 * @return HS_OK, HS_ERR_SYNTAX, HS_ERR_MEMORY. Free with concordance_free(). The rules and the pattern must outlive it. */
hs_status concordance_create(concordance **out, const hs_rules *rules, const concordance_options *options, hs_problem_fn on_problem,
                             void *user, hs_error *error);
void concordance_free(concordance *c);

/** Looks through an article; lines are appended to `out`. */
hs_status concordance_article(concordance *c, const hs_article *article, buffer *out, hs_error *error);

/** The totals, and how often each lexicon entry, and each filling of a role, was matched. */
void concordance_finish(concordance *c, buffer *out);

#endif
