/* compile.h - from parsed patterns to programs of a layer. Internal to rule/. */
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

/** Writes the PCRE2 regex of a program, from its tree and the positions of its tests. */
void compile_regex_source(arena *memory, program *p);

/** After all rules: words -> columns, entries, phrases, classes; triggers. */
void rules_freeze(struct hs_rules *rules, const hs_str *word_lists, uint32_t word_list_count, hs_str suffix_list);

uint32_t compile_column(compiler *c, column col);

#endif
