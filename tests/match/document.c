/* document.c - see document.h. */
#include "match/document.h"

#include "base/buffer.h"
#include "find/conflict.h"

#include <criterion/criterion.h>

static void run_layer(document *d, uint32_t index)
{
    hs_error error = { 0 };
    hs_str name = d->run.rules->layers[index].name;
    if (str_is(name, "class")) {
        cr_assert_eq(match_classes(&d->run, d->tokens.items, &d->found[index], &error), HS_OK, "%s", error.message);
        return;
    }
    cr_assert_eq(match_layer(&d->run, index, &d->found[index], &error), HS_OK, "%s", error.message);
    hs_status status = str_is(name, "attribution") ? conflict_decide(&d->run, &d->found[index], &error)
                                                   : match_settle(&d->run, index, &d->found[index], &error);
    cr_assert_eq(status, HS_OK, "%s", error.message);
}

void document_open(document *d, const hs_rules *rules, const char *bytes, document_options options)
{
    hs_error error = { 0 };
    hs_article article = { .bytes = { bytes, strlen(bytes) }, .id = STR("test") };
    memset(d, 0, sizeof *d);
    arena_init(&d->memory);
    cr_assert_leq(rules->layer_count, sizeof d->found / sizeof *d->found);
    match_scratch *s = match_scratch_take(rules);
    cr_assert_not_null(s);
    cr_assert_eq(text_read(&d->text, &d->memory, &article, NULL, &rules->text, &error), HS_OK, "%s", error.message);
    cr_assert_eq(token_split(&d->tokens, &d->memory, &d->text, &rules->tokens, match_forms(s), &error), HS_OK, "%s", error.message);
    layers_init(&d->layers, &d->memory, rules->layer_count);
    d->run.no_triggers = options.no_triggers;
    d->run.keep_losers = options.keep_losers;
    cr_assert_eq(match_begin(&d->run, rules, &d->text, &d->tokens, &d->layers, s, &d->memory, &error), HS_OK, "%s", error.message);
    for (uint32_t i = LAYER_BUILTIN; i < rules->layer_count; i++) run_layer(d, i);
}

void document_close(document *d)
{
    match_scratch_return(d->run.rules, d->run.scratch);
    arena_free(&d->memory);
}

hs_str document_words(document *d, token_range r)
{
    hs_str out = STR("");
    for (uint32_t i = r.first; i < r.last; i++) {
        hs_str one = str_of(d->text.bytes, (hs_span){ d->tokens.items[i].start, d->tokens.items[i].end });
        out = arena_printf(&d->memory, "%.*s%s%.*s", (int)out.len, out.ptr, out.len ? " " : "", (int)one.len, one.ptr);
    }
    return out;
}

static void dump_match(document *d, buffer *out, const match *m)
{
    buffer_printf(out, "%u %u [%u,%u) gap%u lex%u roles%u view%u fate%d", m->rule, m->program, m->range.first, m->range.last, m->gap_tokens,
                  m->lexical, m->roles_filled, m->view, (int)m->fate);
    for (uint32_t i = 0; i < m->role_count; i++)
        buffer_printf(out, " %u=[%u,%u)", m->roles[i].role, m->roles[i].range.first, m->roles[i].range.last);
    buffer_char(out, '\n');
}

hs_str document_dump(document *d)
{
    buffer out;
    buffer_init(&out);
    for (uint32_t i = 0; i < d->tokens.count; i++) buffer_printf(&out, "%u ", d->tokens.items[i].upos);
    for (uint32_t l = 0; l < d->layers.count; l++) {
        buffer_printf(&out, "\nlayer %u\n", l);
        for (uint32_t i = 0; i < d->found[l].count; i++) dump_match(d, &out, &d->found[l].items[i]);
        for (uint32_t i = 0; i < d->layers.items[l].count; i++) {
            const annotation *a = &d->layers.items[l].items[i];
            buffer_printf(&out, "[%u,%u) by %u", a->range.first, a->range.last, a->rule);
            for (uint32_t k = 0; k < a->attribute_count; k++)
                buffer_printf(&out, " %.*s=%.*s", (int)a->attributes[k].key.len, a->attributes[k].key.ptr, (int)a->attributes[k].value.len,
                              a->attributes[k].value.ptr);
            buffer_char(&out, '\n');
        }
    }
    cr_assert(!out.failed);
    hs_str kept = arena_copy(&d->memory, buffer_view(&out));
    buffer_free(&out);
    return kept;
}

const char *document_found(document *d, const char *layer_name)
{
    static const char *const fates[] = { "", " (twin)", " (conflict)", " (unless)" };
    const struct hs_rules *rules = d->run.rules;
    const matches *found = &d->found[rules_layer(rules, layer_name)];
    hs_str out = STR("");
    for (uint32_t i = 0; i < found->count; i++) {
        const match *m = &found->items[i];
        hs_str id = rules->rules[m->rule].id;
        out = arena_printf(&d->memory, "%.*s%s%.*s", (int)out.len, out.ptr, i ? "; " : "", (int)id.len, id.ptr);
        for (uint32_t k = 0; k < m->role_count; k++) {
            hs_str role = rules->roles[m->roles[k].role], words = document_words(d, m->roles[k].range);
            out = arena_printf(&d->memory, "%.*s %.*s=%.*s", (int)out.len, out.ptr, (int)role.len, role.ptr, (int)words.len, words.ptr);
        }
        out = arena_printf(&d->memory, "%.*s%s", (int)out.len, out.ptr, fates[m->fate]);
    }
    return out.ptr;
}

const char *document_view(document *d, uint32_t view)
{
    const stretches *all = match_view(&d->run, view);
    hs_str out = STR("");
    for (uint32_t i = 0; i < all->count; i++) {
        if (i) out = arena_printf(&d->memory, "%.*s |", (int)out.len, out.ptr);
        for (uint32_t k = 0; k < all->items[i].count; k++) {
            const letter *l = &all->items[i].letters[k];
            hs_str word = l->fold == FOLD_NONE ? document_words(d, l->tokens) : l->fold == FOLD_PARAGRAPH ? STR("@paragraph") : STR("@quote");
            out = arena_printf(&d->memory, "%.*s%s%.*s", (int)out.len, out.ptr, out.len ? " " : "", (int)word.len, word.ptr);
        }
    }
    return out.ptr;
}
