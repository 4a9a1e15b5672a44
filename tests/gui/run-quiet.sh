#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command as it is, and fails when it, or what it starts, wrote a warning or a critical
# of the toolkit or of the desk on standard error.
said=$(mktemp -d) || exit 1
trap 'rm -rf "$said"' EXIT
trap 'exit 143' TERM
# Standard error is seen as it comes, and kept; standard output stays as it is.
{
  { "$@" 2>&8 8>&- >&7 7>&-; echo $? >"$said/status"; } 8>&1 | tee "$said/errors" >&2
} 7>&1 &
wait $!
status=$(cat "$said/status" 2>/dev/null || echo 1)
# The bus and the settings of the machine may complain of themselves.
if grep -E '(^|[ (:])(Gtk|Adwaita|Gsk|Shumate|GLib|GLib-GObject|GLib-GIO|libsoup|Pango|gridward[a-z-]*)-(WARNING|CRITICAL) \*\*' \
  "$said/errors" >"$said/complaints"; then
  echo "not quiet on standard error:" >&2
  cat "$said/complaints" >&2
  [ "$status" -ne 0 ] || status=1
fi
exit "$status"
