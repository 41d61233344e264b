/* tables.h - the word lists that a pack gives the engine itself (pack.yaml, `tables:`): abbreviations and clitics for the tokenizer,
 * furniture and bylines for the text, words of closed classes, openers. What each list means to the engine stands here and
 * nowhere else; how pack.yaml is read, pack.c knows. */
#ifndef RULE_TABLES_H
#define RULE_TABLES_H

#include "rule/rules.h"

/* Where a word of pack.yaml stands. */
typedef struct { const yaml_file *file; const yaml_node *node; } pack_word;

enum { LISTS_MOST = 16 };
typedef struct { hs_str key; hs_str lists[LISTS_MOST]; pack_word words[LISTS_MOST]; uint32_t count; } pack_table;
typedef struct { pack_table items[24]; uint32_t count; } pack_tables;

/** The table of this name, made if new; NULL when there are too many. */
pack_table *tables_get(pack_tables *t, hs_str key);

/** Reports lexicons that a table names and that aren't there. */
void tables_check(const pack_tables *t, struct hs_rules *rules, problems *p);

/** Fills the engine's tables from the lexicons that they name. */
void tables_make(const pack_tables *t, struct hs_rules *rules);

#endif
