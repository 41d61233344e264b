/* columns.c - a batch of stretches as columns of bits: whether the column's predicate is true of each letter.
 *
 *   letters       Xi  said  that  @quote  .
 *   form that      0   0     1     0      0
 *   %say           0   1     0     0      0
 *   @np            1   0     0     0      0
 *   @quote         0   0     0     1      0
 *
 * What depends on the word was found out once (senses.c) and is only copied here; annotations, phrases, edges and classes that
 * are not settled yet depend on the place. Of each column it is marked in which parts of the batch it may have bits, which is what triggers and
 * needs look at. */
#include "match/internal.h"

typedef struct {
    match_run        *run;
    const rule_layer *rl;
    const stretch    *st;
    const batch      *b;
    uint32_t          at;    /* letter of the batch at which the stretch begins */
    uint64_t          part;  /* its bit                                         */
    columns          *c;
} filling;

/* From here on the stretch is this part of the batch. */
static void turn_to(filling *f, uint32_t part)
{
    f->st = f->b->parts[part].st;
    f->at = f->b->parts[part].at;
    f->part = UINT64_C(1) << part;
}

static inline void set(const filling *f, uint32_t number, uint32_t at)
{
    f->c->parts[number] |= f->part;
    columns_row(f->c, number)[at / 64] |= row_bit(at);
}

static void unset(columns *c, uint32_t number, uint32_t at)
{
    columns_row(c, number)[at / 64] &= ~row_bit(at);
}

static void clear(columns *c)
{
    for (uint32_t i = columns_next(c, 0); i < c->column_count; i = columns_next(c, i + 1)) row_clear(columns_row(c, i), c->words);
    if (c->column_count) memset(c->parts, 0, c->column_count * sizeof *c->parts);
}

static bool reserve(columns *c, const rule_layer *rl, uint32_t stride)
{
    size_t need = (size_t)rl->column_count * stride, tests = (size_t)rl->test_count * stride;
    void *bits = c->bits, *values = c->tests, *stamp = c->stamp, *parts = c->parts, *edges = c->starts;
    bool ok = scratch_reserve(&bits, &c->bit_cap, need + 1, sizeof *c->bits) &&
              scratch_reserve(&values, &c->test_cap, tests + 1, sizeof *c->tests) &&
              scratch_reserve(&stamp, &c->stamp_cap, rl->test_count + 1, sizeof *c->stamp) &&
              scratch_reserve(&parts, &c->part_cap, (size_t)rl->column_count + 4, sizeof *c->parts) &&
              scratch_reserve(&edges, &c->edge_cap, 3 * (size_t)stride, sizeof *c->starts);
    c->bits = bits;
    c->tests = values;
    c->stamp = stamp;
    c->parts = parts;
    c->starts = edges;
    return ok;
}

static void mark_edges(columns *c, const batch *b)
{
    c->ends = c->starts + c->stride;
    c->valid = c->ends + c->stride;
    memset(c->starts, 0, 3 * (size_t)c->stride * sizeof *c->starts);
    memset(c->valid, 0xFF, c->letters / 64 * sizeof *c->valid);
    if (c->letters % 64) c->valid[c->letters / 64] = ~(UINT64_MAX >> c->letters % 64);
    for (uint32_t i = 0; i < b->count; i++) {
        uint32_t start = b->parts[i].at, end = start + b->parts[i].st->count;
        c->starts[start / 64] |= row_bit(start);
        c->ends[end / 64] |= row_bit(end);
        c->valid[end / 64] &= ~row_bit(end);
    }
}

static bool prepare(match_run *run, const rule_layer *rl, const batch *b)
{
    columns *c = &run->scratch->columns;
    uint32_t words = (b->letters / 64 + ROW_STEP) / ROW_STEP * ROW_STEP;
    clear(c);
    if (!reserve(c, rl, words + ROW_STEP)) return false;
    c->words = words;
    c->stride = words + ROW_STEP;
    c->letters = b->letters;
    c->column_count = rl->column_count;
    c->now = c->now_class = c->now_class + 1;
    mark_edges(c, b);
    return true;
}

