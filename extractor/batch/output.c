/* output.c - writing that is seen to have happened: every write, sync, close and rename is checked.
 *
 * Temporary names hold a % that is followed by no hex digit, so no article's file can have one of them. */
#include "batch/output.h"

#include "batch/batch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is small is gathered; what is large goes out by itself, uncopied. */
enum { STREAM_PENDING = 64 * 1024, STREAM_LARGE = 16 * 1024, REJECTS_PENDING = 16 * 1024 };

static hs_status fail_at(hs_error *error, const char *what, const char *path)
{
    return batch_fail(error, HS_ERR_IO, "%s can't be %s: %s", path, what, strerror(errno));
}

static hs_status memory(hs_error *error) { return batch_fail(error, HS_ERR_MEMORY, "out of memory"); }

/* A path ended by NUL in a reused buffer. */
static const char *set_path(batch_bytes *b, const char *first, const char *second)
{
    bytes_clear(b);
    bytes_printf(b, "%s%s", first, second);
    bytes_append(b, "", 1);
    return b->failed ? NULL : b->data;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

static bool sync_and_close(int fd)
{
    bool is_synced = !fsync(fd) || errno == EINVAL || errno == EROFS; /* what can't be synced needs none */
    return !close(fd) && is_synced;
}

/* ---- the stream --------------------------------------------------------------------------------------------------------------- */

static const char *stream_name(const output *o) { return o->file ? o->file : "standard output"; }

static hs_status flush(output *o, hs_error *error)
{
    if (o->pending.failed) return memory(error);
    if (!write_all(o->fd, o->pending.data, o->pending.len)) return fail_at(error, "written", stream_name(o));
    bytes_clear(&o->pending);
    return HS_OK;
}

hs_status output_stream(output *o, hs_str bytes, hs_error *error)
{
    o->written += bytes.len;
    if (bytes.len < STREAM_LARGE) {
        bytes_append(&o->pending, bytes.ptr, bytes.len);
        return o->pending.len >= STREAM_PENDING || o->pending.failed ? flush(o, error) : HS_OK;
    }
    hs_status status = o->pending.len || o->pending.failed ? flush(o, error) : HS_OK;
    if (status) return status;
    return write_all(o->fd, bytes.ptr, bytes.len) ? HS_OK : fail_at(error, "written", stream_name(o));
}

static hs_status open_stream_file(output *o, hs_error *error)
{
    struct stat info;
    bool is_special = !stat(o->file, &info) && !S_ISREG(info.st_mode);
    char mark[32];
    o->is_renamed = !is_special;
    if (is_special) {
        o->fd = open(o->file, O_WRONLY | O_CLOEXEC);
        return o->fd < 0 ? fail_at(error, "opened", o->file) : HS_OK;
    }
    snprintf(mark, sizeof mark, ".%%tmp%ld", (long)getpid());
    const char *temp = set_path(&o->temp, o->file, mark);
    if (!temp) return memory(error);
    o->fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return o->fd < 0 ? fail_at(error, "created", temp) : HS_OK;
}

static hs_status close_stream(output *o, bool is_complete, hs_error *error)
{
    hs_status status = is_complete ? flush(o, error) : HS_OK;
    if (!o->file) return status;
    int fd = o->fd;
    o->fd = -1;
    bool is_closed = o->is_renamed && is_complete && !status ? sync_and_close(fd) : !close(fd);
    if (!status && is_complete && !is_closed) status = fail_at(error, "written", o->file);
    if (!o->is_renamed) return status;
    if (!status && is_complete && rename(o->temp.data, o->file)) status = fail_at(error, "created", o->file);
    if (status || !is_complete) unlink(o->temp.data);
    return status;
}

/* ---- the folder --------------------------------------------------------------------------------------------------------------- */

/* Makes the folders above the file in `path`, from byte `from` on. */
static bool make_parents(char *path, size_t from)
{
    for (char *slash = strchr(path + from, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool is_made = !mkdir(path, 0777) || errno == EEXIST;
        *slash = '/';
        if (!is_made) return false;
    }
    return true;
}

static hs_status open_dir(output *o, hs_error *error)
{
    const char *path = set_path(&o->path, o->dir, "/");
    if (!path) return memory(error);
    if (!make_parents(o->path.data, 1)) return fail_at(error, "created", o->dir);
    struct stat info;
    if (stat(o->dir, &info)) return fail_at(error, "created", o->dir);
    if (!S_ISDIR(info.st_mode)) return batch_fail(error, HS_ERR_IO, "%s is there already and is no folder", o->dir);
    return HS_OK;
}

static int open_temp(output *o, batch_bytes *path, const char *kind)
{
    char name[48];
    snprintf(name, sizeof name, "/.%%%s%ld", kind, (long)getpid());
    const char *temp = set_path(path, o->dir, name);
    if (!temp) {
        errno = ENOMEM;
        return -1;
    }
    return open(temp, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

/* The temporary file is in the folder itself, so that rename() stays inside one file system. */
static hs_status write_file(output *o, hs_str bytes, hs_error *error)
{
    int fd = open_temp(o, &o->temp, "tmp");
    if (fd < 0) return fail_at(error, "created", o->path.data);
    bool is_written = write_all(fd, bytes.ptr, bytes.len);
    if (!is_written) {
        int reason = errno;
        close(fd);
        errno = reason;
    }
    if (is_written && sync_and_close(fd) && !rename(o->temp.data, o->path.data)) return HS_OK;
    hs_status status = fail_at(error, "written", o->path.data);
    unlink(o->temp.data);
    return status;
}

hs_status output_file(output *o, hs_str name, hs_str bytes, hs_error *error)
{
    bytes_clear(&o->path);
    bytes_printf(&o->path, "%s/", o->dir);
    bytes_append(&o->path, name.ptr, name.len);
    bytes_append(&o->path, "", 1);
    if (o->path.failed) return memory(error);
    if (!make_parents(o->path.data, strlen(o->dir) + 1)) return fail_at(error, "created", o->path.data);
    o->written += bytes.len;
    return write_file(o, bytes, error);
}

/* ---- rejects ------------------------------------------------------------------------------------------------------------------ */

static hs_status flush_rejects(output *o, hs_error *error)
{
    if (o->rejects.failed) return memory(error);
    if (!o->rejects.len) return HS_OK;
    if (o->rejects_fd < 0 && (o->rejects_fd = open_temp(o, &o->rejects_temp, "rejects")) < 0) return fail_at(error, "created", "rejects.jsonl");
    if (!write_all(o->rejects_fd, o->rejects.data, o->rejects.len)) return fail_at(error, "written", "rejects.jsonl");
    bytes_clear(&o->rejects);
    return HS_OK;
}

hs_status output_reject(output *o, hs_str line, hs_error *error)
{
    if (!o->dir) return HS_OK;
    bytes_append(&o->rejects, line.ptr, line.len);
    return o->rejects.len >= REJECTS_PENDING || o->rejects.failed ? flush_rejects(o, error) : HS_OK;
}

/* Also after a failure the rejects are kept: they were true. Without rejects an older run's list goes away. */
static hs_status close_dir(output *o, bool is_complete, hs_error *error)
{
    hs_status status = flush_rejects(o, error);
    const char *path = set_path(&o->path, o->dir, "/rejects.jsonl");
    if (!path) return memory(error);
    if (o->rejects_fd < 0) {
        if (is_complete && unlink(path) && errno != ENOENT) return fail_at(error, "removed", path);
        return status;
    }
    if (!sync_and_close(o->rejects_fd) || rename(o->rejects_temp.data, path)) status = status ? status : fail_at(error, "written", path);
    if (status) unlink(o->rejects_temp.data);
    o->rejects_fd = -1;
    return status;
}

/* ---- opening and closing ------------------------------------------------------------------------------------------------------ */

hs_status output_open(output *o, const char *file, const char *dir, const char *suffix, hs_error *error)
{
    *o = (output){ .fd = -1, .file = file, .dir = dir, .suffix = suffix, .rejects_fd = -1 };
    if (file && dir) return batch_fail(error, HS_ERR_USAGE, "the output is a file or a folder, not both");
    if (dir) return open_dir(o, error);
    if (file) return open_stream_file(o, error);
    o->fd = STDOUT_FILENO;
    return HS_OK;
}

hs_status output_close(output *o, bool is_complete, hs_error *error)
{
    hs_status status = HS_OK;
    if (o->dir) status = close_dir(o, is_complete, error);
    else if (o->fd >= 0) status = close_stream(o, is_complete, error);
    bytes_free(&o->pending);
    bytes_free(&o->path);
    bytes_free(&o->temp);
    bytes_free(&o->rejects);
    bytes_free(&o->rejects_temp);
    return status;
}
