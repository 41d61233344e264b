/* corpus.c - the folders of a corpus in the order of their names, and its baseline. */
#include "curate/corpus.h"

#include "base/error.h"
#include "curate/file_read.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct { hs_str name; uint32_t found, listed, unlisted; bool is_seen; } baseline_line;

typedef struct {
    arena          memory;
    const char    *folder;
    hs_str        *names;     uint32_t count, cap;
    baseline_line *baseline;  uint32_t line_count, line_cap;
    buffer         written;   /* the baseline of this time */
} corpus;

/* ---- names ------------------------------------------------------------------------------------------------------ */

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const hs_str *)a, *(const hs_str *)b);
}

static hs_status list_articles(corpus *c, hs_error *error)
{
    DIR *dir = opendir(c->folder);
    if (!dir) return error_set(error, HS_ERR_IO, "%s can't be read: %s", c->folder, strerror(errno));
    const struct dirent *e;
    while ((e = readdir(dir)) != NULL) {
        struct stat st;
        if (e->d_name[0] == '.') continue;
        hs_str list = arena_printf(&c->memory, "%s/%s/expected.claims", c->folder, e->d_name);
        if (!list.len || stat(list.ptr, &st) != 0) continue;
        ARENA_PUSH(&c->memory, c->names, c->count, c->cap, arena_copy(&c->memory, (hs_str){ e->d_name, strlen(e->d_name) }));
    }
    closedir(dir);
    if (c->memory.failed) return error_memory(error);
    if (!c->count) return error_set(error, HS_ERR_INPUT, "no article with an expected.claims below %s", c->folder);
    qsort(c->names, c->count, sizeof *c->names, by_bytes);
    return HS_OK;
}

/* ---- the baseline ----------------------------------------------------------------------------------------------- */

static hs_str baseline_path(corpus *c)
{
    return arena_printf(&c->memory, "%s/BASELINE", c->folder);
}

static bool read_line(corpus *c, hs_str line)
{
    char name[256];
    unsigned found, listed, unlisted;
    char copy[400];
    if (!line.len || line.ptr[0] == '#') return true;
    if (line.len >= sizeof copy) return false;
    memcpy(copy, line.ptr, line.len);
    copy[line.len] = '\0';
    if (sscanf(copy, "%255s %9u %9u %9u", name, &found, &listed, &unlisted) != 4) return false;
    baseline_line made = { arena_copy(&c->memory, (hs_str){ name, strlen(name) }), found, listed, unlisted, false };
    ARENA_PUSH(&c->memory, c->baseline, c->line_count, c->line_cap, made);
    return true;
}

static hs_status read_baseline(corpus *c, hs_error *error)
{
    hs_str path = baseline_path(c), all;
    struct stat st;
    if (!path.len || stat(path.ptr, &st) != 0) return HS_OK;
    hs_status status = file_read(path.ptr, &c->memory, &all, error);
    uint32_t number = 0;
    for (size_t at = 0; !status && at < all.len;) {
        const char *newline = memchr(all.ptr + at, '\n', all.len - at);
        size_t end = newline ? (size_t)(newline - all.ptr) : all.len;
        number++;
        if (!read_line(c, (hs_str){ all.ptr + at, end - at }))
            status = error_set(error, HS_ERR_INPUT, "%s:%u: NAME found listed unlisted is expected", path.ptr, number);
        at = end + 1;
    }
    return status;
}

static baseline_line *line_of(corpus *c, hs_str name)
{
    for (uint32_t i = 0; i < c->line_count; i++)
        if (str_eq(c->baseline[i].name, name)) return &c->baseline[i];
    return NULL;
}

static hs_status write_baseline(corpus *c, hs_error *error)
{
    hs_str path = baseline_path(c), temp = arena_printf(&c->memory, "%s/.BASELINE.tmp", c->folder);
    FILE *f = path.len && temp.len && !c->written.failed ? fopen(temp.ptr, "wb") : NULL;
    bool ok = f && fwrite(c->written.data, 1, c->written.len, f) == c->written.len;
    if (f && fclose(f)) ok = false;
    if (ok && rename(temp.ptr, path.ptr)) ok = false;
    return ok ? HS_OK : error_set(error, HS_ERR_IO, "%s/BASELINE can't be written: %s", c->folder, strerror(errno));
}

/* ---- judging ---------------------------------------------------------------------------------------------------- */

static bool is_worse(const expected_counts *now, const expected_counts *before)
{
    if (now->found < before->found) return true;
    return now->unlisted > before->unlisted && now->unlisted - before->unlisted > now->found - before->found;
}

static void add_counts(expected_counts *sum, const expected_counts *n)
{
    sum->listed += n->listed;
    sum->found += n->found;
    sum->unlisted += n->unlisted;
    sum->gaps += n->gaps;
    sum->gaps_found += n->gaps_found;
    sum->malformed += n->malformed;
}

static void compare_with_before(corpus *c, corpus_article *a)
{
    baseline_line *before = line_of(c, a->name);
    a->is_new = !before;
    if (!before) return;
    before->is_seen = true;
    a->before = (expected_counts){ .found = before->found, .listed = before->listed, .unlisted = before->unlisted };
    a->is_worse = is_worse(&a->now, &a->before);
}

static hs_status check_article(corpus *c, const hs_rules *rules, hs_str name, const corpus_options *o, corpus_totals *totals, hs_error *error)
{
    corpus_article a = { .name = name };
    hs_str folder = arena_printf(&c->memory, "%s/%.*s", c->folder, (int)name.len, name.ptr);
    buffer report;
    buffer_init(&report);
    hs_status status = folder.len ? expected_check(rules, folder.ptr, &a.now, &report, error) : error_memory(error);
    if (!status) {
        a.report = buffer_view(&report);
        compare_with_before(c, &a);
        totals->articles++;
        totals->worse += a.is_worse;
        add_counts(&totals->sum, &a.now);
        buffer_printf(&c->written, "%.*s %u %u %u\n", (int)name.len, name.ptr, a.now.found, a.now.listed, a.now.unlisted);
        if (o->on_article) o->on_article(o->user, &a);
    }
    buffer_free(&report);
    return status;
}

hs_status corpus_run(const hs_rules *rules, const corpus_options *options, corpus_totals *totals, hs_error *error)
{
    *totals = (corpus_totals){ 0 };
    corpus c = { .folder = options->folder };
    arena_init(&c.memory);
    buffer_init(&c.written);
    buffer_lit(&c.written, "# NAME found listed unlisted; written by: hearsay test --corpus DIR --update\n");
    hs_status status = list_articles(&c, error);
    if (!status) status = read_baseline(&c, error);
    for (uint32_t i = 0; i < c.count && !status; i++) status = check_article(&c, rules, c.names[i], options, totals, error);
    for (uint32_t i = 0; i < c.line_count; i++) totals->lost += !c.baseline[i].is_seen;
    if (!status && options->update) status = write_baseline(&c, error);
    buffer_free(&c.written);
    arena_free(&c.memory);
    return status;
}
