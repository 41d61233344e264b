/* claims.c - winners become claims.
 *
 *   winner of the conflicts ──► claim            source, cue, content in pieces; attributes of the rule
 *   carry match             ──► further piece    of the claim directly before it
 *   statement match         ──► claim            if it has a date and touches no attribution
 *
 * finish_claims() then looks at all of them together. Knows no English: `that` and the like come from the pack's openers. */
#include "find/claims.h"

#include "base/digest.h"
#include "base/error.h"
#include "find/conflict.h"
#include "find/said.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- small questions --------------------------------------------------------------------------------------------- */

static hs_str form_text(const match_run *run, uint32_t token_index)
{
    const token *t = &run->tokens->items[token_index];
    return str_of(run->text->bytes, (hs_span){ t->start, t->end });
}

static bool is_bare_mark(hs_str s)
{
    return s.len == 1 && (s.ptr[0] == '.' || s.ptr[0] == ',' || s.ptr[0] == ';' || s.ptr[0] == ':');
}

static bool is_dash(hs_str s)
{
    return str_is(s, "-") || str_is(s, "--") || str_is(s, "\xE2\x80\x93") || str_is(s, "\xE2\x80\x94");
}

/* A bare period or comma at either end belongs to the sentence around, not to the content. */
static void trim_pieces(const match_run *run, pieces *p)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        token_range r = p->items[i];
        while (r.first < r.last && (is_bare_mark(form_text(run, r.last - 1)) || is_dash(form_text(run, r.last - 1)))) r.last--;
        while (r.first < r.last && (is_bare_mark(form_text(run, r.first)) || is_dash(form_text(run, r.first)))) r.first++;
        if (r.first < r.last) p->items[kept++] = r;
    }
    p->count = kept;
}

static hs_str attribute_of(const match *m, const char *key)
{
    for (uint32_t i = 0; i < m->attribute_count; i++)
        if (str_is(m->attributes[i].key, key)) return m->attributes[i].value;
    return STR("");
}

static hs_manner manner_of(hs_str name)
{
    static const char *const names[] = { "", "said", "wrote", "thought", "felt", "shows", "does" };
    for (int i = 1; i < 7; i++)
        if (str_is(name, names[i])) return (hs_manner)i;
    return HS_MANNER_NONE;
}

/* ---- claims from matches ----------------------------------------------------------------------------------------- */

typedef struct { claim *items; uint32_t count, cap; } claim_list;

static claim_list existing(const layers *l)
{
    return (claim_list){ l->claims, l->claim_count, l->claim_count };
}

static void store(layers *l, const claim_list *list)
{
    l->claims = list->items;
    l->claim_count = list->count;
}

static hs_str said_of(const match_run *run, const match *m)
{
    uint32_t role = strmap_get(&run->rules->role_names, STR("time"));
    token_range r = role == STRMAP_NONE ? (token_range){ 0, 0 } : match_role(m, role);
    for (uint32_t i = 0; i < run->layers->time_count && r.first < r.last; i++) {
        const timex *t = &run->layers->times[i];
        if (!ranges_overlap(t->range, r) || !(str_is(t->type, "DATE") || str_is(t->type, "TIME"))) continue;
        hs_str day = said_day(t->value);
        if (day.len) return day;
    }
    return STR("");
}

static claim make_claim(match_run *run, match *m)
{
    const struct hs_rules *rules = run->rules;
    match_evaluate(run, m);
    claim c = { .rule = rules->rules[m->rule].name, .rule_index = m->rule, .nested_in = CLAIM_NONE, .confidence = -1 };
    c.source = match_pieces(run, m, rules->role_source);
    c.cue = match_pieces(run, m, rules->role_cue);
    c.content = match_pieces(run, m, rules->role_content);
    c.hearer = match_pieces(run, m, rules->role_hearer);
    c.target = match_pieces(run, m, rules->role_target);
    trim_pieces(run, &c.content);
    c.manner = manner_of(attribute_of(m, "manner"));
    c.act = attribute_of(m, "act");
    c.side = attribute_of(m, "side");
    c.commitment = attribute_of(m, "commitment");
    c.lemma = attribute_of(m, "lemma");
    c.said = said_of(run, m);
    if (!c.act.len) c.act = STR("unlabelled");
    return c;
}

