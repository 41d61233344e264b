/* test_pattern.c - every construct of the pattern language as the tree it becomes, and the edges of the grammar.
 *
 *   trees are written  ?(x) *(x) +(x) {m,n}(x)  lazy ones with a second ?   (a b) sequence   (a|b) alternatives   {r: x} role
 *   "x" exact  x form  <x> lemma  %l.a=v  @l.a=v  :C  :shape  /re/  []  [test]  ...n  ^ $ ^p $p ^q $q                        */
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>

static void write_node(buffer *out, const node *n);

static void write_kids(buffer *out, const node *n, const char *open, const char *between, const char *close)
{
    buffer_printf(out, "%s", open);
    for (uint32_t i = 0; i < n->kid_count; i++) {
        if (i) buffer_printf(out, "%s", between);
        write_node(out, n->kids[i]);
    }
    buffer_printf(out, "%s", close);
}

static void write_repeat(buffer *out, const node *n)
{
    bool is_open = n->max == REPEAT_MANY;
    if (n->min == 0 && n->max == 1) buffer_lit(out, "?");
    else if (n->min == 0 && is_open) buffer_lit(out, "*");
    else if (n->min == 1 && is_open) buffer_lit(out, "+");
    else if (is_open) buffer_printf(out, "{%u,}", n->min);
    else buffer_printf(out, "{%u,%u}", n->min, n->max);
    if (n->is_lazy) buffer_lit(out, "?");
    write_kids(out, n, "(", "", ")");
}

static void write_name(buffer *out, const char *sign, const node *n)
{
    buffer_printf(out, "%s%.*s", sign, (int)n->name.len, n->name.ptr);
    if (n->attribute.len)
        buffer_printf(out, ".%.*s=%.*s", (int)n->attribute.len, n->attribute.ptr, (int)n->value.len, n->value.ptr);
}

static void write_node(buffer *out, const node *n)
{
    static const char *const edges[] = { "^", "$", "^p", "$p", "^q", "$q" };
    switch (n->kind) {
    case NODE_SEQ: write_kids(out, n, "(", " ", ")"); break;
    case NODE_ALT: write_kids(out, n, "(", "|", ")"); break;
    case NODE_REPEAT: write_repeat(out, n); break;
    case NODE_ROLE: write_name(out, "{", n); write_kids(out, n, ": ", "", "}"); break;
    case NODE_FORM: write_name(out, "", n); break;
    case NODE_EXACT: write_name(out, "\"", n); buffer_lit(out, "\""); break;
    case NODE_LEMMA: write_name(out, "<", n); buffer_lit(out, ">"); break;
    case NODE_LEXICON: write_name(out, "%", n); break;
    case NODE_LAYER: write_name(out, "@", n); break;
    case NODE_CLASS: case NODE_SHAPE: write_name(out, ":", n); break;
    case NODE_REGEX: write_name(out, "/", n); buffer_lit(out, "/"); break;
    case NODE_ANY: buffer_lit(out, "[]"); break;
    case NODE_BRACKET: write_kids(out, n, "[", "", "]"); break;
    case NODE_AND: write_kids(out, n, "(", " & ", ")"); break;
    case NODE_OR: write_kids(out, n, "(", " | ", ")"); break;
    case NODE_NOT: write_kids(out, n, "!", "", ""); break;
    case NODE_GAP: buffer_printf(out, "...%u", n->max); break;
    case NODE_EDGE: buffer_printf(out, "%s", edges[n->edge]); break;
    }
}

typedef struct { arena memory; problems told; macros macros; token_tables tables; yaml_file file; yaml_node scalar; } parsing;

static const char *last_code, *last_message;
static uint32_t last_column, last_width;

static const char *macro_text; /* body of ~M, if there is one */

static const char *parsed(const char *pattern)
{
    static char line[600];
    parsing p = { 0 };
    yaml_node body = { .text = { macro_text, macro_text ? strlen(macro_text) : 0 }, .is_block = true };
    macro m = { .name = STR("M"), .source = { &p.file, &body } };
    pattern_context context = { &p.memory, &p.told, &p.macros, &p.tables, NULL };
    pattern_source source = { &p.file, &p.scalar };
    buffer out;
    arena_init(&p.memory);
    strmap_init(&p.macros.by_name, &p.memory);
    if (macro_text) {
        p.macros.items = &m;
        p.macros.count = 1;
        strmap_put(&p.macros.by_name, m.name, 0);
    }
    strmap *maps[] = { &p.tables.abbreviations, &p.tables.prefixes, &p.tables.joined, &p.tables.clitics, &p.tables.elisions, &p.tables.starters };
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) strmap_init(maps[i], &p.memory);
    strmap_put(&p.tables.clitics, STR("n't"), 1);
    strmap_put(&p.tables.clitics, STR("'s"), 1);
    p.told.memory = &p.memory;
    p.file.source = (source_file){ STR("test"), { pattern, strlen(pattern) } };
    uint32_t first_line = 0;
    p.file.line_starts = &first_line;
    p.file.line_count = 1;
    p.scalar = (yaml_node){ .text = p.file.source.bytes, .is_block = true };
    buffer_init(&out);
    const node *n = pattern_parse(&context, &source, 0, (uint32_t)strlen(pattern));
    if (n) write_node(&out, n);
    else buffer_lit(&out, "error");
    snprintf(line, sizeof line, "%.*s", (int)out.len, out.data);
    problems_tell(&p.told);
    last_code = p.told.count ? p.told.items[0].code : "";
    last_message = line;
    last_column = p.told.count ? p.told.items[0].error.column : 0;
    last_width = p.told.count ? p.told.items[0].width : 0;
    buffer_free(&out);
    arena_free(&p.memory);
    return line;
}

