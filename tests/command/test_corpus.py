"""The articles of corpus/ through the command."""
import shutil
import unittest

import articles
import run


class Corpus(run.CommandTest):
    def test_output(self):
        for article in sorted((run.ROOT / "corpus").glob("*/article.txt")):
            (self.dir / "in").mkdir(exist_ok=True)
            shutil.copyfile(article, self.dir / "in" / (article.parent.name + ".txt"))
        claims = articles.check_all(self, "in", "--published", "2026-03-12")
        self.assertGreater(claims, 0)


if __name__ == "__main__":
    unittest.main()
