#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What serve tells of plans, it tells those only who know the random address.
. "$(dirname "$0")/tap.bash"
command -v inotifywait >/dev/null || { skip "serve" "inotifywait is not installed"; plan_tests; exit; }

plan=P-2026-0101
name='Solbritt Ängfors'
built() { [ -f "$work/out" ] && [ "$(grep -cE 'built in|byggt på' "$work/out")" -ge "$1" ]; }
start() { # OPTION…
	: >"$work/out" # not what the one before said
	"$samplan" serve --root "$root" --date $today --port 0 "$@" >"$work/out" 2>"$work/err" </dev/null &
	pid=$!
	wait_for 60 built 1 || return 1
	address=$(grep -o '^http://127.0.0.1:[0-9]*/$' "$work/out")
	secret=$(grep -oE '^http://127.0.0.1:[0-9]+/[0-9a-f]{32}/$' "$work/out")
	[ -n "$address" ]
}
stop() {
	kill -TERM $pid
	wait $pid
	status=$?
}
events() { curl -sN -m 2 "$1.samplan/events"; } # what a page is told that is opened now
tells() { events "$1" | grep -qF -- "$2"; }
not_tells() { ! tells "$1" "$2"; }
# A plan id, a plan file, or what B10 says: the clinics that have to be told.
tells_no_plan() { ! events "$1" | grep -E 'P-20|plans/|B10|vårdcentral|mottagning|tallkotten'; }
status=0

fresh
ok "the first build comes" start
sed -i 's/^samtycke:.*/&\n  återkallat: 2026-11-20/' "$root/plans/$plan.yaml"
ok "a yes that was taken back is told" wait_for 30 says '[B10]'
ok "but not to everybody on the machine" tells_no_plan "$address"
printf '\n[x](finns-inte.md)\n' >>"$root/content/sidor/om.md"
ok "what is wrong with a page is" wait_for 30 tells "$address" finns-inte.md
sed -i 's/^uppdaterad:.*/uppdaterad: 2026-11-20/' "$root/plans/$plan.yaml"
ok "another plan is built" wait_for 30 built 3
ok "and what is wrong with the page is told still" tells "$address" finns-inte.md
ok "and nothing of a plan" tells_no_plan "$address"
stop

fresh
sed -i 's/^samtycke:.*/&\n  återkallat: 2030-11-20/' "$root/plans/$plan.yaml"
ok "with plans the first build comes" start --with-plans
ok "there is an address that nobody guesses" test -n "$secret"
ok "there plans are told" tells "$secret" "plans/$plan.yaml"
ok "nowhere else" tells_no_plan "$address"
ok "pages of plans listen there" grep -q "src=\"/.*/.samplan/reload.js\"" <(curl -s "${secret}")
ok "their script is there, too" grep -q EventSource <(curl -s "${secret}.samplan/reload.js")
not_known() { ! curl -s "$address" | grep -F "$(cut -d/ -f4 <<<"$secret")"; }
ok "pages of the site do not know it" not_known
printf '\nHär bor %s sedan länge.\n' "$name" >>"$root/content/sidor/om.md"
ok "a name from a plan on a page is told" wait_for 30 tells "$address" '"S01"'
ok "to everybody without the plan" tells_no_plan "$address"
ok "with it below the address of the plans" tells "$secret" '"S01"'
stop
ok "SIGTERM ends it with 0" is_status 0
plan_tests
