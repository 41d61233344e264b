/* test_time.c - time expressions as the rules would give them, and the values made of them.
 *
 * An article is a list of lines "TOKEN: attributes": each line is one expression of one token, a sentence of ten tokens begins
 * at 0, 10, 20 ... The values expected stand behind "=>". A line "TOKEN: tense=..." is the evidence of tense. */
#include "find/time.h"
#include "find/time_resolve.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

enum { TIME_LAYER, TENSE_LAYER, LAYERS, TOKENS = 200, SENTENCE = 10, LINES_MOST = 20 };

typedef struct {
    arena       memory;
    layers      l;
    tokens      tk;
    text        t;
    token_range sentences[TOKENS / SENTENCE];
    hs_str      expected[LINES_MOST];
    uint32_t    expected_count;
} article;

static hs_str slice(const char *from, const char *to)
{
    return (hs_str){ from, (size_t)(to - from) };
}

/* "unit=W shift=-1" into attributes. */
static annotation read_annotation(arena *memory, uint32_t at, hs_str line)
{
    annotation a = { .range = { at, at + 1 } };
    uint32_t cap = 0;
    const char *p = line.ptr, *end = line.ptr + line.len;
    while (p < end) {
        const char *space = memchr(p, ' ', (size_t)(end - p)), *stop = space ? space : end;
        const char *equals = memchr(p, '=', (size_t)(stop - p));
        if (equals) {
            attribute one = { slice(p, equals), slice(equals + 1, stop) };
            ARENA_PUSH(memory, a.attributes, a.attribute_count, cap, one);
        }
        p = stop + 1;
    }
    return a;
}

static void read_line(article *x, const char *line)
{
    char *rest;
    uint32_t at = (uint32_t)strtoul(line, &rest, 10);
    while (*rest == ':' || *rest == ' ') rest++;
    const char *arrow = strstr(rest, " => ");
    annotation a = read_annotation(&x->memory, at, arrow ? slice(rest, arrow) : (hs_str){ rest, strlen(rest) });
    bool is_tense = annotation_get(&a, "tense").len;
    layer_add(&x->l, is_tense ? TENSE_LAYER : TIME_LAYER, a);
    if (arrow) x->expected[x->expected_count++] = (hs_str){ arrow + 4, strlen(arrow + 4) };
}

static void begin(article *x, const char *published)
{
    *x = (article){ .tk = { .count = TOKENS, .sentences = x->sentences, .sentence_count = TOKENS / SENTENCE } };
    arena_init(&x->memory);
    layers_init(&x->l, &x->memory, LAYERS);
    for (uint32_t i = 0; i < TOKENS / SENTENCE; i++) x->sentences[i] = (token_range){ i * SENTENCE, (i + 1) * SENTENCE };
    x->t.published = (hs_str){ published, strlen(published) };
}

static void check(times_mode mode, const char *published, const char *const *lines)
{
    article x;
    hs_error error = { 0 };
    begin(&x, published);
    for (; *lines; lines++) read_line(&x, *lines);
    find_time_options options = { .mode = mode, .tense_layer = TENSE_LAYER };
    cr_assert_eq(find_times(&x.l, TIME_LAYER, &x.tk, &x.t, &options, &error), HS_OK);
    cr_assert_eq(x.l.time_count, x.expected_count);
    for (uint32_t i = 0; i < x.l.time_count; i++) {
        hs_str got = x.l.times[i].value, want = x.expected[i];
        cr_expect(str_eq(got, want), "time %u: %.*s instead of %.*s", i + 1, (int)got.len, got.ptr, (int)want.len, want.ptr);
    }
    arena_free(&x.memory);
}

#define NEWS(published, ...) check(TIMES_NEWS, published, (const char *const[]){ __VA_ARGS__, NULL })
#define NARRATIVE(published, ...) check(TIMES_NARRATIVE, published, (const char *const[]){ __VA_ARGS__, NULL })

