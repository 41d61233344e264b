/* begin.c - before the first layer: what the forms mean, which classes each token may have, what kind of quotation each is. */
#include "base/error.h"
#include "base/utf8.h"
#include "match/internal.h"

#include <stdlib.h>

static const form *form_of(const match_run *run, uint32_t token_index)
{
    return &run->scratch->forms.items[run->tokens->items[token_index].form];
}

/* ---- quotations -------------------------------------------------------------------------------------------------- */

typedef struct { uint32_t words, capitals, small; bool starts_high, has_lower_start; hs_str last; } quote_shape;

static quote_shape shape_of(const match_run *run, const quotation *q)
{
    quote_shape s = { .last = STR("") };
    uint32_t end = q->tokens.last - q->is_closed;
    for (uint32_t t = q->tokens.first + 1; t < end; t++) {
        const form *f = form_of(run, t);
        if (f->flags & (TOKEN_WORD | TOKEN_NUM)) {
            bool is_high = !(f->flags & TOKEN_LOWER);
            if (!s.words) s.starts_high = is_high;
            if (!s.words) s.has_lower_start = !is_high;
            s.words++;
            s.capitals += is_high;
            s.small += !is_high && f->text.len <= 3;
        }
        s.last = f->text;
    }
    return s;
}

/* title: several words, all capitalised but for short ones; clause: begins high and has three words or more; else phrase */
static hs_str form_name(const quote_shape *s, hs_str ends)
{
    bool is_title = s->words >= 2 && s->words <= 10 && s->starts_high && s->capitals + s->small == s->words && s->capitals >= 2;
    bool is_ended = !str_is(ends, "open");
    if (is_title && !(str_is(ends, "comma") || str_is(ends, "question"))) return STR("title");
    if (s->starts_high && (s->words >= 3 || (s->words && is_ended))) return STR("clause");
    return s->words >= 5 ? STR("fragment") : STR("phrase");
}

static hs_str ends_name(hs_str last)
{
    if (str_is(last, ",")) return STR("comma");
    if (str_is(last, "?") || str_is(last, "!")) return STR("question");
    if (last.len && (last.ptr[last.len - 1] == '.' || str_is(last, "\xE2\x80\xA6"))) return STR("stop");
    return STR("open");
}

static bool make_quotes(match_run *run)
{
    const tokens *t = run->tokens;
    for (uint32_t i = 0; i < t->quotation_count; i++) {
        quote_shape s = shape_of(run, &t->quotations[i]);
        attribute *list = arena_alloc(run->memory, 2 * sizeof *list);
        if (!list) return false;
        hs_str ends = ends_name(s.last);
        list[0] = (attribute){ STR("form"), form_name(&s, ends) };
        list[1] = (attribute){ STR("ends"), ends };
        layer_add(run->layers, LAYER_QUOTE, (annotation){ t->quotations[i].tokens, UINT32_MAX, 2, list });
    }
    return true;
}

/* ---- classes ----------------------------------------------------------------------------------------------------- */

static bool make_classes(match_run *run)
{
    const tokens *t = run->tokens;
    run->classes = arena_alloc(run->memory, (t->count + 1) * sizeof *run->classes);
    run->senses = arena_alloc(run->memory, (t->count + 1) * sizeof *run->senses);
    if (!run->classes || !run->senses) return false;
    for (uint32_t i = 0; i < t->count; i++) {
        run->classes[i] = match_brief(run, i) & ~(uint32_t)FORM_HAS_PHRASES;
        run->senses[i] = run->scratch->early[t->items[i].form];
    }
    return true;
}

/* ---- phrases ---------------------------------------------------------------------------------------------------- */

typedef struct { phrase_hit *items; uint32_t count, cap; } hit_list;

static const form_info *info_at(const match_run *run, uint32_t token_index)
{
    return &run->scratch->infos[run->tokens->items[token_index].form];
}

static bool phrase_fits(const match_run *run, const word_phrase *p, uint32_t at)
{
    const lexicon *lex = run->rules->lexicons.items[p->lexicon];
    const lexicon_form *f = &lex->forms[p->form];
    if (at + f->count > run->tokens->count) return false;
    for (uint32_t i = 1; i < f->count; i++) {
        const form_info *info = info_at(run, at + i);
        if ((lex->is_exact ? info->exact : info->word) != f->words[i]) return false;
    }
    return true;
}

