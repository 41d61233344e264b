/* compile_atom.c - what an atom asks of a token: a formula over columns, each made once and weighed.
 *
 *   [:VERB & !%past-forms & @quote]     VERB past-forms NOT AND (begins-a-quote inside-a-quote OR) AND
 *
 * Names are looked up here, and reported if nothing has them. How rare a column is, is only guessed. Knows nothing of what
 * becomes of the formula. */
#include "rule/compile.h"

/* ---- how often a column may be true -------------------------------------------------------------------------------- */

/* Guesses, among a hundred thousand tokens: to choose the rarest set as trigger. */
enum { WEIGHT_WORD = 3, WEIGHT_CLOSED = 60, WEIGHT_MARK = 300, WEIGHT_REGEX = 4000, WEIGHT_NUMBER = 1500 };

static const uint16_t class_weight[UPOS_COUNT] = { [UPOS_ADJ] = 6000, [UPOS_ADP] = 10000, [UPOS_ADV] = 4000, [UPOS_AUX] = 4500,
    [UPOS_CCONJ] = 2800, [UPOS_DET] = 8500, [UPOS_INTJ] = 50, [UPOS_NOUN] = 17000, [UPOS_NUM] = 2500, [UPOS_PART] = 2800, [UPOS_PRON] = 6000,
    [UPOS_PROPN] = 11000, [UPOS_PUNCT] = 12000, [UPOS_SCONJ] = 1700, [UPOS_SYM] = 200, [UPOS_VERB] = 10000, [UPOS_X] = 50 };

static uint32_t word_weight(const compiler *c, hs_str word)
{
    if (word.len > 1 && word.ptr[0] == '=') word = (hs_str){ word.ptr + 1, word.len - 1 }; /* of a list that distinguishes capitals */
    uint32_t known = strmap_get(&c->rules->frequent, word);
    if (known != STRMAP_NONE) return 10 * known;
    char first = word.len ? word.ptr[0] : 'x';
    bool is_word = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first & 0x80);
    if (!is_word) return WEIGHT_MARK;
    return strmap_get(&c->rules->closed, word) != STRMAP_NONE ? WEIGHT_CLOSED : WEIGHT_WORD;
}

/* Of a list all forms of one word; entries of several words are rare. */
static uint32_t lexicon_weight(const compiler *c, const column *col)
{
    struct hs_rules *rules = c->rules;
    lexicon *lex = lexicon_find(&rules->lexicons, col->name);
    const lexicon_selection *chosen = lex ? lexicon_select(&rules->lexicons, lex, col->key, col->value) : NULL;
    if (!rules->word_weights) rules->word_weights = arena_zalloc(&rules->work, rules->lexicons.word_count + 1, sizeof *rules->word_weights);
    uint32_t sum = 1;
    for (uint32_t i = 0; chosen && rules->word_weights && i < chosen->count && sum < WEIGHT_MOST; i++) {
        const lexicon_form *f = &lex->forms[chosen->forms[i]];
        if (f->count != 1) continue;
        uint32_t *weight = &rules->word_weights[f->words[0]];
        if (!*weight) *weight = word_weight(c, lexicons_word_text(&rules->lexicons, f->words[0]));
        sum += *weight;
    }
    return sum;
}

/* What begins with hardly a letter is a number, a mark or a rare word. */
static uint32_t regex_weight(const compiler *c, const column *col)
{
    const regex *r = c->rules->regexes[col->index];
    uint32_t letters = 0;
    for (unsigned char letter = 'A'; letter <= 'z'; letter++) letters += (letter <= 'Z' || letter >= 'a') && regex_may_begin(r, letter);
    return letters > 2 ? WEIGHT_REGEX : WEIGHT_NUMBER;
}

/* Dates are rarer than what other layers hold. */
static uint32_t layer_weight(const compiler *c, const column *col)
{
    if (col->index == LAYER_QUOTE) return 900;
    if (col->index < LAYER_BUILTIN) return 3000;
    return str_is(c->rules->layers[col->index].name, "time") ? 1200 : 10000;
}

static uint32_t column_weight(const compiler *c, const column *col)
{
    switch (col->kind) {
    case COLUMN_FORM: case COLUMN_EXACT: return word_weight(c, col->name);
    case COLUMN_LEXICON: return lexicon_weight(c, col);
    case COLUMN_REGEX: return regex_weight(c, col);
    case COLUMN_SHAPE: return col->index == TOKEN_LOWER ? 70000 : col->index == TOKEN_CAP ? 15000 : 2500;
    case COLUMN_CLASS: return class_weight[col->index];
    case COLUMN_LAYER: case COLUMN_LAYER_IN: return layer_weight(c, col);
    case COLUMN_LEXICON_IN: return 100;
    default: return WEIGHT_MOST;
    }
}

column_set column_set_both(column_set a, column_set b)
{
    if (!a.count || !b.count) return a.count ? a : b;
    return b.weight < a.weight ? b : a;
}

