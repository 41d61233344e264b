/* census.c - see census.h. */
#include "curate/census.h"

#include "rule/rules.h"

census census_take(const hs_rules *rules)
{
    census n = { .packs = rules->pack_count, .rules = (uint32_t)hs_rules_count(rules), .lexicons = rules->lexicons.count };
    for (uint32_t i = 0; i < rules->lexicons.count; i++) n.entries += rules->lexicons.items[i]->entry_count;
    return n;
}
