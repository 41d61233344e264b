/* compare.c - spans, roles and attributes side by side. */
#include "curate/compare.h"

#include "emit/name.h"

static bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* ---- spans ------------------------------------------------------------------------------------------------------ */

static bool is_gap_white(hs_str bytes, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!is_white(bytes.ptr[i])) return false;
    return true;
}

static void add_span(const comparison *c, span_list *list, hs_span s)
{
    hs_span *last = list->count ? &list->items[list->count - 1] : NULL;
    if (last && last->end <= s.start && is_gap_white(c->doc->text.bytes, last->end, s.start)) last->end = s.end;
    else list->items[list->count++] = s;
}

span_list compare_marked(const comparison *c, hs_str role)
{
    span_list list = { arena_alloc(c->memory, (c->line->mark_count + 1) * sizeof(hs_span)), 0 };
    for (uint32_t i = 0; list.items && i < c->line->mark_count; i++) {
        hs_span s = c->line->marks[i].span;
        if (str_eq(c->line->marks[i].role, role)) add_span(c, &list, (hs_span){ s.start + c->shift, s.end + c->shift });
    }
    return list;
}

span_list compare_pieces(const comparison *c, const pieces *p)
{
    span_list list = { arena_alloc(c->memory, (p->count + 1) * sizeof(hs_span)), 0 };
    for (uint32_t i = 0; list.items && i < p->count; i++) add_span(c, &list, token_span(&c->doc->tokens, p->items[i]));
    return list;
}

bool compare_same(const span_list *a, const span_list *b)
{
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->items[i].start != b->items[i].start || a->items[i].end != b->items[i].end) return false;
    return true;
}

static void write_words(hs_str words, buffer *report)
{
    for (size_t i = 0; i < words.len; i++) {
        bool is_break = words.ptr[i] == '\n' || words.ptr[i] == '\r';
        if (!is_break) buffer_char(report, words.ptr[i]);
        else if (i == 0 || !is_white(words.ptr[i - 1])) buffer_lit(report, " \xC2\xB6 ");
    }
}

void compare_write_spans(const comparison *c, const span_list *spans, buffer *report)
{
    if (!spans->count) buffer_lit(report, "(none)");
    for (uint32_t i = 0; i < spans->count; i++) {
        if (i) buffer_lit(report, " \xE2\x80\xA6 ");
        write_words(str_of(c->doc->text.bytes, spans->items[i]), report);
    }
}

/* ---- roles of claims -------------------------------------------------------------------------------------------- */

enum { ROLES = 5 };
static const char *const role_names[ROLES] = { "source", "cue", "content", "hearer", "target" };

static hs_str role_name(int i) { return (hs_str){ role_names[i], strlen(role_names[i]) }; }

static const pieces *role_pieces(const claim *found, int i)
{
    const pieces *all[ROLES] = { &found->source, &found->cue, &found->content, &found->hearer, &found->target };
    return all[i];
}

static bool is_compared(const comparison *c, int i)
{
    return !str_is(role_name(i), "target") || notation_marks(c->line, role_name(i));
}

static bool is_role_right(const comparison *c, const claim *found, int i)
{
    span_list marked = compare_marked(c, role_name(i)), got = compare_pieces(c, role_pieces(found, i));
    return compare_same(&marked, &got);
}

bool compare_claim_roles(const comparison *c, const claim *found)
{
    for (int i = 0; i < ROLES; i++)
        if (is_compared(c, i) && !is_role_right(c, found, i)) return false;
    return true;
}

static void write_role(const comparison *c, const char *side, const char *role, const span_list *spans, buffer *report)
{
    buffer_printf(report, "      %-9s %-8s ", side, role);
    compare_write_spans(c, spans, report);
    buffer_char(report, '\n');
}

void compare_write_roles(const comparison *c, const claim *found, buffer *report)
{
    const claim nothing = { 0 };
    for (int i = 0; i < ROLES; i++) {
        span_list marked = compare_marked(c, role_name(i)), got = compare_pieces(c, role_pieces(found ? found : &nothing, i));
        if (!is_compared(c, i) || (!marked.count && !got.count)) continue;
        bool is_right = found && compare_same(&marked, &got);
        write_role(c, is_right ? "right" : "expected", role_names[i], &marked, report);
        if (found && !is_right) write_role(c, "found", role_names[i], &got, report);
    }
}

void compare_write_claim(const comparison *c, const claim *found, buffer *report)
{
    buffer_printf(report, "%.*s:", (int)found->rule.len, found->rule.ptr);
    for (int i = 0; i < ROLES - 1; i++) {
        span_list got = compare_pieces(c, role_pieces(found, i));
        if (!got.count) continue;
        buffer_printf(report, " %s [", role_names[i]);
        compare_write_spans(c, &got, report);
        buffer_char(report, ']');
    }
}

/* ---- attributes of claims --------------------------------------------------------------------------------------- */

hs_str compare_speakers(const comparison *c, const claim *found)
{
    hs_str names = STR("");
    for (uint32_t i = 0; i < found->speaker_count; i++) {
        hs_str name = c->doc->layers.speakers[found->speakers[i]].name;
        names = i ? arena_printf(c->memory, "%.*s; %.*s", (int)names.len, names.ptr, (int)name.len, name.ptr) : name;
    }
    return names;
}

/* False if claims have no such attribute. */
static bool claim_value(const comparison *c, const claim *found, hs_str key, hs_str *out)
{
    if (str_is(key, "kind")) *out = name_kind(found->kind);
    else if (str_is(key, "manner")) *out = name_manner(found->manner);
    else if (str_is(key, "act")) *out = found->act;
    else if (str_is(key, "side")) *out = found->side;
    else if (str_is(key, "commitment")) *out = found->commitment;
    else if (str_is(key, "said")) *out = found->said;
    else if (str_is(key, "lemma")) *out = found->lemma;
    else if (str_is(key, "wording")) *out = found->wording;
    else if (str_is(key, "nested")) *out = found->nested_in == CLAIM_NONE ? STR("no") : STR("yes");
    else if (str_is(key, "speaker")) *out = compare_speakers(c, found);
    else return false;
    return true;
}

void compare_write_value(buffer *report, hs_str key, hs_str expected, hs_str found)
{
    buffer_printf(report, "      expected  %.*s=%.*s\n", (int)key.len, key.ptr, (int)expected.len, expected.ptr);
    buffer_printf(report, "      found     %.*s=%.*s\n", (int)key.len, key.ptr, (int)found.len, found.ptr);
}

bool compare_claim_attributes(const comparison *c, const claim *found, buffer *report)
{
    bool is_right = true;
    for (uint32_t i = 0; i < c->line->attribute_count; i++) {
        const attribute *a = &c->line->attributes[i];
        hs_str value;
        if (!claim_value(c, found, a->key, &value)) value = STR("(no such attribute)");
        if (str_eq(value, a->value)) continue;
        is_right = false;
        if (report) compare_write_value(report, a->key, a->value, value);
    }
    return is_right;
}
