/* trigger_seen.c - see trigger_seen.h. */
#include "curate/trigger_seen.h"

#include "base/error.h"

#include <stdio.h>

enum { VIEWS = 4 };
typedef enum { SEEN_UNKNOWN, SEEN_NO, SEEN_PERHAPS, SEEN_YES } seen;

hs_status trigger_begin(trigger_seen *t, const hs_document *doc, hs_error *error)
{
    const struct hs_rules *rules = doc->rules;
    *t = (trigger_seen){ .doc = doc };
    arena_init(&t->memory);
    layers_init(&t->own, &t->memory, rules->layer_count);
    t->folded = arena_zalloc(&t->memory, doc->tokens.count + 1, sizeof *t->folded);
    t->straight = arena_zalloc(&t->memory, doc->tokens.count + 1, sizeof *t->straight);
    t->known = arena_zalloc(&t->memory, rules->layer_count + 1, sizeof *t->known);
    t->regexes = regex_run_create();
    if (!t->folded || !t->straight || !t->known || !t->regexes) return error_memory(error);
    for (uint32_t i = 0; i < rules->layer_count; i++)
        if (!(t->known[i] = arena_alloc(&t->memory, rules->layers[i].column_count + 1))) return error_memory(error);
    return match_begin(&t->run, rules, &doc->text, &doc->tokens, &t->own, doc->scratch, &t->memory, error);
}

void trigger_end(trigger_seen *t)
{
    regex_run_free(t->regexes);
    arena_free(&t->memory);
}

const stretches *trigger_stretches(trigger_seen *t, uint32_t view)
{
    return match_view(&t->run, view);
}

void trigger_look(trigger_seen *t, const stretch *st)
{
    const struct hs_rules *rules = t->doc->rules;
    t->st = st;
    for (uint32_t i = 0; i < rules->layer_count; i++) memset(t->known[i], SEEN_UNKNOWN, rules->layers[i].column_count + 1);
}

/* ---- one letter -------------------------------------------------------------------------------------------------- */

static hs_str written(const trigger_seen *t, uint32_t token_index)
{
    const token *k = &t->doc->tokens.items[token_index];
    return str_of(t->doc->text.bytes, (hs_span){ k->start, k->end });
}

static hs_str folded(trigger_seen *t, uint32_t i)
{
    if (!t->folded[i].ptr) t->folded[i] = token_fold(&t->memory, written(t, i));
    return t->folded[i];
}

static hs_str straight(trigger_seen *t, uint32_t i)
{
    if (!t->straight[i].ptr) t->straight[i] = token_straighten(&t->memory, written(t, i));
    return t->straight[i];
}

static bool has_value(const annotation *a, const column *col)
{
    for (uint32_t i = 0; i < a->attribute_count; i++)
        if (str_eq(a->attributes[i].key, col->key)) return str_eq(a->attributes[i].value, col->value);
    return !col->key.len;
}

static bool fits(const lexicon_entry *e, const column *col)
{
    return !col->key.len || lexicon_has(e, col->key, col->value);
}

/* An entry of one word, whichever of several; or the one of several words that begins here. */
static bool is_in_lexicon(trigger_seen *t, uint32_t i, const column *col)
{
    const struct hs_rules *rules = t->doc->rules;
    const lexicon *lex = rules->lexicons.items[col->index];
    const lexicon_entry *e;
    uint32_t length;
    hs_str word = lex->is_exact ? arena_printf(&t->memory, "=%.*s", (int)straight(t, i).len, straight(t, i).ptr) : folded(t, i);
    uint32_t number = strmap_get(&rules->lexicons.words, word);
    for (uint32_t k = number == STRMAP_NONE ? 0 : rules->entry_start[number]; number != STRMAP_NONE && k < rules->entry_start[number + 1]; k++)
        if (rules->entries[k].lexicon == col->index && fits(&lex->entries[rules->entries[k].entry], col)) return true;
    return match_entry_at(&t->run, col->index, i, &e, &length) && fits(e, col);
}

/* "may" where "May" is meant: not the trigger, but what its capital is for. */
static bool is_caseless_exact(trigger_seen *t, uint32_t i, const column *col)
{
    if (col->kind == COLUMN_EXACT) return str_eq(token_fold(&t->memory, col->name), folded(t, i));
    const lexicon *lex = t->doc->rules->lexicons.items[col->index];
    for (uint32_t e = 0; lex->is_exact && e < lex->entry_count; e++)
        if (fits(&lex->entries[e], col) && str_eq(token_fold(&t->memory, lex->entries[e].head), folded(t, i))) return true;
    return false;
}

static bool is_quote(const trigger_seen *t, const letter *at, const column *col)
{
    const layer *quotes = &t->own.items[LAYER_QUOTE];
    if (at->fold != FOLD_NONE) return at->fold != FOLD_PARAGRAPH && has_value(&quotes->items[at->fold], col);
    for (uint32_t i = 0; i < quotes->count; i++)
        if (quotes->items[i].range.first == at->tokens.first && has_value(&quotes->items[i], col)) return true;
    return false;
}