column_set column_set_either(arena *memory, column_set a, column_set b)
{
    if (!a.count || !b.count) return (column_set){ 0 };
    column_set both = { arena_alloc(memory, (a.count + b.count) * sizeof(uint32_t)), a.count + b.count, a.weight + b.weight };
    if (!both.columns) return (column_set){ 0 };
    memcpy(both.columns, a.columns, a.count * sizeof(uint32_t));
    memcpy(both.columns + a.count, b.columns, b.count * sizeof(uint32_t));
    return both;
}

/* ---- columns ----------------------------------------------------------------------------------------------------- */

enum { KEY_ROOM = 240 };

/* Tens of thousands are made when a pack is compiled: bytes side by side, with lengths that keep them apart. In `room`, if they fit. */
static hs_str column_key(compiler *c, const column *col, char room[KEY_ROOM])
{
    const uint32_t head[] = { (uint32_t)col->kind, col->index, (uint32_t)col->name.len, (uint32_t)col->key.len };
    const hs_str parts[] = { { (const char *)head, sizeof head }, col->name, col->key, col->value };
    size_t len = sizeof head + col->name.len + col->key.len + col->value.len, at = 0;
    char *key = len <= KEY_ROOM ? room : arena_alloc(&c->rules->work, len);
    if (!key) return STR("");
    for (uint32_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].len) memcpy(key + at, parts[i].ptr, parts[i].len);
        at += parts[i].len;
    }
    return (hs_str){ key, len };
}

static bool is_sense(const compiler *c, const column *col)
{
    switch (col->kind) {
    case COLUMN_FORM: case COLUMN_EXACT: case COLUMN_REGEX: case COLUMN_SHAPE: case COLUMN_SENSE: return true;
    case COLUMN_CLASS: return compile_layer(c)->has_settled_classes;
    case COLUMN_LEXICON: return !lexicon_find(&c->rules->lexicons, col->name)->has_phrases; /* a phrase hides shorter entries */
    default: return false;
    }
}

uint32_t compile_add_column(compiler *c, column col)
{
    rule_layer *layer = compile_layer(c);
    c->rules->column_count++;
    ARENA_PUSH(&c->rules->memory, layer->columns, layer->column_count, layer->column_cap, col);
    return layer->column_count - 1;
}

uint32_t compile_column(compiler *c, column col)
{
    rule_layer *layer = compile_layer(c);
    char room[KEY_ROOM];
    hs_str key = column_key(c, &col, room);
    uint32_t known = strmap_get(&layer->column_names, key);
    if (known != STRMAP_NONE) return known;
    strmap_put(&layer->column_names, arena_copy(&c->rules->work, key), layer->column_count);
    col.is_sense = is_sense(c, &col);
    col.weight = column_weight(c, &col);
    return compile_add_column(c, col);
}

/* ---- atoms ------------------------------------------------------------------------------------------------------- */

static void unknown_name(compiler *c, const node *n, const char *code, const char *sigil, const char *what, const hs_str *names,
                         uint32_t count)
{
    char help[120];
    problem_nearest(help, sizeof help, sigil, n->name, names, count);
    pattern_problem(c->problems, HS_PROBLEM_ERROR, code, n->source, n->where, help, "unknown %s %s%.*s", what, sigil,
                    (int)n->name.len, n->name.ptr);
}

void compile_trace_lexicon(compiler *c, lexicon *lex)
{
    if (lex->traced_by == c->current_rule + 1) return;
    lex->traced_by = c->current_rule + 1;
    buffer_bytes(&c->trace, lex->sha256, 64);
}

void compile_trace_lists(compiler *c, const node *n)
{
    if (n->kind == NODE_LEXICON) compile_trace_lexicon(c, lexicon_find(&c->rules->lexicons, n->name));
    for (uint32_t i = 0; i < n->kid_count; i++) compile_trace_lists(c, n->kids[i]);
}

static lexicon *resolve_lexicon(compiler *c, const node *n)
{
    lexicon *lex = lexicon_find(&c->rules->lexicons, n->name);
    if (!lex) {
        const lexicons *all = &c->rules->lexicons;
        hs_str *names = arena_alloc(&c->rules->memory, (all->count + 1) * sizeof *names);
        for (uint32_t i = 0; names && i < all->count; i++) names[i] = all->items[i]->name;
        unknown_name(c, n, "H021", "%", "lexicon", names, names ? all->count : 0);
        return NULL;
    }
    compile_trace_lexicon(c, lex);
    if (!n->attribute.len) return lex;
    const lexicon_selection *chosen = lexicon_select(&c->rules->lexicons, lex, n->attribute, n->value);
    if (!chosen || chosen->count) return lex;
    pattern_problem(c->problems, HS_PROBLEM_ERROR, "H026", n->source, n->where, NULL, "no entry of %%%.*s has %.*s=%.*s",
                    (int)n->name.len, n->name.ptr, (int)n->attribute.len, n->attribute.ptr, (int)n->value.len, n->value.ptr);
    return NULL;
}

