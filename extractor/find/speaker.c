/* speaker.c - one entity per speaker over the article.
 *
 *   layer `name` ─► cast (speaker_cast.c)            who is named, under which names
 *   sources of claims, in text order ─► entities     (speaker_source.c, speaker_pronoun.c)
 *   entities that speak ─► layers->speakers          in the order of their first source
 *
 * In text order, because a pronoun may mean the speaker of the claim before. */
#include "find/speaker.h"

#include "base/error.h"
#include "find/fold.h"
#include "find/key.h"
#include "find/keyed.h"
#include "find/speaker_cast.h"

/* "p:5d41402abc4b2a76": a letter for the type, then the hash of type and folded name. */
static hs_str key_of(cast *c, const entity *e)
{
    char *out = arena_alloc(c->run->memory, 2 + KEY_DIGITS);
    if (!out) return STR("");
    out[0] = e->type_name.len ? e->type_name.ptr[0] : 'u';
    out[1] = ':';
    key_write(key_text(key_text(KEY_START, e->type_name), folded(c->run->memory, e->name)), out + 2);
    return (hs_str){ out, 2 + KEY_DIGITS };
}

static uint32_t speaker_of(cast *c, uint32_t index, uint32_t *cap)
{
    layers *l = c->run->layers;
    entity *e = &c->entities[index];
    e->is_spoken = true;
    if (e->speaker == ENTITY_NONE) {
        speaker s = { key_of(c, e), e->name, e->type_name, e->role, 0 };
        e->speaker = l->speaker_count;
        ARENA_PUSH(c->run->memory, l->speakers, l->speaker_count, *cap, s);
    }
    if (e->speaker < l->speaker_count) l->speakers[e->speaker].mentions++;
    return e->speaker;
}

static void add_voice(cast *c, uint32_t at, uint32_t e)
{
    voice made = { at, cast_sentence(c, at), cast_quotation(c, at), e };
    ARENA_PUSH(c->run->memory, c->voices, c->voice_count, c->voice_cap, made);
}

uint32_t claim_entity(cast *c, uint32_t claim_index)
{
    const claim *x = &c->run->layers->claims[claim_index];
    uint32_t found[SOURCES_MOST];
    if (c->said_by[claim_index] != ENTITY_OPEN) return c->said_by[claim_index];
    c->said_by[claim_index] = ENTITY_NONE; /* a claim that asks for itself on the way gets none */
    for (uint32_t i = 0; i < x->source.count && c->said_by[claim_index] == ENTITY_NONE; i++)
        if (source_entities(c, x->source.items[i], found)) c->said_by[claim_index] = found[0];
    return c->said_by[claim_index];
}

static bool is_listed(const claim *x, uint32_t s)
{
    for (uint32_t i = 0; i < x->speaker_count; i++)
        if (x->speakers[i] == s) return true;
    return false;
}

static void name_claim(cast *c, uint32_t claim_index, uint32_t *speaker_cap)
{
    claim *x = &c->run->layers->claims[claim_index];
    uint32_t found[SOURCES_MOST], cap = 0;
    x->speaker_count = 0;
    for (uint32_t i = 0; i < x->source.count && !x->speaker_count; i++) { /* further pieces of a source describe the same */
        uint32_t n = source_entities(c, x->source.items[i], found);
        c->said_by[claim_index] = n ? found[0] : ENTITY_NONE;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t s = speaker_of(c, found[k], speaker_cap);
            if (is_listed(x, s)) continue;
            ARENA_PUSH(c->run->memory, x->speakers, x->speaker_count, cap, s);
            add_voice(c, x->source.items[i].first, found[k]);
        }
    }
}

/* Roles may become known after the speaker was made (an apposition later on). */
static void refresh_roles(const cast *c)
{
    for (uint32_t i = 0; i < c->entity_count; i++) {
        const entity *e = &c->entities[i];
        if (e->speaker < c->run->layers->speaker_count) c->run->layers->speakers[e->speaker].role = e->role;
    }
}

/* Claims with a source, in the order of their sources; of equal starts the longer first. */
static uint32_t by_source(const layers *l, keyed *order)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < l->claim_count; i++)
        if (l->claims[i].source.count) order[n++] = (keyed){ keyed_range(l->claims[i].source.items[0]), i };
    keyed_sort(order, n);
    return n;
}

hs_status find_speakers(match_run *run, hs_error *error)
{
    cast c;
    keyed *order = arena_alloc(run->memory, ((size_t)run->layers->claim_count + 1) * sizeof *order);
    if (!order) return error_memory(error);
    uint32_t n = by_source(run->layers, order), cap = 0;
    if (!n) return HS_OK;
    hs_status status = cast_open(&c, run, error);
    if (status) return status;
    for (uint32_t i = 0; i < n; i++) name_claim(&c, order[i].index, &cap);
    refresh_roles(&c);
    return run->memory->failed ? error_memory(error) : HS_OK;
}
