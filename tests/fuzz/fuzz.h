/* fuzz.h - what the fuzz targets share. A target is one file with LLVMFuzzerTestOneInput(): libFuzzer calls it (preset fuzz,
 * scripts/soak), or replay.c over the files of tests/fuzz/corpus, as an ordinary test. A target that finds something wrong
 * aborts with a line on stderr. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "hearsay.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A temporary folder of this process with lexicons/ in it, made once; a tmpfs where there is one. */
const char *fuzz_folder(void);
/** Writes a file of it. */
void fuzz_write(const char *name, hs_str bytes);
void fuzz_remove(const char *name);

/** Says what is wrong and aborts. */
_Noreturn void fuzz_fail(const char *what);

/** The bytes up to the separator line, and the rest; the rest is empty if there is no separator. */
hs_str fuzz_cut(hs_str *rest, const char *separator);

#endif
