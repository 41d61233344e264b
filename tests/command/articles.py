"""What must be true of the output for any set of articles: valid, true to the source, the same however it is run."""
import subprocess
import sys

import run


def check_all(test, folder, *options):
    """`test` is a CommandTest, `folder` lies below its folder."""
    result = test.dir / "result.xml"
    test.run_hearsay("extract", folder, "-O", result, "-j1", *options)
    linted = subprocess.run(["xmllint", "--noout", "--huge", "--relaxng", str(run.SCHEMA), str(result)], stderr=subprocess.PIPE)
    test.assertEqual(linted.returncode, 0, "not valid by the schema: " + linted.stderr.decode("utf-8", "replace")[:300])
    out, err = test.run_hearsay("verify", result)
    test.assertIn(" 0 wrong", out)
    test.assertNotIn("without their article", out)
    script = subprocess.run([sys.executable, run.VERIFY_SPANS, result, "--root", test.dir], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    test.assertEqual(script.returncode, 0, "verify_spans.py doesn't agree")
    ours, theirs = out.split(" documents, ")[1].split(" spans")[0], script.stdout.decode().split(" spans")[0]
    test.assertEqual(ours, theirs, "verify and verify_spans.py count other spans")
    for how in (["-j4"], ["-j2", "--no-triggers"]):
        other = test.dir / "other.xml"
        test.run_hearsay("extract", folder, "-O", other, *how, *options)
        test.assertEqual(other.read_bytes() == result.read_bytes(), True, f"{how} gives other bytes")
    return result.read_bytes().count(b"<claim ")
