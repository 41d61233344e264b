/* test_pack.c - packs that extend each other, and what the strict profile of YAML leaves out. */
#include "packs/pack.h"

#include <criterion/criterion.h>

static const rule *find(const pack *p, const char *id)
{
    for (uint32_t i = 0; i < p->rules->rule_count; i++)
        if (str_is(p->rules->rules[i].id, id)) return &p->rules->rules[i];
    return NULL;
}

static hs_str act_of(const pack *p, const char *head)
{
    const lexicon *lex = lexicon_find(&p->rules->lexicons, STR("say"));
    for (uint32_t i = 0; i < lex->entry_count; i++)
        if (str_is(lex->entries[i].head, head)) return lexicon_value(&lex->entries[i], STR("act"));
    return STR("absent");
}

static void expect_problem(const pack *p, const char *start)
{
    cr_expect_eq(pack_problems(p, start), 1, "%u of: %s", pack_problems(p, start), start);
}

Test(pack, own_extends_standard)
{
    pack p;
    pack_begin(&p);
    pack_try(&p, "own");
    cr_assert_eq(p.status, HS_OK, "%s", p.error.message);
    cr_expect_eq(p.rules->pack_count, 2);
    cr_expect(str_is(p.rules->packs[0].name, "standard") && str_is(p.rules->packs[1].name, "own"));
    cr_expect(str_is(p.rules->language, "en"));
    cr_expect_null(find(&p, "third"), "disabled");
    expect_problem(&p, "W H035 pack.yaml:3:18+6 pack.yaml disables the rule fourth");
    cr_assert_not_null(find(&p, "second"));
    cr_expect(str_is(find(&p, "second")->pack, "own"));
    cr_expect_eq(find(&p, "second")->priority, 70);
    cr_expect(str_starts(find(&p, "second")->name, STR("own.second@")));
    cr_expect(str_starts(find(&p, "first")->name, STR("standard.first@")));
    cr_expect_eq(hs_rules_count(p.rules), 3);
    pack_end(&p);
}

Test(pack, entries_override_entries)
{
    pack p;
    pack_begin(&p);
    pack_try(&p, "own");
    cr_expect(str_is(act_of(&p, "deny"), "reject"));
    cr_expect(str_is(act_of(&p, "say"), "state"));
    cr_expect(str_is(act_of(&p, "whisper"), "state"));
    pack_end(&p);
}

/* The extending pack's macro takes the place of the base's, in the base's rules too; the rule's hash says so. */
Test(pack, macros_are_those_of_the_whole)
{
    pack own, standard;
    pack_begin(&own);
    pack_begin(&standard);
    pack_try(&own, "own");
    pack_try(&standard, "standard");
    cr_expect(!str_eq(find(&own, "first")->name, find(&standard, "first")->name));
    const rule *first = find(&own, "first");
    const program *made = own.rules->layers[first->layer].programs[first->first_match];
    cr_expect_eq(made->tree->kids[1]->kind, NODE_FORM);
    pack_end(&own);
    pack_end(&standard);
}

Test(pack, layers_of_an_extending_pack_come_after)
{
    pack p;
    pack_begin(&p);
    pack_try(&p, "own");
    uint32_t mark = rules_layer(p.rules, "mark"), extra = rules_layer(p.rules, "extra");
    cr_expect(mark < rules_layer(p.rules, "attribution") && rules_layer(p.rules, "attribution") < extra);
    cr_expect_neq(extra, UINT32_MAX);
    pack_end(&p);
}

/* The name of a rule changes with its lexicons, also when only the base's part of one changes. */
Test(pack, a_rules_hash_has_its_lexicons_in_it)
{
    static const char *const rules = "rules:\n  - id: r\n    layer: mark\n    match: |\n      %say\n";
    pack p;
    char first[64];
    pack_begin(&p);
    pack_file(&p, "rules.yaml", rules);
    pack_file(&p, "lexicons/say.txt", "class: verb\nsay\n");
    pack_load(&p);
    hs_str name = find(&p, "r")->name;
    cr_assert_lt(name.len, sizeof first);
    memcpy(first, name.ptr, name.len);
    first[name.len] = '\0';
    pack_load(&p);
    cr_expect(str_is(find(&p, "r")->name, first), "the same twice");
    pack_file(&p, "lexicons/say.txt", "class: verb\nsay\ntell\n");
    pack_load(&p);
    cr_expect(!str_is(find(&p, "r")->name, first));
    pack_end(&p);
}

