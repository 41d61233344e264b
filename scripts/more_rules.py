"""more_rules.py - a pack that extends the standard one by generated rules: real shapes, other cue words.

    python3 scripts/more_rules.py NUMBER FOLDER

The cue words are verbs of the standard word list that are no cues there; each rule takes one of them and one of the shapes of the
standard attribution rules, so that no two rules are alike. Made for measuring what many rules cost; not for finding anything."""
import argparse
import re
from pathlib import Path

LISTS = Path(__file__).resolve().parent.parent / "rules/en/lexicons"
SHAPES = [
    '{{source: @np}} {{cue: [:AUX | :ADV]* <{verb}>}} {{content: that [!"." & !";"]+}}',
    '{{content: @quote}} ","? {{source: @np}} {{cue: <{verb}>}}',
    '{{content: @quote}} ","? {{cue: <{verb}>}} {{source: @np}}',
    '{{source: @np}} {{cue: [:AUX | :ADV]* <{verb}>}} (on? {{time: @time}})? {{content: (whether | how | why) [!"." & !";"]+}}',
    '{{source: @np}} {{cue: :AUX* <{verb}>}} {{hearer: @np}} {{content: to [:VERB | :AUX] [!"." & !";"]+}}',
    '{{source: @np}} ","? ...5 {{cue: :AUX* <{verb}>}} {{content: @quote}}',
]


def heads(name):
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    words = (re.match(r"[a-z]+(?=[ {]|$)", line) for line in lines if not line.startswith(("#", "class:", "case:")))
    return [word.group() for word in words if word]


def rule(number, verb, shape):
    return f"  - id: more-{number}\n    layer: attribution\n    match: |\n      {shape.format(verb=verb)}\n    set: {{act: state, manner: said}}\n"


def other_verbs():
    cues = set(heads("cue-verbs"))
    return [verb for verb in heads("verbs") if verb not in cues]


def choice(number, verbs):
    """The verb and the shape of a rule."""
    return verbs[number % len(verbs)], SHAPES[(number + number // len(verbs)) % len(SHAPES)]


def write(number, folder):
    verbs = other_verbs()
    if number > len(verbs) * len(SHAPES):
        raise SystemExit(f"more_rules.py: at most {len(verbs) * len(SHAPES)} rules: {len(verbs)} verbs in {len(SHAPES)} shapes")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text('name: more\nextends: en\nlanguage: en\nversion: "1"\n', encoding="utf-8")
    rules = (rule(i, *choice(i, verbs)) for i in range(number))
    (folder / "more.yaml").write_text("rules:\n" + "".join(rules), encoding="utf-8")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("number", type=int)
    arguments.add_argument("folder", type=Path)
    given = arguments.parse_args()
    write(given.number, given.folder)
