/* batch.h - many articles: what the command asks of this room.
 *
 *   inputs ─► work list ─► source ─► [ N workers: extract, write into memory ] ─► in order ─► stdout, a file, or a folder
 *             (paths, ids)  (one article                                            │
 *                            at a time)                                             └─► rejects, warnings, progress
 *
 * One call does a whole run. The output's bytes are the same for any number of threads. A bad input is told and left out, and
 * the run goes on; an output that can't be written ends it at once. Memory is bounded by a window of articles, whatever the
 * size of the input. Uses the library's public header only. */
#ifndef BATCH_BATCH_H
#define BATCH_BATCH_H

#include "batch/bytes.h"

typedef enum { BATCH_INPUT_AUTO, BATCH_INPUT_TEXT, BATCH_INPUT_JSONL } batch_input;

/* Names of the fields of a JSON record; NULL: text, id, published, url, title. */
typedef struct { const char *text, *id, *published, *url, *title; } batch_fields;

/* What became of one article. `warnings` holds a line for each. */
typedef struct {
    batch_bytes output, warnings;
    uint64_t    claims[4]; /* by hs_kind */
} batch_result;

/** The work on one article; runs on any thread. Tests put their own here. A status other than HS_OK rejects the article. */
typedef hs_status (*batch_process)(void *user, const hs_article *article, batch_result *result, hs_error *error);

typedef struct {
    const char *uri;       /* file or folder, "-" for stdin                                          */
    hs_str      id;        /* empty if it isn't known                                                */
    uint64_t    record;    /* 0: the file as a whole                                                 */
    uint64_t    line;      /* 0: none                                                                */
    uint32_t    column;    /* code points; 0: none                                                   */
    hs_status   status;
    const char *reason;    /* one line: what was found, what was expected, what to do                */
} batch_reject;

typedef struct {
    uint64_t articles, rejected, warnings;
    uint64_t claims[4];    /* by hs_kind                                                             */
    uint64_t bytes_in;     /* of the origins of articles that were extracted                         */
    uint64_t bytes_out;
    uint64_t skipped;      /* files of other kinds passed over in folders                            */
} batch_summary;

/* Callbacks come from the calling thread, in the order of the input. All they are given is borrowed. Any may be NULL. */
typedef struct {
    void (*on_reject)(void *user, const batch_reject *reject);
    void (*on_warning)(void *user, const char *uri, hs_str id, uint64_t record, hs_str warning);
    void (*on_progress)(void *user, const batch_summary *so_far); /* at most five times a second */
    void *user;
} batch_callbacks;

typedef struct {
    const hs_rules    *rules;
    const hs_options  *options;      /* of hs_extract(); NULL: defaults. max_article also bounds what is read      */
    const char *const *paths;        /* files, folders, "-" for stdin                                              */
    size_t             path_count;
    const char        *manifest;     /* CSV with a header, or JSON Lines; NULL: none. Without paths it is the work
                                        list; with paths it only adds id, date, url, title to the files it names   */
    batch_input        input;
    batch_fields       fields;
    const char        *published;    /* for articles that have no date of their own; NULL: none                    */
    hs_format          format;
    uint32_t           write_flags;
    const char        *out_file;     /* one stream into this file; NULL: stdout                                    */
    const char        *out_dir;      /* a file per article, and rejects.jsonl; excludes out_file                   */
    uint32_t           threads;      /* 0: as many as there are cores                                              */
    batch_callbacks    callbacks;
    batch_process      process;      /* NULL: hs_extract() and hs_document_write()                                 */
    void              *process_user;
} batch_job;

/** Runs the job.
 *
 * @param summary  filled in any case
 * @param error    filled on failure; may be NULL
 * @return HS_OK (look at summary->rejected), HS_ERR_IO when the output can't be written, HS_ERR_INPUT when the manifest can't
 *         be read, HS_ERR_USAGE, HS_ERR_MEMORY. After a failure no output file is left half written; what went to stdout went.
 * The caller ignores SIGPIPE if it wants a closed pipe as HS_ERR_IO. */
hs_status batch_run(const batch_job *job, batch_summary *summary, hs_error *error);

/** Fills an error (may be NULL); returns the status. */
hs_status batch_fail(hs_error *error, hs_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
