/* position.c - the tables behind position.h. Reads the text once for each table, a word or a line at a time. */
#include "emit/position.h"

#include <stdlib.h>

static bool is_ascii(hs_str text)
{
    uint64_t seen = 0;
    size_t i = 0;
    for (; i + 64 <= text.len && !(seen & 0x8080808080808080U); i += 64)
        for (size_t k = 0; k < 64; k += 8) seen |= position_word(text.ptr + i + k);
    for (; i < text.len && !(seen & 0x8080808080808080U); i++) seen |= (unsigned char)text.ptr[i];
    return !(seen & 0x8080808080808080U);
}

static bool count_continuations(positions *p)
{
    size_t words = p->text.len / 8;
    uint32_t before = 0;
    p->extra = malloc((words + 1) * sizeof *p->extra);
    if (!p->extra) return false;
    for (size_t i = 0; i < words; i++) {
        uint64_t word = position_word(p->text.ptr + 8 * i);
        p->extra[i] = before;
        if (word & 0x8080808080808080U) before += position_continuations(word);
    }
    p->extra[words] = before;
    for (size_t i = 8 * words; i < p->text.len; i++) p->tail |= (uint64_t)(unsigned char)p->text.ptr[i] << 8 * (i % 8);
    return true;
}

static bool push_line(positions *p, size_t *cap, size_t start)
{
    if (p->line_count == *cap) {
        uint32_t *grown = realloc(p->lines, 2 * *cap * sizeof *grown);
        if (!grown) return false;
        p->lines = grown;
        *cap *= 2;
    }
    p->lines[p->line_count++] = (uint32_t)start;
    return true;
}

static bool find_lines(positions *p)
{
    size_t cap = 64 + p->text.len / 128;
    const char *at = p->text.ptr, *end = at + p->text.len;
    p->lines = malloc(cap * sizeof *p->lines);
    if (!p->lines) return false;
    p->lines[p->line_count++] = 0;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
        at++;
        if (!push_line(p, &cap, (size_t)(at - p->text.ptr))) return false;
    }
    return true;
}

bool position_init_points(positions *p, hs_str text)
{
    *p = (positions){ .text = text };
    if (text.len == 0) p->text.ptr = "";
    return is_ascii(text) || count_continuations(p);
}

bool position_init(positions *p, hs_str text)
{
    if (!position_init_points(p, text)) return false;
    if (find_lines(p)) return true;
    position_free(p);
    return false;
}

void position_free(positions *p)
{
    free(p->extra);
    free(p->lines);
    *p = (positions){ 0 };
}

void position_walk_start(position_walk *w, const positions *p)
{
    *w = (position_walk){ p, 0, p->extra ? 0 : UINT32_MAX };
}

/* To the first byte that is not ASCII, which itself is still reached by the same shift. */
void position_walk_on(position_walk *w, uint32_t byte)
{
    const positions *p = w->of;
    size_t at = byte;
    w->shift = byte - position_code_point(p, byte);
    while (p->text.len - at >= 8 && !(position_word(p->text.ptr + at) & 0x8080808080808080U)) at += 8;
    while (at < p->text.len && (unsigned char)p->text.ptr[at] < 0x80) at++;
    w->until = (uint32_t)at;
}

position_place position_of(const positions *p, uint32_t byte)
{
    uint32_t lo = 0, hi = p->line_count;
    while (hi - lo > 1) { /* lines[lo] <= byte < lines[hi] */
        uint32_t middle = lo + (hi - lo) / 2;
        if (p->lines[middle] <= byte) lo = middle;
        else hi = middle;
    }
    return (position_place){ lo + 1, position_code_point(p, byte) - position_code_point(p, p->lines[lo]) + 1 };
}
