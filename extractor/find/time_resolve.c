/* time_resolve.c - what a relative or incomplete date is reckoned from, and which of its candidates is meant.
 *
 * Four ways, tried in this order:
 *   written in full    the year, decade or century stands there
 *   by the period      "a year earlier", "the latest quarter": the granularity of the figures spoken of is kept
 *   by shifting        so many units from the anchor, then the parts placed in it ("May of last year")
 *   by completing      "May 3", "Friday": one candidate in each year or week around the anchor; direction and tense choose
 *
 * The defaults without direction and tense were counted on news: a weekday is the most recent one (91 %), a month and day
 * the nearest (94 %), a quarter the last that has begun (98 %). Tense is found by rules and often wrong, so that for months
 * it only tips the scales: what lies against it counts twice as far. Only where the rules are sure ("said in August") it decides. */
#include "find/time_resolve.h"

static const time_value nothing = { .grain = GRAIN_NONE };

/* ---- the anchor ---------------------------------------------------------------------------------------------------- */

static const time_mention *later(const time_mention *a, const time_mention *b)
{
    if (b->value.grain == GRAIN_NONE) return a;
    return !a || b->serial > a->serial ? b : a;
}

/* The last date mentioned that is at least as fine as `grain`; else the last of any grain. */
static const time_mention *latest_of(const time_context *c, time_grain grain)
{
    const time_mention *found = NULL, *any = NULL;
    for (int g = GRAIN_NONE + 1; g <= GRAIN_SECOND; g++) {
        any = later(any, &c->latest[g]);
        if (g >= (int)grain) found = later(found, &c->latest[g]);
    }
    return found ? found : any;
}

static time_value anchor_of(const time_frame *f, const time_context *c, time_grain grain, time_answer *answer)
{
    bool is_text = f->anchor == ANCHOR_TEXT || c->is_narrative;
    if (!is_text) {
        if (!c->has_published) return nothing;
        answer->is_published = true;
        return c->published;
    }
    const time_mention *m = latest_of(c, grain);
    if (!m) return nothing;
    answer->mention = m->index;
    return m->value;
}

/* ---- written in full ----------------------------------------------------------------------------------------------- */

static int32_t around(const time_context *c, int32_t two, int32_t ahead, bool *is_known)
{
    const time_mention *m = latest_of(c, GRAIN_YEAR);
    *is_known = c->has_published || m;
    if (c->has_published) return calendar_full_year(two, c->published.date.year, ahead);
    return m ? calendar_full_year(two, m->value.date.year, ahead) : two;
}

static time_value in_year(int32_t year, time_grain grain, bool is_century_open)
{
    if (year < CALENDAR_FIRST_YEAR || year > CALENDAR_LAST_YEAR) return nothing;
    time_value v = { .grain = grain, .date = { year, 1, 1 } };
    if (is_century_open) v.open = OPEN_CENTURY;
    return v;
}

/* Years ahead of the anchor that two digits may still mean: '20 in 2016 is to come, but "the '20s" are past. */
enum { AHEAD_YEAR = 20, AHEAD_DECADE = 3 };

static time_value written(const time_frame *f, const time_context *c)
{
    const int32_t *n = f->fields;
    bool is_known = true;
    int32_t year;
    if (frame_has(f, FIELD_CENTURY)) {
        if (n[FIELD_CENTURY] < 1 || n[FIELD_CENTURY] > 99) return nothing;
        year = f->is_before_era ? 2 - n[FIELD_CENTURY] * 100 : (n[FIELD_CENTURY] - 1) * 100;
        return in_year(year, GRAIN_CENTURY, false);
    }
    if (frame_has(f, FIELD_DECADE)) {
        year = n[FIELD_DECADE] < 100 ? around(c, n[FIELD_DECADE], AHEAD_DECADE, &is_known) : n[FIELD_DECADE];
        return in_year(year, GRAIN_DECADE, !is_known);
    }
    year = n[FIELD_YEAR];
    if (f->is_before_era) year = 1 - year;
    else if (f->is_two_digits && year < 100) year = around(c, year, AHEAD_YEAR, &is_known);
    return time_place_in(in_year(year, GRAIN_YEAR, !is_known), f);
}

