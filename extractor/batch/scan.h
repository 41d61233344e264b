/* scan.h - finds a few fields in one line of JSON without building anything.
 *
 *   {"id": "a1", "text": "He said \"no\"."}      text: the raw bytes He said \"no\"., escapes included
 *
 * So the origin of an article is the field as it stands in the file. Strict (RFC 8259), but for two things that archives
 * really contain and that lose nothing: invalid UTF-8 and lone surrogates inside strings become U+FFFD later on.
 * Knows JSON; knows nothing of files or articles. */
#ifndef BATCH_SCAN_H
#define BATCH_SCAN_H

#include "batch/bytes.h"

typedef enum { SCAN_MISSING, SCAN_STRING, SCAN_NUMBER, SCAN_NULL, SCAN_BOOLEAN, SCAN_OBJECT, SCAN_ARRAY } scan_type;

typedef struct {
    const char *name;        /* wanted name; set by the caller                                                 */
    scan_type   type;
    size_t      start, end;  /* bytes of the line; of a string those between its quotation marks               */
} scan_field;

typedef enum {
    SCAN_DONE,
    SCAN_BAD,                /* not JSON, not an object, or a wanted field twice                               */
    SCAN_UNFINISHED          /* correct so far, but the line ends too early; a string field that was begun has its
                                type and start, and its end is the end of the line                             */
} scan_outcome;

typedef struct {
    const char *message;     /* "expected a comma or }"                                                        */
    size_t      at;          /* byte of the line                                                               */
} scan_problem;

scan_outcome scan_record(hs_str line, scan_field *fields, size_t count, scan_problem *problem);

/** Appends the decoded inside of a JSON string. */
void scan_decode(hs_str raw, batch_bytes *out);

/** "a string", "an object" ... */
const char *scan_type_name(scan_type type);

/** 1-based column in code points of a byte of the line. */
uint32_t scan_column(hs_str line, size_t at);

/** Length of the valid UTF-8 sequence at `at`, or 0. */
size_t scan_utf8_length(hs_str s, size_t at);

#endif
