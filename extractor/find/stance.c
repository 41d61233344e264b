/* stance.c - act, commitment, side and target of each claim.
 *
 *   lexicon entry ─► act ─► negation of the cue ─► commitment of the act ─► hedges of the content's main clause ─► commitment
 *                                             └──► side of the entry, else of the content's evaluative words    ─► side, target
 *
 * The values of FactBank (Saurí & Pustejovsky 2009): how sure the speaker presents the content as true, CT PR PS with + or -, Uu
 * where it is not claimed. What each act does by itself is the table below; a lexicon entry that says otherwise wins. */
#include "find/stance.h"

#include "base/error.h"
#include "find/stance_clause.h"
#include "find/stance_side.h"

typedef struct {
    const char *name;
    const char *commitment;  /* of a clause under this act                                         */
    const char *of_phrase;   /* of a noun phrase or infinitive                                     */
    const char *negated;     /* the act that its negation is: "did not deny" tells, "don't think" doubts */
    const char *side;        /* of the act by itself, if the entry gives none                      */
    bool        is_open;     /* the content's own hedges and negation decide                       */
    bool        evaluates;   /* the content's evaluative words are the speaker's own               */
    bool        names_topics;/* its content after a preposition is only what it is about           */
    bool        is_deed;     /* its content is what shall be done: its verb tells the side          */
} act_row;

static const act_row acts[] = {
    { "state",     "CT+", "CT+", "reject", "",        true,  true, true, false },
    { "allege",    "CT+", "CT+", "state",  "",        true,  true, false, false },
    { "show",      "CT+", "CT+", "show",   "",        true,  false, false, false },
    { "admit",     "CT+", "CT+", "deny",   "",        true,  true, false, false },
    { "deny",      "CT-", "CT-", "state",  "against", false, false, false, false },
    { "doubt",     "PR-", "PR-", "believe","",        false, true, false, false },
    { "believe",   "PR+", "PR+", "doubt",  "",        true,  true, true, false },
    { "expect",    "PR+", "PR+", "doubt",  "",        true,  false, false, false },
    { "ask",       "Uu",  "Uu",  "ask",    "",        false, false, false, false },
    { "request",   "Uu",  "Uu",  "reject", "for",     false, false, false, true },
    { "commit",    "Uu",  "Uu",  "reject", "",        false, false, false, true },
    { "support",   "Uu",  "Uu",  "reject", "for",     false, false, false, false },
    { "criticize", "CT+", "CT+", "state",  "against", true,  false, false, false },
    { "accuse",    "CT+", "CT+", "state",  "against", true,  false, false, false },
    { "reject",    "Uu",  "Uu",  "state",  "",        false, false, false, false },
    { "warn",      "CT+", "PR+", "state",  "against", true,  false, false, false },
};

static const act_row *row_of(hs_str act)
{
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (act.len && act.ptr[0] == acts[i].name[0] && str_is(act, acts[i].name)) return &acts[i];
    return NULL;
}

/* ---- the cue ----------------------------------------------------------------------------------------------------- */

typedef struct {
    bool      is_negated;
    hs_str    act;        /* of a word that governs the cue's verb: "refused to say" rejects; or "" */
    hs_str    frame_act;  /* of the cue itself in its frame: "offered that", "offered a deal"; or "" */
    certainty sure;       /* "may accuse"                                                           */
} cue_reading;

static cue_reading read_cue(const stance_view *v, const pieces *cue)
{
    cue_reading r = { false, STR(""), STR(""), CERTAIN };
    for (uint32_t p = 0; p < cue->count; p++)
        for (uint32_t i = cue->items[p].first; i < cue->items[p].last; i++) {
            const hedge *h = hedge_at(&v->hedges, i);
            if (!h || h->last > cue->items[p].last) continue;
            if (h->frame_act.len) r.frame_act = h->frame_act;
            if (h->act.len) r.act = h->act;
            else if (negates_clause(h)) r.is_negated = !r.is_negated;
            if (h->sure > r.sure) r.sure = h->sure;
        }
    return r;
}

static hs_str literal(const char *s)
{
    return (hs_str){ s, strlen(s) };
}

/* For turns to against; who does not attack need not be for it. */
static hs_str turned(hs_str side)
{
    return str_is(side, "for") ? STR("against") : STR("");
}

