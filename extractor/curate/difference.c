/* difference.c - flattening claims and dates, and pairing them. */
#include "curate/difference.h"

#include "curate/compare.h"
#include "emit/name.h"

/* ---- flattening --------------------------------------------------------------------------------------------------- */

typedef struct { const hs_document *doc; arena *memory; } flattening;

static void add_word(thing *t, const char *name, hs_str value)
{
    if (t->field_count < THING_FIELDS) t->fields[t->field_count++] = (thing_field){ name, value, value };
}

static void stretch_hull(hs_span *hull, hs_span s)
{
    if (hull->start == hull->end) *hull = s;
    if (s.start < hull->start) hull->start = s.start;
    if (s.end > hull->end) hull->end = s.end;
}

static void add_pieces(const flattening *f, thing *t, const char *name, const pieces *p)
{
    const notation none = { 0 };
    comparison at = { f->doc, &none, 0, f->memory };
    buffer words, places;
    buffer_init(&words);
    buffer_init(&places);
    span_list spans = compare_pieces(&at, p);
    if (spans.count) compare_write_spans(&at, &spans, &words);
    for (uint32_t i = 0; i < spans.count; i++) {
        buffer_printf(&places, "%u-%u ", spans.items[i].start, spans.items[i].end);
        stretch_hull(&t->hull, spans.items[i]);
    }
    if (words.failed || places.failed) f->memory->failed = true;
    if (t->field_count < THING_FIELDS)
        t->fields[t->field_count++] = (thing_field){ name, arena_copy(f->memory, buffer_view(&places)), arena_copy(f->memory, buffer_view(&words)) };
    buffer_free(&words);
    buffer_free(&places);
}

static hs_span hull_of(const hs_document *doc, const pieces *p)
{
    hs_span hull = { 0, 0 };
    for (uint32_t i = 0; i < p->count; i++) stretch_hull(&hull, token_span(&doc->tokens, p->items[i]));
    return hull;
}

static thing flatten_claim(const flattening *f, const claim *c, const claim_score *score)
{
    thing t = { .rule = f->doc->rules->rules[c->rule_index].id, .key = hull_of(f->doc, &c->cue), .content = hull_of(f->doc, &c->content) };
    t.counts = score && score->counts;
    t.is_right = score && score->is_right;
    add_pieces(f, &t, "source", &c->source);
    add_pieces(f, &t, "cue", &c->cue);
    add_pieces(f, &t, "content", &c->content);
    add_pieces(f, &t, "hearer", &c->hearer);
    add_pieces(f, &t, "target", &c->target);
    add_word(&t, "kind", name_kind(c->kind));
    add_word(&t, "manner", name_manner(c->manner));
    add_word(&t, "act", c->act);
    add_word(&t, "side", c->side);
    add_word(&t, "commitment", c->commitment);
    add_word(&t, "lemma", c->lemma);
    add_word(&t, "said", c->said);
    add_word(&t, "speaker", compare_speakers(&(comparison){ f->doc, NULL, 0, f->memory }, c));
    add_word(&t, "nested", c->nested_in == CLAIM_NONE ? STR("no") : STR("yes"));
    return t;
}

/* "en.date-month@1f0c2a" as date-month. */
static hs_str id_of(hs_str name)
{
    const char *dot = memchr(name.ptr, '.', name.len), *at = memchr(name.ptr, '@', name.len);
    const char *from = dot ? dot + 1 : name.ptr, *to = at && at > from ? at : name.ptr + name.len;
    return (hs_str){ from, (size_t)(to - from) };
}

static thing flatten_time(const flattening *f, const timex *x)
{
    hs_span where = token_span(&f->doc->tokens, x->range);
    thing t = { .rule = id_of(x->rule), .is_time = true, .hull = where, .key = where };
    token_range range = x->range;
    add_pieces(f, &t, "words", &(pieces){ &range, 1 });
    add_word(&t, "type", x->type);
    add_word(&t, "value", x->value);
    add_word(&t, "mod", x->mod);
    return t;
}

