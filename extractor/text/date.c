/* date.c - the day written at the head of a date: ISO 8601, RFC 3339 or RFC 2822.
 *
 *   2015-09-25   20150925   2015-W39-5   2015-268   2015-09-25T14:30:00+02:00   Fri, 25 Sep 2015 14:30:00 GMT
 *
 * Only the day counts: a time after it must look like one and is dropped, without zone arithmetic, since the paper's own
 * day is what "yesterday" in it refers to. The names of months and weekdays are those that RFC 2822 prescribes for every
 * language; the words of articles are the pack's business. */
#include "text/text.h"

#include <stdio.h>

typedef struct { const char *at, *end; } reader;
typedef struct { int year, month, day; } civil;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
static char peek(const reader *r) { return r->at < r->end ? *r->at : '\0'; }

static bool take(reader *r, char c)
{
    if (r->at == r->end || *r->at != c) return false;
    r->at++;
    return true;
}

static void skip_spaces(reader *r)
{
    while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\r' || peek(r) == '\n') r->at++;
}

static int digits_ahead(const reader *r)
{
    int n = 0;
    while (r->at + n < r->end && n < 16 && is_digit(r->at[n])) n++;
    return n;
}

static bool take_number(reader *r, int digits, int *value)
{
    if (digits_ahead(r) < digits) return false;
    *value = 0;
    for (int i = 0; i < digits; i++) *value = *value * 10 + (*r->at++ - '0');
    return true;
}

/* The index of the three-letter name ahead (any case), or -1. */
static int take_name(reader *r, const char *names, int count)
{
    if (r->end - r->at < 3) return -1;
    for (int i = 0; i < count; i++) {
        const char *name = names + 3 * i;
        if ((r->at[0] | 0x20) == name[0] && (r->at[1] | 0x20) == name[1] && (r->at[2] | 0x20) == name[2]) {
            r->at += 3;
            return i;
        }
    }
    return -1;
}

