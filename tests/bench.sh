#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures: builds a release build and prints one "NAME VALUE UNIT" per line. A ratio stands
# after a comment that names its limit; what it is held against was measured in the same run.
# Takes about six minutes; with the argument 20m a history of that many cases is measured too,
# which needs 20 GB and a quarter of an hour. Quiet machine, please: the clients share its processors.
set -eu
cd "$(dirname "$0")/.."

build=build/bench
if [ ! -f $build/build.ninja ]; then
  meson setup $build --buildtype=release -Ddebug=true >&2
fi
meson compile -C $build >&2

work=$(mktemp -d "${TMPDIR:-/tmp}/gridward-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM

GRIDWARD_SOURCE_DIR=$PWD
GRIDWARD_BUILD_DIR=$PWD/$build
G_DEBUG=
export GRIDWARD_SOURCE_DIR GRIDWARD_BUILD_DIR G_DEBUG

step() {
  echo "# $*" >&2
}

step "point to cell"
$build/tests/bench/bench-locate
step "a place by its name"
$build/tests/bench/bench-geocode
step "a catalogue of 5,000 conditions"
$build/tests/bench/bench-catalogue
step "positions of inspectors"
$build/tests/bench/bench-positions
step "cases near a report"
$build/tests/bench/bench-nearby "$work/near.gridward"
step "whom a report goes to"
$build/tests/bench/bench-routing
step "the server"
$build/tests/bench/bench-http "$work"
step "a million cases"
$build/tests/bench/bench-store statistics "$work/big.gridward"
step "figures of a million cases in two years, and of half as many in one"
$build/tests/bench/bench-figures "$work/figures-1y.gridward" 500000 1
rm -f "$work"/figures-1y.gridward*
$build/tests/bench/bench-figures "$work/figures-2y.gridward" 1000000 2
rm -f "$work"/figures-2y.gridward*
if [ "${1:-}" = 20m ]; then
  step "figures of 20,000,000 cases in five years"
  $build/tests/bench/bench-figures "$work/figures-5y.gridward" 20000000 5
  rm -f "$work"/figures-5y.gridward*
fi
step "the list of a million cases on the desk"
GSK_RENDERER=cairo GSETTINGS_BACKEND=memory \
  xvfb-run -a -s "-screen 0 1400x1000x24" dbus-run-session -- $build/tests/bench/bench-list
step "the map"
GSK_RENDERER=cairo GSETTINGS_BACKEND=memory \
  xvfb-run -a -s "-screen 0 1400x1000x24" dbus-run-session -- $build/tests/bench/bench-pan
