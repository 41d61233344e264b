/* coverage_write.h - what was counted, for people and as JSON. */
#ifndef CURATE_COVERAGE_WRITE_H
#define CURATE_COVERAGE_WRITE_H

#include "curate/coverage.h"

typedef struct {
    hs_str   rule, layer;    /* only this rule, with all its pieces; only rules of this layer; empty: all */
    hs_str   lexicon;        /* every entry of this list with its matches; empty: none                    */
    uint32_t top;            /* rows of cue-like words, and names in lists of what was never hit          */
} coverage_view;

void coverage_write_text(coverage *c, const coverage_view *v, buffer *out);
void coverage_write_cost(coverage *c, const coverage_view *v, buffer *out);
void coverage_write_json(coverage *c, const coverage_view *v, buffer *out);

#endif
