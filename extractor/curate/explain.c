/* explain.c - claims with their rules, captures and the candidates that lost to them. */
#include "curate/explain.h"

#include "base/error.h"
#include "curate/compare.h"
#include "curate/explain_time.h"
#include "curate/explain_tokens.h"
#include "curate/near_miss.h"
#include "emit/name.h"
#include "find/claim_place.h"

typedef struct {
    const struct hs_rules *rules;
    hs_document           *doc;
    replay                   seen;
    atoms                 *atoms;
    arena                  memory;
    positions              places;
    comparison             words;     /* for writing spans               */
    hs_span                where;     /* of the text: what was asked for */
    buffer                *out;
} explaining;

/* ---- places ----------------------------------------------------------------------------------------------------- */

static uint32_t line_end(const explaining *x, uint32_t line)
{
    uint32_t end = line < x->places.line_count ? x->places.lines[line] : (uint32_t)x->doc->text.bytes.len;
    return end;
}

/* The bytes that the line and column ask for. */
static bool find_place(explaining *x, const explain_options *o)
{
    hs_str bytes = x->doc->text.bytes;
    x->where = (hs_span){ 0, (uint32_t)bytes.len };
    if (!o->line) return true;
    if (o->line > x->places.line_count) return false;
    uint32_t at = x->places.lines[o->line - 1], end = line_end(x, o->line);
    x->where = (hs_span){ at, end };
    if (!o->column) return true;
    for (uint32_t c = 1; c < o->column && at < end; c++) {
        at++;
        while (at < end && ((unsigned char)bytes.ptr[at] & 0xC0) == 0x80) at++;
    }
    x->where = (hs_span){ at, at + 1 };
    return at < end;
}

static bool is_asked(const explaining *x, hs_span s)
{
    return s.start < x->where.end && x->where.start < s.end;
}

/* ---- candidates ------------------------------------------------------------------------------------------------- */

static void write_range(explaining *x, token_range r)
{
    pieces p = { &r, 1 };
    span_list s = compare_pieces(&x->words, &p);
    buffer_char(x->out, '[');
    compare_write_spans(&x->words, &s, x->out);
    buffer_char(x->out, ']');
}

static void write_captures(explaining *x, const match *m)
{
    for (uint32_t i = 0; i < m->role_count; i++) {
        hs_str role = x->rules->roles[m->roles[i].role];
        buffer_printf(x->out, "%s%.*s ", i ? " " : "", (int)role.len, role.ptr);
        write_range(x, m->roles[i].range);
    }
    if (!m->role_count) write_range(x, m->range);
}

/* Of statements and of what is carried find/ decides by more than a conflict with one other rule. */
static void write_loss(explaining *x, const match *m)
{
    const rule *r = &x->rules->rules[m->rule];
    hs_str winner = x->rules->rules[m->lost_to].id;
    if (str_is(x->rules->layers[r->layer].name, "statement")) buffer_lit(x->out, "made no statement: without a calendar date, or part of a claim");
    else if (r->is_carry) buffer_lit(x->out, "carried nothing: no claim of words directly before it, or part of a claim");
    else buffer_printf(x->out, "lost to %.*s", (int)winner.len, winner.ptr);
}

static void write_fate(explaining *x, const match *m)
{
    switch (m->fate) {
    case LOST_NOT: buffer_lit(x->out, "won"); break;
    case LOST_TWIN: buffer_lit(x->out, "lost to another match of the same rule with the same cue"); break;
    case LOST_CONFLICT: write_loss(x, m); break;
    case LOST_UNLESS: buffer_lit(x->out, "stopped by `unless`"); break;
    }
}

static asking asked(explaining *x)
{
    return (asking){ &x->seen, x->atoms, &x->places, &x->memory, x->where };
}

/* Which `unless` it was is told by trying them again. */
static void write_stopper(explaining *x, const match *m)
{
    rule_patterns p;
    asking a = asked(x);
    bool is_ready = rule_patterns_read(&p, x->atoms, x->rules, m->rule) && atoms_see(x->atoms, &x->seen);
    if (is_ready) near_miss_write_stopper(&a, &p, m, x->out);
}

static void write_candidate(explaining *x, const match *m)
{
    const rule *r = &x->rules->rules[m->rule];
    buffer_printf(x->out, "    %.*s  ", (int)r->id.len, r->id.ptr);
    write_fate(x, m);
    buffer_lit(x->out, "\n        ");
    write_captures(x, m);
    buffer_printf(x->out, "\n        priority %d, %u gap tokens, %u lexical, %u roles\n", (int)r->priority, m->gap_tokens, m->lexical,
                  m->roles_filled);
    if (m->fate == LOST_UNLESS) write_stopper(x, m);
}

