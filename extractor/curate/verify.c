/* verify.c - a result is read as a stream of SAX events; one document's text and ids are held at a time.
 *
 *   <text>        its bytes are collected, then measured once (emit/position.h)
 *   <span>        its numbers are kept at the opening tag, compared at the closing tag, when its words are known
 *   references    are collected and looked up at </document>, since a claim may name a later one
 *
 * A DOCTYPE ends the reading before any entity of it is seen, so no entity but the five of XML is ever expanded. */
#include "curate/verify.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "curate/origin.h"
#include "emit/position.h"

#include <errno.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define NAMESPACE "urn:hearsay:1"
#define CHUNK 65536

enum { SPAN_START, SPAN_END, SPAN_BSTART, SPAN_BEND, SPAN_LINE, SPAN_COLUMN, SPAN_OSTART, SPAN_OEND, SPAN_NUMBERS };
#define SPAN_REQUIRED SPAN_OSTART

typedef struct { uint64_t number[SPAN_NUMBERS]; bool is_given[SPAN_NUMBERS]; } span_numbers;
typedef struct { hs_str id, from; uint64_t line; } reference;

typedef struct {
    const verify_options *options;
    verify_counts        *counts;
    xmlParserCtxtPtr      parser;
    bool                  has_root, is_foreign, has_doctype, no_memory;

    /* of one document */
    arena        memory;
    hs_str       document, element;
    origin       origin;
    buffer       words;           /* what the open <text> or <span> holds so far */
    bool         is_collecting;
    buffer       text;
    uint64_t     text_bytes, text_chars;
    positions    at;
    bool         has_text;
    span_numbers span;
    strmap       ids;
    reference   *references;
    uint32_t     reference_count, reference_cap;
    uint64_t     last_time, last_block;
    bool         is_time;
} checker;

/* ---- telling --------------------------------------------------------------------------------------------------------- */

static uint64_t line_now(const checker *c)
{
    int line = xmlSAX2GetLineNumber(c->parser);
    return line > 0 ? (uint64_t)line : 0;
}

static void tell_at(checker *c, hs_str element, uint64_t line, const char *what)
{
    verify_problem problem = { c->document, element, line, what };
    c->counts->problems++;
    if (c->options->on_problem) c->options->on_problem(c->options->user, &problem);
}

__attribute__((format(printf, 2, 3))) static void tell(checker *c, const char *format, ...)
{
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    tell_at(c, c->element, line_now(c), what);
}

/* At most 60 bytes of the words, cut at a code point. For "%.*s". */
static int shown(hs_str s)
{
    size_t n = s.len < 60 ? s.len : 60;
    while (n && n < s.len && utf8_is_continuation(s.ptr[n])) n--;
    return (int)n;
}

/* ---- attributes: five pointers each: local name, prefix, namespace, value, end of the value -------------------------- */

typedef struct { const xmlChar **items; int count; } attributes;

static hs_str attribute_of(attributes a, const char *name)
{
    for (int i = 0; i < a.count; i++) {
        const xmlChar **at = a.items + 5 * (size_t)i;
        if (!at[1] && strcmp((const char *)at[0], name) == 0) return (hs_str){ (const char *)at[3], (size_t)(at[4] - at[3]) };
    }
    return STR("");
}

static bool read_number(hs_str s, uint64_t *out)
{
    uint64_t value = 0;
    if (!s.len || s.len > 15) return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        value = 10 * value + (uint64_t)(s.ptr[i] - '0');
    }
    *out = value;
    return true;
}

static uint64_t number_of(checker *c, attributes a, const char *name)
{
    uint64_t value = 0;
    hs_str written = attribute_of(a, name);
    if (!read_number(written, &value)) tell(c, "%s is \"%.*s\", expected a number", name, shown(written), written.ptr);
    return value;
}

/* ---- ids and references ---------------------------------------------------------------------------------------------- */

static void take_id(checker *c, attributes a)
{
    hs_str id = attribute_of(a, "id");
    c->element = arena_copy(&c->memory, id);
    if (!id.len) tell(c, "an element has no id");
    else if (strmap_get(&c->ids, id) != STRMAP_NONE) tell(c, "id %.*s is there twice", shown(id), id.ptr);
    else strmap_put(&c->ids, c->element, 1);
}

/* Each of the ids in a list like "t1 t4". */
static void take_references(checker *c, hs_str list)
{
    for (size_t i = 0; i < list.len;) {
        const char *blank = memchr(list.ptr + i, ' ', list.len - i);
        size_t n = blank ? (size_t)(blank - list.ptr) - i : list.len - i;
        reference r = { arena_copy(&c->memory, (hs_str){ list.ptr + i, n }), c->element, line_now(c) };
        if (n) ARENA_PUSH(&c->memory, c->references, c->reference_count, c->reference_cap, r);
        i += n + 1;
    }
}

