/* blocks.h - the paragraphs of a text and their kinds. Knows lines and lengths; what is English comes in as tables. */
#ifndef TEXT_BLOCKS_H
#define TEXT_BLOCKS_H

#include "text/text.h"

/** Cuts the paragraphs: fills blocks and block_count of `t`, all of kind body. False when memory fails. */
bool blocks_cut(text *t, arena *memory);

/** Gives each block its kind by layout and tables (may be NULL). */
void blocks_classify(text *t, const text_tables *tables);

#endif
