/* quote_pair.c - which quotation mark closes which.
 *
 * Walks the marks of one paragraph with a short stack of open ones. A curly mark says itself whether it opens; of a straight
 * one its place tells (space before or after it), and where that fails, whether a quotation is open:
 *
 *   said "no" and        "no"—and        6'2" tall (an inch mark)        the workers' union (no mark at all)
 *
 * A paragraph that ends inside a quotation and is followed by one that begins with an opening mark continues it (the
 * newspaper convention). Else an opening mark without a closing one opens a quotation to the end of its paragraph, if it is
 * a double one and no complete quotation follows it there; otherwise it is a stray. Closing marks without an opening one are
 * strays too. Knows tokens and paragraphs; knows nothing of speakers or rules. */
#include "token/split.h"

#include "base/utf8.h"

enum { DEPTH_MOST = 8 }; /* more open marks than this are strays: real nesting stops at three */

typedef enum { DOUBLE, SINGLE, ANGLE } family;
typedef enum { NEITHER, OPENS, CLOSES, EITHER } role;

typedef struct {
    uint32_t quotation;  /* index                                                        */
    family   family;
    bool     has_child;  /* a complete quotation in marks of the same family lies inside */
} open_mark;

typedef struct {
    tokens             *out;
    arena              *memory;
    hs_str              bytes;
    const token_events *marks;
    const token_tables *tables;
    uint32_t            cap;         /* of out->quotations                               */
    token_range         paragraph;
    uint32_t            mark, mark_end; /* the marks of this paragraph                   */
    open_mark           stack[DEPTH_MOST];
    uint32_t            depth;
    uint32_t            opened;      /* token of the last mark that opened               */
    uint8_t            *later;       /* for each mark of the text: see look_ahead()      */
    uint32_t            pending[DEPTH_MOST]; /* open at the end of the last paragraph    */
    uint32_t            pending_count;
} pairing;

/* ---- where a mark stands ------------------------------------------------------------------------------------------ */

static const token *at(const pairing *q, uint32_t i) { return &q->out->items[i]; }

static family family_of(unsigned kind)
{
    switch (kind) {
    case MARK_SINGLE: case MARK_SINGLE_OPEN: case MARK_SINGLE_CLOSE: return SINGLE;
    case MARK_ANGLE_OPEN: case MARK_ANGLE_CLOSE: return ANGLE;
    default: return DOUBLE;
    }
}

static bool space_before(const pairing *q, uint32_t i)
{
    return i == q->paragraph.first || (at(q, i)->flags & TOKEN_SPACE_BEFORE);
}

static bool space_after(const pairing *q, uint32_t i)
{
    return i + 1 >= q->paragraph.last || (at(q, i + 1)->flags & TOKEN_SPACE_BEFORE);
}

static bool is_dash(const pairing *q, uint32_t i)
{
    size_t n;
    uint32_t cp = utf8_decode(q->bytes.ptr + at(q, i)->start, &n);
    return (at(q, i)->flags & TOKEN_PUNCT) && (cp == '-' || (cp >= 0x2010 && cp <= 0x2015));
}

/* Something to the left after which a mark opens: space, an opening bracket, another mark that opened. */
static bool opens_left(const pairing *q, uint32_t i)
{
    return space_before(q, i) || q->opened == i - 1 || token_is_one_of(q->bytes, at(q, i - 1), "([{/");
}

/* Something to the right before which a mark closes: space, or punctuation that ends. */
static bool closes_right(const pairing *q, uint32_t i)
{
    return space_after(q, i) || token_is_one_of(q->bytes, at(q, i + 1), ",.;:!?)]}/");
}

static bool word_follows(const pairing *q, uint32_t i)
{
    return !space_after(q, i) && (at(q, i + 1)->flags & (TOKEN_WORD | TOKEN_NUM));
}

static bool is_inch(const pairing *q, uint32_t i) /* 6'2" */
{
    if (space_before(q, i) || !token_is_char(q->bytes, at(q, i), '"') || !(at(q, i - 1)->flags & TOKEN_NUM)) return false;
    const token *number = at(q, i - 1);
    return memchr(q->bytes.ptr + number->start, '\'', number->end - number->start) != NULL;
}

/* ---- what a mark does --------------------------------------------------------------------------------------------- */

static role role_by_place(const pairing *q, uint32_t i)
{
    bool left = opens_left(q, i), right = closes_right(q, i);
    if (left == right) return EITHER;
    if (right) return CLOSES;
    return OPENS;
}

