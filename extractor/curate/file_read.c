/* file_read.c - see file_read.h. */
#include "curate/file_read.h"

#include "base/buffer.h"
#include "base/error.h"

#include <errno.h>
#include <stdio.h>

static hs_status read_stream(FILE *f, const char *path, buffer *out, hs_error *error)
{
    char block[16384];
    size_t n;
    errno = 0;
    while ((n = fread(block, 1, sizeof block, f)) > 0) {
        if (out->len + n > FILE_READ_MOST) return error_set(error, HS_ERR_LIMIT, "%s is larger than 8 MiB", path);
        buffer_bytes(out, block, n);
    }
    if (ferror(f)) return error_set(error, HS_ERR_IO, "%s can't be read: %s", path, strerror(errno));
    return out->failed ? error_memory(error) : HS_OK;
}

hs_status file_read(const char *path, arena *memory, hs_str *out, hs_error *error)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *f = is_stdin ? stdin : fopen(path, "rb");
    if (!f) return error_set(error, HS_ERR_IO, "%s can't be read: %s", path, strerror(errno));
    buffer all;
    buffer_init(&all);
    hs_status status = read_stream(f, path, &all, error);
    if (!status) *out = arena_copy(memory, buffer_view(&all));
    if (!status && memory->failed) status = error_memory(error);
    buffer_free(&all);
    if (!is_stdin) fclose(f);
    return status;
}
