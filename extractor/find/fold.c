/* fold.c - lower case of ASCII; everything else is left to token_fold(). Knows no words. */
#include "find/fold.h"

static bool is_within(unsigned char c, unsigned char first, unsigned char last)
{
    return (unsigned char)(c - first) <= last - first;
}

/* Some marks fold as a whole: "``" "''" "--" "---". */
static bool may_be_mark(hs_str s)
{
    unsigned char c = s.len ? (unsigned char)s.ptr[0] : 0;
    return (s.len == 2 || s.len == 3) && !is_within(c | 0x20, 'a', 'z');
}

hs_str folded(arena *memory, hs_str s)
{
    bool has_upper = false;
    if (may_be_mark(s)) return token_fold(memory, s);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x80 || c == '`') return token_fold(memory, s);
        has_upper |= is_within(c, 'A', 'Z');
    }
    char *out = has_upper ? arena_alloc(memory, s.len) : NULL;
    if (!has_upper) return s;
    if (!out) return STR("");
    for (size_t i = 0; i < s.len; i++) out[i] = is_within((unsigned char)s.ptr[i], 'A', 'Z') ? (char)(s.ptr[i] | 0x20) : s.ptr[i];
    return (hs_str){ out, s.len };
}
