/* types.h - the few value types that every room shares.
 *
 * hs_str, hs_span, hs_status and hs_error are those of the public header; a token_range is the same idea counted in tokens.
 * Knows nothing of articles or rules. */
#ifndef BASE_TYPES_H
#define BASE_TYPES_H

#include "hearsay.h"

#include <assert.h>
#include <string.h>

typedef struct { uint32_t first, last; } token_range; /* tokens [first,last) */

#define STR(literal) ((hs_str){ (literal), sizeof(literal) - 1 })

static inline hs_str str_of(hs_str text, hs_span s)
{
    assert(s.start <= s.end && s.end <= text.len);
    return (hs_str){ text.ptr + s.start, s.end - s.start };
}

static inline bool str_eq(hs_str a, hs_str b)
{
    return a.len == b.len && (a.len == 0 || (a.ptr[0] == b.ptr[0] && memcmp(a.ptr, b.ptr, a.len) == 0)); /* most differ at once */
}

static inline bool str_is(hs_str a, const char *z)
{
    size_t n = strlen(z);
    return a.len == n && memcmp(a.ptr, z, n) == 0;
}

static inline bool str_starts(hs_str a, hs_str prefix)
{
    return a.len >= prefix.len && memcmp(a.ptr, prefix.ptr, prefix.len) == 0;
}

/* Bytewise order, shorter first among equals: the tie-break of every sort of names. */
static inline int str_cmp(hs_str a, hs_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
    return c ? c : (a.len > b.len) - (a.len < b.len);
}

#endif
