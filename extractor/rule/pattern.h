/* pattern.h - the little language over tokens, as a tree.
 *
 *   {source: @np} {cue: ~AUX? %tell} {hearer: @np} (on? {time: @time})? {content: that ~CLAUSE}
 *
 *   SEQ ─ ROLE source ─ LAYER np
 *       ─ ROLE cue ─ SEQ ─ REPEAT 0..1 ─ (the body of AUX, inlined)
 *                        ─ LEXICON tell
 *       ─ ...
 *
 * Parses one pattern, inlines macros, and keeps for each node the file and bytes it was written at, so that every message
 * has a caret. Names of lexicons and layers are only resolved by the compiler. The grammar stands as EBNF in docs/rules.md. */
#ifndef RULE_PATTERN_H
#define RULE_PATTERN_H

#include "base/buffer.h"
#include "rule/yaml.h"
#include "token/token.h"

typedef enum {
    NODE_SEQ, NODE_ALT, NODE_REPEAT, NODE_ROLE,          /* structure                                             */
    NODE_FORM, NODE_EXACT, NODE_LEMMA, NODE_LEXICON,     /* tests of one token (lexicon, layer: one or several)   */
    NODE_LAYER, NODE_CLASS, NODE_SHAPE, NODE_REGEX, NODE_ANY,
    NODE_BRACKET,                                        /* a boolean test: one kid                               */
    NODE_AND, NODE_OR, NODE_NOT,                         /* inside a bracket                                      */
    NODE_GAP, NODE_EDGE
} node_kind;

typedef enum { EDGE_START, EDGE_END, EDGE_PARAGRAPH_START, EDGE_PARAGRAPH_END, EDGE_QUOTE_START, EDGE_QUOTE_END } edge_kind;

/* The text a pattern was written in: a scalar of a file. */
typedef struct { const yaml_file *file; const yaml_node *scalar; } pattern_source;

typedef struct node node;
struct node {
    node_kind             kind;
    const pattern_source *source;
    hs_span               where;      /* bytes of the scalar's text                                           */
    node                **kids;
    uint32_t              kid_count, kid_cap;
    hs_str                name;       /* form, lemma, lexicon, layer, class, regex, role                      */
    hs_str                attribute, value;
    uint32_t              min, max;   /* REPEAT (max REPEAT_MANY: no end), GAP (0..max)                       */
    bool                  is_lazy;
    bool                  is_dead;    /* an alternative that can't match, found by the compiler                */
    edge_kind             edge;
    uint32_t              test, inside; /* filled by the compiler: tests of the first and of the further tokens */
    node                 *origin;       /* of which this is a copy, or NULL                                    */
    uint32_t              compiled_for; /* of an origin, or what stands in a bracket: layer + 1 ...            */
    uint32_t              compiled;     /* ... whose test it is, for the copies that come later                */
};

#define REPEAT_MANY UINT32_MAX
enum { GAP_DEFAULT = 8, GAP_MOST = 40, REPEAT_MOST = 64, NEST_MOST = 60, NODES_MOST = 4000 };

/* A macro of the pack. Its body is parsed where it is first used, and copied from there: the compiler writes into a tree. What stands in
 * brackets, most of it, is shared by all copies. */
typedef struct {
    hs_str name, pack;
    pattern_source source;
    bool     is_open, is_used;
    node    *tree;         /* NULL: not yet used                                                           */
    uint32_t node_count;   /* of the tree, with all in brackets                                            */
    unsigned height;       /* how deep groups and macros nest in it                                        */
    bool     is_in_role;   /* whether roles were refused in it                                             */
    hs_str   trace;        /* digest of its text and of the macros in it                                   */
} macro;
typedef struct { macro *items; uint32_t count, cap; strmap by_name; } macros;

typedef struct {
    arena              *memory;
    problems           *problems;
    macros             *macros;
    const token_tables *tables;
    buffer             *trace;      /* receives a digest of every macro used, for the rule's hash; may be NULL */
} pattern_context;

/** Parses the bytes [from,to) of a scalar's text. @return NULL after an error (reported). */
node *pattern_parse(const pattern_context *context, const pattern_source *source, uint32_t from, uint32_t to);

/** A copy of a tree that may be compiled already, as if it had just been parsed, but that each node knows its origin, and what stands in
 * brackets is shared. NULL when memory fails. */
node *pattern_copy(arena *memory, node *n);

/** How many roles and gaps the tree has: each becomes a group. */
uint32_t pattern_groups(const node *n);

/** Can the tree match no letter at all? */
bool pattern_can_be_empty(const node *n);

/* Where each pattern of a `match` block begins and ends: a line, and the more indented lines after it. */
typedef struct { uint32_t from, to; } pattern_part;
/** Pushes the parts of a block scalar; returns their number (at most cap). Lines of comments and blank lines are left out. */
uint32_t pattern_parts(hs_str block, pattern_part *parts, uint32_t cap);

/** Reports a problem at bytes of a pattern's scalar. */
void pattern_problem(problems *p, hs_severity severity, const char *code, const pattern_source *source, hs_span where,
                     const char *help, const char *format, ...) __attribute__((format(printf, 7, 8)));

/** Where the bytes of a pattern's scalar stand in its file. */
hs_span pattern_place(const pattern_source *source, hs_span where);

#endif
