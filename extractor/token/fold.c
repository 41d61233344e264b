/* fold.c - normal forms for comparison: straight marks and dashes, lower case.
 *
 *   "’" "‘" "‚" "‛" "`"-> "'"     "“" "”" "„" "‟" "«" "»" "``" "''" -> "\""     "‐" "‑" "‒" "–" "—" "―" "−" "--" -> "-"     "…" -> "..."
 *
 * The doubled marks and dashes fold only where they are the whole form. Clean forms come back untouched. */
#include "token/token.h"

#include "base/utf8.h"

static const char *straight(uint32_t cp)
{
    switch (cp) {
    case '`': case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x2039: case 0x203A: case 0x02BC: return "'";
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0xAB: case 0xBB: return "\"";
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return "-";
    case 0x2026: return "...";
    default: return NULL;
    }
}

static const struct { const char *from, *to; } WHOLE[] = {
    { "``", "\"" }, { "''", "\"" }, { "‘‘", "\"" }, { "’’", "\"" }, { "--", "-" }, { "---", "-" },
};

static bool is_plain(hs_str s, bool lower)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x80 || c == '`' || (lower && c >= 'A' && c <= 'Z')) return false;
    }
    return true;
}

static hs_str convert(arena *memory, hs_str s, bool lower)
{
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++)
        if (str_is(s, WHOLE[i].from)) return (hs_str){ WHOLE[i].to, strlen(WHOLE[i].to) };
    if (is_plain(s, lower)) return s;
    char *out = s.len < SIZE_MAX / 2 ? arena_alloc(memory, 2 * s.len) : NULL; /* a two-byte letter may fold into three */
    if (!out) return STR("");
    size_t at = 0;
    for (size_t i = 0, n; i < s.len; i += n) {
        uint32_t cp = utf8_decode(s.ptr + i, &n);
        const char *plain = straight(cp);
        if (plain) {
            size_t len = strlen(plain);
            memcpy(out + at, plain, len);
            at += len;
        } else {
            at += utf8_encode(lower ? utf8_fold(cp) : cp, out + at);
        }
    }
    hs_str made = { out, at };
    return str_eq(made, s) ? s : made;
}

hs_str token_fold(arena *memory, hs_str s)
{
    return convert(memory, s, true);
}

hs_str token_straighten(arena *memory, hs_str s)
{
    return convert(memory, s, false);
}