Test(time, written_in_full)
{
    NEWS("2015-09-24",
         "0: type=DATE year=2015 month_word=09 day=24th => 2015-09-24",
         "1: type=DATE year=2016 month_word=05 => 2016-05",
         "2: type=DATE year=1998 => 1998",
         "3: type=DATE iso=2001-09-11 => 2001-09-11",
         "4: type=DATE mdy=9/11/01 => 2001-09-11",
         "5: type=DATE dmy=24.9.2015 => 2015-09-24",
         "6: type=DATE decade=1990s => 199",
         "7: type=DATE decade=80s => 198",
         "8: type=DATE century=20th => 19",
         "9: type=DATE year=44 era=bc month_word=03 day=15 => BC0044-03-15",
         "10: type=DATE year='98 => 1998",
         "11: type=DATE year=1988 quarter_word=3 => 1988-Q3",
         "12: type=DATE year=1990 half=1 => 1990-H1",
         "13: type=DATE year=1994 season=WI => 1994-WI",
         "14: type=DATE year=mid-1996 mod=MID => 1996",
         "15: type=DATE year=count hundreds_word=19 tens_word=90 count_word=6 => 1996",
         "16: type=DATE year=count count_word=2 times_word=1000 => 2000");
}

Test(time, what_does_not_exist_has_no_value)
{
    NEWS("2015-09-24",
         "0: type=DATE year=2015 month=02 day=29 => ",
         "1: type=DATE month=13 => ",
         "2: type=DATE month=04 day=31 => ",
         "3: type=DATE year=2015 month=09 weekday=5 nth=5 => ",
         "4: type=DATE year=99999999 => ",
         "5: type=DATE unit=Y shift=-99999999 => ",
         "6: type=DATE unit=W shift=99999999 => ",
         "7: type=TIME hour=25 => ",
         "8: type=DATE => ");
}

Test(time, relative_to_publication)
{
    NEWS("2015-09-24",
         "0: type=DATE unit=D shift=0 => 2015-09-24",
         "1: type=DATE unit=D shift=-1 => 2015-09-23",
         "2: type=DATE unit=W shift=0 => 2015-W39",
         "3: type=DATE unit=W shift=-1 => 2015-W38",
         "4: type=DATE unit=M count_word=6 direction=past => 2015-03",
         "5: type=DATE unit=Y shift=-1 => 2014",
         "6: type=DATE unit=Y shift=-1 month=05 => 2014-05",
         "7: type=DATE unit=Y shift=1 quarter=1 => 2016-Q1",
         "8: type=DATE unit=Y count=1,000 direction=past => 1015",
         "9: type=DATE unit=Q shift=-1 => 2015-Q2",
         "10: type=DATE unit=DE count=2 direction=past => 199",
         "11: type=DATE unit=CE shift=-1 => 19",
         "12: type=DATE unit=W shift=-1 weekday=2 => 2015-09-15",
         "13: type=TIME unit=D shift=-1 part=NI => 2015-09-23TNI",
         "14: type=TIME unit=D shift=1 hour=3 meridiem=pm => 2015-09-25T15:00",
         "15: type=DATE unit=Y shift=0 mod=END => 2015",
         "16: type=DATE unit=WE direction=recent => 2015-W38-WE",
         "17: type=DATE unit=FN shift=-1 => 2015-W37",
         "18: type=DATE unit=M count=2 times=12 direction=past => 2013-09");
}

Test(time, months_and_days_without_a_year)
{
    NEWS("2015-09-24",
         "0: type=DATE month=05 => 2015-05",
         "1: type=DATE month=12 day=28 => 2015-12-28",
         "2: type=DATE month=05 direction=past => 2015-05",
         "3: type=DATE month=10 direction=past => 2014-10",
         "4: type=DATE month=09 direction=past => 2014-09",
         "5: type=DATE month=05 direction=future => 2016-05",
         "6: type=DATE month=11 direction=this => 2015-11",
         "7: type=DATE quarter=3 => 2015-Q3",
         "8: type=DATE quarter=4 => 2014-Q4",
         "9: type=DATE season=SU => 2015-SU",
         "10: type=DATE season=FA direction=past => 2014-FA",
         "11: type=DATE day=21 => 2015-09-21",
         "12: type=DATE month=11 weekday=4 nth=4 => 2015-11-26",
         "13: type=DATE easter=-2 => 2015-04-03");
    NEWS("2016-01-05", "0: type=DATE month=12 day=28 => 2015-12-28", "1: type=DATE month=11 => 2015-11");
    NEWS("2017-01-05", "0: type=DATE month=02 day=29 => 2016-02-29");
}

