#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures: builds a release build and prints one "NAME VALUE UNIT" per line. A ratio stands
# after a comment that names its limit; what it is held against was measured in the same run.
# Takes about six minutes; with the argument 20m a history of that many cases is measured too,
# which needs 14 GB and ten minutes more. Quiet machine, please: the clients share its processors.
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
# growth SMALL LARGE: how much longer each kind of table takes with the longer history.
growth() {
  echo "# the same table of a year, with the history of $2 held against that of $1: limit < 1.5"
  awk -v small="figures_$1_" -v large="figures_$2_" '
    $3 != "ms" { next }
    index($1, small) == 1 { before[substr($1, length(small) + 1)] = $2 }
    index($1, large) == 1 { after[substr($1, length(large) + 1)] = $2 }
    END {
      for (name in before)
        if (name in after)
          printf "%sgrowth_%s %.2f ratio\n", large, name, after[name] / before[name]
    }' "$work/figures.out" | sort
}

step "what keeping figures costs a write"
$build/tests/bench/bench-kept "$work/kept.gridward"
step "figures of a million cases in two years, and of half as many in one"
$build/tests/bench/bench-figures "$work/figures-1y.gridward" 500000 1 | tee "$work/figures.out"
rm -f "$work"/figures-1y.gridward*
$build/tests/bench/bench-figures "$work/figures-2y.gridward" 1000000 2 | tee -a "$work/figures.out"
rm -f "$work"/figures-2y.gridward*
growth 500k 1m
if [ "${1:-}" = 20m ]; then
  step "figures of 20,000,000 cases in forty years, as many a year as of the million"
  $build/tests/bench/bench-figures "$work/figures-40y.gridward" 20000000 40 |
    tee -a "$work/figures.out"
  rm -f "$work"/figures-40y.gridward*
  growth 1m 20m
fi
step "the list of a million cases on the desk"
GSK_RENDERER=cairo GSETTINGS_BACKEND=memory \
  xvfb-run -a -s "-screen 0 1400x1000x24" dbus-run-session -- $build/tests/bench/bench-list
step "the map"
GSK_RENDERER=cairo GSETTINGS_BACKEND=memory \
  xvfb-run -a -s "-screen 0 1400x1000x24" dbus-run-session -- $build/tests/bench/bench-pan
