/* lint_names.c - what is named and never used: lexicons (H042), macros (H043), roles (H044), attributes (H049).
 *
 * Uses of lexicons and macros are looked for in the text of every rule and macro, so that a rule with a mistake counts too. */
#include "curate/lint.h"

#include "curate/file_read.h"
#include "curate/notation.h"

typedef struct { strmap lexicons, macros; arena *memory; } used_names;

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c & 0x80);
}

static hs_str name_at(hs_str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.len && is_name(s.ptr[at + n])) n++;
    while (n && s.ptr[at + n - 1] == '-') n--;
    return (hs_str){ s.ptr + at, n };
}

static void scan_text(used_names *u, hs_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        bool is_lookup = str_starts((hs_str){ s.ptr + i, s.len - i }, STR("lookup("));
        if (s.ptr[i] == '%') strmap_put(&u->lexicons, name_at(s, i + 1), 1);
        if (s.ptr[i] == '~') strmap_put(&u->macros, name_at(s, i + 1), 1);
        if (is_lookup) strmap_put(&u->lexicons, name_at(s, i + 7), 1);
    }
}

static void scan_yaml(used_names *u, const yaml_node *n)
{
    if (n->kind == YAML_SCALAR) scan_text(u, n->text);
    for (uint32_t i = 0; n->kind != YAML_SCALAR && i < n->count; i++) scan_yaml(u, n->items[i]);
}

static void take_words(used_names *u, const yaml_node *n)
{
    if (n->kind == YAML_SCALAR) strmap_put(&u->lexicons, n->text, 1);
    for (uint32_t i = 0; n->kind == YAML_LIST && i < n->count; i++) take_words(u, n->items[i]);
}

/* `tables` of every pack.yaml, which the rules don't keep. */
static void scan_tables(lint *l, used_names *u, const rule_pack *pack)
{
    hs_error error;
    problems unheard = { .memory = l->memory };
    yaml_file *file = arena_zalloc(l->memory, 1, sizeof *file);
    hs_str path = arena_printf(l->memory, "%.*s/pack.yaml", (int)pack->folder.len, pack->folder.ptr);
    if (!file || !path.len || file_read(path.ptr, l->memory, &file->source.bytes, &error)) return;
    yaml_read(file, l->memory, &unheard);
    const yaml_node *tables = yaml_get(file->root, "tables");
    for (uint32_t i = 0; tables && tables->kind == YAML_MAP && i < tables->count; i++) take_words(u, tables->items[i]);
}

static used_names find_uses(lint *l)
{
    used_names u = { .memory = l->memory };
    strmap_init(&u.lexicons, l->memory);
    strmap_init(&u.macros, l->memory);
    for (uint32_t i = 0; i < l->rules->rule_count; i++) scan_yaml(&u, l->rules->rules[i].node);
    for (uint32_t i = 0; i < l->rules->macros.count; i++) scan_yaml(&u, l->rules->macros.items[i].source.scalar);
    for (uint32_t i = 0; i < l->rules->pack_count; i++) scan_tables(l, &u, &l->rules->packs[i]);
    return u;
}

/* ---- lexicons and macros ----------------------------------------------------------------------------------------- */

/* Lists that the engine reads by their own name or class. */
static bool is_read_by_engine(const lexicon *lex)
{
    return str_starts(lex->name, STR("irregular-")) || str_is(lex->word_class, "inflection");
}

/* The line with the class, which is the first that is no comment. */
static hs_span class_line(const lexicon *lex)
{
    hs_str b = lex->source.bytes;
    size_t at = 0;
    while (at < b.len && (b.ptr[at] == '#' || b.ptr[at] == '\n' || b.ptr[at] == ' ' || b.ptr[at] == '\r')) {
        const char *newline = memchr(b.ptr + at, '\n', b.len - at);
        at = newline ? (size_t)(newline - b.ptr) + 1 : b.len;
    }
    size_t end = at;
    while (end < b.len && b.ptr[end] != '\n' && b.ptr[end] != '\r') end++;
    return (hs_span){ (uint32_t)at, (uint32_t)end };
}

