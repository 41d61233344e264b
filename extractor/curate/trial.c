/* trial.c - judging an example, by the layer that its rule writes. */
#include "curate/trial.h"

#include <stdio.h>

static const struct hs_rules *rules_of(const trial *t) { return t->at.doc->rules; }
static hs_str layer_name(const trial *t) { return rules_of(t)->layers[t->rule->layer].name; }

static bool is_of_claims(const trial *t)
{
    return str_is(layer_name(t), "attribution") || str_is(layer_name(t), "statement");
}

/* The rule's candidates in its layer; those of word classes are kept only as far as the engine keeps them. */
static matches candidates(const trial *t)
{
    const matches none = { 0 };
    return t->at.doc->found ? t->at.doc->found[t->rule->layer] : none;
}

static bool fail(trial *t, const char *what)
{
    snprintf(t->what, sizeof t->what, "%s", what);
    return false;
}

static bool fail_count(trial *t, const char *things, uint32_t found, uint32_t wanted)
{
    snprintf(t->what, sizeof t->what, "%u %s name this rule, not %u", found, things, wanted);
    return false;
}

static span_list one_span(const trial *t, token_range r)
{
    pieces p = { &r, 1 };
    return compare_pieces(&t->at, &p);
}

/* ---- candidates ------------------------------------------------------------------------------------------------- */

static bool has_role(const trial *t, const match *m, hs_str role, hs_span wanted)
{
    for (uint32_t i = 0; i < m->role_count; i++) {
        if (!str_eq(rules_of(t)->roles[m->roles[i].role], role)) continue;
        hs_span s = token_span(&t->at.doc->tokens, m->roles[i].range);
        if (s.start == wanted.start && s.end == wanted.end) return true;
    }
    return false;
}

/* A winning candidate of the rule has this role at this place. */
static bool winner_has(const trial *t, hs_str role, hs_span wanted)
{
    matches all = candidates(t);
    for (uint32_t i = 0; i < all.count; i++)
        if (all.items[i].rule == t->index && all.items[i].fate == LOST_NOT && has_role(t, &all.items[i], role, wanted)) return true;
    return false;
}

/* The places of a role in the first winning candidate of the rule. */
static span_list winner_places(const trial *t, hs_str role)
{
    matches all = candidates(t);
    span_list list = { NULL, 0 };
    for (uint32_t i = 0; i < all.count && !list.items; i++) {
        const match *m = &all.items[i];
        if (m->rule != t->index || m->fate != LOST_NOT) continue;
        list.items = arena_alloc(t->at.memory, (m->role_count + 1) * sizeof *list.items);
        for (uint32_t k = 0; list.items && k < m->role_count; k++)
            if (str_eq(rules_of(t)->roles[m->roles[k].role], role))
                list.items[list.count++] = token_span(&t->at.doc->tokens, m->roles[k].range);
    }
    return list;
}

static void write_sides(const trial *t, hs_str name, const span_list *expected, const span_list *found)
{
    buffer_printf(t->details, "      expected  %-8.*s ", (int)name.len, name.ptr);
    compare_write_spans(&t->at, expected, t->details);
    buffer_printf(t->details, "\n      found     %-8.*s ", (int)name.len, name.ptr);
    compare_write_spans(&t->at, found, t->details);
    buffer_char(t->details, '\n');
}

static uint32_t count_winners(const trial *t)
{
    matches all = candidates(t);
    uint32_t n = 0;
    for (uint32_t i = 0; i < all.count; i++) n += all.items[i].rule == t->index && all.items[i].fate == LOST_NOT;
    return n;
}

/* Marked roles that the thing itself doesn't have (time, word ...) must be those of a winning candidate. */
static bool other_roles_hold(trial *t, const char *const *own, uint32_t own_count, hs_str own_layer)
{
    for (uint32_t i = 0; i < t->at.line->mark_count; i++) {
        const notation_mark *m = &t->at.line->marks[i];
        bool is_own = str_eq(m->role, own_layer);
        for (uint32_t k = 0; k < own_count; k++) is_own |= str_is(m->role, own[k]);
        hs_span s = { m->span.start + t->at.shift, m->span.end + t->at.shift };
        if (is_own || winner_has(t, m->role, s)) continue;
        span_list expected = compare_marked(&t->at, m->role), found = winner_places(t, m->role);
        write_sides(t, m->role, &expected, &found);
        snprintf(t->what, sizeof t->what, "the role %.*s isn't where it is marked", (int)m->role.len, m->role.ptr);
        return false;
    }
    return true;
}

