/* lexicon_word.h - the small things that reading and linking lexicons share: words of a line, keys, names of lists. */
#ifndef RULE_LEXICON_WORD_H
#define RULE_LEXICON_WORD_H

#include "rule/lexicon.h"

static inline bool is_space(char c) { return c == ' ' || c == '\t'; }

/* The next word; `rest` has no white space at its ends before and after. */
static inline hs_str take_word(hs_str *rest)
{
    const char *from = rest->ptr, *p = from, *end = from + rest->len;
    while (p < end && !is_space(*p)) p++;
    hs_str word = { from, (size_t)(p - from) };
    while (p < end && is_space(*p)) p++;
    *rest = (hs_str){ p, (size_t)(end - p) };
    return word;
}

static inline hs_str join(arena *memory, hs_str before, char sign, hs_str after)
{
    char *p = arena_alloc(memory, before.len + 1 + after.len);
    if (!p) return STR("");
    if (before.len) memcpy(p, before.ptr, before.len);
    p[before.len] = sign;
    if (after.len) memcpy(p + before.len + 1, after.ptr, after.len);
    return (hs_str){ p, before.len + 1 + after.len };
}

static inline bool is_irregular_list(hs_str name)
{
    return str_starts(name, STR("irregular-"));
}

#endif
