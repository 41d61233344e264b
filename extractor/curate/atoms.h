/* atoms.h - what the leaves of a pattern ask of one letter, told without the engine's columns.
 *
 * The plain answer to each question, by the names that stand in the pattern: the engine's columns, triggers and sieve are held against
 * it. Atoms that ask the same share what was found out about a form. Names are resolved here, with the messages of the loader, so that a
 * pattern that stands in no rule can be tried too. */
#ifndef CURATE_ATOMS_H
#define CURATE_ATOMS_H

#include "curate/replay.h"
#include "rule/pattern.h"

typedef struct atoms atoms;

/** NULL when memory fails. The rules must outlive it. */
atoms *atoms_create(const struct hs_rules *rules);
void atoms_free(atoms *a);
arena *atoms_memory(atoms *a);

/** Parses a pattern with the pack's macros and resolves its names; problems are added. NULL after a problem. */
node *atoms_parse(atoms *a, const pattern_source *source, uint32_t from, uint32_t to, problems *p);

/** Goes to another document (or the same one); before the first question. */
bool atoms_see(atoms *a, replay *s);

/* Where questions are asked: a stretch, and the classes that its rules saw. */
typedef struct { atoms *a; const stretch *st; const uint32_t *classes; } atom_place;

/** Is the leaf (a test, a bracket, `[]`) true of the letter, as the first of what it takes? */
bool atom_holds(const atom_place *p, const node *leaf, uint32_t letter_index);

/** Does the annotation or entry that the leaf began go on over this letter? */
bool atom_goes_on(const atom_place *p, const node *leaf, uint32_t letter_index);

/** Is the edge here, before this letter (or behind the last)? */
bool atom_edge(const atom_place *p, edge_kind edge, uint32_t letter_index);

/** Tells each entry that begins at the letter of a lexicon that the leaf names, in brackets too, where it isn't negated. */
typedef void (*atom_entry_fn)(void *user, hs_str list, const lexicon_entry *entry);
void atom_entries(const atom_place *p, const node *leaf, uint32_t letter_index, atom_entry_fn take, void *user);

#endif
