#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# samplan explain FILE for plans and their documents: what would be made again,
# and why. And what it says comes true.
. "$(dirname "$0")/tap.bash"

file=plans/P-2026-0101.yaml
document() { printf %s "$root/output/plans/P-2026-0101/min-plan.pdf"; }
explain() { run explain "$1" --root "$root" --date $today "${@:2}"; }
stays() { prints "stay"; }
again() { prints "made again: $1"; }
for what in "$file" document; do
	fresh
	[ "$what" = document ] && of=$(document) || of=$root/$file
	explain "$of"
	ok "$what: before the first build" prints "would be made: nothing is kept of an earlier build"
	build --plans
	explain "$of"
	ok "$what: after it" stays
	ok "$what: it is no failure" is_status 0
	sleep 0.05
	touch "$root/$file"
	explain "$of"
	ok "$what: another time is not another text" stays
	sed -i 's/tilltalsnamn: /tilltalsnamn: Ny/' "$root/$file"
	explain "$of"
	ok "$what: another text" again "$file has other text now"
	build --plans
	explain "$of"
	ok "$what: is made" stays
	explain "$of" --date 2026-11-22
	ok "$what: another day" again "the last build was for $today"
	explain "$of" --fhir
	ok "$what: other options" again "the last build had other options"
	echo "# nothing" >>"$root/themes/standard/theme.yaml"
	explain "$of"
	ok "$what: another theme" again "themes/standard/theme.yaml changed"
	build --plans
	explain "$of"
	ok "$what: that is made, too" stays
	rm "$root/output/plans/P-2026-0101/samtycke.pdf"
	explain "$of"
	ok "$what: a document that is gone" again "one of them was changed or taken away"
	build --plans
	explain "$of"
	ok "$what: is healed" stays
	cp "$root/$file" "$root/plans/A.yaml"
	build --plans
	explain "$root/$file"
	ok "$what: the folder is another plan's" prints "an earlier file has the same plan id"
done
rm "$root"/plans/*.yaml
explain "$root/output/plans/P-2026-0101/min-plan.pdf"
ok "without a plan it goes" prints "it would be removed"
explain "$root/output/plans/index.html"
ok "the overview is of all" prints "it tells of all plans"
explain "$root/output/plans/nobody/x.pdf"
ok "what nobody makes" prints "no plan that is known makes this file"
plan_tests
