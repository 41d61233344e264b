#!/usr/bin/env bash
# rules/en has no errors and no warnings but those it answers, and every example that stands beside a rule holds.
set -uo pipefail
"$HEARSAY" check --strict "$HEARSAY_SOURCE_DIR/rules/en" || exit 1
"$HEARSAY" test "$HEARSAY_SOURCE_DIR/rules/en"
