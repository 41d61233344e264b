/* xml.c - one document as XML: flat stand-off annotations after the whole text, as hearsay.rng describes them.
 *
 *     <document id lang url? title?>
 *       <origin/> <produced/> <published/>? <note>*      where it comes from
 *       <text>...</text>                                 once, whole
 *       <block/>* <speaker/>* <time>* <claim>*           each in the order of the text
 *
 * Every span says where it is in all units and carries its text again, so that anybody can check it. Nothing is indented
 * inside text. The same document gives the same bytes. Knows nothing of how anything was found. */
#include "emit/emit.h"

#include "base/digest.h"
#include "emit/escape.h"
#include "emit/name.h"
#include "emit/number.h"
#include "emit/position.h"

typedef struct {
    buffer              *out;
    const emit_document *d;
    const text          *t;
    positions            at;
    bool                 has_map; /* the text's bytes are not the origin's */
} writer;

/* ---- attributes ------------------------------------------------------------------------------------------------------ */

/* ` name="` is a literal, so that its length is known when compiling. An empty value is left out. */
#define put_attribute(out, opening, ...) put_attribute_of((out), STR(opening), (__VA_ARGS__))
#define put_number(out, opening, value) put_number_of((out), STR(opening), (value))

static inline void put_attribute_of(buffer *out, hs_str opening, hs_str value)
{
    if (!value.len) return;
    buffer_str(out, opening);
    escape_xml_attribute(out, value);
    buffer_char(out, '"');
}

static inline void put_number_of(buffer *out, hs_str opening, uint64_t value)
{
    if (!buffer_reserve(out, opening.len + NUMBER_MAX + 1)) return;
    char *p = out->data + out->len;
    memcpy(p, opening.ptr, opening.len);
    p = number_write(p + opening.len, value);
    *p++ = '"';
    out->len = (size_t)(p - out->data);
}

/* A list of ids, "t1 t4", from indices. */
static void put_ids(buffer *out, const char *opening, char letter, const uint32_t *items, uint32_t count)
{
    if (!count) return;
    buffer_bytes(out, opening, strlen(opening));
    for (uint32_t i = 0; i < count; i++) {
        char id[NUMBER_MAX + 2], *p = id;
        if (i) *p++ = ' ';
        *p++ = letter;
        p = number_write(p, (uint64_t)items[i] + 1);
        buffer_bytes(out, id, (size_t)(p - id));
    }
    buffer_char(out, '"');
}

static void put_element(buffer *out, const char *opening, hs_str content, const char *closing)
{
    if (!content.len) return;
    buffer_bytes(out, opening, strlen(opening));
    escape_xml(out, content);
    buffer_bytes(out, closing, strlen(closing));
}

/* ---- spans ----------------------------------------------------------------------------------------------------------- */

#define SPAN_ROOM 256 /* all attributes of a span with the longest numbers: 8 x 10 digits and 92 bytes of names */

static char *write_units(const writer *w, char *p, hs_span s)
{
    NUMBER_LITERAL(p, "<span start=\"");
    p = number_write(p, position_code_point(&w->at, s.start));
    NUMBER_LITERAL(p, "\" end=\"");
    p = number_write(p, position_code_point(&w->at, s.end));
    NUMBER_LITERAL(p, "\" bstart=\"");
    p = number_write(p, s.start);
    NUMBER_LITERAL(p, "\" bend=\"");
    return number_write(p, s.end);
}

static char *write_origin(const writer *w, char *p, hs_span s)
{
    if (!w->has_map) return p;
    hs_span o = text_to_origin(w->t, s);
    if (o.start == s.start && o.end == s.end) return p;
    NUMBER_LITERAL(p, "\" ostart=\"");
    p = number_write(p, o.start);
    NUMBER_LITERAL(p, "\" oend=\"");
    return number_write(p, o.end);
}

static char *write_place(const writer *w, char *p, hs_span s)
{
    position_place place = position_of(&w->at, s.start);
    NUMBER_LITERAL(p, "\" line=\"");
    p = number_write(p, place.line);
    NUMBER_LITERAL(p, "\" column=\"");
    p = number_write(p, place.column);
    NUMBER_LITERAL(p, "\">");
    return p;
}

