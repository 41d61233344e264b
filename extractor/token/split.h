/* split.h - inside of the token room: what follows the cutter. */
#ifndef TOKEN_SPLIT_H
#define TOKEN_SPLIT_H

#include "token/cut.h"

/** Pairs the marks into out->quotations and sets TOKEN_OPENS and TOKEN_CLOSES. Failures stay in memory->failed. */
void quote_pair(tokens *out, arena *memory, hs_str bytes, const token_events *marks, const token_tables *tables);

/** Fills out->sentences; the quotations must be paired. Failures stay in memory->failed. */
void sentence_split(tokens *out, arena *memory, hs_str bytes, const token_events *stops, const token_tables *tables);

/** First byte of a token: enough to know ASCII punctuation. */
static inline char token_byte(hs_str bytes, const token *t) { return bytes.ptr[t->start]; }

static inline bool token_is_char(hs_str bytes, const token *t, char c)
{
    return t->end - t->start == 1 && bytes.ptr[t->start] == c;
}

/** A one-byte token among the characters of `set`. */
static inline bool token_is_one_of(hs_str bytes, const token *t, const char *set)
{
    char c = bytes.ptr[t->start];
    return t->end - t->start == 1 && c && strchr(set, c) != NULL;
}

#endif