static bool is_written(const time_frame *f)
{
    return frame_has(f, FIELD_YEAR) || frame_has(f, FIELD_DECADE) || frame_has(f, FIELD_CENTURY);
}

/* ---- by the period under report ------------------------------------------------------------------------------------ */

static time_value months_away(time_value v, int32_t months)
{
    time_value there = time_value_shift(v, months, (time_unit){ GRAIN_MONTH, 1 });
    if (there.grain == GRAIN_NONE) return there;
    there.open = v.open;
    return time_value_at(there, v.grain);
}

/* Figures are reported when a quarter is over: a quarter that goes on, or an outlook on one, is not "the latest quarter". */
static bool is_reported(const time_context *c, time_value v)
{
    if (!c->has_published || c->is_narrative) return true;
    return time_value_order(v, time_value_at(c->published, GRAIN_QUARTER)) < 0;
}

/* The quarter spoken of, or the last one that was over when the article appeared. */
static time_value period_of(const time_frame *f, const time_context *c, time_answer *answer)
{
    const time_mention *m = &c->period;
    bool is_fine = m->value.grain == GRAIN_QUARTER || m->value.grain == GRAIN_HALF;
    if (is_fine && f->unit.grain == GRAIN_QUARTER) is_fine = is_reported(c, m->value);
    if (m->value.grain != GRAIN_NONE && (is_fine || f->unit.grain == GRAIN_YEAR)) {
        answer->mention = m->index;
        return m->value;
    }
    if (f->unit.grain != GRAIN_QUARTER || !c->has_published || c->is_narrative) return nothing;
    answer->is_published = true;
    return time_value_shift(c->published, -1, f->unit);
}

static time_value by_period(const time_frame *f, const time_context *c, time_answer *answer)
{
    time_value v = period_of(f, c, answer);
    int32_t shift = frame_has(f, FIELD_SHIFT) ? f->fields[FIELD_SHIFT] : 0;
    if (v.grain == GRAIN_NONE || shift > 9999 || shift < -9999) return nothing;
    if (frame_has(f, FIELD_YEAR)) {
        time_value year = written(f, c);
        return year.grain == GRAIN_NONE ? year : months_away(v, (year.date.year - v.date.year) * 12);
    }
    return months_away(v, shift * (f->unit.grain == GRAIN_YEAR ? 12 : f->unit.grain == GRAIN_QUARTER ? 3 : 0));
}

/* ---- by shifting --------------------------------------------------------------------------------------------------- */

/* A unit that is not counted, "over the weekend": the last that has begun, or with a future tense the next to begin. */
static time_value by_direction(const time_frame *f, const time_context *c, time_value anchor, time_answer *answer)
{
    bool is_coming = f->direction >= DIRECTION_COMING || (f->direction == DIRECTION_TENSE && c->tense == TENSE_FUTURE);
    answer->direction = is_coming ? DIRECTION_COMING : DIRECTION_RECENT;
    time_value day = time_value_at(anchor, GRAIN_DAY), v = time_value_shift(anchor, is_coming ? 0 : 1, f->unit);
    while (v.grain != GRAIN_NONE && time_value_order(v, day) * (is_coming ? -1 : 1) > 0)
        v = time_value_shift(v, is_coming ? 1 : -1, f->unit);
    return v.grain == GRAIN_NONE ? v : time_place_in(v, f);
}

static time_value by_shift(const time_frame *f, const time_context *c, time_answer *answer)
{
    time_grain grain = f->unit.grain;
    time_value anchor = anchor_of(f, c, grain > GRAIN_DAY ? GRAIN_DAY : grain, answer);
    if (anchor.grain == GRAIN_NONE) return time_place_in(time_value_open(grain > GRAIN_DAY ? GRAIN_DAY : grain), f);
    if (!frame_has(f, FIELD_SHIFT)) return by_direction(f, c, anchor, answer);
    if (grain > GRAIN_DAY && anchor.grain < GRAIN_HOUR) return time_value_at(anchor, GRAIN_DAY); /* hours from no hour */
    time_value v = time_value_shift(anchor, f->fields[FIELD_SHIFT], f->unit);
    return v.grain == GRAIN_NONE ? v : time_place_in(v, f);
}

