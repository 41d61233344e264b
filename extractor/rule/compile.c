/* compile.c - atoms become columns and tests, a pattern becomes a program.
 *
 *   {cue: ~AUX? %tell} "," @np      tests of the program: 0 aux…  1 %tell  2 ","  3 begins an np  4 inside an np
 *
 * Also derives what must occur in a stretch for the pattern to match at all (needs): of a sequence every element's set, of
 * alternatives the union of one set of each branch, of what is optional or negated nothing. Knows nothing of documents. */
#include "rule/compile.h"

#include <stdio.h>
#include <stdlib.h>

enum { NEEDS_MOST = 8, TESTS_MOST = 160, GROUPS_MOST = REGEX_GROUPS - 2, REGEX_SOURCE_MOST = 60000 };

/* ---- columns and tests ------------------------------------------------------------------------------------------ */

static rule_layer *layer_of(compiler *c)
{
    return &c->rules->layers[c->layer];
}

static hs_str column_key(compiler *c, const column *col)
{
    return arena_printf(&c->rules->memory, "%d %u %.*s %.*s=%.*s", (int)col->kind, col->index, (int)col->name.len, col->name.ptr,
                        (int)col->key.len, col->key.ptr, (int)col->value.len, col->value.ptr);
}

uint32_t compile_column(compiler *c, column col)
{
    rule_layer *layer = layer_of(c);
    arena *memory = &c->rules->memory;
    hs_str key = column_key(c, &col);
    uint32_t known = strmap_get(&layer->column_names, key);
    if (known != STRMAP_NONE) return known;
    strmap_put(&layer->column_names, key, layer->column_count);
    ARENA_PUSH(memory, layer->columns, layer->column_count, layer->column_cap, col);
    return layer->column_count - 1;
}

typedef struct { uint32_t code[256]; uint32_t count; bool is_full; } formula;

static void push(formula *f, uint32_t code)
{
    if (f->count < sizeof f->code / sizeof *f->code) f->code[f->count++] = code;
    else f->is_full = true;
}

/* A formula that is a list of columns, some negated: how most tests are written. */
typedef struct { test_shape shape; uint32_t columns[32]; bool unwanted[32]; uint32_t count; } literal_list;

static bool is_joined(literal_list *a, const literal_list *b, test_shape shape)
{
    bool fits = (a->count == 1 || a->shape == shape) && (b->count == 1 || b->shape == shape) && a->count + b->count <= 32;
    for (uint32_t i = 0; fits && i < b->count; i++) {
        a->columns[a->count] = b->columns[i];
        a->unwanted[a->count++] = b->unwanted[i];
    }
    a->shape = shape;
    return fits;
}

/* Reads a formula as one list, if it is one (or its negation). */
static bool read_list(const formula *f, literal_list *out)
{
    literal_list stack[24];
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t code = f->code[i];
        if (code < TEST_AND) {
            if (n == 24) return false;
            stack[n++] = (literal_list){ .shape = TEST_ALL_OF, .columns = { code }, .count = 1 };
        } else if (code == TEST_NOT) {
            literal_list *top = &stack[n - 1];
            top->shape = top->shape == TEST_ALL_OF ? TEST_ANY_OF : TEST_ALL_OF;
            for (uint32_t k = 0; k < top->count; k++) top->unwanted[k] = !top->unwanted[k];
        } else if (code == TEST_TRUE) {
            return false;
        } else {
            n--;
            if (!is_joined(&stack[n - 1], &stack[n], code == TEST_AND ? TEST_ALL_OF : TEST_ANY_OF)) return false;
        }
    }
    *out = stack[0];
    if (out->count == 1) out->shape = TEST_ALL_OF;
    for (uint32_t k = 0; k < out->count; k++)
        if (out->shape == TEST_ANY_OF && out->unwanted[k]) return false;
    return true;
}

