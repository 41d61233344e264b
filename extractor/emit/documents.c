/* documents.c - one article with everything as one line of JSON; the spans are code points of the text.
 *
 * What isn't there is null, an empty list is []. Keys may be added, never renamed within a schema. Most of a line is the
 * array of tokens, so numbers go straight into the buffer, a batch of tokens after one reservation. */
#include "emit/emit.h"

#include "emit/json.h"
#include "emit/name.h"
#include "emit/position.h"

typedef struct {
    buffer              *out;
    const emit_document *d;
    positions            at;
    number_counter       start, end; /* of the ranges, which stand in the order of the text, nearly */
} writer;

#define PAIR_ROOM 40 /* [4294967295,4294967295], and what a counted number may write beyond its end */
#define TOKEN_ROOM 48
#define BATCH 256

static void put_comma(buffer *out, uint32_t index)
{
    if (index) buffer_char(out, ',');
}

/* Writes `[start,end` without the closing bracket. */
static char *write_pair(writer *w, char *p, hs_span s)
{
    p = number_count(&w->start, p, position_code_point(&w->at, s.start));
    return number_count(&w->end, p, position_code_point(&w->at, s.end));
}

static void put_pair(writer *w, hs_span s)
{
    char pair[PAIR_ROOM];
    buffer_bytes(w->out, pair, (size_t)(write_pair(w, pair, s) - pair));
}

/* The pairs of the ranges and the bracket that closes their list. */
static void put_ranges(writer *w, const token_range *items, uint32_t count)
{
    if (!buffer_reserve(w->out, ((size_t)count + 1) * PAIR_ROOM)) return;
    char *p = w->out->data + w->out->len;
    for (uint32_t i = 0; i < count; i++) {
        p = write_pair(w, p, token_span(w->d->tokens, items[i]));
        NUMBER_LITERAL(p, "],");
    }
    if (count) p--; /* the last comma */
    *p++ = ']';
    w->out->len = (size_t)(p - w->out->data);
}

static void put_pieces(writer *w, const pieces *p)
{
    put_ranges(w, p->items, p->count);
}

static void put_blocks(writer *w)
{
    const text *t = w->d->text;
    buffer_lit(w->out, ",\"blocks\":[");
    for (uint32_t i = 0; i < t->block_count; i++) {
        const char *kind = block_kind_name(t->blocks[i].kind);
        put_comma(w->out, i);
        put_pair(w, t->blocks[i].span);
        buffer_lit(w->out, ",\"");
        buffer_bytes(w->out, kind, strlen(kind));
        buffer_lit(w->out, "\"]");
    }
    buffer_char(w->out, ']');
}

/* ---- tokens ---------------------------------------------------------------------------------------------------------- */

typedef struct { char bytes[15]; uint8_t len; } class_end; /* ,"NOUN"], : copied as a whole */

static void make_class_ends(class_end ends[UPOS_COUNT])
{
    for (int c = 0; c < UPOS_COUNT; c++) {
        const char *name = upos_name((upos_class)c);
        size_t n = strlen(name);
        char *p = ends[c].bytes;
        assert(n <= 8); /* and five signs */
        NUMBER_LITERAL(p, ",\"");
        memcpy(p, name, n);
        p += n;
        NUMBER_LITERAL(p, "\"],");
        ends[c].len = (uint8_t)(p - ends[c].bytes);
    }
}

/* Offsets of tokens rise, so that neither code points nor digits are made anew for each. */
typedef struct {
    class_end      ends[UPOS_COUNT];
    position_walk  at;
    number_counter start, end;
} token_writer;

static void token_writer_start(token_writer *t, const positions *at)
{
    make_class_ends(t->ends);
    position_walk_start(&t->at, at);
    number_counter_start(&t->start, '[');
    number_counter_start(&t->end, ',');
}

static void put_token_batch(buffer *out, token_writer *w, const token *items, uint32_t count)
{
    if (!buffer_reserve(out, (size_t)count * TOKEN_ROOM)) return;
    char *p = out->data + out->len;
    for (const token *t = items, *last = items + count; t < last; t++) {
        const class_end *e = &w->ends[t->upos];
        p = number_count(&w->start, p, position_walk_to(&w->at, t->start));
        p = number_count(&w->end, p, position_walk_to(&w->at, t->end));
        memcpy(p, e, sizeof *e);
        p += e->len;
    }
    out->len = (size_t)(p - out->data);
}

static void put_tokens(const writer *w)
{
    const tokens *t = w->d->tokens;
    token_writer tw;
    token_writer_start(&tw, &w->at);
    buffer_lit(w->out, ",\"tokens\":[");
    for (uint32_t i = 0; i < t->count; i += BATCH)
        put_token_batch(w->out, &tw, t->items + i, t->count - i < BATCH ? t->count - i : BATCH);
    if (t->count && !w->out->failed) w->out->len--; /* the last comma */
    buffer_char(w->out, ']');
}

/* ---- what was found -------------------------------------------------------------------------------------------------- */

