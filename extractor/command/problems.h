/* problems.h - showing what is wrong with a pack, in the form that editors can jump to. */
#ifndef COMMAND_PROBLEMS_H
#define COMMAND_PROBLEMS_H

#include "command/terminal.h"

typedef struct {
    terminal err;
    bool     hides_warnings;
    uint32_t errors, warnings;   /* counted, shown or not */
} problem_printer;

/** An hs_problem_fn; `user` is a problem_printer. */
void problem_print(void *user, const hs_problem *problem);

#endif