static void shape_test(arena *memory, token_test *t, const formula *f)
{
    literal_list list;
    if (!read_list(f, &list)) return;
    t->columns = arena_alloc(memory, list.count * sizeof *t->columns);
    if (!t->columns) return;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < list.count; i++)
            if (list.unwanted[i] == (pass == 1)) t->columns[t->column_count++] = list.columns[i];
    for (uint32_t i = 0; i < list.count; i++) t->wanted += !list.unwanted[i];
    t->shape = list.shape;
}

/* How many columns evaluating the formula has to keep at once. */
static uint32_t formula_depth(const formula *f)
{
    uint32_t depth = 0, most = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        if (f->code[i] < TEST_AND || f->code[i] == TEST_TRUE) depth++;
        else if (f->code[i] != TEST_NOT) depth--;
        if (depth > most) most = depth;
    }
    return most;
}

static uint32_t intern_test(compiler *c, const formula *f)
{
    rule_layer *layer = layer_of(c);
    arena *memory = &c->rules->memory;
    hs_str key = arena_copy(memory, (hs_str){ (const char *)f->code, f->count * sizeof *f->code });
    uint32_t known = strmap_get(&layer->test_names, key);
    if (known != STRMAP_NONE) return known;
    token_test t = { .code = arena_alloc(memory, f->count * sizeof *f->code), .count = f->count };
    if (!t.code) return 0;
    memcpy(t.code, f->code, f->count * sizeof *f->code);
    for (uint32_t i = 0; i < f->count; i++) t.has_class |= f->code[i] < TEST_AND && layer->columns[f->code[i]].kind == COLUMN_CLASS;
    shape_test(memory, &t, f);
    strmap_put(&layer->test_names, key, layer->test_count);
    ARENA_PUSH(memory, layer->tests, layer->test_count, layer->test_cap, t);
    return layer->test_count - 1;
}

static void unknown_name(compiler *c, const node *n, const char *code, const char *sigil, const char *what, const hs_str *names,
                         uint32_t count)
{
    char help[120];
    problem_nearest(help, sizeof help, sigil, n->name, names, count);
    pattern_problem(c->problems, HS_PROBLEM_ERROR, code, n->source, n->where, help, "unknown %s %s%.*s", what, sigil,
                    (int)n->name.len, n->name.ptr);
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
    buffer_bytes(&c->trace, lex->sha256, 64);
    if (!n->attribute.len) return lex;
    for (uint32_t i = 0; i < lex->entry_count; i++)
        if (lexicon_has(&lex->entries[i], n->attribute, n->value)) return lex;
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

static regex *resolve_regex(compiler *c, const node *n)
{
    char message[120];
    size_t at = 0;
    regex *r = regex_compile(n->name, REGEX_UTF | REGEX_WHOLE, message, &at);
    if (!r) {
        hs_span where = { n->where.start + 1 + (uint32_t)at, n->where.end };
        pattern_problem(c->problems, HS_PROBLEM_ERROR, "H029", n->source, where, NULL, "regex: %s", message);
        return NULL;
    }
    regex_jit(r);
    return r;
}

typedef struct { compiler *c; formula *f; uint32_t count; } lemma_forms;

static void take_lemma_form(void *user, hs_str written)
{
    lemma_forms *l = user;
    hs_str folded = token_fold(&l->c->rules->memory, arena_copy(&l->c->rules->memory, written));
    push(l->f, compile_column(l->c, (column){ .kind = COLUMN_FORM, .name = folded }));
    if (l->count++) push(l->f, TEST_OR);
}

/* Appends the formula of an atom, as seen on the first token (is_inside: lies anywhere in it). */
static bool atom(compiler *c, const node *n, formula *f, bool is_inside)
{
    column col = { .name = n->name, .key = n->attribute, .value = n->value };
    switch (n->kind) {
    case NODE_FORM: col.kind = COLUMN_FORM; break;
    case NODE_EXACT: col.kind = COLUMN_EXACT; break;
    case NODE_SHAPE:
        col.kind = COLUMN_SHAPE;
        col.index = str_is(n->name, "cap") ? TOKEN_CAP : str_is(n->name, "upper") ? TOKEN_UPPER : str_is(n->name, "lower") ? TOKEN_LOWER : TOKEN_NUM;
        break;
    case NODE_CLASS:
        col.kind = COLUMN_CLASS;
        col.index = upos_from(n->name);
        break;
    case NODE_REGEX:
        col.kind = COLUMN_REGEX; /* one regex a column, however often it is written */
        if (strmap_get(&layer_of(c)->column_names, column_key(c, &col)) == STRMAP_NONE && !(col.pattern = resolve_regex(c, n)))
            return false;
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
        push(f, compile_column(c, col));
        if (!is_inside || !lex->has_phrases) return true;
        push(f, compile_column(c, (column){ .kind = COLUMN_LEXICON_IN, .name = n->name }));
        push(f, TEST_OR);
        return true;
    }
    case NODE_LAYER: {
        if (!resolve_layer(c, n, &col.index)) return false;
        col.name = (hs_str){ 0 };
        col.kind = COLUMN_LAYER;
        push(f, compile_column(c, col));
        if (!is_inside) return true;
        col.kind = COLUMN_LAYER_IN;
        push(f, compile_column(c, col));
        push(f, TEST_OR);
        return true;
    }
    default: return false;
    }
    push(f, compile_column(c, col));
    return true;
}

