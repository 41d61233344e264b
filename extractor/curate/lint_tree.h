/* lint_tree.h - questions about patterns as trees: does one take everything that another takes? */
#ifndef CURATE_LINT_TREE_H
#define CURATE_LINT_TREE_H

#include "rule/pattern.h"

/** The same pattern, wherever it was written. */
bool tree_same(const node *a, const node *b);

/** Does `a` match every run of tokens that `b` matches, with the same roles at the same places? False also where it isn't known. */
bool tree_covers(const node *a, const node *b);

/** The same for tests of one token, as inside brackets. */
bool tree_test_covers(const node *a, const node *b);

/** Does `a` match a beginning of whatever `b` matches? */
bool tree_covers_start(const node *a, const node *b);

#endif
