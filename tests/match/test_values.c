/* test_values.c - what `set` takes from the entries of a role. */
#include "match/document.h"
#include "packs/pack.h"

#include <criterion/criterion.h>

static hs_str value_in(document *d, const pack *p, const char *key)
{
    const layer *marks = &d->layers.items[rules_layer(p->rules, "mark")];
    return marks->count ? annotation_get(&marks->items[0], key) : STR("");
}

/* The first entry that has the attribute, however many stand before it. */
Test(values, of_the_first_entry_that_has_the_attribute)
{
    pack p;
    document d;
    pack_begin(&p);
    pack_file(&p, "lexicons/list.txt", "class: form\na\nb k=first j=second\nz k=last\n");
    pack_file(&p, "rules.yaml", "rules:\n  - id: r\n    layer: mark\n    set: {k: $x.k, j: $x.j}\n    match: |\n      {x: %list+} c\n");
    pack_load(&p);
    document_open(&d, p.rules, "a b a z c", (document_options){ 0 });
    cr_expect(str_is(value_in(&d, &p, "k"), "first"));
    cr_expect(str_is(value_in(&d, &p, "j"), "second"));
    document_close(&d);
    document_open(&d, p.rules, "a a a a a a a a a a a a a a a a a a a a z c", (document_options){ 0 });
    cr_expect(str_is(value_in(&d, &p, "k"), "last"), "twenty entries without it don't hide the one that has it");
    document_close(&d);
    pack_end(&p);
}

/* What stands in the role by other ways than the list's own element doesn't speak for it, unless nothing is asked of its entries. */
Test(values, of_an_entry_that_the_pattern_can_mean)
{
    pack p;
    document d;
    pack_begin(&p);
    pack_file(&p, "lexicons/list.txt", "class: form\na f=one k=first\nb f=one,two k=second\nz f=two k=third\n");
    pack_file(&p, "rules.yaml", "rules:\n  - id: r\n    layer: mark\n    set: {k: $x.k}\n    match: |\n"
                                "      {x: [a | b | z]{0,3}? %list.f=two} c\n      {x: [a | b | z]{0,3}? %list} d\n");
    pack_load(&p);
    document_open(&d, p.rules, "a z c", (document_options){ 0 });
    cr_expect(str_is(value_in(&d, &p, "k"), "third"));
    document_close(&d);
    document_open(&d, p.rules, "a b z c", (document_options){ 0 });
    cr_expect(str_is(value_in(&d, &p, "k"), "second"));
    document_close(&d);
    document_open(&d, p.rules, "a z d", (document_options){ 0 });
    cr_expect(str_is(value_in(&d, &p, "k"), "first"));
    document_close(&d);
    pack_end(&p);
}
