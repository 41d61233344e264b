/* rules.h - compiled rules: frozen, shared by all threads.
 *
 * Each layer has its own small world:
 *
 *   columns    predicates on one token ("form said", "lexicon say, act=deny", "begins an np", "is a VERB"), numbered
 *   senses     columns too: formulas that depend on the word (and, once classes are settled, its class) alone. They are
 *              evaluated once for each distinct word and class, however often it stands in the articles
 *   tests      what is left: boolean formulas over columns, one per distinct atom of the layer's patterns
 *   programs   one per pattern (line of match, unless): the tree whose atoms are tests, as the sieve reads it, and for the plain
 *              loop as a PCRE2 regex over records. A record is one token seen by one program: bit i is its i-th test.
 *   triggers   column -> programs: one column of a program's trigger set must occur in a stretch, or the program can't match
 *
 * What depends on the form alone is looked up by word: word -> (layer, column) pairs, in one packed list.
 * The only thing that changes after loading is the regex of a program, compiled at its first use under `lock` and published
 * atomically. Written by rule/compile*.c and freeze.c, read by match/. */
#ifndef RULE_RULES_H
#define RULE_RULES_H

#include "base/regex.h"
#include "rule/lexicon.h"
#include "rule/pattern.h"

#include <pthread.h>
#include <stdatomic.h>

typedef enum {
    COLUMN_FORM, COLUMN_EXACT,           /* by word                                                       */
    COLUMN_LEXICON, COLUMN_LEXICON_IN,   /* begins an entry (by attribute), further token of an entry     */
    COLUMN_REGEX, COLUMN_SHAPE,          /* by form                                                       */
    COLUMN_CLASS,                        /* by place: a Universal POS tag                                 */
    COLUMN_LAYER, COLUMN_LAYER_IN,       /* begins an annotation (by attribute), further token of one     */
    COLUMN_EDGE,                         /* paragraph or quotation begins at / ends with this token       */
    COLUMN_FOLD,                         /* the letter of a folded quotation or paragraph                 */
    COLUMN_SENSE                         /* a formula over columns of the word and its class              */
} column_kind;

/* Layers that the engine makes itself; they come before the pack's own in layer numbers. */
enum { LAYER_QUOTE, LAYER_PARAGRAPH, LAYER_HEADLINE, LAYER_STANDFIRST, LAYER_BYLINE, LAYER_DATELINE, LAYER_CAPTION, LAYER_BODY,
       LAYER_BLOCKQUOTE, LAYER_BUILTIN };

/* A formula in reverse Polish: column numbers and the signs below. */
enum { TEST_AND = 0x40000000, TEST_OR, TEST_NOT, TEST_TRUE };
enum { TEST_DEPTH = 24 }; /* columns kept at once while a formula is evaluated */

/* Columns one of which is true whenever something else is; none if that can't be said. The weight guesses how often. */
typedef struct { uint32_t *columns; uint32_t count, weight; } column_set;

/* A formula as a tree, the root last: op is a column's number or a sign, a and b are terms before it. */
typedef struct { uint32_t op, a, b; } sense_term;

typedef struct {
    column_kind kind;
    hs_str      name;        /* form, lexicon, regex, shape                                            */
    hs_str      key, value;  /* attribute, or ""                                                       */
    uint32_t    index;       /* of the lexicon, layer, class, shape flag, edge_kind, regex             */
    uint32_t    weight;      /* a guess how often it is true                                           */
    bool        is_sense;    /* follows from the word and its class                                    */
    bool        is_wanted;   /* tests or triggers read it; else only senses do                         */
    sense_term *terms; uint32_t term_count; /* COLUMN_SENSE: false if all its columns are              */
    column_set  anchor;      /* COLUMN_SENSE: one of these is true if it is                            */
    uint32_t    own_test;    /* number of the test that is this column alone, + 1; 0: none yet         */
} column;

enum { COLUMNS_MOST = 60000 }; /* of all layers: what is kept of each word has small numbers */
typedef enum { TEST_FORMULA, TEST_ALL_OF, TEST_ANY_OF } test_shape;
typedef struct {
    uint32_t  *code;
    uint32_t   count;
    bool       has_class;    /* depends on word classes that are not settled yet                            */
    bool       is_never;     /* false whatever the columns are                                             */
    test_shape shape;        /* most formulas are a list: all of `wanted` and none of the others, or any of */
    uint32_t  *columns; uint32_t column_count, wanted; /* the first `wanted` columns, then the unwanted     */
    column_set anchor;
} token_test;

/* Group i+1 of a program: a role, or a gap to be counted. In patterns of fixed length it takes the letters [from,to). */
typedef struct { uint32_t role; bool is_gap; uint16_t from, to; } program_group;

/* The tree once more, small and side by side, as sieve and walk read it: kids of a node are neighbours. Repetitions of groups
 * are written out: X{1,2} is X X?. What can go several ways keeps rows of bits, its memo: see match/sieve.c. */