Test(time, weekdays)
{
    NEWS("2015-09-24",
         "0: type=DATE weekday=2 => 2015-09-22",
         "1: type=DATE weekday=4 => 2015-09-24",
         "2: type=DATE weekday=5 => 2015-09-18",
         "3: type=DATE weekday=4 direction=past => 2015-09-17",
         "4: type=DATE weekday=2 direction=past => 2015-09-22",
         "5: type=DATE weekday=5 direction=future => 2015-09-25",
         "6: type=DATE weekday=1 direction=this => 2015-09-21",
         "7: type=TIME weekday=2 part=NI => 2015-09-22TNI",
         "8: type=TIME weekday=3 hour=10 meridiem=pm => 2015-09-23T22:00");
}

Test(time, tense_of_the_sentence)
{
    NEWS("2015-09-24",
         "1: tense=past", "2: type=DATE weekday=5 => 2015-09-18",
         "5: tense=future", "6: type=DATE weekday=5 => 2015-09-25",
         "10: type=DATE weekday=4 => 2015-09-24", "12: tense=future",
         "20: type=DATE weekday=1 => 2015-09-21",
         "30: tense=past", "31: type=DATE month=03 => 2015-03",
         "40: tense=future", "41: type=DATE month=03 => 2016-03",
         "50: tense=future", "51: type=DATE unit=WE => 2015-W39-WE",
         "60: tense=future", "61: type=DATE quarter=4 => 2015-Q4");
}

/* "said in | October", where the rules are sure of the verb; it must stand right before the time. */
Test(time, sure_tense_of_a_month)
{
    NEWS("2015-09-24",
         "1: tense=past", "2: type=DATE month=10 => 2015-10",
         "11: tense=past sure=yes", "12: type=DATE month=10 => 2014-10",
         "21: tense=past sure=yes", "22: type=DATE month=09 => 2015-09",
         "31: tense=past sure=yes", "33: type=DATE month=10 => 2015-10");
}

Test(time, clock)
{
    NEWS("2015-09-24",
         "0: type=TIME hour=12 meridiem=am => 2015-09-24T00:00",
         "1: type=TIME hour=12 meridiem=pm => 2015-09-24T12:00",
         "2: type=TIME clock=10:35 meridiem=am => 2015-09-24T10:35",
         "10: type=DATE weekday=2 => 2015-09-22",
         "20: type=TIME hour=9 => 2015-09-22T09:00",
         "30: type=DATE month=5 day=2 => 2015-05-02",
         "60: type=TIME part=MO => 2015-09-24TMO");
}

Test(time, leaning_on_the_text)
{
    NEWS("2015-09-24",
         "0: type=DATE year=1998 month=08 day=07 => 1998-08-07",
         "1: type=DATE unit=D count=2 direction=future anchor=text => 1998-08-09",
         "2: type=DATE unit=M shift=1 anchor=text => 1998-09",
         "3: type=DATE unit=Y shift=0 anchor=text => 1998",
         "4: type=DATE month=12 anchor=text => 1998-12",
         "5: type=TIME unit=D shift=1 anchor=text part=MO => 1998-08-10TMO",
         "6: type=DATE weekday=5 direction=future anchor=text => 1998-08-14",
         "10: type=DATE year=1999 month=03 => 1999-03");
    NEWS("2015-09-24", "0: type=DATE year=1999 month=03 => 1999-03", "1: type=DATE unit=D shift=0 anchor=text => 1999-03-XX");
    NEWS("2015-09-24", "0: type=DATE unit=D shift=2 anchor=text => XXXX-XX-XX");
}

