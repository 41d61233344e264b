/* test_calendar.c - the calendar against known dates, and against itself day by day. */
#include "find/calendar.h"

#include <criterion/criterion.h>

#define DAY(y, m, d) calendar_days((civil_date){ (y), (m), (d) })

static void check_date(civil_date d, int32_t year, int32_t month, int32_t day)
{
    cr_assert(d.year == year && d.month == month && d.day == day, "%d-%d-%d instead of %d-%d-%d", d.year, d.month, d.day, year,
              month, day);
}

static void check_week(int32_t days, int32_t year, int32_t week)
{
    iso_week w = calendar_week(days);
    cr_assert(w.year == year && w.week == week, "%d-W%d instead of %d-W%d", w.year, w.week, year, week);
}

Test(calendar, leap_years)
{
    cr_assert(calendar_is_leap(2000) && calendar_is_leap(2016) && calendar_is_leap(0) && calendar_is_leap(-4));
    cr_assert(!calendar_is_leap(1900) && !calendar_is_leap(2015) && !calendar_is_leap(2100));
    cr_assert_eq(calendar_month_length(2016, 2), 29);
    cr_assert_eq(calendar_month_length(1900, 2), 28);
    cr_assert(calendar_is_date(2016, 2, 29));
    cr_assert(!calendar_is_date(2015, 2, 29) && !calendar_is_date(2015, 13, 1) && !calendar_is_date(2015, 4, 31));
    cr_assert(!calendar_is_date(2015, 0, 1) && !calendar_is_date(2015, 1, 0) && !calendar_is_date(10000, 1, 1));
}

Test(calendar, known_days)
{
    cr_assert_eq(DAY(1970, 1, 1), 0);
    cr_assert_eq(DAY(2015, 9, 24), 16702);
    cr_assert_eq(DAY(1969, 12, 31), -1);
    cr_assert_eq(calendar_weekday(DAY(2015, 9, 24)), 4);
    cr_assert_eq(calendar_weekday(DAY(1969, 7, 20)), 7);
    cr_assert_eq(calendar_weekday(DAY(2000, 2, 29)), 2);
}

Test(calendar, every_day_of_eight_centuries_goes_both_ways)
{
    civil_date d = { 1599, 12, 31 };
    int32_t days = calendar_days(d), weekday = calendar_weekday(days);
    while (d.year < 2401) {
        d.day++;
        if (d.day > calendar_month_length(d.year, d.month)) d = (civil_date){ d.year, d.month + 1, 1 };
        if (d.month > 12) d = (civil_date){ d.year + 1, 1, 1 };
        days++;
        weekday = weekday % 7 + 1;
        cr_assert_eq(calendar_days(d), days);
        check_date(calendar_date(days), d.year, d.month, d.day);
        cr_assert_eq(calendar_weekday(days), weekday);
    }
}

Test(calendar, before_our_era)
{
    check_date(calendar_date(DAY(-43, 3, 15)), -43, 3, 15);
    check_date(calendar_date(DAY(0, 2, 29)), 0, 2, 29);
    check_date(calendar_date(DAY(-9998, 1, 1)), -9998, 1, 1);
}

Test(calendar, iso_weeks_at_the_ends_of_years)
{
    check_week(DAY(2015, 9, 24), 2015, 39);
    check_week(DAY(2016, 1, 1), 2015, 53);
    check_week(DAY(2016, 1, 3), 2015, 53);
    check_week(DAY(2016, 1, 4), 2016, 1);
    check_week(DAY(2014, 12, 29), 2015, 1);
    check_week(DAY(2018, 12, 31), 2019, 1);
    check_week(DAY(2021, 1, 3), 2020, 53);
    cr_assert_eq(calendar_weeks_in(2015), 53);
    cr_assert_eq(calendar_weeks_in(2016), 52);
    cr_assert_eq(calendar_weeks_in(2020), 53);
}

