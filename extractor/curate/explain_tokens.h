/* explain_tokens.h - a row per token: its form, its class, the lexicons and annotations that hold it. */
#ifndef CURATE_EXPLAIN_TOKENS_H
#define CURATE_EXPLAIN_TOKENS_H

#include "api/document.h"
#include "base/buffer.h"

/** Writes the rows of the tokens that touch the span of the text. The document must be traced. */
void explain_tokens(const hs_document *doc, hs_span where, buffer *out);

#endif
