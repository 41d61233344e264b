/* time_value.c - truncating and shifting stretches of the calendar. */
#include "find/time_value.h"

int32_t time_season_month(int32_t season)
{
    return season * 3; /* March, June, September, December */
}

time_unit time_unit_of(hs_str code, bool is_clock)
{
    static const struct { char code[3]; time_unit unit; } units[] = {
        { "D", { GRAIN_DAY, 1 } },      { "W", { GRAIN_WEEK, 1 } },     { "M", { GRAIN_MONTH, 1 } },
        { "Q", { GRAIN_QUARTER, 1 } },  { "Y", { GRAIN_YEAR, 1 } },     { "H", { GRAIN_HOUR, 1 } },
        { "WE", { GRAIN_WEEKEND, 1 } }, { "FN", { GRAIN_WEEK, 2 } },    { "HY", { GRAIN_MONTH, 6 } },
        { "DE", { GRAIN_DECADE, 1 } },  { "CE", { GRAIN_CENTURY, 1 } }, { "ML", { GRAIN_MILLENNIUM, 1 } },
        { "S", { GRAIN_SECOND, 1 } },   { "HX", { GRAIN_HALF, 1 } },
    };
    static const time_unit none = { GRAIN_NONE, 0 };
    if (code.len < 1 || code.len > 2) return none;
    char second = code.len == 2 ? code.ptr[1] : '\0';
    if (is_clock && code.ptr[0] == 'M' && !second) return (time_unit){ GRAIN_MINUTE, 1 };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (code.ptr[0] == units[i].code[0] && second == units[i].code[1]) return units[i].unit;
    return none;
}

time_value time_value_day(civil_date date)
{
    return (time_value){ .grain = GRAIN_DAY, .date = date };
}

/* `count` digits at p as a number, or -1. */
static int32_t digits(const char *p, int count)
{
    int32_t n = 0;
    for (int i = 0; i < count; i++) {
        if (p[i] < '0' || p[i] > '9') return -1;
        n = n * 10 + (p[i] - '0');
    }
    return n;
}

bool time_value_parse_day(hs_str iso, time_value *out)
{
    if (iso.len != 10 || iso.ptr[4] != '-' || iso.ptr[7] != '-') return false;
    civil_date d = { digits(iso.ptr, 4), digits(iso.ptr + 5, 2), digits(iso.ptr + 8, 2) };
    if (d.year < 0 || !calendar_is_date(d.year, d.month, d.day)) return false;
    *out = time_value_day(d);
    return true;
}

time_value time_value_open(time_grain grain)
{
    return (time_value){ .grain = grain,
                         .date = { 0, 1, 1 },
                         .open = OPEN_CENTURY | OPEN_YEAR | OPEN_MONTH | OPEN_DAY | OPEN_WEEK | OPEN_INDEX };
}

/* ---- truncating ---------------------------------------------------------------------------------------------------- */

static civil_date year_start(int32_t year)
{
    return (civil_date){ year, 1, 1 };
}

static civil_date first_day(civil_date d, time_grain grain)
{
    int32_t days = calendar_days(d);
    switch (grain) {
    case GRAIN_MILLENNIUM: return year_start(calendar_floor_div(d.year, 1000) * 1000);
    case GRAIN_CENTURY: return year_start(calendar_floor_div(d.year, 100) * 100);
    case GRAIN_DECADE: return year_start(calendar_floor_div(d.year, 10) * 10);
    case GRAIN_YEAR: return year_start(d.year);
    case GRAIN_HALF: return (civil_date){ d.year, d.month <= 6 ? 1 : 7, 1 };
    case GRAIN_SEASON: return (civil_date){ d.month < 3 ? d.year - 1 : d.year, d.month < 3 ? 12 : d.month / 3 * 3, 1 };
    case GRAIN_QUARTER: return (civil_date){ d.year, (d.month - 1) / 3 * 3 + 1, 1 };
    case GRAIN_MONTH: return (civil_date){ d.year, d.month, 1 };
    case GRAIN_WEEK: return calendar_date(days - calendar_weekday(days) + 1);
    case GRAIN_WEEKEND: return calendar_date(days - calendar_weekday(days) + 6);
    default: return d;
    }
}

