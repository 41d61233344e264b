# common.sh - what the scripts of this folder share; sourced, never run. The caller has `set -euo pipefail`.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs the Debian packages that are not installed yet. Where there is no apt-get, CMake says what is missing.
need() {
    command -v apt-get >/dev/null || return 0
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    say "installing ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

need_for_building() {
    need gcc libc6-dev make cmake pkgconf libpcre2-dev libutf8proc-dev libxml2-dev libyaml-dev libjansson-dev libssl-dev
}

need_for_testing() {
    need_for_building
    need g++ libcriterion-dev libxml2-utils python3 python3-yaml python3-jsonschema
}

need_for_fuzzing() {
    need_for_building
    need clang libclang-rt-14-dev
}

# build PRESET [TARGET...]: configures and builds build/PRESET.
build() {
    local preset=$1
    shift
    say "building build/$preset"
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"}
}
