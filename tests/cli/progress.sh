#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# How far a build is: a line on a terminal, plain lines with --verbose, else
# nothing; and a build that is interrupted leaves what was there.
. "$(dirname "$0")/tap.bash"

make_trip
fresh
for i in $(seq 400); do sed "s/^plan: .*/plan: X-$i/" "$here/plans/P-2026-010$((1 + i % 8)).yaml" >"$root/plans/X-$i.yaml"; done
# A quick machine is at no work for long: each plan takes 10 ms more.
slowly() { LD_PRELOAD=$trip TRIP=slow TRIP_AT=${slow_at:-/min-plan.pdf} "$@"; }
on_terminal() { # COMMAND…: what a terminal gets
	TERM=${terminal:-xterm} script -qefc "$(printf '%q ' "$samplan" "$@")" "$work/typescript" >/dev/null </dev/null
	status=$?
}
seen() { tr '\r' '\n' <"$work/typescript" | grep -qE -- "$1"; }
not_seen() { ! seen "$1"; }

slowly on_terminal build --plans --root "$root" --date $today
ok "on a terminal the build ends well" is_status 0
ok "it shows how far it is" seen '^plans \[#*\.*\] [0-9]+ of 408, [0-9]+ a second, [0-9]+ (s|min) left'
ok "the line goes when the work is done" test -n "$(tr '\r' '\n' <"$work/typescript" | grep -aF "$(printf '\033[K')" | tail -1 | grep -vF 'of 408')"
ok "and the summary stands at the end" seen 'samplan: 408 plans, [0-9]+ documents'
wide=$(tr '\r' '\n' <"$work/typescript" | grep -a '\[#' | sed 's/\x1b\[K//' | awk '{ if (length($0) > n) n = length($0) } END { print n + 0 }')
ok "no line is wider than the terminal" test "$wide" -le 100
on_terminal build --plans --root "$root" --date $today
ok "what takes no second shows nothing" not_seen 'a second'
rm -rf "$root/output"
LC_ALL=sv_SE.UTF-8 slowly on_terminal build --plans --root "$root" --date $today 2>/dev/null
ok "in Swedish, too" seen '^planer(na)? \[#*\.*\] [0-9]+ av 408, [0-9]+ i sekunden'
rm -rf "$root/output"
slowly on_terminal build --plans --root "$root" --date $today --quiet
ok "--quiet shows nothing" not_seen 'a second'
rm -rf "$root/output"
terminal=dumb slowly on_terminal build --plans --root "$root" --date $today
ok "a terminal that cannot go back gets plain lines" seen '^samplan: plans: [0-9]+ of 408'
rm -rf "$root/output"
slowly build --plans
ok "without a terminal nothing is shown" not_says 'a second'
rm -rf "$root/output"
slowly build --plans --verbose
ok "but with --verbose, plain lines" grep -qE '^samplan: plans: [0-9]+ of 408, [0-9]+ a second' "$work/err"
whole=$(picture "$root/output/plans")

# --- interrupted ---
interrupt() { # SIGNAL SECONDS COMMAND…: ends it then; its status
	python3 - "$@" >"$work/out" 2>"$work/err" <<-'PY'
		import signal, subprocess, sys, time
		signal.signal(signal.SIGINT, signal.SIG_DFL)
		p = subprocess.Popen(sys.argv[3:], stdin=subprocess.DEVNULL)
		time.sleep(float(sys.argv[2]))
		p.send_signal(getattr(signal, sys.argv[1]))
		began = time.time()
		status = p.wait()
		if time.time() - began > 5:
		    print("slow", file=sys.stderr)
		sys.exit(status if status >= 0 else 100)
	PY
	status=$?
}
none_left() { ! pgrep -f -- "--root $root " >/dev/null; }
sed -i 's/tilltalsnamn: .*/tilltalsnamn: Annan/' "$root"/plans/X-*.yaml
for pair in "SIGINT 130" "SIGTERM 143"; do
	for after in 0.4 0.8; do
		slowly interrupt ${pair% *} $after "$samplan" build --plans --root "$root" --date $today --jobs 3
		ok "${pair% *} after $after s ends with ${pair#* }" is_status ${pair#* }
		ok "and says so" says "interrupted; readers see the earlier output or the new one, each as a whole"
		ok "readers see what was there" test "$(picture "$root/output/plans")" = "$whole"
		ok "no process stays" none_left
		ok "it does not take long" not_says slow
	done
done
build --plans
ok "the next build is as if nothing had been" is_status 0
run build --plans --root "$root" --date $today --output "$work/clean"
ok "byte for byte" test "$(picture "$root/output/plans")" = "$(picture "$work/clean/plans")"
slow_at=/plans/X- slowly interrupt SIGINT 0.3 "$samplan" check --plans --root "$root" --date 2026-11-22
ok "a check can be interrupted, too" is_status 130
plan_tests
