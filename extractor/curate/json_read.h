/* json_read.h - one JSON value as a tree in an arena: what gold files are read with.
 *
 * Strings are decoded; an unpaired surrogate becomes U+FFFD. Of a key given twice the first one counts. Knows nothing of what the
 * keys mean. */
#ifndef CURATE_JSON_READ_H
#define CURATE_JSON_READ_H

#include "base/arena.h"

typedef enum { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_LIST, JSON_MAP } json_kind;

typedef struct json json;
struct json {
    json_kind kind;
    double    number;
    hs_str    text;        /* of a string                              */
    hs_str   *keys;        /* of a map, parallel to items              */
    json     *items;
    uint32_t  count, key_cap, cap;
};

enum { JSON_DEPTH = 64 };

/** Reads the whole of `bytes` as one value. @return NULL, or what is wrong and at which byte */
const char *json_read(json *out, arena *memory, hs_str bytes, size_t *at);

/** The value of a key of a map, or NULL. */
const json *json_get(const json *map, const char *key);

/** The text of a key's string, or "". */
hs_str json_text(const json *map, const char *key);

#endif
