/* test_speaker.c - who is meant by a source, through the whole engine with a small pack.
 *
 * The pack knows SOURCE "said that" CONTENT, a quotation with SOURCE "said" behind it, and a relative clause; names by a list of first names, by
 * capitals and by words for bodies. All names are made up. */
#include "api/document.h"
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const char *const pack_yaml =
    "name: test\nlanguage: en\nversion: 1\nlayers: [class, name, attribution]\ntables:\n  words: [words]\n  clitics: clitics\n"
    "  openers: openers\n";

static const char *const rules_yaml =
    "rules:\n"
    "  - id: titled\n    layer: name\n    priority: 60\n    match: |\n      {role: %titles} {bare: (%first | :cap) :cap? :cap?} Jr?\n"
    "    set: {type: person, kind: name, bare: $bare, role: $role, gender: $bare.gender, titled: $role.gender, office: $role.noun}\n"
    "  - id: full\n    layer: name\n    priority: 55\n    match: |\n      {bare: %first /[A-Z]\\./? :cap} Jr?\n"
    "    set: {type: person, kind: name, bare: $bare, gender: $bare.gender}\n"
    "  - id: body\n    layer: name\n    priority: 56\n    match: |\n      {bare: [:cap & !:DET]{1,3} [%bodies & :cap]}\n"
    "    set: {type: organization, kind: name, bare: $bare}\n"
    "  - id: acronym\n    layer: name\n    priority: 45\n    match: |\n      {bare: /[A-Z]{2,6}/}\n"
    "    set: {type: organization, kind: name, bare: $bare, guess: yes}\n"
    "  - id: capital\n    layer: name\n    priority: 20\n    match: |\n      {bare: [:cap & !:DET & !%pronouns & !%titles & !%nouns & !%roles] [:cap & !%nouns]{0,2}}\n"
    "    set: {type: person, kind: name, bare: $bare, guess: yes}\n"
    "  - id: role\n    layer: name\n    priority: 30\n    match: |\n      {name: %roles}\n    set: {type: person, kind: noun}\n"
    "  - id: the-role\n    layer: name\n    priority: 31\n    match: |\n      the [:NOUN]? {name: %roles}\n    set: {type: person, kind: noun, definite: yes, titled: $name.gender}\n"
    "  - id: the-body\n    layer: name\n    priority: 33\n    match: |\n      the {name: firm}\n    set: {type: organization, kind: noun, definite: yes, sort: business}\n"
    "  - id: company\n    layer: name\n    priority: 57\n    match: |\n      {bare: :cap Inc}\n    set: {type: organization, kind: name, bare: $bare, sort: business}\n"
    "  - id: court\n    layer: name\n    priority: 57\n    match: |\n      {bare: :cap Court}\n    set: {type: organization, kind: name, bare: $bare, sort: law}\n"
    "  - id: noun-body\n    layer: name\n    priority: 32\n    match: |\n      {bare: %bodies}\n    set: {type: organization, kind: noun}\n"
    "  - id: group\n    layer: name\n    priority: 32\n    match: |\n      {name: residents}\n    set: {type: group, kind: noun}\n"
    "  - id: document\n    layer: name\n    priority: 32\n    match: |\n      {name: report}\n    set: {type: document, kind: noun}\n"
    "  - id: pronoun\n    layer: name\n    priority: 70\n    match: |\n      {bare: %pronouns}\n"
    "    set: {type: pronoun, kind: pronoun, gender: $bare.gender, number: $bare.number, person: $bare.person, use: $bare.use}\n"
    "  - id: that\n    layer: attribution\n    view: plain\n    match: |\n"
    "      ^ {source: [!said & !that]{1,12}} {cue: said} {content: that []+} \".\"\n"
    "      that {source: [!said & !that]{1,3}} {cue: said} {content: so}\n"
    "    set: {act: state, manner: said}\n"
    "  - id: relative\n    layer: attribution\n    view: plain\n    match: |\n      {source: who} {cue: said} {content: so}\n"
    "    set: {act: state, manner: said}\n"
    "  - id: quote\n    layer: attribution\n    match: |\n      {content: @quote} {source: [!said]{1,6}} {cue: said}\n"
    "    set: {act: state, manner: said}\n";