static void lint_lexicons(lint *l, const used_names *u)
{
    for (uint32_t i = 0; i < l->rules->lexicons.count; i++) {
        const lexicon *lex = l->rules->lexicons.items[i];
        bool is_used = strmap_get(&u->lexicons, lex->name) != STRMAP_NONE || is_read_by_engine(lex);
        if (is_used || !lint_is_asked(l, &lex->source)) continue;
        problem_add(&l->out, HS_PROBLEM_WARNING, "H042", &lex->source, class_line(lex), "write %NAME in a pattern, or list it in tables",
                    "nothing uses the lexicon %.*s", (int)lex->name.len, lex->name.ptr);
    }
}

static const yaml_node *macro_key(const macro *m)
{
    const yaml_node *map = yaml_get(m->source.file->root, "macros");
    for (uint32_t i = 0; map && i < map->count; i++)
        if (map->items[i] == m->source.scalar) return map->keys[i];
    return m->source.scalar;
}

static void lint_macros(lint *l, const used_names *u)
{
    for (uint32_t i = 0; i < l->rules->macros.count; i++) {
        const macro *m = &l->rules->macros.items[i];
        if (strmap_get(&u->macros, m->name) != STRMAP_NONE || !lint_is_asked(l, &m->source.file->source)) continue;
        lint_yaml(l, "H043", m->source.file, macro_key(m), "write ~NAME in a pattern", "nothing uses the macro %.*s", (int)m->name.len,
                  m->name.ptr);
    }
}

/* ---- roles ------------------------------------------------------------------------------------------------------- */

static bool is_read_by_layer(hs_str own, hs_str role)
{
    static const char *const of_claims[] = { "source", "cue", "content", "hearer", "target", "time" };
    for (size_t i = 0; str_is(own, "attribution") && i < sizeof of_claims / sizeof *of_claims; i++)
        if (str_is(role, of_claims[i])) return true;
    return str_eq(role, own) || (str_is(own, "class") && str_is(role, "word"));
}

static bool is_read_by_values(const lint *l, const rule *r, hs_str role)
{
    for (uint32_t i = 0; i < r->value_count; i++)
        if (r->values[i].kind != VALUE_LITERAL && str_eq(l->rules->roles[r->values[i].role], role)) return true;
    return false;
}

/* Marked in an example, a role says which of several places is meant. */
static bool is_read_by_examples(const rule *r, hs_str role, arena *memory)
{
    const yaml_node *n = yaml_get(r->node, "examples");
    hs_str wanted = arena_printf(memory, "{%.*s:", (int)role.len, role.ptr);
    for (size_t i = 0; n && n->kind == YAML_SCALAR && wanted.len && i + wanted.len <= n->text.len; i++)
        if (memcmp(n->text.ptr + i, wanted.ptr, wanted.len) == 0) return true;
    return false;
}

static void lint_roles(lint *l, const rule *r, const node *n, rule_part part)
{
    if (n->kind == NODE_ROLE) {
        bool is_used = is_read_by_layer(lint_layer_name(l, r), n->name) || is_read_by_values(l, r, n->name) ||
                       is_read_by_examples(r, n->name, l->memory);
        if (part != PART_MATCH)
            lint_node(l, "H044", n, "write the pattern alone", "roles do nothing in `unless`");
        else if (!is_used)
            lint_node(l, "H044", n, "write the pattern alone, or use $role in set", "nothing reads the role %.*s", (int)n->name.len, n->name.ptr);
    }
    for (uint32_t i = 0; i < n->kid_count; i++) lint_roles(l, r, n->kids[i], part);
}

/* ---- attributes -------------------------------------------------------------------------------------------------- */

static const char *const claim_keys[] = { "act", "manner", "side", "commitment", "lemma", "kind", "extent" };
static const char *const time_keys[] = {
    "year", "decade", "century", "half", "quarter", "season", "month", "week", "day", "weekday", "hour", "minute", "nth", "easter", "part",
    "meridiem", "era", "iso", "mdy", "dmy", "clock", "unit", "scale", "shift", "count", "more", "tens", "hundreds", "times", "anchor",
    "direction", "grain", "period", "ref", "figures" };

static bool is_key(const char *const *keys, size_t count, hs_str key)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(key, keys[i])) return true;
    return false;
}

static hs_str without_word(hs_str key)
{
    bool has = key.len > 5 && memcmp(key.ptr + key.len - 5, "_word", 5) == 0;
    return (hs_str){ key.ptr, has ? key.len - 5 : key.len };
}

