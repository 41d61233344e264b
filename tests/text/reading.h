/* reading.h - one article in, one text out, for the tests of the room text. */
#ifndef TESTS_TEXT_READING_H
#define TESTS_TEXT_READING_H

#include "base/arena.h"
#include "text/text.h"

#include <criterion/criterion.h>

typedef struct {
    arena     memory;
    text      text;
    hs_error  error;
    hs_status status;
} reading;

static inline void read_article(reading *r, const hs_article *article, const hs_options *options, const text_tables *tables)
{
    *r = (reading){ .status = HS_OK };
    arena_init(&r->memory);
    r->status = text_read(&r->text, &r->memory, article, options, tables, &r->error);
}

static inline void read_bytes(reading *r, const char *bytes, size_t len)
{
    hs_article article = { .bytes = { bytes, len } };
    read_article(r, &article, NULL, NULL);
}

static inline void read_json(reading *r, const char *bytes, size_t len)
{
    hs_article article = { .bytes = { bytes, len }, .is_json_string = true };
    read_article(r, &article, NULL, NULL);
}

static inline void read_as(reading *r, const char *bytes, size_t len, const char *encoding)
{
    hs_article article = { .bytes = { bytes, len } };
    hs_options options = { .encoding = { encoding, strlen(encoding) } };
    read_article(r, &article, &options, NULL);
}

#define READ(r, literal) read_bytes((r), (literal), sizeof(literal) - 1)
#define READ_JSON(r, literal) read_json((r), (literal), sizeof(literal) - 1)
#define READ_AS(r, literal, encoding) read_as((r), (literal), sizeof(literal) - 1, (encoding))

/* A macro, so that a failure shows the caller's line. */
#define SAME(have, literal)                                                                                              \
    cr_assert((have).len == sizeof(literal) - 1 && memcmp((have).ptr, (literal), (have).len) == 0, "got '%.*s'", (int)(have).len, \
              (have).ptr)

#define SPAN(have, from, to) cr_assert((have).start == (from) && (have).end == (to), "got [%u,%u)", (have).start, (have).end)

#endif
