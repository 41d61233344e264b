"""hearsay check: lint with its places, comments that ignore, machine formats, --corpus, --fix."""
import json
import re
import shutil
import unittest

import run

PACKS = run.ROOT / "tests/packs"
# What is said of tests/packs/lint: file:line:column+width code message.
LINT = """
idle.txt:2:1+11 H042 nothing uses the lexicon idle
rules.yaml:3:3+4 H043 nothing uses the macro IDLE
rules.yaml:14:7+11 H044 nothing reads the role idle
rules.yaml:16:7+11 H044 roles do nothing in `unless`
rules.yaml:19:9+7 H045 rule no-plus has no + example
rules.yaml:25:9+10 H040 rule no-example has no example
rules.yaml:36:7+11 H046 nothing here wakes the rule, whose trigger is five
rules.yaml:42:7+25 H047 the rule can't produce the role cue
rules.yaml:43:7+28 H047 the rule can't produce the attribute act
rules.yaml:44:7+15 H048 an example begins with a sign and a space
rules.yaml:45:7+14 H048 a role that isn't closed with }
rules.yaml:46:7+15 H048 a - example with roles
rules.yaml:51:26+3 H049 nothing reads akt in `set` of this layer
rules.yaml:51:47+9 H049 no list in the role cue has the attribute side
rules.yaml:51:66+14 H049 no list stands in the role source to give manner
rules.yaml:59:13+4 H049 nothing reads yaer in `value` of this layer
rules.yaml:59:28+10 H049 no entry of this table has a value
rules.yaml:65:26+6 H050 this alternative is never reached: number 1 before it takes all that it could take
rules.yaml:66:23+8 H050 this alternative is never reached: number 1 before it takes all that it could take
rules.yaml:68:27+9 H050 this alternative is never reached: number 1 before it takes all that it could take
rules.yaml:70:7+11 H050 pattern number 5 of this block says all of it already
rules.yaml:76:7+3 H052 a pattern that begins with a gap can begin anywhere
rules.yaml:77:14+3 H052 a pattern that begins with a gap can begin anywhere
rules.yaml:78:16+4 H052 a gap at the end of a pattern takes nothing
rules.yaml:85:7+9 H053 a repetition without an end of a repetition without an end
rules.yaml:86:7+16 H053 a repetition without an end of a repetition without an end
rules.yaml:88:14+6 H053 two repetitions of the same without an end, side by side
rules.yaml:94:8+12 H055 no token passes this test: its parts exclude each other
rules.yaml:95:8+13 H055 no token passes this test: its parts exclude each other
rules.yaml:96:8+12 H055 no token passes this test: its parts exclude each other
rules.yaml:97:8+13 H055 no token passes this test: its parts exclude each other
rules.yaml:104:7+9 H017 no token can match this regex: "2024-05" is 3 tokens
rules.yaml:105:7+12 H017 no token can match this regex: "0021-00" is 3 tokens
rules.yaml:106:7+10 H017 no token can match this regex: "New York" is 2 tokens
rules.yaml:107:7+16 H017 no token can match this regex: "z m" is 2 tokens
rules.yaml:119:9+9 H051 this rule can never win: rival-high (priority 60 against 50) takes all that it takes
rules.yaml:135:9+13 H051 this rule can never win: rival-said (priority 50 against 40) takes all that it takes
rules.yaml:153:7+13 H056 to ignore a warning needs a reason
rules.yaml:154:7+23 H056 H021 is an error and can't be ignored
rules.yaml:155:7+22 H056 there is no code H099
rules.yaml:156:7+23 H057 H055 isn't here to be ignored
""".strip().splitlines()


def line_of(p):
    return f"{p['file'].rsplit('/', 1)[-1]}:{p['line']}:{p['column']}+{p['width']} {p['code']} {p['message']}"


