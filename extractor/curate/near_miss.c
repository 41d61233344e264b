/* near_miss.c - the best attempt as rows, each an element as it was written. */
#include "curate/near_miss.h"

#include "curate/flat.h"

/* ---- looking ---------------------------------------------------------------------------------------------------- */

static bool is_asked(const asking *x, const stretch *st)
{
    const tokens *t = &x->s->doc->tokens;
    hs_span span = { t->items[st->letters[0].tokens.first].start, t->items[st->letters[st->count - 1].tokens.last - 1].end };
    return span.start < x->where.end && x->where.start < span.end;
}

static void try_stretch(const asking *x, const rule_patterns *p, const reference *r, const stretch *st, near_miss *out)
{
    atom_place place = { x->a, st, replay_classes(x->s, p->rule->layer, p->rule->priority) };
    reference_run run;
    reference_match got;
    reference_begin(&run, r, &place, x->memory);
    for (uint32_t at = 0; at < st->count && !run.is_limit; at++) {
        verdict v = reference_match_at(&run, at, &got);
        out->is_match |= v == REFERENCE_YES;
        out->is_limit |= v == REFERENCE_LIMIT;
    }
    if (!run.best.is_set || (out->st && run.best.met <= out->best.met)) return;
    out->best = run.best;
    out->st = st;
}

near_miss near_miss_find(const asking *x, const rule_patterns *p, const reference *r)
{
    near_miss out = { .is_match = false };
    for (uint32_t view = VIEW_PLAIN; view <= VIEW_TEXT; view <<= 1) {
        if (!(p->rule->views & view)) continue;
        const stretches *list = replay_view(x->s, view);
        for (uint32_t i = 0; i < list->count; i++)
            if (is_asked(x, &list->items[i])) try_stretch(x, p, r, &list->items[i], &out);
    }
    return out;
}

/* ---- names ------------------------------------------------------------------------------------------------------ */

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

static hs_str trim(hs_str s)
{
    while (s.len && is_blank(s.ptr[0])) s.ptr++, s.len--;
    while (s.len && is_blank(s.ptr[s.len - 1])) s.len--;
    return s;
}

static hs_str written(const node *n)
{
    return trim(str_of(n->source->scalar->text, n->where));
}

/* A macro's body stands elsewhere; what is written here lies between its neighbours. */
static hs_str between(const node *parent, uint32_t kid)
{
    uint32_t from = parent->where.start, to = parent->where.end;
    if (kid && parent->kids[kid - 1]->source == parent->source) from = parent->kids[kid - 1]->where.end;
    if (kid + 1 < parent->kid_count && parent->kids[kid + 1]->source == parent->source) to = parent->kids[kid + 1]->where.start;
    hs_str s = trim(str_of(parent->source->scalar->text, (hs_span){ from, to > from ? to : from }));
    while (s.len && (s.ptr[0] == ')' || s.ptr[0] == ' ')) s.ptr++, s.len--;
    while (s.len && (s.ptr[s.len - 1] == '(' || s.ptr[s.len - 1] == ' ')) s.len--;
    return s;
}

hs_str near_miss_name(const node *parent, uint32_t kid)
{
    return parent->kids[kid]->source == parent->source ? written(parent->kids[kid]) : between(parent, kid);
}

