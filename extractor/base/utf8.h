/* utf8.h - reading valid UTF-8 one code point at a time, and finding where it is not valid.
 *
 * Text is made valid once, at intake; everywhere else utf8_next() may trust it. Classes of characters come from utf8proc. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/types.h"

/** Length in bytes (1-4) of the valid sequence at p, or 0 if the bytes there are not valid UTF-8. */
size_t utf8_check(const char *p, const char *end);

/** Bytes of the longest valid prefix. */
size_t utf8_valid_prefix(hs_str s);

/** Length of the maximal ill-formed subpart at p, as WHATWG decoders replace it by one U+FFFD. p is where utf8_check() gave 0. */
size_t utf8_bad_length(const char *p, const char *end);

/** Decodes the code point at p (valid text) and gives its length in bytes. */
uint32_t utf8_decode(const char *p, size_t *len);

/** Code points in the bytes (valid text). */
size_t utf8_count(hs_str s);

/** Writes the code point (not a surrogate) into out[4]; returns its length. */
size_t utf8_encode(uint32_t cp, char out[4]);

bool utf8_is_letter(uint32_t cp);
bool utf8_is_digit(uint32_t cp);
bool utf8_is_upper(uint32_t cp);
bool utf8_is_lower(uint32_t cp);
bool utf8_is_dash(uint32_t cp);        /* hyphen, en dash, em dash, and the underscore that wire copy has for one */
bool utf8_is_space(uint32_t cp);       /* white space, with NBSP and the like, without controls */
bool utf8_is_mark(uint32_t cp);        /* combining marks and format characters (joiners, soft hyphen) */
uint32_t utf8_fold(uint32_t cp);       /* simple lower case */

/** Versions of utf8proc and of the Unicode data in it. */
const char *utf8_library_version(void);
const char *utf8_unicode_version(void);

static inline bool utf8_is_continuation(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

#endif
