/* gold.c - lines become articles; what the gold leaves out of a count (statements, nested attributions) is left out here. */
#include "curate/gold.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/utf8.h"
#include "curate/file_read.h"
#include "curate/json_read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct {
    gold       *g;
    const char *path;
    hs_str      folder;    /* of the texts */
    uint32_t    line;
    hs_error   *error;
} reading;

static hs_status refuse(const reading *r, const char *what)
{
    return error_set(r->error, HS_ERR_INPUT, "%.150s:%u: %.80s", r->path, r->line, what);
}

/* ---- one attribution -------------------------------------------------------------------------------------------- */

static bool read_offset(const json *j, uint32_t *out)
{
    if (j->kind != JSON_NUMBER || j->number < 0 || j->number > UINT32_MAX - 1 || j->number != (double)(uint32_t)j->number) return false;
    *out = (uint32_t)j->number;
    return true;
}

static int by_start(const void *a, const void *b)
{
    const hs_span *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

/* False if it is no list of pairs inside the text. */
static bool read_spans(arena *memory, const json *j, size_t length, gold_spans *out)
{
    *out = (gold_spans){ 0 };
    if (!j || j->kind == JSON_NULL) return true;
    if (j->kind != JSON_LIST) return false;
    out->items = arena_alloc(memory, (j->count + 1) * sizeof *out->items);
    for (uint32_t i = 0; out->items && i < j->count; i++) {
        const json *pair = &j->items[i];
        hs_span s;
        if (pair->kind != JSON_LIST || pair->count != 2 || !read_offset(&pair->items[0], &s.start) || !read_offset(&pair->items[1], &s.end))
            return false;
        if (s.start >= s.end || s.end > length) return false;
        out->items[out->count++] = s;
    }
    if (out->count > 1) qsort(out->items, out->count, sizeof *out->items, by_start);
    return true;
}

static bool lies_inside(const gold_spans *inner, const gold_spans *outer)
{
    for (uint32_t i = 0; i < inner->count; i++) {
        bool is_inside = false;
        for (uint32_t k = 0; k < outer->count; k++)
            is_inside |= outer->items[k].start <= inner->items[i].start && inner->items[i].end <= outer->items[k].end;
        if (!is_inside) return false;
    }
    return true;
}

static bool is_given(const json *j)
{
    return j && j->kind != JSON_NULL && j->kind != JSON_FALSE && !(j->kind == JSON_STRING && !j->text.len);
}

/* One that says it is nested and whose outer one holds its source and cue; a gold made by hand may name the outer speaker only. */
static bool is_nested(arena *memory, const json *all, const json *one, const gold_attribution *a, size_t length)
{
    const json *in = json_get(one, "nested_in");
    if (!is_given(json_get(one, "nested"))) return is_given(in);
    for (uint32_t i = 0; in && in->kind == JSON_STRING && i < all->count; i++) {
        gold_spans content;
        if (!str_eq(json_text(&all->items[i], "id"), in->text)) continue;
        return read_spans(memory, json_get(&all->items[i], "content"), length, &content) && lies_inside(&a->source, &content) &&
               lies_inside(&a->cue, &content);
    }
    return false;
}

static hs_status read_attributions(const reading *r, const json *list, gold_article *article)
{
    arena *memory = &r->g->memory;
    size_t length = utf8_count(article->text);
    article->items = arena_alloc(memory, (list->count + 1) * sizeof *article->items);
    for (uint32_t i = 0; article->items && i < list->count; i++) {
        const json *one = &list->items[i];
        gold_attribution a;
        if (one->kind != JSON_MAP) return refuse(r, "an attribution is a map");
        if (!read_spans(memory, json_get(one, "source"), length, &a.source) || !read_spans(memory, json_get(one, "cue"), length, &a.cue) ||
            !read_spans(memory, json_get(one, "content"), length, &a.content))
            return refuse(r, "spans are lists of [start, end] in code points inside the text");
        if (str_is(json_text(one, "kind"), "statement") || is_nested(memory, list, one, &a, length)) continue;
        if (!a.content.count) return refuse(r, "an attribution without content");
        article->items[article->count++] = a;
    }
    return memory->failed ? error_memory(r->error) : HS_OK;
}

/* ---- one article ------------------------------------------------------------------------------------------------ */

static bool is_held(hs_str id)
{
    char hex[65];
    return digest_bytes(id, hex) && hex[0] >= '0' && hex[0] <= '3';
}

static hs_status read_text(const reading *r, const json *line, gold_article *a)
{
    arena *memory = &r->g->memory;
    a->text = json_text(line, "text");
    if (a->text.len) return HS_OK;
    hs_str path = arena_printf(memory, "%.*s/%.*s.txt", (int)r->folder.len, r->folder.ptr, (int)a->id.len, a->id.ptr);
    if (!path.len) return error_memory(r->error);
    hs_status status = file_read(path.ptr, memory, &a->text, r->error);
    if (!status && utf8_valid_prefix(a->text) != a->text.len) status = refuse(r, "the article's text is not UTF-8");
    return status;
}

static hs_status read_article(const reading *r, const json *line)
{
    gold_article a = { .id = json_text(line, "id"), .published = json_text(line, "published") };
    const json *list = json_get(line, "attributions");
    if (!a.id.len) return refuse(r, "not a map with a text `id`");
    if (!list || list->kind != JSON_LIST) return refuse(r, "no list `attributions`");
    if (gold_find(r->g, a.id)) return refuse(r, "this article stands in the file already");
    a.is_held = is_held(a.id);
    hs_status status = read_text(r, line, &a);
    if (!status) status = read_attributions(r, list, &a);
    if (!status) ARENA_PUSH(&r->g->memory, r->g->articles, r->g->count, r->g->cap, a);
    return status;
}

/* ---- the file --------------------------------------------------------------------------------------------------- */

static hs_str texts_beside(arena *memory, const char *path)
{
    const char *slash = strrchr(path, '/');
    hs_str folder = slash ? (hs_str){ path, (size_t)(slash - path) } : STR(".");
    hs_str articles = arena_printf(memory, "%.*s/articles", (int)folder.len, folder.ptr);
    struct stat st;
    return articles.len && stat(articles.ptr, &st) == 0 && S_ISDIR(st.st_mode) ? articles : folder;
}

static hs_status read_line(reading *r, char **line, size_t *cap, FILE *f, bool *is_end)
{
    ssize_t n = getline(line, cap, f);
    *is_end = n < 0;
    r->line++;
    while (n > 0 && ((*line)[n - 1] == '\n' || (*line)[n - 1] == '\r' || (*line)[n - 1] == ' ')) n--;
    if (n <= 0) return HS_OK;
    json value;
    size_t at;
    const char *problem = json_read(&value, &r->g->memory, (hs_str){ *line, (size_t)n }, &at);
    if (problem) return error_set(r->error, HS_ERR_INPUT, "%.150s:%u: byte %zu: %s", r->path, r->line, at + 1, problem);
    return read_article(r, &value);
}

hs_status gold_read(gold *out, const char *path, const char *texts, hs_error *error)
{
    *out = (gold){ .count = 0 };
    arena_init(&out->memory);
    reading r = { .g = out, .path = path, .error = error };
    r.folder = texts ? (hs_str){ texts, strlen(texts) } : texts_beside(&out->memory, path);
    FILE *f = fopen(path, "rb");
    if (!f) return error_set(error, HS_ERR_IO, "%.150s can't be read: %s", path, strerror(errno));
    char *line = NULL;
    size_t cap = 0;
    hs_status status = HS_OK;
    for (bool is_end = false; !is_end && !status;) status = read_line(&r, &line, &cap, f, &is_end);
    if (!status && ferror(f)) status = error_set(error, HS_ERR_IO, "%.150s can't be read", path);
    if (!status && !out->count) status = error_set(error, HS_ERR_INPUT, "%.150s holds no article", path);
    free(line);
    fclose(f);
    return status;
}

void gold_free(gold *g)
{
    arena_free(&g->memory);
}

const gold_article *gold_find(const gold *g, hs_str id)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (str_eq(g->articles[i].id, id)) return &g->articles[i];
    return NULL;
}
