/* arena.h - memory that dies at once.
 *
 * One arena per document and one per rule set: everything allocated from it is freed by arena_free(). A failed allocation
 * returns NULL and sets `failed`; all later ones fail too, so that a stage may ask once at its end. Not for several threads. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/types.h"

typedef struct arena_chunk arena_chunk;

typedef struct {
    arena_chunk *chunks;    /* newest first                        */
    char        *at, *end;  /* free part of the newest chunk       */
    size_t       next_size; /* bytes of the next chunk             */
    size_t       total;     /* bytes taken from the system         */
    bool         failed;
} arena;

void arena_init(arena *a);
void arena_free(arena *a);

/** `size` bytes aligned for any object, not cleared. NULL on failure. Size 0 gives a valid pointer. */
void *arena_alloc(arena *a, size_t size);

/** The same for `count` objects of `size` bytes, cleared; checks the multiplication. */
void *arena_zalloc(arena *a, size_t count, size_t size);

/** Grows a block, in its place if it was the last one made, else by copying, from `old_size` to `new_size` bytes. */
void *arena_grow(arena *a, void *old, size_t old_size, size_t new_size);

/** A copy of the bytes, followed by NUL (not counted). On failure an empty string. */
hs_str arena_copy(arena *a, hs_str s);

/** printf into the arena. On failure an empty string. */
hs_str arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A vector in an arena: ARENA_PUSH(a, items, count, cap, value) grows by doubling; does nothing after a failure. */
#define ARENA_PUSH(a, items, count, cap, ...)                                                                     \
    do {                                                                                                          \
        if ((count) == (cap)) {                                                                                   \
            size_t cap_new_ = (cap) ? 2 * (size_t)(cap) : 16;                                                     \
            void *grown_ = arena_grow((a), (items), (size_t)(cap) * sizeof *(items), cap_new_ * sizeof *(items)); \
            if (!grown_) break;                                                                                   \
            (items) = grown_;                                                                                     \
            (cap) = (uint32_t)cap_new_;                                                                           \
        }                                                                                                         \
        (items)[(count)++] = (__VA_ARGS__);                                                                       \
    } while (0)

#endif