typedef enum { SIEVE_SEQ, SIEVE_ALT, SIEVE_OPTION, SIEVE_STAR, SIEVE_RUN, SIEVE_LETTER, SIEVE_WHOLE, SIEVE_EDGE, SIEVE_GROUP } sieve_kind;
typedef struct {
    uint8_t  kind;           /* sieve_kind                                                    */
    uint8_t  edge;           /* edge_kind                                                     */
    bool     is_lazy;
    bool     has_guard;      /* SIEVE_SEQ, SIEVE_GROUP: nothing matches where `test` is true of nothing */
    uint16_t kid_count;
    uint16_t first_kid;      /* index in the program's list                                   */
    uint16_t min, max;       /* SIEVE_RUN: letters; SIEVE_NONE: no end                        */
    uint16_t memo;           /* its first row; an alternative has one for each kid            */
    uint16_t group;          /* SIEVE_GROUP, and SIEVE_RUN of a gap: its number; 0: none      */
    uint32_t test, inside;   /* tests of the layer                                            */
} sieve_node;
enum { SIEVE_NONE = UINT16_MAX, SIEVE_NODES_MOST = 20000, CORE_GAP = UINT16_MAX };

/* One letter of a pattern of fixed length: this test is true `offset` letters after the match's start. */
typedef struct { uint32_t test; uint16_t offset; } fixed_test;

/* A list that a role's pattern names outside brackets; with an attribute only its entries that have the value are meant. */
typedef struct { uint32_t role, lexicon; hs_str attribute, value; } role_list;

typedef struct {
    uint32_t       rule;
    const node    *tree;          /* node.test, node.inside: indices into `tests` below                  */
    sieve_node    *sieve;         /* sieve[0] is the root                                                */
    uint32_t       memo_count;    /* rows of bits that the sieve keeps for the walk                      */
    uint16_t      *core; uint32_t core_count; /* what a match must have and is cheap to ask, in text order: nodes of the
                                     sieve, CORE_GAP for what lies between; 0: the whole is as cheap     */
    uint32_t      *tests;         /* tests of the layer, in the order of the bits of a record            */
    uint32_t       test_count, width; /* width: bytes of a record                                        */
    program_group *groups; uint32_t group_count;
    column_set    *needs;  uint32_t need_count; /* all must be met; the rarest first                     */
    uint32_t       trigger;       /* the one of them that wakes the program                              */
    uint32_t       lexical;       /* form, lemma, lexicon elements; of alternatives the fewest           */
    role_list     *lexica; uint32_t lexica_count; /* for $role.attribute                                 */
    fixed_test    *fixed; uint32_t fixed_count, fixed_length; /* if every element is one letter: tests of the layer,
                                     the rarest first; else fixed_length is 0                            */
    bool           at_start, at_end;  /* of a fixed pattern: bound to the stretch's edges                */
    bool           has_idle_star; /* repeats without end what can be empty: no walk, see match_at()      */
    int32_t        priority;      /* of its rule                                                         */
    uint32_t       views;
    _Atomic(regex *) compiled;
    _Atomic bool   is_broken;     /* PCRE2 refused it (too large): reported once per document            */
} program;

typedef enum { VALUE_LITERAL, VALUE_ROLE, VALUE_ROLE_ATTRIBUTE, VALUE_LOOKUP } value_kind;
typedef struct { hs_str key; value_kind kind; hs_str text; uint32_t role, lexicon; bool is_template; } rule_value;

enum { VIEW_PLAIN = 1, VIEW_PARAGRAPH = 2, VIEW_INSIDE = 4, VIEW_TEXT = 8 };

typedef struct {
    hs_str      id;               /* "said-that"                                                          */
    hs_str      name;             /* "en.said-that@9f3c1a": pack, id, hash of rule, macros and lexicons   */
    hs_str      pack;
    const yaml_file *file;
    const yaml_node *node;        /* the rule's map, for examples and messages                            */
    uint32_t    line;
    uint32_t    layer;            /* number of the layer it writes                                        */
    uint32_t    views;
    int32_t     priority;
    bool        is_carry;
    uint32_t    remove, keep;     /* class layer: bits of 1 << upos_class                                 */
    rule_value *values; uint32_t value_count;
    uint32_t    first_match, match_count;     /* programs of its layer                                    */
    uint32_t    first_unless, unless_count;
    uint32_t    first_inside, inside_count;
    double      confidence;                   /* how often it was right when it was counted; see confidence.h  */
    uint32_t    confidence_n;                 /* in how many claims; 0: never counted                          */
} rule;

