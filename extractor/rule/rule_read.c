/* rule_read.c - one rule as it stands in its file: keys, values, patterns. Knows the keys of a rule; what the patterns mean is
 * compile.c's. */
#include "base/digest.h"
#include "rule/compile.h"
#include "rule/pack.h"

#include <stdlib.h>

enum { PARTS_MOST = 400 };

static void complain(problems *p, const char *code, const yaml_file *file, const yaml_node *at, const char *help, const char *what)
{
    problem_add(p, HS_PROBLEM_ERROR, code, &file->source, at->where, help, "%s", what);
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

static const char *const rule_keys[] = { "id", "was", "note", "status", "layer", "view", "priority", "match", "unless",
                                         "unless_inside", "remove", "keep", "set", "carry", "value", "examples" };

static void check_keys(problems *p, const yaml_file *file, const yaml_node *map, const char *const *known, uint32_t count)
{
    hs_str names[24];
    for (uint32_t i = 0; i < count; i++) names[i] = (hs_str){ known[i], strlen(known[i]) };
    for (uint32_t i = 0; i < map->count; i++) {
        bool is_known = false;
        for (uint32_t k = 0; k < count; k++) is_known |= str_eq(map->keys[i]->text, names[k]);
        if (is_known) continue;
        char help[120];
        problem_nearest(help, sizeof help, "", map->keys[i]->text, names, count);
        problem_add(p, HS_PROBLEM_ERROR, "H012", &file->source, map->keys[i]->where, help, "unknown key %.*s",
                    (int)map->keys[i]->text.len, map->keys[i]->text.ptr);
    }
}

static bool is_scalar(problems *p, const yaml_file *file, const yaml_node *n, const char *what)
{
    if (n->kind == YAML_SCALAR) return true;
    complain(p, "H015", file, n, NULL, what);
    return false;
}

static void read_macros(struct hs_rules *rules, problems *p, const yaml_file *file, const yaml_node *map, hs_str pack)
{
    if (map->kind != YAML_MAP) {
        complain(p, "H015", file, map, "NAME: |", "macros is a map of names and patterns");
        return;
    }
    for (uint32_t i = 0; i < map->count; i++) {
        if (!is_scalar(p, file, map->items[i], "a macro is a pattern")) continue;
        if (!map->items[i]->is_block) complain(p, "H011", file, map->items[i], "NAME: |", "write patterns as | blocks");
        macro m = { .name = map->keys[i]->text, .pack = pack, .source = { file, map->items[i] } };
        uint32_t known = strmap_get(&rules->macros.by_name, m.name);
        if (known != STRMAP_NONE) {
            if (str_eq(rules->macros.items[known].pack, pack))
                complain(p, "H016", file, map->keys[i], NULL, "a macro of this name stands already in the pack");
            rules->macros.items[known] = m;
            continue;
        }
        ARENA_PUSH(&rules->memory, rules->macros.items, rules->macros.count, rules->macros.cap, m);
        if (!rules->memory.failed) strmap_put(&rules->macros.by_name, m.name, rules->macros.count - 1);
    }
}

static void read_rule(struct hs_rules *rules, strmap *ids, problems *p, const yaml_file *file, const yaml_node *map, hs_str pack)
{
    const yaml_node *id = yaml_get(map, "id");
    if (map->kind != YAML_MAP || !id || id->kind != YAML_SCALAR || !id->text.len) {
        complain(p, "H014", file, map, "- id: some-name", "a rule has no id");
        return;
    }
    check_keys(p, file, map, rule_keys, sizeof rule_keys / sizeof *rule_keys);
    rule r = { .id = id->text, .pack = pack, .file = file, .node = map, .layer = UINT32_MAX, .priority = 50 };
    r.line = yaml_row(file, id->where.start) + 1;
    uint32_t known = strmap_add(ids, r.id, rules->rule_count);
    if (known == STRMAP_NONE) {
        ARENA_PUSH(&rules->memory, rules->rules, rules->rule_count, rules->rule_cap, r);
        return;
    }
    const rule *other = &rules->rules[known];
    if (!str_eq(other->pack, pack)) rules->rules[known] = r;
    else problem_add(p, HS_PROBLEM_ERROR, "H016", &file->source, id->where, NULL, "rule %.*s stands already in %.*s:%u", (int)r.id.len,
                     r.id.ptr, (int)other->file->source.path.len, other->file->source.path.ptr, other->line);
}

void rule_read_file(struct hs_rules *rules, strmap *ids, problems *p, const yaml_file *file, hs_str pack)
{
    static const char *const keys[] = { "macros", "rules" };
    const yaml_node *root = file->root;
    if (!root) return;
    if (root->kind != YAML_MAP) {
        complain(p, "H015", file, root, "rules:", "a rule file has the keys macros and rules");
        return;
    }
    check_keys(p, file, root, keys, 2);
    const yaml_node *list = yaml_get(root, "rules"), *names = yaml_get(root, "macros");
    if (names) read_macros(rules, p, file, names, pack);
    if (!list) return;
    if (list->kind != YAML_LIST) {
        complain(p, "H015", file, list, "- id: some-name", "rules is a list");
        return;
    }
    for (uint32_t i = 0; i < list->count; i++) read_rule(rules, ids, p, file, list->items[i], pack);
}

/* ---- former ids -------------------------------------------------------------------------------------------------- */

bool rule_was(const rule *r, hs_str id)
{
    const yaml_node *was = yaml_get(r->node, "was");
    return was && was->kind == YAML_SCALAR && str_eq(was->text, id);
}

static uint32_t pack_number(const struct hs_rules *rules, hs_str name)
{
    uint32_t i = 0;
    while (i < rules->pack_count && !str_eq(rules->packs[i].name, name)) i++;
    return i;
}

/* Does a rule of a later pack bear the rule's former id? */
static bool is_replaced(const struct hs_rules *rules, const rule *r)
{
    for (uint32_t i = 0; yaml_get(r->node, "was") && i < rules->rule_count; i++)
        if (rule_was(r, rules->rules[i].id) && pack_number(rules, rules->rules[i].pack) > pack_number(rules, r->pack)) return true;
    return false;
}

void rule_drop_replaced(struct hs_rules *rules)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < rules->rule_count; i++)
        if (!is_replaced(rules, &rules->rules[i])) rules->rules[kept++] = rules->rules[i];
    rules->rule_count = kept;
}

