/* said.c - which of the times around a cue is the time of the saying.
 *
 *   The mayor on Tuesday | said | the bridge would close          cut off the source, at either end
 *   The mayor | said | Tuesday the bridge would close             cut off the content
 *   The mayor | said in a statement Tuesday | that ...            inside the cue
 *   The mayor | said | Sunday on CNN that ...                     between cue and content
 *   "It is closed," | she | said | in an interview on Tuesday.    after the cue, if nothing but nouns lies between
 *   On Tuesday, | the mayor | said | ...                          at the beginning of the sentence
 *   The mayor | urged | the council Tuesday to act                behind the one who is asked, or the thing; it stays in the content
 *   In a speech on Tuesday, | the mayor | said | ...              in a phrase for the occasion before the source, which the rules
 *   It came up Tuesday, when | the mayor | said | ...               know (layer `occasion`)
 *   The mayor | spoke Tuesday, | warning | ...                    behind an earlier verb of the same subject
 *   Half of them | said | so | in May.                            behind a short content
 *
 * They are tried in this order; the first that names a day, month or year is taken. */
#include "find/said.h"

#include "base/error.h"
#include "find/calendar.h"
#include "find/place.h"
#include "find/rule_says.h"
#include "find/time_value.h"

typedef struct {
    match_run    *run;
    const tokens *tk;
    const layers *l;
    claim        *c;
    hs_str        said;   /* the first that was found */
} saying;

hs_str said_day(hs_str value)
{
    size_t n = 0;
    while (n < value.len && n < 10 && ((value.ptr[n] >= '0' && value.ptr[n] <= '9') || (value.ptr[n] == '-' && (n == 4 || n == 7)))) n++;
    bool is_whole = n == value.len || value.ptr[n] == 'T';
    return is_whole && (n == 4 || n == 7 || n == 10) ? (hs_str){ value.ptr, n } : STR("");
}

/* ---- small questions ----------------------------------------------------------------------------------------------- */

static uint8_t upos_at(const saying *s, uint32_t t)
{
    return s->tk->items[t].upos;
}

/* The point of time that covers the token, or NULL. */
static const timex *time_over(const saying *s, uint32_t token_index)
{
    uint32_t i = place_in_times(s->l, token_index);
    if (i == s->l->time_count || s->l->times[i].range.first > token_index) return NULL;
    const timex *t = &s->l->times[i];
    return str_is(t->type, "DATE") || str_is(t->type, "TIME") ? t : NULL;
}

static bool is_in(const pieces *p, uint32_t token_index)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (p->items[i].first <= token_index && token_index < p->items[i].last) return true;
    return false;
}

static uint32_t sentence_start(const saying *s, uint32_t token_index)
{
    uint32_t i = place_in(s->tk->sentences, s->tk->sentence_count, token_index);
    return i < s->tk->sentence_count ? s->tk->sentences[i].first : token_index;
}

/* ---- the day ------------------------------------------------------------------------------------------------------- */

static int32_t digits(const char *from, int count)
{
    int32_t n = 0;
    for (int i = 0; i < count; i++) n = n * 10 + (from[i] - '0');
    return n;
}

/* "2015-W49", also with what follows it. */
static bool is_week(hs_str value)
{
    static const char shape[] = "dddd-Wdd";
    if (value.len < 8) return false;
    for (int i = 0; i < 8; i++)
        if (shape[i] == 'd' ? value.ptr[i] < '0' || value.ptr[i] > '9' : value.ptr[i] != shape[i]) return false;
    return true;
}

/* Not after the day of publication: "said next year the bridge would close" speaks of the bridge. */
static bool is_past(const saying *s, const timex *t)
{
    hs_str published = s->run->text->published, day = said_day(t->value);
    time_value now;
    if (!time_value_parse_day(published, &now)) return true;
    if (day.len == 4) return memcmp(day.ptr, published.ptr, 4) < 0;
    if (day.len) return memcmp(day.ptr, published.ptr, day.len) <= 0;
    if (!is_week(t->value)) return false;
    iso_week week = calendar_week(calendar_days(now.date));
    int32_t year = digits(t->value.ptr, 4), number = digits(t->value.ptr + 6, 2);
    return year < week.year || (year == week.year && number <= week.week);
}

