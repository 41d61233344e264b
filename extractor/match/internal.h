/* internal.h - what the files of match/ share and nobody else sees.
 *
 *   scratch.c    forms: what the lists say of each; the cache's life        senses.c   which columns are true of a word
 *   view.c       the document as stretches                                   columns.c  a batch of stretches as rows of bits
 *   sieve.c      at which letters does a program match?                      sieve_part.c   the same for one short stretch
 *   walk.c       what do its roles take there?
 *   plain.c      both by PCRE2 alone, as the plain loop does                 layer_run.c, classes.c   the rules of a layer
 *   settle.c     which matches become annotations */
#ifndef MATCH_INTERNAL_H
#define MATCH_INTERNAL_H

#include "match/match.h"
#include "match/rows.h"

/* What the rules say of a form, whatever its place. */
typedef struct {
    uint32_t  word, exact;        /* numbers in lexicons.words, or WORD_NONE                    */
    uint32_t  possible;           /* classes, bits                                              */
    uint8_t   ranked[5];          /* classes, the likeliest first                               */
    uint8_t   ranked_count;
    bool      is_known;           /* some word list has it                                      */
    uint32_t  kind;               /* forms of one kind have the same senses; KIND_NONE: it is alone */
    uint32_t  senses[6];          /* of each ranked class, the last of any other; SENSE_NONE: not asked for yet */
} form_info;
#define KIND_NONE UINT32_MAX

enum { FORM_HAS_PHRASES = 1 << UPOS_COUNT }; /* a phrase of the word lists begins with it; beside the bits of classes */

/* The sense of a form before classes are settled, or of a form with its class: which columns are true of it. It is small, so
 * that those of a whole batch stay in the cache while layer after layer asks them:
 *
 *     pool[sense ..]   trigger bits of its columns, 64 in four numbers
 *                      the token regex that took too many steps on the form, counted from 1; 0: none did
 *                      for each layer of the pack, and one more: where its columns begin, counted from `sense`
 *                      the columns */
enum { SENSE_LIMIT = 4, SENSE_HEAD = 5 };
#define SENSE_NONE UINT32_MAX

/* One layer's columns over one batch, as rows (rows.h). */
typedef struct {
    uint32_t  words, stride;      /* of a row; from one row to the next                         */
    uint32_t  letters;
    uint64_t *bits;  size_t bit_cap;
    uint64_t *tests; size_t test_cap;
    uint32_t *stamp; size_t stamp_cap;  /* tests[t] is valid if stamp[t] == now                 */
    uint32_t  now, now_class;     /* the same for tests that depend on classes not settled yet   */
    uint64_t *parts; size_t part_cap;   /* of each column the parts of the batch in which it may have bits, as bits */
    uint32_t  column_count;       /* of the layer that was filled last                           */
    uint64_t *starts, *ends, *valid; size_t edge_cap; /* first letters of parts, the places behind their last, letters */
} columns;

/* Stretches of one view side by side, one empty letter behind each, so that a bit operation serves 64 letters whatever their
 * sentences. No column is true of the empty letter: no match crosses it. */
typedef struct {
    const stretch *st;
    uint32_t       at;            /* letters [at, at + st->count) of the batch                  */
    uint32_t       memo;          /* where the part's own memo begins, if the sieve keeps one for each part */
} batch_part;
typedef struct { batch_part *parts; uint32_t count; size_t cap; uint32_t letters; } batch;
enum { BATCH_LETTERS = 1020, BATCH_PARTS = 64, BATCH_WORDS = STRETCH_MOST / 64 + 1 + ROW_STEP }; /* most words of a row */

