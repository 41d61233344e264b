/* rules_place.h - which packs are used, and loading them.
 *
 *     --rules DIR …   else $HEARSAY_RULES   else the installed pack   else the pack of the source tree  */
#ifndef COMMAND_RULES_PLACE_H
#define COMMAND_RULES_PLACE_H

#include "command/options.h"
#include "command/problems.h"

/* The packs that were asked for: the list, or the one that is used without it. Borrows the list. */
typedef struct { const text_list *given; const char *one; } packs_given;

packs_given rules_place_packs(const text_list *given);
const char *const *packs_items(const packs_given *packs);
size_t packs_count(const packs_given *packs);

/** hs_rules_load() of these packs, with the place where `extends:` looks filled in. */
hs_status rules_place_read(const packs_given *packs, hs_load_options *options, hs_rules **rules, hs_error *error);

/** Says that no rule of the packs compiles. */
void rules_place_tell_empty(const packs_given *packs, const terminal *err);

/** Loads the packs; problems and the reason of a failure are shown by the printer. A strict load fails at any error.
 * @return EXIT_DONE with *rules to be freed, or EXIT_RULES with NULL */
int rules_place_load(const text_list *given, bool is_strict, problem_printer *printer, hs_rules **rules);

#endif