typedef struct {
    hs_str     name;
    column    *columns;  uint32_t column_count, column_cap;
    token_test *tests;   uint32_t test_count, test_cap;
    uint32_t  *test_columns;                              /* of tests that are one column; else UINT32_MAX */
    program  **programs; uint32_t program_count, program_cap;
    uint32_t  *rules;    uint32_t rule_count, rule_cap;   /* indices of its rules, by id                  */
    uint32_t  *trigger_start, *trigger_programs;          /* CSR: column -> match programs                */
    uint32_t  *always;   uint32_t always_count, always_cap; /* match programs without a trigger           */
    /* what wakes programs, view by view: bits of VIEW_ */
    uint8_t   *trigger_views;                             /* by column                                    */
    uint32_t  *trigger_layers; uint32_t trigger_layer_count; /* layers whose annotations do: layer + views << 16 */
    uint32_t   always_views;                              /* where a class or an edge does, or nothing is needed */
    uint16_t  *program_group; uint32_t group_count;       /* of the layer `class`: which programs act together, highest priority first */
    uint64_t   trigger_bit[4];                            /* by view: its bit in what senses, phrases and stretches tell */
    uint32_t   views;                                     /* union of its rules' views                    */
    strmap     column_names, test_names, sense_names; /* while rules are compiled */
    uint32_t   wanted;                                    /* a layer of which a stretch must have something, or UINT32_MAX */
    bool       has_settled_classes;                       /* it comes after the layer `class`: classes belong to the word */
    /* columns sorted out by how they are filled, made by freeze.c */
    uint32_t  *formal;   uint32_t formal_count;           /* wanted COLUMN_REGEX, COLUMN_SHAPE            */
    uint32_t  *sense_start, *senses;                      /* CSR: column -> senses that it anchors        */
    uint32_t  *free_senses; uint32_t free_sense_count;    /* senses whose anchors are shapes or regexes, or none */
    uint32_t   first_truth;                               /* number of its first column among those of all layers */
    uint32_t  *placed;   uint32_t placed_count;           /* COLUMN_LAYER(_IN), COLUMN_EDGE, by layer      */
    uint32_t  *lexical;  uint32_t lexical_count;          /* COLUMN_LEXICON(_IN) of lists with phrases, by lexicon */
    uint32_t   class_column[UPOS_COUNT], fold_column;     /* or UINT32_MAX                                */
    bool       has_class, has_phrases;
} rule_layer;

/* The bits of the views in which the column triggers a program. */
static inline uint64_t layer_trigger_bits(const rule_layer *l, uint32_t column_index)
{
    uint64_t bits = 0;
    for (uint32_t v = 0; v < 4; v++)
        if (l->trigger_views[column_index] & 1u << v) bits |= l->trigger_bit[v];
    return bits;
}

/* What a word is, whatever the place. */
typedef struct { uint8_t upos[5]; uint8_t count; uint32_t weight[5]; bool is_closed; } word_class_info;

typedef struct { uint32_t layer, column; } word_column;
typedef struct { uint32_t lexicon, entry; } word_entry;
/* A form of several words that begins with this one; those of one first word are sorted by the second. */
typedef struct { uint32_t second, lexicon, form; } word_phrase;

typedef struct {
    hs_str name, version, language, sha256, folder;
} rule_pack;

typedef struct {
    hs_str suffix;
    uint8_t upos[4]; uint8_t count;
} class_suffix;

struct hs_rules {
    arena        memory;
    arena        work;           /* what only reading and compiling needs: empty once rules_load() has come back */
    rule_pack   *packs;  uint32_t pack_count, pack_cap;
    hs_str       language;
    lexicons     lexicons;
    macros       macros;
    token_tables tokens;
    text_tables  text;
    strmap       closed;         /* words of the closed classes (those with upos=): bad triggers              */
    strmap       frequent;       /* word -> how often among ten thousand tokens                               */
    uint32_t    *word_weights;   /* by word, 0: not asked yet; while rules are compiled                       */
    strmap       openers;        /* words that open a content and are no part of its wording: that      */
    rule        *rules;  uint32_t rule_count, rule_cap;
    hs_str      *roles;  uint32_t role_count, role_cap;   /* names of roles, numbered                     */
    strmap       role_names;
    rule_layer  *layers; uint32_t layer_count, layer_cap; /* built-in ones first                          */
    strmap       layer_names;
    regex      **regexes; uint32_t regex_count, regex_cap; /* token regexes, each once                    */
    strmap       regex_names;
    uint32_t     column_count;                            /* of all layers                                */
    /* by word, CSR over lexicons.words */
    uint32_t    *column_start; word_column *columns;
    uint32_t    *entry_start;  word_entry  *entries;
    uint32_t    *phrase_start; word_phrase *phrases;
    uint64_t    *phrase_triggers;                         /* by number of phrase: union of trigger bits */
    uint32_t    *phrase_column_start; word_column *phrase_columns; /* by number of phrase: LEXICON columns it makes true */
    word_class_info *classes;
    class_suffix *suffixes; uint32_t suffix_count, suffix_cap;
    uint32_t     role_source, role_cue, role_content, role_hearer, role_target, role_word; /* numbers of the known roles */
    pthread_mutex_t lock;                                 /* guards compiling and `scratch`                */
    void        *scratch;                                 /* idle match scratches, owned by match/         */
    void       (*scratch_free)(void *list);
};

/** The compiled regex of a program, made (with JIT) at first use. NULL if PCRE2 refuses it or memory fails. */
const regex *program_regex(const struct hs_rules *rules, const program *p);

uint32_t rules_layer(const struct hs_rules *rules, const char *name); /* number, or UINT32_MAX */
uint32_t rules_role(struct hs_rules *rules, hs_str name);             /* number, made if new   */

#endif
