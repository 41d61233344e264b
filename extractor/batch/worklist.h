/* worklist.h - which files a run reads, in which order, and under which ids.
 *
 * A folder gives the files below it, sorted bytewise by path; hidden ones and symbolic links to folders are passed over. What
 * can't be used (a missing file, an id that is there twice) stays in the list as a problem, so that it is told in its place.
 * Opens folders and the manifest; opens no article. */
#ifndef BATCH_WORKLIST_H
#define BATCH_WORKLIST_H

#include "batch/batch.h"

typedef struct {
    char    *path;                     /* "-": stdin                                                      */
    char    *id;                       /* of the article; of a file with records the stem of their ids    */
    char    *published, *url, *title;  /* from the manifest, else NULL                                    */
    uint64_t line;                     /* of the manifest, for problems                                   */
    hs_status status;                  /* of the problem                                                  */
    char    *problem;                  /* NULL: none                                                      */
} work_item;

typedef struct {
    work_item *items;
    size_t     count, cap;
    uint64_t   skipped;                /* files of other kinds in folders                                 */
} work_list;

/** Makes the list. @return HS_OK, HS_ERR_INPUT (the manifest), HS_ERR_USAGE (nothing given), HS_ERR_MEMORY */
hs_status work_list_make(work_list *list, const batch_job *job, hs_error *error);
void work_list_free(work_list *list);

/** Is this file, by its name, one of JSON Lines? */
bool work_is_jsonl_name(const char *path);

#endif
