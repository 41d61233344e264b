#!/usr/bin/env python3
"""hearsay score: counts against gold made here, agreement with the scorer of the evaluation data, and confidences in the output."""
import json
import os
import subprocess
import sys
import unittest
from pathlib import Path

import run

EVAL = Path(os.environ.get("HEARSAY_DATA_DIR", run.ROOT / "../shared")) / "eval"
SAID = "The mayor said that it had closed. "


def article(number, sentences, wrong=0):
    """An article of sentences whose claims are all right but for the last `wrong`, which the gold doesn't have."""
    found = [{"id": f"E{i}", "source": [[i * len(SAID), i * len(SAID) + 9]], "cue": [[i * len(SAID) + 10, i * len(SAID) + 14]],
              "content": [[i * len(SAID) + 15, i * len(SAID) + 33]]} for i in range(sentences - wrong)]
    return {"id": f"a{number}", "text": SAID * sentences, "attributions": found}


class Score(run.CommandTest):
    def gold(self, *articles):
        return self.write("gold.jsonl", "".join(json.dumps(a) + "\n" for a in articles))

    def score(self, *args, **more):
        return self.run_hearsay("score", "--rules", self.pack(), *args, **more)

    def test_counts(self):
        self.gold(article(1, 3), article(2, 3, wrong=1))
        out, err = self.score("gold.jsonl")
        self.assertEqual(err, "")
        self.assertIn("2 articles, 5 attributions in the gold, 6 found here\n", out)
        self.assertRegex(out, r"\nright +83\.3 +100\.0 +90\.9\n")
        self.assertRegex(out, r"\nsaid-that +6 +5 +5 +83\.3\n")
        table = json.loads(self.score("gold.jsonl", "-f", "json")[0])
        self.assertEqual(table["rules"], [{"rule": "said-that", "claims": 6, "found": 5, "right": 5, "exact": 5}])

    def test_a_wrong_source_is_not_right(self):
        a = article(1, 1)
        a["attributions"][0]["source"] = [[18, 20]]
        self.gold(a)
        table = json.loads(self.score("gold.jsonl", "-f", "json")[0])
        self.assertEqual((table["found"]["right"], table["right"]["right"]), (1, 0))

    def test_texts_beside_the_gold_and_statements_left_out(self):
        a = article(1, 2)
        a["attributions"].append({"id": "x", "kind": "statement", "content": [[0, 3]]})
        self.write("articles/a1.txt", a.pop("text"))
        self.gold(a)
        self.assertIn("1 articles, 2 attributions in the gold, 2 found here", self.score("gold.jsonl")[0])

    def test_bad_gold_names_file_and_line(self):
        good = json.dumps(article(1, 1)) + "\n"
        for line, word in (("{oops\n", "a key in double quotes"), ("[1]\n", "text `id`"), ('{"id": "b"}\n', "no list"),
                           ('{"id":"b","text":"x","attributions":[{"content":[[0,9]]}]}\n', "inside the text"), (good, "already")):
            self.write("gold.jsonl", good + line)
            err = self.score("gold.jsonl", code=1)[1]
            self.assertIn("gold.jsonl:2: ", err)
            self.assertIn(word, err)
        self.assertIn("can't be read", self.score("nowhere.jsonl", code=1)[1])

    def test_confidence_reaches_the_output(self):
        held = [n for n in range(1, 40) if run.is_held(f"a{n}")][:2]
        self.gold(article(held[0], 6, wrong=2), article(held[1], 5), article(1000, 9))
        pack = self.pack()
        out, err = self.run_hearsay("score", "--rules", pack, "gold.jsonl", "--write-confidence")
        self.assertIn("confidence.txt: 1 rules", err)
        self.assertRegex((pack / "confidence.txt").read_text(), r"\nsaid-that +0\.82 +11  [0-9a-f]{8}\n")
        extract = lambda *more: self.run_hearsay("extract", "--rules", pack, "-f", "jsonl", "-q", *more, stdin=SAID.encode())[0]
        claim = json.loads(extract())
        self.assertEqual((claim["confidence"], claim["n"]), (0.82, 11))
        self.assertEqual(extract("--min-confidence", "0.9"), "")
        self.assertTrue(extract("--min-confidence", "0.8"))
        xml = self.run_hearsay("extract", "--rules", pack, "-q", stdin=SAID.encode())[0]
        self.assertIn('confidence="0.82" n="11"', xml)
        rules = pack / "rules.yaml"
        rules.write_text(rules.read_text().replace("that ... closed", "that ...5 closed"))
        self.assertIsNone(json.loads(extract())["confidence"], "a rule that was rewritten since has none")

    def test_few_claims_give_no_confidence(self):
        held = next(n for n in range(1, 40) if run.is_held(f"a{n}"))
        self.gold(article(held, 9))
        pack = self.pack()
        self.run_hearsay("score", "--rules", pack, "gold.jsonl", "--write-confidence")
        self.assertNotIn("\nsaid-that", (pack / "confidence.txt").read_text())

    def test_broken_confidences_have_their_place(self):
        pack = self.pack()
        self.write("tiny/confidence.txt", "# x\nsaid-that 0.9 11 12345678\n")
        self.assertRegex(self.run_hearsay("check", pack, code=3)[1], r"confidence\.txt:2:1: error\[H030\]")

    def test_usage(self):
        self.gold(article(1, 1))
        self.score(code=2)
        self.score("gold.jsonl", "--part", "none", code=2)
        self.score("gold.jsonl", "--part", "work", "--write-confidence", code=2)


class Agreement(run.CommandTest):
    def test_with_the_scorer_of_the_evaluation_data(self):
        gold = EVAL / "attribution/gold.jsonl"
        if not gold.exists():
            self.skipTest("the evaluation data isn't here")
        some = [line for line in gold.read_text(encoding="utf-8").splitlines(True) if not run.is_held(json.loads(line)["id"])][::8]
        self.write("gold.jsonl", "".join(some))
        texts = EVAL / "attribution/articles"
        records = [{"id": a["id"], "published": a["published"], "text": (texts / (a["id"] + ".txt")).read_bytes().decode("utf-8")}
                   for a in map(json.loads, some)]
        found = self.run_hearsay("extract", "-q", "-f", "documents", stdin="".join(json.dumps(r) + "\n" for r in records).encode())[0]
        self.write("pred.jsonl", found)
        theirs = json.loads(subprocess.run([sys.executable, EVAL / "score_attributions.py", "--gold", "gold.jsonl", "--pred", "pred.jsonl",
                                            "--texts", texts, "--json"], cwd=self.dir, stdout=subprocess.PIPE, check=True).stdout)
        ours = json.loads(self.run_hearsay("score", "gold.jsonl", "--texts", texts, "-f", "json")[0])
        for key, name, near in (("found", "found", 0.001), ("exact", "content_exact", 0.003), ("right", "end_to_end", 0.006)):
            self.assertEqual(ours[key]["predicted"], theirs[name]["pred"])
            for share in ("precision", "recall", "f1"):
                self.assertAlmostEqual(ours[key][share], theirs[name][share], delta=near, msg=f"{key} {share}")


if __name__ == "__main__":
    run.main()
