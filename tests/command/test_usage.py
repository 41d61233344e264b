"""What the command says of itself, and what it says to wrong usage."""
import os
import pty
import subprocess
import unittest

import run

COMMANDS = ["extract", "verify", "check", "test", "explain"]


class Usage(run.CommandTest):
    def test_bare_shows_an_example(self):
        out, err = self.run_hearsay(code=2)
        self.assertEqual(out, "")
        self.assertIn("hearsay extract", err)
        self.assertLess(err.count("\n"), 12)

    def test_version(self):
        out, err = self.run_hearsay("--version")
        self.assertRegex(out, r"^hearsay \d+\.\d+\.\d+ \(PCRE2 .*, Unicode .*\)\n$")
        self.assertEqual(err, "")

    def test_help_of_every_command(self):
        out, _ = self.run_hearsay("--help")
        for command in COMMANDS:
            self.assertIn(f"\n  {command} ", out)
            page, err = self.run_hearsay(command, "--help")
            self.assertEqual(err, "")
            places = [page.index(word) for word in ("Examples:", "Options:", "Exit codes:", "Read more")]
            self.assertEqual(places, sorted(places))
            self.assertEqual(self.run_hearsay("help", command)[0], page)

    def test_help_lines_fit(self):
        for command in COMMANDS:
            for line in self.run_hearsay(command, "--help")[0].splitlines():
                self.assertLessEqual(len(line), 120, line)

    def test_unknown_words_get_a_suggestion(self):
        cases = [(["exract"], "did you mean extract?"), (["--verson"], "did you mean --version?"),
                 (["extract", "--fromat", "xml"], "did you mean --format?"), (["extract", "--format", "jsnol"], "did you mean jsonl?"),
                 (["extract", "--manner", "said,thougt"], "did you mean thought?"), (["verify", "--rot", "x"], "did you mean --root?")]
        for args, wanted in cases:
            out, err = self.run_hearsay(*args, code=2)
            self.assertEqual(out, "")
            self.assertIn(wanted, err)

    def test_unknown_word_without_a_near_one(self):
        self.assertNotIn("did you mean", self.run_hearsay("zzzzzzzz", code=2)[1])

    def test_values_are_checked(self):
        for args in (["-j", "0"], ["-j", "two"], ["--max-article", "8X"], ["--min-confidence", "2"], ["--format"], ["--with-text=1"], ["-x"],
                     ["--kind", ""], ["-o", "a", "-O", "b"]):
            out, err = self.run_hearsay("extract", *args, code=2)
            self.assertEqual(out, "")
            self.assertTrue(err.startswith("hearsay: "), err)

    def test_wrong_usage_of_other_commands(self):
        pack = self.pack()
        self.run_hearsay("test", "--report", code=2)
        self.run_hearsay("test", pack, "--rule", "no-such-rule", code=2)
        self.run_hearsay("explain", "a", "b", code=2)
        self.run_hearsay("explain", "--rules", pack, "--text", "x y", "--at", "7:x", code=2)
        self.run_hearsay("explain", "--rules", pack, "--text", "x y", "--at", "9", code=2)

    def test_on_a_terminal_without_arguments(self):
        parent, child = pty.openpty()
        done = subprocess.run([run.HEARSAY, "extract"], stdin=child, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=30)
        os.close(parent)
        os.close(child)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"no article is given", done.stderr)


if __name__ == "__main__":
    unittest.main()
