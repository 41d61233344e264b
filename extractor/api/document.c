/* document.c - one article on its way through the rooms. The stages stand in one table, in their order. */
#include "api/document.h"

#include "base/error.h"
#include "find/claims.h"
#include "find/said.h"
#include "find/speaker.h"
#include "find/stance.h"
#include "find/time.h"

#include <stdlib.h>

typedef struct {
    hs_document *doc;
    match_run    run;
    times_mode   times;
    bool         is_day_first;
    bool         is_traced;
} extraction;

static hs_str rule_name(const void *user, uint32_t index)
{
    const struct hs_rules *rules = user;
    return rules->rules[index].name;
}

static hs_status times(extraction *x, uint32_t layer_index, hs_error *error)
{
    find_time_options options = { .mode = x->times, .is_day_first = x->is_day_first,
                                  .tense_layer = rules_layer(x->doc->rules, "tense"), .rule_name = rule_name,
                                  .user = x->doc->rules, .steps = x->is_traced ? &x->doc->time_steps : NULL };
    return find_times(&x->doc->layers, layer_index, &x->doc->tokens, &x->doc->text, &options, error);
}

/* One layer of the pack: what its name means to the engine, else plain annotations. */
static hs_status run_layer(extraction *x, uint32_t index, hs_error *error)
{
    hs_str name = x->doc->rules->layers[index].name;
    matches found = { 0 };
    hs_status status;
    bool is_class = str_is(name, "class");
    if (is_class) status = match_classes(&x->run, x->doc->tokens.items, &found, error);
    else status = match_layer(&x->run, index, &found, error);
    if (status) return status;
    if (is_class) status = HS_OK;
    else if (str_is(name, "attribution")) status = find_claims(&x->run, &found, error);
    else if (str_is(name, "statement")) status = find_statements(&x->run, &found, error);
    else status = match_settle(&x->run, index, &found, error);
    if (!status && str_is(name, "attribution")) status = find_said(&x->run, error);
    if (!status && str_is(name, "time")) status = times(x, index, error);
    if (x->is_traced) x->doc->found[index] = found;
    return status;
}

static hs_status read_stage(extraction *x, const hs_article *article, const hs_options *options, hs_error *error)
{
    hs_document *doc = x->doc;
    hs_status status = text_read(&doc->text, &doc->memory, article, options, &doc->rules->text, error);
    if (!status) status = token_split(&doc->tokens, &doc->memory, &doc->text, &doc->rules->tokens, match_forms(doc->scratch), error);
    return status;
}

static hs_status match_stage(extraction *x, hs_error *error)
{
    hs_document *doc = x->doc;
    layers_init(&doc->layers, &doc->memory, doc->rules->layer_count);
    doc->found = arena_zalloc(&doc->memory, doc->rules->layer_count, sizeof *doc->found);
    if (doc->memory.failed) return error_memory(error);
    hs_status status = match_begin(&x->run, doc->rules, &doc->text, &doc->tokens, &doc->layers, doc->scratch, &doc->memory, error);
    bool has_classes = rules_layer(doc->rules, "class") != UINT32_MAX;
    matches none;
    if (!status && !has_classes) status = match_classes(&x->run, doc->tokens.items, &none, error);
    for (uint32_t i = LAYER_BUILTIN; !status && i < doc->rules->layer_count; i++) status = run_layer(x, i, error);
    if (!status) match_tell_limits(&x->run);
    return status;
}

/* How often the rule of each claim was right when somebody counted. */
static void tell_confidence(hs_document *doc)
{
    for (uint32_t i = 0; i < doc->layers.claim_count; i++) {
        claim *c = &doc->layers.claims[i];
        const rule *r = &doc->rules->rules[c->rule_index];
        if (!r->confidence_n) continue;
        c->confidence = r->confidence;
        c->confidence_n = r->confidence_n;
    }
}

static hs_status claim_stage(extraction *x, hs_error *error)
{
    static hs_status (*const stages[])(match_run *, hs_error *) = { finish_claims, find_stances, find_speakers };
    hs_status status = HS_OK;
    for (size_t i = 0; i < sizeof stages / sizeof *stages && !status; i++) status = stages[i](&x->run, error);
    return status;
}

