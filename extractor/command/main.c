/* main.c - the table of commands, and what is said when none is named. */
#include "command/commands.h"
#include "command/exit_code.h"
#include "command/nearest.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

typedef struct {
    const command_page *page;
    int (*run)(int argc, char **argv);
} command;

static const command commands[] = {
    { &extract_page, command_extract }, { &verify_page, command_verify },   { &check_page, command_check },
    { &test_page, command_test },       { &explain_page, command_explain },
    { &find_page, command_find },       { &cover_page, command_cover },
    { &diff_page, command_diff },       { &score_page, command_score },
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].page->name, name) == 0) return &commands[i];
    return NULL;
}

static void print_versions(void)
{
    char line[300];
    hs_versions(line, sizeof line);
    puts(line);
}

static void print_short_help(FILE *to)
{
    fputs("hearsay finds who said what, when, and where they stand in news articles.\n\n"
          "  echo 'The mayor denied it on Tuesday.' | hearsay extract\n"
          "  hearsay extract articles/ -o out/\n\n"
          "hearsay --help shows the commands.\n", to);
}

static void print_help(void)
{
    fputs("hearsay finds who said what, when, and where they stand in news articles.\n\nExamples:\n"
          "  hearsay extract articles/ -o out/\n"
          "  hearsay verify out/\n"
          "  hearsay explain --text 'The mayor denied it on Tuesday.'\n\nCommands:\n", stdout);
    for (size_t i = 0; i < COMMANDS; i++) printf("  %-9s %s\n", commands[i].page->name, commands[i].page->summary);
    fputs("\nhearsay COMMAND --help   examples, options and exit codes of a command\n"
          "hearsay --version        the versions of hearsay and of what it is built with\n\n"
          "Exit codes:\n"
          "  0  done, also when nothing was found\n"
          "  1  some input was rejected, and the rest was done\n"
          "  2  wrong usage\n"
          "  3  the rules don't compile\n"
          "  4  output can't be written\n\n"
          "Environment:\n"
          "  HEARSAY_RULES  the rule pack where --rules isn't given\n"
          "  NO_COLOR       when set, no colours\n\n"
          COMMAND_MORE "\n", stdout);
}

static int unknown_command(const char *name)
{
    const terminal err = terminal_open(stderr, COLOR_AUTO);
    nearest n = nearest_begin(from_text(name[0] == '-' ? name + strspn(name, "-") : name));
    for (size_t i = 0; i < COMMANDS; i++) nearest_try(&n, from_text(commands[i].page->name));
    nearest_try(&n, from_text("help"));
    nearest_try(&n, from_text("version"));
    hs_str best = nearest_word(&n);
    bool is_option = name[0] == '-';
    const char *dashes = best.len && (memcmp(best.ptr, "help", 4) == 0 || memcmp(best.ptr, "version", 4) == 0) ? "--" : "";
    if (best.len)
        terminal_error(&err, "unknown %s %s: did you mean %s%.*s? (hearsay --help shows all)", is_option ? "option" : "command", name,
                       dashes, (int)best.len, best.ptr);
    else
        terminal_error(&err, "unknown %s %s (hearsay --help shows all)", is_option ? "option" : "command", name);
    return EXIT_USAGE;
}

static int help_for(const char *name)
{
    const command *c = name ? find_command(name) : NULL;
    if (name && !c) return unknown_command(name);
    if (c) options_print_help(c->page, stdout);
    else print_help();
    return EXIT_DONE;
}

static int dispatch(int argc, char **argv)
{
    if (argc < 2) {
        print_short_help(stderr);
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) return help_for(NULL);
    if (strcmp(name, "help") == 0) return help_for(argc > 2 ? argv[2] : NULL);
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0 || strcmp(name, "version") == 0) {
        print_versions();
        return EXIT_DONE;
    }
    const command *c = find_command(name);
    return c ? c->run(argc - 2, argv + 2) : unknown_command(name);
}

/* What was printed with stdio is only written when this says so: a full disk shows at the end. */
static bool stdout_was_written(void)
{
    bool is_ok = !ferror(stdout) && !fflush(stdout);
    int reason = errno;
    if (fclose(stdout) && is_ok) {
        is_ok = reason == EBADF || errno == EBADF; /* stdout was closed from the start and nothing was printed */
        reason = errno;
    }
    if (!is_ok) fprintf(stderr, "hearsay: standard output can't be written: %s\n", strerror(reason));
    return is_ok;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    int code = dispatch(argc, argv);
    return stdout_was_written() ? code : exit_worse(code, EXIT_OUTPUT);
}
