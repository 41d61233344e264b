/* scoring.c - pairs of claims and gold attributions, and what is right about each pair. */
#include "curate/scoring.h"

#include "base/error.h"
#include "curate/word_units.h"

#include <stdlib.h>

typedef struct { unit_set source, content; uint32_t claim; bool is_paired; } side;
typedef struct { side *items; uint32_t count; } sides;
typedef struct { double jaccard; uint32_t gold, found; } pair;

static const double FOUND_JACCARD = 0.5;

typedef struct {
    const hs_document *doc;
    arena              memory;
    word_units         words;
    sides              gold, found;
    pair              *pairs; uint32_t pair_count, pair_cap;
} comparing;

/* ---- the two sides ---------------------------------------------------------------------------------------------- */

static unit_set units_of_pieces(comparing *c, const pieces *p)
{
    hs_span *spans = arena_alloc(&c->memory, (p->count + 1) * sizeof *spans);
    for (uint32_t i = 0; spans && i < p->count; i++) spans[i] = token_span(&c->doc->tokens, p->items[i]);
    return units_of(&c->words, spans, spans ? p->count : 0);
}

static bool is_nested(const comparing *c, const claim *one)
{
    if (one->nested_in == CLAIM_NONE) return false;
    const pieces *content = &c->doc->layers.claims[one->nested_in].content;
    return (!one->source.count || pieces_inside(&one->source, content, false)) && (!one->cue.count || pieces_inside(&one->cue, content, false));
}

static bool take_found(comparing *c)
{
    const layers *l = &c->doc->layers;
    c->found.items = arena_alloc(&c->memory, (l->claim_count + 1) * sizeof *c->found.items);
    for (uint32_t i = 0; c->found.items && i < l->claim_count; i++) {
        const claim *one = &l->claims[i];
        if (one->kind == HS_KIND_STATEMENT || is_nested(c, one)) continue;
        c->found.items[c->found.count++] = (side){ units_of_pieces(c, &one->source), units_of_pieces(c, &one->content), i, false };
    }
    return c->found.items != NULL;
}

static bool units_of_gold(comparing *c, const gold_spans *spans, unit_set *out)
{
    hs_span *bytes = arena_alloc(&c->memory, (spans->count + 1) * sizeof *bytes);
    if (!bytes || !units_bytes(&c->words, spans->items, spans->count, bytes)) return false;
    *out = units_of(&c->words, bytes, spans->count);
    return true;
}

static bool take_gold(comparing *c, const gold_article *a)
{
    c->gold.items = arena_alloc(&c->memory, (a->count + 1) * sizeof *c->gold.items);
    for (uint32_t i = 0; c->gold.items && i < a->count; i++) {
        side s = { .claim = i };
        if (!units_of_gold(c, &a->items[i].source, &s.source) || !units_of_gold(c, &a->items[i].content, &s.content)) return false;
        c->gold.items[c->gold.count++] = s;
    }
    return c->gold.items != NULL;
}

/* ---- pairs ------------------------------------------------------------------------------------------------------ */

static int better_pair(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->jaccard > y->jaccard) return -1;
    if (x->jaccard < y->jaccard) return 1;
    if (x->gold != y->gold) return x->gold < y->gold ? -1 : 1;
    return (x->found > y->found) - (x->found < y->found);
}

static void make_pairs(comparing *c)
{
    uint32_t kept = 0;
    for (uint32_t g = 0; g < c->gold.count; g++)
        for (uint32_t f = 0; f < c->found.count; f++) {
            const unit_set *a = &c->gold.items[g].content, *b = &c->found.items[f].content;
            uint32_t shared = units_shared(a, b);
            pair p = { shared ? shared / (double)(a->count + b->count - shared) : 0, g, f };
            if (p.jaccard >= FOUND_JACCARD) ARENA_PUSH(&c->memory, c->pairs, c->pair_count, c->pair_cap, p);
        }
    if (c->pair_count) qsort(c->pairs, c->pair_count, sizeof *c->pairs, better_pair);
    for (uint32_t i = 0; i < c->pair_count; i++) {
        side *g = &c->gold.items[c->pairs[i].gold], *f = &c->found.items[c->pairs[i].found];
        if (g->is_paired || f->is_paired) continue;
        g->is_paired = f->is_paired = true;
        c->pairs[kept++] = c->pairs[i];
    }
    c->pair_count = kept;
}

