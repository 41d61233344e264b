/* expected.h - one article of a corpus against the list of its claims (corpus/README.md has the notation).
 *
 *   NAME/article.txt   ─► claims ─┐
 *   NAME/expected.claims  ─► lines  ─┴─► found, missed, unlisted, and a report of what differs
 *
 * A line is found if a claim has its spans and its attributes. A claim whose spans no line has is unlisted. */
#ifndef CURATE_EXPECTED_H
#define CURATE_EXPECTED_H

#include "base/buffer.h"

typedef struct {
    uint32_t listed, found, unlisted;   /* + lines; those found; claims that are no line              */
    uint32_t gaps, gaps_found;          /* ? lines                                                    */
    uint32_t malformed;                 /* lines that can't be read, or whose text isn't in the article */
} expected_counts;

/** Checks the article in `folder`; what differs is appended to `report`.
 * @return HS_OK whatever was found, HS_ERR_IO, HS_ERR_INPUT (the article is rejected), HS_ERR_MEMORY */
hs_status expected_check(const hs_rules *rules, const char *folder, expected_counts *counts, buffer *report, hs_error *error);

#endif
