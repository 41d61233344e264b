"""Packs through the command: which one is used, what is said of broken ones, examples, explanations."""
import os
import re
import unittest

import run

SENTENCE = "The mayor denied that the bridge had closed."
BROKEN = run.TINY["rules.yaml"] + """  - id: broken
    layer: attribution
    match: |
      {source: @np} {cue: %sai} {content: []}
    examples: |
      - x
"""


class Rules(run.CommandTest):
    def test_check_of_a_sound_pack(self):
        out, err = self.run_hearsay("check", self.pack())
        self.assertEqual(out, "2 rules, 1 lexicons, 0 errors, 0 warnings\n")
        self.assertEqual(err, "")

    def test_a_mistake_has_its_place_and_a_caret(self):
        self.pack(rules=BROKEN)
        out, err = self.run_hearsay("check", "tiny", code=3)
        self.assertIn("2 rules, 1 lexicons, 1 errors", out)
        lines = err.splitlines()
        at = next(i for i, line in enumerate(lines) if "error[H021]" in line)
        self.assertRegex(lines[at], r"^tiny/rules\.yaml:\d+:\d+: error\[H021\]: ")
        number, column = map(int, re.match(r"tiny/rules\.yaml:(\d+):(\d+):", lines[at]).groups())
        source = BROKEN.splitlines()[number - 1]
        self.assertEqual(lines[at + 1], f"{number:5} | {source}")
        bar = lines[at + 1].index("|") + 2
        self.assertEqual(lines[at + 2].index("^"), bar + column - 1)
        self.assertIn("did you mean %say?", lines[at + 2])

    def test_the_rest_of_a_broken_pack_is_used(self):
        pack = self.pack(rules=BROKEN)
        out, err = self.run_hearsay("extract", "--rules", pack, stdin=SENTENCE.encode())
        self.assertIn("<claim ", out)
        self.assertIn("error[H021]", err)
        out, err = self.run_hearsay("extract", "--rules", pack, "--strict", stdin=SENTENCE.encode(), code=3)
        self.assertEqual(out, "")
        self.assertIn("error[H021]", err)

    def test_no_rule_compiles(self):
        pack = self.pack(rules="rules:\n  - id: x\n    layer: attribution\n    match: |\n      {content: %none}\n")
        out, _ = self.run_hearsay("extract", "--rules", pack, stdin=SENTENCE.encode(), code=3)
        self.assertEqual(out, "")

    def test_no_pack_there(self):
        for command in (["extract"], ["check"], ["test"], ["explain", "--text", SENTENCE]):
            _, err = self.run_hearsay(*command, "--rules", "nowhere", stdin=b"x", code=3)
            self.assertIn("nowhere", err)

    def test_place_of_rules(self):
        self.pack()
        env = {"HEARSAY_RULES": str(self.dir / "tiny")}
        self.assertIn("2 rules", self.run_hearsay("check", env=env)[0])
        self.assertIn("hearsay: ", self.run_hearsay("check", "--rules", "nowhere", env=env, code=3)[1])

    def test_a_pack_extends_the_standard_one(self):
        self.write("mine/pack.yaml", 'name: mine\nlanguage: en\nversion: "1"\nextends: en\n')
        out = self.run_hearsay("extract", "--rules", "mine", stdin=run.DENIAL.encode())[0]
        self.assertIn('<pack name="en"', out)
        self.assertIn('<pack name="mine"', out)

    def test_several_packs(self):
        self.pack("one")
        self.write("two/pack.yaml", 'name: two\nlanguage: en\nversion: "1"\n')
        self.write("two/lexicons/say.txt", "class: form\ninsisted act=allege manner=said\n")
        out = self.run_hearsay("extract", "--rules", "one", "--rules", "two", "-f", "jsonl",
                               stdin=b"The mayor insisted that it had closed.\n")[0]
        self.assertIn('"allege"', out)

    def test_colour(self):
        self.pack(rules=BROKEN)
        for args, env, has_colour in (([], {}, False), (["--color=always"], {}, True), (["--color=never"], {}, False)):
            err = self.run_hearsay("check", "tiny", *args, env=env, code=3)[1]
            self.assertEqual("\x1b[" in err, has_colour)

    def test_control_characters_in_a_pack(self):
        self.pack(rules=BROKEN.replace("id: broken", 'id: "bro\\e[31mken"'))
        self.assertNotIn("\x1b", self.run_hearsay("check", "tiny", code=3)[1])

    def test_warnings_count_if_strict(self):
        self.pack(rules=run.TINY["rules.yaml"].replace("    examples: |\n      + It was {np: the mayor}.\n", ""))
        out, err = self.run_hearsay("check", "tiny")
        self.assertIn("1 warnings", out)
        self.assertIn("warning[H040]", err)
        self.run_hearsay("check", "tiny", "--strict", code=3)


