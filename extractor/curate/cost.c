/* cost.c - see cost.h. */
#include "curate/cost.h"

#include <time.h>

static uint64_t now(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) ? 0 : (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void count_stretch(coverage *c, replay *s, rule_touch *t, const stretch *st, const positions *places, arena *memory)
{
    const rule *r = t->patterns.rule;
    atom_place place = { c->atoms, st, replay_classes(s, r->layer, r->priority) };
    uint64_t steps = 0;
    bool is_begun = false;
    for (uint32_t i = 0; i < t->patterns.match.count; i++) {
        reference_run run;
        reference_match m;
        reference_begin(&run, &t->patterns.match.items[i], &place, memory);
        for (uint32_t at = 0; at < st->count; at++) is_begun |= reference_match_at(&run, at, &m) == REFERENCE_YES;
        is_begun |= run.best.is_set && run.best.met > 0;
        steps += run.steps;
    }
    t->tried += is_begun;
    t->steps += steps;
    if (steps <= t->most_steps) return;
    position_place at = position_of(places, s->doc->tokens.items[st->letters[0].tokens.first].start);
    t->most_steps = steps;
    t->worst = arena_printf(&c->memory, "%.*s:%u", (int)s->doc->text.id.len, s->doc->text.id.ptr, at.line);
}

void cost_count(coverage *c, replay *s, const positions *places)
{
    for (uint32_t i = 0; i < c->rules->rule_count; i++) {
        rule_touch *t = &c->touched[i];
        arena memory;
        if (!t->patterns.rule) continue;
        arena_init(&memory);
        uint64_t begun = now();
        for (uint32_t view = VIEW_PLAIN; view <= VIEW_TEXT; view <<= 1) {
            const stretches *list = t->patterns.rule->views & view ? replay_view(s, view) : NULL;
            for (uint32_t k = 0; list && k < list->count; k++) count_stretch(c, s, t, &list->items[k], places, &memory);
        }
        t->nanoseconds += now() - begun;
        arena_free(&memory);
    }
}