/* What is said has been said: a day to come belongs to something else, "said the senator, who will speak on Friday". */
static bool is_to_come(const saying *s, const timex *t)
{
    hs_str published = s->run->text->published, day = said_day(t->value);
    time_value now;
    return day.len && time_value_parse_day(published, &now) && memcmp(day.ptr, published.ptr, day.len) > 0;
}

/* "last week": the month in which most of the week lies, that of its Thursday; of "this week" only what is over counts. */
static hs_str month_of_week(const saying *s, hs_str value)
{
    iso_week week = { digits(value.ptr, 4), digits(value.ptr + 6, 2) };
    int32_t days = calendar_week_start(week) + 3;
    time_value now;
    if (time_value_parse_day(s->run->text->published, &now) && calendar_days(now.date) < days) days = calendar_days(now.date);
    civil_date date = calendar_date(days);
    time_value month = { .grain = GRAIN_MONTH, .date = { date.year, date.month, 1 } };
    return time_value_write(s->l->memory, month);
}

/* The phrase for an occasion around a token, or NULL. */
static const annotation *occasion_over(const saying *s, uint32_t token_index)
{
    uint32_t layer_index = rules_layer(s->run->rules, "occasion");
    return layer_index < s->l->count ? layer_over(&s->l->items[layer_index], token_index) : NULL;
}

/* "since May", "the act of 1980": the rules know that nothing is said then. */
static bool is_no_occasion(const saying *s, const timex *t)
{
    const annotation *a = occasion_over(s, t->range.first);
    return a && str_is(annotation_get(a, "kind"), "none");
}

static void offer(saying *s, const timex *t)
{
    if (s->said.len || is_to_come(s, t) || is_no_occasion(s, t)) return;
    if (is_week(t->value) && is_past(s, t)) s->said = month_of_week(s, t->value);
    else s->said = said_day(t->value);
    if (s->said.len) s->c->said_time = (uint32_t)(t - s->l->times);
}

/* ---- the source ---------------------------------------------------------------------------------------------------- */

/* "the aide who | met the mayor on Tuesday": the time is that of a clause inside the source. A participle behind a comma
 * tells of the saying: "the mayor, speaking on Tuesday". A comma ends the clause, but for less than a day: "who moved to Lindholm,
 * the capital, in 2012". */
static bool is_in_clause(const saying *s, uint32_t first, uint32_t at, bool is_day)
{
    for (uint32_t t = at; t > first + 1; t--) {
        if (is_day && upos_at(s, t - 1) == UPOS_PUNCT) return false;
        bool is_verb = upos_at(s, t - 1) == UPOS_VERB || upos_at(s, t - 1) == UPOS_AUX;
        if (is_verb && upos_at(s, t - 2) != UPOS_PUNCT) return true;
    }
    return false;
}

/* "released Tuesday": the time belongs to a participle of the source; "Polls in 2012": to its noun. */
static bool is_of_the_saying(const saying *s, const timex *t, uint32_t before, bool has_preposition)
{
    uint8_t upos = upos_at(s, before);
    if (upos == UPOS_VERB || upos == UPOS_AUX) return false;
    if (!has_preposition || said_day(t->value).len == 10) return true;
    return upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_PUNCT;
}

/* "On | Tuesday Ruiz", "| Last week Mr. Ruiz": a time and the name after it are one noun phrase for the rules. A year without a
 * preposition may describe what follows: "2014 Nobel laureate Ruiz". */
static void cut_front(saying *s)
{
    pieces *p = &s->c->source;
    token_range *r = p->count ? &p->items[0] : NULL;
    const timex *t = r ? time_over(s, r->first) : NULL;
    if (!t || t->range.first != r->first || t->range.last >= r->last || upos_at(s, t->range.last) != UPOS_PROPN) return;
    bool has_preposition = r->first > 0 && upos_at(s, r->first - 1) == UPOS_ADP;
    if (!has_preposition && (r->first != sentence_start(s, r->first) || said_day(t->value).len == 4)) return;
    r->first = t->range.last;
}

