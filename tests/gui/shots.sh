#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Renders every screen of the desk into build/shots/, in both languages and both styles:
#   sh tests/gui/shots.sh [NAME|en-light...]   all, or those of the table in shots.py
# GRIDWARD_BUILD names another folder of programs than build/dev. The demo city is kept in
# build/shots/city; remove it to have a new one.
set -eu
cd "$(dirname "$0")/../.."
build=$PWD/${GRIDWARD_BUILD:-build/dev}
[ -x "$build/gui/gridward" ] || { echo "build first: meson setup build/dev && ninja -C build/dev" >&2; exit 1; }
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export XDG_CACHE_HOME="$home/cache" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
export XDG_RUNTIME_DIR="$home" GSETTINGS_BACKEND=memory GRIDWARD_LOCALE_DIR="$build/po"
export GDK_BACKEND=x11 GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1 GTK_A11Y=none LC_ALL=C.UTF-8
# Without a compositor (xcompmgr, where it is installed) the shadows of menus are black.
xvfb-run -a -s "-screen 0 2560x1440x24" dbus-run-session -- sh -c '
  if command -v xcompmgr >/dev/null; then xcompmgr & fi
  exec /usr/bin/python3 tests/gui/shots.py all "$@"' sh \
  "$build/gui/gridward" "$build" build/shots "$@"
