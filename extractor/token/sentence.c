/* sentence.c - where sentences end.
 *
 * Each token that may end one is looked at once, with the closing marks and brackets after it and the word that follows:
 *
 *   over." | Xi left.      over?" he asked      over?" Xi asked      at 5 p.m. | The mayor      Acme Inc. President Ruiz
 *
 * A paragraph's end always ends a sentence, and so does the dash of a dateline. After ?" and !" only a word of the pack's
 * starters begins a new one, since a name there is mostly the speaker's. Knows tokens, paired marks and paragraphs. */
#include "token/split.h"

#include "base/utf8.h"

typedef struct {
    tokens             *out;
    hs_str              bytes;
    const token_tables *tables;
    token_range         paragraph;
    uint32_t            start;      /* first token of the sentence            */
} walk;

static const token *at(const walk *w, uint32_t i) { return &w->out->items[i]; }
static bool is_spaced(const token *t) { return t->flags & TOKEN_SPACE_BEFORE; }

static uint32_t first_character(const walk *w, uint32_t i)
{
    size_t n;
    return utf8_decode(w->bytes.ptr + at(w, i)->start, &n);
}

static bool is_mark_character(uint32_t cp)
{
    return cp == '"' || cp == '\'' || (cp >= 0x2018 && cp <= 0x201F) || cp == 0xAB || cp == 0xBB || cp == 0x2039 || cp == 0x203A;
}

/* A footnote "[6]" or a cut "[...]" belongs to the sentence before it. */
static bool is_footnote(const walk *w, uint32_t i)
{
    if (i + 3 > w->paragraph.last || !token_is_char(w->bytes, at(w, i), '[') || !token_is_char(w->bytes, at(w, i + 2), ']'))
        return false;
    uint32_t cp = first_character(w, i + 1);
    return (at(w, i + 1)->flags & TOKEN_NUM) || cp == 0x2026 || (cp == '.' && at(w, i + 1)->end - at(w, i + 1)->start > 1);
}

static bool is_closing(const walk *w, uint32_t i)
{
    const token *t = at(w, i);
    if (t->flags & TOKEN_CLOSES) return true;
    if (is_spaced(t) || (t->flags & (TOKEN_OPENS | TOKEN_WORD | TOKEN_NUM))) return false;
    return token_is_one_of(w->bytes, t, ")]}") || is_mark_character(first_character(w, i));
}

static bool is_opening(const walk *w, uint32_t i)
{
    const token *t = at(w, i);
    if (t->flags & TOKEN_OPENS) return true;
    if (t->flags & (TOKEN_WORD | TOKEN_NUM)) return false;
    return token_is_one_of(w->bytes, t, "([{") || is_mark_character(first_character(w, i));
}

static bool is_starter(const walk *w, uint32_t i)
{
    const char *p = w->bytes.ptr;
    return w->tables && cut_lookup(&w->tables->starters, p + at(w, i)->start, p + at(w, i)->end) != STRMAP_NONE;
}

/* "1. The bridge": the number of an item is no sentence. */
static bool is_item_number(const walk *w, uint32_t stop)
{
    return stop == w->start + 1 && (at(w, w->start)->flags & TOKEN_NUM);
}

typedef struct {
    bool is_quoted;   /* a closing quotation mark stands between          */
    bool is_opening;  /* an opening mark or bracket stands before the word */
    bool is_bracket;  /* an opening bracket stands right after the stop   */
    bool is_tight;    /* no space anywhere between                        */
} between;

/* Does the word `next` begin a sentence after a stop of this kind? */
static bool begins(const walk *w, stop_kind kind, uint32_t stop, uint32_t next, between b)
{
    const token *t = at(w, next);
    bool is_cap = t->flags & TOKEN_CAP;
    if (b.is_tight && !is_cap) return false;
    if (t->flags & TOKEN_PUNCT) return kind != STOP_ABBREVIATION && b.is_opening; /* "(... and" */
    if (utf8_is_lower(first_character(w, next))) return b.is_bracket && !b.is_tight && kind == STOP_PERIOD;
    switch (kind) {
    case STOP_ELLIPSIS: return is_cap;
    case STOP_ABBREVIATION: return is_cap && (b.is_opening || b.is_quoted || is_starter(w, next));
    case STOP_STRONG: return !b.is_quoted || b.is_opening || is_starter(w, next);
    default: return !is_item_number(w, stop);
    }
}

