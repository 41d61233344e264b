/* lexicon.h - word lists with attributes, and the one table of all words that the rules know.
 *
 *   file     deny {denies denied denying}  act=deny manner=said frame=that,np
 *   entry    head "deny", attributes, forms: deny denies denied denying
 *   words    every distinct token of any form, folded ("=Paris" for lists with `case: exact`), numbered
 *
 * Forms are cut into tokens by the tokenizer, so that an entry means what it will be compared with. Frozen after loading.
 * Knows nothing of patterns. */
#ifndef RULE_LEXICON_H
#define RULE_LEXICON_H

#include "base/hash.h"
#include "rule/inflect.h"
#include "rule/problem.h"
#include "token/token.h"

#define WORD_NONE UINT32_MAX

typedef struct { hs_str key, value; } lexicon_attribute;

typedef struct {
    hs_str             head;
    hs_str             given;            /* inside the braces, or ""                            */
    lexicon_attribute *attributes;
    uint32_t           attribute_count;
    uint32_t           line;             /* of the file, from 1                                 */
    hs_span            where;
} lexicon_entry;

/* One form of an entry as words: entries of one word have count 1. */
typedef struct {
    uint32_t        entry;
    uint32_t        count;
    const uint32_t *words;
} lexicon_form;
enum { LEXICON_FORM_WORDS = 8 };

/* The values of an attribute, frame=that,wh being two, and for each a chain of the entries that have it, in order. */
typedef struct { uint32_t entry, next; } lexicon_value_place; /* next: the next place of the same value, or UINT32_MAX */
typedef struct { uint32_t first, last; } lexicon_value_chain;
typedef struct lexicon_values {
    struct lexicon_values *next;
    hs_str                 key;
    strmap                 numbers;      /* value -> its chain                                  */
    lexicon_value_chain   *chains;
    lexicon_value_place   *places;
    uint32_t               chain_count, chain_cap, place_count, place_cap;
} lexicon_values;

/* The forms of the entries that have a value in the list of an attribute. */
typedef struct lexicon_selection {
    struct lexicon_selection *next;
    hs_str    key, value;
    uint32_t *forms;                     /* their numbers, in order                             */
    uint32_t  count;
} lexicon_selection;

typedef struct {
    hs_str         name, word_class;
    hs_str         pack;                 /* name of the pack it came from                       */
    source_file    source;
    bool           is_exact;
    lexicon_entry *entries;
    uint32_t       entry_count;
    lexicon_form  *forms;                /* made by lexicon_link(), grouped by entry            */
    uint32_t       form_count;
    bool           has_phrases;          /* some form has several words                         */
    lexicon_selection *selections;       /* those asked for so far                              */
    lexicon_values    *values;           /* of the attributes asked for so far                  */
    uint32_t          *first_form;       /* of each entry, and one past the last; made with the first values */
    uint32_t       traced_by;            /* the last rule whose hash it became part of, + 1     */
    char           sha256[65];
} lexicon;

/* An entry of a class that has lemmas; the next one of the same word. */
typedef struct { const lexicon_entry *entry; uint32_t next; uint8_t word_class; } lemma_place;

typedef struct {
    arena    *memory;
    arena    *work;                      /* of what is only asked while rules are compiled; `memory` itself after that */
    lexicon **items;                     /* sorted by name                                      */
    uint32_t  count, cap;
    strmap    by_name;
    strmap    heads;                     /* of the file that is being read -> entry             */
    inflection inflection;
    strmap    irregular;                 /* "verb say" -> index into irregular_forms            */
    hs_str   *irregular_forms;  uint32_t irregular_count, irregular_cap;
    /* words */
    strmap    words;                     /* folded form, or '=' + straightened form -> number    */
    uint32_t  word_count;                /* word n is the n-th key of words                      */
    char     *text_at;  size_t text_room; /* where the next word's letters go                    */
    uint32_t *numbers_at; size_t numbers_room; /* where the numbers of the next form go          */
    bool      has_exact;
    /* lemmas: word of a head -> its first place; made when many have been asked for */
    uint32_t    *lemma_first, lemma_words; /* by word; lemma_words: of the heads that are no single word */
    lemma_place *lemma_places; uint32_t lemma_count, lemmas_asked;
} lexicons;

void lexicons_init(lexicons *l, arena *memory);

/** Makes room for the entries of files of at most so many bytes. */
void lexicons_expect(lexicons *l, size_t bytes);

/** Parses a lexicon file (source.bytes) and adds it; one of the same name is extended and overridden entry by entry. */
void lexicon_read(lexicons *l, hs_str name, hs_str pack, source_file source, problems *p);

/** After all files are read: makes the forms of every entry and numbers their words. */
void lexicons_link(lexicons *l, const token_tables *tables, problems *p);

/** Rules are compiled: forgets what was made in `work`, which may be freed then. What asks for lemmas later makes them anew. */
void lexicons_forget_work(lexicons *l);

lexicon *lexicon_find(const lexicons *l, hs_str name);

/** Value of an entry's attribute, or "". */
hs_str lexicon_value(const lexicon_entry *e, hs_str key);
/** Is `wanted` one of the values in the comma list of the entry's attribute? */
bool lexicon_has(const lexicon_entry *e, hs_str key, hs_str wanted);

/** The forms of those entries of which lexicon_has() says so, of all if there is no key: found out once, since layer after layer asks
 * the same. NULL when memory fails (l->memory->failed). Made while rules are compiled, by one thread. */
const lexicon_selection *lexicon_select(lexicons *l, lexicon *lex, hs_str key, hs_str wanted);

/** The word of a number, folded, or with its '='. */
static inline hs_str lexicons_word_text(const lexicons *l, uint32_t word) { return l->words.entries[word].key; }

/** Number of a word, made if new. `text` is folded already, or begins with '='. */
uint32_t lexicons_word(lexicons *l, hs_str text);

/** The forms of a lemma (itself first) in every class in which some list has it; verb if none. Calls `take` for each. */
void lexicons_lemma_forms(lexicons *l, hs_str lemma, void (*take)(void *user, hs_str form), void *user);

#endif
