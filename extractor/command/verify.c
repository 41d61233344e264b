/* verify.c - results held against their articles: files, folders of XML, or standard input. */
#include "command/commands.h"
#include "command/exit_code.h"
#include "curate/verify.h"

#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    const char *root;
    bool        text_only, quiet;
    uint32_t    color;
} settings;

static const option options[] = {
    { '\0', "root", OPTION_TEXT, "DIR", "the articles lie below DIR (default: the current folder)", offsetof(settings, root) },
    { '\0', "text-only", OPTION_FLAG, NULL, "hold spans against the text in the result alone, not against the articles",
      offsetof(settings, text_only) },
    { 'q', "quiet", OPTION_FLAG, NULL, "no summary; what is wrong is still told", offsetof(settings, quiet) },
    OPTION_COLOR(settings),
};

const command_page verify_page = {
    .name = "verify",
    .summary = "Holds every span of XML results against its text, and against the article it came from.",
    .usage = "hearsay verify [options] [PATH...|-]\n\n"
             "PATH is a result, a folder with results (*.xml), or - for standard input (the default in a pipe).",
    .examples = "hearsay verify out/\n"
                "hearsay verify result.xml --root /data/articles\n"
                "hearsay extract articles/ | hearsay verify",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .exits = "0  every span says the truth\n"
             "1  something doesn't, or can't be read\n"
             "2  wrong usage",
    .more = COMMAND_MORE,
};

typedef struct {
    terminal       err;
    verify_options how;
    verify_counts  sum;
    const char    *path;      /* of the file that is checked */
    uint64_t       files;
    int            code;
} verifying;

static void tell_problem(void *user, const verify_problem *problem)
{
    verifying *v = user;
    terminal_style(&v->err, STYLE_STRONG);
    terminal_print(&v->err, from_text(strcmp(v->path, "-") ? v->path : "stdin"), false);
    fprintf(v->err.file, ":%llu: ", (unsigned long long)problem->line);
    terminal_style(&v->err, STYLE_PLAIN);
    terminal_print(&v->err, problem->document, false);
    if (problem->element.len) fputc(' ', v->err.file);
    terminal_print(&v->err, problem->element, false);
    fputs(": ", v->err.file);
    terminal_print(&v->err, from_text(problem->what), false);
    fputc('\n', v->err.file);
}

static void tell_unreadable(verifying *v, const char *path, const char *why)
{
    terminal_error(&v->err, "%s: %s", path, why);
    v->code = EXIT_REJECTED;
}

static void verify_file(verifying *v, const char *path)
{
    verify_counts counts = { 0 };
    hs_error error = { 0 };
    v->path = path;
    if (verify_xml(path, &v->how, &counts, &error)) tell_unreadable(v, path, error.message);
    if (counts.problems) v->code = EXIT_REJECTED;
    v->files++;
    v->sum.documents += counts.documents;
    v->sum.spans += counts.spans;
    v->sum.problems += counts.problems;
    v->sum.origins += counts.origins;
    v->sum.origins_missing += counts.origins_missing;
    v->sum.origin_spans += counts.origin_spans;
}

/* ---- folders ---------------------------------------------------------------------------------------------------- */

enum { DEPTH_MOST = 64 };

static bool is_result(const char *name)
{
    size_t n = strlen(name);
    return n > 4 && strcmp(name + n - 4, ".xml") == 0;
}

static int is_visible(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

static void verify_folder(verifying *v, const char *folder, unsigned depth);

static void verify_entry(verifying *v, const char *folder, const char *name, unsigned depth)
{
    struct stat info;
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (!path) {
        tell_unreadable(v, folder, "out of memory");
        return;
    }
    bool has_slash = folder[0] && folder[strlen(folder) - 1] == '/';
    snprintf(path, size, "%s%s%s", folder, has_slash ? "" : "/", name);
    if (lstat(path, &info)) tell_unreadable(v, path, strerror(errno));
    else if (S_ISDIR(info.st_mode)) verify_folder(v, path, depth + 1);
    else if (is_result(name)) verify_file(v, path);
    free(path);
}

static void verify_folder(verifying *v, const char *folder, unsigned depth)
{
    struct dirent **entries;
    int count = depth < DEPTH_MOST ? scandir(folder, &entries, is_visible, alphasort) : -1;
    if (count < 0) {
        tell_unreadable(v, folder, depth < DEPTH_MOST ? strerror(errno) : "folders lie too deep in each other");
        return;
    }
    for (int i = 0; i < count; i++) {
        verify_entry(v, folder, entries[i]->d_name, depth);
        free(entries[i]);
    }
    free(entries);
}

static void verify_path(verifying *v, const char *path)
{
    struct stat info;
    uint64_t before = v->files;
    bool is_folder = strcmp(path, "-") != 0 && !stat(path, &info) && S_ISDIR(info.st_mode);
    if (!is_folder) {
        verify_file(v, path);
        return;
    }
    verify_folder(v, path, 0);
    if (v->files == before) tell_unreadable(v, path, "no results (*.xml) in this folder");
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static void print_summary(const verifying *v)
{
    const verify_counts *n = &v->sum;
    printf("%llu document%s, %llu spans, %llu held against their article, %llu wrong\n", (unsigned long long)n->documents,
           n->documents == 1 ? "" : "s", (unsigned long long)n->spans, (unsigned long long)n->origin_spans,
           (unsigned long long)n->problems);
    if (n->origins_missing && !v->how.skip_origins)
        printf("%llu without their article: not found below %s, or never a file\n", (unsigned long long)n->origins_missing,
               v->how.root ? v->how.root : "the current folder");
}

static int run(const settings *s, const text_list *paths)
{
    verifying v = { .err = terminal_open(stderr, s->color) };
    v.how = (verify_options){ .root = s->root, .skip_origins = s->text_only, .on_problem = tell_problem, .user = &v };
    if (!paths->count && isatty(STDIN_FILENO)) {
        fprintf(stderr, "hearsay verify: no result is given\n\n%s\n", verify_page.usage);
        return EXIT_USAGE;
    }
    if (!paths->count) verify_path(&v, "-");
    for (size_t i = 0; i < paths->count; i++) verify_path(&v, paths->items[i]);
    if (!s->quiet) print_summary(&v);
    return v.code;
}

int command_verify(int argc, char **argv)
{
    settings s = { 0 };
    text_list paths = { 0 };
    options_outcome outcome = options_read(&verify_page, argc, argv, &s, &paths);
    int code = outcome == OPTIONS_GO ? run(&s, &paths) : outcome == OPTIONS_HELPED ? EXIT_DONE : EXIT_USAGE;
    options_free(&verify_page, &s, &paths);
    return code;
}
