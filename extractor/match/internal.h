/* internal.h - what the files of match/ share and nobody else sees. */
#ifndef MATCH_INTERNAL_H
#define MATCH_INTERNAL_H

#include "match/match.h"

/* What the rules say of a form, whatever its place. `columns` holds for each layer the columns that are true. */
typedef struct {
    uint32_t  word, exact;        /* numbers in lexicons.words, or WORD_NONE                    */
    uint32_t  possible;           /* classes, bits                                              */
    uint8_t   ranked[5];          /* classes, the likeliest first                               */
    uint8_t   ranked_count;
    bool      is_known;           /* some word list has it                                      */
} form_info;

enum { FORM_HAS_PHRASES = 1 << UPOS_COUNT }; /* a phrase of the word lists begins with it; beside the bits of classes */

/* One layer's columns over one batch: bit p of column c tells whether the predicate is true of letter p. */
typedef struct {
    uint32_t  words;              /* 64-bit words of a column; letters + 1 bits fit             */
    uint32_t  letters;
    uint64_t *bits;  size_t bit_cap;
    uint64_t *tests; size_t test_cap;
    uint32_t *stamp; size_t stamp_cap;  /* tests[t] is valid if stamp[t] == now                 */
    uint32_t  now, now_class;     /* the same for tests that depend on word classes              */
    uint32_t *touched; uint32_t touched_count; size_t touched_cap;
    uint8_t  *is_touched; size_t is_touched_cap;
    uint64_t *starts, *ends, *valid; size_t edge_cap; /* first letters of parts, the places behind their last, letters */
} columns;

/* Stretches of one view side by side, one empty letter behind each, so that a bit operation serves 64 letters whatever their
 * sentences. No column is true of the empty letter: no match crosses it. */
typedef struct { const stretch *st; uint32_t at; } batch_part; /* letters [at, at + st->count) of the batch */
typedef struct { batch_part *parts; uint32_t count; size_t cap; uint32_t letters; } batch;
enum { BATCH_LETTERS = 960, BATCH_WORDS = (STRETCH_MOST > BATCH_LETTERS ? STRETCH_MOST : BATCH_LETTERS) / 64 + 2 };

struct match_scratch {
    match_scratch *next;          /* in the rules' list of idle ones                            */
    forms      forms;
    arena      memory;            /* of infos                                                   */
    form_info *infos;  uint32_t info_count, info_cap;
    uint32_t  *briefs; uint32_t brief_count, brief_cap; /* of each info its possible classes and FORM_HAS_PHRASES:
                                                           small enough that walks over all tokens stay in the cache */
    struct form_layers { uint64_t columns, triggers; uint32_t column_at; } *form_layers; /* of each info the layers in which it
                                                    has columns, and in which it triggers some program, as bits; its place in pool */
    uint32_t   form_layer_count, form_layer_cap;
    uint16_t  *pool;   uint32_t pool_count, pool_cap;
    columns    columns;
    batch      batch;
    uint32_t  *marks;  size_t mark_cap; /* program -> stretch number in which it was marked     */
    uint32_t   mark;
    uint32_t  *run_list; size_t run_cap; uint32_t run_count;  /* programs chosen by triggers        */
    uint64_t  *starts, *work; size_t work_cap; /* bits of sieve results and its temporaries     */
    char      *subject; size_t subject_cap;
    regex_run *regex;
};

enum { SCRATCH_FORMS_MOST = 400000 }; /* beyond it the cache is emptied: a bound on memory */

bool scratch_reserve(void **block, size_t *cap, size_t need, size_t size);

/** Makes infos for all forms of the table. */
bool form_infos(const struct hs_rules *rules, match_scratch *s);

static inline uint32_t match_brief(const match_run *run, uint32_t token_index)
{
    return run->scratch->briefs[run->tokens->items[token_index].form];
}

/** Fills the layer's columns for a batch. */
bool columns_fill(match_run *run, uint32_t layer, const batch *b);

/** Takes classes of a token of the part out of the layer's columns. */
void columns_drop_classes(match_run *run, uint32_t layer, const batch_part *part, uint32_t token_index, uint32_t dropped);

/* Groups of rules of one priority, highest first; after each group `act` sees its matches. */
typedef struct {
    const int32_t *priorities;
    uint32_t       count;
    void         (*act)(match_run *run, const match *items, uint32_t count);
} match_groups;

/** match_layer(), the rules acting in groups; NULL: all at once. */
hs_status match_layer_groups(match_run *run, uint32_t layer, const match_groups *groups, matches *out, hs_error *error);

/** Evaluates a test that is a formula. */
const uint64_t *columns_evaluate(columns *c, const rule_layer *rl, uint32_t test);

/** Bits of a test of the layer over the batch of the last columns_fill(). */
static inline const uint64_t *columns_test(const match_run *run, uint32_t layer_index, uint32_t test)
{
    columns *c = &run->scratch->columns;
    const rule_layer *rl = &run->rules->layers[layer_index];
    uint32_t number = rl->test_columns[test];
    return number != UINT32_MAX ? &c->bits[(size_t)number * c->words] : columns_evaluate(c, rl, test);
}

static inline bool column_occurs(const columns *c, uint32_t number)
{
    for (uint32_t w = 0; w < c->words; w++)
        if (c->bits[(size_t)number * c->words + w]) return true;
    return false;
}

/** Sets in out[words] the letters at which the program matches; false if there is none. Exact for every construct. */
bool sieve_starts(match_run *run, uint32_t layer, const program *p, uint64_t *out);

/* One match of a program: group spans in letters of the part's stretch. */
typedef struct { uint32_t start, end; uint32_t groups[REGEX_GROUPS][2]; } program_match;

/** Matches at a letter of the part's stretch; is_first: it is the first call for this program and part.
 * @return 1 matched, 0 not, -1 limit (warned) */
int program_match_at(match_run *run, uint32_t layer, const program *p, const batch_part *part, uint32_t at, bool is_first,
                     program_match *out);

#endif
