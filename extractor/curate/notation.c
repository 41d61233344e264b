/* notation.c - one walk over the line: braces and signs out, spans of what they held kept. */
#include "curate/notation.h"

#include "base/buffer.h"

typedef struct {
    notation *out;
    arena    *memory;
    hs_str    line;
    size_t    at;
    buffer    text;
    hs_str    role;         /* open role                          */
    uint32_t  role_start;
    bool      is_open;
    uint32_t  mark_cap, attribute_cap;
} reader;

#define PARAGRAPH_SIGN "\xC2\xB6"

static bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

hs_str notation_trim(hs_str s)
{
    while (s.len && is_white(s.ptr[0])) s = (hs_str){ s.ptr + 1, s.len - 1 };
    while (s.len && is_white(s.ptr[s.len - 1])) s.len--;
    return s;
}

static bool complain(reader *r, const char *what)
{
    if (!r->out->error) r->out->error = what;
    return false;
}

static void skip_white(reader *r)
{
    while (r->at < r->line.len && is_white(r->line.ptr[r->at])) r->at++;
}

/* ---- roles ------------------------------------------------------------------------------------------------------ */

static bool is_role_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '-'; }

static bool open_role(reader *r)
{
    size_t start = ++r->at;
    if (r->is_open) return complain(r, "a role inside a role; write the outer one in pieces (a brace of the text is \\{)");
    while (r->at < r->line.len && is_role_letter(r->line.ptr[r->at])) r->at++;
    if (r->at == start || r->at == r->line.len || r->line.ptr[r->at] != ':')
        return complain(r, "after { a role and a colon are expected, as in {source: the mayor} (a brace of the text is \\{)");
    r->role = (hs_str){ r->line.ptr + start, r->at - start };
    r->at++;
    skip_white(r);
    r->is_open = true;
    r->role_start = (uint32_t)r->text.len;
    return true;
}

static bool close_role(reader *r)
{
    r->at++;
    if (!r->is_open) return complain(r, "a } that closes nothing (a brace of the text is \\})");
    uint32_t end = (uint32_t)r->text.len;
    while (end > r->role_start && is_white(r->text.data[end - 1])) end--;
    if (end == r->role_start) return complain(r, "an empty role");
    r->is_open = false;
    r->text.len = end;
    ARENA_PUSH(r->memory, r->out->marks, r->out->mark_count, r->mark_cap, (notation_mark){ r->role, { r->role_start, end } });
    return true;
}

/* ---- text ------------------------------------------------------------------------------------------------------- */

static void break_paragraph(reader *r)
{
    while (r->text.len && is_white(r->text.data[r->text.len - 1])) r->text.len--;
    buffer_lit(&r->text, "\n\n");
    r->at += sizeof PARAGRAPH_SIGN - 1;
    skip_white(r);
}

static bool read_text(reader *r)
{
    const hs_str l = r->line;
    while (r->at < l.len) {
        hs_str rest = { l.ptr + r->at, l.len - r->at };
        bool is_escape = rest.ptr[0] == '\\' && rest.len > 1 && (rest.ptr[1] == '{' || rest.ptr[1] == '}');
        if (is_escape) {
            buffer_char(&r->text, rest.ptr[1]);
            r->at += 2;
        } else if (rest.ptr[0] == '{') {
            if (!open_role(r)) return false;
        } else if (rest.ptr[0] == '}') {
            if (!close_role(r)) return false;
        } else if (str_starts(rest, STR(PARAGRAPH_SIGN))) {
            break_paragraph(r);
        } else {
            buffer_char(&r->text, rest.ptr[0]);
            r->at++;
        }
    }
    return r->is_open ? complain(r, "a role that isn't closed with }") : true;
}

/* ---- attributes ------------------------------------------------------------------------------------------------- */

static hs_str read_value(reader *r)
{
    char stop = ' ';
    if (r->at < r->line.len && r->line.ptr[r->at] == '"') {
        stop = '"';
        r->at++;
    }
    size_t start = r->at;
    while (r->at < r->line.len && r->line.ptr[r->at] != stop) r->at++;
    hs_str value = { r->line.ptr + start, r->at - start };
    if (stop == '"') {
        if (r->at == r->line.len) complain(r, "a value whose quotation mark isn't closed");
        else r->at++;
    }
    return value;
}

static bool read_attributes(reader *r)
{
    for (skip_white(r); r->at < r->line.len; skip_white(r)) {
        size_t start = r->at;
        while (r->at < r->line.len && r->line.ptr[r->at] != '=' && r->line.ptr[r->at] != ' ') r->at++;
        if (r->at == start || r->at == r->line.len || r->line.ptr[r->at] != '=') return complain(r, "after => key=value is expected");
        hs_str key = { r->line.ptr + start, r->at++ - start };
        hs_str value = read_value(r);
        ARENA_PUSH(r->memory, r->out->attributes, r->out->attribute_count, r->attribute_cap, (attribute){ key, value });
    }
    return !r->out->error;
}

/* Where the attributes begin: the last " => ". */
static size_t find_arrow(hs_str line)
{
    for (size_t i = line.len; i >= 4; i--)
        if (memcmp(line.ptr + i - 4, " => ", 4) == 0) return i - 4;
    return line.len;
}

bool notation_read(notation *out, arena *memory, hs_str line)
{
    *out = (notation){ 0 };
    line = notation_trim(line);
    size_t arrow = find_arrow(line);
    reader r = { .out = out, .memory = memory, .line = notation_trim((hs_str){ line.ptr, arrow }) };
    buffer_init(&r.text);
    bool ok = read_text(&r);
    out->text = arena_copy(memory, buffer_view(&r.text));
    if (r.text.failed) memory->failed = true;
    buffer_free(&r.text);
    if (!ok) return false;
    r.line = line;
    r.at = arrow < line.len ? arrow + 4 : line.len;
    return read_attributes(&r);
}

const hs_str *notation_get(const notation *n, const char *key)
{
    for (uint32_t i = 0; i < n->attribute_count; i++)
        if (str_is(n->attributes[i].key, key)) return &n->attributes[i].value;
    return NULL;
}

bool notation_marks(const notation *n, hs_str role)
{
    for (uint32_t i = 0; i < n->mark_count; i++)
        if (str_eq(n->marks[i].role, role)) return true;
    return false;
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

bool notation_next(notation_lines *l)
{
    while (l->at < l->all.len) {
        const char *start = l->all.ptr + l->at, *newline = memchr(start, '\n', l->all.len - l->at);
        size_t n = newline ? (size_t)(newline - start) : l->all.len - l->at;
        l->at += n + (newline != NULL);
        l->number = l->seen++;
        l->whole = notation_trim((hs_str){ start, n });
        if (!l->whole.len || l->whole.ptr[0] == '#') continue;
        bool is_sign = strchr("+-?@", l->whole.ptr[0]) && l->whole.len > 1 && l->whole.ptr[1] == ' ';
        l->sign = '\0';
        l->rest = l->whole;
        if (is_sign) {
            l->sign = l->whole.ptr[0];
            l->rest = notation_trim((hs_str){ l->whole.ptr + 1, l->whole.len - 1 });
        }
        return true;
    }
    return false;
}
