#!/usr/bin/env python3
"""hearsay cover: which rules, and which parts of them, articles touch."""
import json
import unittest

import run

RULES = run.TINY["rules.yaml"] + """  - id: says-it
    layer: attribution
    match: |
      {source: @np} then? {cue: (%say | muttered)} {content: it}
      {source: @np} {cue: whistled} {content: it}
    unless: |
      @np denied
      never
  - id: dead
    layer: attribution
    match: |
      {content: xyzzy}
"""
TEXT = "The mayor said it. The mayor denied it. The mayor said that it had closed.\n\n“Nobody was there,” the mayor quipped.\n"


class Cover(run.CommandTest):
    def cover(self, *args, **more):
        more.setdefault("stdin", TEXT.encode())
        return self.run_hearsay("cover", "--rules", self.pack(rules=RULES, pack=run.TINY["pack.yaml"].replace("[np", "[class, np")), *args, **more)

    def test_rules(self):
        out, _ = self.cover()
        self.assertIn("1 articles, 4 rules\n", out)
        self.assertRegex(out, r"\nattribution +hits +wins +stopped  example\nsays-it +2 +1 +1  stdin:1:1  The mayor said it\nsaid-that +1 +1 +0  stdin:1:41  ")
        self.assertRegex(out, r"\nrules that never hit\n  dead +.*rules\.yaml:\d+\n")
        never = out[out.index("never hit, in rules that hit"):]
        self.assertIn("pattern 1, optional: then?\n", never)
        self.assertIn("pattern 1, alternative: muttered\n", never)
        self.assertIn("pattern 2: {source: @np} {cue: whistled} {content: it}\n", never)
        self.assertIn("unless 2: never\n", never)
        self.assertNotIn("alternative: %say", never)
        self.assertNotIn("unless 1", never)
        self.assertRegex(out, r"\nsay +2 +2  \n")

    def test_one_rule_has_all_its_parts(self):
        out, _ = self.cover("--rule", "says-it")
        for line in (r"2 +1  pattern 1: ", r"0 +0  pattern 1, optional: then\?", r"2 +1  pattern 1, alternative: %say", r"1 +0  unless 1: @np denied  stdin:1:20\n"):
            self.assertRegex(out, r"\n +" + line)
        self.cover("--rule", "none", code=2)

    def test_a_list(self):
        self.assertEqual(self.cover("--list", "say")[0], "       2  said                           stdin:1:1\n       1  denied                         stdin:1:20\n")

    def test_cost(self):
        out, _ = self.cover("--cost")
        self.assertRegex(out.splitlines()[0], r"^rule +tried +matched +won +steps +ms  worst place$")
        self.assertRegex(out, r"\nsays-it +\d+ +2 +1 +\d+ +[\d.]+  stdin:\d, \d+ steps\n")

    def test_json(self):
        table = json.loads(self.cover("-f", "json")[0])
        rule = next(r for r in table["rules"] if r["rule"] == "says-it")
        self.assertEqual((rule["hits"], rule["wins"], rule["stopped"]), (2, 1, 1))
        self.assertEqual([p["hits"] for p in rule["patterns"]], [2, 0])
        self.assertEqual([u["stopped"] for u in rule["unless"]], [1, 0])
        self.assertEqual(table["lists"][0]["matched"], {"said": 2, "denied": 1})

    def test_words_like_cues(self):
        out = self.run_hearsay("cover", "--layer", "attribution", stdin=b"\xe2\x80\x9cNobody was there,\xe2\x80\x9d zigzagged the mayor.\n")[0]
        self.assertRegex(out, r"in no list of cues\n +1  zigzagged +stdin: .*zigzagged the mayor\.\n")

    def test_usage(self):
        self.cover("--layer", "none", code=2)
        self.cover("nowhere", code=1)


if __name__ == "__main__":
    run.main()