static const match *winner_of(const explaining *x, const claim *c)
{
    const matches *all = &x->doc->found[x->rules->rules[c->rule_index].layer];
    token_range hull = claim_hull(c);
    for (uint32_t i = 0; i < all->count; i++) {
        const match *m = &all->items[i];
        if (m->rule != c->rule_index || m->fate != LOST_NOT || !ranges_overlap(m->range, hull)) continue;
        token_range cue = match_role(m, x->rules->role_cue);
        if (!c->cue.count || (cue.first == c->cue.items[0].first && cue.last <= c->cue.items[c->cue.count - 1].last)) return m;
    }
    return NULL;
}

/* ---- claims ----------------------------------------------------------------------------------------------------- */

static void write_role(explaining *x, const char *name, const pieces *p)
{
    if (!p->count) return;
    span_list s = compare_pieces(&x->words, p);
    buffer_printf(x->out, "  %-8s ", name);
    compare_write_spans(&x->words, &s, x->out);
    buffer_char(x->out, '\n');
}

static void write_word(explaining *x, const char *name, hs_str value)
{
    if (value.len) buffer_printf(x->out, " %s=%.*s", name, (int)value.len, value.ptr);
}

static void write_attributes(explaining *x, const claim *c)
{
    buffer_lit(x->out, "  is      ");
    write_word(x, "kind", name_kind(c->kind));
    write_word(x, "manner", name_manner(c->manner));
    write_word(x, "act", c->act);
    write_word(x, "side", c->side);
    write_word(x, "commitment", c->commitment);
    write_word(x, "said", c->said);
    write_word(x, "lemma", c->lemma);
    for (uint32_t i = 0; i < c->speaker_count; i++) {
        hs_str name = x->doc->layers.speakers[c->speakers[i]].name;
        buffer_printf(x->out, " speaker=\"%.*s\"", (int)name.len, name.ptr);
    }
    if (c->nested_in != CLAIM_NONE) buffer_printf(x->out, " nested-in=c%u", c->nested_in + 1);
    buffer_char(x->out, '\n');
}

static void write_rule(explaining *x, const claim *c)
{
    const rule *r = &x->rules->rules[c->rule_index];
    buffer_printf(x->out, "  rule     %.*s  %.*s:%u\n", (int)r->name.len, r->name.ptr, (int)r->file->source.path.len,
                  r->file->source.path.ptr, r->line);
    const match *m = winner_of(x, c);
    if (!m) return;
    buffer_lit(x->out, "  took     ");
    write_captures(x, m);
    buffer_char(x->out, '\n');
}

static void write_losers(explaining *x, const claim *c)
{
    const matches *all = &x->doc->found[x->rules->rules[c->rule_index].layer];
    token_range hull = claim_hull(c);
    bool is_first = true;
    for (uint32_t i = 0; i < all->count; i++) {
        const match *m = &all->items[i];
        bool is_loser = (m->fate == LOST_CONFLICT || m->fate == LOST_TWIN) && m->lost_to == c->rule_index;
        if (!is_loser || !ranges_overlap(m->range, hull)) continue;
        if (is_first) buffer_lit(x->out, "  lost to it\n");
        write_candidate(x, m);
        is_first = false;
    }
}

static void write_claim(explaining *x, uint32_t number)
{
    const claim *c = &x->doc->layers.claims[number];
    position_place at = position_of(&x->places, token_span(&x->doc->tokens, claim_hull(c)).start);
    buffer_printf(x->out, "c%u  line %u, column %u\n", number + 1, at.line, at.column);
    write_role(x, "source", &c->source);
    write_role(x, "cue", &c->cue);
    write_role(x, "content", &c->content);
    write_role(x, "hearer", &c->hearer);
    write_role(x, "target", &c->target);
    write_attributes(x, c);
    write_rule(x, c);
    write_losers(x, c);
    buffer_char(x->out, '\n');
}

static bool is_claim_layer(const explaining *x, uint32_t index)
{
    return str_is(x->rules->layers[index].name, "attribution") || str_is(x->rules->layers[index].name, "statement");
}

static void write_stopped(explaining *x)
{
    bool is_first = true;
    for (uint32_t l = 0; l < x->rules->layer_count; l++)
        for (uint32_t i = 0; is_claim_layer(x, l) && i < x->doc->found[l].count; i++) {
            const match *m = &x->doc->found[l].items[i];
            if (m->fate != LOST_UNLESS || !is_asked(x, token_span(&x->doc->tokens, m->range))) continue;
            if (is_first) buffer_lit(x->out, "stopped\n");
            write_candidate(x, m);
            is_first = false;
        }
}

static void write_claims(explaining *x)
{
    uint32_t shown = 0;
    for (uint32_t i = 0; i < x->doc->layers.claim_count; i++) {
        if (!is_asked(x, token_span(&x->doc->tokens, claim_hull(&x->doc->layers.claims[i])))) continue;
        write_claim(x, i);
        shown++;
    }
    if (!shown) buffer_lit(x->out, "No claim here. --tokens shows how the text is seen, --rule ID what became of a rule.\n");
    write_stopped(x);
    explain_times(&x->words, &x->places, x->where, x->out);
}

