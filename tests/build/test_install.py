#!/usr/bin/env python3
"""Installs the build into an empty folder and builds a small program against it, with the CMake package and with pkg-config.

The program reads the installed rules and an article. --flags and --config are those of the build, so that a build with
sanitizers is tested too.
"""
import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = Path(os.environ["HEARSAY_BUILD_DIR"])


def run(command, **more):
    print("$", " ".join(map(str, command)), flush=True)
    done = subprocess.run([str(word) for word in command], text=True, capture_output=True, **more)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}exit code {done.returncode}")
    return done.stdout


def use(program, rules):
    out = run([program, rules])
    if "claims" not in out:
        sys.exit(f"{program}: unexpected output: {out}")
    print(out, end="")


def by_cmake(prefix, work, flags, config):
    run(["cmake", "-S", HERE / "consumer", "-B", work, f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_C_FLAGS={flags}",
         f"-DCMAKE_BUILD_TYPE={config}"])
    run(["cmake", "--build", work])
    return work / "consumer"


def by_pkg_config(prefix, work, flags):
    folder = next(prefix.glob("**/hearsay.pc")).parent
    before = os.environ.get("PKG_CONFIG_PATH")
    env = dict(os.environ, PKG_CONFIG_PATH=f"{folder}:{before}" if before else str(folder))
    words = shlex.split(run(["pkg-config", "--cflags", "--libs", "hearsay"], env=env))
    run([os.environ.get("CC", "cc"), *shlex.split(flags), "-std=c11", HERE / "consumer/consumer.c", "-o", work / "consumer-pc",
         *words, f"-Wl,-rpath,{folder.parent}"])
    return work / "consumer-pc"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--flags", default="")
    arguments.add_argument("--config", default="Release")
    given = arguments.parse_args()
    if not shutil.which("pkg-config"):
        print("pkg-config is absent")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        prefix, work = Path(folder, "prefix"), Path(folder, "work")
        run(["cmake", "--install", BUILD, "--prefix", prefix, "--config", given.config])
        rules = prefix / "share/hearsay/rules/en"
        for wanted in (prefix / "include/hearsay.h", rules / "pack.yaml", rules.parent / "rules.schema.json",
                       rules.parent / "pack.schema.json", prefix / "share/hearsay/hearsay.rng", prefix / "bin/hearsay"):
            if not wanted.exists():
                sys.exit(f"not installed: {wanted.relative_to(prefix)}")
        use(by_cmake(prefix, work, given.flags, given.config), rules)
        use(by_pkg_config(prefix, work, given.flags), rules)
        print(run([prefix / "bin/hearsay", "--version"]), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
