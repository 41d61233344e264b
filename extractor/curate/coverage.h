/* coverage.h - what of a pack a corpus ever touches: rules, patterns, alternatives, optional elements, `unless`, lexicon entries.
 *
 *   hits   matches that no other rule was asked about       wins   those that became something in the end
 *
 * Which alternative a match took is told by the reference matcher, run again where the engine matched. Counting only; what is written of it is
 * coverage_write.c's. */
#ifndef CURATE_COVERAGE_H
#define CURATE_COVERAGE_H

#include "base/buffer.h"
#include "curate/rule_patterns.h"
#include "curate/tally.h"

typedef struct { uint32_t hits, wins; hs_str place; } touch_count; /* place: of the first hit, "id:line:column" */

typedef enum { PART_ALTERNATIVE, PART_OPTIONAL } part_kind;

/* A piece of a pattern that a match may do without. */
typedef struct { part_kind kind; const node *parent; uint32_t kid, first_leaf, last_leaf; touch_count n; } pattern_piece;

typedef struct {
    touch_count    n;
    pattern_piece *pieces; uint32_t piece_count, piece_cap;
} pattern_touch;

typedef struct {
    rule_patterns  patterns;
    touch_count    n;
    uint32_t       stopped, twins;       /* by `unless`; by another match of the rule with the same cue */
    pattern_touch *match;
    touch_count   *unless, *inside;      /* hits: matches that each stopped                            */
    hs_str         example_words;        /* of the first win, or hit; n.place is its place            */
    bool           has_won_example;
    /* cost, if it is wanted: of the plain matcher */
    uint64_t       tried, steps, most_steps, nanoseconds;
    hs_str         worst;
} rule_touch;

typedef struct {
    const struct hs_rules *rules;
    arena         memory;
    atoms        *atoms;
    rule_touch   *touched;               /* by index of the rule; of rules that didn't compile all zero */
    touch_count **entries;               /* by lexicon and entry; NULL: no pattern asks for the list */
    bool         *is_cue_list;           /* by lexicon: stands in the role `cue` of an attribution rule */
    tally         cue_like;
    uint32_t      articles, bytes;
    bool          wants_cost;
} coverage;

hs_status coverage_open(coverage *c, const hs_rules *rules, bool wants_cost, hs_error *error);
void coverage_close(coverage *c);

/** Is there such a rule, and such a layer? Each may be NULL. Fills the error if not. */
bool coverage_knows(const coverage *c, const char *rule_id, const char *layer_name, hs_error *error);

hs_status coverage_article(coverage *c, const hs_article *article, hs_error *error);

#endif
