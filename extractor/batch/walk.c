/* walk.c - a list of folders to visit, no recursion; at the end one sort. */
#include "batch/walk.h"

#include "batch/bytes.h"
#include "batch/paths.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct { char *path; int error; } found;

typedef struct {
    found *items;
    size_t count, cap;
} found_list;

static bool add(found_list *list, char *path, int error)
{
    if (!path) return false;
    if (list->count == list->cap) {
        size_t cap = list->cap ? 2 * list->cap : 64;
        found *items = realloc(list->items, cap * sizeof *items);
        if (!items) {
            free(path);
            return false;
        }
        list->items = items;
        list->cap = cap;
    }
    list->items[list->count++] = (found){ path, error };
    return true;
}

static char *join(const char *folder, const char *name)
{
    batch_bytes path = { 0 };
    size_t len = strlen(folder);
    bytes_append(&path, folder, len);
    if (len && folder[len - 1] != '/') bytes_text(&path, "/");
    bytes_text(&path, name);
    char *copy = path.failed ? NULL : bytes_copy(bytes_view(&path));
    bytes_free(&path);
    return copy;
}

static bool is_article_name(const char *name)
{
    static const char *const suffixes[] = { ".txt", ".text", ".jsonl", ".ndjson" };
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (path_has_suffix((hs_str){ name, strlen(name) }, suffixes[i])) return true;
    return false;
}

typedef struct {
    found_list  files, folders;
    bool        takes_all, has_except;
    struct stat except;
    uint64_t    skipped;
} walker;

/* Links to files are followed, links to folders aren't: they may lead in circles. */
static bool visit_entry(walker *w, const char *folder, const char *name)
{
    struct stat info;
    char *path = join(folder, name);
    if (!path) return false;
    if (lstat(path, &info)) return add(&w->files, path, errno);
    bool is_link = S_ISLNK(info.st_mode);
    if (is_link && stat(path, &info)) return add(&w->files, path, errno);
    bool is_except = w->has_except && info.st_dev == w->except.st_dev && info.st_ino == w->except.st_ino;
    if (S_ISDIR(info.st_mode) && !is_link && !is_except) return add(&w->folders, path, 0);
    bool is_wanted = S_ISREG(info.st_mode) && (w->takes_all || is_article_name(name));
    if (is_wanted) return add(&w->files, path, 0);
    w->skipped += S_ISREG(info.st_mode);
    free(path);
    return true;
}

static bool visit(walker *w, const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir) return add(&w->files, bytes_copy((hs_str){ folder, strlen(folder) }), errno);
    bool is_ok = true;
    for (struct dirent *entry; is_ok && (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.') is_ok = visit_entry(w, folder, entry->d_name);
    closedir(dir);
    return is_ok;
}

static int compare(const void *left, const void *right)
{
    return strcmp(((const found *)left)->path, ((const found *)right)->path);
}

static bool hand_over(walk_result *result, found_list *files)
{
    result->paths = calloc(files->count + 1, sizeof *result->paths);
    result->errors = calloc(files->count + 1, sizeof *result->errors);
    if (!result->paths || !result->errors) return false;
    if (files->count) qsort(files->items, files->count, sizeof *files->items, compare);
    for (size_t i = 0; i < files->count; i++) {
        result->paths[i] = files->items[i].path;
        result->errors[i] = files->items[i].error;
    }
    result->count = files->count;
    files->count = 0; /* their paths belong to the result now */
    return true;
}

static void free_list(found_list *list)
{
    for (size_t i = 0; i < list->count; i++) free(list->items[i].path);
    free(list->items);
}

bool walk_folder(walk_result *result, const char *folder, bool takes_all, const char *except)
{
    walker w = { .takes_all = takes_all };
    w.has_except = except && !stat(except, &w.except);
    *result = (walk_result){ 0 };
    bool is_ok = visit(&w, folder);
    while (is_ok && w.folders.count) {
        char *next = w.folders.items[--w.folders.count].path;
        is_ok = visit(&w, next);
        free(next);
    }
    is_ok = is_ok && hand_over(result, &w.files);
    result->skipped = w.skipped;
    free_list(&w.files);
    free_list(&w.folders);
    if (!is_ok) walk_free(result);
    return is_ok;
}

void walk_free(walk_result *result)
{
    for (size_t i = 0; i < result->count; i++) free(result->paths[i]);
    free(result->paths);
    free(result->errors);
    *result = (walk_result){ 0 };
}