/* ---- claims ----------------------------------------------------------------------------------------------------- */

static const claim *next_claim(const trial *t, uint32_t *at)
{
    const layers *l = &t->at.doc->layers;
    while (*at < l->claim_count) {
        const claim *c = &l->claims[(*at)++];
        if (c->rule_index == t->index) return c;
    }
    return NULL;
}

static uint32_t count_claims(const trial *t)
{
    uint32_t at = 0, n = 0;
    while (next_claim(t, &at)) n++;
    return n;
}

static bool claim_holds(trial *t)
{
    static const char *const own[] = { "source", "cue", "content", "hearer", "target" };
    uint32_t at = 0, n = count_claims(t);
    const claim *c = next_claim(t, &at);
    if (n != 1 || !compare_claim_roles(&t->at, c)) {
        if (n != 1) fail_count(t, "claims", n, 1);
        else fail(t, "the roles are others");
        compare_write_roles(&t->at, c, t->details);
        return false;
    }
    if (!compare_claim_attributes(&t->at, c, t->details)) return fail(t, "the attributes are others");
    return other_roles_hold(t, own, 5, STR(""));
}

/* ---- carried pieces --------------------------------------------------------------------------------------------- */

static bool holds_piece(const span_list *list, hs_span wanted)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].start <= wanted.start && wanted.end <= list->items[i].end) return true;
    return false;
}

static bool carry_holds(trial *t)
{
    const layers *l = &t->at.doc->layers;
    span_list marked = compare_marked(&t->at, STR("content"));
    if (!count_winners(t)) return fail(t, "nothing was carried by this rule");
    for (uint32_t i = 0; i < l->claim_count; i++) {
        span_list content = compare_pieces(&t->at, &l->claims[i].content);
        bool is_here = marked.count > 0;
        for (uint32_t k = 0; k < marked.count; k++) is_here &= holds_piece(&content, marked.items[k]);
        if (is_here) return compare_claim_attributes(&t->at, &l->claims[i], t->details) || fail(t, "the attributes are others");
    }
    for (uint32_t i = 0; i < l->claim_count; i++) {
        span_list content = compare_pieces(&t->at, &l->claims[i].content);
        write_sides(t, STR("content"), &marked, &content);
    }
    return fail(t, "no claim has the marked content among its pieces");
}

/* ---- word classes ----------------------------------------------------------------------------------------------- */

static bool class_holds(trial *t)
{
    const tokens *tk = &t->at.doc->tokens;
    const hs_str *wanted = notation_get(t->at.line, "class");
    span_list marked = compare_marked(&t->at, STR("word"));
    if (!wanted || !marked.count) return fail(t, "mark a {word: …} and give => class=NOUN");
    bool is_right = true;
    for (uint32_t i = 0; i < marked.count; i++)
        for (uint32_t k = 0; k < tk->count; k++) {
            const token *at = &tk->items[k];
            if (at->start < marked.items[i].start || at->end > marked.items[i].end) continue;
            const char *name = upos_name((upos_class)at->upos);
            if (str_is(*wanted, name)) continue;
            is_right = false;
            compare_write_value(t->details, STR("class"), *wanted, (hs_str){ name, strlen(name) });
        }
    if (!is_right) return fail(t, "the class is another");
    return !candidates(t).count || count_winners(t) > 0 || fail(t, "the class is right, but this rule had no part in it");
}

/* ---- dates and other annotations -------------------------------------------------------------------------------- */

typedef struct { token_range range; const timex *time; const annotation *note; } named;

static named next_named(const trial *t, uint32_t *at)
{
    const layers *l = &t->at.doc->layers;
    if (str_is(layer_name(t), "time")) {
        while (*at < l->time_count) {
            const timex *x = &l->times[(*at)++];
            if (str_eq(x->rule, t->rule->name)) return (named){ x->range, x, layer_over(&l->items[t->rule->layer], x->range.first) };
        }
        return (named){ { 0, 0 }, NULL, NULL };
    }
    const layer *own = &l->items[t->rule->layer];
    while (*at < own->count) {
        const annotation *a = &own->items[(*at)++];
        if (a->rule == t->index) return (named){ a->range, NULL, a };
    }
    return (named){ { 0, 0 }, NULL, NULL };
}

static uint32_t count_named(const trial *t)
{
    uint32_t at = 0, n = 0;
    while (next_named(t, &at).range.last) n++;
    return n;
}

