/* lint_regex.c - token regexes that no token can match (H017): /2024-05/ looks for a token that the tokenizer cuts in three.
 *
 * A regex is read as far as it is written in the usual signs, and strings that it matches are made from it, at random but the same
 * ones in every run. If every string that really matches is cut into several tokens (or is none, like a blank), no token is
 * ever one of them. What can't be read is left alone. Knows regexes and the tokenizer. */
#include "curate/lint.h"

#include "base/regex.h"
#include "base/utf8.h"

enum { TRIES = 80, SAMPLE_MOST = 120, CHOICES_MOST = 24, DEPTH_MOST = 20 };

typedef enum { PIECE_CHAR, PIECE_SEQ, PIECE_ALT, PIECE_REPEAT } piece_kind;

typedef struct piece piece;
struct piece {
    piece_kind kind;
    uint32_t   choices[CHOICES_MOST]; uint32_t choice_count;   /* CHAR: some of the characters it takes */
    piece    **kids; uint32_t kid_count, kid_cap;
    uint32_t   min, max;
};

typedef struct { arena *memory; hs_str s; size_t at; unsigned depth; bool failed; } regex_reader;

static piece *make(regex_reader *r, piece_kind kind)
{
    piece *p = arena_zalloc(r->memory, 1, sizeof *p);
    if (p) p->kind = kind;
    else r->failed = true;
    return p;
}

static void add_kid(regex_reader *r, piece *p, piece *kid)
{
    if (p && kid) ARENA_PUSH(r->memory, p->kids, p->kid_count, p->kid_cap, kid);
}

static char peek(const regex_reader *r, size_t ahead)
{
    return r->at + ahead < r->s.len ? r->s.ptr[r->at + ahead] : '\0';
}

static piece *refuse(regex_reader *r)
{
    r->failed = true;
    return NULL;
}

static void choose(piece *p, uint32_t c)
{
    if (p->choice_count < CHOICES_MOST) p->choices[p->choice_count++] = c;
}

static void choose_all(piece *p, const char *some)
{
    for (; *some; some++) choose(p, (uint32_t)*some);
}

static uint32_t take_char(regex_reader *r)
{
    size_t n;
    uint32_t c = utf8_decode(r->s.ptr + r->at, &n);
    r->at += n;
    return c;
}

/* ---- classes of characters --------------------------------------------------------------------------------------- */

static void take_property(regex_reader *r, piece *p)
{
    size_t from = r->at + 1;
    while (peek(r, 0) && peek(r, 0) != '}') r->at++;
    hs_str name = { r->s.ptr + from, r->at > from ? r->at - from : 0 };
    if (peek(r, 0) == '}') r->at++;
    if (str_is(name, "L") || str_is(name, "Ll")) choose_all(p, "aez");
    else if (str_is(name, "Lu")) choose_all(p, "AEZ");
    else if (str_is(name, "N") || str_is(name, "Nd")) choose_all(p, "059");
    else if (str_is(name, "P")) choose_all(p, "-.,");
    else if (str_is(name, "Sc")) choose_all(p, "$");
    else r->failed = true;
}

/* After a backslash. False for what takes no character (\b), which isn't read. */
static void take_escape(regex_reader *r, piece *p)
{
    char c = peek(r, 0);
    if ((unsigned char)c >= 0x80) {
        choose(p, take_char(r));
        return;
    }
    r->at++;
    switch (c) {
    case 'd': choose_all(p, "0152"); return;
    case 'w': choose_all(p, "aQ4_"); return;
    case 's': choose_all(p, " "); return;
    case 'D': case 'W': choose_all(p, c == 'D' ? "aQ-." : "-.$,"); return;
    case 'S': choose_all(p, "aQ4-"); return;
    case 'p': take_property(r, p); return;
    case 't': choose(p, '\t'); return;
    case 'n': choose(p, '\n'); return;
    default: break;
    }
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || !c;
    if (is_letter) r->failed = true;
    else choose(p, (uint32_t)c);
}

static void take_range(regex_reader *r, piece *p, uint32_t lo)
{
    r->at++;
    if (peek(r, 0) == '\\') r->at++;
    uint32_t hi = take_char(r);
    choose(p, lo);
    choose(p, lo + (hi > lo ? (hi - lo) / 2 : 0));
    choose(p, hi);
}

