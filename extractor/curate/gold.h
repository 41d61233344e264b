/* gold.h - articles whose attributions somebody marked by hand: JSON Lines in the documents format, of which only
 *
 *   {"id": NAME, "published": "2015-11-11", "attributions": [{"id", "source": [[s,e]], "cue", "content", "nested", "nested_in", "kind"}]}
 *
 * is read. Offsets count code points of the text, which stands in the key `text`, or else in NAME.txt below `articles/` beside the
 * gold file (or in the folder given). Knows nothing of rules. */
#ifndef CURATE_GOLD_H
#define CURATE_GOLD_H

#include "base/arena.h"

typedef struct { hs_span *items; uint32_t count; } gold_spans;   /* code points, sorted */

typedef struct {
    gold_spans source, cue, content;
} gold_attribution;

typedef struct {
    hs_str            id, published, text;
    bool              is_held;
    gold_attribution *items;      /* without statements and what is nested */
    uint32_t          count;
} gold_article;

typedef struct {
    arena         memory;
    gold_article *articles;
    uint32_t      count, cap;
} gold;

/** Reads the file. `texts` NULL: beside it.
 * @return HS_OK, HS_ERR_IO, HS_ERR_INPUT (the message has file and line), HS_ERR_MEMORY. Free with gold_free() in any case. */
hs_status gold_read(gold *out, const char *path, const char *texts, hs_error *error);
void gold_free(gold *g);

/** The article of this id, or NULL. */
const gold_article *gold_find(const gold *g, hs_str id);

#endif
