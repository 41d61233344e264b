/* manifest.h - a list of articles with their metadata: CSV with a header line, or JSON Lines.
 *
 *   path,id,published,url,title
 *   a/1.txt,storm-1,2015-09-25,https://...,"Storm, and after"
 *
 * `path` is needed; other columns are passed over. A relative path starts at the manifest's folder. */
#ifndef BATCH_MANIFEST_H
#define BATCH_MANIFEST_H

#include "batch/batch.h"

enum { MANIFEST_PATH, MANIFEST_ID, MANIFEST_PUBLISHED, MANIFEST_URL, MANIFEST_TITLE, MANIFEST_COLUMNS };

typedef struct {
    char    *values[MANIFEST_COLUMNS]; /* NULL or empty where there is none; the path is already relative to here */
    uint64_t line;
    char     problem[160];             /* why this row can't be used, or empty                                     */
} manifest_row;

typedef struct {
    manifest_row *rows;
    size_t        count, cap;
} manifest;

/** Reads it. @return HS_OK (rows may have problems), HS_ERR_IO, HS_ERR_INPUT (no header, no column path), HS_ERR_MEMORY */
hs_status manifest_read(manifest *m, const char *path, hs_error *error);
void manifest_free(manifest *m);

#endif
