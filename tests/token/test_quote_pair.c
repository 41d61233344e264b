/* test_quote_pair.c - which quotation mark closes which. See reading_quotations() for the notation. */
#include "token/reading.h"

#include <criterion/criterion.h>

static void check(const char *bytes, const char *expected)
{
    reading r;
    reading_open(&r, (hs_str){ bytes, strlen(bytes) });
    const char *found = reading_quotations(&r);
    cr_expect(strcmp(found, expected) == 0, "\n  text     %s\n  found    %s\n  expected %s", bytes, found, expected);
    reading_close(&r);
}

Test(quote_pair, each_kind_of_mark)
{
    check("\"It's over,\" Xi said.", "<\"It's over,\"> Xi said.");
    check("“It’s over,” Xi said.", "<“It’s over,”> Xi said.");
    check("'It's over,' Xi said.", "<'It's over,'> Xi said.");
    check("‘It’s over,’ Xi said.", "<‘It’s over,’> Xi said.");
    check("``It's over,'' Xi said.", "<``It's over,''> Xi said.");
    check("''It's over,'' Xi said.", "<''It's over,''> Xi said.");
    check("‘‘It’s over,’’ Xi said.", "<‘‘It’s over,’’> Xi said.");
    check("«It's over,» Xi said.", "<«It's over,»> Xi said.");
    check("‹It's over,› Xi said.", "<‹It's over,›> Xi said.");
    check("„It's over,“ Xi said.", "<„It's over,“> Xi said.");
    check("“It's over,\" Xi said.", "<“It's over,\"> Xi said.");
    check("”It's over,” Xi said.", "<”It's over,”> Xi said.");
}

Test(quote_pair, straight_marks_by_place)
{
    check("He said (\"no\") and \"yes\".", "He said (<\"no\">) and <\"yes\">.");
    check("a \"pure\"—\"real\"—one", "a <\"pure\">—<\"real\">—one");
    check("\"A\" \"B\" \"C\"", "<\"A\"> <\"B\"> <\"C\">");
    check("the \"Spotlight\"'s end", "the <\"Spotlight\">'s end");
    check("He said \" no \" twice.", "He said <\" no \"> twice.");
    check("He said \"no \".", "He said <\"no \">.");
    check("\"yes\"/\"no\"", "<\"yes\">/<\"no\">");
    check("She said, \"I was—\" He left.", "She said, <\"I was—\"> He left.");
}

Test(quote_pair, apostrophes_are_no_marks)
{
    check("The workers' party and the states' rights.", "The workers' party and the states' rights.");
    check("Get 'em in the '70s, rock 'n' roll 'til O'Neill's.", "Get 'em in the '70s, rock 'n' roll 'til O'Neill's.");
    check("He said 'the workers' party' won.", "He said <'the workers' party'> won.");
    check("He said ‘the workers’ party’ won.", "He said <‘the workers’ party’> won.");
    check("A 'scare' word and 'other' words.", "A <'scare'> word and <'other'> words.");
    check("the 'heroes' and the 'villains' met", "the <'heroes'> and the <'villains'> met");
    check("\"The workers' party won,\" he said.", "<\"The workers' party won,\"> he said.");
    check("A stray 'mark opens nothing.", "A stray 'mark opens nothing.");
}

Test(quote_pair, nested)
{
    check("\"He said 'no' to me,\" Xi said.", "<\"He said <'no'> to me,\"> Xi said.");
    check("“He said ‘no’ to me,” Xi said.", "<“He said <‘no’> to me,”> Xi said.");
    check("'It was \"over\",' Xi said.", "<'It was <\"over\">,'> Xi said.");
    check("‘It was “over”,’ Xi said.", "<‘It was <“over”>,’> Xi said.");
    check("\"'No,' he said,\" Xi said.", "<\"<'No,'> he said,\"> Xi said.");
    check("\"He said 'no'\" was it.", "<\"He said <'no'>\"> was it.");
    check("“a “b” c” d", "<“a <“b”> c”> d");
    check("“a ‘b “c” d’ e”", "<“a <‘b <“c”> d’> e”>");
}

Test(quote_pair, several_paragraphs)
{
    check("Xi said: “It is over.\n“We won.\n“All of it.”\nHe left.", "Xi said: <“It is over.+>\n<+“We won.+>\n<+“All of it.”>\nHe left.");
    check("\"It is over.\n\"We won,\" he said.", "<\"It is over.+>\n<+\"We won,\"> he said.");
    check("“‘It is over.\n“‘We won,’” he said.", "<“<‘It is over.+>+>\n<+“<+‘We won,’>”> he said.");
    check("‘It is over.\n‘We won,’ he said.", "<‘It is over.+>\n<+‘We won,’> he said.");
}

Test(quote_pair, unclosed)
{
    check("“It is over.\nHe left.", "<“It is over.~>\nHe left.");
    check("He said \"it is over.\nHe left.", "He said <\"it is over.~>\nHe left.");
    check("\"It is over, Xi said. \"We won,\" he said.", "\"It is over, Xi said. <\"We won,\"> he said.");
    check("It is over,\" Xi said.", "It is over,\" Xi said.");
    check("It is 6'2\" tall. \"No,\" he said.", "It is 6'2\" tall. <\"No,\"> he said.");
    check("\"He is 6'2\" tall,\" she said.", "<\"He is 6'2\" tall,\"> she said.");
    check("a 12\" pipe", "a 12\" pipe");
    check("“They see that. “", "<“They see that. “>");
    check("\"", "\"");
    check("It is over. \"", "It is over. \"");
}

Test(quote_pair, links_and_flags)
{
    reading r;
    reading_open(&r, STR("“He said ‘no.’\n“Yes,” he said."));
    const tokens *t = &r.tokens;
    cr_assert_eq(t->quotation_count, 3);
    cr_assert(t->quotations[0].parent == UINT32_MAX && t->quotations[0].depth == 0 && t->quotations[0].is_open_ended);
    cr_assert(t->quotations[1].parent == 0 && t->quotations[1].depth == 1 && t->quotations[1].is_closed);
    cr_assert(t->quotations[2].continues == 0 && t->quotations[2].parent == UINT32_MAX && t->quotations[2].is_closed);
    for (uint32_t q = 0; q < 3; q++) {
        cr_assert(t->items[t->quotations[q].tokens.first].flags & TOKEN_OPENS);
        cr_assert(!t->quotations[q].is_closed || (t->items[t->quotations[q].tokens.last - 1].flags & TOKEN_CLOSES));
    }
    reading_close(&r);
}
