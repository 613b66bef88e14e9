#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# kill -9 at random moments, also of a watch whose worker stays and of that worker
# alone, two builds at once, a full disk, an output that cannot be written:
# readers see the old or the new, and the next build is right.
. "$(dirname "$0")/tap.bash"
full=${1:-}
kills=25 residents=8
[ "$full" = --full ] && kills=500 residents=120

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
tidy() {
	[ "$(ls -A "$root/output" | grep -cvxE '\.cache|\.journal|\.lock|\.(site|plans|report)\.next|site|plans|report')" = 0 ] &&
		[ -z "$(find "$root/output/.cache" -name 'font-*')" ]
}
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
	tidy || left=$((left + 1))
done
ok "$kills kills: readers see the old or the new" test "$mixed" = 0
ok "the next build is right" test "$wrong" = 0
ok "and cleans up" test "$left" = 0
# Each would hold its watches, and a machine has 128 of them.
nobody_watches() { for try in $(seq 50); do pgrep -f "^inotifywait .* $root/" >/dev/null || return 0; sleep 0.1; done; return 1; }
ok "no inotifywait outlives its watch" nobody_watches

# --- a worker that stays ---
# A page may be ahead of lists for a moment: each file is old or new.
turn A
build
each_known() { picture "$root/output/site" | sort | comm -23 - <(printf '%s\n%s\n' "$site_A" "$site_B" | sort -u) >"$work/odd" && [ ! -s "$work/odd" ]; }
shows() { [ "$(picture "$root/output/site")" = "$site_now" ]; }
ticks() { for p in $both; do cut -d' ' -f14,15 /proc/$p/stat; done 2>&1; }
# Builders are two, too, but are busy and go.
both_stay() {
	local before
	grep -qE 'built in|byggt på' "$work/said" && both=$(pgrep -P $victim samplan) && [ "$(wc -w <<<"$both")" = 2 ] &&
		before=$(ticks) && sleep 0.4 && [ "$both" = "$(pgrep -P $victim samplan)" ] && [ "$before" = "$(ticks)" ]
}
none_left() { ! pgrep -f -- "--root $root " >/dev/null && ! pgrep -f "^inotifywait .* $root/" >/dev/null; }
wait_for() { # TENTHS COMMAND…
	local tenths=$1
	shift
	for try in $(seq "$tenths"); do "$@" && return; sleep 0.1; done
	return 1
}
held() { [ "$(head -c 4 "$root/output/site/.manifest" 2>/dev/null)" = held ]; }
wait_until_held() { for try in $(seq 200); do held && return; sleep 0.01; done; }
mixed=0 wrong=0 lost=0 stayed=0 left=0 hit=0
for i in $(seq $residents); do
	: >"$work/said"
	"$samplan" watch --root "$root" --date $today >"$work/said" 2>/dev/null </dev/null &
	victim=$!
	wait_for 300 both_stay || lost=$((lost + 1))
	side=$([ $((i % 2)) = 0 ] && echo A || echo B)
	eval "site_now=\$site_$side"
	worker=${both%%$'\n'*} guard=${both##*$'\n'}
	if [ $side = A ]; then cp "$here/$page" "$root/$page"; else printf '\nNågot nytt.\n' >>"$root/$page"; fi
	# Half of them when it has begun to write, and up to when it is done.
	[ $((i / 4 % 2)) = 0 ] || wait_until_held
	sleep "0.$(printf '%03d' $((RANDOM % ((i % 3 + 1) * 60))))"
	held && hit=$((hit + 1))
	case $((i % 4)) in
	0) kill -9 $victim ;;
	1) kill -9 $victim $worker $guard ;;
	2) kill -9 $worker ;;
	3) kill -9 $guard ;;
	esac 2>/dev/null
	each_known && [ "$(picture "$root/output/plans")" = "$plans_A" ] || mixed=$((mixed + 1))
	if [ $((i % 4)) -ge 2 ]; then
		# Whoever watches goes on without it.
		wait_for 300 shows || lost=$((lost + 1))
		kill -9 $victim
	fi
	wait $victim 2>/dev/null
	wait_for 100 none_left || stayed=$((stayed + 1))
	[ $((i % 8)) -lt 6 ] || continue # at times the next watch finds what was left
	build
	[ "$status" = 0 ] && shows || wrong=$((wrong + 1))
	tidy || left=$((left + 1))
done
ok "$residents kills of a watch with a worker that stays, or of the worker: each file is old or new" test "$mixed" = 0
ok "$hit of them while it wrote" test "$hit" -gt 0
ok "a watch that lost its worker goes on" test "$lost" = 0
ok "no process outlives the watch" test "$stayed" = 0
ok "the next build is right" test "$wrong" = 0
ok "and cleans up" test "$left" = 0
run journal --verify --root "$root"
ok "the journal is whole" is_status 0

# --- killed before its workers know whose they are ---
make_trip
turn A
build
turn B
LD_PRELOAD=$trip TRIP=late "$samplan" build --root "$root" --date $today >/dev/null 2>&1 </dev/null &
victim=$!
wait_for 50 pgrep -P $victim samplan >/dev/null
kill -9 $victim
wait $victim 2>/dev/null
sleep 6
ok "workers that are left alone before they begin do not build" test "$(picture "$root/output/site")" = "$site_A"
ok "and are gone" none_left

# --- one process of many, once: what it was at is no result to keep ---
for at in .site.next/sitemap.xml /min-plan.pdf; do
	turn A
	rm -rf "$root/output"
	LD_PRELOAD=$trip TRIP=kill TRIP_AT=$at build
	ok "a process killed at $at is an error" is_status 1
	ok "and told" says 'stopped by signal 9'
	build
	ok "the next run is another one" is_status 0
	ok "it makes the site" test "$(picture "$root/output/site")" = "$site_A"
	ok "and the plans" test "$(find "$root/output/plans" -name min-plan.pdf | wc -l)" -gt 2
done

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
