/* concordance.c - see concordance.h. */
#include "curate/concordance.h"

#include "base/error.h"
#include "base/utf8.h"
#include "curate/reference.h"
#include "curate/tally.h"
#include "emit/json.h"
#include "emit/position.h"

#include <stdlib.h>

struct concordance {
    const struct hs_rules *rules;
    concordance_options    how;
    arena                  memory;
    atoms                 *atoms;
    source_file            file;
    yaml_file              yaml;
    yaml_node              scalar;
    pattern_source         source;
    reference              pattern;
    tally                  entries, fillings;
    uint32_t               articles, articles_with, matches, limits;
};

/* What is being looked through. */
typedef struct {
    concordance *c;
    replay      *s;
    positions    places;
    arena        memory;
    buffer      *out;
    uint32_t     found;
} looking;

/* ---- the pattern ------------------------------------------------------------------------------------------------- */

/* The pattern as a file of its own, so that its problems have a place. */
static bool make_source(concordance *c)
{
    hs_str copy = arena_copy(&c->memory, c->how.pattern);
    uint32_t cap = 0;
    c->yaml.source = (source_file){ STR("PATTERN"), copy };
    for (uint32_t i = 0; i < copy.len || i == 0; i++)
        if (i == 0 || copy.ptr[i - 1] == '\n') ARENA_PUSH(&c->memory, c->yaml.line_starts, c->yaml.line_count, cap, i);
    c->scalar = (yaml_node){ .kind = YAML_SCALAR, .where = { 0, (uint32_t)copy.len }, .text = copy, .is_block = true };
    c->source = (pattern_source){ &c->yaml, &c->scalar };
    return !c->memory.failed;
}

static hs_status read_pattern(concordance *c, hs_problem_fn on_problem, void *user, hs_error *error)
{
    problems p = { .memory = &c->memory, .notify = on_problem, .user = user };
    node *tree = make_source(c) ? atoms_parse(c->atoms, &c->source, 0, (uint32_t)c->how.pattern.len, &p) : NULL;
    if (tree && pattern_can_be_empty(tree)) {
        pattern_problem(&p, HS_PROBLEM_ERROR, "H034", &c->source, tree->where, "something in it must be there", "this pattern can match nothing at all");
        tree = NULL;
    }
    bool is_ready = tree && reference_make(&c->pattern, &c->memory, tree);
    problems_tell(&p);
    if (is_ready) return HS_OK;
    return p.errors ? error_set(error, HS_ERR_SYNTAX, "the pattern can't be read: %.150s", p.first.message) : error_memory(error);
}

hs_status concordance_create(concordance **out, const hs_rules *rules, const concordance_options *options, hs_problem_fn on_problem,
                             void *user, hs_error *error)
{
    concordance *c = calloc(1, sizeof *c);
    *out = NULL;
    if (!c) return error_memory(error);
    c->rules = rules;
    c->how = *options;
    arena_init(&c->memory);
    tally_init(&c->entries, &c->memory);
    tally_init(&c->fillings, &c->memory);
    c->atoms = atoms_create(rules);
    hs_status status = c->atoms ? read_pattern(c, on_problem, user, error) : error_memory(error);
    if (status) concordance_free(c);
    else *out = c;
    return status;
}

void concordance_free(concordance *c)
{
    if (!c) return;
    atoms_free(c->atoms);
    arena_free(&c->memory);
    free(c);
}

/* ---- one match --------------------------------------------------------------------------------------------------- */

static void count_entry(void *user, hs_str list, const lexicon_entry *e)
{
    looking *x = user;
    tally_add(&x->c->entries, arena_printf(&x->memory, "%%%.*s  %.*s", (int)list.len, list.ptr, (int)e->head.len, e->head.ptr));
}

static void count_entries(looking *x, const atom_place *place, const reference_match *m)
{
    for (uint32_t i = 0; i < m->step_count; i++)
        atom_entries(place, x->c->pattern.leaves[m->steps[i].leaf], m->steps[i].start, count_entry, x);
}

static hs_str words_of(looking *x, const stretch *st, uint32_t start, uint32_t end)
{
    token_range t = { st->letters[start].tokens.first, st->letters[end - 1].tokens.last };
    return str_of(x->s->doc->text.bytes, token_span(&x->s->doc->tokens, t));
}

