/* document.h - an article run through a pack's layers as api/ does it, with what was found on the way kept for tests. */
#ifndef TESTS_DOCUMENT_H
#define TESTS_DOCUMENT_H

#include "match/internal.h"

typedef struct {
    arena     memory;
    text      text;
    tokens    tokens;
    layers    layers;
    match_run run;
    matches   found[LAYER_BUILTIN + 8];  /* candidates of each layer, with their fates */
} document;

typedef struct { bool no_triggers, keep_losers; } document_options;

/** Runs every layer: classes, then candidates; plain layers are settled, attributions judged by find/conflict.c. */
void document_open(document *d, const hs_rules *rules, const char *bytes, document_options options);
void document_close(document *d);

/** Everything found in all layers, to the last field, and the warnings: for comparing two runs. In the document's memory. */
hs_str document_dump(document *d);

/** The matches of a layer as "rule role=words role=words; ...", fates other than winning in parentheses. */
const char *document_found(document *d, const char *layer_name);

/** The words of a range, separated by blanks. */
hs_str document_words(document *d, token_range r);

/** The stretches of a view: letters separated by blanks, stretches by " | "; folded quotations are @quote, paragraphs @paragraph. */
const char *document_view(document *d, uint32_t view);

#endif
