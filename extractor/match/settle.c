/* settle.c - the total order of candidates, what a winner's rule says about it, and layers made disjoint. */
#include "base/error.h"
#include "match/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

token_range match_role(const match *m, uint32_t role)
{
    for (uint32_t i = 0; i < m->role_count; i++)
        if (m->roles[i].role == role) return m->roles[i].range;
    return (token_range){ 0, 0 };
}

static uint32_t length(token_range r)
{
    return r.last - r.first;
}

#define PREFER(more, less) \
    if ((more) != (less)) return (more) > (less) ? -1 : 1

int match_order(const struct hs_rules *rules, const match *a, const match *b)
{
    const rule *x = &rules->rules[a->rule], *y = &rules->rules[b->rule];
    PREFER(x->priority, y->priority);
    PREFER(b->gap_tokens, a->gap_tokens);
    PREFER(a->lexical, b->lexical);
    PREFER(a->roles_filled, b->roles_filled);
    PREFER(b->source_distance, a->source_distance);
    PREFER(a->source_length, b->source_length);
    PREFER(a->cue_length, b->cue_length);
    PREFER(length(b->range), length(a->range));
    PREFER(b->range.first, a->range.first);
    int c = str_cmp(x->id, y->id);
    if (c) return c;
    PREFER(b->program, a->program);
    PREFER(b->view, a->view);
    for (uint32_t i = 0; i < a->role_count && i < b->role_count; i++) {
        PREFER(b->roles[i].range.first, a->roles[i].range.first);
        PREFER(b->roles[i].range.last, a->roles[i].range.last);
    }
    return 0;
}

/* ---- values ----------------------------------------------------------------------------------------------------- */

static const form_info *info_of(const match_run *run, uint32_t token_index)
{
    return &run->scratch->infos[run->tokens->items[token_index].form];
}

static bool found_phrase(const match_run *run, uint32_t lexicon_index, uint32_t token_index, const lexicon_entry **entry, uint32_t *found)
{
    if (!(run->phrase_begins[token_index / 64] >> token_index % 64 & 1)) return false;
    for (uint32_t i = match_phrase_from(run, token_index); i < run->phrase_count && run->phrases[i].first == token_index; i++) {
        const word_phrase *p = &run->rules->phrases[run->phrases[i].phrase];
        if (p->lexicon != lexicon_index) continue;
        const lexicon *lex = run->rules->lexicons.items[lexicon_index];
        *entry = &lex->entries[lex->forms[p->form].entry];
        *found = run->phrases[i].length;
        return true;
    }
    return false;
}

bool match_entry_at(const match_run *run, uint32_t lexicon_index, uint32_t token_index, const lexicon_entry **entry, uint32_t *found)
{
    const struct hs_rules *rules = run->rules;
    const lexicon *lex = rules->lexicons.items[lexicon_index];
    const form_info *info = info_of(run, token_index);
    uint32_t word = lex->is_exact ? info->exact : info->word;
    *found = 0;
    if (word == WORD_NONE) return false;
    if (match_brief(run, token_index) & FORM_HAS_PHRASES && found_phrase(run, lexicon_index, token_index, entry, found)) return true;
    for (uint32_t i = rules->entry_start[word]; i < rules->entry_start[word + 1]; i++) {
        if (rules->entries[i].lexicon != lexicon_index) continue;
        *found = 1;
        *entry = &lex->entries[rules->entries[i].entry];
        return true;
    }
    return false;
}

static hs_str text_of(const match_run *run, token_range r)
{
    return length(r) ? str_of(run->text->bytes, token_span(run->tokens, r)) : STR("");
}

/* What an entry says of an attribute; `lemma` is its head, told only by entries that say something at all (a lexicon without
 * attributes helps to find the words, as catenatives do, but doesn't stand for them). */
static hs_str entry_says(const lexicon_entry *e, hs_str attribute_name)
{
    if (str_is(attribute_name, "lemma")) return e->attribute_count ? e->head : STR("");
    return lexicon_value(e, attribute_name);
}

