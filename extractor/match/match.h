/* match.h - frozen rules over one document's tokens.
 *
 *   tokens ─► views ─► stretches of letters ─► columns (one bit per letter and predicate)
 *                                                  │
 *      triggers: which programs can match here? ◄──┤
 *      sieve:    at which letters do they begin? ◄─┤      bit-parallel, exact
 *      walk:     what do their roles take there? ◄─┘      guided by what the sieve noted
 *                     │
 *                candidates ─► unless ─► conflicts ─► winners, in text order
 *
 * The plain loop (no_triggers) does all of it by PCRE2 from every letter; both give the same, to the last field.
 * A match_scratch is what one thread needs: the forms it has met and what the rules say of each, rows of bits, a JIT stack.
 * It is a cache; nothing in it changes a result. Knows layers by number; what an attribution is, find/ knows. */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "layer/layer.h"
#include "rule/rules.h"

typedef struct match_scratch match_scratch;

/** Takes an idle scratch from the rules, or makes one. NULL when memory fails. Give it back after the document. */
match_scratch *match_scratch_take(const struct hs_rules *rules);
void match_scratch_return(const struct hs_rules *rules, match_scratch *s);
/** The table into which the tokens of the next document are interned. */
forms *match_forms(match_scratch *s);

/* ---- views ------------------------------------------------------------------------------------------------------ */

/* One letter of a stretch: a token, a folded quotation, or a neighbouring paragraph. */
typedef struct {
    token_range tokens;
    uint32_t    fold;      /* UINT32_MAX: a token; else index of the quotation, or FOLD_PARAGRAPH               */
} letter;
#define FOLD_NONE UINT32_MAX
#define FOLD_PARAGRAPH (UINT32_MAX - 1)
enum { STRETCH_MOST = 2000 };

typedef struct {
    const letter *letters;
    uint32_t      count;
    uint32_t      view;        /* one VIEW_ bit                                                                 */
    uint32_t      paragraph;   /* index into tokens.paragraphs                                                  */
    uint64_t      triggers;    /* union of its tokens' trigger bits                                             */
    bool          has_folds;
} stretch;

typedef struct { stretch *items; uint32_t count, cap; } stretches;

/* ---- what is found ---------------------------------------------------------------------------------------------- */

typedef struct { uint32_t role; token_range range; } role_match;

typedef enum { LOST_NOT, LOST_TWIN, LOST_CONFLICT, LOST_UNLESS } match_fate;

typedef struct {
    uint32_t    rule, program;   /* program: number in its layer                          */
    token_range range;
    role_match *roles;           /* in text order of the pattern, empty ones left out     */
    uint32_t    role_count;
    uint32_t    gap_tokens, lexical, roles_filled;
    uint32_t    source_distance, source_length, cue_length; /* for the order: tokens; distance UINT32_MAX if one is missing */
    uint32_t    view, part, letter; /* of the batch it was found in, while that lasts: part, first letter */
    match_fate  fate;
    uint32_t    lost_to;         /* rule that beat it                                     */
    attribute  *attributes;      /* of winners                                            */
    uint32_t    attribute_count;
} match;

typedef struct { match *items; uint32_t count, cap; } matches;

/* An entry of several words found in the document; those of one lexicon are disjoint, longest first. */
typedef struct { uint32_t first, length, phrase; } phrase_hit;

typedef struct {
    const struct hs_rules *rules;
    const text            *text;
    const tokens          *tokens;
    layers                *layers;
    match_scratch         *scratch;
    arena                 *memory;
    bool                   no_triggers;   /* every rule from every letter by PCRE2 alone: the plain loop the index replaces */
    bool                   keep_losers;   /* for explain: match_layer() also gives what lost                              */
    stretches              views[4];      /* built when first wanted                                                      */
    uint8_t                views_built;
    phrase_hit            *phrases; uint32_t phrase_count; /* by first token                                              */
    uint64_t              *phrase_begins; /* tokens with which some phrase begins, bits                                   */
    uint32_t              *classes;       /* per token: possible classes, bits of 1 << upos_class                         */
    uint32_t              *senses;        /* per token: its sense, see internal.h                                          */
    uint64_t               steps;         /* letters that matches were followed over, or letters offered to PCRE2         */
    struct rule_excess { uint32_t rule, count; } *excesses; uint32_t excess_count, excess_cap; /* rules that took too many steps */
    hs_str                *warnings; uint32_t warning_count, warning_cap;
} match_run;

/** Budget of one article in such steps. Beyond it the layer's remaining stretches are left out, with a warning. */
enum { MATCH_STEPS_MOST = 100000000 };

/** One rule may take so many steps in one batch of sentences; what takes more three times is left out of the rest of the article,
 * named in a warning, so that it doesn't use up what other rules need. */
enum { RULE_STEPS_MOST = 1000000, RULE_EXCESSES_MOST = 3 };

/** Prepares a run over a document whose tokens were interned in the scratch's forms. */
hs_status match_begin(match_run *run, const struct hs_rules *rules, const text *t, const tokens *tk, layers *l, match_scratch *s,
                      arena *memory, hs_error *error);

/** Runs the word-class rules and sets upos of every token. `found` receives their matches if losers are kept, else none. */
hs_status match_classes(match_run *run, token *items, matches *found, hs_error *error);

/** Runs the rules of a layer. The matches are candidates that no `unless` stopped, in text order; not yet freed of conflicts. */
hs_status match_layer(match_run *run, uint32_t layer, matches *out, hs_error *error);

/** Of overlapping matches keeps the longest, then the first in the total order; writes them into the layer. */
hs_status match_settle(match_run *run, uint32_t layer, matches *found, hs_error *error);

/** The one total order of candidates: negative if a goes before b. */
int match_order(const struct hs_rules *rules, const match *a, const match *b);

/** Warns of words on which a token regex took too many steps: after the last layer. */
void match_tell_limits(match_run *run);

/** Fills attributes of a winner from its rule's set and value. */
void match_evaluate(match_run *run, match *m);

/** The entry of one of the lexicons that begins at the token, longest first; false if none. `length` in tokens. */
bool match_entry_at(const match_run *run, uint32_t lexicon, uint32_t token_index, const lexicon_entry **entry, uint32_t *length);

/** First range of a role, or an empty range. */
token_range match_role(const match *m, uint32_t role);

/** The stretches of a view. */
const stretches *match_view(match_run *run, uint32_t view);

/** Where the engine runs out of something: collected once per rule and kind. */
void match_warn(match_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
