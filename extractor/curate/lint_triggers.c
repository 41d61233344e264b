/* lint_triggers.c - triggers held against texts: one that is in more than a fifth of all stretches (H054) saves no work, and a -
 * example in which no pattern's trigger occurs (H046) shows nothing: the rule is never even tried. In a corpus, also rules that
 * match and lose every time (H051).
 *
 * The texts are the articles that were given, else the examples of the loaded packs. trigger_seen.c tells whether a trigger occurs. */
#include "curate/lint.h"
#include "curate/notation.h"
#include "curate/trigger_seen.h"

#include "base/error.h"

enum { STRETCHES_LEAST = 60, PART_OF_ALL = 5, LOSSES_LEAST = 5, VIEWS = 4 };

typedef struct { uint32_t stretches, woken; } rate;
typedef struct { uint32_t won, lost, last_winner; } record;

typedef struct {
    lint    *l;
    rate   **rates;      /* by layer and program */
    record  *records;    /* by rule              */
    bool     is_corpus;
} counting;

/* ---- one document ------------------------------------------------------------------------------------------------- */

static void count_stretch(counting *c, trigger_seen *t, const stretch *st, uint32_t in)
{
    const rule_layer *rl = &c->l->rules->layers[in];
    for (uint32_t i = 0; i < rl->rule_count; i++) {
        const rule *r = &c->l->rules->rules[rl->rules[i]];
        if (!(r->views & st->view)) continue;
        for (uint32_t k = 0; k < r->match_count; k++) {
            rate *at = &c->rates[in][r->first_match + k];
            at->stretches++;
            at->woken += trigger_is_seen(t, in, rl->programs[r->first_match + k]);
        }
    }
}

static void count_document(counting *c, trigger_seen *t)
{
    for (uint32_t v = 0; v < VIEWS; v++) {
        const stretches *all = trigger_stretches(t, 1u << v);
        for (uint32_t s = 0; all && s < all->count; s++) {
            trigger_look(t, &all->items[s]);
            for (uint32_t in = LAYER_BUILTIN; in < c->l->rules->layer_count; in++) count_stretch(c, t, &all->items[s], in);
        }
    }
}

static void count_fates(counting *c, const hs_document *doc)
{
    for (uint32_t in = LAYER_BUILTIN; doc->found && in < c->l->rules->layer_count; in++)
        for (uint32_t i = 0; i < doc->found[in].count; i++) {
            const match *m = &doc->found[in].items[i];
            c->records[m->rule].won += m->fate == LOST_NOT;
            c->records[m->rule].lost += m->fate == LOST_CONFLICT;
            if (m->fate == LOST_CONFLICT) c->records[m->rule].last_winner = m->lost_to;
        }
}

static hs_status read_article(counting *c, const hs_article *article, const rule *reached, bool *is_reached, hs_error *error)
{
    hs_document *doc;
    hs_error why;
    hs_status status = document_trace(c->l->rules, article, NULL, &doc, &why);
    if (status == HS_ERR_MEMORY) return error_memory(error);
    if (status) return HS_OK; /* empty or binary: others tell */
    trigger_seen t;
    status = trigger_begin(&t, doc, error);
    if (!status && (!c->l->options->next_article || c->is_corpus)) {
        count_document(c, &t);
        count_fates(c, doc);
    }
    if (!status && reached) *is_reached = trigger_reaches(&t, reached);
    trigger_end(&t);
    hs_document_free(doc);
    return status;
}

/* ---- examples ----------------------------------------------------------------------------------------------------- */

static void tell_unreached(lint *l, const rule *r, const yaml_node *block, uint32_t line)
{
    char trigger[120];
    trigger_describe(l->rules, r, trigger, sizeof trigger);
    problem_add(&l->out, HS_PROBLEM_WARNING, "H046", &r->file->source, lint_example_line(r->file, block, line), "write one that the rule could take wrongly",
                "nothing here wakes the rule, whose trigger is %s", trigger);
}

