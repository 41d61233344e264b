/* stance_clause.h - the clause that a content claims first of all, and the words in it that tell how sure it is. */
#ifndef FIND_STANCE_CLAUSE_H
#define FIND_STANCE_CLAUSE_H

#include "match/match.h"

/* In the order in which they win: what isn't claimed at all outweighs what is merely possible. */
typedef enum { CERTAIN, PROBABLE, POSSIBLE, UNCOMMITTED } certainty;

typedef struct {
    const match_run *run;
    const layer     *hedges; /* NULL: the pack has no such layer */
    const layer     *phrases;/* noun phrases, or NULL            */
} stance_view;

/*   that | the plan | which had failed | will probably | not help | anybody , because ...
 *   open   subject    skipped            verbs           ◄ reach ►
 *          ◄ ----------------- head ------------------------------►                       */
typedef struct {
    token_range sentence;  /* the content's first sentence, as far as it lies in the content    */
    token_range head;      /* from the subject to where the next clause begins                  */
    token_range verbs;     /* the verb group; empty if the content is no clause                 */
    token_range skipped;   /* a relative clause at the subject                                  */
    bool        is_question, is_conditional; /* a condition leaves only what is to come unclaimed: "will go if asked" */
} main_clause;

main_clause clause_of(const stance_view *v, const pieces *content);

/** What the hedges of the clause leave of certainty, and whether they negate it. */
void clause_hedges(const stance_view *v, const main_clause *c, certainty *sure, bool *is_negative);

/** The hedge annotation that begins at the token, or NULL. */
const annotation *hedge_at(const stance_view *v, uint32_t token);
bool hedge_is(const annotation *a, const char *key, const char *value);

/** "CT" "PR" "PS" "Uu", perhaps with a sign; false if it is none of these. */
bool certainty_read(hs_str name, certainty *out);

#endif
