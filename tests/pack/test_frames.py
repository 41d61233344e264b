"""The frames of cue-verbs.txt that follow from others stand at every entry, as its first comment says, so that a new entry can't
forget them. An entry with prec=low has only what was counted."""
import os
import re
import unittest
from pathlib import Path

VERBS = Path(os.environ["HEARSAY_SOURCE_DIR"]) / "rules/en/lexicons/cue-verbs.txt"


def following(frames, is_said):
    """The frames that those of an entry ask for."""
    wanted = set()
    if is_said and {"quote", "after"} <= frames and "hearer-that" not in frames:
        wanted |= {"that", "bare"}
    if is_said and "that" in frames:
        wanted.add("about")
    if "bare" in frames:
        wanted.add("after")
    if "np" in frames:
        wanted |= {"pass-by", "ing"} if is_said else {"pass-by"}
    return wanted


class Frames(unittest.TestCase):
    def test_what_follows_stands_there(self):
        missing, count = {}, 0
        for number, line in enumerate(VERBS.read_text(encoding="utf-8").splitlines(), 1):
            frames = re.search(r"\sframe=(\S+)", line)
            if line.startswith("#") or not frames or "prec=low" in line:
                continue
            count += 1
            has = set(frames[1].split(","))
            lacks = following(has, bool(re.search(r"manner=(said|wrote)\b", line))) - has
            if lacks:
                missing[f"{VERBS.name}:{number}"] = sorted(lacks)
        self.assertFalse(missing)
        self.assertGreater(count, 1000)


if __name__ == "__main__":
    unittest.main()
