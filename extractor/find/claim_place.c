/* claim_place.c - orders and indices over claims. Knows nothing of text and rules. */
#include "find/claim_place.h"

#include "find/keyed.h"

/* ---- text order ---------------------------------------------------------------------------------------------------- */

token_range claim_hull(const claim *c)
{
    token_range hull = { UINT32_MAX, 0 };
    const pieces *all[] = { &c->source, &c->cue, &c->content };
    for (int k = 0; k < 3; k++)
        for (uint32_t i = 0; i < all[k]->count; i++) {
            if (all[k]->items[i].first < hull.first) hull.first = all[k]->items[i].first;
            if (all[k]->items[i].last > hull.last) hull.last = all[k]->items[i].last;
        }
    return hull;
}

/* Of claims over the same tokens: the earlier cue, then the rule's name. */
static bool goes_before(const claim *x, const claim *y)
{
    uint32_t cx = x->cue.count ? x->cue.items[0].first : 0, cy = y->cue.count ? y->cue.items[0].first : 0;
    return cx != cy ? cx < cy : str_cmp(x->rule, y->rule) < 0;
}

static void order_equal(keyed *order, uint32_t count, const claim *items)
{
    for (uint32_t i = 1; i < count; i++) {
        keyed k = order[i];
        uint32_t at = i;
        for (; at > 0 && order[at - 1].key == k.key && goes_before(&items[k.index], &items[order[at - 1].index]); at--)
            order[at] = order[at - 1];
        order[at] = k;
    }
}

claim *claims_sorted(arena *memory, claim *items, uint32_t count)
{
    keyed *order = arena_alloc(memory, ((size_t)count + 1) * sizeof *order);
    bool is_sorted = true;
    if (!order) return items;
    for (uint32_t i = 0; i < count; i++) order[i] = (keyed){ keyed_range(claim_hull(&items[i])), i };
    keyed_sort(order, count);
    order_equal(order, count, items);
    for (uint32_t i = 0; i < count; i++) is_sorted &= order[i].index == i;
    claim *sorted = is_sorted ? NULL : arena_alloc(memory, count * sizeof *sorted);
    if (!sorted) return items;
    for (uint32_t i = 0; i < count; i++) sorted[i] = items[order[i].index];
    return sorted;
}

/* ---- tokens -------------------------------------------------------------------------------------------------------- */

void take_pieces(uint8_t *taken, const pieces *p)
{
    for (uint32_t i = 0; i < p->count; i++) memset(taken + p->items[i].first, 1, p->items[i].last - p->items[i].first);
}

uint8_t *claims_taken(arena *memory, const claim *items, uint32_t count, uint32_t token_count)
{
    uint8_t *taken = arena_zalloc(memory, (size_t)token_count + 1, 1);
    for (uint32_t i = 0; taken && i < count; i++) {
        take_pieces(taken, &items[i].source);
        take_pieces(taken, &items[i].cue);
        take_pieces(taken, &items[i].content);
    }
    return taken;
}

bool is_taken(const uint8_t *taken, token_range r)
{
    return r.first < r.last && memchr(taken + r.first, 1, r.last - r.first);
}

/* ---- contents ------------------------------------------------------------------------------------------------------ */

static uint32_t count_pieces(const claim *items, uint32_t count)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) n += items[i].kind == HS_KIND_STATEMENT ? 0 : items[i].content.count;
    return n;
}

static void link_around(contents *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t at = i ? i - 1 : PIECE_NONE;
        c->items[i].around = contents_covering(c, at, c->items[i].range.first);
    }
}

bool contents_open(contents *c, arena *memory, const claim *items, uint32_t count)
{
    uint32_t n = 0, most = count_pieces(items, count);
    keyed *order = arena_alloc(memory, (most + 1) * sizeof *order);
    content_piece *given = arena_alloc(memory, (most + 1) * sizeof *given);
    *c = (contents){ arena_alloc(memory, (most + 1) * sizeof *c->items), most };
    if (!order || !given || !c->items) return false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < items[i].content.count && items[i].kind != HS_KIND_STATEMENT; k++) {
            token_range r = items[i].content.items[k];
            given[n] = (content_piece){ r, i, PIECE_NONE };
            order[n] = (keyed){ keyed_range(r), n };
            n++;
        }
    keyed_sort(order, n);
    for (uint32_t i = 0; i < n; i++) c->items[i] = given[order[i].index];
    link_around(c);
    return true;
}

uint32_t contents_begun(const contents *c, uint32_t token_index)
{
    uint32_t lo = 0, hi = c->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (c->items[mid].range.first <= token_index) lo = mid + 1;
        else hi = mid;
    }
    return lo ? lo - 1 : PIECE_NONE;
}
