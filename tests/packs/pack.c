/* pack.c - see pack.h. */
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void take_problem(void *user, const hs_problem *problem)
{
    pack *p = user;
    hs_str path = problem->error.file;
    size_t slash = path.len;
    while (slash > 0 && path.ptr[slash - 1] != '/') slash--;
    hs_str line = arena_printf(&p->memory, "%c %s %.*s:%u:%u+%u %s%s%s", problem->severity == HS_PROBLEM_ERROR ? 'E' : 'W', problem->code,
                               (int)(path.len - slash), path.ptr ? path.ptr + slash : "", problem->error.line, problem->error.column,
                               problem->width, problem->error.message, *problem->help ? " | " : "", problem->help);
    if (p->problem_count < PACK_PROBLEMS) p->problems[p->problem_count++] = line.ptr;
}

void pack_begin(pack *p)
{
    char path[96];
    *p = (pack){ .folder = "/tmp/hearsay-pack-XXXXXX" };
    arena_init(&p->memory);
    cr_assert_not_null(mkdtemp(p->folder));
    snprintf(path, sizeof path, "%s/lexicons", p->folder);
    cr_assert_eq(mkdir(path, 0700), 0);
    pack_file(p, "pack.yaml", "name: test\nlanguage: en\nversion: 1\nlayers: [class, mark, attribution, last]\n");
}

void pack_file(pack *p, const char *name, const char *bytes)
{
    char path[96];
    unsigned i = 0;
    snprintf(path, sizeof path, "%s/%s", p->folder, name);
    while (i < p->file_count && strcmp(p->files[i], path) != 0) i++;
    if (i == p->file_count) {
        cr_assert_lt(p->file_count, PACK_FILES);
        memcpy(p->files[p->file_count++], path, sizeof path);
    }
    FILE *f = fopen(path, "wb");
    cr_assert_not_null(f, "%s", path);
    cr_assert(fputs(bytes, f) >= 0);
    cr_assert_eq(fclose(f), 0);
}

void pack_try(pack *p, const char *folder)
{
    char path[512];
    const char *folders[] = { path };
    snprintf(path, sizeof path, "%s%s", folder ? HEARSAY_SOURCE_DIR "/tests/packs/" : p->folder, folder ? folder : "");
    p->options.on_problem = take_problem;
    p->options.user = p;
    hs_rules_free(p->rules);
    p->rules = NULL;
    p->problem_count = 0;
    p->status = hs_rules_load(folders, 1, &p->options, &p->rules, &p->error);
}

void pack_load(pack *p)
{
    pack_try(p, NULL);
    cr_assert_eq(p->status, HS_OK, "%s", p->error.message);
}

unsigned pack_problems(const pack *p, const char *start)
{
    unsigned n = 0;
    for (unsigned i = 0; i < p->problem_count; i++) n += strncmp(p->problems[i], start, strlen(start)) == 0;
    return n;
}

void pack_of(pack *p, const char *rules)
{
    pack_begin(p);
    pack_file(p, "rules.yaml", rules);
    pack_load(p);
    for (unsigned i = 0; i < p->problem_count; i++)
        cr_assert(p->problems[i][0] == 'W', "%s", p->problems[i]);
}

void pack_end(pack *p)
{
    char path[96];
    hs_rules_free(p->rules);
    arena_free(&p->memory);
    for (unsigned i = 0; i < p->file_count; i++) unlink(p->files[i]);
    if (!p->folder[0]) return;
    snprintf(path, sizeof path, "%s/lexicons", p->folder);
    rmdir(path);
    rmdir(p->folder);
}
