/* pack.c - reading the folders of packs in their order, and freezing what came of them. Knows files and folders; what stands in
 * them is the business of yaml.c, lexicon.c and rule_read.c. Problems never stop it: the rest of the pack loads. */
#include "rule/pack.h"

#include "base/digest.h"
#include "base/error.h"
#include "rule/compile.h"
#include "rule/confidence.h"
#include "rule/tables.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { FILE_MOST = 4 * 1024 * 1024, PACKS_MOST = 16, LAYERS_MOST = 48 /* with the built-in ones they are bits of 64 */, DEPTH_MOST = 8 };

typedef struct {
    struct hs_rules       *rules;
    problems               problems;
    const hs_load_options *options;
    hs_str                 layer_order[LAYERS_MOST]; uint32_t layer_count;
    pack_tables            tables;
    pack_word              disabled[256]; uint32_t disabled_count;
    hs_str                 open[PACKS_MOST]; uint32_t open_count; /* packs whose base is being loaded */
    yaml_file            **files; uint32_t file_count, file_cap;
    hs_str                *file_packs; uint32_t file_pack_count, file_pack_cap;
    struct counted { source_file file; hs_str pack; } counted[PACKS_MOST]; uint32_t counted_count; /* confidences */
} loading;

/* ---- files ------------------------------------------------------------------------------------------------------ */

static bool read_whole(arena *memory, hs_str path, hs_str *out, const char **why)
{
    FILE *f = fopen(path.ptr, "rb");
    *why = f ? NULL : strerror(errno);
    if (!f) return false;
    struct stat st;
    bool ok = false;
    if (fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode)) *why = "not a file";
    else if (st.st_size > FILE_MOST) *why = "larger than 4 MiB";
    else {
        char *bytes = arena_alloc(memory, (size_t)st.st_size + 1);
        size_t n = bytes ? fread(bytes, 1, (size_t)st.st_size, f) : 0;
        if (bytes) bytes[n] = '\0';
        *out = (hs_str){ bytes, n };
        ok = bytes && !ferror(f);
        if (!ok) *why = "can't be read";
    }
    fclose(f);
    return ok;
}

static bool open_source(loading *l, hs_str path, source_file *out)
{
    const char *why;
    *out = (source_file){ .path = path };
    if (read_whole(&l->rules->memory, path, &out->bytes, &why)) return true;
    out->bytes = (hs_str){ NULL, 0 };
    problem_add(&l->problems, HS_PROBLEM_ERROR, "H001", NULL, (hs_span){ 0, 0 }, NULL, "%.*s: %s", (int)path.len, path.ptr, why);
    return false;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const hs_str *)a, *(const hs_str *)b);
}

static bool has_suffix(hs_str name, const char *suffix)
{
    size_t n = strlen(suffix);
    return name.len > n && memcmp(name.ptr + name.len - n, suffix, n) == 0;
}

/* The paths below a folder that end in a suffix, sorted; folders are entered. */
static void list_folder(arena *memory, hs_str folder, const char *suffix, unsigned depth, hs_str **items, uint32_t *count, uint32_t *cap)
{
    DIR *dir = depth < DEPTH_MOST ? opendir(folder.ptr) : NULL;
    if (!dir) return;
    uint32_t first = *count;
    const struct dirent *e;
    while ((e = readdir(dir)) != NULL) {
        if (e->d_name[0] == '.') continue;
        hs_str path = arena_printf(memory, "%.*s/%s", (int)folder.len, folder.ptr, e->d_name);
        struct stat st;
        if (!path.len || stat(path.ptr, &st) != 0) continue;
        if (S_ISDIR(st.st_mode)) list_folder(memory, path, suffix, depth + 1, items, count, cap);
        else if (has_suffix(path, suffix)) ARENA_PUSH(memory, *items, *count, *cap, path);
    }
    closedir(dir);
    if (depth == 0 && *count > first) qsort(*items + first, *count - first, sizeof **items, by_bytes);
}

/* ---- pack.yaml -------------------------------------------------------------------------------------------------- */

