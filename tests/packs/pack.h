/* pack.h - packs for tests: written out from strings, or one of the folders beside this file; with the problems they had. */
#ifndef TESTS_PACK_H
#define TESTS_PACK_H

#include "base/arena.h"
#include "rule/rules.h"

enum { PACK_FILES = 24, PACK_PROBLEMS = 128 };

typedef struct {
    char            folder[64];              /* temporary; "" for a pack that stands in the tree    */
    char            files[PACK_FILES][96];   /* written into it                                     */
    unsigned        file_count;
    hs_load_options options;
    hs_status       status;
    hs_error        error;
    hs_rules       *rules;                   /* NULL if loading failed                              */
    arena           memory;                  /* of the problems                                     */
    const char     *problems[PACK_PROBLEMS]; /* "E H021 rules.yaml:3:12+4 unknown lexicon %tel | did you mean %tell?" */
    unsigned        problem_count;
} pack;

/** An empty temporary pack, with a pack.yaml of the layers class, mark, attribution, last. */
void pack_begin(pack *p);
/** Writes a file of it ("rules.yaml", "lexicons/say.txt"); a second time: anew. */
void pack_file(pack *p, const char *name, const char *bytes);
/** Loads what was written, and expects the rules to come. */
void pack_load(pack *p);
/** Loads without expecting anything. `folder` NULL: the temporary one; else a folder below tests/packs. */
void pack_try(pack *p, const char *folder);
/** Frees the rules and removes the files. */
void pack_end(pack *p);

/** The number of problems whose line begins with this ("E H021"). */
unsigned pack_problems(const pack *p, const char *start);

/** A pack of one file of rules. */
void pack_of(pack *p, const char *rules);

#endif