static role role_of_double(const pairing *q, token_event e)
{
    role place = role_by_place(q, e.token);
    switch (e.kind) {
    case MARK_DOUBLE_OPEN: return place == CLOSES || space_after(q, e.token) ? EITHER : OPENS;
    case MARK_DOUBLE_CLOSE: return place == OPENS || e.token == q->paragraph.first ? EITHER : CLOSES;
    default: return is_inch(q, e.token) ? NEITHER : place;
    }
}

/* later[] holds for each single mark what comes after it in its paragraph, found from right to left. */
enum { LATER_CLOSER = 1, NEXT_CLOSES = 2 };

static bool may_close_single(const pairing *q, token_event e)
{
    return e.kind != MARK_SINGLE_OPEN && !space_before(q, e.token) && !word_follows(q, e.token);
}

static void look_ahead(pairing *q)
{
    unsigned state = 0;
    for (uint32_t m = q->mark_end; m-- > q->mark;) {
        token_event e = q->marks->items[m];
        q->later[m] = (uint8_t)state;
        if (family_of(e.kind) != SINGLE) continue;
        state = may_close_single(q, e) ? LATER_CLOSER | NEXT_CLOSES : state & LATER_CLOSER;
    }
}

/* "the workers' party": after a listed ending, before another word, and another mark is there to close. */
static bool is_possessive(const pairing *q, uint32_t m, uint32_t i)
{
    if (!(q->later[m] & NEXT_CLOSES) || !q->tables || i + 1 >= q->paragraph.last || !(at(q, i + 1)->flags & TOKEN_LOWER)) return false;
    const char *mark = q->bytes.ptr + at(q, i)->start;
    return cut_lookup(&q->tables->clitics, mark - 1, q->bytes.ptr + at(q, i)->end) != STRMAP_NONE;
}

static role role_of_single(const pairing *q, uint32_t m)
{
    token_event e = q->marks->items[m];
    bool is_open = q->depth && q->stack[q->depth - 1].family == SINGLE;
    if (is_open && may_close_single(q, e)) {
        bool after_ascii = at(q, e.token)->start > 0 && (unsigned char)q->bytes.ptr[at(q, e.token)->start - 1] < 0x80;
        return after_ascii && is_possessive(q, m, e.token) ? NEITHER : CLOSES;
    }
    if (e.kind == MARK_SINGLE_CLOSE || space_after(q, e.token) || closes_right(q, e.token)) return NEITHER;
    bool is_left = opens_left(q, e.token) || is_dash(q, e.token - 1);
    bool has_end = q->later[m] & LATER_CLOSER, starts = e.token == q->paragraph.first + q->depth;
    return is_left && (has_end || (starts && e.kind == MARK_SINGLE_OPEN)) ? OPENS : NEITHER;
}

static bool is_family_open(const pairing *q, family f)
{
    for (uint32_t d = 0; d < q->depth; d++)
        if (q->stack[d].family == f) return true;
    return false;
}

static role role_of(const pairing *q, uint32_t m)
{
    token_event e = q->marks->items[m];
    family f = family_of(e.kind);
    if (f == SINGLE) return role_of_single(q, m);
    if (f == ANGLE) return e.kind == MARK_ANGLE_OPEN ? OPENS : CLOSES;
    role r = role_of_double(q, e);
    if (r != EITHER) return r;
    return is_family_open(q, DOUBLE) ? CLOSES : OPENS;
}

/* ---- the stack ----------------------------------------------------------------------------------------------------- */

static void open_quotation(pairing *q, uint32_t i, family f)
{
    tokens *out = q->out;
    if (q->depth == DEPTH_MOST) return;
    quotation made = { .tokens = { i, 0 }, .parent = UINT32_MAX, .continues = UINT32_MAX }; /* last 0: not yet kept */
    q->stack[q->depth++] = (open_mark){ out->quotation_count, f, false };
    q->opened = i;
    ARENA_PUSH(q->memory, out->quotations, out->quotation_count, q->cap, made);
}

/* Whatever was opened above the partner was a stray. */
static void close_quotation(pairing *q, uint32_t i, family f)
{
    if (!is_family_open(q, f)) return;
    while (q->stack[q->depth - 1].family != f) q->depth--;
    quotation *closed = &q->out->quotations[q->stack[--q->depth].quotation];
    closed->tokens.last = i + 1;
    closed->is_closed = true;
    for (uint32_t d = q->depth; d-- > 0;)
        if (q->stack[d].family == f) {
            q->stack[d].has_child = true;
            return;
        }
}

/* ---- the end of a paragraph ---------------------------------------------------------------------------------------- */

