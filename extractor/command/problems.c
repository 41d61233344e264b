/* problems.c - one problem as four lines at most:
 *
 *     rules/en/attribution.yaml:31:27: error[H021]: unknown lexicon %tel
 *        31 |       {source: @np} {cue: %tel} {hearer: @np}
 *           |                           ^^^^ did you mean %tell?
 */
#include "command/problems.h"

static void print_head(const problem_printer *p, const hs_problem *problem)
{
    bool is_error = problem->severity == HS_PROBLEM_ERROR;
    terminal_style(&p->err, STYLE_STRONG);
    if (problem->error.file.len) {
        terminal_print(&p->err, problem->error.file, false);
        if (problem->error.line) fprintf(p->err.file, ":%u:%u", problem->error.line, problem->error.column);
    } else {
        fputs("hearsay", p->err.file);
    }
    fputs(": ", p->err.file);
    terminal_style(&p->err, is_error ? STYLE_ERROR : STYLE_WARNING);
    fprintf(p->err.file, "%s[%s]", is_error ? "error" : "warning", problem->code);
    terminal_style(&p->err, STYLE_PLAIN);
    fputs(": ", p->err.file);
    terminal_print(&p->err, from_text(problem->error.message), false);
    fputc('\n', p->err.file);
}

static void print_source(const problem_printer *p, const hs_problem *problem)
{
    fprintf(p->err.file, "%5u | ", problem->error.line);
    terminal_print(&p->err, problem->source_line, false);
    fprintf(p->err.file, "\n      | %*s", (int)problem->error.column - 1, "");
    terminal_style(&p->err, STYLE_CARET);
    for (uint32_t i = 0; i < (problem->width ? problem->width : 1); i++) fputc('^', p->err.file);
    terminal_style(&p->err, STYLE_PLAIN);
    if (problem->help && *problem->help) {
        fputc(' ', p->err.file);
        terminal_print(&p->err, from_text(problem->help), false);
    }
    fputc('\n', p->err.file);
}

void problem_print(void *user, const hs_problem *problem)
{
    problem_printer *p = user;
    bool is_warning = problem->severity == HS_PROBLEM_WARNING;
    p->errors += !is_warning;
    p->warnings += is_warning;
    if (is_warning && p->hides_warnings) return;
    print_head(p, problem);
    if (problem->error.line && problem->source_line.len) print_source(p, problem);
}
