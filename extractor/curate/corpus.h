/* corpus.h - all articles of a corpus, held against the counts of the last time (the baseline).
 *
 * DIR/BASELINE has a line `NAME found listed unlisted` for each article. An article has got worse if it finds fewer of its
 * claims, or if more unlisted claims came in than listed ones: so the pack may grow while no article may pay for it. */
#ifndef CURATE_CORPUS_H
#define CURATE_CORPUS_H

#include "curate/expected.h"

typedef struct {
    hs_str          name;
    expected_counts now, before;
    bool            is_new;       /* the baseline has no line for it                   */
    bool            is_worse;
    hs_str          report;       /* what differs; borrowed for the call               */
} corpus_article;

typedef void (*corpus_article_fn)(void *user, const corpus_article *article);

typedef struct {
    const char       *folder;
    bool              update;     /* write the baseline anew                           */
    corpus_article_fn on_article; /* in the order of their names                       */
    void             *user;
} corpus_options;

typedef struct {
    expected_counts sum;
    uint32_t        articles, worse, lost; /* lost: in the baseline, but no longer there */
} corpus_totals;

/** Checks every folder of the corpus that has an expected.claims.
 * @return HS_OK (see totals), HS_ERR_INPUT (no article there, a broken baseline), HS_ERR_IO (also: the baseline can't be written) */
hs_status corpus_run(const hs_rules *rules, const corpus_options *options, corpus_totals *totals, hs_error *error);

#endif
