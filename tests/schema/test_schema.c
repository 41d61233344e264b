/* test_schema.c - hearsay.rng takes what is written and refuses what could be written by mistake. */
#include "emit/sample.h"
#include "emit/xml_read.h"

#include <criterion/criterion.h>
#include <libxml/relaxng.h>

static void be_quiet(void *user, const char *format, ...)
{
    (void)user, (void)format;
}

static xmlRelaxNG *load(void)
{
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(HEARSAY_SOURCE_DIR "/extractor/emit/hearsay.rng");
    xmlRelaxNG *schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    cr_assert_not_null(schema);
    return schema;
}

static bool is_valid(xmlRelaxNG *schema, hs_str xml, bool loud)
{
    xmlDoc *doc = xml_read(xml);
    xmlRelaxNGValidCtxt *valid = xmlRelaxNGNewValidCtxt(schema);
    if (!loud) xmlRelaxNGSetValidErrors(valid, be_quiet, be_quiet, NULL);
    int result = xmlRelaxNGValidateDoc(valid, doc);
    xmlRelaxNGFreeValidCtxt(valid);
    xmlFreeDoc(doc);
    return result == 0;
}

static buffer emit_all(void)
{
    buffer out;
    buffer_init(&out);
    emit_xml_begin(&out);
    for (int kind = 0; kind < SAMPLE_KINDS; kind++) {
        sample *s = sample_make(kind);
        if (kind == SAMPLE_BOM) s->text.warning = STR("the date \"soon\" can't be read & was left out");
        if (kind == SAMPLE_BOM) s->text.replaced = 3;
        emit_xml(&out, &s->document);
        sample_free(s);
    }
    emit_xml_end(&out);
    return out;
}

Test(schema, takes_what_is_written)
{
    xmlRelaxNG *schema = load();
    buffer all = emit_all();
    cr_assert(is_valid(schema, buffer_view(&all), true));
    buffer_clear(&all);
    emit_xml_begin(&all);
    emit_xml_end(&all);
    cr_assert(is_valid(schema, buffer_view(&all), true), "no document at all");
    buffer_free(&all);
    xmlRelaxNGFree(schema);
}

Test(schema, takes_a_bare_document)
{
    xmlRelaxNG *schema = load();
    hs_article article = { .bytes = STR("One."), .id = STR("a") };
    sample *s = sample_read(&article);
    buffer out;
    buffer_init(&out);
    s->document.pack_count = 0;
    s->document.language = STR("");
    emit_xml_begin(&out);
    emit_xml(&out, &s->document);
    emit_xml_end(&out);
    cr_assert(is_valid(schema, buffer_view(&out), true));
    buffer_free(&out);
    sample_free(s);
    xmlRelaxNGFree(schema);
}

static const struct { const char *from, *to; } mistakes[] = {
    { "schema=\"1\"", "schema=\"2\"" },
    { "urn:hearsay:1", "urn:hearsay:2" },
    { "<published", "<publicised" },
    { "value=\"2015-09-24\"", "value=\"24 Sept\"" },
    { " chars=", " characters=" },
    { "kind=\"mixed\"", "kind=\"mingled\"" },
    { "manner=\"said\"", "manner=\"sung\"" },
    { "commitment=\"CT+\"", "commitment=\"CT\"" },
    { "act=\"state\"", "act=\"stating\"" },
    { "about=\"t2 t3\"", "about=\"t2,t3\"" },
    { "said=\"2015-09-22\"", "said=\"Tuesday\"" },
    { "confidence=\"0.94\"", "confidence=\"0.936\"" },
    { " n=\"212\"", "" },
    { "<cue lemma=\"tell\">", "<cue lemma=\"tell\">and " },
    { " line=\"3\"", "" },
    { " oend=", " odd=" },
    { " rule=\"en.told-hearer@9f3c1a\"", "" },
    { "type=\"person\"", "type=\"persona\"" },
};

static buffer with_mistake(const buffer *xml, const char *from, const char *to)
{
    buffer out;
    buffer_init(&out);
    char *at = strstr(xml->data, from);
    cr_assert_not_null(at, "%s", from);
    buffer_bytes(&out, xml->data, (size_t)(at - xml->data));
    buffer_bytes(&out, to, strlen(to));
    buffer_bytes(&out, at + strlen(from), strlen(at + strlen(from)));
    return out;
}

Test(schema, refuses_mistakes)
{
    xmlRelaxNG *schema = load();
    buffer all = emit_all();
    buffer_char(&all, '\0');
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        buffer wrong = with_mistake(&all, mistakes[i].from, mistakes[i].to);
        cr_assert_not(is_valid(schema, buffer_view(&wrong), false), "%s -> %s", mistakes[i].from, mistakes[i].to);
        buffer_free(&wrong);
    }
    buffer_free(&all);
    xmlRelaxNGFree(schema);
}
