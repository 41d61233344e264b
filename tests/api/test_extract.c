/* test_extract.c - the public header alone: small texts in, claims and warnings out. */
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

static pack talk;

static void open_talk(void)
{
    pack_begin(&talk);
    pack_try(&talk, "talk");
    cr_assert_eq(talk.status, HS_OK, "%s", talk.error.message);
    cr_assert_eq(pack_problems(&talk, "E"), 0, "%s", talk.problems[0]);
}

static void close_talk(void)
{
    pack_end(&talk);
}

TestSuite(extract, .init = open_talk, .fini = close_talk);

static hs_document *document_of(const char *bytes, const hs_options *options)
{
    hs_article article = { .bytes = { bytes, strlen(bytes) }, .id = STR("a1"), .published = STR("2015-09-24"), .published_from = STR("option") };
    hs_document *doc;
    hs_error error;
    cr_assert_eq(hs_extract(talk.rules, &article, options, &doc, &error), HS_OK, "%s", error.message);
    return doc;
}

static const char *pieces_of(const hs_document *doc, hs_spans s)
{
    static char out[4][300];
    static int turn;
    char *to = out[turn = (turn + 1) % 4];
    size_t n = 0;
    to[0] = '\0';
    for (size_t i = 0; i < s.count; i++) {
        hs_str piece = str_of(hs_document_text(doc), s.items[i]);
        n += (size_t)snprintf(to + n, sizeof out[0] - n, "%s%.*s", i ? " / " : "", (int)piece.len, piece.ptr);
    }
    return to;
}

static hs_claim claim_at(const hs_document *doc, size_t index)
{
    hs_claim c = { 0 };
    cr_assert(hs_document_claim(doc, index, &c), "claim %zu", index);
    return c;
}

Test(extract, a_claim)
{
    hs_document *doc = document_of("The mayor said in 2014 that the bridge wouldn't open.", NULL);
    cr_assert_eq(hs_document_claim_count(doc), 1);
    hs_claim c = claim_at(doc, 0);
    cr_expect_str_eq(pieces_of(doc, c.source), "The mayor");
    cr_expect_str_eq(pieces_of(doc, c.cue), "said");
    cr_expect_str_eq(pieces_of(doc, c.content), "that the bridge wouldn't open");
    cr_expect(str_is(c.wording, "the bridge wouldn't open"), "%.*s", (int)c.wording.len, c.wording.ptr);
    cr_expect(c.number == 1 && c.kind == HS_KIND_INDIRECT && c.manner == HS_MANNER_SAID && c.nested_in == 0);
    cr_expect(str_is(c.act, "state") && str_is(c.said, "2014"));
    cr_expect(str_starts(c.rule, STR("talk.that@")));
    cr_expect(str_is(hs_document_id(doc), "a1"));
    hs_claim none;
    cr_expect(!hs_document_claim(doc, 1, &none));
    hs_document_free(doc);
}

/* What follows alone in marks belongs to the one who spoke; also in the next paragraph, not in the one after it. */
Test(extract, carried_quotations)
{
    hs_document *doc = document_of("\"It is closed,\" Xi said. \"It stays.\"\n\n\"For years.\"\n\nThe end.\n\n\"No.\"", NULL);
    cr_assert_eq(hs_document_claim_count(doc), 1);
    hs_claim c = claim_at(doc, 0);
    cr_expect_str_eq(pieces_of(doc, c.content), "\"It is closed,\" / \"It stays.\" / \"For years.\"");
    cr_expect_eq(c.kind, HS_KIND_DIRECT);
    cr_expect(str_is(c.wording, "It is closed, It stays. For years."), "%.*s", (int)c.wording.len, c.wording.ptr);
    hs_document_free(doc);
}

Test(extract, nested_claims_and_kinds)
{
    hs_document *doc = document_of("Xi said that Ann thought that the bridge was \"open\". The council met in 2013.", NULL);
    cr_assert_eq(hs_document_claim_count(doc), 3);
    cr_expect_eq(claim_at(doc, 0).nested_in, 0);
    cr_expect_eq(claim_at(doc, 0).kind, HS_KIND_MIXED);
    cr_expect_eq(claim_at(doc, 1).nested_in, 1);
    cr_expect_eq(claim_at(doc, 1).manner, HS_MANNER_THOUGHT);
    cr_expect_eq(claim_at(doc, 2).kind, HS_KIND_STATEMENT);
    cr_expect(str_is(claim_at(doc, 2).act, "state") && claim_at(doc, 2).source.count == 0 && claim_at(doc, 2).cue.count == 0);
    hs_document_free(doc);
}

