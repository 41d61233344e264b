/* error.h - filling in an hs_error. The status is returned, so that `return error_set(...)` reads well. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/types.h"

/** Fills `error` (may be NULL) with a status and a message of one line; returns the status. Keeps place fields cleared. */
hs_status error_set(hs_error *error, hs_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));

/** The error of a failed allocation. */
hs_status error_memory(hs_error *error);

/** Sets `where`, and `line` and `column` (code points) counted in the file's bytes. */
void error_place(hs_error *error, hs_str file, hs_str bytes, hs_span where);

#endif
