/* buffer.h - bytes that grow: what writers write into.
 *
 * A failed allocation sets `failed`; later writes do nothing; the writer asks once at its end. Owns its memory. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/types.h"

typedef struct {
    char  *data;
    size_t len, cap; /* equal after a failure, so that nothing fits */
    bool   failed;
} buffer;

void buffer_init(buffer *b);
void buffer_free(buffer *b);
void buffer_clear(buffer *b);

bool buffer_grow(buffer *b, size_t more);
void buffer_grow_slow(buffer *b, const char *bytes, size_t len);
void buffer_printf(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_uint(buffer *b, uint64_t value); /* decimal */

/** Makes room for `more` bytes beyond len; false on failure. */
static inline bool buffer_reserve(buffer *b, size_t more) { return b->cap - b->len >= more || buffer_grow(b, more); }

static inline void buffer_bytes(buffer *b, const char *bytes, size_t len)
{
    if (b->cap - b->len >= len && len) {
        memcpy(b->data + b->len, bytes, len);
        b->len += len;
    } else {
        buffer_grow_slow(b, bytes, len);
    }
}

static inline void buffer_str(buffer *b, hs_str s) { buffer_bytes(b, s.ptr, s.len); }
static inline void buffer_char(buffer *b, char c) { buffer_bytes(b, &c, 1); }
#define buffer_lit(b, literal) buffer_bytes((b), (literal), sizeof(literal) - 1)

static inline hs_str buffer_view(const buffer *b) { return (hs_str){ b->data ? b->data : "", b->len }; }

#endif
