/* layout.c - a rule file in lines: which line belongs to which key, and where it goes.
 *
 *     - layer: time          first line of a rule, its dash
 *       # why                a comment goes with the key after it
 *       id: x                a key: goes to its place in the order
 *       match: |             a block: its lines move with it, by as much as brings them two deeper than the key
 *           a b
 *
 * Works on the lines and on the places that the YAML reader gives; writes nothing that it hasn't read. */
#include "curate/layout.h"

#include "rule/yaml.h"

#include <stdlib.h>

enum { DASH_INDENT = 2, MACRO_INDENT = 2, KEY_INDENT = 4, BODY_DEEPER = 2 };

typedef struct { hs_str text; uint32_t indent; } source_line; /* text without indent and without white space at its end */

typedef struct {
    arena        memory;
    source_line *lines; uint32_t count, cap;
    buffer      *out;
    bool         ends_empty;      /* the last line written is empty, or none is written yet */
} layout;

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static source_line line_of(const char *from, const char *to)
{
    source_line l = { { from, 0 }, 0 };
    while (to > from && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r')) to--;
    while (from + l.indent < to && from[l.indent] == ' ') l.indent++;
    l.text = (hs_str){ from + l.indent, (size_t)(to - from) - l.indent };
    if (!l.text.len) l.indent = 0;
    return l;
}

static void cut_lines(layout *y, hs_str bytes)
{
    const char *at = bytes.ptr, *end = bytes.ptr + bytes.len;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at)), *stop = newline ? newline : end;
        ARENA_PUSH(&y->memory, y->lines, y->count, y->cap, line_of(at, stop));
        at = stop + 1;
    }
}

/* An empty line is held back until something follows it, and a second one is dropped. */
static void write_line(layout *y, hs_str text, uint32_t indent)
{
    if (!text.len) {
        y->ends_empty = true;
        return;
    }
    if (y->ends_empty && y->out->len) buffer_char(y->out, '\n');
    y->ends_empty = false;
    for (uint32_t i = 0; i < indent; i++) buffer_char(y->out, ' ');
    buffer_str(y->out, text);
    buffer_char(y->out, '\n');
}

static bool is_comment(const source_line *l) { return l->text.len && l->text.ptr[0] == '#'; }

/* ---- chunks: a key with its comments and its lines ---------------------------------------------------------------- */

typedef struct {
    uint32_t from, key, to;    /* lines: comments before the key, the key's own, the first that isn't its         */
    uint32_t column;           /* of the key in the file                                                         */
    uint32_t body;             /* indent of a block's text; 0: no block                                          */
    uint32_t rank;             /* place in the order                                                             */
} chunk;

typedef struct { chunk *items; uint32_t count, cap; } chunks;

static uint32_t rank_of(hs_str key)
{
    static const char *const order[] = { "id", "was", "status", "layer", "view", "carry", "priority", "note", "match", "unless",
                                         "unless_inside", "remove", "keep", "set", "value", "examples" };
    uint32_t i = 0;
    while (i < sizeof order / sizeof *order && !str_is(key, order[i])) i++;
    return i;
}

static uint32_t body_indent(const layout *y, uint32_t key_row, uint32_t end)
{
    for (uint32_t i = key_row + 1; i < end; i++)
        if (y->lines[i].text.len) return y->lines[i].indent;
    return 0;
}

/* Where the lines of a key end and the comments before the next thing begin, at the latest at `end`. */
static uint32_t end_of_key(const layout *y, uint32_t key_row, uint32_t end, uint32_t body)
{
    uint32_t to = end;
    while (to > key_row + 1) {
        const source_line *l = &y->lines[to - 1];
        bool is_left = !l->text.len || (is_comment(l) && (!body || l->indent < body));
        if (!is_left) break;
        to--;
    }
    return to;
}

/* The keys of a map as chunks, from line `first` to line `end`. False if two keys share a line. */
static bool cut_chunks(layout *y, const yaml_file *f, const yaml_node *map, uint32_t first, uint32_t end, bool is_ranked, chunks *out)
{
    for (uint32_t i = 0; i < map->count; i++) {
        uint32_t row = yaml_row(f, map->keys[i]->where.start), next = end;
        if (i + 1 < map->count) next = yaml_row(f, map->keys[i + 1]->where.start);
        if (next <= row && i + 1 < map->count) return false;
        chunk c = { .from = first, .key = row, .column = map->keys[i]->where.start - f->line_starts[row],
                    .rank = is_ranked ? rank_of(map->keys[i]->text) : 0 };
        if (map->items[i]->kind == YAML_SCALAR && map->items[i]->is_block) c.body = body_indent(y, row, next);
        c.to = end_of_key(y, row, next, c.body);
        first = c.to;
        ARENA_PUSH(&y->memory, out->items, out->count, out->cap, c);
    }
    return true;
}