things things_of(const hs_document *doc, const claim_score *scores, arena *memory)
{
    flattening f = { doc, memory };
    const layers *l = &doc->layers;
    things out = { arena_alloc(memory, (l->claim_count + l->time_count + 1) * sizeof *out.items), 0 };
    uint32_t time = 0;
    for (uint32_t i = 0; out.items && i <= l->claim_count; i++) {
        thing t = { .hull = { UINT32_MAX, UINT32_MAX } };
        if (i < l->claim_count) t = flatten_claim(&f, &l->claims[i], scores ? &scores[i] : NULL);
        for (; time < l->time_count && token_span(&doc->tokens, l->times[time].range).start < t.hull.start; time++)
            out.items[out.count++] = flatten_time(&f, &l->times[time]);
        if (i < l->claim_count) out.items[out.count++] = t;
    }
    return out;
}

/* ---- pairing ------------------------------------------------------------------------------------------------------ */

static bool same_span(hs_span a, hs_span b) { return a.start == b.start && a.end == b.end; }
static bool overlap(hs_span a, hs_span b) { return a.start < b.end && b.start < a.end; }

static uint32_t fields_that_differ(const thing *a, const thing *b)
{
    uint32_t out = str_eq(a->rule, b->rule) ? 0 : DIFFERS_RULE;
    for (uint32_t i = 0; i < a->field_count && i < b->field_count; i++)
        if (!str_eq(a->fields[i].compared, b->fields[i].compared)) out |= 1u << i;
    return out;
}

/* Half of both together is shared. */
static bool shares_content(const thing *a, const thing *b)
{
    if (a->is_time || !overlap(a->content, b->content)) return false;
    uint32_t from = a->content.start > b->content.start ? a->content.start : b->content.start;
    uint32_t to = a->content.end < b->content.end ? a->content.end : b->content.end;
    uint32_t all = (a->content.end - a->content.start) + (b->content.end - b->content.start) - (to - from);
    return 2 * (to - from) >= all;
}

typedef enum { PAIR_SAME, PAIR_KEY, PAIR_TOUCHING_KEY, PAIR_CONTENT, PAIR_WAYS } pair_way;

static bool is_pair(const thing *a, const thing *b, pair_way way)
{
    if (a->is_time != b->is_time) return false;
    bool has_keys = a->key.start < a->key.end && b->key.start < b->key.end;
    switch (way) {
    case PAIR_SAME: return !fields_that_differ(a, b);
    case PAIR_KEY: return has_keys && same_span(a->key, b->key);
    case PAIR_TOUCHING_KEY: return has_keys && overlap(a->key, b->key);
    default: return shares_content(a, b);
    }
}

static void pair_up(things *before, things *after, uint32_t *partner, pair_way way)
{
    for (uint32_t i = 0; i < after->count; i++) {
        thing *b = &after->items[i];
        for (uint32_t k = 0; k < before->count && !b->is_paired; k++) {
            thing *a = &before->items[k];
            if (a->is_paired || !is_pair(a, b, way)) continue;
            a->is_paired = b->is_paired = true;
            partner[i] = k;
        }
    }
}

void things_compare(things *before, things *after, difference_fn take, void *user)
{
    arena memory;
    arena_init(&memory);
    uint32_t *partner = arena_alloc(&memory, (after->count + 1) * sizeof *partner);
    for (int way = 0; partner && way < PAIR_WAYS; way++) pair_up(before, after, partner, (pair_way)way);
    for (uint32_t i = 0; partner && i < after->count; i++) {
        const thing *b = &after->items[i], *a = b->is_paired ? &before->items[partner[i]] : NULL;
        uint32_t fields = a ? fields_that_differ(a, b) : 0;
        if (!a || fields) take(user, &(difference){ a, b, fields });
    }
    for (uint32_t k = 0; k < before->count; k++)
        if (!before->items[k].is_paired) take(user, &(difference){ &before->items[k], NULL, 0 });
    arena_free(&memory);
}
