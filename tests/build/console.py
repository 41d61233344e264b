"""console.py: running the examples of a page.

An example is a block marked `console`: lines that begin with "$ " are run by the shell; the lines below are the expected output. "…" within a line
stands for any text, a line "…" for any lines. A block whose info string has file=NAME is written to that file, in its turn.
"""
import re
import subprocess

BLOCK = re.compile(r"^```(\S*)(?: file=(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def steps(page):
    """("file", name, text) and ("run", command, expected lines), in the order of the page."""
    for kind, name, text in BLOCK.findall(page):
        if name:
            yield "file", name, text
        elif kind == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, *lines = part.splitlines()
                yield "run", command, lines


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


def run(page, folder, environment, name):
    """Runs the examples in a folder; prints those that are otherwise. Returns (how many, how many failed)."""
    self_test()
    failed = count = 0
    for kind, what, content in steps(page):
        if kind == "file":
            path = folder / what
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            continue
        count += 1
        done = subprocess.run(what, shell=True, cwd=folder, env=environment, text=True, capture_output=True, encoding="utf-8")
        if done.returncode or not pattern(content).fullmatch(done.stdout):
            failed += 1
            print(f"$ {what}\nexit code {done.returncode}\n{done.stderr}--- printed\n{done.stdout}--- {name}\n" + "\n".join(content))
    return count, failed
