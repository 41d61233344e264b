/* scratch.c - what one thread keeps between documents: distinct forms and what the rules say of them.
 *
 * Idle scratches hang in a list at the rules, under their lock: one lock for each document, none while matching. */
#include "match/internal.h"

#include <stdlib.h>

static void scratch_free(match_scratch *s)
{
    forms_free(&s->forms);
    arena_free(&s->memory);
    free(s->columns.bits);
    free(s->columns.tests);
    free(s->columns.stamp);
    free(s->columns.touched);
    free(s->columns.is_touched);
    free(s->columns.starts);
    free(s->batch.parts);
    free(s->marks);
    free(s->run_list);
    free(s->starts);
    free(s->work);
    free(s->subject);
    regex_run_free(s->regex);
    free(s);
}

static void free_list(void *list)
{
    for (match_scratch *s = list, *next; s; s = next) {
        next = s->next;
        scratch_free(s);
    }
}

static match_scratch *create(void)
{
    match_scratch *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    forms_init(&s->forms);
    arena_init(&s->memory);
    s->regex = regex_run_create();
    if (!s->regex) {
        scratch_free(s);
        return NULL;
    }
    return s;
}

static void forget(match_scratch *s)
{
    forms_free(&s->forms);
    forms_init(&s->forms);
    arena_free(&s->memory);
    s->infos = NULL;
    s->info_count = s->info_cap = 0;
    s->briefs = NULL;
    s->brief_count = s->brief_cap = 0;
    s->form_layers = NULL;
    s->form_layer_count = s->form_layer_cap = 0;
    s->pool = NULL;
    s->pool_count = s->pool_cap = 0;
}

match_scratch *match_scratch_take(const struct hs_rules *rules)
{
    struct hs_rules *own = (struct hs_rules *)(uintptr_t)rules; /* the list of idle scratches is the rules' only mutable part */
    pthread_mutex_lock(&own->lock);
    match_scratch *s = own->scratch;
    if (s) own->scratch = s->next;
    own->scratch_free = free_list;
    pthread_mutex_unlock(&own->lock);
    if (!s) s = create();
    if (s && (s->forms.count > SCRATCH_FORMS_MOST || s->forms.memory.failed || s->memory.failed)) forget(s);
    return s;
}

void match_scratch_return(const struct hs_rules *rules, match_scratch *s)
{
    struct hs_rules *own = (struct hs_rules *)(uintptr_t)rules;
    if (!s) return;
    pthread_mutex_lock(&own->lock);
    s->next = own->scratch;
    own->scratch = s;
    pthread_mutex_unlock(&own->lock);
}

forms *match_forms(match_scratch *s)
{
    return &s->forms;
}

bool scratch_reserve(void **block, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap) return true;
    size_t grown = *cap ? *cap : 64;
    while (grown < need) {
        if (grown > SIZE_MAX / 2 / size) return false;
        grown *= 2;
    }
    void *p = realloc(*block, grown * size);
    if (!p) return false;
    memset((char *)p + *cap * size, 0, (grown - *cap) * size);
    *block = p;
    *cap = grown;
    return true;
}

/* ---- forms ------------------------------------------------------------------------------------------------------ */

static void rank(form_info *info, upos_class c)
{
    if (info->possible & 1u << c || info->ranked_count == sizeof info->ranked) return;
    info->possible |= 1u << c;
    info->ranked[info->ranked_count++] = (uint8_t)c;
}

static bool ends_in(hs_str word, hs_str suffix)
{
    return word.len > suffix.len + 1 && memcmp(word.ptr + word.len - suffix.len, suffix.ptr, suffix.len) == 0;
}

/* Classes of a form that no list knows: by its shape, then by its ending, else a noun. */
static void guess_classes(const struct hs_rules *rules, form_info *info, hs_str folded, uint16_t flags)
{
    if (flags & TOKEN_PUNCT) {
        rank(info, UPOS_PUNCT);
        return;
    }
    if (flags & TOKEN_NUM) {
        rank(info, UPOS_NUM);
        return;
    }
    if (flags & TOKEN_CAP) rank(info, UPOS_PROPN);
    for (uint32_t i = 0; i < rules->suffix_count; i++) {
        const class_suffix *s = &rules->suffixes[i];
        if (!ends_in(folded, s->suffix)) continue;
        for (uint32_t k = 0; k < s->count; k++) rank(info, (upos_class)s->upos[k]);
        return;
    }
    rank(info, UPOS_NOUN);
}

static void form_classes(const struct hs_rules *rules, form_info *info, hs_str folded, uint16_t flags)
{
    const word_class_info *known = info->word != WORD_NONE ? &rules->classes[info->word] : NULL;
    if (known && known->count) {
        info->is_known = true;
        for (uint32_t i = 0; i < known->count; i++) rank(info, (upos_class)known->upos[i]);
        if (flags & TOKEN_CAP) rank(info, UPOS_PROPN);
    } else {
        guess_classes(rules, info, folded, flags);
    }
}

