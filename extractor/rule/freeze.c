/* freeze.c - after all rules are compiled: the packed tables that matching reads.
 *
 *   word -> columns of each layer      "said" -> (attribution, %say), (attribution, %say.frame=that), (time, form said) ...
 *   word -> entries, phrases           for attributes, and for entries of several words that begin with it
 *   word -> word classes               from the pack's word lists
 *   column -> senses                   which formulas to ask of a word of which the column is true
 *   column -> programs                 triggers
 *
 * Each is a list of pairs, counted, summed up and filled (CSR); the lists themselves live in `work`, which dies with the loading. */
#include "rule/compile.h"

#include <stdlib.h>

typedef struct { uint32_t word, a, b; } triple;
typedef struct { triple *items; uint32_t count, cap; } triples;

static void add(struct hs_rules *rules, triples *t, uint32_t word, uint32_t a, uint32_t b)
{
    ARENA_PUSH(&rules->work, t->items, t->count, t->cap, (triple){ word, a, b });
}

/* Sorts by word into start[] and gives the order; stable. */
static uint32_t *index_words(struct hs_rules *rules, const triples *t, uint32_t words, uint32_t **order)
{
    uint32_t *start = arena_zalloc(&rules->memory, words + 2, sizeof *start);
    *order = arena_alloc(&rules->work, (t->count + 1) * sizeof **order);
    if (!start || !*order) return start;
    for (uint32_t i = 0; i < t->count; i++) start[t->items[i].word + 2]++;
    for (uint32_t w = 2; w < words + 2; w++) start[w] += start[w - 1];
    for (uint32_t i = 0; i < t->count; i++) (*order)[start[t->items[i].word + 1]++] = i;
    return start;
}

/* ---- columns by how they are filled ----------------------------------------------------------------------------- */

/* A list that doubles at powers of two. */
static void push_number(arena *memory, uint32_t **items, uint32_t *count, uint32_t number)
{
    if (!(*count & (*count - 1))) {
        uint32_t *grown = arena_grow(memory, *items, *count * sizeof **items, (*count ? 2 * *count : 1) * sizeof **items);
        if (!grown) return;
        *items = grown;
    }
    (*items)[(*count)++] = number;
}

/* Puts columns in the order of their lexicons or layers: insertion sort, they are few. */
static void sort_by_index(const rule_layer *l, uint32_t *numbers, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = numbers[i], k = i;
        for (; k > 0 && l->columns[numbers[k - 1]].index > l->columns[number].index; k--) numbers[k] = numbers[k - 1];
        numbers[k] = number;
    }
}

/* Rules of the layer `class` take classes away, those that no pattern names too. */
static void add_classes(struct hs_rules *rules, rule_layer *l)
{
    bool has[UPOS_COUNT] = { false };
    for (uint32_t c = 0; c < l->column_count; c++)
        if (l->columns[c].kind == COLUMN_CLASS) has[l->columns[c].index] = true;
    for (uint32_t i = 0; i < UPOS_COUNT; i++)
        if (!has[i]) ARENA_PUSH(&rules->memory, l->columns, l->column_count, l->column_cap, (column){ .kind = COLUMN_CLASS, .index = i });
}

static void sort_columns(struct hs_rules *rules, rule_layer *l)
{
    if (!l->has_settled_classes) add_classes(rules, l);
    l->fold_column = UINT32_MAX;
    for (int i = 0; i < UPOS_COUNT; i++) l->class_column[i] = UINT32_MAX;
    for (uint32_t c = 0; c < l->column_count; c++) {
        const column *col = &l->columns[c];
        switch (col->kind) {
        case COLUMN_REGEX: case COLUMN_SHAPE:
            if (col->is_wanted) push_number(&rules->memory, &l->formal, &l->formal_count, c);
            break;
        case COLUMN_LAYER: case COLUMN_LAYER_IN: case COLUMN_EDGE:
            push_number(&rules->memory, &l->placed, &l->placed_count, c);
            break;
        case COLUMN_LEXICON: case COLUMN_LEXICON_IN: {
            const lexicon *lex = lexicon_find(&rules->lexicons, col->name);
            if (lex && lex->has_phrases) push_number(&rules->memory, &l->lexical, &l->lexical_count, c);
            l->has_phrases |= lex && lex->has_phrases;
            l->columns[c].index = strmap_get(&rules->lexicons.by_name, col->name);
            break;
        }
        case COLUMN_CLASS:
            l->class_column[col->index] = c;
            l->has_class |= !l->has_settled_classes;
            break;
        case COLUMN_FOLD: l->fold_column = c; break;
        default: break;
        }
    }
    sort_by_index(l, l->lexical, l->lexical_count);
    sort_by_index(l, l->placed, l->placed_count);
}

