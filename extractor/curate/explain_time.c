/* explain_time.c - one paragraph for each time, read from what the walk over the times recorded (find/time.h).
 *
 *   t1  line 1, column 19  [last week]
 *     rule     en.date-unit@9f3c1a  rules/en/time.yaml:700
 *     took     r [last] u [week]
 *     says     type=DATE unit=W shift=-1
 *     open     XXXX-WXX
 *     anchor   2015-09-24 (published)
 *     reached  by shift, grain week
 *     is       type=DATE value=2015-W38 */
#include "curate/explain_time.h"

typedef struct {
    const comparison *words;
    const hs_document *doc;
    const layer       *found;    /* of the time rules, parallel to the times */
    const matches     *all;      /* their candidates                         */
    buffer            *out;
} telling;

static void write_words(const telling *x, token_range r)
{
    pieces p = { &r, 1 };
    span_list s = compare_pieces(x->words, &p);
    buffer_char(x->out, '[');
    compare_write_spans(x->words, &s, x->out);
    buffer_char(x->out, ']');
}

static const match *winner_of(const telling *x, const annotation *a)
{
    for (uint32_t i = 0; x->all && i < x->all->count; i++) {
        const match *m = &x->all->items[i];
        if (m->rule == a->rule && m->fate == LOST_NOT && range_inside(a->range, m->range)) return m;
    }
    return NULL;
}

static void write_rule(const telling *x, const annotation *a)
{
    const rule *r = &x->doc->rules->rules[a->rule];
    const match *m = winner_of(x, a);
    buffer_printf(x->out, "  rule     %.*s  %.*s:%u\n", (int)r->name.len, r->name.ptr, (int)r->file->source.path.len,
                  r->file->source.path.ptr, r->line);
    if (!m || !m->role_count) return;
    buffer_lit(x->out, "  took    ");
    for (uint32_t i = 0; i < m->role_count; i++) {
        hs_str role = x->doc->rules->roles[m->roles[i].role];
        buffer_printf(x->out, " %.*s ", (int)role.len, role.ptr);
        write_words(x, m->roles[i].range);
    }
    buffer_char(x->out, '\n');
}

static void write_pair(const telling *x, const char *key, hs_str value)
{
    if (value.len) buffer_printf(x->out, " %s=%.*s", key, (int)value.len, value.ptr);
}

static void write_sayings(const telling *x, const annotation *a)
{
    buffer_lit(x->out, "  says    ");
    for (uint32_t i = 0; i < a->attribute_count; i++)
        buffer_printf(x->out, " %.*s=%.*s", (int)a->attributes[i].key.len, a->attributes[i].key.ptr, (int)a->attributes[i].value.len,
                      a->attributes[i].value.ptr);
    buffer_char(x->out, '\n');
}

/* Only what may have been looked at: a date written in full leans on nothing. */
static void write_anchor(const telling *x, const timex *t, const time_step *step)
{
    if (step->open.len) buffer_printf(x->out, "  open     %.*s\n", (int)step->open.len, step->open.ptr);
    if (t->anchor.len)
        buffer_printf(x->out, "  anchor   %.*s (%.*s)\n", (int)step->anchor_value.len, step->anchor_value.ptr, (int)t->anchor.len,
                      t->anchor.ptr);
    else if (step->way.len && !str_is(step->way, "written"))
        buffer_lit(x->out, "  anchor   none: what leans on it stays open\n");
    if (step->year_from != TIMES_NONE) buffer_printf(x->out, "  year     shared with t%u\n", step->year_from + 1);
}

static void write_way(const telling *x, const time_step *step)
{
    if (!step->way.len) return;
    if (step->tense.len) {
        buffer_printf(x->out, "  tense    %.*s, by ", (int)step->tense.len, step->tense.ptr);
        write_words(x, step->tense_at);
        buffer_char(x->out, '\n');
    }
    buffer_printf(x->out, "  reached  by %.*s", (int)step->way.len, step->way.ptr);
    if (step->direction.len) buffer_printf(x->out, ", direction %.*s", (int)step->direction.len, step->direction.ptr);
    if (step->grain.len) buffer_printf(x->out, ", grain %.*s", (int)step->grain.len, step->grain.ptr);
    buffer_char(x->out, '\n');
}

static void write_time(const telling *x, const positions *places, uint32_t number)
{
    const timex *t = &x->doc->layers.times[number];
    const annotation *a = &x->found->items[number];
    const time_step *step = &x->doc->time_steps[number];
    position_place at = position_of(places, token_span(&x->doc->tokens, t->range).start);
    buffer_printf(x->out, "t%u  line %u, column %u  ", number + 1, at.line, at.column);
    write_words(x, t->range);
    buffer_char(x->out, '\n');
    write_rule(x, a);
    write_sayings(x, a);
    write_anchor(x, t, step);
    write_way(x, step);
    buffer_lit(x->out, "  is      ");
    write_pair(x, "type", t->type);
    write_pair(x, "value", t->value);
    if (!t->value.len) buffer_lit(x->out, " without a value: there is no such date");
    write_pair(x, "mod", t->mod);
    buffer_lit(x->out, "\n\n");
}

void explain_times(const comparison *words, const positions *places, hs_span where, buffer *out)
{
    const hs_document *doc = words->doc;
    uint32_t index = rules_layer(doc->rules, "time");
    if (index >= doc->layers.count || !doc->time_steps) return;
    telling x = { words, doc, &doc->layers.items[index], doc->found ? &doc->found[index] : NULL, out };
    for (uint32_t i = 0; i < doc->layers.time_count; i++) {
        hs_span s = token_span(&doc->tokens, doc->layers.times[i].range);
        if (s.start < where.end && where.start < s.end) write_time(&x, places, i);
    }
}
