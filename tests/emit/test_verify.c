/* test_verify.c - a true result passes, by `verify` and by a script that shares no code with it; each lie is found and named. */
#include "curate/verify.h"
#include "emit/sample.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct { char folder[64]; buffer xml; } result;

static void write_file(const char *folder, const char *name, hs_str bytes)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    cr_assert_eq(fclose(file), 0);
}

/* All kinds of origins, each as a file, and one result for them. */
static result make(void)
{
    result r = { .folder = "/tmp/hearsay-verify-XXXXXX" };
    cr_assert_not_null(mkdtemp(r.folder));
    buffer_init(&r.xml);
    emit_xml_begin(&r.xml);
    for (int kind = 0; kind < SAMPLE_KINDS; kind++) {
        sample *s = sample_make(kind);
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)s->text.uri.len, s->text.uri.ptr);
        write_file(r.folder, name, sample_file(&s->memory, kind));
        emit_xml(&r.xml, &s->document);
        sample_free(s);
    }
    emit_xml_end(&r.xml);
    return r;
}

static void drop(result *r)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", r->folder);
    cr_assert_eq(system(command), 0);
    buffer_free(&r->xml);
}

typedef struct { char said[4000]; } notes;

static void note(void *user, const verify_problem *p)
{
    notes *n = user;
    size_t used = strlen(n->said);
    snprintf(n->said + used, sizeof n->said - used, "%.*s|%.*s|%d|%s\n", (int)p->document.len, p->document.ptr, (int)p->element.len,
             p->element.ptr, p->line > 0, p->what);
}

static verify_counts check(const result *r, hs_str xml, notes *n)
{
    verify_counts counts;
    hs_error error = { 0 };
    *n = (notes){ { 0 } };
    verify_options options = { .root = r->folder, .on_problem = note, .user = n };
    cr_assert_eq(verify_xml_bytes(xml, &options, &counts, &error), HS_OK, "%s", error.message);
    return counts;
}

Test(verify, a_true_result)
{
    result r = make();
    notes n;
    verify_counts counts = check(&r, buffer_view(&r.xml), &n);
    cr_assert_str_eq(n.said, "");
    cr_assert_eq(counts.documents, (uint64_t)SAMPLE_KINDS);
    cr_assert_eq(counts.origins, (uint64_t)SAMPLE_KINDS);
    cr_assert_eq(counts.spans, 13u * SAMPLE_KINDS);
    cr_assert_eq(counts.origin_spans, counts.spans);
    drop(&r);
}

Test(verify, a_script_agrees)
{
    result r = make();
    char command[512];
    write_file(r.folder, "result.xml", buffer_view(&r.xml));
    snprintf(command, sizeof command, "python3 %s/tests/verify_spans.py %s/result.xml --root %s >%s/said", HEARSAY_SOURCE_DIR, r.folder,
             r.folder, r.folder);
    cr_assert_eq(system(command), 0);
    snprintf(command, sizeof command,
             "cd %s && grep -q '^52 spans, 52 held against their origin, 0 wrong' said && sed -i 's/>told</>sold</' result.xml && "
             "! python3 %s/tests/verify_spans.py result.xml 2>/dev/null >&2",
             r.folder, HEARSAY_SOURCE_DIR);
    cr_assert_eq(system(command), 0);
    drop(&r);
}

Test(verify, a_file_as_bytes)
{
    result r = make();
    verify_counts counts;
    hs_error error = { 0 };
    char path[128];
    write_file(r.folder, "result.xml", buffer_view(&r.xml));
    snprintf(path, sizeof path, "%s/result.xml", r.folder);
    cr_assert_eq(verify_xml(path, &(verify_options){ .root = r.folder }, &counts, &error), HS_OK);
    cr_assert_eq(counts.problems, 0u);
    cr_assert_eq(counts.origin_spans, 13u * SAMPLE_KINDS);
    cr_assert_eq(verify_xml("/nowhere/at-all.xml", &(verify_options){ 0 }, &counts, &error), HS_ERR_IO);
    drop(&r);
}

/* ---- lies: in the first document, or in the last one, `from` becomes `to` ---- */

static const struct { bool is_last; const char *from, *to, *said; } lies[] = {
    { 0, ">told</span>", ">sold</span>", "plain.txt|c1|1|bytes 53-57 of the text are \"told\", the span has \"sold\"\n" },
    { 0, "<span start=\"46\"", "<span start=\"45\"", "plain.txt|c1|1|start is 45, the text has it at 46\n" },
    { 0, "end=\"50\" bstart", "end=\"51\" bstart", "plain.txt|c1|1|end is 51, the text has it at 50\n" },
    { 0, "line=\"3\" column=\"16\"", "line=\"2\" column=\"16\"", "plain.txt|c1|1|line is 2, the text has it at 3\n" },
    { 0, "column=\"16\"", "column=\"17\"", "plain.txt|c1|1|column is 17, the text has it at 16\n" },
    { 0, "bend=\"57\"", "bend=\"99999\"", "plain.txt|c1|1|bytes 53-99999 lie outside the text of 236 bytes\n" },
    { 0, "<document id=\"plain.txt\"", "<document id=\"\"", "|" },
    { 0, "<claim id=\"c2\"", "<claim id=\"c1\"", "plain.txt|c1|1|id c1 is there twice\n" },
    { 0, "about=\"t2 t3\"", "about=\"t2 t9\"", "plain.txt|c1|1|names t9, which doesn't exist\n" },
    { 0, "speakers=\"s1 s2\"", "speakers=\"s1 s3\"", "plain.txt|c1|1|names s3, which doesn't exist\n" },
    { 0, "nested-in=\"c1\"", "nested-in=\"c8\"", "plain.txt|c2|1|names c8, which doesn't exist\n" },
    { 0, "anchor=\"t1\"", "anchor=\"t7\"", "plain.txt|t3|1|names t7, which doesn't exist\n" },
    { 0, "sha256=\"", "sha256=\"0", "plain.txt||1|the origin plain.txt is no longer what it was\n" },
    { 0, "chars=\"", "chars=\"1", "plain.txt|" },
    { 0, "<text bytes=\"", "<text bytes=\"x", "plain.txt|" },
    { 1, "ostart=\"", "ostart=\"1", "two.jsonl|t1|1|bytes 1" },
    { 1, "oend=\"", "oxxx=\"", "two.jsonl|t1|1|ostart and oend belong together\n" },
};