static void phrases_at(match_run *run, uint32_t at, uint32_t first, uint32_t second, hit_list *out)
{
    const struct hs_rules *rules = run->rules;
    if (first == WORD_NONE || second == WORD_NONE) return;
    uint32_t lo = rules->phrase_start[first], end = rules->phrase_start[first + 1], hi = end;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (rules->phrases[mid].second < second) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < end && rules->phrases[lo].second == second; lo++) {
        const word_phrase *p = &rules->phrases[lo];
        if (!phrase_fits(run, p, at)) continue;
        phrase_hit h = { at, rules->lexicons.items[p->lexicon]->forms[p->form].count, lo };
        ARENA_PUSH(run->memory, out->items, out->count, out->cap, h);
    }
}

typedef struct { uint32_t lexicon; phrase_hit hit; } keyed_hit;

static int longest_of_lexicon(const void *a, const void *b)
{
    const keyed_hit *x = a, *y = b;
    if (x->lexicon != y->lexicon) return x->lexicon < y->lexicon ? -1 : 1;
    if (x->hit.length != y->hit.length) return x->hit.length > y->hit.length ? -1 : 1;
    if (x->hit.first != y->hit.first) return x->hit.first < y->hit.first ? -1 : 1;
    return (x->hit.phrase > y->hit.phrase) - (x->hit.phrase < y->hit.phrase);
}

static int by_first_token(const void *a, const void *b)
{
    const phrase_hit *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

/* Of overlapping hits of one lexicon the longest stays, then the leftmost. */
static bool keep_disjoint(match_run *run, hit_list *hits)
{
    keyed_hit *order = arena_alloc(run->memory, (hits->count + 1) * sizeof *order);
    uint32_t *owner = arena_zalloc(run->memory, run->tokens->count + 1, sizeof *owner), kept = 0;
    if (!order || !owner) return false;
    for (uint32_t i = 0; i < hits->count; i++)
        order[i] = (keyed_hit){ run->rules->phrases[hits->items[i].phrase].lexicon, hits->items[i] };
    qsort(order, hits->count, sizeof *order, longest_of_lexicon);
    for (uint32_t i = 0; i < hits->count; i++) {
        phrase_hit h = order[i].hit;
        bool is_free = true;
        for (uint32_t t = h.first; t < h.first + h.length; t++) is_free &= owner[t] != order[i].lexicon + 1;
        for (uint32_t t = h.first; is_free && t < h.first + h.length; t++) owner[t] = order[i].lexicon + 1;
        if (is_free) hits->items[kept++] = h;
    }
    hits->count = kept;
    qsort(hits->items, kept, sizeof *hits->items, by_first_token);
    return true;
}

static bool make_phrases(match_run *run)
{
    hit_list hits = { 0 };
    for (uint32_t t = 0; t + 1 < run->tokens->count; t++) {
        if (!(match_brief(run, t) & FORM_HAS_PHRASES)) continue;
        const form_info *a = info_at(run, t), *b = info_at(run, t + 1);
        phrases_at(run, t, a->word, b->word, &hits);
        phrases_at(run, t, a->exact, b->exact, &hits);
    }
    if (hits.count && !keep_disjoint(run, &hits)) return false;
    run->phrase_begins = arena_zalloc(run->memory, run->tokens->count / 64 + 1, sizeof *run->phrase_begins);
    for (uint32_t i = 0; run->phrase_begins && i < hits.count; i++)
        run->phrase_begins[hits.items[i].first / 64] |= 1ULL << hits.items[i].first % 64;
    run->phrases = hits.items;
    run->phrase_count = hits.count;
    return run->phrase_begins != NULL;
}

hs_status match_begin(match_run *run, const struct hs_rules *rules, const text *t, const tokens *tk, layers *l, match_scratch *s,
                      arena *memory, hs_error *error)
{
    bool no_triggers = run->no_triggers, keep_losers = run->keep_losers;
    *run = (match_run){ .rules = rules, .text = t, .tokens = tk, .layers = l, .scratch = s, .memory = memory,
                        .no_triggers = no_triggers, .keep_losers = keep_losers };
    if (!form_infos(rules, s) || !make_classes(run) || !make_quotes(run) || !make_phrases(run)) return error_memory(error);
    return HS_OK;
}
