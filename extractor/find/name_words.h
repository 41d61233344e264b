/* name_words.h - names as sequences of words, each word a number.
 *
 *   "Ana M. Ruiz"       ana, m, ruiz     7 8 3
 *   "New York Times"    NYT              its initials are a word of their own, of capitals
 *
 * Words are folded and have letters, digits, marks and apostrophes; all else parts them. */
#ifndef FIND_NAME_WORDS_H
#define FIND_NAME_WORDS_H

#include "find/word_list.h"

enum { NAME_WORDS_MOST = 16 };

/** Numbers of the words of the text, at most NAME_WORDS_MOST, new ones made. */
uint32_t words_of(word_list *l, hs_str s, uint32_t out[NAME_WORDS_MOST]);

/** The number of its last word; WORD_UNKNOWN if there is none, or if the list doesn't have it. */
uint32_t words_last(const word_list *l, hs_str s);

/** The capitals with which words begin, as a word (made if new): "New York Times" NYT, "Center for Coastal Studies" CCS.
 * WORD_UNKNOWN if there are fewer than two or very many. */
uint32_t words_initials(word_list *l, hs_str s);

/** A text that is all capitals ("NYT", "U.S.") as that word; WORD_UNKNOWN if it isn't, or if the list doesn't have it. */
uint32_t words_acronym(const word_list *l, hs_str s);

/** White space collapsed to single blanks, none at the ends. The text itself where there is nothing to collapse. */
hs_str name_collapsed(arena *memory, hs_str s);

/** One text after the other. */
hs_str name_joined(arena *memory, hs_str a, hs_str b);

#endif
