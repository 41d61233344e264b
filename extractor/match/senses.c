/* senses.c - which columns are true of a word: asked once for each distinct form, and for each class it turns out to have.
 *
 *   form "denied", VERB  ->  attribution: %cue-verbs.act=deny, (:VERB & !%light) ...   name: ...   time: ...
 *
 * Word lists and forms are looked up; a formula (COLUMN_SENSE) is asked only if one of its anchors is true; token regexes are
 * tried when a formula or a test needs them.
 *
 * Most words stand in no list, or in those in which many others stand: they are of one kind, and its senses are made once. */
#include "match/internal.h"

typedef enum { TRUTH_UNKNOWN, TRUTH_YES, TRUTH_NO } truth_value;

typedef struct {
    const struct hs_rules *rules;
    match_scratch         *s;
    const form            *form;
    const form_info       *info;
    const rule_layer      *rl;          /* of the columns asked for                */
    uint32_t               known_count; /* columns whose truth was set             */
    uint32_t               first_known; /* of this layer                           */
    uint32_t               limit;       /* a regex that took too many steps, from 1 */
    bool                   is_early;
} asking;

static void learn(asking *a, uint32_t column_index, truth_value value)
{
    uint32_t at = a->rl->first_truth + column_index;
    if (a->s->truth[at] == TRUTH_UNKNOWN) a->s->known[a->known_count++] = at;
    a->s->truth[at] = (uint8_t)value;
}

/* What takes too many steps counts as no match, and is told (match_tell_limits). */
static bool try_regex(asking *a, uint32_t index)
{
    const regex *r = a->rules->regexes[index];
    const size_t *groups;
    if (!regex_may_begin(r, (unsigned char)a->form->text.ptr[0])) return false;
    int got = regex_match_at(r, a->s->regex, a->form->text, 0, &groups);
    if (got == REGEX_LIMIT && !a->limit) a->limit = index + 1;
    if (got == REGEX_MEMORY) a->s->memory.failed = true;
    return got > 0;
}

static bool regex_is_true(asking *a, uint32_t index)
{
    uint8_t *kept = &a->s->regex_truth[index];
    if (*kept == TRUTH_UNKNOWN) *kept = try_regex(a, index) ? TRUTH_YES : TRUTH_NO;
    return *kept == TRUTH_YES;
}

static bool column_is_true(asking *a, uint32_t number);

static bool term_is_true(asking *a, const sense_term *terms, uint32_t at)
{
    const sense_term *t = &terms[at];
    switch (t->op) {
    case TEST_AND: return term_is_true(a, terms, t->a) && term_is_true(a, terms, t->b);
    case TEST_OR: return term_is_true(a, terms, t->a) || term_is_true(a, terms, t->b);
    case TEST_NOT: return !term_is_true(a, terms, t->a);
    default: return column_is_true(a, t->op);
    }
}

static bool column_is_true(asking *a, uint32_t number)
{
    const column *col = &a->rl->columns[number];
    truth_value known = (truth_value)a->s->truth[a->rl->first_truth + number];
    if (known != TRUTH_UNKNOWN) return known == TRUTH_YES;
    bool is_true = false; /* words, lists and classes were looked up: what isn't known of them isn't so */
    if (col->kind == COLUMN_SHAPE) is_true = (a->form->flags & col->index) != 0;
    if (col->kind == COLUMN_REGEX) is_true = regex_is_true(a, col->index);
    if (col->kind == COLUMN_SENSE) is_true = term_is_true(a, col->terms, col->term_count - 1);
    learn(a, number, is_true ? TRUTH_YES : TRUTH_NO);
    return is_true;
}

/* ---- one layer --------------------------------------------------------------------------------------------------- */

/* What the word's columns say of this layer; they lie in the order of the layers. */
static void look_up_word(asking *a, uint32_t word, uint32_t *at, uint32_t layer_index)
{
    const word_column *said = a->rules->columns;
    if (word == WORD_NONE) return;
    for (uint32_t end = a->rules->column_start[word + 1]; *at < end && said[*at].layer <= layer_index; ++*at)
        if (said[*at].layer == layer_index) learn(a, said[*at].column, TRUTH_YES);
}

