/* lexicon_link.c - what follows reading: the forms of every entry, the numbers of their words, the forms of a lemma. */
#include "rule/lexicon_word.h"

#include <stdlib.h>

enum { CUT_MOST = LEXICON_FORM_WORDS };
enum { ENTRIES_AHEAD = 4 }; /* words are asked for before they are looked up: the table is larger than the cache */

/* Words are many and short: one behind the other in blocks. */
static hs_str keep_word(lexicons *l, hs_str word)
{
    enum { BLOCK = 16 * 1024 };
    if (word.len > l->text_room) {
        size_t size = word.len > BLOCK ? word.len : BLOCK;
        l->text_at = arena_alloc(l->memory, size);
        l->text_room = l->text_at ? size : 0;
        if (!l->text_at) return STR("");
    }
    char *kept = l->text_at;
    if (word.len) memcpy(kept, word.ptr, word.len);
    l->text_at += word.len;
    l->text_room -= word.len;
    return (hs_str){ kept, word.len };
}

uint32_t lexicons_word(lexicons *l, hs_str written)
{
    uint32_t known = strmap_add(&l->words, written, l->word_count);
    if (known != STRMAP_NONE) return known;
    if (l->words.count == l->word_count) return l->word_count; /* memory failed: the load fails with it */
    hs_str kept = keep_word(l, written);
    if (kept.len > 1 && kept.ptr[0] == '=') l->has_exact = true;
    l->words.entries[l->word_count].key = kept;
    return l->word_count++;
}

typedef struct {
    lexicons           *all;
    lexicon            *lex;
    const token_tables *tables;
    problems           *problems;
    uint32_t            cap;
    uint32_t            entry;
} linking;

static bool is_plain_word(hs_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < 'a' || s.ptr[i] > 'z') return false;
    return s.len > 0;
}

static uint32_t word_of(linking *k, hs_str one)
{
    if (!k->lex->is_exact) return lexicons_word(k->all, token_fold(k->all->memory, one)); /* which leaves small letters alone */
    hs_str straight = token_straighten(k->all->memory, one);
    return lexicons_word(k->all, join(k->all->memory, STR(""), '=', straight));
}

/* Numbers of words, likewise. */
static uint32_t *room_for_numbers(lexicons *l, uint32_t count)
{
    enum { BLOCK = 4096 };
    if (count > l->numbers_room) {
        l->numbers_at = arena_alloc(l->memory, BLOCK * sizeof *l->numbers_at);
        l->numbers_room = l->numbers_at ? BLOCK : 0;
        if (!l->numbers_at) return NULL;
    }
    uint32_t *room = l->numbers_at;
    l->numbers_at += count;
    l->numbers_room -= count;
    return room;
}

static void add_form(linking *k, hs_str written)
{
    lexicon_form f = { .entry = k->entry };
    uint32_t *words;
    if (is_plain_word(written)) {
        f.words = words = room_for_numbers(k->all, f.count = 1);
        if (words) *words = k->lex->is_exact ? word_of(k, written) : lexicons_word(k->all, written);
    } else {
        hs_span cuts[CUT_MOST];
        uint32_t n = token_cut(written, k->tables, cuts, CUT_MOST);
        if (n == 0 || n > CUT_MOST) {
            problem_add(k->problems, HS_PROBLEM_ERROR, "H030", &k->lex->source, k->lex->entries[k->entry].where, NULL,
                        "an entry has 1 to %d tokens", CUT_MOST);
            return;
        }
        f.words = words = room_for_numbers(k->all, f.count = n);
        for (uint32_t i = 0; words && i < n; i++) words[i] = word_of(k, str_of(written, cuts[i]));
        if (n > 1) k->lex->has_phrases = true;
    }
    if (words) ARENA_PUSH(k->all->memory, k->lex->forms, k->lex->form_count, k->cap, f);
}

