/* time_write.c - stretches of the calendar in TIMEX3 notation; what is open is written as X. */
#include "find/time_text.h"
#include "find/time_value.h"

static const char season_codes[4][3] = { "SP", "SU", "FA", "WI" };

int32_t time_season_of(hs_str code)
{
    for (int32_t i = 0; i < 4 && code.len == 2; i++)
        if (code.ptr[0] == season_codes[i][0] && code.ptr[1] == season_codes[i][1]) return i + 1;
    return 0;
}

/* The year with its open digits; the first `count` of its four (3 of a decade, 2 of a century). */
static void put_year(time_text *t, time_value v, int32_t year, size_t count)
{
    bool is_before = v.grain < GRAIN_YEAR ? year < 0 : year <= 0; /* the first century of our era begins with the year 0 */
    uint32_t n = (uint32_t)(is_before ? 1 - year : year) % 10000u;
    char four[4] = { (char)('0' + n / 1000), (char)('0' + n / 100 % 10), (char)('0' + n / 10 % 10), (char)('0' + n % 10) };
    if (v.open & OPEN_CENTURY) four[0] = four[1] = 'X';
    if ((v.open & OPEN_YEAR) && (v.open & OPEN_CENTURY)) {
        time_text_add(t, (hs_str){ "XXXX", count });
        return;
    }
    if (is_before) time_text_add(t, STR("BC"));
    time_text_add(t, (hs_str){ four, count });
}

static void put_number(time_text *t, int32_t n, int width)
{
    time_text_number(t, n > 0 ? (uint64_t)n : 0, width);
}

static void put_week(time_text *t, time_value v)
{
    iso_week w = calendar_week(calendar_days(v.date));
    put_year(t, v, w.year, 4);
    time_text_add(t, STR("-W"));
    if (v.open & OPEN_WEEK) time_text_add(t, STR("XX"));
    else put_number(t, w.week, 2);
    if (v.grain == GRAIN_WEEKEND) time_text_add(t, STR("-WE"));
}

static void put_month(time_text *t, time_value v)
{
    put_year(t, v, v.date.year, 4);
    time_text_put(t, '-');
    if (v.open & OPEN_MONTH) time_text_add(t, STR("XX"));
    else put_number(t, v.date.month, 2);
}

static void put_day(time_text *t, time_value v)
{
    if ((v.open & OPEN_WEEK) && (v.open & OPEN_DAY) && v.index) {
        put_year(t, v, v.date.year, 4);
        time_text_add(t, STR("-WXX-"));
        put_number(t, v.index, 1);
        return;
    }
    put_month(t, v);
    time_text_put(t, '-');
    if (v.open & OPEN_DAY) time_text_add(t, STR("XX"));
    else put_number(t, v.date.day, 2);
}

/* Halves, seasons, quarters. */
static void put_indexed(time_text *t, time_value v)
{
    bool is_open = v.open & OPEN_INDEX;
    put_year(t, v, v.date.year, 4);
    if (v.grain == GRAIN_SEASON && is_open) return;
    time_text_put(t, '-');
    if (v.grain == GRAIN_SEASON) {
        time_text_add(t, (hs_str){ season_codes[v.index - 1], 2 });
        return;
    }
    time_text_put(t, v.grain == GRAIN_HALF ? 'H' : 'Q');
    if (is_open) time_text_put(t, 'X');
    else put_number(t, v.index, 1);
}

static void put_time(time_text *t, time_value v)
{
    put_day(t, v);
    time_text_put(t, 'T');
    if (v.grain == GRAIN_PART) {
        time_text_add(t, (hs_str){ v.part, strlen(v.part) });
        return;
    }
    put_number(t, v.hour, 2);
    time_text_put(t, ':');
    put_number(t, v.minute, 2);
}

hs_str time_value_write(arena *memory, time_value v)
{
    time_text t = { .len = 0 };
    switch (v.grain) {
    case GRAIN_NONE: return STR("");
    case GRAIN_MILLENNIUM: put_year(&t, v, v.date.year, 1); break;
    case GRAIN_CENTURY: put_year(&t, v, v.date.year, 2); break;
    case GRAIN_DECADE: put_year(&t, v, v.date.year, 3); break;
    case GRAIN_YEAR: put_year(&t, v, v.date.year, 4); break;
    case GRAIN_HALF: case GRAIN_SEASON: case GRAIN_QUARTER: put_indexed(&t, v); break;
    case GRAIN_MONTH: put_month(&t, v); break;
    case GRAIN_WEEK: case GRAIN_WEEKEND: put_week(&t, v); break;
    case GRAIN_DAY: put_day(&t, v); break;
    case GRAIN_PART: case GRAIN_HOUR: case GRAIN_MINUTE: case GRAIN_SECOND: put_time(&t, v); break;
    }
    return time_text_keep(memory, &t);
}
