/* claims_carry.c - which claim a further piece of content belongs to.
 *
 * To the last one that ends before it, is nested in no other, says, writes or has a quotation, and stands in the same or the previous
 * paragraph. Claims that lie wholly inside of the piece ("I think so") are no obstacle: they are nested in it.
 * Cues are looked up in a list in text order, tokens in a map of those that claims have. */
#include "find/claims_carry.h"

#include "base/error.h"
#include "find/claim_place.h"
#include "find/conflict.h"
#include "find/keyed.h"
#include "find/place.h"

/* A piece of a cue; of a claim's cue only the first tells where the claim stands. */
typedef struct { token_range range; uint32_t claim; bool is_first; } cue_piece;

typedef struct {
    match_run *run;
    claim     *claims;
    uint32_t   count;
    token_range *hulls;                    /* per claim: all its words                         */
    uint32_t  *room;                       /* per claim: pieces for which there is room, or 0  */
    cue_piece *cues; uint32_t cue_count;   /* in text order                                   */
    contents   around;                     /* as they were before anything was carried        */
    uint8_t   *taken;                      /* per token: has a claim it?                       */
    uint8_t   *is_inner;                   /* per claim: lies in something that was carried    */
} carrying;

static uint32_t count_cues(const claim *items, uint32_t count)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) n += items[i].cue.count;
    return n;
}

static bool list_cues(carrying *c)
{
    arena *memory = c->run->memory;
    uint32_t most = count_cues(c->claims, c->count), n = 0;
    keyed *order = arena_alloc(memory, (most + 1) * sizeof *order);
    cue_piece *given = arena_alloc(memory, (most + 1) * sizeof *given);
    c->cues = arena_alloc(memory, (most + 1) * sizeof *c->cues);
    c->cue_count = most;
    if (!order || !given || !c->cues) return false;
    for (uint32_t i = 0; i < c->count; i++)
        for (uint32_t k = 0; k < c->claims[i].cue.count; k++) {
            given[n] = (cue_piece){ c->claims[i].cue.items[k], i, k == 0 };
            order[n] = (keyed){ (uint64_t)given[n].range.first << 32 | (UINT32_MAX - i), n }; /* claim_before() begins at the end */
            n++;
        }
    keyed_sort(order, n);
    for (uint32_t i = 0; i < n; i++) c->cues[i] = given[order[i].index];
    return true;
}

static bool open_carrying(carrying *c, match_run *run)
{
    *c = (carrying){ .run = run, .claims = run->layers->claims, .count = run->layers->claim_count };
    c->taken = claims_taken(run->memory, c->claims, c->count, run->tokens->count);
    c->room = arena_zalloc(run->memory, c->count + 1, sizeof *c->room);
    c->is_inner = arena_zalloc(run->memory, c->count + 1, 1);
    c->hulls = arena_alloc(run->memory, (c->count + 1) * sizeof *c->hulls);
    for (uint32_t i = 0; c->hulls && i < c->count; i++) c->hulls[i] = claim_hull(&c->claims[i]);
    return c->taken && c->room && c->is_inner && c->hulls && contents_open(&c->around, run->memory, c->claims, c->count) && list_cues(c);
}

