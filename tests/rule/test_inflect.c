/* test_inflect.c - endings read backwards. */
#include "rule/inflect.h"

#include <criterion/criterion.h>

static bool fits(const char *pattern, const char *word)
{
    return inflect_fits((hs_str){ pattern, strlen(pattern) }, (hs_str){ word, strlen(word) });
}

Test(inflect, letters_sets_and_edges)
{
    cr_expect(fits(".", "anything"));
    cr_expect(fits("e", "close") && !fits("e", "stop"));
    cr_expect(fits("ch", "watch") && !fits("ch", "h"));
    cr_expect(fits("[^aeiou]y", "carry") && !fits("[^aeiou]y", "play") && !fits("[^aeiou]y", "y"));
    cr_expect(fits("[sxz]", "box") && !fits("[sxz]", "boy"));
    cr_expect(fits("^[^aeiou]*[aeiou][pt]", "stop") && fits("^[^aeiou]*[aeiou][pt]", "at"));
    cr_expect(!fits("^[^aeiou]*[aeiou][pt]", "visit") && !fits("^[^aeiou]*[aeiou][pt]", "sleep"));
    cr_expect(fits("^be", "be") && !fits("^be", "tube"));
}

/* A pattern from a broken pack reads no memory that isn't its own. */
Test(inflect, broken_patterns_are_letters)
{
    cr_expect(!fits("]", "stop") && fits("]", "a]"));
    cr_expect(!fits("a]", "stop") && fits("a]", "a]"));
    cr_expect(!fits("[]", "stop"), "an empty set has no letters");
    cr_expect(fits("[^]", "stop"));
    cr_expect(!fits("[", "stop") && !fits("*", "stop") && !fits("]*", "") == false);
}

Test(inflect, recipes)
{
    inflection_line lines[] = { { STR("verb"), STR("."), { STR("-1+ies"), STR("&ed"), STR("+s"), STR("-9+x"), STR("-"), STR("") }, 6 } };
    inflection table = { .lines = lines, .count = 1 };
    inflected out[INFLECT_FORMS];
    uint32_t n = inflect_regular(&table, STR("verb"), STR("stop"), out);
    cr_assert_eq(n, 5, "a form that drops more letters than there are is none");
    cr_expect(out[0].len == 6 && memcmp(out[0].text, "stoies", 6) == 0);
    cr_expect(out[1].len == 7 && memcmp(out[1].text, "stopped", 7) == 0);
    cr_expect(out[2].len == 5 && memcmp(out[2].text, "stops", 5) == 0);
    cr_expect_eq(inflect_regular(&table, STR("noun"), STR("stop"), out), 0);
    char longest[INFLECT_LENGTH + 1];
    memset(longest, 'a', sizeof longest);
    cr_expect_leq(inflect_regular(&table, STR("verb"), (hs_str){ longest, sizeof longest }, out), 1);
}
