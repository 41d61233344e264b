/* layer.h - the store of stand-off annotations of one document, and the questions asked of it.
 *
 * Rules write annotations (a range of tokens, a few attributes) into numbered layers: time, name, np ... Before a layer is
 * read its annotations are sorted and disjoint. Times, speakers and claims are richer things with structures of their own.
 * All spans of claims are token ranges; they become bytes by token_span(). Everything lives in the document's arena.
 * Knows nothing of text, rules or English. */
#ifndef LAYER_LAYER_H
#define LAYER_LAYER_H

#include "base/arena.h"
#include "base/types.h"

typedef struct { hs_str key, value; } attribute;

typedef struct {
    token_range range;
    uint32_t    rule;              /* index of the rule that wrote it                     */
    uint32_t    attribute_count;
    attribute  *attributes;
} annotation;

typedef struct {
    annotation *items;             /* sorted by range.first, disjoint once settled        */
    uint32_t    count, cap;
} layer;

/* A time expression with its TIMEX3 type and value. */
typedef struct {
    token_range range;
    hs_str      type;              /* DATE TIME DURATION SET                              */
    hs_str      value;             /* TIMEX3 value, "" if none could be made              */
    hs_str      mod;               /* APPROX START MID END ... or ""                      */
    hs_str      anchor;            /* "published", the id of a time ("t3"), or ""         */
    hs_str      rule;              /* id of the rule, borrowed from the rules             */
} timex;

/* One entity behind source spans. */
typedef struct {
    hs_str   key;                  /* stable: hash of type and folded full name           */
    hs_str   name;                 /* the fullest name the article gives                  */
    hs_str   type;                 /* person organization group place document unknown    */
    hs_str   role;                 /* "Chilean President" or ""                           */
    uint32_t mentions;             /* source spans that lead to it                        */
} speaker;

typedef struct { token_range *items; uint32_t count; } pieces; /* in text order, disjoint */

#define CLAIM_NONE UINT32_MAX
#define CLAIM_NO_TIME UINT32_MAX

typedef struct {
    hs_kind   kind;
    hs_manner manner;
    pieces    source, cue, content, hearer, target;
    hs_str    key;                 /* hash of article id, content and cue spans           */
    hs_str    lemma;               /* of the cue's lexicon entry, or ""                   */
    hs_str    wording;             /* the content without `that` and outer marks          */
    hs_str    act, side, commitment; /* side and commitment may be "" for statements      */
    hs_str    said;                /* ISO date or ""                                      */
    uint32_t  said_time;           /* index of the time it was read from, or CLAIM_NO_TIME */
    hs_str    rule;                /* "en.said-that@9f3c1a", borrowed from the rules      */
    uint32_t  rule_index;
    uint32_t *about;  uint32_t about_count;     /* indices into times                     */
    uint32_t *speakers; uint32_t speaker_count; /* indices into speakers                  */
    uint32_t  nested_in;           /* index of the outer claim, or CLAIM_NONE             */
    double    confidence;          /* precision of the rule on held-out gold; < 0: absent */
    uint32_t  confidence_n;
} claim;

typedef struct {
    arena   *memory;
    layer   *items;                /* one per layer of the rules, by number               */
    uint32_t count;
    timex   *times;     uint32_t time_count;    /* in text order, disjoint                */
    speaker *speakers;  uint32_t speaker_count; /* in the order of their first mention    */
    claim   *claims;    uint32_t claim_count;   /* in text order: content or source start, longer first */
} layers;

void layers_init(layers *l, arena *memory, uint32_t layer_count);

/** Appends an annotation (the attributes are borrowed). */
void layer_add(layers *l, uint32_t layer_index, annotation a);

/** The annotation of the layer that begins at this token, or NULL. O(log n). */
const annotation *layer_at(const layer *l, uint32_t token);

/** The annotation of the layer that covers this token, or NULL. */
const annotation *layer_over(const layer *l, uint32_t token);

/** Value of an attribute, or an empty string. */
hs_str annotation_get(const annotation *a, const char *key);

static inline bool range_inside(token_range inner, token_range outer)
{
    return outer.first <= inner.first && inner.last <= outer.last;
}
static inline bool ranges_overlap(token_range a, token_range b)
{
    return a.first < b.last && b.first < a.last;
}
bool pieces_overlap(const pieces *a, const pieces *b);
/** Every piece of a lies inside some piece of b, or between two pieces of b if `with_gaps`. */
bool pieces_inside(const pieces *a, const pieces *b, bool with_gaps);
uint32_t pieces_length(const pieces *p); /* in tokens */

#endif
