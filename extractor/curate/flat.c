/* flat.c - see flat.h. */
#include "curate/flat.h"

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

void flat_write(hs_str s, buffer *out)
{
    bool is_open = false, has_gap = false;
    for (size_t i = 0; i < s.len; i++) {
        if (is_blank(s.ptr[i])) {
            has_gap = is_open;
            continue;
        }
        if (has_gap) buffer_char(out, ' ');
        buffer_char(out, s.ptr[i]);
        is_open = true;
        has_gap = false;
    }
}
