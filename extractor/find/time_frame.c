/* time_frame.c - attributes to a time_frame.
 *
 *   type       DATE TIME DURATION SET; anything else: a match that only keeps others away (NONE)
 *   mod        TIMEX3 modifier, taken as it is
 *   ref        a value taken as it is: PAST_REF PRESENT_REF FUTURE_REF
 *   year decade century half quarter month week day weekday hour minute nth easter
 *              numbers: the first run of digits counts ("24th", "mid-1996", "'90s")
 *              year=count: the year is the number that count, tens, hundreds and times make (nineteen ninety-six)
 *   season     SP SU FA WI            part  MO AF EV NI ...        meridiem  am pm      era  bc
 *   iso        2015-09-24             clock    10:30 or 1030
 *   mdy dmy    9/24/2015              figures  the same in the order that the user declares
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

/* Everything that an annotation may say. The numbers come first, by their fields. */
enum {
    KEY_TYPE = FIELDS, KEY_MOD, KEY_REF, KEY_ISO, KEY_MDY, KEY_DMY, KEY_FIGURES, KEY_CLOCK, KEY_UNIT, KEY_SCALE, KEY_GRAIN, KEY_SEASON, KEY_PART,
    KEY_MERIDIEM, KEY_ERA, KEY_MORE, KEY_ANCHOR, KEY_DIRECTION, KEY_PERIOD,
    KEYS
};

typedef struct { hs_str plain[KEYS], word[FIELDS]; } sayings;

typedef struct { char name[12]; int value; } choice;

