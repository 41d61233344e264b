/* digest.c - SHA-256 by libcrypto, which uses the processor's own instructions. The only file that includes OpenSSL. */
#include "base/digest.h"

#include <openssl/evp.h>

static bool sum(EVP_MD_CTX *context, const hs_str *pieces, size_t count, unsigned char out[32])
{
    unsigned int len = 0;
    if (!EVP_DigestInit_ex(context, EVP_sha256(), NULL)) return false;
    for (size_t i = 0; i < count; i++)
        if (pieces[i].len && !EVP_DigestUpdate(context, pieces[i].ptr, pieces[i].len)) return false;
    return EVP_DigestFinal_ex(context, out, &len) && len == 32;
}

bool digest_pieces(const hs_str *pieces, size_t count, char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[32];
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool done = context && sum(context, pieces, count, bytes);
    EVP_MD_CTX_free(context);
    if (!done) return false;
    for (size_t i = 0; i < 32; i++) {
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
