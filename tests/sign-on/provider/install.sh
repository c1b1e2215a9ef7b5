#!/bin/sh
# Installs oidc-provider, as package-lock.json names it, into FOLDER, unless it is there already. Optional parts
# are left out, and no script of a package is run.
#   install.sh FOLDER
set -e
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cmp -s "$here/package-lock.json" "$1/installed" && exit 0
cp "$here/package.json" "$here/package-lock.json" "$1/"
cd "$1"
npm ci --omit=optional --ignore-scripts --no-audit --no-fund >install.log 2>&1
cp package-lock.json installed