Test(time, the_period_under_report)
{
    NEWS("1989-10-26",
         "0: type=DATE quarter=2 => 1989-Q2",
         "1: type=DATE unit=Y shift=-1 anchor=period => 1988-Q2",
         "2: type=DATE unit=Q shift=0 anchor=period => 1989-Q2",
         "3: type=DURATION unit=M count=9 period=yes => P9M",
         "4: type=DATE unit=Y shift=-1 anchor=period => 1988");
    NEWS("1989-10-26",
         "0: type=DATE unit=Q shift=0 anchor=period => 1989-Q3",
         "1: type=DATE year=1988 unit=Q anchor=period => 1988-Q3");
    NEWS("1989-10-26", "0: type=DATE unit=Y shift=-1 anchor=period => 1988");
}

Test(time, lists_share_their_year)
{
    NEWS("2015-09-24",
         "0: type=DATE month=05 => 2012-05", "2: type=DATE year=2012 month=06 => 2012-06",
         "10: type=DATE month=03 day=3 => 2010-03-03", "13: type=DATE month=04 => 2010-04",
         "16: type=DATE year=2010 month=05 day=01 => 2010-05-01",
         "20: type=DATE month=05 => 2015-05", "25: type=DATE year=2012 month=06 => 2012-06",
         "30: type=DATE month=08 => 2015-08", "32: type=DATE year=2012 month=06 => 2012-06");
}

Test(time, without_a_publication_date_nothing_is_guessed)
{
    NEWS("",
         "0: type=DATE unit=D shift=-1 => XXXX-XX-XX",
         "1: type=DATE unit=W shift=-1 => XXXX-WXX",
         "2: type=DATE unit=M shift=0 => XXXX-XX",
         "3: type=DATE unit=Y shift=-1 => XXXX",
         "4: type=DATE unit=Y shift=-1 month=05 => XXXX-05",
         "5: type=DATE month=05 day=3 => XXXX-05-03",
         "6: type=DATE month=02 day=29 => XXXX-02-29",
         "7: type=DATE weekday=5 => XXXX-WXX-5",
         "8: type=DATE quarter=3 => XXXX-Q3",
         "9: type=DATE unit=Q shift=0 anchor=period => XXXX-QX",
         "10: type=DATE season=SU => XXXX-SU",
         "11: type=DATE day=24 => XXXX-XX-24",
         "12: type=TIME unit=D shift=0 part=NI => XXXX-XX-XXTNI",
         "13: type=TIME hour=3 meridiem=pm => XXXX-XX-XXT15:00",
         "14: type=DATE decade=90 => XX9",
         "15: type=DATE year=98 => XX98",
         "16: type=DATE unit=WE => XXXX-WXX-WE",
         "17: type=DATE unit=DE shift=-1 => XXX",
         "18: type=TIME weekday=2 part=NI => XXXX-WXX-2TNI",
         "19: type=DATE month=11 weekday=4 nth=4 => XXXX-11");
}

Test(time, narrative_leans_on_the_text_alone)
{
    NARRATIVE("2015-09-24",
              "0: type=DATE month=05 => XXXX-05",
              "1: type=DATE year=1863 => 1863",
              "2: type=DATE month=07 day=1 => 1863-07-01",
              "3: type=DATE month=11 => 1863-11",
              "10: type=DATE unit=Y shift=1 => 1864",
              "11: type=DATE unit=M count=2 direction=past => 1863-09");
}

