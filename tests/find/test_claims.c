/* test_claims.c - nesting, carried contents, kinds and wording through the whole engine with a small pack; and the same on articles of
 * thousands of claims, against the plain loops. */
#include "api/document.h"
#include "base/buffer.h"
#include "packs/pack.h"

#include <criterion/criterion.h>

static const char *const pack_yaml =
    "name: test\nlanguage: en\nversion: 1\nlayers: [class, attribution]\ntables:\n  openers: openers\n";

static const char *const rules_yaml =
    "rules:\n"
    "  - id: that\n    layer: attribution\n    view: [plain, inside]\n    match: |\n"
    "      {source: (ann | bob | eve)} {cue: said} {content: that []+} \".\"?\n"
    "    set: {act: state, manner: said}\n"
    "  - id: quote\n    layer: attribution\n    match: |\n      {content: @quote} {source: (ann | bob | eve)} {cue: said}\n"
    "    set: {act: state, manner: said}\n"
    "  - id: more\n    layer: attribution\n    carry: true\n    match: |\n      {content: @quote}\n";

static pack claims_pack;

static void begin(void)
{
    pack_begin(&claims_pack);
    pack_file(&claims_pack, "pack.yaml", pack_yaml);
    pack_file(&claims_pack, "rules.yaml", rules_yaml);
    pack_file(&claims_pack, "lexicons/openers.txt", "class: form\nthat\n");
    pack_load(&claims_pack);
}

static void end(void)
{
    pack_end(&claims_pack);
}

TestSuite(claims, .init = begin, .fini = end);

static hs_document *document_of(hs_str bytes)
{
    hs_article article = { .bytes = bytes, .id = STR("a") };
    hs_document *doc = NULL;
    hs_error error;
    cr_assert_eq(hs_extract(claims_pack.rules, &article, NULL, &doc, &error), HS_OK, "%s",
                 claims_pack.problem_count ? claims_pack.problems[0] : error.message);
    return doc;
}

/* "direct that it rained (in 1)": kind, wording, number of the claim around it, from 1. */
static void expect_claims(const char *bytes, const char *expected)
{
    static const char *const kinds[] = { "direct", "mixed", "indirect", "statement" };
    hs_document *doc = document_of((hs_str){ bytes, strlen(bytes) });
    buffer out;
    buffer_init(&out);
    for (uint32_t i = 0; i < doc->layers.claim_count; i++) {
        const claim *c = &doc->layers.claims[i];
        buffer_printf(&out, "%s%s %.*s", i ? "; " : "", kinds[c->kind], (int)c->wording.len, c->wording.ptr);
        if (c->nested_in != CLAIM_NONE) buffer_printf(&out, " (in %u)", c->nested_in + 1);
    }
    buffer_char(&out, '\0');
    cr_expect_str_eq(buffer_view(&out).ptr, expected, "%s\n   gives %s\n   not   %s", bytes, buffer_view(&out).ptr, expected);
    buffer_free(&out);
    hs_document_free(doc);
}

Test(claims, wording)
{
    expect_claims("Ann said that it rained.", "indirect it rained");
    expect_claims("\"It rained\" Ann said.", "direct It rained");
    expect_claims("Ann said that \"it rained\".", "mixed it rained"); /* `that` stands outside */
    expect_claims("Ann said that \"it\" never \"rained\".", "mixed \"it\" never \"rained\"");
    expect_claims("Ann said that it rained -.", "indirect it rained");
}

Test(claims, nesting)
{
    expect_claims("Ann said that Bob said that Eve said that it rained.",
                  "indirect Bob said that Eve said that it rained; indirect Eve said that it rained (in 1); indirect it rained (in 2)");
    expect_claims("\"Ann said that it rained\" Bob said.", "direct Ann said that it rained; indirect it rained (in 1)");
}

