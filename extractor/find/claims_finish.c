/* claims_finish.c - what can only be said of claims when all of them stand: which lies in which, kind, times, wording, key.
 *
 * Knows no English: `that` and the like come from the pack's openers. */
#include "find/claims.h"

#include "base/error.h"
#include "find/claim_place.h"
#include "find/fold.h"
#include "find/key.h"
#include "find/place.h"
#include "find/rule_says.h"

/* ---- kind ----------------------------------------------------------------------------------------------------------- */

/* How many quotations cover each token, marks included. */
static uint8_t *quote_depths(match_run *run)
{
    uint8_t *depth = arena_zalloc(run->memory, (size_t)run->tokens->count + 1, 1);
    for (uint32_t i = 0; depth && i < run->tokens->quotation_count; i++) {
        token_range r = run->tokens->quotations[i].tokens;
        for (uint32_t t = r.first; t < r.last; t++)
            if (depth[t] < UINT8_MAX) depth[t]++;
    }
    return depth;
}

/* direct: every word lies in quotation marks that don't also hold the cue; mixed: some do; indirect: none. */
static hs_kind kind_of(const match_run *run, const claim *c, const uint8_t *depth)
{
    if (rule_says(run->rules, c->rule_index, "kind", "direct")) return HS_KIND_DIRECT;
    const token *t = run->tokens->items;
    uint8_t base = c->cue.count ? depth[c->cue.items[0].first] : 0;
    bool has_inside = false, has_outside = false;
    for (uint32_t i = 0; i < c->content.count && !(has_inside && has_outside); i++)
        for (uint32_t k = c->content.items[i].first; k < c->content.items[i].last; k++) {
            if (t[k].flags & TOKEN_PUNCT) continue;
            if (depth[k] > base) has_inside = true;
            else has_outside = true;
        }
    if (!has_inside) return HS_KIND_INDIRECT;
    return has_outside ? HS_KIND_MIXED : HS_KIND_DIRECT;
}

/* ---- nesting -------------------------------------------------------------------------------------------------------- */

/* An outer claim has the longer content, or of equal ones comes first: so that nesting never runs in a circle. */
static bool is_outer(const uint32_t *lengths, uint32_t outer, uint32_t inner)
{
    return lengths[outer] != lengths[inner] ? lengths[outer] > lengths[inner] : outer < inner;
}

static bool holds(const claim *outer, const claim *c)
{
    return pieces_inside(&c->cue, &outer->content, false) && (!c->source.count || pieces_inside(&c->source, &outer->content, false));
}

/* The innermost claim whose content has the claim's cue and source. */
static uint32_t outer_of(const layers *l, const contents *around, const uint32_t *lengths, uint32_t index)
{
    const claim *c = &l->claims[index];
    uint32_t best = CLAIM_NONE, at = c->cue.items[0].first;
    for (uint32_t p = contents_covering(around, contents_begun(around, at), at); p != PIECE_NONE;
         p = contents_covering(around, around->items[p].around, at)) {
        uint32_t k = around->items[p].claim;
        bool is_nearer = k != index && is_outer(lengths, k, index) && (best == CLAIM_NONE || is_outer(lengths, best, k));
        if (is_nearer && holds(&l->claims[k], c)) best = k;
    }
    return best;
}

static bool nest(match_run *run)
{
    layers *l = run->layers;
    contents around;
    uint32_t *lengths = arena_alloc(run->memory, (l->claim_count + 1) * sizeof *lengths);
    if (!lengths || !contents_open(&around, run->memory, l->claims, l->claim_count)) return false;
    for (uint32_t i = 0; i < l->claim_count; i++) lengths[i] = pieces_length(&l->claims[i].content);
    for (uint32_t i = 0; i < l->claim_count; i++) {
        bool can_be = l->claims[i].kind != HS_KIND_STATEMENT && l->claims[i].cue.count;
        l->claims[i].nested_in = can_be ? outer_of(l, &around, lengths, i) : CLAIM_NONE;
    }
    return true;
}

/* ---- times ---------------------------------------------------------------------------------------------------------- */

