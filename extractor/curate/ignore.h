/* ignore.h - comments by which the writers of a pack answer a warning:
 *
 *     # ignore H041, H054: any word may begin a name
 *
 * In a rule file a comment inside a rule or macro speaks of that one, a comment right before it (indented like it) of the one that
 * follows, and a comment at the left edge of the whole file. In a lexicon a comment speaks of the next entry, before the class of
 * the whole file; in pack.yaml of the file. Errors can't be ignored. Knows files; knows nothing of lint. */
#ifndef CURATE_IGNORE_H
#define CURATE_IGNORE_H

#include "rule/rules.h"

typedef struct {
    const source_file *file;
    hs_span            where;        /* the comment                                  */
    hs_span            scope;        /* bytes of the file that it speaks of          */
    hs_str             codes;        /* "H041, H054"                                 */
    hs_str             reason;
} ignore;

typedef struct { ignore *items; uint32_t count, cap; } ignores;

/** Finds the comments of a rule file (`tree` its YAML, may be NULL), a lexicon (tree NULL, is_lexicon) or another file. */
void ignore_read(ignores *out, arena *memory, const source_file *file, const yaml_node *tree, bool is_lexicon);

/** Takes the next code off a comment's list; false at its end. */
bool ignore_next_code(hs_str *codes, hs_str *code);

#endif
