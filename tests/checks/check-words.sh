#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# No detail of a refusal without its Chinese: backend/api/fault-words.c, refusal-words.c.
. "$(dirname "$0")/tap.sh"
plan 2

# The texts are UTF-8, and xgettext reads them by the locale.
LC_ALL=C.UTF-8
export LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What gridwardctl alone says when a city is set up or loaded goes through no request.
find backend/http backend/api backend/service -name '*.c' ! -name 'setup*' ! -name 'snapshot*' |
  sort >"$work/files"
echo backend/rules/lifecycle-take.c >>"$work/files"

# The texts of calls, by the place of the format among the arguments; what a conversion
# stands for is %s in the tables, or is said there for each that may stand for it. The
# conversion of a macro ends a text for xgettext: what comes before it is looked for.
xgettext --language=C --from-code=UTF-8 --no-location --no-wrap --keyword \
  --keyword=gw_http_query_fail:4 --keyword=gw_json_reader_fail:4 --keyword=gw_problem_new:3 \
  --keyword=gw_case_error_set:4 --keyword=fail:2,2t --keyword=fail:3,3t --keyword=fail:4,4t \
  --keyword=fail:5,5t --keyword=refuse:3 --files-from="$work/files" --output=- 2>/dev/null |
  sed -n 's/^msgid "\(.*\)"$/\1/p' | sed -E 's/%[0-9.]*l?[sdugf]/%s/g' |
  grep -vxE '(%s|%s: %s)?' | sort -u >"$work/english"
cat backend/api/fault-words.c backend/api/refusal-words.c | tr '\n' ' ' |
  sed 's/"  *"//g' >"$work/table"
while IFS= read -r english; do
  pattern=$(printf '%s' "$english" | sed 's/[][\.*^$]/\\&/g; s/%s/[^"]*/g')
  case $pattern in
    *%) ;;
    *) pattern=$pattern\" ;;
  esac
  grep -q -- "{ \"$pattern" "$work/table" || printf '%s\n' "$english"
done <"$work/english" | check every-refusal-in-chinese

# Nothing found would be nothing checked.
n=$(wc -l <"$work/english")
{ [ "$n" -gt 200 ] || echo "only $n texts found"; } | check texts-found
