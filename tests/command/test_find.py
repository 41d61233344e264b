#!/usr/bin/env python3
"""hearsay find: matches in their context, counts, and patterns that can't be read."""
import json
import unittest

import run

TEXT = "The mayor said that the bridge had closed. “Nobody was there,” the mayor denied.\n"


class Find(run.CommandTest):
    def find(self, *args, **more):
        more.setdefault("stdin", TEXT.encode())
        return self.run_hearsay("find", "--rules", self.pack(), *args, **more)

    def test_matches_in_context_and_counts(self):
        out, err = self.find("{who: @np} {cue: %say}", "--context", "12")
        self.assertEqual(err, "")
        lines = out.splitlines()
        self.assertEqual(lines[0], "stdin:1:1" + "  " + " " * 12 + "[The mayor said] that the br")
        self.assertEqual(lines[1], "stdin:1:64" + "  " + "was there,” [the mayor denied]. ")
        self.assertIn("2 matches in 1 of 1 articles", out)
        self.assertIn("\n  count  entry\n      1  %say  denied\n      1  %say  said\n", out)
        self.assertIn("\n      2  who  the mayor\n", out)

    def test_views(self):
        self.assertIn("0 matches", self.find("nobody")[0])
        self.assertIn("1 matches", self.find("nobody", "--view", "plain")[0])
        self.assertIn("1 matches", self.find("^ nobody", "--view", "inside")[0])
        self.assertIn("1 matches", self.find("@quote.form=clause")[0])

    def test_json(self):
        lines = [json.loads(line) for line in self.find("{who: @np} %say", "-f", "json", "-n", "1")[0].splitlines()]
        self.assertEqual(len(lines), 2)
        self.assertEqual((lines[0]["id"], lines[0]["start"], lines[0]["end"], lines[0]["match"]), ("stdin", 0, 14, "The mayor said"))
        self.assertEqual(lines[0]["roles"], [["who", "The mayor"]])
        self.assertEqual((lines[1]["matches"], lines[1]["articles"]), (2, 1))
        self.assertEqual(lines[1]["entries"], [["%say", "denied", 1], ["%say", "said", 1]])

    def test_only_counts_and_a_folder(self):
        self.write("news/a.txt", TEXT)
        self.write("news/b.txt", "Nothing.\n")
        self.assertEqual(self.find("%say", "news", "--count")[0].splitlines()[0], "2 matches in 1 of 2 articles")

    def test_lists_that_no_rule_names(self):
        self.pack()
        self.write("tiny/lexicons/places.txt", "class: form\nthe bridge\nbridge\n")
        out = self.run_hearsay("find", "--rules", "tiny", "%places had", stdin=TEXT.encode())[0]
        self.assertIn("[the bridge had]", out)

    def test_wrong_patterns_have_a_caret(self):
        for pattern, code, caret in (("@np %sya", "H021", "    ^^^^ did you mean %say?"), ("(a", "H020", "^"), ("a?", "H034", "^^"), ("@none", "H024", "^")):
            out, err = self.find(pattern, code=2)
            self.assertEqual(out, "")
            self.assertIn(f"PATTERN:1:{err.splitlines()[2].index('^') - 7}: error[{code}]", err)
            self.assertIn(caret, err)

    def test_too_many_steps_are_told(self):
        out = self.find("([] []?)+ zzz", stdin=b"a " * 100)[0]
        self.assertIn("in 1 sentences the pattern took too many steps", out)

    def test_usage(self):
        self.find(code=2)
        self.find("a", "nowhere", code=1)


if __name__ == "__main__":
    run.main()