static bool bracket(compiler *c, const node *n, formula *f)
{
    if (n->kind == NODE_NOT) {
        if (!bracket(c, n->kids[0], f)) return false;
        push(f, TEST_NOT);
        return true;
    }
    if (n->kind == NODE_AND || n->kind == NODE_OR) {
        for (uint32_t i = 0; i < n->kid_count; i++) {
            if (!bracket(c, n->kids[i], f)) return false;
            if (i) push(f, n->kind == NODE_AND ? TEST_AND : TEST_OR);
        }
        return true;
    }
    return atom(c, n, f, true);
}

/* ---- the tree's tests and groups -------------------------------------------------------------------------------- */

typedef struct {
    compiler *c;
    program  *p;
    uint32_t  test_cap, group_cap, lexica_cap;
    uint32_t  role;              /* role the walk is in, or UINT32_MAX */
    bool      failed;
} building;

static uint32_t program_test(building *b, const formula *f)
{
    uint32_t id = intern_test(b->c, f);
    for (uint32_t i = 0; i < b->p->test_count; i++)
        if (b->p->tests[i] == id) return i;
    ARENA_PUSH(&b->c->rules->memory, b->p->tests, b->p->test_count, b->test_cap, id);
    return b->p->test_count - 1;
}

static uint32_t column_test(building *b, column col)
{
    formula f = { 0 };
    push(&f, compile_column(b->c, col));
    return program_test(b, &f);
}

static void too_complex(building *b, const node *n)
{
    pattern_problem(b->c->problems, HS_PROBLEM_ERROR, "H033", n->source, n->where, "split the rule in two", "this pattern is too complex");
    b->failed = true;
}

static void build_atom(building *b, node *n)
{
    formula f = { 0 };
    bool ok = true;
    switch (n->kind) {
    case NODE_ANY: push(&f, TEST_TRUE); break;
    case NODE_BRACKET: ok = bracket(b->c, n->kids[0], &f); break;
    case NODE_GAP:
        push(&f, compile_column(b->c, (column){ .kind = COLUMN_FOLD }));
        push(&f, TEST_NOT);
        break;
    case NODE_EDGE:
        n->test = UINT32_MAX;
        if (n->edge != EDGE_START && n->edge != EDGE_END)
            n->test = column_test(b, (column){ .kind = COLUMN_EDGE, .index = (uint32_t)n->edge });
        return;
    default: ok = atom(b->c, n, &f, false); break;
    }
    if (!ok) b->failed = true;
    else if (f.is_full || formula_depth(&f) > TEST_DEPTH) too_complex(b, n);
    if (b->failed) return;
    n->test = program_test(b, &f);
    n->inside = UINT32_MAX;
    if (n->kind == NODE_LAYER) {
        uint32_t layer = strmap_get(&b->c->rules->layer_names, n->name);
        n->inside = column_test(b, (column){ .kind = COLUMN_LAYER_IN, .index = layer });
    }
    if (n->kind == NODE_LEXICON) {
        const lexicon *lex = lexicon_find(&b->c->rules->lexicons, n->name);
        if (lex->has_phrases) n->inside = column_test(b, (column){ .kind = COLUMN_LEXICON_IN, .name = n->name });
        if (b->role != UINT32_MAX) {
            uint32_t index = strmap_get(&b->c->rules->lexicons.by_name, n->name);
            ARENA_PUSH(&b->c->rules->memory, b->p->lexica, b->p->lexica_count, b->lexica_cap, b->role);
            ARENA_PUSH(&b->c->rules->memory, b->p->lexica, b->p->lexica_count, b->lexica_cap, index);
        }
    }
}

