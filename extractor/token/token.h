/* token.h - the article as tokens, sentences, paragraphs and quotations.
 *
 * Tokens follow Universal Dependencies (English): clitics (n't, 's, 're) are tokens, hyphenated words are cut at their
 * hyphens except after the pack's prefixes. White space is never inside a token. Every furniture block is left out: it has no
 * tokens. Knows the text's blocks; knows nothing of rules. Abbreviations, prefixes and clitics come from the pack as tables.
 *
 *   text        "It's over," Xi said.
 *   tokens      " It 's over , " Xi said .
 *   quotation   [0,6)  open 0, close 5
 *   sentence    [0,9)                                                                                                      */
#ifndef TOKEN_TOKEN_H
#define TOKEN_TOKEN_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/types.h"
#include "text/text.h"

enum { /* token.flags: of the form alone, computed once per distinct form, except the last group */
    TOKEN_CAP = 1,        /* begins with an upper-case letter            */
    TOKEN_UPPER = 2,      /* has letters (2+, or 1), all upper case      */
    TOKEN_LOWER = 4,      /* has letters, none upper case                */
    TOKEN_NUM = 8,        /* begins with a digit, or .5 : a number       */
    TOKEN_PUNCT = 16,     /* no letter, no digit                         */
    TOKEN_WORD = 32,      /* has a letter                                */
    /* of the place */
    TOKEN_SPACE_BEFORE = 64,
    TOKEN_OPENS = 128,    /* is the opening mark of a quotation          */
    TOKEN_CLOSES = 256    /* is the closing mark of a quotation          */
};

typedef struct {
    uint32_t start, end;  /* bytes of the text                           */
    uint32_t form;        /* id in the forms table                       */
    uint16_t flags;
    uint8_t  upos;        /* upos_class, set by the first layer          */
} token;

typedef enum {
    UPOS_NONE, UPOS_ADJ, UPOS_ADP, UPOS_ADV, UPOS_AUX, UPOS_CCONJ, UPOS_DET, UPOS_INTJ, UPOS_NOUN, UPOS_NUM, UPOS_PART,
    UPOS_PRON, UPOS_PROPN, UPOS_PUNCT, UPOS_SCONJ, UPOS_SYM, UPOS_VERB, UPOS_X, UPOS_COUNT
} upos_class;

/** "NOUN" ...; "" for UPOS_NONE. */
const char *upos_name(upos_class c);
/** UPOS_NONE if the name is none of the 17. */
upos_class upos_from(hs_str name);

/* One quotation, marks included, inside one paragraph. A quotation over several paragraphs (each reopened, only the last
 * closed) is one per paragraph, linked by `continues`. */
typedef struct {
    token_range tokens;   /* [opening mark, after the closing mark); an unclosed one ends with its paragraph            */
    uint32_t    parent;   /* index of the quotation around it, or UINT32_MAX for an outer one                           */
    uint32_t    continues;/* index of the quotation of an earlier paragraph that it continues, or UINT32_MAX            */
    uint8_t     depth;    /* 0: outer                                                                                   */
    bool        is_closed;/* has a closing mark of its own in this paragraph                                            */
    bool        is_open_ended; /* continued by a quotation in the next paragraph                                        */
} quotation;

typedef struct {
    token       *items;
    uint32_t     count;
    token_range *sentences;      /* disjoint, covering all tokens, never across paragraphs; split inside quotations too   */
    uint32_t     sentence_count;
    token_range *paragraphs;     /* disjoint, covering; one per block that isn't furniture                                */
    uint32_t    *paragraph_block;/* index into text.blocks, parallel to paragraphs                                        */
    uint32_t     paragraph_count;
    quotation   *quotations;     /* in the order of their opening marks                                                   */
    uint32_t     quotation_count;
} tokens;

/* ---- distinct forms -------------------------------------------------------------------------------------------------
 * News repeats itself: each distinct form (the bytes of a token as written) is interned once and gets a small number, under
 * which later rooms keep what they found out about it. A table serves one thread at a time, over many articles.
 * One form isn't as written: a hyphen between spaces, which many papers print for a dash, has the form "--". */
typedef struct {
    hs_str   text;               /* owned by the table                          */
    uint16_t flags;              /* the flags that depend on the form alone     */
} form;

typedef struct { uint64_t lo, hi; } form_key;                            /* see form_key.h */
typedef struct { form_key key; uint32_t id; uint16_t flags; } form_slot;

typedef struct {
    arena      memory;
    form      *items;
    uint32_t   count, cap;
    form_slot *slots;            /* open addressing, at most half full; id UINT32_MAX: empty */
    uint32_t   slot_cap;         /* a power of two, or 0                                      */
    uint32_t   slot_shift;       /* 64 - log2(slot_cap)                                       */
} forms;

void forms_init(forms *f);
void forms_free(forms *f);
/** The id of a form, made if new; UINT32_MAX when memory fails (f->memory.failed). */
uint32_t forms_intern(forms *f, hs_str bytes);

/* ---- the pack's tables ----------------------------------------------------------------------------------------------- */
/* Which first and last letters and lengths occur: bit len % 32 of [first % 32 * 32 + last % 32]. */
typedef struct { uint32_t lengths[32 * 32]; } cut_filter;

typedef enum { ABBREVIATION_NONE, ABBREVIATION_NEVER, ABBREVIATION_MAYBE } abbreviation_end;

typedef struct {
    strmap abbreviations;        /* as written, with the final period, -> abbreviation_end: does a sentence end after it?     */
    strmap prefixes;             /* lower case, without the hyphen: co, re, non ... : "co-operate" stays one token            */
    strmap joined;               /* lower case word written together -> length in bytes of its first token: cannot -> 3, gonna -> 3 */
    strmap clitics;              /* lower case with straight apostrophe: n't 's 're 've 'll 'd 'm -> 1                        */
    strmap elisions;             /* lower case with straight apostrophe: 'em 'til o'clock d'etat ...: stays one token -> 1    */
    strmap starters;             /* lower case words that often begin a sentence (he, the, in, but): a capitalised one after
                                    an abbreviation that may end a sentence does end it -> 1                                  */
    /* made by token_tables_prepare() */
    cut_filter joined_filter, abbreviation_filter, prefix_filter;
    bool     is_prepared;
} token_tables;

/** Call once when the tables are full (optional: without it each article prepares a copy for itself). */
void token_tables_prepare(token_tables *tables);

/** Cuts the text into tokens, sentences, paragraphs and quotations, allocated in `memory`.
 * @return HS_OK or HS_ERR_MEMORY. Never fails on any valid UTF-8. */
hs_status token_split(tokens *out, arena *memory, const text *t, const token_tables *tables, forms *f, hs_error *error);

/** Cuts a piece of a pattern or a lexicon entry into tokens: pushes (start,end) byte pairs, no sentences, no quotations.
 * Returns the number of tokens written into spans (at most cap), or cap+1 if there are more. */
uint32_t token_cut(hs_str piece, const token_tables *tables, hs_span *spans, uint32_t cap);

/** Normal form for caseless comparison: lower case, curly marks and dashes as straight ones ("’" -> "'", "–" -> "-",
 * "“" -> "\""). Allocated in memory; returns `s` itself if nothing changes. */
hs_str token_fold(arena *memory, hs_str s);
/** The same without lower-casing. */
hs_str token_straighten(arena *memory, hs_str s);

static inline hs_span token_span(const tokens *t, token_range r)
{
    assert(r.first < r.last && r.last <= t->count);
    return (hs_span){ t->items[r.first].start, t->items[r.last - 1].end };
}

#endif
