/* cut.h - inside of the token room: the cutter, and the events it leaves for sentences and quotations.
 *
 * The cutter walks one block from left to right. Words of plain letters, plain numbers and single marks take a fast path
 * (cut_easy.h); whatever holds an apostrophe, a hyphen, a period or a byte beyond ASCII is measured by cut_word.c, numbers by
 * cut_number.c, addresses by cut_address.c, punctuation by cut_sign.c. Tokens that may end a sentence and quotation marks are noted as they are cut, so that sentence.c and
 * quote_pair.c never walk all tokens. */
#ifndef TOKEN_CUT_H
#define TOKEN_CUT_H

#include "token/form_key.h"

typedef enum {
    STOP_NONE,
    STOP_PERIOD,       /* "."                                           */
    STOP_STRONG,       /* "!" "?" "?!" and their full-width kin          */
    STOP_ELLIPSIS,     /* "..." "…"                                     */
    STOP_ABBREVIATION  /* "Inc.": the word after it decides             */
} stop_kind;

typedef enum {
    MARK_NONE,
    MARK_DOUBLE,       /* " and '' : opens or closes by its place       */
    MARK_DOUBLE_OPEN,  /* “ „ ‟ ``                                      */
    MARK_DOUBLE_CLOSE, /* ”                                             */
    MARK_SINGLE,       /* ' and `                                       */
    MARK_SINGLE_OPEN,  /* ‘ ‚ ‛                                         */
    MARK_SINGLE_CLOSE, /* ’ : or an apostrophe                          */
    MARK_ANGLE_OPEN,   /* « ‹                                           */
    MARK_ANGLE_CLOSE   /* » ›                                           */
} mark_kind;

typedef struct { uint32_t token; uint8_t kind; } token_event; /* a stop_kind or a mark_kind */

typedef struct {
    token_event *items;
    uint32_t     count, cap;
} token_events;

/* What a character is to the cutter; of bytes beyond ASCII only that they are HIGH. */
enum { CUT_OTHER, CUT_SPACE, CUT_LETTER, CUT_DIGIT, CUT_APOSTROPHE, CUT_QUOTE, CUT_GRAVE, CUT_PERIOD, CUT_STRONG, CUT_RUN, CUT_AT,
       CUT_HASH, CUT_HIGH, CUT_CLASS = 15 };
enum { CUT_GLUE = 16 }; /* may go on with a word that ends before it */
extern const uint8_t cut_classes[256];

/* Forms are looked up a batch at a time: by then their slots have come from memory. */
enum { CUT_BATCH = 32 };
typedef struct { form_key key; uint64_t hash; } cut_owed;

typedef struct {
    const char         *base;       /* the text or the piece; spans count from here                */
    const char         *begin, *end;/* of the block                                                */
    const char         *text_end;   /* bytes may be read up to here                                */
    const token_tables *tables;     /* prepared; empty ones if there are none                      */
    const char         *forced_end; /* where the next token ends if that is settled, else NULL     */
    stop_kind           stop;       /* what the word being measured turned out to be               */
    uint32_t            first;      /* token of the block                                          */
    bool                is_plain;   /* no address in the block: what follows a word rarely matters */
    /* where tokens go: with forms into items, stops and marks, else into spans */
    forms              *forms;
    arena              *memory;
    token              *items;
    uint32_t            count, cap;
    uint32_t            room;       /* tokens that may be put without asking                       */
    uint32_t            known;      /* tokens whose form has been looked up                        */
    cut_owed            owed[CUT_BATCH], *owing; /* of the others; where the next one goes         */
    token_events        stops, marks;
    hs_span            *spans;
    token_tables        own;        /* last: prepared copy, if the caller's tables aren't          */
} cutter;

void cut_init(cutter *c, hs_str bytes, const token_tables *tables);

/** Looks up the forms that are still owed. Returns false if memory failed. To be called after the last block. */
bool cut_finish(cutter *c);

/** Cuts the block. Returns false if memory failed, or if spans are full (count is then cap + 1). */
bool cut_block(cutter *c, hs_span block);

/** The same without the fast path: what cut_block() must equal. */
bool cut_block_slowly(cutter *c, hs_span block);

/** Notes that the next token is a stop or a mark. */
void cut_note(cutter *c, token_events *events, unsigned kind);

/** Start of the last token, or NULL if none of this block has been cut. */
const char *cut_last(const cutter *c);

/** End of the token that begins at p with a letter, digit or mark; may set c->stop and c->forced_end. */
const char *cut_word(cutter *c, const char *p);

/** End of the token that begins at p with an apostrophe of `len` bytes ('em, 's, '70s); p + len if it stands alone. */
const char *cut_apostrophe(cutter *c, const char *p, size_t len);

/** End of the token that begins at p with what is neither white space nor part of a word; notes stops and marks. */
const char *cut_sign(cutter *c, const char *p);

/** End of the number that begins at p with a digit: 1,000 10:30 3.5 9/11 12th 2015-09-22. */
const char *cut_number(const cutter *c, const char *p);

/** End of the e-mail address that begins at p, or NULL if there is none. */
const char *cut_email(const cutter *c, const char *p);

/** End of the path of a URL from p on, without the punctuation of the sentence around it. */
const char *cut_url_rest(const cutter *c, const char *p);

/* ---- characters -------------------------------------------------------------------------------------------------- */

static inline unsigned cut_class(const char *p) { return cut_classes[(unsigned char)*p] & CUT_CLASS; }

/* U+2010 to U+2027, the quotation marks and dashes of English text, in valid UTF-8 E2 80 and one byte more: neither words
 * nor space nor combining marks. */
static inline bool cut_is_general(const char *p)
{
    return p[0] == '\xE2' && p[1] == '\x80' && (unsigned char)p[2] - 0x90u < 0x18u;
}

/** Length of the white space beyond ASCII at p, or 0. */
size_t cut_high_space(const char *p);

/** End of the run of word characters (letters, digits, combining marks, "_", U+FFFD) from p. */
const char *cut_run(const cutter *c, const char *p);
bool cut_is_word(const cutter *c, const char *p);  /* a word character stands at p    */
bool cut_is_space(const cutter *c, const char *p); /* white space, or the block's end */
bool cut_is_upper(const cutter *c, const char *p); /* an upper-case letter stands at p */
bool cut_is_letter(const cutter *c, const char *p);
bool cut_follows_word(const cutter *c, const char *p); /* a word character stands right before p */
bool cut_follows_space(const cutter *c, const char *p); /* white space, or the block's beginning */

/** Length of the apostrophe at p (' ’ and, for elisions, ‘), or 0. */
size_t cut_apostrophe_length(const cutter *c, const char *p);

static inline bool cut_is_digit(const cutter *c, const char *p) { return p < c->end && *p >= '0' && *p <= '9'; }

/** Value of the key in lower case with straight apostrophes, or STRMAP_NONE. Longer keys than CUT_KEY are in no table. */
enum { CUT_KEY = 24 };
uint32_t cut_lookup(const strmap *map, const char *p, const char *end);

/** False for nearly all words that are not in the table of the filter. Ends with `last`, len in bytes; case doesn't matter. */
static inline bool cut_may_be(const cut_filter *filter, char first, char last, size_t len)
{
    return filter->lengths[((unsigned char)first & 31) << 5 | ((unsigned char)last & 31)] >> (len & 31) & 1;
}

#endif
