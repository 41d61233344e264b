/* rule_says.h - what a rule says of all its claims, whatever they match: extent=paragraph, kind=direct. */
#ifndef FIND_RULE_SAYS_H
#define FIND_RULE_SAYS_H

#include "match/match.h"

static inline bool rule_says(const struct hs_rules *rules, uint32_t rule_index, const char *key, const char *word)
{
    const rule *r = &rules->rules[rule_index];
    for (uint32_t i = 0; i < r->value_count; i++)
        if (r->values[i].kind == VALUE_LITERAL && str_is(r->values[i].key, key)) return str_is(r->values[i].text, word);
    return false;
}

#endif
