/* view.c - the document as stretches of letters, in four ways of looking at it (DESIGN of views: docs/rules.md).
 *
 *   text        He left. "It is over," Xi said.
 *   plain       He left .   |   " It is over , " Xi said .
 *   paragraph   He left .   |   @quote Xi said .
 *   inside      It is over ,
 *   text        like paragraph, with @paragraph before the first and after the last stretch of each paragraph
 *
 * Plain and inside are cut at every sentence end, the folding views only at those outside quotations. */
#include "match/internal.h"

typedef struct {
    match_run *run;
    stretches *out;
    letter    *letters; uint32_t count, cap;
    uint32_t   view, paragraph;
} builder;

static void push(builder *b, token_range r, uint32_t fold)
{
    if (b->count < b->cap) b->letters[b->count++] = (letter){ r, fold };
    else ARENA_PUSH(b->run->memory, b->letters, b->count, b->cap, (letter){ r, fold });
}

/* The layers in which a token of the stretch triggers a program. */
static void find_triggers(const match_run *run, stretch *s)
{
    s->triggers = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->letters[i].fold == FOLD_NONE) s->triggers |= sense_triggers(run->scratch, run->senses[s->letters[i].tokens.first]);
        else s->has_folds = true;
    }
}

static stretch make_stretch(const builder *b, const letter *letters, uint32_t count)
{
    stretch s = { .letters = letters, .count = count, .view = b->view, .paragraph = b->paragraph };
    find_triggers(b->run, &s);
    return s;
}

/* Ends the current stretch; what is longer than STRETCH_MOST letters is cut hard, and said. */
static void end_stretch(builder *b)
{
    if (!b->count) return;
    if (b->count > STRETCH_MOST)
        match_warn(b->run, "limit: a stretch of %u tokens was cut into pieces of %d", b->count, (int)STRETCH_MOST);
    for (uint32_t at = 0; at < b->count; at += STRETCH_MOST) {
        uint32_t n = b->count - at < STRETCH_MOST ? b->count - at : STRETCH_MOST;
        stretch s = make_stretch(b, b->letters + at, n);
        ARENA_PUSH(b->run->memory, b->out->items, b->out->count, b->out->cap, s);
    }
    b->letters += b->count;
    b->cap -= b->count;
    b->count = 0;
}

static void plain(builder *b)
{
    const tokens *t = b->run->tokens;
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < t->sentence_count; i++) {
        while (paragraph + 1 < t->paragraph_count && t->sentences[i].first >= t->paragraphs[paragraph].last) paragraph++;
        b->paragraph = paragraph;
        for (uint32_t k = t->sentences[i].first; k < t->sentences[i].last; k++) push(b, (token_range){ k, k + 1 }, FOLD_NONE);
        end_stretch(b);
    }
}

/* The first sentence that ends after the token. */
static uint32_t sentence_over(const tokens *t, uint32_t token_index)
{
    uint32_t lo = 0, hi = t->sentence_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->sentences[mid].last <= token_index) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static bool ends_with_question(const tokens *t, const quotation *q, const form *all)
{
    if (!q->is_closed || q->tokens.last - q->tokens.first < 3) return false;
    hs_str last = all[t->items[q->tokens.last - 2].form].text;
    return str_is(last, "?") || str_is(last, "!");
}

/* Letters of the tokens [r), quotations of the given depth folded, cut at sentence ends outside them. */
static void fold_range(builder *b, token_range r, uint32_t depth, uint32_t first_quotation)
{
    const tokens *t = b->run->tokens;
    uint32_t q = first_quotation, s = sentence_over(t, r.first), at = r.first;
    while (at < r.last) {
        while (q < t->quotation_count && t->quotations[q].tokens.first < r.last &&
               (t->quotations[q].tokens.first < at || t->quotations[q].depth != depth))
            q++;
        bool is_question = false;
        if (q < t->quotation_count && t->quotations[q].tokens.first == at) {
            push(b, t->quotations[q].tokens, q);
            at = t->quotations[q].tokens.last;
            is_question = ends_with_question(t, &t->quotations[q], b->run->scratch->forms.items);
        } else {
            push(b, (token_range){ at, at + 1 }, FOLD_NONE);
            at++;
        }
        while (s < t->sentence_count && t->sentences[s].last < at) s++;
        if (s < t->sentence_count && t->sentences[s].last == at && at < r.last && !is_question) end_stretch(b);
    }
}

static void paragraph_view(builder *b, bool with_neighbours)
{
    const tokens *t = b->run->tokens;
    uint32_t q = 0;
    for (uint32_t i = 0; i < t->paragraph_count; i++) {
        token_range r = t->paragraphs[i];
        b->paragraph = i;
        while (q < t->quotation_count && t->quotations[q].tokens.first < r.first) q++;
        if (with_neighbours && i) push(b, t->paragraphs[i - 1], FOLD_PARAGRAPH);
        fold_range(b, r, 0, q);
        if (with_neighbours && i + 1 < t->paragraph_count) push(b, t->paragraphs[i + 1], FOLD_PARAGRAPH);
        end_stretch(b);
    }
}

static void inside_view(builder *b)
{
    const tokens *t = b->run->tokens;
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < t->quotation_count; i++) {
        const quotation *q = &t->quotations[i];
        token_range r = { q->tokens.first + 1, q->tokens.last - q->is_closed };
        while (paragraph + 1 < t->paragraph_count && q->tokens.first >= t->paragraphs[paragraph].last) paragraph++;
        b->paragraph = paragraph;
        if (r.first < r.last) fold_range(b, r, q->depth + 1u, i);
        end_stretch(b);
    }
}

const stretches *match_view(match_run *run, uint32_t view)
{
    uint32_t i = 0;
    while (1u << i != view) i++;
    if (run->views_built & view) return &run->views[i];
    run->views_built |= (uint8_t)view;
    builder b = { .run = run, .out = &run->views[i], .view = view };
    uint32_t most = view == VIEW_INSIDE ? 0 : run->tokens->count + (view == VIEW_TEXT ? 2 * run->tokens->paragraph_count : 0);
    b.letters = arena_alloc(run->memory, most * sizeof *b.letters); /* inside: grows as needed */
    if (b.letters) b.cap = most;
    if (view == VIEW_PLAIN) plain(&b);
    else if (view == VIEW_INSIDE) inside_view(&b);
    else paragraph_view(&b, view == VIEW_TEXT);
    return &run->views[i];
}

void view_refresh(match_run *run)
{
    for (uint32_t i = 0; i < sizeof run->views / sizeof *run->views; i++)
        for (uint32_t k = 0; k < run->views[i].count; k++) find_triggers(run, &run->views[i].items[k]);
}