static void ask_formulas(asking *a)
{
    const rule_layer *rl = a->rl;
    uint32_t looked_up = a->known_count;
    for (uint32_t i = a->first_known; i < looked_up; i++) {
        uint32_t number = a->s->known[i] - rl->first_truth;
        for (uint32_t k = rl->sense_start[number]; k < rl->sense_start[number + 1]; k++) column_is_true(a, rl->senses[k]);
    }
    for (uint32_t k = 0; k < rl->free_sense_count; k++) column_is_true(a, rl->free_senses[k]);
    for (uint32_t k = 0; k < rl->formal_count; k++) column_is_true(a, rl->formal[k]);
}

static void push(match_scratch *s, uint32_t number)
{
    void *pool = s->pool;
    if (s->pool_count == s->pool_cap && !scratch_reserve(&pool, &s->pool_cap, (size_t)s->pool_count + 1, sizeof *s->pool)) {
        s->memory.failed = true;
        return;
    }
    s->pool = pool;
    s->pool[s->pool_count++] = (uint16_t)number;
}

/* Writes the true columns that are wanted into the pool, and says what they trigger. */
static uint64_t write_columns(asking *a)
{
    match_scratch *s = a->s;
    const rule_layer *rl = a->rl;
    uint64_t triggers = 0;
    for (uint32_t i = a->first_known; i < a->known_count; i++) {
        uint32_t number = s->known[i] - rl->first_truth;
        if (s->truth[s->known[i]] != TRUTH_YES || !rl->columns[number].is_wanted) continue;
        push(s, number);
        if (rl->trigger_views[number]) triggers |= layer_trigger_bits(rl, number);
    }
    return triggers;
}

/* Triggers, the list of places, then the columns of one layer after another. */
static uint32_t write_sense(asking *a, upos_class c)
{
    match_scratch *s = a->s;
    const struct hs_rules *rules = a->rules;
    uint32_t at = s->pool_count, layer_count = rules->layer_count - LAYER_BUILTIN;
    uint32_t in_word = a->info->word == WORD_NONE ? 0 : rules->column_start[a->info->word];
    uint32_t in_exact = a->info->exact == WORD_NONE ? 0 : rules->column_start[a->info->exact];
    uint64_t triggers = 0;
    for (uint32_t i = 0; i < SENSE_HEAD + layer_count + 1; i++) push(s, 0);
    for (uint32_t i = 0; i <= layer_count && !s->memory.failed; i++) {
        s->pool[at + SENSE_HEAD + i] = (uint16_t)(s->pool_count - at);
        if (i == layer_count) break;
        a->rl = &rules->layers[LAYER_BUILTIN + i];
        a->first_known = a->known_count;
        if (a->rl->has_settled_classes == a->is_early) continue;
        look_up_word(a, a->info->word, &in_word, LAYER_BUILTIN + i);
        look_up_word(a, a->info->exact, &in_exact, LAYER_BUILTIN + i);
        if (!a->is_early && a->rl->class_column[c] != UINT32_MAX) learn(a, a->rl->class_column[c], TRUTH_YES);
        ask_formulas(a);
        triggers |= write_columns(a);
    }
    if (s->memory.failed) return SENSE_NONE;
    memcpy(s->pool + at, &triggers, sizeof triggers);
    s->pool[at + SENSE_LIMIT] = (uint16_t)a->limit;
    s->has_limits |= a->limit != 0;
    return at;
}

static bool reserve(const struct hs_rules *rules, match_scratch *s)
{
    void *truth = s->truth, *regexes = s->regex_truth, *known = s->known;
    bool ok = scratch_reserve(&truth, &s->truth_cap, rules->column_count + 1, 1) &&
              scratch_reserve(&regexes, &s->regex_truth_cap, rules->regex_count + 1, 1) &&
              scratch_reserve(&known, &s->known_cap, rules->column_count + 1, sizeof *s->known);
    s->truth = truth;
    s->regex_truth = regexes;
    s->known = known;
    if (!ok) s->memory.failed = true;
    return ok;
}

/* ---- kinds ------------------------------------------------------------------------------------------------------- */

enum { KIND_COLUMNS_MOST = 64 }; /* words with more columns are few, and each has others */

/* Adds what is known of the word; false if it is too much. */
static bool add_word(const struct hs_rules *rules, buffer *key, uint32_t word)
{
    uint32_t from = word == WORD_NONE ? 0 : rules->column_start[word], end = word == WORD_NONE ? 0 : rules->column_start[word + 1], count = end - from;
    if (count > KIND_COLUMNS_MOST) return false;
    buffer_bytes(key, (const char *)&count, sizeof count);
    buffer_bytes(key, (const char *)(rules->columns + from), count * sizeof *rules->columns);
    return true;
}

