/* pattern.c - a recursive descent over one pattern. Knows the signs of the language; knows nothing of what rules do. */
#include "rule/pattern.h"

#include "base/digest.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct {
    const pattern_context *context;
    const pattern_source  *source;
    hs_str                 text;
    uint32_t               at, end;
    unsigned               depth, deepest; /* nested here, and at most so far */
    uint32_t               nodes;
    bool                   in_role, failed;
} parser;

hs_span pattern_place(const pattern_source *source, hs_span where)
{
    return (hs_span){ yaml_place(source->file, source->scalar, where.start), yaml_place(source->file, source->scalar, where.end) };
}

void pattern_problem(problems *p, hs_severity severity, const char *code, const pattern_source *source, hs_span where,
                     const char *help, const char *format, ...)
{
    char message[240];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    problem_add(p, severity, code, &source->file->source, pattern_place(source, where), help, "%s", message);
}

static node *fail(parser *p, uint32_t from, uint32_t to, const char *code, const char *help, const char *what)
{
    if (!p->failed)
        pattern_problem(p->context->problems, HS_PROBLEM_ERROR, code, p->source, (hs_span){ from, to > from ? to : from + 1 }, help,
                        "%s", what);
    p->failed = true;
    return NULL;
}

static node *make(parser *p, node_kind kind, uint32_t from)
{
    if (++p->nodes > NODES_MOST) return fail(p, from, p->at, "H033", NULL, "the pattern is too large");
    node *n = arena_zalloc(p->context->memory, 1, sizeof *n);
    if (!n) {
        p->failed = true;
        return NULL;
    }
    n->kind = kind;
    n->source = p->source;
    n->where = (hs_span){ from, p->at };
    return n;
}

static bool go_deeper(parser *p, uint32_t from)
{
    if (++p->depth > p->deepest) p->deepest = p->depth;
    if (p->depth > NEST_MOST) fail(p, from, p->at, "H033", NULL, "nested too deeply");
    return p->depth <= NEST_MOST;
}

static bool add_kid(parser *p, node *parent, node *kid)
{
    if (!kid) return false;
    if (parent->kid_count == parent->kid_cap) { /* most have one or two: ARENA_PUSH would begin with sixteen */
        uint32_t cap = parent->kid_cap ? 2 * parent->kid_cap : 2;
        node **grown = arena_grow(p->context->memory, parent->kids, parent->kid_cap * sizeof *grown, cap * sizeof *grown);
        if (!grown) return true; /* the load fails with its memory */
        parent->kids = grown;
        parent->kid_cap = cap;
    }
    parent->kids[parent->kid_count++] = kid;
    return true;
}

static char peek(const parser *p, uint32_t ahead)
{
    return p->at + ahead < p->end ? p->text.ptr[p->at + ahead] : '\0';
}

static void skip_space(parser *p)
{
    while (p->at < p->end) {
        char c = p->text.ptr[p->at];
        if (c == '#') {
            while (p->at < p->end && p->text.ptr[p->at] != '\n') p->at++;
        } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            p->at++;
        } else {
            return;
        }
    }
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }
static bool is_word(char c) { return is_letter(c) || is_digit(c); }
static bool is_name(char c) { return is_word(c) || c == '-' || c == '_'; }

static hs_str take_name(parser *p)
{
    uint32_t from = p->at;
    while (is_name(peek(p, 0))) p->at++;
    while (p->at > from && p->text.ptr[p->at - 1] == '-') p->at--;
    return (hs_str){ p->text.ptr + from, p->at - from };
}

static uint32_t take_number(parser *p)
{
    uint32_t n = 0;
    while (is_digit(peek(p, 0))) {
        if (n < 100000) n = n * 10 + (uint32_t)(peek(p, 0) - '0');
        p->at++;
    }
    return n;
}

static node *parse_alternatives(parser *p);
static node *parse_boolean_or(parser *p);

/* A form of several tokens is a group: one node per token. */
static node *forms_node(parser *p, node_kind kind, hs_str written, uint32_t from)
{
    hs_span cuts[16];
    hs_str straight = kind == NODE_EXACT ? token_straighten(p->context->memory, written) : token_fold(p->context->memory, written);
    uint32_t n = token_cut(straight, p->context->tables, cuts, 16);
    if (n == 0 || n > 16) return fail(p, from, p->at, "H020", NULL, "a form has 1 to 16 tokens");
    node *group = n > 1 ? make(p, NODE_SEQ, from) : NULL;
    for (uint32_t i = 0; i < n; i++) {
        node *one = make(p, kind, from);
        if (!one) return NULL;
        one->name = str_of(straight, cuts[i]);
        if (n == 1) return one;
        if (!group || !add_kid(p, group, one)) return NULL;
    }
    return group;
}