/* The forms of one word in a class, itself left out: given in the entry, else irregular, else regular. */
static uint32_t forms_of(lexicons *l, hs_str word_class, hs_str given, hs_str word, inflected *out)
{
    if (!given.len) {
        char key[96];
        if (word_class.len + 1 + word.len > sizeof key) return 0;
        memcpy(key, word_class.ptr, word_class.len);
        key[word_class.len] = ' ';
        memcpy(key + word_class.len + 1, word.ptr, word.len);
        uint32_t i = strmap_get(&l->irregular, (hs_str){ key, word_class.len + 1 + word.len });
        if (i != STRMAP_NONE) given = l->irregular_forms[i];
    }
    if (!given.len) return inflect_regular(&l->inflection, word_class, word, out);
    uint32_t n = 0;
    while (given.len && n < INFLECT_FORMS) {
        hs_str one = take_word(&given);
        if (one.len > INFLECT_LENGTH) continue;
        memcpy(out[n].text, one.ptr, one.len);
        out[n++].len = (uint32_t)one.len;
    }
    return n;
}

static void link_entry(linking *k)
{
    const lexicon_entry *e = &k->lex->entries[k->entry];
    if (k->entry + ENTRIES_AHEAD < k->lex->entry_count) strmap_prefetch(&k->all->words, e[ENTRIES_AHEAD].head);
    bool is_noun = str_is(k->lex->word_class, "noun");
    add_form(k, e->head);
    if (!is_noun && !str_is(k->lex->word_class, "verb") && !e->given.len) return;
    hs_str head = e->head, before = STR(""), after = STR("");
    if (is_noun) { /* a noun phrase inflects its last word, every other phrase its first */
        for (size_t i = head.len; i > 0; i--)
            if (head.ptr[i - 1] == ' ') {
                before = (hs_str){ head.ptr, i };
                head = (hs_str){ head.ptr + i, head.len - i };
                break;
            }
    } else {
        const char *space = memchr(head.ptr, ' ', head.len);
        if (space) {
            after = (hs_str){ space, head.len - (size_t)(space - head.ptr) };
            head.len = (size_t)(space - head.ptr);
        }
    }
    inflected made[INFLECT_FORMS];
    uint32_t n = forms_of(k->all, k->lex->word_class, e->given, head, made);
    for (uint32_t i = 0; i < n; i++) strmap_prefetch(&k->all->words, (hs_str){ made[i].text, made[i].len });
    for (uint32_t i = 0; i < n; i++) {
        char written[3 * INFLECT_LENGTH];
        size_t len = before.len + made[i].len + after.len;
        if (len > sizeof written) continue;
        if (before.len) memcpy(written, before.ptr, before.len);
        memcpy(written + before.len, made[i].text, made[i].len);
        if (after.len) memcpy(written + before.len + made[i].len, after.ptr, after.len);
        add_form(k, (hs_str){ written, len });
    }
}

/* Forms of an entry, as nearly all have them. */
static uint32_t forms_expected(const lexicon *lex)
{
    return str_is(lex->word_class, "verb") ? 5 : str_is(lex->word_class, "noun") ? 3 : 1;
}

static int by_name(const void *a, const void *b)
{
    return str_cmp((*(lexicon *const *)a)->name, (*(lexicon *const *)b)->name);
}

void lexicons_link(lexicons *l, const token_tables *tables, problems *p)
{
    if (l->count) qsort(l->items, l->count, sizeof *l->items, by_name);
    uint32_t entries = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        strmap_put(&l->by_name, l->items[i]->name, i);
        entries += l->items[i]->entry_count;
    }
    strmap_reserve(&l->words, entries);
    for (uint32_t i = 0; i < l->count; i++) {
        linking k = { .all = l, .lex = l->items[i], .tables = tables, .problems = p };
        if (is_irregular_list(k.lex->name) || str_is(k.lex->word_class, "suffix") || str_is(k.lex->word_class, "inflection")) continue;
        k.cap = k.lex->entry_count * forms_expected(k.lex);
        k.lex->forms = arena_alloc(l->memory, k.cap * sizeof *k.lex->forms);
        if (!k.lex->forms) return;
        for (k.entry = 0; k.entry < k.lex->entry_count; k.entry++) link_entry(&k);
    }
}

/* ---- lemmas ------------------------------------------------------------------------------------------------------ */

static const char *const lemma_classes[] = { "verb", "noun", "adjective" };
enum { LEMMA_CLASSES = 3, LEMMAS_UNINDEXED = 16 /* so many are looked for entry by entry: cheaper than an index */ };