static void each_word(const yaml_node *n, void (*take)(void *, hs_str), void *user)
{
    if (!n) return;
    if (n->kind == YAML_SCALAR) take(user, n->text);
    for (uint32_t i = 0; n->kind == YAML_LIST && i < n->count; i++)
        if (n->items[i]->kind == YAML_SCALAR) take(user, n->items[i]->text);
}

static void take_layer(void *user, hs_str name)
{
    loading *l = user;
    for (uint32_t i = 0; i < l->layer_count; i++)
        if (str_eq(l->layer_order[i], name)) return;
    if (l->layer_count < LAYERS_MOST) l->layer_order[l->layer_count++] = name;
}

/* The words of a value, which is one or a list of them; returns how many. */
static uint32_t words_of(const yaml_file *file, const yaml_node *n, pack_word *out, uint32_t most)
{
    uint32_t count = 0, all = !n ? 0 : n->kind == YAML_LIST ? n->count : 1;
    for (uint32_t i = 0; i < all && count < most; i++) {
        const yaml_node *one = n->kind == YAML_LIST ? n->items[i] : n;
        if (one->kind == YAML_SCALAR) out[count++] = (pack_word){ file, one };
    }
    return count;
}

static const char *const table_keys[] = { "abbreviations", "prefixes", "joined", "clitics", "elisions", "starters", "furniture",
                                          "bylines", "words", "suffixes", "openers", "frequent" };

static void unknown_key(loading *l, const yaml_file *file, const yaml_node *key, const char *const *known, size_t count, const char *what)
{
    char help[120];
    hs_str names[16];
    for (size_t i = 0; i < count && i < 16; i++) names[i] = (hs_str){ known[i], strlen(known[i]) };
    problem_nearest(help, sizeof help, "", key->text, names, count < 16 ? (uint32_t)count : 16);
    problem_add(&l->problems, HS_PROBLEM_ERROR, "H012", &file->source, key->where, help, "%s %.*s", what, (int)key->text.len, key->text.ptr);
}

static void read_tables(loading *l, const yaml_file *file, const yaml_node *map)
{
    for (uint32_t i = 0; map && map->kind == YAML_MAP && i < map->count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < sizeof table_keys / sizeof *table_keys; k++) is_known |= str_is(map->keys[i]->text, table_keys[k]);
        if (!is_known) unknown_key(l, file, map->keys[i], table_keys, sizeof table_keys / sizeof *table_keys, "unknown table");
        pack_table *t = is_known ? tables_get(&l->tables, map->keys[i]->text) : NULL;
        if (!t) continue;
        t->count = words_of(file, map->items[i], t->words, LISTS_MOST);
        for (uint32_t k = 0; k < t->count; k++) t->lists[k] = t->words[k].node->text;
    }
}

static hs_str scalar_of(const yaml_node *root, const char *key)
{
    const yaml_node *n = yaml_get(root, key);
    return n && n->kind == YAML_SCALAR ? n->text : STR("");
}

static void check_pack_keys(loading *l, const yaml_file *file)
{
    static const char *const keys[] = { "name", "language", "version", "layers", "extends", "disable", "tables", "note" };
    for (uint32_t i = 0; i < file->root->count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) is_known |= str_is(file->root->keys[i]->text, keys[k]);
        if (!is_known) unknown_key(l, file, file->root->keys[i], keys, sizeof keys / sizeof *keys, "pack.yaml has no key");
    }
}

static bool load_folder(loading *l, hs_str folder, hs_error *error);

static bool is_loaded(const loading *l, hs_str name)
{
    for (uint32_t i = 0; i < l->rules->pack_count; i++)
        if (str_eq(l->rules->packs[i].name, name)) return true;
    return false;
}

