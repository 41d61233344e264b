/* tables.c - see tables.h. */
#include "rule/tables.h"

pack_table *tables_get(pack_tables *t, hs_str key)
{
    for (uint32_t i = 0; i < t->count; i++)
        if (str_eq(t->items[i].key, key)) return &t->items[i];
    if (t->count == sizeof t->items / sizeof *t->items) return NULL;
    t->items[t->count] = (pack_table){ .key = key };
    return &t->items[t->count++];
}

static void nearest_lexicon(struct hs_rules *rules, hs_str wrong, char *help, size_t size)
{
    const lexicons *all = &rules->lexicons;
    hs_str *names = arena_alloc(&rules->memory, (all->count + 1) * sizeof *names);
    for (uint32_t i = 0; names && i < all->count; i++) names[i] = all->items[i]->name;
    problem_nearest(help, size, "", wrong, names, names ? all->count : 0);
}

void tables_check(const pack_tables *t, struct hs_rules *rules, problems *p)
{
    for (uint32_t i = 0; i < t->count; i++)
        for (uint32_t k = 0; k < t->items[i].count; k++) {
            hs_str key = t->items[i].key, list = t->items[i].lists[k];
            if (lexicon_find(&rules->lexicons, list)) continue;
            char help[120];
            const pack_word *at = &t->items[i].words[k];
            nearest_lexicon(rules, list, help, sizeof help);
            problem_add(p, HS_PROBLEM_ERROR, "H021", &at->file->source, at->node->where, help,
                        "table %.*s names the lexicon %.*s, which isn't there", (int)key.len, key.ptr, (int)list.len, list.ptr);
        }
}

/* ---- what each table is for --------------------------------------------------------------------------------------- */

static void each_entry(const pack_tables *t, struct hs_rules *rules, const char *key, void (*take)(struct hs_rules *, const lexicon_entry *))
{
    for (uint32_t i = 0; i < t->count; i++) {
        if (!str_is(t->items[i].key, key)) continue;
        for (uint32_t k = 0; k < t->items[i].count; k++) {
            const lexicon *lex = lexicon_find(&rules->lexicons, t->items[i].lists[k]);
            for (uint32_t e = 0; lex && e < lex->entry_count; e++) take(rules, &lex->entries[e]);
        }
    }
}

static void take_abbreviation(struct hs_rules *rules, const lexicon_entry *e)
{
    bool is_never = str_is(lexicon_value(e, STR("ends")), "never");
    strmap_put(&rules->tokens.abbreviations, e->head, is_never ? ABBREVIATION_NEVER : ABBREVIATION_MAYBE);
}

static void take_joined(struct hs_rules *rules, const lexicon_entry *e)
{
    hs_str first = lexicon_value(e, STR("first"));
    if (first.len == 1 && first.ptr[0] >= '1' && first.ptr[0] <= '9')
        strmap_put(&rules->tokens.joined, token_fold(&rules->memory, e->head), (uint32_t)(first.ptr[0] - '0'));
}

#define TAKE_SET(name, field)                                                         \
    static void name(struct hs_rules *rules, const lexicon_entry *e)                  \
    {                                                                                 \
        strmap_put(&rules->tokens.field, token_fold(&rules->memory, e->head), 1);     \
    }
TAKE_SET(take_prefix, prefixes)
TAKE_SET(take_clitic, clitics)
TAKE_SET(take_elision, elisions)
TAKE_SET(take_starter, starters)

static void take_furniture(struct hs_rules *rules, const lexicon_entry *e)
{
    text_tables *t = &rules->text;
    bool is_start = str_is(lexicon_value(e, STR("where")), "start");
    phrases_add(is_start ? &t->furniture_start : &t->furniture_whole, &rules->memory, token_fold(&rules->memory, e->head));
}

static void take_byline(struct hs_rules *rules, const lexicon_entry *e)
{
    phrases_add(&rules->text.byline_start, &rules->memory, token_fold(&rules->memory, e->head));
}

static void take_opener(struct hs_rules *rules, const lexicon_entry *e)
{
    strmap_put(&rules->openers, token_fold(&rules->memory, e->head), 1);
}

static void take_closed(struct hs_rules *rules, const lexicon_entry *e)
{
    if (lexicon_value(e, STR("upos")).len) strmap_put(&rules->closed, token_fold(&rules->memory, e->head), 1);
}

static void take_frequent(struct hs_rules *rules, const lexicon_entry *e)
{
    hs_str n = lexicon_value(e, STR("n"));
    uint32_t number = 0;
    for (size_t i = 0; i < n.len && number < 10000; i++) number = number * 10 + (n.ptr[i] >= '0' && n.ptr[i] <= '9' ? (uint32_t)(n.ptr[i] - '0') : 0);
    strmap_put(&rules->frequent, token_fold(&rules->memory, e->head), number);
}

void tables_make(const pack_tables *t, struct hs_rules *rules)
{
    arena *memory = &rules->memory;
    token_tables *own = &rules->tokens;
    strmap *maps[] = { &own->abbreviations, &own->prefixes, &own->joined, &own->clitics, &own->elisions, &own->starters,
                       &rules->openers, &rules->closed, &rules->frequent };
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) strmap_init(maps[i], memory);
    each_entry(t, rules, "abbreviations", take_abbreviation);
    each_entry(t, rules, "prefixes", take_prefix);
    each_entry(t, rules, "joined", take_joined);
    each_entry(t, rules, "clitics", take_clitic);
    each_entry(t, rules, "elisions", take_elision);
    each_entry(t, rules, "starters", take_starter);
    each_entry(t, rules, "furniture", take_furniture);
    each_entry(t, rules, "bylines", take_byline);
    each_entry(t, rules, "openers", take_opener);
    each_entry(t, rules, "words", take_closed);
    each_entry(t, rules, "frequent", take_frequent);
    token_tables_prepare(own);
    phrases_index(&rules->text.furniture_whole, memory);
    phrases_index(&rules->text.furniture_start, memory);
    phrases_index(&rules->text.byline_start, memory);
}
