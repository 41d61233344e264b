/* yaml.c - libyaml's events into a tree, refusing what the strict profile leaves out. The only file that includes yaml.h. */
#include "rule/yaml.h"

#include <yaml.h>

enum { DEPTH_MOST = 16 };

typedef struct {
    yaml_file    *file;
    arena        *memory;
    problems     *problems;
    yaml_parser_t parser;
    bool          stopped;
} reader;

static void index_lines(yaml_file *f, arena *memory)
{
    uint32_t cap = 0;
    f->line_starts = NULL;
    f->line_count = 0;
    ARENA_PUSH(memory, f->line_starts, f->line_count, cap, 0);
    for (size_t i = 0; i < f->source.bytes.len; i++)
        if (f->source.bytes.ptr[i] == '\n') ARENA_PUSH(memory, f->line_starts, f->line_count, cap, (uint32_t)i + 1);
}

/* libyaml counts columns in characters; rule files are nearly all ASCII, but a caret must be right in the others too. */
static uint32_t offset_of(const yaml_file *f, yaml_mark_t mark)
{
    if (mark.line >= f->line_count) return (uint32_t)f->source.bytes.len;
    uint32_t at = f->line_starts[mark.line];
    for (size_t column = 0; column < mark.column && at < f->source.bytes.len; column++) {
        at++;
        while (at < f->source.bytes.len && ((unsigned char)f->source.bytes.ptr[at] & 0xC0) == 0x80) at++;
    }
    return at;
}

static void complain(reader *r, const char *code, yaml_mark_t from, yaml_mark_t to, const char *what)
{
    hs_span where = { offset_of(r->file, from), offset_of(r->file, to) };
    if (where.end < where.start) where.end = where.start;
    problem_add(r->problems, HS_PROBLEM_ERROR, code, &r->file->source, where, NULL, "%s", what);
}

static bool next_event(reader *r, yaml_event_t *event)
{
    if (r->stopped) return false;
    if (!yaml_parser_parse(&r->parser, event)) {
        char what[200];
        const char *problem = r->parser.problem ? r->parser.problem : "not readable";
        snprintf(what, sizeof what, "not valid YAML: %s", problem);
        complain(r, "H010", r->parser.problem_mark, r->parser.problem_mark, what);
        r->stopped = true;
        return false;
    }
    return true;
}

static yaml_node *read_node(reader *r, yaml_event_t *event, unsigned depth);

static yaml_node *read_scalar(reader *r, yaml_event_t *event)
{
    yaml_node *node = arena_zalloc(r->memory, 1, sizeof *node);
    if (!node) return NULL;
    node->kind = YAML_SCALAR;
    node->where = (hs_span){ offset_of(r->file, event->start_mark), offset_of(r->file, event->end_mark) };
    node->text = arena_copy(r->memory, (hs_str){ (const char *)event->data.scalar.value, event->data.scalar.length });
    node->is_block = event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE;
    node->block_line = (uint32_t)event->start_mark.line + 1;
    if (event->data.scalar.anchor) complain(r, "H011", event->start_mark, event->end_mark, "anchors are not allowed here");
    if (event->data.scalar.tag) complain(r, "H011", event->start_mark, event->end_mark, "tags are not allowed here");
    return node;
}

static void check_duplicate(reader *r, const yaml_node *map, const yaml_node *key, yaml_event_t *event)
{
    /* "{a: lookup(t, $x), b: lookup(u, $x)}": the half of a lookup() behind its comma is no key (see rule_read.c) */
    if (key->text.len && key->text.ptr[0] == '$') return;
    for (uint32_t i = 0; i < map->count; i++)
        if (str_eq(map->keys[i]->text, key->text)) {
            char what[160];
            snprintf(what, sizeof what, "key %.*s is given twice", (int)key->text.len, key->text.ptr);
            complain(r, "H013", event->start_mark, event->end_mark, what);
            return;
        }
}

static void read_map(reader *r, yaml_node *map, unsigned depth)
{
    uint32_t key_cap = 0, item_cap = 0, key_count = 0;
    yaml_event_t event;
    while (next_event(r, &event)) {
        if (event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            return;
        }
        yaml_node *key = NULL;
        if (event.type == YAML_SCALAR_EVENT) {
            key = read_scalar(r, &event);
            if (key) check_duplicate(r, map, key, &event);
        } else {
            complain(r, "H011", event.start_mark, event.end_mark, "a key must be a plain word");
            r->stopped = true;
        }
        yaml_event_delete(&event);
        if (!key || !next_event(r, &event)) return;
        yaml_node *value = read_node(r, &event, depth + 1);
        yaml_event_delete(&event);
        if (!value) return;
        ARENA_PUSH(r->memory, map->keys, key_count, key_cap, key);
        ARENA_PUSH(r->memory, map->items, map->count, item_cap, value);
    }
}

