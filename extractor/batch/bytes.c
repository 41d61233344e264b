/* bytes.c - growing by doubling, with a sticky failure. */
#include "batch/bytes.h"

#include "batch/scan.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEEP_BYTES = 1 << 20 };

bool bytes_reserve(batch_bytes *b, size_t more)
{
    if (b->failed) return false;
    if (b->cap - b->len >= more) return true;
    size_t cap = b->cap ? b->cap : 256;
    while (cap - b->len < more && cap <= SIZE_MAX / 2) cap *= 2;
    char *data = cap - b->len >= more ? realloc(b->data, cap) : NULL;
    if (!data) {
        b->failed = true;
        return false;
    }
    b->data = data;
    b->cap = cap;
    return true;
}

void bytes_append(batch_bytes *b, const char *data, size_t len)
{
    if (!bytes_reserve(b, len) || !len) return;
    memcpy(b->data + b->len, data, len);
    b->len += len;
}

void bytes_text(batch_bytes *b, const char *ended_by_nul)
{
    bytes_append(b, ended_by_nul, strlen(ended_by_nul));
}

void bytes_printf(batch_bytes *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n >= 0 && bytes_reserve(b, (size_t)n + 1)) {
        vsnprintf(b->data + b->len, (size_t)n + 1, format, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

void bytes_json(batch_bytes *b, hs_str s)
{
    bytes_text(b, "\"");
    for (size_t at = 0, n; at < s.len; at += n) {
        unsigned char c = (unsigned char)s.ptr[at];
        n = scan_utf8_length(s, at);
        if (!n) {
            bytes_text(b, "\xEF\xBF\xBD");
            n = 1;
        } else if (c == '"' || c == '\\') {
            bytes_printf(b, "\\%c", c);
        } else if (c < 0x20) {
            bytes_printf(b, "\\u%04x", c);
        } else {
            bytes_append(b, s.ptr + at, n);
        }
    }
    bytes_text(b, "\"");
}

void bytes_clear(batch_bytes *b)
{
    if (b->cap > KEEP_BYTES || b->failed) bytes_free(b);
    b->len = 0;
}

void bytes_free(batch_bytes *b)
{
    free(b->data);
    *b = (batch_bytes){ 0 };
}

char *bytes_copy(hs_str s)
{
    char *copy = malloc(s.len + 1);
    if (!copy) return NULL;
    if (s.len) memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return copy;
}