/* Of a negated set, characters that were not named; a range is taken for its two ends and its middle, so the string is tried
 * against the regex afterwards. */
static void negate(piece *p)
{
    static const char common[] = "aezATZ0459-'.,$ ";
    piece named = *p;
    p->choice_count = 0;
    for (const char *c = common; *c; c++) {
        bool is_named = false;
        for (uint32_t i = 0; i < named.choice_count; i++) is_named |= named.choices[i] == (uint32_t)*c;
        if (!is_named) choose(p, (uint32_t)*c);
    }
}

static piece *take_set(regex_reader *r)
{
    piece *p = make(r, PIECE_CHAR);
    bool is_negated = peek(r, 1) == '^', is_first = true;
    r->at += is_negated ? 2 : 1;
    for (; p && !r->failed && (peek(r, 0) != ']' || is_first); is_first = false) {
        if (!peek(r, 0) || (peek(r, 0) == '[' && peek(r, 1) == ':')) return refuse(r);
        uint32_t before = p->choice_count;
        if (peek(r, 0) == '\\') {
            r->at++;
            take_escape(r, p);
            continue;
        }
        uint32_t c = take_char(r);
        if (peek(r, 0) == '-' && peek(r, 1) && peek(r, 1) != ']') take_range(r, p, c);
        else if (before == p->choice_count) choose(p, c);
    }
    r->at++;
    if (p && is_negated) negate(p);
    return p;
}

/* ---- structure --------------------------------------------------------------------------------------------------- */

static piece *take_alternatives(regex_reader *r);

static piece *take_group(regex_reader *r)
{
    r->at++;
    if (peek(r, 0) == '?') {
        size_t k = 1;
        while (peek(r, k) == 'i' || peek(r, k) == 'x' || peek(r, k) == '-') k++;
        if (peek(r, k) != ':' && peek(r, k) != ')') return refuse(r);
        bool is_flag = peek(r, k) == ')';
        r->at += k + 1;
        if (is_flag) return make(r, PIECE_SEQ);
    }
    if (peek(r, 0) == '*' || ++r->depth > DEPTH_MOST) return refuse(r);
    piece *p = take_alternatives(r);
    r->depth--;
    if (peek(r, 0) != ')') return refuse(r);
    r->at++;
    return p;
}

static piece *take_primary(regex_reader *r)
{
    char c = peek(r, 0);
    if (c == '(') return take_group(r);
    if (c == '[') return take_set(r);
    if (c == '^' || c == '$') {
        r->at++;
        return make(r, PIECE_SEQ);
    }
    piece *p = make(r, PIECE_CHAR);
    if (!p) return NULL;
    if (c == '\\') {
        r->at++;
        take_escape(r, p);
    } else if (c == '.') {
        r->at++;
        choose_all(p, "aeQ4-");
    } else {
        choose(p, take_char(r));
    }
    return p;
}

static uint32_t take_number(regex_reader *r)
{
    uint32_t n = 0;
    for (; peek(r, 0) >= '0' && peek(r, 0) <= '9' && n < 1000; r->at++) n = n * 10 + (uint32_t)(peek(r, 0) - '0');
    return n;
}

static bool take_bounds(regex_reader *r, uint32_t *min, uint32_t *max)
{
    char c = peek(r, 0);
    bool is_counted = c == '{' && peek(r, 1) >= '0' && peek(r, 1) <= '9';
    if (c != '?' && c != '*' && c != '+' && !is_counted) return false;
    r->at++;
    *min = c == '+';
    *max = c == '?' ? 1 : *min + 2;
    if (is_counted) {
        *min = *max = take_number(r);
        if (peek(r, 0) == ',') {
            r->at++;
            *max = peek(r, 0) == '}' ? *min + 2 : take_number(r);
        }
        r->at++;
    }
    if (peek(r, 0) == '?' || peek(r, 0) == '+') r->at++;
    return true;
}

