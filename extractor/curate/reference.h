/* reference.h - one pattern against one stretch by plain backtracking, remembering how far it came.
 *
 *   {source: @np} {cue: <say>} {content: that []+}        Ruiz said nothing.
 *        ✓ 0            ✓ 1              ✗ 2  that
 *
 * Says the same as the engine (what matches, and what each role takes), without columns, triggers, sieve or PCRE2; tests hold the two
 * against each other. While it looks it keeps the attempt that met most of what must be there, and what it missed. Of equal attempts that
 * which took more letters, then the first. */
#ifndef CURATE_REFERENCE_H
#define CURATE_REFERENCE_H

#include "curate/atoms.h"

/* Beyond these it says REFERENCE_LIMIT, never `no`: steps from one start; calls in one another, which bounds the stack. */
enum { REFERENCE_STEPS_MOST = 100000, REFERENCE_DEPTH_MOST = 6000, REFERENCE_GROUPS = 128 };

/* A pattern whose leaves are numbered. */
typedef struct {
    const node  *tree;
    const node **leaves;  uint32_t leaf_count, leaf_cap;  /* tests, gaps and edges, in the order of the pattern          */
    const node **shown;                                   /* of each leaf what a reader would name: itself, or the alternatives of
                                                             which it begins one                                              */
    const node **groups;  uint32_t group_count, group_cap; /* roles and gaps, numbered as in the engine                       */
} reference;

/** Numbers the leaves and groups, in the tree too (node.inside of leaves, node.test of roles and gaps). */
bool reference_make(reference *r, arena *memory, node *tree);

/** The first and the last leaf of a part of the tree; begin with UINT32_MAX and 0. */
void reference_leaves(const node *n, uint32_t *first, uint32_t *last);

typedef struct { uint32_t leaf, start, end; } step_taken;   /* letters */

typedef struct {
    uint32_t    start;         /* letter at which the attempt began                  */
    uint32_t    met;           /* elements that must be there and were               */
    uint32_t    leaf, at;      /* what was missed, and at which letter (count: the stretch's end) */
    step_taken *steps; uint32_t step_count, step_cap;
    bool        is_set;
} attempt;

typedef struct {
    uint32_t    end;
    uint32_t    groups[REFERENCE_GROUPS][2];             /* letters; UINT32_MAX: not taken */
    step_taken *steps; uint32_t step_count;              /* how it matched                 */
} reference_match;

typedef enum { REFERENCE_NO, REFERENCE_YES, REFERENCE_LIMIT } verdict;

typedef struct {
    const reference  *r;
    const atom_place *place;
    arena            *memory;
    attempt           best;     /* over all starts tried so far */
    uint64_t          steps;    /* elements tried, over all starts */
    /* the rest is the matcher's own */
    uint32_t          start, met, optional, left, depth;
    bool              is_limit;
    step_taken       *trail; uint32_t trail_count, trail_cap;
    reference_match  *out;
} reference_run;

/** Prepares a run over one stretch. */
void reference_begin(reference_run *run, const reference *r, const atom_place *place, arena *memory);

/** Matches at a letter of the stretch. */
verdict reference_match_at(reference_run *run, uint32_t start, reference_match *out);

#endif