static void put_span(const writer *w, token_range range)
{
    if (!buffer_reserve(w->out, SPAN_ROOM)) return;
    hs_span s = token_span(w->d->tokens, range);
    char *p = w->out->data + w->out->len;
    p = write_units(w, p, s);
    p = write_origin(w, p, s);
    p = write_place(w, p, s);
    w->out->len = (size_t)(p - w->out->data);
    escape_xml(w->out, str_of(w->t->bytes, s));
    buffer_lit(w->out, "</span>");
}

static void put_pieces(const writer *w, const pieces *list)
{
    for (uint32_t i = 0; i < list->count; i++) put_span(w, list->items[i]);
}

static void put_role(const writer *w, const char *opening, const pieces *list, const char *closing)
{
    if (!list->count) return;
    buffer_bytes(w->out, opening, strlen(opening));
    put_pieces(w, list);
    buffer_bytes(w->out, closing, strlen(closing));
}

/* ---- the head of a document ------------------------------------------------------------------------------------------ */

static void put_origin(const writer *w)
{
    char sha256[65];
    buffer *out = w->out;
    if (!digest_bytes(w->t->origin, sha256)) {
        out->failed = true;
        return;
    }
    buffer_lit(out, "  <origin");
    put_attribute(out, " uri=\"", w->t->uri);
    put_attribute(out, " sha256=\"", (hs_str){ sha256, 64 });
    put_number(out, " bytes=\"", w->t->origin.len);
    put_attribute(out, " media=\"", name_media(w->t));
    put_attribute(out, " charset=\"", w->t->charset);
    if (w->t->record) {
        put_number(out, " record=\"", w->t->record);
        put_number(out, " offset=\"", w->t->record_offset);
    }
    buffer_lit(out, "/>\n");
}

static void put_produced(const writer *w)
{
    buffer *out = w->out;
    buffer_lit(out, "  <produced by=\"hearsay " HS_VERSION "\">");
    for (uint32_t i = 0; i < w->d->pack_count; i++) {
        const emit_pack *pack = &w->d->packs[i];
        buffer_lit(out, "<pack");
        put_attribute(out, " name=\"", pack->name);
        put_attribute(out, " version=\"", pack->version);
        put_attribute(out, " sha256=\"", pack->sha256);
        buffer_lit(out, "/>");
    }
    buffer_lit(out, "</produced>\n");
}

static void put_published(const writer *w)
{
    if (!w->t->published.len) return;
    buffer_lit(w->out, "  <published");
    put_attribute(w->out, " value=\"", w->t->published);
    put_attribute(w->out, " from=\"", w->t->published_from);
    buffer_lit(w->out, "/>\n");
}

static void put_text(const writer *w)
{
    buffer *out = w->out;
    put_number(out, "  <text bytes=\"", w->t->bytes.len);
    put_number(out, " chars=\"", position_total(&w->at));
    if (w->t->replaced) put_number(out, " replaced=\"", w->t->replaced);
    buffer_lit(out, " xml:space=\"preserve\">");
    escape_xml(out, w->t->bytes);
    buffer_lit(out, "</text>\n");
}

/* ---- what was found -------------------------------------------------------------------------------------------------- */

static void put_blocks(const writer *w)
{
    for (uint32_t i = 0; i < w->t->block_count; i++) {
        const text_block *b = &w->t->blocks[i];
        const char *kind = block_kind_name(b->kind);
        put_attribute(w->out, "  <block kind=\"", (hs_str){ kind, strlen(kind) });
        put_number(w->out, " start=\"", position_code_point(&w->at, b->span.start));
        put_number(w->out, " end=\"", position_code_point(&w->at, b->span.end));
        buffer_lit(w->out, "/>\n");
    }
}

static void put_speakers(const writer *w)
{
    for (uint32_t i = 0; i < w->d->layers->speaker_count; i++) {
        const speaker *s = &w->d->layers->speakers[i];
        put_number(w->out, "  <speaker id=\"s", (uint64_t)i + 1);
        put_attribute(w->out, " key=\"", s->key);
        put_attribute(w->out, " name=\"", s->name);
        put_attribute(w->out, " type=\"", s->type);
        put_attribute(w->out, " role=\"", s->role);
        put_number(w->out, " mentions=\"", s->mentions);
        buffer_lit(w->out, "/>\n");
    }
}

