/* document.h - what hs_document is made of, for the rooms that may look inside (api, curate).
 *
 * The table of stages stands in document.c: text -> tokens -> layers -> claims. */
#ifndef API_DOCUMENT_H
#define API_DOCUMENT_H

#include "find/time.h"
#include "match/match.h"

struct hs_document {
    arena                  memory;     /* everything of the document                                  */
    const struct hs_rules *rules;
    text                   text;
    tokens                 tokens;
    layers                 layers;
    hs_str                *warnings; uint32_t warning_count;
    /* only when traced (explain): */
    matches               *found;      /* per layer: every candidate with its fate                    */
    match_run              run;        /* as it ended: for asking lexicons about tokens               */
    time_step             *time_steps; /* per time of the layers: how its value was reached           */
    match_scratch         *scratch;    /* kept while the document lives, so that words can be asked for */
};

/** hs_extract() with a trace: candidates that lost are kept in `found`, and the scratch stays with the document. */
hs_status document_trace(const struct hs_rules *rules, const hs_article *article, const hs_options *options, hs_document **out,
                         hs_error *error);

#endif
