/* claims.c - winners become claims.
 *
 *   winner of the conflicts ──► claim            source, cue, content in pieces; attributes of the rule
 *   carry match             ──► further piece    of the claim directly before it (claims_carry.c)
 *   statement match         ──► claim            if it has a date and touches no attribution
 *
 * claims_finish.c then looks at all of them together. Knows no English. */
#include "find/claims.h"

#include "base/error.h"
#include "find/claim_place.h"
#include "find/claims_carry.h"
#include "find/conflict.h"
#include "find/place.h"
#include "find/rule_says.h"
#include "find/said.h"

/* ---- contents without marks around ---------------------------------------------------------------------------------- */

static bool is_dash(hs_str s)
{
    return str_is(s, "-") || str_is(s, "--") || str_is(s, "\xE2\x80\x93") || str_is(s, "\xE2\x80\x94");
}

/* A bare period or comma at either end belongs to the sentence around, not to the content; so does a dash. */
static bool is_outer_mark(const match_run *run, uint32_t token_index)
{
    const token *t = &run->tokens->items[token_index];
    if (!(t->flags & TOKEN_PUNCT)) return false;
    hs_str s = str_of(run->text->bytes, (hs_span){ t->start, t->end });
    return (s.len == 1 && (s.ptr[0] == '.' || s.ptr[0] == ',' || s.ptr[0] == ';' || s.ptr[0] == ':')) || is_dash(s);
}

static token_range without_outer_marks(const match_run *run, token_range r)
{
    while (r.first < r.last && is_outer_mark(run, r.last - 1)) r.last--;
    while (r.first < r.last && is_outer_mark(run, r.first)) r.first++;
    return r;
}

static bool is_trim(const match_run *run, const pieces *p)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (is_outer_mark(run, p->items[i].first) || is_outer_mark(run, p->items[i].last - 1)) return false;
    return true;
}

pieces trimmed_content(match_run *run, pieces given)
{
    if (is_trim(run, &given)) return given;
    pieces out = { arena_alloc(run->memory, given.count * sizeof *out.items), 0 };
    for (uint32_t i = 0; out.items && i < given.count; i++) {
        token_range r = without_outer_marks(run, given.items[i]);
        if (r.first < r.last) out.items[out.count++] = r;
    }
    return out;
}

/* ---- claims from matches --------------------------------------------------------------------------------------------- */

static hs_manner manner_of(hs_str name)
{
    static const char *const names[] = { "", "said", "wrote", "thought", "felt", "shows", "does" };
    for (int i = 1; i < 7; i++)
        if (str_is(name, names[i])) return (hs_manner)i;
    return HS_MANNER_NONE;
}

static void take_attributes(claim *c, const match *m)
{
    for (uint32_t i = 0; i < m->attribute_count; i++) {
        hs_str key = m->attributes[i].key, value = m->attributes[i].value;
        if (str_is(key, "act")) c->act = value;
        else if (str_is(key, "side")) c->side = value;
        else if (str_is(key, "lemma")) c->lemma = value;
        else if (str_is(key, "manner")) c->manner = manner_of(value);
        else if (str_is(key, "commitment")) c->commitment = value;
    }
}

static bool is_point(const timex *t)
{
    return str_is(t->type, "DATE") || str_is(t->type, "TIME");
}

static hs_str said_in(const match_run *run, token_range r)
{
    const layers *l = run->layers;
    for (uint32_t i = place_in_times(l, r.first); i < l->time_count && l->times[i].range.first < r.last; i++) {
        hs_str day = is_point(&l->times[i]) ? said_day(l->times[i].value) : STR("");
        if (day.len) return day;
    }
    return STR("");
}

/* An answer of several sentences, which no stretch holds: the last piece goes on to the end of its paragraph. */
static pieces to_paragraph_end(const match_run *run, pieces content)
{
    const tokens *t = run->tokens;
    token_range *r = content.count ? &content.items[content.count - 1] : NULL;
    if (r) r->last = t->paragraphs[place_in(t->paragraphs, t->paragraph_count, r->first)].last;
    return content;
}

static pieces copied(match_run *run, pieces given)
{
    token_range *own = given.count ? arena_alloc(run->memory, given.count * sizeof *own) : NULL;
    if (!own) return (pieces){ 0 };
    memcpy(own, given.items, given.count * sizeof *own);
    return (pieces){ own, given.count };
}

/* A claim's spans are cut and widened later; the match keeps what its rule took. */
static match_parts own_parts(match_run *run, match_parts p)
{
    return (match_parts){ copied(run, p.source), copied(run, p.cue), copied(run, p.content), copied(run, p.hearer), copied(run, p.target) };
}