static void read_list(reader *r, yaml_node *list, unsigned depth)
{
    uint32_t cap = 0;
    yaml_event_t event;
    while (next_event(r, &event)) {
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&event);
            return;
        }
        yaml_node *item = read_node(r, &event, depth + 1);
        yaml_event_delete(&event);
        if (!item) return;
        ARENA_PUSH(r->memory, list->items, list->count, cap, item);
    }
}

static yaml_node *read_node(reader *r, yaml_event_t *event, unsigned depth)
{
    if (depth > DEPTH_MOST) {
        complain(r, "H011", event->start_mark, event->end_mark, "nested too deeply");
        r->stopped = true;
        return NULL;
    }
    if (event->type == YAML_SCALAR_EVENT) return read_scalar(r, event);
    if (event->type != YAML_MAPPING_START_EVENT && event->type != YAML_SEQUENCE_START_EVENT) {
        complain(r, "H011", event->start_mark, event->end_mark, "aliases are not allowed here");
        r->stopped = true;
        return NULL;
    }
    bool is_map = event->type == YAML_MAPPING_START_EVENT;
    if (is_map ? event->data.mapping_start.anchor || event->data.mapping_start.tag
               : event->data.sequence_start.anchor || event->data.sequence_start.tag)
        complain(r, "H011", event->start_mark, event->end_mark, "anchors and tags are not allowed here");
    yaml_node *node = arena_zalloc(r->memory, 1, sizeof *node);
    if (!node) return NULL;
    node->kind = is_map ? YAML_MAP : YAML_LIST;
    node->where = (hs_span){ offset_of(r->file, event->start_mark), offset_of(r->file, event->end_mark) };
    if (is_map) read_map(r, node, depth);
    else read_list(r, node, depth);
    return node;
}

static void read_stream(reader *r)
{
    yaml_event_t event;
    while (next_event(r, &event)) {
        yaml_event_type_t type = event.type;
        if (type == YAML_DOCUMENT_START_EVENT && r->file->root) {
            complain(r, "H011", event.start_mark, event.end_mark, "only one document a file");
            r->stopped = true;
        } else if (type == YAML_SCALAR_EVENT || type == YAML_MAPPING_START_EVENT || type == YAML_SEQUENCE_START_EVENT ||
                   type == YAML_ALIAS_EVENT) {
            r->file->root = read_node(r, &event, 0);
        }
        yaml_event_delete(&event);
        if (type == YAML_STREAM_END_EVENT) return;
    }
}

void yaml_read(yaml_file *out, arena *memory, problems *p)
{
    reader r = { .file = out, .memory = memory, .problems = p };
    out->root = NULL;
    index_lines(out, memory);
    if (!yaml_parser_initialize(&r.parser)) {
        memory->failed = true;
        return;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)out->source.bytes.ptr, out->source.bytes.len);
    read_stream(&r);
    yaml_parser_delete(&r.parser);
    if (r.stopped) out->root = NULL;
}

const yaml_node *yaml_get(const yaml_node *map, const char *key)
{
    if (!map || map->kind != YAML_MAP) return NULL;
    for (uint32_t i = 0; i < map->count; i++)
        if (str_is(map->keys[i]->text, key)) return map->items[i];
    return NULL;
}

static uint32_t leading_spaces(hs_str s, size_t at)
{
    uint32_t n = 0;
    while (at + n < s.len && s.ptr[at + n] == ' ') n++;
    return n;
}

/* In a | scalar, line k of the text is line block_line + k of the file, moved right by the indent of the block. */
uint32_t yaml_place(const yaml_file *f, const yaml_node *scalar, uint32_t offset)
{
    uint32_t quote = scalar->where.start < f->source.bytes.len && (f->source.bytes.ptr[scalar->where.start] == '"' ||
                                                                   f->source.bytes.ptr[scalar->where.start] == '\'');
    if (!scalar->is_block) return scalar->where.start + quote + offset;
    uint32_t line = 0, line_start = 0;
    for (uint32_t i = 0; i < offset && i < scalar->text.len; i++)
        if (scalar->text.ptr[i] == '\n') {
            line++;
            line_start = i + 1;
        }
    uint32_t row = scalar->block_line + line;
    if (row >= f->line_count) return (uint32_t)f->source.bytes.len;
    uint32_t there = leading_spaces(f->source.bytes, f->line_starts[row]), here = leading_spaces(scalar->text, line_start);
    uint32_t indent = there > here ? there - here : 0;
    return f->line_starts[row] + indent + (offset - line_start);
}

const char *yaml_version(void)
{
    return yaml_get_version_string();
}

uint32_t yaml_row(const yaml_file *f, uint32_t offset)
{
    uint32_t lo = 0, hi = f->line_count;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (f->line_starts[mid] <= offset) lo = mid;
        else hi = mid;
    }
    return lo;
}