/* ---- words and columns ------------------------------------------------------------------------------------------ */

/* Calls take for every form of a lexicon column's entries. */
static void each_selected_form(struct hs_rules *rules, const column *c, void (*take)(void *user, uint32_t form_index), void *user)
{
    lexicon *lex = lexicon_find(&rules->lexicons, c->name);
    const lexicon_selection *chosen = lex ? lexicon_select(&rules->lexicons, lex, c->key, c->value) : NULL;
    for (uint32_t i = 0; chosen && i < chosen->count; i++) take(user, chosen->forms[i]);
}

typedef struct {
    struct hs_rules *rules;
    triples         *out;
    const lexicon   *lex;
    uint32_t         layer, column;
    const uint32_t  *phrase_of;    /* form of the lexicon -> number of the phrase */
} selecting;

static void take_word(void *user, uint32_t form_index)
{
    selecting *s = user;
    const lexicon_form *f = &s->lex->forms[form_index];
    if (f->count == 1) add(s->rules, s->out, f->words[0], s->layer, s->column);
}

static void fill_columns(struct hs_rules *rules, const triples *found, uint32_t keys, uint32_t **start, word_column **columns)
{
    uint32_t *order;
    *start = index_words(rules, found, keys, &order);
    *columns = arena_alloc(&rules->memory, (found->count + 1) * sizeof **columns);
    if (!*columns || !order) return;
    for (uint32_t i = 0; i < found->count; i++)
        (*columns)[i] = (word_column){ found->items[order[i]].a, found->items[order[i]].b };
}

static void word_columns(struct hs_rules *rules)
{
    triples found = { 0 };
    for (uint32_t l = LAYER_BUILTIN; l < rules->layer_count; l++) {
        const rule_layer *layer = &rules->layers[l];
        for (uint32_t c = 0; c < layer->column_count; c++) {
            const column *col = &layer->columns[c];
            if (col->kind == COLUMN_LEXICON) {
                selecting s = { rules, &found, lexicon_find(&rules->lexicons, col->name), l, c, NULL };
                each_selected_form(rules, col, take_word, &s);
            }
            if (col->kind == COLUMN_FORM) add(rules, &found, lexicons_word(&rules->lexicons, col->name), l, c);
            if (col->kind == COLUMN_EXACT) {
                hs_str key = arena_printf(&rules->memory, "=%.*s", (int)col->name.len, col->name.ptr);
                add(rules, &found, lexicons_word(&rules->lexicons, key), l, c);
            }
        }
    }
    fill_columns(rules, &found, rules->lexicons.word_count, &rules->column_start, &rules->columns);
}

/* Lexicons that some pattern or value names: only their entries are wanted at run time. */
static bool *used_lexicons(struct hs_rules *rules)
{
    bool *used = arena_zalloc(&rules->work, rules->lexicons.count + 1, sizeof *used);
    if (!used) return NULL;
    for (uint32_t l = LAYER_BUILTIN; l < rules->layer_count; l++)
        for (uint32_t c = 0; c < rules->layers[l].column_count; c++)
            if (rules->layers[l].columns[c].kind == COLUMN_LEXICON)
                used[strmap_get(&rules->lexicons.by_name, rules->layers[l].columns[c].name)] = true;
    for (uint32_t r = 0; r < rules->rule_count; r++)
        for (uint32_t v = 0; v < rules->rules[r].value_count; v++)
            if (rules->rules[r].values[v].kind == VALUE_LOOKUP) used[rules->rules[r].values[v].lexicon] = true;
    return used;
}

static int by_second_word(const void *a, const void *b)
{
    const word_phrase *x = a, *y = b;
    if (x->second != y->second) return x->second < y->second ? -1 : 1;
    if (x->lexicon != y->lexicon) return x->lexicon < y->lexicon ? -1 : 1;
    return (x->form > y->form) - (x->form < y->form);
}

static void take_phrase(void *user, uint32_t form_index)
{
    selecting *s = user;
    if (s->lex->forms[form_index].count > 1) add(s->rules, s->out, s->phrase_of[form_index], s->layer, s->column);
}

