/* compile_test.c - formulas over columns become tests.
 *
 *   [:VERB & !%past-forms & !@quote]     column 7 = the sense (VERB and not past-forms), column 3 = in a quote
 *                                        test: 7 3 NOT AND
 *
 * What depends on the word alone (in layers after `class` also on its class) is drawn together into one column, a sense: it
 * will be evaluated once for each distinct word, and be one bit in the text however long the formula is. Senses are kept
 * false where all their columns are, so that only words that have one of them need be asked.
 * Knows nothing of how a formula was written, nor of patterns as a whole. */
#include "rule/compile.h"

/* ---- formulas as trees ------------------------------------------------------------------------------------------- */

typedef struct { sense_term items[256]; bool is_sense[256]; uint32_t count; } terms;

static bool is_column(uint32_t op)
{
    return op < TEST_AND;
}

static void read_terms(const compiler *c, const formula *f, terms *out)
{
    uint32_t stack[256], n = 0;
    out->count = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        sense_term t = { f->code[i], 0, 0 };
        bool sense;
        if (is_column(t.op)) {
            sense = compile_layer(c)->columns[t.op].is_sense;
        } else if (t.op == TEST_TRUE) {
            sense = false;
        } else if (t.op == TEST_NOT) {
            t.a = stack[--n];
            sense = out->is_sense[t.a];
        } else {
            t.b = stack[--n];
            t.a = stack[--n];
            sense = out->is_sense[t.a] && out->is_sense[t.b];
        }
        out->is_sense[out->count] = sense;
        stack[n++] = out->count;
        out->items[out->count++] = t;
    }
}

/* The value of a sense where none of its columns is true. */
static bool empty_value(const terms *t, uint32_t at)
{
    const sense_term *x = &t->items[at];
    if (x->op == TEST_NOT) return !empty_value(t, x->a);
    if (x->op == TEST_AND) return empty_value(t, x->a) && empty_value(t, x->b);
    if (x->op == TEST_OR) return empty_value(t, x->a) || empty_value(t, x->b);
    return false;
}

static void write_code(const terms *t, uint32_t at, formula *out)
{
    const sense_term *x = &t->items[at];
    if (!is_column(x->op) && x->op != TEST_TRUE) write_code(t, x->a, out);
    if (x->op == TEST_AND || x->op == TEST_OR) write_code(t, x->b, out);
    formula_push(out, x->op);
}

/* ---- senses ------------------------------------------------------------------------------------------------------ */

static uint32_t anchor_weight(const column *col, bool is_looked_up)
{
    bool is_formal = col->kind == COLUMN_REGEX || col->kind == COLUMN_SHAPE;
    return is_looked_up && is_formal ? WEIGHT_MOST : col->weight;
}

/* Columns one of which is true where the code is: the rarest, or (is_looked_up) those that a word is looked up for. */
static column_set anchor_of(compiler *c, const uint32_t *code, uint32_t count, bool is_looked_up)
{
    arena *memory = &c->rules->memory;
    column_set stack[256];
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (is_column(code[i])) {
            uint32_t *one = arena_alloc(memory, sizeof *one);
            stack[n] = (column_set){ one, one ? 1 : 0, anchor_weight(&compile_layer(c)->columns[code[i]], is_looked_up) };
            if (one) *one = code[i];
            n++;
        } else if (code[i] == TEST_TRUE) {
            stack[n++] = (column_set){ 0 };
        } else if (code[i] == TEST_NOT) {
            stack[n - 1] = (column_set){ 0 };
        } else {
            n--;
            stack[n - 1] = code[i] == TEST_AND ? column_set_both(stack[n - 1], stack[n]) : column_set_either(memory, stack[n - 1], stack[n]);
        }
    }
    return stack[0];
}

static hs_str code_key(const formula *f)
{
    return (hs_str){ (const char *)f->code, f->count * sizeof *f->code };
}

/* The column of a formula that is false where all its columns are. */
static uint32_t sense_column(compiler *c, const formula *f)
{
    if (f->count == 1) return f->code[0];
    rule_layer *layer = compile_layer(c);
    hs_str key = code_key(f);
    uint32_t known = strmap_get(&layer->sense_names, key);
    if (known != STRMAP_NONE) return known;
    terms t;
    read_terms(c, f, &t);
    column col = { .kind = COLUMN_SENSE, .is_sense = true, .term_count = t.count, .anchor = anchor_of(c, f->code, f->count, true) };
    column_set rarest = anchor_of(c, f->code, f->count, false);
    col.weight = rarest.count ? rarest.weight : WEIGHT_MOST;
    col.terms = arena_alloc(&c->rules->memory, t.count * sizeof *col.terms);
    if (!col.terms) return 0;
    memcpy(col.terms, t.items, t.count * sizeof *col.terms);
    strmap_put(&layer->sense_names, arena_copy(&c->rules->work, key), layer->column_count);
    return compile_add_column(c, col);
}

static void push_sense(compiler *c, formula *raw, bool is_negative, formula *out)
{
    if (is_negative) {
        if (raw->code[raw->count - 1] == TEST_NOT) raw->count--;
        else formula_push(raw, TEST_NOT);
    }
    formula_push(out, sense_column(c, raw));
    if (is_negative) formula_push(out, TEST_NOT);
}

static void rewrite(compiler *c, const terms *t, uint32_t at, formula *out);

/* The operands of a chain of one sign, left to right. */
static uint32_t operands(const terms *t, uint32_t at, uint32_t op, uint32_t *out, uint32_t n)
{
    if (t->items[at].op != op) {
        out[n] = at;
        return n + 1;
    }
    n = operands(t, t->items[at].a, op, out, n);
    return operands(t, t->items[at].b, op, out, n);
}

