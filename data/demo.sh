#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Gridward, sets up the synthetic demo city, lets a day of reports come in and opens the
# desk. Everything it makes is under build/; a second start reuses it.
set -eu

usage() {
  cat <<END
Usage: sh data/demo.sh [--headless | --server] [--fresh]

Builds Gridward and starts its demo: a synthetic city with five weeks of cases behind it, the
server on 127.0.0.1:8311 with a day of inspectors' reports, and the desk, signed in as a
dispatcher.

  --headless  no screen needed: drives one case from report to closure, writes the desk's
              picture to build/demo/desk.png, prints statistics per cell, and ends
  --server    stops at the running server, in the foreground, until Ctrl-C
  --fresh     starts over: forgets the demo city, its cases and its accounts
  --help      says this

GRIDWARD_PORT takes another port than 8311; GRIDWARD_REPORTS another number of reports on
that day than 200; GRIDWARD_PAST another number of days before it than 35.
END
}

mode=desk
fresh=no
for argument in "$@"; do
  case $argument in
    --headless) mode=headless ;;
    --server) mode=server ;;
    --fresh) fresh=yes ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

# Names in Chinese go through every program.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *.UTF-8 | *.utf8) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

cd "$(dirname "$0")/.."
port=${GRIDWARD_PORT:-8311}
url=http://127.0.0.1:$port
build=build/release
demo=build/demo
database=$demo/city.gridward
tiles=$demo/base.mbtiles
accounts=$demo/accounts
server=$build/backend/gridward-server
ctl=$build/backend/ctl/gridwardctl
desk=$build/gui/gridward
day=$build/data/gridward-demo-day
children=
# The programs run uninstalled: their translations are where the build puts them.
export GRIDWARD_LOCALE_DIR="$PWD/$build/po"

step() { printf '\n== %s\n' "$*"; }
fail() { printf 'demo.sh: %s\n' "$*" >&2; exit 1; }