static node *parse_bare(parser *p)
{
    uint32_t from = p->at;
    while (is_word(peek(p, 0)) ||
           ((peek(p, 0) == '\'' || peek(p, 0) == '.' || peek(p, 0) == '-') && is_word(peek(p, 1)) && p->at > from))
        p->at++;
    return forms_node(p, NODE_FORM, (hs_str){ p->text.ptr + from, p->at - from }, from);
}

static node *parse_quoted(parser *p)
{
    uint32_t from = p->at++;
    char out[256];
    size_t n = 0;
    while (peek(p, 0) != '"') {
        if (p->at >= p->end || peek(p, 0) == '\n' || n == sizeof out)
            return fail(p, from, p->at, "H020", "close it with \"", "a quoted form has no end");
        if (peek(p, 0) == '\\' && (peek(p, 1) == '"' || peek(p, 1) == '\\')) p->at++;
        out[n++] = p->text.ptr[p->at++];
    }
    p->at++;
    hs_str written = arena_copy(p->context->memory, (hs_str){ out, n });
    return forms_node(p, NODE_EXACT, written, from);
}

static node *parse_lemma(parser *p)
{
    uint32_t from = p->at++;
    hs_str name = take_name(p);
    if (!name.len || peek(p, 0) != '>') return fail(p, from, p->at, "H020", "write <say>", "a lemma is a word in < >");
    p->at++;
    node *n = make(p, NODE_LEMMA, from);
    if (n) n->name = token_fold(p->context->memory, name);
    return n;
}

static node *parse_regex(parser *p)
{
    uint32_t from = p->at++;
    while (peek(p, 0) != '/') {
        if (p->at >= p->end || peek(p, 0) == '\n') return fail(p, from, p->at, "H020", "close it with /", "a regex has no end");
        p->at += peek(p, 0) == '\\' && p->at + 1 < p->end ? 2 : 1;
    }
    p->at++;
    node *n = make(p, NODE_REGEX, from);
    if (n) n->name = (hs_str){ p->text.ptr + from + 1, p->at - from - 2 };
    return n;
}

static void parse_attribute(parser *p, node *n)
{
    if (!n || peek(p, 0) != '.' || !is_letter(peek(p, 1))) return;
    uint32_t from = p->at++;
    n->attribute = take_name(p);
    if (peek(p, 0) != '=') {
        fail(p, from, p->at, "H020", "write .act=deny", "an attribute test is .name=value");
        return;
    }
    p->at++;
    uint32_t value = p->at;
    while (is_name(peek(p, 0)) || peek(p, 0) == '+' || (peek(p, 0) == '.' && is_word(peek(p, 1)))) p->at++;
    n->value = (hs_str){ p->text.ptr + value, p->at - value };
    if (!n->value.len) fail(p, from, p->at, "H020", "write .act=deny", "an attribute test needs a value");
    n->where.end = p->at;
}

static node *parse_named(parser *p, node_kind kind, const char *what)
{
    uint32_t from = p->at++;
    hs_str name = take_name(p);
    if (!name.len) return fail(p, from, p->at + 1, "H020", what, "a name is missing here");
    node *n = make(p, kind, from);
    if (!n) return NULL;
    n->name = name;
    if (kind != NODE_CLASS) parse_attribute(p, n);
    return n;
}

static node *parse_class(parser *p)
{
    node *n = parse_named(p, NODE_CLASS, "write :VERB or :cap");
    if (!n) return NULL;
    static const char *const shapes[] = { "cap", "upper", "lower", "num" };
    for (size_t i = 0; i < 4; i++)
        if (str_is(n->name, shapes[i])) n->kind = NODE_SHAPE;
    if (n->kind == NODE_CLASS && upos_from(n->name) == UPOS_NONE)
        return fail(p, n->where.start, n->where.end, "H020", "the 17 Universal POS tags, :cap :upper :lower :num", "unknown word class");
    return n;
}

static node *copy_macro(parser *p, const macro *m, uint32_t from)
{
    if (p->depth + m->height > p->deepest) p->deepest = p->depth + m->height;
    p->nodes += m->node_count;
    if (p->nodes > NODES_MOST) return fail(p, from, p->at, "H033", NULL, "the pattern is too large");
    if (p->context->trace) buffer_str(p->context->trace, m->trace);
    node *copy = pattern_copy(p->context->memory, m->tree);
    p->failed |= !copy;
    return copy;
}