static seen layer_at_letter(const trigger_seen *t, const letter *at, const column *col)
{
    if (col->index == LAYER_QUOTE) return is_quote(t, at, col) ? SEEN_YES : SEEN_NO;
    if (col->index == LAYER_PARAGRAPH) return at->fold == FOLD_PARAGRAPH ? SEEN_YES : SEEN_NO;
    if (col->index < LAYER_BUILTIN) return SEEN_PERHAPS;
    if (at->fold == FOLD_PARAGRAPH) return SEEN_NO;
    const layer *from = &t->doc->layers.items[col->index];
    const annotation *a = col->kind == COLUMN_LAYER ? layer_at(from, at->tokens.first) : layer_over(from, at->tokens.first);
    return a && has_value(a, col) ? SEEN_YES : SEEN_NO;
}

static seen word_at_letter(trigger_seen *t, uint32_t in, const letter *at, const column *col)
{
    uint32_t i = at->tokens.first;
    const size_t *groups;
    bool is_true = false;
    switch (col->kind) {
    case COLUMN_FORM: is_true = str_eq(folded(t, i), col->name); break;
    case COLUMN_EXACT: is_true = str_eq(straight(t, i), col->name); break;
    case COLUMN_LEXICON: is_true = is_in_lexicon(t, i, col); break;
    case COLUMN_REGEX: is_true = regex_match_at(t->doc->rules->regexes[col->index], t->regexes, written(t, i), 0, &groups) > 0; break;
    case COLUMN_SHAPE: is_true = (t->doc->tokens.items[i].flags & col->index) != 0; break;
    case COLUMN_CLASS:
        is_true = t->doc->tokens.items[i].upos == col->index;
        if (!is_true && str_is(t->doc->rules->layers[in].name, "class")) return SEEN_PERHAPS;
        break;
    default: return SEEN_PERHAPS;
    }
    if (!is_true && (col->kind == COLUMN_EXACT || col->kind == COLUMN_LEXICON) && is_caseless_exact(t, i, col)) return SEEN_PERHAPS;
    return is_true ? SEEN_YES : SEEN_NO;
}

static seen at_letter(trigger_seen *t, uint32_t in, const letter *at, const column *col);

static seen term_at_letter(trigger_seen *t, uint32_t in, const letter *at, const sense_term *terms, uint32_t number)
{
    const sense_term *term = &terms[number];
    if (term->op == TEST_TRUE) return SEEN_YES;
    if (term->op < TEST_AND) return at_letter(t, in, at, &t->doc->rules->layers[in].columns[term->op]);
    seen a = term_at_letter(t, in, at, terms, term->a);
    if (term->op == TEST_NOT) return a == SEEN_YES ? SEEN_NO : a == SEEN_NO ? SEEN_YES : SEEN_PERHAPS;
    seen b = term_at_letter(t, in, at, terms, term->b);
    bool is_first = term->op == TEST_AND ? a < b : a > b;
    return is_first ? a : b;
}

static seen at_letter(trigger_seen *t, uint32_t in, const letter *at, const column *col)
{
    if (col->kind == COLUMN_SENSE) return at->fold == FOLD_NONE ? term_at_letter(t, in, at, col->terms, col->term_count - 1) : SEEN_NO;
    if (col->kind == COLUMN_LAYER || col->kind == COLUMN_LAYER_IN) return layer_at_letter(t, at, col);
    if (at->fold != FOLD_NONE) return col->kind == COLUMN_FOLD ? SEEN_YES : SEEN_NO;
    return word_at_letter(t, in, at, col);
}

static seen in_stretch(trigger_seen *t, uint32_t in, uint32_t number)
{
    uint8_t *known = &t->known[in][number];
    if (*known != SEEN_UNKNOWN) return (seen)*known;
    seen best = SEEN_NO;
    for (uint32_t i = 0; i < t->st->count && best != SEEN_YES; i++) {
        seen here = at_letter(t, in, &t->st->letters[i], &t->doc->rules->layers[in].columns[number]);
        if (here > best) best = here;
    }
    *known = (uint8_t)best;
    return best;
}

/* ---- programs and rules ------------------------------------------------------------------------------------------ */

bool trigger_is_seen(trigger_seen *t, uint32_t in, const program *p)
{
    if (!p->need_count) return true;
    for (uint32_t i = 0; i < p->needs[0].count; i++)
        if (in_stretch(t, in, p->needs[0].columns[i]) == SEEN_YES) return true;
    return false;
}

/* Elements that must be there, optional ones left out. */
static uint32_t count_needed(const node *n)
{
    uint32_t sum = 0;
    switch (n->kind) {
    case NODE_EDGE: case NODE_GAP: return 0;
    case NODE_REPEAT: return n->min ? count_needed(n->kids[0]) : 0;
    case NODE_SEQ: case NODE_ROLE:
        for (uint32_t i = 0; i < n->kid_count; i++) sum += count_needed(n->kids[i]);
        return sum;
    default: return 1;
    }
}

