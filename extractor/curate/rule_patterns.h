/* rule_patterns.h - the patterns of a rule as trees for the reference matcher, in the order in which they stand there. */
#ifndef CURATE_RULE_PATTERNS_H
#define CURATE_RULE_PATTERNS_H

#include "curate/reference.h"

typedef struct { reference *items; uint32_t count; } pattern_list;

typedef struct {
    const rule  *rule;
    uint32_t     index;
    pattern_list match, unless, inside;
} rule_patterns;

/** Parses them anew. False when memory fails, or for a rule that didn't compile. */
bool rule_patterns_read(rule_patterns *out, atoms *a, const struct hs_rules *rules, uint32_t index);

/* One match as the engine tells it, made by the reference. */
typedef struct { uint32_t pattern; const stretch *st; uint32_t start; reference_match m; } pattern_match;

/** Tokens of letters [start, end) of a stretch. */
token_range pattern_tokens(const stretch *st, uint32_t start, uint32_t end);

/** Does the range share a token with the match, outside its content or (is_inside) in it? */
bool pattern_touches(const struct hs_rules *rules, const match *m, token_range r, bool is_inside);

#endif
