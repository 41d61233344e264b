/* explain_tokens.c - what the rules see where you see words.
 *
 *      9  told     VERB   irregular-verbs · cue-verbs tell (act=state manner=said)   tense past
 */
#include "curate/explain_tokens.h"

typedef struct {
    const hs_document *doc;
    buffer            *out;
    uint32_t           form_width;
} table;

static void write_entry(table *t, const lexicon *lex, const lexicon_entry *e, uint32_t length)
{
    buffer_printf(t->out, "%.*s", (int)lex->name.len, lex->name.ptr);
    if (length > 1 || e->attribute_count) buffer_printf(t->out, " %.*s", (int)e->head.len, e->head.ptr);
    for (uint32_t i = 0; i < e->attribute_count; i++)
        buffer_printf(t->out, "%s%.*s=%.*s", i ? " " : " (", (int)e->attributes[i].key.len, e->attributes[i].key.ptr,
                      (int)e->attributes[i].value.len, e->attributes[i].value.ptr);
    if (e->attribute_count) buffer_char(t->out, ')');
}

static bool write_lexicons(table *t, uint32_t token_index)
{
    const lexicons *all = &t->doc->rules->lexicons;
    bool is_first = true;
    for (uint32_t i = 0; i < all->count; i++) {
        const lexicon_entry *e;
        uint32_t length;
        if (!match_entry_at(&t->doc->run, i, token_index, &e, &length)) continue;
        if (!is_first) buffer_lit(t->out, " \xC2\xB7 ");
        write_entry(t, all->items[i], e, length);
        is_first = false;
    }
    return !is_first;
}

/* Quotations nest: the innermost. */
static const annotation *shown_at(const table *t, uint32_t layer_index, uint32_t token_index)
{
    const layer *l = &t->doc->layers.items[layer_index];
    const annotation *found = NULL;
    if (layer_index != LAYER_QUOTE) return layer_over(l, token_index);
    for (uint32_t i = 0; i < l->count && l->items[i].range.first <= token_index; i++)
        if (token_index < l->items[i].range.last) found = &l->items[i];
    return found;
}

static void write_layers(table *t, uint32_t token_index, bool is_after)
{
    const struct hs_rules *rules = t->doc->rules;
    for (uint32_t i = 0; i < t->doc->layers.count; i++) {
        const annotation *a = shown_at(t, i, token_index);
        if (!a) continue;
        bool is_start = a->range.first == token_index;
        buffer_printf(t->out, "%s@%.*s%s", is_after ? "  " : "", (int)rules->layers[i].name.len, rules->layers[i].name.ptr,
                      is_start ? "" : "+");
        for (uint32_t k = 0; is_start && k < a->attribute_count; k++)
            buffer_printf(t->out, "%s%.*s=%.*s", k ? " " : "[", (int)a->attributes[k].key.len, a->attributes[k].key.ptr,
                          (int)a->attributes[k].value.len, a->attributes[k].value.ptr);
        if (is_start && a->attribute_count) buffer_char(t->out, ']');
        is_after = true;
    }
}

static void pad(buffer *out, hs_str s, uint32_t width)
{
    uint32_t shown = 0;
    for (size_t i = 0; i < s.len; i++) shown += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    buffer_str(out, s);
    for (; shown < width; shown++) buffer_char(out, ' ');
}

static void write_row(table *t, uint32_t i)
{
    const token *k = &t->doc->tokens.items[i];
    hs_str written = str_of(t->doc->text.bytes, (hs_span){ k->start, k->end });
    buffer_printf(t->out, "%5u  ", i);
    pad(t->out, written, t->form_width);
    buffer_printf(t->out, "  %-6s ", upos_name((upos_class)k->upos));
    bool has_lexicons = write_lexicons(t, i);
    write_layers(t, i, has_lexicons);
    while (t->out->len && t->out->data[t->out->len - 1] == ' ') t->out->len--;
    buffer_char(t->out, '\n');
}

static uint32_t widest(const hs_document *doc)
{
    uint32_t width = 4;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        uint32_t n = doc->tokens.items[i].end - doc->tokens.items[i].start;
        if (n > width && n <= 18) width = n;
    }
    return width;
}

void explain_tokens(const hs_document *doc, hs_span where, buffer *out)
{
    table t = { .doc = doc, .out = out, .form_width = widest(doc) };
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        while (sentence < doc->tokens.sentence_count && doc->tokens.sentences[sentence].last <= i) sentence++;
        bool is_start = sentence < doc->tokens.sentence_count && doc->tokens.sentences[sentence].first == i;
        if (doc->tokens.items[i].end <= where.start || doc->tokens.items[i].start >= where.end) continue;
        if (is_start && i) buffer_char(out, '\n');
        write_row(&t, i);
    }
}
