/* compile_regex.c - a program's tree as a PCRE2 regex over records.
 *
 * A record is `width` bytes, one per eight tests; test i is bit i%8 of byte i/8. So an atom is one class of bytes between
 * wildcards, a match begins and ends on record boundaries, and no look-ahead is needed:
 *
 *   width 2, test 9      .[bytes with bit 1 set]
 *   @np                  (?:T(?:I)*+)         first token, then greedily what is inside
 *   ...5                 ((?:T){0,5}?)        captured, so that its tokens can be counted
 *   (large){0,5}         (?:(?9)){0,5}        ... (?(DEFINE)(large)): PCRE2 would hold it five times, and takes 64 KB in all
 *
 * Groups are numbered as in compile.c's build(): roles and gaps, in order; after them what is called. Only the plain loop needs it: it
 * is made when first asked for. */
#include "rule/compile.h"

/* Fewer atoms aren't worth a call; with more called groups than these the rest is written where it stands. */
enum { CALL_LEAST = 8, CALLS_MOST = 256 };

typedef struct {
    const program *p;
    buffer        *out;
    const node    *called[CALLS_MOST];
    uint32_t       call_count;
} writer;

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

static void test(writer *w, uint32_t i)
{
    dots(w->out, i / 8);
    bit_class(w->out, i % 8);
    dots(w->out, w->p->width - 1 - i / 8);
}

static void write_node(writer *w, const node *n);

/* How many atoms; none is too few if something is captured, since a call forgets what it captured. */
static uint32_t callable_atoms(const node *n)
{
    if (n->kind == NODE_ROLE || n->kind == NODE_GAP) return 0;
    if (!n->kid_count) return 1;
    uint32_t atoms = 0;
    for (uint32_t i = 0; i < n->kid_count; i++) {
        uint32_t own = callable_atoms(n->kids[i]);
        if (!own) return 0;
        atoms += own;
    }
    return atoms;
}

/* What is repeated and large is called, and written once, at the end. */
static void write_repeated(writer *w, const node *n)
{
    if (w->call_count == CALLS_MOST || callable_atoms(n) < CALL_LEAST) {
        write_node(w, n);
        return;
    }
    w->called[w->call_count++] = n;
    buffer_printf(w->out, "(?%u)", w->p->group_count + w->call_count);
}

static void bounds(buffer *out, const node *n)
{
    if (n->max == REPEAT_MANY) buffer_printf(out, "){%u,}", n->min);
    else buffer_printf(out, "){%u,%u}", n->min, n->max);
    if (n->is_lazy) buffer_char(out, '?');
}

static void write_edge(writer *w, const node *n)
{
    switch (n->edge) {
    case EDGE_START: buffer_lit(w->out, "\\A"); return;
    case EDGE_END: buffer_lit(w->out, "\\z"); return;
    case EDGE_PARAGRAPH_START: case EDGE_QUOTE_START: buffer_lit(w->out, "(?="); break;
    case EDGE_PARAGRAPH_END: case EDGE_QUOTE_END: buffer_lit(w->out, "(?<="); break;
    }
    test(w, n->test);
    buffer_char(w->out, ')');
}

static void write_atom(writer *w, const node *n)
{
    if (n->kind == NODE_ANY) {
        dots(w->out, w->p->width);
        return;
    }
    test(w, n->test);
    if (n->inside == UINT32_MAX || (n->kind != NODE_LAYER && n->kind != NODE_LEXICON)) return;
    buffer_lit(w->out, "(?:");
    test(w, n->inside);
    buffer_lit(w->out, ")*+");
}

static void write_node(writer *w, const node *n)
{
    switch (n->kind) {
    case NODE_SEQ:
        for (uint32_t i = 0; i < n->kid_count; i++) write_node(w, n->kids[i]);
        return;
    case NODE_ALT:
        buffer_lit(w->out, "(?:");
        for (uint32_t i = 0; i < n->kid_count; i++) {
            if (i) buffer_char(w->out, '|');
            write_node(w, n->kids[i]);
        }
        buffer_char(w->out, ')');
        return;
    case NODE_REPEAT:
        buffer_lit(w->out, "(?:");
        if (n->max > 1) write_repeated(w, n->kids[0]);
        else write_node(w, n->kids[0]);
        bounds(w->out, n);
        return;
    case NODE_ROLE:
        buffer_char(w->out, '(');
        write_node(w, n->kids[0]);
        buffer_char(w->out, ')');
        return;
    case NODE_GAP:
        buffer_lit(w->out, "((?:");
        test(w, n->test);
        buffer_printf(w->out, "){0,%u}?)", n->max);
        return;
    case NODE_EDGE: write_edge(w, n); return;
    default: write_atom(w, n); return;
    }
}

void compile_regex_source(const program *p, buffer *out)
{
    writer w = { .p = p, .out = out };
    write_node(&w, p->tree);
    if (!w.call_count) return;
    buffer_lit(out, "(?(DEFINE)");
    for (uint32_t i = 0; i < w.call_count; i++) { /* what is written here may call more */
        buffer_char(out, '(');
        write_node(&w, w.called[i]);
        buffer_char(out, ')');
    }
    buffer_char(out, ')');
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
