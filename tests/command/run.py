"""run.py: what the tests of the command share: running it as a user would, in a folder of their own."""
import hashlib
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

HEARSAY = os.environ["HEARSAY"]
ROOT = Path(os.environ["HEARSAY_SOURCE_DIR"])
SCHEMA = ROOT / "extractor/emit/hearsay.rng"
VERIFY_SPANS = ROOT / "tests/verify_spans.py"
DENIAL = "The mayor denied on Tuesday that the bridge would close.\n"

# A pack of two rules that needs nothing else, for tests that must not depend on the pack of the house.
TINY = {
    "pack.yaml": 'name: tiny\nlanguage: en\nversion: "1"\nlayers: [np, attribution]\n',
    "lexicons/say.txt": "class: form\nsaid act=state manner=said\ndenied act=deny manner=said commitment=CT-\n",
    "rules.yaml": """rules:
  - id: np-the
    layer: np
    match: |
      {np: the [:lower]}
    examples: |
      + It was {np: the mayor}.
  - id: said-that
    layer: attribution
    match: |
      {source: @np} {cue: %say} {content: that ... closed}
    set: {act: $cue.act, manner: $cue.manner}
    examples: |
      + {source: The mayor} {cue: denied} {content: that it had closed}. => act=deny kind=indirect
      - The mayor said nothing.
""",
}


def is_held(name):
    """Whether an article of gold belongs to the quarter that is counted and never read."""
    return hashlib.sha256(name.encode("utf-8")).hexdigest()[0] in "0123"


class CommandTest(unittest.TestCase):
    """Each test gets an empty folder, self.dir, in which the command runs."""
    maxDiff = 2000

    def setUp(self):
        self.dir = Path(tempfile.mkdtemp(prefix="hearsay-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)

    def write(self, name, content):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def pack(self, name="tiny", **changes):
        """Writes the tiny pack, with files replaced: rules="..." for rules.yaml."""
        files = dict(TINY)
        files.update({key + ".yaml": value for key, value in changes.items()})
        for file, content in files.items():
            self.write(f"{name}/{file}", content)
        return self.dir / name

    def run_hearsay(self, *args, stdin=b"", code=0, env=None, **more):
        """Runs it; the exit code must be `code`. Output and errors as text."""
        done = subprocess.run([HEARSAY, *map(str, args)], input=stdin, cwd=self.dir, timeout=120, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=dict(os.environ, **(env or {})), **more)
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")
        self.assertEqual(done.returncode, code, f"hearsay {args}\n--- stdout\n{out[-1500:]}\n--- stderr\n{err[-1500:]}")
        return out, err


def main():
    unittest.main(verbosity=1)
