/* map.c - from a span of the text to the bytes of the origin it was made of, by binary search in the segments. */
#include "text/text.h"

/* The segment that holds this byte of the text. There is one: segments cover the text. */
static const text_segment *segment_at(const text *t, uint32_t byte)
{
    uint32_t lo = 0, hi = t->map_count;
    while (hi - lo > 1) {
        uint32_t middle = lo + (hi - lo) / 2;
        if (t->map[middle].text <= byte) lo = middle;
        else hi = middle;
    }
    return &t->map[lo];
}

static uint32_t origin_start(const text *t, uint32_t byte)
{
    if (!t->map_count) return t->shift;
    if (byte == t->bytes.len) {
        const text_segment *last = &t->map[t->map_count - 1];
        return last->origin + last->origin_len;
    }
    const text_segment *s = segment_at(t, byte);
    return s->len == s->origin_len ? s->origin + (byte - s->text) : s->origin;
}

static uint32_t origin_end(const text *t, uint32_t byte) /* byte > 0: where the byte before it ends */
{
    const text_segment *s = segment_at(t, byte - 1);
    return s->len == s->origin_len ? s->origin + (byte - s->text) : s->origin + s->origin_len;
}

hs_span text_to_origin(const text *t, hs_span span)
{
    assert(span.start <= span.end && span.end <= t->bytes.len);
    if (!t->map) return (hs_span){ span.start + t->shift, span.end + t->shift };
    uint32_t start = origin_start(t, span.start);
    return (hs_span){ start, span.start < span.end ? origin_end(t, span.end) : start };
}
