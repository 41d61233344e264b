/* test_sieve.c - the index against the plain loop it replaces, on generated rules and generated texts.
 *
 * With no_triggers every rule is tried by PCRE2 at every letter; else triggers choose the rules, the sieve the letters, and
 * simple patterns need no PCRE2. Both must find the same to the last field. Stretches have 1 to 300 letters, so that the
 * code for one word of bits and the general code both run. Patterns with a core meet long texts in which it is rare. An unsound
 * trigger and an unsound core are planted, to show that they would be seen. */
#include "match/document.h"
#include "match/generated.h"

#include <criterion/criterion.h>
#include <stdio.h>

enum { PACKS = 8, TEXTS = 24 };

/* ---- the comparison ---------------------------------------------------------------------------------------------- */

typedef struct { uint32_t compared, limited, matched; } tally;

static bool is_same(const pack *p, const char *bytes, tally *t)
{
    document with, without;
    document_open(&with, p->rules, bytes, (document_options){ .keep_losers = true });
    document_open(&without, p->rules, bytes, (document_options){ .no_triggers = true, .keep_losers = true });
    bool is_equal = true;
    if (without.run.warning_count) t->limited++; /* at a limit the plain loop gives up earlier: it tries more letters */
    else {
        is_equal = str_eq(document_dump(&with), document_dump(&without)) && with.run.warning_count == 0;
        t->compared++;
    }
    for (uint32_t l = 0; l < with.layers.count; l++) t->matched += with.found[l].count;
    document_close(&with);
    document_close(&without);
    return is_equal;
}

Test(sieve, equals_the_plain_loop, .timeout = 120)
{
    static const uint32_t lengths[] = { 1, 2, 5, 30, 61, 62, 63, 64, 65, 66, 126, 127, 128, 129, 192, 300 };
    dice d = { .state = DICE_START };
    tally t = { 0 };
    uint32_t rules = 0;
    buffer_init(&d.out);
    for (uint32_t i = 0; i < PACKS; i++) {
        pack p;
        generate_pack(&p, &d);
        rules += (uint32_t)hs_rules_count(p.rules);
        for (uint32_t k = 0; k < TEXTS; k++) {
            generate_text(&d, 1 + roll(&d, 200));
            cr_expect(is_same(&p, d.out.data, &t), "pack %u: %s", i, d.out.data);
        }
        for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
            generate_stretch(&d, lengths[k]);
            cr_expect(is_same(&p, d.out.data, &t), "pack %u: %s", i, d.out.data);
        }
        pack_end(&p);
    }
    buffer_free(&d.out);
    cr_expect_gt(rules, PACKS * GENERATED_RULES / 2, "%u rules", rules);
    cr_expect_gt(t.compared, 5 * t.limited, "%u texts compared, %u hit limits", t.compared, t.limited);
    cr_expect_gt(t.matched, 20000, "%u matches", t.matched);
}

/* Written out, each would be far beyond what PCRE2 takes: what is large and repeated is called. */
Test(sieve, large_groups_in_repeats_reach_the_plain_loop)
{
    pack p;
    tally t = { 0 };
    pack_of(&p, "macros:\n  M: |\n    ((a | b c | c d | d? e | e b | c | d a | a d e) b?){1,9}\n  N: |\n    ((~M c | d ~M | ~M e){0,4} a){0,3}\n"
                "rules:\n  - id: r\n    layer: mark\n    match: |\n      {u: a} ~N {v: ~M} {w: e}\n      ^ ~N {v: d ...3} ~N $\n");
    cr_expect(is_same(&p, "a b c c d a e", &t));
    cr_expect(is_same(&p, "a d a b c a a c b d e a e e b a", &t));
    cr_expect(is_same(&p, "a c a d b c e a e", &t));
    cr_expect_eq(t.limited, 0);
    cr_expect_gt(t.matched, 3);
    pack_end(&p);
}

