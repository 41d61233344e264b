/* forms.c - each distinct form once, with the flags that depend on the form alone.
 *
 * The table is probed by form_key.h; here new forms are added, described and the table grown. Knows nothing of places. */
#include "token/form_key.h"

#include "base/utf8.h"

enum { SLOTS_FIRST = 1024 };

void forms_init(forms *f)
{
    *f = (forms){ 0 };
    arena_init(&f->memory);
}

void forms_free(forms *f)
{
    arena_free(&f->memory);
    forms_init(f);
}

/* Letters and digits counted over the whole form: enough for every flag. */
static uint16_t describe(hs_str s)
{
    uint32_t letters = 0, uppers = 0, digits = 0;
    unsigned flags = 0;
    for (size_t i = 0, n; i < s.len; i += n) {
        uint32_t cp = utf8_decode(s.ptr + i, &n);
        if (utf8_is_digit(cp)) {
            if (i == 0 || (i == 1 && s.ptr[0] == '.')) flags |= TOKEN_NUM;
            digits++;
        } else if (utf8_is_letter(cp)) {
            bool is_upper = utf8_is_upper(cp);
            if (i == 0 && is_upper) flags |= TOKEN_CAP;
            uppers += is_upper;
            letters++;
        }
    }
    if (letters) flags |= TOKEN_WORD | (uppers == letters ? TOKEN_UPPER : 0u) | (uppers == 0 ? TOKEN_LOWER : 0u);
    if (!letters && !digits) flags |= TOKEN_PUNCT;
    return (uint16_t)flags;
}

static form_slot *place(forms *f, form_slot slot)
{
    uint32_t i = form_slot_of(f, slot.key);
    while (f->slots[i].id != UINT32_MAX) i = (i + 1) & (f->slot_cap - 1);
    f->slots[i] = slot;
    return &f->slots[i];
}

static bool grow(forms *f)
{
    form_slot *old = f->slots;
    uint32_t old_cap = f->slot_cap, cap = old_cap ? old_cap * 2 : SLOTS_FIRST;
    form_slot *slots = cap > old_cap ? arena_alloc(&f->memory, (size_t)cap * sizeof *slots) : NULL;
    if (!slots) {
        f->memory.failed = true;
        return false;
    }
    for (uint32_t i = 0; i < cap; i++) slots[i] = (form_slot){ .id = UINT32_MAX };
    f->slots = slots;
    f->slot_cap = cap;
    for (uint32_t i = 0; i < old_cap; i++)
        if (old[i].id != UINT32_MAX) place(f, old[i]);
    return true;
}

const form_slot *forms_add(forms *f, hs_str bytes, uint64_t key)
{
    if (f->count >= f->slot_cap / 2 && !grow(f)) return NULL;
    hs_str owned = arena_copy(&f->memory, bytes);
    uint32_t id = f->count;
    form made = { owned, describe(owned) };
    ARENA_PUSH(&f->memory, f->items, f->count, f->cap, made);
    if (f->memory.failed) {
        f->count = id;
        return NULL;
    }
    return place(f, (form_slot){ key, id, made.flags });
}

uint32_t forms_intern(forms *f, hs_str bytes)
{
    const form_slot *s = forms_find(f, bytes, form_key(bytes.ptr, bytes.len));
    return s ? s->id : UINT32_MAX;
}
