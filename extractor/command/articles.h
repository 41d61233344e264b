/* articles.h - the articles of a corpus one after another, for the commands that look at a corpus.
 *
 * Files, folders, JSON Lines and `-` as hearsay extract reads them, in its order. What can't be read is told on stderr. */
#ifndef COMMAND_ARTICLES_H
#define COMMAND_ARTICLES_H

#include "command/options.h"

typedef struct {
    const text_list *paths;
    const char      *published;   /* of articles without a date of their own, or NULL */
    uint32_t         color;
} articles_from;

/** Called for each article, on the calling thread. A status other than HS_OK rejects it with the error's message. */
typedef hs_status (*articles_fn)(void *user, const hs_article *article, hs_error *error);

/** @return an exit code */
int articles_each(const articles_from *from, const hs_rules *rules, articles_fn take, void *user);

#endif
