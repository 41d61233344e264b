/* expected.c - lines and claims find each other by their spans, then attributes are compared. */
#include "curate/expected.h"

#include "base/error.h"
#include "curate/compare.h"
#include "curate/file_read.h"

typedef struct {
    arena            memory;
    const char      *folder;
    hs_str           list;        /* expected.claims                              */
    hs_document     *doc;
    bool            *is_listed;   /* per claim: a line has its spans           */
    size_t           at;          /* where the last line's text was found      */
    expected_counts *counts;
    buffer          *report;
} checking;

static hs_status read_named(checking *x, const char *name, hs_str *out, hs_error *error)
{
    hs_str path = arena_printf(&x->memory, "%s/%s", x->folder, name);
    return path.len ? file_read(path.ptr, &x->memory, out, error) : error_memory(error);
}

/* The publication date: the first line with @. */
static hs_str published_of(hs_str list)
{
    notation_lines lines = { .all = list };
    while (notation_next(&lines))
        if (lines.sign == '@') return lines.rest;
    return STR("");
}

static hs_status extract(checking *x, const hs_rules *rules, hs_error *error)
{
    hs_str bytes;
    hs_status status = read_named(x, "article.txt", &bytes, error);
    if (!status) status = read_named(x, "expected.claims", &x->list, error);
    if (status) return status;
    hs_article article = { .bytes = bytes, .id = { x->folder, strlen(x->folder) }, .published = published_of(x->list),
                           .published_from = STR("option") };
    status = document_trace(rules, &article, NULL, &x->doc, error);
    if (status) return status;
    x->is_listed = arena_zalloc(&x->memory, x->doc->layers.claim_count + 1u, sizeof *x->is_listed);
    return x->is_listed ? HS_OK : error_memory(error);
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static bool find_from(hs_str all, hs_str words, size_t from, size_t *at)
{
    for (size_t i = from; i + words.len <= all.len; i++)
        if (memcmp(all.ptr + i, words.ptr, words.len) == 0) {
            *at = i;
            return true;
        }
    return false;
}

/* A text that occurs twice is looked for from the line before on. */
static bool locate(checking *x, hs_str words)
{
    return words.len && (find_from(x->doc->text.bytes, words, x->at, &x->at) || find_from(x->doc->text.bytes, words, 0, &x->at));
}

static const claim *find_claim(checking *x, const comparison *c)
{
    const layers *l = &x->doc->layers;
    for (uint32_t i = 0; i < l->claim_count; i++) {
        if (x->is_listed[i] || !compare_claim_roles(c, &l->claims[i])) continue;
        x->is_listed[i] = true;
        return &l->claims[i];
    }
    return NULL;
}

static bool shares_content(const comparison *c, const claim *found)
{
    span_list marked = compare_marked(c, STR("content")), got = compare_pieces(c, &found->content);
    for (uint32_t i = 0; i < marked.count; i++)
        for (uint32_t k = 0; k < got.count; k++)
            if (marked.items[i].start < got.items[k].end && got.items[k].start < marked.items[i].end) return true;
    return false;
}

static void begin_report(checking *x, const notation_lines *lines, const char *what)
{
    buffer_printf(x->report, "%s/expected.claims:%u: %s\n    %.*s\n", x->folder, lines->number + 1, what, (int)lines->whole.len,
                  lines->whole.ptr);
}

static void report_missed(checking *x, const comparison *c, const notation_lines *lines)
{
    begin_report(x, lines, "missed");
    compare_write_roles(c, NULL, x->report);
    for (uint32_t i = 0, shown = 0; i < x->doc->layers.claim_count && shown < 3; i++) {
        const claim *near = &x->doc->layers.claims[i];
        if (x->is_listed[i] || !shares_content(c, near)) continue;
        buffer_lit(x->report, "      there is  ");
        compare_write_claim(c, near, x->report);
        buffer_char(x->report, '\n');
        shown++;
    }
}

static void take_claim_line(checking *x, const comparison *c, const notation_lines *lines)
{
    const claim *found = find_claim(x, c);
    size_t before = x->report->len;
    bool is_right = false;
    if (found) {
        begin_report(x, lines, "other attributes");
        is_right = compare_claim_attributes(c, found, x->report);
        if (is_right || lines->sign == '?') x->report->len = before;
    } else if (lines->sign == '+') {
        report_missed(x, c, lines);
    }
    if (lines->sign == '+') x->counts->found += is_right;
    if (lines->sign == '?' && is_right) {
        x->counts->gaps_found++;
        begin_report(x, lines, "this ? is found now: make it a +");
    }
}

static void take_line(checking *x, const notation_lines *lines)
{
    notation line;
    if (lines->sign == '@') return;
    x->counts->listed += lines->sign == '+';
    x->counts->gaps += lines->sign == '?';
    bool is_read = notation_read(&line, &x->memory, lines->rest);
    if (lines->sign != '+' && lines->sign != '?') line.error = "a line begins with + ? @ or #, and a space";
    else if (is_read && !locate(x, line.text)) line.error = "this text isn't in the article";
    if (line.error) {
        x->counts->malformed++;
        begin_report(x, lines, line.error);
        return;
    }
    comparison c = { x->doc, &line, (uint32_t)x->at, &x->memory };
    take_claim_line(x, &c, lines);
}

static void report_unlisted(checking *x)
{
    const notation none = { 0 };
    comparison c = { x->doc, &none, 0, &x->memory };
    for (uint32_t i = 0; i < x->doc->layers.claim_count; i++) {
        if (x->is_listed[i]) continue;
        x->counts->unlisted++;
        buffer_printf(x->report, "%s: unlisted\n      there is  ", x->folder);
        compare_write_claim(&c, &x->doc->layers.claims[i], x->report);
        buffer_char(x->report, '\n');
    }
}

hs_status expected_check(const hs_rules *rules, const char *folder, expected_counts *counts, buffer *report, hs_error *error)
{
    *counts = (expected_counts){ 0 };
    checking x = { .folder = folder, .counts = counts, .report = report };
    arena_init(&x.memory);
    hs_status status = extract(&x, rules, error);
    notation_lines lines = { .all = x.list };
    while (!status && notation_next(&lines)) take_line(&x, &lines);
    if (!status) report_unlisted(&x);
    if (!status && (x.memory.failed || report->failed)) status = error_memory(error);
    hs_document_free(x.doc);
    arena_free(&x.memory);
    return status;
}
