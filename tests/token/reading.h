/* reading.h - a short text read into tokens, and its tokens, sentences and quotations written on one line.
 *
 * In the texts of these tests a newline begins a new paragraph. The tables are small and of the tests' own. */
#ifndef TESTS_TOKEN_READING_H
#define TESTS_TOKEN_READING_H

#include "token/token.h"

typedef struct {
    arena        memory;
    forms        forms;
    token_tables tables;
    text         text;
    tokens       tokens;
} reading;

void reading_open(reading *r, hs_str bytes); /* fails the test if memory fails */
void reading_close(reading *r);

void reading_tables(token_tables *tables, arena *memory);

/** Is this the form of a token of these bytes: the same, or the dash for which a hyphen stands? */
bool reading_is_form(hs_str read, hs_str bytes);

/** "can|not|stop": the tokens, by token_split() and token_cut() alike. In r->memory. */
const char *reading_tokens(reading *r);

/** "It is over. / Xi left." : each sentence from its first byte to its last. */
const char *reading_sentences(reading *r);

/** The text with <...> around each quotation; one that its paragraph's end closes ends with ~>, one that continues an
 * earlier one begins with <+, one that is continued ends with +>. */
const char *reading_quotations(reading *r);

#endif
