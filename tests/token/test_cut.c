/* test_cut.c - characters become tokens, case by case. */
#include "token/reading.h"

#include <criterion/criterion.h>

static void check(const char *bytes, const char *expected)
{
    reading r;
    reading_open(&r, (hs_str){ bytes, strlen(bytes) });
    const char *found = reading_tokens(&r);
    cr_expect(strcmp(found, expected) == 0, "\n  text     %s\n  found    %s\n  expected %s", bytes, found, expected);
    reading_close(&r);
}

Test(cut, plain_words)
{
    check("", "");
    check("   ", "");
    check("a", "a");
    check("said", "said");
    check("the bridge reopened on Tuesday", "the|bridge|reopened|on|Tuesday");
    check("internationalization straightforwardness antidisestablishmentarianism", "internationalization|straightforwardness|antidisestablishmentarianism");
    check("12345678 abcdefgh abcdefghi abcdefghijklmno abcdefghijklmnop", "12345678|abcdefgh|abcdefghi|abcdefghijklmno|abcdefghijklmnop");
    check("tabs\tand\rreturns\xC2\xA0hard\xE2\x80\xAFnarrow", "tabs|and|returns|hard|narrow");
    check("yes, (no); [so] {it} goes: end", "yes|,|(|no|)|;|[|so|]|{|it|}|goes|:|end");
}

Test(cut, clitics)
{
    check("It's over", "It|'s|over");
    check("It’s over", "It|’s|over");
    check("can't won't DON'T isn’t", "ca|n't|wo|n't|DO|N'T|is|n’t");
    check("they're we've I'll she'd I'm", "they|'re|we|'ve|I|'ll|she|'d|I|'m");
    check("they'd've", "they|'d|'ve");
    check("\"Spotlight\"'s and 1990's", "\"|Spotlight|\"|'s|and|1990|'s");
    check("do n't Xi 's", "do|n't|Xi|'s");
    check("workers' states’ Jones'", "workers|'|states|’|Jones|'");
    check("O'Neill O’Brien's o'clock rock'n'roll", "O'Neill|O’Brien|'s|o'clock|rock'n'roll");
    check("get 'em rock 'n' roll ’til", "get|'em|rock|'n'|roll|’til");
    check("the ’70s '80s ‘90s class of ’16", "the|’70s|'80s|‘90s|class|of|’16");
    check("'M' is 'S' ", "'|M|'|is|'|S|'");
}

Test(cut, joined_words)
{
    check("cannot Cannot CANNOT cannot.", "can|not|Can|not|CAN|NOT|can|not|.");
    check("gonna gonna? y'all Y’all 'tis", "gon|na|gon|na|?|y'|all|Y’|all|'t|is");
    check("10pm 10PM 5km 12th 1830s", "10|pm|10|PM|5|km|12th|1830s");
}

Test(cut, hyphens)
{
    check("well-known", "well|-|known");
    check("re-election Co-operate mid-1990s X-ray", "re-election|Co-operate|mid-1990s|X-ray");
    check("over-the-counter", "over|-|the|-|counter");
    check("pre- and post-war", "pre-|and|post|-|war");
    check("21-year-old COVID-19 F-16", "21|-|year|-|old|COVID|-|19|F|-|16");
    check("in -- and--that — word—word – --- -", "in|--|and|--|that|—|word|—|word|–|---|-");
    check("U.S.-led", "U.S.|-|led");
    check("-5 re-", "-|5|re|-");
}

