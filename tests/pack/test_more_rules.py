"""Five thousand generated rules beside the pack of the house: with triggers and without the same bytes come out, and something is
found by them. Over the corpus; scripts/soak does the same over the evaluation data."""
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


class MoreRules(unittest.TestCase):
    def setUp(self):
        self.dir = Path(tempfile.mkdtemp(prefix="hearsay-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        more_rules.write(5000, self.dir / "more")

    def extract(self, *options):
        done = subprocess.run([HEARSAY, "extract", "--rules", self.dir / "more", *options, ROOT / "corpus"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=250)
        self.assertEqual(done.returncode, 0, done.stderr.decode("utf-8", "replace")[-500:])
        return done.stdout

    def test_triggers_change_nothing(self):
        with_triggers = self.extract()
        self.assertGreater(with_triggers.count(b'rule="more.more-'), 0)
        self.assertTrue(self.extract("--no-triggers") == with_triggers, "triggers change what is found")


if __name__ == "__main__":
    unittest.main()
