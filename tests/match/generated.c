/* generated.c - see generated.h. */
#include "match/generated.h"

/* ---- chance ------------------------------------------------------------------------------------------------------ */

uint32_t roll(dice *d, uint32_t n)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (uint32_t)((d->state >> 11) % n);
}

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

void generate_pack(pack *p, dice *d)
{
    pack_begin(p);
    pack_file(p, "lexicons/list.txt", "class: phrase\na\nb k=v\nc d\nc d e k=v\nd d k=v\ne\n");
    pack_file(p, "lexicons/plain.txt", "class: form\nb\ne\n");
    pack_file(p, "lexicons/words.txt", "class: noun\na\nd\n");
    buffer_clear(&d->out);
    buffer_lit(&d->out, "rules:\n  - id: m1\n    layer: mark\n    set: {kind: x}\n    match: |\n      b c? d\n"
                        "  - id: m2\n    layer: mark\n    match: |\n      a [a | e]+\n");
    for (uint32_t i = 0; i < GENERATED_RULES; i++) write_rule(d, i, i % 3 ? "last" : "mark", i % 3);
    buffer_char(&d->out, '\0');
    pack_file(p, "rules.yaml", d->out.data);
    pack_load(p);
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

void generate_text(dice *d, uint32_t words)
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
void generate_stretch(dice *d, uint32_t words)
{
    static const char *const usual[] = { "a", "b", "c", "d", "e" };
    buffer_clear(&d->out);
    for (uint32_t i = 0; i < words; i++) buffer_printf(&d->out, i ? " %s" : "%s", ONE_OF(d, usual));
    buffer_char(&d->out, '\0');
}
