/* fold.h - token_fold() with a short way for plain words, which nearly all are. */
#ifndef FIND_FOLD_H
#define FIND_FOLD_H

#include "token/token.h"

/** The same as token_fold(). */
hs_str folded(arena *memory, hs_str s);

#endif
