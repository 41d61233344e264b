"""tests/packs/language: each sign, construct and key of the rule language has a rule with examples, and they hold; and
tests/packs/language-own, which extends it, overrides and switches off."""
import os
import re
import subprocess
import unittest
from pathlib import Path

HEARSAY = os.environ["HEARSAY"]
ROOT = Path(os.environ["HEARSAY_SOURCE_DIR"])
BASE, OWN = ROOT / "tests/packs/language", ROOT / "tests/packs/language-own"
# What the guide's tables of patterns list, as it is found in a pattern.
SIGNS = {
    "form": r"\bmeet\b", "exact": r'"Bravo"', "escaped": r'"\\""', "lemma": r"<forswear>", "lexicon": r"%acts\b(?!\.)", "by attribute": r"%acts\.frame=to",
    "annotation": r"@mark\b(?!\.)", "annotation by attribute": r"@mark\.kind=metal", "class": r" \{mark: :VERB\}", "shapes": r":cap :upper :lower :num",
    "regex": r"/\\d\+", "slash": r"\\/", "any case": r"\(\?i\)", "any token": r"\[\]", "not": r"\[!", "and": r"\[[^\]]* & ", "or": r"\[[^\]]* \| ",
    "parentheses in brackets": r"\[\(", "lies in": r"\[!@span\]", "alternatives": r" \| borrow", "group": r"\(cups \| plates\)", "optional": r"the\? ",
    "star": r"\)\*", "plus": r"\)\+", "count": r"tok\{2\}", "range": r"tok\{2,3\}", "open range": r"tok\{2,\}", "lazy optional": r"\?\?",
    "lazy star": r"\*\?", "lazy plus": r"\+\?", "lazy range": r"\{2,5\}\?", "gap": r"\.\.\. ", "short gap": r"\.\.\.2", "role": r"\{mark: ",
    "macro": r"~TOOLS", "start": r"\^ ", "end": r" \$", "paragraph start": r"\^p", "paragraph end": r"\$p", "quotation start": r"\^q",
    "quotation end": r"\$q", "comment": r"\s# ", "folded quotation": r"@quote\b(?!\.)", "its form": r"@quote\.form=", "its end": r"@quote\.ends=",
    "neighbour": r"@paragraph", "block": r"@headline",
}


def run(*args):
    done = subprocess.run([HEARSAY, *map(str, args)], text=True, capture_output=True, encoding="utf-8", timeout=120)
    return done.returncode, done.stdout, done.stderr


def rules(pack):
    """The text of each rule of a pack, by its id."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(pack.glob("*.yaml")) if file.name != "pack.yaml")
    parts = re.split(r"^  - id: (\S+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


class Language(unittest.TestCase):
    def test_examples_hold(self):
        for pack in (BASE, OWN):
            code, out, err = run("test", pack)
            self.assertEqual((code, err), (0, ""), err)
            self.assertRegex(out, r"1 \? gaps \(0 closed\), 0 rules without a \+, 0 failed")
            code, out, err = run("check", pack, "--strict")
            self.assertEqual((code, err), (0, ""), err)

    def test_each_rule_has_both(self):
        for pack in (BASE, OWN):
            for name, text in rules(pack).items():
                for sign in "+-":
                    self.assertRegex(text, rf"(?m)^      \{sign} ", f"{name} has no {sign}")

    def test_each_key_and_sign_is_there(self):
        texts = rules(BASE)
        source = (ROOT / "extractor/rule/rule_read.c").read_text(encoding="utf-8")
        keys = set(re.findall(r'"(\w+)"', re.search(r"rule_keys\[\] = \{(.*?)\};", source, re.DOTALL)[1])) - {"id"}
        self.assertEqual(keys, {key for text in texts.values() for key in re.findall(r"(?m)^    (\w+):", text)})
        patterns = "\n".join(re.findall(r"(?ms)^    (?:match|unless|unless_inside): \|\n(.*?)(?=^    \w)", "\n".join(texts.values())))
        for name, sign in SIGNS.items():
            self.assertRegex(patterns, sign, f"no rule shows: {name}")
        values = "\n".join(re.findall(r"(?m)^    (?:set|value): (.*)$", "\n".join(texts.values())))
        for value in ("fixed: yes", r"\$m\b", r"\$v\.act", r"\$v\.lemma", r"lookup\(numbers, \$n\)", "day_word:", 'none: ""'):
            self.assertRegex(values, value)

    def test_overriding_and_disabling(self):
        names, own = set(rules(BASE)), set(rules(OWN))
        pack = (OWN / "pack.yaml").read_text(encoding="utf-8")
        self.assertIn("extends: language\n", pack)
        self.assertTrue(names & own, "no rule of the base is overridden")
        off, off_before = re.search(r"disable: \[(.*)\]", pack)[1].split(", ")
        self.assertIn(off, names)
        self.assertIn(f"was: {off_before}\n", rules(BASE)["switched-off-now"])
        both = run("test", "--rules", BASE, "--rules", OWN)
        self.assertEqual(both[0], 0, both[2])
        for rule, text, is_found in (("form", "They meet Omega.", True), ("form", "They meet Alpha.", False),
                                     ("instead", "It is a silent alarm.", True), ("named-before", "They open door one.", True)):
            out = run("explain", "--rules", OWN, "--rule", rule, "--text", text)[1]
            self.assertEqual("won" in out, is_found, out)
        for gone in (off, "switched-off-now", "named"):
            self.assertEqual(run("explain", "--rules", OWN, "--rule", gone, "--text", "x")[0], 2, gone)


if __name__ == "__main__":
    unittest.main(verbosity=1)
