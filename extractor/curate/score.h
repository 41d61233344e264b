/* score.h - a whole gold file: totals, and how often each rule is right.
 *
 * Writes text for people or JSON. Extracts every article of the gold with the rules given. */
#ifndef CURATE_SCORE_H
#define CURATE_SCORE_H

#include "base/buffer.h"
#include "curate/gold.h"
#include "curate/scoring.h"

typedef enum { SCORE_ALL, SCORE_WORK, SCORE_HELD } score_part;

typedef struct { uint32_t claims, found, right, exact; } rule_score;

typedef struct {
    score_totals totals;
    rule_score  *rules;     /* by index of the rule */
    uint32_t     rule_count;
    arena        memory;
} score;

/** Called after each article; may be NULL. */
typedef void (*score_progress)(void *user, uint32_t done, uint32_t of);

/** Scores; free with score_free() in any case. @return HS_OK, HS_ERR_INPUT, HS_ERR_MEMORY */
hs_status score_run(score *out, const hs_rules *rules, const gold *g, score_part part, score_progress progress, void *user,
                    hs_error *error);
void score_free(score *s);

void score_write_text(const score *s, const hs_rules *rules, buffer *out);
void score_write_json(const score *s, const hs_rules *rules, buffer *out);

/** Writes confidence.txt of the last pack: its rules with CONFIDENCE_LEAST claims or more. The file appears whole or not at all.
 * @param path     receives where it was written (borrowed until score_free)
 * @param written  receives the number of rules */
hs_status score_write_confidence(score *s, const hs_rules *rules, hs_str *path, uint32_t *written, hs_error *error);

#endif
