# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the checks: each check is one TAP case that lists the faults it found.

cd "${GRIDWARD_SOURCE_DIR:?}" || exit 1

# plan N: how many checks follow.
plan() {
  echo "1..$1"
}

# check NAME: the faults come on standard input, one a line; none means that it passed.
check() {
  faults=$(cat)
  if [ -z "$faults" ]; then
    echo "ok $1"
  else
    echo "not ok $1"
    printf '%s\n' "$faults" | sed 's/^/# /'
  fi
}

# Files of the project by patterns of their names; never those that a build made.
sources() {
  for pattern in "$@"; do
    find gis backend gui data tests po -name "$pattern" -type f
  done | sort
}