typedef struct { uint16_t layer, column; } found_column;

static bool is_shape(uint16_t flags, uint32_t shape)
{
    return (flags & shape) != 0;
}

/* Columns that depend on the form: those of its word, of its exact form, of the token regexes and shapes. */
static uint32_t form_columns(const struct hs_rules *rules, match_scratch *s, const form_info *info, const form *f, found_column *out,
                             uint32_t cap)
{
    uint32_t n = 0;
    uint32_t words[2] = { info->word, info->exact };
    for (int k = 0; k < 2; k++) {
        if (words[k] == WORD_NONE) continue;
        for (uint32_t i = rules->column_start[words[k]]; i < rules->column_start[words[k] + 1] && n < cap; i++)
            out[n++] = (found_column){ rules->columns[i].layer, rules->columns[i].column };
    }
    for (uint32_t l = LAYER_BUILTIN; l < rules->layer_count; l++) {
        const rule_layer *rl = &rules->layers[l];
        for (uint32_t k = 0; k < rl->formal_count && n < cap; k++) {
            uint32_t c = rl->formal[k];
            const column *col = &rl->columns[c];
            bool is_true = false;
            const size_t *groups;
            if (col->kind == COLUMN_REGEX)
                is_true = regex_may_begin(col->pattern, (unsigned char)f->text.ptr[0]) && regex_match_at(col->pattern, s->regex, f->text, 0, &groups) > 0;
            else if (col->kind == COLUMN_SHAPE) is_true = is_shape(f->flags, col->index);
            if (is_true) out[n++] = (found_column){ (uint16_t)l, (uint16_t)c };
        }
    }
    return n;
}

static uint32_t exact_word(const struct hs_rules *rules, arena *memory, hs_str written)
{
    if (!rules->lexicons.has_exact) return WORD_NONE;
    hs_str straight = token_straighten(memory, written);
    char key[128];
    if (straight.len + 1 > sizeof key) return WORD_NONE;
    key[0] = '=';
    memcpy(key + 1, straight.ptr, straight.len);
    return strmap_get(&rules->lexicons.words, (hs_str){ key, straight.len + 1 });
}

static void store_columns(const struct hs_rules *rules, match_scratch *s, const found_column *found, uint32_t n)
{
    uint16_t at = (uint16_t)(rules->layer_count + 1);
    for (uint32_t l = 0; l <= rules->layer_count; l++) {
        ARENA_PUSH(&s->memory, s->pool, s->pool_count, s->pool_cap, at);
        for (uint32_t i = 0; l < rules->layer_count && i < n; i++) at = (uint16_t)(at + (found[i].layer == l));
    }
    for (uint32_t l = 0; l < rules->layer_count; l++)
        for (uint32_t i = 0; i < n; i++)
            if (found[i].layer == l) ARENA_PUSH(&s->memory, s->pool, s->pool_count, s->pool_cap, found[i].column);
}

enum { FORM_COLUMNS_MOST = 512 };

static void add_info(const struct hs_rules *rules, match_scratch *s, const form *f)
{
    form_info info = { 0 };
    found_column found[FORM_COLUMNS_MOST];
    hs_str folded = token_fold(&s->memory, f->text);
    info.word = strmap_get(&rules->lexicons.words, folded);
    info.exact = exact_word(rules, &s->memory, f->text);
    form_classes(rules, &info, folded, f->flags);
    uint32_t words[2] = { info.word, info.exact };
    uint32_t brief = info.possible;
    for (int k = 0; k < 2; k++)
        if (words[k] != WORD_NONE && rules->phrase_start[words[k]] < rules->phrase_start[words[k] + 1]) brief |= FORM_HAS_PHRASES;
    uint32_t n = form_columns(rules, s, &info, f, found, FORM_COLUMNS_MOST);
    struct form_layers in = { .column_at = s->pool_count };
    for (uint32_t i = 0; i < n; i++) {
        in.columns |= 1ULL << found[i].layer;
        if (rules->layers[found[i].layer].is_trigger[found[i].column]) in.triggers |= 1ULL << found[i].layer;
    }
    store_columns(rules, s, found, n);
    ARENA_PUSH(&s->memory, s->infos, s->info_count, s->info_cap, info);
    ARENA_PUSH(&s->memory, s->briefs, s->brief_count, s->brief_cap, brief);
    ARENA_PUSH(&s->memory, s->form_layers, s->form_layer_count, s->form_layer_cap, in);
}

bool form_infos(const struct hs_rules *rules, match_scratch *s)
{
    while (s->info_count < s->forms.count && !s->memory.failed) add_info(rules, s, &s->forms.items[s->info_count]);
    return !s->memory.failed && !s->forms.memory.failed;
}
