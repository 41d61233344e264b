/* error.c - errors as values: message, place, line and column. Prints nothing. */
#include "base/error.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

hs_status error_set(hs_error *error, hs_status status, const char *format, ...)
{
    if (!error) return status;
    *error = (hs_error){ .status = status };
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return status;
}

hs_status error_memory(hs_error *error)
{
    return error_set(error, HS_ERR_MEMORY, "out of memory");
}

void error_place(hs_error *error, hs_str file, hs_str bytes, hs_span where)
{
    if (!error) return;
    size_t at = where.start <= bytes.len ? where.start : bytes.len, line_start = 0;
    error->file = file;
    error->where = where;
    error->line = 1;
    for (size_t i = 0; i < at; i++)
        if (bytes.ptr[i] == '\n') {
            error->line++;
            line_start = i + 1;
        }
    error->column = 1 + (uint32_t)utf8_count((hs_str){ bytes.ptr + line_start, at - line_start });
}
