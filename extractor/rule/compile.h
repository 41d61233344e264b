/* compile.h - from parsed patterns to programs of a layer. Internal to rule/.
 *
 *   compile_atom.c    an atom becomes a formula over columns
 *   compile_test.c    a formula becomes a test
 *   compile.c         a pattern's tree becomes a program: its tests, groups, lexica
 *   compile_sieve.c   the tree as the sieve reads it; patterns of fixed length
 *   compile_needs.c   what must occur for it to match at all
 *   compile_regex.c   the tree as a PCRE2 regex, for the plain loop
 *   freeze.c          after all rules: tables by word, triggers */
#ifndef RULE_COMPILE_H
#define RULE_COMPILE_H

#include "rule/rules.h"

typedef struct {
    struct hs_rules *rules;
    problems        *problems;
    buffer           trace;        /* what the current rule's hash is made of                          */
    uint32_t         current_rule;
    uint32_t         layer;        /* the layer the current rule writes                                */
} compiler;

/** Compiles one pattern of the current rule into a program of its layer; NULL after a problem. */
program *compile_pattern(compiler *c, const pattern_source *source, pattern_part part, bool is_match);

static inline rule_layer *compile_layer(const compiler *c)
{
    return &c->rules->layers[c->layer];
}

/* ---- compile_atom.c, compile_test.c ---------------------------------------------------------------------------------------------- */

typedef struct { uint32_t code[256]; uint32_t count; bool is_full; } formula;

static inline void formula_push(formula *f, uint32_t code)
{
    if (f->count < sizeof f->code / sizeof *f->code) f->code[f->count++] = code;
    else f->is_full = true;
}

enum { WEIGHT_MOST = 50000 }; /* of a column or set of which nothing can be guessed */

/** Number of a column, made if new. */
uint32_t compile_column(compiler *c, column col);
/** Number of a column that is new and has its weight. */
uint32_t compile_add_column(compiler *c, column col);
/** Appends the formula of an atom, as seen on its first token. False after a problem. */
bool compile_atom(compiler *c, const node *n, formula *f);
/** Appends the formula of what stands in brackets. */
bool compile_bracket(compiler *c, const node *n, formula *f);
/** Adds a lexicon to what the current rule's hash is made of, if it isn't there. */
void compile_trace_lexicon(compiler *c, lexicon *lex);
/** The same for all in an atom, or in what stands in brackets, that was compiled without a problem. */
void compile_trace_lists(compiler *c, const node *n);
/** Number of the test that a formula is, made if new; UINT32_MAX if the formula is too complex. */
uint32_t compile_test(compiler *c, const formula *f);

/* ---- compile_sieve.c, compile_needs.c ---------------------------------------------------------------------------- */

/** Writes p->sieve, and what a pattern of fixed length has beside it. False if it becomes too large. */
bool compile_sieve(compiler *c, program *p);
/** Writes p->needs. */
void compile_needs(compiler *c, program *p);

/** The union of two sets, or no set if either is none: what must occur for one of two things. */
column_set column_set_either(arena *memory, column_set a, column_set b);
/** The better of two sets: what must occur for two things at once. */
column_set column_set_both(column_set a, column_set b);

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

/** The PCRE2 regex of a program, from its tree and the positions of its tests. */
void compile_regex_source(const program *p, buffer *out);

/** After all rules: words -> columns, entries, phrases, classes; triggers. */
void rules_freeze(struct hs_rules *rules, const hs_str *word_lists, uint32_t word_list_count, hs_str suffix_list);

#endif
