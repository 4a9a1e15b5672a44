#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# No user-visible string without its zh_CN translation.
. "$(dirname "$0")/tap.sh"
plan 7

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

{
  find gis backend gui data -name '*.c' | xargs grep -lE '\b(_|N_|C_|ngettext|g_dngettext) \("'
  find gui data -name '*.ui' | xargs -r grep -l 'translatable='
} | sort | while read -r file; do
  grep -qxF "$file" po/POTFILES || echo "$file: has strings but is not in po/POTFILES"
done | check potfiles-complete

while read -r file; do
  [ -f "$file" ] || echo "$file: in po/POTFILES but not there"
done <po/POTFILES | check potfiles-exist

LC_ALL=C sort -c po/POTFILES 2>&1 | check potfiles-sorted

xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=ngettext:1,2 \
  --files-from=po/POTFILES --output="$work/gridward.pot" 2>&1 | check strings-extractable
[ -f "$work/gridward.pot" ] || : >"$work/gridward.pot"

msgfmt --check --output-file=/dev/null po/zh_CN.po 2>&1 | check zh_CN-well-formed

if msgmerge --no-fuzzy-matching --quiet --output-file="$work/zh_CN.po" po/zh_CN.po \
  "$work/gridward.pot" 2>"$work/msgmerge"; then
  msgattrib --untranslated --no-obsolete "$work/zh_CN.po" | grep '^msgid "' | grep -v '^msgid ""$'
  msgattrib --only-fuzzy --no-obsolete "$work/zh_CN.po" | grep '^msgid "' | grep -v '^msgid ""$'
else
  cat "$work/msgmerge"
fi | check every-string-translated

msgattrib --only-obsolete po/zh_CN.po | grep '^#~ msgid' | check no-obsolete-translation
