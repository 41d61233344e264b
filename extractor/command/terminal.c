/* terminal.c - see terminal.h. */
#include "command/terminal.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

terminal terminal_open(FILE *file, uint32_t choice)
{
    const char *name = getenv("TERM"), *without = getenv("NO_COLOR");
    terminal t = { .file = file, .is_terminal = isatty(fileno(file)) != 0 };
    bool is_capable = t.is_terminal && !(without && *without) && !(name && strcmp(name, "dumb") == 0);
    t.has_color = choice == COLOR_ALWAYS || (choice == COLOR_AUTO && is_capable);
    return t;
}

void terminal_style(const terminal *t, style s)
{
    static const char *const codes[] = { "\033[0m", "\033[1;31m", "\033[1;35m", "\033[1m", "\033[1;32m" };
    if (t->has_color) fputs(codes[s], t->file);
}

/* C0, DEL, and the C1 controls, which UTF-8 writes as C2 80 to C2 9F. */
static bool is_control(const char *p, size_t left, size_t *len)
{
    unsigned char c = (unsigned char)*p;
    *len = 1;
    if (c < 0x20 || c == 0x7F) return true;
    if (c != 0xC2 || left < 2 || (unsigned char)p[1] > 0x9F || (unsigned char)p[1] < 0x80) return false;
    *len = 2;
    return true;
}

void terminal_print(const terminal *t, hs_str s, bool is_text)
{
    size_t len;
    for (size_t i = 0; i < s.len; i += len) {
        bool is_kept = !is_control(s.ptr + i, s.len - i, &len) || (is_text && s.ptr[i] == '\n');
        if (is_kept) fwrite(s.ptr + i, 1, len, t->file);
        else fputc(s.ptr[i] == '\t' ? ' ' : '?', t->file);
    }
}

void terminal_error(const terminal *t, const char *format, ...)
{
    char line[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    terminal_style(t, STYLE_STRONG);
    fputs("hearsay: ", t->file);
    terminal_style(t, STYLE_PLAIN);
    terminal_print(t, from_text(line), false);
    fputc('\n', t->file);
}
