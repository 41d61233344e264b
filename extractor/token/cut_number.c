/* cut_number.c - where a number ends.
 *
 *   one token   1,000  3.5  10:30  9/11  814.863.1874  2015-09-22  12th  1830s  6'2
 *   cut         10-12  2015-16  21-14 (ranges and scores: at the hyphen)   10|pm (units: the pack's table of joined words)
 *   one token   555-1234  22-506  36-01 (what can't be a range)
 *
 * Knows characters only. */
#include "token/cut.h"

static const char *digits(const cutter *c, const char *p)
{
    while (cut_is_digit(c, p)) p++;
    return p;
}

static uint64_t value_of(const char *p, const char *end) /* of at most 9 digits */
{
    uint64_t v = 0;
    for (; p < end; p++) v = v * 10 + (uint64_t)(*p - '0');
    return v;
}

/* Two numbers around a hyphen: a span of years, pages, points; else a telephone, a case, a postal code. */
static bool is_range(const char *a, size_t a_len, const char *b, size_t b_len)
{
    if (a_len > 9 || b_len > 9) return false;
    if (a_len == 4 && b_len == 2) return true;
    if (b_len > 1 && b[0] == '0') return false;
    if (a_len == b_len) return a_len <= 3 || value_of(a, a + a_len) < value_of(b, b + b_len);
    if (b_len < a_len) return a_len <= 3;
    if (b_len > a_len + 1) return false;
    return a_len == 1 || (a_len == 2 && value_of(b, b + b_len) <= 10 * value_of(a, a + a_len));
}

/* "2015" before "-09-22": the end of the chain if it is one token, else `end`. */
static const char *hyphen_chain(const cutter *c, const char *p, const char *end)
{
    const char *at = end, *second = end + 1;
    unsigned hyphens = 0;
    while (at < c->end && *at == '-' && cut_is_digit(c, at + 1)) {
        at = digits(c, at + 1);
        hyphens++;
    }
    if (hyphens >= 2) return at;
    if (hyphens == 0 || cut_is_word(c, at)) return end;
    return is_range(p, (size_t)(end - p), second, (size_t)(at - second)) ? end : at;
}

/* The end of the next group if it belongs to the number, else `end`. `first` is the length of the first group. */
static const char *next_group(const cutter *c, const char *end, size_t first)
{
    if (end >= c->end || !cut_is_digit(c, end + 1)) return end;
    const char *after = digits(c, end + 1);
    size_t len = (size_t)(after - end - 1);
    switch (*end) {
    case '.': case '/': return after;
    case ',': return len == 3 && first <= 3 ? after : end;
    case ':': return len == 2 && first <= 2 ? after : end;
    case '\'': return len <= 2 && first <= 2 ? after : end;
    default: return end;
    }
}

/* "10pm": the pack's table of joined words writes the digits as "0". */
static bool is_unit(const cutter *c, const char *letters, const char *end)
{
    char key[CUT_KEY];
    size_t len = (size_t)(end - letters);
    if (len == 0 || len + 1 > sizeof key) return false;
    key[0] = '0';
    memcpy(key + 1, letters, len);
    return cut_lookup(&c->tables->joined, key, key + 1 + len) != STRMAP_NONE;
}

const char *cut_number(const cutter *c, const char *p)
{
    const char *end = digits(c, p), *chain = hyphen_chain(c, p, end), *next;
    size_t first = (size_t)(end - p);
    if (chain > end) return chain;
    while ((next = next_group(c, end, first)) > end) end = next;
    const char *letters = end;
    end = cut_run(c, end);
    return is_unit(c, letters, end) ? letters : end;
}
