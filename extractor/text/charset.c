/* charset.c - labels, BOMs, the guess, and the fast scan for bytes that need no decoding.
 *
 * Clean text is read eight bytes at a time: in a word of bytes, b | (b - 0x20) has its high bit set exactly where a byte is
 * a control or not ASCII (up to the first such byte, which is all that is asked). */
#include "text/charset.h"

#include "base/utf8.h"

#define EACH_BYTE(b) (0x0101010101010101ULL * (b))

enum { SNIFF_BYTES = 8192 };

static const struct { const char *label; charset set; } labels[] = {
    { "utf-8", CHARSET_UTF8 }, { "utf8", CHARSET_UTF8 },
    { "utf-16", CHARSET_UTF16LE }, { "utf-16le", CHARSET_UTF16LE }, { "utf-16be", CHARSET_UTF16BE },
    { "windows-1252", CHARSET_WINDOWS_1252 }, { "cp1252", CHARSET_WINDOWS_1252 }, { "iso-8859-1", CHARSET_WINDOWS_1252 },
    { "latin1", CHARSET_WINDOWS_1252 }, { "us-ascii", CHARSET_WINDOWS_1252 }, { "ascii", CHARSET_WINDOWS_1252 },
};

const char *charset_labels(void)
{
    return "utf-8, utf-16le, utf-16be, utf-16, windows-1252 (also called cp1252, iso-8859-1, latin1, us-ascii)";
}

const char *charset_name(charset set)
{
    static const char *const names[] = { "utf-8", "utf-16le", "utf-16be", "windows-1252", "unknown" };
    return names[set];
}

static bool equals_caseless(hs_str a, const char *lower)
{
    if (a.len != strlen(lower)) return false;
    for (size_t i = 0; i < a.len; i++) {
        char c = a.ptr[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c + ('a' - 'A'));
        if (c != lower[i]) return false;
    }
    return true;
}

charset charset_from(hs_str label)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (equals_caseless(label, labels[i].label)) return labels[i].set;
    return CHARSET_UNKNOWN;
}

/* The bytes 0x80-0x9F of windows-1252 (WHATWG index); the five that Microsoft leaves undefined are 0. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

uint32_t charset_windows_1252(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

/* ---- the fast scan ---------------------------------------------------------------------------------------------------- */

static bool is_plain(char c)
{
    unsigned char u = (unsigned char)c;
    return (u >= 0x20 && u < 0x80) || c == '\n' || c == '\t' || c == '\r';
}

/* The first byte at or after p that is a control (newlines too) or not ASCII, or end. */
static const char *skip_printable(const char *p, const char *end)
{
    uint64_t word;
    while (end - p >= 8) {
        memcpy(&word, p, 8);
        uint64_t special = (word | (word - EACH_BYTE(0x20))) & EACH_BYTE(0x80);
        if (special) {
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
            return p + (__builtin_ctzll(special) >> 3);
#else
            break;
#endif
        }
        p += 8;
    }
    while (p < end && (unsigned char)*p >= 0x20 && (unsigned char)*p < 0x80) p++;
    return p;
}

size_t charset_ascii_prefix(hs_str s)
{
    const char *p = s.ptr, *end = s.ptr + s.len;
    while ((p = skip_printable(p, end)) < end && is_plain(*p)) p++;
    return (size_t)(p - s.ptr);
}

static bool is_noncharacter(const char *p) /* U+FFFE or U+FFFF, of three valid bytes */
{
    return p[0] == '\xEF' && p[1] == '\xBF' && (p[2] == '\xBE' || p[2] == '\xBF');
}

size_t charset_clean_prefix(hs_str s)
{
    const char *p = s.ptr, *end = s.ptr + s.len;
    while ((p = skip_printable(p, end)) < end) {
        if (is_plain(*p)) {
            p++;
            continue;
        }
        size_t n = (unsigned char)*p < 0x20 ? 0 : utf8_check(p, end);
        if (!n || (n == 3 && is_noncharacter(p))) break;
        p += n;
    }
    return (size_t)(p - s.ptr);
}

