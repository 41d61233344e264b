/* layer.c - storing annotations and finding them again by token. */
#include "layer/layer.h"

void layers_init(layers *l, arena *memory, uint32_t layer_count)
{
    *l = (layers){ .memory = memory, .count = layer_count };
    l->items = arena_zalloc(memory, layer_count, sizeof *l->items);
    if (!l->items) l->count = 0;
}

void layer_add(layers *l, uint32_t layer_index, annotation a)
{
    if (layer_index >= l->count) return;
    layer *to = &l->items[layer_index];
    ARENA_PUSH(l->memory, to->items, to->count, to->cap, a);
}

/* Number of annotations that begin at or before the token. */
static uint32_t begun(const layer *l, uint32_t token)
{
    uint32_t lo = 0, hi = l->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (l->items[mid].range.first <= token) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

const annotation *layer_at(const layer *l, uint32_t token)
{
    uint32_t n = begun(l, token);
    return n && l->items[n - 1].range.first == token ? &l->items[n - 1] : NULL;
}

const annotation *layer_over(const layer *l, uint32_t token)
{
    uint32_t n = begun(l, token);
    return n && token < l->items[n - 1].range.last ? &l->items[n - 1] : NULL;
}

hs_str annotation_get(const annotation *a, const char *key)
{
    for (uint32_t i = 0; i < a->attribute_count; i++)
        if (str_is(a->attributes[i].key, key)) return a->attributes[i].value;
    return STR("");
}

bool pieces_overlap(const pieces *a, const pieces *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t j = 0; j < b->count; j++)
            if (ranges_overlap(a->items[i], b->items[j])) return true;
    return false;
}

bool pieces_inside(const pieces *a, const pieces *b, bool with_gaps)
{
    if (!a->count || !b->count) return false;
    if (with_gaps) {
        token_range hull = { b->items[0].first, b->items[b->count - 1].last };
        return range_inside((token_range){ a->items[0].first, a->items[a->count - 1].last }, hull);
    }
    for (uint32_t i = 0; i < a->count; i++) {
        bool held = false;
        for (uint32_t j = 0; j < b->count && !held; j++) held = range_inside(a->items[i], b->items[j]);
        if (!held) return false;
    }
    return true;
}

uint32_t pieces_length(const pieces *p)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->count; i++) n += p->items[i].last - p->items[i].first;
    return n;
}