static const char *const words =
    "class: form\nthe upos=DET\na upos=DET\nof upos=ADP\nand upos=CCONJ\nmayor upos=NOUN\nqueen upos=NOUN\nfirm upos=NOUN\npresident upos=NOUN\nresidents upos=NOUN\n"
    "council upos=NOUN\nsaid upos=VERB\nmet upos=VERB\nleft upos=VERB\nsent upos=VERB\nreport upos=NOUN\noffice upos=NOUN\nruled upos=VERB\nwho upos=PRON\nshe upos=PRON\nhe upos=PRON\n"
    "they upos=PRON\nit upos=PRON\ni upos=PRON\nsupporters upos=NOUN\ncross upos=NOUN\nmarches upos=NOUN\nformer upos=ADJ\n";

static const char *const pronouns =
    "class: form\nhe gender=m number=sg person=3\nshe gender=f number=sg person=3\nit gender=n number=sg person=3\nthey number=pl person=3\n"
    "i number=sg person=1\nwho person=3 use=relative\nsomebody use=indefinite\n";

static pack speaker_pack;

static void begin(void)
{
    pack *p = &speaker_pack;
    pack_begin(p);
    pack_file(p, "pack.yaml", pack_yaml);
    pack_file(p, "rules.yaml", rules_yaml);
    pack_file(p, "lexicons/words.txt", words);
    pack_file(p, "lexicons/pronouns.txt", pronouns);
    pack_file(p, "lexicons/first.txt", "class: form\nMira gender=f\nLeo gender=m\nSasha\n");
    pack_file(p, "lexicons/titles.txt", "class: form\nMayor\nPres noun=president\nMs gender=f\nMr gender=m\nPresident\n");
    pack_file(p, "lexicons/roles.txt", "class: form\nmayor\npresident\nqueen gender=f\n");
    pack_file(p, "lexicons/bodies.txt", "class: form\ncouncil\ncampaign\n");
    pack_file(p, "lexicons/nouns.txt", "class: form\ncross\nmarches\n");
    pack_file(p, "lexicons/openers.txt", "class: form\nthat\n");
    pack_file(p, "lexicons/clitics.txt", "class: table\n's value=1\n");
    pack_load(p);
}

static void end(void)
{
    pack_end(&speaker_pack);
}

TestSuite(speaker, .init = begin, .fini = end);

static void put(char *out, size_t size, const char *before, hs_str s)
{
    size_t n = strlen(out);
    snprintf(out + n, size - n, "%s%.*s", before, (int)s.len, s.ptr);
}

/* "Mira Holm; Mira Holm & Leo Berg; -": for each claim the names of its speakers. */
static void list_claims(const layers *l, char *out, size_t size)
{
    for (uint32_t i = 0; i < l->claim_count; i++) {
        const claim *c = &l->claims[i];
        put(out, size, i ? "; " : "", c->speaker_count ? STR("") : STR("-"));
        for (uint32_t k = 0; k < c->speaker_count; k++) put(out, size, k ? " & " : "", l->speakers[c->speakers[k]].name);
    }
}

/* "person Mira Holm (Mayor)": for each speaker type, name and role. */
static void list_cast(const layers *l, char *out, size_t size)
{
    for (uint32_t i = 0; i < l->speaker_count; i++) {
        const speaker *s = &l->speakers[i];
        put(out, size, i ? "; " : "", s->type);
        put(out, size, " ", s->name);
        if (s->role.len) put(out, size, " (", s->role);
        if (s->role.len) put(out, size, ")", STR(""));
    }
}

static hs_document *document_of(const char *bytes)
{
    hs_article article = { .bytes = { bytes, strlen(bytes) }, .id = STR("a") };
    hs_document *doc = NULL;
    hs_error error;
    cr_assert_eq(hs_extract(speaker_pack.rules, &article, NULL, &doc, &error), HS_OK, "%s",
                 speaker_pack.problem_count ? speaker_pack.problems[0] : error.message);
    return doc;
}

static void expect_speakers(const char *bytes, const char *expected)
{
    char got[400] = "";
    hs_document *doc = document_of(bytes);
    list_claims(&doc->layers, got, sizeof got);
    cr_expect_str_eq(got, expected, "%s\n   gives %s\n   not   %s", bytes, got, expected);
    hs_document_free(doc);
}