Test(claims, carried_contents)
{
    expect_claims("\"It rained\" Ann said. \"It poured.\"", "direct It rained It poured.");
    expect_claims("\"It rained\" Ann said.\n\n\"It poured.\"\n\n\"It stopped.\"", "direct It rained It poured. It stopped.");
    expect_claims("\"It rained\" Ann said.\n\nNothing.\n\n\"It poured.\"", "direct It rained");
    expect_claims("\"It poured.\" \"It rained\" Ann said.", "direct It rained");
    expect_claims("Ann said that it rained. Bob said that it poured. \"It stopped.\"", "indirect it rained; mixed it poured It stopped.");
}

/* ---- many ------------------------------------------------------------------------------------------------------------ */

static uint64_t state = 88172645463325252u;

static uint32_t roll(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 11) % n);
}

static bool is_outer(const claim *all, uint32_t outer, uint32_t inner)
{
    uint32_t a = pieces_length(&all[outer].content), b = pieces_length(&all[inner].content);
    return a != b ? a > b : outer < inner;
}

/* The plain loop: of all whose content has cue and source of the claim, the one with the shortest. */
static uint32_t nested_in(const layers *l, uint32_t index)
{
    const claim *c = &l->claims[index];
    uint32_t best = CLAIM_NONE;
    for (uint32_t k = 0; k < l->claim_count; k++) {
        if (k == index || !pieces_inside(&c->cue, &l->claims[k].content, false)) continue;
        if (c->source.count && !pieces_inside(&c->source, &l->claims[k].content, false)) continue;
        if (is_outer(l->claims, k, index) && (best == CLAIM_NONE || is_outer(l->claims, best, k))) best = k;
    }
    return best;
}

static void check_nesting(hs_str bytes, uint32_t at_least)
{
    hs_document *doc = document_of(bytes);
    const layers *l = &doc->layers;
    cr_assert_geq(l->claim_count, at_least);
    for (uint32_t i = 0; i < l->claim_count; i++) cr_assert_eq(l->claims[i].nested_in, nested_in(l, i), "claim %u", i);
    hs_document_free(doc);
}

Test(claims, nesting_equals_the_plain_loop)
{
    static const char *const parts[] = { "Ann said that ", "Bob said that ", "it rained. ", "\"", "\" Eve said. ", "\n\n", ", ", "Eve said that \"it\" " };
    for (int round = 0; round < 60; round++) {
        buffer out;
        buffer_init(&out);
        for (uint32_t n = roll(120); n > 0; n--) buffer_printf(&out, "%s", parts[roll(8)]);
        check_nesting(buffer_view(&out), 0);
        buffer_free(&out);
    }
}

static void write_times(buffer *out, uint32_t times, const char *bytes)
{
    for (uint32_t i = 0; i < times; i++) buffer_printf(out, "%s", bytes);
}

/* Thousands in one paragraph, one inside the other, in one quotation: a pass over pairs would be felt here. */
Test(claims, thousands)
{
    static const char *const many[] = { "\"It rained\" Ann said. Bob said that it poured. ", "Ann said that ", "Ann said that it rained, ", "\"It rained\" Ann said.\n\n" };
    for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
        buffer out;
        buffer_init(&out);
        write_times(&out, 4000, many[i]);
        buffer_printf(&out, "it rained.");
        hs_document *doc = document_of(buffer_view(&out));
        cr_expect_geq(doc->layers.claim_count, 3990);
        hs_document_free(doc);
        buffer_free(&out);
    }
}

Test(claims, thousands_carried_to_one)
{
    buffer out;
    buffer_init(&out);
    buffer_printf(&out, "\"It rained\" Ann said.");
    write_times(&out, 4000, "\n\n\"It poured.\"");
    hs_document *doc = document_of(buffer_view(&out));
    cr_assert_eq(doc->layers.claim_count, 1);
    cr_expect_eq(doc->layers.claims[0].content.count, 4001);
    cr_expect_eq(doc->layers.claims[0].wording.len, strlen("It rained") + 4000 * strlen(" It poured."));
    hs_document_free(doc);
    buffer_free(&out);
}