/* ---- tokens ----------------------------------------------------------------------------------------------------- */

/* The columns of one sense for one letter: most of the filling is done here. */
static inline void set_all(const columns *c, const uint16_t *sense, uint32_t head, uint32_t at, uint64_t part)
{
    const uint16_t *number = sense + sense[head], *end = sense + sense[head + 1];
    if (number == end) return;
    uint64_t *const bits = c->bits + at / 64;
    uint64_t *const parts = c->parts;
    const uint64_t bit = row_bit(at);
    const size_t stride = c->stride;
    for (; number < end; number++) {
        bits[*number * stride] |= bit;
        parts[*number] |= part;
    }
}

static void fill_words(filling *f, uint32_t layer_index)
{
    const uint16_t *pool = f->run->scratch->pool;
    const uint32_t *senses = f->run->senses, column_of_folds = f->rl->fold_column, head = SENSE_HEAD + layer_index - LAYER_BUILTIN;
    const letter *l = f->st->letters;
    const columns c = *f->c; /* a copy: what is written through it can't change it, so it stays in registers */
    uint32_t n = f->st->count;
    if (!f->st->has_folds) { /* one token after the other */
        senses += l[0].tokens.first;
        for (uint32_t i = 0; i < n; i++) set_all(&c, pool + senses[i], head, f->at + i, f->part);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (l[i].fold == FOLD_NONE) set_all(&c, pool + senses[l[i].tokens.first], head, f->at + i, f->part);
        else if (column_of_folds != UINT32_MAX) set(f, column_of_folds, f->at + i);
    }
}

/* Classes that may still be several. */
static void fill_classes(filling *f)
{
    for (uint32_t i = 0; i < f->st->count; i++) {
        const letter *l = &f->st->letters[i];
        if (l->fold != FOLD_NONE) continue;
        for (uint32_t bits = f->run->classes[l->tokens.first]; bits; bits &= bits - 1) {
            uint32_t number = f->rl->class_column[__builtin_ctz(bits)];
            if (number != UINT32_MAX) set(f, number, f->at + i);
        }
    }
}

/* ---- annotations ------------------------------------------------------------------------------------------------ */

/* Sets begin or inside bits of a token range, as far as it shows in this stretch. Looks from letter `from` on; ranges come in
 * order, so what it returns serves the next one. */
static uint32_t set_range(filling *f, uint32_t number, bool is_inside, token_range r, uint32_t from)
{
    const stretch *st = f->st;
    const letter *l = st->letters;
    if (st->view == VIEW_PLAIN) from = r.first > l[0].tokens.first ? r.first - l[0].tokens.first : 0;
    else while (from < st->count && l[from].tokens.last <= r.first) from++;
    for (uint32_t i = from; i < st->count && l[i].tokens.first < r.last; i++) {
        if (l[i].fold == FOLD_PARAGRAPH || !range_inside(l[i].tokens, r)) continue;
        if ((l[i].tokens.first == r.first) != is_inside) set(f, number, f->at + i);
    }
    return from;
}

static bool has_value(const annotation *a, const column *col)
{
    for (uint32_t i = 0; i < a->attribute_count; i++)
        if (str_eq(a->attributes[i].key, col->key)) return str_eq(a->attributes[i].value, col->value);
    return !col->key.len;
}

/* The first annotation that ends after the token; `near` is where the stretch before this one ended. */
static uint32_t first_over(const layer *l, uint32_t token_index, uint32_t near)
{
    bool is_before = near <= l->count && (!near || l->items[near - 1].range.last <= token_index);
    if (!is_before) return match_annotation_over(l, token_index);
    while (near < l->count && l->items[near].range.last <= token_index) near++;
    return near;
}