static buffer with_lie(const buffer *xml, bool is_last, const char *from, const char *to)
{
    buffer whole, out;
    buffer_init(&whole);
    buffer_init(&out);
    buffer_str(&whole, buffer_view(xml));
    buffer_char(&whole, '\0');
    const char *begin = is_last ? strstr(whole.data, "<document id=\"two.jsonl\"") : whole.data;
    const char *at = strstr(begin, from);
    cr_assert_not_null(at, "%s isn't there", from);
    buffer_bytes(&out, whole.data, (size_t)(at - whole.data));
    buffer_bytes(&out, to, strlen(to));
    buffer_bytes(&out, at + strlen(from), whole.len - 1 - (size_t)(at - whole.data) - strlen(from));
    buffer_free(&whole);
    return out;
}

Test(verify, lies_are_found)
{
    result r = make();
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        notes n;
        buffer xml = with_lie(&r.xml, lies[i].is_last, lies[i].from, lies[i].to);
        verify_counts counts = check(&r, buffer_view(&xml), &n);
        cr_assert_gt(counts.problems, 0u, "%s -> %s", lies[i].from, lies[i].to);
        cr_assert_eq(strncmp(n.said, lies[i].said, strlen(lies[i].said)), 0, "%s -> %s: %s", lies[i].from, lies[i].to, n.said);
        buffer_free(&xml);
    }
    drop(&r);
}

Test(verify, a_changed_and_a_missing_origin)
{
    result r = make();
    notes n;
    write_file(r.folder, "plain.txt", STR("something else"));
    verify_counts counts = check(&r, buffer_view(&r.xml), &n);
    cr_assert_str_eq(n.said, "plain.txt||1|the origin plain.txt is no longer what it was\n");
    cr_assert_eq(counts.origin_spans, 13u * (SAMPLE_KINDS - 1));
    verify_options elsewhere = { .root = "/nowhere" };
    cr_assert_eq(verify_xml_bytes(buffer_view(&r.xml), &elsewhere, &counts, NULL), HS_OK);
    cr_assert_eq(counts.problems, 0u);
    cr_assert_eq(counts.origins_missing, (uint64_t)SAMPLE_KINDS);
    drop(&r);
}

/* Bytes changed at random: whatever comes out, nothing may break. */
Test(verify, survives_damage)
{
    result r = make();
    uint32_t state = 7;
    for (int round = 0; round < 1000; round++) {
        buffer damaged;
        verify_counts counts;
        buffer_init(&damaged);
        buffer_str(&damaged, buffer_view(&r.xml));
        for (int i = 0; i < 3; i++) {
            state = state * 1664525u + 1013904223u;
            damaged.data[state % damaged.len] = "0123459 <>\"&=s\0\xC3"[state >> 16 & 15];
        }
        verify_options options = { .root = r.folder };
        hs_status status = verify_xml_bytes(buffer_view(&damaged), &options, &counts, NULL);
        cr_assert(status == HS_OK || status == HS_ERR_INPUT);
        buffer_free(&damaged);
    }
    drop(&r);
}

static hs_status read_bytes(hs_str xml, hs_error *error)
{
    verify_counts counts;
    return verify_xml_bytes(xml, &(verify_options){ 0 }, &counts, error);
}

Test(verify, what_is_no_result)
{
    hs_error error;
    cr_assert_eq(read_bytes(STR("<html/>"), &error), HS_ERR_INPUT);
    cr_assert_eq(read_bytes(STR("<hearsay schema=\"1\"/>"), &error), HS_ERR_INPUT);
    cr_assert_eq(read_bytes(STR(""), &error), HS_ERR_INPUT);
    cr_assert_eq(read_bytes(STR("<hearsay xmlns=\"urn:hearsay:1\">\n<doc"), &error), HS_ERR_INPUT);
    cr_assert_eq(strncmp(error.message, "not well-formed XML: ", 21), 0, "%s", error.message);
    cr_assert_eq(error.line, 2u);
    cr_assert_eq(read_bytes(STR("<hearsay xmlns=\"urn:hearsay:1\"/>"), &error), HS_OK);
}

Test(verify, no_entity_is_ever_read)
{
    hs_error error;
    hs_str laughs = STR("<!DOCTYPE hearsay [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n"
                        "<hearsay xmlns=\"urn:hearsay:1\"><document id=\"&b;\"><text bytes=\"2\" chars=\"2\">&f;</text></document></hearsay>");
    cr_assert_eq(read_bytes(laughs, &error), HS_ERR_INPUT);
    cr_assert_str_eq(error.message, "a DOCTYPE is not read");
}

Test(verify, what_stands_outside_a_document)
{
    cr_assert_eq(read_bytes(STR("<hearsay xmlns=\"urn:hearsay:1\"><span start=\"0\"/><claim id=\"c1\"/><text/><text/><time/></hearsay>"), NULL), HS_OK);
}
