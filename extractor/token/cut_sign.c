/* cut_sign.c - where tokens end that are no words: punctuation, quotation marks, dashes, handles, emoji.
 *
 *   ...   ?!   --   “   ''   $   @name   #tag   a flag of two regional indicators
 *
 * Stops and marks are noted for sentence.c and quote_pair.c. Knows characters only. */
#include "token/cut.h"

#include "base/utf8.h"

/* Variation selectors, joiners and skin tones stay with the character before them, as do paired regional indicators. */
static const char *with_marks(const cutter *c, const char *p, const char *end)
{
    size_t n;
    uint32_t before = utf8_decode(p, &n);
    bool is_region = before >= 0x1F1E6 && before <= 0x1F1FF, is_joiner = false;
    while (end < c->end && (unsigned char)*end >= 0x80) {
        uint32_t cp = utf8_decode(end, &n);
        bool is_pair = is_region && cp >= 0x1F1E6 && cp <= 0x1F1FF, is_tone = cp >= 0x1F3FB && cp <= 0x1F3FF;
        if (!utf8_is_mark(cp) && !is_pair && !is_tone && !(is_joiner && !utf8_is_letter(cp) && !utf8_is_space(cp))) break;
        is_joiner = cp == 0x200D;
        is_region = false;
        end += n;
    }
    return end;
}

static const char *same_run(const cutter *c, const char *p, size_t len)
{
    const char *end = p + len;
    if (end == c->end || *end != *p) return end;
    while ((size_t)(c->end - end) >= len && memcmp(end, p, len) == 0) end += len;
    return end;
}

static const char *strong_run(const cutter *c, const char *p)
{
    while (p < c->end && (*p == '!' || *p == '?')) p++;
    return p;
}

static const char *period(cutter *c, const char *p)
{
    const char *end = same_run(c, p, 1);
    if (end - p == 1 && cut_is_digit(c, end) && !cut_follows_word(c, p)) return cut_number(c, end);
    cut_note(c, &c->stops, end - p > 1 ? STOP_ELLIPSIS : STOP_PERIOD);
    return end;
}

static const char *take_mark(cutter *c, const char *p, size_t len, mark_kind kind)
{
    cut_note(c, &c->marks, kind);
    return p + len;
}

static const char *quote_like(cutter *c, const char *p) /* ' and ` */
{
    if (c->end - p >= 2 && p[1] == p[0] && !(c->end - p >= 3 && p[2] == p[0]))
        return take_mark(c, p, 2, *p == '`' ? MARK_DOUBLE_OPEN : MARK_DOUBLE);
    const char *end = *p == '\'' ? cut_apostrophe(c, p, 1) : p + 1;
    if (end == p + 1) cut_note(c, &c->marks, MARK_SINGLE);
    return end;
}

static mark_kind mark_of(uint32_t cp)
{
    switch (cp) {
    case 0x201C: case 0x201E: case 0x201F: return MARK_DOUBLE_OPEN;
    case 0x201D: return MARK_DOUBLE_CLOSE;
    case 0x2018: case 0x201A: case 0x201B: return MARK_SINGLE_OPEN;
    case 0x2019: return MARK_SINGLE_CLOSE;
    case 0xAB: case 0x2039: return MARK_ANGLE_OPEN;
    case 0xBB: case 0x203A: return MARK_ANGLE_CLOSE;
    default: return MARK_NONE;
    }
}

static stop_kind stop_of(uint32_t cp)
{
    switch (cp) {
    case 0x2026: return STOP_ELLIPSIS;
    case 0x3002: case 0xFF0E: return STOP_PERIOD;
    case 0xFF01: case 0xFF1F: case 0x203C: case 0x2047: case 0x2048: case 0x2049: case 0x061F: return STOP_STRONG;
    default: return STOP_NONE;
    }
}

/* ‘‘ and ’’ written for “ and ” */
static bool is_doubled(const cutter *c, const char *p)
{
    return c->end - p >= 6 && memcmp(p, p + 3, 3) == 0 && !(c->end - p >= 9 && memcmp(p, p + 6, 3) == 0);
}

static const char *high_sign(cutter *c, const char *p) /* a character beyond ASCII that is no space */
{
    size_t n;
    uint32_t cp = utf8_decode(p, &n);
    mark_kind mark = mark_of(cp);
    if (mark == MARK_SINGLE_OPEN || mark == MARK_SINGLE_CLOSE) {
        if (is_doubled(c, p)) return take_mark(c, p, 2 * n, mark == MARK_SINGLE_OPEN ? MARK_DOUBLE_OPEN : MARK_DOUBLE_CLOSE);
        const char *end = cut_apostrophe_length(c, p) ? cut_apostrophe(c, p, n) : p + n;
        if (end == p + n) cut_note(c, &c->marks, mark);
        return end;
    }
    if (mark) return take_mark(c, p, n, mark);
    stop_kind stop = stop_of(cp);
    if (stop) cut_note(c, &c->stops, stop);
    if (stop == STOP_ELLIPSIS || (cp >= 0x2010 && cp <= 0x2015)) return same_run(c, p, n);
    return with_marks(c, p, p + n);
}

static const char *handle(cutter *c, const char *p) /* @name, #tag, or the bare sign */
{
    bool is_name = !cut_follows_word(c, p) && cut_is_word(c, p + 1) && (*p == '@' || !cut_is_digit(c, p + 1));
    return is_name ? cut_run(c, p + 1) : p + 1;
}

static const char *ascii_sign(cutter *c, const char *p)
{
    const char *end = p + 1;
    switch (cut_class(p)) {
    case CUT_APOSTROPHE: case CUT_GRAVE: end = quote_like(c, p); break;
    case CUT_QUOTE: end = take_mark(c, p, 1, MARK_DOUBLE); break;
    case CUT_PERIOD: end = period(c, p); break;
    case CUT_STRONG:
        end = strong_run(c, p);
        cut_note(c, &c->stops, STOP_STRONG);
        break;
    case CUT_RUN: end = same_run(c, p, 1); break;
    case CUT_AT: case CUT_HASH: end = handle(c, p); break;
    default: break;
    }
    return end < c->end && (unsigned char)*end >= 0x80 && !cut_is_general(end) ? with_marks(c, p, end) : end;
}

const char *cut_sign(cutter *c, const char *p)
{
    return (unsigned char)*p < 0x80 ? ascii_sign(c, p) : high_sign(c, p);
}
