/* stance_side.h - for or against what: the words that praise and blame, and what they are about. */
#ifndef FIND_STANCE_SIDE_H
#define FIND_STANCE_SIDE_H

#include "find/stance_clause.h"

/** Side of the content's evaluative words: above 0 for, below 0 against, 0 none or balanced. */
int side_of_content(const stance_view *v, const pieces *content);

typedef struct {
    int      side;   /* as above                                    */
    uint32_t end;    /* token after the verb, where its object is looked for; 0 where its subject is meant: "it failed" */
} attitude;

/** Side of the verbs by which the content's clause takes one: "he will vote for her", "to repeal the law". */
attitude attitude_of(const stance_view *v, const main_clause *clause);

/** The noun phrase that a side is about: behind the verb that takes it, if one does; else the subject of the content's clause,
 * else its first noun phrase. Empty if there is none. */
token_range target_of(const stance_view *v, const claim *c, const main_clause *clause, const attitude *verb);

#endif
