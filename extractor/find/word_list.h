/* word_list.h - words numbered in the order they come.
 *
 * A word of at most 15 bytes is its own key (token/form_key.h), so that most words are told apart without touching their text. */
#ifndef FIND_WORD_LIST_H
#define FIND_WORD_LIST_H

#include "base/hash.h"
#include "token/form_key.h"

#define WORD_UNKNOWN UINT32_MAX
enum { WORD_PADDING = 16 };

typedef struct {
    arena    *memory;
    uint32_t *slots;             /* number + 1, or 0; open addressing, at most half full */
    uint32_t  slot_cap, slot_shift;
    form_key *keys;              /* by number                                            */
    uint32_t  count, cap;
    strmap    long_words;        /* those that are longer -> number                      */
} word_list;

void word_list_open(word_list *l, arena *memory, uint32_t expected);

/** The number of a word that isn't empty, or WORD_UNKNOWN. */
uint32_t word_find(const word_list *l, hs_str word);

/** The same, made if new; WORD_UNKNOWN only when memory fails. */
uint32_t word_number(word_list *l, hs_str word);

/** The same where WORD_PADDING bytes may be read behind the word. */
uint32_t word_number_padded(word_list *l, hs_str word);

#endif