static int32_t index_of(civil_date d, time_grain grain)
{
    switch (grain) {
    case GRAIN_HALF: return d.month <= 6 ? 1 : 2;
    case GRAIN_SEASON: return d.month / 3;
    case GRAIN_QUARTER: return (d.month - 1) / 3 + 1;
    default: return 0;
    }
}

/* What a value of this grain leaves unsaid about finer ones. */
static uint32_t unsaid(time_grain grain)
{
    if (grain < GRAIN_YEAR) return OPEN_YEAR | OPEN_MONTH | OPEN_DAY | OPEN_WEEK | OPEN_INDEX;
    if (grain < GRAIN_MONTH) return OPEN_MONTH | OPEN_DAY | OPEN_WEEK | OPEN_INDEX;
    if (grain == GRAIN_MONTH) return OPEN_DAY | OPEN_WEEK;
    if (grain < GRAIN_DAY) return OPEN_DAY;
    return 0;
}

time_value time_value_at(time_value v, time_grain grain)
{
    time_value at = { .grain = grain, .date = first_day(v.date, grain), .open = v.open };
    if (grain >= GRAIN_PART) at.hour = v.hour, at.minute = v.minute;
    if (grain > v.grain) at.open |= unsaid(v.grain);
    at.index = index_of(at.date, grain);
    return at;
}

/* ---- shifting ------------------------------------------------------------------------------------------------------ */

static int32_t months_of(time_grain grain)
{
    switch (grain) {
    case GRAIN_MILLENNIUM: return 12000;
    case GRAIN_CENTURY: return 1200;
    case GRAIN_DECADE: return 120;
    case GRAIN_YEAR: return 12;
    case GRAIN_HALF: return 6;
    case GRAIN_SEASON: case GRAIN_QUARTER: return 3;
    case GRAIN_MONTH: return 1;
    default: return 0;
    }
}

/* Moves a clock time by hours or minutes; seconds are not kept. */
static time_value shift_clock(time_value v, int64_t n, time_grain grain)
{
    static const int64_t most = 1000000;
    if (n > most || n < -most || grain == GRAIN_SECOND) return v;
    int64_t total = (int64_t)v.hour * 60 + v.minute + (grain == GRAIN_HOUR ? n * 60 : n);
    int64_t day = total >= 0 ? total / 1440 : -((-total + 1439) / 1440);
    int32_t rest = (int32_t)(total - day * 1440);
    v.date = calendar_date(calendar_days(v.date) + (int32_t)day);
    v.hour = rest / 60;
    v.minute = rest % 60;
    return v;
}

static time_value shift_days(time_value v, int64_t days, time_grain grain)
{
    static const int64_t first = -4371222, last = 2932896; /* -9998-01-01 and 9999-12-31 */
    int64_t to = calendar_days(v.date) + days;
    if (to < first || to > last) return (time_value){ .grain = GRAIN_NONE };
    v.date = calendar_date((int32_t)to);
    return time_value_at(v, grain);
}

time_value time_value_shift(time_value v, int32_t count, time_unit unit)
{
    int64_t n = (int64_t)count * unit.times;
    time_value at = time_value_at(v, unit.grain);
    if (unit.grain >= GRAIN_HOUR) return shift_clock(at, n, unit.grain);
    if (unit.grain == GRAIN_WEEK || unit.grain == GRAIN_WEEKEND) return shift_days(at, n * 7, unit.grain);
    if (unit.grain >= GRAIN_DAY) return shift_days(at, n, unit.grain);
    n *= months_of(unit.grain);
    if (n > 120000 || n < -240000) return (time_value){ .grain = GRAIN_NONE };
    at.date = calendar_add_months(at.date, (int32_t)n);
    if (at.date.year < CALENDAR_FIRST_YEAR || at.date.year > CALENDAR_LAST_YEAR) return (time_value){ .grain = GRAIN_NONE };
    return time_value_at(at, unit.grain);
}

int time_value_order(time_value a, time_value b)
{
    int32_t x = calendar_days(a.date), y = calendar_days(b.date);
    return (x > y) - (x < y);
}
