/* split.c - the token stage: every block that isn't furniture becomes a paragraph of tokens, then marks are paired and
 * sentences found. Knows the text's blocks; knows nothing of rules. */
#include "token/split.h"

#include "base/error.h"

enum { BYTES_PER_TOKEN = 4 }; /* news has 5.4; a text with more tokens makes the array grow */

static bool start_tokens(cutter *c, arena *memory, const text *t, const token_tables *tables, forms *f)
{
    cut_init(c, t->bytes, tables);
    c->memory = memory;
    c->forms = f;
    c->cap = (uint32_t)(t->bytes.len / BYTES_PER_TOKEN) + 16;
    c->items = arena_alloc(memory, c->cap * sizeof *c->items);
    return c->items && forms_ready(f);
}

static bool start_paragraphs(tokens *out, arena *memory, uint32_t block_count)
{
    out->paragraphs = arena_zalloc(memory, block_count, sizeof *out->paragraphs);
    out->paragraph_block = arena_zalloc(memory, block_count, sizeof *out->paragraph_block);
    return out->paragraphs && out->paragraph_block;
}

static bool cut_blocks(tokens *out, cutter *c, const text *t)
{
    for (uint32_t i = 0; i < t->block_count; i++) {
        uint32_t first = c->count;
        if (t->blocks[i].kind == BLOCK_FURNITURE) continue;
        if (!cut_block(c, t->blocks[i].span)) return false;
        if (c->count == first) continue;
        out->paragraphs[out->paragraph_count] = (token_range){ first, c->count };
        out->paragraph_block[out->paragraph_count++] = i;
    }
    return cut_finish(c);
}

hs_status token_split(tokens *out, arena *memory, const text *t, const token_tables *tables, forms *f, hs_error *error)
{
    cutter c;
    *out = (tokens){ 0 };
    if (!start_tokens(&c, memory, t, tables, f) || !start_paragraphs(out, memory, t->block_count) || !cut_blocks(out, &c, t))
        return error_memory(error);
    out->items = c.items;
    out->count = c.count;
    quote_pair(out, memory, t->bytes, &c.marks, tables);
    sentence_split(out, memory, t->bytes, &c.stops, tables);
    return memory->failed || f->memory.failed ? error_memory(error) : HS_OK;
}