class Lint(run.CommandTest):
    maxDiff = None

    def check(self, *args, code=0):
        return json.loads(self.run_hearsay("check", *args, "--format", "json", code=code)[0])

    def test_everything_that_cant_be_meant(self):
        told = self.check(PACKS / "lint")
        self.assertEqual([line_of(p) for p in told["problems"] if not p["ignored"]], LINT)
        self.assertEqual([p["code"] for p in told["problems"] if p["ignored"]],
                         ["H042", "H043", "H040", "H041", "H050", "H050"])
        self.assertEqual((told["version"], told["errors"], told["warnings"], told["ignored"]), (1, 0, len(LINT), 6))
        self.assertEqual({p["severity"] for p in told["problems"]}, {"warning"})

    def test_nothing_is_said_of_packs_that_use_everything(self):
        for pack in ("language", "language-own"):
            self.assertEqual(self.check(PACKS / pack)["problems"], [], pack)
            self.run_hearsay("check", PACKS / pack, "--strict")

    def test_ignored_is_counted_in_text(self):
        out, err = self.run_hearsay("check", PACKS / "lint")
        self.assertIn(f"0 errors, {len(LINT)} warnings, 6 ignored\n", out)
        self.assertNotIn("idle-but-kept", err)
        self.run_hearsay("check", PACKS / "lint", "--strict", code=3)

    def test_what_a_pack_extends_is_not_judged(self):
        shutil.copytree(PACKS / "lint", self.dir / "lint")
        self.write("own/pack.yaml", "name: own\nextends: lint\n")
        told = self.check("own")
        self.assertEqual((told["problems"], told["rules"]), ([], 18))

    def test_errors_and_lint_together(self):
        told = self.check(PACKS / "broken", code=3)
        self.assertGreater(told["errors"], 20)
        codes = {p["code"] for p in told["problems"]}
        self.assertTrue({"H021", "H022", "H034", "H040"} <= codes, codes)
        places = [(p["file"], p["line"], p["column"]) for p in told["problems"]]
        self.assertEqual(places, sorted(places))

    def test_bytes_that_are_no_text(self):
        self.pack()
        self.write("tiny/lexicons/odd.txt", b"class: form\nca\xff\xfed a=b\n")
        told = self.check("tiny", code=3)
        self.assertEqual([line_of(p) for p in told["problems"] if p["severity"] == "error"],
                         ["odd.txt:2:3+1 H030 this byte is not UTF-8: none of the list is used"])
        self.assertIn("\ufffd", [p for p in told["problems"] if p["code"] == "H030"][0]["source"])

    def test_sarif(self):
        told = json.loads(self.run_hearsay("check", PACKS / "lint", "-f", "sarif")[0])
        self.assertEqual(told["version"], "2.1.0")
        [one] = told["runs"]
        rules, results = one["tool"]["driver"]["rules"], one["results"]
        self.assertEqual(len(results), len(LINT) + 6)
        for result in results:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
            place = result["locations"][0]["physicalLocation"]
            self.assertGreater(place["region"]["endColumn"], place["region"]["startColumn"])
        kept = [r for r in results if "suppressions" not in r]
        self.assertEqual([r["ruleId"] for r in kept], [line.split()[1] for line in LINT])
        self.assertEqual({s["justification"] for r in results for s in r.get("suppressions", [])},
                         {"for a pack that extends this one", "any token may be one", "the longer one is there to be read"})

    def test_keys_that_the_engine_reads_are_known(self):
        names = (run.ROOT / "extractor/curate/lint_names.c").read_text(encoding="utf-8")

        def known(table):
            return set(re.findall(r'"(\w+)"', re.search(rf"\b{table}\[\] = \{{(.*?)\}};", names, re.DOTALL)[1]))

        claims = "".join(file.read_text(encoding="utf-8") for file in (run.ROOT / "extractor/find").glob("claim*.c"))
        self.assertLessEqual(set(re.findall(r'attribute_of\(m, "(\w+)"\)', claims)), known("claim_keys"))
        frame = (run.ROOT / "extractor/find/time_frame.c").read_text(encoding="utf-8")
        read = set(re.findall(r'annotation_get\(a, "(\w+)"\)', frame)) | set(re.findall(r'\{ "(\w+)", "\w+_word"', frame))
        self.assertLessEqual({key.removesuffix("_word") for key in read} - {"type", "mod"}, known("time_keys"))

    def test_codes_are_those_of_the_guide(self):
        table = (run.ROOT / "extractor/curate/problem_codes.c").read_text(encoding="utf-8")
        guide = (run.ROOT / "docs/rules.md").read_text(encoding="utf-8")
        in_table = re.findall(r'\{ "(H\d{3})"', table)
        messages = guide[guide.index("## Messages"):guide.index("## Grammar")]
        in_guide = {code for row in re.findall(r"^\| (H\d{3}.*?) \|", messages, re.MULTILINE) for code in re.findall(r"H\d{3}", row)}
        self.assertEqual(in_guide, set(in_table))
        self.assertEqual(in_table, sorted(set(in_table)))
        used = set()
        for room in ("rule", "curate"):
            for file in (run.ROOT / "extractor" / room).glob("*.c"):
                if file.name != "problem_codes.c":
                    used |= set(re.findall(r'"(H0\d\d)"', file.read_text(encoding="utf-8")))
        self.assertEqual(used, set(in_table))


