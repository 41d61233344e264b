/* word_list.c - a table of keys. Knows nothing of what the words mean. */
#include "find/word_list.h"

enum { FIRST_SHIFT = 64 - 6, LAST_SHIFT = 64 - 24 }; /* 64 slots; how many are made at most for words that are expected */

static uint32_t place_of(const word_list *l, form_key key)
{
    return (uint32_t)((key.lo ^ key.hi * 0xE7037ED1A0B428DBULL) * 0x9E3779B97F4A7C15ULL >> l->slot_shift);
}

/* The slot of the key, or the empty one where it would stand. */
static uint32_t *slot_of(const word_list *l, form_key key)
{
    for (uint32_t i = place_of(l, key);; i = (i + 1) & (l->slot_cap - 1)) {
        uint32_t number = l->slots[i];
        if (!number || (l->keys[number - 1].lo == key.lo && l->keys[number - 1].hi == key.hi)) return &l->slots[i];
    }
}

static bool resize(word_list *l, uint32_t shift)
{
    uint32_t cap = 1u << (64 - shift), *slots = arena_zalloc(l->memory, cap, sizeof *slots);
    if (!slots) return false;
    l->slots = slots;
    l->slot_cap = cap;
    l->slot_shift = shift;
    for (uint32_t i = 0; i < l->count; i++)
        if (l->keys[i].hi) *slot_of(l, l->keys[i]) = i + 1;
    return true;
}

void word_list_open(word_list *l, arena *memory, uint32_t expected)
{
    uint32_t shift = FIRST_SHIFT;
    *l = (word_list){ .memory = memory };
    strmap_init(&l->long_words, memory);
    while (shift > LAST_SHIFT && 1u << (64 - shift) < 2 * expected) shift--;
    resize(l, shift);
}

static bool is_long(hs_str word)
{
    return word.len > FORM_KEY_EXACT;
}

uint32_t word_find(const word_list *l, hs_str word)
{
    if (is_long(word)) return strmap_get(&l->long_words, word);
    return l->slot_cap ? *slot_of(l, form_key_of(word)) - 1 : WORD_UNKNOWN;
}

/* A long word has a number too, but its key is no key. */
static uint32_t add(word_list *l, form_key key)
{
    ARENA_PUSH(l->memory, l->keys, l->count, l->cap, key);
    return l->memory->failed ? WORD_UNKNOWN : l->count - 1;
}

static uint32_t long_number(word_list *l, hs_str word)
{
    uint32_t known = strmap_get(&l->long_words, word);
    if (known != STRMAP_NONE) return known;
    known = add(l, (form_key){ 0, 0 });
    if (known != WORD_UNKNOWN) strmap_put(&l->long_words, arena_copy(l->memory, word), known);
    return known;
}

static uint32_t number_of(word_list *l, form_key key)
{
    if ((!l->slot_cap || l->count >= l->slot_cap / 2) && !resize(l, l->slot_cap ? l->slot_shift - 1 : FIRST_SHIFT)) return WORD_UNKNOWN;
    uint32_t *slot = slot_of(l, key);
    if (*slot) return *slot - 1;
    uint32_t made = add(l, key);
    if (made != WORD_UNKNOWN) *slot = made + 1;
    return made;
}

uint32_t word_number(word_list *l, hs_str word)
{
    return is_long(word) ? long_number(l, word) : number_of(l, form_key_of(word));
}

uint32_t word_number_padded(word_list *l, hs_str word)
{
    if (is_long(word)) return long_number(l, word);
    uint64_t first = form_load(word.ptr);
    return number_of(l, word.len <= 8 ? form_key_short(first, word.len) : form_key_middle(first, form_load(word.ptr + 8), word.len));
}