static token_range claim_hull(const claim *c)
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

static int by_text_order(const void *a, const void *b)
{
    const claim *x = a, *y = b;
    token_range hx = claim_hull(x), hy = claim_hull(y);
    if (hx.first != hy.first) return hx.first < hy.first ? -1 : 1;
    if (hx.last != hy.last) return hx.last > hy.last ? -1 : 1;
    uint32_t cx = x->cue.count ? x->cue.items[0].first : 0, cy = y->cue.count ? y->cue.items[0].first : 0;
    if (cx != cy) return cx < cy ? -1 : 1;
    return str_cmp(x->rule, y->rule);
}

static uint32_t paragraph_at(const tokens *t, uint32_t token_index)
{
    uint32_t p = 0;
    while (p + 1 < t->paragraph_count && t->paragraphs[p].last <= token_index) p++;
    return p;
}

/* ---- carried pieces ----------------------------------------------------------------------------------------------- */

static bool touches_claim(const claim *c, const pieces *p)
{
    return pieces_overlap(&c->content, p) || pieces_overlap(&c->cue, p) || pieces_overlap(&c->source, p);
}

/* The claim directly before the token: the last outer one whose cue and content lie before it. */
static claim *claim_before(const claim_list *list, uint32_t token_index)
{
    claim *best = NULL;
    uint32_t best_cue = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        claim *c = &list->items[i];
        token_range hull = claim_hull(c);
        if (hull.last > token_index || !c->cue.count) continue;
        if (!best || c->cue.items[0].first > best_cue) {
            best = c;
            best_cue = c->cue.items[0].first;
        }
    }
    return best;
}

static bool lies_in_other(const claim_list *list, const claim *c)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (&list->items[i] != c && pieces_inside(&c->cue, &list->items[i].content, false)) return true;
    return false;
}

static bool carry_piece(match_run *run, claim_list *list, match *m)
{
    pieces content = match_pieces(run, m, run->rules->role_content);
    trim_pieces(run, &content);
    if (!content.count) return false;
    for (uint32_t i = 0; i < list->count; i++)
        if (touches_claim(&list->items[i], &content)) return false;
    claim *to = claim_before(list, content.items[0].first);
    if (!to || lies_in_other(list, to)) return false;
    if (to->manner != HS_MANNER_SAID && to->manner != HS_MANNER_WROTE) return false;
    token_range hull = claim_hull(to);
    if (paragraph_at(run->tokens, content.items[0].first) > paragraph_at(run->tokens, hull.last - 1) + 1) return false;
    token_range *grown = arena_alloc(run->memory, (to->content.count + content.count) * sizeof *grown);
    if (!grown) return false;
    memcpy(grown, to->content.items, to->content.count * sizeof *grown);
    memcpy(grown + to->content.count, content.items, content.count * sizeof *grown);
    to->content.items = grown;
    to->content.count += content.count;
    return true;
}

static bool is_covered(const claim_list *list, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < list->count; i++)
        for (uint32_t k = 0; k < list->items[i].cue.count; k++)
            if (list->items[i].cue.items[k].first >= from && list->items[i].cue.items[k].last <= to) return true;
    return false;
}

static void carry_all(match_run *run, claim_list *list, matches *found)
{
    for (uint32_t i = 0; i < found->count; i++) {
        match *m = &found->items[i];
        if (m->fate != LOST_NOT || !run->rules->rules[m->rule].is_carry) continue;
        if (is_covered(list, m->range.first, m->range.last) || !carry_piece(run, list, m)) m->fate = LOST_CONFLICT;
    }
}