/* A hyphen with white space around it has the form of a dash; one that joins, leads or follows hasn't, and neither has a list's. */
Test(cut, hyphen_for_dash)
{
    static const struct { const char *bytes; uint32_t token; const char *form; } cases[] = {
        { "the bridge - an old one - fell", 2, "--" }, { "the bridge - an old one - fell", 6, "--" }, { "over\xC2\xA0-\tin", 1, "--" },
        { "it fell -", 2, "--" },           { "well-known", 1, "-" },      { "over -5 there", 1, "-" },
        { "two- or", 1, "-" },              { "- the bridge", 0, "-" },    { "it fell\n- the bridge", 2, "-" },
        { "and -- so", 1, "--" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading r;
        reading_open(&r, (hs_str){ cases[i].bytes, strlen(cases[i].bytes) });
        cr_assert(cases[i].token < r.tokens.count, "%s", cases[i].bytes);
        hs_str read = r.forms.items[r.tokens.items[cases[i].token].form].text;
        cr_expect(str_is(read, cases[i].form), "%s: token %u is %.*s", cases[i].bytes, cases[i].token, (int)read.len, read.ptr);
        reading_close(&r);
    }
}

Test(cut, numbers)
{
    check("1,000 1,000,000 3.5 .5 10:30 2.00.", "1,000|1,000,000|3.5|.5|10:30|2.00|.");
    check("1,2,3 and 1,0000", "1|,|2|,|3|and|1|,|0000");
    check("$5 US$10 50% 20°C £3", "$|5|US|$|10|50|%|20|°|C|£|3");
    check("1-7 10-12 2015-16 21-14 50-100 1998-2004", "1|-|7|10|-|12|2015|-|16|21|-|14|50|-|100|1998|-|2004");
    check("22-506 555-1234 36-01 16802-6601 2015-09-22 555-123-4567", "22-506|555-1234|36-01|16802-6601|2015-09-22|555-123-4567");
    check("8–10 1871–72 9/11 1/2 and/or km/h", "8|–|10|1871|–|72|9/11|1/2|and|/|or|km|/|h");
    check("814.863.1874 L2 DH2017 6'2\" #1", "814.863.1874|L2|DH2017|6'2|\"|#|1");
    check("in 1805. 10. 1.The", "in|1805|.|10|.|1|.|The");
}

Test(cut, periods)
{
    check("It ended. Xi left.", "It|ended|.|Xi|left|.");
    check("Mr. Xi of Acme Inc. left", "Mr.|Xi|of|Acme|Inc.|left");
    check("the U.S. and U.S at 5 a.m. e.g. X.Y.Z. co", "the|U.S.|and|U.S|at|5|a.m.|e.g.|X.Y.Z.|co");
    check("J. R. Smith, George W. told J.Edgar", "J.|R.|Smith|,|George|W.|told|J.|Edgar");
    check("vitamin C. The end", "vitamin|C|.|The|end");
    check("Plan B.", "Plan|B|.");
    check("than I. Xi left", "than|I|.|Xi|left");
    check("c. 1818", "c.|1818");
    check("a Ph.D. in St. Louis GEN. ROY", "a|Ph.D.|in|St.|Louis|GEN.|ROY");
    check("ended.The Dr.Smith", "ended|.|The|Dr.|Smith");
    check("wait… and ... so.... what?! no!!! . . .", "wait|…|and|...|so|....|what|?!|no|!!!|.|.|.");
}

Test(cut, addresses)
{
    check("http://example.org/a_(b). (see https://example.org/x?y=1)", "http://example.org/a_(b)|.|(|see|https://example.org/x?y=1|)");
    check("www.example.org/x, example.com Node.js", "www.example.org/x|,|example.com|Node.js");
    check("a.b@c.org, x@y.co.uk.", "a.b@c.org|,|x@y.co.uk|.");
    check("@handle said #tag #MeToo @ 5", "@handle|said|#tag|#MeToo|@|5");
    check("“http://example.org”", "“|http://example.org|”");
    check("a:b http:// x@ @", "a|:|b|http|:|/|/|x|@|@");
}

Test(cut, signs)
{
    check("AT&T Q&A R&D x & y DH+Lib 50+ f*** sh*t word*", "AT&T|Q&A|R&D|x|&|y|DH+Lib|50|+|f***|sh*t|word|*");
    check("*** === ___ ~~~", "***|===|___|~~~");
    check("``Yes,'' he", "``|Yes|,|''|he");
    check("‘‘Yes’’ he", "‘‘|Yes|’’|he");
    check("“Yes,” «no» ‹so› „ja‚", "“|Yes|,|”|«|no|»|‹|so|›|„|ja|‚");
}

Test(cut, beyond_english)
{
    check("naïve café cafe\xCC\x81 Ελλάδα Москва 東京。", "naïve|café|cafe\xCC\x81|Ελλάδα|Москва|東京|。");
    check("😀😀 👩‍🔬 🇺🇸🇬🇧 👍🏽 ❤️!", "😀|😀|👩‍🔬|🇺🇸|🇬🇧|👍🏽|❤️|!");
    check("caf\xEF\xBF\xBD \xEF\xBF\xBD", "caf\xEF\xBF\xBD|\xEF\xBF\xBD");
    check("soft\xC2\xADhyphen zero\xE2\x80\x8Bwidth", "soft\xC2\xADhyphen|zero\xE2\x80\x8Bwidth");
    check("a\x01" "b\x7f", "a|\x01|b|\x7f");
    check("l’état aujourd'hui", "l’état|aujourd'hui");
}

Test(cut, without_tables)
{
    hs_span spans[8];
    hs_str piece = STR("can't re-elect Mr. O'Neill cannot");
    uint32_t n = token_cut(piece, NULL, spans, 8);
    cr_assert_eq(n, 8); /* can't re - elect Mr . O'Neill cannot */
    cr_assert(str_is(str_of(piece, spans[0]), "can't"));
    cr_assert(str_is(str_of(piece, spans[7]), "cannot"));
}

Test(cut, more_than_fit)
{
    hs_span spans[3];
    cr_assert_eq(token_cut(STR("a b c"), NULL, spans, 3), 3);
    cr_assert_eq(token_cut(STR("a b c d e"), NULL, spans, 3), 4);
    cr_assert_eq(token_cut(STR(""), NULL, spans, 3), 0);
    cr_assert_eq(token_cut(STR("a"), NULL, spans, 0), 1);
}
