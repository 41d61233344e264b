/* exit_code.h - what the command tells the shell. Of several the highest. */
#ifndef COMMAND_EXIT_CODE_H
#define COMMAND_EXIT_CODE_H

enum {
    EXIT_DONE = 0,
    EXIT_REJECTED = 1,   /* some input was rejected; a check found something wrong */
    EXIT_USAGE = 2,
    EXIT_RULES = 3,      /* the rules don't compile                                */
    EXIT_OUTPUT = 4      /* output can't be written                                */
};

static inline int exit_worse(int a, int b) { return a > b ? a : b; }

#endif
