/* forms.c - each distinct form once, with the flags that depend on the form alone.
 *
 * The table is probed by form_key.h; here new forms are added, described and the table grown. Knows nothing of places. */
#include "token/form_key.h"

#include "base/utf8.h"

enum { SLOTS_FIRST = 1024, SLOTS_FIRST_SHIFT = 64 - 10 };

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

static form_key fingerprint(hs_str s)
{
    uint64_t a = s.len * 0x9E3779B97F4A7C15ULL, b = s.len;
    const char *p = s.ptr;
    for (size_t left = s.len; left > 0;) {
        size_t n = left < 8 ? left : 8;
        uint64_t word = n == 8 ? form_load(p) : form_load_part(p, n);
        a = (a ^ word) * 0xFF51AFD7ED558CCDULL;
        a ^= a >> 32;
        b = (b ^ word) * 0xC4CEB9FE1A85EC53ULL;
        b ^= b >> 29;
        p += n;
        left -= n;
    }
    return (form_key){ a, b | 0xFFULL << FORM_KEY_LENGTH_SHIFT };
}

form_key form_key_of(hs_str s)
{
    if (s.len > FORM_KEY_EXACT) return fingerprint(s);
    if (s.len == 0) return (form_key){ 0, 0 };
    if (s.len <= 8) return form_key_short(form_load_part(s.ptr, s.len), s.len);
    return form_key_middle(form_load(s.ptr), form_load_part(s.ptr + 8, s.len - 8), s.len);
}

typedef struct { bool letter, upper, digit; } character;

static character look_at(uint32_t cp)
{
    if (cp < 0x80) {
        bool upper = cp >= 'A' && cp <= 'Z';
        return (character){ upper || (cp >= 'a' && cp <= 'z'), upper, cp >= '0' && cp <= '9' };
    }
    return (character){ utf8_is_letter(cp), utf8_is_upper(cp), utf8_is_digit(cp) };
}

/* Letters and digits counted over the whole form: enough for every flag. */
static uint16_t describe(hs_str s)
{
    uint32_t letters = 0, uppers = 0, digits = 0;
    unsigned flags = 0;
    for (size_t i = 0, n; i < s.len; i += n) {
        character c = look_at(utf8_decode(s.ptr + i, &n));
        if (c.digit && (i == 0 || (i == 1 && s.ptr[0] == '.'))) flags |= TOKEN_NUM;
        if (c.upper && i == 0) flags |= TOKEN_CAP;
        digits += c.digit;
        letters += c.letter;
        uppers += c.letter && c.upper;
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
    f->slot_shift = old_cap ? f->slot_shift - 1 : SLOTS_FIRST_SHIFT;
    for (uint32_t i = 0; i < old_cap; i++)
        if (old[i].id != UINT32_MAX) place(f, old[i]);
    return true;
}

bool forms_ready(forms *f)
{
    return f->slot_cap || grow(f);
}

const form_slot *forms_add(forms *f, hs_str bytes, form_key key)
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
    const form_slot *s = forms_find(f, bytes, form_key_of(bytes));
    return s ? s->id : UINT32_MAX;
}
