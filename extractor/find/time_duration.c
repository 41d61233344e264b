/* time_duration.c - durations and sets in TIMEX3 notation.
 *
 *   three months      P3M          an hour and a half   PT1H30M       several years   PXY
 *   every day         P1D          on Mondays           XXXX-WXX-1    each October    XXXX-10 */
#include "find/time_resolve.h"
#include "find/time_text.h"

/* Half of a unit in the next finer one: half an hour is 30 minutes. */
typedef struct { const char *code; bool is_clock; int32_t count; const char *finer; bool is_finer_clock; } half_unit;

static const half_unit halves[] = {
    { "Y", false, 6, "M", false },   { "D", false, 12, "H", true },   { "H", true, 30, "M", true },
    { "M", true, 30, "S", true },    { "DE", false, 5, "Y", false },  { "CE", false, 50, "Y", false },
    { "ML", false, 500, "Y", false },
};

static const half_unit *half_of(hs_str code, bool is_clock)
{
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
        if (str_is(code, halves[i].code) && halves[i].is_clock == is_clock) return &halves[i];
    return NULL;
}

/* A decimal is kept as written. */
static bool is_decimal(hs_str s)
{
    bool has_point = false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '.') has_point = true;
        else if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
    }
    return has_point && s.len > 1 && s.ptr[0] != '.' && s.ptr[s.len - 1] != '.';
}

static void put_amount(time_text *t, const time_frame *f, int32_t times)
{
    bool is_plain = !frame_has(f, FIELD_TIMES) && !frame_has(f, FIELD_HUNDREDS);
    int32_t n = f->fields[FIELD_COUNT];
    if (is_plain && times == 1 && is_decimal(f->amount)) time_text_add(t, f->amount);
    else if (n == FIELD_NONE || n < 0) time_text_put(t, 'X');
    else time_text_number(t, (uint64_t)n * (uint64_t)times, 1);
}

static void put_count(time_text *t, int32_t n)
{
    time_text_number(t, n > 0 ? (uint64_t)n : 0, 1);
}

/* "PT1H30M", "P2Y6M", "P1DT12H"; without a count the half alone: "PT30M". */
static void put_with_half(time_text *t, const time_frame *f, const half_unit *half, bool is_clock)
{
    int32_t n = f->fields[FIELD_COUNT];
    bool is_alone = n == FIELD_NONE || n == 0;
    if (is_clock) time_text_put(t, 'T');
    if (!is_alone) {
        put_count(t, n);
        time_text_add(t, f->unit_code);
    }
    if (half->is_finer_clock && !is_clock) time_text_put(t, 'T');
    put_count(t, half->count);
    time_text_add(t, (hs_str){ half->finer, strlen(half->finer) });
}

/* Units of which there is no half: "P1.5W". */
static void put_decimal_half(time_text *t, const time_frame *f, hs_str code, bool is_clock)
{
    if (is_clock) time_text_put(t, 'T');
    put_count(t, f->fields[FIELD_COUNT]);
    time_text_add(t, STR(".5"));
    time_text_add(t, code);
}

hs_str time_duration_write(arena *memory, const time_frame *f)
{
    time_text t = { .len = 0 };
    hs_str code = f->unit_code;
    if (!code.len) return STR("");
    bool is_clock = f->is_clock || str_is(code, "H") || str_is(code, "S"), has_half = str_is(f->more, "half");
    int32_t times = 1;
    if (str_is(code, "FN")) code = STR("W"), times = 2;
    if (str_is(code, "HY")) code = STR("M"), times = 6;
    const half_unit *half = has_half ? half_of(code, is_clock) : NULL;
    time_text_put(&t, 'P');
    if (half) {
        put_with_half(&t, f, half, is_clock);
    } else if (has_half) {
        put_decimal_half(&t, f, code, is_clock);
    } else {
        if (is_clock) time_text_put(&t, 'T');
        put_amount(&t, f, times);
        time_text_add(&t, code);
    }
    return time_text_keep(memory, &t);
}

hs_str time_set_write(arena *memory, const time_frame *f)
{
    if (f->unit_code.len) return time_duration_write(memory, f);
    time_place place = time_place_of(f);
    if (place == PLACE_NONE) return STR("");
    return time_value_write(memory, time_place_in(time_value_open(place == PLACE_YEAR ? GRAIN_YEAR : GRAIN_DAY), f));
}
