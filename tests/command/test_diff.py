#!/usr/bin/env python3
"""hearsay diff: what a change of rules adds, loses and changes."""
import json
import unittest

import run
from test_score import SAID, article

TEXT = "The mayor said that it had closed. The mayor denied that it had closed. The crowd muttered that it had closed.\n"
NEW = run.TINY["rules.yaml"].replace("{content: that ... closed}", "{content: that it had}")
LIST = run.TINY["lexicons/say.txt"].replace("denied act=deny manner=said commitment=CT-\n", "muttered act=state manner=said\n")


class Diff(run.CommandTest):
    def packs(self, **changes):
        self.pack("old")
        self.pack("new", **changes)

    def test_nothing_differs(self):
        self.packs()
        out, err = self.run_hearsay("diff", "old", "new", "-", stdin=TEXT.encode())
        self.assertEqual((out, err), ("1 articles, 0 of them differ: +0 new, -0 lost, 0 changed\n", ""))

    def test_new_lost_and_changed(self):
        self.packs(rules=NEW)
        self.write("new/lexicons/say.txt", LIST)
        out, _ = self.run_hearsay("diff", "old", "new", "-", stdin=TEXT.encode())
        self.assertIn("1 articles, 1 of them differ: +1 new, -1 lost, 1 changed\n", out)
        self.assertIn("\nsaid-that   +1 new   -1 lost   1 changed (content 1)\n", out)
        self.assertIn("  + stdin:1:73  {source: The crowd} {cue: muttered} {content: that it had}\n", out)
        self.assertIn("  - stdin:1:36  {source: The mayor} {cue: denied} {content: that it had closed}\n", out)
        self.assertIn("  ~ stdin:1:1  {source: The mayor} {cue: said} {content: that it had}\n        content: that it had closed → that it had\n", out)

    def test_another_rule_took_it(self):
        self.packs(rules=run.TINY["rules.yaml"].replace("id: said-that", "id: told-that"))
        out, _ = self.run_hearsay("diff", "old", "new", "-", stdin=SAID.encode())
        self.assertIn("told-that   +0 new   -0 lost   1 changed (rule 1)\n", out)
        self.assertIn("        rule: said-that → told-that\n", out)

    def test_json(self):
        self.packs(rules=NEW)
        self.write("new/lexicons/say.txt", LIST)
        rows = [json.loads(line) for line in self.run_hearsay("diff", "old", "new", "-", "-f", "json", stdin=TEXT.encode())[0].splitlines()]
        self.assertEqual([(r["sign"], r["column"]) for r in rows], [("~", 1), ("+", 73), ("-", 36)])
        self.assertEqual((rows[0]["before"]["content"], rows[0]["after"]["content"]), ("that it had closed", "that it had"))
        self.assertIsNone(rows[1]["before"])

    def test_gold(self):
        work = [n for n in range(1, 40) if not run.is_held(f"a{n}")][0]
        held = [n for n in range(1, 40) if run.is_held(f"a{n}")][0]
        self.packs(lexicons="")
        (self.dir / "new/lexicons.yaml").unlink()
        self.write("new/lexicons/say.txt", LIST)
        self.write("old/lexicons/say.txt", LIST.replace("said act=state manner=said\n", ""))
        self.write("gold.jsonl", json.dumps(article(work, 3, wrong=1)) + "\n" + json.dumps(article(held, 2)) + "\n")
        out, _ = self.run_hearsay("diff", "old", "new", "--gold", "gold.jsonl")
        self.assertIn("2 articles, 2 of them differ: +5 new", out)
        self.assertRegex(out, r"right +precision 0\.0 → 80\.0   recall 0\.0 → 100\.0")
        self.assertIn("precision 0.0 → 80.0 (0 of 0 → 4 of 5), recall 0.00 → 100.00\n", out)
        self.assertEqual(out.count("  right\n"), 2)
        self.assertEqual(out.count("  wrong\n"), 1)
        self.assertNotIn(f"a{held}:", out, "of the part held only numbers are shown")
        self.assertIn("1 articles", self.run_hearsay("diff", "old", "new", "--gold", "gold.jsonl", "--part", "held")[0])

    def test_usage(self):
        self.packs()
        self.run_hearsay("diff", "old", code=2)
        self.run_hearsay("diff", "old", "new", code=2)
        self.run_hearsay("diff", "old", "nowhere", "-", code=3)
        self.run_hearsay("diff", "old", "new", "nowhere", code=1)
        self.run_hearsay("diff", "old", "new", "--gold", "nowhere", code=1)


if __name__ == "__main__":
    run.main()
