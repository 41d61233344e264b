/* test_near_miss.c - explain names the first unmet element: of every `-` example of the standard pack that fails at an element, and of
 * every `+` example with one word removed.
 *
 * What it names is held against an oracle that works otherwise: not by backtracking, but by carrying all letters that can be reached
 * through the pattern at once, each with the most elements met on the way. */
#include "curate/near_miss.h"
#include "curate/notation.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- the oracle ------------------------------------------------------------------------------------------------- */

enum { LETTERS = 300 };
typedef struct { int met[LETTERS + 1]; } front;      /* by letter: elements met, -1 not reachable */

typedef struct {
    const atom_place *place;
    uint32_t          optional;
    int               best;                          /* most elements met where something was missed */
    uint32_t          leaf, at;                      /* what was named; was it missed with so many met? */
    bool              is_named;
} oracle;

static front nowhere(void)
{
    front f;
    for (int i = 0; i <= LETTERS; i++) f.met[i] = -1;
    return f;
}

static bool add(front *to, uint32_t at, int met)
{
    if (to->met[at] >= met) return false;
    to->met[at] = met;
    return true;
}

static bool add_all(front *to, const front *from)
{
    bool is_new = false;
    for (uint32_t i = 0; i <= LETTERS; i++)
        if (from->met[i] >= 0) is_new |= add(to, i, from->met[i]);
    return is_new;
}

static void miss(oracle *o, const node *n, uint32_t at, int met)
{
    if (o->optional || met < o->best) return;
    if (met > o->best) o->is_named = false;
    o->best = met;
    o->is_named |= n->inside == o->leaf && at == o->at;
}

static front leaf_through(oracle *o, const node *n, const front *in)
{
    front out = nowhere();
    for (uint32_t at = 0; at <= o->place->st->count; at++) {
        if (in->met[at] < 0) continue;
        uint32_t end = at;
        if (n->kind == NODE_GAP) {
            for (uint32_t k = 0; k <= n->max; k++) {
                if (k && !atom_holds(o->place, n, at + k - 1)) break;
                add(&out, at + k, in->met[at]);
            }
            continue;
        }
        if (!(n->kind == NODE_EDGE ? atom_edge(o->place, n->edge, at) : atom_holds(o->place, n, at))) {
            miss(o, n, at, in->met[at]);
            continue;
        }
        if (n->kind != NODE_EDGE) end++;
        while (end > at && atom_goes_on(o->place, n, end)) end++;
        add(&out, end, in->met[at] + !o->optional);
    }
    return out;
}

static front through(oracle *o, const node *n, const front *in)
{
    front out = nowhere(), now = *in;
    switch (n->kind) {
    case NODE_ROLE: return through(o, n->kids[0], in);
    case NODE_SEQ:
        for (uint32_t i = 0; i < n->kid_count; i++) now = through(o, n->kids[i], &now);
        return now;
    case NODE_ALT:
        for (uint32_t i = 0; i < n->kid_count; i++) {
            front one = through(o, n->kids[i], in);
            add_all(&out, &one);
        }
        return out;
    case NODE_REPEAT:
        for (uint32_t i = 0; i < n->min; i++) now = through(o, n->kids[0], &now);
        out = now;
        o->optional++;
        for (uint32_t i = n->min; i < n->max; i++) {
            now = through(o, n->kids[0], &now);
            if (!add_all(&out, &now)) break;
        }
        o->optional--;
        return out;
    default: return leaf_through(o, n, in);
    }
}

static bool names_the_first(const asking *x, const rule_patterns *p, const reference *r, const near_miss *m)
{
    atom_place place = { x->a, m->st, replay_classes(x->s, p->rule->layer, p->rule->priority) };
    front in = nowhere();
    cr_assert_leq(m->st->count, LETTERS);
    in.met[m->best.start] = 0;
    oracle named = { &place, 0, -1, m->best.leaf, m->best.at, false };
    through(&named, r->tree, &in);
    int most = -1;
    for (uint32_t start = 0; start < m->st->count; start++) { /* from no other letter it comes farther */
        oracle other = { &place, 0, -1, UINT32_MAX, 0, false };
        in = nowhere();
        in.met[start] = 0;
        through(&other, r->tree, &in);
        if (other.best > most) most = other.best;
    }
    return named.is_named && named.best == (int)m->best.met && most == named.best;
}

/* ---- examples --------------------------------------------------------------------------------------------------- */

typedef struct { const struct hs_rules *rules; atoms *a; uint32_t texts, patterns, missed, wrong; } checking;