/* Adds which token regexes match the form; false if one takes too many steps, which is told where it is needed. */
static bool add_regexes(const struct hs_rules *rules, match_scratch *s, buffer *key, const form *f)
{
    for (uint32_t i = 0; i < rules->regex_count; i++) {
        const size_t *groups;
        if (!regex_may_begin(rules->regexes[i], (unsigned char)f->text.ptr[0])) continue;
        int got = regex_match_at(rules->regexes[i], s->regex, f->text, 0, &groups);
        if (got != REGEX_NONE && got < 1) return false;
        if (got > 0) buffer_bytes(key, (const char *)&i, sizeof i);
    }
    return true;
}

uint32_t sense_kind(const struct hs_rules *rules, match_scratch *s, uint32_t form_index)
{
    const form *f = &s->forms.items[form_index];
    buffer *key = &s->kind_key;
    void *senses = s->kind_senses;
    buffer_clear(key);
    buffer_bytes(key, (const char *)&f->flags, sizeof f->flags);
    if (!add_word(rules, key, s->infos[form_index].word) || !add_word(rules, key, s->infos[form_index].exact) || !add_regexes(rules, s, key, f))
        return KIND_NONE;
    if (key->failed) {
        buffer_free(key); /* it would stay failed: the next article begins anew */
        s->memory.failed = true;
        return KIND_NONE;
    }
    uint32_t known = strmap_get(&s->kinds, buffer_view(key)), number = s->kinds.count;
    if (known != STRMAP_NONE) return known;
    if (!scratch_reserve(&senses, &s->kind_cap, ((size_t)number + 1) * UPOS_COUNT, sizeof *s->kind_senses)) {
        s->memory.failed = true;
        return KIND_NONE;
    }
    s->kind_senses = senses;
    for (uint32_t i = 0; i < UPOS_COUNT; i++) s->kind_senses[number * UPOS_COUNT + i] = SENSE_NONE;
    strmap_put(&s->kinds, arena_copy(&s->memory, buffer_view(key)), number);
    return number;
}

uint32_t sense_make(const struct hs_rules *rules, match_scratch *s, uint32_t form_index, upos_class c)
{
    uint32_t kind = s->infos[form_index].kind, *of_kind = kind == KIND_NONE ? NULL : &s->kind_senses[kind * UPOS_COUNT + (uint32_t)c];
    if (of_kind && *of_kind != SENSE_NONE) return *of_kind;
    if (!reserve(rules, s)) return SENSE_NONE;
    asking a = { .rules = rules, .s = s, .form = &s->forms.items[form_index], .info = &s->infos[form_index], .is_early = c == UPOS_NONE };
    uint32_t made = write_sense(&a, c);
    for (uint32_t i = 0; i < a.known_count; i++) s->truth[s->known[i]] = TRUTH_UNKNOWN;
    memset(s->regex_truth, 0, rules->regex_count);
    if (of_kind) *of_kind = made;
    return made;
}

/* ---- limits ------------------------------------------------------------------------------------------------------ */

static hs_str pattern_of(const struct hs_rules *rules, uint32_t index)
{
    for (uint32_t i = 0; i < rules->regex_names.count; i++)
        if (rules->regex_names.entries[i].value == index) return rules->regex_names.entries[i].key;
    return STR("");
}

static void tell_limit(match_run *run, uint32_t sense, uint32_t token_index)
{
    uint32_t limit = sense == SENSE_NONE ? 0 : run->scratch->pool[sense + SENSE_LIMIT];
    if (!limit) return;
    hs_str pattern = pattern_of(run->rules, limit - 1), word = run->scratch->forms.items[run->tokens->items[token_index].form].text;
    match_warn(run, "limit: the token regex /%.*s/ takes too many steps on \"%.*s\" at byte %u and was taken not to match",
               (int)(pattern.len < 60 ? pattern.len : 60), pattern.ptr, (int)(word.len < 40 ? word.len : 40), word.ptr,
               run->tokens->items[token_index].start);
}

void match_tell_limits(match_run *run)
{
    for (uint32_t i = 0; run->scratch->has_limits && i < run->tokens->count; i++) {
        tell_limit(run, run->scratch->early[run->tokens->items[i].form], i);
        tell_limit(run, run->senses[i], i);
    }
}
