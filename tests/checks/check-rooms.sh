#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The structure: which room may include which, where SQL lives, what each folder holds.
. "$(dirname "$0")/tap.sh"
plan 7

# "room: the rooms it may include", besides itself. One direction, no cycles.
rooms='
gis:
backend/rules: gis
backend/store: backend/rules gis
backend/service: backend/store backend/rules gis
backend/report: backend/service backend/store/geopackage.h backend/rules gis
backend/http: gis
backend/api: backend/http backend/service backend/rules gis
backend/ctl: backend/report backend/service backend/rules gis data/demo
data/demo: data/calendar backend/service/city.h backend/rules gis
gui: gis
'

printf '%s' "$rooms" | grep . | while IFS=: read -r room allowed; do
  [ -d "$room" ] || { echo "$room: no such room"; continue; }
  find "$room" -name '*.[ch]' | sort | xargs -r grep -nE '^#include "[^"]*/' /dev/null |
    while IFS= read -r line; do
      included=$(printf '%s' "$line" | sed 's/.*#include "\([^"]*\)".*/\1/')
      fine=no
      for prefix in $room $allowed; do
        case $included in "$prefix" | "$prefix"/*) fine=yes ;; esac
      done
      [ $fine = yes ] || echo "$line"
    done
done | check direction-of-includes

# Own headers are named from the root.
sources '*.[ch]' | xargs grep -nE '^#include "[^/"]+"' | grep -vE '"(config|[a-z-]+-resources)\.h"' |
  check includes-from-the-root

find backend gis gui data -name '*.c' ! -path 'backend/store/*' ! -path 'gis/mbtiles*' | sort |
  xargs grep -nE '"[^"]*\b(SELECT .* FROM|INSERT (OR [A-Z]+ )?INTO|UPDATE [a-z_]+ SET|DELETE FROM|CREATE TABLE)\b' |
  check sql-in-the-store-alone

# What is today is said by the city's clock; only the quiet hours are those of who sits there.
find gui -name '*.c' ! -path 'gui/notify/*' | sort | xargs grep -n 'g_date_time_new_now_local' |
  check today-is-the-citys

find backend/store -path '*/migrations/*.sql' -printf '%f\n' | sort | awk '
  { number = substr($0, 1, 4) + 0
    if (number != NR) print $0 ": expected number " NR ": migrations are numbered without gaps" }' |
  check migration-numbers

find gis backend gui data tests -type d ! -name __pycache__ | sort | while read -r folder; do
  case $folder in
    */migrations | */queries | */man | */icons | */icons/* | */corpus | */corpus/* | */fixtures | */golden | tests/*) continue ;;
  esac
  [ -f "$folder/README.md" ] || echo "$folder: no README.md"
done | check each-folder-explains-itself

find . -mindepth 1 -maxdepth 1 ! -name '.*' ! -name build -printf '%f\n' |
  grep -vxE 'meson\.build|README\.md|LICENSE|gui|backend|gis|data|tests|po' | check top-level
