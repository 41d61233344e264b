/* origin.c - see origin.h. A regular file, opened read-only; its size is compared before anything is allocated. */
#include "curate/origin.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "text/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool ends_with(hs_str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.len >= n && memcmp(s.ptr + s.len - n, suffix, n) == 0;
}

/* root/uri, ended by NUL. */
static void build_path(buffer *path, const char *root, hs_str uri)
{
    if (root && *root && uri.ptr[0] != '/') {
        buffer_bytes(path, root, strlen(root));
        buffer_char(path, '/');
    }
    buffer_str(path, uri);
    buffer_char(path, '\0');
}

static bool read_at(int file, char *bytes, size_t len, uint64_t offset)
{
    size_t done = 0;
    while (done < len) {
        ssize_t n = pread(file, bytes + done, len - done, (off_t)(offset + done));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        done += (size_t)n;
    }
    return true;
}

/* The size that the result states must fit into the file, and be all of it where the article is the file. */
static bool size_fits(int file, const origin_claim *said)
{
    struct stat st;
    if (fstat(file, &st) || !S_ISREG(st.st_mode) || st.st_size < 0) return false;
    uint64_t size = (uint64_t)st.st_size;
    if (said->bytes > UINT32_MAX) return false;
    return said->record ? said->offset <= size && said->bytes <= size - said->offset : said->bytes == size;
}

static hs_status read_bytes(origin *o, int file, const origin_claim *said)
{
    char sha256[65];
    o->state = ORIGIN_CHANGED;
    if (!size_fits(file, said)) return HS_OK;
    o->len = (size_t)said->bytes;
    o->bytes = malloc(o->len + 1);
    if (!o->bytes) return HS_ERR_MEMORY;
    if (!read_at(file, o->bytes, o->len, said->record ? said->offset : 0)) return HS_OK;
    if (!digest_bytes((hs_str){ o->bytes, o->len }, sha256)) return HS_ERR_MEMORY;
    if (str_is(said->sha256, sha256)) o->state = ORIGIN_READ;
    return HS_OK;
}

hs_status origin_read(origin *o, const char *root, const origin_claim *said)
{
    *o = (origin){ .set = charset_from(said->charset), .is_json = str_is(said->media, "application/x-ndjson") };
    if (!said->uri.len || str_is(said->uri, "-") || memchr(said->uri.ptr, 0, said->uri.len)) return HS_OK;
    if (ends_with(said->uri, ".gz") || ends_with(said->uri, ".zst")) {
        o->state = ORIGIN_COMPRESSED;
        return HS_OK;
    }
    buffer path;
    buffer_init(&path);
    build_path(&path, root, said->uri);
    /* O_NONBLOCK: a pipe with nobody behind it must not hold us up */
    int file = path.failed ? -1 : open(path.data, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    hs_status status = path.failed ? HS_ERR_MEMORY : HS_OK;
    buffer_free(&path);
    o->state = ORIGIN_MISSING;
    if (file < 0) return status;
    status = read_bytes(o, file, said);
    close(file);
    return status;
}

void origin_free(origin *o)
{
    free(o->bytes);
    *o = (origin){ 0 };
}

static bool decodes_to(const origin *o, hs_str bytes, hs_str words)
{
    arena memory; /* of this span alone: a result may have any number of long ones */
    text decoded = { 0 };
    decode_losses losses;
    charset_guess guess = { .set = o->set };
    arena_init(&memory);
    bool same = decode_bytes(&decoded, &memory, bytes, guess, o->is_json, &losses, NULL) == HS_OK && str_eq(decoded.bytes, words);
    arena_free(&memory);
    return same;
}

bool origin_says(const origin *o, hs_span where, hs_str words)
{
    if (where.start > where.end || where.end > o->len) return false;
    hs_str bytes = { o->bytes + where.start, where.end - where.start };
    if (o->set == CHARSET_UTF8 && !o->is_json && str_eq(bytes, words)) return true;
    if (o->set == CHARSET_UNKNOWN || !bytes.len) return str_eq(bytes, words);
    return decodes_to(o, bytes, words);
}
