/* options.c - parsing by the table, and the words for what is wrong. */
#include "command/options.h"

#include "command/nearest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const command_page *page;
    terminal            err;
    void               *settings;
    text_list          *operands;
    int                 argc, at;
    char              **argv;
} parse;

static bool complain(const parse *p, const char *what, const char *detail)
{
    terminal_error(&p->err, "%s%s (hearsay %s --help shows all options)", what, detail, p->page->name);
    return false;
}

/* ---- values ----------------------------------------------------------------------------------------------------- */

/* The number of the word in "a|b|c", or -1. */
static int word_number(const char *words, const char *word, size_t len)
{
    int number = 0;
    for (const char *at = words; ; number++) {
        size_t n = strcspn(at, "|");
        if (n == len && memcmp(at, word, len) == 0) return number;
        if (!at[n]) return -1;
        at += n + 1;
    }
}

static bool wrong_word(const parse *p, const option *o, const char *word, size_t len)
{
    char detail[400];
    nearest n = nearest_begin((hs_str){ word, len });
    for (const char *at = o->value; *at; at += strcspn(at, "|"), at += *at == '|') nearest_try(&n, (hs_str){ at, strcspn(at, "|") });
    hs_str best = nearest_word(&n);
    if (best.len)
        snprintf(detail, sizeof detail, " '%.*s': did you mean %.*s?", (int)(len < 80 ? len : 80), word, (int)best.len, best.ptr);
    else
        snprintf(detail, sizeof detail, " '%.*s': it is one of %s", (int)(len < 80 ? len : 80), word, o->value);
    char what[80];
    snprintf(what, sizeof what, "unknown --%s", o->name);
    return complain(p, what, detail);
}

static bool wrong_value(const parse *p, const option *o, const char *value, const char *expected)
{
    char detail[300];
    snprintf(detail, sizeof detail, "--%s '%.100s': %s is expected", o->name, value, expected);
    return complain(p, "", detail);
}

static bool read_choices(const parse *p, const option *o, const char *value, uint32_t *bits)
{
    for (const char *at = value;; at++) {
        size_t n = strcspn(at, ",");
        int number = word_number(o->value, at, n);
        if (number < 0) return wrong_word(p, o, at, n);
        *bits |= UINT32_C(1) << number;
        at += n;
        if (!*at) return true;
    }
}

static bool read_number(const char *value, double least, double most, bool has_unit, double *out)
{
    char *end;
    errno = 0;
    if (!((*value >= '0' && *value <= '9') || *value == '.')) return false;
    *out = strtod(value, &end);
    if (has_unit && *end && strchr("kKmMgG", *end)) {
        *out *= *end == 'k' || *end == 'K' ? 1024.0 : *end == 'm' || *end == 'M' ? 1048576.0 : 1073741824.0;
        end++;
    }
    return !errno && !*end && *out >= least && *out <= most;
}

static bool is_digits(const char *value)
{
    return *value && strspn(value, "0123456789") == strlen(value);
}

static bool add_text(text_list *list, const char *value)
{
    const char **grown = realloc(list->items, (list->count + 1) * sizeof *grown);
    if (!grown) return false;
    list->items = grown;
    list->items[list->count++] = value;
    return true;
}

static bool store(const parse *p, const option *o, const char *value)
{
    char *field = (char *)p->settings + o->offset;
    uint32_t *count = (uint32_t *)(void *)field;
    double number;
    int word;
    switch (o->kind) {
    case OPTION_FLAG: *(bool *)(void *)field = true; return true;
    case OPTION_TEXT: *(const char **)(void *)field = value; return true;
    case OPTION_LIST: return add_text((text_list *)(void *)field, value) || complain(p, "out of memory", "");
    case OPTION_COUNT:
        if (!is_digits(value) || !read_number(value, 1, 100000, false, &number)) return wrong_value(p, o, value, "a number from 1");
        *count = (uint32_t)number;
        return true;
    case OPTION_SIZE:
        if (!read_number(value, 1, 4294967295.0, true, &number)) return wrong_value(p, o, value, "a size such as 500K or 8M, below 4G");
        *count = (uint32_t)number;
        return true;
    case OPTION_SHARE:
        if (!read_number(value, 0, 1, false, &number)) return wrong_value(p, o, value, "a number from 0 to 1");
        *(double *)(void *)field = number;
        return true;
    case OPTION_CHOICE:
        word = word_number(o->value, value, strlen(value));
        if (word < 0) return wrong_word(p, o, value, strlen(value));
        *count = (uint32_t)word;
        return true;
    case OPTION_CHOICES: return read_choices(p, o, value, count);
    }
    return false;
}

/* ---- names ------------------------------------------------------------------------------------------------------ */

static const option *find_long(const command_page *page, const char *name, size_t len)
{
    for (size_t i = 0; i < page->option_count; i++)
        if (strlen(page->options[i].name) == len && memcmp(page->options[i].name, name, len) == 0) return &page->options[i];
    return NULL;
}

