/* json.h - the small change of writing JSON: a string, a nullable string, a number, after a key that is given whole. */
#ifndef EMIT_JSON_H
#define EMIT_JSON_H

#include "emit/emit.h"
#include "emit/escape.h"
#include "emit/number.h"

static inline void json_string(buffer *out, hs_str s)
{
    buffer_char(out, '"');
    escape_json(out, s);
    buffer_char(out, '"');
}

/* Keys are literals, so that their length is known when compiling. */
#define json_member(out, key, ...) json_member_of((out), STR(key), (__VA_ARGS__))
#define json_number(out, key, value) json_number_of((out), STR(key), (value))
#define json_id(out, key, index) json_id_of((out), STR(key), (index))

/* `,"key":` and the string; null if it is empty: what isn't there is null in every format. */
static inline void json_member_of(buffer *out, hs_str key, hs_str s)
{
    buffer_str(out, key);
    if (s.len) json_string(out, s);
    else buffer_lit(out, "null");
}

static inline void json_number_of(buffer *out, hs_str key, uint64_t value)
{
    if (!buffer_reserve(out, key.len + NUMBER_MAX)) return;
    char *p = out->data + out->len;
    memcpy(p, key.ptr, key.len);
    out->len = (size_t)(number_write(p + key.len, value) - out->data);
}

/* `,"id":"` and an id like c3, without the closing mark: the letter stands at the end of the key. */
static inline void json_id_of(buffer *out, hs_str key, uint32_t index)
{
    json_number_of(out, key, (uint64_t)index + 1);
    buffer_char(out, '"');
}

static inline void json_share(buffer *out, const char *key, double share)
{
    char digits[4];
    number_write_share(digits, share);
    buffer_bytes(out, key, strlen(key));
    buffer_bytes(out, digits, sizeof digits);
}

typedef enum { SPEAKER_NAME, SPEAKER_KEY, SPEAKER_TYPE, SPEAKER_ROLE } speaker_field;

/** One field of all speakers of a claim, joined by "; "; null if there is no speaker or nothing to say of any. */
void json_speakers(buffer *out, const char *key, const layers *l, const claim *c, speaker_field field);

/** The words of the text in these pieces, joined by " … "; null if there are none. */
void json_words(buffer *out, const char *key, const emit_document *d, const pieces *p);

#endif
