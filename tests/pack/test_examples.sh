#!/usr/bin/env bash
# rules/en has no errors, and every example that stands beside a rule holds.
set -uo pipefail
"$HEARSAY" check "$HEARSAY_SOURCE_DIR/rules/en" || exit 1
"$HEARSAY" test "$HEARSAY_SOURCE_DIR/rules/en"
