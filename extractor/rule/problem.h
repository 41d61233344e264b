/* problem.h - what is wrong with a pack, collected so that all of it is told at once.
 *
 * A problem has a stable code, a place (bytes of a source file) and a help. The codes:
 *
 *   H001 file can't be read          H010 YAML syntax             H011 outside the strict profile
 *   H012 unknown key                 H013 duplicate key           H014 missing key            H015 bad value
 *   H016 duplicate id                H017 token regex can't match H020 pattern syntax         H021 unknown lexicon
 *   H022 unknown macro               H023 macro cycle             H024 unknown layer          H025 layer read too early
 *   H026 unknown attribute value     H027 role under repetition   H028 roles nest             H029 bad regex
 *   H030 lexicon syntax              H031 duplicate entry         H032 unknown class          H033 pattern too large
 *   H034 match can be empty          H035 unknown role            H036 too many gaps
 *   H040 missing example (warning)   H041 no trigger (warning)
 *
 * Knows files and spans; knows nothing of what they contain. */
#ifndef RULE_PROBLEM_H
#define RULE_PROBLEM_H

#include "base/hash.h"
#include "base/types.h"

typedef struct {
    hs_str path;   /* as shown to the user                   */
    hs_str bytes;  /* the file; ended by NUL (not counted)   */
} source_file;

typedef struct {
    arena        *memory;
    hs_problem_fn notify;        /* may be NULL */
    void         *user;
    uint32_t      errors, warnings;
    hs_error      first;         /* the first error, for callers without notify; set by problems_tell() */
    hs_problem   *items; uint32_t count, cap;
    /* places told already: a macro is parsed wherever it is used, its mistake is told once */
    strmap        told;
} problems;

/** Keeps a problem at `where` of the file for problems_tell(). `help` may be NULL. */
void problem_add(problems *p, hs_severity severity, const char *code, const source_file *file, hs_span where, const char *help,
                 const char *format, ...) __attribute__((format(printf, 7, 8)));

/** Tells all of them, in the order of files and lines: rules are compiled in another order than they were written. */
void problems_tell(problems *p);

/** Writes `did you mean X?` for the nearest of the names (edit distance at most a third of its length), else "". */
void problem_nearest(char *out, size_t size, const char *sigil, hs_str wrong, const hs_str *names, uint32_t count);

#endif
