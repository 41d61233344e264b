/* calendar.c - day numbers, ISO weeks, months that overflow, Easter.
 *
 *   civil date  <->  day number  ->  weekday, ISO week
 *   2015-09-24       16702           4, 2015-W39 */
#include "find/calendar.h"

int32_t calendar_floor_div(int32_t a, int32_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

int32_t calendar_floor_mod(int32_t a, int32_t b)
{
    return a - b * calendar_floor_div(a, b);
}

bool calendar_is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t calendar_month_length(int32_t year, int32_t month)
{
    static const uint8_t length[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    assert(month >= 1 && month <= 12);
    return length[month - 1] + (month == 2 && calendar_is_leap(year));
}

bool calendar_is_date(int32_t year, int32_t month, int32_t day)
{
    return year >= CALENDAR_FIRST_YEAR && year <= CALENDAR_LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
           day <= calendar_month_length(year, month);
}

/* A year is taken to begin in March, so that the leap day is its last; an era has 400 years of 146,097 days. */
int32_t calendar_days(civil_date d)
{
    int32_t year = d.year - (d.month <= 2);
    int32_t era = calendar_floor_div(year, 400);
    int32_t of_era = year - era * 400;
    int32_t day_of_year = (153 * ((d.month + 9) % 12) + 2) / 5 + d.day - 1;
    int32_t day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

civil_date calendar_date(int32_t days)
{
    int32_t shifted = days + 719468;
    int32_t era = calendar_floor_div(shifted, 146097);
    int32_t day_of_era = shifted - era * 146097;
    int32_t of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
    int32_t march_month = (5 * day_of_year + 2) / 153;
    int32_t month = march_month < 10 ? march_month + 3 : march_month - 9;
    int32_t day = day_of_year - (153 * march_month + 2) / 5 + 1;
    return (civil_date){ of_era + era * 400 + (month <= 2), month, day };
}

int32_t calendar_weekday(int32_t days)
{
    return calendar_floor_mod(days + 3, 7) + 1; /* 1970-01-01 was a Thursday */
}

/* A week belongs to the year of its Thursday. */
iso_week calendar_week(int32_t days)
{
    int32_t thursday = days - calendar_weekday(days) + 4;
    int32_t year = calendar_date(thursday).year;
    int32_t first = calendar_days((civil_date){ year, 1, 1 });
    return (iso_week){ year, (thursday - first) / 7 + 1 };
}

int32_t calendar_week_start(iso_week w)
{
    int32_t fourth = calendar_days((civil_date){ w.year, 1, 4 }); /* always in week 1 */
    return fourth - (calendar_weekday(fourth) - 1) + 7 * (w.week - 1);
}

int32_t calendar_weeks_in(int32_t year)
{
    return calendar_week(calendar_days((civil_date){ year, 12, 28 })).week; /* always in the last week */
}

civil_date calendar_add_months(civil_date date, int32_t months)
{
    int32_t index = date.year * 12 + date.month - 1 + months;
    int32_t year = calendar_floor_div(index, 12), month = calendar_floor_mod(index, 12) + 1;
    int32_t length = calendar_month_length(year, month);
    return (civil_date){ year, month, date.day < length ? date.day : length };
}

bool calendar_nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t n, civil_date *out)
{
    int32_t length = calendar_month_length(year, month);
    int32_t first = calendar_days((civil_date){ year, month, 1 }), day;
    if (n > 0) {
        day = 1 + calendar_floor_mod(weekday - calendar_weekday(first), 7) + 7 * (n - 1);
    } else {
        day = length - calendar_floor_mod(calendar_weekday(first + length - 1) - weekday, 7) + 7 * (n + 1);
    }
    if (n == 0 || day < 1 || day > length) return false;
    *out = (civil_date){ year, month, day };
    return true;
}

/* The anonymous Gregorian computus (Nature, 1876; Meeus, Astronomical Algorithms, chapter 8). */
civil_date calendar_easter(int32_t year)
{
    int32_t a = calendar_floor_mod(year, 19), b = calendar_floor_div(year, 100), c = calendar_floor_mod(year, 100);
    int32_t d = calendar_floor_div(b, 4), e = calendar_floor_mod(b, 4);
    int32_t g = calendar_floor_div(8 * b + 13, 25);
    int32_t h = calendar_floor_mod(19 * a + b - d - g + 15, 30);
    int32_t i = c / 4, k = c % 4;
    int32_t l = calendar_floor_mod(32 + 2 * e + 2 * i - h - k, 7);
    int32_t m = (a + 11 * h + 19 * l) / 433;
    int32_t month = (h + l - 7 * m + 90) / 25;
    return (civil_date){ year, month, (h + l - 7 * m + 33 * month + 19) % 32 };
}

int32_t calendar_full_year(int32_t two, int32_t near, int32_t ahead)
{
    int32_t year = calendar_floor_div(near, 100) * 100 + two;
    while (year > near + ahead) year -= 100;
    while (year <= near + ahead - 100) year += 100;
    return year;
}