/* `role_time`: number of the role that tells when it was said, or STRMAP_NONE. */
static claim make_claim(match_run *run, match *m, uint32_t role_time)
{
    const struct hs_rules *rules = run->rules;
    match_evaluate(run, m);
    match_parts parts = own_parts(run, match_parts_of(run, m));
    claim c = { .rule = rules->rules[m->rule].name, .rule_index = m->rule, .nested_in = CLAIM_NONE, .confidence = -1,
                .source = parts.source, .cue = parts.cue, .content = trimmed_content(run, parts.content), .hearer = parts.hearer,
                .target = parts.target, .act = STR("unlabelled"), .side = STR(""), .lemma = STR(""), .commitment = STR(""), .said = STR(""),
                .said_time = CLAIM_NO_TIME };
    token_range time = role_time == STRMAP_NONE ? (token_range){ 0, 0 } : match_role(m, role_time);
    if (rule_says(rules, m->rule, "extent", "paragraph")) c.content = to_paragraph_end(run, parts.content);
    take_attributes(&c, m);
    if (time.first < time.last) c.said = said_in(run, time);
    return c;
}

static bool is_claim(const match_run *run, const match *m)
{
    return m->fate == LOST_NOT && !run->rules->rules[m->rule].is_carry;
}

/* Room for `more` claims behind those there are. */
static claim *make_room(match_run *run, uint32_t more)
{
    layers *l = run->layers;
    return arena_grow(run->memory, l->claims, l->claim_count * sizeof(claim), ((size_t)l->claim_count + more + 1) * sizeof(claim));
}

hs_status find_claims(match_run *run, matches *found, hs_error *error)
{
    hs_status status = conflict_decide(run, found, error);
    layers *l = run->layers;
    uint32_t more = 0, role_time = strmap_get(&run->rules->role_names, STR("time"));
    if (status) return status;
    for (uint32_t i = 0; i < found->count; i++) more += is_claim(run, &found->items[i]);
    claim *items = make_room(run, more);
    if (!items) return error_memory(error);
    for (uint32_t i = 0; i < found->count; i++) {
        if (!is_claim(run, &found->items[i])) continue;
        items[l->claim_count] = make_claim(run, &found->items[i], role_time);
        if (items[l->claim_count].content.count) l->claim_count++;
    }
    l->claims = claims_sorted(run->memory, items, l->claim_count);
    return carry_contents(run, found, error);
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static bool is_calendar_value(hs_str value)
{
    for (size_t k = 0; k < 3; k++)
        if (k >= value.len || value.ptr[k] < '0' || value.ptr[k] > '9') return false;
    return true;
}

static bool has_calendar_time(const match_run *run, token_range r)
{
    const layers *l = run->layers;
    for (uint32_t i = place_in_times(l, r.first); i < l->time_count && l->times[i].range.first < r.last; i++)
        if (is_point(&l->times[i]) && range_inside(l->times[i].range, r) && is_calendar_value(l->times[i].value)) return true;
    return false;
}

/* Those that overlap no attribution and no statement before them; the others are marked as lost. */
static uint32_t choose_statements(match_run *run, matches *found, const uint8_t *taken)
{
    uint32_t last = 0, count = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        match *m = &found->items[i];
        if (m->fate != LOST_NOT) continue;
        if (m->range.first >= last && !is_taken(taken, m->range) && has_calendar_time(run, m->range)) {
            last = m->range.last;
            count++;
        } else {
            m->fate = LOST_CONFLICT;
        }
    }
    return count;
}

hs_status find_statements(match_run *run, matches *found, hs_error *error)
{
    layers *l = run->layers;
    uint32_t role_time = strmap_get(&run->rules->role_names, STR("time"));
    if (!found->count) return HS_OK;
    const uint8_t *taken = claims_taken(run->memory, l->claims, l->claim_count, run->tokens->count);
    if (!taken) return error_memory(error);
    uint32_t more = choose_statements(run, found, taken);
    claim *items = more ? make_room(run, more) : l->claims;
    if (more && !items) return error_memory(error);
    l->claims = items;
    for (uint32_t i = 0; i < found->count; i++) {
        if (found->items[i].fate != LOST_NOT) continue;
        claim *c = &items[l->claim_count];
        *c = make_claim(run, &found->items[i], role_time);
        c->kind = HS_KIND_STATEMENT;
        c->act = STR("state");
        c->source.count = c->cue.count = 0;
        if (c->content.count) l->claim_count++;
    }
    return run->memory->failed ? error_memory(error) : HS_OK;
}
