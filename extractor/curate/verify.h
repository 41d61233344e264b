/* verify.h - does a result say the truth about its text and its origin?
 *
 * Reads the XML that hearsay wrote, of any size, one document at a time, and holds each span against the text of its
 * document, in every unit, and against the origin where that is found. Never loads a DTD, an entity or anything from
 * outside but the origins. The only file (with its tests) that includes libxml2 for results. */
#ifndef CURATE_VERIFY_H
#define CURATE_VERIFY_H

#include "base/types.h"

/* One thing that is not as it says. All slices are borrowed for the call. */
typedef struct {
    hs_str      document;  /* its id                                                   */
    hs_str      element;   /* "c3", "t1" or "" for the document as a whole             */
    uint64_t    line;      /* of the XML, from 1                                       */
    const char *what;      /* one line, no final period                                */
} verify_problem;

typedef void (*verify_problem_fn)(void *user, const verify_problem *problem);

typedef struct {
    const char       *root;          /* origins lie below it; NULL: the current folder */
    bool              skip_origins;  /* check against the text alone                   */
    verify_problem_fn on_problem;    /* may be NULL: only count                        */
    void             *user;
} verify_options;

typedef struct {
    uint64_t documents, spans, problems;
    uint64_t origins;          /* documents whose origin was read and is unchanged     */
    uint64_t origins_missing;  /* not found, compressed, or never a file: no problem   */
    uint64_t origin_spans;     /* spans that were held against the origin              */
} verify_counts;

/** Checks a file ("-": standard input). Problems are not errors: ask `counts`.
 * @return HS_OK; HS_ERR_IO (can't be read); HS_ERR_INPUT (no well-formed XML, not a result, has a DOCTYPE); HS_ERR_MEMORY */
hs_status verify_xml(const char *path, const verify_options *options, verify_counts *counts, hs_error *error);

/** The same for bytes in memory. */
hs_status verify_xml_bytes(hs_str bytes, const verify_options *options, verify_counts *counts, hs_error *error);

#endif