static uint32_t moved(uint32_t indent, uint32_t from, uint32_t to)
{
    return indent + to > from ? indent + to - from : 0;
}

static hs_str from_column(const source_line *l, uint32_t column)
{
    uint32_t skip = column > l->indent ? column - l->indent : 0;
    return (hs_str){ l->text.ptr + skip, l->text.len - skip };
}

/* `indent` is that of the key; the first chunk of a rule has the dash before it. */
static void write_chunk(layout *y, const chunk *c, uint32_t indent, bool has_dash)
{
    for (uint32_t i = c->from; i < c->key; i++)
        if (!has_dash && y->lines[i].text.len) write_line(y, y->lines[i].text, indent);
    hs_str key = from_column(&y->lines[c->key], c->column);
    if (has_dash) {
        hs_str with_dash = arena_printf(&y->memory, "- %.*s", (int)key.len, key.ptr);
        write_line(y, with_dash, indent - 2);
    } else {
        write_line(y, key, indent);
    }
    for (uint32_t i = c->from; has_dash && i < c->key; i++)
        if (y->lines[i].text.len) write_line(y, y->lines[i].text, indent);
    for (uint32_t i = c->key + 1; i < c->to; i++) {
        uint32_t from = c->body ? c->body : c->column, to = c->body ? indent + BODY_DEEPER : indent;
        write_line(y, y->lines[i].text, moved(y->lines[i].indent, from, to));
    }
}

/* ---- rules and macros -------------------------------------------------------------------------------------------- */

static int by_rank(const void *a, const void *b)
{
    const chunk *x = a, *y = b;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    return x->key < y->key ? -1 : 1;
}

/* Comments and empty lines between two rules, as they are but for their indent. */
static void write_between(layout *y, uint32_t from, uint32_t to, uint32_t indent)
{
    for (uint32_t i = from; i < to; i++) write_line(y, y->lines[i].text, y->lines[i].indent ? indent : 0);
}

/* One rule, whose last line lies before `end`; returns the line after it. UINT32_MAX: it can't be laid out. */
static uint32_t write_rule(layout *y, const yaml_file *f, const yaml_node *map, uint32_t end)
{
    chunks c = { 0 };
    if (map->kind != YAML_MAP || !map->count) return UINT32_MAX;
    uint32_t first = yaml_row(f, map->keys[0]->where.start);
    if (!y->lines[first].text.len || y->lines[first].text.ptr[0] != '-') return UINT32_MAX;
    if (!cut_chunks(y, f, map, first, end, true, &c) || !c.count) return UINT32_MAX;
    uint32_t after = c.items[c.count - 1].to;
    qsort(c.items, c.count, sizeof *c.items, by_rank);
    for (uint32_t i = 0; i < c.count; i++) write_chunk(y, &c.items[i], KEY_INDENT, i == 0);
    return after;
}

static bool write_rules(layout *y, const yaml_file *f, const yaml_node *list, uint32_t from, uint32_t end)
{
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t row = yaml_row(f, list->items[i]->where.start), next = end;
        if (i + 1 < list->count) next = yaml_row(f, list->items[i + 1]->where.start);
        if (row < from) return false;
        write_between(y, from, row, DASH_INDENT);
        from = write_rule(y, f, list->items[i], next);
        if (from == UINT32_MAX) return false;
        if (i + 1 < list->count) y->ends_empty = true;
    }
    write_between(y, from, end, DASH_INDENT);
    return true;
}

static bool write_macros(layout *y, const yaml_file *f, const yaml_node *map, uint32_t from, uint32_t end)
{
    chunks c = { 0 };
    if (!cut_chunks(y, f, map, from, end, false, &c)) return false;
    for (uint32_t i = 0; i < c.count; i++) {
        write_between(y, c.items[i].from, c.items[i].key, MACRO_INDENT);
        c.items[i].from = c.items[i].key;
        write_chunk(y, &c.items[i], MACRO_INDENT, false);
    }
    write_between(y, c.count ? c.items[c.count - 1].to : from, end, MACRO_INDENT);
    return true;
}

