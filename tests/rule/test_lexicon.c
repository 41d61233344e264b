/* test_lexicon.c - word lists: what an entry's forms are, and what is said of lines that are none. */
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const char *const endings =
    "class: inflection\n"
    "verb  e               +s   +d   -1+ing\n"
    "verb  [^aeiou]y       -1+ies -1+ied +ing\n"
    "verb  [sxz]           +es  +ed  +ing\n"
    "verb  ^[^aeiou]*[aeiou][bdgmnprt]  +s &ed &ing\n"
    "verb  .               +s   +ed  +ing\n"
    "noun  [^aeiou]y       -1+ies\n"
    "noun  .               +s\n";

static void open_list(pack *p, const char *list)
{
    pack_begin(p);
    pack_file(p, "pack.yaml", "name: test\nlayers: [mark]\ntables: {clitics: clitics}\n");
    pack_file(p, "lexicons/clitics.txt", "class: form\nn't\n's\n");
    pack_file(p, "lexicons/inflection.txt", endings);
    pack_file(p, "lexicons/irregular-verbs.txt", "class: verb\nsay {says said saying}\nrefer {refers referred referring}\nput {puts putting}\n");
    pack_file(p, "lexicons/irregular-nouns.txt", "class: noun\nman {men}\n");
    pack_file(p, "lexicons/list.txt", list);
    pack_load(p);
}

/* All forms of the entry: words joined by _, forms by spaces. */
static const char *forms_of(pack *p, const char *head)
{
    const lexicons *all = &p->rules->lexicons;
    const lexicon *lex = lexicon_find(all, STR("list"));
    hs_str out = STR("");
    for (uint32_t i = 0; i < lex->form_count; i++) {
        if (!str_is(lex->entries[lex->forms[i].entry].head, head)) continue;
        for (uint32_t k = 0; k < lex->forms[i].count; k++) {
            hs_str word = lexicons_word_text(all, lex->forms[i].words[k]);
            out = arena_printf(&p->memory, "%s%s%.*s", out.ptr, !out.len ? "" : k ? "_" : " ", (int)word.len, word.ptr);
        }
    }
    return out.ptr;
}

Test(lexicon, verbs_inflect_their_first_word)
{
    pack p;
    open_list(&p, "class: verb\nsay\ncarry\nstop\nrefer\nput\nagree\nclose\npass\ncall off\nput up with\n");
    cr_expect_str_eq(forms_of(&p, "say"), "say says said saying", "irregular");
    cr_expect_str_eq(forms_of(&p, "carry"), "carry carries carried carrying");
    cr_expect_str_eq(forms_of(&p, "stop"), "stop stops stopped stopping", "doubled by the pattern");
    cr_expect_str_eq(forms_of(&p, "refer"), "refer refers referred referring", "doubled by the irregular list");
    cr_expect_str_eq(forms_of(&p, "put"), "put puts putting");
    cr_expect_str_eq(forms_of(&p, "close"), "close closes closed closing");
    cr_expect_str_eq(forms_of(&p, "pass"), "pass passes passed passing");
    cr_expect_str_eq(forms_of(&p, "call off"), "call_off calls_off called_off calling_off");
    cr_expect_str_eq(forms_of(&p, "put up with"), "put_up_with puts_up_with putting_up_with");
    pack_end(&p);
}

Test(lexicon, nouns_inflect_their_last_word)
{
    pack p;
    open_list(&p, "class: noun\nparty\nman\nprime minister\nchief of staff {staffs}\nmother-in-law\n");
    cr_expect_str_eq(forms_of(&p, "party"), "party parties");
    cr_expect_str_eq(forms_of(&p, "man"), "man men");
    cr_expect_str_eq(forms_of(&p, "prime minister"), "prime_minister prime_ministers");
    cr_expect_str_eq(forms_of(&p, "chief of staff"), "chief_of_staff chief_of_staffs");
    cr_expect_str_eq(forms_of(&p, "mother-in-law"), "mother_-_in_-_law mother_-_in_-_laws", "cut as the tokenizer cuts");
    pack_end(&p);
}

Test(lexicon, braces_replace_generation_wholly)
{
    pack p;
    open_list(&p, "class: verb\ndeny {denies denied} act=deny\nsay {saith}\n");
    cr_expect_str_eq(forms_of(&p, "deny"), "deny denies denied");
    cr_expect_str_eq(forms_of(&p, "say"), "say saith");
    pack_end(&p);
}

Test(lexicon, other_classes_stay_as_written)
{
    static const char *const classes[] = { "adverb", "phrase", "form", "table", "adjective" };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        pack p;
        char list[80];
        snprintf(list, sizeof list, "class: %s\ncarry\nDon't  know\n", classes[i]);
        open_list(&p, list);
        cr_expect_str_eq(forms_of(&p, "carry"), "carry");
        cr_expect_str_eq(forms_of(&p, "Don't  know"), "do_n't_know", "clitics are words, folded");
        pack_end(&p);
    }
}