static void expect_cast(const char *bytes, const char *expected)
{
    char got[400] = "";
    hs_document *doc = document_of(bytes);
    list_cast(&doc->layers, got, sizeof got);
    cr_expect_str_eq(got, expected, "%s\n   gives %s\n   not   %s", bytes, got, expected);
    hs_document_free(doc);
}

Test(speaker, short_names_find_the_full_one)
{
    expect_speakers("Mira Holm said that it rained. Holm said that it poured. Mira said that it stopped.", "Mira Holm; Mira Holm; Mira Holm");
    expect_speakers("Mira J. Holm said that it rained. Mira Holm said that it poured.", "Mira J. Holm; Mira J. Holm");
    expect_speakers("Holm said that it rained. Mira Holm said that it poured.", "Mira Holm; Mira Holm");
}

/* A noun at the head of a sentence is a name where the article has somebody of that name. */
Test(speaker, a_noun_may_be_the_family_name_of_somebody)
{
    expect_speakers("Mira Cross said that it rained. Cross said that it poured.", "Mira Cross; Mira Cross");
    expect_speakers("Mira Queen said that it rained. Queen said that it poured. A queen said that it stopped.", "Mira Queen; Mira Queen; queen");
    expect_speakers("Mira Cross left. Then Leo Berg left. Cross left. She said that it rained.", "Mira Cross");
    expect_cast("Mira Holm said that it rained. Cross said that it poured.", "person Mira Holm; unknown Cross");
    expect_cast("Mira Cross said that it rained. Cross marches said that it poured.", "person Mira Cross; unknown Cross marches");
}

/* What only capitals made a name gives way to the same name known by its title. */
Test(speaker, a_known_name_cuts_a_guessed_one)
{
    expect_cast("Angry Ola Holm said that it rained. President Ola Holm said that it poured.", "person Ola Holm (President)");
    expect_speakers("Angry Ola Holm said that it rained. President Ola Holm said that it poured. Ola said that it stopped.",
                    "Ola Holm; Ola Holm; Ola Holm");
}

/* What follows the name belongs to it as it is shown, not to the words by which it is found. */
Test(speaker, suffixes)
{
    expect_speakers("Leo Berg Jr said that it rained. Berg said that it poured.", "Leo Berg Jr; Leo Berg Jr");
}

Test(speaker, names_are_compared_without_case_marks_and_blanks)
{
    expect_speakers("Mira   O’Holm said that it rained. Mira O'Holm said that it poured.", "Mira O’Holm; Mira O’Holm");
    expect_speakers("Mira Ölm said that it rained. Ölm said that it poured.", "Mira Ölm; Mira Ölm");
}

Test(speaker, of_two_who_fit_the_one_named_last_before)
{
    expect_speakers("Mira Holm said that it rained. Leo Holm said that it poured. Holm said that it stopped.", "Mira Holm; Leo Holm; Leo Holm");
    expect_speakers("Leo Holm said that it rained. Mira Holm said that it poured. Mr Holm said that it stopped.", "Leo Holm; Mira Holm; Leo Holm");
}

Test(speaker, acronyms)
{
    expect_cast("The Upper Linden Council said that it rained. The ULC said that it poured.", "organization Upper Linden Council");
    expect_cast("The Upper Linden Council said that it rained. The UCL said that it poured.", "organization Upper Linden Council; organization UCL");
}

Test(speaker, roles_are_shown_and_found_again)
{
    expect_cast("Mayor Mira Holm said that it rained. The mayor said that it poured.", "person Mira Holm (Mayor)");
    expect_cast("Mira Holm, the mayor of Linden, said that it rained. The mayor said that it poured.", "person Mira Holm (mayor of Linden)");
    expect_cast("Mayor Mira Holm left. The president said that it poured.", "person president");
    expect_cast("A mayor said that it rained.", "person mayor");
    expect_cast("Pres Mira Holm left. The president said that it rained.", "person Mira Holm (Pres)");
    expect_cast("Mira Holm, the mayor's president, said that it rained. It rained. It rained. It rained. The mayor said that it poured.",
                "person Mira Holm (mayor's president); person mayor");
}

