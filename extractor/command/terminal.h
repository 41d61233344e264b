/* terminal.h - what goes to people: messages on stderr, colours, and nothing that a terminal could take for a command.
 *
 * Names and texts of articles come from anywhere, so control characters are never printed. */
#ifndef COMMAND_TERMINAL_H
#define COMMAND_TERMINAL_H

#include "hearsay.h"

#include <stdio.h>

typedef enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color_choice;
typedef enum { STYLE_PLAIN, STYLE_ERROR, STYLE_WARNING, STYLE_STRONG, STYLE_CARET } style;

typedef struct { FILE *file; bool has_color, is_terminal; } terminal;

/** For stderr or stdout: colour if chosen, or by itself on a terminal without NO_COLOR and TERM=dumb. */
terminal terminal_open(FILE *file, uint32_t choice);

/** Begins a style; STYLE_PLAIN ends it. Does nothing without colour. */
void terminal_style(const terminal *t, style s);

/** Prints bytes of any origin: controls (but not the newline, if `is_text`) as "?", tabs as spaces. */
void terminal_print(const terminal *t, hs_str s, bool is_text);

/** `hearsay: message` and a newline, for errors without a place. */
void terminal_error(const terminal *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline hs_str from_text(const char *z)
{
    hs_str s = { z, 0 };
    while (z[s.len]) s.len++;
    return s;
}

#endif
