/* walk.h - the files below a folder, sorted bytewise by path. */
#ifndef BATCH_WALK_H
#define BATCH_WALK_H

#include "hearsay.h"

typedef struct {
    char   **paths;      /* beginning with the folder as it was given             */
    int     *errors;     /* parallel: errno of a folder that can't be read, or 0  */
    size_t   count;
    uint64_t skipped;    /* files that are no articles by their suffix            */
} walk_result;

/** Walks. Takes .txt .text .jsonl .ndjson, or every file; hidden ones never; not the folder `except` (may be NULL), where
 * the output goes. False when memory fails. */
bool walk_folder(walk_result *result, const char *folder, bool takes_all, const char *except);
void walk_free(walk_result *result);

#endif
