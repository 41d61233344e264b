/* stance_clause.h - the clause that a content claims first of all, and the words in it that tell how sure it is. */
#ifndef FIND_STANCE_CLAUSE_H
#define FIND_STANCE_CLAUSE_H

#include "find/stance_hedge.h"

typedef struct {
    const match_run *run;
    hedges           hedges;
    const layer     *phrases;/* noun phrases, or NULL */
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

/** The clause of the range's first sentence. */
main_clause clause_of(const stance_view *v, token_range content);

/** What the hedges of the clause leave of certainty, and whether they negate it. */
void clause_hedges(const stance_view *v, const main_clause *c, certainty *sure, bool *is_negative);

#endif