/* The entries in a role that its pattern may have meant (of the lists it names, with the attributes it asks for), in text order
 * (scratch->entries): collected once for all attributes of a rule. */
typedef struct { uint32_t count, role; } role_entries;

static void add_entry(match_run *run, const lexicon_entry *e, role_entries *out)
{
    void *entries = run->scratch->entries;
    if (!scratch_reserve(&entries, &run->scratch->entry_cap, (size_t)out->count + 1, sizeof *run->scratch->entries)) {
        run->memory->failed = true;
        return;
    }
    run->scratch->entries = entries;
    run->scratch->entries[out->count++] = e;
}

static void add_entries_at(match_run *run, const program *p, uint32_t token_index, uint32_t end, role_entries *out)
{
    for (uint32_t k = 0; k < p->lexica_count; k++) {
        const role_list *list = &p->lexica[k];
        const lexicon_entry *e;
        uint32_t n;
        if (list->role != out->role || !match_entry_at(run, list->lexicon, token_index, &e, &n) || token_index + n > end) continue;
        if (!list->attribute.len || lexicon_has(e, list->attribute, list->value)) add_entry(run, e, out);
    }
}

static void find_entries(match_run *run, const match *m, uint32_t role, role_entries *out)
{
    const program *p = run->rules->layers[run->rules->rules[m->rule].layer].programs[m->program];
    *out = (role_entries){ .role = role };
    for (uint32_t i = 0; i < m->role_count; i++)
        for (uint32_t t = m->roles[i].range.first; m->roles[i].role == role && t < m->roles[i].range.last; t++)
            add_entries_at(run, p, t, m->roles[i].range.last, out);
}

/* $role.attribute: of the first entry in the role that has the attribute. */
static hs_str role_attribute(match_run *run, const match *m, const rule_value *v, role_entries *known)
{
    if (known->role != v->role) find_entries(run, m, v->role, known);
    for (uint32_t i = 0; i < known->count; i++) {
        hs_str value = entry_says(run->scratch->entries[i], v->text);
        if (value.len) return value;
    }
    return STR("");
}

static hs_str looked_up(const match_run *run, const match *m, const rule_value *v)
{
    token_range r = match_role(m, v->role);
    for (uint32_t t = r.first; t < r.last; t++) {
        const lexicon_entry *e;
        uint32_t n;
        if (!match_entry_at(run, v->lexicon, t, &e, &n) || t + n > r.last) continue;
        hs_str value = v->text.len && v->kind == VALUE_ROLE_ATTRIBUTE ? lexicon_value(e, v->text) : lexicon_value(e, STR("value"));
        if (value.len) return value;
    }
    return STR("");
}

static hs_str value_of(match_run *run, const match *m, const rule_value *v, role_entries *known)
{
    switch (v->kind) {
    case VALUE_LITERAL: return v->text;
    case VALUE_ROLE: return text_of(run, match_role(m, v->role));
    case VALUE_ROLE_ATTRIBUTE: return role_attribute(run, m, v, known);
    case VALUE_LOOKUP: return looked_up(run, m, v);
    }
    return STR("");
}

void match_evaluate(match_run *run, match *m)
{
    const rule *r = &run->rules->rules[m->rule];
    m->attributes = arena_alloc(run->memory, r->value_count * sizeof *m->attributes);
    m->attribute_count = 0;
    role_entries known = { .role = UINT32_MAX };
    if (!m->attributes) return;
    for (uint32_t i = 0; i < r->value_count; i++) {
        hs_str value = value_of(run, m, &r->values[i], &known);
        if (value.len) m->attributes[m->attribute_count++] = (attribute){ r->values[i].key, value };
    }
}

/* ---- disjoint layers --------------------------------------------------------------------------------------------- */

typedef struct { const struct hs_rules *rules; token_range range; match *m; } ranked;

static int longest_first(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (length(x->range) != length(y->range)) return length(x->range) > length(y->range) ? -1 : 1;
    int c = match_order(x->rules, x->m, y->m);
    return c ? c : (x->range.first > y->range.first) - (x->range.first < y->range.first);
}

