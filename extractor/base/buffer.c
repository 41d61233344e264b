/* buffer.c - bytes that grow by doubling, with a sticky failure. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buffer_init(buffer *b)
{
    *b = (buffer){ 0 };
}

void buffer_free(buffer *b)
{
    free(b->data);
    buffer_init(b);
}

void buffer_clear(buffer *b)
{
    b->len = 0;
}

static bool fail(buffer *b)
{
    b->failed = true;
    b->cap = b->len;
    return false;
}

bool buffer_grow(buffer *b, size_t more)
{
    if (b->failed) return false;
    size_t cap = b->cap ? b->cap : 256;
    while (cap - b->len < more) {
        if (cap > SIZE_MAX / 2) return fail(b);
        cap *= 2;
    }
    char *data = realloc(b->data, cap);
    if (!data) return fail(b);
    b->data = data;
    b->cap = cap;
    return true;
}

void buffer_grow_slow(buffer *b, const char *bytes, size_t len)
{
    if (!buffer_reserve(b, len)) return;
    if (len) memcpy(b->data + b->len, bytes, len);
    b->len += len;
}

void buffer_printf(buffer *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n >= 0 && buffer_reserve(b, (size_t)n + 1)) {
        vsnprintf(b->data + b->len, (size_t)n + 1, format, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

void buffer_uint(buffer *b, uint64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    buffer_bytes(b, digits + at, sizeof digits - at);
}