hs_status find_claims(match_run *run, matches *found, hs_error *error)
{
    hs_status status = conflict_decide(run, found, error);
    claim_list list = existing(run->layers);
    if (status) return status;
    for (uint32_t i = 0; i < found->count; i++) {
        match *m = &found->items[i];
        if (m->fate != LOST_NOT || run->rules->rules[m->rule].is_carry) continue;
        claim c = make_claim(run, m);
        if (c.content.count) ARENA_PUSH(run->memory, list.items, list.count, list.cap, c);
    }
    if (list.count) qsort(list.items, list.count, sizeof *list.items, by_text_order);
    carry_all(run, &list, found);
    store(run->layers, &list);
    return run->memory->failed ? error_memory(error) : HS_OK;
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static bool has_calendar_time(const match_run *run, token_range r)
{
    for (uint32_t i = 0; i < run->layers->time_count; i++) {
        const timex *t = &run->layers->times[i];
        bool is_point = str_is(t->type, "DATE") || str_is(t->type, "TIME");
        if (!is_point || !range_inside(t->range, r) || t->value.len < 3) continue;
        bool is_calendar = true;
        for (size_t k = 0; k < 3; k++) is_calendar &= t->value.ptr[k] >= '0' && t->value.ptr[k] <= '9';
        if (is_calendar) return true;
    }
    return false;
}

hs_status find_statements(match_run *run, matches *found, hs_error *error)
{
    claim_list list = existing(run->layers);
    uint32_t attributions = list.count, last = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        match *m = &found->items[i];
        if (m->fate != LOST_NOT) continue;
        pieces whole = { &m->range, 1 };
        bool is_free = m->range.first >= last && has_calendar_time(run, m->range);
        for (uint32_t k = 0; k < attributions && is_free; k++) is_free = !touches_claim(&list.items[k], &whole);
        if (!is_free) {
            m->fate = LOST_CONFLICT;
            continue;
        }
        claim c = make_claim(run, m);
        c.kind = HS_KIND_STATEMENT;
        c.act = STR("state");
        c.source.count = c.cue.count = 0;
        last = m->range.last;
        if (c.content.count) ARENA_PUSH(run->memory, list.items, list.count, list.cap, c);
    }
    store(run->layers, &list);
    return run->memory->failed ? error_memory(error) : HS_OK;
}

/* ---- finishing --------------------------------------------------------------------------------------------------- */

/* How many quotations cover each token, marks included. */
static uint8_t *quote_depths(match_run *run)
{
    uint8_t *depth = arena_zalloc(run->memory, run->tokens->count + 1, 1);
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
    uint8_t base = c->cue.count ? depth[c->cue.items[0].first] : 0;
    uint32_t inside = 0, outside = 0;
    for (uint32_t i = 0; i < c->content.count; i++)
        for (uint32_t t = c->content.items[i].first; t < c->content.items[i].last; t++) {
            if (run->tokens->items[t].flags & TOKEN_PUNCT) continue;
            if (depth[t] > base) inside++;
            else outside++;
        }
    if (!inside) return HS_KIND_INDIRECT;
    return outside ? HS_KIND_MIXED : HS_KIND_DIRECT;
}

/* An outer claim has the longer content, or of equal ones comes first: so that nesting never runs in a circle. */
static bool is_outer(const layers *l, uint32_t outer, uint32_t inner)
{
    uint32_t a = pieces_length(&l->claims[outer].content), b = pieces_length(&l->claims[inner].content);
    return a != b ? a > b : outer < inner;
}

static bool holds(const claim *outer, const claim *c)
{
    if (outer->kind == HS_KIND_STATEMENT || !pieces_inside(&c->cue, &outer->content, false)) return false;
    return !c->source.count || pieces_inside(&c->source, &outer->content, false);
}