/* Of a mixed chain the operands that are senses become one. */
static void rewrite_chain(compiler *c, const terms *t, uint32_t at, formula *out)
{
    uint32_t list[256], op = t->items[at].op, count = operands(t, at, op, list, 0), senses = 0, written = 0;
    formula raw = { .count = 0 };
    bool value = op == TEST_AND;
    for (uint32_t i = 0; i < count; i++) {
        if (!t->is_sense[list[i]]) continue;
        write_code(t, list[i], &raw);
        if (senses++) formula_push(&raw, op);
        value = op == TEST_AND ? value && empty_value(t, list[i]) : value || empty_value(t, list[i]);
    }
    if (senses) {
        push_sense(c, &raw, value, out);
        written++;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (t->is_sense[list[i]]) continue;
        rewrite(c, t, list[i], out);
        if (written++) formula_push(out, op);
    }
}

static void rewrite(compiler *c, const terms *t, uint32_t at, formula *out)
{
    const sense_term *x = &t->items[at];
    if (t->is_sense[at]) {
        formula raw = { .count = 0 };
        write_code(t, at, &raw);
        push_sense(c, &raw, empty_value(t, at), out);
    } else if (x->op == TEST_NOT) {
        rewrite(c, t, x->a, out);
        formula_push(out, TEST_NOT);
    } else if (x->op == TEST_AND || x->op == TEST_OR) {
        rewrite_chain(c, t, at, out);
    } else {
        formula_push(out, x->op);
    }
}

/* ---- tests that are lists ---------------------------------------------------------------------------------------- */

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
        if (is_column(code)) {
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

/* ---- tests ------------------------------------------------------------------------------------------------------- */

/* How many columns evaluating the formula has to keep at once. */
static uint32_t formula_depth(const formula *f)
{
    uint32_t depth = 0, most = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        if (is_column(f->code[i]) || f->code[i] == TEST_TRUE) depth++;
        else if (f->code[i] != TEST_NOT) depth--;
        if (depth > most) most = depth;
    }
    return most;
}

enum { COLUMNS_TRIED = 6 };

static bool value_of(const formula *f, const uint32_t *columns, uint32_t count, uint32_t truths)
{
    bool stack[TEST_DEPTH] = { false };
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t code = f->code[i], k = 0;
        if (is_column(code)) {
            while (k + 1 < count && columns[k] != code) k++;
            stack[n++] = truths >> k & 1;
        } else if (code == TEST_TRUE) {
            stack[n++] = true;
        } else if (code == TEST_NOT) {
            stack[n - 1] = !stack[n - 1];
        } else {
            n--;
            stack[n - 1] = code == TEST_AND ? stack[n - 1] && stack[n] : stack[n - 1] || stack[n];
        }
    }
    return stack[0];
}

/* Is the formula false whatever its columns are? All is tried, of a few columns. */
static bool is_never(const formula *f)
{
    uint32_t columns[COLUMNS_TRIED], count = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t k = 0;
        if (!is_column(f->code[i])) continue;
        while (k < count && columns[k] != f->code[i]) k++;
        if (k == COLUMNS_TRIED) return false;
        if (k == count) columns[count++] = f->code[i];
    }
    for (uint32_t truths = 1u << count; truths-- > 0;)
        if (value_of(f, columns, count, truths)) return false;
    return true;
}

/* Of a formula that has been looked at; its number, known or new, or UINT32_MAX. */
static uint32_t find_test(compiler *c, const formula *written)
{
    rule_layer *layer = compile_layer(c);
    arena *memory = &c->rules->memory;
    terms all;
    formula f = { .count = 0 };
    read_terms(c, written, &all);
    rewrite(c, &all, all.count - 1, &f);
    hs_str key = code_key(&f);
    uint32_t known = strmap_get(&layer->test_names, key);
    if (known != STRMAP_NONE) return known;
    if (f.is_full || formula_depth(&f) > TEST_DEPTH) return UINT32_MAX;
    token_test t = { .code = arena_alloc(memory, f.count * sizeof *f.code), .count = f.count, .anchor = anchor_of(c, f.code, f.count, false),
                     .is_never = is_never(written) };
    if (!t.code) return 0;
    memcpy(t.code, f.code, f.count * sizeof *f.code);
    for (uint32_t i = 0; i < f.count; i++) {
        if (!is_column(f.code[i])) continue;
        column *col = &layer->columns[f.code[i]];
        col->is_wanted = true;
        t.has_class |= col->kind == COLUMN_CLASS && !layer->has_settled_classes;
    }
    shape_test(memory, &t, &f);
    ARENA_PUSH(memory, layer->tests, layer->test_count, layer->test_cap, t);
    if (!memory->failed) strmap_put(&layer->test_names, arena_copy(&c->rules->work, key), layer->test_count - 1);
    return layer->test_count - 1;
}

uint32_t compile_test(compiler *c, const formula *written)
{
    if (written->is_full || formula_depth(written) > TEST_DEPTH) return UINT32_MAX;
    bool is_column_alone = written->count == 1 && is_column(written->code[0]);
    column *alone = is_column_alone ? &compile_layer(c)->columns[written->code[0]] : NULL;
    if (alone && alone->own_test) return alone->own_test - 1;
    uint32_t made = find_test(c, written);
    if (alone && made != UINT32_MAX) compile_layer(c)->columns[written->code[0]].own_test = made + 1;
    return made;
}
