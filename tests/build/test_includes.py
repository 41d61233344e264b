#!/usr/bin/env python3
"""Holds every #include of the extractor against the two tables of extractor/README.md.

A room may include itself, the public header and the rooms that the first table gives it; a header of a foreign library may be included by
the files of the second table alone; every other <header> must belong to C11 or POSIX. The checker is tried on planted
mistakes first, so a run that finds nothing means something.
"""
import fnmatch
import os
import re
import sys
from pathlib import Path

ROOT = Path(os.environ.get("HEARSAY_SOURCE_DIR", Path(__file__).resolve().parents[2]))
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
C11 = """assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbool
stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype""".split()
POSIX = """dirent fcntl fnmatch ftw getopt glob iconv langinfo libgen poll pthread sched semaphore strings sys/file sys/mman sys/resource
sys/select sys/stat sys/time sys/types sys/wait termios unistd sys/ioctl""".split()
PLAIN = {f"{name}.h" for name in C11 + POSIX}
INTRINSICS = {"emmintrin.h", "immintrin.h", "arm_neon.h"}


def table(page, first_heading):
    """The rows of the Markdown table whose head begins with `first_heading`, as lists of cells."""
    rows, inside = [], False
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and cells[0] == first_heading:
            inside = True
        elif inside and not line.startswith("|"):
            break
        elif inside and not set(line) <= set("|-: "):
            rows.append(cells)
    if not rows:
        sys.exit(f"extractor/README.md: no table that begins with '{first_heading}'")
    return rows


def names(cell):
    return [name for name in re.findall(r"[\w/.*-]+", cell) if name not in ("-", "–")]


def read_map(page):
    rooms = {names(row[0])[0]: set(names(row[2])) for row in table(page, "room")}
    foreign = [(pattern, set(names(row[2]))) for row in table(page, "library") for pattern in names(row[1])]
    return rooms, foreign


def complaint(path, mark, header, rooms, foreign):
    """Why the file `path` (below extractor/) may not include `header`, or None."""
    room = path.split("/")[0]
    if mark == "<":
        for pattern, files in foreign:
            if fnmatch.fnmatch(header, pattern):
                return None if path in files else f"<{header}> stands behind {', '.join(sorted(files))}"
        return None if header in PLAIN | INTRINSICS else f"<{header}> is neither C11 nor POSIX, and no library of extractor/README.md"
    if header == "hearsay.h":
        return None
    other = header.split("/")[0]
    if "/" not in header or other not in rooms:
        return f'"{header}" names no room: includes are written "room/file.h"'
    if other != room and other not in rooms[room]:
        return f'"{header}": {room} may include {", ".join(sorted(rooms[room])) or "no room"}'
    return None


def stale_rows(foreign, seen):
    """Rows of the second table that promise an include which isn't there."""
    return [f"extractor/README.md: {file} includes no <{pattern}>" for pattern, files in foreign for file in sorted(files)
            if not any(path == file and fnmatch.fnmatch(header, pattern) for path, header in seen)]


def self_test(rooms, foreign):
    def refused(path, mark, header):
        return complaint(path, mark, header, rooms, foreign) is not None

    assert refused("base/utf8.c", '"', "token/token.h")
    assert refused("find/time.c", '"', "emit/emit.h")
    assert refused("command/main.c", '"', "layer/layer.h")
    assert refused("text/plain.c", "<", "utf8proc.h")
    assert refused("text/plain.c", "<", "libxml/parser.h")
    assert refused("text/plain.c", "<", "surprise.h")
    assert refused("text/plain.c", '"', "text.h")
    assert not refused("base/utf8.c", "<", "utf8proc.h")
    assert not refused("token/split.c", '"', "text/text.h")
    assert not refused("command/main.c", '"', "hearsay.h")
    assert stale_rows([("a.h", {"base/a.c"})], {("base/a.c", "b.h")})
    assert not stale_rows([("a/*", {"base/a.c"})], {("base/a.c", "a/b.h")})
    order = list(rooms)
    for room, allowed in rooms.items():
        for other in allowed - {"public"}:
            assert order.index(other) < order.index(room), f"README: {room} may include {other}, which comes after it"


def main():
    rooms, foreign = read_map((ROOT / "extractor/README.md").read_text(encoding="utf-8"))
    self_test(rooms, foreign)
    problems, seen, count = [], set(), 0
    for file in sorted((ROOT / "extractor").glob("**/*.[ch]")):
        path = file.relative_to(ROOT / "extractor").as_posix()
        if path.split("/")[0] not in rooms:
            problems.append(f"extractor/{path}: its folder is not on the map (extractor/README.md)")
            continue
        source = file.read_text(encoding="utf-8")
        for found in INCLUDE.finditer(source):
            count += 1
            seen.add((path, found[2]))
            why = complaint(path, found[1], found[2], rooms, foreign)
            if why:
                problems.append(f"extractor/{path}:{source.count(chr(10), 0, found.start()) + 1}: {why}")
    problems += stale_rows(foreign, seen)
    print("\n".join(problems + [f"{count} includes, {len(problems)} problems"]))
    return 1 if problems or not count else 0


if __name__ == "__main__":
    sys.exit(main())