/* Number of cue pieces that begin before the token. */
static uint32_t cues_before(const carrying *c, uint32_t token_index)
{
    uint32_t lo = 0, hi = c->cue_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (c->cues[mid].range.first < token_index) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static bool lies_in_other(const carrying *c, uint32_t inner)
{
    const pieces *cue = &c->claims[inner].cue;
    uint32_t at = cue->items[0].first;
    for (uint32_t p = contents_covering(&c->around, contents_begun(&c->around, at), at); p != PIECE_NONE;
         p = contents_covering(&c->around, c->around.items[p].around, at)) {
        uint32_t outer = c->around.items[p].claim;
        if (outer != inner && pieces_inside(cue, &c->claims[outer].content, false)) return true;
    }
    return false;
}

static bool is_quoted(const carrying *c, uint32_t index)
{
    const pieces *content = &c->claims[index].content;
    for (uint32_t i = 0; i < content->count; i++)
        if (c->run->tokens->items[content->items[i].first].flags & TOKEN_OPENS) return true;
    return false;
}

static uint32_t sentence_of(const carrying *c, uint32_t cue_index)
{
    return place_in(c->run->tokens->sentences, c->run->tokens->sentence_count, c->cues[cue_index].range.first);
}

/* The claim directly before the token: the last outer one whose words all lie before it; but in one sentence one with a quotation
 * comes before others: "...," he said, noting that it was late. "..." */
static uint32_t claim_before(const carrying *c, uint32_t token_index)
{
    uint32_t best = CLAIM_NONE, sentence = 0;
    for (uint32_t i = cues_before(c, token_index); i-- > 0;) {
        uint32_t at = c->cues[i].claim;
        if (best != CLAIM_NONE && sentence_of(c, i) != sentence) break;
        if (!c->cues[i].is_first || c->hulls[at].last > token_index || c->is_inner[at] || lies_in_other(c, at)) continue;
        if (best == CLAIM_NONE) {
            best = at;
            sentence = sentence_of(c, i);
        }
        if (is_quoted(c, at)) return at;
    }
    return best;
}

/* Same or previous paragraph. */
static bool is_near(const carrying *c, uint32_t index, uint32_t token_index)
{
    const tokens *t = c->run->tokens;
    uint32_t here = place_in(t->paragraphs, t->paragraph_count, token_index);
    return here <= place_in(t->paragraphs, t->paragraph_count, c->hulls[index].last - 1) + 1;
}

static bool has_room(carrying *c, uint32_t index, uint32_t more)
{
    pieces *content = &c->claims[index].content;
    uint32_t need = content->count + more;
    if (need <= c->room[index]) return true;
    token_range *grown = arena_grow(c->run->memory, content->items, content->count * sizeof *grown, 2 * (size_t)need * sizeof *grown);
    if (!grown) return false;
    content->items = grown;
    c->room[index] = 2 * need;
    return true;
}

static bool add_content(carrying *c, uint32_t index, const pieces *more)
{
    pieces *content = &c->claims[index].content;
    if (!has_room(c, index, more->count)) return false;
    memcpy(content->items + content->count, more->items, more->count * sizeof *more->items);
    content->count += more->count;
    c->hulls[index].last = more->items[more->count - 1].last;
    take_pieces(c->taken, more);
    return true;
}

static bool lies_inside(const claim *inner, const pieces *p)
{
    return pieces_inside(&inner->cue, p, false) && pieces_inside(&inner->content, p, false) &&
           (!inner->source.count || pieces_inside(&inner->source, p, false));
}

/* Is the token outside of all contents but those that lie inside of the pieces? */
static bool is_clear_at(const carrying *c, const pieces *p, uint32_t token_index)
{
    for (uint32_t k = contents_covering(&c->around, contents_begun(&c->around, token_index), token_index); k != PIECE_NONE;
         k = contents_covering(&c->around, c->around.items[k].around, token_index))
        if (!lies_inside(&c->claims[c->around.items[k].claim], p)) return false;
    return true;
}

static bool is_free(const carrying *c, const pieces *p)
{
    for (uint32_t i = 0; i < p->count; i++) {
        token_range r = p->items[i];
        if (!is_taken(c->taken, r)) continue;
        if (!is_clear_at(c, p, r.first) || !is_clear_at(c, p, r.last - 1)) return false;
        for (uint32_t k = cues_before(c, r.first); k < c->cue_count && c->cues[k].range.first < r.last; k++)
            if (!lies_inside(&c->claims[c->cues[k].claim], p)) return false;
    }
    return true;
}

static void mark_inner(carrying *c, const pieces *p)
{
    for (uint32_t i = 0; i < p->count; i++)
        for (uint32_t k = cues_before(c, p->items[i].first); k < c->cue_count && c->cues[k].range.first < p->items[i].last; k++)
            c->is_inner[c->cues[k].claim] = 1;
}

static bool carry(carrying *c, const match *m)
{
    pieces content = trimmed_content(c->run, match_parts_of(c->run, m).content);
    if (!content.count || !is_free(c, &content)) return false;
    uint32_t at = content.items[0].first, to = claim_before(c, at);
    if (to == CLAIM_NONE || !is_near(c, to, at)) return false;
    hs_manner manner = c->claims[to].manner;
    if (manner != HS_MANNER_SAID && manner != HS_MANNER_WROTE && !is_quoted(c, to)) return false;
    mark_inner(c, &content);
    return add_content(c, to, &content);
}

static bool is_carried(const match_run *run, const match *m)
{
    return m->fate == LOST_NOT && run->rules->rules[m->rule].is_carry;
}

hs_status carry_contents(match_run *run, matches *found, hs_error *error)
{
    carrying c = { 0 };
    for (uint32_t i = 0; i < found->count; i++) {
        match *m = &found->items[i];
        if (!is_carried(run, m)) continue;
        if (!c.run && !open_carrying(&c, run)) return error_memory(error);
        if (!carry(&c, m)) m->fate = LOST_CONFLICT;
    }
    return run->memory->failed ? error_memory(error) : HS_OK;
}
