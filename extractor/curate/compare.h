/* compare.h - what a line of examples or expectations marks, held against what was found.
 *
 * Spans are compared by bytes of the text; pieces that only white space parts count as one, on both sides. What differs is written
 * down with the expected words and the found ones one under the other. Knows claims; knows nothing of files. */
#ifndef CURATE_COMPARE_H
#define CURATE_COMPARE_H

#include "api/document.h"
#include "base/buffer.h"
#include "curate/notation.h"

typedef struct { hs_span *items; uint32_t count; } span_list;

/* Where a line of notation stands in a document. */
typedef struct {
    const hs_document *doc;
    const notation    *line;
    uint32_t           shift;   /* byte of the document's text at which the line's text begins */
    arena             *memory;
} comparison;

/** What the line marks with the role, as spans of the document's text. */
span_list compare_marked(const comparison *c, hs_str role);
/** The spans of pieces of tokens. */
span_list compare_pieces(const comparison *c, const pieces *p);
bool compare_same(const span_list *a, const span_list *b);

/** Do the claim's source, cue, content and hearer lie where they are marked, and its target if it is marked? */
bool compare_claim_roles(const comparison *c, const claim *found);

/** Has the claim the line's attributes? With `report`, those that differ are written down. */
bool compare_claim_attributes(const comparison *c, const claim *found, buffer *report);

/** The roles, expected and found, one under the other; `found` may be NULL. */
void compare_write_roles(const comparison *c, const claim *found, buffer *report);

/** One line: rule, roles and words of a claim. */
void compare_write_claim(const comparison *c, const claim *found, buffer *report);

/** The words of spans, pieces parted by " … ", line breaks as ¶. */
void compare_write_spans(const comparison *c, const span_list *spans, buffer *report);

/** The names of the claim's speakers, "A; B". */
hs_str compare_speakers(const comparison *c, const claim *found);

/** `key  expected X, found Y`. */
void compare_write_value(buffer *report, hs_str key, hs_str expected, hs_str found);

#endif
