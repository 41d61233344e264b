/* test_stance.c - act, commitment and side, through the whole engine with a small pack.
 *
 * The pack knows one frame, SOURCE CUE "that" CONTENT (and a noun phrase for "backed" and "denied"), and a handful of words of the
 * layer `hedge`. Without word lists every class of a word comes from the lists here. */
#include "packs/pack.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const char *const pack_yaml =
    "name: test\nlanguage: en\nversion: 1\nlayers: [class, hedge, np, attribution]\ntables:\n  words: [words]\n  clitics: clitics\n";

static const char *const rules_yaml =
    "rules:\n"
    "  - id: hedge\n    layer: hedge\n    match: |\n      {hedge: %hedges}\n"
    "    set: {commit: $hedge.commit, negates: $hedge.negates, side: $hedge.side, act: $hedge.act, frame-act: $hedge.frame-act, kind: $hedge.kind, scope: $hedge.scope,"
    " polarity: $hedge.polarity}\n"
    "  - id: question\n    layer: hedge\n    match: |\n      {hedge: \"?\"}\n    set: {kind: question}\n"
    "  - id: np\n    layer: np\n    match: |\n      the :NOUN\n"
    "  - id: that\n    layer: attribution\n    view: plain\n    match: |\n"
    "      {source: xi} {cue: [:AUX | not | never]* (refused to)? %cues} {content: that []+}\n"
    "      {source: xi} {cue: [:AUX | not | never]* (refused to)? %cues} {content: [the | to] []+}\n"
    "    set: {act: $cue.act, side: $cue.side, commitment: $cue.commit, manner: said}\n"
    "  - id: according\n    layer: attribution\n    match: |\n      {content: the :NOUN} \",\" {cue: told by} {source: xi}\n"
    "      {source: xi} {cue: said of} {content: the :NOUN}\n    set: {act: state, manner: said}\n"
    "  - id: split\n    layer: attribution\n    priority: 5\n    match: |\n      {content: by the :NOUN} \",\" {source: xi} {cue: %cues} \",\" {content: []+}\n"
    "    set: {act: $cue.act, manner: said}\n"
    "  - id: quote\n    layer: attribution\n    match: |\n      {source: xi} {cue: said} {content: @quote}\n    set: {act: state, manner: said}\n";

static const char *const cues =
    "class: form\nsaid act=state\nsay act=state\nclaimed act=allege\nfound act=show\ndenied act=deny\ndeny act=deny\ndoubted act=doubt\n"
    "thought act=believe\nthink act=believe\nexpected act=expect\nasked act=ask\nurged act=request\npledged act=commit\nbacked act=support\n"
    "back act=support side=for\nblasted act=criticize side=against\nopposed act=reject side=against\ndisavow act=reject side=against\n"
    "warned act=warn\nhoped act=expect commit=Uu\nmumbled\noffered act=state\n";

static const char *const hedges =
    "class: form\nthat scope=open\nwill commit=CT kind=future\nmay commit=PS\nprobably commit=PR\nlikely commit=PR\nunlikely commit=PR polarity=neg\nnot negates=yes\n"
    "never negates=yes\nhardly negates=nearly\nno negates=yes\nnot only negates=no\nwithout negates=phrase\nif kind=condition scope=clause\n"
    "because scope=clause\nwho scope=relative\nrefused to negates=yes act=reject\ndisgrace side=against\ntriumph side=for\nrepeal kind=attitude side=against\nsupport kind=attitude side=for\nwants kind=attitude side=for\noffered frame-act=commit\ncharge kind=claim\n";

static const char *const words =
    "class: form\nthe upos=DET\na upos=DET\nno upos=DET\nbridge upos=NOUN\nman upos=NOUN\nplan upos=NOUN\ncouncil upos=NOUN\ndisgrace upos=NOUN\ncharge upos=NOUN\n"
    "triumph upos=NOUN\nis upos=AUX\nwas upos=AUX\ndid upos=AUX\nwill upos=AUX\nmay upos=AUX\nfell upos=VERB\nfall upos=VERB\npaid upos=VERB\n"
    "not upos=PART\nnever upos=ADV\nprobably upos=ADV\nhardly upos=ADV\nlikely upos=ADJ\nunlikely upos=ADJ\nsafe upos=ADJ\nwho upos=PRON\nif upos=SCONJ\n"
    "because upos=SCONJ\nhe upos=PRON\nof upos=ADP\nby upos=ADP\nto upos=PART\nrepeal upos=VERB\nsupport upos=VERB\nwants upos=VERB\n";