/* Regex groups are numbered in the order of their opening parentheses: this walk and compile_regex.c's must agree. */
static void build(building *b, node *n)
{
    if (b->failed) return;
    if (n->kind == NODE_GAP || n->kind == NODE_ROLE) {
        program_group g = { .is_gap = n->kind == NODE_GAP };
        if (n->kind == NODE_ROLE) g.role = rules_role(b->c->rules, n->name);
        ARENA_PUSH(&b->c->rules->memory, b->p->groups, b->p->group_count, b->group_cap, g);
        if (b->p->group_count > GROUPS_MOST) too_complex(b, n);
    }
    if (n->kind == NODE_ROLE) b->role = b->p->groups[b->p->group_count - 1].role;
    switch (n->kind) {
    case NODE_SEQ: case NODE_ALT: case NODE_REPEAT: case NODE_ROLE:
        for (uint32_t i = 0; i < n->kid_count; i++) build(b, n->kids[i]);
        break;
    default: build_atom(b, n); break;
    }
    if (n->kind == NODE_ROLE) b->role = UINT32_MAX;
    if (b->p->test_count > TESTS_MOST) too_complex(b, n);
}

static uint32_t lexical(const node *n)
{
    uint32_t sum = 0, best = UINT32_MAX;
    switch (n->kind) {
    case NODE_FORM: case NODE_EXACT: case NODE_LEMMA: case NODE_LEXICON: return 1;
    case NODE_SEQ: case NODE_ROLE:
        for (uint32_t i = 0; i < n->kid_count; i++) sum += lexical(n->kids[i]);
        return sum;
    case NODE_ALT:
        for (uint32_t i = 0; i < n->kid_count; i++) {
            uint32_t k = lexical(n->kids[i]);
            if (k < best) best = k;
        }
        return best == UINT32_MAX ? 0 : best;
    case NODE_REPEAT: return n->min ? lexical(n->kids[0]) : 0;
    default: return 0;
    }
}

static bool can_be_empty(const node *n)
{
    switch (n->kind) {
    case NODE_EDGE: case NODE_GAP: return true;
    case NODE_REPEAT: return n->min == 0 || can_be_empty(n->kids[0]);
    case NODE_ROLE: return can_be_empty(n->kids[0]);
    case NODE_SEQ:
        for (uint32_t i = 0; i < n->kid_count; i++)
            if (!can_be_empty(n->kids[i])) return false;
        return true;
    case NODE_ALT:
        for (uint32_t i = 0; i < n->kid_count; i++)
            if (can_be_empty(n->kids[i])) return true;
        return false;
    default: return false;
    }
}

/* ---- the sieve's copy of the tree -------------------------------------------------------------------------------- */

static uint32_t count_nodes(const node *n)
{
    uint32_t sum = 1;
    for (uint32_t i = 0; i < n->kid_count; i++) sum += n->kind == NODE_BRACKET ? 0 : count_nodes(n->kids[i]);
    return sum;
}

static uint16_t small(uint32_t n)
{
    return n >= SIEVE_NONE ? SIEVE_NONE : (uint16_t)n;
}

