/* phrases.c - a list of phrases sorted by their first byte, so that a line is compared with a handful of them.
 *
 * The first byte is that of the first character as it is compared: small and straight. */
#include "text/phrases.h"

#include "base/utf8.h"

static uint32_t straight(uint32_t cp) { return cp == 0x2019 || cp == 0x2018 ? '\'' : cp == 0xA0 ? ' ' : cp; }

static unsigned char small(unsigned char c) { return c >= 'A' && c <= 'Z' ? c | 0x20 : c; }

static unsigned char first_byte(hs_str s)
{
    char bytes[4];
    size_t n;
    if ((unsigned char)*s.ptr < 0x80) return small((unsigned char)*s.ptr);
    utf8_encode(utf8_fold(straight(utf8_decode(s.ptr, &n))), bytes);
    return (unsigned char)bytes[0];
}

/* The first bytes of a phrase or line in lower case, if they are ASCII: what tells nearly every line from every phrase. */
enum { PREFIX = 3 };

static bool prefix_of(hs_str s, uint32_t *bit)
{
    uint32_t prefix = 0;
    if (s.len < PREFIX) return false;
    for (int i = 0; i < PREFIX; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80) return false;
        prefix = prefix << 8 | small((unsigned char)s.ptr[i]);
    }
    *bit = prefix * 0x9E3779B1u >> 22; /* of 1024 */
    return true;
}

static bool may_begin(const text_phrases *p, hs_str line, unsigned char first)
{
    uint32_t bit;
    return p->is_short[first] || !prefix_of(line, &bit) || p->prefixes[bit / 32] >> bit % 32 & 1;
}

void phrases_add(text_phrases *p, arena *memory, hs_str phrase)
{
    if (phrase.len) ARENA_PUSH(memory, p->items, p->count, p->cap, phrase);
}

void phrases_index(text_phrases *p, arena *memory)
{
    hs_str *sorted = arena_alloc(memory, (p->count + 1) * sizeof *sorted);
    uint32_t next[256];
    if (!sorted) return;
    for (uint32_t i = 0; i < p->count; i++) p->from[first_byte(p->items[i]) + 1]++;
    for (int b = 0; b < 256; b++) p->from[b + 1] += p->from[b];
    memcpy(next, p->from, sizeof next);
    for (uint32_t i = 0; i < p->count; i++) sorted[next[first_byte(p->items[i])]++] = p->items[i];
    for (uint32_t i = 0, bit; i < p->count; i++) {
        if (prefix_of(sorted[i], &bit)) p->prefixes[bit / 32] |= 1u << bit % 32;
        else p->is_short[first_byte(sorted[i])] = true;
    }
    p->items = sorted;
}

/* Bytes of the line that equal the phrase; 0 if it doesn't begin so. */
static size_t length_of(hs_str line, hs_str phrase)
{
    size_t at = 0, i = 0, n, m;
    while (i < phrase.len) {
        if (at == line.len) return 0;
        unsigned char a = (unsigned char)line.ptr[at], b = (unsigned char)phrase.ptr[i];
        if (a < 0x80 && b < 0x80) {
            if (small(a) != b) return 0;
            n = m = 1;
        } else if (utf8_fold(straight(utf8_decode(line.ptr + at, &n))) != straight(utf8_decode(phrase.ptr + i, &m))) {
            return 0;
        }
        at += n;
        i += m;
    }
    return at;
}

size_t phrases_find(const text_phrases *p, hs_str line, bool (*fits)(hs_str line, size_t length))
{
    if (!p->count || !line.len) return 0;
    unsigned char first = first_byte(line);
    if (!may_begin(p, line, first)) return 0;
    for (uint32_t i = p->from[first]; i < p->from[first + 1]; i++) {
        size_t n = length_of(line, p->items[i]);
        if (n && fits(line, n)) return n;
    }
    return 0;
}
