/* time_value.c - truncating, shifting and writing stretches of the calendar. */
#include "find/time_value.h"

static const char season_codes[4][3] = { "SP", "SU", "FA", "WI" };

int32_t time_season_of(hs_str code)
{
    for (int32_t i = 0; i < 4; i++)
        if (str_is(code, season_codes[i])) return i + 1;
    return 0;
}

int32_t time_season_month(int32_t season)
{
    return season * 3; /* March, June, September, December */
}

time_unit time_unit_of(hs_str code, bool is_clock)
{
    static const struct { const char *code; time_unit unit; } units[] = {
        { "D", { GRAIN_DAY, 1 } },      { "W", { GRAIN_WEEK, 1 } },     { "M", { GRAIN_MONTH, 1 } },
        { "Q", { GRAIN_QUARTER, 1 } },  { "Y", { GRAIN_YEAR, 1 } },     { "H", { GRAIN_HOUR, 1 } },
        { "WE", { GRAIN_WEEKEND, 1 } }, { "FN", { GRAIN_WEEK, 2 } },    { "HY", { GRAIN_MONTH, 6 } },
        { "DE", { GRAIN_DECADE, 1 } },  { "CE", { GRAIN_CENTURY, 1 } }, { "ML", { GRAIN_MILLENNIUM, 1 } },
        { "S", { GRAIN_SECOND, 1 } },   { "HX", { GRAIN_HALF, 1 } },
    };
    if (is_clock && str_is(code, "M")) return (time_unit){ GRAIN_MINUTE, 1 };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_is(code, units[i].code)) return units[i].unit;
    return (time_unit){ GRAIN_NONE, 0 };
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

/* ---- writing ------------------------------------------------------------------------------------------------------- */

/* The year with its open digits; `digits` of its four are written (3 of a decade, 2 of a century). */
static void put_year(char out[12], time_value v, int32_t year, int count)
{
    if ((v.open & OPEN_YEAR) && (v.open & OPEN_CENTURY)) {
        memcpy(out, "XXXX", 4);
        out[count] = '\0';
        return;
    }
    bool is_before = year <= 0;
    uint32_t n = (uint32_t)(is_before ? 1 - year : year) % 10000u;
    char four[4] = { (char)('0' + n / 1000), (char)('0' + n / 100 % 10), (char)('0' + n / 10 % 10), (char)('0' + n % 10) };
    if (v.open & OPEN_CENTURY) four[0] = four[1] = 'X';
    size_t at = 0;
    if (is_before) out[at++] = 'B', out[at++] = 'C';
    memcpy(out + at, four, (size_t)count);
    out[at + (size_t)count] = '\0';
}

static hs_str write_week(arena *memory, time_value v)
{
    const char *end = v.grain == GRAIN_WEEKEND ? "-WE" : "";
    char year[12];
    iso_week w = calendar_week(calendar_days(v.date));
    put_year(year, v, w.year, 4);
    if (v.open & OPEN_WEEK) return arena_printf(memory, "%s-WXX%s", year, end);
    return arena_printf(memory, "%s-W%02d%s", year, (int)w.week, end);
}

static hs_str write_day(arena *memory, time_value v)
{
    char year[12], month[4] = "XX", day[4] = "XX";
    put_year(year, v, v.date.year, 4);
    if ((v.open & OPEN_WEEK) && (v.open & OPEN_DAY) && v.index) return arena_printf(memory, "%s-WXX-%d", year, (int)v.index);
    if (!(v.open & OPEN_MONTH)) month[0] = (char)('0' + v.date.month / 10), month[1] = (char)('0' + v.date.month % 10);
    if (!(v.open & OPEN_DAY)) day[0] = (char)('0' + v.date.day / 10), day[1] = (char)('0' + v.date.day % 10);
    return arena_printf(memory, "%s-%s-%s", year, month, day);
}

static hs_str write_indexed(arena *memory, time_value v)
{
    char year[12];
    put_year(year, v, v.date.year, 4);
    if (v.grain == GRAIN_SEASON && (v.open & OPEN_INDEX)) return arena_printf(memory, "%s", year);
    if (v.grain == GRAIN_SEASON) return arena_printf(memory, "%s-%s", year, season_codes[v.index - 1]);
    char letter = v.grain == GRAIN_HALF ? 'H' : 'Q';
    if (v.open & OPEN_INDEX) return arena_printf(memory, "%s-%cX", year, letter);
    return arena_printf(memory, "%s-%c%d", year, letter, (int)v.index);
}

hs_str time_value_write(arena *memory, time_value v)
{
    char year[12];
    switch (v.grain) {
    case GRAIN_NONE: return STR("");
    case GRAIN_MILLENNIUM: put_year(year, v, v.date.year, 1); return arena_printf(memory, "%s", year);
    case GRAIN_CENTURY: put_year(year, v, v.date.year, 2); return arena_printf(memory, "%s", year);
    case GRAIN_DECADE: put_year(year, v, v.date.year, 3); return arena_printf(memory, "%s", year);
    case GRAIN_YEAR: put_year(year, v, v.date.year, 4); return arena_printf(memory, "%s", year);
    case GRAIN_HALF: case GRAIN_SEASON: case GRAIN_QUARTER: return write_indexed(memory, v);
    case GRAIN_MONTH:
        put_year(year, v, v.date.year, 4);
        if (v.open & OPEN_MONTH) return arena_printf(memory, "%s-XX", year);
        return arena_printf(memory, "%s-%02d", year, (int)v.date.month);
    case GRAIN_WEEK: case GRAIN_WEEKEND: return write_week(memory, v);
    case GRAIN_DAY: return write_day(memory, v);
    case GRAIN_PART: {
        hs_str day = write_day(memory, v);
        return arena_printf(memory, "%.*sT%s", (int)day.len, day.ptr, v.part);
    }
    case GRAIN_HOUR: case GRAIN_MINUTE: case GRAIN_SECOND: break;
    }
    hs_str day = write_day(memory, v);
    return arena_printf(memory, "%.*sT%02d:%02d", (int)day.len, day.ptr, (int)v.hour, (int)v.minute);
}
