"""What may be given to the command, good and bad: one bad input is told and the rest is done."""
import json
import os
import unittest

import run


class Input(run.CommandTest):
    def setUp(self):
        super().setUp()
        self.rules = self.pack()
        self.text = "The mayor denied that the bridge had closed.\n"

    def extract(self, *args, **more):
        return self.run_hearsay("extract", "--rules", self.rules, "-f", "jsonl", *args, **more)

    def test_standard_input_is_the_default_in_a_pipe(self):
        out, err = self.extract(stdin=self.text.encode())
        claim = json.loads(out)
        self.assertEqual(claim["act"], "deny")
        self.assertEqual(err, "")
        self.assertEqual(self.extract("-", stdin=self.text.encode())[0], out)

    def test_missing_file(self):
        good = self.write("good.txt", self.text)
        out, err = self.extract("missing.txt", good, code=1)
        self.assertEqual(len(out.splitlines()), 1)
        self.assertIn("missing.txt: rejected: can't be read: No such file", err)
        self.assertIn("1 article, 1 claim", err)

    def test_folder(self):
        self.write("in/b/two.txt", self.text)
        self.write("in/one.txt", self.text)
        self.write("in/picture.png", b"\x89PNG")
        self.write("in/.hidden.txt", self.text)
        ids = [json.loads(line)["document"] for line in self.extract("in")[0].splitlines()]
        self.assertEqual(ids, ["b/two", "one"])

    def test_folder_without_articles(self):
        self.write("in/picture.png", b"\x89PNG")
        out, err = self.extract("in", code=1)
        self.assertEqual(out, "")
        self.assertIn("no articles in this folder", err)

    def test_empty_and_blank_files(self):
        for content in (b"", b" \n\n\t\n", b"\xef\xbb\xbf"):
            self.write("a.txt", content)
            out, err = self.extract("a.txt", code=1)
            self.assertEqual(out, "")
            self.assertIn("a.txt: rejected: ", err)

    def test_binary_file(self):
        self.write("a.txt", bytes(range(256)) * 40)
        out, err = self.extract("a.txt", code=1)
        self.assertEqual(out, "")
        self.assertIn("a.txt: rejected: ", err)

    def test_file_that_may_not_be_read(self):
        path = self.write("a.txt", self.text)
        path.chmod(0)
        if os.access(path, os.R_OK):
            self.skipTest("this user may read everything")
        self.assertIn("Permission denied", self.extract("a.txt", code=1)[1])

    def test_line_of_50_megabytes(self):
        self.write("a.txt", b"word " * (10 * 1024 * 1024))
        out, err = self.extract("a.txt", code=1)
        self.assertEqual(out, "")
        self.assertRegex(err, "a.txt: rejected: .*8")

    def test_record_of_50_megabytes_costs_only_itself(self):
        good = json.dumps({"id": "good", "text": self.text}) + "\n"
        self.write("a.jsonl", good + '{"id":"big","text":"' + "word " * (10 * 1024 * 1024) + '"}\n' + good.replace("good", "last"))
        out, err = self.extract("a.jsonl", code=1)
        self.assertEqual(len(out.splitlines()), 2)
        self.assertEqual(err.count("rejected: "), 1)

    def test_long_line_below_the_limit(self):
        self.write("a.txt", self.text.strip() * 20000)
        self.extract("a.txt", "--max-article", "2M")

    def test_json_lines(self):
        lines = [json.dumps({"id": "x/1", "text": self.text, "published": "2026-03-12"}), "{broken", json.dumps({"id": "2"}), "",
                 json.dumps({"id": "x/1", "text": self.text})]
        out, err = self.extract(stdin="\n".join(lines).encode(), code=1)
        self.assertGreaterEqual(len(out.splitlines()), 1)
        self.assertIn("stdin:2", err)
        self.assertGreaterEqual(err.count("rejected: "), 2)

    def test_names_of_fields(self):
        record = json.dumps({"key": "k7", "body": self.text, "day": "2026-03-12"})
        out, _ = self.extract("--text-field", "body", "--id-field", "key", "--published-field", "day", stdin=record.encode())
        self.assertIn("k7", out)
        self.assertIn("2026-03-12", out)

    def test_control_characters_never_reach_the_terminal(self):
        name = "a\x1b[31mred\u009b.txt"
        self.write(name, b"")
        err = self.extract(name, code=1)[1]
        self.assertNotIn("\x1b", err)
        self.assertNotIn("\u009b", err)

    def test_manifest(self):
        self.write("in/a.txt", self.text)
        self.write("list.csv", "path,id,published,title\nin/a.txt,first,2026-03-12,A bridge\nin/none.txt,second,,\n")
        out, err = self.extract("--manifest", "list.csv", code=1)
        self.assertIn("first", out)
        self.assertIn("2026-03-12", out)
        self.assertIn("in/none.txt: rejected: ", err)
        self.extract("--manifest", "none.csv", code=1)

    def test_double_ids_in_a_manifest(self):
        self.write("a.txt", self.text)
        self.write("b.txt", self.text)
        self.write("list.csv", "path,id\na.txt,same\nb.txt,same\n")
        out, err = self.extract("--manifest", "list.csv", code=1)
        self.assertEqual(len(out.splitlines()), 1)
        self.assertIn("a.txt", err)
        self.assertIn("b.txt", err)

    def test_filters(self):
        stdin = self.text.encode()
        self.assertEqual(len(self.extract("--manner", "said,wrote", stdin=stdin)[0].splitlines()), 1)
        self.assertEqual(self.extract("--manner", "thought", stdin=stdin)[0], "")
        self.assertEqual(len(self.extract("--kind", "indirect", stdin=stdin)[0].splitlines()), 1)
        self.assertEqual(self.extract("--kind=direct", stdin=stdin)[0], "")


if __name__ == "__main__":
    unittest.main()
