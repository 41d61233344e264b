"""rules/*.schema.json: every pack that loads is valid, what is broken isn't, and the keys are those that the reader knows."""
import json
import os
import re
import sys
import unittest
from pathlib import Path

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"{missing.name} is absent")
    sys.exit(77)

ROOT = Path(os.environ["HEARSAY_SOURCE_DIR"])
RULES = json.loads((ROOT / "rules/rules.schema.json").read_text(encoding="utf-8"))
PACK = json.loads((ROOT / "rules/pack.schema.json").read_text(encoding="utf-8"))
# As hearsay reads it (every scalar a string), and as an editor does (1 is a number, yes is true).
LOADERS = (yaml.BaseLoader, yaml.SafeLoader)


def problems(schema, text, loader):
    validator = jsonschema.Draft7Validator(schema)
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(yaml.load(text, Loader=loader))]


def c_list(file, name):
    """The words of `static const char *const NAME[] = { "a", "b" };`."""
    source = (ROOT / "extractor" / file).read_text(encoding="utf-8")
    return set(re.findall(r'"(\w+)"', re.search(rf"\b{name}\[\] = \{{(.*?)\}};", source, re.DOTALL)[1]))


class Schema(unittest.TestCase):
    def test_schemas_are_schemas(self):
        for schema in (RULES, PACK):
            jsonschema.Draft7Validator.check_schema(schema)

    def test_packs_that_load(self):
        for pack in ("rules/en", "tests/packs/language", "tests/packs/language-own", "tests/packs/talk"):
            for file in sorted((ROOT / pack).rglob("*.yaml")):
                schema = PACK if file.name == "pack.yaml" else RULES
                for loader in LOADERS:
                    self.assertEqual(problems(schema, file.read_text(encoding="utf-8"), loader), [], file)

    def test_the_broken_pack(self):
        found = "\n".join(problems(RULES, (ROOT / "tests/packs/broken/rules.yaml").read_text(encoding="utf-8"), yaml.BaseLoader))
        for word in ("mtach", "sideways", "high", "'match' is a required property", "'id' is a required property"):
            self.assertIn(word, found)

    def test_each_mistake_is_seen(self):
        rule = "rules:\n  - {{id: a, layer: b, match: c, {}}}\n"
        for wrong in ("priority: 1001", "priority: -1", "status: new", "view: sideways", "view: []", "remove: VREB", "set: [a]",
                      "value: {yaer: $y}", "carry: perhaps", "exmaples: x", "match: []"):
            for loader in LOADERS:
                self.assertTrue(problems(RULES, rule.format(wrong), loader), wrong)
        for wrong in ("rules: {}", "macros: []", "macros: {A: []}", "rule: []", "rules: [{layer: a, match: b}]"):
            self.assertTrue(problems(RULES, wrong, yaml.SafeLoader), wrong)
        for wrong in ("{}", "name: a\nlayer: [b]", "name: a\ntables: {word: b}", "name: a\ndisable: {b: c}", "name: ''"):
            self.assertTrue(problems(PACK, wrong, yaml.SafeLoader), wrong)

    def test_keys_are_those_of_the_reader(self):
        rule = RULES["properties"]["rules"]["items"]["properties"]
        self.assertEqual(set(rule), c_list("rule/rule_read.c", "rule_keys"))
        self.assertEqual(set(RULES["properties"]), c_list("rule/rule_read.c", "keys"))
        self.assertEqual(set(PACK["properties"]["tables"]["properties"]), c_list("rule/pack.c", "table_keys"))
        self.assertEqual(set(PACK["properties"]), c_list("rule/pack.c", "keys"))
        self.assertEqual(set(rule["value"]["properties"]), c_list("curate/lint_names.c", "time_keys"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