static void nest(layers *l)
{
    for (uint32_t i = 0; i < l->claim_count; i++) {
        claim *c = &l->claims[i];
        c->nested_in = CLAIM_NONE;
        for (uint32_t k = 0; k < l->claim_count && c->kind != HS_KIND_STATEMENT; k++)
            if (k != i && holds(&l->claims[k], c) && is_outer(l, k, i) && (c->nested_in == CLAIM_NONE || is_outer(l, c->nested_in, k)))
                c->nested_in = k;
    }
}

static void list_times(match_run *run, claim *c)
{
    const layers *l = run->layers;
    uint32_t cap = 0;
    for (uint32_t i = 0; i < l->time_count; i++)
        for (uint32_t k = 0; k < c->content.count; k++)
            if (range_inside(l->times[i].range, c->content.items[k])) ARENA_PUSH(run->memory, c->about, c->about_count, cap, i);
}

static bool is_opener(const match_run *run, uint32_t token_index)
{
    hs_str folded = token_fold(run->memory, form_text(run, token_index));
    return strmap_get(&run->rules->openers, folded) != STRMAP_NONE;
}

static token_range without_marks(const match_run *run, token_range r)
{
    const token *t = run->tokens->items;
    bool is_quoted = r.last - r.first > 2 && t[r.first].flags & TOKEN_OPENS && t[r.last - 1].flags & TOKEN_CLOSES;
    for (uint32_t i = r.first + 1; is_quoted && i + 1 < r.last; i++)
        if (t[i].flags & TOKEN_CLOSES && !(t[i].flags & TOKEN_OPENS)) { /* closes the first mark before the end? */
            uint32_t open = 0;
            for (uint32_t k = r.first; k <= i; k++) {
                open += (t[k].flags & TOKEN_OPENS) != 0;
                open -= (t[k].flags & TOKEN_CLOSES) != 0;
            }
            is_quoted = open > 0;
        }
    return is_quoted ? (token_range){ r.first + 1, r.last - 1 } : r;
}

/* The content's pieces without `that` and without marks around a whole piece, joined by spaces. */
static void word_claim(match_run *run, claim *c)
{
    hs_str out = STR("");
    for (uint32_t i = 0; i < c->content.count; i++) {
        token_range r = c->content.items[i];
        if (i == 0 && r.last - r.first > 1 && is_opener(run, r.first)) r.first++;
        r = without_marks(run, r);
        hs_str piece = str_of(run->text->bytes, token_span(run->tokens, r));
        out = out.len ? arena_printf(run->memory, "%.*s %.*s", (int)out.len, out.ptr, (int)piece.len, piece.ptr) : piece;
    }
    c->wording = out;
}

static void key_claim(match_run *run, claim *c)
{
    char spans[512], hex[65] = "";
    size_t n = 0;
    const pieces *both[] = { &c->content, &c->cue };
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < both[k]->count && n + 40 < sizeof spans; i++) {
            hs_span s = token_span(run->tokens, both[k]->items[i]);
            n += (size_t)snprintf(spans + n, sizeof spans - n, "%c%u-%u", k ? 'q' : 'c', s.start, s.end);
        }
    hs_str parts[] = { run->text->id, STR("\n"), { spans, n } };
    if (!digest_pieces(parts, 3, hex)) run->memory->failed = true;
    c->key = arena_copy(run->memory, (hs_str){ hex, 16 });
}

hs_status finish_claims(match_run *run, hs_error *error)
{
    layers *l = run->layers;
    const uint8_t *depth = quote_depths(run);
    if (!depth) return error_memory(error);
    if (l->claim_count) qsort(l->claims, l->claim_count, sizeof *l->claims, by_text_order);
    nest(l);
    for (uint32_t i = 0; i < l->claim_count; i++) {
        claim *c = &l->claims[i];
        if (c->kind != HS_KIND_STATEMENT) c->kind = kind_of(run, c, depth);
        list_times(run, c);
        word_claim(run, c);
        key_claim(run, c);
    }
    return run->memory->failed ? error_memory(error) : HS_OK;
}
