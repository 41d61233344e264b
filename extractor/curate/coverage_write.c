/* coverage_write.c - tables of rules, then what was never hit, then lists and words. */
#include "curate/coverage_write.h"

#include "curate/flat.h"
#include "curate/near_miss.h"

#include <stdlib.h>

static hs_str pattern_text(const reference *r)
{
    return str_of(r->tree->source->scalar->text, r->tree->where);
}

static const char *piece_name(const pattern_piece *p) { return p->kind == PART_ALTERNATIVE ? "alternative" : "optional"; }

static bool is_wanted(const coverage *c, const coverage_view *v, uint32_t index)
{
    const rule *r = &c->rules->rules[index];
    if (!c->touched[index].patterns.rule) return false;
    if (v->rule.len) return str_eq(r->id, v->rule);
    return !v->layer.len || str_eq(c->rules->layers[r->layer].name, v->layer);
}

/* ---- order -------------------------------------------------------------------------------------------------------- */

/* Layers in the order in which they run; within one the rule with the most matches first, then by id. */
static bool goes_before(const coverage *c, uint32_t a, uint32_t b)
{
    const rule *x = &c->rules->rules[a], *y = &c->rules->rules[b];
    if (x->layer != y->layer) return x->layer < y->layer;
    if (c->touched[a].n.hits != c->touched[b].n.hits) return c->touched[a].n.hits > c->touched[b].n.hits;
    return str_cmp(x->id, y->id) < 0;
}

static bool is_dearer(const coverage *c, uint32_t a, uint32_t b)
{
    if (c->touched[a].steps != c->touched[b].steps) return c->touched[a].steps > c->touched[b].steps;
    return str_cmp(c->rules->rules[a].id, c->rules->rules[b].id) < 0;
}

static uint32_t order_rules(const coverage *c, const coverage_view *v, bool (*before)(const coverage *, uint32_t, uint32_t), uint32_t *order)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->rules->rule_count; i++) {
        uint32_t at = n;
        if (!is_wanted(c, v, i)) continue;
        for (; at > 0 && before(c, i, order[at - 1]); at--) order[at] = order[at - 1];
        order[at] = i;
        n++;
    }
    return n;
}

/* ---- rules -------------------------------------------------------------------------------------------------------- */

static void write_rule_row(const coverage *c, uint32_t index, buffer *out)
{
    const rule_touch *t = &c->touched[index];
    hs_str id = c->rules->rules[index].id;
    buffer_printf(out, "%-30.*s %8u %8u %8u  ", (int)id.len, id.ptr, t->n.hits, t->n.wins, t->stopped);
    flat_write(t->n.place, out);
    buffer_lit(out, "  ");
    flat_write(t->example_words, out);
    buffer_char(out, '\n');
}

static void write_rules(const coverage *c, const uint32_t *order, uint32_t count, buffer *out)
{
    uint32_t layer_index = UINT32_MAX;
    for (uint32_t k = 0; k < count; k++) {
        const rule *r = &c->rules->rules[order[k]];
        if (!c->touched[order[k]].n.hits) continue;
        if (r->layer != layer_index) {
            hs_str name = c->rules->layers[r->layer].name;
            buffer_printf(out, "\n%-30.*s %8s %8s %8s  example\n", (int)name.len, name.ptr, "hits", "wins", "stopped");
        }
        layer_index = r->layer;
        write_rule_row(c, order[k], out);
    }
}

static void write_dead_rules(const coverage *c, const uint32_t *order, uint32_t count, buffer *out)
{
    bool is_first = true;
    for (uint32_t k = 0; k < count; k++) {
        const rule *r = &c->rules->rules[order[k]];
        if (c->touched[order[k]].n.hits) continue;
        if (is_first) buffer_lit(out, "\nrules that never hit\n");
        is_first = false;
        buffer_printf(out, "  %-30.*s %.*s:%u\n", (int)r->id.len, r->id.ptr, (int)r->file->source.path.len, r->file->source.path.ptr, r->line);
    }
}

/* ---- pieces ------------------------------------------------------------------------------------------------------- */

typedef struct { const coverage *c; buffer *out; bool all; const char *heading; } piece_writer;

static void write_piece(piece_writer *w, hs_str id, const char *what, uint32_t number, const char *piece, hs_str words, const touch_count *n)
{
    if (!w->all && n->hits) return;
    if (w->heading) buffer_printf(w->out, "\n%s\n", w->heading);
    w->heading = NULL;
    if (w->all) buffer_printf(w->out, "%8u %8u  ", n->hits, n->wins);
    else buffer_printf(w->out, "  %-30.*s ", (int)id.len, id.ptr);
    buffer_printf(w->out, "%s %u%s%s: ", what, number, *piece ? ", " : "", piece);
    flat_write(words, w->out);
    if (w->all && n->hits) buffer_printf(w->out, "  %.*s", (int)n->place.len, n->place.ptr);
    buffer_char(w->out, '\n');
}

static void write_pieces(piece_writer *w, uint32_t index)
{
    const rule_touch *t = &w->c->touched[index];
    hs_str id = w->c->rules->rules[index].id;
    for (uint32_t i = 0; i < t->patterns.match.count; i++) {
        write_piece(w, id, "pattern", i + 1, "", pattern_text(&t->patterns.match.items[i]), &t->match[i].n);
        for (uint32_t k = 0; k < t->match[i].piece_count && (w->all || t->match[i].n.hits); k++) {
            const pattern_piece *p = &t->match[i].pieces[k];
            write_piece(w, id, "pattern", i + 1, piece_name(p), near_miss_name(p->parent, p->kid), &p->n);
        }
    }
    for (uint32_t i = 0; i < t->patterns.unless.count; i++)
        write_piece(w, id, "unless", i + 1, "", pattern_text(&t->patterns.unless.items[i]), &t->unless[i]);
    for (uint32_t i = 0; i < t->patterns.inside.count; i++)
        write_piece(w, id, "unless_inside", i + 1, "", pattern_text(&t->patterns.inside.items[i]), &t->inside[i]);
}

