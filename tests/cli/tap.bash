# SPDX-License-Identifier: EUPL-1.2
# For the command-line tests: a copy of the sample root, TAP lines.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
samplan=${SAMPLAN:-$here/.build/samplan}
today=2026-11-21
work=$(mktemp -d)
# Files of a test may have been made unreadable.
trap 'chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work"' EXIT
count=0

fresh() { # a new copy of the sample root in $root
	root=$work/root$((++roots))
	mkdir -p "$root"
	cp -r "$here/content" "$here/themes" "$here/plans" "$root/"
}
roots=0

run() { # runs samplan; $status, $work/out and $work/err are what came of it
	"$samplan" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
}
make_trip() { # $trip, to preload: it stops or slows the program at a file
	trip=$work/trip.so
	${CC:-cc} -D_GNU_SOURCE -shared -fPIC -O1 -o "$trip" "$here/tests/cli/trip.c" -ldl || exit 1
}
build() { run build --root "$root" --date $today "$@"; }

ok() { # NAME COMMAND…
	local name=$1
	shift
	count=$((count + 1))
	if "$@"; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"
		echo "  status $status"
		head -c 2000 "$work/err" | sed 's/^/  | /'
	fi
}
wait_for() { # SECONDS COMMAND…
	local left=$(($1 * 10))
	shift
	while [ $left -gt 0 ]; do
		"$@" && return 0
		sleep 0.1
		left=$((left - 1))
	done
	return 1
}
# What the children of watch, whose id is $pid, have done.
ticks() { for p in $both; do cut -d' ' -f14,15 /proc/$p/stat; done 2>&1; }
stays() { # two, and a second later the same, which did nothing meanwhile
	local before
	both=$(pgrep -P $pid samplan)
	before=$(ticks)
	[ "$(wc -w <<<"$both")" = 2 ] && sleep 1 && [ "$both" = "$(pgrep -P $pid samplan)" ] && [ "$before" = "$(ticks)" ]
}
is_status() { [ "$status" -eq "$1" ]; }
says() { grep -qF -- "$1" "$work/err"; }
not_says() { ! says "$1"; }
prints() { grep -qF -- "$1" "$work/out"; }
finding() { # FILE:LINE:COLUMN CODE
	grep -qE "^$1: .*\[$2\]$" "$work/err"
}
# What readers of a folder see: names, modes and bytes.
picture() { (cd "$1" && find . -type f ! -name ".manifest*" -printf '%P %m\n' | sort && find . -type f ! -name ".manifest*" | sort | xargs sha256sum); }
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }
plan_tests() { echo "1..$count"; }