Test(lexicon, exact_case)
{
    pack p;
    open_list(&p, "class: form\ncase: exact\nUS\nthe US\n");
    cr_expect_str_eq(forms_of(&p, "US"), "=US");
    cr_expect_str_eq(forms_of(&p, "the US"), "=the_=US");
    cr_expect(lexicon_find(&p.rules->lexicons, STR("list"))->is_exact);
    pack_end(&p);
}

/* What a rule had found while the pack was compiled is forgotten with its memory, and found anew. */
Test(lexicon, asked_again_after_loading)
{
    pack p;
    pack_begin(&p);
    pack_file(&p, "lexicons/list.txt", "class: form\nsay frame=that,wh\nask frame=wh\n");
    pack_file(&p, "rules.yaml", "rules:\n  - id: r\n    layer: mark\n    match: |\n      {x: %list.frame=that}\n");
    pack_load(&p);
    lexicon *lex = lexicon_find(&p.rules->lexicons, STR("list"));
    const lexicon_selection *wh = lexicon_select(&p.rules->lexicons, lex, STR("frame"), STR("wh"));
    cr_expect(wh->count == 2 && lex->forms[wh->forms[0]].entry == 0 && lex->forms[wh->forms[1]].entry == 1);
    cr_expect_null(p.rules->word_weights);
    pack_end(&p);
}

Test(lexicon, entries_that_have_a_value)
{
    pack p;
    open_list(&p, "class: form\nsay frame=that,wh\nask frame=wh\ncall act=that\n");
    lexicon *lex = lexicon_find(&p.rules->lexicons, STR("list"));
    const lexicon_selection *that = lexicon_select(&p.rules->lexicons, lex, STR("frame"), STR("that"));
    cr_expect(that->count == 1 && lex->forms[that->forms[0]].entry == 0);
    const lexicon_selection *wh = lexicon_select(&p.rules->lexicons, lex, STR("frame"), STR("wh"));
    cr_expect(wh->count == 2 && lex->forms[wh->forms[0]].entry == 0 && lex->forms[wh->forms[1]].entry == 1);
    const lexicon_selection *other = lexicon_select(&p.rules->lexicons, lex, STR("act"), STR("that"));
    cr_expect(other->count == 1 && lex->forms[other->forms[0]].entry == 2);
    cr_expect_eq(lexicon_select(&p.rules->lexicons, lex, STR("act"), STR("that,wh"))->count, 0);
    cr_expect_eq(lexicon_select(&p.rules->lexicons, lex, STR(""), STR(""))->count, 3, "without a key all are meant");
    cr_expect_eq(lexicon_select(&p.rules->lexicons, lex, STR("frame"), STR("that")), that);
    pack_end(&p);
}

Test(lexicon, attributes_and_lists_of_values)
{
    pack p;
    open_list(&p, "# comment\n\nclass: phrase\n  make clear   frame=that,wh act=state \nequals = sign  value==\r\na=  x=1\n");
    const lexicon *lex = lexicon_find(&p.rules->lexicons, STR("list"));
    cr_assert_eq(lex->entry_count, 3);
    const lexicon_entry *e = &lex->entries[0];
    cr_expect(str_is(e->head, "make clear") && e->line == 4);
    cr_expect(str_is(lexicon_value(e, STR("act")), "state") && str_is(lexicon_value(e, STR("frame")), "that,wh"));
    cr_expect(lexicon_has(e, STR("frame"), STR("wh")) && lexicon_has(e, STR("frame"), STR("that")));
    cr_expect(!lexicon_has(e, STR("frame"), STR("tha")) && !lexicon_has(e, STR("frame"), STR("that,wh")));
    cr_expect(!lexicon_value(e, STR("none")).len && !lexicon_has(e, STR("none"), STR("x")));
    cr_expect(str_is(lex->entries[1].head, "equals = sign") && str_is(lexicon_value(&lex->entries[1], STR("value")), "="));
    cr_expect(str_is(lex->entries[2].head, "a="));
    cr_expect_eq(pack_problems(&p, "E"), 0);
    pack_end(&p);
}

