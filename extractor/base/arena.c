/* arena.c - chunks that double, freed together. Knows nothing of what is stored in them. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct arena_chunk {
    arena_chunk *next;
    size_t       size;
    max_align_t  data[];
};

enum { CHUNK_FIRST = 32 * 1024, CHUNK_MOST = 1024 * 1024 };

void arena_init(arena *a)
{
    *a = (arena){ .next_size = CHUNK_FIRST };
}

void arena_free(arena *a)
{
    for (arena_chunk *c = a->chunks, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    arena_init(a);
}

/* Nothing can be had any more: what is made of several allocations is never made of some of them. */
static void *fail(arena *a)
{
    a->failed = true;
    a->at = a->end = NULL;
    return NULL;
}

static bool add_chunk(arena *a, size_t need)
{
    size_t size = need > a->next_size ? need : a->next_size;
    arena_chunk *c = !a->failed && size < SIZE_MAX - sizeof *c ? malloc(sizeof *c + size) : NULL;
    if (!c) return fail(a) != NULL;
    c->size = size;
    c->next = a->chunks;
    a->chunks = c;
    a->at = (char *)c->data;
    a->end = a->at + size;
    a->total += size;
    if (a->next_size < CHUNK_MOST) a->next_size *= 2;
    return true;
}

void *arena_alloc(arena *a, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX - align) return fail(a);
    size_t rounded = (size + align - 1) & ~(align - 1);
    if (!rounded) rounded = align;
    if ((size_t)(a->end - a->at) < rounded && !add_chunk(a, rounded)) return NULL;
    void *p = a->at;
    a->at += rounded;
    return p;
}

void *arena_zalloc(arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) return fail(a);
    void *p = arena_alloc(a, count * size);
    if (p) memset(p, 0, count * size);
    return p;
}

void *arena_grow(arena *a, void *old, size_t old_size, size_t new_size)
{
    void *p = arena_alloc(a, new_size);
    if (p && old_size) memcpy(p, old, old_size);
    return p;
}

hs_str arena_copy(arena *a, hs_str s)
{
    char *p = s.len < SIZE_MAX ? arena_alloc(a, s.len + 1) : NULL;
    if (!p) return STR("");
    if (s.len) memcpy(p, s.ptr, s.len);
    p[s.len] = '\0';
    return (hs_str){ p, s.len };
}

/* Written where it will stay, if there is room in the chunk. */
hs_str arena_printf(arena *a, const char *format, ...)
{
    va_list args, again;
    char *tried = a->at;
    size_t room = (size_t)(a->end - a->at);
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(tried, room, format, args);
    va_end(args);
    char *p = n >= 0 ? arena_alloc(a, (size_t)n + 1) : NULL;
    if (p && (p != tried || room <= (size_t)n)) vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return p ? (hs_str){ p, (size_t)n } : STR("");
}