static bool is_role(const looking *x, const reference_match *m, uint32_t group)
{
    return x->c->pattern.groups[group]->kind == NODE_ROLE && m->groups[group][0] < m->groups[group][1] && m->groups[group][1] != UINT32_MAX;
}

static void count_roles(looking *x, const stretch *st, const reference_match *m)
{
    for (uint32_t g = 0; g < x->c->pattern.group_count; g++) {
        if (!is_role(x, m, g)) continue;
        hs_str name = x->c->pattern.groups[g]->name, folded = token_fold(&x->memory, words_of(x, st, m->groups[g][0], m->groups[g][1]));
        tally_add(&x->c->fillings, arena_printf(&x->memory, "%.*s  %.*s", (int)name.len, name.ptr, (int)folded.len, folded.ptr));
    }
}

static void write_flat(hs_str s, buffer *out)
{
    for (size_t i = 0; i < s.len; i++) buffer_char(out, s.ptr[i] == '\n' || s.ptr[i] == '\r' || s.ptr[i] == '\t' ? ' ' : s.ptr[i]);
}

/* The byte `points` code points before (or after) this one. */
static uint32_t stepped(hs_str bytes, uint32_t at, uint32_t points, bool is_back)
{
    while (points-- && (is_back ? at > 0 : at < bytes.len)) {
        do at = is_back ? at - 1 : at + 1;
        while (at > 0 && at < bytes.len && utf8_is_continuation(bytes.ptr[at]));
    }
    return at;
}

static void write_line(looking *x, hs_span s)
{
    hs_str bytes = x->s->doc->text.bytes, id = x->s->doc->text.id;
    position_place at = position_of(&x->places, s.start);
    uint32_t from = stepped(bytes, s.start, x->c->how.context, true), to = stepped(bytes, s.end, x->c->how.context, false);
    uint32_t shown = (uint32_t)utf8_count(str_of(bytes, (hs_span){ from, s.start }));
    buffer_printf(x->out, "%.*s:%u:%u  ", (int)id.len, id.ptr, at.line, at.column);
    for (; shown < x->c->how.context; shown++) buffer_char(x->out, ' ');
    write_flat(str_of(bytes, (hs_span){ from, s.start }), x->out);
    buffer_char(x->out, '[');
    write_flat(str_of(bytes, s), x->out);
    buffer_char(x->out, ']');
    write_flat(str_of(bytes, (hs_span){ s.end, to }), x->out);
    buffer_char(x->out, '\n');
}

static void write_json(looking *x, const stretch *st, const reference_match *m, hs_span s)
{
    hs_str bytes = x->s->doc->text.bytes;
    position_place at = position_of(&x->places, s.start);
    uint32_t from = stepped(bytes, s.start, x->c->how.context, true), to = stepped(bytes, s.end, x->c->how.context, false);
    bool is_first = true;
    buffer_lit(x->out, "{\"id\":");
    json_string(x->out, x->s->doc->text.id);
    buffer_printf(x->out, ",\"line\":%u,\"column\":%u,\"start\":%u,\"end\":%u", at.line, at.column, position_code_point(&x->places, s.start),
                  position_code_point(&x->places, s.end));
    buffer_lit(x->out, ",\"before\":");
    json_string(x->out, str_of(bytes, (hs_span){ from, s.start }));
    buffer_lit(x->out, ",\"match\":");
    json_string(x->out, str_of(bytes, s));
    buffer_lit(x->out, ",\"after\":");
    json_string(x->out, str_of(bytes, (hs_span){ s.end, to }));
    buffer_lit(x->out, ",\"roles\":[");
    for (uint32_t g = 0; g < x->c->pattern.group_count; g++) {
        if (!is_role(x, m, g)) continue;
        buffer_printf(x->out, "%s[", is_first ? "" : ",");
        json_string(x->out, x->c->pattern.groups[g]->name);
        buffer_char(x->out, ',');
        json_string(x->out, words_of(x, st, m->groups[g][0], m->groups[g][1]));
        buffer_char(x->out, ']');
        is_first = false;
    }
    buffer_lit(x->out, "]}\n");
}

static void take_match(looking *x, const atom_place *place, uint32_t start, const reference_match *m)
{
    const stretch *st = place->st;
    token_range t = { st->letters[start].tokens.first, st->letters[m->end - 1].tokens.last };
    hs_span s = token_span(&x->s->doc->tokens, t);
    count_entries(x, place, m);
    count_roles(x, st, m);
    if (x->c->matches++ < x->c->how.lines_most) {
        if (x->c->how.is_json) write_json(x, st, m, s);
        else write_line(x, s);
    }
    x->found++;
}

