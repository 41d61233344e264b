/* pack.h - a folder on disk becomes compiled rules.
 *
 *   rules/en/pack.yaml        name, language, version, layers, extends, disable, tables
 *   rules/en/ ** / *.yaml     macros and rules
 *   rules/en/lexicons/ *.txt  word lists
 */
#ifndef RULE_PACK_H
#define RULE_PACK_H

#include "rule/rules.h"

/** Loads packs in order; each may name a pack it extends, which is loaded before it. All problems are reported.
 * @return HS_OK, HS_ERR_IO (no pack there), HS_ERR_SYNTAX (nothing usable, or strict and any error), HS_ERR_MEMORY */
hs_status rules_load(const char *const *folders, size_t folder_count, const hs_load_options *options, struct hs_rules **out,
                     hs_error *error);
void rules_free(struct hs_rules *rules);

/* ---- internal to rule/ ------------------------------------------------------------------------------------------ */
struct compiler_state;

/** Reads the rules of a file into rules->rules (a later one of the same id takes the place of the earlier one). `ids` knows
 * the place of each. */
void rule_read_file(struct hs_rules *rules, strmap *ids, problems *p, const yaml_file *file, hs_str pack);
/** Is this the rule's former id? A pack that extends another may still speak of it. */
bool rule_was(const rule *r, hs_str id);
/** Takes out rules whose former id is that of a rule of a later pack, which takes their place. */
void rule_drop_replaced(struct hs_rules *rules);
/** Compiles every rule that was read; broken ones are left without programs and `layer` UINT32_MAX. */
void rule_compile_all(struct hs_rules *rules, problems *p);

#endif
