/* kinds.c - what each paragraph is, told from its place, its length and the pack's tables.
 *
 * Cautious on purpose: a paragraph wrongly called furniture is never searched, so furniture needs a table entry. The
 * headline is the first paragraph that is none of the other kinds, if it is short, doesn't end like a sentence (or is
 * written With Capitals), and longer text follows. */
#include "text/blocks.h"

#include "base/utf8.h"

enum { HEADLINE_LONGEST = 160, STANDFIRST_LONGEST = 220, FURNITURE_LONGEST = 200, BYLINE_LONGEST = 120, DATELINE_LONGEST = 80,
       BYLINE_BLOCKS = 6 /* at the head of the text */ };

const char *block_kind_name(block_kind kind)
{
    static const char *const names[BLOCK_KINDS] = { "body", "headline", "standfirst", "byline", "dateline", "caption", "quote",
                                                    "furniture" };
    return names[kind];
}

/* ---- tables --------------------------------------------------------------------------------------------------------------- */

static bool is_word_at(hs_str s, size_t at)
{
    size_t n;
    if (at >= s.len) return false;
    uint32_t cp = utf8_decode(s.ptr + at, &n);
    return utf8_is_letter(cp) || utf8_is_digit(cp);
}

static bool has_word_after(hs_str s, size_t at)
{
    for (size_t n; at < s.len; at += n) {
        utf8_decode(s.ptr + at, &n);
        if (is_word_at(s, at)) return true;
    }
    return false;
}

static bool ends_line(hs_str s, size_t n) { return !has_word_after(s, n); }
static bool ends_word(hs_str s, size_t n) { return !is_word_at(s, n); }

static bool is_furniture(hs_str s, const text_tables *tables)
{
    if (s.len > FURNITURE_LONGEST) return false;
    return phrases_find(&tables->furniture_whole, s, ends_line) || phrases_find(&tables->furniture_start, s, ends_word);
}

/* ---- shape ------------------------------------------------------------------------------------------------------------------ */

static uint32_t last_character(hs_str s) /* quotation marks and brackets at the end are stepped over */
{
    uint32_t cp = 0;
    for (size_t end = s.len; end > 0;) {
        size_t from = end - 1, n;
        while (from > 0 && utf8_is_continuation(s.ptr[from])) from--;
        cp = utf8_decode(s.ptr + from, &n);
        if (cp != '"' && cp != '\'' && cp != 0x2019 && cp != 0x201D && cp != ')') break;
        end = from;
    }
    return cp;
}

typedef struct { uint32_t words, capitals; } case_count;

/* Words of four letters and more: the short ones stay small even in headlines. */
static case_count count_case(hs_str s, size_t shortest)
{
    case_count count = { 0 };
    for (size_t at = 0, n; at < s.len; at += n) {
        uint32_t first = utf8_decode(s.ptr + at, &n);
        if (!utf8_is_letter(first)) continue;
        size_t letters = 0;
        for (size_t m; at < s.len && utf8_is_letter(utf8_decode(s.ptr + at, &m)); at += m) letters++;
        n = 0;
        if (letters < shortest) continue;
        count.words++;
        count.capitals += utf8_is_upper(first);
    }
    return count;
}

static bool is_mostly_capitals(hs_str s, size_t shortest)
{
    case_count c = count_case(s, shortest);
    return c.words && c.capitals >= c.words - c.words / 4;
}

static bool is_byline(hs_str s, const text_tables *tables)
{
    if (s.len > BYLINE_LONGEST) return false;
    size_t n = phrases_find(&tables->byline_start, s, ends_word);
    if (!n) return false;
    hs_str rest = { s.ptr + n, s.len - n };
    return has_word_after(rest, 0) && is_mostly_capitals(rest, 4);
}

/* "MIAMI (AP) --", alone on its line. */
static bool is_dateline(hs_str s)
{
    if (s.len > DATELINE_LONGEST) return false;
    size_t n;
    return utf8_is_dash(last_character(s)) && utf8_is_upper(utf8_decode(s.ptr, &n));
}

static bool is_headline(hs_str s, size_t longest_after)
{
    uint32_t last = last_character(s);
    if (s.len > HEADLINE_LONGEST || longest_after <= s.len + s.len / 4 || last == ':' || last == ',') return false;
    return last != '.' || is_mostly_capitals(s, 4);
}

static bool begins_with_mark(hs_str s)
{
    size_t n;
    uint32_t cp = utf8_decode(s.ptr, &n);
    return cp == '"' || cp == '`' || cp == '\'' || cp == 0x201C || cp == 0x2018 || cp == 0xAB;
}

/* Directly below the headline, shorter than what follows and not ending like a sentence; or the headline said by a final
 * semicolon, as wire copy does, that it comes. A lead sentence is never taken for one. */
static bool is_standfirst(hs_str headline, hs_str s, size_t longest_after)
{
    if (s.len > STANDFIRST_LONGEST || longest_after < s.len + s.len / 2 || begins_with_mark(s)) return false;
    if (last_character(headline) == ';') return true;
    return last_character(s) != '.' && last_character(s) != ':';
}

/* ---- the story -------------------------------------------------------------------------------------------------------------- */

static void mark_by_tables(text *t, const text_tables *tables)
{
    for (uint32_t i = 0; i < t->block_count; i++) {
        hs_str s = str_of(t->bytes, t->blocks[i].span);
        if (is_furniture(s, tables)) t->blocks[i].kind = BLOCK_FURNITURE;
        else if (i < BYLINE_BLOCKS && is_byline(s, tables)) t->blocks[i].kind = BLOCK_BYLINE;
    }
}

static uint32_t next_body(const text *t, uint32_t from)
{
    while (from < t->block_count && t->blocks[from].kind != BLOCK_BODY) from++;
    return from;
}

static size_t longest_of_next(const text *t, uint32_t from) /* of the next four paragraphs of body */
{
    size_t longest = 0;
    for (uint32_t i = next_body(t, from), n = 0; i < t->block_count && n < 4; i = next_body(t, i + 1), n++) {
        size_t length = t->blocks[i].span.end - t->blocks[i].span.start;
        if (length > longest) longest = length;
    }
    return longest;
}

static void mark_head(text *t)
{
    uint32_t first = next_body(t, 0);
    if (first == t->block_count) return;
    hs_str headline = str_of(t->bytes, t->blocks[first].span);
    if (is_dateline(headline) || !is_headline(headline, longest_of_next(t, first + 1))) return;
    t->blocks[first].kind = BLOCK_HEADLINE;
    uint32_t second = first + 1; /* directly below: a byline or furniture between them ends the head */
    if (second >= t->block_count || t->blocks[second].kind != BLOCK_BODY) return;
    hs_str s = str_of(t->bytes, t->blocks[second].span);
    if (!is_dateline(s) && is_standfirst(headline, s, longest_of_next(t, second + 1))) t->blocks[second].kind = BLOCK_STANDFIRST;
}

static void mark_dateline(text *t)
{
    for (uint32_t i = next_body(t, 0), n = 0; i < t->block_count && n < 2; i = next_body(t, i + 1), n++)
        if (i + 1 < t->block_count && is_dateline(str_of(t->bytes, t->blocks[i].span))) {
            t->blocks[i].kind = BLOCK_DATELINE;
            return;
        }
}

void blocks_classify(text *t, const text_tables *tables)
{
    if (tables) mark_by_tables(t, tables);
    mark_head(t);
    mark_dateline(t);
}