/* ---- calendar --------------------------------------------------------------------------------------------------------- */

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int days_in(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool exists(civil d)
{
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= days_in(d.year, d.month);
}

/* The date of a day counted from 1 January (1); it may lie in a neighbouring year, as ISO weeks do. */
static civil from_ordinal(int year, int ordinal)
{
    while (ordinal < 1) ordinal += is_leap(--year) ? 366 : 365;
    while (ordinal > (is_leap(year) ? 366 : 365)) ordinal -= is_leap(year++) ? 366 : 365;
    civil d = { year, 1, ordinal };
    while (d.day > days_in(year, d.month)) d.day -= days_in(year, d.month++);
    return d;
}

/* Weekday of 1 January, Monday 0 (Gauss). */
static int first_weekday(int year)
{
    int y = year - 1;
    return (y + y / 4 - y / 100 + y / 400) % 7;
}

static bool from_week(int year, int week, int day, civil *out)
{
    int first = first_weekday(year);
    bool is_long = first == 3 || (first == 2 && is_leap(year)); /* years of 53 weeks begin, or end, on a Thursday */
    if (week < 1 || week > (is_long ? 53 : 52) || day < 1 || day > 7) return false;
    int monday_of_week_1 = first <= 3 ? 1 - first : 8 - first; /* week 1 holds the first Thursday */
    *out = from_ordinal(year, monday_of_week_1 + 7 * (week - 1) + day - 1);
    return true;
}

/* ---- the two notations -------------------------------------------------------------------------------------------------- */

static bool read_week(reader *r, int year, bool has_dash, civil *d)
{
    int week, day;
    if (!take_number(r, 2, &week) || (has_dash && !take(r, '-')) || !take_number(r, 1, &day)) return false;
    return from_week(year, week, day, d);
}

static bool read_ordinal(reader *r, int year, civil *d)
{
    int ordinal;
    if (!take_number(r, 3, &ordinal) || ordinal < 1 || ordinal > (is_leap(year) ? 366 : 365)) return false;
    *d = from_ordinal(year, ordinal);
    return true;
}

static bool read_iso(reader *r, civil *d)
{
    int ahead = digits_ahead(r);
    if ((ahead != 4 && ahead != 7 && ahead != 8) || !take_number(r, 4, &d->year) || d->year < 1) return false;
    bool has_dash = take(r, '-');
    if (take(r, 'W')) return read_week(r, d->year, has_dash, d);
    int rest = digits_ahead(r);
    if (rest == 3) return read_ordinal(r, d->year, d);
    if (rest != (has_dash ? 2 : 4) || !take_number(r, 2, &d->month) || (has_dash && !take(r, '-'))) return false;
    return digits_ahead(r) == 2 && take_number(r, 2, &d->day);
}

static bool read_rfc2822(reader *r, civil *d)
{
    if (is_letter(peek(r))) {
        if (take_name(r, "montuewedthufrisatsun", 7) < 0) return false;
        skip_spaces(r);
        if (!take(r, ',')) return false;
        skip_spaces(r);
    }
    int ahead = digits_ahead(r);
    if (ahead < 1 || ahead > 2 || !take_number(r, ahead, &d->day)) return false;
    skip_spaces(r);
    d->month = 1 + take_name(r, "janfebmaraprmayjunjulaugsepoctnovdec", 12);
    skip_spaces(r);
    ahead = digits_ahead(r);
    if (ahead < 2 || ahead > 4 || !take_number(r, ahead, &d->year)) return false;
    if (ahead == 2) d->year += d->year < 50 ? 2000 : 1900; /* RFC 2822, 4.3 */
    if (ahead == 3) d->year += 1900;
    return true;
}

/* ---- the time after it ---------------------------------------------------------------------------------------------------- */

static bool read_zone(reader *r)
{
    int hours, minutes;
    skip_spaces(r);
    if (take(r, '+') || take(r, '-')) {
        if (!take_number(r, 2, &hours)) return false;
        bool has_colon = take(r, ':');
        if (digits_ahead(r) && (!take_number(r, 2, &minutes) || minutes > 59)) return false;
        return hours <= 24 && !(has_colon && !is_digit(r->at[-1]));
    }
    for (int n = 0; is_letter(peek(r)); n++, r->at++)
        if (n == 5) return false;
    return true;
}

static bool read_comment(reader *r) /* RFC 2822 may end in "(CEST)" */
{
    skip_spaces(r);
    if (!take(r, '(')) return true;
    while (r->at < r->end && *r->at != ')') r->at++;
    return take(r, ')');
}

static bool read_time(reader *r)
{
    int hour, minute, second = 0;
    if (!take_number(r, 2, &hour)) return false;
    bool has_colon = take(r, ':');
    if (!take_number(r, 2, &minute)) return false;
    if (has_colon ? take(r, ':') : digits_ahead(r) >= 2)
        if (!take_number(r, 2, &second)) return false;
    if (hour > 24 || minute > 59 || second > 60) return false;
    if (take(r, '.') || take(r, ',')) {
        if (!is_digit(peek(r))) return false;
        while (is_digit(peek(r))) r->at++;
    }
    return read_zone(r) && read_comment(r);
}

static bool read_rest(reader *r)
{
    bool has_mark = take(r, 'T') || take(r, 't');
    const char *before = r->at;
    skip_spaces(r);
    if (r->at == r->end) return !has_mark;
    if (!has_mark && r->at == before) return false;
    if (!read_time(r)) return false;
    skip_spaces(r);
    return r->at == r->end;
}

bool text_read_date(hs_str written, char out[11])
{
    reader r = { written.ptr, written.ptr + written.len };
    if (!written.len) return false;
    skip_spaces(&r);
    civil d = { 0 };
    bool is_iso = digits_ahead(&r) >= 4;
    if (!(is_iso ? read_iso(&r, &d) : read_rfc2822(&r, &d)) || !exists(d) || !read_rest(&r)) return false;
    return snprintf(out, 11, "%04u-%02u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100, (unsigned)d.day % 100) == 10;
}
