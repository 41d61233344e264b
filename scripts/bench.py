"""bench.py - the measuring half of scripts/bench: makes the text, runs the commands in turns, prints a table."""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import more_rules

COPIES = 10
MORE_RULES = [1000, 5000]
TINY = "The mayor said on Tuesday that the bridge would reopen.\n"


def make_text(evaluation, cache):
    """The articles COPIES times over, as JSON Lines and as plain text. Made once, kept in the cache."""
    lines, plain, tiny = cache / "articles.jsonl", cache / "articles.txt", cache / "tiny.txt"
    cache.mkdir(parents=True, exist_ok=True)
    if not plain.exists():
        once = subprocess.run([sys.executable, evaluation / "articles_jsonl.py", evaluation / "attribution/gold.jsonl"],
                              check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
        articles = [json.loads(line) for line in once]
        with open(lines, "w", encoding="utf-8", newline="") as out:
            for copy in range(1, COPIES + 1):
                for article in articles:
                    out.write(json.dumps({**article, "id": f"{article['id']}-{copy}"}, ensure_ascii=False) + "\n")
        unfinished = plain.with_suffix(".part")
        unfinished.write_text("".join(article["text"] for article in articles) * COPIES, encoding="utf-8", newline="")
        unfinished.rename(plain)
    tiny.write_text(TINY, encoding="utf-8")
    return lines, plain, tiny


def start(command, scratch):
    """Output goes to the null device, except grep's: that one stops at the first match when it notices that nobody reads.
    Warnings, the same in every round, are not shown."""
    with open(scratch if command[0] == "grep" else os.devnull, "wb") as out:
        return subprocess.Popen([str(word) for word in command], stdout=out, stderr=subprocess.DEVNULL, env=dict(os.environ, LC_ALL="C.UTF-8"))


def measure(command, scratch):
    """CPU seconds and wall seconds of one process."""
    before = time.perf_counter()
    child = start(command, scratch)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - before
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"bench: exit code {child.returncode}: {' '.join(map(str, command))}")
    return used.ru_utime + used.ru_stime, wall


def measure_in_turns(commands, rounds, scratch):
    """Medians for each command; in turns, so that a busy minute hits all of them."""
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measure(command, scratch))
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in runs.items()}


def peak_memory(command, scratch):
    """Peak resident MB, by looking every other millisecond in a run of its own: the figure that wait4() gives for a child
    starts from the memory of its parent."""
    child, peak = start(command, scratch), 0
    while child.poll() is None:
        try:
            status = Path(f"/proc/{child.pid}/status").read_text(encoding="ascii", errors="replace")
            peak = max([peak] + [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")])
        except OSError:
            pass
        time.sleep(0.002)
    return peak / 1024


def make_packs(cache):
    """Packs that extend the standard one by generated rules: name -> folder."""
    packs = {}
    for number in MORE_RULES:
        packs[f"+ {number:,} rules"] = cache / f"more-{number}"
        more_rules.write(number, cache / f"more-{number}")
    return packs


def print_cost_of_rules(hearsay, lines, tiny, packs, rounds, scratch):
    """CPU time of a run with more rules against the pack alone, start-up taken off, and the start-up itself."""
    options = {"pack alone": [], **{name: ["--rules", folder] for name, folder in packs.items()}}
    extract = [hearsay, "extract", "-j", "1", "--format", "documents"]
    medians = measure_in_turns({(name, path): [*extract, *given, path] for name, given in options.items() for path in (tiny, lines)},
                               rounds, scratch)
    print(f"\n{'rules':20} {'start-up ms':>11} {'CPU s':>8} {'x pack':>8}")
    for name in options:
        start = medians[name, tiny][0]
        net = medians[name, lines][0] - start
        alone = medians["pack alone", lines][0] - medians["pack alone", tiny][0]
        print(f"{name:20} {start * 1e3:11.1f} {net:8.3f} {net / alone:8.2f}")


def pin_to_one_core():
    try:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    except (AttributeError, OSError):
        pass


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--hearsay", type=Path, required=True)
    arguments.add_argument("--eval", type=Path, required=True)
    arguments.add_argument("--cache", type=Path, required=True)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--more-rules", action="store_true", help="also measure what 1,000 and 5,000 further rules cost")
    given = arguments.parse_args()

    lines, plain, tiny = make_text(given.eval, given.cache)
    size = plain.stat().st_size
    extract = [given.hearsay.resolve(), "extract", "-j", "1"]
    commands = {
        "wc -w": ["wc", "-w", plain],
        "grep -c -F said": ["grep", "-c", "-F", "said", plain],
        "start-up": [*extract, "--format", "xml", tiny],
        "hearsay xml": [*extract, "--format", "xml", lines],
        "hearsay documents": [*extract, "--format", "documents", lines],
    }
    pin_to_one_core()
    medians = measure_in_turns(commands, given.rounds, given.cache / "grep.out")
    start_cpu, start_wall = medians["start-up"]
    yardstick = medians["wc -w"][0]

    print(f"{size / 1e6:.1f} MB of text, {len(plain.read_bytes().split()) / 1e6:.2f} M words; medians of {given.rounds}, one core\n")
    print(f"{'command':20} {'CPU s':>8} {'MB/s':>8} {'x wc -w':>8} {'peak MB':>8}")
    for name, (cpu, _) in medians.items():
        if name == "start-up":
            continue
        peak = peak_memory(commands[name], given.cache / "grep.out")
        net = cpu - start_cpu if name.startswith("hearsay") else cpu
        print(f"{name:20} {net:8.3f} {size / 1e6 / net:8.1f} {net / yardstick:8.2f} {peak:8.1f}")
    print(f"\nstart-up (one tiny article): {start_wall * 1e3:.1f} ms wall, {start_cpu * 1e3:.1f} ms CPU")
    if given.more_rules:
        print_cost_of_rules(given.hearsay.resolve(), lines, tiny, make_packs(given.cache), given.rounds, given.cache / "grep.out")


if __name__ == "__main__":
    main()
