/* layout_file.c - one file of a pack, read, laid out and put back. The only file of this room that writes into a pack. */
#include "curate/layout.h"

#include "base/arena.h"
#include "base/error.h"
#include "curate/file_read.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool ends_in(const char *path, const char *suffix)
{
    size_t n = strlen(path), m = strlen(suffix);
    return n >= m && strcmp(path + n - m, suffix) == 0;
}

static bool write_all(const char *path, hs_str bytes, mode_t mode)
{
    FILE *f = fopen(path, "wb");
    if (!f) return false;
    bool ok = fwrite(bytes.ptr, 1, bytes.len, f) == bytes.len;
    ok = fflush(f) == 0 && ok;
    ok = fsync(fileno(f)) == 0 && ok;
    ok = fchmod(fileno(f), mode) == 0 && ok;
    return fclose(f) == 0 && ok;
}

/* Under a temporary name first, so that the file is there whole at any time. */
static hs_status replace(const char *path, hs_str bytes, arena *memory, hs_error *error)
{
    struct stat was;
    hs_str temporary = arena_printf(memory, "%s.new", path);
    if (!temporary.len) return error_memory(error);
    if (stat(path, &was) == 0 && write_all(temporary.ptr, bytes, was.st_mode & 07777) && rename(temporary.ptr, path) == 0) return HS_OK;
    int reason = errno;
    unlink(temporary.ptr);
    return error_set(error, HS_ERR_IO, "%s can't be written: %s", path, strerror(reason));
}

hs_status layout_file(const char *path, layout_outcome *outcome, hs_error *error)
{
    arena memory;
    buffer out;
    hs_str bytes;
    arena_init(&memory);
    buffer_init(&out);
    *outcome = LAYOUT_SAME;
    hs_status status = file_read(path, &memory, &bytes, error);
    if (!status) {
        bool is_rules = ends_in(path, ".yaml") && !ends_in(path, "/pack.yaml"), is_laid_out = true;
        if (is_rules) is_laid_out = layout_rules(bytes, &out);
        else layout_lines(bytes, &out);
        if (out.failed) status = error_memory(error);
        else if (!is_laid_out) *outcome = LAYOUT_LEFT;
        else if (!str_eq(bytes, buffer_view(&out))) *outcome = LAYOUT_CHANGED;
    }
    if (!status && *outcome == LAYOUT_CHANGED) status = replace(path, buffer_view(&out), &memory, error);
    buffer_free(&out);
    arena_free(&memory);
    return status;
}
