#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The journal: a build that is stopped between the moment when readers see the new
# documents and its last word loses neither a line nor what has to be told.
. "$(dirname "$0")/tap.bash"

plan=P-2026-0101
file=plans/$plan.yaml
journal() { grep -cE "^[0-9]+ [^ ]+ $1 $2 " "$root/output/.journal"; }
lines() { wc -l <"$root/output/.journal"; }
verify() { run journal --verify --root "$root" "$@"; }
withdraw() { sed -i 's/^samtycke:.*/&\n  återkallat: 2026-11-20/' "$root/$file"; }
pending() { ls "$root/output/.cache/plans" | grep -cxE 'pending|told'; }
seen() { [ ! -e "$root/output/plans/$plan/min-plan.pdf" ]; }

fresh
build --plans
cp "$root/$file" "$work/plan"

# --- stopped in between ---
# Ends the process that asks for this file, the n-th time it does.
stopped_at() { # CALLS SIGNAL N PATH
	(strace -f -o "$work/trace" -P "$4" -e "trace=$1" -e "inject=$1:signal=$2:when=$3" \
		"$samplan" build --root "$root" --date $today --plans >"$work/out" 2>"$work/err" </dev/null) 2>/dev/null
	status=$?
}
if strace -o /dev/null true 2>/dev/null; then
	# As many lines as without a stop.
	before=$(lines)
	withdraw
	build --plans
	cp "$work/plan" "$root/$file"
	build --plans
	both=$(($(lines) - before)) removed=1
	for place in "openat 3 .journal" "openat 4 .journal" "write 1 .journal" "unlink,unlinkat 2 .cache/plans/pending" \
		"unlink,unlinkat 1 .cache/plans/told"; do
		set -- $place
		before=$(lines)
		withdraw
		stopped_at $1 SIGKILL $2 "$root/output/$3" 2>/dev/null
		ok "stopped at $3, $1 $2: readers see the new documents" seen
		build --plans
		removed=$((removed + 1))
		ok "the next build has the line" test "$(journal removed $plan)" = $removed
		ok "and says who has to be told" grep -qE "^$file:[0-9]+:[0-9]+: .*2026-11-20.*Bergdungen.*\[B10\]$" "$work/err"
		ok "then nothing is left of it" test "$(pending)" = 0
		build --plans
		ok "and it is said once" not_says "[B10]"
		cp "$work/plan" "$root/$file"
		build --plans
		ok "no line is there twice" test "$(lines)" = $((before + both))
	done
	withdraw
	strace -f -o "$work/trace" -e trace=renameat2 -e inject=renameat2:error=EIO \
		"$samplan" build --root "$root" --date $today --plans >"$work/out" 2>"$work/err" </dev/null
	ok "without an exchange readers see what was there" test -e "$root/output/plans/$plan/min-plan.pdf"
	cp "$work/plan" "$root/$file"
	build --plans
	ok "and nothing of it is written or said" test "$(journal removed $plan)" = $removed -a "$(pending)" = 0
	ok "nothing at all" not_says "[B10]"
	verify
	ok "the chain holds" is_status 0
else
	skip "a build that is stopped in between" "needs strace"
fi

# --- a journal that may only be added to ---
if chattr +a "$root/output/.journal" 2>/dev/null; then
	before=$(lines)
	sed -i 's/tilltalsnamn: /tilltalsnamn: Ny/' "$root/$file"
	build --plans
	ok "lines are added to a journal that may only be added to" is_status 0
	ok "one for the plan" test "$(lines)" = $((before + 1))
	chattr -a "$root/output/.journal"
	cp "$work/plan" "$root/$file"
else
	skip "a journal that may only be added to" "needs root and a disk that knows it"
fi

# --- is it whole? ---
build --plans
cp "$root/output/.journal" "$work/journal"
verify
ok "a whole journal is whole" is_status 0
head -n -2 "$work/journal" >"$root/output/.journal"
verify
ok "lines that are cut off are missed" is_status 1
ok "and it says how many were there" grep -qE "ends with line $(($(wc -l <"$work/journal") - 2)), but line $(wc -l <"$work/journal") was written.*\[B08\]" "$work/err"
sed -i 's/tilltalsnamn: /tilltalsnamn: Ny/' "$root/$file"
build --plans
build --plans --date 2026-11-22
verify
ok "also when more was written since" is_status 1
cp "$work/journal" "$root/output/.journal"
verify
ok "with all lines it is whole again" is_status 0
rm -r "$root/output/.cache"
verify
ok "without the second place the chain alone is looked at" is_status 0
no_journal() {
	ok "$1: that is an error" is_status 1
	ok "$1: it says that there is none" says "there is no journal here"
	ok "$1: and never that the chain holds" test ! -s "$work/out"
}
verify --output "$work/nowhere"
no_journal "a folder that is not there"
mkdir "$work/empty"
verify --output "$work/empty"
no_journal "a folder without a journal"
ln -s nowhere "$work/empty/.journal"
verify --output "$work/empty"
no_journal "a link that leads nowhere"
plan_tests
