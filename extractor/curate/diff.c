/* diff.c - see diff.h. */
#include "curate/diff.h"

#include "base/error.h"
#include "curate/tally.h"
#include "emit/json.h"
#include "emit/position.h"

#include <stdlib.h>

typedef struct { char sign; hs_str text; } shown_line;

/* What happened to one rule; of a change the rule it has now. */
typedef struct {
    hs_str      id;
    uint32_t    added, lost, changed;
    uint32_t    shown[3];
    tally       fields;
    shown_line *lines;  uint32_t line_count, line_cap;
    uint32_t    claims[2], right[2];      /* before and after, against gold */
} rule_change;

struct diff {
    diff_options how;
    arena        memory;
    strmap       numbers;
    rule_change *rules;  uint32_t rule_count, rule_cap;
    score_totals totals[2];
    uint32_t     articles, articles_with;
    buffer       json;
};

/* One article. */
typedef struct {
    diff             *d;
    const hs_document *doc;
    positions         places;
    bool              is_hidden;
    uint32_t          found;
} comparing;

diff *diff_create(const diff_options *options)
{
    diff *d = calloc(1, sizeof *d);
    if (!d) return NULL;
    d->how = *options;
    arena_init(&d->memory);
    strmap_init(&d->numbers, &d->memory);
    buffer_init(&d->json);
    return d;
}

void diff_free(diff *d)
{
    if (!d) return;
    buffer_free(&d->json);
    arena_free(&d->memory);
    free(d);
}

static rule_change *change_of(diff *d, hs_str id)
{
    uint32_t i = strmap_get(&d->numbers, id);
    if (i != STRMAP_NONE) return &d->rules[i];
    rule_change r = { .id = arena_copy(&d->memory, id) };
    tally_init(&r.fields, &d->memory);
    ARENA_PUSH(&d->memory, d->rules, d->rule_count, d->rule_cap, r);
    if (d->memory.failed) return NULL;
    strmap_put(&d->numbers, r.id, d->rule_count - 1);
    return &d->rules[d->rule_count - 1];
}

/* ---- words -------------------------------------------------------------------------------------------------------- */

static void write_cut(hs_str s, size_t most, buffer *out)
{
    size_t cut = s.len;
    if (cut > most) {
        cut = most;
        while (cut > 0 && ((unsigned char)s.ptr[cut] & 0xC0) == 0x80) cut--;
    }
    buffer_bytes(out, s.ptr, cut);
    if (cut < s.len) buffer_lit(out, " \xE2\x80\xA6");
}

static void write_thing(const thing *t, buffer *out)
{
    static const uint32_t words = 5; /* of a claim the spans come first, of a date its words, type and value */
    for (uint32_t i = 0; i < t->field_count && i < words; i++) {
        if (!t->fields[i].shown.len) continue;
        buffer_printf(out, " {%s: ", t->fields[i].name);
        write_cut(t->fields[i].shown, 80, out);
        buffer_char(out, '}');
    }
}

static const char *field_name(const difference *d, uint32_t i) { return d->after->fields[i].name; }

static void write_changes(const difference *d, buffer *out)
{
    if (d->fields & DIFFERS_RULE) buffer_printf(out, "\n        rule: %.*s \xE2\x86\x92 %.*s", (int)d->before->rule.len, d->before->rule.ptr, (int)d->after->rule.len, d->after->rule.ptr);
    for (uint32_t i = 0; i < d->after->field_count; i++) {
        if (!(d->fields & 1u << i)) continue;
        buffer_printf(out, "\n        %s: ", field_name(d, i));
        write_cut(d->before->fields[i].shown.len ? d->before->fields[i].shown : STR("(none)"), 120, out);
        buffer_lit(out, " \xE2\x86\x92 ");
        write_cut(d->after->fields[i].shown.len ? d->after->fields[i].shown : STR("(none)"), 120, out);
    }
}

static char sign_of(const difference *d) { return !d->before ? '+' : !d->after ? '-' : '~'; }

static void write_judgement(const comparing *x, const difference *d, buffer *out)
{
    if (!x->d->how.gold) return;
    if (d->before && d->after && d->before->counts && d->after->counts && d->before->is_right != d->after->is_right)
        buffer_printf(out, "  %s", d->after->is_right ? "now right" : "no longer right");
    else if (!d->before && d->after->counts) buffer_printf(out, "  %s", d->after->is_right ? "right" : "wrong");
    else if (!d->after && d->before->counts) buffer_printf(out, "  %s", d->before->is_right ? "was right" : "was wrong");
}