static hs_str named_value(const named *x, hs_str key)
{
    if (x->time && str_is(key, "value")) return x->time->value;
    if (x->time && str_is(key, "type")) return x->time->type;
    if (x->time && str_is(key, "mod")) return x->time->mod;
    if (x->time && str_is(key, "anchor")) return x->time->anchor;
    for (uint32_t i = 0; x->note && i < x->note->attribute_count; i++)
        if (str_eq(x->note->attributes[i].key, key)) return x->note->attributes[i].value;
    return STR("");
}

static bool named_attributes_hold(trial *t, const named *x)
{
    bool is_right = true;
    for (uint32_t i = 0; i < t->at.line->attribute_count; i++) {
        const attribute *a = &t->at.line->attributes[i];
        hs_str value = named_value(x, a->key);
        if (str_eq(value, a->value)) continue;
        is_right = false;
        compare_write_value(t->details, a->key, a->value, value);
    }
    return is_right || fail(t, "the attributes are others");
}

static void write_ranges(trial *t, const char *side, const span_list *spans)
{
    buffer_printf(t->details, "      %-9s %.*s ", side, (int)layer_name(t).len, layer_name(t).ptr);
    compare_write_spans(&t->at, spans, t->details);
    buffer_char(t->details, '\n');
}

static bool annotation_holds(trial *t)
{
    span_list marked = compare_marked(&t->at, layer_name(t));
    uint32_t n = count_named(t), wanted = marked.count ? marked.count : 1, at = 0;
    bool is_right = n == wanted;
    for (uint32_t i = 0; i < n; i++) {
        named x = next_named(t, &at);
        span_list got = one_span(t, x.range);
        bool is_here = !marked.count || (i < marked.count && got.items[0].start == marked.items[i].start && got.items[0].end == marked.items[i].end);
        is_right &= is_here;
        if (is_here) continue;
        if (i < marked.count) write_ranges(t, "expected", &(span_list){ &marked.items[i], 1 });
        write_ranges(t, "found", &got);
    }
    for (uint32_t i = n; i < marked.count; i++) write_ranges(t, "expected", &(span_list){ &marked.items[i], 1 });
    if (n != wanted) return fail_count(t, "annotations", n, wanted);
    if (!is_right) return fail(t, "the annotation is elsewhere");
    at = 0;
    for (uint32_t i = 0; i < n; i++) {
        named x = next_named(t, &at);
        if (!named_attributes_hold(t, &x)) return false;
    }
    return other_roles_hold(t, NULL, 0, layer_name(t));
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

uint32_t trial_count(const trial *t)
{
    if (t->rule->is_carry || str_is(layer_name(t), "class")) return count_winners(t);
    return is_of_claims(t) ? count_claims(t) : count_named(t);
}

/* A mark that is no part of the text (a byte order mark at its start) moves all that follows. */
static bool is_kept(const trial *t)
{
    hs_str whole = t->at.doc->text.bytes, line = t->at.line->text;
    return whole.len >= line.len + t->at.shift && str_eq((hs_str){ whole.ptr + t->at.shift, line.len }, line);
}

bool trial_holds(trial *t)
{
    if (!is_kept(t)) return fail(t, "the text doesn't stay as it is written: take out what is no character of text");
    if (t->rule->is_carry) return carry_holds(t);
    if (str_is(layer_name(t), "class")) return class_holds(t);
    return is_of_claims(t) ? claim_holds(t) : annotation_holds(t);
}

static const char *fate_words(match_fate fate)
{
    static const char *const words[] = { "won", "lost to a nearer candidate of the same rule", "lost", "was stopped by `unless`" };
    return words[fate];
}

void trial_write_instead(trial *t)
{
    const layers *l = &t->at.doc->layers;
    for (uint32_t i = 0; is_of_claims(t) && i < l->claim_count && i < 4; i++) {
        buffer_lit(t->details, "      there is  ");
        compare_write_claim(&t->at, &l->claims[i], t->details);
        buffer_char(t->details, '\n');
    }
    matches all = candidates(t);
    for (uint32_t i = 0, shown = 0; i < all.count && shown < 4; i++) {
        const match *m = &all.items[i];
        if (m->rule != t->index || m->fate == LOST_NOT) continue;
        span_list s = one_span(t, m->range);
        buffer_lit(t->details, "      candidate ");
        compare_write_spans(&t->at, &s, t->details);
        buffer_printf(t->details, " %s", fate_words(m->fate));
        if (m->fate == LOST_CONFLICT) {
            hs_str winner = rules_of(t)->rules[m->lost_to].id;
            buffer_printf(t->details, " to %.*s", (int)winner.len, winner.ptr);
        }
        buffer_char(t->details, '\n');
        shown++;
    }
}
