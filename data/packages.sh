#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages of data/packages.txt that are missing, as root or through sudo.
# Says nothing and touches no network when all are there.
set -eu
list=$(dirname "$0")/packages.txt

missing=
for package in $(grep -v '^#' "$list"); do
  status=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true)
  case $status in ii*) ;; *) missing="$missing $package" ;; esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=env
elif command -v sudo >/dev/null 2>&1; then
  as_root='sudo env'
else
  echo "packages.sh: these Debian packages are missing; install them as root:$missing" >&2
  exit 1
fi

echo "Installing Debian packages:$missing"
$as_root DEBIAN_FRONTEND=noninteractive apt-get update -q
# shellcheck disable=SC2086 # one word per package
$as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
