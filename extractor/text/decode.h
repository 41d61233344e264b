/* decode.h - origin bytes become the text and its map. Knows charsets; knows nothing of blocks or metadata. */
#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include "text/charset.h"
#include "text/text.h"

typedef struct {
    uint32_t replaced;       /* units that became U+FFFD                       */
    uint32_t first_replaced; /* where the first one is, in bytes of the origin */
} decode_losses;

/** Fills bytes, origin, map, shift of `out` from `bytes`, which it copies into the arena once.
 * @return HS_OK, HS_ERR_LIMIT (the text would pass 4 GiB) or HS_ERR_MEMORY */
hs_status decode_bytes(text *out, arena *memory, hs_str bytes, charset_guess guess, bool is_json_string, decode_losses *losses,
                       hs_error *error);

/** A copy of a short string (an id, a title) in which what is invalid or forbidden became U+FFFD. */
hs_str decode_label(arena *memory, hs_str bytes);

#endif
