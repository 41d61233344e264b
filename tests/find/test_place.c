/* test_place.c - the indices of find/ against the plain loops that they replace, on random spans: contents around a token, claims in text
 * order, sorting by a number. */
#include "find/claim_place.h"
#include "find/keyed.h"

#include <criterion/criterion.h>

enum { CLAIMS = 60, ROUNDS = 400 };

static uint64_t state = 88172645463325252u;

static uint32_t roll(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 11) % n);
}

static pieces random_pieces(arena *memory, uint32_t most, uint32_t tokens)
{
    pieces p = { arena_alloc(memory, most * sizeof *p.items), 0 };
    for (uint32_t i = 0, at = 0; i < most && at + 1 < tokens; i++) {
        uint32_t first = at + roll(tokens - at), last = first + 1 + roll(roll(3) ? 6 : tokens - first);
        if (last > tokens) last = tokens;
        if (first < last) p.items[p.count++] = (token_range){ first, last };
        at = last + 1;
    }
    return p;
}

static void random_claims(arena *memory, claim *items, uint32_t count, uint32_t tokens)
{
    for (uint32_t i = 0; i < count; i++) {
        items[i] = (claim){ .rule = roll(2) ? STR("a") : STR("b"), .rule_index = i };
        items[i].kind = roll(8) ? HS_KIND_DIRECT : HS_KIND_STATEMENT;
        items[i].content = random_pieces(memory, 1 + roll(3), tokens);
        items[i].cue = random_pieces(memory, roll(2), tokens);
        items[i].source = random_pieces(memory, roll(2), tokens);
    }
}

static bool covers(const claim *c, uint32_t token_index)
{
    for (uint32_t i = 0; i < c->content.count; i++)
        if (c->content.items[i].first <= token_index && token_index < c->content.items[i].last) return c->kind != HS_KIND_STATEMENT;
    return false;
}

static void check_around(const contents *c, const claim *items, uint32_t count, uint32_t token_index)
{
    bool is_found[CLAIMS] = { false };
    for (uint32_t p = contents_covering(c, contents_begun(c, token_index), token_index); p != PIECE_NONE;
         p = contents_covering(c, c->items[p].around, token_index)) {
        cr_assert_not(is_found[c->items[p].claim], "a claim twice");
        is_found[c->items[p].claim] = true;
    }
    for (uint32_t i = 0; i < count; i++) cr_assert_eq(is_found[i], covers(&items[i], token_index), "claim %u at %u", i, token_index);
}

Test(place, contents_around_a_token)
{
    for (uint32_t round = 0; round < ROUNDS; round++) {
        arena memory;
        contents c;
        claim items[CLAIMS];
        uint32_t tokens = 1 + roll(80), count = roll(CLAIMS);
        arena_init(&memory);
        random_claims(&memory, items, count, tokens);
        cr_assert(contents_open(&c, &memory, items, count));
        for (uint32_t t = 0; t < tokens; t++) check_around(&c, items, count, t);
        arena_free(&memory);
    }
}

/* What begins first, then what ends last, then the earlier cue, then the rule, else as it was. */
static bool goes_before(const claim *x, const claim *y)
{
    token_range a = claim_hull(x), b = claim_hull(y);
    if (a.first != b.first) return a.first < b.first;
    if (a.last != b.last) return a.last > b.last;
    uint32_t c = x->cue.count ? x->cue.items[0].first : 0, d = y->cue.count ? y->cue.items[0].first : 0;
    if (c != d) return c < d;
    int by_rule = str_cmp(x->rule, y->rule);
    return by_rule ? by_rule < 0 : x->rule_index < y->rule_index;
}

Test(place, claims_in_text_order)
{
    for (uint32_t round = 0; round < ROUNDS; round++) {
        arena memory;
        claim items[CLAIMS];
        uint32_t count = roll(CLAIMS);
        arena_init(&memory);
        random_claims(&memory, items, count, 1 + roll(12));
        const claim *sorted = claims_sorted(&memory, items, count);
        for (uint32_t i = 1; i < count; i++) cr_assert(goes_before(&sorted[i - 1], &sorted[i]));
        arena_free(&memory);
    }
}

Test(place, tokens_that_claims_take)
{
    arena memory;
    claim items[CLAIMS];
    arena_init(&memory);
    random_claims(&memory, items, 3, 50);
    const uint8_t *taken = claims_taken(&memory, items, 3, 50);
    for (uint32_t t = 0; t < 50; t++) {
        token_range one[] = { { t, t + 1 } };
        pieces p = { one, 1 };
        bool is = false;
        for (uint32_t i = 0; i < 3; i++)
            is |= pieces_overlap(&items[i].content, &p) || pieces_overlap(&items[i].cue, &p) || pieces_overlap(&items[i].source, &p);
        cr_expect_eq(is_taken(taken, one[0]), is);
    }
    arena_free(&memory);
}

/* In order, nearly in order, in any order, and backwards, which is given to the library's sort. */
Test(place, sorting_by_a_number)
{
    enum { MOST = 500 };
    for (uint32_t round = 0; round < ROUNDS; round++) {
        keyed items[MOST];
        bool is_there[MOST] = { false };
        uint32_t count = roll(MOST), spread = (uint32_t[]){ 1, 10, 1000000, 0 }[round % 4];
        for (uint32_t i = 0; i < count; i++) items[i] = (keyed){ spread ? 4 * i + roll(spread) : count - i, i };
        keyed_sort(items, count);
        for (uint32_t i = 0; i < count; i++) {
            cr_assert_not(is_there[items[i].index]);
            is_there[items[i].index] = true;
            if (!i) continue;
            cr_assert(items[i - 1].key < items[i].key || (items[i - 1].key == items[i].key && items[i - 1].index < items[i].index));
        }
    }
}