/* ---- compiling -------------------------------------------------------------------------------------------------- */

typedef struct {
    compiler c;
    rule    *r;
    bool     failed;
} work;

static void wrong(work *w, const char *code, const yaml_node *at, const char *help, const char *what)
{
    complain(w->c.problems, code, w->r->file, at, help, what);
    w->failed = true;
}

static uint32_t read_views(work *w, uint32_t standard)
{
    static const struct { const char *name; uint32_t view; } views[] = {
        { "plain", VIEW_PLAIN }, { "paragraph", VIEW_PARAGRAPH }, { "inside", VIEW_INSIDE }, { "text", VIEW_TEXT } };
    const yaml_node *n = yaml_get(w->r->node, "view");
    if (!n) return standard;
    uint32_t out = 0, count = n->kind == YAML_LIST ? n->count : 1;
    for (uint32_t i = 0; i < count; i++) {
        const yaml_node *one = n->kind == YAML_LIST ? n->items[i] : n;
        uint32_t view = 0;
        for (size_t k = 0; k < 4 && one->kind == YAML_SCALAR; k++)
            if (str_is(one->text, views[k].name)) view = views[k].view;
        if (!view) wrong(w, "H015", one, "plain, paragraph, inside, text", "unknown view");
        out |= view;
    }
    return out;
}

static void read_layer(work *w)
{
    const yaml_node *n = yaml_get(w->r->node, "layer");
    struct hs_rules *rules = w->c.rules;
    if (!n || n->kind != YAML_SCALAR) {
        wrong(w, "H014", n ? n : w->r->node, "layer: attribution", "a rule needs a layer");
        return;
    }
    uint32_t i = strmap_get(&rules->layer_names, n->text);
    if (i == STRMAP_NONE || i < LAYER_BUILTIN) {
        char help[120];
        hs_str names[64];
        uint32_t count = 0;
        for (uint32_t k = LAYER_BUILTIN; k < rules->layer_count && count < 64; k++) names[count++] = rules->layers[k].name;
        problem_nearest(help, sizeof help, "", n->text, names, count);
        problem_add(w->c.problems, HS_PROBLEM_ERROR, "H024", &w->r->file->source, n->where, help,
                    i == STRMAP_NONE ? "layer %.*s is not in pack.yaml" : "layer %.*s is made by hearsay itself", (int)n->text.len,
                    n->text.ptr);
        w->failed = true;
        return;
    }
    w->c.layer = i;
}

