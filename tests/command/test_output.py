"""Where results go: formats, folders, pipes that close, disks that are full; the same bytes however it is run."""
import json
import os
import subprocess
import sys
import unittest

import run

XMLLINT = ["xmllint", "--noout", "--relaxng", str(run.SCHEMA)]


class Output(run.CommandTest):
    def setUp(self):
        super().setUp()
        self.rules = self.pack()
        for i in range(40):
            self.write(f"in/a{i:02}.txt", f"The mayor denied that bridge {i} had closed.\n\nThe caf\u00e9 \u201copened\u201d.\n" * (1 + i % 7))

    def extract(self, *args, **more):
        return self.run_hearsay("extract", "--rules", self.rules, *args, **more)

    def test_xml_is_valid_and_true(self):
        out, _ = self.extract("in")
        result = self.write("result.xml", out)
        subprocess.run([*XMLLINT, result], check=True, stderr=subprocess.PIPE)
        words, _ = self.run_hearsay("verify", result)
        self.assertIn(" 0 wrong", words)
        subprocess.run([sys.executable, run.VERIFY_SPANS, result, "--root", self.dir], check=True, stdout=subprocess.PIPE)

    def test_nothing_found_is_still_a_document(self):
        out, _ = self.extract(stdin=b"Nothing here.\n")
        self.assertEqual(out.count("<document "), 1)
        self.assertNotIn("<claim", out)

    def test_documents_and_jsonl(self):
        documents = [json.loads(line) for line in self.extract("in", "-f", "documents", "--with-text")[0].splitlines()]
        self.assertEqual(len(documents), 40)
        for d in documents:
            self.assertEqual(d["schema"], 1)
            for a in d["attributions"]:
                self.assertEqual([d["text"][s:e] for s, e in a["cue"]], ["denied"])
        claims = self.extract("in", "-f", "jsonl")[0].splitlines()
        self.assertEqual(len(claims), sum(len(d["attributions"]) for d in documents))

    def test_threads_and_triggers_change_nothing(self):
        for form in ("xml", "documents", "jsonl"):
            one = self.extract("in", "-f", form, "-j1")[0]
            self.assertEqual(self.extract("in", "-f", form, "-j", "4")[0], one)
            self.assertEqual(self.extract("in", "-f", form, "--threads=8", "--no-triggers")[0], one)

    def test_folder_of_results(self):
        self.extract("in", "-o", "out/deep")
        names = sorted(path.name for path in (self.dir / "out/deep").iterdir())
        self.assertEqual(names, [f"a{i:02}.xml" for i in range(40)])
        self.assertIn("40 documents", self.run_hearsay("verify", "out")[0])
        self.extract("in", "-o", "out/json", "-f", "jsonl", "-j4")
        self.assertEqual(len(list((self.dir / "out/json").glob("*.jsonl"))), 40)

    def test_no_name_leads_out_of_the_folder(self):
        ids = ["../../escape", "/etc/escape", "..", "a/../../escape", "C:\\x", "x" * 400, "sp ace", "\u00e9"]
        records = "".join(json.dumps({"id": i, "text": "The mayor denied that it had closed."}) + "\n" for i in ids)
        self.extract("-o", "safe/out", stdin=records.encode())
        made = [p.relative_to(self.dir) for p in self.dir.rglob("*.xml")]
        self.assertEqual(len(made), len(ids))
        for path in made:
            self.assertEqual(path.parts[:2], ("safe", "out"))
            self.assertNotIn("..", path.parts)

    def test_double_ids(self):
        record = json.dumps({"id": "same", "text": "The mayor denied that it had closed."}) + "\n"
        _, err = self.extract("-o", "out", stdin=(record * 2).encode(), code=1)
        self.assertIn("'same' is there twice", err)
        rejects = [json.loads(line) for line in (self.dir / "out/rejects.jsonl").read_text().splitlines()]
        self.assertEqual([r["id"] for r in rejects], ["same"])

    def test_one_file(self):
        self.extract("in", "-O", "all.xml")
        self.assertEqual((self.dir / "all.xml").read_text(encoding="utf-8"), self.extract("in")[0])
        self.assertEqual([p.name for p in self.dir.iterdir() if "tmp" in p.name], [])

    def test_folder_that_can_not_be_made(self):
        self.write("file", "x")
        self.assertIn("file", self.extract("in", "-o", "file/out", code=4)[1])

    def test_full_disk(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        for args in (["extract", "--rules", self.rules, "in"], ["--help"], ["extract", "--help"], ["check", self.rules]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([run.HEARSAY, *map(str, args)], cwd=self.dir, stdout=full, stderr=subprocess.PIPE, timeout=60)
            self.assertEqual(done.returncode, 4, args)
            self.assertIn(b"written", done.stderr)

    def test_pipe_that_closes(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([run.HEARSAY, "extract", "--rules", str(self.rules), "in"], cwd=self.dir, stdout=writer,
                              stderr=subprocess.PIPE, timeout=60)
        os.close(writer)
        self.assertEqual(done.returncode, 4)

    def test_quiet(self):
        self.write("in/empty.txt", "")
        _, err = self.extract("in", code=1)
        self.assertIn("40 articles, ", err)
        _, err = self.extract("in", "--quiet", code=1)
        self.assertNotIn("40 articles", err)
        self.assertIn("in/empty.txt: rejected: ", err)

    def test_verify_finds_a_changed_article(self):
        self.extract("in", "-o", "out")
        self.write("in/a00.txt", "Another article.\n")
        self.assertIn("a00", self.run_hearsay("verify", "out", code=1)[1])
        self.run_hearsay("verify", "out", "--text-only")

    def test_verify_finds_a_wrong_span(self):
        out, _ = self.extract("in/a00.txt")
        self.write("wrong.xml", out.replace(">denied<", ">agreed<", 1))
        _, err = self.run_hearsay("verify", "wrong.xml", code=1)
        self.assertRegex(err, r"wrong\.xml:\d+: a00 c1: ")

    def test_verify_of_what_is_no_result(self):
        self.write("no.xml", "<html></html>")
        self.write("out/readme.md", "nothing")
        for path in ("no.xml", "missing.xml", "out"):
            self.assertIn(path, self.run_hearsay("verify", path, code=1)[1])


if __name__ == "__main__":
    unittest.main()
