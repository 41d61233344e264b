/* check.c - see check.h. */
#include "curate/check.h"

#include "base/error.h"
#include "base/utf8.h"
#include "curate/file_read.h"
#include "curate/ignore.h"
#include "curate/problem_codes.h"

#include <stdlib.h>

void check_begin(check *c)
{
    *c = (check){ 0 };
    arena_init(&c->memory);
}

void check_end(check *c)
{
    arena_free(&c->memory);
}

bool check_is_in(const char *const *folders, size_t folder_count, hs_str path)
{
    for (size_t i = 0; i < folder_count; i++) {
        size_t n = strlen(folders[i]);
        while (n > 1 && folders[i][n - 1] == '/') n--;
        bool is_below = path.len == n || (path.len > n && path.ptr[n] == '/');
        if (is_below && str_starts(path, (hs_str){ folders[i], n })) return true;
    }
    return false;
}

/* What came from a file may be no UTF-8, and every format wants it. */
static hs_str copy_valid(check *c, hs_str s)
{
    if (utf8_valid_prefix(s) == s.len) return arena_copy(&c->memory, s);
    buffer out;
    buffer_init(&out);
    while (s.len) {
        size_t n = utf8_valid_prefix(s);
        buffer_bytes(&out, s.ptr, n);
        s = (hs_str){ s.ptr + n, s.len - n };
        size_t bad = s.len ? utf8_bad_length(s.ptr, s.ptr + s.len) : 0;
        if (bad) buffer_lit(&out, "\xEF\xBF\xBD");
        s = (hs_str){ s.ptr + bad, s.len - bad };
    }
    hs_str kept = arena_copy(&c->memory, buffer_view(&out));
    if (out.failed) c->memory.failed = true;
    buffer_free(&out);
    return kept;
}

static void mend_message(char *message, size_t size)
{
    size_t len = strlen(message), at = 0;
    while ((at += utf8_valid_prefix((hs_str){ message + at, len - at })) < len) message[at] = '?';
    message[size - 1] = '\0';
}

void check_take(void *user, const hs_problem *problem)
{
    check *c = user;
    checked kept = { .problem = *problem };
    kept.problem.code = arena_copy(&c->memory, (hs_str){ problem->code, strlen(problem->code) }).ptr;
    kept.problem.help = copy_valid(c, (hs_str){ problem->help, strlen(problem->help) }).ptr;
    kept.problem.error.file = copy_valid(c, problem->error.file);
    kept.problem.source_line = copy_valid(c, problem->source_line);
    mend_message(kept.problem.error.message, sizeof kept.problem.error.message);
    ARENA_PUSH(&c->memory, c->items, c->count, c->cap, kept);
}

/* ---- comments that ignore ---------------------------------------------------------------------------------------- */

typedef struct {
    check   *c;
    problems told;         /* what is wrong with the comments themselves */
    ignores  list;
    const source_file **seen; uint32_t seen_count, seen_cap;
} settling;

static void read_comments(settling *s, const source_file *file, const yaml_node *tree, bool is_lexicon)
{
    for (uint32_t i = 0; i < s->seen_count; i++)
        if (s->seen[i] == file) return;
    ARENA_PUSH(&s->c->memory, s->seen, s->seen_count, s->seen_cap, file);
    ignore_read(&s->list, &s->c->memory, file, tree, is_lexicon);
}

static void read_pack_comments(settling *s, const rule_pack *pack)
{
    hs_error error;
    source_file *file = arena_zalloc(&s->c->memory, 1, sizeof *file);
    if (!file) return;
    file->path = arena_printf(&s->c->memory, "%.*s/pack.yaml", (int)pack->folder.len, pack->folder.ptr);
    if (!file->path.len || file_read(file->path.ptr, &s->c->memory, &file->bytes, &error)) return;
    read_comments(s, file, NULL, false);
}

