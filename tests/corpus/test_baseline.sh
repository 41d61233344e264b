#!/usr/bin/env bash
# Runs every article of corpus/ against its expected claims; fails if one got worse than the baseline, or isn't in it.
set -uo pipefail
out=$("$HEARSAY" test --corpus "$HEARSAY_SOURCE_DIR/corpus" 2>&1)
code=$?
printf '%s\n' "$out"
if grep -q "not in the baseline" <<<"$out"; then
    echo "write the baseline: hearsay test --corpus corpus --update"
    exit 1
fi
exit $code
