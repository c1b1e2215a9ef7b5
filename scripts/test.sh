#!/usr/bin/env bash
# Everything that is tested, on a fresh Debian 12 machine: installs what is missing, builds, runs all tests.
#   scripts/test.sh [-R PATTERN …]     further words go to ctest
# FOYER_PRESET=asan (or tsan, dev) runs them in that build; default: release.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${FOYER_PRESET:-release}
bash scripts/setup.sh "$preset"
printf '\033[1m==> Testing (%s)\033[0m\n' "$preset"
ctest --preset "$preset" -j "$(nproc)" --no-tests=error "$@"
