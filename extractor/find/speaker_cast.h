/* speaker_cast.h - the cast of an article: every person, body, place, group or document it names, and where.
 *
 *   annotation of layer `name` ──► mention ──► entity      "Ana Ruiz" "Ruiz" "Sen. Ruiz"   one entity, three mentions
 *                                                          "New York Times" "the NYT"      one entity, two mentions
 *
 * An entity bears the fullest name that the article gives. What a source that is no name means (a noun phrase, a pronoun) is
 * found later, in speaker_source.c and speaker_pronoun.c. What rules say of a mention is read in mention.c; knows no word of any
 * language. */
#ifndef FIND_SPEAKER_CAST_H
#define FIND_SPEAKER_CAST_H

#include "find/claim_place.h"
#include "find/mention.h"
#include "find/name_words.h"
#include "match/match.h"

/* A chain holds the entities that share a word; beyond the limit the oldest are not looked at, which keeps long lists linear. */
enum { CHAIN_MOST = 64, ROLE_WORDS_MOST = 32 };
#define ENTITY_NONE UINT32_MAX
#define ENTITY_OPEN (UINT32_MAX - 1)
#define MENTION_NONE UINT32_MAX
#define ANNOTATION_NONE UINT32_MAX

typedef struct {
    hs_str      name;          /* as written, white space collapsed                                    */
    uint32_t   *words;         /* without what follows a name (Jr.)                                    */
    uint32_t    word_count;
    uint32_t    initials;      /* of a name of several words, as a word; or WORD_UNKNOWN               */
    entity_type type;
    hs_str      type_name, role, sort;
    uint32_t   *role_words;    /* of all roles that the article gives                                  */
    uint32_t    role_count, role_cap;
    uint32_t   *role_heads;    /* the nouns among them: mayor, of "former mayor of Linden"             */
    uint32_t    role_head_count, role_head_cap;
    char        gender;        /* m f, or 0: not known                                                 */
    bool        is_guess;      /* only capitals say that it is a name                                  */
    bool        is_spoken;     /* has been a source                                                    */
    bool        is_author;     /* of the article: says I, never he                                     */
    uint32_t    first, last;   /* tokens of its first and last mention                                 */
    uint32_t    named;         /* times it is named                                                    */
    uint32_t    speaker;       /* index into layers->speakers, or ENTITY_NONE                          */
} entity;

typedef struct { uint32_t entity, next; } chain_link;

/* A source already understood: where, and who it was. */
typedef struct { uint32_t at, sentence, quotation, entity; } voice;

typedef struct {
    match_run *run;
    const layer *names;
    entity    *entities;  uint32_t entity_count, entity_cap;
    mention   *mentions;  uint32_t mention_count, mention_cap; /* disjoint, in text order              */
    voice     *voices;    uint32_t voice_count, voice_cap;     /* in text order of the source          */
    word_list  words;
    uint32_t  *heads;     uint32_t head_count;                 /* per word: first link of its chain    */
    chain_link *links;    uint32_t link_count, link_cap;
    strmap     phrases;                                        /* type and noun phrase -> entity       */
    uint32_t  *mention_of;                                     /* per token, or MENTION_NONE           */
    token_range *quotations; uint32_t quotation_count;         /* outer ones                           */
    contents   contents; bool has_contents;                    /* made when first wanted               */
    uint32_t  *said_by;                                        /* per claim: its first entity, ENTITY_NONE, or ENTITY_OPEN */
    uint32_t   most_named[2];                                  /* man, woman; ENTITY_OPEN until wanted */
} cast;

/** Gathers the names of the article. */
hs_status cast_open(cast *c, match_run *run, hs_error *error);

/** The mention that covers the token, or NULL. */
static inline const mention *mention_over(const cast *c, uint32_t token_index)
{
    uint32_t i = c->mention_of[token_index];
    if (i == MENTION_NONE) return NULL;
    if (!c->mentions[i].is_read) mention_read(&c->mentions[i], &c->names->items[c->mentions[i].annotation]);
    return &c->mentions[i];
}

/** The sentence of the token; its outer quotation, or UINT32_MAX. */
uint32_t cast_sentence(const cast *c, uint32_t token_index);
uint32_t cast_quotation(const cast *c, uint32_t token_index);

/** Does the token stand in a headline? */
bool cast_in_headline(const cast *c, uint32_t token_index);

/** The innermost claim in whose content the token lies, or CLAIM_NONE. */
uint32_t cast_claim(cast *c, uint32_t token_index);

/** The entity with exactly this name and type, made if new. */
uint32_t cast_entity(cast *c, hs_str name, entity_type type, hs_str type_name, uint32_t at);

/** Has the phrase been a source with this type already? */
bool cast_knows(const cast *c, hs_str name, hs_str type_name);

/** Adds a role by which the entity may be meant later, and the noun that is its head; the first role is what is shown. */
void cast_add_role(cast *c, uint32_t e, hs_str role, hs_str head);

/** Do the words, of which the last is the noun, name one of its roles? */
bool cast_has_role(const entity *e, const uint32_t *words, uint32_t count);

/** The text of the tokens with white space collapsed. */
hs_str cast_text(const cast *c, token_range r);

/** Does a phrase go on at this token: a noun, adjective, number, or a hyphen that joins? */
bool cast_goes_on(const cast *c, uint32_t token_index, uint32_t end);

/** Is the token a clitic ('s) right after a noun? */
bool cast_is_clitic(const cast *c, uint32_t token_index);

/** Is the mention no part of a longer phrase (not "Ruiz" in "Ruiz supporters")? */
bool cast_is_head(const cast *c, const mention *m);

/* ---- sources (speaker_source.c), pronouns (speaker_pronoun.c) ------------------------------------------------------- */

enum { SOURCES_MOST = 8 };

/** The first entity of a claim's source, read now if it wasn't yet; ENTITY_NONE if there is none. */
uint32_t claim_entity(cast *c, uint32_t claim_index);

/** The entities that a source span means: at most SOURCES_MOST; 0 if nobody can be identified. */
uint32_t source_entities(cast *c, token_range source, uint32_t out[SOURCES_MOST]);

/** The entity that a noun phrase stands for; `head`: its head, a mention of kind noun, or NULL. */
uint32_t source_noun(cast *c, token_range phrase, const mention *head);

/** The entity that a pronoun stands for, or ENTITY_NONE. */
uint32_t pronoun_entity(cast *c, const mention *pronoun);

/** The person or body that a description at the token means ("the banker", of whom no role is known; "the company"): the only
 * one of its type that spoke in the sentences before, if it begins its sentence or follows a mark ("…," the banker said); else,
 * of a body, the one of its sort that was named there or before it in its sentence, of several the one that the article names
 * most; or ENTITY_NONE. */
uint32_t described_entity(cast *c, uint32_t token_index, const mention *noun);

/** The entity of the noun phrase directly before the token (for "who", "which"), or ENTITY_NONE. */
uint32_t antecedent_entity(cast *c, uint32_t token_index);

#endif
