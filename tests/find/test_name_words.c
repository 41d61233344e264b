/* test_name_words.c - names cut into words and numbered, their initials, white space. */
#include "find/name_words.h"

#include "find/fold.h"

#include <criterion/criterion.h>
#include <stdio.h>

static arena memory;
static word_list list;

static void begin(void)
{
    arena_init(&memory);
    word_list_open(&list, &memory, 4);
}

static void end(void)
{
    arena_free(&memory);
}

TestSuite(name_words, .init = begin, .fini = end);

static hs_str of(const char *z)
{
    return (hs_str){ z, strlen(z) };
}

/* The words of the text, given by words of which each is its own only one: "ana ruiz". */
static void expect_words(const char *given, const char *expected)
{
    uint32_t got[NAME_WORDS_MOST], n = words_of(&list, of(given), got);
    char word[100];
    for (uint32_t i = 0; i < n; i++) {
        int used = 0;
        cr_assert_eq(sscanf(expected, " %99s%n", word, &used), 1, "%s has %u words", given, n);
        expected += used;
        cr_expect_eq(got[i], word_find(&list, of(word)), "%s: word %u is not %s", given, i, word);
    }
    cr_expect_eq(*expected, '\0', "%s has only %u words, not %s", given, n, expected);
    cr_expect_eq(words_last(&list, of(given)), n ? got[n - 1] : WORD_UNKNOWN);
}

Test(name_words, are_folded_and_cut)
{
    expect_words("Ana Ruiz", "ana ruiz");
    expect_words("ANA M. RUIZ", "ana m ruiz");
    expect_words("Ruiz-Marr's  5th\n", "ruiz marr's 5th");
    expect_words("O\xE2\x80\x99""Brien", "o'brien");
    expect_words("O`Brien", "o'brien");
    expect_words("\xC3\x89lodie Pe\xC3\xB1""a", "\xC3\xA9lodie pe\xC3\xB1""a");
    expect_words("", "");
    expect_words("--", "");
    expect_words("''", "");
    expect_words(" & ", "");
}

/* Short words are their own keys, longer ones are not. */
Test(name_words, of_any_length)
{
    char given[80];
    for (size_t len = 1; len < sizeof given; len++) {
        memset(given, 'a', len);
        given[len] = '\0';
        expect_words(given, given);
        given[len - 1] = 'b';
        expect_words(given, given);
    }
    for (size_t i = 1; i < 79; i++) {
        memset(given, 'a', i);
        given[i] = '\0';
        cr_expect_neq(word_find(&list, of(given)), WORD_UNKNOWN);
        for (size_t k = 1; k < i; k++) cr_expect_neq(word_find(&list, of(given)), word_find(&list, (hs_str){ given, k }));
    }
}

Test(name_words, many)
{
    char word[16];
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(word, sizeof word, "w%u", i);
        cr_assert_eq(word_find(&list, of(word)), WORD_UNKNOWN);
        cr_assert_eq(word_number(&list, of(word)), i);
    }
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(word, sizeof word, "w%u", i);
        cr_assert_eq(word_number(&list, of(word)), i);
    }
}

Test(name_words, at_most_sixteen)
{
    uint32_t got[NAME_WORDS_MOST];
    cr_expect_eq(words_of(&list, of("a b c d e f g h i j k l m n o p q r"), got), NAME_WORDS_MOST);
    cr_expect_eq(words_last(&list, of("a b c d e f g h i j k l m n o p q r")), word_find(&list, of("p")));
}

Test(name_words, initials)
{
    uint32_t nyt = words_initials(&list, of("New York Times"));
    cr_expect_neq(nyt, WORD_UNKNOWN);
    cr_expect_eq(words_acronym(&list, of("NYT")), nyt);
    cr_expect_eq(words_acronym(&list, of("N.Y.T.")), nyt);
    cr_expect_eq(words_initials(&list, of("Newer Yellow-Tree")), nyt);
    cr_expect_eq(words_initials(&list, of("New York and Times")), nyt);
    cr_expect_eq(words_acronym(&list, of("NYTx")), WORD_UNKNOWN);
    cr_expect_eq(words_acronym(&list, of("NY")), WORD_UNKNOWN);
    cr_expect_eq(words_acronym(&list, of("N\xC3\x89T")), WORD_UNKNOWN);
    cr_expect_eq(words_initials(&list, of("Times")), WORD_UNKNOWN);
    cr_expect_eq(words_initials(&list, of("A B C D E F G H I J K L M")), WORD_UNKNOWN);
    cr_expect_neq(nyt, word_number(&list, of("nyt")));
}

static void expect_collapsed(const char *given, const char *expected)
{
    hs_str s = name_collapsed(&memory, of(given));
    cr_expect(str_eq(s, of(expected)), "%.*s, not %s", (int)s.len, s.ptr, expected);
}

Test(name_words, white_space)
{
    expect_collapsed("Ana Ruiz", "Ana Ruiz");
    expect_collapsed("  Ana \n\t Ruiz ", "Ana Ruiz");
    expect_collapsed("Ana\xC2\xA0Ruiz", "Ana Ruiz");
    expect_collapsed("Pe\xC3\xB1""a", "Pe\xC3\xB1""a");
    expect_collapsed(" ", "");
    expect_collapsed("", "");
}

/* The short way against the long one. */
Test(name_words, folding)
{
    static const char *const written[] = { "that", "That", "THAT", "O`Brien", "``", "''", "--", "'s", "1st", "\xC3\x89lodie", "a\xE2\x80\x94\x62", "", "A" };
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        cr_expect(str_eq(folded(&memory, of(written[i])), token_fold(&memory, of(written[i]))), "%s", written[i]);
}
