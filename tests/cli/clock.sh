#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# A disk that takes long to write ends no worker: while it is waited for, the
# clock that ends a worker at a file that hangs does not run.
. "$(dirname "$0")/tap.bash"

# Per process: whether its clock on a wall runs when it asks for the sync, and
# when it exchanges the trees.
watched() {
	(strace -f -o "$work/trace" -e trace=alarm,setitimer,syncfs,renameat2 "$samplan" "$@" >"$work/out" 2>"$work/err" </dev/null) 2>/dev/null
	status=$?
	awk '$2 ~ /^alarm/ { runs[$1] = $2 !~ /alarm\(0/ }
		/setitimer\(ITIMER_REAL/ { runs[$1] = $0 !~ /it_value={tv_sec=0, tv_usec=0}/ }
		/syncfs\(|RENAME_EXCHANGE/ { asked++; bad += runs[$1] }
		END { print asked + 0, bad + 0 }' "$work/trace" >"$work/clock"
}
asks() { read -r asked bad <"$work/clock"; [ "$asked" -ge "$1" ]; }
stands() { read -r asked bad <"$work/clock"; [ "$bad" = 0 ]; }

fresh
printf 'korrekt häst batteri klammer\n' >"$work/secret"
chmod 600 "$work/secret"
if strace -o /dev/null true 2>/dev/null; then
	watched build --root "$root" --date $today
	ok "a first build brings three trees to the disk" asks 3
	ok "and no clock runs meanwhile" stands
	printf '\nNågot nytt.\n' >>"$root/content/sidor/om.md"
	sed -i 's/tilltalsnamn: /tilltalsnamn: Ny/' "$root/plans/P-2026-0101.yaml"
	watched build --root "$root" --date $today
	ok "a later one, too, and exchanges them" asks 6
	ok "and no clock runs meanwhile" stands
	watched build --root "$root" --date $today --protect --password-file "$work/secret"
	ok "copies with a password likewise" asks 1
	ok "without a clock" stands
else
	skip "clocks of workers" "needs strace"
fi
plan_tests
