/* commands.h - the commands that main.c knows. Each gets the arguments after its name and returns an exit code. */
#ifndef COMMAND_COMMANDS_H
#define COMMAND_COMMANDS_H

#include "command/options.h"

int command_extract(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_check(int argc, char **argv);
int command_test(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_score(int argc, char **argv);
int command_find(int argc, char **argv);
int command_cover(int argc, char **argv);
int command_diff(int argc, char **argv);

extern const command_page extract_page, verify_page, check_page, test_page, explain_page, score_page, find_page, cover_page, diff_page;

/* Where every page ends. */
#define COMMAND_MORE "Read more: man hearsay, and README.md of the source."

#endif
