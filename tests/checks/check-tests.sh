#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every test file is registered, so that none is silently never run.
. "$(dirname "$0")/tap.sh"
plan 3

find tests -name 'test-*.c' -o -name 'test-*.py' -o -name 'test-*.sh' -o -name 'fuzz-*.c' | sort |
  while read -r file; do
    name=$(basename "$file")
    name=${name%.c}
    subject=${name#test-}
    grep -qE "'($name|$subject|$name\.(c|py|sh))'" "$(dirname "$file")/meson.build" 2>/dev/null ||
      echo "$file: not in $(dirname "$file")/meson.build"
  done | check test-files-registered

find tests/checks -name 'check-*.sh' -printf '%f\n' | sort | while read -r file; do
  name=${file#check-}
  grep -q "'${name%.sh}'" tests/checks/meson.build || echo "$file: not in tests/checks/meson.build"
done | check checks-registered

# A skipped test says why.
find tests -name '*.c' | xargs grep -nE 'g_test_skip \((NULL|"")\)' | check skips-give-a-reason