static void read_priority(work *w)
{
    const yaml_node *n = yaml_get(w->r->node, "priority");
    if (!n) return;
    int32_t value = 0;
    for (size_t i = 0; n->kind == YAML_SCALAR && i < n->text.len && value <= 1000; i++) {
        if (n->text.ptr[i] < '0' || n->text.ptr[i] > '9') value = 1001;
        else value = value * 10 + (n->text.ptr[i] - '0');
    }
    if (n->kind != YAML_SCALAR || !n->text.len || value > 1000) wrong(w, "H015", n, "0 to 1000, 50 if not given", "not a priority");
    else w->r->priority = value;
}

/* One of the words, or a complaint. */
static bool read_word(work *w, const char *key, const char *const *words, size_t count, const char *help, const char *what)
{
    const yaml_node *n = yaml_get(w->r->node, key);
    for (size_t i = 0; n && n->kind == YAML_SCALAR && i < count; i++)
        if (str_is(n->text, words[i])) return true;
    if (n) wrong(w, "H015", n, help, what);
    return false;
}

static void read_status(work *w)
{
    static const char *const words[] = { "draft", "stable", "deprecated" };
    read_word(w, "status", words, 3, "draft, stable, deprecated", "unknown status");
}

static void read_carry(work *w)
{
    static const char *const words[] = { "true", "yes", "false", "no" };
    const yaml_node *n = yaml_get(w->r->node, "carry");
    w->r->is_carry = read_word(w, "carry", words, 4, "true or false", "carry is true or false") && (n->text.ptr[0] == 't' || n->text.ptr[0] == 'y');
}

static uint32_t read_classes(work *w, const char *key)
{
    const yaml_node *n = yaml_get(w->r->node, key);
    uint32_t out = 0, count = n && n->kind == YAML_LIST ? n->count : n ? 1 : 0;
    for (uint32_t i = 0; i < count; i++) {
        const yaml_node *one = n->kind == YAML_LIST ? n->items[i] : n;
        upos_class c = one->kind == YAML_SCALAR ? upos_from(one->text) : UPOS_NONE;
        if (c == UPOS_NONE) wrong(w, "H015", one, "NOUN, VERB ...", "not a Universal POS tag");
        else out |= 1u << c;
    }
    return out;
}

static void read_patterns(work *w, const char *key, bool is_match, uint32_t *first, uint32_t *count)
{
    const yaml_node *n = yaml_get(w->r->node, key);
    rule_layer *layer = &w->c.rules->layers[w->c.layer];
    *first = layer->program_count;
    *count = 0;
    if (!n) return;
    if (n->kind != YAML_SCALAR || !n->is_block) {
        wrong(w, "H011", n, "write |, then the patterns indented on the lines below", "patterns stand in a | block");
        return;
    }
    pattern_source *source = arena_alloc(&w->c.rules->memory, sizeof *source);
    pattern_part parts[PARTS_MOST];
    if (!source) return;
    *source = (pattern_source){ w->r->file, n };
    uint32_t part_count = pattern_parts(n->text, parts, PARTS_MOST);
    if (!part_count) wrong(w, "H014", n, NULL, "no pattern here");
    if (part_count == PARTS_MOST) wrong(w, "H033", n, "split the rule in two", "a block has fewer than 400 patterns");
    for (uint32_t i = 0; i < part_count; i++)
        if (!compile_pattern(&w->c, source, parts[i], is_match)) w->failed = true;
    *count = w->c.rules->layers[w->c.layer].program_count - *first;
}

static bool is_digit_or_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* $role or $role.attribute at the start of s; returns the bytes it takes. */
static size_t read_reference(work *w, hs_str s, rule_value *out)
{
    size_t n = 1;
    while (n < s.len && is_digit_or_letter(s.ptr[n])) n++;
    out->kind = VALUE_ROLE;
    out->role = rules_role(w->c.rules, (hs_str){ s.ptr + 1, n - 1 });
    if (n < s.len && s.ptr[n] == '.') {
        size_t from = ++n;
        while (n < s.len && is_digit_or_letter(s.ptr[n])) n++;
        out->kind = VALUE_ROLE_ATTRIBUTE;
        out->text = (hs_str){ s.ptr + from, n - from };
    }
    return n;
}