Test(pack, macros_of_one_name_in_two_files)
{
    pack p;
    pack_begin(&p);
    pack_file(&p, "a.yaml", "macros:\n  M: |\n    x\nrules: []\n");
    pack_file(&p, "b.yaml", "macros:\n  M: |\n    y\nrules: []\n");
    pack_try(&p, NULL);
    expect_problem(&p, "E H016 b.yaml:2:3+1 a macro of this name stands already in the pack");
    pack_end(&p);
}

Test(pack, extending_in_a_circle_is_an_error)
{
    static const char *const folders[] = { "selfish", "ring-a" };
    for (int i = 0; i < 2; i++) {
        pack p;
        pack_begin(&p);
        pack_try(&p, folders[i]);
        cr_expect_eq(p.status, HS_ERR_SYNTAX);
        cr_expect_not_null(strstr(p.error.message, "extends itself"), "%s", p.error.message);
        pack_end(&p);
    }
}

Test(pack, what_is_not_there)
{
    pack p;
    pack_begin(&p);
    pack_try(&p, "nowhere");
    cr_expect_eq(p.status, HS_ERR_IO);
    cr_expect_not_null(strstr(p.error.message, "pack.yaml"), "%s", p.error.message);
    pack_file(&p, "pack.yaml", "name: x\nextends: nowhere\n");
    pack_try(&p, NULL);
    cr_expect_eq(p.status, HS_ERR_IO);
    cr_expect_not_null(strstr(p.error.message, "extends the pack nowhere"), "%s", p.error.message);
    pack_file(&p, "pack.yaml", "language: en\n");
    pack_try(&p, NULL);
    cr_expect_eq(p.status, HS_ERR_SYNTAX);
    cr_expect_not_null(strstr(p.error.message, "a pack needs a name"), "%s", p.error.message);
    pack_end(&p);
}

/* pack_folder is where `extends: standard` is looked for if it doesn't lie beside the pack. */
Test(pack, the_standard_pack_may_lie_elsewhere)
{
    pack p;
    pack_begin(&p);
    pack_file(&p, "pack.yaml", "name: x\nextends: standard\n");
    p.options.pack_folder = HEARSAY_SOURCE_DIR "/tests/packs";
    pack_try(&p, NULL);
    cr_assert_eq(p.status, HS_OK, "%s", p.error.message);
    cr_expect_eq(hs_rules_count(p.rules), 3);
    pack_end(&p);
}

Test(pack, strict_profile)
{
    pack p;
    pack_begin(&p);
    pack_try(&p, "strict");
    cr_assert_eq(p.status, HS_OK, "%s", p.error.message);
    expect_problem(&p, "E H012 pack.yaml:3:1+5 pack.yaml has no key layer | did you mean layers?");
    expect_problem(&p, "E H012 pack.yaml:4:10+4 unknown table word");
    expect_problem(&p, "E H021 pack.yaml:4:26+6 table words names the lexicon nolist");
    expect_problem(&p, "E H011 anchor.yaml:3:11+");
    expect_problem(&p, "E H011 alias.yaml:1:8+");
    expect_problem(&p, "E H011 alias.yaml:2:5+4 aliases are not allowed here");
    expect_problem(&p, "E H011 tag.yaml:2:9+");
    expect_problem(&p, "E H013 twice.yaml:4:5+5 key layer is given twice");
    expect_problem(&p, "E H011 two.yaml:2:1+3 only one document a file");
    expect_problem(&p, "E H010 syntax.yaml:3:4+1 not valid YAML");
    expect_problem(&p, "E H022 wide.yaml:6:11+5 unknown macro");
    expect_problem(&p, "E H012 keys.yaml:1:1+4 unknown key rule | did you mean rules?");
    expect_problem(&p, "E H015 list.yaml:1:1+1 a rule file has the keys macros and rules");
    expect_problem(&p, "E H011 complex.yaml:2:8+1 a key must be a plain word");
    expect_problem(&p, "W H040 twice.yaml:2:9+5 rule twice has no example");
    pack_end(&p);
}

Test(pack, no_trigger_is_told)
{
    pack p;
    pack_of(&p, "rules:\n  - id: r\n    layer: mark\n    match: |\n      [!a] b?\n      x | [!a]\n      [a | :VERB] c?\n");
    expect_problem(&p, "W H041 rules.yaml:5:7+7 nothing in this pattern must occur");
    expect_problem(&p, "W H041 rules.yaml:6:7+8 nothing in this pattern must occur");
    cr_expect_eq(pack_problems(&p, "W H041"), 2);
    pack_end(&p);
}