Test(pattern, atoms)
{
    cr_expect_str_eq(parsed("Said"), "said");
    cr_expect_str_eq(parsed("\"Said\""), "\"Said\"");
    cr_expect_str_eq(parsed("\",\" \"\\\"\" \"\\\\\""), "(\",\" \"\"\" \"\\\")");
    cr_expect_str_eq(parsed("\"\xE2\x80\x99s\""), "\"'s\"", "curly compares as straight");
    cr_expect_str_eq(parsed("<Say>"), "<say>");
    cr_expect_str_eq(parsed("%cue-verbs %a_b.frame=hearer-that %x.v=+1.5"), "(%cue-verbs %a_b.frame=hearer-that %x.v=+1.5)");
    cr_expect_str_eq(parsed("@np @quote.form=clause"), "(@np @quote.form=clause)");
    cr_expect_str_eq(parsed(":VERB :cap :num"), "(:VERB :cap :num)");
    cr_expect_str_eq(parsed("/a\\/b|c/"), "/a\\/b|c/");
    cr_expect_str_eq(parsed("[]"), "[]");
    cr_expect_str_eq(parsed("\xC3\x89t\xC3\xA9"), "\xC3\xA9t\xC3\xA9");
}

Test(pattern, a_form_of_several_tokens_is_a_group)
{
    cr_expect_str_eq(parsed("don't x"), "((do n't) x)");
    cr_expect_str_eq(parsed("so-called?"), "?((so - called))");
    cr_expect_str_eq(parsed("\"So-Called\""), "(\"So\" \"-\" \"Called\")");
}

Test(pattern, brackets)
{
    cr_expect_str_eq(parsed("[a & !b | c]"), "[((a & !b) | c)]");
    cr_expect_str_eq(parsed("[!(a | b) & %l & @t.x=y & /r/ & \",\" & <d> & :cap]"), "[(!(a | b) & %l & @t.x=y & /r/ & \",\" & <d> & :cap)]");
    cr_expect_str_eq(parsed("[!!a]"), "[!!a]");
}

Test(pattern, repetitions)
{
    cr_expect_str_eq(parsed("a? b* c+ d{2} e{2,} f{2,3}"), "(?(a) *(b) +(c) {2,2}(d) {2,}(e) {2,3}(f))");
    cr_expect_str_eq(parsed("a?? b*? c+? d{0,4}?"), "(?\?(a) *?(b) +?(c) {0,4}?(d))");
    cr_expect_str_eq(parsed("(a b)? {x: c}?"), "(?((a b)) ?({x: c}))");
    cr_expect_str_eq(parsed("a {b: c}"), "(a {b: c})", "after a space it is a role");
}

Test(pattern, structure)
{
    cr_expect_str_eq(parsed("a | b c | (d | e) f"), "(a|(b c)|((d|e) f))");
    cr_expect_str_eq(parsed("{source: a | b} {x:c}"), "({source: (a|b)} {x: c})");
    cr_expect_str_eq(parsed("(| a) b"), "((()|a) b)");
    cr_expect_str_eq(parsed("a # b\n  c"), "(a c)", "comments end with their line");
    cr_expect_str_eq(parsed("\"#\" /#/ a"), "(\"#\" /#/ a)");
}

Test(pattern, gaps_and_edges)
{
    cr_expect_str_eq(parsed("a ... b ...5 c ...40 d"), "(a ...8 b ...5 c ...40 d)");
    cr_expect_str_eq(parsed("^ a $"), "(^ a $)");
    cr_expect_str_eq(parsed("^p ^q a $q $p"), "(^p ^q a $q $p)");
    cr_expect_str_eq(parsed("^ people $ quite"), "(^ people $ quite)", "an edge's letter stands at it");
}