/* The letters of the stretch that lie in the range; `from` is where those of the range before began. */
static token_range letters_in(const stretch *st, token_range r, uint32_t from)
{
    const letter *l = st->letters;
    if (st->view == VIEW_PLAIN) from = r.first > l[0].tokens.first ? r.first - l[0].tokens.first : 0;
    while (from < st->count && (l[from].tokens.first < r.first || l[from].fold == FOLD_PARAGRAPH) && l[from].tokens.first < r.last) from++;
    uint32_t end = from;
    while (end < st->count && l[end].tokens.last <= r.last && l[end].fold != FOLD_PARAGRAPH) end++;
    return (token_range){ from, end };
}

/* The columns of one layer, an annotation after the other. */
static void fill_layer(filling *f, const layer *from, const uint32_t *numbers, uint32_t count)
{
    uint32_t near = 0;
    for (uint32_t p = 0; p < f->b->count; p++) {
        turn_to(f, p);
        const stretch *st = f->st;
        uint32_t at = f->at;
        token_range all = stretch_tokens(st), seen = { 0, 0 };
        near = first_over(from, all.first, near);
        for (uint32_t i = near; i < from->count && from->items[i].range.first < all.last; i++) {
            const annotation *a = &from->items[i];
            seen = letters_in(st, a->range, seen.first);
            if (seen.first >= seen.last) continue;
            bool is_begun = st->letters[seen.first].tokens.first == a->range.first;
            for (uint32_t k = 0; k < count; k++) {
                const column *col = &f->rl->columns[numbers[k]];
                if (col->key.len && !has_value(a, col)) continue;
                if (col->kind == COLUMN_LAYER && is_begun) set(f, numbers[k], at + seen.first);
                for (uint32_t l = seen.first + is_begun; col->kind == COLUMN_LAYER_IN && l < seen.last; l++) set(f, numbers[k], at + l);
            }
        }
    }
}

uint32_t match_outer_quote(const match_run *run, uint32_t token_index)
{
    const quotation *all = run->tokens->quotations;
    uint32_t count = run->tokens->quotation_count, lo = 0, hi = count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (all[mid].tokens.first < token_index) lo = mid + 1;
        else hi = mid;
    }
    if (lo) lo--; /* the one that begins before the token, or what it is nested in, may reach over it */
    while (lo < count && all[lo].parent != UINT32_MAX) lo = all[lo].parent;
    while (lo < count && (all[lo].depth || all[lo].tokens.last <= token_index)) lo++;
    return lo;
}

/* In the plain view: the tokens of outer quotations. What is nested in them doesn't show. */
static void fill_outer_quotes(filling *f, uint32_t number, const column *col)
{
    const tokens *t = f->run->tokens;
    token_range place = stretch_tokens(f->st);
    for (uint32_t i = match_outer_quote(f->run, place.first); i < t->quotation_count && t->quotations[i].tokens.first < place.last; i++)
        if (!t->quotations[i].depth && has_value(&f->run->layers->items[LAYER_QUOTE].items[i], col))
            set_range(f, number, col->kind == COLUMN_LAYER_IN, t->quotations[i].tokens, 0);
}

/* @quote: a folded letter, or in the plain view the tokens of an outer quotation. Its attributes stand in the layer. */
static void fill_quotes(filling *f, uint32_t number, const column *col)
{
    const layer *from = &f->run->layers->items[LAYER_QUOTE];
    if (f->st->view == VIEW_PLAIN) {
        fill_outer_quotes(f, number, col);
        return;
    }
    for (uint32_t i = 0; f->st->has_folds && i < f->st->count && col->kind == COLUMN_LAYER; i++) {
        uint32_t fold = f->st->letters[i].fold;
        if (fold == FOLD_NONE || fold == FOLD_PARAGRAPH) continue;
        if (has_value(&from->items[fold], col)) set(f, number, f->at + i);
    }
}

