"""Five thousand generated rules beside the pack of the house: with triggers and without the same bytes come out. Over the corpus and
an article that has sentences for a hundred of the rules; scripts/soak does the same over the evaluation data."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HEARSAY = os.environ["HEARSAY"]
ROOT = Path(os.environ["HEARSAY_SOURCE_DIR"])
sys.path.insert(0, str(ROOT / "scripts"))
import more_rules  # noqa: E402


RULES, SENTENCES = 5000, 100


def sentences():
    """For rules of the shape «"...," VERB the neighbours.» a sentence each."""
    verbs = more_rules.other_verbs()
    chosen = (more_rules.choice(i, verbs) for i in range(RULES))
    fitting = [verb for verb, shape in chosen if shape.startswith('{{content: @quote}} ","? {{cue:')][:SENTENCES]
    return "\n\n".join(f'"The bridge is closed for good," {verb} the neighbours.' for verb in fitting)


class MoreRules(unittest.TestCase):
    def setUp(self):
        self.dir = Path(tempfile.mkdtemp(prefix="hearsay-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        more_rules.write(RULES, self.dir / "more")
        (self.dir / "in").mkdir()
        (self.dir / "in/neighbours.txt").write_text(sentences() + "\n", encoding="utf-8")

    def extract(self, *options):
        done = subprocess.run([HEARSAY, "extract", "--rules", self.dir / "more", *options, ROOT / "corpus", self.dir / "in"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=250)
        self.assertEqual(done.returncode, 0, done.stderr.decode("utf-8", "replace")[-500:])
        return done.stdout

    def test_triggers_change_nothing(self):
        with_triggers = self.extract()
        self.assertGreater(with_triggers.count(b'rule="more.more-'), SENTENCES // 2)
        self.assertTrue(self.extract("--no-triggers") == with_triggers, "triggers change what is found")


if __name__ == "__main__":
    unittest.main()
