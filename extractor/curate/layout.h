/* layout.h - how the files of a pack are laid out: the same everywhere, so that a diff shows what was meant.
 *
 *   rule files   two spaces before a rule's dash and a macro's name, four before a rule's keys, patterns and examples two deeper than
 *                their key; the keys in one order; an empty line between rules, none inside
 *   all files    no white space at line ends, never two empty lines together, one newline at the end, LF alone
 *
 * Comments stay with what they stand before. A file is never changed in what it says: what was made is read again and compared, and
 * where it isn't the same, or the file can't be read, it is left as it is. */
#ifndef CURATE_LAYOUT_H
#define CURATE_LAYOUT_H

#include "base/buffer.h"

/** Lays out a rule file into `out`, which is cleared first. False if the file is to be left as it is. */
bool layout_rules(hs_str bytes, buffer *out);

/** Lays out any other file: its lines. */
void layout_lines(hs_str bytes, buffer *out);

typedef enum { LAYOUT_SAME, LAYOUT_CHANGED, LAYOUT_LEFT /* it can't be laid out */ } layout_outcome;

/** Lays out one file of a pack on disk (by its name a rule file or another); it is replaced whole or not at all.
 * @return HS_OK, HS_ERR_IO, HS_ERR_MEMORY */
hs_status layout_file(const char *path, layout_outcome *outcome, hs_error *error);

#endif