static bool same_source(comparing *c, const side *g, const side *f)
{
    if (!g->source.count || !f->source.count) return g->source.count == f->source.count;
    unit_set hg = units_heads(&c->words, &g->source), hf = units_heads(&c->words, &f->source);
    return units_shared(&hg, &f->source) && units_shared(&hf, &g->source);
}

static void judge_pairs(comparing *c, score_totals *t, claim_score *claims)
{
    for (uint32_t i = 0; i < c->pair_count; i++) {
        const side *g = &c->gold.items[c->pairs[i].gold], *f = &c->found.items[c->pairs[i].found];
        bool is_right = same_source(c, g, f);
        claims[f->claim].is_found = true;
        claims[f->claim].is_right = is_right;
        t->found.right++;
        t->end_to_end.right += is_right;
        t->source.right += is_right && g->source.count;
        t->source.predicted += f->source.count > 0;
        t->source.gold += g->source.count > 0;
    }
}

/* Contents are compared one to one, in the order of the text, whatever the pairs are. */
static void judge_exact(comparing *c, score_totals *t, claim_score *claims)
{
    bool *taken = arena_zalloc(&c->memory, c->gold.count + 1, sizeof *taken);
    for (uint32_t f = 0; taken && f < c->found.count; f++) {
        unit_set mine = units_bare_content(&c->words, &c->found.items[f].content);
        for (uint32_t g = 0; g < c->gold.count; g++) {
            unit_set other = units_bare_content(&c->words, &c->gold.items[g].content);
            if (taken[g] || !units_same(&mine, &other)) continue;
            taken[g] = true;
            claims[c->found.items[f].claim].is_exact = true;
            t->exact.right++;
            break;
        }
    }
}

static void add_sizes(const comparing *c, score_count *n)
{
    n->predicted += c->found.count;
    n->gold += c->gold.count;
}

static hs_status compare(comparing *c, const gold_article *article, score_totals *totals, claim_score *claims, hs_error *error)
{
    if (!word_units_init(&c->words, c->doc, &c->memory) || !take_found(c)) return error_memory(error);
    if (!take_gold(c, article) && !c->memory.failed)
        return error_set(error, HS_ERR_INPUT, "%.*s: the gold's offsets don't fit its text", (int)article->id.len, article->id.ptr);
    memset(claims, 0, c->doc->layers.claim_count * sizeof *claims);
    for (uint32_t i = 0; i < c->found.count; i++) claims[c->found.items[i].claim].counts = true;
    make_pairs(c);
    judge_pairs(c, totals, claims);
    judge_exact(c, totals, claims);
    add_sizes(c, &totals->found);
    add_sizes(c, &totals->exact);
    add_sizes(c, &totals->end_to_end);
    totals->articles++;
    return c->memory.failed ? error_memory(error) : HS_OK;
}

hs_status score_document(const hs_document *doc, const gold_article *article, score_totals *totals, claim_score *claims, hs_error *error)
{
    comparing c = { .doc = doc };
    arena_init(&c.memory);
    hs_status status = compare(&c, article, totals, claims, error);
    arena_free(&c.memory);
    return status;
}

/* ---- shares ----------------------------------------------------------------------------------------------------- */

double score_precision(const score_count *c) { return c->predicted ? c->right / (double)c->predicted : 0; }
double score_recall(const score_count *c) { return c->gold ? c->right / (double)c->gold : 0; }

double score_f1(const score_count *c)
{
    double p = score_precision(c), r = score_recall(c);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}