# Ends what this script started, the youngest first: asks, waits, then insists.
stop_children() {
  for pid in $children; do
    kill -TERM "$pid" 2>/dev/null || continue
    tries=0
    while kill -0 "$pid" 2>/dev/null && [ $tries -lt 100 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  children=
}
trap stop_children EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# remember PID: to be stopped at the end, before those that were started earlier.
remember() { children="$1 $children"; }

# forget PID: ends it if need be, now.
forget() {
  others=$children
  children=$1
  stop_children
  for pid in $others; do
    [ "$pid" = "$1" ] || children="$children $pid"
  done
}

# wait_for SECONDS PID COMMAND...: until the command succeeds; fails when PID ends before.
wait_for() {
  patience=$(($1 * 10))
  guarded=$2
  shift 2
  while ! "$@" >/dev/null 2>&1; do
    kill -0 "$guarded" 2>/dev/null || return 1
    patience=$((patience - 1))
    [ $patience -gt 0 ] || return 1
    sleep 0.1
  done
}

check_surroundings() {
  case $port in '' | *[!0-9]*) fail "GRIDWARD_PORT is \"$port\", which is no port" ;; esac
  if [ $mode = desk ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    fail "there is no screen to open the desk on; use --headless or --server"
  fi
}

# After the packages are there, since it needs curl.
check_port() {
  refused=0
  curl -s -o /dev/null --max-time 2 "$url/healthz" || refused=$?
  # 7: nobody answers at all.
  [ $refused -eq 7 ] || fail "port $port is in use; end what listens there (an earlier demo?) \
or choose another one: GRIDWARD_PORT=8312 sh data/demo.sh"
}

build_programs() {
  step "Building the programs ($build)"
  [ -f $build/build.ninja ] || meson setup $build --buildtype=release -Ddebug=true
  ninja -C $build backend/gridward-server backend/ctl/gridwardctl gui/gridward \
    data/gridward-demo-day
}

# The city and its tiles are made whole or not at all: the stamps are written last.
set_up_city() {
  if [ $fresh = yes ] || [ ! -f $demo/city-made ]; then
    rm -rf $demo
  fi
  mkdir -p $demo/attachments
  chmod 700 $demo
  if [ ! -f $demo/city-made ]; then
    step "Making the synthetic demo city ($database)"
    $ctl --db $database demo --accounts $accounts --past "${GRIDWARD_PAST:-35}"
    chmod 600 $accounts
    touch $demo/city-made
  fi
  if [ ! -f $tiles ]; then
    step "Painting its base map ($tiles)"
    $ctl --db $database basemap $tiles
  fi
}

start_server() {
  step "Starting the server at $url"
  $server --db $database --tiles $tiles --attachments $demo/attachments \
    --listen "127.0.0.1:$port" >$demo/server.log 2>&1 &
  server_pid=$!
  remember $server_pid
  if ! wait_for 60 $server_pid curl -sf --max-time 2 "$url/healthz"; then
    tail -n 20 $demo/server.log >&2
    fail "the server did not start; its whole log is $demo/server.log"
  fi
}

let_the_day_come() {
  [ ! -f $demo/day-lived ] || return 0
  step "A day of inspectors' reports comes in"
  # Beside the shell, which otherwise would not hear of a signal before the day's end.
  $day --server "$url" --accounts $accounts --reports "${GRIDWARD_REPORTS:-200}" &
  day_pid=$!
  remember $day_pid
  wait $day_pid || fail "not every report of the day came in"
  touch $demo/day-lived
}

say_how_to_sign_in() {
  step "The demo city is at $url; everything in it is synthetic"
  echo "Sign in with one of these accounts, which exist only in this demo ($accounts):"
  for login in dispatcher leader manager inspector department admin; do
    printf '  %-12s%s\n' $login "$(sed -n "s/^$login //p" $accounts)"
  done
}

# The desk reads the password from a file that only its owner can read.
prepare_sign_in() {
  (umask 077 && sed -n 's/^dispatcher //p' $accounts >$demo/dispatcher.password)
}

serve() {
  say_how_to_sign_in
  echo "Serving until Ctrl-C; the log is $demo/server.log."
  wait $server_pid || fail "the server ended; its log is $demo/server.log"
}

open_desk() {
  prepare_sign_in
  say_how_to_sign_in
  # The city stays alive while the desk is open.
  $day --server "$url" --accounts $accounts --reports 100000 --rate 0.1 \
    --seed "$(date +%s)" --quiet >$demo/day.log 2>&1 &
  remember $!
  step "Opening the desk, signed in as dispatcher"
  $desk --server "$url" --login dispatcher --password-file $demo/dispatcher.password &
  desk_pid=$!
  remember $desk_pid
  wait $desk_pid || fail "the desk ended with an error"
}

start_screen() {
  rm -f $demo/display
  Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>$demo/display \
    >$demo/screen.log 2>&1 &
  screen_pid=$!
  remember $screen_pid
  wait_for 20 $screen_pid grep -q . $demo/display || fail "Xvfb did not start: $demo/screen.log"
  DISPLAY=:$(cat $demo/display)
  export DISPLAY
  dbus-daemon --session --nofork --nopidfile --print-address=3 3>$demo/bus \
    >>$demo/screen.log 2>&1 &
  bus_pid=$!
  remember $bus_pid
  wait_for 20 $bus_pid grep -q . $demo/bus || fail "dbus-daemon did not start: $demo/screen.log"
  DBUS_SESSION_BUS_ADDRESS=$(cat $demo/bus)
  export DBUS_SESSION_BUS_ADDRESS
}

take_picture() {
  prepare_sign_in
  step "Opening the desk on a screen of its own"
  start_screen
  mkdir -p $demo/home
  rm -f $demo/desk.png
  env -u WAYLAND_DISPLAY GDK_BACKEND=x11 GSK_RENDERER=cairo GSETTINGS_BACKEND=memory \
    GTK_A11Y=none XDG_CACHE_HOME="$PWD/$demo/home" XDG_CONFIG_HOME="$PWD/$demo/home" \
    XDG_DATA_HOME="$PWD/$demo/home" \
    $desk --server "$url" --login dispatcher --password-file $demo/dispatcher.password \
    --size 1440x900 --screenshot $demo/desk.png >$demo/desk.log 2>&1 &
  desk_pid=$!
  remember $desk_pid
  # It ends by itself once everything is drawn.
  wait_for 120 $desk_pid false || true
  forget $desk_pid
  if [ ! -s $demo/desk.png ]; then
    tail -n 20 $demo/desk.log >&2
    fail "the desk did not show itself; its log is $demo/desk.log"
  fi
  echo "The desk's picture is $demo/desk.png."
}

drive_one_case() {
  step "One case from report to closure"
  $day --server "$url" --accounts $accounts --drive-one
}

print_statistics() {
  step "Closure per cell (the busiest)"
  $ctl --db $database stats cells >$demo/statistics.txt
  head -n 1 $demo/statistics.txt
  sed 1d $demo/statistics.txt | sort -k2,2nr -k1,1 | head -n 15
}

check_surroundings
step "Packages (data/packages.txt)"
sh data/packages.sh
check_port
build_programs
set_up_city
start_server
let_the_day_come
case $mode in
  server) serve ;;
  desk) open_desk ;;
  headless)
    drive_one_case
    take_picture
    print_statistics
    say_how_to_sign_in
    ;;
esac
