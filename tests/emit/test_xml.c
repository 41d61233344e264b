/* test_xml.c - what libxml2 reads back is the text, and every span is where it says. */
#include "emit/sample.h"
#include "emit/xml_read.h"

#include "base/utf8.h"

#include <criterion/criterion.h>

static buffer emit(const sample *s)
{
    buffer out;
    buffer_init(&out);
    emit_xml_begin(&out);
    emit_xml(&out, &s->document);
    emit_xml_end(&out);
    cr_assert_not(out.failed);
    return out;
}

/* The byte at which code point `cp` begins, by counting. */
static size_t byte_of(hs_str in, uint32_t cp)
{
    size_t i = 0;
    for (; i < in.len && (cp || utf8_is_continuation(in.ptr[i])); i++)
        if (!utf8_is_continuation(in.ptr[i])) {
            if (!cp) break;
            cp--;
        }
    return i;
}

static void check_span(const sample *s, xmlNode *node)
{
    hs_str whole = s->text.bytes;
    hs_span b = { xml_number(node, "bstart", UINT32_MAX), xml_number(node, "bend", UINT32_MAX) };
    hs_span o = text_to_origin(&s->text, b);
    uint32_t start = xml_number(node, "start", UINT32_MAX), end = xml_number(node, "end", UINT32_MAX);
    xmlChar *words = xmlNodeGetContent(node);
    hs_str said = { (const char *)words, strlen((const char *)words) };
    cr_assert(str_eq(said, str_of(whole, b)), "%s", said.ptr);
    cr_assert_eq(byte_of(whole, start), b.start, "%s", said.ptr);
    cr_assert_eq(byte_of(whole, end), b.end, "%s", said.ptr);
    cr_assert_eq(xml_number(node, "ostart", b.start), o.start);
    cr_assert_eq(xml_number(node, "oend", b.end), o.end);
    cr_assert_eq(xmlHasProp(node, (const xmlChar *)"ostart") != NULL, o.start != b.start || o.end != b.end);
    xmlFree(words);
}

static void check_text(const sample *s, xmlNode *root)
{
    xmlNode *node = xml_next(root, "text");
    xmlChar *words = xmlNodeGetContent(node);
    cr_assert(str_is(s->text.bytes, (const char *)words));
    cr_assert_eq(xml_number(node, "bytes", 0), s->text.bytes.len);
    cr_assert_eq(xml_number(node, "chars", 0), utf8_count(s->text.bytes));
    xmlFree(words);
}

Test(xml, every_span_comes_back)
{
    for (int kind = 0; kind < SAMPLE_KINDS; kind++) {
        sample *s = sample_make(kind);
        buffer out = emit(s);
        xmlDoc *doc = xml_read(buffer_view(&out));
        xmlNode *root = xmlDocGetRootElement(doc);
        int spans = 0;
        check_text(s, root);
        cr_assert(str_eq(s->text.bytes, sample_words()));
        for (xmlNode *n = root; (n = xml_next(n, "span")); spans++) check_span(s, n);
        cr_assert_eq(spans, 13);
        xmlFreeDoc(doc);
        buffer_free(&out);
        sample_free(s);
    }
}

Test(xml, shape)
{
    hs_article article = { .bytes = STR("Xi \xE2\x80\x9Cis\xE2\x80\x9D in,\nMa said."), .id = STR("a"), .uri = STR("a.txt") };
    sample *s = sample_read(&article);
    claim c = { .kind = HS_KIND_MIXED, .manner = HS_MANNER_SAID, .source = sample_pieces(s, "Ma", NULL),
                .cue = sample_pieces(s, "said", NULL), .content = sample_pieces(s, "Xi \xE2\x80\x9Cis\xE2\x80\x9D in", NULL),
                .key = STR("k1"), .lemma = STR("say"), .wording = STR("Xi"), .act = STR("state"), .side = STR("neutral"),
                .commitment = STR("CT+"), .rule = STR("en.r@1"), .nested_in = CLAIM_NONE, .confidence = -1 };
    s->layers.claims = &c;
    s->layers.claim_count = 1;
    buffer out = emit(s);
    buffer_char(&out, '\0');
    const char *found = strstr(out.data, "  <claim");
    cr_assert_str_eq(found,
                     "  <claim id=\"c1\" key=\"k1\" kind=\"mixed\" manner=\"said\" rule=\"en.r@1\">\n"
                     "    <source><span start=\"12\" end=\"14\" bstart=\"16\" bend=\"18\" line=\"2\" column=\"1\">Ma</span></source>\n"
                     "    <cue lemma=\"say\"><span start=\"15\" end=\"19\" bstart=\"19\" bend=\"23\" line=\"2\" column=\"4\">said</span></cue>\n"
                     "    <content><span start=\"0\" end=\"10\" bstart=\"0\" bend=\"14\" line=\"1\" column=\"1\">"
                     "Xi \xE2\x80\x9Cis\xE2\x80\x9D in</span></content>\n"
                     "    <wording>Xi</wording>\n"
                     "    <stance act=\"state\" side=\"neutral\" commitment=\"CT+\"/>\n"
                     "  </claim>\n</document>\n</hearsay>\n");
    buffer_free(&out);
    sample_free(s);
}

Test(xml, a_record_says_where_it_lies)
{
    sample *s = sample_make(SAMPLE_JSON);
    buffer out = emit(s);
    buffer_char(&out, '\0');
    cr_assert_not_null(strstr(out.data, " media=\"application/x-ndjson\" charset=\"utf-8\" record=\"2\" offset=\"24\"/>"));
    cr_assert_not_null(strstr(out.data, "title=\"A &quot;title&quot; &lt;1&gt;&#10;and more\""));
    cr_assert_not_null(strstr(out.data, "confidence=\"0.94\" n=\"212\" said=\"2015-09-22\" about=\"t2 t3\">"));
    cr_assert_not_null(strstr(out.data, " nested-in=\"c1\">"));
    cr_assert_not_null(strstr(out.data, "&#13;\n"));
    cr_assert_null(strchr(out.data, '\r'));
    buffer_free(&out);
    sample_free(s);
}

Test(xml, what_was_replaced_is_told)
{
    hs_article article = { .bytes = STR("one \x01 two \xFF three \xE2\x80\x9C \xE2\x80\x9D"), .id = STR("a") };
    sample *s = sample_read(&article);
    buffer out = emit(s);
    cr_assert_gt(s->text.replaced, 0u);
    buffer_char(&out, '\0');
    cr_assert_not_null(strstr(out.data, " replaced=\""));
    if (s->text.warning.len) cr_assert_not_null(strstr(out.data, "  <note>"));
    buffer_free(&out);
    sample_free(s);
}

Test(xml, same_bytes_twice)
{
    sample *s = sample_make(SAMPLE_UTF16), *t = sample_make(SAMPLE_UTF16);
    buffer a = emit(s), b = emit(t);
    cr_assert(str_eq(buffer_view(&a), buffer_view(&b)));
    buffer_free(&a);
    buffer_free(&b);
    sample_free(s);
    sample_free(t);
}