/* The times of the content. That of the saying may stand there too: "criticized | the plan on Monday". */
static void list_times(match_run *run, claim *c)
{
    const layers *l = run->layers;
    uint32_t cap = 0;
    for (uint32_t k = 0; k < c->content.count; k++) {
        token_range r = c->content.items[k];
        for (uint32_t i = place_in_times(l, r.first); i < l->time_count && l->times[i].range.last <= r.last; i++)
            if (l->times[i].range.first >= r.first && i != c->said_time) ARENA_PUSH(run->memory, c->about, c->about_count, cap, i);
    }
}

/* ---- wording -------------------------------------------------------------------------------------------------------- */

static bool is_opener(const match_run *run, uint32_t token_index)
{
    const token *t = &run->tokens->items[token_index];
    hs_str word = str_of(run->text->bytes, (hs_span){ t->start, t->end });
    return strmap_get(&run->rules->openers, folded(run->memory, word)) != STRMAP_NONE;
}

/* Do the marks at both ends belong together? Not if the first one is closed before the end. */
static bool is_one_quotation(const token *t, token_range r)
{
    if (r.last - r.first < 3 || !(t[r.first].flags & TOKEN_OPENS) || !(t[r.last - 1].flags & TOKEN_CLOSES)) return false;
    uint32_t open = !(t[r.first].flags & TOKEN_CLOSES);
    for (uint32_t i = r.first + 1; i + 1 < r.last; i++) {
        bool closes = t[i].flags & TOKEN_CLOSES;
        if (t[i].flags & TOKEN_OPENS) open += !closes;
        else if (closes && --open == 0) return false;
    }
    return true;
}

/* Without marks around the whole piece and, in the first one, without `that`. */
static token_range worded(const match_run *run, token_range r, bool is_first)
{
    if (is_first && r.last - r.first > 1 && is_opener(run, r.first)) r.first++;
    return is_one_quotation(run->tokens->items, r) ? (token_range){ r.first + 1, r.last - 1 } : r;
}

static hs_str piece_wording(const match_run *run, const claim *c, uint32_t i)
{
    return str_of(run->text->bytes, token_span(run->tokens, worded(run, c->content.items[i], i == 0)));
}

/* The pieces joined by blanks. */
static hs_str wording_of(match_run *run, const claim *c)
{
    size_t len = 0;
    if (c->content.count == 1) return piece_wording(run, c, 0);
    for (uint32_t i = 0; i < c->content.count; i++) len += piece_wording(run, c, i).len + 1;
    char *out = arena_alloc(run->memory, len);
    if (!out) return STR("");
    len = 0;
    for (uint32_t i = 0; i < c->content.count; i++) {
        hs_str piece = piece_wording(run, c, i);
        if (i) out[len++] = ' ';
        memcpy(out + len, piece.ptr, piece.len);
        len += piece.len;
    }
    return (hs_str){ out, len };
}

/* ---- key ------------------------------------------------------------------------------------------------------------ */

static uint64_t key_pieces(const match_run *run, uint64_t key, const pieces *p)
{
    key = key_number(key, p->count);
    for (uint32_t i = 0; i < p->count; i++) {
        hs_span s = token_span(run->tokens, p->items[i]);
        key = key_number(key, (uint64_t)s.start << 32 | s.end);
    }
    return key;
}

/* `article`: the key of the article's id. */
static hs_str key_of(match_run *run, const claim *c, uint64_t article)
{
    char *out = arena_alloc(run->memory, KEY_DIGITS);
    if (!out) return STR("");
    key_write(key_pieces(run, key_pieces(run, article, &c->content), &c->cue), out);
    return (hs_str){ out, KEY_DIGITS };
}

hs_status finish_claims(match_run *run, hs_error *error)
{
    layers *l = run->layers;
    const uint8_t *depth = quote_depths(run);
    uint64_t article = key_text(KEY_START, run->text->id);
    if (!depth) return error_memory(error);
    l->claims = claims_sorted(run->memory, l->claims, l->claim_count);
    if (!nest(run)) return error_memory(error);
    for (uint32_t i = 0; i < l->claim_count; i++) {
        claim *c = &l->claims[i];
        if (c->kind != HS_KIND_STATEMENT) c->kind = kind_of(run, c, depth);
        list_times(run, c);
        c->wording = wording_of(run, c);
        c->key = key_of(run, c, article);
    }
    return run->memory->failed ? error_memory(error) : HS_OK;
}
