/* coverage_json.c - the same counts for programs. */
#include "curate/coverage_write.h"

#include "curate/near_miss.h"
#include "emit/json.h"

static void put_string(buffer *out, const char *key, hs_str value)
{
    buffer_printf(out, "\"%s\":", key);
    json_string(out, value);
}

static void put_count(buffer *out, const touch_count *n)
{
    buffer_printf(out, ",\"hits\":%u,\"wins\":%u,", n->hits, n->wins);
    put_string(out, "place", n->hits ? n->place : STR(""));
}

static void put_pieces(const pattern_touch *t, buffer *out)
{
    buffer_lit(out, ",\"pieces\":[");
    for (uint32_t k = 0; k < t->piece_count; k++) {
        const pattern_piece *p = &t->pieces[k];
        buffer_printf(out, "%s{\"kind\":\"%s\",", k ? "," : "", p->kind == PART_ALTERNATIVE ? "alternative" : "optional");
        put_string(out, "pattern", near_miss_name(p->parent, p->kid));
        put_count(out, &p->n);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

static void put_patterns(const rule_touch *t, buffer *out)
{
    buffer_lit(out, ",\"patterns\":[");
    for (uint32_t i = 0; i < t->patterns.match.count; i++) {
        const node *tree = t->patterns.match.items[i].tree;
        buffer_printf(out, "%s{", i ? "," : "");
        put_string(out, "pattern", str_of(tree->source->scalar->text, tree->where));
        put_count(out, &t->match[i].n);
        put_pieces(&t->match[i], out);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

static void put_stoppers(const char *key, const pattern_list *list, const touch_count *counts, buffer *out)
{
    buffer_printf(out, ",\"%s\":[", key);
    for (uint32_t i = 0; i < list->count; i++) {
        buffer_printf(out, "%s{", i ? "," : "");
        put_string(out, "pattern", str_of(list->items[i].tree->source->scalar->text, list->items[i].tree->where));
        buffer_printf(out, ",\"stopped\":%u,", counts[i].hits);
        put_string(out, "place", counts[i].hits ? counts[i].place : STR(""));
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

static void put_rule(const coverage *c, uint32_t index, buffer *out)
{
    const rule_touch *t = &c->touched[index];
    const rule *r = &c->rules->rules[index];
    buffer_char(out, '{');
    put_string(out, "rule", r->id);
    buffer_char(out, ',');
    put_string(out, "layer", c->rules->layers[r->layer].name);
    put_count(out, &t->n);
    buffer_printf(out, ",\"stopped\":%u,", t->stopped);
    put_string(out, "example", t->example_words.len ? t->example_words : STR(""));
    put_patterns(t, out);
    put_stoppers("unless", &t->patterns.unless, t->unless, out);
    put_stoppers("unless_inside", &t->patterns.inside, t->inside, out);
    if (c->wants_cost) {
        buffer_printf(out, ",\"tried\":%llu,\"steps\":%llu,\"milliseconds\":%.3f,\"most_steps\":%llu,", (unsigned long long)t->tried,
                      (unsigned long long)t->steps, (double)t->nanoseconds / 1e6, (unsigned long long)t->most_steps);
        put_string(out, "worst", t->worst.len ? t->worst : STR(""));
    }
    buffer_char(out, '}');
}

static void put_lists(const coverage *c, buffer *out)
{
    bool is_first = true;
    buffer_lit(out, ",\"lists\":[");
    for (uint32_t l = 0; l < c->rules->lexicons.count; l++) {
        const lexicon *lex = c->rules->lexicons.items[l];
        if (!c->entries[l]) continue;
        buffer_printf(out, "%s{", is_first ? "" : ",");
        put_string(out, "list", lex->name);
        buffer_printf(out, ",\"entries\":%u,\"matched\":{", lex->entry_count);
        is_first = true;
        for (uint32_t e = 0; e < lex->entry_count; e++) {
            if (!c->entries[l][e].hits) continue;
            if (!is_first) buffer_char(out, ',');
            json_string(out, lex->entries[e].head);
            buffer_printf(out, ":%u", c->entries[l][e].hits);
            is_first = false;
        }
        buffer_lit(out, "}}");
        is_first = false;
    }
    buffer_char(out, ']');
}

static void put_words(coverage *c, buffer *out)
{
    tally_sort(&c->cue_like);
    buffer_lit(out, ",\"cue_like\":[");
    for (uint32_t i = 0; i < c->cue_like.count; i++) {
        buffer_printf(out, "%s{", i ? "," : "");
        put_string(out, "word", c->cue_like.rows[i].word);
        buffer_printf(out, ",\"count\":%u,", c->cue_like.rows[i].count);
        put_string(out, "example", c->cue_like.rows[i].note.len ? c->cue_like.rows[i].note : STR(""));
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

void coverage_write_json(coverage *c, const coverage_view *v, buffer *out)
{
    bool is_first = true;
    buffer_printf(out, "{\"articles\":%u,\"rules\":[", c->articles);
    for (uint32_t i = 0; i < c->rules->rule_count; i++) {
        const rule *r = &c->rules->rules[i];
        if (!c->touched[i].patterns.rule || (v->rule.len && !str_eq(r->id, v->rule))) continue;
        if (v->layer.len && !str_eq(c->rules->layers[r->layer].name, v->layer)) continue;
        if (!is_first) buffer_char(out, ',');
        put_rule(c, i, out);
        is_first = false;
    }
    buffer_char(out, ']');
    put_lists(c, out);
    put_words(c, out);
    buffer_lit(out, "}\n");
}