static int choose(const choice *choices, size_t count, hs_str name, int otherwise)
{
    for (size_t i = 0; i < count && name.len > 0 && name.len < sizeof choices->name; i++) {
        const char *at = choices[i].name;
        if (at[0] == name.ptr[0] && !at[name.len] && memcmp(at, name.ptr, name.len) == 0) return choices[i].value;
    }
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

/* ---- the keys ------------------------------------------------------------------------------------------------------ */

/* By their length, so that few are compared. */
static const choice keys_of_3[] = {
    { "day", FIELD_DAY }, { "mod", KEY_MOD }, { "ref", KEY_REF }, { "iso", KEY_ISO }, { "mdy", KEY_MDY }, { "dmy", KEY_DMY },
    { "nth", FIELD_NTH }, { "era", KEY_ERA },
};
static const choice keys_of_4[] = {
    { "type", KEY_TYPE }, { "year", FIELD_YEAR }, { "unit", KEY_UNIT }, { "part", KEY_PART }, { "hour", FIELD_HOUR },
    { "week", FIELD_WEEK }, { "half", FIELD_HALF }, { "tens", FIELD_TENS }, { "more", KEY_MORE },
};
static const choice keys_of_5[] = {
    { "month", FIELD_MONTH }, { "shift", FIELD_SHIFT }, { "count", FIELD_COUNT }, { "clock", KEY_CLOCK }, { "scale", KEY_SCALE },
    { "times", FIELD_TIMES }, { "grain", KEY_GRAIN },
};
static const choice keys_of_6[] = {
    { "anchor", KEY_ANCHOR }, { "season", KEY_SEASON }, { "decade", FIELD_DECADE }, { "period", KEY_PERIOD },
    { "minute", FIELD_MINUTE }, { "easter", FIELD_EASTER },
};
static const choice longer_keys[] = {
    { "weekday", FIELD_WEEKDAY }, { "quarter", FIELD_QUARTER }, { "century", FIELD_CENTURY }, { "figures", KEY_FIGURES }, { "direction", KEY_DIRECTION },
    { "meridiem", KEY_MERIDIEM }, { "hundreds", FIELD_HUNDREDS },
};

static int key_of(hs_str name)
{
    switch (name.len) {
    case 3: return CHOOSE(keys_of_3, name, KEYS);
    case 4: return CHOOSE(keys_of_4, name, KEYS);
    case 5: return CHOOSE(keys_of_5, name, KEYS);
    case 6: return CHOOSE(keys_of_6, name, KEYS);
    default: return CHOOSE(longer_keys, name, KEYS);
    }
}

/* Of a key that stands twice the first counts. */
static void hear(sayings *said, const attribute *a)
{
    static const char suffix[] = "_word";
    enum { SUFFIX = sizeof suffix - 1 };
    bool is_word = a->key.len > SUFFIX && memcmp(a->key.ptr + a->key.len - SUFFIX, suffix, SUFFIX) == 0;
    int key = key_of((hs_str){ a->key.ptr, a->key.len - (is_word ? SUFFIX : 0) });
    if (key >= (is_word ? (int)FIELDS : (int)KEYS)) return;
    hs_str *value = is_word ? &said->word[key] : &said->plain[key];
    if (!value->len) *value = a->value;
}

/* ---- numbers ------------------------------------------------------------------------------------------------------- */

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

/* A number above 12 is the day, whatever the order. */
static void read_figures(time_frame *f, hs_str s, bool is_month_first)
{
    int32_t n[3];
    size_t length = 0;
    uint32_t count = numbers_in(s, n, &length);
    if (count < 2) return;
    if (n[is_month_first ? 0 : 1] > 12 && n[is_month_first ? 1 : 0] <= 12) is_month_first = !is_month_first;
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
    if (!count) return;
    bool is_run = count == 1 && length > 2; /* "0735" */
    f->fields[FIELD_HOUR] = is_run ? n[0] / 100 : n[0];
    if (is_run || count > 1) f->fields[FIELD_MINUTE] = is_run ? n[0] % 100 : n[1];
}

static void read_numbers(time_frame *f, const sayings *said)
{
    for (int i = 0; i < FIELDS; i++) {
        size_t from = 0, to = 0;
        hs_str text = said->word[i].len ? said->word[i] : said->plain[i];
        int32_t n = text.len ? number_in(text, &from, &to) : FIELD_NONE;
        f->fields[i] = n;
        if (i == FIELD_YEAR && n != FIELD_NONE) f->is_two_digits = to - from <= 2;
    }
}

/* Tens, hundreds and multipliers of spelled numbers: twenty + four, two hundred + ten, two * 12. */
static void read_amount(time_frame *f, const sayings *said)
{
    int32_t *n = f->fields;
    f->amount = said->word[FIELD_COUNT].len ? said->word[FIELD_COUNT] : said->plain[FIELD_COUNT];
    if (n[FIELD_TENS] != FIELD_NONE) n[FIELD_COUNT] = n[FIELD_TENS] + (n[FIELD_COUNT] == FIELD_NONE ? 0 : n[FIELD_COUNT]);
    if (n[FIELD_TIMES] != FIELD_NONE && (n[FIELD_COUNT] == FIELD_NONE || n[FIELD_COUNT] < 1000) && n[FIELD_TIMES] <= 1000000)
        n[FIELD_COUNT] = (n[FIELD_COUNT] == FIELD_NONE ? 1 : n[FIELD_COUNT]) * n[FIELD_TIMES];
    if (n[FIELD_HUNDREDS] != FIELD_NONE && n[FIELD_HUNDREDS] < 1000)
        n[FIELD_COUNT] = n[FIELD_HUNDREDS] * 100 + (n[FIELD_COUNT] == FIELD_NONE ? 0 : n[FIELD_COUNT]);
}

static void read_spelled_year(time_frame *f, const sayings *said)
{
    if (!str_is(said->plain[FIELD_YEAR], "count")) return;
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

/* ---- the whole ----------------------------------------------------------------------------------------------------- */

static void read_words(time_frame *f, const hs_str *said)
{
    f->type_name = said[KEY_TYPE];
    f->mod = said[KEY_MOD].len ? said[KEY_MOD] : STR(""); /* goes on to the output */
    f->ref = said[KEY_REF];
    f->more = said[KEY_MORE];
    f->unit_code = said[KEY_UNIT];
    f->part = said[KEY_PART];
    f->type = (time_type)CHOOSE(types, f->type_name, TYPE_NONE);
    f->anchor = (time_anchor)CHOOSE(anchors, said[KEY_ANCHOR], ANCHOR_DEFAULT);
    f->direction = (time_direction)CHOOSE(directions, said[KEY_DIRECTION], DIRECTION_TENSE);
    f->season = time_season_of(said[KEY_SEASON]);
    f->is_clock = str_is(said[KEY_SCALE], "time");
    f->is_before_era = str_is(said[KEY_ERA], "bc");
    f->is_period = str_is(said[KEY_PERIOD], "yes");
    f->is_afternoon = str_is(said[KEY_MERIDIEM], "pm");
    f->is_forenoon = str_is(said[KEY_MERIDIEM], "am");
    f->unit = time_unit_of(f->unit_code, f->is_clock);
    f->grain = time_unit_of(said[KEY_GRAIN], false).grain;
}

time_frame time_frame_read(const annotation *a, bool is_day_first)
{
    sayings said = { 0 };
    time_frame f = { 0 };
    for (uint32_t i = 0; i < a->attribute_count; i++) hear(&said, &a->attributes[i]);
    read_words(&f, said.plain);
    read_numbers(&f, &said);
    if (said.plain[KEY_ISO].len) read_iso(&f, said.plain[KEY_ISO]);
    if (said.plain[KEY_MDY].len) read_figures(&f, said.plain[KEY_MDY], true);
    if (said.plain[KEY_DMY].len) read_figures(&f, said.plain[KEY_DMY], false);
    if (said.plain[KEY_FIGURES].len) read_figures(&f, said.plain[KEY_FIGURES], !is_day_first);
    if (said.plain[KEY_CLOCK].len) read_clock(&f, said.plain[KEY_CLOCK]);
    read_amount(&f, &said);
    read_spelled_year(&f, &said);
    read_shift(&f);
    return f;
}