static hs_status read_example(counting *c, const rule *r, const yaml_node *block, const notation_lines *lines, hs_str published, hs_error *error)
{
    notation line;
    arena memory;
    hs_status status = HS_OK;
    arena_init(&memory);
    if (notation_read(&line, &memory, lines->rest)) {
        hs_article article = { .bytes = line.text, .id = STR("example"), .published = published, .published_from = STR("option") };
        bool is_judged = lines->sign == '-' && lint_is_asked(c->l, &r->file->source), is_reached = true;
        status = read_article(c, &article, is_judged ? r : NULL, &is_reached, error);
        if (!status && !is_reached) tell_unreached(c->l, r, block, lines->number);
    }
    arena_free(&memory);
    return status;
}

static hs_status read_examples(counting *c, const rule *r, hs_error *error)
{
    const yaml_node *block = yaml_get(r->node, "examples");
    hs_str published = STR("");
    hs_status status = HS_OK;
    if (r->layer == UINT32_MAX || !block || block->kind != YAML_SCALAR) return HS_OK;
    notation_lines lines = { .all = block->text };
    while (!status && notation_next(&lines)) {
        if (lines.sign == '@') published = lines.rest;
        else if (lines.sign) status = read_example(c, r, block, &lines, published, error);
    }
    return status;
}

/* ---- judging ------------------------------------------------------------------------------------------------------ */

/* The pattern whose trigger is in the largest share of the stretches, if that is too much. */
static void judge_rate(counting *c, const rule *r)
{
    const rate *worst = NULL;
    uint32_t number = 0;
    for (uint32_t i = 0; i < r->match_count; i++) {
        const rate *at = &c->rates[r->layer][r->first_match + i];
        const program *p = lint_pattern(c->l, r, PART_MATCH, i);
        bool is_much = p->need_count && at->stretches >= STRETCHES_LEAST && at->woken * PART_OF_ALL > at->stretches;
        if (!is_much || (worst && (uint64_t)at->woken * worst->stretches <= (uint64_t)worst->woken * at->stretches)) continue;
        worst = at;
        number = i;
    }
    if (!worst) return;
    char trigger[120];
    const program *p = lint_pattern(c->l, r, PART_MATCH, number);
    trigger_describe_program(c->l->rules, r->layer, p, trigger, sizeof trigger);
    lint_yaml(c->l, "H054", r->file, yaml_get(r->node, "id"), "name a rarer word that must be there",
              "the trigger %s of pattern %u is in %u %% of all stretches", trigger, number + 1, worst->woken * 100 / worst->stretches);
}

static void judge_record(counting *c, const rule *r)
{
    const record *at = &c->records[r - c->l->rules->rules];
    if (!c->is_corpus || at->won || at->lost < LOSSES_LEAST || str_is(lint_layer_name(c->l, r), "class")) return;
    hs_str winner = c->l->rules->rules[at->last_winner].id;
    lint_yaml(c->l, "H051", r->file, yaml_get(r->node, "id"), "hearsay explain --rule shows how", "this rule lost all %u times it matched, last to %.*s",
              at->lost, (int)winner.len, winner.ptr);
}

static hs_status read_corpus(counting *c, hs_error *error)
{
    hs_article article;
    bool none;
    hs_status status = HS_OK;
    c->is_corpus = true;
    while (!status && c->l->options->next_article(c->l->options->user, &article)) status = read_article(c, &article, NULL, &none, error);
    return status;
}

hs_status lint_triggers(lint *l, hs_error *error)
{
    counting c = { .l = l, .rates = arena_zalloc(l->memory, l->rules->layer_count + 1, sizeof *c.rates),
                   .records = arena_zalloc(l->memory, l->rules->rule_count + 1, sizeof *c.records) };
    hs_status status = HS_OK;
    if (!c.rates || !c.records) return error_memory(error);
    for (uint32_t i = 0; i < l->rules->layer_count; i++)
        if (!(c.rates[i] = arena_zalloc(l->memory, l->rules->layers[i].program_count + 1, sizeof **c.rates))) return error_memory(error);
    for (uint32_t i = 0; i < l->rules->rule_count && !status; i++) status = read_examples(&c, &l->rules->rules[i], error);
    if (!status && l->options->next_article) status = read_corpus(&c, error);
    uint32_t at = 0;
    const rule *r;
    while (!status && (r = lint_next_rule(l, &at)) != NULL) {
        judge_rate(&c, r);
        judge_record(&c, r);
    }
    return status;
}
