/* cut_word.c - where a word ends that isn't all plain letters.
 *
 * A word is measured part by part; each character that may join two parts is asked whether it does:
 *
 *   O'Neill  rock'n'roll     stay        do|n't  it|'s  Citizens|’      cut
 *   re-election  e-mail      stay        well|-|known                   cut
 *   U.S.  e.g.  Inc.  J.     stay, with their period                    over|.
 *   amazon.com  a.b@c.org  AT&T  v1.2    stay
 *
 * What is English about it (clitics, prefixes, abbreviations, elisions, words written together) lies in the pack's tables. */
#include "token/cut.h"

#include "base/utf8.h"

typedef struct {
    const char *end;  /* of the token as far as it is known   */
    bool        done; /* nothing more belongs to it           */
} step;

static step stop_at(const char *end) { return (step){ end, true }; }
static step go_on(const char *end) { return (step){ end, false }; }

static bool is_one_character(const char *p, const char *end)
{
    size_t n;
    utf8_decode(p, &n);
    return p + n == end;
}

static const char *skip_characters(const char *p, uint32_t count)
{
    for (size_t n; count--; p += n) utf8_decode(p, &n);
    return p;
}

/* A word, or a number as the second part of one ("mid-1990s"). */
static const char *part_end(const cutter *c, const char *p)
{
    return cut_is_digit(c, p) ? cut_number(c, p) : cut_run(c, p);
}

/* If [p,end) is listed as written together, the end of its first token; what is left is the next one. */
static const char *split_joined(cutter *c, const char *p, const char *end)
{
    if (!cut_may_be(&c->tables->joined_filter, *p, end[-1], (size_t)(end - p))) return end;
    uint32_t first = cut_lookup(&c->tables->joined, p, end);
    const char *at = first != STRMAP_NONE ? skip_characters(p, first) : end;
    if (at >= end) return end;
    c->forced_end = end;
    return at;
}

/* ---- apostrophes -------------------------------------------------------------------------------------------------- */

static bool is_listed(const strmap *map, const char *p, const char *end)
{
    return cut_lookup(map, p, end) != STRMAP_NONE;
}

static const char *split_spoken(cutter *c, const char *p, const char *end) /* "y'all" by the table of joined words */
{
    uint32_t first = cut_lookup(&c->tables->joined, p, end);
    if (first == STRMAP_NONE) return NULL;
    c->forced_end = end;
    return skip_characters(p, first);
}

/* The clitic that begins at the apostrophe, or at the letter before it (n't): where it begins, else NULL. */
static const char *clitic_start(const cutter *c, const char *p, const char *end, const char *run)
{
    if (is_listed(&c->tables->clitics, end, run)) return end;
    bool is_ascii = (unsigned char)end[-1] < 0x80;
    return end > p && is_ascii && is_listed(&c->tables->clitics, end - 1, run) ? end - 1 : NULL;
}

static step at_apostrophe(cutter *c, const char *p, const char *end)
{
    const char *after = end + cut_apostrophe_length(c, end), *run = cut_run(c, after);
    if (run == after) return stop_at(end);
    const char *clitic = clitic_start(c, p, end, run);
    if (clitic == p) return stop_at(run);
    if (clitic) {
        c->forced_end = run;
        return stop_at(clitic);
    }
    const char *first = split_spoken(c, p, run);
    return first ? stop_at(first) : go_on(run);
}

/* ’70s and ’16, but not the opening of '16 people' */
static bool is_decade(const cutter *c, const char *p, const char *after, const char *run)
{
    if (run - after < 2 || !cut_is_digit(c, after) || !cut_is_digit(c, after + 1)) return false;
    if (run - after == 3) return run[-1] == 's';
    return run - after == 2 && memcmp(p, "\xE2\x80\x99", 3) == 0 && cut_follows_space(c, p);
}

const char *cut_apostrophe(cutter *c, const char *p, size_t len)
{
    const char *after = p + len, *run = cut_run(c, after);
    if (run == after) return after;
    if (is_decade(c, p, after, run)) return run;
    size_t again = cut_apostrophe_length(c, run);
    if (again && is_listed(&c->tables->elisions, p, run + again)) return run + again;
    if (is_listed(&c->tables->elisions, p, run)) return run;
    const char *first = split_spoken(c, p, run);
    if (first) return first;
    bool is_opening = cut_follows_space(c, p) && (cut_is_upper(c, after) || !cut_is_space(c, run));
    bool is_turned = len == 3 && p[2] == '\x98'; /* ‘ */
    return !is_opening && !is_turned && is_listed(&c->tables->clitics, p, run) ? run : after;
}