/* In the place of what was traced for a macro comes its digest: rules use macros many times over. */
static hs_str digest_trace(parser *p, size_t traced)
{
    buffer *trace = p->context->trace;
    char hex[65];
    if (!trace) return (hs_str){ 0 };
    p->failed |= trace->failed || !digest_bytes((hs_str){ trace->data + traced, trace->len - traced }, hex);
    if (p->failed) return (hs_str){ 0 };
    trace->len = traced;
    buffer_bytes(trace, hex, sizeof hex - 1);
    return arena_copy(p->context->memory, (hs_str){ hex, sizeof hex - 1 });
}

static void keep_macro(parser *p, macro *m, node *body, const parser *inner, size_t traced)
{
    m->tree = body;
    m->node_count = inner->nodes - p->nodes;
    m->height = inner->deepest - p->depth;
    m->is_in_role = p->in_role;
    m->trace = digest_trace(p, traced);
}

static node *parse_macro(parser *p)
{
    uint32_t from = p->at++;
    hs_str name = take_name(p);
    macros *all = p->context->macros;
    uint32_t i = strmap_get(&all->by_name, name);
    if (i == STRMAP_NONE) {
        char help[120];
        hs_str *names = arena_alloc(p->context->memory, (all->count + 1) * sizeof *names);
        for (uint32_t k = 0; names && k < all->count; k++) names[k] = all->items[k].name;
        problem_nearest(help, sizeof help, "~", name, names, names ? all->count : 0);
        return fail(p, from, p->at, "H022", help, "unknown macro");
    }
    macro *m = &all->items[i];
    m->is_used = true;
    if (m->is_open || p->depth > NEST_MOST) return fail(p, from, p->at, "H023", NULL, "a macro that contains itself");
    if (m->tree && m->is_in_role == p->in_role && p->depth + m->height <= NEST_MOST) return copy_macro(p, m, from);
    m->is_open = true;
    size_t traced = p->context->trace ? p->context->trace->len : 0;
    hs_str body_text = m->source.scalar->text;
    if (p->context->trace) buffer_str(p->context->trace, body_text);
    parser inner = { .context = p->context, .source = &m->source, .text = body_text, .end = (uint32_t)body_text.len, .depth = p->depth + 1, .deepest = p->depth + 1,
                     .nodes = p->nodes, .in_role = p->in_role };
    node *body = parse_alternatives(&inner);
    skip_space(&inner);
    if (!inner.failed && inner.at < inner.end) fail(&inner, inner.at, inner.end, "H020", NULL, "this doesn't belong here");
    if (!inner.failed && body) keep_macro(p, m, body, &inner, traced);
    p->failed |= inner.failed;
    p->nodes = inner.nodes;
    if (inner.deepest > p->deepest) p->deepest = inner.deepest;
    m->is_open = false;
    return inner.failed ? NULL : body;
}

static node *parse_gap(parser *p)
{
    uint32_t from = p->at;
    p->at += 3;
    uint32_t most = is_digit(peek(p, 0)) ? take_number(p) : GAP_DEFAULT;
    if (most == 0 || most > GAP_MOST) return fail(p, from, p->at, "H036", "...1 to ...40", "a gap has 1 to 40 tokens");
    node *n = make(p, NODE_GAP, from);
    if (n) n->max = most;
    return n;
}

static node *parse_edge(parser *p)
{
    uint32_t from = p->at;
    bool is_end = peek(p, 0) == '$';
    p->at++;
    edge_kind edge = is_end ? EDGE_END : EDGE_START;
    if ((peek(p, 0) == 'p' || peek(p, 0) == 'q') && !is_name(peek(p, 1))) {
        bool is_paragraph = peek(p, 0) == 'p';
        edge = is_paragraph ? (is_end ? EDGE_PARAGRAPH_END : EDGE_PARAGRAPH_START) : (is_end ? EDGE_QUOTE_END : EDGE_QUOTE_START);
        p->at++;
    }
    node *n = make(p, NODE_EDGE, from);
    if (n) n->edge = edge;
    return n;
}

