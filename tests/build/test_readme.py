#!/usr/bin/env python3
"""Runs the examples of README.md, from the top of the repository, and those of docs/curating.md, in a folder that has its rules and docs, and
holds their output against what the pages say."""
import os
import shutil
import sys
import tempfile
from pathlib import Path

import console

ROOT = Path(os.environ["HEARSAY_SOURCE_DIR"])


def main():
    command_folder = Path(os.environ["HEARSAY"]).parent
    environment = dict(os.environ, PATH=f"{command_folder}:{os.environ['PATH']}")
    folder = Path(tempfile.mkdtemp(prefix="hearsay-"))
    try:
        for name in ("rules", "docs"):
            (folder / name).symlink_to(ROOT / name)
        total = 0
        for page, where in (("README.md", ROOT), ("docs/curating.md", folder)):
            count, failed = console.run((ROOT / page).read_text(encoding="utf-8"), where, environment, page)
            print(f"{count} examples, {failed} are not as {page} says")
            total += failed + (not count)
        return 1 if total else 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
