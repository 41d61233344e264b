/* decode.c - bytes in an encoding, perhaps inside a JSON string, become valid UTF-8 with a map back.
 *
 *   origin    c  a  f  E9      \  n      \  u  2  0  1  4
 *   text      c  a  f  C3 A9   0A        E2 80 94
 *   map      [run  3→3][1→2]  [2→1]     [6→3]
 *
 * A walker goes over the origin and puts runs (bytes that stay as they are) and units (one code point made of some bytes).
 * It goes twice: the first time it only counts, so that text and map are allocated once and in their exact size. Clean text
 * in a JSON string, which hardly ever grows, is walked once.
 * Clean UTF-8 is never walked: it is copied, and its map is the identity. */
#include "text/decode.h"

#include "base/error.h"
#include "base/utf8.h"

typedef struct {
    const char   *origin;
    char         *out;          /* NULL while counting, or when room was too small */
    size_t        room;         /* bytes that fit into out              */
    text_segment *map;
    size_t        cap;          /* segments that fit into map           */
    arena        *memory;       /* where map grows; NULL: it is large enough */
    size_t        len;          /* bytes of text so far                 */
    size_t        segments;
    size_t        run_end;      /* end in the origin of an open run, or SIZE_MAX */
    decode_losses losses;
} builder;

static void grow_map(builder *b)
{
    b->map = arena_grow(b->memory, b->map, b->cap * sizeof *b->map, 2 * b->cap * sizeof *b->map);
    b->cap *= 2;
}

static void put_segment(builder *b, size_t origin, size_t origin_len, size_t len)
{
    if (b->map && b->segments == b->cap) grow_map(b);
    if (b->map)
        b->map[b->segments] = (text_segment){ (uint32_t)b->len, (uint32_t)len, (uint32_t)origin, (uint32_t)origin_len };
    b->segments++;
}

static void put_bytes(builder *b, const char *bytes, size_t n)
{
    if (b->out && b->room - b->len < n) b->out = NULL;
    if (b->out && n == 1) b->out[b->len] = *bytes;
    else if (b->out) memcpy(b->out + b->len, bytes, n);
    b->len += n;
}

static void put_run(builder *b, size_t from, size_t n)
{
    if (!n) return;
    if (b->run_end == from) {
        if (b->map) {
            b->map[b->segments - 1].len += (uint32_t)n;
            b->map[b->segments - 1].origin_len += (uint32_t)n;
        }
    } else {
        put_segment(b, from, n, n);
    }
    put_bytes(b, b->origin + from, n);
    b->run_end = from + n;
}

static void put_unit(builder *b, uint32_t cp, size_t from, size_t n)
{
    char bytes[4];
    size_t len = utf8_encode(cp, bytes);
    put_segment(b, from, n, len);
    put_bytes(b, bytes, len);
    b->run_end = SIZE_MAX;
}

static void put_replaced(builder *b, size_t from, size_t n)
{
    if (!b->losses.replaced++) b->losses.first_replaced = (uint32_t)from;
    put_unit(b, 0xFFFD, from, n);
}

static void put_code_point(builder *b, uint32_t cp, size_t from, size_t n)
{
    if (charset_is_forbidden(cp)) put_replaced(b, from, n);
    else put_unit(b, cp, from, n);
}

/* ---- walkers: each takes the bytes [at,end) of the origin -------------------------------------------------------------- */

typedef void (*walker)(builder *b, size_t at, size_t end);

static void walk_utf8(builder *b, size_t at, size_t end)
{
    const char *stop = b->origin + end;
    while (at < end) {
        size_t n = charset_clean_prefix((hs_str){ b->origin + at, end - at });
        put_run(b, at, n);
        at += n;
        if (at == end) return;
        n = utf8_check(b->origin + at, stop);
        if (!n) n = utf8_bad_length(b->origin + at, stop);
        put_replaced(b, at, n);
        at += n;
    }
}

static void walk_clean(builder *b, size_t at, size_t end) { put_run(b, at, end - at); }

static void walk_windows_1252(builder *b, size_t at, size_t end)
{
    while (at < end) {
        size_t n = charset_ascii_prefix((hs_str){ b->origin + at, end - at });
        put_run(b, at, n);
        at += n;
        if (at == end) return;
        put_code_point(b, charset_windows_1252((unsigned char)b->origin[at]), at, 1);
        at++;
    }
}

static uint32_t utf16_unit(const char *p, bool is_big)
{
    const unsigned char *u = (const unsigned char *)p;
    return is_big ? (uint32_t)u[0] << 8 | u[1] : (uint32_t)u[1] << 8 | u[0];
}

static bool is_high(uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
static bool is_low(uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }
static uint32_t join(uint32_t high, uint32_t low) { return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00); }

static void walk_utf16(builder *b, size_t at, size_t end, bool is_big)
{
    while (end - at >= 2) {
        uint32_t unit = utf16_unit(b->origin + at, is_big);
        uint32_t next = is_high(unit) && end - at >= 4 ? utf16_unit(b->origin + at + 2, is_big) : 0;
        size_t n = is_low(next) ? 4 : 2;
        put_code_point(b, n == 4 ? join(unit, next) : unit, at, n);
        at += n;
    }
    if (at < end) put_replaced(b, at, 1);
}

static void walk_utf16le(builder *b, size_t at, size_t end) { walk_utf16(b, at, end, false); }
static void walk_utf16be(builder *b, size_t at, size_t end) { walk_utf16(b, at, end, true); }

static walker walker_of(charset_guess guess)
{
    static const walker walkers[] = { walk_utf8, walk_utf16le, walk_utf16be, walk_windows_1252 };
    return guess.is_clean ? walk_clean : walkers[guess.set];
}

