/* cue_like.c - see cue_like.h. Knows no words: classes come from the document, openers and cues from the pack. */
#include "curate/cue_like.h"

enum { REACH = 4 /* letters between a quotation and the verb: "the mayor then quipped" */ };

static bool is_claimed(const replay *s, const stretch *st)
{
    token_range all = { st->letters[0].tokens.first, st->letters[st->count - 1].tokens.last };
    for (uint32_t i = 0; i < s->doc->layers.claim_count; i++) {
        const claim *c = &s->doc->layers.claims[i];
        for (uint32_t k = 0; k < c->cue.count; k++)
            if (ranges_overlap(c->cue.items[k], all)) return true;
    }
    return false;
}

static bool is_verb(const replay *s, const letter *x)
{
    return x->fold == FOLD_NONE && s->doc->tokens.items[x->tokens.first].upos == UPOS_VERB;
}

static hs_str folded_word(const replay *s, const letter *x, arena *memory)
{
    return token_fold(memory, str_of(s->doc->text.bytes, token_span(&s->doc->tokens, x->tokens)));
}

/* A quotation that is said rather than named. */
static bool is_speech(const replay *s, const letter *x)
{
    if (x->fold == FOLD_NONE || x->fold == FOLD_PARAGRAPH) return false;
    return str_is(annotation_get(&s->doc->layers.items[LAYER_QUOTE].items[x->fold], "form"), "clause");
}

static bool is_cue_word(const coverage *c, hs_str word)
{
    uint32_t number = strmap_get(&c->rules->lexicons.words, word);
    for (uint32_t l = 0; number != STRMAP_NONE && l < c->rules->lexicons.count; l++) {
        const lexicon *lex = c->rules->lexicons.items[l];
        for (uint32_t i = 0; c->is_cue_list[l] && i < lex->form_count; i++)
            if (lex->forms[i].words[0] == number) return true;
    }
    return false;
}

/* The verb nearest to a quotation, or the one before an opener; count: none. */
static uint32_t find_verb(const coverage *c, const replay *s, const stretch *st, arena *memory)
{
    for (uint32_t q = 0; q < st->count; q++) {
        for (uint32_t d = 1; is_speech(s, &st->letters[q]) && d <= REACH; d++) {
            if (q + d < st->count && is_verb(s, &st->letters[q + d])) return q + d;
            if (d <= q && is_verb(s, &st->letters[q - d])) return q - d;
        }
        bool is_opener = q && st->letters[q].fold == FOLD_NONE && is_verb(s, &st->letters[q - 1]) &&
                         strmap_get(&c->rules->openers, folded_word(s, &st->letters[q], memory)) != STRMAP_NONE;
        if (is_opener) return q - 1;
    }
    return st->count;
}

void cue_like_count(coverage *c, replay *s)
{
    const stretches *list = replay_view(s, VIEW_PARAGRAPH);
    arena memory;
    arena_init(&memory);
    for (uint32_t i = 0; i < list->count; i++) {
        const stretch *st = &list->items[i];
        uint32_t at = is_claimed(s, st) ? st->count : find_verb(c, s, st, &memory);
        if (at == st->count) continue;
        hs_str word = folded_word(s, &st->letters[at], &memory);
        tally_row *row = is_cue_word(c, word) ? NULL : tally_add(&c->cue_like, word);
        if (!row || row->note.len) continue;
        uint32_t lo = at > 4 ? at - 4 : 0, hi = at + 5 < st->count ? at + 5 : st->count;
        hs_str words = str_of(s->doc->text.bytes, token_span(&s->doc->tokens, pattern_tokens(st, lo, hi)));
        row->note = arena_printf(&c->memory, "%.*s: %.*s", (int)s->doc->text.id.len, s->doc->text.id.ptr, (int)(words.len < 120 ? words.len : 120), words.ptr);
    }
    arena_free(&memory);
}