static void cut_source(saying *s)
{
    pieces *p = &s->c->source;
    if (!p->count) return;
    token_range *r = &p->items[p->count - 1];
    uint32_t end = r->last;
    while (end > r->first && upos_at(s, end - 1) == UPOS_PUNCT) end--;
    const timex *t = end > r->first ? time_over(s, end - 1) : NULL;
    if (!t || t->range.last != end || t->range.first <= r->first + 1) return;
    uint32_t start = t->range.first;
    bool has_preposition = upos_at(s, start - 1) == UPOS_ADP;
    if (has_preposition) start--;
    if (start <= r->first || is_to_come(s, t) || is_no_occasion(s, t) || !is_of_the_saying(s, t, start - 1, has_preposition)) return;
    if (is_in_clause(s, r->first, start, said_day(t->value).len == 10)) return;
    while (start > r->first + 1 && upos_at(s, start - 1) == UPOS_PUNCT) start--;
    r->last = start;
    offer(s, t);
}

/* "A report released Tuesday found": where a time alone was taken for the source, it is the end of a noun phrase. */
static void widen_source(saying *s)
{
    pieces *p = &s->c->source;
    uint32_t np = rules_layer(s->run->rules, "np");
    if (p->count != 1 || np >= s->l->count) return;
    const timex *t = time_over(s, p->items[0].first);
    if (!t || t->range.first != p->items[0].first || t->range.last != p->items[0].last || t->range.first < 3) return;
    uint32_t at = t->range.first - 1;
    if (upos_at(s, at) == UPOS_ADP) at--;
    if (upos_at(s, at) != UPOS_VERB || at == 0) return;
    const annotation *a = layer_over(&s->l->items[np], at - 1);
    if (a && a->range.last == at) p->items[0].first = a->range.first;
}

/* ---- the content --------------------------------------------------------------------------------------------------- */

/* What may begin the content proper after the time: not the verb of which the time is the subject, nor a noun that it describes. */
static bool can_begin(const saying *s, uint32_t token_index)
{
    switch (upos_at(s, token_index)) {
    case UPOS_DET: case UPOS_PRON: case UPOS_PART: case UPOS_SCONJ: case UPOS_PROPN: return true;
    default: return s->tk->items[token_index].flags & TOKEN_OPENS;
    }
}

static bool follows_cue(const saying *s, uint32_t token_index)
{
    return token_index > 0 && (is_in(&s->c->cue, token_index - 1) || is_in(&s->c->hearer, token_index - 1));
}

/* The preposition before a time that was cut off is no longer the cue's: "agreed on | Monday to close". */
static void cut_cue(saying *s, uint32_t at)
{
    pieces *p = &s->c->cue;
    token_range *r = p->count ? &p->items[p->count - 1] : NULL;
    if (r && r->last == at && r->last - r->first > 1 && upos_at(s, r->last - 1) == UPOS_ADP) r->last--;
}

static void cut_content(saying *s)
{
    pieces *p = &s->c->content;
    token_range *r = p->count ? &p->items[0] : NULL;
    if (!r || !follows_cue(s, r->first)) return;
    if (rule_says(s->run->rules, s->c->rule_index, "extent", "paragraph")) return; /* "Ruiz wrote: | Today I served ..." is all his */
    uint32_t start = r->first;
    if (upos_at(s, start) == UPOS_ADP && start + 1 < r->last) start++;
    const timex *t = time_over(s, start);
    if (!t || t->range.first != start || t->range.last > r->last || (!said_day(t->value).len && !is_week(t->value))) return;
    bool is_all = t->range.last == r->last && p->count == 1;
    if (!is_all && (t->range.last == r->last || !can_begin(s, t->range.last) || !is_past(s, t))) return;
    cut_cue(s, r->first);
    r->first = t->range.last;
    if (is_all) p->count = 0;
    offer(s, t);
}

/* ---- beside -------------------------------------------------------------------------------------------------------- */

enum { BESIDE_MOST = 10 }; /* tokens; farther away times belong to something else */

static void look_inside_cue(saying *s)
{
    for (uint32_t i = 0; i < s->c->cue.count; i++)
        for (uint32_t t = s->c->cue.items[i].first; t < s->c->cue.items[i].last; t++) {
            const timex *x = time_over(s, t);
            if (x) offer(s, x);
        }
}

