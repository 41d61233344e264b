#!/usr/bin/env python3
"""Every header compiles alone, and twice in a row; the public one also as C++."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ.get("HEARSAY_SOURCE_DIR", Path(__file__).resolve().parents[2]))
FLAGS = ["-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-D_POSIX_C_SOURCE=200809L", f"-I{ROOT / 'include'}"]


def compiles(compiler, flags, language, source):
    run = subprocess.run([compiler, *FLAGS, *flags, "-x", language, "-"], input=source, text=True, capture_output=True)
    return run.returncode == 0, run.stderr


def compile_alone(compiler, flags, language, include):
    ok, messages = compiles(compiler, flags, language, f'#include "{include}"\n#include "{include}"\nextern int nothing;\n')
    if not ok:
        print(f"{include} as {language} {flags[0]}:\n{messages}")
    return ok


def main():
    cc = os.environ.get("CC", "cc")
    cxx = next((name for name in ("c++", "g++", "clang++") if shutil.which(name)), None)
    rooms = ["-std=c11", f"-I{ROOT / 'extractor'}"]
    headers = sorted(p.relative_to(ROOT / "extractor").as_posix() for p in (ROOT / "extractor").glob("*/*.h"))
    results = [compile_alone(cc, rooms, "c", header) for header in headers]
    results += [compile_alone(cc, [std], "c", "hearsay.h") for std in ("-std=c11", "-std=c17")]
    assert not compiles(cc, ["-std=c11"], "c", '#include "hearsay.h"\nhs_unknown_type planted;\n')[0], "this test can't fail"
    if cxx:
        results += [compile_alone(cxx, [std], "c++", "hearsay.h") for std in ("-std=c++11", "-std=c++17")]
    print(f"{len(headers)} headers, {len(results)} compilations, {results.count(False)} failed")
    if not cxx:
        print("no C++ compiler: the public header was not tried as C++")
        return 1 if False in results else 77
    return 1 if False in results else 0


if __name__ == "__main__":
    sys.exit(main())
