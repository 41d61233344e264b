/* test_split.c - what holds for every text: order, cover, nesting; and texts made to hurt. */
#include "token/reading.h"

#include "base/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* ---- properties ---------------------------------------------------------------------------------------------------- */

static void check_cover(const reading *r) /* every byte that is no white space lies in a token, and no white space does */
{
    hs_str bytes = r->text.bytes;
    uint32_t k = 0;
    size_t n;
    for (size_t i = 0; i < bytes.len; i += n) {
        uint32_t cp = utf8_decode(bytes.ptr + i, &n);
        while (k < r->tokens.count && r->tokens.items[k].end <= i) k++;
        bool inside = k < r->tokens.count && r->tokens.items[k].start <= i;
        cr_assert_eq(inside, !utf8_is_space(cp), "byte %zu", i);
        cr_assert(!inside || r->tokens.items[k].end >= i + n, "a character is cut at %zu", i);
    }
}

static void check_tokens(const reading *r)
{
    const tokens *t = &r->tokens;
    for (uint32_t i = 0; i < t->count; i++) {
        const token *k = &t->items[i];
        cr_assert(k->start < k->end && k->end <= r->text.bytes.len);
        cr_assert(i == 0 || t->items[i - 1].end <= k->start);
        cr_assert(reading_is_form(r->forms.items[k->form].text, str_of(r->text.bytes, (hs_span){ k->start, k->end })));
        bool spaced = i == 0 || t->items[i - 1].end < k->start;
        cr_assert_eq((k->flags & TOKEN_SPACE_BEFORE) != 0, spaced);
    }
}

static void check_ranges(const tokens *t)
{
    uint32_t at = 0, p = 0;
    for (uint32_t i = 0; i < t->sentence_count; i++) {
        cr_assert(t->sentences[i].first == at && t->sentences[i].last > at);
        at = t->sentences[i].last;
        while (t->paragraphs[p].last < at) p++;
        cr_assert(t->paragraphs[p].first <= t->sentences[i].first);
    }
    cr_assert_eq(at, t->count);
}

static void check_quotations(const tokens *t)
{
    for (uint32_t i = 0; i < t->quotation_count; i++) {
        const quotation *q = &t->quotations[i];
        cr_assert(q->tokens.first < q->tokens.last && q->tokens.last <= t->count);
        cr_assert(i == 0 || t->quotations[i - 1].tokens.first < q->tokens.first);
        cr_assert_eq(q->depth, q->parent == UINT32_MAX ? 0 : t->quotations[q->parent].depth + 1);
        if (q->parent != UINT32_MAX) {
            const quotation *outer = &t->quotations[q->parent];
            cr_assert(q->parent < i && outer->tokens.first < q->tokens.first && q->tokens.last <= outer->tokens.last);
            cr_assert(!outer->is_closed || q->tokens.last < outer->tokens.last);
        }
        if (q->continues != UINT32_MAX) cr_assert(q->continues < i && t->quotations[q->continues].is_open_ended);
        cr_assert(!(q->is_closed && q->is_open_ended));
        uint32_t p = 0;
        while (t->paragraphs[p].last <= q->tokens.first) p++;
        cr_assert(q->tokens.last <= t->paragraphs[p].last);
    }
}

static void check(hs_str bytes)
{
    reading r;
    reading_open(&r, bytes);
    check_tokens(&r);
    check_cover(&r);
    check_ranges(&r.tokens);
    check_quotations(&r.tokens);
    reading_close(&r);
}

/* ---- generated texts ------------------------------------------------------------------------------------------------ */

static uint32_t next_random(uint32_t *state) /* xorshift (Marsaglia 2003) */
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static const char *const PIECES[] = {
    " ", " ", " ", "\n", "\n\n", "a", "I", "said", "Xi", "The", "the", "Mr.", "U.S.", "n't", "'", "'", "\"", "\"", "“", "”", "‘", "’", "``", "''",
    "«", "»", ".", ".", ",", "!", "?", "…", "...", "-", "--", "—", "10", "2015", "1,000", ":", "/", "@", "#", "(", ")", "[", "]", "*", "&", "+",
    "s", "'s", "re-", "http://", "www.", "x.y", "é", "e\xCC\x81", "東", "😀", "\xE2\x80\x8D", "🇺🇸", "\xEF\xBF\xBD", "\x01", "\xC2\xA0", "\xE2\x80\xA8",
    "international", "straightforwardly", "cannot", "_", "=",
};

