/* test_said.c - the day of a saying, through the whole engine with a small pack.
 *
 * The pack knows three frames (that, a noun phrase, a participle behind another verb), weekdays, months and weeks, and three phrases of
 * the layer `occasion`. Every article is of Thursday, 24 September 2015. */
#include "api/document.h"
#include "packs/pack.h"

#include <criterion/criterion.h>

static const char *const pack_yaml =
    "name: test\nlanguage: en\nversion: 1\nlayers: [class, time, occasion, attribution]\ntables:\n  words: [words]\n";

static const char *const rules_yaml =
    "rules:\n"
    "  - id: weekday\n    layer: time\n    match: |\n      {time: %days}\n    set: {type: DATE, weekday: $time.day}\n"
    "  - id: month\n    layer: time\n    match: |\n      {time: %months}\n    set: {type: DATE, month: $time.month, direction: past}\n"
    "  - id: next-day\n    layer: time\n    match: |\n      {time: tomorrow}\n    set: {type: DATE, unit: D, shift: \"1\"}\n"
    "  - id: last-week\n    layer: time\n    match: |\n      {time: last week}\n    set: {type: DATE, unit: W, shift: \"-1\"}\n"
    "  - id: this-week\n    layer: time\n    match: |\n      {time: this week}\n    set: {type: DATE, unit: W, shift: \"0\"}\n"
    "  - id: speech\n    layer: occasion\n    view: plain\n    match: |\n      ^ {occasion: in a speech on @time \",\"}\n"
    "  - id: when\n    layer: occasion\n    view: plain\n    match: |\n      {occasion: @time when}\n"
    "  - id: none\n    layer: occasion\n    view: plain\n    match: |\n      {occasion: since @time}\n    set: {kind: none}\n"
    "  - id: that\n    layer: attribution\n    view: plain\n    match: |\n"
    "      {source: ruiz (\",\"? [!said & !met & !chided]+)?} {cue: said [:ADP | @time]*} {content: that []+?} \".\"\n"
    "      {source: ruiz} met []* {cue: warning} {content: that []+?} \".\"\n"
    "      {source: ruiz} {cue: said} \",\" {content: the []+?} \".\"\n"
    "      {source: ruiz} {cue: said} {content: so}\n"
    "      {source: ruiz} {cue: chided} {content: the []+?} \".\"\n"
    "    set: {act: state, manner: said}\n";

static const char *const words =
    "class: form\nruiz upos=PROPN\nthe upos=DET\na upos=DET\nin upos=ADP\nsince upos=ADP\non upos=ADP\nsaid upos=VERB\n"
    "met upos=VERB\nwarning upos=VERB\n"
    "chided upos=VERB\nspeaking upos=VERB\nleft upos=VERB\nis upos=AUX\nit upos=PRON\nwho upos=PRON\nthat upos=SCONJ\n"
    "when upos=ADV\nso upos=ADV\n"
    "and upos=CCONJ\ncouncil upos=NOUN\nspeech upos=NOUN\nvote upos=NOUN\nplan upos=NOUN\nopen upos=ADJ\nhere upos=ADV\n"
    "monday upos=PROPN\ntuesday upos=PROPN\nmay upos=PROPN\nlast upos=ADJ\nthis upos=DET\nweek upos=NOUN\ntomorrow upos=NOUN\n";

static pack said_pack;

static void begin(void)
{
    pack_begin(&said_pack);
    pack_file(&said_pack, "pack.yaml", pack_yaml);
    pack_file(&said_pack, "rules.yaml", rules_yaml);
    pack_file(&said_pack, "lexicons/words.txt", words);
    pack_file(&said_pack, "lexicons/days.txt", "class: form\nmonday day=1\ntuesday day=2\n");
    pack_file(&said_pack, "lexicons/months.txt", "class: form\nmay month=5\n");
    pack_load(&said_pack);
}

static void end(void)
{
    pack_end(&said_pack);
}

TestSuite(said, .init = begin, .fini = end);

/* The first claim of a text of that day was said on `expected`; "" for no day. */
static void expect_on(const char *published, const char *bytes, const char *expected)
{
    hs_article article = { .bytes = { bytes, strlen(bytes) }, .id = STR("a"), .published = { published, strlen(published) } };
    hs_document *doc = NULL;
    hs_error error;
    cr_assert_eq(hs_extract(said_pack.rules, &article, NULL, &doc, &error), HS_OK, "%s", error.message);
    cr_assert(doc->layers.claim_count > 0, "no claim in: %s", bytes);
    hs_str said = doc->layers.claims[0].said;
    cr_expect(str_is(said, expected), "said %.*s and not %s: %s", (int)said.len, said.ptr, expected, bytes);
    hs_document_free(doc);
}

static void expect_said(const char *bytes, const char *expected)
{
    expect_on("2015-09-24", bytes, expected);
}

Test(said, beside_the_cue)
{
    expect_said("Ruiz on Monday said that it is open.", "2015-09-21");
    expect_said("Ruiz said on Monday that it is open.", "2015-09-21");
    expect_said("On Monday Ruiz said that it is open.", "2015-09-21");
    expect_said("In May, Ruiz said that it is open.", "2015-05");
    expect_said("Ruiz said that it is open.", "");
}

Test(said, on_an_occasion)
{
    expect_said("In a speech on Monday, Ruiz said that it is open.", "2015-09-21");
    expect_said("It left Monday when Ruiz said that it is open.", "2015-09-21");
    expect_said("Since Monday, Ruiz said that it is open.", "");
    expect_said("Ruiz since Monday said that it is open.", "");
    expect_said("In a speech on Monday, Ruiz said, the plan is open.", ""); /* when it is open, not when it was said */
}

Test(said, between_source_and_cue)
{
    expect_said("Ruiz met the council on Monday, warning that it is open.", "2015-09-21");
    expect_said("Ruiz met the council in May, warning that it is open.", ""); /* a month is too wide to be that of both */
    expect_said("Ruiz met the council on Monday here warning that it is open.", "");
}

Test(said, behind_and_inside_the_content)
{
    expect_said("Ruiz said so in May.", "2015-05");
    expect_said("Ruiz chided the council on Monday.", "2015-09-21");
    expect_said("Ruiz chided the council on Monday, so here.", "2015-09-21");
    expect_said("Ruiz chided the council that left on Monday.", "");
    expect_said("Ruiz chided the Monday vote.", "");
}

Test(said, not_in_a_clause_of_the_source)
{
    expect_said("Ruiz, who left on Monday, said that it is open.", "");
    expect_said("Ruiz, who left the council, in May, said that it is open.", "");
    expect_said("Ruiz, speaking here on Monday, said that it is open.", "2015-09-21");
}

Test(said, never_in_the_future)
{
    expect_said("Ruiz, here tomorrow, said that it is open.", "");
    expect_said("Ruiz said so tomorrow.", "");
}

Test(said, week_is_told_by_its_month)
{
    expect_said("Ruiz said last week that it is open.", "2015-09");
    expect_on("2015-10-05", "Ruiz said last week that it is open.", "2015-10"); /* its Thursday is 1 October */
    expect_on("2015-09-29", "Ruiz said this week that it is open.", "2015-09"); /* October hasn't come */
}
