/* jsonl.c - one claim as one line of flat JSON, for pandas, R and DuckDB.
 *
 * Every line has every key, in the same order, so that a reader may infer the columns from the first; what isn't there is
 * null. Several values of one kind become one string (`about` with ";", speakers with "; ", pieces with " … "). */
#include "emit/emit.h"

#include "emit/json.h"
#include "emit/name.h"
#include "emit/position.h"

/* The values of the times a claim is about, those that have one: "2015-09;2016". */
static void put_about(buffer *out, const layers *l, const claim *c)
{
    const char *before = "\"";
    buffer_lit(out, ",\"about\":");
    for (uint32_t i = 0; i < c->about_count; i++) {
        hs_str value = l->times[c->about[i]].value;
        if (!value.len) continue;
        buffer_bytes(out, before, 1);
        escape_json(out, value);
        before = ";";
    }
    if (*before == ';') buffer_char(out, '"');
    else buffer_lit(out, "null");
}

static token_range widen(token_range hull, const pieces *p)
{
    for (uint32_t i = 0; i < p->count; i++) {
        if (p->items[i].first < hull.first) hull.first = p->items[i].first;
        if (p->items[i].last > hull.last) hull.last = p->items[i].last;
    }
    return hull;
}

/* From the first to the last word of source, cue and content. */
static void put_hull(buffer *out, const emit_document *d, const positions *at, const claim *c)
{
    token_range hull = { UINT32_MAX, 0 };
    hull = widen(widen(widen(hull, &c->source), &c->cue), &c->content);
    if (hull.first >= hull.last) {
        buffer_lit(out, ",\"start\":null,\"end\":null");
        return;
    }
    hs_span s = token_span(d->tokens, hull);
    json_number(out, ",\"start\":", position_code_point(at, s.start));
    json_number(out, ",\"end\":", position_code_point(at, s.end));
}

static void put_confidence(buffer *out, const claim *c)
{
    if (c->confidence < 0) {
        buffer_lit(out, ",\"confidence\":null,\"n\":null");
        return;
    }
    buffer_lit(out, ",\"confidence\":");
    json_share(out, c->confidence);
    json_number(out, ",\"n\":", c->confidence_n);
}

static void put_article(buffer *out, const text *t)
{
    buffer_lit(out, "{\"document\":");
    json_string(out, t->id);
    json_member(out, ",\"url\":", t->url);
    json_member(out, ",\"title\":", t->title);
    json_member(out, ",\"published\":", t->published);
}

static void put_stance(buffer *out, const emit_document *d, const claim *c)
{
    json_member(out, ",\"kind\":", name_kind(c->kind));
    json_member(out, ",\"manner\":", name_manner(c->manner));
    json_member(out, ",\"act\":", c->act);
    json_member(out, ",\"side\":", c->side);
    buffer_lit(out, ",\"target\":");
    json_words(out, d, &c->target);
    json_member(out, ",\"commitment\":", c->commitment);
    json_member(out, ",\"said\":", c->said);
    put_about(out, d->layers, c);
}

static void put_speaker(buffer *out, const layers *l, const claim *c)
{
    buffer_lit(out, ",\"speaker\":");
    json_speakers(out, l, c, SPEAKER_NAME);
    buffer_lit(out, ",\"speaker_key\":");
    json_speakers(out, l, c, SPEAKER_KEY);
    buffer_lit(out, ",\"speaker_type\":");
    json_speakers(out, l, c, SPEAKER_TYPE);
    buffer_lit(out, ",\"speaker_role\":");
    json_speakers(out, l, c, SPEAKER_ROLE);
}

static void put_words(buffer *out, const emit_document *d, const claim *c)
{
    buffer_lit(out, ",\"source\":");
    json_words(out, d, &c->source);
    buffer_lit(out, ",\"cue\":");
    json_words(out, d, &c->cue);
    buffer_lit(out, ",\"content\":");
    json_words(out, d, &c->content);
    json_member(out, ",\"wording\":", c->wording);
}

static void put_provenance(buffer *out, const text *t, const claim *c)
{
    json_member(out, ",\"rule\":", c->rule);
    put_confidence(out, c);
    if (c->nested_in == CLAIM_NONE) buffer_lit(out, ",\"nested_in\":null");
    else json_id(out, ",\"nested_in\":\"c", c->nested_in);
    json_member(out, ",\"uri\":", t->uri);
    if (t->record) json_number(out, ",\"record\":", t->record);
    else buffer_lit(out, ",\"record\":null");
}

void emit_jsonl(buffer *out, const emit_document *d)
{
    positions at;
    if (!d->layers->claim_count) return;
    if (!position_init(&at, d->text->bytes)) {
        out->failed = true;
        return;
    }
    for (uint32_t i = 0; i < d->layers->claim_count; i++) {
        const claim *c = &d->layers->claims[i];
        put_article(out, d->text);
        json_id(out, ",\"claim\":\"c", i);
        json_member(out, ",\"key\":", c->key);
        put_stance(out, d, c);
        put_speaker(out, d->layers, c);
        put_words(out, d, c);
        put_hull(out, d, &at, c);
        put_provenance(out, d->text, c);
        buffer_lit(out, "}\n");
    }
    position_free(&at);
}
