#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# watch forgets nothing: what could not be built is tried again by itself, and
# folders that are exchanged or come later are watched like the others.
. "$(dirname "$0")/tap.bash"
command -v inotifywait >/dev/null || { skip "watch" "inotifywait is not installed"; plan_tests; exit; }

plan=P-2026-0101
file=plans/$plan.yaml
built() { [ -f "$work/out" ] && [ "$(grep -cE 'built in|byggt på' "$work/out")" -ge "$1" ]; }
times() { [ "$(grep -cF -- "$2" "$work/err")" -eq "$1" ]; }
start() { # OPTION…
	: >"$work/out" # not what the one before said
	"$samplan" watch --root "$root" --date $today "$@" >"$work/out" 2>"$work/err" </dev/null &
	pid=$!
	wait_for 60 built 1
}
stop() {
	kill -INT $pid
	wait $pid
	status=$?
}
hold() { # SECONDS: as another build would
	(flock -x 9; sleep "$1") 9>>"$root/output/.lock" &
	holder=$!
	sleep 0.2
}
whole() { [ -f "$root/output/plans/$plan/min-plan.pdf" ]; }
only_free() { [ -f "$root/output/plans/$plan/samtycke.pdf" ] && ! whole; }
page_says() { grep -q "$1" "$root/output/site/om/index.html"; }
status=0

# --- another build holds the output ------------------------------------------
fresh
ok "the first build comes" start
ok "with the documents of the plan" whole
wait_for 60 stays
# The journal says when each thing was done, not when the program began.
sleep 1
saved=$(date -u +%FT%TZ)
hold 5
sed -i 's/^samtycke:.*/&\n  återkallat: 2026-11-20/' "$root/$file"
ok "a plan that meets another build is told" wait_for 20 says '[B03]'
wait $holder
ok "and built when that has ended: what was made without a yes is gone" wait_for 30 only_free
ok "it is told who has to know" wait_for 10 says '[B10]'
late() { # EVENT: not before the plan was saved
	local at
	at=$(grep " $1 $plan " "$root/output/.journal" | tail -1 | cut -d' ' -f2)
	[[ -n $at && ! $at < $saved ]]
}
ok "the journal says when it was" late removed
ok "the other build was told once" times 1 '[B03]'
hold 3
printf '\nText som kommer sist.\n' >>"$root/content/sidor/om.md"
ok "a page that meets another build is told" wait_for 20 times 2 '[B03]'
wait $holder
ok "and built, too" wait_for 30 page_says 'Text som kommer sist'
stop
ok "a signal ends it with 0" is_status 0

# --- the disk refuses ----------------------------------------------------------
fresh
start
wait_for 60 stays
rm "$root/output/.lock"
mkdir "$root/output/.lock"
sed -i 's/^samtycke:.*/&\n  återkallat: 2026-11-20/' "$root/$file"
ok "what the disk refuses is told" wait_for 20 says '[B02]'
sleep 4
ok "once" times 1 '[B02]'
rmdir "$root/output/.lock"
ok "and what was refused is built when it is mended" wait_for 30 only_free
stop

# --- other folders under the same names -------------------------------------------
exchange() { # NAME: by one with the same in it
	cp -r "$root/$1" "$root/$1.new"
	mv "$root/$1" "$root/$1.old"
	mv "$root/$1.new" "$root/$1"
}
anew() { [ "$(ls -d "$root/output/plans/$plan" 2>/dev/null)" ] && grep -q "$1 november 2026" "$root/output/plans/$plan/min-plan.html"; }
dated() { sed -i "s/^uppdaterad:.*/uppdaterad: 2026-11-$1/" "$root/$file"; }
fresh
mv "$root/themes" "$root/plans" "$work/"
ok "without plans and themes the first build comes" start
mv "$work/plans" "$root/"
ok "plans that come later are built" wait_for 30 whole
dated 20
ok "and watched" wait_for 30 anew 20
cp -r "$work/themes" "$root/themes.new"
sed -i 's/^name: .*/&\n/' "$root"/themes.new/*/theme.yaml
wait_for 60 stays
before=$(grep -cE 'built in|byggt på' "$work/out")
mv "$root/themes.new" "$root/themes"
ok "themes that come later are built" wait_for 30 built $((before + 1))
wait_for 60 stays
before=$(grep -cE 'built in|byggt på' "$work/out")
for theme in "$root"/themes/*/theme.yaml; do echo >>"$theme"; done
ok "and watched" wait_for 30 built $((before + 1))
exchange plans
dated 19
ok "plans that were exchanged are built" wait_for 30 anew 19
sleep 3
dated 18
ok "and watched" wait_for 30 anew 18
sed -i 's/^uppdaterad:.*/uppdaterad: 2026-11-17/' "$root/plans.old/$plan.yaml"
exchange content
ok "the journal holds no plan that went" test "$(grep -c " removed $plan " "$root/output/.journal")" = 0
sleep 3
printf '\nText i den nya mappen.\n' >>"$root/content/sidor/om.md"
ok "a page of content that was exchanged is built" wait_for 30 page_says 'Text i den nya mappen'
wait_for 60 stays
cp -r "$root" "$work/copy"
mv "$root" "$root.away"
sleep 4
ok "while all of it is away, nothing is made in its place" test ! -e "$root"
mv "$work/copy" "$root"
sleep 4
dated 16
ok "so is a plan when all of it was exchanged" wait_for 30 anew 16

# --- more events than the kernel keeps for one who does not listen ----------------
wait_for 60 stays
listener=$(pgrep -P $pid inotifywait)
kill -STOP "$listener"
for ((i = 0; i <= $(cat /proc/sys/fs/inotify/max_queued_events) / 2; i++)); do
	: >>"$root/content/sidor/om.md"
	: >>"$root/content/sidor/kontakt.md"
done
printf '\nText efter floden.\n' >>"$root/content/sidor/om.md"
kill -CONT "$listener"
ok "what was saved when the queue was full is built" wait_for 60 page_says 'Text efter floden'
stop
ok "a signal ends that with 0, too" is_status 0
plan_tests
