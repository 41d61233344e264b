/* cut.c - characters become tokens: the walk over a block, and where its tokens go.
 *
 * What the fast path (cut_easy.h) doesn't know is measured. Forms are looked up a batch at a time: when a token is put only
 * the slot of its form is asked for, and the memory has time to bring it. */
#include "token/cut.h"

#include "token/cut_easy.h"

#include <stddef.h>

/* ---- where tokens go ---------------------------------------------------------------------------------------------- */

void cut_note(cutter *c, token_events *events, unsigned kind)
{
    if (c->forms) ARENA_PUSH(c->memory, events->items, events->count, events->cap, (token_event){ c->count, (uint8_t)kind });
}

const char *cut_last(const cutter *c)
{
    if (c->count == c->first) return NULL;
    return c->base + (c->forms ? c->items[c->count - 1].start : c->spans[c->count - 1].start);
}

static hs_str bytes_of(const cutter *c, const token *t) { return (hs_str){ c->base + t->start, t->end - t->start }; }

/* Looks up the forms of the batch. */
static bool know(cutter *c)
{
    forms *f = c->forms;
    const cut_owed *o = c->owed;
    for (token *t = c->items + c->known, *end = c->items + c->count; t < end; t++, o++) {
        const form_slot *slot = &f->slots[o->hash >> f->slot_shift];
        bool is_it = slot->key.lo == o->key.lo && slot->key.hi == o->key.hi && form_key_is_exact(o->key);
        if (!is_it && !(slot = forms_find(f, bytes_of(c, t), o->key))) return false;
        t->form = slot->id;
        t->flags |= slot->flags;
    }
    c->known = c->count;
    return true;
}

bool cut_finish(cutter *c)
{
    return know(c);
}

static bool grow(cutter *c)
{
    uint32_t cap = c->cap > UINT32_MAX / 2 ? UINT32_MAX : c->cap * 2;
    token *grown = arena_grow(c->memory, c->items, c->cap * sizeof *grown, cap * sizeof *grown);
    if (!grown) return false;
    c->items = grown;
    c->cap = cap;
    return true;
}

static bool make_room(cutter *c)
{
    if (!c->forms) {
        c->count++;
        return false;
    }
    if (!know(c) || (c->count == c->cap && !grow(c))) return false;
    c->room = c->cap - c->count < CUT_BATCH ? c->cap : c->count + CUT_BATCH;
    c->owing = c->owed;
    return true;
}

static inline __attribute__((always_inline)) bool put(cutter *c, const char *p, const char *end, form_key key, bool spaced)
{
    uint32_t n = c->count, start = (uint32_t)(p - c->base), stop = (uint32_t)(end - c->base);
    if (n == c->room && !make_room(c)) return false;
    c->count = n + 1;
    if (!c->forms) {
        c->spans[n] = (hs_span){ start, stop };
        return true;
    }
    uint64_t hash = form_hash(key);
    forms_prefetch(c->forms, hash);
    *c->owing++ = (cut_owed){ key, hash };
    token *t = &c->items[n];
    t->start = start;
    t->end = stop;
    t->flags = spaced ? TOKEN_SPACE_BEFORE : 0;
    t->upos = UPOS_NONE;
    return true;
}

/* ---- what isn't easy ----------------------------------------------------------------------------------------------- */

/* Length of the white space at p, or 0. */
static inline size_t space_length(const char *p)
{
    switch (cut_class(p)) {
    case CUT_SPACE: return 1;
    case CUT_HIGH: return cut_high_space(p);
    default: return 0;
    }
}

/* Does the hyphen at p stand for a dash: white space around it, and not where a list's items begin? */
static bool is_dash(const cutter *c, const char *p, const char *end, bool spaced)
{
    return spaced && *p == '-' && end == p + 1 && p > c->begin && (end == c->end || space_length(end));
}

