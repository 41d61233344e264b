/* test_date.c - dates that are read, and what is none. */
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>

static void reads(const char *written, const char *expected)
{
    char out[11] = "none";
    bool found = text_read_date((hs_str){ written, strlen(written) }, out);
    cr_expect(found && strcmp(out, expected) == 0, "'%s' gave '%s', expected %s", written, out, expected);
}

static void refuses(const char *written)
{
    char out[11];
    cr_expect(!text_read_date((hs_str){ written, strlen(written) }, out), "'%s' was read as %s", written, out);
}

Test(date, iso)
{
    reads("2015-09-25", "2015-09-25");
    reads(" 2015-09-25\n", "2015-09-25");
    reads("20150925", "2015-09-25");
    reads("2015-09-25T14:30:00Z", "2015-09-25");
    reads("2015-09-25T23:59:60.123+05:30", "2015-09-25");
    reads("2015-09-25t23:30:00-0500", "2015-09-25");
    reads("2015-09-25 14:30", "2015-09-25");
    reads("2015-09-25 14:30:00 UTC", "2015-09-25");
    reads("20150925T143000Z", "2015-09-25");
    reads("2016-02-29", "2016-02-29");
    reads("2000-02-29", "2000-02-29");
    reads("0001-01-01", "0001-01-01");
}

Test(date, weeks_and_ordinals)
{
    reads("2015-W39-5", "2015-09-25");
    reads("2015W395", "2015-09-25");
    reads("2015-268", "2015-09-25");
    reads("2015268", "2015-09-25");
    reads("2009-W01-1", "2008-12-29");
    reads("2009-W53-7", "2010-01-03");
    reads("2020-W53-5", "2021-01-01");
    reads("2016-366", "2016-12-31");
    refuses("2015-366");
    refuses("2015-000");
    refuses("2014-W53-1");
    refuses("2015-W00-1");
    refuses("2015-W39-8");
    refuses("2015-W39");
}

Test(date, rfc2822)
{
    reads("Fri, 25 Sep 2015 14:30:00 GMT", "2015-09-25");
    reads("Fri, 25 Sep 2015 14:30:00 +0200 (CEST)", "2015-09-25");
    reads("25 Sep 2015", "2015-09-25");
    reads("5 SEP 2015 04:05", "2015-09-05");
    reads("1 jan 99", "1999-01-01");
    reads("1 Jan 15", "2015-01-01");
    refuses("Fri 25 Sep 2015");
    refuses("Foo, 25 Sep 2015");
    refuses("31 Sep 2015");
    refuses("25 September 2015");
    refuses("25 Sep 5");
}

Test(date, what_is_none)
{
    const char *none[] = { "", " ", "2015", "2015-09", "2015-9-5", "2015-02-29", "1900-02-29", "2015-13-01", "2015-00-10", "2015-09-31",
                           "0000-01-01", "2015-09-25x", "2015-09-25T", "2015-09-25T25:00", "2015-09-25T12:60", "2015-09-25T12:00:61",
                           "2015-09-25T12", "2015-09-2512:00", "yesterday", "09/25/2015", "25.09.2015", "201509", "2015092",
                           "2015-0925", "-2015-09-25", "1443139200", "2015-09-25T12:00:00.", "2015-09-25T12:00+5", "T12:00" };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        if (strcmp(none[i], "2015092") == 0) continue; /* day 92 of 2015, in the basic ordinal notation */
        refuses(none[i]);
    }
    reads("2015092", "2015-04-02");
}

/* Every day of a century, in the three notations, agrees. */
Test(date, notations_agree)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int weekday = 0, week_year = 1990, week = 1; /* 1 January 1990 was a Monday */
    for (int year = 1990; year < 2090; year++) {
        int ordinal = 0, is_leap = year % 4 == 0;
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= days[month - 1] + (month == 2 && is_leap); day++) {
                char iso[32], other[32];
                ordinal++;
                snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
                snprintf(other, sizeof other, "%04d-%03d", year, ordinal);
                reads(other, iso);
                if (weekday == 0) { /* the week's year is that of its Thursday */
                    int left = 365 + is_leap - ordinal;
                    if (left < 3) { week_year = year + 1; week = 1; }
                    else if (ordinal == 1 || (ordinal <= 4 && week_year != year)) { week_year = year; week = 1; }
                    else if (year != 1990 || ordinal != 1) week++;
                }
                snprintf(other, sizeof other, "%04d-W%02d-%d", week_year, week, weekday + 1);
                reads(other, iso);
                weekday = (weekday + 1) % 7;
            }
    }
}

Test(date, never_reads_past_the_end)
{
    const char *whole = "Fri, 25 Sep 2015 14:30:00 +0200 (CEST)";
    char out[11];
    for (size_t n = 0; n <= strlen(whole); n++) {
        char *exact = malloc(n ? n : 1);
        memcpy(exact, whole, n);
        text_read_date((hs_str){ exact, n }, out);
        free(exact);
    }
}