static bool has_candidate(const replay *s, uint32_t rule_index)
{
    const matches *found = &s->doc->found[s->doc->rules->rules[rule_index].layer];
    for (uint32_t i = 0; i < found->count; i++)
        if (found->items[i].rule == rule_index) return true;
    return false;
}

static void check_text(checking *c, const rule_patterns *p, hs_str bytes, hs_str published)
{
    hs_article article = { .bytes = bytes, .id = STR("x"), .published = published };
    replay s;
    arena memory;
    positions places;
    bool is_match = false;
    arena_init(&memory);
    if (replay_article(&s, c->rules, &article, &(hs_options){ .no_triggers = true }, NULL) == HS_OK && s.doc->tokens.count) {
        cr_assert(position_init(&places, s.doc->text.bytes));
        cr_assert(atoms_see(c->a, &s));
        asking x = { &s, c->a, &places, &memory, { 0, (uint32_t)s.doc->text.bytes.len } };
        c->texts++;
        for (uint32_t i = 0; i < p->match.count; i++) {
            near_miss m = near_miss_find(&x, p, &p->match.items[i]);
            buffer out;
            buffer_init(&out);
            c->patterns++;
            is_match |= m.is_match;
            if (!m.is_match && m.st) near_miss_write(&x, p, i, &m, &out);
            buffer_char(&out, '\0');
            c->missed += !m.is_match && m.st;
            bool is_wrong = !m.is_match && m.st && (!strstr(out.data, "\xE2\x9C\x97") || !names_the_first(&x, p, &p->match.items[i], &m));
            if (is_wrong && c->wrong++ < 5)
                cr_log_error("%.*s, %.*s\n%s", (int)p->rule->id.len, p->rule->id.ptr, (int)bytes.len, bytes.ptr, out.data);
            buffer_free(&out);
        }
        cr_assert_eq(is_match, has_candidate(&s, p->index), "%.*s: %.*s", (int)p->rule->id.len, p->rule->id.ptr, (int)bytes.len, bytes.ptr);
        position_free(&places);
    }
    replay_close(&s);
    arena_free(&memory);
}

/* The text without its word number `word`; false if it has no such word. */
static bool without_word(hs_str bytes, uint32_t word, char *out, size_t *length)
{
    uint32_t number = 0;
    bool was_removed = false;
    *length = 0;
    for (size_t i = 0; i < bytes.len;) {
        size_t end = i;
        while (end < bytes.len && bytes.ptr[end] != ' ' && bytes.ptr[end] != '\n') end++;
        if (end > i && number++ == word) was_removed = true;
        else memcpy(out + *length, bytes.ptr + i, end - i), *length += end - i;
        if (end < bytes.len) out[(*length)++] = bytes.ptr[end++];
        i = end;
    }
    return was_removed;
}

static void check_example(checking *c, const rule_patterns *p, char sign, hs_str rest, hs_str published)
{
    arena memory;
    notation line;
    arena_init(&memory);
    if (notation_read(&line, &memory, rest)) {
        char *copy = arena_alloc(&memory, line.text.len + 1);
        size_t length;
        if (sign == '-') check_text(c, p, line.text, published);
        for (uint32_t w = 0; sign == '+' && without_word(line.text, w, copy, &length); w++) check_text(c, p, (hs_str){ copy, length }, published);
    }
    arena_free(&memory);
}

static void check_rule(checking *c, uint32_t index)
{
    rule_patterns p;
    cr_assert(rule_patterns_read(&p, c->a, c->rules, index));
    const yaml_node *block = yaml_get(p.rule->node, "examples");
    hs_str published = STR("");
    if (!block) return;
    notation_lines lines = { .all = block->text };
    while (notation_next(&lines)) {
        if (lines.sign == '@') published = lines.rest;
        else if (lines.sign) check_example(c, &p, lines.sign, lines.rest, published);
    }
}

Test(near_miss, first_unmet_element_of_every_example)
{
    const char *folder = HEARSAY_SOURCE_DIR "/rules/en";
    hs_rules *rules;
    cr_assert_eq(hs_rules_load(&folder, 1, NULL, &rules, NULL), HS_OK);
    checking c = { .rules = rules, .a = atoms_create(rules) };
    cr_assert_not_null(c.a);
    for (uint32_t i = 0; i < rules->rule_count; i++)
        if (rules->rules[i].layer != UINT32_MAX) check_rule(&c, i);
    cr_log_info("%u texts, %u patterns, %u fail at an element, %u of them named otherwise", c.texts, c.patterns, c.missed, c.wrong);
    cr_assert_gt(c.missed, 1000);
    cr_assert_eq(c.wrong, 0);
    atoms_free(c.a);
    hs_rules_free(rules);
}