static void read_all_comments(settling *s, const struct hs_rules *rules, const char *const *folders, size_t count)
{
    for (uint32_t i = 0; i < rules->pack_count; i++)
        if (check_is_in(folders, count, rules->packs[i].folder)) read_pack_comments(s, &rules->packs[i]);
    for (uint32_t i = 0; i < rules->rule_count; i++)
        if (check_is_in(folders, count, rules->rules[i].file->source.path))
            read_comments(s, &rules->rules[i].file->source, rules->rules[i].file->root, false);
    for (uint32_t i = 0; i < rules->macros.count; i++) {
        const yaml_file *file = rules->macros.items[i].source.file;
        if (check_is_in(folders, count, file->source.path)) read_comments(s, &file->source, file->root, false);
    }
    for (uint32_t i = 0; i < rules->lexicons.count; i++)
        if (check_is_in(folders, count, rules->lexicons.items[i]->source.path))
            read_comments(s, &rules->lexicons.items[i]->source, NULL, true);
}

/* Sets aside what the comment speaks of; how many problems that were. */
static uint32_t apply(check *c, const ignore *one, hs_str code)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        const hs_problem *p = &c->items[i].problem;
        bool is_meant = p->severity == HS_PROBLEM_WARNING && str_is(code, p->code) && str_eq(p->error.file, one->file->path) &&
                        p->error.where.start >= one->scope.start && p->error.where.start < one->scope.end;
        if (!is_meant) continue;
        c->items[i].reason = arena_copy(&c->memory, one->reason);
        n++;
    }
    return n;
}

static void judge_code(settling *s, const ignore *one, hs_str code)
{
    const problem_code *known = problem_code_find(code);
    if (!known || known->severity == HS_PROBLEM_ERROR)
        problem_add(&s->told, HS_PROBLEM_WARNING, "H056", one->file, one->where, known ? "mend it" : "see docs/rules.md for the codes",
                    known ? "%.*s is an error and can't be ignored" : "there is no code %.*s", (int)code.len, code.ptr);
    else if (!apply(s->c, one, code) && !str_is(code, "H054")) /* which depends on what is counted */
        problem_add(&s->told, HS_PROBLEM_WARNING, "H057", one->file, one->where, "take the comment away", "%.*s isn't here to be ignored",
                    (int)code.len, code.ptr);
}

static void settle(settling *s)
{
    for (uint32_t i = 0; i < s->list.count; i++) {
        const ignore *one = &s->list.items[i];
        hs_str codes = one->codes, code;
        if (!one->reason.len) {
            problem_add(&s->told, HS_PROBLEM_WARNING, "H056", one->file, one->where, "# ignore H041: why it is right here",
                        "to ignore a warning needs a reason");
            continue;
        }
        while (ignore_next_code(&codes, &code)) judge_code(s, one, code);
    }
    problems_tell(&s->told);
}

/* ---- order and counts -------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const hs_problem *x = &((const checked *)a)->problem, *y = &((const checked *)b)->problem;
    int c = str_cmp(x->error.file, y->error.file);
    if (c) return c;
    if (x->error.where.start != y->error.where.start) return x->error.where.start < y->error.where.start ? -1 : 1;
    c = strcmp(x->code, y->code);
    return c ? c : strcmp(x->error.message, y->error.message);
}

/* Warnings about packs that were only extended are their writers' business. */
static void drop_others(check *c, const char *const *folders, size_t folder_count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        const hs_problem *p = &c->items[i].problem;
        bool is_wanted = p->severity == HS_PROBLEM_ERROR || !p->error.file.len || check_is_in(folders, folder_count, p->error.file);
        if (is_wanted) c->items[kept++] = c->items[i];
    }
    c->count = kept;
}

static void count(check *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        bool is_error = c->items[i].problem.severity == HS_PROBLEM_ERROR;
        c->ignored += c->items[i].reason.len > 0;
        if (!c->items[i].reason.len) *(is_error ? &c->errors : &c->warnings) += 1;
    }
}

hs_status check_finish(check *c, const hs_rules *rules, const char *const *folders, size_t folder_count, hs_error *error)
{
    settling s = { .c = c, .told = { .memory = &c->memory, .notify = check_take, .user = c } };
    if (rules) read_all_comments(&s, rules, folders, folder_count);
    drop_others(c, folders, folder_count);
    settle(&s);
    if (c->count) qsort(c->items, c->count, sizeof *c->items, by_place);
    count(c);
    return c->memory.failed ? error_memory(error) : HS_OK;
}
