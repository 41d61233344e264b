/* upos.c - the names of the 17 Universal POS tags. */
#include "token/token.h"

static const char *const NAMES[UPOS_COUNT] = {
    "",     "ADJ", "ADP",  "ADV",  "AUX",   "CCONJ", "DET",   "INTJ", "NOUN",
    "NUM",  "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
};

const char *upos_name(upos_class c)
{
    return c < UPOS_COUNT ? NAMES[c] : "";
}

upos_class upos_from(hs_str name)
{
    for (int c = UPOS_NONE + 1; c < UPOS_COUNT; c++)
        if (str_is(name, NAMES[c])) return (upos_class)c;
    return UPOS_NONE;
}
