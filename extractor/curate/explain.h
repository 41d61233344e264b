/* explain.h - why a claim was found, what lost to it, and how a text is seen.
 *
 * Writes text for people; its form may change. Knows everything inside a document; changes nothing. */
#ifndef CURATE_EXPLAIN_H
#define CURATE_EXPLAIN_H

#include "base/buffer.h"

typedef struct {
    uint32_t line, column;   /* only what touches this line (and code point of it); 0: all            */
    hs_str   rule;           /* only this rule: each of its candidates, in whatever layer; empty: all  */
    hs_str   layer;          /* every candidate of the rules of this layer; empty: claims              */
    bool     tokens;         /* a table of the tokens instead                                          */
    hs_times times;          /* what relative dates lean on                                            */
    hs_date_order date_order;
} explain_options;

/** Traces the article and writes what was asked into `out`.
 * @return HS_OK, the errors of hs_extract(), HS_ERR_USAGE (no such rule, no such place) */
hs_status explain_article(const hs_rules *rules, const hs_article *article, const explain_options *options, buffer *out, hs_error *error);

#endif