Test(lexicon, lines_that_are_wrong)
{
    pack p;
    open_list(&p, "class: verb\nsay act=x act=y\nsay\ntell {tells told\n{x} a=b\nwait 5=6 nonsense\none two three four five six seven eight nine\n");
    cr_expect_eq(pack_problems(&p, "E H030 list.txt:2:11+5 attribute act is given twice"), 1);
    cr_expect_eq(pack_problems(&p, "E H031 list.txt:3:1+3 entry say is already in line 2"), 1);
    cr_expect_eq(pack_problems(&p, "E H030 list.txt:4:1+16 a brace has no end"), 1);
    cr_expect_eq(pack_problems(&p, "E H030 list.txt:5:1+7 an entry begins with its word"), 1);
    cr_expect_eq(pack_problems(&p, "E H030 list.txt:6:10+8 expected key=value, found nonsense"), 1);
    cr_expect_eq(pack_problems(&p, "E H030 list.txt:7:1+44 an entry has 1 to 8 tokens"), 1, "told once though it has four forms");
    cr_expect_eq(pack_problems(&p, "E"), 6);
    pack_end(&p);
}

static uint32_t lemma_columns(pack *p, const char *pattern)
{
    char rules[120];
    snprintf(rules, sizeof rules, "rules:\n  - id: r\n    layer: mark\n    match: |\n      %s\n", pattern);
    pack_file(p, "rules.yaml", rules);
    pack_load(p);
    const rule_layer *layer = &p->rules->layers[rules_layer(p->rules, "mark")];
    uint32_t n = 0;
    for (uint32_t i = 0; i < layer->column_count; i++) n += layer->columns[i].kind == COLUMN_FORM;
    return n;
}

/* <say> knows the forms of every class in which some list has the word, and takes an unknown word for a verb. */
Test(lexicon, lemmas)
{
    pack p;
    open_list(&p, "class: noun\nman\nreport\n");
    pack_file(&p, "lexicons/verbs.txt", "class: verb\nreport\n");
    cr_expect_eq(lemma_columns(&p, "<man>"), 2, "man men");
    cr_expect_eq(lemma_columns(&p, "<report>"), 4, "report reports reported reporting");
    cr_expect_eq(lemma_columns(&p, "<say>"), 4, "irregular, though no list has it");
    cr_expect_eq(lemma_columns(&p, "<carry>"), 4);
    pack_end(&p);
}

static void append_form(void *user, hs_str written)
{
    char *to = user;
    size_t n = strlen(to);
    snprintf(to + n, 200 - n, "%s%.*s", n ? " " : "", (int)written.len, written.ptr);
}

/* The first lemmas are looked for entry by entry, later ones in an index: the same is found. */
Test(lexicon, forms_of_a_lemma)
{
    static const struct { const char *lemma, *forms; } rows[] = {
        { "say", "say says said saying" }, { "carry", "carry carries carried carrying" }, { "party", "party parties" },
        { "man", "man men" }, { "run", "run ran runs" }, { "soapbox", "soapbox soapboxes soapboxed soapboxing" },
    };
    pack p;
    pack_begin(&p);
    pack_file(&p, "pack.yaml", "name: test\nlayers: [mark]\n");
    pack_file(&p, "lexicons/inflection.txt", endings);
    pack_file(&p, "lexicons/irregular-verbs.txt", "class: verb\nsay {says said saying}\n");
    pack_file(&p, "lexicons/irregular-nouns.txt", "class: noun\nman {men}\n");
    pack_file(&p, "lexicons/nouns.txt", "class: noun\nparty\nman\nrun\n");
    pack_file(&p, "lexicons/verbs.txt", "class: verb\nsay\ncarry\nrun {ran}\n");
    pack_file(&p, "lexicons/more-verbs.txt", "class: verb\nrun\n");
    pack_load(&p);
    for (int round = 0; round < 6; round++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            char made[200] = "";
            lexicons_lemma_forms(&p.rules->lexicons, (hs_str){ rows[i].lemma, strlen(rows[i].lemma) }, append_form, made);
            cr_expect_str_eq(made, rows[i].forms, "round %d: %s", round, made);
        }
    cr_expect_not_null(p.rules->lexicons.lemma_places, "indexed by now");
    pack_end(&p);
}

/* Entries written alike share their attributes; what is wrong in them is told of each. */
Test(lexicon, attributes_are_shared)
{
    pack p;
    open_list(&p, "class: form\na  n=1 k=v\nb  n=1 k=v\nc  n=1\nd\ne  n=1 n=2\nf  n=1 n=2\n");
    const lexicon *lex = lexicon_find(&p.rules->lexicons, STR("list"));
    cr_assert_eq(lex->entry_count, 6);
    cr_expect_eq(lex->entries[0].attributes, lex->entries[1].attributes);
    cr_expect(str_is(lexicon_value(&lex->entries[1], STR("k")), "v") && !lexicon_value(&lex->entries[2], STR("k")).len);
    cr_expect_eq(lex->entries[3].attribute_count, 0);
    cr_expect(str_is(lexicon_value(&lex->entries[5], STR("n")), "1"));
    cr_expect_eq(pack_problems(&p, "E H030"), 2);
    pack_end(&p);
}
