/* inflect.h - regular inflection as data of the pack.
 *
 * The pack's lexicon of class `inflection` has one line per ending, the first that fits wins:
 *
 *     verb  [^aeiou]y   -1+ies  -1+ied  +ing          carry -> carries carried carrying
 *     verb  e           +s  +d  -1+ing
 *     verb  ^[^aeiou]*[aeiou][bdgmnprt]   +s  &ed  &ing   stop -> stops stopped stopping
 *
 * A pattern is read from the word's end: letters, [sets], [^sets], a set with * (any number), ^ the word's start, an empty
 * pattern is written `.`. A form is: -N drops N letters, & doubles the last letter, + adds what follows.
 * Knows letters; knows nothing of lexicons or English. */
#ifndef RULE_INFLECT_H
#define RULE_INFLECT_H

#include "base/arena.h"
#include "base/types.h"

typedef struct { hs_str word_class, pattern; hs_str forms[6]; uint32_t form_count; } inflection_line;
typedef struct { inflection_line *lines; uint32_t count, cap; } inflection;

enum { INFLECT_FORMS = 6, INFLECT_LENGTH = 64 };
typedef struct { char text[INFLECT_LENGTH]; uint32_t len; } inflected;

/** Does the word (lower case) end as the pattern says? */
bool inflect_fits(hs_str pattern, hs_str word);

/** Writes the regular forms (without the word itself) into out[INFLECT_FORMS]; returns how many. Words too long have none. */
uint32_t inflect_regular(const inflection *table, hs_str word_class, hs_str word, inflected *out);

#endif
