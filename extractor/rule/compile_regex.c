/* compile_regex.c - a program's tree as a PCRE2 regex over records.
 *
 * A record is `width` bytes, one per eight tests; test i is bit i%8 of byte i/8. So an atom is one class of bytes between
 * wildcards, a match begins and ends on record boundaries, and no look-ahead is needed:
 *
 *   width 2, test 9      .[bytes with bit 1 set]
 *   @np                  (?:T(?:I)*+)         first token, then greedily what is inside
 *   ...5                 ((?:T){0,5}?)        captured, so that its tokens can be counted
 *
 * Groups are numbered as in compile.c's build(): roles and gaps, in order. Only the plain loop needs it: it is made when first asked for. */
#include "rule/compile.h"

static void raw_byte(buffer *out, unsigned byte)
{
    if (byte == '\\' || byte == ']' || byte == '[' || byte == '^' || byte == '-') buffer_char(out, '\\');
    if (byte == 0) buffer_lit(out, "\\x00");
    else buffer_char(out, (char)(unsigned char)byte);
}

/* The 128 bytes in which a bit is set, as ranges. */
static void bit_class(buffer *out, unsigned bit)
{
    unsigned run = 1u << bit;
    buffer_char(out, '[');
    for (unsigned start = run; start < 256; start += 2 * run) {
        raw_byte(out, start);
        if (run > 2) buffer_char(out, '-');
        if (run > 1) raw_byte(out, start + run - 1);
    }
    buffer_char(out, ']');
}

static void dots(buffer *out, uint32_t n)
{
    while (n--) buffer_char(out, '.');
}

static void test(buffer *out, const program *p, uint32_t i)
{
    dots(out, i / 8);
    bit_class(out, i % 8);
    dots(out, p->width - 1 - i / 8);
}

static void write_node(buffer *out, const program *p, const node *n);

static void bounds(buffer *out, const node *n)
{
    if (n->max == REPEAT_MANY) buffer_printf(out, "){%u,}", n->min);
    else buffer_printf(out, "){%u,%u}", n->min, n->max);
    if (n->is_lazy) buffer_char(out, '?');
}

static void write_edge(buffer *out, const program *p, const node *n)
{
    switch (n->edge) {
    case EDGE_START: buffer_lit(out, "\\A"); return;
    case EDGE_END: buffer_lit(out, "\\z"); return;
    case EDGE_PARAGRAPH_START: case EDGE_QUOTE_START: buffer_lit(out, "(?="); break;
    case EDGE_PARAGRAPH_END: case EDGE_QUOTE_END: buffer_lit(out, "(?<="); break;
    }
    test(out, p, n->test);
    buffer_char(out, ')');
}

static void write_atom(buffer *out, const program *p, const node *n)
{
    if (n->kind == NODE_ANY) {
        dots(out, p->width);
        return;
    }
    test(out, p, n->test);
    if (n->inside == UINT32_MAX || (n->kind != NODE_LAYER && n->kind != NODE_LEXICON)) return;
    buffer_lit(out, "(?:");
    test(out, p, n->inside);
    buffer_lit(out, ")*+");
}

static void write_node(buffer *out, const program *p, const node *n)
{
    switch (n->kind) {
    case NODE_SEQ:
        for (uint32_t i = 0; i < n->kid_count; i++) write_node(out, p, n->kids[i]);
        return;
    case NODE_ALT:
        buffer_lit(out, "(?:");
        for (uint32_t i = 0; i < n->kid_count; i++) {
            if (i) buffer_char(out, '|');
            write_node(out, p, n->kids[i]);
        }
        buffer_char(out, ')');
        return;
    case NODE_REPEAT:
        buffer_lit(out, "(?:");
        write_node(out, p, n->kids[0]);
        bounds(out, n);
        return;
    case NODE_ROLE:
        buffer_char(out, '(');
        write_node(out, p, n->kids[0]);
        buffer_char(out, ')');
        return;
    case NODE_GAP:
        buffer_lit(out, "((?:");
        test(out, p, n->test);
        buffer_printf(out, "){0,%u}?)", n->max);
        return;
    case NODE_EDGE: write_edge(out, p, n); return;
    default: write_atom(out, p, n); return;
    }
}

void compile_regex_source(const program *p, buffer *out)
{
    write_node(out, p, p->tree);
}

static regex *make_regex(const program *p)
{
    char message[120];
    size_t at;
    buffer source;
    buffer_init(&source);
    compile_regex_source(p, &source);
    regex *r = source.failed ? NULL : regex_compile(buffer_view(&source), 0, message, &at);
    if (r) regex_jit(r);
    buffer_free(&source);
    return r;
}

const regex *program_regex(const struct hs_rules *rules, const program *p)
{
    program *own = (program *)(uintptr_t)p;                           /* the one mutable part of frozen rules */
    struct hs_rules *locked = (struct hs_rules *)(uintptr_t)rules;
    regex *r = atomic_load_explicit(&own->compiled, memory_order_acquire);
    if (r || atomic_load_explicit(&own->is_broken, memory_order_relaxed)) return r;
    pthread_mutex_lock(&locked->lock);
    r = atomic_load_explicit(&own->compiled, memory_order_relaxed);
    if (!r) {
        r = make_regex(p);
        if (!r) atomic_store_explicit(&own->is_broken, true, memory_order_relaxed);
        atomic_store_explicit(&own->compiled, r, memory_order_release);
    }
    pthread_mutex_unlock(&locked->lock);
    return r;
}