static void nearest_lexicon(const work *w, hs_str wrong_name, char *help, size_t size)
{
    const lexicons *all = &w->c.rules->lexicons;
    hs_str *names = arena_alloc(&w->c.rules->memory, (all->count + 1) * sizeof *names);
    for (uint32_t i = 0; names && i < all->count; i++) names[i] = all->items[i]->name;
    problem_nearest(help, size, "", wrong_name, names, names ? all->count : 0);
}

static void read_lookup(work *w, const yaml_node *at, hs_str s, rule_value *out)
{
    size_t i = sizeof "lookup(" - 1, from = i;
    while (i < s.len && is_digit_or_letter(s.ptr[i])) i++;
    hs_str table = { s.ptr + from, i - from };
    while (i < s.len && (s.ptr[i] == ',' || s.ptr[i] == ' ')) i++;
    const lexicon *lex = lexicon_find(&w->c.rules->lexicons, table);
    if (!lex || i >= s.len || s.ptr[i] != '$') {
        char help[120] = "";
        if (!lex) nearest_lexicon(w, table, help, sizeof help);
        wrong(w, lex ? "H015" : "H021", at, *help ? help : "lookup(table, $role)", lex ? "lookup needs a role" : "unknown table");
        return;
    }
    read_reference(w, (hs_str){ s.ptr + i, s.len - i }, out);
    out->kind = VALUE_LOOKUP;
    out->lexicon = strmap_get(&w->c.rules->lexicons.by_name, table);
    compile_trace_lexicon(&w->c, lexicon_find(&w->c.rules->lexicons, table));
}

static bool is_used_role(const work *w, uint32_t role)
{
    const rule_layer *layer = &w->c.rules->layers[w->c.layer];
    for (uint32_t i = 0; i < w->r->match_count; i++) {
        const program *p = layer->programs[w->r->first_match + i];
        for (uint32_t g = 0; g < p->group_count; g++)
            if (!p->groups[g].is_gap && p->groups[g].role == role) return true;
    }
    return false;
}

static void unknown_role(work *w, const yaml_node *at, uint32_t role)
{
    const struct hs_rules *rules = w->c.rules;
    hs_str names[64];
    char help[120];
    uint32_t count = 0;
    for (uint32_t i = 0; i < rules->role_count && count < 64; i++)
        if (is_used_role(w, i)) names[count++] = rules->roles[i];
    problem_nearest(help, sizeof help, "$", rules->roles[role], names, count);
    wrong(w, "H035", at, help, "no pattern of this rule has that role");
}

static void read_values(work *w, const char *key, rule_value *values, uint32_t *count, uint32_t most)
{
    const yaml_node *map = yaml_get(w->r->node, key);
    if (!map) return;
    if (map->kind != YAML_MAP) {
        wrong(w, "H015", map, "{act: $cue.act, manner: said}", "a map of names and values is expected here");
        return;
    }
    for (uint32_t i = 0; i < map->count && *count < most; i++) {
        const yaml_node *n = map->items[i];
        if (n->kind != YAML_SCALAR) {
            wrong(w, "H015", n, NULL, "a value is a word, $role, $role.attribute or lookup(table, $role)");
            continue;
        }
        rule_value v = { .key = map->keys[i]->text, .text = n->text, .is_template = *key == 'v' };
        hs_str s = n->text;
        /* in { }, YAML cuts lookup(table, $role) at its comma: the second half comes as a key without value */
        if (str_starts(s, STR("lookup(")) && s.ptr[s.len - 1] != ')' && i + 1 < map->count) {
            hs_str rest = map->keys[++i]->text;
            s = arena_printf(&w->c.rules->memory, "%.*s, %.*s", (int)s.len, s.ptr, (int)rest.len, rest.ptr);
        }
        if (str_starts(s, STR("lookup("))) read_lookup(w, n, s, &v);
        else if (s.len > 1 && s.ptr[0] == '$') read_reference(w, s, &v);
        if (v.kind != VALUE_LITERAL && !w->failed && !is_used_role(w, v.role)) unknown_role(w, n, v.role);
        values[(*count)++] = v;
    }
}

static void trace_scalar(work *w, const yaml_node *n)
{
    if (n->kind == YAML_SCALAR) {
        buffer_str(&w->c.trace, n->text);
        buffer_char(&w->c.trace, '\n');
        return;
    }
    for (uint32_t i = 0; i < n->count; i++) {
        if (n->kind == YAML_MAP) trace_scalar(w, n->keys[i]);
        trace_scalar(w, n->items[i]);
    }
}

