/* digest.c - SHA-256 by libcrypto, which uses the processor's own instructions. The only file that includes OpenSSL. */
#include "base/digest.h"

/* The functions of one algorithm, not EVP, which looks for its algorithm anew for each of many short digests. */
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/sha.h>

static bool sum(const hs_str *pieces, size_t count, unsigned char out[SHA256_DIGEST_LENGTH])
{
    SHA256_CTX context;
    if (!SHA256_Init(&context)) return false;
    for (size_t i = 0; i < count; i++)
        if (pieces[i].len && !SHA256_Update(&context, pieces[i].ptr, pieces[i].len)) return false;
    return SHA256_Final(out, &context);
}

bool digest_pieces(const hs_str *pieces, size_t count, char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[SHA256_DIGEST_LENGTH];
    if (!sum(pieces, count, bytes)) return false;
    for (size_t i = 0; i < sizeof bytes; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[64] = '\0';
    return true;
}

bool digest_bytes(hs_str bytes, char hex[65])
{
    return digest_pieces(&bytes, 1, hex);
}
