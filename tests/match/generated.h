/* generated.h - packs of generated rules, and texts that they find things in: for holding two ways of matching against each other.
 *
 * Every sign of the pattern language occurs: alternatives, greedy and lazy repetitions, gaps, edges, roles, word lists with entries of several
 * words, annotations of an earlier layer, quotations, classes, `unless`. The same dice give the same packs and texts. */
#ifndef TESTS_GENERATED_H
#define TESTS_GENERATED_H

#include "base/buffer.h"
#include "packs/pack.h"

typedef struct { uint64_t state; buffer out; } dice;
enum { GENERATED_RULES = 60 };
#define DICE_START 88172645463325252u

/** A number below n. */
uint32_t roll(dice *d, uint32_t n);
#define ONE_OF(d, list) (list)[roll(d, sizeof(list) / sizeof *(list))]

/** Writes and loads a pack; free it with pack_end(). */
void generate_pack(pack *p, dice *d);

/** A text of several sentences and paragraphs, with quotations, in d->out, ended by NUL. */
void generate_text(dice *d, uint32_t words);

/** One stretch without any mark in it. */
void generate_stretch(dice *d, uint32_t words);

#endif
