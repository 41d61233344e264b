/* The notation of examples and expectations: braces out, spans kept, attributes read, mistakes named. */
#include "curate/notation.h"

#include <criterion/criterion.h>

static arena memory;

static void begin(void) { arena_init(&memory); }
static void end(void) { arena_free(&memory); }

TestSuite(notation, .init = begin, .fini = end);

static notation read(const char *line)
{
    notation n;
    cr_assert(notation_read(&n, &memory, (hs_str){ line, strlen(line) }), "%s: %s", line, n.error);
    return n;
}

static void expect_str(hs_str got, const char *wanted)
{
    cr_expect(str_is(got, wanted), "'%.*s' is not '%s'", (int)got.len, got.ptr, wanted);
}

static void expect_mark(const notation *n, uint32_t i, const char *role, const char *words)
{
    cr_assert_lt(i, n->mark_count);
    expect_str(n->marks[i].role, role);
    expect_str(str_of(n->text, n->marks[i].span), words);
}

Test(notation, roles_and_text)
{
    notation n = read("{source: Mayor Ana Ruiz} {cue: told} {hearer:the council} {content: it is so }.");
    expect_str(n.text, "Mayor Ana Ruiz told the council it is so.");
    cr_assert_eq(n.mark_count, 4);
    expect_mark(&n, 0, "source", "Mayor Ana Ruiz");
    expect_mark(&n, 2, "hearer", "the council");
    expect_mark(&n, 3, "content", "it is so");
    cr_expect(notation_marks(&n, STR("cue")) && !notation_marks(&n, STR("time")));
}

Test(notation, pieces_paragraphs_and_braces)
{
    notation n = read("{content: \"One,\"} {source: she} {cue: said}. \xC2\xB6 {content: \"Two \\{2\\}.\"}");
    expect_str(n.text, "\"One,\" she said.\n\n\"Two {2}.\"");
    expect_mark(&n, 0, "content", "\"One,\"");
    expect_mark(&n, 3, "content", "\"Two {2}.\"");
}

Test(notation, a_break_inside_a_role)
{
    notation n = read("{content: One. \xC2\xB6 Two.}");
    expect_mark(&n, 0, "content", "One.\n\nTwo.");
}

Test(notation, attributes)
{
    notation n = read("{source: She} left. => act=deny speaker=\"Ana Ruiz; A=B\" said=");
    expect_str(n.text, "She left.");
    cr_assert_eq(n.attribute_count, 3);
    expect_str(*notation_get(&n, "act"), "deny");
    expect_str(*notation_get(&n, "speaker"), "Ana Ruiz; A=B");
    expect_str(*notation_get(&n, "said"), "");
    cr_expect_null(notation_get(&n, "kind"));
}

Test(notation, mistakes)
{
    static const char *const lines[] = { "{source: open", "closed} here", "{Source: x} y", "{source x} y", "{source: a {cue: b} c}",
                                         "{source: } x", "x => act", "x => act=\"open", "x => =y" };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        notation n;
        cr_expect(!notation_read(&n, &memory, (hs_str){ lines[i], strlen(lines[i]) }), "%s", lines[i]);
        cr_expect_not_null(n.error, "%s", lines[i]);
    }
}

Test(notation, lines)
{
    notation_lines l = { .all = STR("# comment\n\n  + a b  \n- c\n? d\n@ 2015-09-25\n* e\n+f") };
    static const struct { char sign; const char *rest; uint32_t number; } wanted[] = {
        { '+', "a b", 2 }, { '-', "c", 3 }, { '?', "d", 4 }, { '@', "2015-09-25", 5 }, { '\0', "* e", 6 }, { '\0', "+f", 7 } };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        cr_assert(notation_next(&l));
        cr_expect_eq(l.sign, wanted[i].sign);
        cr_expect_eq(l.number, wanted[i].number);
        expect_str(l.rest, wanted[i].rest);
    }
    cr_expect(!notation_next(&l));
}