/* ---- the guess ---------------------------------------------------------------------------------------------------------- */

static uint32_t bom_length(hs_str bytes, charset set)
{
    static const hs_str marks[] = { { "\xEF\xBB\xBF", 3 }, { "\xFF\xFE", 2 }, { "\xFE\xFF", 2 } };
    return set <= CHARSET_UTF16BE && str_starts(bytes, marks[set]) ? (uint32_t)marks[set].len : 0;
}

charset_guess charset_given(hs_str bytes, charset set)
{
    charset_guess guess = { .set = set, .bom = bom_length(bytes, set) };
    hs_str rest = { bytes.ptr + guess.bom, bytes.len - guess.bom };
    if (set == CHARSET_UTF8) guess.is_clean = charset_clean_prefix(rest) == rest.len;
    if (set == CHARSET_WINDOWS_1252) guess.is_clean = charset_ascii_prefix(rest) == rest.len;
    return guess;
}

static bool all_defined(hs_str bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        if ((unsigned char)bytes.ptr[i] >= 0x80 && !charset_windows_1252((unsigned char)bytes.ptr[i])) return false;
    return true;
}

static uint32_t count_sequences(hs_str bytes)
{
    uint32_t count = 0;
    for (const char *p = bytes.ptr, *end = p + bytes.len; p < end;) {
        size_t n = utf8_check(p, end);
        count += n > 1;
        p += n ? n : 1;
    }
    return count;
}

charset_guess charset_detect(hs_str bytes)
{
    for (charset set = CHARSET_UTF8; set <= CHARSET_UTF16BE; set++)
        if (bom_length(bytes, set)) return charset_given(bytes, set);
    charset_guess guess = charset_given(bytes, CHARSET_UTF8);
    if (guess.is_clean || utf8_valid_prefix(bytes) == bytes.len || !all_defined(bytes)) return guess;
    guess = charset_given(bytes, CHARSET_WINDOWS_1252);
    guess.utf8_sequences = count_sequences(bytes);
    return guess;
}

/* ---- what is no text ------------------------------------------------------------------------------------------------------ */

static const struct { hs_str magic; const char *kind; } magics[] = {
    { { "%PDF-", 5 }, "a PDF" },
    { { "PK\x03\x04", 4 }, "a zip archive or an office document" },
    { { "\x1F\x8B", 2 }, "gzip data" },
    { { "\x28\xB5\x2F\xFD", 4 }, "zstd data" },
    { { "\xFD" "7zXZ", 5 }, "xz data" },
    { { "BZh", 3 }, "bzip2 data" },
    { { "\x89PNG", 4 }, "a PNG image" },
    { { "\xFF\xD8\xFF", 3 }, "a JPEG image" },
    { { "SQLite format 3", 15 }, "an SQLite database" },
};

/* Text has hardly any controls; compressed or compiled bytes have a tenth of them and more. A few in a short text are let
 * pass: they become U+FFFD. */
const char *charset_binary_kind(hs_str bytes, charset_guess guess)
{
    if (guess.set == CHARSET_UTF16LE || guess.set == CHARSET_UTF16BE) return NULL;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (str_starts(bytes, magics[i].magic)) return magics[i].kind;
    if (guess.is_clean) return NULL; /* no controls at all */
    size_t n = bytes.len < SNIFF_BYTES ? bytes.len : SNIFF_BYTES, controls = 0, zeros_odd = 0, zeros = 0;
    for (const char *p = bytes.ptr, *end = p + n; (p = skip_printable(p, end)) < end; p++) {
        controls += (unsigned char)*p < 0x20 && !is_plain(*p) && *p != '\f';
        zeros += *p == 0;
        zeros_odd += *p == 0 && ((p - bytes.ptr) & 1);
    }
    if (controls <= 4 + n / 25) return NULL;
    if (zeros > n / 3) return zeros_odd > zeros / 2 ? "many NUL bytes, perhaps utf-16le" : "many NUL bytes, perhaps utf-16be";
    return "many control bytes";
}
