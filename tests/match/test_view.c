/* test_view.c - which letters each view shows of small texts, and what stands on them. */
#include "match/document.h"
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const char *const nothing = "rules:\n  - id: none\n    layer: mark\n    match: |\n      nothing\n";

static void expect_view(const char *bytes, uint32_t view, const char *expected)
{
    pack p;
    document d;
    pack_of(&p, nothing);
    document_open(&d, p.rules, bytes, (document_options){ 0 });
    cr_expect_str_eq(document_view(&d, view), expected);
    document_close(&d);
    pack_end(&p);
}

#define TWO "He left. \"It is over. We lost,\" Xi said."

Test(view, one_quotation)
{
    expect_view(TWO, VIEW_PLAIN, "He left . | \" It is over . | We lost , \" Xi said .");
    expect_view(TWO, VIEW_PARAGRAPH, "He left . | @quote Xi said .");
    expect_view(TWO, VIEW_INSIDE, "It is over . | We lost ,");
    expect_view(TWO, VIEW_TEXT, "He left . | @quote Xi said .");
}

#define NESTED "Xi said: \"He called it 'a mess' and left. I agree.\" Then he went."

Test(view, nested_quotations)
{
    expect_view(NESTED, VIEW_PARAGRAPH, "Xi said : @quote | Then he went .");
    expect_view(NESTED, VIEW_INSIDE, "He called it @quote and left . | I agree . | a mess");
}

#define THREE "One said this:\n\n\"Two is here.\n\n\"Three too,\" he said. It ended."

Test(view, paragraphs)
{
    expect_view(THREE, VIEW_PARAGRAPH, "One said this : | @quote | @quote he said . | It ended .");
    expect_view(THREE, VIEW_TEXT, "One said this : @paragraph | @paragraph @quote @paragraph | @paragraph @quote he said . | It ended .");
    expect_view(THREE, VIEW_INSIDE, "Two is here . | Three too ,");
}

Test(view, unclosed_quotation_ends_with_its_paragraph)
{
    expect_view("He said \"it is\n\nAfter.", VIEW_PARAGRAPH, "He said @quote | After .");
    expect_view("He said \"it is\n\nAfter.", VIEW_INSIDE, "it is");
}

/* A question inside marks ends no stretch: its cue comes after it. */
Test(view, a_question_waits_for_its_cue)
{
    expect_view("\"Is it over?\" he asked. It was.", VIEW_PARAGRAPH, "@quote he asked . | It was .");
    expect_view("\"Go!\" he said.", VIEW_PARAGRAPH, "@quote he said .");
}

Test(view, text_without_words)
{
    expect_view("...", VIEW_INSIDE, "");
    expect_view("\"\"", VIEW_PARAGRAPH, "@quote");
    expect_view("\"\"", VIEW_INSIDE, "");
}

Test(view, every_token_stands_in_the_paragraph_view_once)
{
    pack p;
    document d;
    pack_of(&p, nothing);
    document_open(&d, p.rules, NESTED "\n\n" THREE "\n\n" TWO " \"\n\n'a", (document_options){ 0 });
    for (uint32_t view = VIEW_PLAIN; view <= VIEW_PARAGRAPH; view <<= 1) {
        const stretches *all = match_view(&d.run, view);
        uint32_t next = 0;
        for (uint32_t i = 0; i < all->count; i++)
            for (uint32_t k = 0; k < all->items[i].count; k++) {
                cr_assert_eq(all->items[i].letters[k].tokens.first, next);
                next = all->items[i].letters[k].tokens.last;
            }
        cr_expect_eq(next, d.tokens.count);
    }
    document_close(&d);
    pack_end(&p);
}

static void expect_found(const char *view, const char *pattern, const char *bytes, const char *expected)
{
    pack p;
    document d;
    char rules[400];
    snprintf(rules, sizeof rules, "rules:\n  - id: r\n    layer: mark\n    view: %s\n    match: |\n      %s\n", view, pattern);
    pack_of(&p, rules);
    document_open(&d, p.rules, bytes, (document_options){ 0 });
    cr_expect_str_eq(document_found(&d, "mark"), expected, "%s: %s", pattern, document_found(&d, "mark"));
    document_close(&d);
    pack_end(&p);
}

Test(view, quotations_have_a_form_and_an_end)
{
    expect_found("paragraph", "{q: @quote.form=clause} {v: []}", "\"It is over,\" he said.", "r q=\" It is over , \" v=he");
    expect_found("paragraph", "{q: @quote.form=phrase} {v: []}", "the \"big tent\" plan", "r q=\" big tent \" v=plan");
    expect_found("paragraph", "{q: @quote.form=title} {v: []}", "in \"Gone With the Wind\" today", "r q=\" Gone With the Wind \" v=today");
    expect_found("paragraph", "{q: @quote.form=fragment} {v: []}", "was \"more than we could ever have\" now", "r q=\" more than we could ever have \" v=now");
    expect_found("paragraph", "{q: @quote.ends=question} {v: []}", "\"Is it?\" he asked", "r q=\" Is it ? \" v=he");
    expect_found("paragraph", "{q: @quote.ends=comma} {v: []}", "\"Is it?\" he asked", "");
}

/* In the plain view an outer quotation shows as a whole, and all its tokens lie in it, whatever is nested before them. */
Test(view, quotations_in_the_plain_view)
{
    expect_found("plain", "{q: @quote} {v: []}", "\"It is,\" he said.", "r q=\" It is , \" v=he");
    expect_found("plain", "{q: [@quote & left]}", "\"He said 'no' to me. Then he left,\" Xi said. He left.", "r q=left");
    expect_found("plain", "{q: @quote} {v: []}", "\"I say 'no' to you,\" Xi said.", "r q=\" I say ' no ' to you , \" v=Xi");
    expect_found("plain", "{q: [!@quote & left]}", "\"He said 'no' to me. Then he left,\" Xi said.", "");
}

Test(view, edges)
{
    expect_found("plain", "^p {x: []}", "One. Two.\n\nThree. Four.", "r x=One; r x=Three");
    expect_found("plain", "{x: []} $p", "One. Two\n\nThree. Four", "r x=Two; r x=Four");
    expect_found("plain", "^ {x: []}", "One. Two.", "r x=One; r x=Two");
    expect_found("plain", "^q {x: []}", "He said \"no way\" twice", "r x=no");
    expect_found("plain", "{x: []} $q", "He said \"no way\" twice", "r x=way");
    expect_found("inside", "^ {x: []} {y: []} $", "He said \"no way\" twice", "r x=no y=way");
}

Test(view, paragraphs_as_letters)
{
    expect_found("text", "{s: []} said \":\" $p {x: @paragraph}", "Xi said:\n\nGo home.\n\nStay.", "r s=Xi x=Go home .");
    expect_found("text", "{x: @paragraph} {s: []} said", "Go home.\n\nXi said.", "r x=Go home . s=Xi");
}

/* Looking for quotations in quotations takes time in proportion to the text. */
Test(view, a_hundred_thousand_quotations, .timeout = 20)
{
    enum { QUOTATIONS = 100000 };
    pack p;
    document d;
    char *bytes = malloc(QUOTATIONS * 4 + 1);
    cr_assert_not_null(bytes);
    for (int i = 0; i < QUOTATIONS; i++) memcpy(bytes + i * 4, "\"a\" ", 5);
    pack_of(&p, nothing);
    document_open(&d, p.rules, bytes, (document_options){ 0 });
    cr_expect_eq(match_view(&d.run, VIEW_INSIDE)->count, QUOTATIONS);
    document_close(&d);
    pack_end(&p);
    free(bytes);
}