/* Words that may stand between a cue and its time: "in an interview with the Gazette on Tuesday". */
static bool is_passed(const saying *s, uint32_t token_index)
{
    if (is_in(&s->c->content, token_index) || s->tk->items[token_index].flags & TOKEN_OPENS) return false;
    switch (upos_at(s, token_index)) {
    case UPOS_ADP: case UPOS_DET: case UPOS_NOUN: case UPOS_PROPN: case UPOS_ADJ: case UPOS_ADV: case UPOS_NUM: return true;
    default: return is_in(&s->c->hearer, token_index);
    }
}

static void look_after(saying *s)
{
    const pieces *cue = &s->c->cue, *source = &s->c->source;
    if (!cue->count) return;
    uint32_t at = cue->items[cue->count - 1].last;
    if (source->count && source->items[0].first == at) at = source->items[source->count - 1].last;
    uint32_t start = sentence_start(s, at > 0 ? at - 1 : 0);
    for (uint32_t end = at + BESIDE_MOST; at < end && at < s->tk->count && sentence_start(s, at) == start; at++) {
        const timex *t = time_over(s, at);
        if (t && !is_in(&s->c->content, at)) {
            offer(s, t);
            return;
        }
        if (!is_passed(s, at)) return;
    }
}

/* A word of a noun phrase, or the preposition before a time. */
static bool is_object(const saying *s, uint32_t token_index)
{
    switch (upos_at(s, token_index)) {
    case UPOS_DET: case UPOS_NOUN: case UPOS_PROPN: case UPOS_ADJ: case UPOS_NUM: case UPOS_PRON: return true;
    case UPOS_ADP: return time_over(s, token_index + 1) != NULL;
    default: return false;
    }
}

/* "urged | the council Tuesday to act", "criticized | the plan on Tuesday": inside the content, where annotators leave it too, but it
 * says when. */
static void look_inside_content(saying *s)
{
    const pieces *p = &s->c->content;
    const token_range *r = p->count ? &p->items[0] : NULL;
    if (!r || !follows_cue(s, r->first)) return;
    uint32_t at = r->first;
    while (at < r->last && at < r->first + BESIDE_MOST && !time_over(s, at) && is_object(s, at)) at++;
    if (at == r->first || at == r->last) return;
    if (upos_at(s, at - 1) == UPOS_DET || upos_at(s, at - 1) == UPOS_ADJ) return; /* "the May vote" */
    const timex *t = time_over(s, at);
    if (!t || t->range.first != at || (said_day(t->value).len != 10 && !is_week(t->value))) return;
    const token *next = &s->tk->items[t->range.last];
    bool is_end = t->range.last >= r->last || next->upos == UPOS_PUNCT || next->upos == UPOS_ADP;
    if (is_end || (next->upos == UPOS_PART && next->flags & TOKEN_SPACE_BEFORE)) offer(s, t);
}

/* "On Tuesday, the mayor said", "But in May the mayor said". */
static void look_before(saying *s)
{
    const pieces *source = &s->c->source, *cue = &s->c->cue;
    if (!source->count || !cue->count || source->items[0].first > cue->items[0].first) return;
    uint32_t at = source->items[0].first, start = sentence_start(s, at);
    if (at > start && upos_at(s, at - 1) == UPOS_PUNCT) at--;
    const timex *t = at > start ? time_over(s, at - 1) : NULL;
    if (!t || t->range.last != at || is_in(&s->c->content, at - 1)) return;
    at = t->range.first;
    if (at > start && upos_at(s, at - 1) == UPOS_ADP) at--;
    if (at > start && (upos_at(s, at - 1) == UPOS_CCONJ || upos_at(s, at - 1) == UPOS_ADV)) at--;
    if (at == start) offer(s, t);
}

/* ---- farther off ----------------------------------------------------------------------------------------------------- */

/* "In May, the mayor said, the bridge would close": what stands before is part of the content. */
static bool is_parenthetical(const saying *s)
{
    uint32_t after = s->c->cue.items[s->c->cue.count - 1].last;
    const pieces *p = &s->c->content;
    if (after >= s->tk->count || upos_at(s, after) != UPOS_PUNCT || is_in(p, after)) return false;
    return is_in(p, after + 1) && upos_at(s, after + 1) != UPOS_PUNCT;
}

