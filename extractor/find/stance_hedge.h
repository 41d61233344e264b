/* stance_hedge.h - the layer `hedge` read once: what its words do to a stance, and at which token each begins.
 *
 * The attributes are told in stance.h. Values that mean nothing here are as good as none. */
#ifndef FIND_STANCE_HEDGE_H
#define FIND_STANCE_HEDGE_H

#include "match/match.h"

/* In the order in which they win: what isn't claimed at all outweighs what is merely possible. */
typedef enum { CERTAIN, PROBABLE, POSSIBLE, UNCOMMITTED } certainty;

typedef enum { NEGATES_NOT, NEGATES_CLAUSE, NEGATES_NEARLY, NEGATES_PHRASE } hedge_negation;
typedef enum { KIND_NONE, KIND_FUTURE, KIND_CONDITION, KIND_QUESTION, KIND_SELF, KIND_ATTITUDE, KIND_CLAIM } hedge_kind;
typedef enum { SCOPE_NONE, SCOPE_OPEN, SCOPE_CLAUSE, SCOPE_RELATIVE } hedge_scope;

typedef struct {
    uint32_t       last;          /* token after it                                             */
    certainty      sure;          /* how sure it leaves the speaker: CERTAIN if it says nothing */
    hedge_negation negation;
    hedge_kind     kind;
    hedge_scope    scope;
    int            side;          /* 1 praises, -1 blames, else 0                               */
    bool           is_negative;   /* polarity=neg                                               */
    hs_str         act;           /* or ""                                                      */
    hs_str         frame_act;     /* or ""                                                      */
} hedge;

typedef struct {
    hedge    *items;
    uint32_t *begins;             /* per token: the number of the hedge that begins there + 1, or 0 */
} hedges;

/** Reads the layer (NULL: the pack has none). False when memory fails. */
bool hedges_read(hedges *h, match_run *run, const layer *from);

/** The hedge that begins at the token, or NULL. */
static inline const hedge *hedge_at(const hedges *h, uint32_t token_index)
{
    uint32_t number = h->begins[token_index];
    return number ? &h->items[number - 1] : NULL;
}

static inline bool negates_clause(const hedge *h)
{
    return h->negation == NEGATES_CLAUSE || h->negation == NEGATES_NEARLY;
}

/** "CT" "PR" "PS" "Uu", perhaps with a sign; false if it is none of these. */
bool certainty_read(hs_str name, certainty *out);

#endif
