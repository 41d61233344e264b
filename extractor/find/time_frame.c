/* time_frame.c - attributes to a time_frame.
 *
 *   type       DATE TIME DURATION SET; anything else: a match that only keeps others away (NONE)
 *   mod        TIMEX3 modifier, taken as it is
 *   ref        a value taken as it is: PAST_REF PRESENT_REF FUTURE_REF
 *   year decade century half quarter month week day weekday hour minute nth easter
 *              numbers: the first run of digits counts ("24th", "mid-1996", "'90s")
 *              year=count: the year is the number that count, tens, hundreds and times make (nineteen ninety-six)
 *   season     SP SU FA WI            part  MO AF EV NI ...        meridiem  am pm      era  bc
 *   iso        2015-09-24             mdy dmy  9/24/2015           clock     10:30
 *   unit       Y Q M W D H ... as in time-units; scale=time makes M a minute
 *   grain      unit of the value: "the week of March 5" is a week
 *   shift      signed count of units; or count (with tens, hundreds, times) and direction
 *   count      digits, a decimal or X; more=half adds half a unit
 *   anchor     published text period
 *   direction  past recent nearest this coming future tense
 *   period     yes: a run of months that figures are reported for
 *
 * KEY_word wins over KEY: the word of a number looked up in a table, where KEY has the text as written. */
#include "find/time_frame.h"

typedef struct { const char *name; int value; } choice;

static int choose(const choice *choices, size_t count, hs_str name, int otherwise)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, choices[i].name)) return choices[i].value;
    return otherwise;
}

#define CHOOSE(table, name, otherwise) choose((table), sizeof(table) / sizeof *(table), (name), (otherwise))

static const choice types[] = {
    { "DATE", TYPE_DATE }, { "TIME", TYPE_TIME }, { "DURATION", TYPE_DURATION }, { "SET", TYPE_SET },
};
static const choice anchors[] = { { "published", ANCHOR_PUBLISHED }, { "text", ANCHOR_TEXT }, { "period", ANCHOR_PERIOD } };
static const choice directions[] = {
    { "past", DIRECTION_PAST }, { "recent", DIRECTION_RECENT }, { "nearest", DIRECTION_NEAREST }, { "this", DIRECTION_THIS },
    { "coming", DIRECTION_COMING }, { "future", DIRECTION_FUTURE },
};

static const struct { const char *key, *word; time_field field; } numbers[] = {
    { "year", "year_word", FIELD_YEAR },          { "decade", "decade_word", FIELD_DECADE },
    { "century", "century_word", FIELD_CENTURY }, { "half", "half_word", FIELD_HALF },
    { "quarter", "quarter_word", FIELD_QUARTER }, { "month", "month_word", FIELD_MONTH },
    { "week", "week_word", FIELD_WEEK },          { "day", "day_word", FIELD_DAY },
    { "weekday", "weekday_word", FIELD_WEEKDAY }, { "hour", "hour_word", FIELD_HOUR },
    { "minute", "minute_word", FIELD_MINUTE },    { "shift", "shift_word", FIELD_SHIFT },
    { "count", "count_word", FIELD_COUNT },       { "times", "times_word", FIELD_TIMES },
    { "nth", "nth_word", FIELD_NTH },             { "easter", "easter_word", FIELD_EASTER },
    { "tens", "tens_word", FIELD_TENS },          { "hundreds", "hundreds_word", FIELD_HUNDREDS },
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first run of digits (commas between them dropped), with the sign right before it. */
static int32_t number_in(hs_str s, size_t *from, size_t *to)
{
    size_t i = 0;
    while (i < s.len && !is_digit(s.ptr[i])) i++;
    if (i == s.len) return FIELD_NONE;
    bool is_negative = i == 1 && s.ptr[0] == '-';
    int32_t n = 0;
    *from = i;
    for (; i < s.len && (is_digit(s.ptr[i]) || (s.ptr[i] == ',' && i + 1 < s.len && is_digit(s.ptr[i + 1]))); i++) {
        if (s.ptr[i] == ',') continue;
        if (n > 99999999) return FIELD_NONE;
        n = n * 10 + (s.ptr[i] - '0');
    }
    *to = i;
    return is_negative ? -n : n;
}

static hs_str rest_of(hs_str s, size_t from)
{
    return from < s.len ? (hs_str){ s.ptr + from, s.len - from } : STR("");
}

/* "9/24/2015": up to three numbers in the order in which they stand. */
static uint32_t numbers_in(hs_str s, int32_t out[3], size_t *last_length)
{
    uint32_t count = 0;
    size_t from = 0, to = 0;
    while (count < 3 && (out[count] = number_in(s, &from, &to)) != FIELD_NONE) {
        count++;
        *last_length = to - from;
        s = rest_of(s, to + (to < s.len)); /* over the separator, which is no sign */
    }
    return count;
}

static void read_slashes(time_frame *f, hs_str s, bool is_month_first)
{
    int32_t n[3];
    size_t length = 0;
    uint32_t count = numbers_in(s, n, &length);
    if (count < 2) return;
    f->fields[FIELD_MONTH] = n[is_month_first ? 0 : 1];
    f->fields[FIELD_DAY] = n[is_month_first ? 1 : 0];
    if (count < 3) return;
    f->fields[FIELD_YEAR] = n[2];
    f->is_two_digits = length <= 2;
}

static void read_iso(time_frame *f, hs_str s)
{
    int32_t n[3];
    size_t length = 0;
    uint32_t count = numbers_in(s, n, &length);
    static const time_field order[3] = { FIELD_YEAR, FIELD_MONTH, FIELD_DAY };
    for (uint32_t i = 0; i < count; i++) f->fields[order[i]] = n[i];
}

static void read_clock(time_frame *f, hs_str s)
{
    int32_t n[3];
    size_t length = 0;
    uint32_t count = numbers_in(s, n, &length);
    if (count) f->fields[FIELD_HOUR] = n[0];
    if (count > 1) f->fields[FIELD_MINUTE] = n[1];
}

static void read_numbers(time_frame *f, const annotation *a)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        size_t from = 0, to = 0;
        hs_str word = annotation_get(a, numbers[i].word), text = word.len ? word : annotation_get(a, numbers[i].key);
        int32_t n = number_in(text, &from, &to);
        f->fields[numbers[i].field] = n;
        if (numbers[i].field == FIELD_YEAR && n != FIELD_NONE) f->is_two_digits = to - from <= 2;
    }
}

