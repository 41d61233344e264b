/* json.c - values of a claim that several formats write as one string. */
#include "emit/json.h"

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

void json_speakers(buffer *out, const char *key, const layers *l, const claim *c, speaker_field field)
{
    size_t said = 0;
    for (uint32_t i = 0; i < c->speaker_count; i++) said += field_of(&l->speakers[c->speakers[i]], field).len;
    buffer_bytes(out, key, strlen(key));
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

void json_words(buffer *out, const char *key, const emit_document *d, const pieces *p)
{
    buffer_bytes(out, key, strlen(key));
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
