/* score.c - the loop over the gold's articles, its tables, and the file of confidences. */
#include "curate/score.h"

#include "base/error.h"
#include "rule/confidence.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static bool is_in_part(const gold_article *a, score_part part)
{
    return part == SCORE_ALL || a->is_held == (part == SCORE_HELD);
}

static void count_rules(score *s, const hs_document *doc, const claim_score *claims)
{
    for (uint32_t i = 0; i < doc->layers.claim_count; i++) {
        rule_score *r = &s->rules[doc->layers.claims[i].rule_index];
        if (!claims[i].counts) continue;
        r->claims++;
        r->found += claims[i].is_found;
        r->right += claims[i].is_right;
        r->exact += claims[i].is_exact;
    }
}

static hs_status score_article(score *s, const hs_rules *rules, const gold_article *a, hs_error *error)
{
    hs_article article = { .bytes = a->text, .id = a->id, .published = a->published, .published_from = STR("record") };
    hs_document *doc;
    hs_status status = hs_extract(rules, &article, NULL, &doc, error);
    if (status) return status;
    claim_score *claims = calloc(doc->layers.claim_count + 1, sizeof *claims);
    status = claims ? score_document(doc, a, &s->totals, claims, error) : error_memory(error);
    if (!status) count_rules(s, doc, claims);
    free(claims);
    hs_document_free(doc);
    return status;
}

hs_status score_run(score *out, const hs_rules *rules, const gold *g, score_part part, score_progress progress, void *user, hs_error *error)
{
    hs_status status = HS_OK;
    *out = (score){ .rule_count = rules->rule_count };
    arena_init(&out->memory);
    out->rules = arena_zalloc(&out->memory, rules->rule_count + 1, sizeof *out->rules);
    if (!out->rules) return error_memory(error);
    for (uint32_t i = 0; i < g->count && !status; i++) {
        if (!is_in_part(&g->articles[i], part)) continue;
        status = score_article(out, rules, &g->articles[i], error);
        if (progress) progress(user, i + 1, g->count);
    }
    if (!status && !out->totals.articles) return error_set(error, HS_ERR_INPUT, "the gold has no article in this part");
    return status;
}

void score_free(score *s)
{
    arena_free(&s->memory);
}

/* ---- tables ----------------------------------------------------------------------------------------------------- */

typedef struct { const char *name; const score_count *n; } row;

static void rows_of(const score *s, row rows[4])
{
    rows[0] = (row){ "found", &s->totals.found };
    rows[1] = (row){ "exact", &s->totals.exact };
    rows[2] = (row){ "source", &s->totals.source };
    rows[3] = (row){ "right", &s->totals.end_to_end };
}

static double percent(uint32_t part, uint32_t whole) { return whole ? 100.0 * part / whole : 0; }

/* Rules that made claims, those with the most first; then by id, as the rules are sorted. */
static uint32_t order_rules(const score *s, uint32_t *order)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->rule_count; i++) {
        uint32_t at = n;
        if (!s->rules[i].claims) continue;
        for (; at > 0 && s->rules[order[at - 1]].claims < s->rules[i].claims; at--) order[at] = order[at - 1];
        order[at] = i;
        n++;
    }
    return n;
}

void score_write_text(const score *s, const hs_rules *rules, buffer *out)
{
    row rows[4];
    uint32_t *order = calloc(s->rule_count + 1, sizeof *order), n = order ? order_rules(s, order) : 0;
    rows_of(s, rows);
    buffer_printf(out, "%u articles, %u attributions in the gold, %u found here\n\n", s->totals.articles, s->totals.found.gold, s->totals.found.predicted);
    buffer_lit(out, "             precision  recall      F1\n");
    for (int i = 0; i < 4; i++)
        buffer_printf(out, "%-12s %9.1f %7.1f %7.1f\n", rows[i].name, 100 * score_precision(rows[i].n), 100 * score_recall(rows[i].n), 100 * score_f1(rows[i].n));
    buffer_lit(out, "\nrule                          claims   found   right  precision\n");
    for (uint32_t k = 0; k < n; k++) {
        const rule_score *r = &s->rules[order[k]];
        hs_str id = rules->rules[order[k]].id;
        buffer_printf(out, "%-28.*s %7u %7u %7u %10.1f\n", (int)id.len, id.ptr, r->claims, r->found, r->right, percent(r->right, r->claims));
    }
    if (!order) out->failed = true;
    free(order);
}

