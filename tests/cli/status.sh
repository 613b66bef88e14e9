#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# status never passes over a plan in silence: what it could not read, it says.
. "$(dirname "$0")/tap.bash"

status_of() { run status --root "$root" --date $today "$@"; }
not_prints() { ! prints "$1"; }
quiet() { [ ! -s "$work/err" ]; }

fresh
id=$(grep -ohP '^plan: \K\S+' "$root/plans/P-2026-0101.yaml")
status_of
ok "with all plans it ends with 0" is_status 0
ok "and says nothing beside" quiet
ok "the plan stands in it" prints "$id"
sed -i 's/^samtycke:.*/&\n  återkallat: 2026-11-20/' "$root/plans/P-2026-0101.yaml"
status_of
ok "what is wrong in a plan is no failure of it" is_status 0
ok "and for check to say" quiet

status_of --plans-dir "$work/nowhere"
ok "a folder that is not there is no failure of it" is_status 0
ok "which is said" says '[B01]'
ok "it does not say that there are no plans" not_prints "There are no plans"
status_of --plans-dir "$work/nowhere" --format json
ok "nor for programs" is_status 0
ok "as they read it" says '"code":"B01"'
status_of --revision 2026-11 --plans-dir "$work/nowhere"
ok "so for the plans that a revision touches" is_status 0
ok "with the folder" says '[B01]'

cp "$root/plans/P-2026-0101.yaml" "$work/outside.yaml"
ln -s "$work/outside.yaml" "$root/plans/P-2026-0900.yaml"
status_of
ok "a link out of the folder is no failure of it" is_status 0
ok "which is said" finding plans/P-2026-0900.yaml S06
ok "the other plans stand there" prints "$id"
status_of --revision 2026-11
ok "so for the plans that a revision touches" finding plans/P-2026-0900.yaml S06
ok "which is no failure of it, either" is_status 0
rm "$root/plans/P-2026-0900.yaml"
mkfifo "$root/plans/P-2026-0900.yaml"
status_of
ok "what cannot be read is no failure of it" is_status 0
ok "with its name" finding plans/P-2026-0900.yaml B01
ok "and nothing else is said" test "$(grep -c ': error:' "$work/err")" = 1
rm "$root/plans/P-2026-0900.yaml"
if [ "$(id -u)" = 0 ]; then
	skip "a plan that only another account may read" "root may read everything"
else
	chmod 000 "$root/plans/P-2026-0101.yaml"
	status_of
	ok "a plan that only another account may read" finding plans/P-2026-0101.yaml B01
	ok "is no failure of it" is_status 0
fi
rm -r "$root/plans"
status_of
ok "a root without plans only has a site" is_status 0
ok "then there are none" prints "There are no plans"
plan_tests
