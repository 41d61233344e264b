/* text.h - one article as text: valid UTF-8, the way back to the bytes it was made of, its blocks and metadata.
 *
 *   origin   "caf\xe9 \x93so\x94"          bytes as given; never changed
 *   text     "café “so”"                   valid UTF-8, made once by text_read() and never rewritten
 *   map      segments text -> origin       none where the text equals the origin
 *   blocks   one per paragraph             headline, byline, body ..., furniture (kept, never searched)
 *
 * Knows nothing of tokens or rules. What is English in the kinds of blocks comes in as a table (text_tables). */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/arena.h"
#include "base/types.h"
#include "text/phrases.h"

typedef enum {
    BLOCK_BODY, BLOCK_HEADLINE, BLOCK_STANDFIRST, BLOCK_BYLINE, BLOCK_DATELINE, BLOCK_CAPTION, BLOCK_QUOTE, BLOCK_FURNITURE,
    BLOCK_KINDS
} block_kind;

/* One paragraph: no white space at its ends, never empty, in text order, disjoint. */
typedef struct {
    hs_span    span;
    block_kind kind;
} text_block;

/* text bytes [text, text+len) came from origin bytes [origin, origin+origin_len). If the lengths are equal the bytes
 * correspond one to one, else the segment is one unit (a character reference, a replaced byte, a JSON escape). */
typedef struct {
    uint32_t text, len, origin, origin_len;
} text_segment;

typedef struct {
    hs_str        bytes;          /* the text                                                         */
    hs_str        origin;         /* a copy of the bytes as given, or the same memory as `bytes`      */
    text_segment *map;            /* sorted, covering; NULL: identity but for `shift`                 */
    uint32_t      map_count;
    uint32_t      shift;          /* bytes of a BOM before the text, when map is NULL                 */
    text_block   *blocks;
    uint32_t      block_count;
    hs_str        id, uri, url, title;
    hs_str        published;      /* YYYY-MM-DD or empty                                              */
    hs_str        published_from; /* record manifest metadata option, or empty                        */
    hs_str        charset;        /* what was taken: utf-8 utf-16le utf-16be windows-1252             */
    uint64_t      record, record_offset;
    uint32_t      replaced;       /* invalid bytes and forbidden characters that became U+FFFD        */
    hs_str        warning;        /* one line worth telling the user, or empty                        */
} text;

/* What the pack knows of the layout of pages: set once, indexed, constant. */
typedef struct {
    text_phrases furniture_whole; /* a line that is just this is furniture     */
    text_phrases furniture_start; /* a line that begins with this is furniture */
    text_phrases byline_start;    /* "by"                                      */
} text_tables;

/** Makes the text of an article: decodes, maps, reads the date, cuts blocks.
 *
 * Everything is allocated in `memory`, which must outlive `out`. `options` may be NULL.
 * @return HS_OK, HS_ERR_INPUT (empty, binary), HS_ERR_LIMIT (too large), HS_ERR_MEMORY */
hs_status text_read(text *out, arena *memory, const hs_article *article, const hs_options *options, const text_tables *tables,
                    hs_error *error);

/** The origin bytes a span of the text came from (offsets into the origin, not into its file). */
hs_span text_to_origin(const text *t, hs_span span);

/** "headline", "body" ... */
const char *block_kind_name(block_kind kind);

/** Reads an ISO 8601, RFC 3339 or RFC 2822 date (a time after it is allowed and dropped) into YYYY-MM-DD.
 * The day is the one written, no zone arithmetic. Returns false if it is none or doesn't exist in the calendar. */
bool text_read_date(hs_str written, char out[11]);

#endif