static void keep_line(comparing *x, rule_change *r, const difference *d)
{
    const thing *t = d->after ? d->after : d->before;
    char sign = sign_of(d);
    uint32_t *shown = &r->shown[sign == '+' ? 0 : sign == '-' ? 1 : 2];
    if (x->is_hidden || *shown >= x->d->how.lines_most) return;
    (*shown)++;
    buffer line;
    buffer_init(&line);
    position_place at = position_of(&x->places, t->hull.start);
    buffer_printf(&line, "%.*s:%u:%u ", (int)x->doc->text.id.len, x->doc->text.id.ptr, at.line, at.column);
    write_thing(t, &line);
    write_judgement(x, d, &line);
    if (sign == '~') write_changes(d, &line);
    if (line.failed) x->d->memory.failed = true;
    ARENA_PUSH(&x->d->memory, r->lines, r->line_count, r->line_cap, (shown_line){ sign, arena_copy(&x->d->memory, buffer_view(&line)) });
    buffer_free(&line);
}

/* ---- JSON --------------------------------------------------------------------------------------------------------- */

static void put_side(const char *key, const thing *t, buffer *out)
{
    buffer_printf(out, ",\"%s\":", key);
    if (!t) {
        buffer_lit(out, "null");
        return;
    }
    buffer_lit(out, "{\"rule\":");
    json_string(out, t->rule);
    for (uint32_t i = 0; i < t->field_count; i++) {
        buffer_printf(out, ",\"%s\":", t->fields[i].name);
        json_string(out, t->fields[i].shown);
    }
    if (t->counts) buffer_printf(out, ",\"right\":%s", t->is_right ? "true" : "false");
    buffer_char(out, '}');
}

static void put_json(const comparing *x, const difference *d)
{
    const thing *t = d->after ? d->after : d->before;
    buffer *out = &x->d->json;
    position_place at = position_of(&x->places, t->hull.start);
    buffer_lit(out, "{\"id\":");
    json_string(out, x->doc->text.id);
    buffer_printf(out, ",\"line\":%u,\"column\":%u,\"sign\":\"%c\",\"is\":\"%s\"", at.line, at.column, sign_of(d), t->is_time ? "time" : "claim");
    put_side("before", d->before, out);
    put_side("after", d->after, out);
    buffer_lit(out, "}\n");
}

/* ---- one article -------------------------------------------------------------------------------------------------- */

static void take_difference(void *user, const difference *d)
{
    comparing *x = user;
    rule_change *r = change_of(x->d, d->after ? d->after->rule : d->before->rule);
    x->found++;
    if (!r) return;
    if (!d->before) r->added++;
    else if (!d->after) r->lost++;
    else r->changed++;
    if (d->before && d->after) {
        if (d->fields & DIFFERS_RULE) tally_add(&r->fields, STR("rule"));
        for (uint32_t i = 0; i < d->after->field_count; i++)
            if (d->fields & 1u << i) tally_add(&r->fields, (hs_str){ field_name(d, i), strlen(field_name(d, i)) });
    }
    if (x->d->how.is_json && !x->is_hidden) put_json(x, d);
    else keep_line(x, r, d);
}

static void count_right(diff *d, const things *list, int side)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const thing *t = &list->items[i];
        rule_change *r = t->counts ? change_of(d, t->rule) : NULL;
        if (!r) continue;
        r->claims[side]++;
        r->right[side] += t->is_right;
    }
}

typedef struct { hs_document *doc; claim_score *scores; things all; } side;

static hs_status read_side(diff *d, side *s, int number, const hs_article *article, const gold_article *marked, arena *memory, hs_error *error)
{
    hs_status status = hs_extract(number ? d->how.after : d->how.before, article, NULL, &s->doc, error);
    if (status) return status;
    if (marked) {
        s->scores = arena_zalloc(memory, s->doc->layers.claim_count + 1, sizeof *s->scores);
        if (!s->scores) return error_memory(error);
        status = score_document(s->doc, marked, &d->totals[number], s->scores, error);
    }
    if (!status) s->all = things_of(s->doc, s->scores, memory);
    if (!status) count_right(d, &s->all, number);
    return status;
}

static hs_status compare(diff *d, side sides[2], const gold_article *marked, hs_error *error)
{
    comparing x = { .d = d, .doc = sides[1].doc, .is_hidden = marked && marked->is_held };
    if (!position_init(&x.places, x.doc->text.bytes)) return error_memory(error);
    things_compare(&sides[0].all, &sides[1].all, take_difference, &x);
    position_free(&x.places);
    d->articles++;
    d->articles_with += x.found > 0;
    return d->memory.failed || d->json.failed ? error_memory(error) : HS_OK;
}

