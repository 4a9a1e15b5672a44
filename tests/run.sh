#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs every test twice: as built for use, and under
# AddressSanitizer and UndefinedBehaviorSanitizer. Ends with "N passed, N failed, N skipped".
#
#   sh tests/run.sh [--no-sanitizers] [MESON-TEST-ARGUMENT...]
set -u
cd "$(dirname "$0")/.." || exit 1

sanitizers=yes
if [ "${1:-}" = --no-sanitizers ]; then
  sanitizers=no
  shift
fi

sh data/packages.sh || exit 1

# build_and_test FOLDER SETUP-OPTIONS -- TEST-ARGUMENTS
build_and_test() {
  folder=$1
  options=$2
  shift 2
  if [ ! -f "$folder/build.ninja" ]; then
    # shellcheck disable=SC2086 # options are words
    meson setup "$folder" -Dwerror=true $options || return 1
  fi
  meson compile -C "$folder" || return 1
  rm -f "$folder"/meson-logs/testlog.*
  meson test -C "$folder" --no-rebuild --print-errorlogs "$@"
}

status=0
build_and_test build/test '' --timeout-multiplier 3 "$@" || status=1
folders=build/test

if [ "$sanitizers" = yes ]; then
  # A leak or an error ends the test that has it. What is not ours is in the suppressions.
  export ASAN_OPTIONS="detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=0"
  export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
  export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
  build_and_test build/asan '-Db_sanitize=address,undefined -Db_lundef=false' \
    --no-suite checks --timeout-multiplier 4 "$@" || status=1
  folders="$folders build/asan"
fi

python3 tests/checks/sum-results.py $folders || status=1
exit $status