/* Does the set name words of its own, not only those that are everywhere? */
static bool names_words(const struct hs_rules *rules, uint32_t in, const column_set *set)
{
    for (uint32_t i = 0; i < set->count; i++) {
        const column *col = &rules->layers[in].columns[set->columns[i]];
        bool is_word = (col->kind == COLUMN_FORM || col->kind == COLUMN_EXACT) && strmap_get(&rules->closed, col->name) == STRMAP_NONE;
        if (is_word || col->kind == COLUMN_LEXICON) return true;
    }
    return false;
}

static bool set_is_seen(trigger_seen *t, uint32_t in, const column_set *set)
{
    for (uint32_t i = 0; i < set->count; i++)
        if (in_stretch(t, in, set->columns[i]) >= SEEN_PERHAPS) return true;
    return false;
}

/* The trigger is what the engine thinks rarest; another element with words of its own shows as much, and where there is none, any. A
 * pattern of one element is shown by what isn't that element. */
static bool is_reached(trigger_seen *t, uint32_t in, const program *p)
{
    bool has_words = false;
    if (!p->need_count || count_needed(p->tree) < 2) return true;
    for (uint32_t i = 0; i < p->need_count; i++) has_words |= names_words(t->doc->rules, in, &p->needs[i]);
    for (uint32_t i = 0; i < p->need_count; i++)
        if ((i == 0 || !has_words || names_words(t->doc->rules, in, &p->needs[i])) && set_is_seen(t, in, &p->needs[i])) return true;
    return false;
}

bool trigger_reaches(trigger_seen *t, const rule *r)
{
    const rule_layer *rl = &t->doc->rules->layers[r->layer];
    for (uint32_t v = 0; v < VIEWS; v++) {
        const stretches *all = r->views & 1u << v ? trigger_stretches(t, 1u << v) : NULL;
        for (uint32_t s = 0; all && s < all->count; s++) {
            trigger_look(t, &all->items[s]);
            for (uint32_t i = 0; i < r->match_count; i++)
                if (is_reached(t, r->layer, rl->programs[r->first_match + i])) return true;
        }
    }
    return false;
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

static int describe_column(const struct hs_rules *rules, uint32_t in, const column *col, char *out, size_t size)
{
    if (col->kind == COLUMN_SENSE && col->anchor.count) /* a formula: what it can't be true without */
        return describe_column(rules, in, &rules->layers[in].columns[col->anchor.columns[0]], out, size);
    static const struct { uint32_t flag; const char *name; } shapes[] = {
        { TOKEN_CAP, ":cap" }, { TOKEN_UPPER, ":upper" }, { TOKEN_LOWER, ":lower" }, { TOKEN_NUM, ":num" } };
    hs_str name = col->kind == COLUMN_LAYER || col->kind == COLUMN_LAYER_IN ? rules->layers[col->index].name : col->name;
    int len = (int)name.len;
    const char *point = col->key.len ? "." : "", *equals = col->key.len ? "=" : "";
    switch (col->kind) {
    case COLUMN_EXACT: return snprintf(out, size, "\"%.*s\"", len, name.ptr);
    case COLUMN_REGEX: return snprintf(out, size, "/%.*s/", len < 40 ? len : 40, name.ptr);
    case COLUMN_CLASS: return snprintf(out, size, ":%s", upos_name((upos_class)col->index));
    case COLUMN_FORM: return snprintf(out, size, "%.*s", len, name.ptr);
    case COLUMN_LEXICON: case COLUMN_LEXICON_IN: case COLUMN_LAYER: case COLUMN_LAYER_IN:
        return snprintf(out, size, "%c%.*s%s%.*s%s%.*s", col->kind == COLUMN_LEXICON || col->kind == COLUMN_LEXICON_IN ? '%' : '@', len,
                        name.ptr, point, (int)col->key.len, col->key.ptr ? col->key.ptr : "", equals, (int)col->value.len,
                        col->value.ptr ? col->value.ptr : "");
    case COLUMN_SHAPE:
        for (size_t i = 0; i < 4; i++)
            if (shapes[i].flag == col->index) return snprintf(out, size, "%s", shapes[i].name);
        break;
    default: break;
    }
    return snprintf(out, size, col->kind == COLUMN_SENSE ? "a test" : "an edge");
}

void trigger_describe_program(const struct hs_rules *rules, uint32_t in, const program *p, char *out, size_t size)
{
    size_t n = 0;
    uint32_t shown = 0, count = p->need_count ? p->needs[0].count : 0;
    out[0] = '\0';
    for (; shown < count && shown < 3; shown++) {
        const column *col = &rules->layers[in].columns[p->needs[0].columns[shown]];
        int wrote = shown ? snprintf(out + n, size - n, " or ") : 0;
        n += (size_t)wrote < size - n ? (size_t)wrote : 0;
        wrote = describe_column(rules, in, col, out + n, size - n);
        if (wrote < 0 || (size_t)wrote >= size - n) return;
        n += (size_t)wrote;
    }
    if (shown < count) snprintf(out + n, size - n, " or %u others", count - shown);
}

void trigger_describe(const struct hs_rules *rules, const rule *r, char *out, size_t size)
{
    trigger_describe_program(rules, r->layer, rules->layers[r->layer].programs[r->first_match], out, size);
}
