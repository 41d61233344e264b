/* json_read.c - a reader by descent, one function for each kind of value. */
#include "curate/json_read.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <stdlib.h>

typedef struct {
    arena      *memory;
    const char *at, *start, *end;
    const char *problem;
    unsigned    depth;
} reader;

static bool fail(reader *r, const char *problem)
{
    if (!r->problem) r->problem = problem;
    return false;
}

static char peek(const reader *r) { return r->at < r->end ? *r->at : '\0'; }

static void skip_white(reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r')) r->at++;
}

/* ---- strings ---------------------------------------------------------------------------------------------------- */

static bool read_hex(reader *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        char c = peek(r);
        uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                       : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10 : 16;
        if (digit == 16) return fail(r, "\\u needs four hex digits");
        *out = *out * 16 + digit;
    }
    return true;
}

static bool read_code_point(reader *r, buffer *out)
{
    uint32_t high, low;
    char bytes[4];
    if (!read_hex(r, &high)) return false;
    if (high >= 0xD800 && high < 0xDC00 && r->end - r->at >= 6 && r->at[0] == '\\' && r->at[1] == 'u') {
        const char *back = r->at;
        r->at += 2;
        if (!read_hex(r, &low)) return false;
        if (low >= 0xDC00 && low < 0xE000) high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        else r->at = back;
    }
    if (high >= 0xD800 && high < 0xE000) high = 0xFFFD;
    buffer_bytes(out, bytes, utf8_encode(high, bytes));
    return true;
}

static bool read_escape(reader *r, buffer *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = peek(r);
    const char *found = c ? memchr(from, c, sizeof from - 1) : NULL;
    r->at++;
    if (c == 'u') return read_code_point(r, out);
    if (!found) return fail(r, "an escape that JSON doesn't have");
    buffer_char(out, to[found - from]);
    return true;
}

static bool read_string(reader *r, hs_str *text)
{
    buffer out;
    buffer_init(&out);
    r->at++;
    while (r->at < r->end && *r->at != '"' && !r->problem) {
        if ((unsigned char)*r->at < 0x20) fail(r, "a control character in a string");
        else if (*r->at == '\\') r->at++, read_escape(r, &out);
        else buffer_char(&out, *r->at++);
    }
    if (r->at >= r->end) fail(r, "a string has no end");
    r->at++;
    *text = arena_copy(r->memory, buffer_view(&out));
    if (out.failed) r->memory->failed = true;
    buffer_free(&out);
    return !r->problem;
}

/* ---- other values ----------------------------------------------------------------------------------------------- */

static bool read_value(reader *r, json *out);

static bool read_word(reader *r, json *out, hs_str word, json_kind kind)
{
    out->kind = kind;
    if ((size_t)(r->end - r->at) < word.len || memcmp(r->at, word.ptr, word.len) != 0) return fail(r, "not JSON");
    r->at += word.len;
    return true;
}

static bool read_number(reader *r, json *out)
{
    char copy[64], *stop;
    size_t n = 0;
    while (r->at + n < r->end && n < sizeof copy - 1 && memchr("+-.0123456789eE", r->at[n], 15)) n++;
    memcpy(copy, r->at, n);
    copy[n] = '\0';
    out->kind = JSON_NUMBER;
    out->number = strtod(copy, &stop);
    if (!n || *stop) return fail(r, "not JSON");
    r->at += n;
    return true;
}

static bool read_member(reader *r, json *out)
{
    hs_str key = STR("");
    json value = { .kind = JSON_NULL };
    skip_white(r);
    if (out->kind == JSON_MAP) {
        if (peek(r) != '"') return fail(r, "a key in double quotes is expected");
        if (!read_string(r, &key)) return false;
        skip_white(r);
        if (peek(r) != ':') return fail(r, ": is expected after a key");
        r->at++;
    }
    if (!read_value(r, &value)) return false;
    if (out->kind == JSON_MAP) {
        uint32_t count = out->count;
        ARENA_PUSH(r->memory, out->keys, count, out->key_cap, key);
    }
    ARENA_PUSH(r->memory, out->items, out->count, out->cap, value);
    return !r->memory->failed;
}

static bool read_members(reader *r, json *out, json_kind kind, char closing)
{
    *out = (json){ .kind = kind };
    r->at++;
    skip_white(r);
    if (peek(r) == closing) {
        r->at++;
        return true;
    }
    if (++r->depth > JSON_DEPTH) return fail(r, "nested too deeply");
    for (;;) {
        if (!read_member(r, out)) return false;
        skip_white(r);
        if (peek(r) != ',') break;
        r->at++;
    }
    r->depth--;
    if (peek(r) != closing) return fail(r, closing == '}' ? ", or } is expected" : ", or ] is expected");
    r->at++;
    return true;
}

static bool read_value(reader *r, json *out)
{
    skip_white(r);
    switch (peek(r)) {
    case '{': return read_members(r, out, JSON_MAP, '}');
    case '[': return read_members(r, out, JSON_LIST, ']');
    case '"': out->kind = JSON_STRING; return read_string(r, &out->text);
    case 'n': return read_word(r, out, STR("null"), JSON_NULL);
    case 't': return read_word(r, out, STR("true"), JSON_TRUE);
    case 'f': return read_word(r, out, STR("false"), JSON_FALSE);
    default: return read_number(r, out);
    }
}

/* ---- public ----------------------------------------------------------------------------------------------------- */

const char *json_read(json *out, arena *memory, hs_str bytes, size_t *at)
{
    reader r = { .memory = memory, .at = bytes.ptr, .start = bytes.ptr, .end = bytes.ptr + bytes.len };
    *out = (json){ .kind = JSON_NULL };
    if (read_value(&r, out)) skip_white(&r);
    if (!r.problem && r.at < r.end) r.problem = "something stands after the value";
    if (!r.problem && memory->failed) r.problem = "out of memory";
    *at = (size_t)(r.at - r.start);
    return r.problem;
}

const json *json_get(const json *map, const char *key)
{
    for (uint32_t i = 0; map && map->kind == JSON_MAP && i < map->count; i++)
        if (str_is(map->keys[i], key)) return &map->items[i];
    return NULL;
}

hs_str json_text(const json *map, const char *key)
{
    const json *found = json_get(map, key);
    return found && found->kind == JSON_STRING ? found->text : STR("");
}
