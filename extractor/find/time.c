/* time.c - the walk over an article's time expressions.
 *
 *   annotations ─► frames ─► share the year of a list ─► resolve in text order ─► layers->times
 *
 * Knows where expressions stand: sentences, distances, the tense before them. The calculating is done in time_resolve.c. */
#include "find/time.h"

#include "base/error.h"
#include "find/time_text.h"
#include "find/time_trace.h"

typedef struct {
    layers                  *l;
    const tokens            *tk;
    const find_time_options *options;
    layer                   *found;     /* the time layer                                */
    time_frame              *frames;    /* parallel to found->items                      */
    time_step               *steps;     /* the same, or NULL: nobody wants to know       */
    time_context             context;
    uint32_t                 sentence;  /* index of the sentence being read              */
} walk;

/* ---- before the walk ----------------------------------------------------------------------------------------------- */

/* Reads the frames and takes out the annotations that are no times. */
static bool read_frames(walk *w)
{
    layer *found = w->found;
    w->frames = arena_alloc(w->l->memory, (found->count + 1) * sizeof *w->frames);
    if (!w->frames) return false;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        time_frame f = time_frame_read(&found->items[i], w->options->is_day_first);
        if (f.type == TYPE_NONE) continue;
        found->items[kept] = found->items[i];
        w->frames[kept++] = f;
    }
    found->count = kept;
    return true;
}

static bool is_yearless_month(const time_frame *f)
{
    return f->type == TYPE_DATE && frame_has(f, FIELD_MONTH) && !frame_has(f, FIELD_YEAR) && !f->unit_code.len &&
           f->direction == DIRECTION_TENSE;
}

/* "from May to June 2012", "Sept. 24 and Oct. 3, 2015": the year stands once, at the end. "Dec. 28 to Jan. 3, 2015" begins in
 * the year before. */
enum { LIST_GAP = 2, WINTER = 9 }; /* "," and "and"; months from October to January */

/* Two days, the first at the end of a year, the second at the beginning. */
static bool is_turn_of_year(const time_frame *f, const time_frame *next)
{
    bool are_days = frame_has(f, FIELD_DAY) && frame_has(next, FIELD_DAY);
    return are_days && !next->is_two_digits && f->fields[FIELD_MONTH] - next->fields[FIELD_MONTH] >= WINTER;
}

static void share_years(walk *w)
{
    for (uint32_t i = w->found->count; i-- > 1;) {
        const time_frame *next = &w->frames[i];
        time_frame *f = &w->frames[i - 1];
        uint32_t end = w->found->items[i - 1].range.last, start = w->found->items[i].range.first;
        bool is_dated = next->type == TYPE_DATE && frame_has(next, FIELD_MONTH) && frame_has(next, FIELD_YEAR);
        if (!is_dated || !is_yearless_month(f) || start == end || start - end > LIST_GAP) continue;
        bool is_turn = f->fields[FIELD_MONTH] > next->fields[FIELD_MONTH];
        if (is_turn && !is_turn_of_year(f, next)) continue;
        f->fields[FIELD_YEAR] = next->fields[FIELD_YEAR] - is_turn;
        f->is_two_digits = next->is_two_digits;
        if (w->steps) w->steps[i - 1].year_from = i;
    }
}

/* ---- tense --------------------------------------------------------------------------------------------------------- */

static time_tense tense_of(const annotation *a)
{
    hs_str name = annotation_get(a, "tense");
    if (str_is(name, "past")) return TENSE_PAST;
    if (str_is(name, "present")) return TENSE_PRESENT;
    return str_is(name, "future") ? TENSE_FUTURE : TENSE_NONE;
}

