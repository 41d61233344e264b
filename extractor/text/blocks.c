/* blocks.c - paragraphs out of lines.
 *
 * A blank line always parts paragraphs. A single newline does too, since most archives put a paragraph on a line, unless
 * the text is hard-wrapped: lines of similar length, cut in the middle of sentences.
 *
 *   It was a long council meeting, and      one paragraph: wrapped       The bridge reopens.    two paragraphs
 *   the bridge wasn't spoken of.                                         Ruiz was pleased.
 *
 * Two walks over the lines, the first to tell which of the two it is, the second to cut. */
#include "text/blocks.h"

#include "base/utf8.h"

enum { WRAP_SHORTEST = 40, WRAP_LONGEST = 100, WRAP_PAIRS = 3 };

typedef struct {
    hs_span span;      /* without white space at its ends          */
    bool    is_blank;
    bool    is_indented;
} line;

typedef struct {
    hs_str text;
    size_t at;
    char   newline;    /* '\n', or '\r' in a text that has no '\n' */
} lines;

static lines lines_of(hs_str bytes)
{
    bool has_lf = bytes.len && memchr(bytes.ptr, '\n', bytes.len);
    return (lines){ bytes, 0, has_lf ? '\n' : '\r' };
}

/* Printable ASCII, as nearly every line begins and ends. */
static bool is_printable(char c) { return c > ' ' && c <= '~'; }

static size_t trim_start(hs_str bytes, size_t at, size_t end)
{
    while (at < end && !is_printable(bytes.ptr[at])) {
        size_t n;
        if (!utf8_is_space(utf8_decode(bytes.ptr + at, &n))) break;
        at += n;
    }
    return at;
}

static size_t trim_end(hs_str bytes, size_t at, size_t end)
{
    while (end > at && !is_printable(bytes.ptr[end - 1])) {
        size_t n, from = end - 1;
        while (from > at && utf8_is_continuation(bytes.ptr[from])) from--;
        if (!utf8_is_space(utf8_decode(bytes.ptr + from, &n))) break;
        end = from;
    }
    return end;
}

static bool next_line(lines *l, line *out)
{
    if (l->at >= l->text.len) return false;
    size_t start = l->at;
    const char *newline = memchr(l->text.ptr + start, l->newline, l->text.len - start);
    size_t end = newline ? (size_t)(newline - l->text.ptr) : l->text.len;
    l->at = end + 1;
    size_t first = trim_start(l->text, start, end);
    size_t last = trim_end(l->text, first, end);
    *out = (line){ { (uint32_t)first, (uint32_t)last }, first == last, first > start };
    return true;
}

/* ---- wrapped or not ---------------------------------------------------------------------------------------------------- */

/* Does the line end as a sentence does? Marks that may follow a period (quotation marks, brackets) are stepped over. */
static bool ends_sentence(hs_str bytes, hs_span span)
{
    size_t end = span.end;
    while (end > span.start) {
        size_t from = end - 1, n;
        while (from > span.start && utf8_is_continuation(bytes.ptr[from])) from--;
        uint32_t cp = utf8_decode(bytes.ptr + from, &n);
        if (cp == '.' || cp == '!' || cp == '?' || cp == ':' || cp == 0x2026) return true;
        if (cp != '"' && cp != '\'' && cp != ')' && cp != ']' && cp != 0x2019 && cp != 0x201D && cp != 0xBB) return false;
        end = from;
    }
    return true;
}

static bool begins_lower(hs_str bytes, hs_span span)
{
    size_t n;
    return span.start < span.end && utf8_is_lower(utf8_decode(bytes.ptr + span.start, &n));
}

typedef struct { uint32_t pairs, fitting, cut, longest; } wrap_count;

/* Counts the lines that have another one directly below them. */
static wrap_count count_wraps(hs_str bytes)
{
    wrap_count count = { 0 };
    line previous = { .is_blank = true }, current;
    for (lines l = lines_of(bytes); next_line(&l, &current); previous = current) {
        if (previous.is_blank || current.is_blank) continue;
        uint32_t length = previous.span.end - previous.span.start;
        count.pairs++;
        if (length >= WRAP_SHORTEST && length <= WRAP_LONGEST) {
            count.fitting++;
            if (length > count.longest) count.longest = length;
        }
        count.cut += !ends_sentence(bytes, previous.span) || begins_lower(bytes, current.span);
    }
    return count;
}

/* The length of the longest line of a hard-wrapped text, 0 if it isn't one. */
static uint32_t wrap_width(hs_str bytes)
{
    wrap_count c = count_wraps(bytes);
    bool is_wrapped = c.pairs >= WRAP_PAIRS && c.fitting >= c.pairs - c.pairs / 5 && c.cut >= c.pairs - c.pairs / 3;
    return is_wrapped ? c.longest : 0;
}

/* In a wrapped text without blank lines a paragraph shows by its indented first line or its short last one. */
static bool joins(hs_str bytes, const line *above, const line *below, uint32_t width)
{
    if (!width) return false;
    if (below->is_indented && !above->is_indented && !begins_lower(bytes, below->span)) return false;
    bool is_short = above->span.end - above->span.start < width - width / 3;
    return !(is_short && ends_sentence(bytes, above->span) && !begins_lower(bytes, below->span));
}

bool blocks_cut(text *t, arena *memory)
{
    uint32_t width = wrap_width(t->bytes), cap = 0;
    line previous = { .is_blank = true }, current;
    for (lines l = lines_of(t->bytes); next_line(&l, &current); previous = current) {
        if (current.is_blank) continue;
        if (!previous.is_blank && joins(t->bytes, &previous, &current, width))
            t->blocks[t->block_count - 1].span.end = current.span.end;
        else
            ARENA_PUSH(memory, t->blocks, t->block_count, cap, (text_block){ current.span, BLOCK_BODY });
        if (memory->failed) return false;
    }
    return true;
}