/* The only one who spoke before may be described by what the article never said. */
Test(speaker, descriptions)
{
    expect_speakers("Mira Holm said that it rained. The mayor said that it poured.", "Mira Holm; Mira Holm");
    expect_speakers("Mira Holm said that it rained. Leo Berg said that it poured. The mayor said that it stopped.", "Mira Holm; Leo Berg; mayor");
    expect_speakers("Mira Holm said that it rained. A mayor said that it poured.", "Mira Holm; mayor");
    expect_speakers("Mira Holm said that it rained. The mayor of Linden said that it poured.", "Mira Holm; mayor of Linden");
    expect_speakers("The Linden Council said that it rained. Mira Holm said that it poured. The firm said that it stopped.",
                    "Linden Council; Mira Holm; Linden Council");
    expect_speakers("Mr Holm said that it rained. The queen said that it poured.", "Holm; queen");
}

/* A body need not have spoken, but must be of the sort. */
Test(speaker, bodies_of_a_sort)
{
    expect_speakers("Berg Inc left. The firm said that it rained.", "Berg Inc");
    expect_speakers("Linden Court met Berg Inc. The firm said that it rained.", "Berg Inc");
    expect_speakers("Linden Court said that it rained. The firm said that it poured.", "Linden Court; firm");
    expect_speakers("Holm Inc met Berg Inc. The firm said that it rained.", "firm");
    expect_speakers("Berg Inc left. Holm Inc met Berg Inc. The firm said that it rained.", "Berg Inc");
    expect_speakers("Berg Inc left. It rained. It rained. It rained. It rained. The firm said that it poured.", "firm");
}

/* What the role is of tells two bearers apart. */
Test(speaker, roles_with_more_words)
{
    expect_speakers("Mira Holm, the council mayor, said that it rained. Mayor Leo Berg said that it poured. The council mayor said that it stopped.",
                    "Mira Holm; Leo Berg; Mira Holm");
    expect_speakers("Mira Holm, the council mayor, said that it rained. Mayor Leo Berg said that it poured. The office mayor said that it stopped.",
                    "Mira Holm; Leo Berg; Leo Berg");
}

/* A headline leaves out the article, and names nobody before. */
Test(speaker, headlines_look_below)
{
    expect_speakers("\"It rained\" mayor said\n\nIt rained. Mayor Mira Holm left.", "Mira Holm");
    expect_speakers("\"It rained\" council said\n\nIt rained. The Linden Council left.", "Linden Council");
    expect_speakers("\"It rained\" a mayor said\n\nIt rained. Mayor Mira Holm left.", "mayor");
    expect_speakers("It rained.\n\n\"It rained\" mayor said. It rained. Mayor Mira Holm left.", "mayor");
}

Test(speaker, a_body_by_its_last_word)
{
    expect_cast("The Linden Council said that it rained. The council said that it poured.", "organization Linden Council");
}

Test(speaker, pronouns_by_gender)
{
    expect_speakers("Mira Holm met Leo Berg. She said that it rained. He said that it poured.", "Mira Holm; Leo Berg");
    expect_speakers("Mira Holm left. The Linden Council left. It said that it rained.", "Linden Council");
    expect_speakers("The Linden Council said that it rained. She said that it poured.", "Linden Council; -");
    expect_speakers("Mira Holm left. She of the council said that it rained.", "Mira Holm");
}

/* Who speaks is nearer than who is only named; who is only part of a phrase, farther. */
Test(speaker, pronouns_prefer_speakers_then_subjects)
{
    expect_speakers("Leo Berg said that Leo Marr left. He said that it rained.", "Leo Berg; Leo Berg");
    expect_speakers("Leo Marr supporters met Leo Berg. He said that it rained.", "Leo Berg");
}

/* Nobody speaks of himself by his name; whom others quote is asked last. */
Test(speaker, pronouns_ask_what_is_quoted_last)
{
    expect_speakers("Mira Holm left. \"Ms Berg is late\" she said.", "Mira Holm");
    expect_speakers("\"Ms Berg is late\" said the mayor. She said that it rained.", "Berg");
}