class Examples(run.CommandTest):
    def test_examples_hold(self):
        out, err = self.run_hearsay("test", self.pack())
        self.assertEqual(out, "2 rules, 2 of 2 + passed, 1 of 1 - passed, 0 ? gaps (0 closed), 0 rules without a +, 0 failed\n")
        self.assertEqual(err, "")

    def test_failures_have_their_place(self):
        more = """      + {source: The mayor} {cue: said} {content: that it} had closed.
      - The mayor said that it had closed.
      ? {source: The mayor} {cue: said} {content: that it had closed}.
      ? {source: She} {cue: said} {content: that it had closed}.
      + {source: The mayor} {cue: said} {content: that it had closed}. => act=deny
      + {source: unclosed
      * neither
"""
        rules = run.TINY["rules.yaml"] + more
        first = rules.splitlines().index(more.splitlines()[0]) + 1
        self.pack(rules=rules)
        out, err = self.run_hearsay("test", "tiny", code=1)
        self.assertIn("2 ? gaps (1 closed)", out)
        self.assertIn("5 failed", out)
        for line, word in ((0, "failed"), (1, "failed"), (2, "closed"), (4, "failed"), (5, "failed"), (6, "failed")):
            self.assertRegex(err, rf"tiny/rules\.yaml:{first + line}: {word}: said-that: ")
        self.assertNotIn(f"rules.yaml:{first + 3}:", err)
        self.assertIn("expected  content  that it\n      found     content  that it had closed\n", err)
        self.assertIn("expected  act=deny\n      found     act=state\n", err)

    def test_what_differs_stands_one_under_the_other(self):
        """Roles of a claim, a role that only says where, a carried piece, an annotation, a class."""
        self.write("tiny/pack.yaml", 'name: tiny\nlanguage: en\nlayers: [class, np, attribution]\ntables: {words: words}\n')
        self.write("tiny/lexicons/say.txt", "class: form\nsaid act=state manner=said\n")
        self.write("tiny/lexicons/words.txt", "class: form\nplan upos=VERB,NOUN\n")
        self.write("tiny/rules.yaml", """rules:
  - id: a-class
    layer: class
    match: |
      the {word: :VERB}
    remove: VERB
    examples: |
      + The {word: plan} closed. => class=VERB
  - id: b-place
    layer: np
    match: |
      {np: the [:lower]} {where: here}
    examples: |
      + It was {np: the mayor} {where: her}e.
      + It was {np: the} mayor here.
  - id: c-claim
    layer: attribution
    match: |
      {source: [she | he]} {cue: %say} {hearer: [:lower]}? {content: that ... closed}
    examples: |
      + {source: She} {cue: said} {content: that it} had closed.
  - id: d-carry
    layer: attribution
    carry: true
    match: |
      ^ {content: @quote} $
    examples: |
      + He said that it had closed. ¶ "{content: It is old and} more."
""")
        out, err = self.run_hearsay("test", "tiny", code=1)
        self.assertIn("0 of 5 + passed", out)
        for words in ("expected  class=VERB\n      found     class=NOUN\n",
                      "expected  where    her\n      found     where    here\n",
                      "expected  np the\n", "found     np the mayor\n",
                      "expected  content  that it\n      found     content  that it had closed\n",
                      "failed: d-carry: nothing was carried by this rule\n"):
            self.assertIn(words, err)

    def test_corpus_and_its_baseline(self):
        pack = self.pack()
        self.write("corpus/one/article.txt", "The mayor said that it had closed.\n\nThe mayor denied that it had closed.\n")
        lines = "@ 2026-03-12\n# one\n+ {source: The mayor} {cue: said} {content: that it had closed}. => act=state kind=indirect\n"
        self.write("corpus/one/expected.claims", lines)
        out, _ = self.run_hearsay("test", pack, "--corpus", "corpus", "--report")
        self.assertIn("one: 1 of 1 found, 1 unlisted (not in the baseline)", out)
        self.assertIn("unlisted\n      there is  tiny.said-that", out)
        self.run_hearsay("test", pack, "--corpus", "corpus", "--update")
        self.assertIn("\none 1 1 1\n", (self.dir / "corpus/BASELINE").read_text())
        self.run_hearsay("test", pack, "--corpus", "corpus")
        self.write("corpus/one/expected.claims", lines.replace("act=state", "act=deny"))
        out, err = self.run_hearsay("test", pack, "--corpus", "corpus", "--report", code=1)
        self.assertIn("one got worse: 0 of 1 found, 1 unlisted; before: 1 of 1, 1 unlisted", err)
        self.assertIn("expected  act=deny", out)
        self.write("corpus/one/expected.claims", lines + "+ {cue: not} in the article\n")
        self.assertIn("1 lines can't be used", self.run_hearsay("test", pack, "--corpus", "corpus", code=1)[1])
        self.run_hearsay("test", pack, "--corpus", "nowhere", code=1)


