/* test_conflict.c - which of two candidates wins: one test for each step of the total order, whatever the order of files and
 * rules; twins, nesting, unless. The winner is always called z and the loser a, so that the id alone would say otherwise. */
#include "match/document.h"
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>

static void write_rule(char *out, size_t size, const char *id, const char *keys)
{
    snprintf(out, size, "  - id: %s\n    layer: attribution\n    view: plain\n%s\n", id, keys);
}

static match_fate fate_of(const document *d, const char *id)
{
    const matches *found = &d->found[rules_layer(d->run.rules, "attribution")];
    for (uint32_t i = 0; i < found->count; i++)
        if (str_is(d->run.rules->rules[found->items[i].rule].id, id)) return found->items[i].fate;
    cr_assert_fail("rule %s found nothing", id);
    return LOST_NOT;
}

/* Both in one file in either order, then in two files in either order. */
static void expect_winner(const char *winner, const char *loser, const char *bytes)
{
    for (int arrangement = 0; arrangement < 4; arrangement++) {
        char z[400], a[400], both[900];
        pack p;
        document d;
        write_rule(z, sizeof z, "z", winner);
        write_rule(a, sizeof a, "a", loser);
        pack_begin(&p);
        const char *first = arrangement % 2 ? z : a, *second = arrangement % 2 ? a : z;
        snprintf(both, sizeof both, "rules:\n%s%s", first, arrangement < 2 ? second : "");
        pack_file(&p, "1.yaml", both);
        snprintf(both, sizeof both, "rules:\n%s", second);
        if (arrangement >= 2) pack_file(&p, "2.yaml", both);
        pack_load(&p);
        cr_assert_eq(hs_rules_count(p.rules), 2, "%s", p.problem_count ? p.problems[0] : "");
        document_open(&d, p.rules, bytes, (document_options){ .keep_losers = true });
        cr_expect_eq(fate_of(&d, "z"), LOST_NOT, "arrangement %d: %s", arrangement, document_found(&d, "attribution"));
        cr_expect_eq(fate_of(&d, "a"), LOST_CONFLICT, "arrangement %d: %s", arrangement, document_found(&d, "attribution"));
        document_close(&d);
        pack_end(&p);
    }
}

#define MATCH(pattern) "    match: |\n      " pattern "\n"

Test(order, priority)
{
    expect_winner("    priority: 51\n" MATCH("{cue: said} {content: that}"), MATCH("{source: xi} {cue: said} {content: that}"), "Xi said that");
}

Test(order, fewer_gaps)
{
    expect_winner(MATCH("{source: [xi]} [] {cue: said} {content: that}"), MATCH("{source: [xi]} ... {cue: said} {content: that}"), "Xi once said that");
}

Test(order, more_words)
{
    expect_winner(MATCH("{source: xi} {cue: said} {content: that}"), MATCH("{source: [xi]} {cue: said} {content: that}"), "Xi said that");
    expect_winner(MATCH("xi {cue: said} {content: that}"), MATCH("(xi | []) {cue: said} {content: that}"), "Xi said that");
}

Test(order, more_roles)
{
    expect_winner(MATCH("{cue: told} {hearer: them} {content: that}"), MATCH("{cue: told} them {content: that}"), "Xi told them that");
}

Test(order, nearer_source)
{
    expect_winner(MATCH("[ann] {source: [xi]} {cue: said} {content: that}"), MATCH("{source: [ann]} [xi] {cue: said} {content: that}"), "Ann Xi said that");
}

Test(order, longer_source)
{
    expect_winner(MATCH("{source: [ann] [xi]} {cue: said} {content: that}"), MATCH("[ann] {source: [xi]} {cue: said} {content: that}"), "Ann Xi said that");
}

Test(order, longer_cue)
{
    expect_winner(MATCH("{cue: [has] said} {content: that}"), MATCH("[has] {cue: said} {content: that}"), "Xi has said that");
}

Test(order, shorter_match)
{
    expect_winner(MATCH("{cue: said} {content: that}"), MATCH("{cue: said} {content: that} [it]"), "Xi said that it");
}

Test(order, earlier_start)
{
    expect_winner(MATCH("[xi] {cue: said} {content: that}"), MATCH("{cue: said} {content: that} [it]"), "Xi said that it");
}