/* ---- one article ------------------------------------------------------------------------------------------------- */

static void look_through(looking *x, const stretch *st)
{
    atom_place place = { x->c->atoms, st, x->s->settled };
    reference_run run;
    reference_match m;
    reference_begin(&run, &x->c->pattern, &place, &x->memory);
    for (uint32_t at = 0; at < st->count;) {
        verdict v = reference_match_at(&run, at, &m);
        if (v == REFERENCE_YES) take_match(x, &place, at, &m);
        if (v == REFERENCE_LIMIT) {
            x->c->limits++; /* the rest of the stretch is passed over */
            break;
        }
        at = v == REFERENCE_YES ? m.end : at + 1;
    }
}

static hs_status look(looking *x, hs_error *error)
{
    if (!x->s->doc->tokens.count) return HS_OK;
    if (!atoms_see(x->c->atoms, x->s) || !position_init(&x->places, x->s->doc->text.bytes)) return error_memory(error);
    const stretches *list = replay_view(x->s, x->c->how.view);
    for (uint32_t i = 0; i < list->count; i++) look_through(x, &list->items[i]);
    position_free(&x->places);
    return x->memory.failed || x->c->memory.failed || x->out->failed ? error_memory(error) : HS_OK;
}

hs_status concordance_article(concordance *c, const hs_article *article, buffer *out, hs_error *error)
{
    replay s;
    looking x = { .c = c, .s = &s, .out = out };
    arena_init(&x.memory);
    hs_status status = replay_article(&s, c->rules, article, NULL, error);
    if (!status) status = look(&x, error);
    replay_close(&s);
    arena_free(&x.memory);
    c->articles++;
    c->articles_with += x.found > 0;
    return status;
}

/* ---- counts ------------------------------------------------------------------------------------------------------ */

static void write_counts(concordance *c, tally *t, const char *what, buffer *out)
{
    tally_sort(t);
    if (!t->count) return;
    buffer_printf(out, "\n  count  %s\n", what);
    for (uint32_t i = 0; i < t->count && i < c->how.counts_most; i++) {
        buffer_printf(out, "%7u  ", t->rows[i].count);
        write_flat(t->rows[i].word, out);
        buffer_char(out, '\n');
    }
    if (t->count > c->how.counts_most) buffer_printf(out, "         and %u more\n", t->count - c->how.counts_most);
}

static void write_json_counts(const concordance *c, tally *t, const char *key, buffer *out)
{
    tally_sort(t);
    buffer_printf(out, ",\"%s\":[", key);
    for (uint32_t i = 0; i < t->count && i < c->how.counts_most; i++) {
        hs_str word = t->rows[i].word;
        size_t cut = 0;
        while (cut + 1 < word.len && !(word.ptr[cut] == ' ' && word.ptr[cut + 1] == ' ')) cut++;
        buffer_printf(out, "%s[", i ? "," : "");
        json_string(out, (hs_str){ word.ptr, cut });
        buffer_char(out, ',');
        json_string(out, (hs_str){ word.ptr + cut + 2, word.len - cut - 2 });
        buffer_printf(out, ",%u]", t->rows[i].count);
    }
    buffer_lit(out, "]");
}

void concordance_finish(concordance *c, buffer *out)
{
    if (c->how.is_json) {
        buffer_printf(out, "{\"matches\":%u,\"articles\":%u,\"articles_with\":%u,\"limits\":%u", c->matches, c->articles, c->articles_with, c->limits);
        write_json_counts(c, &c->entries, "entries", out);
        write_json_counts(c, &c->fillings, "fillings", out);
        buffer_lit(out, "}\n");
        return;
    }
    if (c->matches > c->how.lines_most && c->how.lines_most) buffer_printf(out, "and %u more\n", c->matches - c->how.lines_most);
    buffer_printf(out, "%s%u matches in %u of %u articles\n", c->how.lines_most && c->matches ? "\n" : "", c->matches, c->articles_with, c->articles);
    if (c->limits) buffer_printf(out, "in %u sentences the pattern took too many steps, and the rest of them was passed over\n", c->limits);
    write_counts(c, &c->entries, "entry", out);
    write_counts(c, &c->fillings, "role", out);
}