Test(calendar, years_of_53_weeks)
{
    uint32_t long_years = 0;
    for (int32_t year = 1600; year < 2000; year++) long_years += calendar_weeks_in(year) == 53;
    cr_assert_eq(long_years, 71); /* of the 400 after which the calendar comes again */
    cr_assert_eq(calendar_weeks_in(2004), 53);
    cr_assert_eq(calendar_weeks_in(2009), 53);
    cr_assert_eq(calendar_weeks_in(2021), 52);
}

Test(calendar, weeks_begin_where_they_say)
{
    for (int32_t year = 1960; year < 2060; year++) {
        for (int32_t week = 1; week <= calendar_weeks_in(year); week++) {
            int32_t monday = calendar_week_start((iso_week){ year, week });
            cr_assert_eq(calendar_weekday(monday), 1);
            check_week(monday, year, week);
            check_week(monday + 6, year, week);
        }
    }
}

Test(calendar, months_from_the_31st)
{
    civil_date january = { 2016, 1, 31 };
    check_date(calendar_add_months(january, 1), 2016, 2, 29);
    check_date(calendar_add_months(january, 13), 2017, 2, 28);
    check_date(calendar_add_months(january, 3), 2016, 4, 30);
    check_date(calendar_add_months(january, -1), 2015, 12, 31);
    check_date(calendar_add_months(january, -2), 2015, 11, 30);
    check_date(calendar_add_months((civil_date){ 2015, 9, 24 }, -6), 2015, 3, 24);
    check_date(calendar_add_months((civil_date){ 0, 1, 15 }, -1), -1, 12, 15);
}

Test(calendar, months_keep_to_their_length)
{
    for (int32_t months = -2400; months <= 2400; months++) {
        civil_date d = calendar_add_months((civil_date){ 2016, 1, 31 }, months);
        cr_assert_eq(d.day, calendar_month_length(d.year, d.month));
        cr_assert_eq((d.year - 2016) * 12 + d.month - 1, months);
    }
}

Test(calendar, nth_weekday)
{
    civil_date d;
    cr_assert(calendar_nth_weekday(2015, 11, 4, 4, &d)); /* Thanksgiving */
    check_date(d, 2015, 11, 26);
    cr_assert(calendar_nth_weekday(2016, 5, 1, -1, &d)); /* Memorial Day */
    check_date(d, 2016, 5, 30);
    cr_assert(calendar_nth_weekday(2015, 9, 1, 1, &d)); /* Labor Day */
    check_date(d, 2015, 9, 7);
    cr_assert(!calendar_nth_weekday(2015, 9, 5, 5, &d));
    cr_assert(!calendar_nth_weekday(2015, 9, 5, 0, &d));
}

Test(calendar, easter)
{
    check_date(calendar_easter(2015), 2015, 4, 5);
    check_date(calendar_easter(2016), 2016, 3, 27);
    check_date(calendar_easter(1818), 1818, 3, 22);
    check_date(calendar_easter(2038), 2038, 4, 25);
    check_date(calendar_easter(2000), 2000, 4, 23);
}

Test(calendar, two_digits_of_a_year)
{
    cr_assert_eq(calendar_full_year(98, 2016, 20), 1998);
    cr_assert_eq(calendar_full_year(20, 2016, 20), 2020);
    cr_assert_eq(calendar_full_year(45, 2016, 20), 1945);
    cr_assert_eq(calendar_full_year(5, 1998, 20), 2005);
    cr_assert_eq(calendar_full_year(0, 1989, 20), 2000);
    cr_assert_eq(calendar_full_year(90, 1989, 9), 1990);
    cr_assert_eq(calendar_full_year(99, 2000, 0), 1999);
}

Test(calendar, division_goes_downwards)
{
    cr_assert_eq(calendar_floor_div(-1, 12), -1);
    cr_assert_eq(calendar_floor_mod(-1, 12), 11);
    cr_assert_eq(calendar_floor_div(-12, 12), -1);
    cr_assert_eq(calendar_floor_mod(25, 12), 1);
}
