/* scratch.c - what one thread keeps between documents: distinct forms and what the rules say of them.
 *
 * Idle scratches hang in a list at the rules, under their lock: one lock for each document, none while matching. */
#include "match/internal.h"

#include <stdlib.h>

static void scratch_free(match_scratch *s)
{
    forms_free(&s->forms);
    arena_free(&s->memory);
    free(s->infos);
    free(s->briefs);
    free(s->early);
    free(s->pool);
    free(s->kind_senses);
    buffer_free(&s->kind_key);
    free(s->columns.bits);
    free(s->columns.tests);
    free(s->columns.stamp);
    free(s->columns.parts);
    free(s->columns.starts);
    free(s->batch.parts);
    free(s->marks);
    free(s->run_list);
    free(s->truth);
    free(s->regex_truth);
    free(s->known);
    free(s->memo);
    free(s->work);
    free(s->order);
    free(s->entries);
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
    strmap_init(&s->kinds, &s->memory);
    buffer_init(&s->kind_key);
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
    strmap_init(&s->kinds, &s->memory);
    s->info_count = s->pool_count = 0;
    s->has_limits = false;
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

static bool reserve_info(match_scratch *s)
{
    void *infos = s->infos, *briefs = s->briefs, *early = s->early;
    size_t need = (size_t)s->info_count + 1;
    bool ok = scratch_reserve(&infos, &s->info_cap, need, sizeof *s->infos) && scratch_reserve(&briefs, &s->brief_cap, need, sizeof *s->briefs) &&
              scratch_reserve(&early, &s->early_cap, need, sizeof *s->early);
    s->infos = infos;
    s->briefs = briefs;
    s->early = early;
    s->memory.failed |= !ok;
    return ok && !s->memory.failed;
}

static void add_info(const struct hs_rules *rules, match_scratch *s, const form *f)
{
    form_info info = { .senses = { SENSE_NONE, SENSE_NONE, SENSE_NONE, SENSE_NONE, SENSE_NONE, SENSE_NONE } };
    hs_str folded = token_fold(&s->memory, f->text);
    info.word = strmap_get(&rules->lexicons.words, folded);
    info.exact = exact_word(rules, &s->memory, f->text);
    form_classes(rules, &info, folded, f->flags);
    uint32_t words[2] = { info.word, info.exact };
    uint32_t brief = info.possible, number = s->info_count;
    if (!reserve_info(s)) return;
    for (int k = 0; k < 2; k++)
        if (words[k] != WORD_NONE && rules->phrase_start[words[k]] < rules->phrase_start[words[k] + 1]) brief |= FORM_HAS_PHRASES;
    s->infos[number] = info;
    s->infos[number].kind = sense_kind(rules, s, number);
    s->briefs[number] = brief;
    s->info_count++;
    s->early[number] = sense_make(rules, s, number, UPOS_NONE);
}

bool form_infos(const struct hs_rules *rules, match_scratch *s)
{
    while (s->info_count < s->forms.count && !s->memory.failed) add_info(rules, s, &s->forms.items[s->info_count]);
    return !s->memory.failed && !s->forms.memory.failed;
}
