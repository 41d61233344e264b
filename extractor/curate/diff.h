/* diff.h - the differences of two sets of rules over many articles, gathered by rule. Made for the command `diff`.
 *
 * With gold each rule's precision before and after is told, and whether what is new or lost was right. Of articles of the part `held`
 * only numbers are ever shown. */
#ifndef CURATE_DIFF_H
#define CURATE_DIFF_H

#include "base/buffer.h"
#include "curate/difference.h"

typedef struct {
    const hs_rules *before, *after;
    const gold     *gold;        /* or NULL                                       */
    uint32_t        lines_most;  /* shown for each rule and sign                  */
    bool            is_json;
} diff_options;

typedef struct diff diff;

/** NULL when memory fails. The options' rules and gold must outlive it. */
diff *diff_create(const diff_options *options);
void diff_free(diff *d);

hs_status diff_article(diff *d, const hs_article *article, hs_error *error);

void diff_write(diff *d, buffer *out);

#endif
