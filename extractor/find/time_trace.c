/* time_trace.c - an answer and its context as words.
 *
 *   published 2015-09-24, "may open on Friday"
 *   open XXXX-WXX-5 · way complete · anchor 2015-09-24 · tense present · direction recent · grain day */
#include "find/time_trace.h"

static hs_str word(const char *const *words, size_t count, size_t number)
{
    return number < count && words[number] ? (hs_str){ words[number], strlen(words[number]) } : STR("");
}

#define WORD(words, number) word((words), sizeof(words) / sizeof *(words), (size_t)(number))

static const char *const ways[] = {
    [WAY_WRITTEN] = "written", [WAY_PERIOD] = "period", [WAY_SHIFT] = "shift", [WAY_COMPLETING] = "complete",
};
static const char *const tenses[] = { [TENSE_PAST] = "past", [TENSE_PRESENT] = "present", [TENSE_FUTURE] = "future" };
static const char *const directions[] = {
    [DIRECTION_PAST] = "past", [DIRECTION_RECENT] = "recent", [DIRECTION_NEAREST] = "nearest", [DIRECTION_THIS] = "this",
    [DIRECTION_COMING] = "coming", [DIRECTION_FUTURE] = "future",
};
static const char *const grains[] = {
    [GRAIN_MILLENNIUM] = "millennium", [GRAIN_CENTURY] = "century", [GRAIN_DECADE] = "decade", [GRAIN_YEAR] = "year",
    [GRAIN_HALF] = "half", [GRAIN_SEASON] = "season", [GRAIN_QUARTER] = "quarter", [GRAIN_MONTH] = "month", [GRAIN_WEEK] = "week",
    [GRAIN_WEEKEND] = "weekend", [GRAIN_DAY] = "day", [GRAIN_PART] = "part of the day", [GRAIN_HOUR] = "hour",
    [GRAIN_MINUTE] = "minute", [GRAIN_SECOND] = "second",
};

/* The same frame where nothing is known yet: what can't be said is open. */
static time_value open_value(time_frame f, const time_step *step)
{
    time_context nothing = { .has_published = false };
    if (step->year_from != TIMES_NONE) f.fields[FIELD_YEAR] = FIELD_NONE;
    return time_resolve(&f, &nothing).value;
}

void time_trace(arena *memory, const time_frame *f, const time_context *c, const time_answer *a, const timex *times, time_step *step)
{
    step->open = time_value_write(memory, open_value(*f, step));
    step->way = WORD(ways, a->way);
    if (a->is_published) step->anchor_value = time_value_write(memory, c->published);
    else if (a->mention != MENTION_NONE) step->anchor_value = times[a->mention].value;
    step->tense = WORD(tenses, c->tense);
    step->direction = WORD(directions, a->direction);
    step->grain = WORD(grains, a->value.grain);
}
