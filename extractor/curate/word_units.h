/* word_units.h - an article's words, by which spans are compared whatever their tokens, quotation marks and white space.
 *
 *   "It 's over," Xi said.       units   It(0) s(1) over(2) Xi(3) said(4)
 *
 * A unit is a run of letters, digits and `_`. A span without any is compared by its characters, numbered from UNIT_SIGN. What the words
 * are (article, conjunction, preposition …) the document's word classes say, so nothing here knows a language. */
#ifndef CURATE_WORD_UNITS_H
#define CURATE_WORD_UNITS_H

#include "api/document.h"

#define UNIT_SIGN 0x80000000u

typedef struct { uint32_t *items; uint32_t count; } unit_set;   /* ascending */

typedef struct {
    const hs_document *doc;
    hs_span           *words;  uint32_t count;   /* bytes of the text */
    uint32_t          *points; uint32_t point_count; /* byte of each code point, and the end */
    arena             *memory;
} word_units;

/** Cuts the document's text. @return false when memory fails */
bool word_units_init(word_units *w, const hs_document *doc, arena *memory);

/** The units that spans (bytes of the text) touch. */
unit_set units_of(const word_units *w, const hs_span *spans, uint32_t count);

/** Spans of code points as bytes; false if they don't fit the text. */
bool units_bytes(const word_units *w, const hs_span *points, uint32_t count, hs_span *bytes);

bool units_same(const unit_set *a, const unit_set *b);
uint32_t units_shared(const unit_set *a, const unit_set *b);

/** The head words of a source: of each part (between commas, conjunctions …) the last word before a preposition, an auxiliary or a
 * pronoun that goes on; Lee and nurse of "Ann Lee, 45, a nurse from Ohio". */
unit_set units_heads(const word_units *w, const unit_set *source);

/** Without words at its start that open a content and don't belong to its wording. */
unit_set units_bare_content(const word_units *w, const unit_set *content);

#endif
