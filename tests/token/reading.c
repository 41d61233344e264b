/* reading.c - see reading.h. */
#include "token/reading.h"

#include <criterion/criterion.h>

typedef struct { const char *key; uint32_t value; } entry;

static void fill(strmap *map, arena *memory, const entry *entries)
{
    strmap_init(map, memory);
    for (; entries->key; entries++) strmap_put(map, (hs_str){ entries->key, strlen(entries->key) }, entries->value);
}

void reading_tables(token_tables *t, arena *memory)
{
    enum { NEVER = ABBREVIATION_NEVER, MAYBE = ABBREVIATION_MAYBE };
    memset(t, 0, sizeof *t);
    fill(&t->abbreviations, memory, (const entry[]){
        { "Mr.", NEVER }, { "Dr.", NEVER }, { "Gen.", NEVER }, { "St.", NEVER }, { "e.g.", NEVER }, { "No.", MAYBE }, { "U.S.", MAYBE },
        { "a.m.", MAYBE }, { "p.m.", MAYBE }, { "Inc.", MAYBE }, { "etc.", MAYBE }, { "Ph.D.", MAYBE }, { NULL, 0 } });
    fill(&t->prefixes, memory, (const entry[]){ { "re", 1 }, { "co", 1 }, { "mid", 1 }, { "pre", 1 }, { "over", 1 }, { "x", 1 }, { NULL, 0 } });
    fill(&t->joined, memory, (const entry[]){ { "cannot", 3 }, { "gonna", 3 }, { "y'all", 2 }, { "'tis", 2 }, { "0pm", 1 }, { "0km", 1 }, { NULL, 0 } });
    fill(&t->clitics, memory, (const entry[]){ { "n't", 1 }, { "'s", 1 }, { "'re", 1 }, { "'ve", 1 }, { "'ll", 1 }, { "'d", 1 }, { "'m", 1 },
                                               { "s'", 1 }, { NULL, 0 } });
    fill(&t->elisions, memory, (const entry[]){ { "'em", 1 }, { "'n'", 1 }, { "'til", 1 }, { NULL, 0 } });
    fill(&t->starters, memory, (const entry[]){ { "the", 1 }, { "he", 1 }, { "but", 1 }, { "i", 1 }, { "it", 1 }, { "we", 1 }, { NULL, 0 } });
}

static void cut_blocks(text *t, arena *memory)
{
    size_t most = 1, at = 0;
    for (size_t i = 0; i < t->bytes.len; i++) most += t->bytes.ptr[i] == '\n';
    t->blocks = arena_zalloc(memory, most, sizeof *t->blocks);
    while (at < t->bytes.len) {
        const char *newline = memchr(t->bytes.ptr + at, '\n', t->bytes.len - at);
        size_t end = newline ? (size_t)(newline - t->bytes.ptr) : t->bytes.len;
        if (end > at) t->blocks[t->block_count++].span = (hs_span){ (uint32_t)at, (uint32_t)end };
        at = end + 1;
    }
}

void reading_open(reading *r, hs_str bytes)
{
    hs_error error = { 0 };
    *r = (reading){ .text.bytes = bytes };
    arena_init(&r->memory);
    forms_init(&r->forms);
    reading_tables(&r->tables, &r->memory);
    token_tables_prepare(&r->tables);
    cut_blocks(&r->text, &r->memory);
    cr_assert_eq(token_split(&r->tokens, &r->memory, &r->text, &r->tables, &r->forms, &error), HS_OK);
}

void reading_close(reading *r)
{
    forms_free(&r->forms);
    arena_free(&r->memory);
}

static char *append(char *to, const char *bytes, size_t len)
{
    memcpy(to, bytes, len);
    return to + len;
}

bool reading_is_form(hs_str read, hs_str bytes)
{
    return str_eq(read, bytes) || (str_is(bytes, "-") && str_is(read, "--"));
}

const char *reading_tokens(reading *r)
{
    hs_str bytes = r->text.bytes;
    hs_span *spans = arena_zalloc(&r->memory, bytes.len + 1, sizeof *spans);
    char *line = arena_zalloc(&r->memory, 2 * bytes.len + 1, 1), *to = line;
    uint32_t n = token_cut(bytes, &r->tables, spans, (uint32_t)bytes.len + 1);
    cr_assert_eq(n, r->tokens.count, "token_cut and token_split differ");
    for (uint32_t i = 0; i < n; i++) {
        const token *t = &r->tokens.items[i];
        cr_assert(spans[i].start == t->start && spans[i].end == t->end, "token_cut and token_split differ at %u", i);
        if (i) *to++ = '|';
        to = append(to, bytes.ptr + t->start, t->end - t->start);
    }
    return line;
}

const char *reading_sentences(reading *r)
{
    char *line = arena_zalloc(&r->memory, 4 * r->text.bytes.len + 1, 1), *to = line;
    for (uint32_t i = 0; i < r->tokens.sentence_count; i++) {
        hs_span s = token_span(&r->tokens, r->tokens.sentences[i]);
        if (i) to = append(to, " / ", 3);
        to = append(to, r->text.bytes.ptr + s.start, s.end - s.start);
    }
    return line;
}

/* Quotations that open or close here: openings outermost first, closings innermost first. */
static char *mark_openings(const tokens *t, uint32_t i, char *to)
{
    for (uint32_t q = 0; q < t->quotation_count; q++)
        if (t->quotations[q].tokens.first == i) to = append(to, "<+", t->quotations[q].continues == UINT32_MAX ? 1 : 2);
    return to;
}

static char *mark_closings(const tokens *t, uint32_t i, char *to)
{
    for (uint32_t q = t->quotation_count; q-- > 0;) {
        const quotation *k = &t->quotations[q];
        if (k->tokens.last != i + 1) continue;
        to = k->is_closed ? append(to, ">", 1) : append(to, k->is_open_ended ? "+>" : "~>", 2);
    }
    return to;
}

const char *reading_quotations(reading *r)
{
    const tokens *t = &r->tokens;
    hs_str bytes = r->text.bytes;
    char *line = arena_zalloc(&r->memory, 8 * bytes.len + 1, 1), *to = line;
    uint32_t at = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        to = append(to, bytes.ptr + at, t->items[i].start - at);
        to = mark_openings(t, i, to);
        to = append(to, bytes.ptr + t->items[i].start, t->items[i].end - t->items[i].start);
        to = mark_closings(t, i, to);
        at = t->items[i].end;
    }
    return line;
}
