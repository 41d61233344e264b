/* stance_hedge.c - from attributes of annotations to numbers. */
#include "find/stance_hedge.h"

bool certainty_read(hs_str name, certainty *out)
{
    static const char names[4][2] = { { 'C', 'T' }, { 'P', 'R' }, { 'P', 'S' }, { 'U', 'u' } };
    for (int i = 0; i < 4; i++)
        if (name.len >= 2 && name.ptr[0] == names[i][0] && name.ptr[1] == names[i][1]) {
            *out = (certainty)i;
            return true;
        }
    return false;
}

static hedge_negation negation_of(hs_str value)
{
    if (str_is(value, "yes")) return NEGATES_CLAUSE;
    if (str_is(value, "nearly")) return NEGATES_NEARLY;
    return str_is(value, "no") ? NEGATES_NOT : NEGATES_PHRASE;
}

static hedge_kind kind_of(hs_str value)
{
    if (str_is(value, "future")) return KIND_FUTURE;
    if (str_is(value, "condition")) return KIND_CONDITION;
    if (str_is(value, "question")) return KIND_QUESTION;
    if (str_is(value, "attitude")) return KIND_ATTITUDE;
    if (str_is(value, "claim")) return KIND_CLAIM;
    return str_is(value, "self") ? KIND_SELF : KIND_NONE;
}

static hedge_scope scope_of(hs_str value)
{
    if (str_is(value, "open")) return SCOPE_OPEN;
    if (str_is(value, "clause")) return SCOPE_CLAUSE;
    return str_is(value, "relative") ? SCOPE_RELATIVE : SCOPE_NONE;
}

static void take_attribute(hedge *h, const attribute *a)
{
    if (str_is(a->key, "commit")) certainty_read(a->value, &h->sure);
    else if (str_is(a->key, "negates")) h->negation = negation_of(a->value);
    else if (str_is(a->key, "kind")) h->kind = kind_of(a->value);
    else if (str_is(a->key, "scope")) h->scope = scope_of(a->value);
    else if (str_is(a->key, "side")) h->side = str_is(a->value, "for") - str_is(a->value, "against");
    else if (str_is(a->key, "polarity")) h->is_negative = str_is(a->value, "neg");
    else if (str_is(a->key, "act")) h->act = a->value;
    else if (str_is(a->key, "frame-act")) h->frame_act = a->value;
}

bool hedges_read(hedges *h, match_run *run, const layer *from)
{
    uint32_t count = from ? from->count : 0;
    h->items = arena_alloc(run->memory, (count + 1) * sizeof *h->items);
    h->begins = arena_zalloc(run->memory, (size_t)run->tokens->count + 1, sizeof *h->begins);
    if (!h->items || !h->begins) return false;
    for (uint32_t i = 0; i < count; i++) {
        const annotation *a = &from->items[i];
        h->items[i] = (hedge){ .last = a->range.last, .act = STR(""), .frame_act = STR("") };
        for (uint32_t k = 0; k < a->attribute_count; k++) take_attribute(&h->items[i], &a->attributes[k]);
        h->begins[a->range.first] = i + 1;
    }
    return true;
}
