/* check.h - everything that is wrong with a pack: what loading said, what lint says, and what its writers have answered.
 *
 *   check_begin(&c)                           c.notify and c.user go into hs_load_options
 *   hs_rules_load(…)
 *   check_lint(&c, rules, …)                  lint.h
 *   check_finish(&c, rules)                   sorts, and sets aside what a comment ignores
 *   c.items, c.count                          then read
 *   check_end(&c)
 *
 * Everything is copied: the list outlives the rules. */
#ifndef CURATE_CHECK_H
#define CURATE_CHECK_H

#include "base/buffer.h"
#include "rule/problem.h"

typedef struct {
    hs_problem problem;      /* error.where, line, column, message; source_line and help live in the check        */
    hs_str     reason;       /* of the comment that ignores it; empty: it counts                                   */
} checked;

typedef struct {
    arena     memory;
    checked  *items; uint32_t count, cap;
    uint32_t  errors, warnings, ignored;
} check;

void check_begin(check *c);
void check_end(check *c);

/** An hs_problem_fn that keeps a copy; `user` is the check. */
void check_take(void *user, const hs_problem *problem);

/** Sorts by file and place, drops warnings about other packs than those of `folders`, sets aside what comments of the packs' files
 * ignore (see ignore.h), and counts.
 * `rules` may be NULL if nothing loaded. @return HS_OK or HS_ERR_MEMORY */
hs_status check_finish(check *c, const hs_rules *rules, const char *const *folders, size_t folder_count, hs_error *error);

/** Does the path lie in one of the folders? */
bool check_is_in(const char *const *folders, size_t folder_count, hs_str path);

/* Machine formats, of the finished check. */
typedef struct { uint32_t rules, lexicons; } check_totals;
void check_write_json(const check *c, check_totals n, buffer *out);
void check_write_sarif(const check *c, buffer *out);

#endif