static void fill_block(filling *f, uint32_t number, const column *col)
{
    static const uint8_t kinds[LAYER_BUILTIN] = { [LAYER_HEADLINE] = BLOCK_HEADLINE, [LAYER_STANDFIRST] = BLOCK_STANDFIRST,
                                                  [LAYER_BYLINE] = BLOCK_BYLINE,     [LAYER_DATELINE] = BLOCK_DATELINE,
                                                  [LAYER_CAPTION] = BLOCK_CAPTION,   [LAYER_BODY] = BLOCK_BODY,
                                                  [LAYER_BLOCKQUOTE] = BLOCK_QUOTE };
    const tokens *t = f->run->tokens;
    uint32_t block = t->paragraph_block[f->st->paragraph];
    if (f->run->text->blocks[block].kind == kinds[col->index])
        set_range(f, number, col->kind == COLUMN_LAYER_IN, t->paragraphs[f->st->paragraph], 0);
}

static void fill_neighbours(filling *f, uint32_t number, const column *col)
{
    if (col->kind != COLUMN_LAYER) return;
    for (uint32_t i = 0; i < f->st->count; i++)
        if (f->st->letters[i].fold == FOLD_PARAGRAPH) set(f, number, f->at + i);
}

static void fill_edge(filling *f, uint32_t number, edge_kind edge)
{
    const tokens *t = f->run->tokens;
    token_range p = t->paragraphs[f->st->paragraph];
    for (uint32_t i = 0; i < f->st->count; i++) {
        const letter *l = &f->st->letters[i];
        if (l->fold == FOLD_PARAGRAPH) continue;
        bool is_true = false;
        if (edge == EDGE_PARAGRAPH_START) is_true = l->tokens.first == p.first;
        if (edge == EDGE_PARAGRAPH_END) is_true = l->tokens.last == p.last;
        if (edge == EDGE_QUOTE_START) is_true = l->tokens.first > 0 && t->items[l->tokens.first - 1].flags & TOKEN_OPENS;
        if (edge == EDGE_QUOTE_END) is_true = l->tokens.last < t->count && t->items[l->tokens.last].flags & TOKEN_CLOSES;
        if (is_true) set(f, number, f->at + i);
    }
}

static void fill_placed_in(filling *f, uint32_t number, const column *col)
{
    if (col->kind == COLUMN_EDGE) fill_edge(f, number, (edge_kind)col->index);
    else if (col->index == LAYER_QUOTE) fill_quotes(f, number, col);
    else if (col->index == LAYER_PARAGRAPH) fill_neighbours(f, number, col);
    else fill_block(f, number, col);
}

static void fill_placed(filling *f)
{
    const uint32_t *placed = f->rl->placed;
    for (uint32_t k = 0, count = 1; k < f->rl->placed_count; k += count) {
        const column *col = &f->rl->columns[placed[k]];
        count = 1;
        if (col->kind != COLUMN_EDGE && col->index >= LAYER_BUILTIN) {
            while (k + count < f->rl->placed_count && f->rl->columns[placed[k + count]].index == col->index) count++;
            fill_layer(f, &f->run->layers->items[col->index], placed + k, count);
            continue;
        }
        for (uint32_t p = 0; p < f->b->count; p++) {
            turn_to(f, p);
            fill_placed_in(f, placed[k], col);
        }
    }
}

/* ---- phrases: entries of several words --------------------------------------------------------------------------- */

/* The letter of a token, if its phrase stands in this stretch unbroken; else UINT32_MAX. */
static uint32_t letter_of_phrase(const stretch *st, const phrase_hit *h)
{
    uint32_t lo = 0, hi = st->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (st->letters[mid].tokens.first < h->first) lo = mid + 1;
        else hi = mid;
    }
    if (lo + h->length > st->count) return UINT32_MAX;
    for (uint32_t i = 0; i < h->length; i++)
        if (st->letters[lo + i].fold != FOLD_NONE || st->letters[lo + i].tokens.first != h->first + i) return UINT32_MAX;
    return lo;
}