Test(speaker, pronouns_prefer_a_known_gender)
{
    expect_speakers("Mira Holm said that Ola Berg said so. She said that it rained.", "Mira Holm; Ola Berg; Mira Holm");
    expect_speakers("Ola Holm said that Sasha Berg said so. She said that it rained.", "Ola Holm; Sasha Berg; Sasha Berg");
    expect_speakers("Mira Holm left. The queen said that it rained. She said that it poured. He said that it stopped.", "queen; queen; -");
}

Test(speaker, pronouns_look_back_eight_sentences)
{
    expect_speakers("Mira Holm left. A a. A b. A c. A d. A e. A f. A g. She said that it rained.", "Mira Holm");
    expect_speakers("Mira Holm left. A a. A b. A c. A d. A e. A f. A g. A h. She said that it rained.", "-");
}

Test(speaker, a_pronoun_in_someones_words_is_that_speaker)
{
    expect_speakers("Leo Marr left. Leo Berg said that he said so.", "Leo Berg; Leo Berg");
}

Test(speaker, the_first_person_is_the_quotations_speaker)
{
    expect_speakers("\"It is true that I said so\" Mira Holm said.", "Mira Holm; Mira Holm");
    expect_speakers("I said that it rained.", "(author)");
    expect_speakers("Leo Berg left. I said that it rained. He said that it poured.", "(author); Leo Berg");
}

Test(speaker, indefinite_pronouns_are_groups)
{
    expect_cast("Somebody said that it rained.", "group Somebody");
}

Test(speaker, who_is_the_noun_before)
{
    expect_speakers("Mira Holm , who said so, left.", "Mira Holm");
    expect_speakers("A former president who said so left.", "former president");
}

Test(speaker, several_in_one_source)
{
    expect_speakers("Mira Holm and Leo Berg said that it rained.", "Mira Holm & Leo Berg");
    expect_speakers("Mira Holm of Linden and Leo Berg said that it rained.", "Mira Holm & Leo Berg");
    expect_speakers("Mira Holm left. She and Leo Berg said that it rained.", "Mira Holm & Leo Berg");
}

Test(speaker, other_phrases_stand_for_themselves)
{
    expect_cast("Residents said that it rained. The residents said that it poured.", "group Residents");
    expect_cast("Two thirds of residents said that it rained.", "group Two thirds of residents");
}

/* What a relative clause or a participle adds, and how the article names an owner by half, is no part of a name. */
Test(speaker, phrases_are_named_by_their_core)
{
    expect_cast("A president who left said that it rained.", "person president");
    expect_cast("A report sent to residents said that it rained. The report said that it poured.", "document report");
    expect_cast("Residents sent to Linden said that it rained.", "group Residents sent to Linden");
    expect_cast("Ms Holm's office said that it rained. Mira Holm left.", "unknown Holm's office");
    expect_cast("Ms Mira Holm's office said that it rained. Holm's office said that it poured.", "unknown Mira Holm's office");
    expect_cast("Mira Holm left. The office's report said that it rained.", "document office's report");
}

Test(speaker, a_name_beside_a_noun_with_its_tail)
{
    expect_speakers("The mayor of Linden, Mira Holm, said that it rained.", "Mira Holm");
    expect_speakers("The mayor, Mira Holm, said that it rained.", "Mira Holm");
    expect_speakers("The mayor, the Ms Holm, said that it rained.", "Holm");
    expect_speakers("A report sent to Mira Holm said that it rained.", "report");
}

/* One key for one type and name, in whatever article; another for another. */
Test(speaker, keys)
{
    hs_document *a = document_of("Mira Holm said that it rained."), *b = document_of("It rained. MIRA HOLM said that. Mira Holm said that it poured.");
    hs_document *c = document_of("Mira Helm said that it rained.");
    hs_str key = a->layers.speakers[0].key;
    cr_expect_eq(key.len, 18);
    cr_expect(str_starts(key, STR("p:")));
    cr_expect(str_eq(key, b->layers.speakers[0].key));
    cr_expect_not(str_eq(key, c->layers.speakers[0].key));
    hs_document_free(a);
    hs_document_free(b);
    hs_document_free(c);
}