static void flatten(sieve_node *all, uint32_t at, uint32_t *used, const node *n)
{
    sieve_node s = { .kind = (uint8_t)n->kind, .edge = (uint8_t)n->edge, .test = small(n->test), .inside = SIEVE_NONE,
                     .min = small(n->min), .max = small(n->max) };
    if ((n->kind == NODE_LAYER || n->kind == NODE_LEXICON) && n->inside != UINT32_MAX) s.inside = small(n->inside);
    if (n->kind != NODE_BRACKET && n->kid_count) {
        s.first_kid = (uint16_t)*used;
        s.kid_count = (uint16_t)n->kid_count;
        *used += n->kid_count;
        for (uint32_t i = 0; i < n->kid_count; i++) flatten(all, s.first_kid + i, used, n->kids[i]);
    }
    all[at] = s;
}

static void make_sieve(arena *memory, program *p)
{
    uint32_t used = 1;
    p->sieve = arena_zalloc(memory, count_nodes(p->tree), sizeof *p->sieve);
    if (p->sieve) flatten(p->sieve, 0, &used, p->tree);
}

/* Roles at places that follow from the sieve alone: no choice between alternatives, lengths or repetitions. */
static bool is_simple(const node *n)
{
    switch (n->kind) {
    case NODE_SEQ: case NODE_ROLE:
        for (uint32_t i = 0; i < n->kid_count; i++)
            if (!is_simple(n->kids[i])) return false;
        return true;
    case NODE_ALT: case NODE_REPEAT: case NODE_GAP: return false;
    default: return true;
    }
}

/* ---- needs ------------------------------------------------------------------------------------------------------ */

typedef struct { column_set sets[NEEDS_MOST]; uint32_t weight[NEEDS_MOST]; uint32_t count; } needs;

enum { WEIGHT_WORD = 8, WEIGHT_CLOSED = 250, WEIGHT_MARK = 400 };

static uint32_t word_weight(const compiler *c, hs_str word)
{
    char first = word.len ? word.ptr[0] : 'x';
    bool is_word = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first & 0x80);
    if (!is_word) return WEIGHT_MARK;
    return strmap_get(&c->rules->closed, word) != STRMAP_NONE ? WEIGHT_CLOSED : WEIGHT_WORD;
}

static uint32_t lexicon_weight(const compiler *c, const column *col)
{
    const lexicon *lex = lexicon_find(&c->rules->lexicons, col->name);
    uint32_t sum = 20;
    for (uint32_t i = 0; lex && i < lex->entry_count && sum < WEIGHT_MARK; i++) {
        const lexicon_entry *e = &lex->entries[i];
        if (col->key.len && !lexicon_has(e, col->key, col->value)) continue;
        sum += word_weight(c, e->head) == WEIGHT_CLOSED ? WEIGHT_CLOSED / 3 : i % 4 == 0;
    }
    return sum;
}

/* A rough guess of how often a column is true, to choose the rarest set as trigger. */
static uint32_t column_weight(const compiler *c, const column *col)
{
    switch (col->kind) {
    case COLUMN_FORM: case COLUMN_EXACT: return word_weight(c, col->name);
    case COLUMN_LEXICON: return lexicon_weight(c, col);
    case COLUMN_REGEX: return 150;
    case COLUMN_SHAPE: return 700;
    case COLUMN_CLASS: return 800;
    case COLUMN_LAYER: return col->index < LAYER_BUILTIN ? 200 : 500;
    default: return 2000;
    }
}

static void add_need(needs *to, column_set set, uint32_t weight)
{
    uint32_t at = to->count;
    while (at > 0 && to->weight[at - 1] > weight) at--;
    if (at == NEEDS_MOST) return;
    uint32_t last = to->count < NEEDS_MOST ? to->count++ : NEEDS_MOST - 1;
    for (uint32_t i = last; i > at; i--) {
        to->sets[i] = to->sets[i - 1];
        to->weight[i] = to->weight[i - 1];
    }
    to->sets[at] = set;
    to->weight[at] = weight;
}