static const option *find_letter(const command_page *page, char letter)
{
    for (size_t i = 0; i < page->option_count; i++)
        if (page->options[i].letter && page->options[i].letter == letter) return &page->options[i];
    return NULL;
}

static bool unknown_option(const parse *p, const char *name, size_t len)
{
    char detail[300];
    nearest n = nearest_begin((hs_str){ name, len });
    for (size_t i = 0; i < p->page->option_count; i++) nearest_try(&n, from_text(p->page->options[i].name));
    nearest_try(&n, from_text("help"));
    hs_str best = nearest_word(&n);
    int shown = (int)(len < 100 ? len : 100);
    if (best.len) snprintf(detail, sizeof detail, " --%.*s: did you mean --%.*s?", shown, name, (int)best.len, best.ptr);
    else snprintf(detail, sizeof detail, " --%.*s", shown, name);
    return complain(p, "unknown option", detail);
}

/* The value after the option's own argument, or NULL (told). */
static const char *next_value(parse *p, const option *o)
{
    char detail[200];
    if (p->at + 1 < p->argc) return p->argv[++p->at];
    snprintf(detail, sizeof detail, "--%s needs a value: %s", o->name, o->value);
    complain(p, "", detail);
    return NULL;
}

static bool read_long(parse *p, const char *arg)
{
    size_t len = strcspn(arg, "=");
    const option *o = find_long(p->page, arg, len);
    char detail[100];
    if (!o) return unknown_option(p, arg, len);
    if (o->kind == OPTION_FLAG) {
        snprintf(detail, sizeof detail, "--%s takes no value", o->name);
        return arg[len] ? complain(p, "", detail) : store(p, o, "");
    }
    const char *value = arg[len] ? arg + len + 1 : next_value(p, o);
    return value && store(p, o, value);
}

static bool read_letters(parse *p, const char *arg)
{
    for (; *arg; arg++) {
        const option *o = find_letter(p->page, *arg);
        const char name[] = { ' ', '-', *arg, '\0' };
        if (!o) return complain(p, "unknown option", name);
        if (o->kind != OPTION_FLAG) {
            const char *value = arg[1] == '=' ? arg + 2 : arg[1] ? arg + 1 : next_value(p, o);
            return value && store(p, o, value);
        }
        if (!store(p, o, "")) return false;
    }
    return true;
}

static bool read_argument(parse *p, bool *is_literal)
{
    const char *arg = p->argv[p->at];
    if (!*is_literal && strcmp(arg, "--") == 0) {
        *is_literal = true;
        return true;
    }
    if (*is_literal || arg[0] != '-' || !arg[1]) return add_text(p->operands, arg) || complain(p, "out of memory", "");
    return arg[1] == '-' ? read_long(p, arg + 2) : read_letters(p, arg + 1);
}

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return true;
    return false;
}

options_outcome options_read(const command_page *page, int argc, char **argv, void *settings, text_list *operands)
{
    parse p = { page, terminal_open(stderr, COLOR_AUTO), settings, operands, argc, 0, argv };
    bool is_literal = false;
    if (asks_for_help(argc, argv)) {
        options_print_help(page, stdout);
        return OPTIONS_HELPED;
    }
    for (p.at = 0; p.at < argc; p.at++)
        if (!read_argument(&p, &is_literal)) return OPTIONS_WRONG;
    return OPTIONS_GO;
}

void options_free(const command_page *page, void *settings, text_list *operands)
{
    for (size_t i = 0; i < page->option_count; i++)
        if (page->options[i].kind == OPTION_LIST) free(((text_list *)(void *)((char *)settings + page->options[i].offset))->items);
    free(operands->items);
}

/* ---- help ------------------------------------------------------------------------------------------------------- */

enum { HELP_COLUMN = 29 };

static void print_option(const option *o, FILE *to)
{
    char left[200];
    int n = snprintf(left, sizeof left, "  %c%c%s --%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ', o->letter ? "," : " ",
                     o->name, o->value ? " " : "", o->value ? o->value : "");
    fputs(left, to);
    if (n >= HELP_COLUMN) {
        fputc('\n', to);
        n = 0;
    }
    for (const char *line = o->help; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        fprintf(to, "%*s%.*s\n", HELP_COLUMN - n, "", (int)strcspn(line, "\n"), line);
        n = 0;
    }
}

static void print_lines(const char *lines, FILE *to)
{
    for (; *lines; lines += strcspn(lines, "\n"), lines += *lines == '\n') fprintf(to, "  %.*s\n", (int)strcspn(lines, "\n"), lines);
}

void options_print_help(const command_page *page, FILE *to)
{
    static const option help = { 'h', "help", OPTION_FLAG, NULL, "this page", 0 };
    fprintf(to, "%s\n\n%s\n\nExamples:\n", page->summary, page->usage);
    print_lines(page->examples, to);
    fputs("\nOptions:\n", to);
    for (size_t i = 0; i < page->option_count; i++) print_option(&page->options[i], to);
    print_option(&help, to);
    fputs("\nExit codes:\n", to);
    print_lines(page->exits, to);
    fprintf(to, "\n%s\n", page->more);
}
