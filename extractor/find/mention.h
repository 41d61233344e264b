/* mention.h - what the rules of the layer `name` say of a name, a noun for people or bodies, a pronoun.
 *
 *   attribute            of a name or noun                      of a pronoun
 *   kind                 name, noun                             pronoun
 *   type                 person organization group place document, or another word
 *   bare, role           the name alone; what stands before it
 *   office               the noun that a role is short for
 *   titled, gender       m, f: by the title, by the name        gender: m f n
 *   guess                only capitals say that it is a name
 *   definite             a noun with "the"
 *   sort                 of a body, by name or noun: business, press ...; "the company" is no court
 *   number, person, use                                         pl; 1, 3; relative, indefinite
 *
 * Knows no word of any language. */
#ifndef FIND_MENTION_H
#define FIND_MENTION_H

#include "layer/layer.h"

typedef enum { MENTION_OTHER, MENTION_NAME, MENTION_NOUN, MENTION_PRONOUN } mention_kind;
typedef enum { TYPE_OTHER, TYPE_PERSON, TYPE_ORGANIZATION, TYPE_GROUP, TYPE_PLACE, TYPE_DOCUMENT } entity_type;
typedef enum { PERSON_OTHER, PERSON_FIRST, PERSON_THIRD } grammatical_person;

typedef struct {
    token_range  range;
    uint32_t     entity;        /* index into the cast, or ENTITY_NONE                                  */
    uint32_t     annotation;    /* its index in the layer; of a word that no rule annotated UINT32_MAX  */
    mention_kind kind;
    entity_type  type;
    hs_str       type_name;
    hs_str       bare, role, office; /* or ""                                                           */
    hs_str       sort;          /* or empty                                                             */
    char         gender;        /* of a name: m f, or 0; of a pronoun: its first letter, or 0           */
    grammatical_person person;
    bool         is_read;       /* else only range, kind, entity and quotation are known                */
    bool         is_guess, is_definite, is_plural, is_relative, is_indefinite;
    uint32_t     quotation;     /* the outer quotation it stands in, or UINT32_MAX                      */
} mention;

/** The kind alone: most nouns and pronouns are never asked about. */
mention_kind mention_kind_of(const annotation *a);

/** Fills everything but entity, annotation and quotation. */
void mention_read(mention *m, const annotation *a);

entity_type type_of_name(hs_str name);

#endif