/* ---- hyphens ------------------------------------------------------------------------------------------------------ */

static size_t hyphen_length(const cutter *c, const char *p)
{
    if (p < c->end && *p == '-') return 1;
    return c->end - p >= 3 && p[0] == '\xE2' && p[1] == '\x80' && (p[2] == '\x90' || p[2] == '\x91') ? 3 : 0;
}

/* "re" of "re-election" and of "re- and de-regulation"; not of "over-the-counter". */
static step at_hyphen(const cutter *c, const char *p, const char *end)
{
    bool is_first = p == c->begin || p[-1] != '-';
    if (!is_first || !is_listed(&c->tables->prefixes, p, end)) return stop_at(end);
    const char *after = end + hyphen_length(c, end);
    if (!cut_is_word(c, after)) return stop_at(cut_is_space(c, after) && after < c->end ? after : end);
    const char *run = part_end(c, after);
    size_t again = hyphen_length(c, run);
    if (again && cut_is_word(c, run + again)) return stop_at(end);
    return go_on(run);
}

/* ---- periods ------------------------------------------------------------------------------------------------------ */

static abbreviation_end exact_abbreviation(const cutter *c, const char *p, const char *end)
{
    uint32_t value = strmap_get(&c->tables->abbreviations, (hs_str){ p, (size_t)(end - p) });
    return value == STRMAP_NONE ? ABBREVIATION_NONE : (abbreviation_end)value;
}

/* As written; a word of three capitals or more also as "Gen." and as "etc.". */
static abbreviation_end abbreviation_of(const cutter *c, const char *p, const char *end)
{
    char lower[CUT_KEY];
    size_t len = (size_t)(end - p);
    if (len < 2 || len > sizeof lower || !cut_may_be(&c->tables->abbreviation_filter, *p, end[-2], len)) return ABBREVIATION_NONE;
    abbreviation_end found = exact_abbreviation(c, p, end);
    if (found || len < 4) return found;
    for (size_t i = 0; i + 1 < len; i++) {
        if (p[i] < 'A' || p[i] > 'Z') return ABBREVIATION_NONE;
        lower[i] = (char)(i ? p[i] + 32 : p[i]);
    }
    lower[len - 1] = '.';
    found = exact_abbreviation(c, lower, lower + len);
    lower[0] = (char)(lower[0] + 32);
    return found ? found : exact_abbreviation(c, lower, lower + len);
}

static step abbreviation(cutter *c, const char *end, abbreviation_end kind)
{
    c->stop = kind == ABBREVIATION_NEVER ? STOP_NONE : STOP_ABBREVIATION;
    return stop_at(end);
}

static bool is_starter(const cutter *c, const char *p, const char *end)
{
    return is_listed(&c->tables->starters, p, end);
}

/* "J." of "J. Smith", but "C" of "vitamin C. The": the word after it decides. `after` is behind the period. */
static bool is_initial(const cutter *c, const char *p, const char *after)
{
    const char *next = after;
    while (next < c->end && cut_is_space(c, next)) next = skip_characters(next, 1);
    if (next == c->end) return false;
    if (cut_is_digit(c, next)) return true;
    if (!cut_is_upper(c, p)) return false;
    if (!cut_is_word(c, next)) return strchr(",;:(-'", *next) && *next;
    if (!cut_is_upper(c, next)) return true;
    const char *run = cut_run(c, next);
    bool is_also_initial = is_one_character(next, run) && run < c->end && *run == '.';
    if (is_starter(c, next, run) && !is_also_initial) return false;
    const char *last = cut_last(c);
    bool after_small_word = last && cut_is_letter(c, last) && !cut_is_upper(c, last);
    return !(after_small_word && is_starter(c, p, after - 1)); /* "than I. Xi left": a word, no initial */
}

