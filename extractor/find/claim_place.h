/* claim_place.h - claims by their place: text order, what tokens they take, whose content is around a token.
 *
 * What looks at pairs of claims asks here, so that an article of thousands of claims costs no more for each of them. */
#ifndef FIND_CLAIM_PLACE_H
#define FIND_CLAIM_PLACE_H

#include "layer/layer.h"

/** From the first to the last token of source, cue and content. */
token_range claim_hull(const claim *c);

/** The claims in text order: what begins first, then what ends last, then the earlier cue. Those given, if they are so already. */
claim *claims_sorted(arena *memory, claim *items, uint32_t count);

/** For each token 1 if a source, cue or content has it, else 0. NULL when memory fails. */
uint8_t *claims_taken(arena *memory, const claim *items, uint32_t count, uint32_t token_count);
void take_pieces(uint8_t *taken, const pieces *p);
bool is_taken(const uint8_t *taken, token_range r);

/* Contents of attributions, piece by piece in text order. Each piece knows the nearest one before it that still goes on where
 * it begins; along these links lie all pieces around a token.
 *
 *   a  ├────────────────────────┤
 *   b      ├─────┤                    around b: a
 *   c               ├───┤             around c: a
 *   d                 ├──────────┤    around d: c, then a                                                                     */
typedef struct { token_range range; uint32_t claim, around; } content_piece;
typedef struct { content_piece *items; uint32_t count; } contents;

#define PIECE_NONE UINT32_MAX

bool contents_open(contents *c, arena *memory, const claim *items, uint32_t count);

/** The next piece outwards that covers the token, after `from`; begin with contents_begun(). PIECE_NONE: no more. */
uint32_t contents_begun(const contents *c, uint32_t token_index);
static inline uint32_t contents_covering(const contents *c, uint32_t from, uint32_t token_index)
{
    while (from != PIECE_NONE && c->items[from].range.last <= token_index) from = c->items[from].around;
    return from;
}

#endif