static bool write_file(layout *y, const yaml_file *f)
{
    const yaml_node *root = f->root;
    uint32_t at = 0;
    if (!root || root->kind != YAML_MAP) return false;
    for (uint32_t i = 0; i < root->count; i++) {
        uint32_t row = yaml_row(f, root->keys[i]->where.start), end = y->count;
        if (i + 1 < root->count) end = yaml_row(f, root->keys[i + 1]->where.start);
        if (row < at || y->lines[row].indent) return false;
        /* comments at the left edge before the next key are that one's */
        while (i + 1 < root->count && end > row + 1 && !y->lines[end - 1].indent && (is_comment(&y->lines[end - 1]) || !y->lines[end - 1].text.len)) end--;
        for (; at <= row; at++) write_line(y, y->lines[at].text, 0);
        bool is_list = root->items[i]->kind == YAML_LIST, is_map = root->items[i]->kind == YAML_MAP;
        if ((!is_list && !is_map) || yaml_row(f, root->items[i]->where.start) == row) return false;
        if (!(is_list ? write_rules(y, f, root->items[i], at, end) : write_macros(y, f, root->items[i], at, end))) return false;
        at = end;
    }
    for (; at < y->count; at++) write_line(y, y->lines[at].text, y->lines[at].indent);
    return true;
}

/* ---- is it still the same? ---------------------------------------------------------------------------------------- */

/* Text but for white space at the ends of lines, and newlines at its end. */
static bool same_text(hs_str a, hs_str b)
{
    while (a.len && a.ptr[a.len - 1] == '\n') a.len--;
    while (b.len && b.ptr[b.len - 1] == '\n') b.len--;
    const char *x = a.ptr, *y = b.ptr, *x_end = a.ptr + a.len, *y_end = b.ptr + b.len;
    while (x < x_end || y < y_end) {
        const char *p = x < x_end ? memchr(x, '\n', (size_t)(x_end - x)) : NULL, *q = y < y_end ? memchr(y, '\n', (size_t)(y_end - y)) : NULL;
        source_line l = line_of(x, p ? p : x_end), m = line_of(y, q ? q : y_end);
        if (l.indent != m.indent || !str_eq(l.text, m.text) || !p != !q) return false;
        x = p ? p + 1 : x_end;
        y = q ? q + 1 : y_end;
    }
    return true;
}

static bool same_tree(const yaml_node *a, const yaml_node *b)
{
    if (!a || !b || a->kind != b->kind || a->is_block != b->is_block) return false;
    if (a->kind == YAML_SCALAR) return same_text(a->text, b->text);
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++) {
        uint32_t k = i;
        if (a->kind == YAML_MAP)
            for (k = 0; k < b->count && !str_eq(a->keys[i]->text, b->keys[k]->text);) k++;
        if (k == b->count || !same_tree(a->items[i], b->items[k])) return false;
    }
    return true;
}

static void read_tree(yaml_file *f, arena *memory, hs_str bytes, problems *p)
{
    f->source = (source_file){ STR("rules"), bytes };
    yaml_read(f, memory, p);
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

void layout_lines(hs_str bytes, buffer *out)
{
    layout y = { .out = out };
    arena_init(&y.memory);
    cut_lines(&y, bytes);
    for (uint32_t i = 0; i < y.count; i++) write_line(&y, y.lines[i].text, y.lines[i].indent);
    if (y.memory.failed) out->failed = true;
    arena_free(&y.memory);
}

static bool lay_out(hs_str bytes, buffer *out)
{
    layout y = { .out = out };
    yaml_file before, after;
    arena_init(&y.memory);
    problems p = { .memory = &y.memory };
    bool has_lf_only = bytes.len && !memchr(bytes.ptr, '\r', bytes.len);
    read_tree(&before, &y.memory, arena_copy(&y.memory, bytes), &p);
    cut_lines(&y, before.source.bytes);
    bool ok = has_lf_only && !p.errors && y.count <= before.line_count && write_file(&y, &before) && !out->failed;
    if (ok) {
        read_tree(&after, &y.memory, arena_copy(&y.memory, buffer_view(out)), &p);
        ok = !p.errors && same_tree(before.root, after.root);
    }
    if (y.memory.failed) out->failed = true;
    arena_free(&y.memory);
    return ok && !out->failed;
}

/* Only what stays the same when it is laid out again is a layout. */
bool layout_rules(hs_str bytes, buffer *out)
{
    buffer again;
    buffer_init(&again);
    buffer_clear(out);
    bool ok = lay_out(bytes, out);
    if (ok) ok = lay_out(buffer_view(out), &again) && str_eq(buffer_view(out), buffer_view(&again));
    if (again.failed) out->failed = true;
    buffer_free(&again);
    return ok;
}
