#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command on a display and a session bus of its own, with empty settings and caches; it
# must be quiet on standard error (run-quiet.sh). GRIDWARD_TEST_SCREEN: the display's size;
# GRIDWARD_TEST_POINTER=away: the pointer lies in the last corner, where it brings no tooltip.
for tool in xvfb-run dbus-run-session; do
  command -v "$tool" >/dev/null || { echo "1..0 # SKIP there is no $tool"; exit 0; }
done
quiet=$(cd "$(dirname "$0")" && pwd)/run-quiet.sh
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
export XDG_CACHE_HOME="$home/cache" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
export XDG_RUNTIME_DIR="$home" GSETTINGS_BACKEND=memory
export GDK_BACKEND=x11 GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1
# What the bus starts writes to its standard output too: only the command's own is TAP.
xvfb-run -a -s "-screen 0 ${GRIDWARD_TEST_SCREEN:-1280x800}x24" dbus-run-session -- \
  sh -c '
    [ "${GRIDWARD_TEST_POINTER:-}" != away ] || xdotool mousemove 9999 9999
    exec "$@" >&7 7>&-' sh "$quiet" "$@" 7>&1 >&2
