#!/usr/bin/env bash
# Installs the Debian packages that are missing and builds a preset. Used by run.sh and test.sh; alone:
#   scripts/setup.sh [PRESET]      (default: release)
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }

missing_packages() {
  local package
  while read -r package; do
    [ -n "$package" ] || continue
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done < scripts/packages.txt
}

install_missing() {
  local missing sudo=()
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  say "Installing $(wc -w <<<"$missing") Debian packages: $(tr '\n' ' ' <<<"$missing")"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Not root and no sudo: install these as root first." >&2; exit 1; }
    sudo=(sudo)
  fi
  "${sudo[@]}" apt-get update -q
  # shellcheck disable=SC2086  # one word a package
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
}

install_missing
if [ ! -f "build/$preset/build.ninja" ]; then
  say "Configuring the $preset build"
  cmake --preset "$preset" >"/tmp/foyer-configure.$$" || { cat "/tmp/foyer-configure.$$"; rm -f "/tmp/foyer-configure.$$"; exit 1; }
  rm -f "/tmp/foyer-configure.$$"
fi
say "Building ($preset)"
cmake --build "build/$preset"