Test(order, the_id_is_the_last_resort)
{
    pack p;
    document d;
    pack_of(&p, "rules:\n  - id: b\n    layer: attribution\n    match: |\n      {cue: said} {content: that}\n"
                "  - id: a\n    layer: attribution\n    match: |\n      {cue: said} {content: that}\n");
    document_open(&d, p.rules, "Xi said that", (document_options){ .keep_losers = true });
    cr_expect_eq(fate_of(&d, "a"), LOST_NOT);
    cr_expect_eq(fate_of(&d, "b"), LOST_CONFLICT);
    document_close(&d);
    pack_end(&p);
}

static void expect_found(const char *rules, const char *bytes, const char *expected)
{
    pack p;
    document d;
    pack_of(&p, rules);
    document_open(&d, p.rules, bytes, (document_options){ .keep_losers = true });
    cr_expect_str_eq(document_found(&d, "attribution"), expected, "%s", document_found(&d, "attribution"));
    document_close(&d);
    pack_end(&p);
}

#define RULE(id, keys) "  - id: " id "\n    layer: attribution\n    view: plain\n" keys

/* Of one rule's matches with one cue the fewest gap tokens go on, then the earliest start: the mayor keeps her full name. */
Test(conflict, twins)
{
    expect_found("rules:\n" RULE("r", MATCH("{source: :cap+} {cue: told} {content: us}")), "Mayor Ana Ruiz told us",
                 "r source=Mayor Ana Ruiz cue=told content=us; r source=Ana Ruiz cue=told content=us (twin); r source=Ruiz cue=told content=us (twin)");
    expect_found("rules:\n" RULE("r", MATCH("{source: :cap} ... {cue: told} {content: us}")), "Ana Ruiz told us",
                 "r source=Ana cue=told content=us (twin); r source=Ruiz cue=told content=us");
}

Test(conflict, nested_claims_live_together)
{
    expect_found("rules:\n" RULE("out", MATCH("{source: xi} {cue: said} {content: []+}")) RULE("in", MATCH("{source: ann} {cue: denies} {content: it}")),
                 "Xi said Ann denies it", "out source=Xi cue=said content=Ann denies it; in source=Ann cue=denies content=it");
}

/* The inner one's source lies outside: no nesting, so the contents conflict. */
Test(conflict, overlapping_contents)
{
    expect_found("rules:\n" RULE("out", MATCH("{source: xi} {cue: said} {content: []+}")) RULE("in", MATCH("{source: xi} ... {cue: denies} {content: it}")),
                 "Xi said Ann denies it", "out source=Xi cue=said content=Ann denies it; in source=Xi cue=denies content=it (conflict)");
}

Test(conflict, if_the_outer_loses_the_inner_stays)
{
    expect_found("rules:\n" RULE("out", MATCH("{source: xi} {cue: said} {content: []+}"))
                     RULE("in", MATCH("{source: ann} {cue: denies} {content: it}")) RULE("top", "    priority: 90\n" MATCH("{cue: said} {content: ann}")),
                 "Xi said Ann denies it",
                 "out source=Xi cue=said content=Ann denies it (conflict); top cue=said content=Ann; in source=Ann cue=denies content=it");
}

#define UNLESS RULE("r", MATCH("{source: []} {cue: said} {content: []+}") "    unless: |\n      never\n    unless_inside: |\n      not\n")

Test(conflict, unless_outside_and_inside_the_content)
{
    expect_found("rules:\n" UNLESS, "Never said it", "r source=Never cue=said content=it (unless)");
    expect_found("rules:\n" UNLESS, "Xi said never", "r source=Xi cue=said content=never");
    expect_found("rules:\n" UNLESS, "Xi said not this", "r source=Xi cue=said content=not this (unless)");
    expect_found("rules:\n" UNLESS, "Not said it", "r source=Not cue=said content=it");
    expect_found("rules:\n" UNLESS, "Never , Xi said it", "r source=Xi cue=said content=it");
}

/* Longest first; what is not the list's own word is not taken from a longer entry. */
Test(conflict, the_longest_entry)
{
    pack p;
    document d;
    pack_begin(&p);
    pack_file(&p, "lexicons/list.txt", "class: phrase\npoint k=v\npoint out\npoint out to\n");
    pack_file(&p, "rules.yaml", "rules:\n" RULE("r", MATCH("{cue: %list} {content: []}")) RULE("s", MATCH("{content: %list.k=v} []")));
    pack_load(&p);
    document_open(&d, p.rules, "point out to us; point out it; point us", (document_options){ .keep_losers = true });
    cr_expect_str_eq(document_found(&d, "attribution"),
                     "r cue=point out to content=us; r cue=point out content=it; r cue=point content=us; s content=point",
                     "%s", document_found(&d, "attribution"));
    document_close(&d);
    pack_end(&p);
}