/* ---- by completing ------------------------------------------------------------------------------------------------- */

static const time_unit place_unit[] = {
    [PLACE_YEAR] = { GRAIN_YEAR, 1 }, [PLACE_WEEK] = { GRAIN_WEEK, 1 }, [PLACE_MONTH] = { GRAIN_MONTH, 1 },
    [PLACE_DAY] = { GRAIN_DAY, 1 },
};

typedef struct { time_direction direction; time_tense tense; } time_choice;

static time_direction without_tense(const time_frame *f, time_place place, const time_context *c)
{
    time_tense tense = c->tense;
    if (place == PLACE_DAY) return DIRECTION_THIS;
    if (f->season) return tense == TENSE_FUTURE ? DIRECTION_COMING : DIRECTION_THIS;
    if (frame_has(f, FIELD_QUARTER) || frame_has(f, FIELD_HALF))
        return tense == TENSE_FUTURE ? DIRECTION_NEAREST : DIRECTION_RECENT;
    if (place == PLACE_YEAR && tense == TENSE_PAST && c->is_tense_sure) return DIRECTION_RECENT;
    if (place == PLACE_YEAR) return DIRECTION_NEAREST;
    return tense == TENSE_FUTURE ? DIRECTION_COMING : DIRECTION_RECENT;
}

/* In days, twice as many against the tense of the clause. */
static int32_t distance(time_value v, time_value anchor, time_tense tense)
{
    int32_t days = calendar_days(v.date) - calendar_days(anchor.date);
    if (days < 0) return tense == TENSE_FUTURE ? -2 * days : -days;
    return tense == TENSE_PAST ? 2 * days : days;
}

/* Is candidate `v` (order `o` to the anchor) better than `best`? Candidates come in the order of time. */
static bool is_better(time_direction direction, time_value v, int o, time_value best, time_value anchor, time_tense tense)
{
    bool is_first = best.grain == GRAIN_NONE;
    switch (direction) {
    case DIRECTION_PAST: return o < 0;
    case DIRECTION_RECENT: return o <= 0;
    case DIRECTION_COMING: return o >= 0 && is_first;
    case DIRECTION_FUTURE: return o > 0 && is_first;
    default: return is_first || distance(v, anchor, tense) < distance(best, anchor, tense);
    }
}

/* What is looked for stands in the anchor's own year, week ..., the one before and the one after. It must be sought further
 * away only if one of the three has no such day (29 February comes back after eight years at most), or if they don't lie on
 * both sides of the anchor: in January the winter of the year before has not ended. */
enum { REACH = 1, REACH_MOST = 8 };

static time_value choose_within(const time_frame *f, time_value anchor, time_place place, const time_choice *how, int32_t reach,
                                bool *is_complete)
{
    time_value best = nothing;
    *is_complete = true;
    for (int32_t k = -reach; k <= reach; k++) {
        time_value base = time_value_shift(anchor, k, place_unit[place]);
        time_value v = base.grain == GRAIN_NONE ? base : time_place_in(base, f);
        if (v.grain == GRAIN_NONE) {
            *is_complete = false;
            continue;
        }
        time_grain grain = v.grain > GRAIN_DAY ? GRAIN_DAY : v.grain;
        time_value same = time_value_at(anchor, grain);
        int order = time_value_order(v, same);
        if ((k == -reach && order >= 0) || (k == reach && order <= 0)) *is_complete = false;
        bool is_only = how->direction == DIRECTION_THIS;
        if (is_only || is_better(how->direction, v, order, best, same, how->tense)) best = v;
    }
    return best;
}

static time_value choose(const time_frame *f, time_value anchor, time_place place, const time_choice *how)
{
    bool is_complete;
    if (how->direction == DIRECTION_THIS) return choose_within(f, anchor, place, how, 0, &is_complete);
    time_value best = choose_within(f, anchor, place, how, REACH, &is_complete);
    return is_complete ? best : choose_within(f, anchor, place, how, REACH_MOST, &is_complete);
}

