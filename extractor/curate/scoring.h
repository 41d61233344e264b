/* scoring.h - what was found in one article against what its gold says: found, right, and to the letter.
 *
 *   found      contents of which half of the words or more (of both together) are the same; one to one, best pairs first
 *   source     of the pairs found: a head of either source lies in the other one
 *   right      found, and the source right, or none on either side            (what a rule's precision counts)
 *   exact      the same words in the content, but for one that opens it
 *
 * Statements and claims nested in another are left out: gold corpora mark neither. Knows nothing of files. */
#ifndef CURATE_SCORING_H
#define CURATE_SCORING_H

#include "api/document.h"
#include "curate/gold.h"

typedef struct { uint32_t right, predicted, gold; } score_count;

typedef struct {
    uint32_t    articles;
    score_count found, exact, source, end_to_end;
} score_totals;

/* What became of one claim that counts. */
typedef struct { bool counts, is_found, is_right, is_exact; } claim_score;

/** Compares; adds to totals. `claims` has a place for each claim of the document.
 * @return HS_OK, HS_ERR_INPUT (the gold's offsets don't fit the text), HS_ERR_MEMORY */
hs_status score_document(const hs_document *doc, const gold_article *article, score_totals *totals, claim_score *claims, hs_error *error);

double score_precision(const score_count *c);
double score_recall(const score_count *c);
double score_f1(const score_count *c);

#endif