Test(time, durations_and_sets)
{
    NEWS("2015-09-24",
         "0: type=DURATION unit=M count_word=3 => P3M",
         "1: type=DURATION unit=M scale=time count=90 => PT90M",
         "2: type=DURATION unit=Y count=X => PXY",
         "3: type=DURATION unit=Y count=1.5 => P1.5Y",
         "4: type=DURATION unit=H count=1 more=half => PT1H30M",
         "5: type=DURATION unit=H more=half => PT30M",
         "6: type=DURATION unit=Y count=2 more=half => P2Y6M",
         "7: type=DURATION unit=FN count=1 => P2W",
         "8: type=DURATION unit=D count=1,000 => P1000D",
         "9: type=DURATION unit=DE count=2 => P2DE",
         "10: type=DURATION unit=W count=1 more=half => P1.5W",
         "11: type=DURATION unit=Y count=2 times=12 => P24Y",
         "12: type=DURATION unit=Y hundreds_word=2 count_word=10 => P210Y",
         "13: type=SET unit=D count=1 => P1D",
         "14: type=SET weekday=1 => XXXX-WXX-1",
         "15: type=SET month=10 => XXXX-10",
         "16: type=SET weekday=2 part=MO => XXXX-WXX-2TMO",
         "17: type=SET quarter=4 => XXXX-Q4",
         "18: type=DATE ref=PAST_REF => PAST_REF");
}

Test(time, what_is_no_time_leaves_the_layer)
{
    article x;
    hs_error error = { 0 };
    begin(&x, "2015-09-24");
    read_line(&x, "0: type=NONE");
    read_line(&x, "1: type=DATE year=1998");
    read_line(&x, "2: year=2000");
    cr_assert_eq(find_times(&x.l, TIME_LAYER, &x.tk, &x.t, NULL, &error), HS_OK);
    cr_assert_eq(x.l.items[TIME_LAYER].count, 1);
    cr_assert_eq(x.l.time_count, 1);
    cr_assert_eq(x.l.times[0].range.first, 1);
    arena_free(&x.memory);
}

Test(time, anchors_are_named)
{
    article x;
    hs_error error = { 0 };
    begin(&x, "2015-09-24");
    read_line(&x, "0: type=DATE year=1998 month=8 day=7");
    read_line(&x, "1: type=DATE unit=D shift=1 anchor=text mod=APPROX");
    read_line(&x, "2: type=DATE unit=D shift=-1");
    cr_assert_eq(find_times(&x.l, TIME_LAYER, &x.tk, &x.t, NULL, &error), HS_OK);
    cr_assert(str_is(x.l.times[0].anchor, ""));
    cr_assert(str_is(x.l.times[1].anchor, "t1") && str_is(x.l.times[1].mod, "APPROX"));
    cr_assert(str_is(x.l.times[2].anchor, "published"));
    arena_free(&x.memory);
}

Test(time, seasons_weeks_and_shifts_keep_to_the_calendar)
{
    arena memory;
    arena_init(&memory);
    for (int32_t days = calendar_days((civil_date){ 1999, 1, 1 }); days < calendar_days((civil_date){ 2001, 1, 1 }); days++) {
        time_value day = time_value_day(calendar_date(days));
        for (int g = GRAIN_MILLENNIUM; g <= GRAIN_DAY; g++) {
            time_unit unit = { (time_grain)g, 1 };
            time_value there = time_value_shift(day, 1, unit), back = time_value_shift(there, -1, unit);
            cr_assert_eq(time_value_order(back, time_value_at(day, (time_grain)g)), 0);
            cr_assert_eq(time_value_order(there, time_value_at(day, (time_grain)g)), 1);
            cr_assert(time_value_write(&memory, there).len > 0);
        }
    }
    arena_free(&memory);
}

/* ---- arithmetic as rules ask for it -------------------------------------------------------------------------------- */

Test(time, leap_days)
{
    NEWS("2016-02-29",
         "0: type=DATE unit=D shift=1 => 2016-03-01",
         "1: type=DATE unit=Y shift=-1 => 2015",
         "2: type=DATE unit=W shift=0 => 2016-W09",
         "3: type=DATE month=02 day=29 => 2016-02-29",
         "4: type=DATE month=02 day=29 direction=past => 2012-02-29",
         "5: type=DATE month=02 day=29 direction=future => 2020-02-29",
         "6: type=DATE year=1900 month=02 day=29 => ",
         "7: type=DATE year=2000 month=02 day=29 => 2000-02-29");
    NEWS("1903-06-01", "0: type=DATE month=02 day=29 direction=past => 1896-02-29");
}