/* One test of one token, as inside brackets. */
static node *parse_test(parser *p)
{
    switch (peek(p, 0)) {
    case '"': return parse_quoted(p);
    case '<': return parse_lemma(p);
    case '/': return parse_regex(p);
    case '%': return parse_named(p, NODE_LEXICON, "write %say");
    case '@': return parse_named(p, NODE_LAYER, "write @np");
    case ':': return parse_class(p);
    default: break;
    }
    if (is_word(peek(p, 0))) return parse_bare(p);
    return fail(p, p->at, p->at + 1, "H020", "other signs go in double quotes: \",\"", "this sign means nothing here");
}

static node *parse_boolean_one(parser *p)
{
    skip_space(p);
    uint32_t from = p->at;
    if (peek(p, 0) == '!') {
        p->at++;
        node *kid = parse_boolean_one(p), *n = make(p, NODE_NOT, from);
        return n && add_kid(p, n, kid) ? n : NULL;
    }
    if (peek(p, 0) == '(') {
        p->at++;
        if (!go_deeper(p, from)) return NULL;
        node *n = parse_boolean_or(p);
        p->depth--;
        skip_space(p);
        if (n && peek(p, 0) != ')') return fail(p, from, p->at, "H020", NULL, "a parenthesis has no end");
        p->at++;
        return n;
    }
    node *n = parse_test(p);
    if (n && n->kind == NODE_SEQ)
        return fail(p, from, p->at, "H020", "put it outside the brackets", "a test in brackets is about one token, this form has several");
    return n;
}

static node *parse_boolean_list(parser *p, char sign, node_kind kind, node *(*part)(parser *))
{
    uint32_t from = p->at;
    node *first = part(p);
    skip_space(p);
    if (!first || peek(p, 0) != sign) return first;
    node *n = make(p, kind, from);
    if (!n || !add_kid(p, n, first)) return NULL;
    while (peek(p, 0) == sign) {
        p->at++;
        if (!add_kid(p, n, part(p))) return NULL;
        n->where.end = p->at;
        skip_space(p);
    }
    return n;
}

static node *parse_boolean_and(parser *p)
{
    return parse_boolean_list(p, '&', NODE_AND, parse_boolean_one);
}

static node *parse_boolean_or(parser *p)
{
    return parse_boolean_list(p, '|', NODE_OR, parse_boolean_and);
}

static node *parse_bracket(parser *p)
{
    uint32_t from = p->at++;
    skip_space(p);
    if (peek(p, 0) == ']') {
        p->at++;
        return make(p, NODE_ANY, from);
    }
    node *inside = parse_boolean_or(p);
    skip_space(p);
    if (!inside) return NULL;
    if (peek(p, 0) != ']') return fail(p, from, p->at, "H020", "close it with ]; a quotation mark needs \"", "a bracket has no end");
    p->at++;
    node *n = make(p, NODE_BRACKET, from);
    return n && add_kid(p, n, inside) ? n : NULL;
}

static node *parse_group(parser *p)
{
    uint32_t from = p->at++;
    if (!go_deeper(p, from)) return NULL;
    node *n = parse_alternatives(p);
    p->depth--;
    skip_space(p);
    if (!n) return NULL;
    if (peek(p, 0) != ')') return fail(p, from, p->at, "H020", "close it with )", "a parenthesis has no end");
    p->at++;
    return n;
}

static node *parse_role(parser *p)
{
    uint32_t from = p->at++;
    hs_str name = take_name(p);
    skip_space(p);
    if (!name.len || peek(p, 0) != ':') return fail(p, from, p->at, "H020", "write {source: @np}", "a role is {name: pattern}");
    p->at++;
    if (p->in_role) return fail(p, from, p->at, "H028", "close the first role before the next", "roles don't nest");
    p->in_role = true;
    node *body = parse_alternatives(p);
    p->in_role = false;
    skip_space(p);
    if (!body) return NULL;
    if (peek(p, 0) != '}') return fail(p, from, p->at, "H020", "close it with }", "a role has no end");
    p->at++;
    node *n = make(p, NODE_ROLE, from);
    if (!n) return NULL;
    n->name = name;
    return add_kid(p, n, body) ? n : NULL;
}

static bool starts_item(const parser *p)
{
    char c = peek(p, 0);
    return c && c != '|' && c != ')' && c != '}' && c != ']' && c != '&';
}

static node *parse_primary(parser *p)
{
    char c = peek(p, 0);
    if (c == '(') return parse_group(p);
    if (c == '[') return parse_bracket(p);
    if (c == '{') return parse_role(p);
    if (c == '~') return parse_macro(p);
    if (c == '^' || c == '$') return parse_edge(p);
    if (c == '.' && peek(p, 1) == '.' && peek(p, 2) == '.') return parse_gap(p);
    return parse_test(p);
}