/* ---- one rule --------------------------------------------------------------------------------------------------- */

static uint32_t rule_index(const struct hs_rules *rules, hs_str id)
{
    for (uint32_t i = 0; i < rules->rule_count; i++)
        if (str_eq(rules->rules[i].id, id) || str_eq(rules->rules[i].name, id)) return i;
    return UINT32_MAX;
}

static void write_near_misses(explaining *x, uint32_t index)
{
    rule_patterns p;
    asking a = asked(x);
    buffer_lit(x->out, "    matches nowhere here; how far its patterns came:\n");
    if (!rule_patterns_read(&p, x->atoms, x->rules, index) || !atoms_see(x->atoms, &x->seen)) x->memory.failed = true;
    else near_misses_write(&a, &p, x->out);
}

static void write_one_rule(explaining *x, uint32_t index)
{
    const rule *r = &x->rules->rules[index];
    uint32_t shown = 0;
    buffer_printf(x->out, "%.*s  %.*s:%u\n", (int)r->name.len, r->name.ptr, (int)r->file->source.path.len, r->file->source.path.ptr, r->line);
    if (r->layer == UINT32_MAX) {
        buffer_lit(x->out, "    doesn't compile: see hearsay check\n");
        return;
    }
    const matches *all = &x->doc->found[r->layer];
    for (uint32_t i = 0; i < all->count; i++) {
        const match *m = &all->items[i];
        if (m->rule != index || !is_asked(x, token_span(&x->doc->tokens, m->range))) continue;
        write_candidate(x, m);
        shown++;
    }
    if (!shown) write_near_misses(x, index);
}

static void write_layer(explaining *x, uint32_t index)
{
    const matches *all = &x->doc->found[index];
    uint32_t shown = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        if (!is_asked(x, token_span(&x->doc->tokens, all->items[i].range))) continue;
        write_candidate(x, &all->items[i]);
        shown++;
    }
    if (!shown) buffer_lit(x->out, "No rule of this layer matches here. --tokens shows how the text is seen.\n");
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

static hs_status write_asked(explaining *x, const explain_options *o, hs_error *error)
{
    const notation none = { 0 };
    uint32_t index = o->rule.len ? rule_index(x->rules, o->rule) : UINT32_MAX;
    if (o->rule.len && index == UINT32_MAX)
        return error_set(error, HS_ERR_USAGE, "no rule '%.*s' in the pack", (int)o->rule.len, o->rule.ptr);
    uint32_t layer_index = o->layer.len ? strmap_get(&x->rules->layer_names, o->layer) : LAYER_BUILTIN;
    if (layer_index == STRMAP_NONE || layer_index < LAYER_BUILTIN)
        return error_set(error, HS_ERR_USAGE, "no rule of the pack writes a layer '%.*s'", (int)o->layer.len, o->layer.ptr);
    if (!find_place(x, o)) return error_set(error, HS_ERR_USAGE, "the text has no line %u, column %u", o->line, o->column);
    x->words = (comparison){ x->doc, &none, 0, &x->memory };
    if (o->tokens) explain_tokens(x->doc, x->where, x->out);
    else if (index != UINT32_MAX) write_one_rule(x, index);
    else if (o->layer.len) write_layer(x, layer_index);
    else write_claims(x);
    return x->memory.failed || x->out->failed ? error_memory(error) : HS_OK;
}

/* A limit that was hit may be the answer. */
static void write_warnings(explaining *x)
{
    for (uint32_t i = 0; i < x->doc->warning_count; i++)
        buffer_printf(x->out, "warning: %.*s\n", (int)x->doc->warnings[i].len, x->doc->warnings[i].ptr);
}

static hs_status explain_seen(explaining *x, const explain_options *o, hs_error *error)
{
    x->doc = x->seen.doc;
    x->atoms = atoms_create(x->rules);
    if (!x->atoms || !position_init(&x->places, x->doc->text.bytes)) return error_memory(error);
    hs_status status = write_asked(x, o, error);
    if (!status) write_warnings(x);
    position_free(&x->places);
    return status;
}

/* Every rule runs everywhere: no trigger stands between the question and the answer. */
hs_status explain_article(const hs_rules *rules, const hs_article *article, const explain_options *options, buffer *out, hs_error *error)
{
    explaining x = { .rules = rules, .out = out };
    hs_options how = { .no_triggers = true, .times = options->times, .date_order = options->date_order };
    arena_init(&x.memory);
    hs_status status = replay_article(&x.seen, rules, article, &how, error);
    if (!status) status = explain_seen(&x, options, error);
    atoms_free(x.atoms);
    replay_close(&x.seen);
    arena_free(&x.memory);
    return status;
}
