/* sample.h - documents made by hand for the tests of the writers.
 *
 * The origin is any article; its text is made by text_read(), its tokens by a plain cutter (words and single marks), and
 * annotations are put where a phrase stands, so that a test can say what it means. */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include "emit/emit.h"

typedef struct {
    arena         memory;
    text          text;
    tokens        tokens;
    layers        layers;
    emit_pack     pack;
    emit_document document;
} sample;

/* Reads the article; no annotations yet. Fails the test if it can't. */
sample *sample_read(const hs_article *article);
void sample_free(sample *s);

/* The tokens of the first place where the phrase stands. Fails the test if it doesn't. */
token_range sample_find(const sample *s, const char *phrase);

/* Pieces, each where its phrase stands; the list ends with NULL. */
pieces sample_pieces(sample *s, ...);

/* Two speakers, three times, three claims, every attribute used somewhere, on the text of sample_words(). */
void sample_annotate(sample *s);

/* UTF-8 that has everything that is hard: CRLF, emoji, combining marks, markup, ]]>, NBSP, quotation marks. */
hs_str sample_words(void);

/* The same words as origins of several kinds, annotated. The numbers go from 0 to SAMPLE_KINDS - 1. */
enum { SAMPLE_PLAIN, SAMPLE_BOM, SAMPLE_UTF16, SAMPLE_JSON, SAMPLE_KINDS };
sample *sample_make(int kind);

/* The file that the origin of this kind lies in, as bytes; for SAMPLE_JSON the whole line and what stands before it. */
hs_str sample_file(arena *memory, int kind);

#endif
