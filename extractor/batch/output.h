/* output.h - where results go: stdout, one file, or a folder with a file per article.
 *
 * A file appears whole or not at all: it is written under a temporary name beside its place, synced, and renamed. What isn't
 * a regular file (/dev/null, a pipe) is written directly. Knows bytes and ids; knows nothing of articles or formats. */
#ifndef BATCH_OUTPUT_H
#define BATCH_OUTPUT_H

#include "batch/bytes.h"

typedef struct {
    int         fd;            /* of the stream; -1: a folder                                        */
    const char *dir, *file;    /* one of them, or none for stdout                                    */
    const char *suffix;        /* of files in the folder                                             */
    batch_bytes pending;       /* of the stream, not yet written                                     */
    batch_bytes path, temp;    /* of the file being written                                          */
    batch_bytes rejects;       /* lines for rejects.jsonl, not yet written                           */
    batch_bytes rejects_temp;
    int         rejects_fd;    /* -1: there were none yet                                            */
    bool        is_renamed;    /* the stream goes to `temp` and is renamed at the end                */
    uint64_t    written;
} output;

hs_status output_open(output *o, const char *file, const char *dir, const char *suffix, hs_error *error);

/** Appends to the stream. Not for folders. */
hs_status output_stream(output *o, hs_str bytes, hs_error *error);

/** Writes one article's file; `name` is relative to the folder, from path_file_name(). */
hs_status output_file(output *o, hs_str name, hs_str bytes, hs_error *error);

/** Appends one line to the folder's rejects.jsonl; does nothing for streams. */
hs_status output_reject(output *o, hs_str line, hs_error *error);

/** Finishes: with is_complete everything gets its name, else what has none yet is removed. */
hs_status output_close(output *o, bool is_complete, hs_error *error);

#endif