void score_write_json(const score *s, const hs_rules *rules, buffer *out)
{
    row rows[4];
    bool is_first = true;
    rows_of(s, rows);
    buffer_printf(out, "{\"articles\":%u", s->totals.articles);
    for (int i = 0; i < 4; i++)
        buffer_printf(out, ",\"%s\":{\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,\"right\":%u,\"predicted\":%u,\"gold\":%u}", rows[i].name,
                      score_precision(rows[i].n), score_recall(rows[i].n), score_f1(rows[i].n), rows[i].n->right, rows[i].n->predicted, rows[i].n->gold);
    buffer_lit(out, ",\"rules\":[");
    for (uint32_t i = 0; i < s->rule_count; i++) {
        const rule_score *r = &s->rules[i];
        hs_str id = rules->rules[i].id; /* letters, digits, - and _ need no escapes */
        if (!r->claims) continue;
        buffer_printf(out, "%s{\"rule\":\"%.*s\",\"claims\":%u,\"found\":%u,\"right\":%u,\"exact\":%u}", is_first ? "" : ",", (int)id.len, id.ptr,
                      r->claims, r->found, r->right, r->exact);
        is_first = false;
    }
    buffer_lit(out, "]}\n");
}

/* ---- confidences ------------------------------------------------------------------------------------------------ */

static void write_lines(score *s, const hs_rules *rules, hs_str pack, buffer *out, uint32_t *written)
{
    buffer_lit(out, "# How often each rule was right in the part `held` of the gold: made by hearsay score --write-confidence, not by hand.\n"
                    "# rule                       precision       n  of\n");
    for (uint32_t i = 0; i < s->rule_count; i++) {
        const rule *r = &rules->rules[i];
        char mark[CONFIDENCE_MARK + 1];
        if (!str_eq(r->pack, pack) || s->rules[i].claims < CONFIDENCE_LEAST) continue;
        if (!confidence_mark(r, mark)) out->failed = true;
        buffer_printf(out, "%-32.*s  %.2f %7u  %s\n", (int)r->id.len, r->id.ptr, s->rules[i].right / (double)s->rules[i].claims,
                      s->rules[i].claims, mark);
        (*written)++;
    }
}

hs_status score_write_confidence(score *s, const hs_rules *rules, hs_str *path, uint32_t *written, hs_error *error)
{
    const rule_pack *pack = &rules->packs[rules->pack_count - 1];
    buffer out;
    *written = 0;
    *path = arena_printf(&s->memory, "%.*s/" CONFIDENCE_FILE, (int)pack->folder.len, pack->folder.ptr);
    hs_str temp = arena_printf(&s->memory, "%.*s/." CONFIDENCE_FILE ".tmp", (int)pack->folder.len, pack->folder.ptr);
    if (!path->len || !temp.len) return error_memory(error);
    buffer_init(&out);
    write_lines(s, rules, pack->name, &out, written);
    FILE *f = out.failed ? NULL : fopen(temp.ptr, "wb");
    bool ok = f && fwrite(out.data, 1, out.len, f) == out.len;
    if (f && fclose(f)) ok = false;
    if (ok && rename(temp.ptr, path->ptr)) ok = false;
    if (f && !ok) remove(temp.ptr);
    bool is_out_of_memory = out.failed;
    buffer_free(&out);
    if (is_out_of_memory) return error_memory(error);
    return ok ? HS_OK : error_set(error, HS_ERR_IO, "%.180s can't be written: %s", path->ptr, strerror(errno));
}