/* "In a speech on Tuesday, the mayor said", "It came up Tuesday when she said": the rules know such phrases. */
static void look_in_occasion(saying *s)
{
    const pieces *source = &s->c->source, *cue = &s->c->cue;
    if (!source->count || !cue->count || source->items[0].first > cue->items[0].first) return;
    uint32_t at = source->items[0].first;
    const annotation *a = at ? occasion_over(s, at - 1) : NULL;
    if (!a || a->range.last != at || is_in(&s->c->content, at - 1) || is_parenthetical(s)) return;
    for (uint32_t t = at; t-- > a->range.first && !s->said.len;)
        if (time_over(s, t)) offer(s, time_over(s, t));
}

/* "The mayor | spoke Tuesday, | warning", "met on Tuesday and | called": a day between source and cue, behind a verb that follows the
 * source. */
static void look_between(saying *s)
{
    const pieces *source = &s->c->source, *cue = &s->c->cue;
    if (!source->count || !cue->count) return;
    uint32_t first = source->items[source->count - 1].last, last = cue->items[0].first;
    if (first >= last || (upos_at(s, first) != UPOS_VERB && upos_at(s, first) != UPOS_AUX)) return;
    if (upos_at(s, last - 1) != UPOS_PUNCT && upos_at(s, last - 1) != UPOS_CCONJ) return;
    const timex *found = NULL;
    for (uint32_t t = first; t < last; t++) {
        if (is_in(&s->c->content, t)) return;
        const timex *x = time_over(s, t);
        if (x && said_day(x->value).len == 10) found = x;
    }
    if (found) offer(s, found);
}

static bool has_verb(const saying *s, token_range r)
{
    for (uint32_t t = r.first; t < r.last; t++)
        if (upos_at(s, t) == UPOS_VERB || upos_at(s, t) == UPOS_AUX) return true;
    return false;
}

/* "said | so | in December": behind a content without a verb of its own. */
static void look_behind_content(saying *s)
{
    const pieces *p = &s->c->content;
    if (p->count != 1 || !follows_cue(s, p->items[0].first) || has_verb(s, p->items[0])) return;
    uint32_t at = p->items[0].last, start = sentence_start(s, p->items[0].first);
    if (at < s->tk->count && upos_at(s, at) == UPOS_ADP) at++;
    const timex *t = at < s->tk->count && sentence_start(s, at) == start ? time_over(s, at) : NULL;
    if (!t || t->range.first != at || t->range.last >= s->tk->count) return;
    uint8_t next = upos_at(s, t->range.last);
    if (next != UPOS_PART && next != UPOS_NOUN) offer(s, t); /* not "after Tuesday's vote" */
}

/* Most claims have no time anywhere near. */
static bool has_time_near(const saying *s)
{
    const pieces *all[] = { &s->c->source, &s->c->cue, &s->c->content };
    uint32_t first = UINT32_MAX, last = 0;
    for (int k = 0; k < 3; k++) {
        if (!all[k]->count) continue;
        if (all[k]->items[0].first < first) first = all[k]->items[0].first;
        if (all[k]->items[all[k]->count - 1].last > last) last = all[k]->items[all[k]->count - 1].last;
    }
    uint32_t i = place_in_times(s->l, first > BESIDE_MOST ? first - BESIDE_MOST : 0);
    return i < s->l->time_count && s->l->times[i].range.first < last + BESIDE_MOST;
}

/* ---- the whole ----------------------------------------------------------------------------------------------------- */

static void find_one(saying *s)
{
    if (!has_time_near(s)) return;
    widen_source(s);
    cut_front(s);
    cut_source(s);
    cut_content(s);
    if (s->c->said.len) return;
    look_inside_cue(s);
    look_after(s);
    look_before(s);
    look_inside_content(s);
    look_in_occasion(s);
    look_between(s);
    look_behind_content(s);
    s->c->said = s->said;
}

hs_status find_said(match_run *run, hs_error *error)
{
    layers *l = run->layers;
    uint32_t kept = 0;
    if (!l->time_count) return HS_OK;
    for (uint32_t i = 0; i < l->claim_count; i++) {
        saying s = { .run = run, .tk = run->tokens, .l = l, .c = &l->claims[i], .said = STR("") };
        find_one(&s);
        if (s.c->content.count) l->claims[kept++] = *s.c;
    }
    l->claim_count = kept;
    return run->memory->failed ? error_memory(error) : HS_OK;
}
