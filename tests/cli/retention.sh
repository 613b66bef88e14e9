#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Closed plans that have been kept for long, and what the log says of documents
# that went.
. "$(dirname "$0")/tap.bash"

fresh
plan=plans/P-2026-0101.yaml
sed -i 's/^steg: .*/steg: avslutad/; s/^uppdaterad: .*/uppdaterad: 2026-11-06/' "$root/$plan"
line=$(grep -n '^steg:' "$root/$plan" | cut -d: -f1)
at() { run check --root "$root" --plans --date "$1" --older-than "$2"; }
told() { finding "$plan:$line:7" S05; }
not_told() { ! told; }
at 2029-11-06 3y
ok "on the day it is not older" not_told
at 2029-11-07 3y
ok "the day after it is" told
at 2028-05-07 18m
ok "months count as well" told
at 2028-05-06 18m
ok "to the day" not_told
at 2026-11-09 2d
ok "and days" told
at 2026-11-08 2d
ok "to the day again" not_told
at 2029-02-28 27m
ok "a month without such a day ends earlier" told
run check --root "$root" --plans --date 2035-01-01
ok "without the option nothing is told" not_told
cp "$here/$plan" "$root/$plan"
at 2035-01-01 1y
ok "a plan that is not closed is not told" not_told
for wrong in 3 y 3w -1y x3y 99999999999y ""; do
	at 2029-11-06 "$wrong"
	ok "the age \"$wrong\" is wrong usage" is_status 2
done

build
names=$(grep -ohP '(tilltalsnamn|namn): \K[^,}]+' "$root/$plan")
id=$(grep -oP '^plan: \K\S+' "$root/$plan")
rm "$root/$plan"
build
ok "the log says whose documents went" grep -qE "documents were removed.*$id" "$work/err"
ok "by the id alone" test -z "$(grep -F "$id" "$work/err" | grep -F "$names")"
ok "nothing of it is left" test -z "$(find "$root/output" -path "*$id*")"
plan_tests
