/* rules_place.h - which packs are used, and loading them.
 *
 *     --rules DIR …   else $HEARSAY_RULES   else the installed pack   else the pack of the source tree  */
#ifndef COMMAND_RULES_PLACE_H
#define COMMAND_RULES_PLACE_H

#include "command/options.h"
#include "command/problems.h"

/** Loads the packs; problems and the reason of a failure are shown by the printer. A strict load fails at any error.
 * @return EXIT_DONE with *rules to be freed, or EXIT_RULES with NULL */
int rules_place_load(const text_list *given, bool is_strict, problem_printer *printer, hs_rules **rules);

#endif
