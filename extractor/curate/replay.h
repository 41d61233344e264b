/* replay.h - a traced document as its rules saw it: views, annotations, and each token's word classes as they were when a rule ran.
 *
 * Rules of the layer `class` run in groups of one priority; each group sees what the groups before it left. What the groups did is told
 * by the trace (document.found), so any moment can be made again. Changes nothing in the document. */
#ifndef CURATE_REPLAY_H
#define CURATE_REPLAY_H

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
} replay;

/** The document must be traced. Free with replay_free() in any case. */
hs_status replay_open(replay *s, hs_document *doc, hs_error *error);
void replay_free(replay *s);

/** Traces an article and opens what was seen; frees both with replay_close(). */
hs_status replay_article(replay *s, const struct hs_rules *rules, const hs_article *article, const hs_options *options, hs_error *error);
void replay_close(replay *s);

/** Classes of each token, as bits, when the rules of this layer and priority ran. */
const uint32_t *replay_classes(replay *s, uint32_t layer_index, int32_t priority);

/** The stretches of a view. */
const stretches *replay_view(replay *s, uint32_t view);

#endif