struct match_scratch {
    match_scratch *next;          /* in the rules' list of idle ones                            */
    forms      forms;
    arena      memory;            /* of spellings; what grows has blocks of its own, which leave nothing behind */
    form_info *infos;  uint32_t info_count; size_t info_cap;
    uint32_t  *briefs; size_t brief_cap; /* of each info its possible classes and FORM_HAS_PHRASES:
                                                           small enough that walks over all tokens stay in the cache */
    uint32_t  *early;  size_t early_cap; /* of each info the sense it has before classes are settled */
    uint16_t  *pool;   uint32_t pool_count; size_t pool_cap; /* of senses                       */
    strmap     kinds;             /* what senses follow from -> number of a kind                         */
    uint32_t  *kind_senses; size_t kind_cap;  /* of each kind its senses, UPOS_COUNT of them: UPOS_NONE is one */
    buffer     kind_key;          /* while one is looked up                                              */
    uint8_t   *truth;  size_t truth_cap;      /* by column of all layers, while a sense is made: truth_value */
    uint8_t   *regex_truth; size_t regex_truth_cap;
    bool       has_limits;        /* of some sense SENSE_LIMIT is set                                   */
    uint32_t  *known;  size_t known_cap;      /* columns of `truth` that were set                       */
    columns    columns;
    batch      batch;
    uint32_t  *marks;  size_t mark_cap; /* program -> batch number in which it was marked       */
    uint32_t   mark;
    uint32_t  *run_list; size_t run_cap; uint32_t run_count;  /* programs chosen by triggers    */
    uint64_t  *memo; size_t memo_cap;   /* rows that the sieve keeps for the walk               */
    bool       memo_by_part;            /* or words, for each part apart: batch_part.memo       */
    uint64_t  *work; size_t work_cap;   /* rows that it needs meanwhile                         */
    char      *subject; size_t subject_cap;
    uint32_t  *order; size_t order_cap; /* of matches, while they are sorted                    */
    const lexicon_entry **entries; size_t entry_cap; /* in a role, while its attributes are asked for */
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

/** Number of the first phrase that begins at the token or after it; phrase_count if none does. */
static inline uint32_t match_phrase_from(const match_run *run, uint32_t token_index)
{
    uint32_t lo = 0, hi = run->phrase_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (run->phrases[mid].first < token_index) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/** Number of the first annotation that ends after the token; the layer's count if none does. Not for quotations, which nest. */
static inline uint32_t match_annotation_over(const layer *l, uint32_t token_index)
{
    uint32_t lo = 0, hi = l->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (l->items[mid].range.last <= token_index) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/** From the first to the last token of a stretch. */
static inline token_range stretch_tokens(const stretch *st)
{
    return (token_range){ st->letters[0].tokens.first, st->letters[st->count - 1].tokens.last };
}

/* ---- senses ------------------------------------------------------------------------------------------------------ */

/** The kind of a form, from what its senses will ask of it. KIND_NONE if few others can be like it. */
uint32_t sense_kind(const struct hs_rules *rules, match_scratch *s, uint32_t form_index);

/** Makes the sense of a form: of the layers before classes are settled (UPOS_NONE), or of those after, with this class. */
uint32_t sense_make(const struct hs_rules *rules, match_scratch *s, uint32_t form_index, upos_class c);

/** The sense of a form with its class, made if new. SENSE_NONE when memory fails (s->memory.failed). */
static inline uint32_t sense_of(const struct hs_rules *rules, match_scratch *s, uint32_t form_index, upos_class c)
{
    form_info *info = &s->infos[form_index];
    uint32_t k = 0;
    while (k < info->ranked_count && info->ranked[k] != c) k++;
    if (info->senses[k] == SENSE_NONE) info->senses[k] = sense_make(rules, s, form_index, c);
    return info->senses[k];
}

/* The trigger bits of a sense: in which layers and views it triggers a program. */
static inline uint64_t sense_triggers(const match_scratch *s, uint32_t sense)
{
    uint64_t bits;
    memcpy(&bits, s->pool + sense, sizeof bits);
    return bits;
}

/* ---- columns ----------------------------------------------------------------------------------------------------- */

/** Number of the first outer quotation that ends after the token; the count if none does. Outer ones are disjoint; all together,
 * with what is nested in them, are not, and no search by their ends finds its way. */
uint32_t match_outer_quote(const match_run *run, uint32_t token_index);

/** Fills the layer's columns for a batch. */
bool columns_fill(match_run *run, uint32_t layer, const batch *b);

/** The row of a column. */
static inline uint64_t *columns_row(const columns *c, uint32_t number)
{
    return &c->bits[(size_t)number * c->stride];
}

/** The next column that may have bits, from this one on; column_count or more if there is none. Most have none: four at a time. */
static inline uint32_t columns_next(const columns *c, uint32_t number)
{
    for (; number < c->column_count; number += 4) {
        const uint64_t *four = c->parts + number;
        if (!(four[0] | four[1] | four[2] | four[3])) continue;
        while (!c->parts[number]) number++;
        return number;
    }
    return number;
}

/** Evaluates a test that is a formula. */
const uint64_t *columns_evaluate(columns *c, const rule_layer *rl, uint32_t test);

/** The row of a test of the layer over the batch of the last columns_fill(). */
static inline const uint64_t *columns_test(columns *c, const rule_layer *rl, uint32_t test)
{
    uint32_t number = rl->test_columns[test];
    return number != UINT32_MAX ? columns_row(c, number) : columns_evaluate(c, rl, test);
}

/* ---- programs ---------------------------------------------------------------------------------------------------- */

/** Sets in out[words] the letters at which the program matches; false if there is none. Exact for every construct.
 * @param parts those of the batch in which it may match, as bits */
bool sieve_starts(match_run *run, const rule_layer *rl, const program *p, uint64_t parts, uint64_t *out);

enum { PART_LETTERS = 63 }; /* a stretch and the empty letter behind it in one word */

/** The letters of a part of at most PART_LETTERS at which the program matches, letter p at bit 63 - p.
 * @param core_first ask its core before the whole
 * @param memo the program's memo_count words, kept for the walk */
uint64_t sieve_part(const match_run *run, const rule_layer *rl, const program *p, const batch_part *part, bool core_first, uint64_t *memo);

/* One match of a program: group spans in letters of the part's stretch. */
typedef struct { uint32_t start, end; uint32_t groups[REGEX_GROUPS][2]; } program_match;

/** What the program takes at a letter (of the part's stretch) that the last sieve_starts() gave. */
void walk_match(match_run *run, const rule_layer *rl, const program *p, const batch_part *part, uint32_t at, program_match *out);

/** The plain loop's: matches at a letter of the part's stretch; is_first: the first call for this program and part.
 * @return 1 matched, 0 not, -1 limit (warned) */
int plain_match(match_run *run, const rule_layer *rl, const program *p, const batch_part *part, uint32_t at, bool is_first,
                program_match *out);

/* ---- layers ------------------------------------------------------------------------------------------------------ */

typedef struct {
    match_run        *run;
    const rule_layer *rl;
    uint32_t          layer;
    const batch      *b;
    uint32_t          view;
    uint64_t          trigger_bit;  /* of the layer in this view */
    matches          *out;
} layer_work;

/** Calls `act` for each batch of the view's stretches that have something for the layer (all: every stretch). */
bool layer_batches(layer_work *w, bool (*act)(layer_work *w, void *user), void *user, bool all);

/** Chooses into scratch->run_list the programs one of whose trigger columns occurs, and those that have none. */
bool layer_choose(layer_work *w);

/** The letters at which a program begins, as a row (`bits` has BATCH_WORDS words); NULL: nowhere. */
const uint64_t *layer_starts(layer_work *w, const program *p, uint64_t *bits);

/** Runs one program over the batch; its matches that no `unless` stops go to w->out. */
void layer_run_program(layer_work *w, uint32_t number);

/** The triggers of stretches that were built before classes were settled. */
void view_refresh(match_run *run);

#endif