/* Number of tense annotations that begin before the token `at`. */
static uint32_t tenses_before(const layer *l, uint32_t at)
{
    uint32_t lo = 0, hi = l->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (l->items[mid].range.first < at) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* The evidence of tense: the nearest verb before the expression in its sentence, else after it: "will meet on Friday", "on
 * Friday the court will ...". NULL if there is none. */
static const annotation *tense_at(const walk *w, token_range range, token_range sentence)
{
    uint32_t layer_index = w->options->tense_layer;
    if (layer_index >= w->l->count) return NULL;
    const layer *l = &w->l->items[layer_index];
    uint32_t n = tenses_before(l, range.first);
    if (n && l->items[n - 1].range.first >= sentence.first) return &l->items[n - 1];
    while (n < l->count && l->items[n].range.first < range.last) n++;
    return n < l->count && l->items[n].range.first < sentence.last ? &l->items[n] : NULL;
}

/* ---- the walk ------------------------------------------------------------------------------------------------------ */

static token_range sentence_of(walk *w, uint32_t at)
{
    while (w->sentence < w->tk->sentence_count && w->tk->sentences[w->sentence].last <= at) w->sentence++;
    if (w->sentence < w->tk->sentence_count) return w->tk->sentences[w->sentence];
    return (token_range){ at, at + 1 };
}

static hs_str anchor_name(arena *memory, const time_answer *a)
{
    if (a->is_published) return STR("published");
    if (a->mention == MENTION_NONE) return STR("");
    time_text t = { .len = 0 };
    time_text_put(&t, 't');
    time_text_number(&t, (uint64_t)a->mention + 1, 1);
    return time_text_keep(memory, &t);
}

static void calculate(walk *w, const time_frame *f, uint32_t index, timex *out)
{
    arena *memory = w->l->memory;
    if (f->ref.len) {
        out->value = f->ref;
    } else if (f->type == TYPE_DURATION) {
        out->value = time_duration_write(memory, f);
        time_context_note(&w->context, f, (time_value){ .grain = GRAIN_NONE }, index);
    } else if (f->type == TYPE_SET) {
        out->value = time_set_write(memory, f);
    } else {
        time_answer a = time_resolve(f, &w->context);
        out->value = time_value_write(memory, a.value);
        out->anchor = anchor_name(memory, &a);
        if (w->steps) time_trace(memory, f, &w->context, &a, w->l->times, &w->steps[index]);
        time_context_note(&w->context, f, a.value, index);
    }
}

static void read_tense(walk *w, token_range range, uint32_t index)
{
    const annotation *evidence = tense_at(w, range, sentence_of(w, range.first));
    w->context.sentence = w->sentence;
    w->context.tense = evidence ? tense_of(evidence) : TENSE_NONE;
    w->context.is_tense_sure = evidence && str_is(annotation_get(evidence, "sure"), "yes") && evidence->range.last == range.first;
    if (w->steps && evidence) w->steps[index].tense_at = evidence->range;
}

static timex make_timex(walk *w, uint32_t i)
{
    const annotation *a = &w->found->items[i];
    const time_frame *f = &w->frames[i];
    timex t = { .range = a->range, .type = f->type_name, .value = STR(""), .mod = f->mod, .anchor = STR(""), .rule = STR("") };
    if (w->options->rule_name) t.rule = w->options->rule_name(w->options->user, a->rule);
    read_tense(w, a->range, i);
    calculate(w, f, i, &t);
    return t;
}

static bool begin_steps(walk *w)
{
    if (!w->options->steps) return true;
    w->steps = *w->options->steps = arena_alloc(w->l->memory, (w->found->count + 1) * sizeof *w->steps);
    const time_step none = { STR(""), STR(""), STR(""), STR(""), { 0, 0 }, STR(""), STR(""), TIMES_NONE };
    for (uint32_t i = 0; w->steps && i < w->found->count; i++) w->steps[i] = none;
    return w->steps != NULL;
}

static void begin(walk *w, const text *t)
{
    w->context.is_narrative = w->options->mode == TIMES_NARRATIVE;
    w->context.has_published = time_value_parse_day(t->published, &w->context.published);
}

hs_status find_times(layers *l, uint32_t time_layer, const tokens *tk, const text *t, const find_time_options *options,
                     hs_error *error)
{
    static const find_time_options defaults = { .mode = TIMES_NEWS, .tense_layer = TIMES_NO_LAYER };
    l->times = NULL;
    l->time_count = 0;
    if (time_layer >= l->count || !l->items[time_layer].count) return HS_OK;
    walk w = { .l = l, .tk = tk, .options = options ? options : &defaults, .found = &l->items[time_layer] };
    begin(&w, t);
    if (!read_frames(&w) || !begin_steps(&w)) return error_memory(error);
    share_years(&w);
    l->times = arena_alloc(l->memory, (w.found->count + 1) * sizeof *l->times);
    if (!l->times) return error_memory(error);
    for (uint32_t i = 0; i < w.found->count; i++) l->times[l->time_count++] = make_timex(&w, i);
    return l->memory->failed ? error_memory(error) : HS_OK;
}
