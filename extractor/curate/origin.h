/* origin.h - finding an article's origin again and holding a span of the text against its bytes.
 *
 * For checking results only: it trusts nothing that a result says and reads no more than the one file named. */
#ifndef CURATE_ORIGIN_H
#define CURATE_ORIGIN_H

#include "base/arena.h"
#include "text/charset.h"

typedef enum {
    ORIGIN_UNKNOWN,    /* the result names none (a stream), or none was asked for           */
    ORIGIN_MISSING,    /* there is no such file                                             */
    ORIGIN_COMPRESSED, /* offsets count in what is inside, which is not unpacked here       */
    ORIGIN_CHANGED,    /* the file is shorter, longer, or has another SHA-256               */
    ORIGIN_READ
} origin_state;

/* What a result says of an origin. */
typedef struct {
    hs_str   uri, sha256, media, charset;
    uint64_t bytes, record, offset;
} origin_claim;

typedef struct {
    origin_state state;
    char        *bytes;
    size_t       len;
    charset      set;
    bool         is_json;
} origin;

/** Reads the bytes that the result says the text was made of, below `root` (NULL: the current folder).
 * @return HS_OK whatever was found (see state), or HS_ERR_MEMORY. Free with origin_free() in any case. */
hs_status origin_read(origin *o, const char *root, const origin_claim *said);
void origin_free(origin *o);

/** Do these bytes of the origin, decoded, give exactly these words? False also when memory fails. */
bool origin_says(const origin *o, hs_span where, hs_str words);

#endif
