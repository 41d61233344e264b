/* worklist.c - paths and manifest rows become work items. Folders are walked in walk.c. */
#include "batch/worklist.h"

#include "batch/manifest.h"
#include "batch/paths.h"
#include "batch/seen.h"
#include "batch/walk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static hs_str str(const char *z) { return (hs_str){ z, strlen(z) }; }

bool work_is_jsonl_name(const char *path)
{
    return path_has_suffix(str(path), ".jsonl") || path_has_suffix(str(path), ".ndjson");
}

static work_item *add_item(work_list *list, const char *path, hs_str id)
{
    if (list->count == list->cap) {
        size_t cap = list->cap ? 2 * list->cap : 64;
        work_item *items = realloc(list->items, cap * sizeof *items);
        if (!items) return NULL;
        list->items = items;
        list->cap = cap;
    }
    work_item *item = &list->items[list->count];
    *item = (work_item){ .path = bytes_copy(str(path)), .id = bytes_copy(id) };
    list->count++;
    return item->path && item->id ? item : NULL;
}

static bool set_problem(work_item *item, hs_status status, const char *what, const char *detail)
{
    batch_bytes message = { 0 };
    bytes_printf(&message, "%s%s", what, detail);
    item->status = status;
    item->problem = message.failed ? NULL : bytes_copy(bytes_view(&message));
    bytes_free(&message);
    return item->problem != NULL;
}

static bool set_double(work_item *item, const seen_place *first)
{
    batch_bytes message = { 0 };
    bytes_printf(&message, "the id '%s' is there twice, first in %s; give one of them another id", item->id, first->uri);
    item->status = HS_ERR_INPUT;
    item->problem = message.failed ? NULL : bytes_copy(bytes_view(&message));
    bytes_free(&message);
    return item->problem != NULL;
}

/* Marks the items from `first` on whose id is there twice. Files with records have ids of their own (stem and number), which
 * can't meet the id of another kind of file. */
static bool reject_doubles(work_list *list, size_t first)
{
    seen ids = { 0 };
    bool is_ok = true;
    for (size_t i = first; i < list->count && is_ok; i++) {
        work_item *item = &list->items[i];
        if (item->problem) continue;
        batch_bytes key = { 0 };
        bytes_printf(&key, "%c%s", work_is_jsonl_name(item->path) ? 'r' : 't', item->id);
        seen_place place;
        seen_outcome outcome = key.failed ? SEEN_MEMORY : seen_add(&ids, bytes_view(&key), item->path, 0, &place);
        bytes_free(&key);
        is_ok = outcome != SEEN_MEMORY && (outcome == SEEN_NEW || set_double(item, &place));
    }
    seen_free(&ids);
    return is_ok;
}

/* ---- paths ------------------------------------------------------------------------------------------------------------------ */

static bool add_folder(work_list *list, const char *path, const batch_job *job)
{
    walk_result found;
    if (!walk_folder(&found, path, job->input == BATCH_INPUT_TEXT, job->out_dir)) return false;
    size_t first = list->count, root = strlen(path);
    bool is_ok = true;
    for (size_t i = 0; i < found.count && is_ok; i++) {
        const char *below = found.paths[i] + root;
        while (*below == '/') below++;
        work_item *item = add_item(list, found.paths[i], path_stem(str(below)));
        is_ok = item != NULL;
        if (is_ok && found.errors[i]) is_ok = set_problem(item, HS_ERR_IO, "can't be read: ", strerror(found.errors[i]));
    }
    if (is_ok && !found.count) {
        work_item *item = add_item(list, path, str(""));
        is_ok = item && set_problem(item, HS_ERR_INPUT, "no articles in this folder", job->input == BATCH_INPUT_TEXT ? ""
                                    : " (looked for .txt, .text, .jsonl and .ndjson; --input text takes every file)");
    }
    list->skipped += found.skipped;
    walk_free(&found);
    return is_ok && reject_doubles(list, first);
}

static bool add_path(work_list *list, const char *path, const batch_job *job)
{
    struct stat info;
    if (strcmp(path, "-") == 0) return add_item(list, path, str("stdin")) != NULL;
    if (stat(path, &info)) {
        int reason = errno;
        work_item *item = add_item(list, path, path_stem(path_base(str(path))));
        return item && set_problem(item, HS_ERR_IO, "can't be read: ", strerror(reason));
    }
    if (S_ISDIR(info.st_mode)) return add_folder(list, path, job);
    return add_item(list, path, path_stem(path_base(str(path)))) != NULL;
}

/* ---- the manifest ----------------------------------------------------------------------------------------------------------- */

