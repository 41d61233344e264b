#!/usr/bin/env python3
"""What is English lies in the rule pack: no C file of the library holds English words.

Looks at the string literals of the rooms below and complains about
  - a braced list with four or more lower-case words that are no vocabulary of the formats or of the rule language,
  - a literal that is, alone, one of the commonest words of news English (a verb of saying, a pronoun, a month, ...),
  - a literal that is a regular expression over words ("said|told").
vocabulary.txt says which words belong to the formats, with reasons. A heuristic: it reads C by its lexical surface. Planted mistakes
are tried first, so a run that finds nothing means something.
"""
import os
import re
import sys
from pathlib import Path

ROOT = Path(os.environ.get("HEARSAY_SOURCE_DIR", Path(__file__).resolve().parents[2]))
ROOMS = ["base", "text", "token", "layer", "rule", "match", "find", "emit", "api"]
LEXEME = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|[{};]|\n', re.DOTALL)
WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
ALTERNATIVES = re.compile(r"[a-z]{2,}\|[a-z]{2,}")
LIST_LENGTH = 4
COMMON = set("""
    a an the this that these those and or but nor so yet if because although while when whether who whom whose which what where how
    he she it they we you i him her them us me his hers its their our your my himself herself themselves
    is are was were be been being am has have had do did will would shall should can could may might must not n't never
    to of in on at by with from about into over after before under between against during according as than
    say says saying told tell tells telling claim claims claimed deny denies denied announce announced argue argued added add
    report reported reports asked asks warned warns insisted insists believe believed think thinks thought want wants wanted
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    today yesterday tomorrow tonight ago last next early late spring summer autumn fall winter
    one two three four five six seven eight nine ten eleven twelve hundred thousand million billion first second third
    mr mrs ms dr sen gov rep gen lt col sgt president minister mayor senator governor secretary spokesman spokeswoman official officials
    reportedly allegedly apparently however also reportedly inc corp ltd jr sr
    """.split())


def vocabulary():
    words = set()
    for line in (ROOT / "tests/build/vocabulary.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, rest = line.split(":", 1)
            listed, reason = rest.split("#", 1)
            assert reason.strip(), f"vocabulary.txt: {name} needs a reason"
            words.update(listed.split())
    return words


def findings(source, allowed):
    """Pairs of a line number and a complaint."""
    found, line, braces = [], 1, [(1, [])]
    for match in LEXEME.finditer(source):
        lexeme = match[0]
        if lexeme == "{":
            braces.append((line, []))
        elif lexeme == "}" and len(braces) > 1:
            opened, words = braces.pop()
            if is_part(source, match.end()):
                braces[-1][1].extend(words)
            elif len(set(words)) >= LIST_LENGTH:
                found.append((opened, "a list of words: " + " ".join(sorted(set(words))[:8])))
        elif lexeme.startswith('"') and not is_include(source, match.start()):
            text = lexeme[1:-1]
            if ALTERNATIVES.search(text):
                found.append((line, f"a pattern over words: {lexeme}"))
            if WORD.fullmatch(text) and text not in allowed:
                braces[-1][1].append(text)
                if text in COMMON:
                    found.append((line, f"an English word: {lexeme}"))
        line += lexeme.count("\n")
    return found


def is_part(source, end):
    """Whether the brace that closes before `end` is part of a larger list, whose words are then counted together."""
    return re.match(r"\s*[,}]", source[end:end + 80]) is not None


def is_include(source, start):
    return re.search(r"#[ \t]*include[ \t]*$", source[:start].rsplit("\n", 1)[-1]) is not None


def self_test(allowed):
    planted = ['static const char *const cues[] = { "mutter", "whisper", "shout", "yell" };',
               'static const row table[] = { { "mutter", 1 }, { "whisper", 2 }, { "shout", 3 }, { "yell", 4 } };',
               'void f(void) { static const char *const cues[] = { "mutter", "whisper", "shout", "yell" }; g(); }',
               'if (str_is(form, "told")) return true;',
               'regex_compile(STR("(mutter|whisper)ed"));']
    clean = ['static const char *const acts[] = { "state", "allege", "show", "admit", "deny" };',
             'static const char *const tags[] = { "ADJ", "NOUN", "VERB", "PRON", "AUX" };',
             '#include "told"', '/* "told" "said" */ error_set(e, s, "the layer was told too early");',
             "char c = '\"'; // \"told\""]
    for source in planted:
        assert findings(source, allowed), f"not caught: {source}"
    for source in clean:
        assert not findings(source, allowed), f"caught: {source}: {findings(source, allowed)}"


def main():
    allowed = vocabulary()
    self_test(allowed)
    count, complaints = 0, []
    for room in ROOMS:
        for file in sorted((ROOT / "extractor" / room).glob("*.[ch]")):
            count += 1
            for line, what in findings(file.read_text(encoding="utf-8"), allowed):
                complaints.append(f"{file.relative_to(ROOT)}:{line}: {what}")
    print("\n".join(complaints + [f"{count} files, {len(complaints)} with English words"]))
    return 1 if complaints or not count else 0


if __name__ == "__main__":
    sys.exit(main())