/* "refused to disavow" stands by it, "refused to endorse" doesn't. */
static hs_str opposite(hs_str side)
{
    return str_is(side, "for") ? STR("against") : str_is(side, "against") ? STR("for") : STR("");
}

/* Who would not disclose it keeps it back; what did not show it says nothing. */
static hs_str negated_act(const claim *c, const act_row *row)
{
    return c->manner == HS_MANNER_SAID && str_is(c->act, "show") ? STR("reject") : literal(row->negated);
}

/* Gives the row of the act that the claim has then. */
static const act_row *apply_cue(claim *c, const cue_reading *r)
{
    if (r->frame_act.len) c->act = r->frame_act;
    const act_row *row = row_of(c->act);
    if (row && !c->side.len) c->side = literal(row->side);
    if (r->act.len) {
        c->act = r->act;
        c->side = opposite(c->side);
        c->commitment = STR("Uu");
        row = row_of(c->act);
    } else if (r->is_negated && row) {
        c->act = negated_act(c, row);
        c->side = turned(c->side);
        row = row_of(c->act);
        c->commitment = str_is(c->act, "state") || str_is(c->act, "show") ? STR("Uu") : row ? literal(row->commitment) : STR("");
    }
    return row;
}

/* ---- commitment -------------------------------------------------------------------------------------------------- */

static hs_str written(certainty sure, bool is_negative)
{
    static const char *const names[2][4] = { { "CT+", "PR+", "PS+", "Uu" }, { "CT-", "PR-", "PS-", "Uu" } };
    return literal(names[is_negative][sure]);
}

/* "spoke about the plan", "touched on a run": a topic, and nothing claimed of it. */
static bool is_topic(const stance_view *v, const claim *c, const main_clause *clause)
{
    if (clause->verbs.last || !c->cue.count) return false;
    const token *t = v->run->tokens->items;
    uint32_t last = c->cue.items[c->cue.count - 1].last - 1;
    bool follows = c->content.items[0].first == last + 1; /* not so "according to" its source */
    if (t[c->content.items[0].first].upos == UPOS_ADP) return true;
    return follows && t[last].upos == UPOS_ADP && !(t[last].flags & TOKEN_CAP);
}

enum { CLAIM_REACH = 4 };

/* "the allegation", "such unfounded claims": a noun for a claim at the content's head. */
static bool is_claim_noun(const stance_view *v, const claim *c)
{
    token_range r = c->content.items[0];
    for (uint32_t i = r.first; i < r.last && i < r.first + CLAIM_REACH; i++) {
        const hedge *h = hedge_at(&v->hedges, i);
        if (h && h->kind == KIND_CLAIM) return true;
    }
    return false;
}

/* What the act alone makes of its content. Who warns that something is so claims it; who warns of it thinks it likely. */
static hs_str usual_commitment(const stance_view *v, const claim *c, const act_row *row, const main_clause *clause)
{
    if (!row) return STR("Uu");
    if (row->names_topics && is_topic(v, c, clause)) return STR("Uu");
    if (str_is(c->act, "reject") && is_claim_noun(v, c)) return STR("CT-");
    return literal(clause->verbs.last ? row->commitment : row->of_phrase);
}

enum { VALUES = 2 * (UNCOMMITTED + 1) };

/* A certainty and a sign as one number. */
static uint32_t value_of(const stance_view *v, const main_clause *clause, certainty sure, bool is_negative)
{
    clause_hedges(v, clause, &sure, &is_negative);
    return 2 * (uint32_t)sure + is_negative;
}

/* What most clauses of the content are, sentence by sentence; of several such values the first clause's, else the surer. */
static uint32_t prevailing(const stance_view *v, const pieces *content, certainty sure, bool is_negative)
{
    uint32_t counts[VALUES] = { 0 }, first = 0, clauses = 0;
    for (uint32_t p = 0; p < content->count; p++)
        for (token_range rest = content->items[p]; rest.first < rest.last;) {
            main_clause clause = clause_of(v, rest);
            uint32_t value = value_of(v, &clause, sure, is_negative);
            if (!clauses) first = value;
            counts[value] += clause.verbs.last != 0;
            clauses += clause.verbs.last != 0;
            rest.first = clause.sentence.last;
        }
    for (uint32_t i = 0; i < VALUES; i++)
        if (counts[i] > counts[first]) first = i;
    return first;
}

