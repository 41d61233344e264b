/* notation.h - a line of text with its roles in braces, as examples and expectations are written.
 *
 *   {source: Mayor Ana Ruiz} {cue: told} {hearer: the council} {content: that it would reopen}. => act=state speaker="Ana Ruiz"
 *
 * `\{` and `\}` are braces of the text, ` ¶ ` is a paragraph break. Knows nothing of rules or claims. */
#ifndef CURATE_NOTATION_H
#define CURATE_NOTATION_H

#include "layer/layer.h"

typedef struct { hs_str role; hs_span span; } notation_mark; /* bytes of the text, without outer white space */

typedef struct {
    hs_str         text;        /* without braces; a paragraph break is two newlines */
    notation_mark *marks;       uint32_t mark_count;
    attribute     *attributes;  uint32_t attribute_count;
    const char    *error;       /* NULL, or what is wrong with the line              */
} notation;

/** Reads a line after its sign. Everything lives in `memory`. Returns false with out->error set. */
bool notation_read(notation *out, arena *memory, hs_str line);

/** The value of an attribute, or NULL if it isn't given. */
const hs_str *notation_get(const notation *n, const char *key);

/** Is any piece marked with this role? */
bool notation_marks(const notation *n, hs_str role);

/** Without white space at both ends. */
hs_str notation_trim(hs_str s);

/* The lines of a block of examples, one after the other. */
typedef struct {
    hs_str   all;
    size_t   at;
    char     sign;       /* + - ? @                                                     */
    hs_str   rest;       /* after the sign, trimmed                                     */
    hs_str   whole;      /* the line as it stands there, trimmed                        */
    uint32_t number;     /* from 0                                                      */
    uint32_t seen;       /* lines passed                                                */
} notation_lines;

/** Goes to the next line that is neither empty nor a comment. Another sign than those above is given as '\0'. */
bool notation_next(notation_lines *lines);

#endif
