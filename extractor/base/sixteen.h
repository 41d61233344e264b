/* sixteen.h - sixteen bytes looked at together, on machines that can (SSE2, which every x86-64 has).
 *
 *     sixteen_bits(bytes == '"')      bit i is set if byte i is a quotation mark
 *
 * Whoever uses it has a way for eight bytes at a time beside it. Bytes compare as signed numbers, but for
 * sixteen_below(). */
#ifndef BASE_SIXTEEN_H
#define BASE_SIXTEEN_H

#include "base/types.h"

#if defined(__SSE2__) && defined(__GNUC__)
#define SIXTEEN_BYTES 1

typedef signed char sixteen __attribute__((vector_size(16)));
typedef unsigned char sixteen_unsigned __attribute__((vector_size(16)));
typedef char sixteen_plain __attribute__((vector_size(16)));

static inline sixteen sixteen_load(const char *p)
{
    sixteen bytes;
    memcpy(&bytes, p, sizeof bytes);
    return bytes;
}

/* One bit for each byte of a comparison's result. */
static inline unsigned sixteen_bits(sixteen is) { return (unsigned)__builtin_ia32_pmovmskb128((sixteen_plain)is); }

static inline sixteen sixteen_below(sixteen bytes, unsigned char n) { return (sixteen)((sixteen_unsigned)bytes < n); }

/* Sums that wrap around. */
static inline sixteen sixteen_plus(sixteen bytes, unsigned char n)
{
    return (sixteen)((sixteen_unsigned)bytes + n);
}
#endif

#endif
