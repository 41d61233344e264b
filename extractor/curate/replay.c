/* replay.c - see replay.h. Does again what the word-class rules did, from the matches that the trace kept. */
#include "curate/replay.h"

#include "base/error.h"

hs_status replay_open(replay *s, hs_document *doc, hs_error *error)
{
    const struct hs_rules *rules = doc->rules;
    *s = (replay){ .doc = doc, .class_layer = rules_layer(rules, "class") };
    arena_init(&s->memory);
    layers_init(&s->fresh, &s->memory, rules->layer_count);
    hs_status status = match_begin(&s->run, rules, &doc->text, &doc->tokens, &s->fresh, doc->scratch, &s->memory, error);
    if (status) return status;
    s->first = s->run.classes;
    s->settled = arena_alloc(&s->memory, (doc->tokens.count + 1) * sizeof *s->settled);
    if (!s->settled) return error_memory(error);
    for (uint32_t i = 0; i < doc->tokens.count; i++) s->settled[i] = 1u << doc->tokens.items[i].upos;
    s->run.layers = &doc->layers;
    return HS_OK;
}

void replay_free(replay *s)
{
    arena_free(&s->memory);
}

hs_status replay_article(replay *s, const struct hs_rules *rules, const hs_article *article, const hs_options *options, hs_error *error)
{
    hs_document *doc;
    hs_status status = document_trace(rules, article, options, &doc, error);
    if (status) {
        *s = (replay){ .doc = NULL };
        arena_init(&s->memory);
        return status;
    }
    return replay_open(s, doc, error);
}

void replay_close(replay *s)
{
    hs_document_free(s->doc);
    replay_free(s);
}

const stretches *replay_view(replay *s, uint32_t view)
{
    return match_view(&s->run, view);
}

/* ---- word classes ----------------------------------------------------------------------------------------------- */

typedef struct { uint32_t not_kept, removed; } verdict;

static void hear(const replay *s, const match *m, const uint32_t *classes, verdict *verdicts)
{
    const rule *r = &s->doc->rules->rules[m->rule];
    for (uint32_t i = 0; i < m->role_count; i++) {
        if (m->roles[i].role != s->doc->rules->role_word) continue;
        for (uint32_t t = m->roles[i].range.first; t < m->roles[i].range.last; t++) {
            if (r->keep) verdicts[t].not_kept |= classes[t] & r->keep ? ~r->keep : 0;
            else verdicts[t].removed |= r->remove;
        }
    }
}

static uint32_t judge(uint32_t before, verdict v)
{
    uint32_t left = before & ~v.not_kept;
    if (!left) left = before;
    return left & ~v.removed ? left & ~v.removed : left;
}

static void act(replay *s, int32_t priority, uint32_t *classes, verdict *verdicts)
{
    const matches *found = &s->doc->found[s->class_layer];
    uint32_t count = s->doc->tokens.count;
    memset(verdicts, 0, count * sizeof *verdicts);
    for (uint32_t i = 0; i < found->count; i++) {
        const match *m = &found->items[i];
        if (m->fate == LOST_NOT && s->doc->rules->rules[m->rule].priority == priority) hear(s, m, classes, verdicts);
    }
    for (uint32_t t = 0; t < count; t++) classes[t] = judge(classes[t], verdicts[t]);
}

/* The highest priority of a class rule below this one; false if there is none. */
static bool next_below(const replay *s, int64_t limit, int32_t *out)
{
    const rule_layer *rl = &s->doc->rules->layers[s->class_layer];
    bool is_found = false;
    for (uint32_t i = 0; i < rl->rule_count; i++) {
        int32_t p = s->doc->rules->rules[rl->rules[i]].priority;
        if (p >= limit || (is_found && p <= *out)) continue;
        *out = p;
        is_found = true;
    }
    return is_found;
}

static void add_moment(replay *s, int32_t priority, const uint32_t *classes)
{
    size_t size = (s->doc->tokens.count + 1) * sizeof *classes;
    class_moment m = { priority, arena_alloc(&s->memory, size) };
    if (!m.classes) return;
    memcpy(m.classes, classes, s->doc->tokens.count * sizeof *classes);
    ARENA_PUSH(&s->memory, s->moments, s->moment_count, s->moment_cap, m);
}

static void make_moments(replay *s)
{
    uint32_t count = s->doc->tokens.count;
    uint32_t *now = arena_alloc(&s->memory, (count + 1) * sizeof *now);
    verdict *verdicts = arena_alloc(&s->memory, (count + 1) * sizeof *verdicts);
    int32_t priority = 0;
    if (!now || !verdicts) return;
    memcpy(now, s->first, count * sizeof *now);
    for (int64_t limit = INT64_MAX; next_below(s, limit, &priority); limit = priority) {
        add_moment(s, priority, now);
        act(s, priority, now, verdicts);
    }
}

const uint32_t *replay_classes(replay *s, uint32_t layer_index, int32_t priority)
{
    if (layer_index != s->class_layer) return s->settled;
    if (!s->moment_count) make_moments(s);
    for (uint32_t i = 0; i < s->moment_count; i++)
        if (s->moments[i].priority == priority) return s->moments[i].classes;
    return s->first;
}