/* A pack named by `extends:` lies beside this one, else beside or at the standard pack. */
static bool load_base(loading *l, hs_str folder, hs_str name, hs_error *error)
{
    if (!name.len || is_loaded(l, name)) return true;
    size_t cut = folder.len;
    while (cut > 0 && folder.ptr[cut - 1] != '/') cut--;
    hs_str parents[2] = { cut ? (hs_str){ folder.ptr, cut - 1 } : STR("."), STR("") };
    if (l->options && l->options->pack_folder) parents[1] = (hs_str){ l->options->pack_folder, strlen(l->options->pack_folder) };
    for (int i = 0; i < 2; i++) {
        struct stat st;
        if (!parents[i].len) continue;
        hs_str path = arena_printf(&l->rules->memory, "%.*s/%.*s", (int)parents[i].len, parents[i].ptr, (int)name.len, name.ptr);
        hs_str pack = arena_printf(&l->rules->memory, "%.*s/pack.yaml", (int)path.len, path.ptr);
        if (pack.len && stat(pack.ptr, &st) == 0) return load_folder(l, path, error);
    }
    error_set(error, HS_ERR_IO, "%.*s extends the pack %.*s, which isn't beside it", (int)folder.len, folder.ptr, (int)name.len,
              name.ptr);
    return false;
}

/* ---- one folder ------------------------------------------------------------------------------------------------- */

/* The pieces of a pack whose bytes, one after the other, are its digest's. */
typedef struct { arena *memory; hs_str *items; uint32_t count, cap; } digest_parts;

static void add_part(digest_parts *d, hs_str part)
{
    ARENA_PUSH(d->memory, d->items, d->count, d->cap, part);
}

static hs_str name_of_list(hs_str path) /* of a/b/deny.txt: deny */
{
    size_t slash = path.len;
    while (slash > 0 && path.ptr[slash - 1] != '/') slash--;
    return (hs_str){ path.ptr + slash, path.len - slash - 4 };
}

static void load_lexicons(loading *l, hs_str folder, hs_str pack, digest_parts *digest)
{
    arena *memory = &l->rules->memory;
    hs_str *paths = NULL, where = arena_printf(memory, "%.*s/lexicons", (int)folder.len, folder.ptr);
    uint32_t count = 0, cap = 0;
    size_t longest = 0;
    list_folder(memory, where, ".txt", 0, &paths, &count, &cap);
    source_file *sources = arena_zalloc(memory, count + 1, sizeof *sources);
    for (uint32_t i = 0; sources && i < count; i++)
        if (open_source(l, paths[i], &sources[i]) && sources[i].bytes.len > longest) longest = sources[i].bytes.len;
    lexicons_expect(&l->rules->lexicons, longest);
    for (uint32_t i = 0; sources && i < count && !memory->failed; i++) {
        if (!sources[i].bytes.ptr) continue; /* couldn't be read */
        hs_str name = name_of_list(paths[i]);
        lexicon_read(&l->rules->lexicons, name, pack, sources[i], &l->problems);
        const lexicon *lex = lexicon_find(&l->rules->lexicons, name);
        if (lex) add_part(digest, (hs_str){ lex->sha256, 64 });
    }
}

static void load_rule_files(loading *l, hs_str folder, hs_str pack, digest_parts *digest)
{
    arena *memory = &l->rules->memory;
    hs_str *paths = NULL;
    uint32_t count = 0, cap = 0;
    list_folder(memory, folder, ".yaml", 0, &paths, &count, &cap);
    for (uint32_t i = 0; i < count && !memory->failed; i++) {
        if (has_suffix(paths[i], "/pack.yaml")) continue;
        yaml_file *file = arena_zalloc(memory, 1, sizeof *file);
        if (!file || !open_source(l, paths[i], &file->source)) continue;
        yaml_read(file, memory, &l->problems);
        add_part(digest, file->source.bytes);
        ARENA_PUSH(memory, l->files, l->file_count, l->file_cap, file);
        ARENA_PUSH(memory, l->file_packs, l->file_pack_count, l->file_pack_cap, pack);
    }
}

/* They are given to the rules when all rules are read. */
static void load_confidences(loading *l, hs_str folder, hs_str pack, digest_parts *digest)
{
    struct stat st;
    struct counted c = { .pack = pack };
    hs_str path = arena_printf(&l->rules->memory, "%.*s/" CONFIDENCE_FILE, (int)folder.len, folder.ptr);
    if (!path.len || stat(path.ptr, &st) != 0 || l->counted_count == PACKS_MOST || !open_source(l, path, &c.file)) return;
    add_part(digest, c.file.bytes);
    l->counted[l->counted_count++] = c;
}