static void commit(const stance_view *v, claim *c, const act_row *row, const main_clause *clause, const cue_reading *cue)
{
    certainty sure = CERTAIN;
    if (!c->commitment.len) c->commitment = usual_commitment(v, c, row, clause);
    if (!row || !row->is_open || !certainty_read(c->commitment, &sure) || sure == UNCOMMITTED) return;
    bool is_negative = c->commitment.len == 3 && c->commitment.ptr[2] == '-';
    if (cue->sure > sure) sure = cue->sure;
    uint32_t value = prevailing(v, &c->content, sure, is_negative);
    c->commitment = written((certainty)(value / 2), value % 2);
}

/* ---- side and target --------------------------------------------------------------------------------------------- */

/* "refuses to disavow it", "opposes banning it" stand by it; "favors ending it" doesn't. */
static attitude attitude_toward_deed(const stance_view *v, const claim *c, const main_clause *clause)
{
    attitude a = { 0, 0 };
    bool is_reject = str_is(c->act, "reject");
    if ((!is_reject && !str_is(c->act, "support")) || clause->head.first >= clause->head.last) return a;
    uint8_t first = v->run->tokens->items[clause->head.first].upos;
    if (first != UPOS_PART && first != UPOS_VERB) return a;
    a = attitude_of(v, clause);
    if (is_reject) a.side = -a.side;
    return a;
}

/* Gives the verb that took it, if one did. */
static attitude take_side(const stance_view *v, claim *c, const act_row *row, const main_clause *clause)
{
    bool tells = row && !c->side.len && (row->evaluates || (c->manner == HS_MANNER_SAID && str_is(c->act, "show")));
    bool is_open = row && (row->is_deed ? !str_is(c->side, "against") : tells);
    attitude a = is_open ? attitude_of(v, clause) : attitude_toward_deed(v, c, clause);
    int side = a.side;
    if (!side && is_open && row->evaluates) side = side_of_content(v, &c->content);
    if (side) c->side = side > 0 ? STR("for") : STR("against");
    if (!c->side.len) c->side = STR("neutral");
    return a;
}

static void aim(const stance_view *v, claim *c, const main_clause *clause, const attitude *verb)
{
    if (str_is(c->side, "neutral")) {
        c->target.count = 0;
        return;
    }
    if (c->target.count) return;
    token_range *r = arena_alloc(v->run->memory, sizeof *r);
    if (!r) return;
    *r = target_of(v, c, clause, verb);
    if (r->last) c->target = (pieces){ r, 1 };
}

/* The main clause of the content: of its first piece that has a verb ("At times, she said, it was closed"). */
static main_clause main_clause_of(const stance_view *v, const pieces *content)
{
    main_clause first = clause_of(v, content->items[0]);
    for (uint32_t i = 1; i < content->count && !first.verbs.last; i++) {
        main_clause next = clause_of(v, content->items[i]);
        if (next.verbs.last) return next;
    }
    return first;
}

static void take_stance(const stance_view *v, claim *c)
{
    if (c->kind == HS_KIND_STATEMENT) {
        c->side = STR("neutral");
        c->commitment = STR("");
        return;
    }
    cue_reading cue = read_cue(v, &c->cue);
    main_clause clause = main_clause_of(v, &c->content);
    const act_row *row = apply_cue(c, &cue);
    commit(v, c, row, &clause, &cue);
    attitude verb = take_side(v, c, row, &clause);
    aim(v, c, &clause, &verb);
}

static const layer *named(const match_run *run, const char *name)
{
    uint32_t i = rules_layer(run->rules, name);
    return i == UINT32_MAX ? NULL : &run->layers->items[i];
}

hs_status find_stances(match_run *run, hs_error *error)
{
    stance_view v = { .run = run, .phrases = named(run, "np") };
    if (!run->layers->claim_count) return HS_OK;
    if (!hedges_read(&v.hedges, run, named(run, "hedge"))) return error_memory(error);
    for (uint32_t i = 0; i < run->layers->claim_count; i++) take_stance(&v, &run->layers->claims[i]);
    return run->memory->failed ? error_memory(error) : HS_OK;
}