static pack stance_pack;

static void begin(void)
{
    pack_begin(&stance_pack);
    pack_file(&stance_pack, "pack.yaml", pack_yaml);
    pack_file(&stance_pack, "rules.yaml", rules_yaml);
    pack_file(&stance_pack, "lexicons/cues.txt", cues);
    pack_file(&stance_pack, "lexicons/hedges.txt", hedges);
    pack_file(&stance_pack, "lexicons/words.txt", words);
    pack_file(&stance_pack, "lexicons/clitics.txt", "class: table\nn't value=1\n");
    pack_load(&stance_pack);
}

static void end(void)
{
    pack_end(&stance_pack);
}

TestSuite(stance, .init = begin, .fini = end);

/* "deny CT- against the bridge": act, commitment, side, and the target if there is one. */
static void expect_stance(const char *bytes, const char *expected)
{
    hs_article article = { .bytes = { bytes, strlen(bytes) }, .id = STR("a") };
    hs_document *doc = NULL;
    hs_error error;
    hs_claim c;
    char got[160] = "";
    cr_assert_eq(hs_extract(stance_pack.rules, &article, NULL, &doc, &error), HS_OK);
    cr_assert(hs_document_claim(doc, 0, &c), "no claim in: %s %s", bytes, stance_pack.problem_count ? stance_pack.problems[0] : "");
    hs_str t = c.target.count ? str_of(hs_document_text(doc), c.target.items[0]) : STR("");
    snprintf(got, sizeof got, "%.*s %.*s %.*s%s%.*s", (int)c.act.len, c.act.ptr, (int)c.commitment.len, c.commitment.ptr, (int)c.side.len,
             c.side.ptr, t.len ? " " : "", (int)t.len, t.ptr);
    cr_expect_str_eq(got, expected, "%s: %s, not %s", bytes, got, expected);
    hs_document_free(doc);
}

Test(stance, acts_have_defaults)
{
    expect_stance("Xi said that the bridge fell.", "state CT+ neutral");
    expect_stance("Xi denied that the bridge fell.", "deny CT- against the bridge");
    expect_stance("Xi doubted that the bridge fell.", "doubt PR- neutral");
    expect_stance("Xi thought that the bridge fell.", "believe PR+ neutral");
    expect_stance("Xi asked that the bridge fall.", "ask Uu neutral");
    expect_stance("Xi backed the plan.", "support Uu for the plan");
}

Test(stance, entries_win_over_defaults)
{
    expect_stance("Xi hoped that the bridge fell.", "expect Uu neutral");
    expect_stance("Xi opposed the plan.", "reject Uu against the plan");
}

/* Who rejects a charge says that it isn't true; who refuses to do something claims nothing. */
Test(stance, rejected_claims_are_untrue)
{
    expect_stance("Xi opposed the charge.", "reject CT- against the charge");
    expect_stance("Xi backed the charge.", "support Uu for the charge");
}

Test(stance, the_frame_may_change_the_act)
{
    expect_stance("Xi offered the plan.", "commit Uu neutral");
    expect_stance("Xi did not offered the plan.", "reject Uu neutral");
}

Test(stance, unknown_acts_stay_unlabelled)
{
    expect_stance("Xi mumbled that the bridge fell.", "unlabelled Uu neutral");
}

Test(stance, negated_cues_change_the_act)
{
    expect_stance("Xi did not deny that the bridge fell.", "state Uu neutral");
    expect_stance("Xi did not think that the bridge fell.", "doubt PR- neutral");
    expect_stance("Xi did not back the plan.", "reject Uu against the plan");
    expect_stance("Xi did not found that the bridge fell.", "reject Uu neutral");
}

Test(stance, refusals_turn_the_side)
{
    expect_stance("Xi refused to disavow the plan.", "reject Uu for the plan");
    expect_stance("Xi refused to back the plan.", "reject Uu against the plan");
}