static piece *take_sequence(regex_reader *r)
{
    piece *p = make(r, PIECE_SEQ);
    while (p && !r->failed && peek(r, 0) && peek(r, 0) != '|' && peek(r, 0) != ')') {
        uint32_t min, max;
        piece *one = take_primary(r);
        if (one && take_bounds(r, &min, &max)) {
            piece *repeat = make(r, PIECE_REPEAT);
            if (!repeat) return NULL;
            repeat->min = min;
            repeat->max = max < min ? min : max;
            add_kid(r, repeat, one);
            one = repeat;
        }
        add_kid(r, p, one);
    }
    return p;
}

static piece *take_alternatives(regex_reader *r)
{
    piece *p = make(r, PIECE_ALT);
    add_kid(r, p, take_sequence(r));
    while (p && !r->failed && peek(r, 0) == '|') {
        r->at++;
        add_kid(r, p, take_sequence(r));
    }
    return p;
}

/* ---- strings ----------------------------------------------------------------------------------------------------- */

typedef struct { char bytes[SAMPLE_MOST]; size_t len; uint32_t random; } sample;

static uint32_t next_random(sample *s, uint32_t below)
{
    s->random = s->random * 1664525u + 1013904223u;
    return below ? (s->random >> 8) % below : 0;
}

static void write_piece(const piece *p, sample *s)
{
    switch (p->kind) {
    case PIECE_CHAR:
        if (p->choice_count && s->len + 4 < SAMPLE_MOST) s->len += utf8_encode(p->choices[next_random(s, p->choice_count)], s->bytes + s->len);
        return;
    case PIECE_ALT:
        if (p->kid_count) write_piece(p->kids[next_random(s, p->kid_count)], s);
        return;
    case PIECE_REPEAT:
        for (uint32_t i = p->min + next_random(s, p->max - p->min + 1); i > 0 && p->kid_count; i--) write_piece(p->kids[0], s);
        return;
    default:
        for (uint32_t i = 0; i < p->kid_count; i++) write_piece(p->kids[i], s);
    }
}

static bool is_one_token(const lint *l, hs_str s)
{
    hs_span spans[2];
    return s.len && token_cut(s, &l->rules->tokens, spans, 2) == 1 && spans[0].start == 0 && spans[0].end == s.len;
}

/* Makes strings until one is a token; false if several matched and none was one. `example` is the last that matched. */
static bool some_token_matches(const lint *l, const piece *p, const regex *r, regex_run *run, sample *example)
{
    uint32_t matched = 0;
    sample s = { .random = 7 };
    for (int i = 0; i < TRIES; i++) {
        const size_t *groups;
        s.len = 0;
        write_piece(p, &s);
        hs_str made = { s.bytes, s.len };
        if (!s.len || regex_match_at(r, run, made, 0, &groups) < 1) continue;
        if (is_one_token(l, made)) return true;
        if (!matched++ || s.len < example->len) *example = s;
    }
    return matched == 0;
}

static void lint_regex(lint *l, const node *n, regex_run *run)
{
    char message[120];
    size_t at;
    regex_reader reader = { .memory = l->memory, .s = n->name };
    piece *p = take_alternatives(&reader);
    if (!p || reader.failed || reader.at < n->name.len) return;
    regex *r = regex_compile(n->name, REGEX_UTF | REGEX_WHOLE, message, &at);
    sample example = { .len = 0 };
    if (r && !some_token_matches(l, p, r, run, &example)) {
        hs_span spans[9];
        hs_str made = { example.bytes, example.len };
        uint32_t count = token_cut(made, &l->rules->tokens, spans, 8);
        lint_node(l, "H017", n, "a regex is asked of one token as a whole", "no token can match this regex: \"%.*s\" is %u tokens",
                  (int)made.len, made.ptr, count);
    }
    regex_free(r);
}

static void walk(lint *l, const node *n, regex_run *run)
{
    if (n->kind == NODE_REGEX) lint_regex(l, n, run);
    for (uint32_t i = 0; i < n->kid_count; i++) walk(l, n->kids[i], run);
}

void lint_regexes(lint *l)
{
    static const rule_part parts[] = { PART_MATCH, PART_UNLESS, PART_INSIDE };
    regex_run *run = regex_run_create();
    uint32_t at = 0;
    const rule *r;
    while (run && (r = lint_next_rule(l, &at)) != NULL)
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            for (uint32_t i = 0; i < lint_pattern_count(r, parts[p]); i++) walk(l, lint_pattern(l, r, parts[p], i)->tree, run);
    regex_run_free(run);
}