static bool put_measured(cutter *c, const char *p, const char *end, bool spaced)
{
    size_t len = (size_t)(end - p);
    if (!c->forms) return put(c, p, end, (form_key){ 0, 0 }, spaced);
    if (is_dash(c, p, end, spaced)) {
        form_key dash = form_key_of(STR("--"));
        if (!forms_find(c->forms, STR("--"), dash)) return false; /* first: the key must not be met with the bytes of a hyphen */
        return put(c, p, end, dash, spaced);
    }
    bool is_short = len <= 8 && c->text_end - p >= 8;
    return put(c, p, end, is_short ? form_key_short(form_load(p), len) : form_key_of((hs_str){ p, len }), spaced);
}

/* A token that isn't easy, and the one after it if measuring it settled that one too. Returns the end, or NULL when nothing
 * more can be stored. */
static const char *cut_hard(cutter *c, const char *p, bool spaced)
{
    c->stop = STOP_NONE;
    c->forced_end = NULL;
    const char *end = cut_is_word(c, p) ? cut_word(c, p) : cut_sign(c, p), *second = c->forced_end;
    if (c->stop) cut_note(c, &c->stops, c->stop);
    if (!put_measured(c, p, end, spaced)) return NULL;
    if (!second) return end;
    return put_measured(c, end, second, false) ? second : NULL;
}

/* ---- the walk ------------------------------------------------------------------------------------------------------- */

static void begin_block(cutter *c, hs_span block)
{
    c->begin = c->base + block.start;
    c->end = c->base + block.end;
    c->first = c->count;
    c->is_plain = !memchr(c->begin, '@', block.end - block.start);
}

bool cut_block(cutter *c, hs_span block)
{
    begin_block(c, block);
    bool spaced = true;
    for (const char *p = c->begin;;) {
        if (p < c->end && *p == ' ') {
            p++;
            spaced = true;
        }
        if (p >= c->end) return true;
        form_key key = { 0, 0 };
        const char *end = easy_word(c, p, &key);
        if (end == p) {
            size_t space = space_length(p);
            p += space;
            spaced |= space > 0;
            if (space) continue;
            if (cut_class(p) != CUT_LETTER) end = easy_sign(c, p, &key);
        }
        if (end == p ? !(end = cut_hard(c, p, spaced)) : !put(c, p, end, key, spaced)) return false;
        p = end;
        spaced = false;
    }
}

bool cut_block_slowly(cutter *c, hs_span block)
{
    begin_block(c, block);
    bool spaced = true;
    for (const char *p = c->begin; p < c->end; spaced = false) {
        for (size_t space; p < c->end && (space = space_length(p)); p += space) spaced = true;
        if (p < c->end && !(p = cut_hard(c, p, spaced))) return false;
    }
    return true;
}

/* ---- start -------------------------------------------------------------------------------------------------------- */

static void fill_filter(cut_filter *filter, const strmap *map, size_t last)
{
    memset(filter, 0, sizeof *filter);
    for (uint32_t i = 0; i < map->count; i++) {
        hs_str key = map->entries[i].key;
        if (key.len < last) continue;
        unsigned char first = (unsigned char)key.ptr[0] & 31, end = (unsigned char)key.ptr[key.len - last] & 31;
        filter->lengths[first << 5 | end] |= 1u << (key.len & 31);
    }
}

void token_tables_prepare(token_tables *tables)
{
    fill_filter(&tables->joined_filter, &tables->joined, 1);
    fill_filter(&tables->abbreviation_filter, &tables->abbreviations, 2); /* the letter before the period */
    fill_filter(&tables->prefix_filter, &tables->prefixes, 1);
    tables->is_prepared = true;
}

void cut_init(cutter *c, hs_str bytes, const token_tables *tables)
{
    static const token_tables none = { .is_prepared = true };
    memset(c, 0, offsetof(cutter, own));
    c->base = bytes.ptr;
    c->text_end = bytes.ptr + bytes.len;
    c->tables = tables ? tables : &none;
    if (c->tables->is_prepared) return;
    c->own = *tables;
    token_tables_prepare(&c->own);
    c->tables = &c->own;
}

uint32_t token_cut(hs_str piece, const token_tables *tables, hs_span *spans, uint32_t cap)
{
    cutter c;
    cut_init(&c, piece, tables);
    c.spans = spans;
    c.cap = c.room = cap;
    cut_block(&c, (hs_span){ 0, (uint32_t)piece.len });
    return c.count;
}
