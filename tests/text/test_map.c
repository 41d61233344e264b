/* test_map.c - the promise of the map, on random bytes in every encoding: each code point of the text leads to the bytes
 * that it was made of, these cover the origin, and decoding them alone gives the code point again. */
#include "reading.h"

#include "base/utf8.h"
#include "text/decode.h"

static uint32_t state;

static uint32_t next_random(uint32_t below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

static const char *const pieces[] = { "a", "said ", "\n\n", "\r\n", "\\n", "\\\"", "\\u2014", "\\ud83d\\ude00", "\\udc00", "\\", "\\u00",
                                      "\xC3\xA9", "\xE2\x80\x9C", "\xF0\x9F\x98\x80", "\xE2\x80", "\xF0\x9F", "\xED\xA0\x80", "\xFF",
                                      "\x93", "\xEF\xBF\xBF", "\xEF\xBB\xBF", "\x01", "\xC0\x80" };

static size_t random_bytes(char *bytes, size_t cap)
{
    size_t len = 0, target = next_random((uint32_t)cap - 16);
    while (len < target) {
        uint32_t kind = next_random(sizeof pieces / sizeof *pieces + 2);
        if (kind < sizeof pieces / sizeof *pieces) {
            memcpy(bytes + len, pieces[kind], strlen(pieces[kind]));
            len += strlen(pieces[kind]);
        } else {
            bytes[len++] = kind % 2 ? '\0' : (char)next_random(256);
        }
    }
    return len;
}

/* Decodes the origin bytes of one code point alone. */
static bool decodes_to(hs_str origin, charset set, bool is_json, hs_str expected)
{
    arena memory;
    text alone = { 0 };
    decode_losses losses;
    charset_guess guess = { .set = set };
    arena_init(&memory);
    bool same = !decode_bytes(&alone, &memory, origin, guess, is_json, &losses, NULL) && str_eq(alone.bytes, expected);
    arena_free(&memory);
    return same;
}

static void check_map(const text *t, uint32_t bom, charset set, bool is_json)
{
    uint32_t previous = bom;
    cr_assert(utf8_valid_prefix(t->bytes) == t->bytes.len);
    for (uint32_t at = 0; at < t->bytes.len;) {
        size_t n;
        uint32_t cp = utf8_decode(t->bytes.ptr + at, &n);
        hs_span origin = text_to_origin(t, (hs_span){ at, at + (uint32_t)n });
        cr_assert(!charset_is_forbidden(cp));
        cr_assert(origin.start == previous && origin.end > origin.start && origin.end <= t->origin.len);
        cr_assert(decodes_to(str_of(t->origin, origin), set, is_json, (hs_str){ t->bytes.ptr + at, n }));
        hs_span whole = text_to_origin(t, (hs_span){ 0, at + (uint32_t)n });
        cr_assert(whole.start == bom && whole.end == origin.end);
        hs_span point = text_to_origin(t, (hs_span){ at, at });
        cr_assert(point.start == origin.start && point.end == origin.start);
        previous = origin.end;
        at += (uint32_t)n;
    }
    cr_assert(previous == t->origin.len);
}

static void check_segments(const text *t)
{
    for (uint32_t i = 0; i < t->map_count; i++) {
        cr_assert(t->map[i].len && t->map[i].origin_len);
        if (i) cr_assert(t->map[i].text == t->map[i - 1].text + t->map[i - 1].len);
        if (i) cr_assert(t->map[i].origin == t->map[i - 1].origin + t->map[i - 1].origin_len);
    }
}

static void check_round(charset set, bool is_json)
{
    char bytes[300];
    hs_str given = { bytes, random_bytes(bytes, sizeof bytes) };
    if (!given.len) return;
    arena memory;
    text t = { 0 };
    decode_losses losses;
    charset_guess guess = is_json ? (charset_guess){ .set = set } : charset_given(given, set);
    arena_init(&memory);
    cr_assert(decode_bytes(&t, &memory, given, guess, is_json, &losses, NULL) == HS_OK);
    cr_assert(str_eq(t.origin, given));
    check_segments(&t);
    check_map(&t, guess.bom, set, is_json);
    arena_free(&memory);
}

Test(map, every_code_point_leads_back)
{
    for (state = 1; state < 40000000u; state += 13007u) {
        uint32_t keep = state;
        for (charset set = CHARSET_UTF8; set <= CHARSET_WINDOWS_1252; set++) check_round(set, false);
        check_round(CHARSET_UTF8, true);
        check_round(CHARSET_WINDOWS_1252, true);
        state = keep;
    }
}

Test(map, an_empty_text_has_a_place)
{
    text t = { .bytes = STR(""), .shift = 3 };
    SPAN(text_to_origin(&t, (hs_span){ 0, 0 }), 3, 3);
}