static bool load_folder(loading *l, hs_str folder, hs_error *error)
{
    arena *memory = &l->rules->memory;
    yaml_file *file = arena_zalloc(memory, 1, sizeof *file);
    hs_str path = arena_printf(memory, "%.*s/pack.yaml", (int)folder.len, folder.ptr);
    const char *why;
    if (!file || !path.len) return error_memory(error), false;
    file->source.path = path;
    if (!read_whole(memory, path, &file->source.bytes, &why) || l->rules->pack_count == PACKS_MOST) {
        error_set(error, HS_ERR_IO, "no rule pack at %.*s: pack.yaml %s", (int)folder.len, folder.ptr, why ? why : "is one too many");
        return false;
    }
    yaml_read(file, memory, &l->problems);
    if (!file->root || file->root->kind != YAML_MAP || !scalar_of(file->root, "name").len) {
        error_set(error, HS_ERR_SYNTAX, "%.*s: a pack needs a name", (int)path.len, path.ptr);
        return false;
    }
    check_pack_keys(l, file);
    rule_pack pack = { .name = scalar_of(file->root, "name"), .version = scalar_of(file->root, "version"),
                       .language = scalar_of(file->root, "language"), .folder = folder };
    if (is_loaded(l, pack.name)) return true;
    for (uint32_t i = 0; i < l->open_count; i++)
        if (str_eq(l->open[i], pack.name) || l->open_count == PACKS_MOST) {
            error_set(error, HS_ERR_SYNTAX, "%.*s: the pack extends itself", (int)path.len, path.ptr);
            return false;
        }
    l->open[l->open_count++] = pack.name;
    if (!load_base(l, folder, scalar_of(file->root, "extends"), error)) return false;
    l->open_count--;
    each_word(yaml_get(file->root, "layers"), take_layer, l);
    l->disabled_count += words_of(file, yaml_get(file->root, "disable"), l->disabled + l->disabled_count,
                                  sizeof l->disabled / sizeof *l->disabled - l->disabled_count);
    read_tables(l, file, yaml_get(file->root, "tables"));
    digest_parts digest = { .memory = memory };
    char hex[65] = "";
    add_part(&digest, file->source.bytes);
    load_lexicons(l, folder, pack.name, &digest);
    load_rule_files(l, folder, pack.name, &digest);
    load_confidences(l, folder, pack.name, &digest);
    if (memory->failed || !digest_pieces(digest.items, digest.count, hex)) memory->failed = true;
    pack.sha256 = arena_copy(memory, (hs_str){ hex, strlen(hex) });
    if (pack.language.len) l->rules->language = pack.language;
    ARENA_PUSH(memory, l->rules->packs, l->rules->pack_count, l->rules->pack_cap, pack);
    return true;
}

/* ---- layers ------------------------------------------------------------------------------------------------------- */