/* The columns one of which is true whenever the formula is; none if that can't be said. */
static bool formula_set(arena *memory, const token_test *t, column_set *out)
{
    column_set stack[96];
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        uint32_t code = t->code[i];
        if (code == TEST_NOT) {
            stack[n - 1] = (column_set){ 0 };
        } else if (code == TEST_TRUE) {
            stack[n++] = (column_set){ 0 };
        } else if (code == TEST_AND || code == TEST_OR) {
            column_set b = stack[--n], a = stack[n - 1];
            if (code == TEST_AND) {
                stack[n - 1] = !a.count || (b.count && b.count < a.count) ? b : a;
            } else if (!a.count || !b.count) {
                stack[n - 1] = (column_set){ 0 };
            } else {
                column_set both = { arena_alloc(memory, (a.count + b.count) * sizeof(uint32_t)), a.count + b.count, UINT32_MAX };
                if (!both.columns) return false;
                memcpy(both.columns, a.columns, a.count * sizeof(uint32_t));
                memcpy(both.columns + a.count, b.columns, b.count * sizeof(uint32_t));
                stack[n - 1] = both;
            }
        } else {
            uint32_t *one = arena_alloc(memory, sizeof *one);
            if (!one) return false;
            *one = code;
            stack[n++] = (column_set){ one, 1, UINT32_MAX };
        }
    }
    *out = stack[0];
    return out->count > 0;
}

static uint32_t set_weight(const compiler *c, const rule_layer *layer, const column_set *set)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < set->count; i++) sum += column_weight(c, &layer->columns[set->columns[i]]);
    return sum;
}

static void derive(compiler *c, const program *p, const node *n, needs *out)
{
    arena *memory = &c->rules->memory;
    const rule_layer *layer = &c->rules->layers[c->layer];
    switch (n->kind) {
    case NODE_SEQ: case NODE_ROLE:
        for (uint32_t i = 0; i < n->kid_count; i++) derive(c, p, n->kids[i], out);
        return;
    case NODE_REPEAT:
        if (n->min) derive(c, p, n->kids[0], out);
        return;
    case NODE_ALT: {
        column_set all = { .test = UINT32_MAX };
        uint32_t weight = 0;
        for (uint32_t i = 0; i < n->kid_count; i++) {
            needs branch = { 0 };
            derive(c, p, n->kids[i], &branch);
            if (!branch.count) return;
            column_set joined = { arena_alloc(memory, (all.count + branch.sets[0].count) * sizeof(uint32_t)), 0, UINT32_MAX };
            if (!joined.columns) return;
            if (all.count) memcpy(joined.columns, all.columns, all.count * sizeof(uint32_t));
            memcpy(joined.columns + all.count, branch.sets[0].columns, branch.sets[0].count * sizeof(uint32_t));
            joined.count = all.count + branch.sets[0].count;
            all = joined;
            weight += branch.weight[0];
        }
        add_need(out, all, weight);
        return;
    }
    case NODE_GAP: case NODE_ANY: case NODE_EDGE: return;
    default: {
        column_set set;
        if (!formula_set(memory, &layer->tests[p->tests[n->test]], &set)) return;
        set.test = p->tests[n->test];
        add_need(out, set, set_weight(c, layer, &set));
    }
    }
}

/* ---- patterns of fixed length ------------------------------------------------------------------------------------ */

typedef struct { fixed_test test; uint32_t weight; } weighted;
enum { FIXED_MOST = 24, WEIGHT_UNKNOWN = 4000 };

typedef struct { weighted items[FIXED_MOST]; uint32_t count, length; bool at_start, at_end; } fixed_list;