static void check_references(checker *c)
{
    char what[120];
    for (uint32_t i = 0; i < c->reference_count; i++) {
        const reference *r = &c->references[i];
        if (strmap_get(&c->ids, r->id) != STRMAP_NONE) continue;
        snprintf(what, sizeof what, "names %.*s, which doesn't exist", shown(r->id), r->id.ptr);
        tell_at(c, r->from, r->line, what);
    }
}

/* ---- the text and its origin ----------------------------------------------------------------------------------------- */

static void take_origin(checker *c, attributes a)
{
    hs_str record = attribute_of(a, "record");
    origin_claim said = {
        .uri = attribute_of(a, "uri"), .sha256 = attribute_of(a, "sha256"), .media = attribute_of(a, "media"),
        .charset = attribute_of(a, "charset"), .bytes = number_of(c, a, "bytes"),
    };
    if (record.len) {
        said.record = number_of(c, a, "record");
        said.offset = number_of(c, a, "offset");
    }
    if (c->options->skip_origins) return;
    origin_free(&c->origin);
    if (origin_read(&c->origin, c->options->root, &said)) c->no_memory = true;
    if (c->origin.state == ORIGIN_READ) c->counts->origins++;
    else if (c->origin.state == ORIGIN_CHANGED) tell(c, "the origin %.*s is no longer what it was", shown(said.uri), said.uri.ptr);
    else c->counts->origins_missing++;
}

static void finish_text(checker *c)
{
    if (c->has_text) {
        tell(c, "a second text");
        return;
    }
    buffer swap = c->text;
    c->text = c->words;
    c->words = swap;
    if (c->text.len > UINT32_MAX || !position_init(&c->at, buffer_view(&c->text))) {
        c->no_memory = true;
        return;
    }
    c->has_text = true;
    if (c->text_bytes != c->text.len) tell(c, "the text has %zu bytes, it says %ju", c->text.len, (uintmax_t)c->text_bytes);
    if (c->text_chars != position_total(&c->at))
        tell(c, "the text has %u code points, it says %ju", position_total(&c->at), (uintmax_t)c->text_chars);
}

static void check_block(checker *c, attributes a)
{
    uint64_t start = number_of(c, a, "start"), end = number_of(c, a, "end");
    if (!c->has_text || start > end || end > position_total(&c->at)) tell(c, "a block lies outside the text");
    if (start < c->last_block) tell(c, "blocks are not in the order of the text");
    c->last_block = end;
}

/* ---- spans ----------------------------------------------------------------------------------------------------------- */

static const char *const span_names[SPAN_NUMBERS] = { "start", "end", "bstart", "bend", "line", "column", "ostart", "oend" };

static void take_span(checker *c, attributes a)
{
    c->span = (span_numbers){ 0 };
    for (int i = 0; i < SPAN_NUMBERS; i++) {
        hs_str written = attribute_of(a, span_names[i]);
        if (!written.len && i >= SPAN_REQUIRED) continue;
        c->span.number[i] = number_of(c, a, span_names[i]);
        c->span.is_given[i] = true;
    }
}

static bool begins_code_point(hs_str text, uint64_t byte)
{
    return byte == text.len || (byte < text.len && !utf8_is_continuation(text.ptr[byte]));
}

static void expect(checker *c, int which, uint64_t right)
{
    if (c->span.number[which] == right) return;
    tell(c, "%s is %ju, the text has it at %ju", span_names[which], (uintmax_t)c->span.number[which], (uintmax_t)right);
}

static void check_units(checker *c, hs_span s)
{
    position_place place = position_of(&c->at, s.start);
    expect(c, SPAN_START, position_code_point(&c->at, s.start));
    expect(c, SPAN_END, position_code_point(&c->at, s.end));
    expect(c, SPAN_LINE, place.line);
    expect(c, SPAN_COLUMN, place.column);
}

static void check_origin(checker *c, hs_span s, hs_str words)
{
    const span_numbers *n = &c->span;
    if (n->is_given[SPAN_OSTART] != n->is_given[SPAN_OEND]) tell(c, "ostart and oend belong together");
    if (c->origin.state != ORIGIN_READ) return;
    uint64_t start = n->is_given[SPAN_OSTART] ? n->number[SPAN_OSTART] : s.start;
    uint64_t end = n->is_given[SPAN_OEND] ? n->number[SPAN_OEND] : s.end;
    c->counts->origin_spans++;
    if (start > UINT32_MAX || end > UINT32_MAX ||
        !origin_says(&c->origin, (hs_span){ (uint32_t)start, (uint32_t)end }, words))
        tell(c, "bytes %ju-%ju of the origin don't give \"%.*s\"", (uintmax_t)start, (uintmax_t)end, shown(words), words.ptr);
}