hs_status diff_article(diff *d, const hs_article *article, hs_error *error)
{
    side sides[2] = { { NULL, NULL, { NULL, 0 } }, { NULL, NULL, { NULL, 0 } } };
    const gold_article *marked = d->how.gold ? gold_find(d->how.gold, article->id) : NULL;
    arena memory;
    arena_init(&memory);
    hs_status status = read_side(d, &sides[0], 0, article, marked, &memory, error);
    if (!status) status = read_side(d, &sides[1], 1, article, marked, &memory, error);
    if (!status) status = compare(d, sides, marked, error);
    hs_document_free(sides[0].doc);
    hs_document_free(sides[1].doc);
    arena_free(&memory);
    return status;
}

/* ---- the report --------------------------------------------------------------------------------------------------- */

static uint32_t size_of(const rule_change *r) { return r->added + r->lost + r->changed; }

static int most_first(const void *a, const void *b)
{
    const rule_change *x = a, *y = b;
    if (size_of(x) != size_of(y)) return size_of(x) > size_of(y) ? -1 : 1;
    return str_cmp(x->id, y->id);
}

static double percent(uint32_t part, uint32_t whole) { return whole ? 100.0 * part / whole : 0; }

/* A side of the gold: precision, and the share of the gold that this rule gets right. */
static void write_gold(const diff *d, const rule_change *r, buffer *out)
{
    uint32_t all = d->totals[1].end_to_end.gold;
    if (!d->how.gold || (!r->claims[0] && !r->claims[1])) return;
    buffer_printf(out, "   precision %.1f \xE2\x86\x92 %.1f (%u of %u \xE2\x86\x92 %u of %u), recall %.2f \xE2\x86\x92 %.2f", percent(r->right[0], r->claims[0]),
                  percent(r->right[1], r->claims[1]), r->right[0], r->claims[0], r->right[1], r->claims[1], percent(r->right[0], all), percent(r->right[1], all));
}

static void write_rule(const diff *d, rule_change *r, buffer *out)
{
    buffer_printf(out, "\n%.*s   +%u new   -%u lost   %u changed", (int)r->id.len, r->id.ptr, r->added, r->lost, r->changed);
    tally_sort(&r->fields);
    for (uint32_t i = 0; i < r->fields.count; i++)
        buffer_printf(out, "%s%.*s %u", i ? ", " : " (", (int)r->fields.rows[i].word.len, r->fields.rows[i].word.ptr, r->fields.rows[i].count);
    if (r->fields.count) buffer_char(out, ')');
    write_gold(d, r, out);
    buffer_char(out, '\n');
    for (const char *sign = "+-~"; *sign; sign++)
        for (uint32_t i = 0; i < r->line_count; i++)
            if (r->lines[i].sign == *sign) buffer_printf(out, "  %c %.*s\n", *sign, (int)r->lines[i].text.len, r->lines[i].text.ptr);
    uint32_t hidden = size_of(r) - r->line_count;
    if (hidden) buffer_printf(out, "    and %u more\n", hidden);
}

static void write_total(const char *name, const score_count *a, const score_count *b, buffer *out)
{
    buffer_printf(out, "%-6s precision %.1f \xE2\x86\x92 %.1f   recall %.1f \xE2\x86\x92 %.1f   F1 %.1f \xE2\x86\x92 %.1f\n", name, 100 * score_precision(a),
                  100 * score_precision(b), 100 * score_recall(a), 100 * score_recall(b), 100 * score_f1(a), 100 * score_f1(b));
}

void diff_write(diff *d, buffer *out)
{
    uint32_t added = 0, lost = 0, changed = 0;
    if (d->how.is_json) {
        buffer_str(out, buffer_view(&d->json));
        return;
    }
    if (d->rule_count) qsort(d->rules, d->rule_count, sizeof *d->rules, most_first);
    for (uint32_t i = 0; i < d->rule_count; i++) {
        added += d->rules[i].added;
        lost += d->rules[i].lost;
        changed += d->rules[i].changed;
    }
    buffer_printf(out, "%u articles, %u of them differ: +%u new, -%u lost, %u changed\n", d->articles, d->articles_with, added, lost, changed);
    if (d->how.gold) {
        write_total("found", &d->totals[0].found, &d->totals[1].found, out);
        write_total("right", &d->totals[0].end_to_end, &d->totals[1].end_to_end, out);
    }
    for (uint32_t i = 0; i < d->rule_count; i++)
        if (size_of(&d->rules[i])) write_rule(d, &d->rules[i], out);
}