Test(time, weeks_at_the_ends_of_years)
{
    NEWS("2016-01-01",
         "0: type=DATE unit=W shift=0 => 2015-W53",
         "1: type=DATE unit=W shift=1 => 2016-W01",
         "2: type=DATE unit=WE => 2015-W52-WE",
         "3: type=DATE weekday=1 => 2015-12-28",
         "4: type=DATE weekday=1 direction=future => 2016-01-04",
         "5: type=DATE month=12 day=31 grain=W => 2015-W53",
         "6: type=DATE year=2016 month=05 weekday=1 nth=-1 grain=WE => 2016-W21-WE",
         "7: type=DATE year=2016 easter=0 grain=WE => 2016-W12-WE");
    NEWS("2014-12-30", "0: type=DATE unit=W shift=0 => 2015-W01", "1: type=DATE unit=W shift=-1 => 2014-W52");
}

Test(time, months_from_the_31st)
{
    NEWS("2015-03-31",
         "0: type=DATE unit=M shift=-1 => 2015-02",
         "1: type=DATE unit=M count=4 direction=past => 2014-11",
         "2: type=DATE unit=D count=31 direction=past => 2015-02-28",
         "3: type=DATE day=31 => 2015-03-31",
         "4: type=DATE day=31 direction=future => 2015-05-31",
         "5: type=DATE day=31 direction=past => 2015-01-31");
}

Test(time, quarters_halves_and_fiscal_years)
{
    NEWS("2015-02-10",
         "0: type=DATE unit=Q shift=0 => 2015-Q1",
         "1: type=DATE unit=Q shift=-1 => 2014-Q4",
         "2: type=DATE unit=Q shift=-5 => 2013-Q4",
         "3: type=DATE unit=HX shift=0 => 2015-H1",
         "4: type=DATE unit=HX shift=-1 => 2014-H2",
         "5: type=DATE year=FY2016 => 2016",
         "6: type=DATE year=FY16 => 2016",
         "7: type=DATE quarter=5 => ",
         "8: type=DATE half=3 => ",
         "9: type=DATE year=2014 quarter=Q4 => 2014-Q4");
}

Test(time, centuries_and_decades)
{
    NEWS("2015-02-10",
         "0: type=DATE unit=CE shift=0 => 20",
         "1: type=DATE unit=CE shift=-1 => 19",
         "2: type=DATE century=1st => 00",
         "3: type=DATE century=5th era=bc => BC04",
         "4: type=DATE century=100 => ",
         "5: type=DATE unit=DE shift=-1 => 200",
         "6: type=DATE decade=1890s => 189",
         "7: type=DATE unit=ML shift=0 => 2",
         "8: type=DATE unit=CE count=2 direction=past => 18",
         "9: type=DATE decade=20s => 192",
         "10: type=DATE decade=30s => 193");
}

Test(time, two_digits_of_a_year_lean_on_what_is_known)
{
    NEWS("1999-12-31", "0: type=DATE year='00 => 2000", "1: type=DATE year='19 => 2019", "2: type=DATE year='20 => 1920");
    NEWS("", "0: type=DATE year=1863 => 1863", "1: type=DATE year='64 => 1864");
}

Test(time, figures_in_the_order_that_is_declared)
{
    NEWS("2016-03-16",
         "0: type=DATE figures=9/10/2015 => 2015-09-10",
         "1: type=DATE figures=24/9/15 => 2015-09-24",
         "2: type=DATE dmy=9.24.2015 => 2015-09-24",
         "4: type=DATE figures=13/13/2015 => ",
         "30: type=TIME clock=0735 => 2016-03-16T07:35");
    article x;
    hs_error error = { 0 };
    begin(&x, "2016-03-16");
    read_line(&x, "0: type=DATE figures=9/10/2015");
    find_time_options day_first = { .is_day_first = true, .tense_layer = TIMES_NO_LAYER };
    cr_assert_eq(find_times(&x.l, TIME_LAYER, &x.tk, &x.t, &day_first, &error), HS_OK);
    cr_assert(str_is(x.l.times[0].value, "2015-10-09"));
    arena_free(&x.memory);
}