static void check_time_order(checker *c, uint64_t start)
{
    if (c->is_time && start < c->last_time) tell(c, "times are not in the order of the text");
    if (c->is_time) c->last_time = start;
}

static void finish_span(checker *c)
{
    hs_str whole = buffer_view(&c->text), words = buffer_view(&c->words);
    uint64_t start = c->span.number[SPAN_BSTART], end = c->span.number[SPAN_BEND];
    c->counts->spans++;
    if (!c->has_text) {
        tell(c, "a span stands before the text");
        return;
    }
    if (start > end || end > whole.len) {
        tell(c, "bytes %ju-%ju lie outside the text of %zu bytes", (uintmax_t)start, (uintmax_t)end, whole.len);
        return;
    }
    if (!begins_code_point(whole, start) || !begins_code_point(whole, end)) {
        tell(c, "bytes %ju-%ju cut a character", (uintmax_t)start, (uintmax_t)end);
        return;
    }
    hs_span s = { (uint32_t)start, (uint32_t)end };
    hs_str there = str_of(whole, s);
    if (!str_eq(there, words))
        tell(c, "bytes %ju-%ju of the text are \"%.*s\", the span has \"%.*s\"", (uintmax_t)start, (uintmax_t)end, shown(there),
             there.ptr, shown(words), words.ptr);
    check_units(c, s);
    check_origin(c, s, words);
    check_time_order(c, start);
}

/* ---- documents ------------------------------------------------------------------------------------------------------- */

static void forget_document(checker *c)
{
    origin_free(&c->origin);
    if (c->has_text) position_free(&c->at);
    arena_free(&c->memory);
    strmap_init(&c->ids, &c->memory);
    c->document = c->element = STR("");
    c->references = NULL;
    c->reference_count = c->reference_cap = 0;
    c->last_time = c->last_block = 0;
    c->has_text = c->is_time = c->is_collecting = false;
    buffer_clear(&c->text);
}

static void begin_document(checker *c, attributes a)
{
    forget_document(c);
    c->document = arena_copy(&c->memory, attribute_of(a, "id"));
    c->counts->documents++;
    if (!c->document.len) tell(c, "a document has no id");
}

static void end_document(checker *c)
{
    c->element = STR("");
    if (!c->has_text) tell(c, "the document has no text");
    check_references(c);
}

static void begin_claim(checker *c, attributes a)
{
    take_id(c, a);
    take_references(c, attribute_of(a, "speakers"));
    take_references(c, attribute_of(a, "about"));
    take_references(c, attribute_of(a, "nested-in"));
}

static void begin_time(checker *c, attributes a)
{
    take_id(c, a);
    hs_str anchor = attribute_of(a, "anchor");
    if (!str_is(anchor, "published")) take_references(c, anchor);
}

static void collect(checker *c)
{
    buffer_clear(&c->words);
    c->is_collecting = true;
}

/* ---- events ---------------------------------------------------------------------------------------------------------- */

static bool is_ours(const xmlChar *space)
{
    return space && strcmp((const char *)space, NAMESPACE) == 0;
}

static void stop(checker *c)
{
    xmlStopParser(c->parser);
}

static void begin_element(checker *c, const char *name, attributes a)
{
    c->is_time = strcmp(name, "time") == 0 || (c->is_time && strcmp(name, "span") == 0);
    if (strcmp(name, "document") == 0) {
        begin_document(c, a);
    } else if (strcmp(name, "origin") == 0) {
        take_origin(c, a);
    } else if (strcmp(name, "text") == 0) {
        c->text_bytes = number_of(c, a, "bytes");
        c->text_chars = number_of(c, a, "chars");
        collect(c);
    } else if (strcmp(name, "block") == 0) {
        check_block(c, a);
    } else if (strcmp(name, "speaker") == 0) {
        take_id(c, a);
    } else if (strcmp(name, "time") == 0) {
        begin_time(c, a);
    } else if (strcmp(name, "claim") == 0) {
        begin_claim(c, a);
    } else if (strcmp(name, "span") == 0) {
        take_span(c, a);
        collect(c);
    }
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int space_count,
                     const xmlChar **spaces, int count, int defaulted, const xmlChar **items)
{
    checker *c = user;
    (void)prefix, (void)space_count, (void)spaces, (void)defaulted;
    if (!c->has_root) {
        c->has_root = true;
        c->is_foreign = !is_ours(space) || strcmp((const char *)name, "hearsay") != 0;
        if (c->is_foreign) stop(c);
    } else if (is_ours(space)) {
        begin_element(c, (const char *)name, (attributes){ items, count });
    }
    if (c->no_memory) stop(c);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *space)
{
    checker *c = user;
    const char *name = (const char *)local;
    (void)prefix;
    if (!is_ours(space)) return;
    if (c->words.failed || c->memory.failed) c->no_memory = true;
    if (c->no_memory) {
        stop(c);
    } else if (strcmp(name, "text") == 0) {
        finish_text(c);
        c->is_collecting = false;
    } else if (strcmp(name, "span") == 0) {
        finish_span(c);
        c->is_collecting = false;
    } else if (strcmp(name, "document") == 0) {
        end_document(c);
    }
}