/* A trigger that needn't occur loses matches: the comparison above would see it. */
Test(sieve, an_unsound_trigger_is_caught)
{
    pack p;
    tally t = { 0 };
    pack_of(&p, "rules:\n  - id: r\n    layer: mark\n    match: |\n      {u: a} (b | c)\n  - id: other\n    layer: mark\n    match: |\n      d\n");
    cr_expect(is_same(&p, "a b a c d", &t));
    rule_layer *marks = &p.rules->layers[rules_layer(p.rules, "mark")];
    uint32_t planted = UINT32_MAX;
    for (uint32_t c = 0; c < marks->column_count; c++)
        if (str_is(marks->columns[c].name, "d")) planted = c;
    cr_assert_neq(planted, UINT32_MAX);
    for (uint32_t i = 0; i < marks->program_count; i++)
        for (uint32_t k = 0; k < marks->programs[i]->need_count; k++) {
            marks->programs[i]->needs[k].columns[0] = planted;
            marks->programs[i]->needs[k].count = 1;
        }
    cr_expect(is_same(&p, "a b a c d", &t), "where the planted column occurs nothing is lost");
    cr_expect(!is_same(&p, "a b a c", &t));
    pack_end(&p);
}

/* A pattern with a core is asked of a few short stretches one by one, of many or long ones side by side. */
Test(sieve, edges_are_the_same_for_one_stretch_and_for_many)
{
    static const char *const patterns[] = { "{u: a} ((b | c d) (c? d? e? b?)){0,3} {v: e} $", "^ ((b c | c d e?) (c? d? e? b?)){0,3} {u: a} {v: e}",
                                            "{u: a} ((b | c d) (c? d? e? b?)){0,3} {v: e} $p" };
    static const char *const ends[] = { "e", "e b", "b e\n\n", "e\n\na b" };
    tally t = { 0 };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        pack p;
        buffer article;
        char rules[400];
        snprintf(rules, sizeof rules, "rules:\n  - id: r\n    layer: mark\n    match: |\n      %s\n", patterns[i]);
        pack_of(&p, rules);
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            for (uint32_t sentences = 1; sentences < 90; sentences += 11) {
                buffer_init(&article);
                for (uint32_t n = 0; n + 1 < sentences; n++) buffer_str(&article, n % 3 ? STR("a b c d e a.\n\n") : STR("b c d a e.\n\n"));
                buffer_printf(&article, "b c a c d b %s", ends[k]);
                buffer_char(&article, '\0');
                cr_expect(is_same(&p, article.data, &t), "%s: %s", patterns[i], article.data);
                buffer_free(&article);
            }
        pack_end(&p);
    }
    cr_expect_eq(t.limited, 0, "all of it was compared");
    cr_expect_gt(t.matched, 100, "%u matches", t.matched);
}

/* A group that can be empty goes round only if it takes something: the lazy gap must, or what follows doesn't match. */
Test(sieve, a_group_that_can_be_empty_goes_round)
{
    static const char *const patterns[] = { "(... b?)+ {u: a} {v: b}", "((... ... ...))+ {u: @mark} {v: b} {w: [c | d]*}", "(b? ...)* {u: a} {v: b}",
                                            "{u: (c?? d?)+ a} b", "{u: a} ((c? | ...) b?)* {v: d}" };
    static const char *const texts[] = { "c a b", "c a b c d", "d c a b c a b d", "a c b c b d", "e e a b. c d a b" };
    tally t = { 0 };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        pack p;
        char rules[400];
        snprintf(rules, sizeof rules, "rules:\n  - id: m\n    layer: mark\n    match: |\n      a\n  - id: r\n    layer: last\n    match: |\n      %s\n", patterns[i]);
        pack_of(&p, rules);
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            cr_expect(is_same(&p, texts[k], &t), "%s: %s", patterns[i], texts[k]);
        pack_end(&p);
    }
    cr_expect_gt(t.matched, 20, "%u matches", t.matched);
}

/* Quotations nest: that which begins last before a stretch may have ended long before it, and an outer one go on. */
Test(sieve, nested_quotations_wake_what_stands_in_them)
{
    pack p;
    tally t = { 0 };
    pack_of(&p, "rules:\n  - id: r\n    layer: mark\n    match: |\n      {x: [@quote]}\n");
    cr_expect(is_same(&p, "He said: \xE2\x80\x9CShe told me \xE2\x80\x98go now\xE2\x80\x99 and left. It was late. We all went home then and slept.\xE2\x80\x9D Then it rained.", &t));
    cr_expect_gt(t.matched, 15, "%u matches", t.matched);
    pack_end(&p);
}

