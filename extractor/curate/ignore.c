/* ignore.c - see ignore.h. */
#include "curate/ignore.h"

typedef struct { uint32_t from, to, indent; } line;

static bool next_line(hs_str bytes, uint32_t *at, line *out)
{
    if (*at >= bytes.len) return false;
    const char *newline = memchr(bytes.ptr + *at, '\n', bytes.len - *at);
    out->from = *at;
    out->to = newline ? (uint32_t)(newline - bytes.ptr) : (uint32_t)bytes.len;
    *at = out->to + 1;
    out->indent = 0;
    while (out->from + out->indent < out->to && bytes.ptr[out->from + out->indent] == ' ') out->indent++;
    return true;
}

static hs_str trim(hs_str s)
{
    while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t')) s = (hs_str){ s.ptr + 1, s.len - 1 };
    while (s.len && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t' || s.ptr[s.len - 1] == '\r')) s.len--;
    return s;
}

static bool is_code_list(hs_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c != 'H' && c != ',' && c != ' ' && (c < '0' || c > '9')) return false;
    }
    return s.len > 0 && s.ptr[0] == 'H';
}

/* "# ignore H041: reason", the text after its white space. */
static bool parse_comment(hs_str words, ignore *out)
{
    if (!str_starts(words, STR("# ignore H")) && !str_starts(words, STR("#ignore H"))) return false;
    size_t skip = words.ptr[1] == ' ' ? 9 : 8;
    hs_str rest = { words.ptr + skip, words.len - skip };
    const char *colon = memchr(rest.ptr, ':', rest.len);
    size_t n = colon ? (size_t)(colon - rest.ptr) : rest.len;
    out->codes = trim((hs_str){ rest.ptr, n });
    out->reason = colon ? trim((hs_str){ colon + 1, rest.len - n - 1 }) : STR("");
    if (!colon) { /* a list without a reason, or a sentence that happens to begin so */
        size_t k = 0;
        while (k < rest.len && is_code_list((hs_str){ rest.ptr, k + 1 })) k++;
        out->codes = trim((hs_str){ rest.ptr, k });
    }
    return is_code_list(out->codes);
}

/* ---- scopes ------------------------------------------------------------------------------------------------------ */

/* Where the rules and macros of a file begin, in order. */
typedef struct { uint32_t *starts; uint32_t count, cap; uint32_t indent; } blocks;

static uint32_t line_start(hs_str bytes, uint32_t at)
{
    while (at > 0 && bytes.ptr[at - 1] != '\n') at--;
    return at;
}

static void add_block(blocks *b, arena *memory, hs_str bytes, uint32_t at)
{
    uint32_t start = line_start(bytes, at);
    ARENA_PUSH(memory, b->starts, b->count, b->cap, start);
}

static blocks blocks_of(arena *memory, const source_file *file, const yaml_node *tree)
{
    blocks b = { 0 };
    for (uint32_t i = 0; tree && tree->kind == YAML_MAP && i < tree->count; i++) {
        const yaml_node *n = tree->items[i];
        add_block(&b, memory, file->bytes, tree->keys[i]->where.start);
        for (uint32_t k = 0; n->kind == YAML_LIST && k < n->count; k++) add_block(&b, memory, file->bytes, n->items[k]->where.start);
        for (uint32_t k = 0; n->kind == YAML_MAP && k < n->count; k++) add_block(&b, memory, file->bytes, n->keys[k]->where.start);
    }
    return b;
}

static uint32_t indent_at(hs_str bytes, uint32_t at)
{
    uint32_t n = 0;
    while (at + n < bytes.len && bytes.ptr[at + n] == ' ') n++;
    return n;
}

/* The block that the comment lies in or, if it isn't indented deeper than blocks are, the one after it. */
static hs_span yaml_scope(const blocks *b, hs_str bytes, line l)
{
    uint32_t i = 0, end = (uint32_t)bytes.len;
    if (l.indent == 0 || !b->count) return (hs_span){ 0, end };
    while (i < b->count && b->starts[i] <= l.from) i++;
    bool is_before = i < b->count && l.indent <= indent_at(bytes, b->starts[i]);
    if (!is_before && i) i--;
    return (hs_span){ b->starts[i], i + 1 < b->count ? b->starts[i + 1] : end };
}

/* The next line that is no comment. */
static hs_span entry_scope(hs_str bytes, uint32_t at, bool is_before_class)
{
    line l;
    if (is_before_class) return (hs_span){ 0, (uint32_t)bytes.len };
    while (next_line(bytes, &at, &l))
        if (l.from + l.indent < l.to && bytes.ptr[l.from + l.indent] != '#') return (hs_span){ l.from, l.to };
    return (hs_span){ (uint32_t)bytes.len, (uint32_t)bytes.len };
}

void ignore_read(ignores *out, arena *memory, const source_file *file, const yaml_node *tree, bool is_lexicon)
{
    blocks b = blocks_of(memory, file, tree);
    bool is_before_class = true;
    uint32_t at = 0;
    line l;
    while (next_line(file->bytes, &at, &l)) {
        hs_str words = trim((hs_str){ file->bytes.ptr + l.from + l.indent, l.to - l.from - l.indent });
        ignore found = { .file = file };
        if (words.len && words.ptr[0] != '#') is_before_class = false;
        if (!parse_comment(words, &found)) continue;
        found.where = (hs_span){ l.from + l.indent, l.from + l.indent + (uint32_t)words.len };
        found.scope = is_lexicon ? entry_scope(file->bytes, at, is_before_class) : yaml_scope(&b, file->bytes, l);
        ARENA_PUSH(memory, out->items, out->count, out->cap, found);
    }
}

bool ignore_next_code(hs_str *codes, hs_str *code)
{
    while (codes->len && (codes->ptr[0] == ',' || codes->ptr[0] == ' ')) *codes = (hs_str){ codes->ptr + 1, codes->len - 1 };
    size_t n = 0;
    while (n < codes->len && codes->ptr[n] != ',' && codes->ptr[n] != ' ') n++;
    *code = (hs_str){ codes->ptr, n };
    *codes = (hs_str){ codes->ptr + n, codes->len - n };
    return n > 0;
}