static void on_characters(void *user, const xmlChar *bytes, int len)
{
    checker *c = user;
    if (c->is_collecting && len > 0) buffer_bytes(&c->words, (const char *)bytes, (size_t)len);
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    checker *c = user;
    (void)name, (void)external, (void)system;
    c->has_doctype = true;
    stop(c);
}

static void on_message(void *user, const char *format, ...)
{
    (void)user, (void)format; /* the last error is asked for at the end */
}

/* ---- the story ------------------------------------------------------------------------------------------------------- */

static hs_status open_checker(checker *c, const verify_options *options, verify_counts *counts, hs_error *error)
{
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end,
                          .characters = on_characters, .ignorableWhitespace = on_characters, .cdataBlock = on_characters,
                          .internalSubset = on_doctype, .error = on_message, .warning = on_message };
    *c = (checker){ .options = options, .counts = counts };
    *counts = (verify_counts){ 0 };
    arena_init(&c->memory);
    forget_document(c);
    c->parser = xmlCreatePushParserCtxt(&sax, c, NULL, 0, NULL);
    if (!c->parser) return error_memory(error);
    xmlCtxtUseOptions(c->parser, XML_PARSE_NONET);
    return HS_OK;
}

static void close_checker(checker *c)
{
    forget_document(c);
    buffer_free(&c->words);
    buffer_free(&c->text);
    xmlFreeParserCtxt(c->parser);
}

/* What xmlParseChunk() said, in our words. */
static hs_status outcome(checker *c, int code, hs_error *error)
{
    if (c->no_memory || code == XML_ERR_NO_MEMORY) return error_memory(error);
    if (c->has_doctype) return error_set(error, HS_ERR_INPUT, "a DOCTYPE is not read");
    if (c->is_foreign) return error_set(error, HS_ERR_INPUT, "expected <hearsay xmlns=\"" NAMESPACE "\">, so this is no result");
    if (!code) return HS_OK;
    const xmlError *last = xmlCtxtGetLastError(c->parser);
    const char *message = last && last->message ? last->message : "unknown";
    hs_status status = error_set(error, HS_ERR_INPUT, "not well-formed XML: %.*s", (int)strcspn(message, "\n"), message);
    if (error) error->line = (uint32_t)line_now(c);
    return status;
}

static hs_status feed(checker *c, hs_str bytes, bool is_last, hs_error *error)
{
    int code = 0;
    for (size_t i = 0; i < bytes.len && !code; i += CHUNK)
        code = xmlParseChunk(c->parser, bytes.ptr + i, (int)(bytes.len - i < CHUNK ? bytes.len - i : CHUNK), 0);
    if (is_last && !code) code = xmlParseChunk(c->parser, NULL, 0, 1);
    return outcome(c, code, error);
}

hs_status verify_xml_bytes(hs_str bytes, const verify_options *options, verify_counts *counts, hs_error *error)
{
    checker c;
    hs_status status = open_checker(&c, options, counts, error);
    if (status) return status;
    status = feed(&c, bytes, true, error);
    close_checker(&c);
    return status;
}

static hs_status feed_file(checker *c, FILE *file, hs_error *error)
{
    char *chunk = malloc(CHUNK);
    if (!chunk) return error_memory(error);
    hs_status status = HS_OK;
    size_t n;
    while (!status && (n = fread(chunk, 1, CHUNK, file)) > 0) status = feed(c, (hs_str){ chunk, n }, false, error);
    if (!status && ferror(file)) status = error_set(error, HS_ERR_IO, "can't be read: %s", strerror(errno));
    if (!status) status = feed(c, STR(""), true, error);
    free(chunk);
    return status;
}

hs_status verify_xml(const char *path, const verify_options *options, verify_counts *counts, hs_error *error)
{
    checker c;
    bool is_stdin = strcmp(path, "-") == 0;
    *counts = (verify_counts){ 0 };
    FILE *file = is_stdin ? stdin : fopen(path, "rb");
    if (!file) return error_set(error, HS_ERR_IO, "can't be opened: %s", strerror(errno));
    hs_status status = open_checker(&c, options, counts, error);
    if (!status) {
        status = feed_file(&c, file, error);
        close_checker(&c);
    }
    if (!is_stdin) fclose(file);
    return status;
}