/* Collects the letters of a tree of fixed length; false if it isn't one. */
static bool collect_fixed(compiler *c, const program *p, const node *n, fixed_list *out)
{
    if (n->kind == NODE_SEQ || n->kind == NODE_ROLE) {
        for (uint32_t i = 0; i < n->kid_count; i++)
            if (!collect_fixed(c, p, n->kids[i], out)) return false;
        return true;
    }
    if (n->kind == NODE_EDGE) {
        out->at_start |= n->edge == EDGE_START && out->length == 0;
        out->at_end |= n->edge == EDGE_END;
        return (n->edge == EDGE_START && out->length == 0) || n->edge == EDGE_END;
    }
    bool is_whole = (n->kind == NODE_LAYER || n->kind == NODE_LEXICON) && n->inside != UINT32_MAX;
    if (!is_simple(n) || is_whole || out->at_end || out->count == FIXED_MOST) return false;
    column_set set;
    rule_layer *layer = layer_of(c);
    weighted w = { { p->tests[n->test], (uint16_t)out->length }, WEIGHT_UNKNOWN };
    if (formula_set(&c->rules->memory, &layer->tests[w.test.test], &set)) w.weight = set_weight(c, layer, &set);
    out->items[out->count++] = w;
    out->length++;
    return true;
}

static void make_fixed(compiler *c, program *p)
{
    fixed_list list = { .count = 0 };
    if (!p->is_simple || !collect_fixed(c, p, p->tree, &list) || !list.length) return;
    for (uint32_t i = 1; i < list.count; i++) {
        weighted w = list.items[i];
        uint32_t k = i;
        for (; k > 0 && list.items[k - 1].weight > w.weight; k--) list.items[k] = list.items[k - 1];
        list.items[k] = w;
    }
    p->fixed = arena_alloc(&c->rules->memory, list.count * sizeof *p->fixed);
    if (!p->fixed) return;
    for (uint32_t i = 0; i < list.count; i++) p->fixed[i] = list.items[i].test;
    p->fixed_count = list.count;
    p->fixed_length = list.length;
    p->at_start = list.at_start;
    p->at_end = list.at_end;
}

/* ---- a program -------------------------------------------------------------------------------------------------- */

static bool check_pattern(compiler *c, const node *tree, const program *p)
{
    if (can_be_empty(tree)) {
        pattern_problem(c->problems, HS_PROBLEM_ERROR, "H034", tree->source, tree->where, "something in it must be there",
                        "this pattern can match nothing at all");
        return false;
    }
    if (p->regex_source.len > REGEX_SOURCE_MOST) {
        pattern_problem(c->problems, HS_PROBLEM_ERROR, "H033", tree->source, tree->where, "split the rule in two",
                        "this pattern is too large");
        return false;
    }
    return true;
}

program *compile_pattern(compiler *c, const pattern_source *source, pattern_part part, bool is_match)
{
    struct hs_rules *rules = c->rules;
    pattern_context context = { &rules->memory, c->problems, &rules->macros, &rules->tokens, &c->trace };
    node *tree = pattern_parse(&context, source, part.from, part.to);
    if (!tree) return NULL;
    program *p = arena_zalloc(&rules->memory, 1, sizeof *p);
    if (!p) return NULL;
    p->rule = c->current_rule;
    p->tree = tree;
    building b = { .c = c, .p = p, .role = UINT32_MAX };
    build(&b, tree);
    if (b.failed) return NULL;
    p->width = (p->test_count + 7) / 8;
    if (!p->width) p->width = 1;
    p->lexical = lexical(tree);
    p->is_simple = is_simple(tree);
    make_sieve(&rules->memory, p);
    compile_regex_source(&rules->memory, p);
    if (!check_pattern(c, tree, p)) return NULL;
    needs found = { 0 };
    derive(c, p, tree, &found);
    p->needs = arena_alloc(&rules->memory, found.count * sizeof *p->needs);
    if (p->needs) {
        memcpy(p->needs, found.sets, found.count * sizeof *p->needs);
        p->need_count = found.count;
    }
    make_fixed(c, p);
    p->priority = rules->rules[c->current_rule].priority;
    p->views = rules->rules[c->current_rule].views;
    if (is_match && !p->need_count)
        pattern_problem(c->problems, HS_PROBLEM_WARNING, "H041", source, tree->where, "name a word, a lexicon or an annotation",
                        "nothing in this pattern must occur, so it is tried everywhere");
    rule_layer *layer = layer_of(c);
    ARENA_PUSH(&rules->memory, layer->programs, layer->program_count, layer->program_cap, p);
    return p;
}