Test(stance, hedges_of_the_main_clause_count)
{
    expect_stance("Xi said that the bridge may fall.", "state PS+ neutral");
    expect_stance("Xi said that the bridge probably fell.", "state PR+ neutral");
    expect_stance("Xi said that the bridge is unlikely safe.", "state PR- neutral");
    expect_stance("Xi said that the bridge fell because the man may fall.", "state CT+ neutral");
    expect_stance("Xi said that the man who may fall paid.", "state CT+ neutral");
}

Test(stance, negation_of_the_main_clause_counts)
{
    expect_stance("Xi said that the bridge did not fall.", "state CT- neutral");
    expect_stance("Xi said that the bridge may not fall.", "state PS- neutral");
    expect_stance("Xi said that the bridge hardly fell.", "state CT- neutral");
    expect_stance("Xi said that the bridge not only fell.", "state CT+ neutral");
    expect_stance("Xi said that the man paid without a plan.", "state CT+ neutral");
}

Test(stance, questions_claim_nothing)
{
    expect_stance("Xi said that the bridge fell?", "state Uu neutral");
}

Test(stance, conditions_leave_the_main_clause_unclaimed)
{
    expect_stance("Xi said that if the man paid, the bridge will fall.", "state Uu neutral");
    expect_stance("Xi said that the bridge will fall if the man paid.", "state Uu neutral");
    expect_stance("Xi said that because the man paid, the bridge will fall.", "state CT+ neutral");
    expect_stance("Xi said that the bridge fell if the man paid.", "state CT+ neutral");
}

/* What follows a preposition is a topic; what stands before "told by" and its source is claimed. */
Test(stance, topics_are_unclaimed)
{
    expect_stance("The bridge, told by xi.", "state CT+ neutral");
    expect_stance("Xi said of the bridge.", "state Uu neutral");
}

/* A time or a place that stands before the cue claims nothing by itself. */
Test(stance, the_first_piece_with_a_verb_counts)
{
    expect_stance("By the bridge, xi said, the man fell.", "state CT+ neutral");
    expect_stance("By the bridge, xi said, the man never fell.", "state CT- neutral");
    expect_stance("By the bridge, xi said, the man may fall.", "state PS+ neutral");
}

/* Of several sentences the most decide, else the first; what is no clause doesn't count. */
Test(stance, most_clauses_decide)
{
    expect_stance("Xi said \"The man did not fall. The bridge fell. The man paid.\"", "state CT+ neutral");
    expect_stance("Xi said \"The bridge fell. The man did not fall. The man will not fall.\"", "state CT- neutral");
    expect_stance("Xi said \"The man did not fall. The bridge fell.\"", "state CT- neutral");
    expect_stance("Xi said \"The bridge. The man. The man did not fall.\"", "state CT- neutral");
    expect_stance("Xi said \"The man may fall. The man paid. The bridge fell.\"", "state CT+ neutral");
}

Test(stance, praise_and_blame_take_sides)
{
    expect_stance("Xi said that the plan is a disgrace.", "state CT+ against the plan");
    expect_stance("Xi said that the plan is a triumph.", "state CT+ for the plan");
    expect_stance("Xi said that the plan is no triumph.", "state CT- against the plan");
    expect_stance("Xi found that the plan is a disgrace.", "show CT+ neutral");
}

/* What the one who speaks would do, and what shall be done, tells the side before any word of praise or blame. */
Test(stance, verbs_take_sides)
{
    expect_stance("Xi said that he will support the plan.", "state CT+ for the plan");
    expect_stance("Xi said that he will not support the plan.", "state CT- against the plan");
    expect_stance("Xi said that he will not repeal the plan.", "state CT- neutral");
    expect_stance("Xi said that he wants to repeal the plan.", "state CT+ against the plan");
    expect_stance("Xi said that the man wants to repeal the plan.", "state CT+ for the plan");
    expect_stance("Xi said that he will support the disgrace.", "state CT+ for the disgrace");
    expect_stance("Xi pledged to repeal the plan.", "commit Uu against the plan");
    expect_stance("Xi urged the council to repeal the plan.", "request Uu against the plan");
    expect_stance("Xi urged the council to fall.", "request Uu for the council");
    expect_stance("Xi urged the council to fall to support the plan.", "request Uu for the council");
    expect_stance("Xi opposed to repeal the plan.", "reject Uu for the plan");
    expect_stance("Xi backed to repeal the plan.", "support Uu against the plan");
    expect_stance("Xi opposed the council to repeal the plan.", "reject Uu against the council");
}
