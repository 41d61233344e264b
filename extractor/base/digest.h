/* digest.h - SHA-256, for what reaches the output: origins and packs. (hash.h is for tables in memory.) */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/types.h"

/** SHA-256 of the pieces one after another, as 64 lower-case hex digits and a NUL. False when memory fails. */
bool digest_pieces(const hs_str *pieces, size_t count, char hex[65]);

/** SHA-256 of the bytes, as 64 lower-case hex digits and a NUL. False when memory fails. */
bool digest_bytes(hs_str bytes, char hex[65]);

#endif