static void name_rule(work *w)
{
    static const char *const parts[] = { "id", "layer", "view", "priority", "match", "unless", "unless_inside", "remove", "keep",
                                         "set", "carry", "value" };
    char hex[65];
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const yaml_node *n = yaml_get(w->r->node, parts[i]);
        if (n) trace_scalar(w, n);
    }
    if (w->c.trace.failed || !digest_bytes(buffer_view(&w->c.trace), hex)) {
        w->c.rules->memory.failed = true;
        return;
    }
    w->r->name = arena_printf(&w->c.rules->memory, "%.*s.%.*s@%.6s", (int)w->r->pack.len, w->r->pack.ptr, (int)w->r->id.len,
                              w->r->id.ptr, hex);
}

static void check_roles(work *w)
{
    struct hs_rules *rules = w->c.rules;
    hs_str layer = rules->layers[w->c.layer].name;
    bool is_claim = str_is(layer, "attribution") || str_is(layer, "statement"), is_class = str_is(layer, "class");
    const yaml_node *match = yaml_get(w->r->node, "match");
    if (is_claim && !is_used_role(w, rules->role_content))
        wrong(w, "H035", match, "{content: ...}", str_is(layer, "statement") ? "a statement needs the role content" : "an attribution needs the role content");
    if (is_class && !is_used_role(w, rules->role_word)) wrong(w, "H035", match, "{word: ...}", "a word-class rule needs the role word");
    if (is_class && !w->r->remove == !w->r->keep)
        wrong(w, "H014", w->r->node, "remove: VERB", "a word-class rule has either remove or keep");
}

static void read_rest(work *w)
{
    rule_value values[40];
    uint32_t count = 0;
    read_patterns(w, "match", true, &w->r->first_match, &w->r->match_count);
    if (!yaml_get(w->r->node, "match")) wrong(w, "H014", w->r->node, "match: |", "a rule needs match");
    read_patterns(w, "unless", false, &w->r->first_unless, &w->r->unless_count);
    read_patterns(w, "unless_inside", false, &w->r->first_inside, &w->r->inside_count);
    w->r->remove = read_classes(w, "remove");
    w->r->keep = read_classes(w, "keep");
    read_status(w);
    read_carry(w);
    if (w->failed) return;
    read_values(w, "set", values, &count, 40);
    read_values(w, "value", values, &count, 40);
    w->r->values = arena_alloc(&w->c.rules->memory, count * sizeof *values);
    if (!w->r->values) return;
    memcpy(w->r->values, values, count * sizeof *values);
    w->r->value_count = count;
    check_roles(w);
}

static void compile_rule(struct hs_rules *rules, problems *p, uint32_t index)
{
    rule *r = &rules->rules[index];
    work w = { .c = { .rules = rules, .problems = p, .current_rule = index }, .r = r };
    buffer_init(&w.c.trace);
    read_layer(&w);
    if (!w.failed) {
        bool is_attribution = str_is(rules->layers[w.c.layer].name, "attribution");
        r->views = read_views(&w, is_attribution ? VIEW_PARAGRAPH : VIEW_PLAIN);
        if (str_is(rules->layers[w.c.layer].name, "class") && r->views != VIEW_PLAIN)
            wrong(&w, "H015", yaml_get(r->node, "view"), "leave `view` out", "rules of the layer class see the plain view");
        read_priority(&w);
        read_rest(&w);
        name_rule(&w);
    }
    if (!yaml_get(r->node, "examples"))
        problem_add(p, HS_PROBLEM_WARNING, "H040", &r->file->source, yaml_get(r->node, "id")->where, "examples: |",
                    "rule %.*s has no example", (int)r->id.len, r->id.ptr);
    buffer_free(&w.c.trace);
    if (w.failed) return;
    r->layer = w.c.layer;
    rule_layer *layer = &rules->layers[r->layer];
    layer->views |= r->views;
    ARENA_PUSH(&rules->memory, layer->rules, layer->rule_count, layer->rule_cap, index);
}

static int by_id(const void *a, const void *b)
{
    const rule *x = a, *y = b;
    int c = str_cmp(x->id, y->id);
    return c ? c : str_cmp(x->pack, y->pack);
}

void rule_compile_all(struct hs_rules *rules, problems *p)
{
    if (rules->rule_count) qsort(rules->rules, rules->rule_count, sizeof *rules->rules, by_id);
    for (uint32_t i = 0; i < rules->rule_count && !rules->memory.failed; i++) compile_rule(rules, p, i);
}
