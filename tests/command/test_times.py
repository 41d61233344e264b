"""Dates from the words to the output, with the standard pack: values and anchors, modes, the saying's date, and how explain tells it."""
import json
import unittest

import run

PACK = run.ROOT / "rules/en"
PUBLISHED = "2016-03-16"  # a Wednesday

# Each time beside the cue: never in source or content; the date of the saying where a day, month or year is named.
SAYINGS = """
The mayor said Tuesday that the bridge would close. => 2016-03-15
The mayor said on Tuesday that the bridge would close. => 2016-03-15
The mayor on Tuesday said the bridge would close. => 2016-03-15
On Tuesday, the mayor said the bridge would close. => 2016-03-15
On Tuesday the mayor said that the bridge would close. => 2016-03-15
On Tuesday Ruiz said that the bridge would close. => -
The mayor said late Tuesday that the bridge would close. => 2016-03-15
The mayor told reporters on Tuesday night that the bridge would close. => 2016-03-15
"The bridge is closed," the mayor said Tuesday. => 2016-03-15
"The bridge is closed," the mayor said in an interview on Tuesday. => 2016-03-15
"The bridge is closed," said the mayor on Tuesday. => 2016-03-15
"The bridge is closed," the mayor told reporters on Tuesday. => 2016-03-15
The bridge will close, the mayor said Tuesday. => 2016-03-15
The mayor yesterday denied that the bridge was closed. => 2016-03-15
The mayor denied yesterday that the bridge was closed. => 2016-03-15
The mayor, on Sept. 22, 2015, told the council that the bridge was closed. => 2015-09-22
Earlier this month the mayor warned that the bridge was unsafe. => 2016-03
In May, the mayor promised to reopen the bridge. => 2015-05
Two weeks ago, the mayor announced that the bridge was closed. => 2016-03
The mayor said last week that the bridge would close. => 2016-03
In a speech to the council on Monday, the mayor said that the bridge would close. => 2016-03-14
In a statement released Monday, the mayor said that the bridge would close. => 2016-03-14
"It is closed," he said at 3 p.m. on Tuesday. => 2016-03-15
The mayor tweeted Tuesday morning: "The bridge is closed." => 2016-03-15
The mayor said Tuesday it would close. => 2016-03-15
The mayor said Tuesday the bridge would close. => 2016-03-15
The mayor said today she would resign. => 2016-03-16
Ruiz said in 2014 that the bridge was closed. => 2014
The mayor said in a statement Tuesday that the bridge was closed. => 2016-03-15
The council agreed Monday to close the bridge. => 2016-03-14
The council agreed on Monday to close the bridge. => 2016-03-14
Ruiz said on CNN on Sunday that the bridge was closed. => 2016-03-13
Ruiz said Sunday on CNN that the bridge was closed. => 2016-03-13
The mayor said that the bridge would close on Friday. => about
The mayor said that Tuesday was a good day. => about
"""


