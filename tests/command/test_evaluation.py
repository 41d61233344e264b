"""The articles of the evaluation data, as far as they may be looked at, through the command. Needs HEARSAY_DATA_DIR."""
import hashlib
import os
import shutil
import sys
import unittest
from pathlib import Path

import articles
import run

SOURCE = Path(os.environ.get("HEARSAY_DATA_DIR", "")) / "eval/attribution/articles"


def may_be_read(name):
    """A quarter of the articles is kept for counting alone: those whose id's SHA-256 begins with 0 to 3."""
    return hashlib.sha256(name.encode()).hexdigest()[0] not in "0123"


class Evaluation(run.CommandTest):
    def test_output(self):
        (self.dir / "in").mkdir()
        for article in sorted(SOURCE.glob("*.txt")):
            if may_be_read(article.stem):
                shutil.copyfile(article, self.dir / "in" / article.name)
        claims = articles.check_all(self, "in", "--published", "2016-03-12")
        self.assertGreater(claims, 0)


if __name__ == "__main__":
    if not SOURCE.is_dir():
        print("the evaluation data is absent (HEARSAY_DATA_DIR)")
        sys.exit(77)
    unittest.main()