static void collect_warnings(extraction *x)
{
    hs_document *doc = x->doc;
    uint32_t cap = 0;
    if (doc->text.warning.len) ARENA_PUSH(&doc->memory, doc->warnings, doc->warning_count, cap, doc->text.warning);
    for (uint32_t i = 0; i < x->run.warning_count; i++)
        ARENA_PUSH(&doc->memory, doc->warnings, doc->warning_count, cap, x->run.warnings[i]);
}

/* ---- options ----------------------------------------------------------------------------------------------------- */

static bool is_kept(const claim *c, const hs_options *o)
{
    if (o->manners && !(o->manners & 1u << c->manner)) return false;
    if (o->kinds && !(o->kinds & 1u << c->kind)) return false;
    return o->min_confidence <= 0 || c->confidence < 0 || c->confidence >= o->min_confidence;
}

/* What is left out is left out of the chain of nesting too: its inner claims move up. */
static void filter(hs_document *doc, const hs_options *o)
{
    layers *l = &doc->layers;
    uint32_t *place = arena_alloc(&doc->memory, (l->claim_count + 1) * sizeof *place), kept = 0;
    if (!place) return;
    for (uint32_t i = 0; i < l->claim_count; i++) place[i] = is_kept(&l->claims[i], o) ? kept++ : CLAIM_NONE;
    for (uint32_t i = 0; i < l->claim_count; i++)
        for (uint32_t up = 0; up < l->claim_count && l->claims[i].nested_in != CLAIM_NONE && place[l->claims[i].nested_in] == CLAIM_NONE; up++)
            l->claims[i].nested_in = l->claims[l->claims[i].nested_in].nested_in;
    for (uint32_t i = 0; i < l->claim_count; i++) {
        if (place[i] == CLAIM_NONE) continue;
        claim c = l->claims[i];
        if (c.nested_in != CLAIM_NONE) c.nested_in = place[c.nested_in];
        l->claims[place[i]] = c;
    }
    l->claim_count = kept;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static hs_status extract(const struct hs_rules *rules, const hs_article *article, const hs_options *options, bool is_traced,
                         hs_document **out, hs_error *error)
{
    static const hs_options standard = { 0 };
    const hs_options *o = options ? options : &standard;
    *out = NULL;
    hs_document *doc = calloc(1, sizeof *doc);
    if (!doc) return error_memory(error);
    arena_init(&doc->memory);
    doc->rules = rules;
    doc->scratch = match_scratch_take(rules);
    extraction x = { .doc = doc, .is_traced = is_traced,
                     .times = o->times == HS_TIMES_NARRATIVE ? TIMES_NARRATIVE : TIMES_NEWS,
                     .is_day_first = o->date_order == HS_ORDER_DMY };
    x.run.no_triggers = o->no_triggers;
    x.run.keep_losers = is_traced;
    hs_status status = doc->scratch ? HS_OK : error_memory(error);
    if (!status) status = read_stage(&x, article, o, error);
    if (!status) status = match_stage(&x, error);
    if (!status) status = claim_stage(&x, error);
    if (!status) collect_warnings(&x);
    if (!status) tell_confidence(doc);
    if (!status) filter(doc, o);
    if (doc->memory.failed) status = error_memory(error); /* whatever else seemed wrong */
    if (is_traced) doc->run = x.run;
    if (!is_traced || status) {
        match_scratch_return(rules, doc->scratch);
        doc->scratch = NULL;
    }
    if (status) hs_document_free(doc);
    else *out = doc;
    return status;
}

hs_status hs_extract(const hs_rules *rules, const hs_article *article, const hs_options *options, hs_document **out, hs_error *error)
{
    return extract(rules, article, options, false, out, error);
}

hs_status document_trace(const struct hs_rules *rules, const hs_article *article, const hs_options *options, hs_document **out,
                         hs_error *error)
{
    return extract(rules, article, options, true, out, error);
}

void hs_document_free(hs_document *document)
{
    if (!document) return;
    if (document->scratch) match_scratch_return(document->rules, document->scratch);
    arena_free(&document->memory);
    free(document);
}
