/* scan.c - a strict reader of one JSON object. Strings, nearly all of the bytes, are passed over eight bytes at a time. */
#include "batch/scan.h"

#include <string.h>

enum { DEEPEST = 512 /* arrays and objects in one another; more than that is no article and would eat the stack */ };

#define EACH_BYTE(b) (0x0101010101010101ULL * (b))

typedef struct {
    const char  *begin, *at, *end;
    scan_field  *fields;
    size_t       count;
    scan_problem problem;
} scanner;

static bool fail(scanner *s, const char *message)
{
    if (!s->problem.message) s->problem = (scan_problem){ message, (size_t)(s->at - s->begin) };
    return false;
}

static void skip_white(scanner *s)
{
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\r' || *s->at == '\n')) s->at++;
}

static bool take(scanner *s, char c)
{
    if (s->at == s->end || *s->at != c) return false;
    s->at++;
    return true;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static uint32_t hex_digit(char c) /* 16: none */
{
    if (is_digit(c)) return (uint32_t)(c - '0');
    if (c >= 'a' && c <= 'f') return (uint32_t)(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return (uint32_t)(c - 'A' + 10);
    return 16;
}

/* ---- values ------------------------------------------------------------------------------------------------------------- */

/* A high bit in each byte that is '"', '\\' or a control, exact up to the first of them. */
static uint64_t special_bytes(uint64_t word)
{
    uint64_t quote = word ^ EACH_BYTE('"'), slash = word ^ EACH_BYTE('\\');
    uint64_t found = ((quote - EACH_BYTE(1)) & ~quote) | ((slash - EACH_BYTE(1)) & ~slash) | ((word - EACH_BYTE(0x20)) & ~word);
    return found & EACH_BYTE(0x80);
}

static void skip_ordinary(scanner *s)
{
    uint64_t word, found = 0;
    while (s->end - s->at >= 8) {
        memcpy(&word, s->at, 8);
        if ((found = special_bytes(word))) break;
        s->at += 8;
    }
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (found) {
        s->at += __builtin_ctzll(found) >> 3;
        return;
    }
#endif
    while (s->at < s->end && *s->at != '"' && *s->at != '\\' && (unsigned char)*s->at >= 0x20) s->at++;
}

static bool skip_escape(scanner *s)
{
    s->at++;
    if (s->at == s->end) return fail(s, "the string isn't closed");
    if (*s->at != 'u') {
        if (!memchr("\"\\/bfnrt", *s->at, 8)) return fail(s, "unknown escape in a string");
        s->at++;
        return true;
    }
    s->at++;
    for (int i = 0; i < 4; i++, s->at++)
        if (s->at == s->end || hex_digit(*s->at) == 16) return fail(s, "\\u needs four hex digits");
    return true;
}

/* At the opening mark; afterwards behind the closing one. */
static bool skip_string(scanner *s)
{
    if (!take(s, '"')) return fail(s, "expected a string");
    for (;;) {
        skip_ordinary(s);
        if (s->at == s->end) return fail(s, "the string isn't closed");
        if (*s->at == '"') break;
        if (*s->at != '\\') return fail(s, "a control character in a string must be escaped");
        if (!skip_escape(s)) return false;
    }
    s->at++;
    return true;
}

static bool skip_digits(scanner *s)
{
    if (s->at == s->end || !is_digit(*s->at)) return fail(s, "expected a digit");
    while (s->at < s->end && is_digit(*s->at)) s->at++;
    return true;
}

static bool skip_number(scanner *s)
{
    take(s, '-');
    if (take(s, '0')) {
        if (s->at < s->end && is_digit(*s->at)) return fail(s, "a number may not begin with 0");
    } else if (!skip_digits(s)) {
        return false;
    }
    if (take(s, '.') && !skip_digits(s)) return false;
    if (take(s, 'e') || take(s, 'E')) {
        if (!take(s, '+')) take(s, '-');
        return skip_digits(s);
    }
    return true;
}

static bool skip_word(scanner *s, const char *word)
{
    for (; *word; word++)
        if (!take(s, *word)) return fail(s, "expected a value");
    return true;
}

static bool skip_value(scanner *s, scan_type *type, int depth);

static bool skip_array(scanner *s, int depth)
{
    s->at++;
    skip_white(s);
    if (take(s, ']')) return true;
    for (scan_type type;;) {
        skip_white(s);
        if (!skip_value(s, &type, depth)) return false;
        skip_white(s);
        if (take(s, ']')) return true;
        if (!take(s, ',')) return fail(s, "expected a comma or ]");
    }
}

static bool skip_object(scanner *s, int depth)
{
    s->at++;
    skip_white(s);
    if (take(s, '}')) return true;
    for (scan_type type;;) {
        skip_white(s);
        if (!skip_string(s)) return false;
        skip_white(s);
        if (!take(s, ':')) return fail(s, "expected a colon");
        skip_white(s);
        if (!skip_value(s, &type, depth)) return false;
        skip_white(s);
        if (take(s, '}')) return true;
        if (!take(s, ',')) return fail(s, "expected a comma or }");
    }
}

static bool skip_value(scanner *s, scan_type *type, int depth)
{
    if (depth == DEEPEST) return fail(s, "nested too deeply");
    switch (s->at < s->end ? *s->at : '\0') {
    case '"': *type = SCAN_STRING; return skip_string(s);
    case '{': *type = SCAN_OBJECT; return skip_object(s, depth + 1);
    case '[': *type = SCAN_ARRAY; return skip_array(s, depth + 1);
    case 't': *type = SCAN_BOOLEAN; return skip_word(s, "true");
    case 'f': *type = SCAN_BOOLEAN; return skip_word(s, "false");
    case 'n': *type = SCAN_NULL; return skip_word(s, "null");
    default:
        if (s->at < s->end && *s->at != '-' && !is_digit(*s->at)) return fail(s, "expected a value");
        *type = SCAN_NUMBER;
        return skip_number(s);
    }
}

/* ---- members of the record ---------------------------------------------------------------------------------------------- */

static bool is_key(hs_str raw, const char *name)
{
    size_t len = strlen(name);
    if (!raw.len || !memchr(raw.ptr, '\\', raw.len)) return raw.len == len && memcmp(raw.ptr, name, len) == 0;
    batch_bytes decoded = { 0 };
    scan_decode(raw, &decoded);
    bool is_same = !decoded.failed && decoded.len == len && memcmp(bytes_view(&decoded).ptr, name, len) == 0;
    bytes_free(&decoded);
    return is_same;
}

static scan_field *wanted(scanner *s, hs_str key)
{
    for (size_t i = 0; i < s->count; i++)
        if (is_key(key, s->fields[i].name)) return &s->fields[i];
    return NULL;
}

static bool read_field(scanner *s, scan_field *field)
{
    if (field->type != SCAN_MISSING) return fail(s, "a field that is needed stands there twice");
    bool is_string = s->at < s->end && *s->at == '"';
    field->start = (size_t)(s->at - s->begin) + is_string;
    field->end = (size_t)(s->end - s->begin);
    if (is_string) field->type = SCAN_STRING; /* also if it turns out to be unfinished */
    if (!skip_value(s, &field->type, 1)) return false;
    field->end = (size_t)(s->at - s->begin) - is_string;
    return true;
}

static bool read_member(scanner *s)
{
    const char *key = s->at;
    scan_type type;
    if (!skip_string(s)) return false;
    scan_field *field = wanted(s, (hs_str){ key + 1, (size_t)(s->at - key) - 2 });
    skip_white(s);
    if (!take(s, ':')) return fail(s, "expected a colon");
    skip_white(s);
    return field ? read_field(s, field) : skip_value(s, &type, 1);
}

static bool read_object(scanner *s)
{
    skip_white(s);
    if (!take(s, '{')) return fail(s, "expected { (one JSON object on each line)");
    skip_white(s);
    if (take(s, '}')) return true;
    for (;;) {
        skip_white(s);
        if (!read_member(s)) return false;
        skip_white(s);
        if (take(s, '}')) return true;
        if (!take(s, ',')) return fail(s, "expected a comma or }");
    }
}

scan_outcome scan_record(hs_str line, scan_field *fields, size_t count, scan_problem *problem)
{
    scanner s = { line.ptr, line.ptr, line.ptr + line.len, fields, count, { NULL, 0 } };
    for (size_t i = 0; i < count; i++) fields[i] = (scan_field){ .name = fields[i].name };
    bool is_read = read_object(&s);
    if (is_read) {
        skip_white(&s);
        if (s.at < s.end) is_read = fail(&s, "more after the object");
    }
    *problem = s.problem;
    if (is_read) return SCAN_DONE;
    return problem->at == line.len ? SCAN_UNFINISHED : SCAN_BAD;
}

/* ---- decoding ----------------------------------------------------------------------------------------------------------- */

static uint32_t hex4(const char *p)
{
    return hex_digit(p[0]) << 12 | hex_digit(p[1]) << 8 | hex_digit(p[2]) << 4 | hex_digit(p[3]);
}

static void append_code_point(batch_bytes *out, uint32_t cp)
{
    char b[4];
    size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = n - 1; i > 0; i--, cp >>= 6) b[i] = (char)(0x80 | (cp & 0x3F));
    b[0] = (char)(lead[n] | cp);
    bytes_append(out, b, n);
}

/* Appends what the escape stands for; returns the bytes it takes. The scanner has checked it. */
static size_t decode_escape(const char *p, const char *end, batch_bytes *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    if (end - p < 2) return 1;
    if (p[1] != 'u') {
        const char *found = memchr(from, p[1], 8);
        if (found) bytes_append(out, &to[found - from], 1);
        return 2;
    }
    if (end - p < 6) return (size_t)(end - p);
    uint32_t cp = hex4(p + 2);
    if (cp < 0xD800 || cp > 0xDFFF) {
        append_code_point(out, cp);
        return 6;
    }
    uint32_t low = cp <= 0xDBFF && end - p >= 12 && p[6] == '\\' && p[7] == 'u' ? hex4(p + 8) : 0;
    bool is_pair = low >= 0xDC00 && low <= 0xDFFF;
    append_code_point(out, is_pair ? 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD);
    return is_pair ? 12 : 6;
}

void scan_decode(hs_str raw, batch_bytes *out)
{
    for (const char *p = raw.ptr, *end = p + raw.len; p < end;) {
        const char *slash = memchr(p, '\\', (size_t)(end - p));
        bytes_append(out, p, (size_t)((slash ? slash : end) - p));
        p = slash ? slash + decode_escape(slash, end, out) : end;
    }
}

const char *scan_type_name(scan_type type)
{
    static const char *const names[] = { "missing", "a string", "a number", "null", "true or false", "an object", "an array" };
    return names[type];
}

uint32_t scan_column(hs_str line, size_t at)
{
    uint32_t column = 1;
    for (size_t i = 0; i < at && i < line.len; i++) column += ((unsigned char)line.ptr[i] & 0xC0) != 0x80;
    return column;
}

size_t scan_utf8_length(hs_str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    size_t left = s.len - at, n = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    if (n > left) return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) || (p[0] == 0xF0 && p[1] < 0x90) ||
        (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return n;
}