/* One letter and a period: U.S. a.m. U.S (without its last period) J. */
static step at_letter_period(cutter *c, const char *p, const char *end)
{
    unsigned letters = 1;
    const char *at = end + 1;
    for (;;) {
        const char *run = cut_run(c, at);
        if (run == at || !is_one_character(at, run) || !cut_is_letter(c, at)) break;
        letters++;
        bool has_period = run < c->end && *run == '.';
        at = has_period ? run + 1 : run;
        if (!has_period) break;
    }
    abbreviation_end listed = at[-1] == '.' ? abbreviation_of(c, p, at) : ABBREVIATION_NONE;
    if (listed) return abbreviation(c, at, listed);
    if (letters > 1) return at[-1] == '.' ? abbreviation(c, at, ABBREVIATION_MAYBE) : stop_at(at);
    return stop_at(is_initial(c, p, at) ? at : end);
}

static bool is_domain_part(const char *p, const char *end)
{
    if (*p < 'a' || *p > 'z') return false;
    for (; p < end; p++)
        if ((unsigned char)*p >= 0x80) return false;
    return true;
}

static step at_period(cutter *c, const char *p, const char *end)
{
    const char *after = end + 1, *run = cut_run(c, after);
    if (is_one_character(p, end) && cut_is_letter(c, p)) return at_letter_period(c, p, end);
    if (run > after && run < c->end && *run == '.') { /* Ph.D. */
        abbreviation_end kind = abbreviation_of(c, p, run + 1);
        if (kind) return abbreviation(c, run + 1, kind);
    }
    if (run > after && is_domain_part(after, run)) return run < c->end && *run == '/' ? stop_at(cut_url_rest(c, run)) : go_on(run);
    abbreviation_end kind = abbreviation_of(c, p, after);
    if (kind) return abbreviation(c, after, kind);
    bool is_version = cut_is_digit(c, after) && cut_is_digit(c, end - 1);
    return is_version ? go_on(run) : stop_at(end);
}

/* ---- the rest ----------------------------------------------------------------------------------------------------- */

static step at_colon(const cutter *c, const char *end)
{
    bool is_url = c->end - end > 3 && end[1] == '/' && end[2] == '/' && !cut_is_space(c, end + 3);
    return stop_at(is_url ? cut_url_rest(c, end + 3) : end);
}

static step at_star(const cutter *c, const char *end) /* f***, sh*t */
{
    const char *after = end;
    while (after < c->end && *after == '*') after++;
    return after - end > 1 || cut_is_letter(c, after) ? go_on(cut_run(c, after)) : stop_at(end);
}

static step at_sign(const cutter *c, const char *end) /* AT&T, DH+Lib */
{
    return cut_is_letter(c, end + 1) ? go_on(cut_run(c, end + 1)) : stop_at(end);
}

static step next_step(cutter *c, const char *p, const char *end)
{
    if (end >= c->end) return stop_at(end);
    switch (*end) {
    case '.': return at_period(c, p, end);
    case ':': return at_colon(c, end);
    case '-': return at_hyphen(c, p, end);
    case '*': return at_star(c, end);
    case '&': case '+': return at_sign(c, end);
    default: break;
    }
    if (cut_apostrophe_length(c, end) && memcmp(end, "\xE2\x80\x98", c->end - end >= 3 ? 3 : 1) != 0)
        return at_apostrophe(c, p, end);
    return hyphen_length(c, end) ? at_hyphen(c, p, end) : stop_at(end);
}

static bool is_web(const char *p, const char *end)
{
    return end - p == 3 && (memcmp(p, "www", 3) == 0 || memcmp(p, "WWW", 3) == 0);
}

static bool may_be_address(const cutter *c, const char *end) /* a.b@c.org, www.c.org */
{
    return c->end - end > 1 && strchr("@.%+-", *end) && *end && (unsigned char)end[1] > ' ';
}

const char *cut_word(cutter *c, const char *p)
{
    step s = go_on(part_end(c, p));
    if (may_be_address(c, s.end)) {
        const char *email = cut_email(c, p);
        if (email) return email;
        if (*s.end == '.' && is_web(p, s.end) && !cut_is_space(c, s.end + 1)) return cut_url_rest(c, s.end);
    }
    while (!s.done) s = next_step(c, p, s.end);
    return c->forced_end ? s.end : split_joined(c, p, s.end);
}
