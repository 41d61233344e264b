/* stream.c - one buffer, from which lines are given as slices.
 *
 *   data   |....consumed....|start ... lines ... part of a line|end ... free|cap                                           */
#include "batch/stream.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void stream_open(stream *s, int fd, bool is_owned)
{
    *s = (stream){ .fd = fd, .is_owned = is_owned };
}

void stream_close(stream *s)
{
    free(s->data);
    if (s->is_owned && s->fd >= 0) close(s->fd);
    *s = (stream){ .fd = -1 };
}

void stream_reuse(stream *s, int fd, bool is_owned)
{
    if (s->is_owned && s->fd >= 0) close(s->fd);
    *s = (stream){ .fd = fd, .is_owned = is_owned, .data = s->data, .cap = s->cap };
}

static bool resize(stream *s, size_t cap)
{
    char *data = realloc(s->data, cap);
    if (!data) return false;
    s->data = data;
    s->cap = cap;
    return true;
}

/* Reads once into the free part, which isn't empty. */
static stream_outcome fill(stream *s)
{
    ssize_t n;
    do n = read(s->fd, s->data + s->end, s->cap - s->end);
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        s->failed_errno = errno;
        return STREAM_IO;
    }
    s->at_eof = n == 0;
    s->end += (size_t)n;
    return STREAM_LINE;
}

/* Moves what is left to the front; gives memory back after a long line. */
static bool compact(stream *s)
{
    size_t left = s->end - s->start;
    if (s->start && left) memmove(s->data, s->data + s->start, left);
    s->start = 0;
    s->end = left;
    return s->cap <= STREAM_BLOCK || left > STREAM_BLOCK / 2 || resize(s, STREAM_BLOCK);
}

static stream_outcome first_fill(stream *s)
{
    if (!s->cap && !resize(s, STREAM_BLOCK)) return STREAM_MEMORY;
    stream_outcome outcome = STREAM_LINE;
    while (!s->at_eof && s->end - s->start < 4 && outcome == STREAM_LINE && s->end < s->cap) outcome = fill(s);
    return outcome;
}

static void consume(stream *s, size_t n)
{
    s->start += n;
    s->offset += n;
}

static bool has_bom(const stream *s)
{
    return s->offset == 0 && s->end - s->start >= 3 && memcmp(s->data + s->start, "\xEF\xBB\xBF", 3) == 0;
}

void stream_skip_bom(stream *s)
{
    if (first_fill(s) == STREAM_LINE && has_bom(s)) consume(s, 3);
}

int stream_peek(stream *s)
{
    if (first_fill(s) != STREAM_LINE) return -1;
    for (size_t at = s->start + (has_bom(s) ? 3 : 0);; at++) {
        while (at == s->end)
            if (s->at_eof || s->end == s->cap || fill(s) != STREAM_LINE) return -1;
        if (!memchr(" \t\r\n", s->data[at], 4)) return (unsigned char)s->data[at];
    }
}

/* Drops bytes up to and with the next newline without holding them. */
static stream_outcome pass_over(stream *s)
{
    for (;;) {
        consume(s, s->end - s->start);
        s->start = s->end = 0;
        if (s->cap > STREAM_BLOCK && !resize(s, STREAM_BLOCK)) return STREAM_MEMORY;
        stream_outcome outcome = fill(s);
        if (outcome != STREAM_LINE) return outcome;
        if (s->at_eof) return STREAM_TOO_LONG;
        const char *newline = memchr(s->data, '\n', s->end);
        if (!newline) continue;
        consume(s, (size_t)(newline - s->data) + 1);
        return STREAM_TOO_LONG;
    }
}

static stream_outcome give_line(stream *s, size_t length, size_t consumed, hs_str *line, uint64_t *offset)
{
    *line = (hs_str){ s->data + s->start, length };
    *offset = s->offset;
    s->line++;
    consume(s, consumed);
    return STREAM_LINE;
}

stream_outcome stream_line(stream *s, stream_hopeless is_hopeless, void *user, hs_str *line, uint64_t *offset)
{
    if (!s->cap && !resize(s, STREAM_BLOCK)) return STREAM_MEMORY;
    size_t seen = 0; /* bytes after start without a newline */
    for (;;) {
        size_t left = s->end - s->start;
        const char *newline = left > seen ? memchr(s->data + s->start + seen, '\n', left - seen) : NULL;
        if (newline) {
            size_t length = (size_t)(newline - (s->data + s->start));
            return give_line(s, length, length + 1, line, offset);
        }
        if (s->at_eof) return left ? give_line(s, left, left, line, offset) : STREAM_END;
        seen = left;
        if (s->end == s->cap) {
            if (!compact(s)) return STREAM_MEMORY;
            if (s->end == s->cap) {
                *offset = s->offset;
                bool is_over = s->cap >= STREAM_LONGEST_LINE;
                if (is_over || is_hopeless(user, (hs_str){ s->data, s->end })) {
                    s->line++;
                    return pass_over(s);
                }
                if (!resize(s, 2 * s->cap)) return STREAM_MEMORY;
            }
        }
        stream_outcome outcome = fill(s);
        if (outcome != STREAM_LINE) return outcome;
    }
}

stream_outcome stream_all(stream *s, size_t most, hs_str *bytes)
{
    if (!s->cap && !resize(s, STREAM_BLOCK)) return STREAM_MEMORY;
    while (!s->at_eof && s->end - s->start <= most) {
        if (s->end == s->cap && !resize(s, 2 * s->cap)) return STREAM_MEMORY;
        stream_outcome outcome = fill(s);
        if (outcome != STREAM_LINE) return outcome;
    }
    *bytes = (hs_str){ s->data + s->start, s->end - s->start };
    if (bytes->len > most) return STREAM_TOO_LONG;
    consume(s, bytes->len);
    return STREAM_LINE;
}