class Corpus(run.CommandTest):
    def rules(self, text):
        self.pack()
        self.write("tiny/rules.yaml", run.TINY["rules.yaml"] + text)

    def test_a_trigger_that_is_everywhere(self):
        self.rules("""  - id: everywhere
    layer: np
    match: |
      {np: [:lower] stone}
      {np: it [:lower]}
    examples: |
      + {np: old stone}
""")
        self.write("in/a.txt", "It was closed by them.\n" * 70 + "They left now.\n" * 50)
        self.assertNotIn("H054", self.run_hearsay("check", "tiny")[1])
        err = self.run_hearsay("check", "tiny", "--corpus", "in")[1]
        self.assertIn("rules.yaml:16:9: warning[H054]: the trigger it of pattern 2 is in 58 % of all stretches", err)
        self.write("in/a.txt", "It was closed by them.\n" * 20 + "They left now.\n" * 100)
        self.assertNotIn("H054", self.run_hearsay("check", "tiny", "--corpus", "in")[1])

    def test_a_rule_that_always_loses(self):
        self.rules("""  - id: loser
    layer: np
    match: |
      {np: [the & !a] [:lower]}
    examples: |
      ? {np: the mayor}
""")
        self.write("in/a.txt", "Here is the mayor.\n" * 6)
        self.assertIn("this rule lost all 6 times it matched, last to np-the", self.run_hearsay("check", "tiny", "--corpus", "in")[1])

    def test_no_corpus_there(self):
        self.pack()
        self.run_hearsay("check", "tiny", "--corpus", "nowhere")


class Fix(run.CommandTest):
    def names(self, pack):
        """The names of the rules of claims carry a hash of all that they say."""
        article = (run.ROOT / "corpus/wire-lock-gates/article.txt").read_bytes()
        out = self.run_hearsay("extract", "--rules", pack, "-f", "documents", stdin=article)[0]
        return out

    def test_the_pack_of_the_house_is_laid_out(self):
        shutil.copytree(run.ROOT / "rules/en", self.dir / "en")
        _, err = self.run_hearsay("check", "--fix", "en")
        self.assertIn("hearsay: 0 files laid out\n", err)

    def disturb(self, text):
        """Other indents and white space: what --fix takes back."""
        out = []
        for line in text.splitlines():
            if line.startswith("    "):
                line = "   " + line
            elif line.startswith("  - "):
                line = "  -    " + line[4:]
            out.append(line + ("   " if not line.strip() or line.endswith("|") else ""))
        return "\n\n" + "\n".join(out) + "\n\n\n"

    def test_a_disturbed_pack_comes_back(self):
        shutil.copytree(run.ROOT / "rules/en", self.dir / "en")
        before = self.names("en")
        files = sorted((self.dir / "en").glob("*.yaml"))
        originals = {file: file.read_text(encoding="utf-8") for file in files}
        for file in files:
            if file.name != "pack.yaml":
                file.write_text(self.disturb(originals[file]), encoding="utf-8")
        _, err = self.run_hearsay("check", "--fix", "en")
        self.assertIn(f"hearsay: {len(files) - 1} files laid out\n", err)
        self.assertEqual(self.names("en"), before)
        for file in files:
            self.assertEqual(file.read_text(encoding="utf-8"), originals[file], file.name)

    def test_order_comments_and_idempotence(self):
        self.pack(rules="""# top


rules:
- layer: np
  # of the id
  id: np-the
  match: |
     {np: the [:lower]}
       # more
       old?
    # of the examples
  examples: |
    + It was {np: the mayor}.


# between


- id: b
  note: one
    two
  layer: attribution
  match: |
    {source: @np} {cue: %say} {content: that []+}""")
        self.run_hearsay("check", "--fix", "tiny")
        fixed = (self.dir / "tiny/rules.yaml").read_text()
        self.assertEqual(fixed, """# top

rules:
  - id: np-the
    # of the id
    layer: np
    match: |
      {np: the [:lower]}
        # more
        old?
    # of the examples
    examples: |
      + It was {np: the mayor}.

# between

  - id: b
    layer: attribution
    note: one
      two
    match: |
      {source: @np} {cue: %say} {content: that []+}
""")
        self.assertIn("hearsay: 0 files laid out\n", self.run_hearsay("check", "--fix", "tiny")[1])

    def test_a_pack_must_be_named(self):
        self.assertIn("--fix needs the packs", self.run_hearsay("check", "--fix", code=2)[1])

    def test_what_cant_be_read_is_left(self):
        for text in ("rules:\n  - id: [\n", "rules: []  \n", "rules:\n- {id: a, layer: np, match: b}\n", "- a\n"):
            self.pack(rules=text)
            _, err = self.run_hearsay("check", "--fix", "tiny", code=3)
            self.assertIn("tiny/rules.yaml is left as it is", err)
            self.assertEqual((self.dir / "tiny/rules.yaml").read_text(), text)

    def test_lists_are_laid_out_by_lines(self):
        self.pack()
        self.write("tiny/lexicons/say.txt", "\r\n\n# of\t\n\n\n\nclass: form  \nsaid  act=state\r\n\n\n")
        self.run_hearsay("check", "--fix", "tiny")
        self.assertEqual((self.dir / "tiny/lexicons/say.txt").read_bytes(), b"# of\n\nclass: form\nsaid  act=state\n")


if __name__ == "__main__":
    run.main()
