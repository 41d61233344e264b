/* source.h - the articles of a work list, one after another, each with what is known of it, or the reason why it isn't one.
 *
 * Knows files, records and fields; knows nothing of threads or of what is done with an article. */
#ifndef BATCH_SOURCE_H
#define BATCH_SOURCE_H

#include "batch/batch.h"
#include "batch/stream.h"
#include "batch/worklist.h"

/* Everything in it is borrowed until the next call, except uri, which lives as long as the work list. */
typedef struct {
    bool        is_reject;
    hs_article  article;        /* of a reject only id and record                */
    const char *uri;
    uint64_t    line;           /* 0: none                                       */
    uint32_t    column;         /* 0: none                                       */
    hs_status   status;         /* of a reject                                   */
    char        reason[400];
} source_item;

typedef struct {
    const batch_job *job;
    const work_list *list;
    size_t           next;      /* item of the list to be opened next            */
    const work_item *work;      /* the file with records being read, or NULL     */
    stream           in;
    uint64_t         record;
    bool             is_too_large; /* the text field of the line being passed over */
    batch_bytes      id, published, url, title; /* of the current record, decoded */
} source;

void source_open(source *s, const batch_job *job, const work_list *list);
void source_close(source *s);

/** The next article or reject; false at the end. */
bool source_next(source *s, source_item *item);

#endif
