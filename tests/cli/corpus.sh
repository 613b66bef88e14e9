#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What `make bench` measures on: the same bytes every time, a smaller corpus is
# the beginning of a larger one, and neither pages nor plans have errors.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0
check() {
	count=$((count + 1))
	if eval "$2"; then echo "ok $count - $1"; else echo "not ok $count - $1"; fi
}
make() { node tests/bench/corpus.mjs "$1" "$dir/$2" "$3"; }
make site a 220; make site b 220; make site c 120
make plans p 24; make plans q 24
check "the same pages every time" 'diff -r "$dir/a" "$dir/b" >/dev/null'
check "a smaller corpus begins a larger one" \
	'[ "$(diff -rq "$dir/a/content" "$dir/c/content" | grep -cv "^Only in $dir/a")" = 0 ]'
check "220 pages" '[ "$(find "$dir/a/content/sidor" -name "*.md" | wc -l)" = 220 ]'
check "the same plans every time" 'diff -r "$dir/p/plans" "$dir/q/plans" >/dev/null'
check "the pages have no errors" \
	'.build/samplan check --site --quiet --root "$dir/a" --date 2026-11-21 2>/dev/null'
check "the plans have no errors" \
	'.build/samplan check --plans --quiet --root "$dir/p" --date 2026-11-21 2>/dev/null'
check "no plan has the name of a sample's person" \
	'! grep -rqE "tilltalsnamn: (Vilma|Vilgot)$" "$dir/p/plans"'
echo "1..$count"
