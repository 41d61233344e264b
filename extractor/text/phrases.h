/* phrases.h - with which of many phrases does a line begin?
 *
 * Compared without regard to case and to the shape of apostrophes. Filled once, indexed, then constant. Knows characters;
 * what the phrases mean, kinds.c knows. */
#ifndef TEXT_PHRASES_H
#define TEXT_PHRASES_H

#include "base/arena.h"
#include "base/types.h"

typedef struct {
    hs_str  *items;          /* lower-case UTF-8; after indexing by first byte, those of one byte in the order they came */
    uint32_t count, cap;
    uint32_t from[256 + 1];  /* those that begin with byte b: [from[b], from[b + 1])                                     */
    uint32_t prefixes[32];   /* a bit for each hash of their first three bytes                                           */
    bool     is_short[256];  /* one that begins with byte b is shorter than that, or not ASCII there                     */
} text_phrases;

/** Adds a phrase (borrowed for the list's life). Does nothing when memory fails (memory->failed). */
void phrases_add(text_phrases *p, arena *memory, hs_str phrase);

/** To be called once, after the last phrase. */
void phrases_index(text_phrases *p, arena *memory);

/** Bytes of the first phrase that the line begins with and of which `fits` says yes, asked with those bytes; 0 for none. */
size_t phrases_find(const text_phrases *p, hs_str line, bool (*fits)(hs_str line, size_t length));

#endif