/* If the outer claim is filtered out the inner one moves up: to the next outer one that is kept, or to none. */
Test(extract, filters)
{
    static const char *const bytes = "Xi said that Ann thought that Bo wrote that it is open. The council met in 2013.";
    hs_options options = { .manners = 1u << HS_MANNER_SAID | 1u << HS_MANNER_WROTE };
    hs_document *doc = document_of(bytes, &options);
    cr_assert_eq(hs_document_claim_count(doc), 2);
    cr_expect_eq(claim_at(doc, 1).manner, HS_MANNER_WROTE);
    cr_expect_eq(claim_at(doc, 1).nested_in, 1);
    hs_document_free(doc);
    options = (hs_options){ .manners = 1u << HS_MANNER_THOUGHT };
    doc = document_of(bytes, &options);
    cr_assert_eq(hs_document_claim_count(doc), 1);
    cr_expect_eq(claim_at(doc, 0).nested_in, 0);
    hs_document_free(doc);
    options = (hs_options){ .kinds = 1u << HS_KIND_STATEMENT };
    doc = document_of(bytes, &options);
    cr_assert_eq(hs_document_claim_count(doc), 1);
    cr_expect_eq(claim_at(doc, 0).kind, HS_KIND_STATEMENT);
    hs_document_free(doc);
}

Test(extract, what_is_no_article)
{
    char *large = malloc(2000);
    cr_assert_not_null(large);
    memset(large, 'a', 2000);
    hs_options options = { .max_article = 1999 };
    const struct { hs_str bytes; hs_status status; } tries[] = {
        { STR(""), HS_ERR_INPUT }, { { large, 2000 }, HS_ERR_LIMIT }, { { "\x7F" "ELF\x00\x00\x01\x00\x02\x00\x03\x00\x00\x00\x00\x01", 16 }, HS_ERR_INPUT } };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        hs_article article = { .bytes = tries[i].bytes, .id = STR("x") };
        hs_document *doc = NULL;
        hs_error error = { 0 };
        cr_expect_eq(hs_extract(talk.rules, &article, &options, &doc, &error), tries[i].status, "%zu: %s", i, error.message);
        cr_expect_null(doc);
        cr_expect(error.message[0] && error.status == tries[i].status);
        cr_expect_eq(hs_extract(talk.rules, &article, &options, &doc, NULL), tries[i].status, "error may be NULL");
    }
    free(large);
}

Test(extract, spans_lead_back_to_the_origin)
{
    hs_article article = { .bytes = { "\x93It is caf\xE9,\x94 Xi said.", 22 }, .id = STR("x") };
    hs_document *doc;
    cr_assert_eq(hs_extract(talk.rules, &article, NULL, &doc, NULL), HS_OK);
    cr_assert_eq(hs_document_claim_count(doc), 1);
    hs_claim c = claim_at(doc, 0);
    hs_span content = hs_origin_of(doc, c.content.items[0]), source = hs_origin_of(doc, c.source.items[0]);
    cr_expect(content.start == 0 && content.end == 13, "%u %u", content.start, content.end);
    cr_expect(source.start == 14 && source.end == 16);
    cr_expect_str_eq(pieces_of(doc, c.content), "\xE2\x80\x9CIt is caf\xC3\xA9,\xE2\x80\x9D");
    hs_document_free(doc);
}

Test(extract, warnings)
{
    hs_document *doc = document_of("Nothing said.", NULL);
    cr_expect_eq(hs_document_warning(doc, 0).len, 0);
    hs_document_free(doc);
    char *bytes = malloc(5 * 3000 + 1);
    cr_assert_not_null(bytes);
    for (int i = 0; i < 3000; i++) memcpy(bytes + i * 5, "word ", 6);
    doc = document_of(bytes, NULL);
    cr_expect(str_starts(hs_document_warning(doc, 0), STR("limit: a stretch of 3000 tokens")));
    cr_expect_eq(hs_document_warning(doc, 1).len, 0);
    hs_document_free(doc);
    free(bytes);
}

static bool stop(void *user, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)user += length;
    return false;
}

Test(extract, a_sink_may_stop)
{
    hs_document *doc = document_of("Xi said that it rains.", NULL);
    size_t seen = 0;
    cr_expect_eq(hs_document_write(doc, HS_FORMAT_JSONL, 0, stop, &seen), HS_ERR_IO);
    cr_expect_gt(seen, 0);
    hs_document_free(doc);
}

Test(extract, freeing_nothing)
{
    hs_document_free(NULL);
    hs_rules_free(NULL);
    char line[8];
    cr_expect_gt(hs_versions(line, sizeof line), sizeof line);
    cr_expect_str_eq(line, "hearsay");
    for (int s = HS_OK; s <= HS_ERR_USAGE; s++) cr_expect(hs_status_name((hs_status)s)[0]);
}
