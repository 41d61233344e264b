/* progress.h - one line on a terminal that says how far a command is; nothing anywhere else. */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

#include "command/terminal.h"

typedef struct { const terminal *err; const char *what; bool is_shown; } progress;

/** Says `what done of of`; user is a progress. */
void progress_tell(void *user, uint32_t done, uint32_t of);
void progress_clear(progress *p);

#endif
