/* test_senses.c - words of one kind share their senses, and words that anything sets apart don't. */
#include "match/document.h"
#include "packs/pack.h"

#include <criterion/criterion.h>

static void open_pack(pack *p)
{
    pack_begin(p);
    pack_file(p, "lexicons/list.txt", "class: form\nherish\nother\n");
    pack_file(p, "lexicons/exact.txt", "class: form\ncase: exact\nGorp\n");
    pack_file(p, "rules.yaml", "rules:\n  - id: r\n    layer: mark\n    match: |\n"
                               "      {x: [/.*ish/ & !%list]}\n      {x: [:cap & !%exact]}\n      {x: [%list & !/.*ish/]}\n");
    pack_load(p);
}

Test(senses, what_sets_words_apart)
{
    pack p;
    document d;
    open_pack(&p);
    for (int time = 0; time < 2; time++) { /* the second finds the kinds made */
        document_open(&d, p.rules, "blorish glorish glorp gorp Gorp Blorp Glorp herish other", (document_options){ 0 });
        cr_expect_str_eq(document_found(&d, "mark"), "r x=blorish; r x=glorish; r x=Blorp; r x=Glorp; r x=other");
        document_close(&d);
    }
    pack_end(&p);
}

Test(senses, words_of_one_kind)
{
    pack p;
    document d;
    open_pack(&p);
    document_open(&d, p.rules, "blorish glorish glorp gorp Gorp Blorp", (document_options){ 0 });
    const form_info *infos = d.run.scratch->infos;
    const token *t = d.tokens.items;
    cr_expect_eq(infos[t[0].form].kind, infos[t[1].form].kind);
    cr_expect_eq(infos[t[2].form].kind, infos[t[3].form].kind);
    cr_expect_neq(infos[t[0].form].kind, infos[t[2].form].kind, "a token regex is true of the first");
    cr_expect_neq(infos[t[4].form].kind, infos[t[5].form].kind, "the first stands in a list");
    cr_expect_eq(d.run.senses[0], d.run.senses[1]);
    document_close(&d);
    pack_end(&p);
}
