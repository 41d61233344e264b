/* flat.h - words of a text on one line: every run of white space as one blank, none at the ends. */
#ifndef CURATE_FLAT_H
#define CURATE_FLAT_H

#include "base/buffer.h"

void flat_write(hs_str s, buffer *out);

#endif