static void expect_error(const char *pattern, const char *code, uint32_t at, uint32_t width)
{
    parsed(pattern);
    cr_expect_str_eq(last_code, code, "%s: %s %u+%u %s", pattern, last_code, last_column, last_width, last_message);
    cr_expect(last_column == at && last_width == width, "%s: %s %u+%u", pattern, last_code, last_column, last_width);
}

Test(pattern, errors)
{
    expect_error("a , b", "H020", 3, 1);
    expect_error("a ) b", "H020", 3, 1);
    expect_error("a b]", "H020", 4, 1);
    expect_error("\xC3\xA9 %", "H020", 3, 1);
    expect_error("%a.b", "H020", 3, 2);
    expect_error("%a.b= c", "H020", 3, 3);
    expect_error("<say", "H020", 1, 4);
    expect_error("\"\"", "H020", 1, 2);
    expect_error("{source @np}", "H020", 1, 8);
    expect_error("{: a}", "H020", 1, 1);
    expect_error("{x: a", "H020", 1, 5);
    expect_error("a{2", "H020", 2, 2);
    expect_error("a{0}", "H020", 2, 3);
    expect_error("a{1,65}", "H020", 2, 6);
    expect_error("...0", "H036", 1, 4);
    expect_error("...41", "H036", 1, 5);
    expect_error("$?", "H020", 1, 2);
    expect_error("{x: a}*", "H027", 1, 7);
    expect_error("[a b]", "H020", 1, 3);
    expect_error("[(a | b]", "H020", 2, 6);
    expect_error(":Verb", "H020", 1, 5);
    expect_error("~NONE", "H022", 1, 5);
    expect_error("[~NONE]", "H020", 2, 1);
}

/* The second use of a macro is a copy of the first: it must read, and fail, as if it were written there. */
Test(pattern, macros)
{
    char plain[600];
    macro_text = "[a & !b] (c | d e){0,2} f?";
    snprintf(plain, sizeof plain, "%s", parsed("([a & !b] (c | d e){0,2} f?) x ([a & !b] (c | d e){0,2} f?){2} {r: ([a & !b] (c | d e){0,2} f?)}"));
    cr_expect_str_neq(plain, "error");
    cr_expect_str_eq(parsed("~M x ~M{2} {r: ~M}"), plain);
    macro_text = "{u: a} b";
    cr_expect_str_neq(parsed("~M | c ~M"), "error");
    cr_expect_str_eq(parsed("~M {r: ~M}"), "error");
    cr_expect_str_eq(last_code, "H028", "roles don't nest in a copy either");
    cr_expect_str_eq(parsed("{r: ~M}"), "error");
    macro_text = "[a | b | c | d | e | f | g | h | i | j | k | l | m | n | o | p | q | r | s | t | u | v | w | x | y | z]{1,64}";
    cr_expect_str_neq(parsed("~M ~M ~M"), "error");
    buffer many;
    buffer_init(&many);
    for (int i = 0; i < 200; i++) buffer_lit(&many, "~M ");
    buffer_char(&many, '\0');
    cr_expect_str_eq(parsed(many.data), "error");
    cr_expect_str_eq(last_code, "H033", "copies count as what they stand for");
    buffer_free(&many);
    char deep[400], first[404];
    memset(deep, 0, sizeof deep);
    memset(deep, '(', NEST_MOST - 8);
    strcat(deep, "~M");
    memset(deep + strlen(deep), ')', NEST_MOST - 8);
    macro_text = "(((((((((a)))))))))";
    cr_expect_str_eq(parsed(deep), "error");
    snprintf(first, sizeof first, "~M %s", deep);
    cr_expect_str_eq(parsed(first), "error", "a copy nests as deep as what it stands for");
    cr_expect_str_eq(last_code, "H033");
    macro_text = NULL;
}

Test(pattern, deep_and_large)
{
    char deep[400], large[3 * NODES_MOST];
    memset(deep, '(', 199);
    deep[199] = 'a';
    memset(deep + 200, ')', 199);
    deep[399] = '\0';
    expect_error(deep, "H033", NEST_MOST + 1, 1);
    deep[0] = '[';
    expect_error(deep, "H033", NEST_MOST + 2, 1);
    for (size_t i = 0; i + 2 < sizeof large; i += 2) memcpy(large + i, "a ", 3);
    parsed(large);
    cr_expect_str_eq(last_code, "H033");
}

Test(pattern, parts_of_a_block)
{
    pattern_part parts[8];
    hs_str block = STR("one\n  two\n# no\n\n   # neither\nthree\n");
    cr_assert_eq(pattern_parts(block, parts, 8), 2);
    cr_expect(parts[0].from == 0 && parts[0].to == 9);
    cr_expect(str_is(str_of(block, (hs_span){ parts[1].from, parts[1].to }), "three"));
    cr_expect_eq(pattern_parts(STR("\n# only\n"), parts, 8), 0);
}