static hs_str macro_of(const struct hs_rules *rules, const node *n)
{
    for (uint32_t i = 0; i < rules->macros.count; i++)
        if (rules->macros.items[i].source.scalar == n->source->scalar) return rules->macros.items[i].name;
    return STR("");
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

typedef struct {
    const asking    *x;
    const reference *r;
    const near_miss *miss;
    buffer          *out;
    bool             is_over;    /* the missed element has been written */
} rows;

static void write_words(const asking *x, token_range t, buffer *out)
{
    flat_write(str_of(x->s->doc->text.bytes, token_span(&x->s->doc->tokens, t)), out);
}

static void pad(buffer *out, size_t from, uint32_t width)
{
    uint32_t seen_points = 0;
    for (size_t i = from; i < out->len; i++) seen_points += ((unsigned char)out->data[i] & 0xC0) != 0x80;
    for (; seen_points < width; seen_points++) buffer_char(out, ' ');
}

/* What the leaves lo to hi took together. */
static token_range taken(const rows *w, uint32_t lo, uint32_t hi)
{
    uint32_t start = UINT32_MAX, end = 0;
    for (uint32_t i = 0; i < w->miss->best.step_count; i++) {
        const step_taken *s = &w->miss->best.steps[i];
        if (s->leaf < lo || s->leaf > hi || s->start == s->end) continue;
        if (s->start < start) start = s->start;
        if (s->end > end) end = s->end;
    }
    return start < end ? pattern_tokens(w->miss->st, start, end) : (token_range){ 0, 0 };
}

static void write_place(const rows *w, uint32_t byte)
{
    position_place p = position_of(w->x->places, byte);
    buffer_printf(w->out, " (line %u, column %u)", p.line, p.column);
}

/* `"a" is not @np`, or what the stretch ends without; of an edge, where it was asked for. */
static void write_why(const rows *w, const node *missed)
{
    const stretch *st = w->miss->st;
    uint32_t at = w->miss->best.at;
    const tokens *t = &w->x->s->doc->tokens;
    bool is_end = at >= st->count, is_edge = missed->kind == NODE_EDGE;
    hs_str name = macro_of(w->x->s->doc->rules, missed);
    if (is_end) buffer_printf(w->out, "%s", is_edge ? "not at the end" : "the stretch ends here, without ");
    else buffer_printf(w->out, "%s\"", is_edge ? "not before " : "");
    if (!is_end) write_words(w->x, st->letters[at].tokens, w->out);
    if (!is_end) buffer_printf(w->out, "\"%s", is_edge ? "" : " is not ");
    if (!is_edge) flat_write(written(missed), w->out);
    if (name.len) buffer_printf(w->out, " in ~%.*s", (int)name.len, name.ptr);
    write_place(w, is_end ? t->items[st->letters[st->count - 1].tokens.last - 1].end : t->items[st->letters[at].tokens.first].start);
}

static void write_row(rows *w, hs_str role, const node *n, hs_str name)
{
    uint32_t lo = UINT32_MAX, hi = 0;
    if (w->is_over) return;
    reference_leaves(n, &lo, &hi);
    bool is_missed = w->miss->best.leaf >= lo && w->miss->best.leaf <= hi;
    token_range t = taken(w, lo, hi);
    bool has_words = t.first < t.last, is_edge = n->kind == NODE_EDGE;
    buffer_lit(w->out, "        ");
    size_t from = w->out->len;
    if (is_missed) buffer_lit(w->out, "\xE2\x9C\x97 ");
    else if (has_words || is_edge) buffer_lit(w->out, "\xE2\x9C\x93 ");
    else buffer_lit(w->out, "\xE2\x80\x93 ");
    if (role.len) buffer_printf(w->out, "{%.*s} ", (int)role.len, role.ptr);
    flat_write(name, w->out);
    if (has_words || is_missed || !is_edge) pad(w->out, from, 40);
    if (has_words) write_words(w->x, t, w->out);
    if (is_missed && has_words) buffer_lit(w->out, "; then ");
    if (is_missed) write_why(w, w->r->shown[w->miss->best.leaf]);
    if (!is_missed && !has_words && !is_edge) buffer_lit(w->out, "skipped");
    buffer_char(w->out, '\n');
    w->is_over = is_missed;
}

static void write_sequence(rows *w, hs_str role, const node *n)
{
    for (uint32_t i = 0; i < n->kid_count; i++) {
        const node *kid = n->kids[i], *body = kid->kind == NODE_ROLE ? kid->kids[0] : NULL;
        if (body && body->kind == NODE_SEQ && body->source == kid->source) write_sequence(w, kid->name, body);
        else write_row(w, role, kid, near_miss_name(n, i));
    }
}

void near_miss_write(const asking *x, const rule_patterns *p, uint32_t pattern, const near_miss *miss, buffer *out)
{
    rows w = { x, &p->match.items[pattern], miss, out, false };
    const node *tree = w.r->tree;
    buffer_printf(out, "    pattern %u: ", pattern + 1);
    flat_write(written(tree), out);
    buffer_char(out, '\n');
    if (miss->is_limit) buffer_lit(out, "        it took too many steps here\n");
    if (!miss->st) {
        buffer_lit(out, "        the rule's view has nothing here\n");
        return;
    }
    const node *body = tree->kind == NODE_ROLE && tree->kids[0]->kind == NODE_SEQ ? tree->kids[0] : tree;
    if (body->kind == NODE_SEQ) write_sequence(&w, body == tree ? STR("") : tree->name, body);
    else write_row(&w, STR(""), tree, written(tree));
}

void near_misses_write(const asking *x, const rule_patterns *p, buffer *out)
{
    for (uint32_t i = 0; i < p->match.count; i++) {
        near_miss miss = near_miss_find(x, p, &p->match.items[i]);
        if (!miss.is_match) near_miss_write(x, p, i, &miss, out);
    }
}

/* ---- unless ----------------------------------------------------------------------------------------------------- */

/* The stretch of the view in which the match lies. */
static const stretch *stretch_of(const asking *x, const match *m)
{
    const stretches *list = replay_view(x->s, m->view);
    for (uint32_t i = 0; i < list->count; i++) {
        const stretch *st = &list->items[i];
        if (st->letters[0].tokens.first <= m->range.first && m->range.last <= st->letters[st->count - 1].tokens.last) return st;
    }
    return NULL;
}

static bool write_stopper(const asking *x, const rule_patterns *p, const pattern_list *list, const match *m, bool is_inside, buffer *out)
{
    const stretch *st = stretch_of(x, m);
    atom_place place = { x->a, st, replay_classes(x->s, p->rule->layer, p->rule->priority) };
    token_range t;
    uint32_t i = st ? pattern_stopper(list, x->s->doc->rules, m, &place, is_inside, x->memory, &t) : UINT32_MAX;
    if (i == UINT32_MAX) return false;
    buffer_lit(out, "        ");
    flat_write(written(list->items[i].tree), out);
    buffer_lit(out, " took [");
    write_words(x, t, out);
    buffer_lit(out, "]\n");
    return true;
}

void near_miss_write_stopper(const asking *x, const rule_patterns *p, const match *m, buffer *out)
{
    if (!write_stopper(x, p, &p->unless, m, false, out)) write_stopper(x, p, &p->inside, m, true, out);
}
