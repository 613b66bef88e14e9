#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# kill -9 at random moments, two builds at once, a full disk, an output that
# cannot be written: readers see the old or the new, and the next build is right.
. "$(dirname "$0")/tap.bash"
full=${1:-}
kills=25
[ "$full" = --full ] && kills=500

trees() { picture "$root/output/site" && picture "$root/output/plans"; }
page=content/sidor/om.md
plan=plans/P-2026-0101.yaml
turn() { # A or B
	cp "$here/$page" "$root/$page"
	cp "$here/$plan" "$root/$plan"
	[ "$1" = A ] && return
	printf '\nNågot nytt.\n' >>"$root/$page"
	sed -i 's/tilltalsnamn: /tilltalsnamn: Ny/' "$root/$plan"
}
fresh
for side in A B; do
	turn $side
	build
	eval "site_$side=\$(picture '$root/output/site') plans_$side=\$(picture '$root/output/plans')"
done
is_site() { local s && s=$(picture "$root/output/site") && { [ "$s" = "$site_A" ] || [ "$s" = "$site_B" ]; }; }
is_plans() { local s && s=$(picture "$root/output/plans") && { [ "$s" = "$plans_A" ] || [ "$s" = "$plans_B" ]; }; }
mixed=0
wrong=0
left=0
RANDOM=11
for i in $(seq $kills); do
	side=$([ $((i % 2)) = 0 ] && echo B || echo A)
	turn $side
	if [ $((i % 5)) = 0 ]; then command=watch; else command=build; fi
	"$samplan" $command --root "$root" --date $today >/dev/null 2>&1 </dev/null &
	victim=$!
	sleep "0.$(printf '%03d' $((RANDOM % 700)))"
	kill -9 $victim 2>/dev/null
	wait $victim 2>/dev/null
	is_site && is_plans || mixed=$((mixed + 1))
	# Every third time at once, else after other kills.
	[ $((i % 3)) = 0 ] || continue
	for try in $(seq 50); do
		build
		says "[B03]" || break
		sleep 0.1
	done
	eval "[ \"\$(picture '$root/output/site')\" = \"\$site_$side\" ] && [ \"\$(picture '$root/output/plans')\" = \"\$plans_$side\" ]" || wrong=$((wrong + 1))
	[ "$(ls -A "$root/output" | grep -cvxE '\.cache|\.journal|\.lock|\.(site|plans|report)\.next|site|plans|report')" = 0 ] || left=$((left + 1))
	[ -z "$(find "$root/output/.cache" -name 'font-*')" ] || left=$((left + 1))
done
ok "$kills kills: readers see the old or the new" test "$mixed" = 0
ok "the next build is right" test "$wrong" = 0
ok "and cleans up" test "$left" = 0
run journal --verify --root "$root"
ok "the journal is whole" is_status 0

# --- two at once ---
turn A
rm -rf "$root/output"
"$samplan" build --root "$root" --date $today >/dev/null 2>"$work/first" </dev/null &
first=$!
sleep 0.15
build
second=$status
wait $first
one=$?
ok "of two builds at once one waits for nobody" test "$one" = 0
ok "the other one says why it does not build" test "$second" = 3 -o "$second" = 0
[ "$second" = 0 ] || ok "in one sentence" says "another build is writing here"
ok "the output is right" test "$(picture "$root/output/site")" = "$site_A"
touch "$root/output/.lock"
build
ok "a lock that nobody holds does not stop a build" is_status 0

# --- the clock goes backwards ---
touch -d '2031-01-01' "$root/output/site/index.html" "$root/output/site/.manifest" "$root/$page"
turn B
build
ok "files from the future are built like others" test "$(picture "$root/output/site")" = "$site_B"

# --- disks ---
if [ "$(id -u)" -eq 0 ] && mkdir "$work/small" && mount -t tmpfs -o size=4m none "$work/small" 2>/dev/null; then
	trap 'umount "$work/small" 2>/dev/null; chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work"' EXIT
	turn A
	build --output "$work/small/output"
	ok "a full disk is a failure of the system" is_status 3
	ok "and says so" says "the disk is full"
	ok "nothing half-made is shown" test ! -e "$work/small/output/site/index.html"
	mount -o remount,size=64m "$work/small"
	build --output "$work/small/output"
	ok "with room it builds" is_status 0
	ok "and is right" test "$(picture "$work/small/output/site")" = "$site_A"
	used=$(($(df -k --output=used "$work/small" | tail -1) + 300))
	turn B
	mount -o remount,size=${used}k "$work/small"
	build --output "$work/small/output"
	now=$(picture "$work/small/output/site")
	ok "a disk that fills up leaves old or new" test "$now" = "$site_A" -o "$now" = "$site_B"
	mount -o remount,size=64m "$work/small"
	build --output "$work/small/output"
	ok "and the next build is right" test "$(picture "$work/small/output/site")" = "$site_B"
	mount -o remount,ro "$work/small"
	turn A
	build --output "$work/small/output"
	ok "a disk that can only be read is a failure of the system" is_status 3
	ok "and says so" says "the file system can only be read"
	ok "readers see what was there" test "$(picture "$work/small/output/site")" = "$site_B"
	run check --root "$root" --date $today
	ok "check needs no disk to write on" is_status 0
	umount "$work/small"
else
	skip "full disks" "needs root"
fi
plan_tests