/* ---- lists and words ---------------------------------------------------------------------------------------------- */

static uint32_t count_matched(const coverage *c, uint32_t l)
{
    uint32_t n = 0;
    for (uint32_t e = 0; e < c->rules->lexicons.items[l]->entry_count; e++) n += c->entries[l][e].hits > 0;
    return n;
}

static void write_lists(const coverage *c, const coverage_view *v, buffer *out)
{
    buffer_lit(out, "\nlist                            entries  matched  never, for example\n");
    for (uint32_t l = 0; l < c->rules->lexicons.count; l++) {
        const lexicon *lex = c->rules->lexicons.items[l];
        uint32_t shown = 0;
        if (!c->entries[l]) continue;
        buffer_printf(out, "%-30.*s %8u %8u  ", (int)lex->name.len, lex->name.ptr, lex->entry_count, count_matched(c, l));
        for (uint32_t e = 0; e < lex->entry_count && shown < 6 && shown < v->top; e++) {
            if (c->entries[l][e].hits) continue;
            buffer_printf(out, "%s%.*s", shown++ ? ", " : "", (int)lex->entries[e].head.len, lex->entries[e].head.ptr);
        }
        buffer_char(out, '\n');
    }
}

/* All entries of one list, those matched most first. */
static void write_list(coverage *c, const coverage_view *v, buffer *out)
{
    uint32_t l = strmap_get(&c->rules->lexicons.by_name, v->lexicon);
    if (l == STRMAP_NONE || !c->entries[l]) {
        buffer_printf(out, "no pattern asks for a list %.*s\n", (int)v->lexicon.len, v->lexicon.ptr);
        return;
    }
    const lexicon *lex = c->rules->lexicons.items[l];
    tally t;
    tally_init(&t, &c->memory);
    for (uint32_t e = 0; e < lex->entry_count; e++) {
        tally_row *row = tally_add(&t, lex->entries[e].head);
        if (!row) continue;
        row->count = c->entries[l][e].hits;
        row->note = c->entries[l][e].place;
    }
    tally_sort(&t);
    for (uint32_t i = 0; i < t.count; i++) {
        const tally_row *r = &t.rows[i];
        buffer_printf(out, r->count ? "%8u  %-30.*s %.*s\n" : "%8u  %.*s%.*s\n", r->count, (int)r->word.len, r->word.ptr, (int)r->note.len,
                      r->note.len ? r->note.ptr : "");
    }
}

static void write_cue_like(coverage *c, const coverage_view *v, buffer *out)
{
    tally_sort(&c->cue_like);
    if (!c->cue_like.count) return;
    buffer_lit(out, "\nwords where cues stand, in no list of cues\n");
    for (uint32_t i = 0; i < c->cue_like.count && i < v->top; i++) {
        const tally_row *r = &c->cue_like.rows[i];
        buffer_printf(out, "%8u  %-18.*s ", r->count, (int)r->word.len, r->word.ptr);
        flat_write(r->note, out);
        buffer_char(out, '\n');
    }
    if (c->cue_like.count > v->top) buffer_printf(out, "          and %u more\n", c->cue_like.count - v->top);
}

/* ---- text --------------------------------------------------------------------------------------------------------- */

void coverage_write_text(coverage *c, const coverage_view *v, buffer *out)
{
    uint32_t *order = calloc(c->rules->rule_count + 1, sizeof *order);
    uint32_t n = order ? order_rules(c, v, goes_before, order) : 0;
    if (!order) out->failed = true;
    if (v->lexicon.len) {
        write_list(c, v, out);
        free(order);
        return;
    }
    buffer_printf(out, "%u articles, %u rules\n", c->articles, n);
    write_rules(c, order, n, out);
    write_dead_rules(c, order, n, out);
    piece_writer w = { c, out, v->rule.len > 0, v->rule.len ? "    hits     wins" : "never hit, in rules that hit" };
    for (uint32_t k = 0; k < n; k++)
        if (w.all || c->touched[order[k]].n.hits) write_pieces(&w, order[k]);
    if (!v->rule.len) write_lists(c, v, out);
    if (!v->rule.len) write_cue_like(c, v, out);
    free(order);
}

void coverage_write_cost(coverage *c, const coverage_view *v, buffer *out)
{
    uint32_t *order = calloc(c->rules->rule_count + 1, sizeof *order);
    uint32_t n = order ? order_rules(c, v, is_dearer, order) : 0;
    if (!order) out->failed = true;
    buffer_printf(out, "%-30s %9s %9s %8s %12s %9s  worst place\n", "rule", "tried", "matched", "won", "steps", "ms");
    for (uint32_t k = 0; k < n; k++) {
        const rule_touch *t = &c->touched[order[k]];
        hs_str id = c->rules->rules[order[k]].id;
        buffer_printf(out, "%-30.*s %9llu %9u %8u %12llu %9.1f  %.*s, %llu steps\n", (int)id.len, id.ptr, (unsigned long long)t->tried, t->n.hits, t->n.wins,
                      (unsigned long long)t->steps, (double)t->nanoseconds / 1e6, (int)t->worst.len, t->worst.len ? t->worst.ptr : "",
                      (unsigned long long)t->most_steps);
    }
    free(order);
}
