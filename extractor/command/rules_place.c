/* rules_place.c - see rules_place.h. */
#include "command/rules_place.h"

#include "command/exit_code.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_folder(const char *path)
{
    struct stat info;
    return !stat(path, &info) && S_ISDIR(info.st_mode);
}

static const char *standard_pack(void)
{
    return is_folder(HEARSAY_RULES_INSTALLED) ? HEARSAY_RULES_INSTALLED : HEARSAY_RULES_SOURCE;
}

/* The folder in which the standard pack lies, so that a pack elsewhere may extend it. */
static void parent_of(const char *path, char *out, size_t size)
{
    const char *slash = strrchr(path, '/');
    snprintf(out, size, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
}

int rules_place_load(const text_list *given, bool is_strict, problem_printer *printer, hs_rules **rules)
{
    char parent[4096];
    const char *variable = getenv("HEARSAY_RULES"), *standard = standard_pack();
    const char *one = variable && *variable ? variable : standard;
    parent_of(standard, parent, sizeof parent);
    hs_load_options options = { .on_problem = problem_print, .user = printer, .pack_folder = parent, .strict = is_strict };
    hs_error error = { 0 };
    const char *const *folders = given->count ? given->items : &one;
    hs_status status = hs_rules_load(folders, given->count ? given->count : 1, &options, rules, &error);
    if (status) {
        bool is_shown = status == HS_ERR_SYNTAX && printer->errors;
        if (!is_shown) terminal_error(&printer->err, "%s", error.message);
        return EXIT_RULES;
    }
    if (hs_rules_count(*rules)) return EXIT_DONE;
    terminal_error(&printer->err, "no rule compiles in %s%s", folders[0], given->count > 1 ? " and the packs after it" : "");
    hs_rules_free(*rules);
    *rules = NULL;
    return EXIT_RULES;
}
