/* problem.c - placing, counting and ordering problems, and guessing what was meant. */
#include "rule/problem.h"

#include "base/error.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static hs_str line_at(hs_str bytes, size_t at)
{
    size_t a = at < bytes.len ? at : bytes.len, b = a;
    while (a > 0 && bytes.ptr[a - 1] != '\n') a--;
    while (b < bytes.len && bytes.ptr[b] != '\n' && bytes.ptr[b] != '\r') b++;
    return (hs_str){ bytes.ptr + a, b - a };
}

static uint32_t caret_width(hs_str bytes, hs_span where)
{
    size_t a = where.start < bytes.len ? where.start : bytes.len;
    size_t b = where.end < bytes.len ? where.end : bytes.len;
    size_t end = a;
    while (end < b && bytes.ptr[end] != '\n') end++;
    size_t n = utf8_count((hs_str){ bytes.ptr + a, end - a });
    return n ? (uint32_t)n : 1;
}

static bool is_told(problems *p, const char *code, const source_file *file, uint32_t at)
{
    if (!file) return false;
    hs_str key = arena_printf(p->memory, "%p %u %s", (const void *)file, at, code);
    if (!p->told.arena) strmap_init(&p->told, p->memory);
    if (strmap_get(&p->told, key) != STRMAP_NONE) return true;
    strmap_put(&p->told, key, 1);
    return false;
}

void problem_add(problems *p, hs_severity severity, const char *code, const source_file *file, hs_span where, const char *help,
                 const char *format, ...)
{
    hs_problem problem = { .severity = severity, .code = code };
    problem.error.status = HS_ERR_SYNTAX;
    if (is_told(p, code, file, where.start)) return;
    problem.help = help ? arena_copy(p->memory, (hs_str){ help, strlen(help) }).ptr : "";
    va_list args;
    va_start(args, format);
    vsnprintf(problem.error.message, sizeof problem.error.message, format, args);
    va_end(args);
    if (file) {
        problem.error.file = file->path;
        problem.error.where = where;
        problem.source_line = file->bytes; /* until problems_tell() puts the line there */
    }
    if (severity == HS_PROBLEM_ERROR) p->errors++;
    else p->warnings++;
    ARENA_PUSH(p->memory, p->items, p->count, p->cap, problem);
}

static int by_place(const void *a, const void *b)
{
    const hs_problem *x = a, *y = b;
    int c = str_cmp(x->error.file, y->error.file);
    if (c) return c;
    if (x->error.where.start != y->error.where.start) return x->error.where.start < y->error.where.start ? -1 : 1;
    c = strcmp(x->code, y->code);
    return c ? c : strcmp(x->error.message, y->error.message);
}

/* Line, column and the text of the line, which for sorted problems are found on one way through each file. */
static void find_places(problems *p)
{
    hs_str file = { 0 };
    uint32_t line = 1;
    size_t at = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        hs_problem *one = &p->items[i];
        hs_str bytes = one->source_line;
        hs_span where = one->error.where;
        if (!one->error.file.len) continue;
        if (bytes.ptr != file.ptr) {
            file = bytes;
            line = 1;
            at = 0;
        }
        for (; at < where.start && at < bytes.len; at++) line += bytes.ptr[at] == '\n';
        one->source_line = line_at(bytes, where.start);
        one->error.line = line;
        one->error.column = 1 + (uint32_t)utf8_count((hs_str){ one->source_line.ptr, (size_t)(bytes.ptr + at - one->source_line.ptr) });
        one->width = caret_width(bytes, where);
    }
}

void problems_tell(problems *p)
{
    if (p->count) qsort(p->items, p->count, sizeof *p->items, by_place);
    find_places(p);
    for (uint32_t i = p->count; i-- > 0;)
        if (p->items[i].severity == HS_PROBLEM_ERROR) p->first = p->items[i].error;
    for (uint32_t i = 0; p->notify && i < p->count; i++) p->notify(p->user, &p->items[i]);
}

enum { NAME_MOST = 63 };

/* Levenshtein distance of two short names, by rows. */
static size_t distance(hs_str a, hs_str b)
{
    size_t row[NAME_MOST + 1];
    for (size_t j = 0; j <= b.len; j++) row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t best = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[b.len];
}

void problem_nearest(char *out, size_t size, const char *sigil, hs_str wrong, const hs_str *names, uint32_t count)
{
    size_t best = SIZE_MAX;
    hs_str nearest = { 0 };
    out[0] = '\0';
    if (wrong.len > NAME_MOST) return;
    for (uint32_t i = 0; i < count; i++) {
        if (names[i].len > NAME_MOST) continue;
        size_t d = distance(wrong, names[i]);
        if (d < best) {
            best = d;
            nearest = names[i];
        }
    }
    if (best <= 1 + wrong.len / 3) snprintf(out, size, "did you mean %s%.*s?", sigil, (int)nearest.len, nearest.ptr);
}
