/* time_place.c - from the coarse to the fine: half, quarter, season, month, week, holiday, day, weekday, clock. */
#include "find/time_place.h"

static const time_value nowhere = { .grain = GRAIN_NONE };

time_place time_place_of(const time_frame *f)
{
    if (f->season || frame_has(f, FIELD_HALF) || frame_has(f, FIELD_QUARTER) || frame_has(f, FIELD_MONTH) ||
        frame_has(f, FIELD_EASTER) || frame_has(f, FIELD_WEEK))
        return PLACE_YEAR;
    if (frame_has(f, FIELD_WEEKDAY)) return PLACE_WEEK;
    if (frame_has(f, FIELD_DAY)) return PLACE_MONTH;
    if (f->part.len || frame_has(f, FIELD_HOUR)) return PLACE_DAY;
    return PLACE_NONE;
}

static time_value at_index(time_value v, time_grain grain, int32_t index, int32_t most, int32_t month)
{
    if (index < 1 || index > most) return nowhere;
    v.grain = grain;
    v.index = index;
    v.date = (civil_date){ v.date.year, month, 1 };
    v.open &= ~(uint32_t)OPEN_INDEX;
    return v;
}

static time_value at_month(time_value v, int32_t month)
{
    if (month < 1 || month > 12) return nowhere;
    v.grain = GRAIN_MONTH;
    v.index = 0;
    v.date = (civil_date){ v.date.year, month, 1 };
    v.open &= ~(uint32_t)OPEN_MONTH;
    v.open |= OPEN_DAY;
    return v;
}

static time_value at_week(time_value v, int32_t week)
{
    if (week < 1 || week > calendar_weeks_in(v.date.year)) return nowhere;
    v.date = calendar_date(calendar_week_start((iso_week){ v.date.year, week }));
    v.grain = GRAIN_WEEK;
    v.index = 0;
    v.open &= ~(uint32_t)OPEN_WEEK;
    return v;
}

static time_value on(time_value v, civil_date date)
{
    v.date = date;
    v.grain = GRAIN_DAY;
    v.index = 0;
    v.open &= ~(uint32_t)(OPEN_MONTH | OPEN_DAY | OPEN_WEEK);
    return v;
}

static time_value at_day(time_value v, int32_t day)
{
    int32_t year = v.open & OPEN_YEAR ? 2000 : v.date.year; /* of an open year 29 February may be meant */
    int32_t length = v.open & OPEN_MONTH ? 31 : calendar_month_length(year, v.date.month);
    if (day < 1 || day > length) return nowhere;
    if (v.open & OPEN_MONTH) v.date = (civil_date){ v.date.year, 1, 1 };
    v.grain = GRAIN_DAY;
    v.index = 0;
    v.date.day = day;
    v.open &= ~(uint32_t)(OPEN_DAY | OPEN_WEEK);
    return v;
}

/* A weekday of a week; in an open week, or in a stretch that is no week, it stays a weekday of an unknown week. */
static time_value at_weekday(time_value v, int32_t weekday)
{
    if (weekday < 1 || weekday > 7) return nowhere;
    v.index = weekday;
    if (v.grain == GRAIN_WEEK && !(v.open & OPEN_WEEK))
        return on(v, calendar_date(calendar_days(v.date) + weekday - 1));
    v.grain = GRAIN_DAY;
    v.open |= OPEN_MONTH | OPEN_DAY | OPEN_WEEK;
    return v;
}

/* Holidays: so many days from Easter, or the n-th weekday of a month. */
static time_value at_feast(time_value v, const time_frame *f)
{
    if (v.open & OPEN_YEAR) return v;
    civil_date date;
    if (frame_has(f, FIELD_EASTER))
        return on(v, calendar_date(calendar_days(calendar_easter(v.date.year)) + f->fields[FIELD_EASTER]));
    if (v.open & OPEN_MONTH) return v;
    bool exists = calendar_nth_weekday(v.date.year, v.date.month, f->fields[FIELD_WEEKDAY], f->fields[FIELD_NTH], &date);
    return exists ? on(v, date) : nowhere;
}

static int32_t hour_of(const time_frame *f)
{
    int32_t hour = f->fields[FIELD_HOUR];
    if (f->is_afternoon && hour < 12) hour += 12;
    if (f->is_forenoon && hour == 12) hour = 0;
    return hour;
}

static time_value at_clock(time_value v, const time_frame *f)
{
    if (frame_has(f, FIELD_HOUR)) {
        v.hour = hour_of(f);
        v.minute = frame_has(f, FIELD_MINUTE) ? f->fields[FIELD_MINUTE] : 0;
        if (v.hour < 0 || v.hour > 24 || v.minute < 0 || v.minute > 59) return nowhere;
        v.grain = GRAIN_MINUTE;
    } else if (f->part.len && f->part.len < sizeof v.part) {
        memcpy(v.part, f->part.ptr, f->part.len);
        v.part[f->part.len] = '\0';
        v.grain = GRAIN_PART;
    }
    return v;
}

static time_value place_in_year(time_value v, const time_frame *f)
{
    const int32_t *n = f->fields;
    if (frame_has(f, FIELD_HALF)) v = at_index(v, GRAIN_HALF, n[FIELD_HALF], 2, n[FIELD_HALF] == 2 ? 7 : 1);
    if (frame_has(f, FIELD_QUARTER)) v = at_index(v, GRAIN_QUARTER, n[FIELD_QUARTER], 4, n[FIELD_QUARTER] * 3 - 2);
    if (f->season) v = at_index(v, GRAIN_SEASON, f->season, 4, time_season_month(f->season));
    if (v.grain != GRAIN_NONE && frame_has(f, FIELD_MONTH)) v = at_month(v, n[FIELD_MONTH]);
    if (v.grain != GRAIN_NONE && frame_has(f, FIELD_WEEK)) v = at_week(v, n[FIELD_WEEK]);
    return v;
}

time_value time_place_in(time_value base, const time_frame *f)
{
    const int32_t *n = f->fields;
    time_value v = place_in_year(base, f);
    if (v.grain == GRAIN_NONE) return v;
    bool is_feast = frame_has(f, FIELD_EASTER) || (frame_has(f, FIELD_NTH) && frame_has(f, FIELD_WEEKDAY));
    if (is_feast) v = at_feast(v, f);
    else if (frame_has(f, FIELD_DAY)) v = at_day(v, n[FIELD_DAY]);
    else if (frame_has(f, FIELD_WEEKDAY)) v = at_weekday(v, n[FIELD_WEEKDAY]);
    return v.grain == GRAIN_NONE ? v : at_clock(v, f);
}
