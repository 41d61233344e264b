/* test_sieve.c - the index against the plain loop it replaces, on generated rules and generated texts.
 *
 * With no_triggers every rule is tried by PCRE2 at every letter; else triggers choose the rules, the sieve the letters, and
 * simple patterns need no PCRE2. Both must find the same to the last field. Stretches have 1 to 300 letters, so that the
 * code for one word of bits and the general code both run. An unsound trigger is planted, to show that it would be seen. */
#include "base/buffer.h"
#include "match/document.h"
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>

enum { PACKS = 8, RULES = 60, TEXTS = 24 };

/* ---- chance ------------------------------------------------------------------------------------------------------ */

typedef struct { uint64_t state; buffer out; } dice;

static uint32_t roll(dice *d, uint32_t n)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (uint32_t)((d->state >> 11) % n);
}

#define ONE_OF(d, list) (list)[roll(d, sizeof(list) / sizeof *(list))]

/* ---- rules ------------------------------------------------------------------------------------------------------- */

static void write_atom(dice *d, bool has_mark)
{
    static const char *const atoms[] = {
        "a", "b", "c", "d", "e", "\"A\"", "\".\"", "<go>", "%list", "%list.k=v", "%plain", "[]", "[a | b]", "[!a & !b]", "[%list & !c]",
        "[!%list]", "[(a | d) & !:cap]", ":NOUN", ":cap", "[!:PUNCT]", "/[ab]/", "@quote", "[@quote | e]", "[!@quote]", "@paragraph", "c d" };
    static const char *const marks[] = { "@mark", "@mark.kind=x", "[@mark]", "[!@mark]", "[@mark & a]" };
    buffer_printf(&d->out, "%s", has_mark && !roll(d, 5) ? ONE_OF(d, marks) : ONE_OF(d, atoms));
}

static void write_sequence(dice *d, unsigned depth, bool has_mark);

static void write_item(dice *d, unsigned depth, bool has_mark)
{
    static const char *const few[] = { "?", "??", "{1,2}", "{2}", "{0,3}?", "{2,3}" }, *const many[] = { "*", "+", "*?", "+?", "{2,}" };
    if (depth && !roll(d, 4)) {
        buffer_lit(&d->out, "(");
        write_sequence(d, depth - 1, has_mark);
        for (uint32_t n = roll(d, 3); n > 0; n--) {
            buffer_lit(&d->out, " | ");
            write_sequence(d, depth - 1, has_mark);
        }
        buffer_lit(&d->out, ")");
        if (!roll(d, 2)) buffer_printf(&d->out, "%s", roll(d, 6) ? ONE_OF(d, few) : ONE_OF(d, many));
        return;
    }
    write_atom(d, has_mark);
    if (!roll(d, 3)) buffer_printf(&d->out, "%s", roll(d, 2) ? ONE_OF(d, few) : ONE_OF(d, many));
}

static void write_sequence(dice *d, unsigned depth, bool has_mark)
{
    static const char *const others[] = { "...", "...2", "^", "$", "^p", "$p", "^q", "$q" };
    uint32_t n = 1 + roll(d, 3);
    for (uint32_t i = 0; i < n; i++) {
        if (i) buffer_lit(&d->out, " ");
        if (!roll(d, 9)) buffer_printf(&d->out, "%s", ONE_OF(d, others));
        else write_item(d, depth, has_mark);
    }
}

/* Items of which some are roles; half of the patterns are simple ones. */
static void write_pattern(dice *d, bool has_mark)
{
    uint32_t n = 1 + roll(d, 5);
    bool is_simple = !roll(d, 2);
    for (uint32_t i = 0; i < n; i++) {
        bool is_role = !roll(d, 3);
        buffer_printf(&d->out, is_role ? "%s{%c: " : "%s", i ? " " : "", (char)('u' + roll(d, 3)));
        if (is_simple) write_atom(d, has_mark);
        else if (is_role || roll(d, 6)) write_item(d, 2, has_mark);
        else write_sequence(d, 1, has_mark);
        if (is_role) buffer_lit(&d->out, "}");
    }
}

static void write_rule(dice *d, uint32_t number, const char *layer_name, bool has_mark)
{
    static const char *const views[] = { "plain", "paragraph", "inside", "text", "[plain, inside]" };
    buffer_printf(&d->out, "  - id: r%u\n    layer: %s\n    view: %s\n    match: |\n      ", number, layer_name, ONE_OF(d, views));
    write_pattern(d, has_mark);
    if (!roll(d, 4)) {
        buffer_lit(&d->out, "\n    unless: |\n      ");
        write_pattern(d, has_mark);
    }
    buffer_lit(&d->out, "\n");
}

static void generate_pack(pack *p, dice *d)
{
    pack_begin(p);
    pack_file(p, "lexicons/list.txt", "class: phrase\na\nb k=v\nc d\nc d e k=v\nd d k=v\ne\n");
    pack_file(p, "lexicons/plain.txt", "class: form\nb\ne\n");
    pack_file(p, "lexicons/words.txt", "class: noun\na\nd\n");
    buffer_clear(&d->out);
    buffer_lit(&d->out, "rules:\n  - id: m1\n    layer: mark\n    set: {kind: x}\n    match: |\n      b c? d\n"
                        "  - id: m2\n    layer: mark\n    match: |\n      a [a | e]+\n");
    for (uint32_t i = 0; i < RULES; i++) write_rule(d, i, i % 3 ? "last" : "mark", i % 3);
    buffer_char(&d->out, '\0');
    pack_file(p, "rules.yaml", d->out.data);
    pack_load(p);
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

static void generate_text(dice *d, uint32_t words)
{
    static const char *const usual[] = { "a", "b", "c", "d", "e", "A", "go" };
    bool is_open = false;
    buffer_clear(&d->out);
    buffer_lit(&d->out, "A");
    for (uint32_t i = 1; i < words; i++) {
        uint32_t what = roll(d, 40);
        if (what == 0 && !is_open) buffer_lit(&d->out, ".\n\nA");
        else if (what == 1) buffer_lit(&d->out, ". B");
        else if (what < 4) {
            buffer_printf(&d->out, is_open ? "\"" : " \"%s", is_open ? "" : ONE_OF(d, usual));
            is_open = !is_open;
        } else buffer_printf(&d->out, " %s", ONE_OF(d, usual));
    }
    buffer_char(&d->out, '\0');
}

/* One stretch without any mark in it. */
static void generate_stretch(dice *d, uint32_t words)
{
    static const char *const usual[] = { "a", "b", "c", "d", "e" };
    buffer_clear(&d->out);
    for (uint32_t i = 0; i < words; i++) buffer_printf(&d->out, i ? " %s" : "%s", ONE_OF(d, usual));
    buffer_char(&d->out, '\0');
}

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
    dice d = { .state = 88172645463325252u };
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
    cr_expect_gt(rules, PACKS * RULES / 2, "%u rules", rules);
    cr_expect_gt(t.compared, 5 * t.limited, "%u texts compared, %u hit limits", t.compared, t.limited);
    cr_expect_gt(t.matched, 20000, "%u matches", t.matched);
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
