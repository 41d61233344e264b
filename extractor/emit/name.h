/* name.h - the words of the output for the enumerations of a claim, and what several formats say alike. */
#ifndef EMIT_NAME_H
#define EMIT_NAME_H

#include "emit/emit.h"

/** "direct" "mixed" "indirect" "statement". */
hs_str name_kind(hs_kind kind);

/** "said" "wrote" "thought" "felt" "shows" "does"; empty for none. */
hs_str name_manner(hs_manner manner);

/** "text/plain" for an article that is a file of its own, else the type of the file of records. */
hs_str name_media(const text *t);

#endif
