/* lint.h - what loads and yet can't be meant: one file per kind of doubt.
 *
 *   lint_names.c      lexicons, macros, roles and attributes that nothing uses
 *   lint_pattern.c    gaps at the edge, repetitions without an end, alternatives that are never reached, impossible tests
 *   lint_regex.c      token regexes that no token can match
 *   lint_rivals.c     rules that can never win
 *   lint_examples.c   what examples can't show
 *   lint_triggers.c   triggers that are everywhere, examples that never reach one; needs documents
 *
 * Only what stands in the packs that were asked about is judged; what they extend is others' work. All of it are warnings, kept in
 * a check (check.h). Knows compiled rules; changes nothing. */
#ifndef CURATE_LINT_H
#define CURATE_LINT_H

#include "curate/check.h"
#include "rule/rules.h"

typedef struct {
    const char *const *folders;       /* as they were given to hs_rules_load()                          */
    size_t             folder_count;
    /* Articles to count triggers in; NULL: the packs' own examples are counted instead. False at the end. */
    bool             (*next_article)(void *user, hs_article *article);
    void              *user;
} lint_options;

/** Judges the rules and adds what is doubtful to the check. @return HS_OK or HS_ERR_MEMORY */
hs_status lint_run(const hs_rules *rules, const lint_options *options, check *c, hs_error *error);

/* ---- internal to lint -------------------------------------------------------------------------------------------- */

typedef struct {
    const struct hs_rules *rules;
    const lint_options    *options;
    arena                 *memory;
    problems               out;
} lint;

/** Does the file belong to a pack that was asked about? */
bool lint_is_asked(const lint *l, const source_file *file);
/** The next rule that was asked about and compiled, from *at on; NULL at the end. */
const rule *lint_next_rule(const lint *l, uint32_t *at);

/** A warning about a node of a pattern; nothing if it stands in a macro of a pack that wasn't asked about. */
void lint_node(lint *l, const char *code, const node *n, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/** A warning about a YAML node. */
void lint_yaml(lint *l, const char *code, const yaml_file *file, const yaml_node *n, const char *help, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* The patterns of a rule: match, unless and unless_inside. */
typedef enum { PART_MATCH, PART_UNLESS, PART_INSIDE } rule_part;
uint32_t lint_pattern_count(const rule *r, rule_part part);
const program *lint_pattern(const lint *l, const rule *r, rule_part part, uint32_t i);

hs_str lint_layer_name(const lint *l, const rule *r);

/** Where a line of an examples block (from 0) stands in the file, without its indent; the block's place if there is no such line. */
hs_span lint_example_line(const yaml_file *f, const yaml_node *block, uint32_t line);

/** Does any pattern of the part have this role? */
bool lint_has_role(const lint *l, const rule *r, rule_part part, hs_str role);

void lint_names(lint *l);
void lint_patterns(lint *l);
void lint_regexes(lint *l);
void lint_rivals(lint *l);
void lint_examples(lint *l);
hs_status lint_triggers(lint *l, hs_error *error);

#endif