static void put_times(const writer *w)
{
    buffer_lit(w->out, ",\"timexes\":[");
    for (uint32_t i = 0; i < w->d->layers->time_count; i++) {
        const timex *t = &w->d->layers->times[i];
        hs_span s = token_span(w->d->tokens, t->range);
        put_comma(w->out, i);
        json_id(w->out, "{\"id\":\"t", i);
        json_number(w->out, ",\"start\":", position_code_point(&w->at, s.start));
        json_number(w->out, ",\"end\":", position_code_point(&w->at, s.end));
        json_member(w->out, ",\"type\":", t->type);
        json_member(w->out, ",\"value\":", t->value);
        json_member(w->out, ",\"mod\":", t->mod);
        buffer_char(w->out, '}');
    }
    buffer_char(w->out, ']');
}

static void put_speakers(const writer *w)
{
    buffer_lit(w->out, ",\"speakers\":[");
    for (uint32_t i = 0; i < w->d->layers->speaker_count; i++) {
        const speaker *s = &w->d->layers->speakers[i];
        put_comma(w->out, i);
        json_id(w->out, "{\"id\":\"s", i);
        json_member(w->out, ",\"key\":", s->key);
        json_member(w->out, ",\"name\":", s->name);
        json_member(w->out, ",\"type\":", s->type);
        json_member(w->out, ",\"role\":", s->role);
        buffer_char(w->out, '}');
    }
    buffer_char(w->out, ']');
}

/* Ids without the letter of their kind: `opening` is the mark and the letter. */
static void put_ids(buffer *out, const char opening[2], const uint32_t *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        put_comma(out, i);
        buffer_bytes(out, opening, 2);
        json_id_digits(out, items[i]);
    }
    buffer_char(out, ']');
}

static void put_names(const writer *w, const claim *c)
{
    buffer_lit(w->out, ",\"speaker\":");
    json_speakers(w->out, w->d->layers, c, SPEAKER_NAME);
    hs_str type = c->speaker_count ? w->d->layers->speakers[c->speakers[0]].type : STR("");
    json_member(w->out, ",\"type\":", type.len ? type : STR("unknown"));
}

static void put_stance(const writer *w, const claim *c)
{
    json_member(w->out, ",\"act\":", c->act);
    json_member(w->out, ",\"side\":", c->side);
    buffer_lit(w->out, ",\"target\":");
    json_words(w->out, w->d, &c->target);
    json_member(w->out, ",\"commitment\":", c->commitment);
    json_member(w->out, ",\"said\":", c->said);
}

static void put_claim(writer *w, const claim *c, uint32_t index)
{
    buffer *out = w->out;
    json_id(out, "{\"id\":\"c", index);
    json_member(out, ",\"key\":", c->key);
    json_member(out, ",\"kind\":", name_kind(c->kind));
    json_member(out, ",\"manner\":", name_manner(c->manner));
    buffer_lit(w->out, ",\"source\":[");
    put_pieces(w, &c->source);
    buffer_lit(w->out, ",\"cue\":[");
    put_pieces(w, &c->cue);
    buffer_lit(w->out, ",\"content\":[");
    put_pieces(w, &c->content);
    buffer_lit(w->out, ",\"hearer\":[");
    put_pieces(w, &c->hearer);
    json_member(out, ",\"wording\":", c->wording);
    buffer_lit(out, ",\"speakers\":[");
    put_ids(out, "\"s", c->speakers, c->speaker_count);
    put_names(w, c);
    put_stance(w, c);
    buffer_lit(out, ",\"about\":[");
    put_ids(out, "\"t", c->about, c->about_count);
    if (c->nested_in == CLAIM_NONE) buffer_lit(out, ",\"nested\":false,\"nested_in\":null");
    else json_id(out, ",\"nested\":true,\"nested_in\":\"c", c->nested_in);
    json_member(out, ",\"rule\":", c->rule);
    if (c->confidence >= 0) {
        buffer_lit(out, ",\"confidence\":");
        json_share(out, c->confidence);
        json_number(out, ",\"n\":", c->confidence_n);
    }
    buffer_char(out, '}');
}

static void put_claims(writer *w)
{
    buffer_lit(w->out, ",\"attributions\":[");
    for (uint32_t i = 0; i < w->d->layers->claim_count; i++) {
        put_comma(w->out, i);
        put_claim(w, &w->d->layers->claims[i], i);
    }
    buffer_char(w->out, ']');
}

/* ---- the story ------------------------------------------------------------------------------------------------------- */

void emit_documents(buffer *out, const emit_document *d, bool with_text)
{
    writer w = { .out = out, .d = d };
    number_counter_start(&w.start, '[');
    number_counter_start(&w.end, ',');
    if (!position_init_points(&w.at, d->text->bytes)) {
        out->failed = true;
        return;
    }
    buffer_lit(out, "{\"schema\":1,\"id\":");
    json_string(out, d->text->id);
    json_member(out, ",\"uri\":", d->text->uri);
    json_member(out, ",\"published\":", d->text->published);
    json_member(out, ",\"published_from\":", d->text->published_from);
    put_blocks(&w);
    buffer_lit(out, ",\"sentences\":[");
    put_ranges(&w, d->tokens->sentences, d->tokens->sentence_count);
    put_tokens(&w);
    put_times(&w);
    put_speakers(&w);
    put_claims(&w);
    if (with_text) {
        buffer_lit(out, ",\"text\":");
        json_string(out, d->text->bytes);
    }
    buffer_lit(out, "}\n");
    position_free(&w.at);
}
