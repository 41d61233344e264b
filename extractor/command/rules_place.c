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

packs_given rules_place_packs(const text_list *given)
{
    const char *variable = getenv("HEARSAY_RULES");
    packs_given packs = { .one = variable && *variable ? variable : standard_pack() };
    packs.given = given;
    return packs;
}

const char *const *packs_items(const packs_given *p) { return p->given->count ? p->given->items : &p->one; }
size_t packs_count(const packs_given *p) { return p->given->count ? p->given->count : 1; }

hs_status rules_place_read(const packs_given *packs, hs_load_options *options, hs_rules **rules, hs_error *error)
{
    char parent[4096];
    parent_of(standard_pack(), parent, sizeof parent);
    options->pack_folder = parent;
    hs_status status = hs_rules_load(packs_items(packs), packs_count(packs), options, rules, error);
    options->pack_folder = NULL;
    return status;
}

void rules_place_tell_empty(const packs_given *packs, const terminal *err)
{
    terminal_error(err, "no rule compiles in %s%s", packs_items(packs)[0], packs_count(packs) > 1 ? " and the packs after it" : "");
}

int rules_place_load(const text_list *given, bool is_strict, problem_printer *printer, hs_rules **rules)
{
    packs_given packs = rules_place_packs(given);
    hs_load_options options = { .on_problem = problem_print, .user = printer, .strict = is_strict };
    hs_error error = { 0 };
    hs_status status = rules_place_read(&packs, &options, rules, &error);
    if (status) {
        bool is_shown = status == HS_ERR_SYNTAX && printer->errors;
        if (!is_shown) terminal_error(&printer->err, "%s", error.message);
        return EXIT_RULES;
    }
    if (hs_rules_count(*rules)) return EXIT_DONE;
    rules_place_tell_empty(&packs, &printer->err);
    hs_rules_free(*rules);
    *rules = NULL;
    return EXIT_RULES;
}
