/* bytes.h - bytes that grow, for a room that sees only the public header.
 *
 * A failed allocation sets `failed`; later writes do nothing; whoever wrote asks once at the end. Owns its memory. */
#ifndef BATCH_BYTES_H
#define BATCH_BYTES_H

#include "hearsay.h"

typedef struct {
    char  *data;
    size_t len, cap;
    bool   failed;
} batch_bytes;

/** Room for `more` bytes after len; false on failure. */
bool bytes_reserve(batch_bytes *b, size_t more);
void bytes_append(batch_bytes *b, const char *data, size_t len);
void bytes_text(batch_bytes *b, const char *ended_by_nul);
void bytes_printf(batch_bytes *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Appends a JSON string with its quotation marks. Bytes that are no UTF-8 become U+FFFD. */
void bytes_json(batch_bytes *b, hs_str s);

/** Empties it; keeps the memory unless it is large. */
void bytes_clear(batch_bytes *b);
void bytes_free(batch_bytes *b);

static inline hs_str bytes_view(const batch_bytes *b) { return (hs_str){ b->data ? b->data : "", b->len }; }

/** A malloc'd copy ended by NUL, or NULL. */
char *bytes_copy(hs_str s);

#endif
