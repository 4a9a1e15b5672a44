#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The form of every file: clang-format, licence line, size.
. "$(dirname "$0")/tap.sh"
plan 5

# Many files at a time: starting clang-format costs more than a file does.
list_unformatted() {
  said=$(sources '*.[ch]' | xargs clang-format --dry-run --Werror 2>&1) && return
  printf '%s\n' "$said" | sed -n '/Wclang-format-violations/s/:.*/: run clang-format -i/p' |
    sort -u | grep . || printf '%s\n' "$said"
}
list_unformatted | check clang-format

sources '*.[ch]' '*.py' '*.sh' | while read -r file; do
  head -n 3 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
    echo "$file: no SPDX line in the first three lines"
done | check licence-line

sources '*.[ch]' '*.py' '*.sh' | while read -r file; do
  lines=$(wc -l <"$file")
  [ "$lines" -le 600 ] || echo "$file: $lines lines; split it at 600"
done | check file-size

# With clang-format's GNU layout a function body opens and closes in the first column.
sources '*.c' | xargs awk '
  /^{$/ { start = FNR }
  /^}$/ && start { if (FNR - start - 1 > 80)
                     printf "%s:%d: function of %d lines; split it at 80\n", FILENAME, start, FNR - start - 1
                   start = 0 }
  FNR == 1 { start = 0 }' | check function-size

sources '*.[ch]' | xargs grep -nE '\b(goto [a-z]|TODO|FIXME|XXX)\b' | check no-goto-no-unfinished-work