static void make_layers(loading *l)
{
    static const char *const builtin[LAYER_BUILTIN] = { "quote", "paragraph", "headline", "standfirst", "byline", "dateline",
                                                        "caption", "body", "blockquote" };
    struct hs_rules *rules = l->rules;
    strmap_init(&rules->layer_names, &rules->memory);
    for (uint32_t i = 0; i < LAYER_BUILTIN + l->layer_count; i++) {
        hs_str name = i < LAYER_BUILTIN ? (hs_str){ builtin[i], strlen(builtin[i]) } : l->layer_order[i - LAYER_BUILTIN];
        rule_layer layer = { .name = name, .wanted = UINT32_MAX };
        strmap_init(&layer.column_names, &rules->work);
        strmap_init(&layer.test_names, &rules->work);
        strmap_init(&layer.sense_names, &rules->work);
        ARENA_PUSH(&rules->memory, rules->layers, rules->layer_count, rules->layer_cap, layer);
        if (!rules->memory.failed) strmap_put(&rules->layer_names, name, i);
    }
    uint32_t statement = rules_layer(rules, "statement"), time_layer = rules_layer(rules, "time");
    if (statement != UINT32_MAX && time_layer < statement) rules->layers[statement].wanted = time_layer; /* it asserts with a date */
    uint32_t class_layer = rules_layer(rules, "class"); /* without it the word lists alone decide, before the first layer */
    for (uint32_t i = 0; i < rules->layer_count; i++) rules->layers[i].has_settled_classes = class_layer == UINT32_MAX || i > class_layer;
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

uint32_t rules_role(struct hs_rules *rules, hs_str name)
{
    uint32_t known = strmap_get(&rules->role_names, name);
    if (known != STRMAP_NONE) return known;
    ARENA_PUSH(&rules->memory, rules->roles, rules->role_count, rules->role_cap, name);
    if (!rules->memory.failed) strmap_put(&rules->role_names, name, rules->role_count - 1);
    return rules->role_count - 1;
}

uint32_t rules_layer(const struct hs_rules *rules, const char *name)
{
    uint32_t i = strmap_get(&rules->layer_names, (hs_str){ name, strlen(name) });
    return i == STRMAP_NONE ? UINT32_MAX : i;
}

static struct hs_rules *create(void)
{
    struct hs_rules *rules = calloc(1, sizeof *rules);
    if (!rules) return NULL;
    arena_init(&rules->memory);
    arena_init(&rules->work);
    pthread_mutex_init(&rules->lock, NULL);
    lexicons_init(&rules->lexicons, &rules->memory);
    rules->lexicons.work = &rules->work;
    strmap_init(&rules->macros.by_name, &rules->memory);
    strmap_init(&rules->role_names, &rules->memory);
    strmap_init(&rules->regex_names, &rules->memory);
    rules->role_source = rules_role(rules, STR("source"));
    rules->role_cue = rules_role(rules, STR("cue"));
    rules->role_content = rules_role(rules, STR("content"));
    rules->role_hearer = rules_role(rules, STR("hearer"));
    rules->role_target = rules_role(rules, STR("target"));
    rules->role_word = rules_role(rules, STR("word"));
    return rules;
}

void rules_free(struct hs_rules *rules)
{
    if (!rules) return;
    if (rules->scratch_free) rules->scratch_free(rules->scratch);
    for (uint32_t l = 0; l < rules->layer_count; l++)
        for (uint32_t i = 0; i < rules->layers[l].program_count; i++)
            regex_free(atomic_load(&rules->layers[l].programs[i]->compiled));
    for (uint32_t i = 0; i < rules->regex_count; i++) regex_free(rules->regexes[i]);
    pthread_mutex_destroy(&rules->lock);
    arena_free(&rules->memory);
    arena_free(&rules->work);
    free(rules);
}

static void tell_disabled(loading *l, const pack_word *at)
{
    struct hs_rules *rules = l->rules;
    char help[120];
    hs_str id = at->node->text, *ids = arena_alloc(&rules->memory, (rules->rule_count + 1) * sizeof *ids);
    for (uint32_t i = 0; ids && i < rules->rule_count; i++) ids[i] = rules->rules[i].id;
    problem_nearest(help, sizeof help, "", id, ids, ids ? rules->rule_count : 0);
    problem_add(&l->problems, HS_PROBLEM_WARNING, "H035", &at->file->source, at->node->where, help,
                "pack.yaml disables the rule %.*s, which isn't there", (int)id.len, id.ptr);
}

static void drop_disabled(loading *l)
{
    struct hs_rules *rules = l->rules;
    for (uint32_t d = 0; d < l->disabled_count; d++) {
        hs_str id = l->disabled[d].node->text;
        uint32_t kept = 0;
        for (uint32_t i = 0; i < rules->rule_count; i++)
            if (!str_eq(rules->rules[i].id, id) && !rule_was(&rules->rules[i], id)) rules->rules[kept++] = rules->rules[i];
        if (kept == rules->rule_count) tell_disabled(l, &l->disabled[d]);
        rules->rule_count = kept;
    }
}

static void check_tables(loading *l)
{
    tables_check(&l->tables, l->rules, &l->problems);
}

static void make_tables(loading *l)
{
    tables_make(&l->tables, l->rules);
}

static void link_lexicons(loading *l)
{
    lexicons_link(&l->rules->lexicons, &l->rules->tokens, &l->problems);
}

static void read_rules(loading *l)
{
    strmap ids;
    strmap_init(&ids, &l->rules->memory);
    for (uint32_t i = 0; i < l->file_count && !l->rules->memory.failed; i++)
        rule_read_file(l->rules, &ids, &l->problems, l->files[i], l->file_packs[i]);
}

static void drop_replaced(loading *l)
{
    rule_drop_replaced(l->rules);
}

static void compile_rules(loading *l)
{
    rule_compile_all(l->rules, &l->problems);
}

static void read_confidences(loading *l)
{
    for (uint32_t i = 0; i < l->counted_count; i++) confidence_read(l->rules, &l->counted[i].file, l->counted[i].pack, &l->problems);
}

static void freeze(loading *l)
{
    const pack_table *words = tables_get(&l->tables, STR("words")), *suffix = tables_get(&l->tables, STR("suffixes"));
    rules_freeze(l->rules, words ? words->lists : NULL, words ? words->count : 0, suffix && suffix->count ? suffix->lists[0] : STR(""));
}

/* Each step rests on those before: it isn't taken when one of them had no memory. */
static void compile_all(loading *l)
{
    static void (*const steps[])(loading *) = { check_tables, make_tables, link_lexicons, make_layers, read_rules, drop_disabled,
                                                drop_replaced, compile_rules, read_confidences, freeze };
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !l->rules->memory.failed; i++) {
        steps[i](l);
        l->rules->memory.failed |= l->rules->work.failed;
    }
}