static int by_start(const void *a, const void *b)
{
    const annotation *x = a, *y = b;
    return (x->range.first > y->range.first) - (x->range.first < y->range.first);
}

/* What the annotation covers: the role named like the layer, else the whole match. */
static token_range written_range(uint32_t role, const match *m)
{
    token_range r = role == STRMAP_NONE ? (token_range){ 0, 0 } : match_role(m, role);
    return length(r) ? r : m->range;
}

/* Sorts by first token; the list comes nearly sorted, or in a few sorted runs (one per view). */
static void sort_by_first(ranked *items, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        ranked r = items[i];
        uint32_t k = i;
        while (k > 0 && items[k - 1].range.first > r.range.first) {
            items[k] = items[k - 1];
            k--;
        }
        items[k] = r;
    }
}

static void write_winner(match_run *run, uint32_t layer_index, const ranked *r)
{
    match_evaluate(run, r->m);
    layer_add(run->layers, layer_index, (annotation){ r->range, r->m->rule, r->m->attribute_count, r->m->attributes });
}

/* Matches that overlap one another in a chain: the longest first, each unless a token of it is taken. */
static void settle_cluster(match_run *run, uint32_t layer_index, ranked *items, uint32_t count, uint32_t *owner)
{
    qsort(items, count, sizeof *items, longest_first);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t t = items[i].range.first; t < items[i].range.last; t++) owner[t] = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        match *m = items[i].m;
        token_range r = items[i].range;
        for (uint32_t t = r.first; t < r.last && m->fate == LOST_NOT; t++)
            if (owner[t] != UINT32_MAX) {
                m->fate = LOST_CONFLICT;
                m->lost_to = owner[t];
            }
        if (m->fate != LOST_NOT) continue;
        for (uint32_t t = r.first; t < r.last; t++) owner[t] = m->rule;
        write_winner(run, layer_index, &items[i]);
    }
}

static uint32_t cluster_length(const ranked *items, uint32_t count)
{
    uint32_t n = 1, last = items[0].range.last;
    while (n < count && items[n].range.first < last) {
        if (items[n].range.last > last) last = items[n].range.last;
        n++;
    }
    return n;
}

hs_status match_settle(match_run *run, uint32_t layer_index, matches *found, hs_error *error)
{
    ranked *order = arena_alloc(run->memory, (found->count + 1) * sizeof *order);
    uint32_t *owner = NULL, count = 0, role = strmap_get(&run->rules->role_names, run->rules->layers[layer_index].name);
    if (!order) return error_memory(error);
    for (uint32_t i = 0; i < found->count; i++)
        if (found->items[i].fate == LOST_NOT)
            order[count++] = (ranked){ run->rules, written_range(role, &found->items[i]), &found->items[i] };
    sort_by_first(order, count);
    for (uint32_t i = 0; i < count;) {
        uint32_t n = cluster_length(order + i, count - i);
        if (n > 1 && !owner && !(owner = arena_alloc(run->memory, (run->tokens->count + 1) * sizeof *owner))) return error_memory(error);
        if (n == 1) write_winner(run, layer_index, &order[i]);
        else settle_cluster(run, layer_index, order + i, n, owner);
        i += n;
    }
    layer *l = &run->layers->items[layer_index];
    for (uint32_t i = 1; i < l->count; i++)
        if (l->items[i].range.first < l->items[i - 1].range.first) {
            qsort(l->items, l->count, sizeof *l->items, by_start);
            break;
        }
    return run->memory->failed ? error_memory(error) : HS_OK;
}

/* ---- warnings ---------------------------------------------------------------------------------------------------- */

void match_warn(match_run *run, const char *format, ...)
{
    char line[240];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    hs_str made = { line, strlen(line) };
    for (uint32_t i = 0; i < run->warning_count; i++)
        if (str_eq(run->warnings[i], made)) return;
    if (run->warning_count < 32) ARENA_PUSH(run->memory, run->warnings, run->warning_count, run->warning_cap, arena_copy(run->memory, made));
}
