/* near_miss.h - how far a rule's patterns came where they didn't match, element by element.
 *
 *   pattern 2, line 31
 *       ✓ {source: ~SRC}        Ruiz
 *       ✓ {cue} ~VG             told
 *       ✗ {hearer: @np}         "on" is not @np (line 1, column 11)
 *
 * Writes text for people; its form may change. */
#ifndef CURATE_NEAR_MISS_H
#define CURATE_NEAR_MISS_H

#include "base/buffer.h"
#include "curate/rule_patterns.h"
#include "emit/position.h"

typedef struct {
    replay             *s;
    atoms              *a;
    const positions    *places;
    arena              *memory;
    hs_span             where;     /* bytes of the text that were asked about */
} asking;

typedef struct {
    bool           is_match;       /* it matches in the place: there is no miss */
    bool           is_limit;       /* somewhere it took too many steps           */
    attempt        best;
    const stretch *st;             /* of the best attempt; NULL: the rule looks at nothing here */
} near_miss;

/** The best attempt of a pattern in the place. */
near_miss near_miss_find(const asking *x, const rule_patterns *p, const reference *r);

/** Writes the elements of one pattern, as far as it came. */
void near_miss_write(const asking *x, const rule_patterns *p, uint32_t pattern, const near_miss *miss, buffer *out);

/** Writes every pattern of the rule that doesn't match in the place. */
void near_misses_write(const asking *x, const rule_patterns *p, buffer *out);

/** Writes which `unless` stopped a match, and what it took. */
void near_miss_write_stopper(const asking *x, const rule_patterns *p, const match *m, buffer *out);

/** Name of a pattern's element as it stands in the pack, without its macros put in. */
hs_str near_miss_name(const node *parent, uint32_t kid);

#endif