static bool has_lemmas(const lexicon *lex, size_t c)
{
    return str_is(lex->word_class, lemma_classes[c]) && !is_irregular_list(lex->name);
}

typedef struct { bool is_listed; hs_str given; } lemma_found;

static void take_entry(lemma_found *f, const lexicon_entry *e)
{
    f->is_listed = true;
    if (!f->given.len) f->given = e->given;
}

static void scan_lemma(const lexicons *l, hs_str lemma, lemma_found found[LEMMA_CLASSES])
{
    for (uint32_t i = 0; i < l->count; i++)
        for (size_t c = 0; c < LEMMA_CLASSES; c++) {
            if (!has_lemmas(l->items[i], c)) continue;
            for (uint32_t e = 0; e < l->items[i]->entry_count; e++)
                if (str_eq(l->items[i]->entries[e].head, lemma)) take_entry(&found[c], &l->items[i]->entries[e]);
        }
}

/* Chained at the word that a head is; those that are several words, or stand in a list that distinguishes capitals, at none. */
static void index_list(lexicons *l, uint8_t c, const lexicon *lex)
{
    for (uint32_t f = lex->form_count; f-- > 0;) {
        const lexicon_form *head = &lex->forms[f]; /* the first form of an entry */
        if (f && head[-1].entry == head->entry) continue;
        uint32_t *first = &l->lemma_first[head->count == 1 && !lex->is_exact ? head->words[0] : l->lemma_words];
        l->lemma_places[l->lemma_count] = (lemma_place){ &lex->entries[head->entry], *first, c };
        *first = l->lemma_count++;
    }
}

/* Backwards, so that each chain runs in the order of the lists and their entries. */
static void index_lemmas(lexicons *l)
{
    uint32_t entries = 0;
    for (uint32_t i = 0; i < l->count; i++) entries += l->items[i]->entry_count;
    l->lemma_words = l->word_count;
    l->lemma_first = arena_alloc(l->work, (l->lemma_words + 1) * sizeof *l->lemma_first);
    l->lemma_places = arena_alloc(l->work, (entries + 1) * sizeof *l->lemma_places);
    if (!l->lemma_first || !l->lemma_places) return;
    memset(l->lemma_first, 0xFF, (l->lemma_words + 1) * sizeof *l->lemma_first);
    for (uint32_t i = l->count; i-- > 0;)
        for (uint8_t c = 0; c < LEMMA_CLASSES; c++)
            if (has_lemmas(l->items[i], c)) index_list(l, c, l->items[i]);
}

static void find_lemma(lexicons *l, hs_str lemma, lemma_found found[LEMMA_CLASSES])
{
    if (l->lemmas_asked++ < LEMMAS_UNINDEXED) {
        scan_lemma(l, lemma, found);
        return;
    }
    if (!l->lemma_places) index_lemmas(l);
    if (l->work->failed) return;
    uint32_t known = strmap_get(&l->words, token_fold(l->work, lemma)), most = l->lemma_words, places[] = { known < most ? known : most, most };
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t k = l->lemma_first[places[i]]; k != UINT32_MAX; k = l->lemma_places[k].next)
            if (str_eq(l->lemma_places[k].entry->head, lemma)) take_entry(&found[l->lemma_places[k].word_class], l->lemma_places[k].entry);
}

void lexicons_lemma_forms(lexicons *l, hs_str lemma, void (*take)(void *user, hs_str form), void *user)
{
    lemma_found found[LEMMA_CLASSES] = { { false, STR("") }, { false, STR("") }, { false, STR("") } };
    take(user, lemma);
    find_lemma(l, lemma, found);
    bool is_unknown = true;
    for (size_t c = 0; c < LEMMA_CLASSES; c++) is_unknown &= !found[c].is_listed;
    if (is_unknown) found[0].is_listed = true; /* nobody lists it: take it for a verb */
    for (size_t c = 0; c < LEMMA_CLASSES; c++) {
        if (!found[c].is_listed) continue;
        inflected made[INFLECT_FORMS];
        uint32_t n = forms_of(l, (hs_str){ lemma_classes[c], strlen(lemma_classes[c]) }, found[c].given, lemma, made);
        for (uint32_t i = 0; i < n; i++) take(user, (hs_str){ made[i].text, made[i].len });
    }
}
