/* json.h - the small change of writing JSON: a string, a nullable string, a number, after a key that is given whole. */
#ifndef EMIT_JSON_H
#define EMIT_JSON_H

#include "emit/emit.h"
#include "emit/escape.h"
#include "emit/number.h"

static inline void json_string(buffer *out, hs_str s) { escape_json_string(out, s); }

/* Keys are literals, so that their length is known when compiling. */
#define json_member(out, key, ...) (buffer_lit((out), key), json_value((out), (__VA_ARGS__)))
#define json_number(out, key, value) (buffer_lit((out), key), json_digits((out), (value)))
#define json_id(out, key, index) (buffer_lit((out), key), json_id_digits((out), (index)))

/** The string, or null if it is empty: what isn't there is null in every format. */
void json_value(buffer *out, hs_str s);

void json_digits(buffer *out, uint64_t value);

/** The number of an id like c3 and the closing mark; the letter stands at the end of the key. */
void json_id_digits(buffer *out, uint32_t index);

static inline void json_share(buffer *out, double share)
{
    char digits[4];
    number_write_share(digits, share);
    buffer_bytes(out, digits, sizeof digits);
}

typedef enum { SPEAKER_NAME, SPEAKER_KEY, SPEAKER_TYPE, SPEAKER_ROLE } speaker_field;

/** One field of all speakers of a claim, joined by "; "; null if there is no speaker or nothing to say of any. */
void json_speakers(buffer *out, const layers *l, const claim *c, speaker_field field);

/** The words of the text in these pieces, joined by " … "; null if there are none. */
void json_words(buffer *out, const emit_document *d, const pieces *p);

#endif