static void lint_keys(lint *l, const rule *r, const char *name, const char *const *keys, size_t count)
{
    const yaml_node *map = yaml_get(r->node, name);
    hs_str names[40];
    for (size_t i = 0; i < count; i++) names[i] = (hs_str){ keys[i], strlen(keys[i]) };
    for (uint32_t i = 0; map && map->kind == YAML_MAP && i < map->count; i++) {
        hs_str key = map->keys[i]->text;
        char help[120];
        bool is_half = key.len && key.ptr[0] == '$'; /* of a lookup() that YAML cut at its comma */
        if (is_half || is_key(keys, count, without_word(key))) continue;
        problem_nearest(help, sizeof help, "", key, names, (uint32_t)count);
        lint_yaml(l, "H049", r->file, map->keys[i], help, "nothing reads %.*s in `%s` of this layer", (int)key.len, key.ptr, name);
    }
}

static bool list_gives(const lexicon *lex, hs_str key)
{
    for (uint32_t i = 0; i < lex->entry_count; i++)
        for (uint32_t k = 0; k < lex->entries[i].attribute_count; k++)
            if (str_eq(lex->entries[i].attributes[k].key, key)) return true;
    return false;
}

/* Does any list in the role, in any pattern, give this attribute? */
static bool role_gives(const lint *l, const rule *r, const rule_value *v, bool *has_list)
{
    *has_list = false;
    for (uint32_t i = 0; i < r->match_count; i++) {
        const program *p = lint_pattern(l, r, PART_MATCH, i);
        for (uint32_t k = 0; k < p->lexica_count; k++) {
            if (p->lexica[k].role != v->role) continue;
            *has_list = true;
            if (str_is(v->text, "lemma") || list_gives(l->rules->lexicons.items[p->lexica[k].lexicon], v->text)) return true;
        }
    }
    return false;
}

static const yaml_node *value_node(const rule *r, const rule_value *v)
{
    const yaml_node *map = yaml_get(r->node, v->is_template ? "value" : "set");
    for (uint32_t i = 0; map && map->kind == YAML_MAP && i < map->count; i++)
        if (str_eq(map->keys[i]->text, v->key)) return map->items[i];
    return r->node;
}

static void lint_value(lint *l, const rule *r, const rule_value *v)
{
    bool has_list;
    hs_str role = l->rules->roles[v->role];
    if (v->kind == VALUE_LOOKUP && !list_gives(l->rules->lexicons.items[v->lexicon], STR("value")))
        lint_yaml(l, "H049", r->file, value_node(r, v), "a table is a list with value=", "no entry of this table has a value");
    if (v->kind != VALUE_ROLE_ATTRIBUTE || role_gives(l, r, v, &has_list)) return;
    lint_yaml(l, "H049", r->file, value_node(r, v), "the lists are those that stand in the role outside brackets",
              has_list ? "no list in the role %.*s has the attribute %.*s" : "no list stands in the role %.*s to give %.*s", (int)role.len,
              role.ptr, (int)v->text.len, v->text.ptr);
}

static void lint_attributes(lint *l, const rule *r)
{
    hs_str own = lint_layer_name(l, r);
    if (str_is(own, "attribution")) lint_keys(l, r, "set", claim_keys, sizeof claim_keys / sizeof *claim_keys);
    if (str_is(own, "time")) lint_keys(l, r, "value", time_keys, sizeof time_keys / sizeof *time_keys);
    else lint_keys(l, r, "value", NULL, 0);
    for (uint32_t i = 0; i < r->value_count; i++) lint_value(l, r, &r->values[i]);
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

void lint_names(lint *l)
{
    static const rule_part parts[] = { PART_MATCH, PART_UNLESS, PART_INSIDE };
    used_names u = find_uses(l);
    uint32_t at = 0;
    const rule *r;
    lint_lexicons(l, &u);
    lint_macros(l, &u);
    while ((r = lint_next_rule(l, &at)) != NULL) {
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            for (uint32_t i = 0; i < lint_pattern_count(r, parts[p]); i++) lint_roles(l, r, lint_pattern(l, r, parts[p], i)->tree, parts[p]);
        lint_attributes(l, r);
    }
}