/* phrase -> columns that its first word makes true */
static void phrase_columns(struct hs_rules *rules, uint32_t phrase_count)
{
    triples found = { 0 };
    uint32_t **phrase_of = arena_zalloc(&rules->work, rules->lexicons.count + 1, sizeof *phrase_of);
    for (uint32_t i = 0; phrase_of && i < phrase_count; i++) {
        const word_phrase *p = &rules->phrases[i];
        uint32_t forms_in_list = rules->lexicons.items[p->lexicon]->form_count;
        if (!phrase_of[p->lexicon]) phrase_of[p->lexicon] = arena_alloc(&rules->work, forms_in_list * sizeof(uint32_t));
        if (phrase_of[p->lexicon]) phrase_of[p->lexicon][p->form] = i;
    }
    for (uint32_t l = LAYER_BUILTIN; phrase_of && l < rules->layer_count; l++) {
        const rule_layer *layer = &rules->layers[l];
        for (uint32_t i = 0; i < layer->lexical_count; i++) {
            const column *col = &layer->columns[layer->lexical[i]];
            if (col->kind != COLUMN_LEXICON || !phrase_of[col->index]) continue;
            selecting s = { rules, &found, rules->lexicons.items[col->index], l, layer->lexical[i], phrase_of[col->index] };
            each_selected_form(rules, col, take_phrase, &s);
        }
    }
    fill_columns(rules, &found, phrase_count, &rules->phrase_column_start, &rules->phrase_columns);
}

static void word_entries(struct hs_rules *rules)
{
    triples entries = { 0 }, phrases = { 0 };
    const bool *used = used_lexicons(rules);
    if (!used) return;
    for (uint32_t l = 0; l < rules->lexicons.count; l++) {
        const lexicon *lex = rules->lexicons.items[l];
        for (uint32_t i = 0; used[l] && i < lex->form_count; i++) {
            const lexicon_form *f = &lex->forms[i];
            if (f->count == 1) add(rules, &entries, f->words[0], l, f->entry);
            else add(rules, &phrases, f->words[0], l, i);
        }
    }
    uint32_t *order, words = rules->lexicons.word_count;
    rules->entry_start = index_words(rules, &entries, words, &order);
    rules->entries = arena_alloc(&rules->memory, (entries.count + 1) * sizeof *rules->entries);
    for (uint32_t i = 0; rules->entries && order && i < entries.count; i++)
        rules->entries[i] = (word_entry){ entries.items[order[i]].a, entries.items[order[i]].b };
    rules->phrase_start = index_words(rules, &phrases, words, &order);
    rules->phrases = arena_alloc(&rules->memory, (phrases.count + 1) * sizeof *rules->phrases);
    if (!rules->phrases || !rules->phrase_start || !order) return;
    for (uint32_t i = 0; i < phrases.count; i++) {
        const triple *t = &phrases.items[order[i]];
        rules->phrases[i] = (word_phrase){ rules->lexicons.items[t->a]->forms[t->b].words[1], t->a, t->b };
    }
    for (uint32_t w = 0; w < words; w++) {
        uint32_t from = rules->phrase_start[w], n = rules->phrase_start[w + 1] - from;
        if (n > 1) qsort(rules->phrases + from, n, sizeof *rules->phrases, by_second_word);
    }
    phrase_columns(rules, phrases.count);
}

/* ---- senses ------------------------------------------------------------------------------------------------------ */

static bool is_formal(const column *c)
{
    return c->kind == COLUMN_REGEX || c->kind == COLUMN_SHAPE;
}

/* A sense whose anchors are found by looking the word up need only be asked of such words. */
static bool is_anchored(const rule_layer *l, const column_set *anchor)
{
    for (uint32_t i = 0; i < anchor->count; i++)
        if (is_formal(&l->columns[anchor->columns[i]])) return false;
    return anchor->count > 0;
}

