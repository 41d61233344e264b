/* regex.h - PCRE2 behind a few functions: compiling, JIT, matching from a given place under limits.
 *
 * A compiled regex is constant and shared by threads; a regex_run holds what one thread needs to match (match data, a JIT
 * stack of fixed size, the limits). Subjects are bytes; patterns on words ask for REGEX_UTF. */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "base/types.h"

typedef struct regex regex;
typedef struct regex_run regex_run;

enum { REGEX_UTF = 1, /* the subject is valid UTF-8, classes know Unicode                            */
       REGEX_WHOLE = 2 /* the match must be the whole subject                                        */ };

enum { REGEX_NONE = -1, REGEX_LIMIT = -2, REGEX_MEMORY = -3 };

/** Compiles a pattern. @return NULL on error, with PCRE2's message and the offset (bytes of the pattern). */
regex *regex_compile(hs_str pattern, unsigned flags, char message[120], size_t *offset);
/** Can a non-empty match begin with this byte? True if that isn't known. */
bool regex_may_begin(const regex *r, unsigned char byte);
/** Adds JIT code; without it (unsupported machine) matching interprets. Not for several threads on one regex. */
void regex_jit(regex *r);
void regex_free(regex *r);

/** What one thread needs. Limits: REGEX_MATCH_LIMIT inner calls and a JIT stack of REGEX_STACK_MOST bytes; hitting either is
 * REGEX_LIMIT, never "no match". NULL when memory fails. */
enum { REGEX_MATCH_LIMIT = 200000, REGEX_STACK_FIRST = 32 * 1024, REGEX_STACK_MOST = 512 * 1024, REGEX_GROUPS = 100 };
regex_run *regex_run_create(void);
void regex_run_free(regex_run *run);

/** Matches exactly at byte `start` of the subject (anchored).
 * @param groups  receives a pointer to byte offset pairs, (SIZE_MAX, SIZE_MAX) for unset groups; valid until the next match
 * @return the number of groups (>= 1), or REGEX_NONE, REGEX_LIMIT, REGEX_MEMORY */
int regex_match_at(const regex *r, regex_run *run, hs_str subject, size_t start, const size_t **groups);

/** "10.42 2022-12-11" */
const char *regex_version(void);

#endif
