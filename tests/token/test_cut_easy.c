/* test_cut_easy.c - the fast path of the cutter against measuring every token: the same tokens, forms, stops and marks. */
#include "base/utf8.h"
#include "token/cut.h"
#include "token/reading.h"

#include <criterion/criterion.h>
#include <stdlib.h>

typedef struct {
    cutter c;
    arena  memory;
    forms  forms;
} cutting;

static void cut(cutting *k, hs_str bytes, hs_span block, const token_tables *tables, bool (*walk)(cutter *c, hs_span block))
{
    arena_init(&k->memory);
    forms_init(&k->forms);
    cut_init(&k->c, bytes, tables);
    k->c.memory = &k->memory;
    k->c.forms = &k->forms;
    k->c.cap = 4; /* so that it grows, too */
    k->c.items = arena_alloc(&k->memory, k->c.cap * sizeof *k->c.items);
    cr_assert(k->c.items && forms_ready(&k->forms) && walk(&k->c, block) && cut_finish(&k->c));
}

static void cut_free(cutting *k)
{
    forms_free(&k->forms);
    arena_free(&k->memory);
}

static void check_events(const token_events *a, const token_events *b, hs_str bytes)
{
    cr_assert_eq(a->count, b->count, "%.*s", (int)bytes.len, bytes.ptr);
    for (uint32_t i = 0; i < a->count; i++)
        cr_assert(a->items[i].token == b->items[i].token && a->items[i].kind == b->items[i].kind, "%.*s", (int)bytes.len, bytes.ptr);
}

static void check(hs_str bytes, hs_span block, const token_tables *tables)
{
    cutting easy, slow;
    cut(&easy, bytes, block, tables, cut_block);
    cut(&slow, bytes, block, tables, cut_block_slowly);
    cr_assert_eq(easy.c.count, slow.c.count, "%.*s", (int)bytes.len, bytes.ptr);
    for (uint32_t i = 0; i < easy.c.count; i++) {
        const token *a = &easy.c.items[i], *b = &slow.c.items[i];
        cr_assert(a->start == b->start && a->end == b->end && a->form == b->form && a->flags == b->flags, "token %u of %.*s", i,
                  (int)bytes.len, bytes.ptr);
        cr_assert(reading_is_form(easy.forms.items[a->form].text, str_of(bytes, (hs_span){ a->start, a->end })));
    }
    check_events(&easy.c.stops, &slow.c.stops, bytes);
    check_events(&easy.c.marks, &slow.c.marks, bytes);
    cut_free(&easy);
    cut_free(&slow);
}

static uint32_t next(uint32_t *state) { return (*state = *state * 1664525u + 1013904223u) >> 8; }

/* Pieces whose neighbours decide how they are cut. */
static const char *const pieces[] = {
    " ", " ", " ", " ", "said", "a", "I", "Mr", "Mrs", "Inc", "U", "S", "re", "over", "well", "cannot", "gonna", "www", "o'clock",
    "internationalisation", "responsibilities", "abcdefghijklmno", "abcdefgh", ".", ".", ",", ";", ":", "-", "-", "--", "'", "'s",
    "n't", "\"", "/", "@", "#", "&", "+", "%", "$", "(", ")", "!", "?", "*", "_", "=", "`", "1", "15", "2015", "1,000", "9/11",
    "10pm", "123456789", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x99", "\xE2\x80\x98", "\xE2\x80\x94", "\xE2\x80\x93",
    "\xE2\x80\x90", "\xE2\x80\xA6", "\xC2\xA0", "\xC3\xA9", "\xCC\x81", "\xE2\x80\x8D", "\xEF\xBF\xBD", "\xF0\x9F\x98\x80",
    "\n", "com", "org", "http:", "//", "x", "PM", "Gen", "ETC", "\x01",
};

static size_t make(char *to, size_t most, uint32_t *state)
{
    size_t n = 0, want = next(state) % most;
    for (;;) {
        const char *piece = pieces[next(state) % (sizeof pieces / sizeof *pieces)];
        size_t len = strlen(piece);
        if (n + len > want) return n;
        memcpy(to + n, piece, len);
        n += len;
    }
}

/* Each text lies in memory of its own size, so that the sanitizer sees a byte too many. */
static void check_generated(const token_tables *tables, uint32_t seed, int rounds)
{
    char made[160];
    uint32_t state = seed;
    for (int round = 0; round < rounds; round++) {
        size_t n = make(made, sizeof made, &state);
        char *own = malloc(n + 1);
        cr_assert(own);
        memcpy(own, made, n);
        char *exact = realloc(own, n ? n : 1);
        check((hs_str){ exact, n }, (hs_span){ 0, (uint32_t)n }, tables);
        free(exact);
    }
}

Test(cut_easy, equals_measuring)
{
    arena memory;
    token_tables tables;
    arena_init(&memory);
    reading_tables(&tables, &memory);
    token_tables_prepare(&tables);
    check_generated(&tables, 1, 60000);
    arena_free(&memory);
}

Test(cut_easy, equals_measuring_without_tables)
{
    check_generated(NULL, 2, 20000);
}

/* A block ends where it ends, whatever letters or signs come behind it. */
Test(cut_easy, stays_in_its_block)
{
    arena memory;
    token_tables tables;
    arena_init(&memory);
    reading_tables(&tables, &memory);
    token_tables_prepare(&tables);
    hs_str bytes = STR("one two.three \"four\" 1,000 five-six's seven\xE2\x80\x9D internationalisation");
    for (uint32_t start = 0; start < bytes.len; start++)
        for (uint32_t end = start; end <= bytes.len; end++) {
            bool starts = !utf8_is_continuation(bytes.ptr[start]), ends = end == bytes.len || !utf8_is_continuation(bytes.ptr[end]);
            if (starts && ends) check(bytes, (hs_span){ start, end }, &tables);
        }
    arena_free(&memory);
}