class Explain(run.CommandTest):
    def explain(self, *args, **more):
        return self.run_hearsay("explain", "--rules", self.pack(), *args, **more)

    def test_a_claim(self):
        out, err = self.explain("--text", SENTENCE)
        self.assertEqual(err, "")
        self.assertIn("c1  line 1, column 1\n  source   The mayor\n  cue      denied\n  content  that the bridge had closed\n", out)
        self.assertIn("act=deny", out)
        self.assertRegex(out, r"rule     tiny\.said-that@\w+  .*rules\.yaml:8\n")

    def test_a_place(self):
        self.write("a.txt", "Nothing here.\n\n" + SENTENCE + "\n")
        self.assertIn("No claim here", self.explain("a.txt", "--at", "1")[0])
        self.assertIn("c1  line 3", self.explain("a.txt", "--at", "3:5")[0])
        self.assertIn("c1  line 3", self.explain("-", stdin=(self.dir / "a.txt").read_bytes())[0])

    def test_a_rule(self):
        self.assertIn("won", self.explain("--rule", "said-that", "--text", SENTENCE)[0])
        self.assertIn("matches nowhere", self.explain("--rule", "said-that", "--text", "Nothing here.")[0])
        self.explain("--rule", "none", "--text", SENTENCE, code=2)

    def test_a_layer(self):
        self.assertEqual(self.explain("--layer", "np", "--text", SENTENCE)[0].count("np-the  won\n        np [The mayor]"), 1)
        self.assertIn("No rule of this layer", self.explain("--layer", "np", "--text", "Nothing here.")[0])
        self.explain("--layer", "none", "--text", SENTENCE, code=2)
        self.explain("--layer", "quote", "--text", SENTENCE, code=2)

    def test_how_far_a_rule_came(self):
        out = self.explain("--rule", "said-that", "--text", "We know the mayor said that it was open.")[0]
        self.assertIn("pattern 1: {source: @np} {cue: %say} {content: that ... closed}\n", out)
        self.assertRegex(out, r"\u2713 \{source: @np\} +the mayor\n +\u2713 \{cue: %say\} +said\n +\u2713 \{content\} that +that\n")
        self.assertRegex(out, r"\u2717 \{content\} closed +the stretch ends here, without closed \(line 1, column 41\)\n")

    def test_what_an_unless_stopped(self):
        rules = run.TINY["rules.yaml"].replace("    set:", "    unless: |\n      %say that it\n    set:")
        pack = self.pack(rules=rules)
        out = self.run_hearsay("explain", "--rules", pack, "--text", "The mayor said that it closed.")[0]
        self.assertIn("stopped by `unless`", out)
        self.assertIn("%say that it took [said that it]", out)

    def test_what_became_of_statements_and_carried_quotations(self):
        out = self.run_hearsay("explain", "--layer", "statement", "--text", "The bridge opened on March 3, 2014. It closed in spring.")[0]
        self.assertIn("  won\n        content [The bridge opened on March 3, 2014]", out)
        self.assertIn("  made no statement: without a calendar date, or part of a claim\n        content [It closed in spring]", out)
        out = self.run_hearsay("explain", "--layer", "attribution", "--text", "\u201cIt is over here now.\u201d")[0]
        self.assertIn("carried nothing: no claim of words directly before it, or part of a claim", out)

    def test_tokens_show_entries_of_several_words(self):
        out = self.run_hearsay("explain", "--tokens", "--text", "The Prime Minister pointed out that it was over.")[0]
        self.assertRegex(out, r"pointed +VERB +cue-verbs point out \(act=state ")
        self.assertRegex(out, r"Prime +PROPN +roles prime minister \(")

    def test_tokens(self):
        rows = self.explain("--tokens", "--text", SENTENCE)[0].splitlines()
        self.assertEqual(len(rows), 9)
        self.assertIn("say denied (act=deny manner=said commitment=CT-)", rows[2])
        self.assertIn("@np+", rows[1])


if __name__ == "__main__":
    unittest.main()
