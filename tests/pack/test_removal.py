"""What is English lies in the pack: without its attribution rules nothing is attributed, and a cue that is taken out of the
lexicons is no claim's cue any more, over the corpus and, if they are there, articles of the evaluation data."""
import collections
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HEARSAY = os.environ["HEARSAY"]
ROOT = Path(os.environ["HEARSAY_SOURCE_DIR"])
PACK = ROOT / "rules/en"
EVALUATION = Path(os.environ.get("HEARSAY_DATA_DIR", "")) / "eval/attribution/articles"
CUES = 50
EVALUATION_ARTICLES = 40
RULE = re.compile(r"^  - id:.*\n(?:(?:    .*|\s*)\n)*", re.MULTILINE)
CLAIM = re.compile(rb'<claim id="(\w+)"[^>]*? kind="(\w+)"')
LEMMA = re.compile(rb'<cue lemma="([^"]*)">')


def may_be_read(path):
    """A quarter of the evaluation data is kept for counting alone."""
    return hashlib.sha256(path.stem.encode()).hexdigest()[0] not in "0123"


def head_of(line):
    """The head of a line of a lexicon: what stands before {forms} and key=value."""
    return re.split(r"\{|\s\S+=", line, maxsplit=1)[0].strip()


class Removal(unittest.TestCase):
    def setUp(self):
        self.dir = Path(tempfile.mkdtemp(prefix="hearsay-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        self.pack = self.dir / "en"
        shutil.copytree(PACK, self.pack)
        self.articles = self.dir / "in"
        self.articles.mkdir()
        for article in (ROOT / "corpus").glob("*/article.txt"):
            shutil.copyfile(article, self.articles / f"{article.parent.name}.txt")
        for article in [p for p in sorted(EVALUATION.glob("*.txt")) if may_be_read(p)][::15][:EVALUATION_ARTICLES]:
            shutil.copyfile(article, self.articles / article.name)

    def extract(self):
        done = subprocess.run([HEARSAY, "extract", "--rules", self.pack, self.articles], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr.decode("utf-8", "replace")[-500:])
        return done.stdout

    def test_without_attribution_rules(self):
        self.assertGreater(len(LEMMA.findall(self.extract())), 0)
        removed = 0
        for file in self.pack.rglob("*.yaml"):
            text = file.read_text(encoding="utf-8")
            kept = RULE.sub(lambda rule: "" if re.search(r"^    layer: attribution\s*$", rule[0], re.MULTILINE) else rule[0], text)
            removed += len(RULE.findall(text)) - len(RULE.findall(kept))
            if kept != text:
                has_rules = RULE.search(kept)
                file.write_text(kept if has_rules else kept.replace("rules:\n", "", 1), encoding="utf-8")
        self.assertGreater(removed, 0)
        kinds = collections.Counter(kind for _, kind in CLAIM.findall(self.extract()))
        self.assertEqual(set(kinds) - {b"statement"}, set())

    def test_without_a_cue(self):
        lexicons = {file: file.read_text(encoding="utf-8") for file in self.pack.glob("lexicons/cue-*.txt")}
        self.assertGreater(len(lexicons), 0)
        heads = {head_of(line) for text in lexicons.values() for line in text.splitlines() if not line.startswith("#")}
        # continue, refuse: they also lead into the cue of another verb ("continued to say"), and stay a part of that
        heads -= {head_of(line) for line in (self.pack / "lexicons/catenative.txt").read_text(encoding="utf-8").splitlines()}
        found = collections.Counter(lemma.decode() for lemma in LEMMA.findall(self.extract()))
        cues = sorted((cue for cue in found if cue in heads), key=lambda cue: (-found[cue], cue))[:CUES]
        self.assertGreater(len(cues), 10)
        for cue in cues:
            for file, text in lexicons.items():
                file.write_text("".join(line for line in text.splitlines(True) if line.startswith("#") or head_of(line) != cue),
                                encoding="utf-8")
            left = [lemma for lemma in LEMMA.findall(self.extract()) if lemma.decode() == cue]
            self.assertEqual(left, [], f"without the entry {cue} there are still claims with this cue")


if __name__ == "__main__":
    unittest.main()