static void move_value(char **to, char **from)
{
    if (!*from || !**from) return;
    free(*to);
    *to = *from;
    *from = NULL;
}

static void take_metadata(work_item *item, manifest_row *row)
{
    move_value(&item->id, &row->values[MANIFEST_ID]);
    move_value(&item->published, &row->values[MANIFEST_PUBLISHED]);
    move_value(&item->url, &row->values[MANIFEST_URL]);
    move_value(&item->title, &row->values[MANIFEST_TITLE]);
}

static bool add_problem_row(work_list *list, const manifest_row *row, const char *path)
{
    work_item *item = add_item(list, path, str(""));
    if (!item || !set_problem(item, HS_ERR_INPUT, "", row->problem)) return false;
    item->line = row->line;
    return true;
}

static bool add_row(work_list *list, manifest_row *row, const char *manifest_path)
{
    struct stat info;
    if (row->problem[0]) return add_problem_row(list, row, manifest_path);
    const char *path = row->values[MANIFEST_PATH];
    work_item *item = add_item(list, path, path_stem(path_base(str(path))));
    if (!item) return false;
    take_metadata(item, row);
    if (stat(path, &info)) return set_problem(item, HS_ERR_IO, "named in the manifest, can't be read: ", strerror(errno));
    if (S_ISDIR(info.st_mode)) return set_problem(item, HS_ERR_INPUT, "is a folder; the rows of a manifest name files", "");
    return true;
}

static bool add_manifest(work_list *list, manifest *m, const char *path)
{
    size_t first = list->count;
    for (size_t i = 0; i < m->count; i++)
        if (!add_row(list, &m->rows[i], path)) return false;
    if (!m->count) {
        work_item *item = add_item(list, path, str(""));
        return item && set_problem(item, HS_ERR_INPUT, "the manifest has no rows", "");
    }
    return reject_doubles(list, first);
}

/* A file is the same if device and inode are, however its path is written. */
typedef struct { dev_t device; ino_t inode; size_t row; } file_key;

static int compare_keys(const void *left, const void *right)
{
    const file_key *a = left, *b = right;
    if (a->device != b->device) return a->device < b->device ? -1 : 1;
    if (a->inode != b->inode) return a->inode < b->inode ? -1 : 1;
    return 0;
}

/* The files were given as paths: the manifest adds to what it knows of them. */
static bool annotate(work_list *list, manifest *m, const char *path)
{
    struct stat info;
    file_key *keys = calloc(m->count + 1, sizeof *keys);
    size_t count = 0;
    bool is_ok = keys != NULL;
    for (size_t i = 0; i < m->count && is_ok; i++) {
        if (m->rows[i].problem[0]) is_ok = add_problem_row(list, &m->rows[i], path);
        else if (!stat(m->rows[i].values[MANIFEST_PATH], &info)) keys[count++] = (file_key){ info.st_dev, info.st_ino, i };
    }
    if (is_ok) qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < list->count && is_ok; i++) {
        if (list->items[i].problem || stat(list->items[i].path, &info)) continue;
        file_key key = { info.st_dev, info.st_ino, 0 };
        file_key *found = bsearch(&key, keys, count, sizeof *keys, compare_keys);
        if (found) take_metadata(&list->items[i], &m->rows[found->row]);
    }
    free(keys);
    return is_ok;
}

/* ---- the story -------------------------------------------------------------------------------------------------------------- */

hs_status work_list_make(work_list *list, const batch_job *job, hs_error *error)
{
    manifest m = { 0 };
    hs_status status = HS_OK;
    *list = (work_list){ 0 };
    if (!job->path_count && !job->manifest) return batch_fail(error, HS_ERR_USAGE, "no input: give a file, a folder, - or a manifest");
    if (job->manifest && (status = manifest_read(&m, job->manifest, error))) return status;
    bool is_ok = true;
    for (size_t i = 0; i < job->path_count && is_ok; i++) is_ok = add_path(list, job->paths[i], job);
    if (is_ok && job->manifest) is_ok = job->path_count ? annotate(list, &m, job->manifest) : add_manifest(list, &m, job->manifest);
    manifest_free(&m);
    if (is_ok) return HS_OK;
    work_list_free(list);
    return batch_fail(error, HS_ERR_MEMORY, "out of memory");
}

void work_list_free(work_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        work_item *item = &list->items[i];
        free(item->path);
        free(item->id);
        free(item->published);
        free(item->url);
        free(item->title);
        free(item->problem);
    }
    free(list->items);
    *list = (work_list){ 0 };
}
