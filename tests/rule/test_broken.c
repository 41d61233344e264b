/* test_broken.c - what is wrong with a pack is told at once, in the order of files and lines, each with code, place, width and
 * help; and the good rules load all the same. The pack is tests/packs/broken: one mistake a rule. */
#include "packs/pack.h"

#include <criterion/criterion.h>

static const char *const expected[] = {
    "E H032 animal.txt:1:8+5 unknown class beast",
    "E H030 headless.txt:1:1+3 a lexicon begins with its class | the first line says what is inflected: class: verb (noun, adjective, phrase, form, table ...)",
    "E H030 tell.txt:4:15+9 attribute act is given twice",
    "E H031 tell.txt:5:1+13 entry tell is already in line 3",
    "E H030 tell.txt:6:15+2 expected key=value, found of | an entry is: words {forms} key=value ...",
    "E H030 tell.txt:6:18+6 expected key=value, found danger | an entry is: words {forms} key=value ...",
    "E H023 rules.yaml:6:7+5 a macro that contains itself",
    "E H021 rules.yaml:8:11+11 unknown lexicon %nosuchlist",
    "E H021 rules.yaml:19:18+4 unknown lexicon %tel | did you mean %tell?",
    "E H022 rules.yaml:23:7+5 unknown macro | did you mean ~NOUNS?",
    "E H024 rules.yaml:35:9+5 unknown layer @marc | did you mean @mark?",
    "E H025 rules.yaml:39:9+12 layer attribution is only written after layer mark | see `layers` in pack.yaml for the order",
    "E H024 rules.yaml:41:12+7 layer nolayer is not in pack.yaml",
    "E H024 rules.yaml:45:12+5 layer quote is made by hearsay itself",
    "E H026 rules.yaml:51:7+14 no entry of %tell has act=sing",
    "E H020 rules.yaml:55:18+5 unknown word class | the 17 Universal POS tags, :cap :upper :lower :num",
    "E H028 rules.yaml:59:16+3 roles don't nest | close the first role before the next",
    "E H027 rules.yaml:63:9+14 a role under a repetition | put the repetition inside the role",
    "E H029 rules.yaml:67:13+1 regex: missing closing parenthesis",
    "E H020 rules.yaml:71:9+3 a regex has no end | close it with /",
    "E H020 rules.yaml:75:9+3 a quoted form has no end | close it with \"",
    "E H020 rules.yaml:79:9+6 a bracket has no end | close it with ]; a quotation mark needs \"",
    "E H020 rules.yaml:83:14+9 a test in brackets is about one token, this form has several | put it outside the brackets",
    "E H020 rules.yaml:87:9+4 a parenthesis has no end | close it with )",
    "E H020 rules.yaml:91:10+5 a repetition that makes no sense | {m,n}: m at most n, n from 1 to 64",
    "E H036 rules.yaml:95:9+5 a gap has 1 to 40 tokens | ...1 to ...40",
    "E H020 rules.yaml:99:9+4 this can't be repeated | write ...5 for a shorter gap",
    "E H034 rules.yaml:103:7+5 this pattern can match nothing at all | something in it must be there",
    "E H020 rules.yaml:108:9+1 this sign means nothing here | other signs go in double quotes: \",\"",
    "E H012 rules.yaml:111:5+5 unknown key mtach | did you mean match?",
    "E H011 rules.yaml:117:12+5 patterns stand in a | block | write |, then the patterns indented on the lines below",
    "E H035 rules.yaml:120:12+1 an attribution needs the role content | {content: ...}",
    "E H035 rules.yaml:126:17+5 no pattern of this rule has that role | did you mean $mark?",
    "E H021 rules.yaml:131:17+13 unknown table | lookup(table, $role)",
    "E H015 rules.yaml:134:19+8 unknown view | plain, paragraph, inside, text",
    "E H015 rules.yaml:139:15+4 not a priority | 0 to 1000, 50 if not given",
    "E H014 rules.yaml:142:5+1 a word-class rule has either remove or keep | remove: VERB",
    "E H014 rules.yaml:146:5+1 a rule needs match | match: |",
    "E H016 rules.yaml:148:9+4 rule good stands already",
    "E H014 rules.yaml:152:5+1 a rule has no id | - id: some-name",
    "E H020 rules.yaml:156:9+1 a role is {name: pattern} | write {source: @np}",
    "E H015 rules.yaml:163:13+8 unknown status | draft, stable, deprecated",
    "E H015 rules.yaml:168:12+7 carry is true or false | true or false",
};

Test(broken, every_mistake_with_its_place)
{
    pack p;
    unsigned n = 0;
    pack_begin(&p);
    pack_try(&p, "broken");
    cr_assert_eq(p.status, HS_OK);
    for (unsigned i = 0; i < p.problem_count; i++) {
        if (p.problems[i][0] != 'E') continue;
        cr_assert_lt(n, sizeof expected / sizeof *expected, "one too many: %s", p.problems[i]);
        cr_expect(strncmp(p.problems[i], expected[n], strlen(expected[n])) == 0, "expected %s\n found   %s", expected[n], p.problems[i]);
        n++;
    }
    cr_expect_eq(n, sizeof expected / sizeof *expected);
    pack_end(&p);
}

/* A rule with a key that means nothing still does what its other keys say. */
Test(broken, the_good_ones_load)
{
    static const char *const good[] = { "also-good", "good", "key" };
    pack p;
    unsigned n = 0;
    pack_begin(&p);
    pack_try(&p, "broken");
    for (uint32_t i = 0; i < p.rules->rule_count; i++) {
        if (p.rules->rules[i].layer == UINT32_MAX) continue;
        cr_assert_lt(n, 3);
        cr_expect(str_is(p.rules->rules[i].id, good[n++]), "%.*s", (int)p.rules->rules[i].id.len, p.rules->rules[i].id.ptr);
    }
    cr_expect_eq(n, 3);
    cr_expect_eq(hs_rules_count(p.rules), 3);
    pack_end(&p);
}

/* Without a listener the one error that is returned says where it is. */
Test(broken, strict_fails_with_the_first_error)
{
    const char *folders[] = { HEARSAY_SOURCE_DIR "/tests/packs/broken" };
    hs_load_options options = { .strict = true };
    hs_rules *rules;
    hs_error error;
    cr_assert_eq(hs_rules_load(folders, 1, &options, &rules, &error), HS_ERR_SYNTAX);
    cr_expect_null(rules);
    cr_expect_eq(error.line, 1);
    cr_expect_eq(error.column, 8);
    cr_expect_not_null(strstr(error.message, "broken/lexicons/animal.txt:1:8: unknown class beast"), "%s", error.message);
}
