/* test_sentence.c - where sentences end. */
#include "token/reading.h"

#include <criterion/criterion.h>

static void check(const char *bytes, const char *expected)
{
    reading r;
    reading_open(&r, (hs_str){ bytes, strlen(bytes) });
    const char *found = reading_sentences(&r);
    cr_expect(strcmp(found, expected) == 0, "\n  text     %s\n  found    %s\n  expected %s", bytes, found, expected);
    reading_close(&r);
}

Test(sentence, plain)
{
    check("", "");
    check("It ended. Xi left. Why? No!", "It ended. / Xi left. / Why? / No!");
    check("Bridge reopens\nIt ended. Xi left", "Bridge reopens / It ended. / Xi left");
    check("One: two; three, four.", "One: two; three, four.");
    check("It ended.Then Xi left.", "It ended. / Then Xi left.");
    check("It ended (at 5). Xi left.", "It ended (at 5). / Xi left.");
    check("It ended. (Xi left.) Ruiz stayed.", "It ended. / (Xi left.) / Ruiz stayed.");
    check("It cost 3.5 percent. 10 left.", "It cost 3.5 percent. / 10 left.");
    check("It ended.[6] Xi left. [7] Ruiz stayed. [...] Healey too.", "It ended.[6] / Xi left. [7] / Ruiz stayed. [...] / Healey too.");
    check("1. The bridge. 2. The road.", "1. The bridge. / 2. The road.");
    check("The firm eBay grew. iPhones sold.", "The firm eBay grew. iPhones sold.");
    check("終わった。東京。", "終わった。東京。");
}

Test(sentence, abbreviations)
{
    check("Mr. Xi left. Dr. Ruiz stayed.", "Mr. Xi left. / Dr. Ruiz stayed.");
    check("He is at Acme Inc. The board left.", "He is at Acme Inc. / The board left.");
    check("He is at Acme Inc. President Ruiz left.", "He is at Acme Inc. President Ruiz left.");
    check("In the U.S. the law is old. In the U.S. Congress it is not.", "In the U.S. the law is old. / In the U.S. Congress it is not.");
    check("It began at 5 p.m. But Xi left.", "It began at 5 p.m. / But Xi left.");
    check("It began at 5 p.m. \"We left,\" he said.", "It began at 5 p.m. / \"We left,\" he said.");
    check("He sold cars, etc., and No. 5 too.", "He sold cars, etc., and No. 5 too.");
    check("J. R. Smith and George W. Hall left.", "J. R. Smith and George W. Hall left.");
    check("He takes vitamin C. The end.", "He takes vitamin C. / The end.");
    check("He is at Acme Inc.\nThe board left.", "He is at Acme Inc. / The board left.");
}

Test(sentence, datelines)
{
    check("LINDEN, Nov. 3 (Gazette) - The mayor left.", "LINDEN, Nov. 3 (Gazette) - / The mayor left.");
    check("Bridge reopens\nLINDEN, Ohio — The bridge is open. It is new.", "Bridge reopens / LINDEN, Ohio — / The bridge is open. / It is new.");
    check("Linden (Reuters) – \"No,\" he said.", "Linden (Reuters) – / \"No,\" he said.");
    check("ST. LINDEN (AP) _ He left.", "ST. LINDEN (AP) _ / He left.");
    check("LINDEN, N.H.—He left.", "LINDEN, N.H.— / He left.");
    check("Ana Ruiz - The mayor left.", "Ana Ruiz - The mayor left.");
    check("NATO - which met on Monday - left.", "NATO - which met on Monday - left.");
    check("IMF chief Ana Ruiz - He left.", "IMF chief Ana Ruiz - He left.");
    check("LINDEN (AP, on Monday - Ruiz left.", "LINDEN (AP, on Monday - Ruiz left.");
    check("LINDEN -", "LINDEN -");
    check("a\nb\nc\nd\ne\nf\nLINDEN (AP) - He left.", "a / b / c / d / e / f / LINDEN (AP) - He left.");
}

Test(sentence, ellipses)
{
    check("So ... it ended. And … he left.", "So ... it ended. / And … he left.");
    check("It ended ... then not.", "It ended ... then not.");
    check("So . . . it ended.", "So . . . it ended.");
    check("It ended… He left.", "It ended… / He left.");
}

Test(sentence, quotations)
{
    check("\"It's over.\" Xi left.", "\"It's over.\" / Xi left.");
    check("“It’s over.” Xi left.", "“It’s over.” / Xi left.");
    check("\"Is it over?\" he asked. He left.", "\"Is it over?\" he asked. / He left.");
    check("\"No!\" cried Ruiz. \"Go.\"", "\"No!\" cried Ruiz. / \"Go.\"");
    check("\"Is it over?\" Xi asked.", "\"Is it over?\" Xi asked.");
    check("\"Is it over?\" The mayor left.", "\"Is it over?\" / The mayor left.");
    check("\"It is over. We won,\" Xi said.", "\"It is over. / We won,\" Xi said.");
    check("Xi said, \"It is over.\" \"No,\" he said.", "Xi said, \"It is over.\" / \"No,\" he said.");
    check("She said: \"It is over.\" \"Is it?\" \"Yes.\"", "She said: \"It is over.\" / \"Is it?\" / \"Yes.\"");
    check("'It is over.' Xi left.", "'It is over.' / Xi left.");
    check("\"It is over (at last.)\" Xi left.", "\"It is over (at last.)\" / Xi left.");
    check("``It is over.'' Xi left.", "``It is over.'' / Xi left.");
}
