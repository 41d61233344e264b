"""verify_spans.py RESULT.xml [--root DIR]: does every span say the truth? Shares no code with hearsay.

Each span's words are held against the document's text, in code points and in bytes, with line and column, and against the bytes
of the origin file (below DIR). Exit 1 with a word for each mismatch."""
import argparse, hashlib, json, os, sys
import xml.etree.ElementTree as ET

NS = "{urn:hearsay:1}"
options = argparse.ArgumentParser(description=__doc__)
options.add_argument("result")
options.add_argument("--root", default=".")
options = options.parse_args()
bad = spans = checked = 0


def expect(is_true, where, what):
    global bad
    if not is_true:
        bad += 1
        print(f"{where}: {what}", file=sys.stderr)


def origin_of(o, where):
    path = os.path.join(options.root, o.get("uri", ""))
    if not os.path.isfile(path) or path.endswith((".gz", ".zst")):
        return None
    with open(path, "rb") as f:
        f.seek(int(o.get("offset", 0)))
        data = f.read(int(o.get("bytes")) if o.get("record") else -1)
    expect(hashlib.sha256(data).hexdigest() == o.get("sha256") and len(data) == int(o.get("bytes")), where, "the origin has changed")
    return data


def decode(data, o):
    if o.get("media") == "application/x-ndjson":
        return json.loads(b'"' + data + b'"', strict=False)
    if o.get("charset") == "utf-8":
        return data.decode("utf-8", "replace")
    return data.decode({"windows-1252": "cp1252"}.get(o.get("charset"), o.get("charset")), "replace")


for _, d in ET.iterparse(options.result):
    if d.tag != NS + "document":
        continue
    o, text = d.find(NS + "origin"), d.find(NS + "text").text or ""
    utf8, origin = text.encode("utf-8"), origin_of(o, d.get("id"))
    for element in d:
        for s in element.iter(NS + "span"):
            n = {key: int(value) for key, value in s.items()}
            where, words, before = f'{d.get("id")} {element.get("id")}', s.text or "", text[:n["start"]]
            spans += 1
            expect(text[n["start"]:n["end"]] == words, where, f'code points {n["start"]}-{n["end"]} are not {words!r}')
            expect(utf8[n["bstart"]:n["bend"]] == words.encode("utf-8"), where, f'bytes {n["bstart"]}-{n["bend"]} are not {words!r}')
            expect(n["line"] == before.count("\n") + 1, where, f'line {n["line"]} is wrong')
            expect(n["column"] == len(before) - (before.rfind("\n") + 1) + 1, where, f'column {n["column"]} is wrong')
            if origin is not None:
                start, end = n.get("ostart", n["bstart"]), n.get("oend", n["bend"])
                raw = origin[start:end]
                # what XML forbids, and what can't be decoded, stands as U+FFFD in the text
                said = "".join("\ufffd" if c < " " and c not in "\t\n\r" or c in "\ufffe\uffff" else c for c in decode(raw, o))
                expect(said == words or "\ufffd" in words, where, f"bytes {start}-{end} of the origin are {raw!r}, not {words!r}")
                checked += 1
    d.clear()
print(f"{spans} spans, {checked} held against their origin, {bad} wrong")
sys.exit(1 if bad else 0)