static void index_senses(struct hs_rules *rules, rule_layer *l, uint32_t first_truth)
{
    triples found = { 0 };
    l->first_truth = first_truth;
    for (uint32_t c = 0; c < l->column_count; c++) {
        const column *col = &l->columns[c];
        if (col->kind != COLUMN_SENSE) continue;
        if (!is_anchored(l, &col->anchor)) push_number(&rules->memory, &l->free_senses, &l->free_sense_count, c);
        else for (uint32_t i = 0; i < col->anchor.count; i++) add(rules, &found, col->anchor.columns[i], c, 0);
    }
    uint32_t *order;
    l->sense_start = index_words(rules, &found, l->column_count, &order);
    l->senses = arena_alloc(&rules->memory, (found.count + 1) * sizeof *l->senses);
    for (uint32_t i = 0; l->senses && order && i < found.count; i++) l->senses[i] = found.items[order[i]].a;
}

/* ---- word classes ----------------------------------------------------------------------------------------------- */

static void add_class(word_class_info *info, upos_class upos, uint32_t weight)
{
    for (uint32_t i = 0; i < info->count; i++)
        if (info->upos[i] == upos) {
            if (weight > info->weight[i]) info->weight[i] = weight;
            return;
        }
    if (info->count == sizeof info->upos) return;
    uint32_t at = info->count++;
    while (at > 0 && info->weight[at - 1] < weight) {
        info->upos[at] = info->upos[at - 1];
        info->weight[at] = info->weight[at - 1];
        at--;
    }
    info->upos[at] = (uint8_t)upos;
    info->weight[at] = weight;
}

static uint32_t number_of(hs_str digits)
{
    uint32_t n = 0;
    for (size_t i = 0; i < digits.len && n < 100000000; i++)
        if (digits.ptr[i] >= '0' && digits.ptr[i] <= '9') n = n * 10 + (uint32_t)(digits.ptr[i] - '0');
    return n;
}

static void closed_entry(word_class_info *info, hs_str list)
{
    uint32_t weight = 8;
    info->is_closed = true;
    while (list.len) {
        const char *comma = memchr(list.ptr, ',', list.len);
        size_t n = comma ? (size_t)(comma - list.ptr) : list.len;
        upos_class c = upos_from((hs_str){ list.ptr, n });
        if (c != UPOS_NONE && weight) add_class(info, c, weight--);
        size_t skip = comma ? n + 1 : n;
        list = (hs_str){ list.ptr + skip, list.len - skip };
    }
}

static void class_list(struct hs_rules *rules, const lexicon *lex)
{
    static const struct { const char *name; upos_class upos; } open[] = {
        { "noun", UPOS_NOUN }, { "verb", UPOS_VERB }, { "adjective", UPOS_ADJ }, { "adverb", UPOS_ADV } };
    upos_class upos = UPOS_NONE;
    for (size_t i = 0; i < 4; i++)
        if (str_is(lex->word_class, open[i].name)) upos = open[i].upos;
    for (uint32_t i = 0; i < lex->form_count; i++) {
        const lexicon_form *f = &lex->forms[i];
        if (f->count != 1) continue;
        word_class_info *info = &rules->classes[f->words[0]];
        const lexicon_entry *e = &lex->entries[f->entry];
        hs_str list = lexicon_value(e, STR("upos"));
        if (list.len) closed_entry(info, list);
        else if (upos != UPOS_NONE && !info->is_closed) add_class(info, upos, 1 + number_of(lexicon_value(e, STR("n"))));
    }
}

static int longer_suffix(const void *a, const void *b)
{
    const class_suffix *x = a, *y = b;
    if (x->suffix.len != y->suffix.len) return x->suffix.len < y->suffix.len ? 1 : -1;
    return str_cmp(x->suffix, y->suffix);
}

static void suffixes(struct hs_rules *rules, const lexicon *lex)
{
    for (uint32_t i = 0; i < lex->entry_count; i++) {
        word_class_info info = { 0 };
        closed_entry(&info, lexicon_value(&lex->entries[i], STR("upos")));
        class_suffix s = { .suffix = lex->entries[i].head, .count = info.count < 4 ? info.count : 4 };
        memcpy(s.upos, info.upos, s.count);
        ARENA_PUSH(&rules->memory, rules->suffixes, rules->suffix_count, rules->suffix_cap, s);
    }
    if (rules->suffix_count) qsort(rules->suffixes, rules->suffix_count, sizeof *rules->suffixes, longer_suffix);
}

static void word_classes(struct hs_rules *rules, const hs_str *lists, uint32_t count, hs_str suffix_list)
{
    rules->classes = arena_zalloc(&rules->memory, rules->lexicons.word_count + 1, sizeof *rules->classes);
    if (!rules->classes) return;
    for (uint32_t i = 0; i < count; i++) {
        const lexicon *lex = lexicon_find(&rules->lexicons, lists[i]);
        if (lex) class_list(rules, lex);
    }
    const lexicon *lex = suffix_list.len ? lexicon_find(&rules->lexicons, suffix_list) : NULL;
    if (lex) suffixes(rules, lex);
}

