/* json.c - values of a claim that several formats write as one string. */
#include "emit/json.h"

void json_value(buffer *out, hs_str s)
{
    if (s.len) json_string(out, s);
    else buffer_lit(out, "null");
}

void json_digits(buffer *out, uint64_t value)
{
    if (!buffer_reserve(out, NUMBER_MAX)) return;
    out->len = (size_t)(number_write(out->data + out->len, value) - out->data);
}

void json_id_digits(buffer *out, uint32_t index)
{
    json_digits(out, (uint64_t)index + 1);
    buffer_char(out, '"');
}

static hs_str field_of(const speaker *s, speaker_field field)
{
    switch (field) {
    case SPEAKER_NAME: return s->name;
    case SPEAKER_KEY: return s->key;
    case SPEAKER_TYPE: return s->type;
    case SPEAKER_ROLE: return s->role;
    }
    return STR("");
}

void json_speakers(buffer *out, const layers *l, const claim *c, speaker_field field)
{
    size_t said = 0;
    for (uint32_t i = 0; i < c->speaker_count; i++) said += field_of(&l->speakers[c->speakers[i]], field).len;
    if (!said) {
        buffer_lit(out, "null");
        return;
    }
    for (uint32_t i = 0; i < c->speaker_count; i++) {
        if (i) buffer_lit(out, "; ");
        else buffer_char(out, '"');
        escape_json(out, field_of(&l->speakers[c->speakers[i]], field));
    }
    buffer_char(out, '"');
}

void json_words(buffer *out, const emit_document *d, const pieces *p)
{
    if (!p->count) {
        buffer_lit(out, "null");
        return;
    }
    buffer_char(out, '"');
    for (uint32_t i = 0; i < p->count; i++) {
        if (i) buffer_lit(out, " \xE2\x80\xA6 ");
        escape_json(out, str_of(d->text->bytes, token_span(d->tokens, p->items[i])));
    }
    buffer_char(out, '"');
}
