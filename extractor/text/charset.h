/* charset.h - which encoding an article's bytes are taken to be in.
 *
 * Only four: what news archives really hold. Names are matched without case, by the common labels of the WHATWG list.
 * Knows bytes; knows nothing of how they become text (decode.c). */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/types.h"

typedef enum { CHARSET_UTF8, CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_WINDOWS_1252, CHARSET_UNKNOWN } charset;

typedef struct {
    charset  set;
    uint32_t bom;                /* bytes of the BOM before the text                                        */
    bool     is_clean;           /* the bytes after the BOM are the text: UTF-8 without forbidden characters */
    uint32_t utf8_sequences;     /* taken for windows-1252 though so many valid UTF-8 sequences are in it   */
} charset_guess;

/** "utf-8", "utf-16le", "utf-16be" or "windows-1252". */
const char *charset_name(charset set);

/** By label; CHARSET_UNKNOWN if the name is none we know. "utf-16" without a BOM is little-endian. */
charset charset_from(hs_str label);

/** The labels that charset_from() takes, for messages. */
const char *charset_labels(void);

/** Decides by BOM, else valid UTF-8, else windows-1252 if every byte is defined there, else UTF-8 with errors. */
charset_guess charset_detect(hs_str bytes);

/** The same for bytes that are said to be in `set`: looks for its BOM and whether there is anything to decode. */
charset_guess charset_given(hs_str bytes, charset set);

/** What kind of binary file this is ("a PDF", "gzip data", ...), or NULL if it may be text. */
const char *charset_binary_kind(hs_str bytes, charset_guess guess);

/** Code point of a windows-1252 byte; 0 for the five undefined ones (and for NUL). */
uint32_t charset_windows_1252(unsigned char byte);

/** Bytes of the longest prefix that is valid UTF-8 and has no character that XML 1.0 forbids. */
size_t charset_clean_prefix(hs_str s);

/** Bytes of the longest prefix of printable ASCII, TAB, LF and CR. */
size_t charset_ascii_prefix(hs_str s);

/** XML 1.0 forbids the C0 controls but TAB LF CR, surrogates, U+FFFE and U+FFFF. */
static inline bool charset_is_forbidden(uint32_t cp)
{
    return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0xD800 && cp <= 0xDFFF) || cp == 0xFFFE || cp == 0xFFFF;
}

#endif
