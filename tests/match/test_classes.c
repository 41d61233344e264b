/* test_classes.c - word classes: what the lists say, what rules take away, and in which order. */
#include "match/document.h"
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>

static void expect_classes(const char *rules, const char *bytes, const char *expected)
{
    pack p;
    document d;
    hs_str out = STR("");
    pack_begin(&p);
    pack_file(&p, "pack.yaml", "name: test\nlayers: [class, mark]\ntables: {words: [closed, nouns, verbs], suffixes: suffixes}\n");
    pack_file(&p, "lexicons/closed.txt", "class: form\nthe upos=DET\nthat upos=SCONJ,PRON,DET\nto upos=PART,ADP\n");
    pack_file(&p, "lexicons/nouns.txt", "class: noun\nclaim n=30\nplan n=9\n");
    pack_file(&p, "lexicons/verbs.txt", "class: verb\nclaim n=20\nplan n=10\n");
    pack_file(&p, "lexicons/suffixes.txt", "class: suffix\nly upos=ADV\nness upos=NOUN\n");
    pack_file(&p, "rules.yaml", rules);
    pack_load(&p);
    document_open(&d, p.rules, bytes, (document_options){ 0 });
    for (uint32_t i = 0; i < d.tokens.count; i++)
        out = arena_printf(&d.memory, "%.*s%s%s", (int)out.len, out.ptr, i ? " " : "", upos_name((upos_class)d.tokens.items[i].upos));
    cr_expect_str_eq(out.ptr, expected, "%s: %s", bytes, out.ptr);
    document_close(&d);
    pack_end(&p);
}

#define CLASS(id, priority, pattern, act) "  - id: " id "\n    layer: class\n    priority: " priority "\n    match: |\n      " pattern "\n    " act "\n"

Test(classes, the_likeliest_of_the_lists)
{
    expect_classes("rules: []\n", "the claim that plan", "DET NOUN SCONJ VERB");
    expect_classes("rules: []\n", "quickly zorbness zorb Zorb 12 .", "ADV NOUN NOUN PROPN NUM PUNCT");
}

Test(classes, remove_and_keep)
{
    expect_classes("rules:\n" CLASS("r", "50", "the {word: :NOUN}", "remove: NOUN"), "the claim claim", "DET VERB NOUN");
    expect_classes("rules:\n" CLASS("r", "50", "{word: :PRON} :NOUN", "keep: [PRON, NOUN]"), "that claim", "PRON NOUN");
}

Test(classes, the_last_class_stays)
{
    expect_classes("rules:\n" CLASS("r", "50", "{word: the}", "remove: DET") CLASS("s", "40", "{word: the}", "keep: VERB"), "the claim", "DET NOUN");
}

/* Rules of one priority see the same; those of a lower one see what the higher left. */
Test(classes, groups_of_one_priority)
{
    static const char *const first = CLASS("a", "60", "the {word: claim}", "keep: VERB"), *const second = CLASS("b", "50", ":NOUN {word: plan}", "keep: NOUN");
    char rules[600];
    snprintf(rules, sizeof rules, "rules:\n%s%s", first, second);
    expect_classes(rules, "the claim plan", "DET VERB VERB");
    snprintf(rules, sizeof rules, "rules:\n%s%s", CLASS("a", "50", "the {word: claim}", "keep: VERB"), second);
    expect_classes(rules, "the claim plan", "DET VERB NOUN");
}

Test(classes, many_priorities)
{
    char rules[8000], *at = rules;
    at += sprintf(at, "rules:\n");
    for (int i = 0; i < 40; i++) at += sprintf(at, "  - id: r%d\n    layer: class\n    priority: %d\n    match: |\n      {word: claim} x%d\n    keep: VERB\n", i, 100 - i, i);
    expect_classes(rules, "claim x0", "VERB NOUN");
    expect_classes(rules, "claim x39", "VERB NOUN");
}