/* ---- triggers --------------------------------------------------------------------------------------------------- */

static bool is_match(const struct hs_rules *rules, uint32_t layer, uint32_t number)
{
    const rule *r = &rules->rules[rules->layers[layer].programs[number]->rule];
    return r->layer == layer && number >= r->first_match && number < r->first_match + r->match_count;
}

static void add_trigger_layer(struct hs_rules *rules, rule_layer *layer, uint32_t index, uint32_t views)
{
    for (uint32_t i = 0; i < layer->trigger_layer_count; i++)
        if ((layer->trigger_layers[i] & 0xFFFF) == index) {
            layer->trigger_layers[i] |= views << 16;
            return;
        }
    push_number(&rules->memory, &layer->trigger_layers, &layer->trigger_layer_count, index | views << 16);
}

/* What a stretch must be asked before it is worth filling its columns. */
static void mark_triggers(struct hs_rules *rules, rule_layer *layer, const triples *found)
{
    layer->trigger_views = arena_zalloc(&rules->memory, layer->column_count + 1, 1);
    for (uint32_t i = 0; i < layer->always_count; i++) layer->always_views |= layer->programs[layer->always[i]]->views;
    for (uint32_t i = 0; layer->trigger_views && i < found->count; i++) {
        uint32_t number = found->items[i].word, views = layer->programs[found->items[i].a]->views;
        const column *col = &layer->columns[number];
        layer->trigger_views[number] |= (uint8_t)views;
        if ((col->kind == COLUMN_CLASS && !col->is_sense) || col->kind == COLUMN_EDGE || col->kind == COLUMN_FOLD) layer->always_views |= views;
        if (col->kind == COLUMN_LAYER || col->kind == COLUMN_LAYER_IN) add_trigger_layer(rules, layer, col->index, views);
    }
}

/* Each view of each layer has a bit. Where 64 don't do, bits are shared: they only say where it may be worth looking. */
static void number_triggers(struct hs_rules *rules)
{
    uint32_t n = 0;
    for (uint32_t l = LAYER_BUILTIN; l < rules->layer_count; l++)
        for (uint32_t v = 0; v < 4; v++)
            if (rules->layers[l].views & 1u << v) rules->layers[l].trigger_bit[v] = 1ULL << n++ % 64;
}

static void phrase_triggers(struct hs_rules *rules)
{
    uint32_t count = rules->phrase_start ? rules->phrase_start[rules->lexicons.word_count] : 0;
    rules->phrase_triggers = arena_zalloc(&rules->memory, count + 1, sizeof *rules->phrase_triggers);
    for (uint32_t p = 0; rules->phrase_triggers && p < count; p++)
        for (uint32_t i = rules->phrase_column_start[p]; i < rules->phrase_column_start[p + 1]; i++) {
            word_column c = rules->phrase_columns[i];
            rules->phrase_triggers[p] |= layer_trigger_bits(&rules->layers[c.layer], c.column);
        }
}

static void name_columns(arena *memory, rule_layer *layer)
{
    layer->test_columns = arena_alloc(memory, (layer->test_count + 1) * sizeof *layer->test_columns);
    for (uint32_t i = 0; layer->test_columns && i < layer->test_count; i++) {
        const token_test *t = &layer->tests[i];
        layer->test_columns[i] = t->count == 1 && t->code[0] < TEST_AND ? t->code[0] : UINT32_MAX;
    }
}

enum { TRIGGER_ALONE = 8, TRIGGER_ROUNDS = 3 };

/* How often stretches are looked at for a set that would not be looked at anyway. */
static uint64_t trigger_cost(const rule_layer *layer, const column_set *set, const uint32_t *uses)
{
    uint64_t cost = set->weight;
    for (uint32_t c = 0; c < set->count; c++)
        if (!uses[set->columns[c]]) cost += TRIGGER_ALONE * (uint64_t)layer->columns[set->columns[c]].weight;
    return cost;
}

static void count_uses(const column_set *set, uint32_t *uses, uint32_t by)
{
    for (uint32_t c = 0; c < set->count; c++) uses[set->columns[c]] += by;
}

