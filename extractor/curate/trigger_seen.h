/* trigger_seen.h - does a program's trigger occur in a stretch? Asked of the document itself, column by column, where the engine
 * works on bits: slower by far, and independent of it. Where the answer depends on what the engine doesn't keep (which classes a
 * word could have before the class rules), it is "perhaps". */
#ifndef CURATE_TRIGGER_SEEN_H
#define CURATE_TRIGGER_SEEN_H

#include "api/document.h"
#include "base/regex.h"

typedef struct {
    const hs_document *doc;
    arena              memory;
    match_run          run;        /* to ask for views and entries                                    */
    layers             own;        /* the engine's own layers: quotations                             */
    hs_str            *folded, *straight;   /* by token, made when first wanted                       */
    regex_run         *regexes;
    const stretch     *st;         /* that is looked at                                               */
    uint8_t          **known;      /* by layer and column: what was found out about this stretch      */
} trigger_seen;

hs_status trigger_begin(trigger_seen *t, const hs_document *doc, hs_error *error);
void trigger_end(trigger_seen *t);

/** The stretches of one view. */
const stretches *trigger_stretches(trigger_seen *t, uint32_t view);
/** Turns to another stretch. */
void trigger_look(trigger_seen *t, const stretch *st);

/** Does the program's trigger occur in the stretch for certain? A program without one: always. `in`: its layer. */
bool trigger_is_seen(trigger_seen *t, uint32_t in, const program *p);

/** Does the document touch the rule: does a trigger of its patterns, or another element of them that names words of its own, perhaps
 * occur in a stretch that the rule looks at? */
bool trigger_reaches(trigger_seen *t, const rule *r);

/** The trigger in the signs of the language: `%say or "," or 3 others`. */
void trigger_describe_program(const struct hs_rules *rules, uint32_t in, const program *p, char *out, size_t size);
/** That of the rule's first pattern. */
void trigger_describe(const struct hs_rules *rules, const rule *r, char *out, size_t size);

#endif