/* Does the next paragraph begin with a mark of this family (the level-th of its opening marks)? */
static bool is_reopened(const pairing *q, family f, uint32_t level)
{
    uint32_t m = q->mark_end + level, i = q->paragraph.last + level;
    if (m >= q->marks->count || q->marks->items[m].token != i || family_of(q->marks->items[m].kind) != f) return false;
    unsigned kind = q->marks->items[m].kind;
    bool is_closing = kind == MARK_SINGLE_CLOSE || kind == MARK_ANGLE_CLOSE;
    return !is_closing && i + 1 < q->out->count && !(at(q, i + 1)->flags & TOKEN_SPACE_BEFORE);
}

/* What is still open is kept to the paragraph's end if the next one continues it, or if nothing speaks against it. */
static void close_paragraph(pairing *q)
{
    uint32_t kept = 0;
    for (uint32_t d = 0; d < q->depth; d++) {
        open_mark o = q->stack[d];
        quotation *open = &q->out->quotations[o.quotation];
        bool starts = open->tokens.first == q->paragraph.first;
        bool goes_on = kept == d && is_reopened(q, o.family, kept) && (starts || !o.has_child);
        bool is_plausible = d == 0 && o.family == DOUBLE && !o.has_child && open->tokens.first + 1 < q->paragraph.last;
        if (!goes_on && !is_plausible) continue;
        open->tokens.last = q->paragraph.last;
        open->is_open_ended = goes_on;
        kept++;
    }
    q->depth = 0;
}

/* Links the quotations that begin this paragraph to those the last one left open. */
static void link_paragraph(pairing *q, uint32_t from)
{
    tokens *out = q->out;
    for (uint32_t level = 0; level < q->pending_count; level++) {
        uint32_t i = from + level;
        bool is_there = i < out->quotation_count && out->quotations[i].tokens.first == q->paragraph.first + level;
        if (is_there) out->quotations[i].continues = q->pending[level];
        else out->quotations[q->pending[level]].is_open_ended = false;
    }
    q->pending_count = 0;
    for (uint32_t i = from; i < out->quotation_count && q->pending_count < DEPTH_MOST; i++)
        if (out->quotations[i].is_open_ended) q->pending[q->pending_count++] = i;
}

/* Drops the strays, sets parents, depths and flags. The quotations kept are properly nested. */
static void settle_paragraph(pairing *q, uint32_t from)
{
    tokens *out = q->out;
    uint32_t to = from, outer = UINT32_MAX;
    for (uint32_t i = from; i < out->quotation_count; i++) {
        quotation kept = out->quotations[i];
        if (!kept.tokens.last) continue;
        while (outer != UINT32_MAX && out->quotations[outer].tokens.last <= kept.tokens.first) outer = out->quotations[outer].parent;
        kept.parent = outer;
        kept.depth = outer == UINT32_MAX ? 0 : (uint8_t)(out->quotations[outer].depth + 1);
        out->items[kept.tokens.first].flags |= TOKEN_OPENS;
        if (kept.is_closed) out->items[kept.tokens.last - 1].flags |= TOKEN_CLOSES;
        outer = to;
        out->quotations[to++] = kept;
    }
    out->quotation_count = to;
}

static void pair_paragraph(pairing *q)
{
    uint32_t from = q->out->quotation_count;
    q->opened = UINT32_MAX;
    look_ahead(q);
    for (uint32_t m = q->mark; m < q->mark_end && !q->memory->failed; m++) {
        token_event e = q->marks->items[m];
        role r = role_of(q, m);
        if (r == OPENS) open_quotation(q, e.token, family_of(e.kind));
        if (r == CLOSES) close_quotation(q, e.token, family_of(e.kind));
    }
    if (q->memory->failed) return;
    close_paragraph(q);
    settle_paragraph(q, from);
    link_paragraph(q, from);
}

void quote_pair(tokens *out, arena *memory, hs_str bytes, const token_events *marks, const token_tables *tables)
{
    pairing q = { .out = out, .memory = memory, .bytes = bytes, .marks = marks, .tables = tables };
    if (!marks->count || !(q.later = arena_alloc(memory, marks->count))) return;
    for (uint32_t p = 0; p < out->paragraph_count && !memory->failed; p++) {
        q.paragraph = out->paragraphs[p];
        q.mark = q.mark_end;
        while (q.mark_end < marks->count && marks->items[q.mark_end].token < q.paragraph.last) q.mark_end++;
        if (q.mark < q.mark_end || q.pending_count) pair_paragraph(&q);
    }
}