/* Programs that wake at the same words cost less than the sum: each takes, of the sets it needs, the one that adds least to what
 * the others wake at. */
static void share_triggers(struct hs_rules *rules, uint32_t index)
{
    rule_layer *layer = &rules->layers[index];
    uint32_t *uses = arena_zalloc(&rules->work, layer->column_count + 1, sizeof *uses);
    for (uint32_t i = 0; uses && i < layer->program_count; i++)
        if (is_match(rules, index, i) && layer->programs[i]->need_count == 1) count_uses(&layer->programs[i]->needs[0], uses, 1);
    for (uint32_t round = 0; uses && round < TRIGGER_ROUNDS; round++)
        for (uint32_t i = 0; i < layer->program_count; i++) {
            program *p = layer->programs[i];
            if (!is_match(rules, index, i) || p->need_count < 2) continue;
            if (round) count_uses(&p->needs[p->trigger], uses, UINT32_MAX);
            uint64_t least = UINT64_MAX;
            for (uint32_t n = 0; n < p->need_count; n++) {
                uint64_t cost = trigger_cost(layer, &p->needs[n], uses);
                if (cost >= least) continue;
                least = cost;
                p->trigger = n;
            }
            count_uses(&p->needs[p->trigger], uses, 1);
        }
}

static void layer_triggers(struct hs_rules *rules, uint32_t index)
{
    rule_layer *layer = &rules->layers[index];
    triples found = { 0 };
    share_triggers(rules, index);
    for (uint32_t i = 0; i < layer->program_count; i++) {
        const program *p = layer->programs[i];
        if (!is_match(rules, index, i)) continue;
        if (!p->need_count) ARENA_PUSH(&rules->memory, layer->always, layer->always_count, layer->always_cap, i);
        for (uint32_t c = 0; p->need_count && c < p->needs[p->trigger].count; c++)
            add(rules, &found, p->needs[p->trigger].columns[c], i, 0);
    }
    mark_triggers(rules, layer, &found);
    name_columns(&rules->memory, layer);
    uint32_t *order;
    layer->trigger_start = index_words(rules, &found, layer->column_count, &order);
    layer->trigger_programs = arena_alloc(&rules->memory, (found.count + 1) * sizeof *layer->trigger_programs);
    for (uint32_t i = 0; layer->trigger_programs && order && i < found.count; i++) layer->trigger_programs[i] = found.items[order[i]].a;
}

static int higher_first(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x < y) - (x > y);
}

/* Programs of one priority are a group. */
static void group_programs(struct hs_rules *rules, rule_layer *l)
{
    int32_t *found = arena_alloc(&rules->work, (l->program_count + 1) * sizeof *found);
    l->program_group = arena_alloc(&rules->memory, (l->program_count + 1) * sizeof *l->program_group);
    if (!found || !l->program_group) return;
    for (uint32_t i = 0; i < l->program_count; i++) found[i] = l->programs[i]->priority;
    if (l->program_count) qsort(found, l->program_count, sizeof *found, higher_first);
    for (uint32_t i = 0; i < l->program_count; i++)
        if (!i || found[i] != found[i - 1]) found[l->group_count++] = found[i];
    for (uint32_t i = 0; i < l->program_count; i++) {
        const int32_t *at = bsearch(&l->programs[i]->priority, found, l->group_count, sizeof *found, higher_first);
        l->program_group[i] = (uint16_t)(at - found);
    }
}

void rules_freeze(struct hs_rules *rules, const hs_str *word_lists, uint32_t word_list_count, hs_str suffix_list)
{
    for (uint32_t l = 0; l < rules->layer_count; l++) sort_columns(rules, &rules->layers[l]);
    rules->column_count = 0; /* add_classes() made some more */
    for (uint32_t l = 0; l < rules->layer_count; l++) {
        index_senses(rules, &rules->layers[l], rules->column_count);
        rules->column_count += rules->layers[l].column_count;
    }
    word_columns(rules);
    word_entries(rules);
    word_classes(rules, word_lists, word_list_count, suffix_list);
    number_triggers(rules);
    for (uint32_t l = LAYER_BUILTIN; l < rules->layer_count; l++) layer_triggers(rules, l);
    uint32_t index = rules_layer(rules, "class");
    if (index != UINT32_MAX) group_programs(rules, &rules->layers[index]);
    phrase_triggers(rules);
}
