/* test_json.c - documents and jsonl as jansson reads them: spans in code points, keys in their order, null for what isn't there. */
#include "emit/sample.h"

#include "base/utf8.h"

#include <criterion/criterion.h>
#include <jansson.h>

static json_t *read_line(hs_str line)
{
    json_error_t error;
    json_t *value = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, &error);
    cr_assert_not_null(value, "%s at %d: %.*s", error.text, error.position, (int)line.len, line.ptr);
    return value;
}

static json_t *read_document(const sample *s, bool with_text)
{
    buffer out;
    buffer_init(&out);
    emit_documents(&out, &s->document, with_text);
    cr_assert_not(out.failed);
    cr_assert_eq(memchr(out.data, '\n', out.len), out.data + out.len - 1, "one line");
    json_t *value = read_line(buffer_view(&out));
    buffer_free(&out);
    return value;
}

static uint32_t code_points(hs_str in, uint32_t byte)
{
    return (uint32_t)utf8_count((hs_str){ in.ptr, byte });
}

static void check_pair(const sample *s, json_t *pair, hs_span span)
{
    cr_assert_eq(json_integer_value(json_array_get(pair, 0)), code_points(s->text.bytes, span.start));
    cr_assert_eq(json_integer_value(json_array_get(pair, 1)), code_points(s->text.bytes, span.end));
}

static void check_pieces(const sample *s, json_t *list, const pieces *p)
{
    cr_assert_eq(json_array_size(list), p->count);
    for (uint32_t i = 0; i < p->count; i++) check_pair(s, json_array_get(list, i), token_span(&s->tokens, p->items[i]));
}

static const char *text_at(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void check_keys(json_t *object, const char *expected)
{
    char keys[600] = "";
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) strcat(strcat(keys, key), " ");
    cr_assert_str_eq(keys, expected);
}

Test(documents, keys_in_their_order)
{
    sample *s = sample_make(SAMPLE_PLAIN);
    json_t *d = read_document(s, true);
    check_keys(d, "schema id uri published published_from blocks sentences tokens timexes speakers attributions text ");
    check_keys(json_array_get(json_object_get(d, "timexes"), 0), "id start end type value mod ");
    check_keys(json_array_get(json_object_get(d, "speakers"), 0), "id key name type role ");
    check_keys(json_array_get(json_object_get(d, "attributions"), 0),
               "id key kind manner source cue content hearer wording speakers speaker type act side target commitment said about "
               "nested nested_in rule confidence n ");
    check_keys(json_array_get(json_object_get(d, "attributions"), 2),
               "id key kind manner source cue content hearer wording speakers speaker type act side target commitment said about "
               "nested nested_in rule ");
    json_decref(d);
    sample_free(s);
}

Test(documents, spans_are_code_points)
{
    for (int kind = 0; kind < SAMPLE_KINDS; kind++) {
        sample *s = sample_make(kind);
        json_t *d = read_document(s, true), *rows = json_object_get(d, "tokens"), *claims = json_object_get(d, "attributions");
        cr_assert(str_is(s->text.bytes, text_at(d, "text")));
        cr_assert_eq(json_array_size(rows), s->tokens.count);
        for (uint32_t i = 0; i < s->tokens.count; i++) {
            json_t *row = json_array_get(rows, i);
            check_pair(s, row, (hs_span){ s->tokens.items[i].start, s->tokens.items[i].end });
            cr_assert_str_eq(json_string_value(json_array_get(row, 2)), upos_name((upos_class)s->tokens.items[i].upos));
        }
        for (uint32_t i = 0; i < s->text.block_count; i++)
            check_pair(s, json_array_get(json_object_get(d, "blocks"), i), s->text.blocks[i].span);
        for (uint32_t i = 0; i < s->tokens.sentence_count; i++)
            check_pair(s, json_array_get(json_object_get(d, "sentences"), i), token_span(&s->tokens, s->tokens.sentences[i]));
        for (uint32_t i = 0; i < s->layers.claim_count; i++) {
            check_pieces(s, json_object_get(json_array_get(claims, i), "source"), &s->layers.claims[i].source);
            check_pieces(s, json_object_get(json_array_get(claims, i), "cue"), &s->layers.claims[i].cue);
            check_pieces(s, json_object_get(json_array_get(claims, i), "content"), &s->layers.claims[i].content);
            check_pieces(s, json_object_get(json_array_get(claims, i), "hearer"), &s->layers.claims[i].hearer);
        }
        json_decref(d);
        sample_free(s);
    }
}