/* ---- JSON escapes --------------------------------------------------------------------------------------------------------- */

/* The four hex digits after \u, or UINT32_MAX. */
static uint32_t hex4(const char *p, const char *end)
{
    uint32_t value = 0;
    if (end - p < 4) return UINT32_MAX;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
                       : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                       : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) : 16;
        if (digit == 16) return UINT32_MAX;
        value = value << 4 | digit;
    }
    return value;
}

static uint32_t simple_escape(char c) /* UINT32_MAX: no such escape */
{
    switch (c) {
    case '"': case '\\': case '/': return (uint32_t)c;
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    default: return UINT32_MAX;
    }
}

/* Puts the escape whose backslash is at `at`; returns the bytes it takes. What is none loses its backslash to U+FFFD. */
static size_t put_escape(builder *b, size_t at, size_t end)
{
    const char *p = b->origin + at, *stop = b->origin + end;
    uint32_t cp = end - at >= 2 ? simple_escape(p[1]) : UINT32_MAX;
    size_t n = 2;
    if (cp == UINT32_MAX && end - at >= 2 && p[1] == 'u' && (cp = hex4(p + 2, stop)) != UINT32_MAX) {
        n = 6;
        if (is_high(cp) && stop - p >= 12 && p[6] == '\\' && p[7] == 'u') {
            uint32_t low = hex4(p + 8, stop);
            if (is_low(low)) {
                cp = join(cp, low);
                n = 12;
            }
        }
    }
    if (cp == UINT32_MAX) {
        put_replaced(b, at, 1);
        return 1;
    }
    put_code_point(b, cp, at, n);
    return n;
}

static void walk_json(builder *b, size_t at, size_t end, walker walk)
{
    while (at < end) {
        const char *slash = memchr(b->origin + at, '\\', end - at);
        size_t stop = slash ? (size_t)(slash - b->origin) : end;
        walk(b, at, stop);
        at = slash ? stop + put_escape(b, stop, end) : end;
    }
}

/* ---- the story ------------------------------------------------------------------------------------------------------------ */

static void walk_all(builder *b, hs_str bytes, charset_guess guess, bool is_json_string)
{
    walker walk = walker_of(guess);
    b->run_end = SIZE_MAX;
    if (is_json_string) walk_json(b, guess.bom, bytes.len, walk);
    else walk(b, guess.bom, bytes.len);
}

static bool keep(text *out, const builder *b, decode_losses *losses)
{
    b->out[b->len] = '\0';
    out->bytes = (hs_str){ b->out, b->len };
    out->map = b->map;
    out->map_count = (uint32_t)b->segments;
    *losses = b->losses;
    return true;
}

/* Clean JSON hardly ever grows by decoding (\b becomes U+FFFD): one walk is enough. False if it isn't, or if memory fails. */
static bool decode_escapes(text *out, arena *memory, hs_str bytes, charset_guess guess, decode_losses *losses)
{
    builder b = { .origin = bytes.ptr, .memory = memory, .room = bytes.len, .cap = 16 + bytes.len / 32 };
    b.out = arena_alloc(memory, bytes.len + 1);
    b.map = arena_alloc(memory, b.cap * sizeof *b.map);
    if (!b.out || !b.map) return false;
    walk_all(&b, bytes, guess, true);
    return b.out && b.map && keep(out, &b, losses);
}

static hs_status decode_mapped(text *out, arena *memory, hs_str bytes, charset_guess guess, bool is_json_string,
                               decode_losses *losses, hs_error *error)
{
    builder count = { .origin = bytes.ptr };
    walk_all(&count, bytes, guess, is_json_string);
    if (count.len > UINT32_MAX || count.segments > UINT32_MAX)
        return error_set(error, HS_ERR_LIMIT, "the text would be longer than 4 GiB");
    builder b = { .origin = bytes.ptr, .memory = memory, .room = count.len, .cap = count.segments + 1 };
    b.out = arena_alloc(memory, count.len + 1);
    b.map = arena_alloc(memory, b.cap * sizeof *b.map);
    if (!b.out || !b.map) return error_memory(error);
    walk_all(&b, bytes, guess, is_json_string);
    assert(b.len == count.len && b.segments == count.segments);
    keep(out, &b, losses);
    return HS_OK;
}

hs_status decode_bytes(text *out, arena *memory, hs_str bytes, charset_guess guess, bool is_json_string, decode_losses *losses,
                       hs_error *error)
{
    *losses = (decode_losses){ 0 };
    hs_str copy = arena_copy(memory, bytes);
    if (memory->failed) return error_memory(error);
    out->origin = copy;
    bool has_escapes = is_json_string && copy.len && memchr(copy.ptr, '\\', copy.len);
    if (guess.is_clean && has_escapes && decode_escapes(out, memory, copy, guess, losses)) return HS_OK;
    if (!guess.is_clean || has_escapes) return decode_mapped(out, memory, copy, guess, is_json_string, losses, error);
    out->bytes = (hs_str){ copy.ptr + guess.bom, copy.len - guess.bom };
    out->shift = guess.bom;
    return HS_OK;
}

hs_str decode_label(arena *memory, hs_str bytes)
{
    if (!bytes.len) return STR("");
    if (charset_clean_prefix(bytes) == bytes.len) return arena_copy(memory, bytes);
    text label = { 0 };
    decode_losses losses;
    if (decode_mapped(&label, memory, bytes, (charset_guess){ .set = CHARSET_UTF8 }, false, &losses, NULL)) return STR("");
    return label.bytes;
}