/* Tens, hundreds and multipliers of spelled numbers: twenty + four, two hundred + ten, two * 12. */
static void read_amount(time_frame *f, const annotation *a)
{
    int32_t *n = f->fields;
    hs_str written = annotation_get(a, "count");
    f->amount = annotation_get(a, "count_word").len ? annotation_get(a, "count_word") : written;
    if (n[FIELD_TENS] != FIELD_NONE) n[FIELD_COUNT] = n[FIELD_TENS] + (n[FIELD_COUNT] == FIELD_NONE ? 0 : n[FIELD_COUNT]);
    if (n[FIELD_TIMES] != FIELD_NONE && (n[FIELD_COUNT] == FIELD_NONE || n[FIELD_COUNT] < 1000) && n[FIELD_TIMES] <= 1000000)
        n[FIELD_COUNT] = (n[FIELD_COUNT] == FIELD_NONE ? 1 : n[FIELD_COUNT]) * n[FIELD_TIMES];
    if (n[FIELD_HUNDREDS] != FIELD_NONE && n[FIELD_HUNDREDS] < 1000)
        n[FIELD_COUNT] = n[FIELD_HUNDREDS] * 100 + (n[FIELD_COUNT] == FIELD_NONE ? 0 : n[FIELD_COUNT]);
}

static void read_spelled_year(time_frame *f, const annotation *a)
{
    if (!str_is(annotation_get(a, "year"), "count")) return;
    f->fields[FIELD_YEAR] = f->fields[FIELD_COUNT];
    f->fields[FIELD_COUNT] = FIELD_NONE;
    f->is_two_digits = f->fields[FIELD_YEAR] != FIELD_NONE && f->fields[FIELD_YEAR] < 100;
}

static void read_shift(time_frame *f)
{
    int32_t *n = f->fields;
    if (n[FIELD_SHIFT] != FIELD_NONE || n[FIELD_COUNT] == FIELD_NONE) return;
    if (f->direction == DIRECTION_PAST) n[FIELD_SHIFT] = -n[FIELD_COUNT];
    if (f->direction == DIRECTION_FUTURE) n[FIELD_SHIFT] = n[FIELD_COUNT];
}

time_frame time_frame_read(const annotation *a)
{
    hs_str meridiem = annotation_get(a, "meridiem"), s;
    time_frame f = { .type_name = annotation_get(a, "type"),
                     .mod = annotation_get(a, "mod"),
                     .ref = annotation_get(a, "ref"),
                     .more = annotation_get(a, "more"),
                     .unit_code = annotation_get(a, "unit"),
                     .part = annotation_get(a, "part") };
    f.type = (time_type)CHOOSE(types, f.type_name, TYPE_NONE);
    f.anchor = (time_anchor)CHOOSE(anchors, annotation_get(a, "anchor"), ANCHOR_DEFAULT);
    f.direction = (time_direction)CHOOSE(directions, annotation_get(a, "direction"), DIRECTION_TENSE);
    f.season = time_season_of(annotation_get(a, "season"));
    f.is_clock = str_is(annotation_get(a, "scale"), "time");
    f.is_before_era = str_is(annotation_get(a, "era"), "bc");
    f.is_period = str_is(annotation_get(a, "period"), "yes");
    f.is_afternoon = str_is(meridiem, "pm");
    f.is_forenoon = str_is(meridiem, "am");
    f.unit = time_unit_of(f.unit_code, f.is_clock);
    f.grain = time_unit_of(annotation_get(a, "grain"), false).grain;
    read_numbers(&f, a);
    if ((s = annotation_get(a, "iso")).len) read_iso(&f, s);
    if ((s = annotation_get(a, "mdy")).len) read_slashes(&f, s, true);
    if ((s = annotation_get(a, "dmy")).len) read_slashes(&f, s, false);
    if ((s = annotation_get(a, "clock")).len) read_clock(&f, s);
    read_amount(&f, a);
    read_spelled_year(&f, a);
    read_shift(&f);
    return f;
}