/* A phrase stands in the place of its lexicon's entries of one word: what these had set is taken back. */
static void write_phrase(filling *f, uint32_t layer_index, const phrase_hit *h, uint32_t at)
{
    const struct hs_rules *rules = f->run->rules;
    const rule_layer *rl = f->rl;
    uint32_t lexicon_index = rules->phrases[h->phrase].lexicon, lo = 0, hi = rl->lexical_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (rl->columns[rl->lexical[mid]].index < lexicon_index) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < rl->lexical_count && rl->columns[rl->lexical[lo]].index == lexicon_index; lo++) {
        uint32_t number = rl->lexical[lo];
        bool is_inside = rl->columns[number].kind == COLUMN_LEXICON_IN;
        for (uint32_t k = 0; k < h->length; k++) {
            if (is_inside && k) set(f, number, f->at + at + k);
            else unset(f->c, number, f->at + at + k);
        }
    }
    for (uint32_t i = rules->phrase_column_start[h->phrase]; i < rules->phrase_column_start[h->phrase + 1]; i++)
        if (rules->phrase_columns[i].layer == layer_index) set(f, rules->phrase_columns[i].column, f->at + at);
}

static void fill_phrases(filling *f, uint32_t layer_index)
{
    const match_run *run = f->run;
    token_range all = stretch_tokens(f->st);
    for (uint32_t i = match_phrase_from(run, all.first); i < run->phrase_count && run->phrases[i].first < all.last; i++) {
        uint32_t at = letter_of_phrase(f->st, &run->phrases[i]);
        if (at != UINT32_MAX) write_phrase(f, layer_index, &run->phrases[i], at);
    }
}

bool columns_fill(match_run *run, uint32_t layer_index, const batch *b)
{
    const rule_layer *rl = &run->rules->layers[layer_index];
    if (!prepare(run, rl, b)) return false;
    filling f = { .run = run, .rl = rl, .b = b, .c = &run->scratch->columns };
    for (uint32_t i = 0; i < b->count; i++) {
        turn_to(&f, i);
        fill_words(&f, layer_index);
        if (rl->has_class) fill_classes(&f);
        if (rl->has_phrases) fill_phrases(&f, layer_index);
    }
    fill_placed(&f);
    return true;
}

/* ---- tests ------------------------------------------------------------------------------------------------------ */

/* Each sign of the formula works on whole rows. */
static void evaluate_formula(const columns *c, const token_test *t, uint64_t *out)
{
    uint64_t stack[TEST_DEPTH][BATCH_WORDS];
    uint32_t n = 0, words = c->words;
    for (uint32_t i = 0; i < t->count; i++) {
        uint32_t code = t->code[i];
        if (code < TEST_AND || code == TEST_TRUE) {
            row_copy(stack[n++], code == TEST_TRUE ? c->valid : columns_row(c, code), words);
        } else if (code == TEST_NOT) {
            for (uint32_t w = 0; w < words; w++) stack[n - 1][w] = ~stack[n - 1][w];
        } else {
            n--;
            if (code == TEST_AND) row_and(stack[n - 1], stack[n], words);
            else row_or(stack[n - 1], stack[n], words);
        }
    }
    row_copy(out, stack[0], words);
    row_and(out, c->valid, words);
}

static void evaluate_list(const columns *c, const token_test *t, uint64_t *out)
{
    if (t->shape == TEST_ANY_OF) {
        row_clear(out, c->words);
        for (uint32_t i = 0; i < t->column_count; i++) row_or(out, columns_row(c, t->columns[i]), c->words);
        return;
    }
    row_copy(out, c->valid, c->words);
    for (uint32_t i = 0; i < t->column_count; i++) {
        if (i < t->wanted) row_and(out, columns_row(c, t->columns[i]), c->words);
        else row_and_not(out, columns_row(c, t->columns[i]), c->words);
    }
}

const uint64_t *columns_evaluate(columns *c, const rule_layer *rl, uint32_t test)
{
    const token_test *t = &rl->tests[test];
    uint64_t *out = &c->tests[(size_t)test * c->stride];
    uint32_t now = t->has_class ? c->now_class : c->now;
    if (c->stamp[test] == now) return out;
    c->stamp[test] = now;
    if (t->shape == TEST_FORMULA) evaluate_formula(c, t, out);
    else evaluate_list(c, t, out);
    row_close(out, c->words);
    return out;
}
