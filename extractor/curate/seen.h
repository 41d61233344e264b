/* seen.h - a traced document as its rules saw it: views, annotations, and each token's word classes as they were when a rule ran.
 *
 * Rules of the layer `class` run in groups of one priority; each group sees what the groups before it left. What the groups did is told
 * by the trace (document.found), so any moment can be made again. Changes nothing in the document. */
#ifndef CURATE_SEEN_H
#define CURATE_SEEN_H

#include "api/document.h"

typedef struct { int32_t priority; uint32_t *classes; } class_moment;

typedef struct {
    hs_document  *doc;
    match_run     run;        /* for views; its layers are those of the document */
    layers        fresh;
    arena         memory;
    uint32_t      class_layer;
    uint32_t     *first;      /* per token: classes before any rule, bits       */
    uint32_t     *settled;    /* the class that each token got                  */
    class_moment *moments;  uint32_t moment_count, moment_cap;
} seen;

/** The document must be traced. Free with seen_free() in any case. */
hs_status seen_open(seen *s, hs_document *doc, hs_error *error);
void seen_free(seen *s);

/** Traces an article and opens what was seen; frees both with seen_close(). */
hs_status seen_article(seen *s, const struct hs_rules *rules, const hs_article *article, bool no_triggers, hs_error *error);
void seen_close(seen *s);

/** Classes of each token, as bits, when the rules of this layer and priority ran. */
const uint32_t *seen_classes(seen *s, uint32_t layer_index, int32_t priority);

/** The stretches of a view. */
const stretches *seen_view(seen *s, uint32_t view);

#endif