/* What only reading and compiling needed. */
static void free_work(struct hs_rules *rules)
{
    lexicons_forget_work(&rules->lexicons);
    rules->word_weights = NULL;
    for (uint32_t l = 0; l < rules->layer_count; l++) {
        rule_layer *layer = &rules->layers[l];
        strmap_init(&layer->column_names, &rules->work);
        strmap_init(&layer->test_names, &rules->work);
        strmap_init(&layer->sense_names, &rules->work);
    }
    arena_free(&rules->work);
}

/* The file's name lives in the rules, which a failed load frees: the message has it too. */
static void name_first(const hs_error *first, hs_error *out)
{
    if (first->file.len)
        error_set(out, HS_ERR_SYNTAX, "%.*s:%u:%u: %s", (int)first->file.len, first->file.ptr, first->line, first->column, first->message);
    else *out = *first;
    out->where = first->where;
    out->line = first->line;
    out->column = first->column;
}

hs_status rules_load(const char *const *folders, size_t folder_count, const hs_load_options *options, struct hs_rules **out,
                     hs_error *error)
{
    *out = NULL;
    loading *l = calloc(1, sizeof *l);
    struct hs_rules *rules = l ? create() : NULL;
    if (!rules) {
        free(l);
        return error_memory(error);
    }
    l->rules = rules;
    l->options = options;
    l->problems = (problems){ .memory = &rules->memory, .notify = options ? options->on_problem : NULL,
                              .user = options ? options->user : NULL };
    hs_error local;
    bool ok = folder_count > 0;
    if (!ok) error_set(&local, HS_ERR_USAGE, "no rule pack is given");
    for (size_t i = 0; ok && i < folder_count; i++) {
        size_t n = strlen(folders[i]);
        while (n > 1 && folders[i][n - 1] == '/') n--;
        ok = load_folder(l, arena_copy(&rules->memory, (hs_str){ folders[i], n }), &local);
    }
    if (ok) compile_all(l);
    free_work(rules);
    if (rules->memory.failed) ok = (error_memory(&local), false); /* whatever else seemed wrong */
    problems_tell(&l->problems);
    if (ok && l->problems.errors && options && options->strict) ok = (name_first(&l->problems.first, &local), false);
    free(l);
    if (!ok) {
        if (error) *error = local;
        if (error) error->file = (hs_str){ 0 }; /* it lived in the rules; the message names it */
        rules_free(rules);
        return local.status;
    }
    *out = rules;
    return HS_OK;
}