/* ---- cores ------------------------------------------------------------------------------------------------------- */

static const char cored[] = "rules:\n"
    "  - id: before\n    layer: mark\n    match: |\n      {u: (a b? | c (d | e)* | b (c | d e) a){0,3}} z\n"
    "  - id: behind\n    layer: mark\n    match: |\n      z {v: (a | b c | (d | e) (a b)?)+}\n"
    "  - id: around\n    layer: mark\n    match: |\n"
    "      ^ {u: (a (b | c d)? | e d? c?){1,4}} [z | y] b? {v: (a b | c d | e | b (a | c)){1,3}} [y | d]\n"
    "  - id: apart\n    layer: mark\n    match: |\n"
    "      y {u: (a | b | c d | e (a | b)){0,9}} z {v: (a b | c d | (e | a) (b | c))?} [d | e]* $\n"
    "  - id: lazy\n    layer: mark\n    match: |\n      z {u: (a b | c | d (e | a)? | b){1,9}?} y\n";

static void write_long_text(dice *d)
{
    static const char *const usual[] = { "a", "b", "c", "d", "e" };
    buffer_clear(&d->out);
    for (uint32_t i = 0; i < 1500; i++) {
        bool is_rare = !roll(d, 50);
        buffer_printf(&d->out, "%s ", !roll(d, 25) ? ".\n\nA" : is_rare ? (roll(d, 2) ? "z" : "y") : ONE_OF(d, usual));
    }
    buffer_char(&d->out, '\0');
}

static program *with_core(const pack *p, const char *id)
{
    const rule_layer *marks = &p->rules->layers[rules_layer(p->rules, "mark")];
    for (uint32_t i = 0; i < marks->program_count; i++)
        if (str_is(p->rules->rules[marks->programs[i]->rule].id, id)) return marks->programs[i];
    return NULL;
}

Test(sieve, a_core_changes_nothing, .timeout = 60)
{
    static const char *const ids[] = { "before", "behind", "around", "apart", "lazy" };
    dice d = { .state = DICE_START };
    pack p;
    tally t = { 0 };
    pack_of(&p, cored);
    buffer_init(&d.out);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) cr_expect_gt(with_core(&p, ids[i])->core_count, 0, "%s has a core", ids[i]);
    for (uint32_t i = 0; i < 20; i++) {
        write_long_text(&d);
        cr_expect(is_same(&p, d.out.data, &t), "%s", d.out.data);
    }
    cr_expect_gt(t.matched, 200, "%u matches", t.matched);
    buffer_free(&d.out);
    pack_end(&p);
}

/* A core that a match needn't have loses it. */
Test(sieve, an_unsound_core_is_caught)
{
    pack p;
    tally t = { 0 };
    pack_of(&p, cored);
    program *behind = with_core(&p, "behind");
    cr_expect(is_same(&p, "a z a", &t));
    cr_assert_gt(behind->core_count, 0);
    uint16_t twice[] = { behind->core[0], behind->core[0] };
    behind->core = twice;
    behind->core_count = 2;
    cr_expect(is_same(&p, "a z z a", &t), "where it occurs nothing is lost");
    cr_expect(!is_same(&p, "a z a", &t));
    pack_end(&p);
}

/* ---- alternatives that can't match ------------------------------------------------------------------------------- */

/* They wake no program, and what can match beside them is found as before. */
Test(sieve, dead_alternatives_wake_nothing)
{
    pack p;
    tally t = { 0 };
    pack_of(&p, "rules:\n"
                "  - id: dead\n    layer: mark\n    match: |\n      {u: (z | (a | b) [:VERB & (!:VERB | c & !c)] d?)} {v: (e | d [y & !y])+}\n"
                "  - id: all\n    layer: mark\n    match: |\n      z (a [y & !y] | b [y & !y])\n");
    const program *dead = with_core(&p, "dead");
    cr_assert_eq(dead->need_count, 2);
    for (uint32_t i = 0; i < 2; i++) cr_expect_eq(dead->needs[i].count, 1, "z and e alone");
    cr_expect(is_same(&p, "a d e z e e d z a b z b d", &t));
    cr_expect_eq(t.matched, 1, "%u", t.matched);
    pack_end(&p);
}
