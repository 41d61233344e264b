#!/usr/bin/env python3
"""Runs the examples of README.md and holds their output against what the page says.

An example is a block marked `console`: lines that begin with "$ " are run by the shell, from the top of the repository, with
hearsay found first; the lines below are the expected output. "…" within a line stands for any text, a line "…" for any lines.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ["HEARSAY_SOURCE_DIR"])
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def examples(page):
    """Pairs of a command and its expected lines."""
    for block in BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.splitlines()
            yield command, lines


def pattern(lines):
    parts = []
    for line in lines:
        parts.append(r"(?:.*\n)*?" if line == "…" else ".*?".join(map(re.escape, line.split("…"))) + r"\n")
    return re.compile("".join(parts))


def self_test():
    output = "one\ntwo 2 b\nthree\n"
    assert pattern(["…", "two … b", "…"]).fullmatch(output)
    assert not pattern(["two … b", "…"]).fullmatch(output)
    assert not pattern(["…", "two … c", "…"]).fullmatch(output)


def main():
    self_test()
    command_folder = Path(os.environ["HEARSAY"]).parent
    environment = dict(os.environ, PATH=f"{command_folder}:{os.environ['PATH']}")
    failed = count = 0
    for command, lines in examples((ROOT / "README.md").read_text(encoding="utf-8")):
        count += 1
        run = subprocess.run(command, shell=True, cwd=ROOT, env=environment, text=True, capture_output=True, encoding="utf-8")
        if run.returncode or not pattern(lines).fullmatch(run.stdout):
            failed += 1
            print(f"$ {command}\nexit code {run.returncode}\n{run.stderr}--- printed\n{run.stdout}--- README\n" + "\n".join(lines))
    print(f"{count} examples, {failed} are not as README.md says")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
