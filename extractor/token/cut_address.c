/* cut_address.c - where URLs and e-mail addresses end.
 *
 * A URL runs to the next white space, quotation mark or angle bracket, less the punctuation of the sentence it stands in:
 *   (see http://example.org/a_(b).)   ->   http://example.org/a_(b)
 * Knows characters only. */
#include "token/cut.h"

#include "base/utf8.h"

enum { LOCAL_MOST = 64, DOMAIN_MOST = 255 }; /* RFC 5321, 4.5.3.1: so that looking for "@" stays linear */

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static const char *span_of(const cutter *c, const char *p, const char *extra, size_t most)
{
    const char *from = p;
    while (p < c->end && (size_t)(p - from) <= most && *p && (is_alnum(*p) || strchr(extra, *p))) p++;
    return p;
}

const char *cut_email(const cutter *c, const char *p)
{
    const char *at = span_of(c, p, "._%+-", LOCAL_MOST);
    if (at == p || at >= c->end || *at != '@' || (size_t)(at - p) > LOCAL_MOST) return NULL;
    const char *end = span_of(c, at + 1, ".-", DOMAIN_MOST);
    while (end > at + 1 && !is_alnum(end[-1])) end--;
    bool has_dot = end > at + 1 && memchr(at + 1, '.', (size_t)(end - at - 1));
    return has_dot && !cut_is_word(c, end) ? end : NULL;
}

static bool ends_url(const cutter *c, const char *p)
{
    if ((unsigned char)*p < 0x80) return (unsigned char)*p <= ' ' || strchr("\"<>`{}|", *p) || (*p == '\'' && cut_is_space(c, p + 1));
    size_t n;
    uint32_t cp = utf8_decode(p, &n);
    return utf8_is_space(cp) || (cp >= 0x2010 && cp <= 0x2027) || cp == 0xAB || cp == 0xBB || cp == 0x2039 || cp == 0x203A;
}

const char *cut_url_rest(const cutter *c, const char *p)
{
    const char *end = p;
    int brackets = 0; /* open ones */
    while (end < c->end && !ends_url(c, end)) {
        brackets += *end == '(';
        if (*end == ')' && brackets-- == 0) break;
        end++;
        while (end < c->end && utf8_is_continuation(*end)) end++;
    }
    while (end > p && strchr(".,;:!?'*]", end[-1]) && end[-1]) end--;
    return end;
}
