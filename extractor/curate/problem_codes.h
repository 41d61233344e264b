/* problem_codes.h - what each code of a problem means, in a few words: for machine formats, and for a test of the guide. */
#ifndef CURATE_PROBLEM_CODES_H
#define CURATE_PROBLEM_CODES_H

#include "base/types.h"

typedef struct {
    const char *code;       /* "H021"                                  */
    const char *meaning;    /* a few words, no period                  */
    hs_severity severity;   /* how it is told                          */
} problem_code;

extern const problem_code problem_codes[];
extern const uint32_t problem_code_count;

/** The code of this name, or NULL. */
const problem_code *problem_code_find(hs_str code);

#endif