Test(documents, values)
{
    sample *s = sample_make(SAMPLE_BOM);
    json_t *d = read_document(s, false), *claims = json_object_get(d, "attributions");
    json_t *told = json_array_get(claims, 0), *added = json_array_get(claims, 1), *stated = json_array_get(claims, 2);
    cr_assert_null(json_object_get(d, "text"));
    cr_assert_str_eq(text_at(d, "published"), "2015-09-24");
    cr_assert(json_is_null(json_object_get(json_array_get(json_object_get(d, "timexes"), 2), "value")));
    cr_assert_str_eq(text_at(told, "speaker"), "Ana \"Anita\" Ruiz & Co; the report");
    cr_assert_str_eq(text_at(told, "type"), "person");
    cr_assert_str_eq(text_at(told, "target"), "<safe> & sound");
    cr_assert_str_eq(json_string_value(json_array_get(json_object_get(told, "about"), 1)), "t3");
    cr_assert_str_eq(json_string_value(json_array_get(json_object_get(told, "speakers"), 1)), "s2");
    cr_assert_float_eq(json_real_value(json_object_get(told, "confidence")), 0.94, 1e-9);
    cr_assert_eq(json_integer_value(json_object_get(told, "n")), 212);
    cr_assert(json_is_false(json_object_get(told, "nested")));
    cr_assert(json_is_true(json_object_get(added, "nested")));
    cr_assert_str_eq(text_at(added, "nested_in"), "c1");
    cr_assert_str_eq(text_at(added, "type"), "unknown");
    cr_assert(json_is_null(json_object_get(added, "speaker")));
    cr_assert(json_is_null(json_object_get(added, "said")));
    cr_assert(json_is_null(json_object_get(stated, "act")));
    cr_assert_eq(json_array_size(json_object_get(stated, "source")), 0u);
    json_decref(d);
    sample_free(s);
}

Test(documents, nothing_found)
{
    hs_article article = { .bytes = STR("One."), .id = STR("a") };
    sample *s = sample_read(&article);
    buffer out;
    buffer_init(&out);
    s->text.block_count = s->tokens.count = 0;
    emit_documents(&out, &s->document, false);
    buffer_char(&out, '\0');
    cr_assert_str_eq(out.data, "{\"schema\":1,\"id\":\"a\",\"uri\":null,\"published\":null,\"published_from\":null,\"blocks\":[],\"sentences\":[],"
                               "\"tokens\":[],\"timexes\":[],\"speakers\":[],\"attributions\":[]}\n");
    buffer_clear(&out);
    emit_jsonl(&out, &s->document);
    cr_assert_eq(out.len, 0u);
    buffer_free(&out);
    sample_free(s);
}

static const char jsonl_keys[] = "document url title published claim key kind manner act side target commitment said about speaker speaker_key "
                                 "speaker_type speaker_role source cue content wording start end rule confidence n nested_in uri record ";

Test(jsonl, one_claim_a_line)
{
    sample *s = sample_make(SAMPLE_JSON);
    buffer out;
    buffer_init(&out);
    emit_jsonl(&out, &s->document);
    const char *line = out.data;
    json_t *claims[3];
    for (int i = 0; i < 3; i++) {
        const char *end = memchr(line, '\n', (size_t)(out.data + out.len - line));
        cr_assert_not_null(end);
        claims[i] = read_line((hs_str){ line, (size_t)(end - line) });
        check_keys(claims[i], jsonl_keys);
        line = end + 1;
    }
    cr_assert_eq(line, out.data + out.len);
    cr_assert_str_eq(text_at(claims[0], "about"), "2016");
    cr_assert_str_eq(text_at(claims[0], "speaker_key"), "p:5d41; d:77aa");
    cr_assert_str_eq(text_at(claims[0], "speaker_role"), "Mayor; ");
    cr_assert_str_eq(text_at(claims[1], "content"), "the report \xE2\x80\xA6 shows \\ it\tfailed last week");
    cr_assert_str_eq(text_at(claims[1], "nested_in"), "c1");
    cr_assert_eq(json_integer_value(json_object_get(claims[1], "record")), 2);
    cr_assert(json_is_null(json_object_get(claims[1], "confidence")));
    cr_assert(json_is_null(json_object_get(claims[2], "about")));
    cr_assert(json_is_null(json_object_get(claims[2], "cue")));
    hs_span hull = { token_span(&s->tokens, sample_find(s, "the report")).start, token_span(&s->tokens, sample_find(s, "last week")).end };
    cr_assert_eq(json_integer_value(json_object_get(claims[1], "start")), code_points(s->text.bytes, hull.start));
    cr_assert_eq(json_integer_value(json_object_get(claims[1], "end")), code_points(s->text.bytes, hull.end));
    for (int i = 0; i < 3; i++) json_decref(claims[i]);
    buffer_free(&out);
    sample_free(s);
}
