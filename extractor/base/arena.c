/* arena.c - chunks that double, freed together. Knows nothing of what is stored in them. */
#define _DEFAULT_SOURCE /* madvise() */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct arena_chunk {
    arena_chunk *next;
    size_t       size;
    max_align_t  data[];
};

enum { CHUNK_FIRST = 32 * 1024, CHUNK_MOST = 2 * 1024 * 1024 }; /* the most is a huge page */

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

/* The first touch of a page costs microseconds: thousands of small ones took a third of the time in which a pack is read. So large
 * chunks are whole huge pages, where the system has them. */
static arena_chunk *new_chunk(size_t bytes)
{
    if (bytes < CHUNK_MOST) return malloc(bytes);
    void *c = aligned_alloc(CHUNK_MOST, bytes);
#ifdef MADV_HUGEPAGE
    if (c) madvise(c, bytes, MADV_HUGEPAGE); /* advice: without it all is as well, only slower */
#endif
    return c;
}

static bool add_chunk(arena *a, size_t need)
{
    if (a->failed || need > SIZE_MAX - sizeof(arena_chunk) - CHUNK_MOST) return fail(a) != NULL;
    size_t bytes = need + sizeof(arena_chunk);
    if (bytes < a->next_size) bytes = a->next_size;
    if (bytes > CHUNK_MOST) bytes = (bytes + CHUNK_MOST - 1) / CHUNK_MOST * CHUNK_MOST;
    arena_chunk *c = new_chunk(bytes);
    if (!c) return fail(a) != NULL;
    size_t size = bytes - sizeof *c;
    c->size = size;
    c->next = a->chunks;
    a->chunks = c;
    a->at = (char *)c->data;
    a->end = a->at + size;
    a->total += size;
    if (a->next_size < CHUNK_MOST) a->next_size *= 2;
    return true;
}

static size_t aligned(size_t size)
{
    const size_t align = _Alignof(max_align_t);
    return size ? (size + align - 1) & ~(align - 1) : align;
}

void *arena_alloc(arena *a, size_t size)
{
    if (size > SIZE_MAX - _Alignof(max_align_t)) return fail(a);
    size_t rounded = aligned(size);
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
    bool is_last = old && (char *)old + aligned(old_size) == a->at;
    if (is_last && new_size <= (size_t)(a->end - (char *)old) && aligned(new_size) <= (size_t)(a->end - (char *)old)) {
        a->at = (char *)old + aligned(new_size);
        return old;
    }
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