static bool has_role(const node *n)
{
    if (n->kind == NODE_ROLE) return true;
    for (uint32_t i = 0; i < n->kid_count; i++)
        if (has_role(n->kids[i])) return true;
    return false;
}

static bool parse_bounds(parser *p, uint32_t *min, uint32_t *max)
{
    char c = peek(p, 0);
    if (c == '?' || c == '*' || c == '+') {
        *min = c == '+';
        *max = c == '?' ? 1 : REPEAT_MANY;
        p->at++;
        return true;
    }
    if (c != '{' || !is_digit(peek(p, 1))) return false;
    uint32_t from = p->at++;
    *min = *max = take_number(p);
    if (peek(p, 0) == ',') {
        p->at++;
        *max = is_digit(peek(p, 0)) ? take_number(p) : REPEAT_MANY;
    }
    if (peek(p, 0) != '}') fail(p, from, p->at, "H020", "write {2,5}", "a repetition has no end");
    else p->at++;
    if (*max != REPEAT_MANY && (*max > REPEAT_MOST || *max < *min || !*max))
        fail(p, from, p->at, "H020", "{m,n}: m at most n, n from 1 to 64", "a repetition that makes no sense");
    return true;
}

static node *parse_item(parser *p)
{
    uint32_t from = p->at, min, max;
    node *n = parse_primary(p);
    while (n && !p->failed && parse_bounds(p, &min, &max)) {
        if (n->kind == NODE_EDGE || n->kind == NODE_GAP)
            return fail(p, from, p->at, "H020", n->kind == NODE_GAP ? "write ...5 for a shorter gap" : NULL, "this can't be repeated");
        if (max > 1 && has_role(n))
            return fail(p, from, p->at, "H027", "put the repetition inside the role", "a role under a repetition");
        node *repeat = make(p, NODE_REPEAT, from);
        if (!repeat || !add_kid(p, repeat, n)) return NULL;
        repeat->min = min;
        repeat->max = max;
        if (peek(p, 0) == '?') {
            repeat->is_lazy = true;
            p->at++;
            repeat->where.end = p->at;
        }
        n = repeat;
    }
    return p->failed ? NULL : n;
}

static node *parse_sequence(parser *p)
{
    skip_space(p);
    uint32_t from = p->at;
    node *n = make(p, NODE_SEQ, from);
    while (n && starts_item(p)) {
        if (!add_kid(p, n, parse_item(p))) return NULL;
        skip_space(p);
    }
    if (!n || p->failed) return NULL;
    n->where.end = p->at;
    return n->kid_count == 1 ? n->kids[0] : n;
}

static node *parse_alternatives(parser *p)
{
    uint32_t from = p->at;
    node *first = parse_sequence(p);
    if (!first || peek(p, 0) != '|') return first;
    node *n = make(p, NODE_ALT, from);
    if (!n || !add_kid(p, n, first)) return NULL;
    while (peek(p, 0) == '|') {
        p->at++;
        if (!add_kid(p, n, parse_sequence(p))) return NULL;
    }
    n->where.end = p->at;
    return n;
}

node *pattern_parse(const pattern_context *context, const pattern_source *source, uint32_t from, uint32_t to)
{
    parser p = { .context = context, .source = source, .text = source->scalar->text, .at = from, .end = to };
    node *n = parse_alternatives(&p);
    skip_space(&p);
    if (!p.failed && p.at < p.end) fail(&p, p.at, p.at + 1, "H020", NULL, "this sign means nothing here");
    return p.failed ? NULL : n;
}

uint32_t pattern_parts(hs_str block, pattern_part *parts, uint32_t cap)
{
    uint32_t n = 0;
    for (size_t at = 0; at < block.len;) {
        const char *newline = memchr(block.ptr + at, '\n', block.len - at);
        size_t end = newline ? (size_t)(newline - block.ptr) : block.len, first = at;
        while (first < end && (block.ptr[first] == ' ' || block.ptr[first] == '\r')) first++;
        bool is_empty = first == end || block.ptr[first] == '#', is_continued = first > at;
        if (!is_empty && is_continued && n) parts[n - 1].to = (uint32_t)end;
        else if (!is_empty && n < cap) parts[n++] = (pattern_part){ (uint32_t)at, (uint32_t)end };
        at = end + 1;
    }
    return n;
}