static bool resolve_layer(compiler *c, const node *n, uint32_t *out)
{
    struct hs_rules *rules = c->rules;
    uint32_t i = strmap_get(&rules->layer_names, n->name);
    if (i == STRMAP_NONE) {
        hs_str *names = arena_alloc(&rules->memory, (rules->layer_count + 1) * sizeof *names);
        for (uint32_t k = 0; names && k < rules->layer_count; k++) names[k] = rules->layers[k].name;
        unknown_name(c, n, "H024", "@", "layer", names, names ? rules->layer_count : 0);
        return false;
    }
    if (i >= c->layer) {
        pattern_problem(c->problems, HS_PROBLEM_ERROR, "H025", n->source, n->where, "see `layers` in pack.yaml for the order",
                        "layer %.*s is only written after layer %.*s", (int)n->name.len, n->name.ptr,
                        (int)rules->layers[c->layer].name.len, rules->layers[c->layer].name.ptr);
        return false;
    }
    *out = i;
    return true;
}

/* Every token regex is compiled once, however often it is written. */
static bool resolve_regex(compiler *c, const node *n, uint32_t *out)
{
    struct hs_rules *rules = c->rules;
    char message[120];
    size_t at = 0;
    *out = strmap_get(&rules->regex_names, n->name);
    if (*out != STRMAP_NONE) return true;
    regex *r = regex_compile(n->name, REGEX_UTF | REGEX_WHOLE, message, &at);
    if (!r) {
        hs_span where = { n->where.start + 1 + (uint32_t)at, n->where.end };
        pattern_problem(c->problems, HS_PROBLEM_ERROR, "H029", n->source, where, NULL, "regex: %s", message);
        return false;
    }
    regex_jit(r);
    *out = rules->regex_count;
    ARENA_PUSH(&rules->memory, rules->regexes, rules->regex_count, rules->regex_cap, r);
    if (rules->regex_count == *out) regex_free(r); /* memory failed: it is nobody's */
    strmap_put(&rules->regex_names, n->name, *out);
    return true;
}

typedef struct { compiler *c; formula *f; uint32_t count; } lemma_forms;

static void take_lemma_form(void *user, hs_str written)
{
    lemma_forms *l = user;
    hs_str folded = token_fold(&l->c->rules->memory, arena_copy(&l->c->rules->memory, written));
    formula_push(l->f, compile_column(l->c, (column){ .kind = COLUMN_FORM, .name = folded }));
    if (l->count++) formula_push(l->f, TEST_OR);
}

static uint32_t shape_flag(hs_str name)
{
    return str_is(name, "cap") ? TOKEN_CAP : str_is(name, "upper") ? TOKEN_UPPER : str_is(name, "lower") ? TOKEN_LOWER : TOKEN_NUM;
}

/* is_inside: lies anywhere in the entry or annotation, else begins it. */
static bool atom(compiler *c, const node *n, formula *f, bool is_inside)
{
    column col = { .name = n->name, .key = n->attribute, .value = n->value }, more = { 0 };
    bool has_more = false; /* a second column, for further tokens */
    switch (n->kind) {
    case NODE_FORM: col.kind = COLUMN_FORM; break;
    case NODE_EXACT: col.kind = COLUMN_EXACT; break;
    case NODE_SHAPE:
        col.kind = COLUMN_SHAPE;
        col.index = shape_flag(n->name);
        break;
    case NODE_CLASS:
        col.kind = COLUMN_CLASS;
        col.index = upos_from(n->name);
        break;
    case NODE_REGEX:
        col.kind = COLUMN_REGEX;
        if (!resolve_regex(c, n, &col.index)) return false;
        break;
    case NODE_LEMMA: {
        lemma_forms l = { c, f, 0 };
        lexicons_lemma_forms(&c->rules->lexicons, n->name, take_lemma_form, &l);
        return true;
    }
    case NODE_LEXICON: {
        lexicon *lex = resolve_lexicon(c, n);
        if (!lex) return false;
        col.kind = COLUMN_LEXICON;
        has_more = is_inside && lex->has_phrases;
        more = (column){ .kind = COLUMN_LEXICON_IN, .name = n->name };
        break;
    }
    case NODE_LAYER:
        if (!resolve_layer(c, n, &col.index)) return false;
        col.name = (hs_str){ 0 };
        col.kind = COLUMN_LAYER;
        has_more = is_inside;
        more = col;
        more.kind = COLUMN_LAYER_IN;
        break;
    default: return false;
    }
    formula_push(f, compile_column(c, col));
    if (!has_more) return true;
    formula_push(f, compile_column(c, more));
    formula_push(f, TEST_OR);
    return true;
}

bool compile_atom(compiler *c, const node *n, formula *f)
{
    return atom(c, n, f, false);
}

bool compile_bracket(compiler *c, const node *n, formula *f)
{
    if (n->kind == NODE_NOT) {
        if (!compile_bracket(c, n->kids[0], f)) return false;
        formula_push(f, TEST_NOT);
        return true;
    }
    if (n->kind == NODE_AND || n->kind == NODE_OR) {
        for (uint32_t i = 0; i < n->kid_count; i++) {
            if (!compile_bracket(c, n->kids[i], f)) return false;
            if (i) formula_push(f, n->kind == NODE_AND ? TEST_AND : TEST_OR);
        }
        return true;
    }
    return atom(c, n, f, true);
}
