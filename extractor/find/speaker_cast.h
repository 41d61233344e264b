/* speaker_cast.h - the cast of an article: every person, body, place, group or document it names, and where.
 *
 *   annotation of layer `name` ──► mention ──► entity      "Ted Cruz" "Cruz" "Sen. Cruz"   one entity, three mentions
 *                                                          "New York Times" "the NYT"      one entity, two mentions
 *
 * An entity bears the fullest name that the article gives. What a source that is no name means (a noun phrase, a pronoun) is
 * found later, in speaker_source.c and speaker_pronoun.c. Knows the attributes that rules of the layer `name` set (type, kind,
 * bare, role, gender, titled, guess, definite, number, person, use); knows no word of any language. */
#ifndef FIND_SPEAKER_CAST_H
#define FIND_SPEAKER_CAST_H

#include "match/match.h"

/* A chain holds the entities that share a word; beyond the limit the oldest are not looked at, which keeps long lists linear. */
enum { ENTITY_NONE = UINT32_MAX, ENTITY_OPEN = UINT32_MAX - 1, NAME_WORDS_MOST = 16, CHAIN_MOST = 64, ROLE_WORDS_MOST = 32 };

typedef struct {
    hs_str   name;             /* as written, white space collapsed                                    */
    hs_str  *words;            /* folded, without marks and what follows a name (Jr.)                  */
    uint32_t word_count;
    hs_str   type, role;
    hs_str  *role_words;       /* folded, of all roles that the article gives                          */
    uint32_t role_count, role_cap;
    char     gender;           /* m f, or 0: not known                                                 */
    bool     is_guess;         /* only capitals say that it is a name                                  */
    bool     is_spoken;        /* has been a source                                                    */
    uint32_t first, last;      /* tokens of its first and last mention                                 */
    uint32_t named;            /* times it is named                                                    */
    uint32_t speaker;          /* index into layers->speakers, or ENTITY_NONE                          */
} entity;

typedef struct {
    token_range range;
    uint32_t    entity;
    bool        is_head;       /* no part of a longer phrase (not "Cruz" in "Cruz supporters")         */
    bool        is_quoted;
} mention;

typedef struct { uint32_t entity, next; } chain_link;

/* A source already understood: where, and who it was. */
typedef struct { token_range range; uint32_t claim, entity; } voice;

typedef struct {
    match_run *run;
    const layer *names;
    entity    *entities;  uint32_t entity_count, entity_cap;
    mention   *mentions;  uint32_t mention_count;              /* parallel to the layer's annotations  */
    voice     *voices;    uint32_t voice_count, voice_cap;     /* in text order of the source          */
    strmap     heads, phrases;         /* word or initials -> first link; type and noun phrase -> entity */
    chain_link *links;    uint32_t link_count, link_cap;
    /* per token: its sentence; its outer quotation, the innermost claim in whose content it lies, or UINT32_MAX */
    uint32_t  *sentence_of, *quotation_of, *claim_of;
    uint32_t  *said_by;                                        /* per claim: its first entity, ENTITY_NONE, or ENTITY_OPEN */
    uint32_t   most_named[2];                                  /* man, woman; ENTITY_OPEN until wanted */
} cast;

/** Gathers the names of the article. */
hs_status cast_open(cast *c, match_run *run, hs_error *error);

/** The entity with exactly this name and type, made if new. */
uint32_t cast_entity(cast *c, hs_str name, hs_str type, uint32_t at);

/** The mention that is the annotation, by its address in the layer. */
static inline const mention *cast_mention(const cast *c, const annotation *a)
{
    return &c->mentions[a - c->names->items];
}

/** Adds the words of a role by which the entity may be meant later; the first role is the one that is shown. */
void cast_add_role(cast *c, uint32_t e, hs_str role);

/** Is the word one of its roles'? */
bool cast_has_role(const entity *e, hs_str word);

/** The text of the tokens with white space collapsed, in the document's arena. */
hs_str cast_text(const cast *c, token_range r);

/** Does a phrase go on at this token: a noun, adjective, number, or a hyphen that joins? */
bool cast_goes_on(const cast *c, uint32_t token_index, uint32_t end);

/** Is the token a clitic ('s) right after a noun? */
bool cast_is_clitic(const cast *c, uint32_t token_index);

/** Folded words of a piece of text, at most NAME_WORDS_MOST. */
uint32_t cast_words(const cast *c, hs_str s, hs_str **out);

/* ---- sources (speaker_source.c), pronouns (speaker_pronoun.c) ------------------------------------------------------- */

enum { SOURCES_MOST = 8 };

/** The first entity of a claim's source, read now if it wasn't yet; ENTITY_NONE if there is none. */
uint32_t claim_entity(cast *c, uint32_t claim_index);

/** The entities that a source span means: at most SOURCES_MOST; 0 if nobody can be identified. */
uint32_t source_entities(cast *c, token_range source, uint32_t out[SOURCES_MOST]);

/** The entity that a noun phrase of the source layer's kind `noun` stands for. */
uint32_t source_noun(cast *c, token_range phrase, const annotation *head);

/** The entity that a pronoun stands for, or ENTITY_NONE. */
uint32_t pronoun_entity(cast *c, const annotation *pronoun);

/** The entity of the noun phrase directly before the token (for "who", "which"), or ENTITY_NONE. `is_personal`: who, not which. */
uint32_t antecedent_entity(cast *c, uint32_t token_index);

#endif
