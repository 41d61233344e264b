/* options.h - the options of a command as one table, from which both parsing and --help are made.
 *
 *     static const option options[] = {
 *         { 'o', "output", OPTION_TEXT, "DIR", "a file per article below DIR", offsetof(settings, dir) },
 *     };
 *
 * Options and operands may be mixed; `--` ends the options; `-` is an operand; `--name=value`, `--name value`, `-j4` and `-j 4` are
 * the same. A value is stored in the command's settings at the table's offset, as the type of its kind. */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include "command/terminal.h"

typedef enum {
    OPTION_FLAG,      /* bool                                                                 */
    OPTION_TEXT,      /* const char *                                                         */
    OPTION_LIST,      /* text_list; may be given several times                                */
    OPTION_COUNT,     /* uint32_t, from 1                                                     */
    OPTION_SIZE,      /* uint32_t bytes, with K M G                                           */
    OPTION_SHARE,     /* double from 0 to 1                                                   */
    OPTION_CHOICE,    /* uint32_t: which of "a|b|c"                                           */
    OPTION_CHOICES    /* uint32_t bits: of a comma list of "a|b|c"                            */
} option_kind;

typedef struct { const char **items; size_t count; } text_list;

typedef struct {
    char        letter;    /* or '\0'                                                         */
    const char *name;
    option_kind kind;
    const char *value;     /* "DIR"; of choices the words, "xml|documents|jsonl"              */
    const char *help;      /* lines parted by '\n'                                            */
    size_t      offset;    /* in the settings                                                 */
} option;

typedef struct {
    const char   *name;      /* "extract"                                                     */
    const char   *summary;   /* one line                                                      */
    const char   *usage;     /* "hearsay extract [options] [PATH...|-]"                       */
    const char   *examples;  /* lines                                                         */
    const option *options;
    size_t        option_count;
    const char   *exits;     /* lines of "code  meaning"                                      */
    const char   *more;      /* where to read more                                            */
} command_page;

typedef enum { OPTIONS_GO, OPTIONS_HELPED, OPTIONS_WRONG } options_outcome;

/** Reads the arguments after the command's name into settings and operands (free both lists with options_free()).
 * --help prints the page on stdout; what is wrong is told on stderr. */
options_outcome options_read(const command_page *page, int argc, char **argv, void *settings, text_list *operands);
void options_free(const command_page *page, void *settings, text_list *operands);

void options_print_help(const command_page *page, FILE *to);

/* Every command has these two. */
#define OPTION_RULES(settings)                                                                                                      \
    { '\0', "rules", OPTION_LIST, "DIR", "a rule pack, instead of the standard one; may be given several times,\n"                 \
      "a later pack extends or overrides an earlier one", offsetof(settings, rules) }
#define OPTION_COLOR(settings)                                                                                                      \
    { '\0', "color", OPTION_CHOICE, "auto|always|never", "colours in messages (auto: on a terminal without NO_COLOR)",             \
      offsetof(settings, color) }

#endif
