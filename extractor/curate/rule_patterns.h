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

/** Tokens of letters [start, end) of a stretch. */
token_range pattern_tokens(const stretch *st, uint32_t start, uint32_t end);

/** Does the range share a token with the match, outside its content or (is_inside) in it? */
bool pattern_touches(const struct hs_rules *rules, const match *m, token_range r, bool is_inside);

/** The first pattern of a rule's `unless` (is_inside: `unless_inside`) that stops the match, and what it took; UINT32_MAX if none does.
 * `place` is the stretch in which the match lies. */
uint32_t pattern_stopper(const pattern_list *list, const struct hs_rules *rules, const match *m, const atom_place *place, bool is_inside,
                         arena *memory, token_range *took);

#endif