static void put_times(const writer *w)
{
    for (uint32_t i = 0; i < w->d->layers->time_count; i++) {
        const timex *t = &w->d->layers->times[i];
        put_number(w->out, "  <time id=\"t", (uint64_t)i + 1);
        put_attribute(w->out, " type=\"", t->type);
        put_attribute(w->out, " value=\"", t->value);
        put_attribute(w->out, " mod=\"", t->mod);
        put_attribute(w->out, " anchor=\"", t->anchor);
        put_attribute(w->out, " rule=\"", t->rule);
        buffer_char(w->out, '>');
        put_span(w, t->range);
        buffer_lit(w->out, "</time>\n");
    }
}

static void put_confidence(buffer *out, const claim *c)
{
    if (c->confidence < 0) return;
    char share[4];
    number_write_share(share, c->confidence);
    put_attribute(out, " confidence=\"", (hs_str){ share, sizeof share });
    put_number(out, " n=\"", c->confidence_n);
}

static void put_stance(const writer *w, const claim *c)
{
    if (!c->act.len && !c->side.len && !c->commitment.len && !c->target.count) return;
    buffer_lit(w->out, "    <stance");
    put_attribute(w->out, " act=\"", c->act);
    put_attribute(w->out, " side=\"", c->side);
    put_attribute(w->out, " commitment=\"", c->commitment);
    if (c->target.count) put_role(w, "><target>", &c->target, "</target></stance>\n");
    else buffer_lit(w->out, "/>\n");
}

static void put_claim_attributes(buffer *out, const claim *c, uint32_t index)
{
    put_number(out, "  <claim id=\"c", (uint64_t)index + 1);
    put_attribute(out, " key=\"", c->key);
    put_attribute(out, " kind=\"", name_kind(c->kind));
    put_attribute(out, " manner=\"", name_manner(c->manner));
    put_ids(out, " speakers=\"", 's', c->speakers, c->speaker_count);
    put_attribute(out, " rule=\"", c->rule);
    put_confidence(out, c);
    put_attribute(out, " said=\"", c->said);
    put_ids(out, " about=\"", 't', c->about, c->about_count);
    if (c->nested_in != CLAIM_NONE) put_number(out, " nested-in=\"c", (uint64_t)c->nested_in + 1);
}

static void put_cue(const writer *w, const claim *c)
{
    if (!c->cue.count) return;
    buffer_lit(w->out, "    <cue");
    put_attribute(w->out, " lemma=\"", c->lemma);
    put_role(w, ">", &c->cue, "</cue>\n");
}

static void put_claims(const writer *w)
{
    for (uint32_t i = 0; i < w->d->layers->claim_count; i++) {
        const claim *c = &w->d->layers->claims[i];
        put_claim_attributes(w->out, c, i);
        buffer_lit(w->out, ">\n");
        put_role(w, "    <source>", &c->source, "</source>\n");
        put_cue(w, c);
        put_role(w, "    <hearer>", &c->hearer, "</hearer>\n");
        put_role(w, "    <content>", &c->content, "</content>\n");
        put_element(w->out, "    <wording>", c->wording, "</wording>\n");
        put_stance(w, c);
        buffer_lit(w->out, "  </claim>\n");
    }
}

/* ---- the story ------------------------------------------------------------------------------------------------------- */

void emit_xml_begin(buffer *out)
{
    buffer_lit(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hearsay schema=\"1\" xmlns=\"urn:hearsay:1\">\n");
}

void emit_xml_end(buffer *out)
{
    buffer_lit(out, "</hearsay>\n");
}

void emit_xml(buffer *out, const emit_document *d)
{
    writer w = { .out = out, .d = d, .t = d->text, .has_map = d->text->map || d->text->shift };
    if (!position_init(&w.at, d->text->bytes)) {
        out->failed = true;
        return;
    }
    buffer_lit(out, "<document");
    put_attribute(out, " id=\"", w.t->id);
    put_attribute(out, " lang=\"", d->language);
    put_attribute(out, " url=\"", w.t->url);
    put_attribute(out, " title=\"", w.t->title);
    buffer_lit(out, ">\n");
    put_origin(&w);
    put_produced(&w);
    put_published(&w);
    put_element(out, "  <note>", w.t->warning, "</note>\n");
    put_text(&w);
    put_blocks(&w);
    put_speakers(&w);
    put_times(&w);
    put_claims(&w);
    buffer_lit(out, "</document>\n");
    position_free(&w.at);
}
