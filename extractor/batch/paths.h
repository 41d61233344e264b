/* paths.h - from paths to ids, and from ids to file names that can't leave their folder. Touches no file. */
#ifndef BATCH_PATHS_H
#define BATCH_PATHS_H

#include "batch/bytes.h"

/** The path without its suffix: "a/b.c/d.txt" -> "a/b.c/d". A name that is all suffix (".txt") stays. */
hs_str path_stem(hs_str path);

/** What stands after the last slash. */
hs_str path_base(hs_str path);

/** The suffix with its period, or empty. */
hs_str path_suffix(hs_str path);

/** Does the path end in this suffix, whatever its case? */
bool path_has_suffix(hs_str path, const char *suffix);

/** Appends the file name for an id and a suffix: all but [A-Za-z0-9._/-] as %XX, so that two ids never share a name;
 * components "." and "..", slashes at the ends and doubled ones are written as %XX too; components above 200 bytes are cut
 * and end in a hash. The result is relative, has no empty component, and is never rejects.jsonl. */
void path_file_name(batch_bytes *out, hs_str id, const char *suffix);

#endif