/* The first token of the sentence after this stop, or 0 if it ends none. `next_stop` is the token of the next one. */
static uint32_t boundary(const walk *w, token_event stop, uint32_t next_stop)
{
    uint32_t i = stop.token + 1, last = w->paragraph.last;
    between b = { .is_tight = true };
    while (i < last && i != next_stop) {
        if (is_footnote(w, i)) {
            i += 3;
        } else if (is_closing(w, i)) {
            b.is_quoted |= !token_is_one_of(w->bytes, at(w, i), ")]}");
            i++;
        } else {
            break;
        }
    }
    if (i >= last || (i == next_stop && !is_spaced(at(w, i)))) return 0;
    uint32_t word = i;
    b.is_bracket = token_is_one_of(w->bytes, at(w, i), "([{");
    for (;; word++) {
        b.is_tight &= !is_spaced(at(w, word));
        if (!is_opening(w, word) || word + 1 == last) break;
        b.is_opening = true;
    }
    return begins(w, (stop_kind)stop.kind, stop.token, word, b) ? i : 0;
}

/* ---- datelines ------------------------------------------------------------------------------------------------------ */

enum { DATELINE_PARAGRAPHS = 6, DATELINE_TOKENS = 16 }; /* below headline, standfirst, byline; nothing longer is one */

static bool is_dash(const walk *w, uint32_t i)
{
    return utf8_is_dash(first_character(w, i));
}

/* Is every word from the first token to the first mark in capitals? */
static bool is_loud(const walk *w, uint32_t end)
{
    for (uint32_t i = w->paragraph.first; i < end && !(at(w, i)->flags & TOKEN_PUNCT); i++)
        if (!(at(w, i)->flags & TOKEN_UPPER) || at(w, i)->end - at(w, i)->start < 2) return false;
    return true;
}

/* The first token after "LINDEN, Nov. 3 (AP) -", or 0. A place in capitals or an agency in brackets tells one from other words
 * before a dash. */
static uint32_t dateline_end(const walk *w)
{
    uint32_t first = w->paragraph.first, last = w->paragraph.last, i = first;
    bool is_open = false; /* a bracket */
    if (last - first > DATELINE_TOKENS + 1) last = first + DATELINE_TOKENS + 1;
    if (at(w, first)->flags & TOKEN_PUNCT) return 0;
    for (; i + 1 < last && !is_dash(w, i); i++) {
        const token *t = at(w, i);
        if (token_is_char(w->bytes, t, '(')) is_open = true;
        else if (token_is_char(w->bytes, t, ')')) is_open = false;
        else if (t->flags & TOKEN_PUNCT ? !token_is_one_of(w->bytes, t, ",/.'") : !is_open && !(t->flags & (TOKEN_CAP | TOKEN_NUM))) return 0;
    }
    if (i + 1 >= last || is_open || !(is_loud(w, i) || token_is_char(w->bytes, at(w, i - 1), ')'))) return 0;
    return at(w, i + 1)->flags & TOKEN_CAP || is_opening(w, i + 1) ? i + 1 : 0;
}

static void add(walk *w, arena *memory, uint32_t *cap, uint32_t end)
{
    tokens *out = w->out;
    ARENA_PUSH(memory, out->sentences, out->sentence_count, *cap, (token_range){ w->start, end });
    w->start = end;
}

void sentence_split(tokens *out, arena *memory, hs_str bytes, const token_events *stops, const token_tables *tables)
{
    walk w = { .out = out, .bytes = bytes, .tables = tables };
    uint32_t cap = 0, e = 0;
    for (uint32_t p = 0; p < out->paragraph_count && !memory->failed; p++) {
        w.paragraph = out->paragraphs[p];
        w.start = w.paragraph.first;
        uint32_t after = p < DATELINE_PARAGRAPHS ? dateline_end(&w) : 0;
        if (after) add(&w, memory, &cap, after);
        for (; e < stops->count && stops->items[e].token < w.paragraph.last; e++) {
            if (stops->items[e].token < w.start) continue; /* inside a dateline or footnote that was passed */
            uint32_t next = boundary(&w, stops->items[e], e + 1 < stops->count ? stops->items[e + 1].token : UINT32_MAX);
            if (next) add(&w, memory, &cap, next);
        }
        add(&w, memory, &cap, w.paragraph.last);
    }
}
