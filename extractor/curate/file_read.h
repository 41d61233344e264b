/* file_read.h - a whole small file in memory. */
#ifndef CURATE_FILE_READ_H
#define CURATE_FILE_READ_H

#include "base/arena.h"

enum { FILE_READ_MOST = 8 * 1024 * 1024 };

/** Reads a file ("-": standard input) into the arena. @return HS_OK, HS_ERR_IO, HS_ERR_LIMIT, HS_ERR_MEMORY */
hs_status file_read(const char *path, arena *memory, hs_str *out, hs_error *error);

#endif
