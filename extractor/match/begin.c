/* begin.c - before the first layer: what the forms mean, which classes each token may have, what kind of quotation each is. */
#include "base/error.h"
#include "base/utf8.h"
#include "match/internal.h"

static const form *form_of(const match_run *run, uint32_t token_index)
{
    return &run->scratch->forms.items[run->tokens->items[token_index].form];
}

/* ---- quotations -------------------------------------------------------------------------------------------------- */

typedef struct { uint32_t words, capitals, small; bool starts_high, has_lower_start; hs_str last; } quote_shape;

static quote_shape shape_of(const match_run *run, const quotation *q)
{
    quote_shape s = { .last = STR("") };
    uint32_t end = q->tokens.last - q->is_closed;
    for (uint32_t t = q->tokens.first + 1; t < end; t++) {
        const form *f = form_of(run, t);
        if (f->flags & (TOKEN_WORD | TOKEN_NUM)) {
            bool is_high = !(f->flags & TOKEN_LOWER);
            if (!s.words) s.starts_high = is_high;
            if (!s.words) s.has_lower_start = !is_high;
            s.words++;
            s.capitals += is_high;
            s.small += !is_high && f->text.len <= 3;
        }
        s.last = f->text;
    }
    return s;
}

/* title: several words, all capitalised but for short ones; clause: begins high and has three words or more; else phrase */
static hs_str form_name(const quote_shape *s, hs_str ends)
{
    bool is_title = s->words >= 2 && s->words <= 10 && s->starts_high && s->capitals + s->small == s->words && s->capitals >= 2;
    bool is_ended = !str_is(ends, "open");
    if (is_title && !(str_is(ends, "comma") || str_is(ends, "question"))) return STR("title");
    if (s->starts_high && (s->words >= 3 || (s->words && is_ended))) return STR("clause");
    return s->words >= 5 ? STR("fragment") : STR("phrase");
}

static hs_str ends_name(hs_str last)
{
    if (str_is(last, ",")) return STR("comma");
    if (str_is(last, "?") || str_is(last, "!")) return STR("question");
    if (last.len && (last.ptr[last.len - 1] == '.' || str_is(last, "\xE2\x80\xA6"))) return STR("stop");
    return STR("open");
}

static bool make_quotes(match_run *run)
{
    const tokens *t = run->tokens;
    for (uint32_t i = 0; i < t->quotation_count; i++) {
        quote_shape s = shape_of(run, &t->quotations[i]);
        attribute *list = arena_alloc(run->memory, 2 * sizeof *list);
        if (!list) return false;
        hs_str ends = ends_name(s.last);
        list[0] = (attribute){ STR("form"), form_name(&s, ends) };
        list[1] = (attribute){ STR("ends"), ends };
        layer_add(run->layers, LAYER_QUOTE, (annotation){ t->quotations[i].tokens, UINT32_MAX, 2, list });
    }
    return true;
}

/* ---- classes ----------------------------------------------------------------------------------------------------- */

static bool make_classes(match_run *run)
{
    const tokens *t = run->tokens;
    run->classes = arena_alloc(run->memory, (t->count + 1) * sizeof *run->classes);
    if (!run->classes) return false;
    for (uint32_t i = 0; i < t->count; i++) run->classes[i] = run->scratch->infos[t->items[i].form].possible;
    return true;
}

hs_status match_begin(match_run *run, const struct hs_rules *rules, const text *t, const tokens *tk, layers *l, match_scratch *s,
                      arena *memory, hs_error *error)
{
    bool no_triggers = run->no_triggers, keep_losers = run->keep_losers;
    *run = (match_run){ .rules = rules, .text = t, .tokens = tk, .layers = l, .scratch = s, .memory = memory,
                        .no_triggers = no_triggers, .keep_losers = keep_losers, .priority = INT32_MIN };
    if (!form_infos(rules, s) || !make_classes(run) || !make_quotes(run)) return error_memory(error);
    return HS_OK;
}