Test(time, a_winter_that_has_not_ended_is_not_the_last_one)
{
    NEWS("2016-01-20", "0: type=DATE season=WI direction=past => 2014-WI", "1: type=DATE season=SU direction=past => 2015-SU");
}

Test(time, the_latest_quarter_is_over)
{
    NEWS("1989-11-02",
         "0: type=DATE quarter=2 => 1989-Q2",
         "1: type=DATE unit=Q shift=0 anchor=period => 1989-Q2",
         "10: type=DATE quarter=4 => 1989-Q4",
         "11: type=DATE unit=Q shift=0 anchor=period => 1989-Q3");
    NEWS("1989-11-02",
         "0: type=DATE unit=Q shift=0 => 1989-Q4",
         "1: type=DATE unit=Q shift=0 anchor=period => 1989-Q3");
}

Test(time, the_end_of_a_range_follows_its_beginning)
{
    NEWS("2016-03-16",
         "0: type=DATE weekday=1 => 2016-03-14", "2: type=DATE weekday=5 anchor=text direction=coming => 2016-03-18",
         "10: type=DATE month=11 => 2015-11", "12: type=DATE month=03 anchor=text direction=coming => 2016-03",
         "20: type=DATE month=12 day=28 => 2014-12-28", "22: type=DATE year=2015 month=01 day=3 => 2015-01-03");
}

/* ---- how it was reached -------------------------------------------------------------------------------------------- */

Test(time, steps_are_kept_for_those_who_ask)
{
    article x;
    hs_error error = { 0 };
    time_step *steps = NULL;
    find_time_options options = { .tense_layer = TENSE_LAYER, .steps = &steps };
    begin(&x, "2015-09-24");
    read_line(&x, "1: tense=future");
    read_line(&x, "2: type=DATE weekday=5");
    read_line(&x, "10: type=DATE month=05");
    read_line(&x, "12: type=DATE year=2012 month=06");
    read_line(&x, "20: type=DATE unit=D count=2 direction=future anchor=text");
    read_line(&x, "30: type=DURATION unit=D count=3");
    cr_assert_eq(find_times(&x.l, TIME_LAYER, &x.tk, &x.t, &options, &error), HS_OK);
    cr_assert_not_null(steps);
    cr_assert(str_is(steps[0].open, "XXXX-WXX-5") && str_is(steps[0].way, "complete") && str_is(steps[0].anchor_value, "2015-09-24"));
    cr_assert(str_is(steps[0].tense, "future") && steps[0].tense_at.first == 1 && str_is(steps[0].direction, "coming"));
    cr_assert(str_is(steps[0].grain, "day") && steps[0].year_from == TIMES_NONE);
    cr_assert(str_is(steps[1].open, "XXXX-05") && str_is(steps[1].way, "written") && steps[1].year_from == 2);
    cr_assert(str_is(steps[3].open, "XXXX-XX-XX") && str_is(steps[3].way, "shift") && str_is(steps[3].anchor_value, "2015-09-25"));
    cr_assert(str_is(steps[4].way, "") && str_is(steps[4].open, ""));
    arena_free(&x.memory);
}

Test(time, one_article_knows_nothing_of_another)
{
    for (int i = 0; i < 2; i++) {
        NEWS("", "0: type=DATE unit=D shift=2 anchor=text => XXXX-XX-XX", "1: type=DATE year='64 => XX64");
        NEWS("1863-07-04", "0: type=DATE year=1863 month=07 day=1 => 1863-07-01", "1: type=DATE year='64 => 1864");
    }
}