/* A bare clock time belongs to the day just spoken of, if that was in this sentence or the one before. */
static time_value day_of_clock(const time_frame *f, const time_context *c, time_answer *answer)
{
    const time_mention *m = latest_of(c, GRAIN_DAY);
    bool is_near = m && m->value.grain >= GRAIN_DAY && c->sentence - m->sentence <= 1;
    if (f->anchor != ANCHOR_DEFAULT || !is_near) return anchor_of(f, c, GRAIN_DAY, answer);
    answer->mention = m->index;
    return m->value;
}

static time_value by_completing(const time_frame *f, const time_context *c, time_answer *answer)
{
    time_place place = time_place_of(f);
    if (place == PLACE_NONE) return nothing;
    time_grain grain = place == PLACE_YEAR ? GRAIN_YEAR : GRAIN_DAY;
    time_value anchor = place == PLACE_DAY ? day_of_clock(f, c, answer) : anchor_of(f, c, grain, answer);
    if (anchor.grain == GRAIN_NONE || (anchor.open & OPEN_YEAR))
        return time_place_in(time_value_open(place_unit[place].grain), f);
    time_direction direction = f->direction;
    if (direction == DIRECTION_TENSE && f->anchor == ANCHOR_TEXT) direction = DIRECTION_THIS;
    if (direction == DIRECTION_TENSE && c->is_narrative) direction = place == PLACE_YEAR ? DIRECTION_THIS : DIRECTION_NEAREST;
    if (direction == DIRECTION_TENSE) direction = without_tense(f, place, c);
    answer->direction = direction;
    return choose(f, anchor, place, &(time_choice){ direction, c->tense });
}

/* The weekend of a Monday that is a holiday is the one before it. */
static time_value at_grain(time_value v, time_grain grain)
{
    int32_t days = calendar_days(v.date);
    bool is_monday = grain == GRAIN_WEEKEND && v.grain == GRAIN_DAY && calendar_weekday(days) == 1;
    if (is_monday) v.date = calendar_date(days - 1);
    return time_value_at(v, grain);
}

/* ---- the story ----------------------------------------------------------------------------------------------------- */

time_answer time_resolve(const time_frame *f, const time_context *c)
{
    time_answer answer = { .mention = MENTION_NONE, .way = WAY_PERIOD };
    time_value v = nothing;
    if (f->anchor == ANCHOR_PERIOD) v = by_period(f, c, &answer);
    if (v.grain == GRAIN_NONE) {
        answer.way = is_written(f) ? WAY_WRITTEN : f->unit.grain != GRAIN_NONE ? WAY_SHIFT : WAY_COMPLETING;
        if (answer.way == WAY_WRITTEN) v = written(f, c);
        else if (answer.way == WAY_SHIFT) v = by_shift(f, c, &answer);
        else v = by_completing(f, c, &answer);
    }
    if (f->grain != GRAIN_NONE && v.grain > f->grain) v = at_grain(v, f->grain);
    answer.value = v;
    return answer;
}

void time_context_note(time_context *c, const time_frame *f, time_value value, uint32_t index)
{
    time_mention m = { value, index, c->sentence, ++c->mentions };
    if (f->type == TYPE_DURATION) {
        if (!f->is_period || !c->has_published) return;
        m.value = time_value_at(c->published, GRAIN_YEAR); /* nine months are compared with those of a year before */
        c->period = m;
        return;
    }
    if (value.grain < GRAIN_YEAR || (value.open & (OPEN_YEAR | OPEN_CENTURY))) return;
    bool is_compared = frame_has(f, FIELD_YEAR) || (frame_has(f, FIELD_SHIFT) && f->fields[FIELD_SHIFT] != 0);
    bool is_period = value.grain == GRAIN_QUARTER || value.grain == GRAIN_HALF;
    if (is_period && (!is_compared || c->period.value.grain == GRAIN_NONE)) c->period = m;
    c->latest[value.grain] = m;
}
