/* time_duration.c - durations and sets in TIMEX3 notation.
 *
 *   three months      P3M          an hour and a half   PT1H30M       several years   PXY
 *   every day         P1D          on Mondays           XXXX-WXX-1    each October    XXXX-10 */
#include "find/time_resolve.h"

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

static hs_str amount_of(arena *memory, const time_frame *f, int32_t times)
{
    bool is_plain = !frame_has(f, FIELD_TIMES) && !frame_has(f, FIELD_HUNDREDS);
    if (is_plain && times == 1 && is_decimal(f->amount)) return f->amount;
    int32_t n = f->fields[FIELD_COUNT];
    if (n == FIELD_NONE || n < 0) return STR("X");
    return arena_printf(memory, "%lld", (long long)n * times);
}

static hs_str with_half(arena *memory, const time_frame *f, const half_unit *half, bool is_clock)
{
    const char *t = half->is_finer_clock ? "T" : "";
    int32_t n = f->fields[FIELD_COUNT];
    if (n == FIELD_NONE || n == 0) return arena_printf(memory, "P%s%d%s", t, (int)half->count, half->finer);
    if (half->is_finer_clock && is_clock)
        return arena_printf(memory, "PT%d%s%d%s", (int)n, half->code, (int)half->count, half->finer);
    return arena_printf(memory, "P%d%s%s%d%s", (int)n, half->code, t, (int)half->count, half->finer);
}

hs_str time_duration_write(arena *memory, const time_frame *f)
{
    hs_str code = f->unit_code;
    if (!code.len) return STR("");
    bool is_clock = f->is_clock || str_is(code, "H") || str_is(code, "S");
    int32_t times = 1;
    if (str_is(code, "FN")) code = STR("W"), times = 2;
    if (str_is(code, "HY")) code = STR("M"), times = 6;
    const char *t = is_clock ? "T" : "";
    if (str_is(f->more, "half")) {
        const half_unit *half = half_of(code, is_clock);
        if (half) return with_half(memory, f, half, is_clock);
        int32_t n = frame_has(f, FIELD_COUNT) ? f->fields[FIELD_COUNT] : 0;
        return arena_printf(memory, "P%s%d.5%.*s", t, (int)n, (int)code.len, code.ptr);
    }
    hs_str n = amount_of(memory, f, times);
    return arena_printf(memory, "P%s%.*s%.*s", t, (int)n.len, n.ptr, (int)code.len, code.ptr);
}

hs_str time_set_write(arena *memory, const time_frame *f)
{
    if (f->unit_code.len) return time_duration_write(memory, f);
    time_place place = time_place_of(f);
    if (place == PLACE_NONE) return STR("");
    return time_value_write(memory, time_place_in(time_value_open(place == PLACE_YEAR ? GRAIN_YEAR : GRAIN_DAY), f));
}