static hs_str generate(uint32_t *state, char *out, size_t cap)
{
    size_t len = 0, pieces = next_random(state) % 60;
    while (pieces--) {
        const char *piece = PIECES[next_random(state) % (sizeof PIECES / sizeof *PIECES)];
        char encoded[4];
        size_t n = strlen(piece);
        if (next_random(state) % 8 == 0) {
            uint32_t cp = next_random(state) % 0x110000;
            if (cp >= 0xD800 && cp <= 0xDFFF) cp = 0;
            n = utf8_encode(cp, encoded);
            piece = encoded;
        }
        if (len + n > cap) break;
        memcpy(out + len, piece, n);
        len += n;
    }
    return (hs_str){ out, len };
}

Test(split, random_soup)
{
    char bytes[2048];
    uint32_t state = 20261123;
    for (int i = 0; i < 20000; i++) {
        hs_str soup = generate(&state, bytes, sizeof bytes);
        char *exact = malloc(soup.len + 1); /* so that a sanitizer sees a byte read too far */
        memcpy(exact, soup.ptr, soup.len);
        exact = realloc(exact, soup.len ? soup.len : 1);
        check((hs_str){ exact, soup.len });
        free(exact);
    }
}

/* ---- texts made to hurt: all of them must take linear time ---------------------------------------------------------- */

Test(split, a_megabyte_of_one_thing, .timeout = 120)
{
    static const char *const THINGS[] = {
        "\"", "\" ", " \"", "“", "”", "“ ”", "‘", "’", "'", " '", "' ", "''", "“‘", "\"'", "«", "a\"", "\"a", ".\" ", "a'", "s' ", "‘a ",
        ".", ". ", "A.", "A. ", "a.", "a.b", "-", "a-", "re-", "1-", "1-1 ", "1,000", "1.", "9:99", "@", "a@", "@a.", "http://", "www.",
        "(", ".(", ".)", ".)(", "[1]", ". [1]", "*", "a*", "&", "a&", "_", "a", "abcdefghi", "é", "\xCC\x81", "\xE2\x80\x8D", "🇺🇸", "\x01", "…", "?!", "\n",
        "\"\n", "“a\n", "don't", "'em", "cannot ", "Mr.", "U.S. ",
    };
    enum { SIZE = 1 << 20 };
    char *bytes = malloc(SIZE);
    for (size_t k = 0; k < sizeof THINGS / sizeof *THINGS; k++) {
        size_t n = strlen(THINGS[k]), len = 0;
        for (; len + n <= SIZE; len += n) memcpy(bytes + len, THINGS[k], n);
        reading r;
        reading_open(&r, (hs_str){ bytes, len });
        check_tokens(&r);
        check_ranges(&r.tokens);
        reading_close(&r);
    }
    free(bytes);
}

/* ---- blocks --------------------------------------------------------------------------------------------------------- */

Test(split, furniture_has_no_tokens)
{
    reading r;
    reading_open(&r, STR("Bridge reopens\nSend us news\nIt ended."));
    r.text.blocks[1].kind = BLOCK_FURNITURE;
    cr_assert_eq(token_split(&r.tokens, &r.memory, &r.text, &r.tables, &r.forms, NULL), HS_OK);
    cr_assert_eq(r.tokens.count, 5);
    cr_assert_eq(r.tokens.paragraph_count, 2);
    cr_assert_eq(r.tokens.paragraph_block[1], 2);
    cr_assert_str_eq(reading_sentences(&r), "Bridge reopens / It ended.");
    reading_close(&r);
}

Test(split, adjacent_blocks_cut_words)
{
    reading r;
    reading_open(&r, STR("onetwo"));
    text_block blocks[2] = { { { 0, 3 }, BLOCK_BODY }, { { 3, 6 }, BLOCK_BODY } };
    r.text.blocks = blocks;
    r.text.block_count = 2;
    cr_assert_eq(token_split(&r.tokens, &r.memory, &r.text, &r.tables, &r.forms, NULL), HS_OK);
    cr_assert_eq(r.tokens.count, 2);
    cr_assert_eq(r.tokens.items[0].end, 3);
    reading_close(&r);
}

Test(split, the_same_forms_whatever_was_read_before)
{
    reading r;
    reading_open(&r, STR("It is over, it is."));
    cr_assert_eq(r.tokens.items[1].form, r.tokens.items[5].form);
    cr_assert_neq(r.tokens.items[0].form, r.tokens.items[4].form);
    uint32_t count = r.forms.count;
    cr_assert_eq(token_split(&r.tokens, &r.memory, &r.text, &r.tables, &r.forms, NULL), HS_OK);
    cr_assert_eq(r.forms.count, count);
    reading_close(&r);
}