class Times(run.CommandTest):
    def documents(self, texts, *args, published=PUBLISHED):
        lines = [json.dumps({"id": f"a{i:03}", "text": text, **({"published": published} if published else {})}) for i, text in enumerate(texts)]
        out, _ = self.run_hearsay("extract", "--rules", PACK, "-q", "-f", "documents", *args, "-", stdin="\n".join(lines).encode())
        return [json.loads(line) for line in out.splitlines()]

    def values(self, text, *args, **more):
        document, = self.documents([text], *args, **more)
        return [(text[t["start"]:t["end"]], t["value"]) for t in document["timexes"]]

    def test_a_time_beside_the_cue_is_the_sayings(self):
        cases = [line.split(" =>") for line in SAYINGS.strip().splitlines()]
        for (text, wanted), document in zip(cases, self.documents([text for text, _ in cases])):
            wanted, claims = wanted.strip(), document["attributions"]
            with self.subTest(text):
                self.assertEqual(len(claims), 1)
                self.assertNotEqual(claims[0]["kind"], "statement")
                inside = [t["id"] for t in document["timexes"] for role in ("source", "content")
                          for start, end in claims[0][role] if start <= t["start"] < end]
                self.assertEqual(inside, claims[0]["about"])
                self.assertEqual(bool(inside), wanted == "about")
                if wanted not in ("-", "about"):
                    self.assertEqual(claims[0]["said"] or "", wanted)

    def test_a_time_of_the_saying_inside_the_content_is_not_what_it_is_about(self):
        document, = self.documents(["The mayor criticized the council on Monday."])
        claim, = document["attributions"]
        self.assertEqual((claim["said"], claim["about"]), ("2016-03-14", []))

    def test_a_time_alone_is_no_content(self):
        document, = self.documents(["The court will rule on Friday."])
        self.assertEqual([a["kind"] for a in document["attributions"]], ["statement"])

    def test_without_an_anchor_it_stays_open(self):
        self.assertEqual(self.values("It closed on Friday and opened last week, in May, two days later.", published=None),
                         [("Friday", "XXXX-WXX-5"), ("last week", "XXXX-WXX"), ("May", "XXXX-05"), ("two days later", "XXXX-XX-XX")])

    def test_no_article_leans_on_another(self):
        texts = ["The war began in July 1861. Two years later it went on.", "Two years later it went on.", "It closed on Friday."]
        together = self.documents(texts * 2, "--times", "narrative", "-j", "4")
        alone = [self.documents([text], "--times", "narrative")[0] for text in texts]
        self.assertEqual([d["timexes"] for d in together], [d["timexes"] for d in alone * 2])
        self.assertEqual(alone[1]["timexes"][0]["value"], "XXXX")

    def test_news_and_narrative(self):
        text = "The war began in April 1861. In July the armies met. Two years later, on July 1, they met again. Last year it rained."
        news = dict(self.values(text))
        self.assertEqual((news["July"], news["Last year"]), ("2015-07", "2015"))
        self.assertEqual(self.values(text, "--times", "news"), self.values(text))
        told = dict(self.values(text, "--times", "narrative"))
        self.assertEqual((told["July"], told["Two years later"], told["July 1"], told["Last year"]), ("1861-07", "1863", "1863-07-01", "1862"))

    def test_the_order_of_figures_is_declared(self):
        self.assertEqual(self.values("It was 9/10/2015 and 24/9/15."), [("9/10/2015", "2015-09-10"), ("24/9/15", "2015-09-24")])
        self.assertEqual(self.values("It was 9/10/2015 and 9/24/15.", "--date-order", "dmy"),
                         [("9/10/2015", "2015-10-09"), ("9/24/15", "2015-09-24")])
        self.run_hearsay("extract", "--date-order", "ymd", "-", code=2)
        self.run_hearsay("extract", "--times", "fiction", "-", code=2)

    def test_ranges_have_two_ends(self):
        for text, begin, end in (("The poll ran from May to June 2012.", "2012-05", "2012-06"), ("It ran April 12-14.", "2016-04-12", "2016-04-14"),
                                 ("It ran between 10 and 12 September 2014.", "2014-09-10", "2014-09-12"), ("The war of 1939-45 was long.", "1939", "1945"),
                                 ("It ran from Dec. 28 to Jan. 3, 2015.", "2014-12-28", "2015-01-03"), ("It ran Monday through Friday.", "2016-03-14", "2016-03-18")):
            self.assertEqual([value for _, value in self.values(text)], [begin, end], text)

    def test_the_anchor_is_named(self):
        out, _ = self.run_hearsay("extract", "--rules", PACK, "--published", PUBLISHED, stdin=b"It closed on May 3, 2014, and two days later, unlike last week.")
        self.assertNotRegex(out, r'value="2014-05-03" anchor=')
        self.assertRegex(out, r'value="2014-05-05" anchor="t1"')
        self.assertRegex(out, r'value="2016-W10" anchor="published"')


class Explain(run.CommandTest):
    def explain(self, text, *args):
        return self.run_hearsay("explain", "--rules", PACK, "--published", PUBLISHED, "--text", text, *args)[0]

    def test_how_a_value_was_reached(self):
        out = self.explain("The court will rule on Friday.")
        self.assertRegex(out, r"\nt1  line 1, column 24  \[Friday\]\n  rule     en\.date-weekday@\w+  .*time\.yaml:\d+\n  took     w \[Friday\]\n")
        for line in ("  says     type=DATE weekday=5\n", "  open     XXXX-WXX-5\n", "  anchor   2016-03-16 (published)\n",
                     "  tense    future, by [will rule]\n", "  reached  by complete, direction coming, grain day\n",
                     "  is       type=DATE value=2016-03-18\n"):
            self.assertIn(line, out)

    def test_anchors_in_the_text_and_shared_years(self):
        out = self.explain("It ran from May to June 2012. A day later it closed.")
        self.assertIn("  open     XXXX-05\n  year     shared with t2\n", out)
        self.assertIn("  anchor   2012-06 (t2)\n", out)

    def test_narrative_and_nothing_to_lean_on(self):
        out = self.explain("It closed in May.", "--times", "narrative")
        self.assertIn("  anchor   none: what leans on it stays open\n", out)
        self.assertIn("value=XXXX-05", out)
        self.assertIn("value=2015-10-09", self.explain("It closed on 9/10/2015.", "--date-order", "dmy"))

    def test_only_what_was_asked(self):
        self.write("a.txt", "It closed on Friday.\n\nIt opened in 2014.\n")
        out, _ = self.run_hearsay("explain", "--rules", PACK, "a.txt", "--at", "3")
        self.assertIn("[2014]", out)
        self.assertNotIn("[Friday]", out)


if __name__ == "__main__":
    run.main()
