#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The editors' report of a large site is made in parts by several processes: the
# same as by one, whole or not at all, and never with what stands in a plan.
. "$(dirname "$0")/tap.bash"

make_trip
root=$work/large
node "$here/tests/bench/corpus.mjs" site "$root" 1000
report() { picture "$root/output/report"; }
clean() { # what a clean build of the root reports
	"$samplan" build --root "$root" --output "$work/clean" --date $today --site --quiet >/dev/null 2>&1
	picture "$work/clean/report"
	rm -rf "$work/clean"
}
trip() { # HOW AT OPTION…
	local how=$1 at=$2
	shift 2
	LD_PRELOAD=$trip TRIP=$how TRIP_AT=$at build "$@"
}
reword() { find "$root/content/sidor" -name '*-sida-*.md' -exec sed -i '$a '"$1" {} +; }
name='Solbritt Ängfors'
template=$root/themes/standard/templates/report.mustache
[ -f "$template" ] || { mkdir -p "${template%/*}"; cp -r "$here/themes/." "$root/themes/"; }

build --site --jobs 1
ok "one process makes the report" is_status 0
ok "in parts" test -f "$root/output/report/9.html"
no_empty_lists() { [ -f "$root/output/report/index.html" ] && ! cat "$root"/output/report/*.html | tr -d '\n' | grep -q '<ul[^>]*></ul>'; }
ok "no list in it is empty" no_empty_lists
one=$(report)
rm -rf "$root/output"
build --site --jobs 2
ok "two make the same" test "$one" = "$(report)"

reword 'En mening till.'
trip kill .report.next/3.html --site --jobs 2
ok "a process that is lost is a failure of the system" is_status 3
ok "and named by what it was at" says 'output/report/3.html'
ok "the report stays as it was" test "$one" = "$(report)"
build --site
ok "the next build is not hindered by it" is_status 0
ok "and makes the report as a clean one" test "$(report)" = "$(clean)"

before=$(report)
sed -i 's/^title: .*/title: En annan rubrik/' "$root/content/site.yaml"
trip full .report.next/3.html --site --jobs 2
ok "a full disk is a failure of the system" is_status 3
ok "the report stays as it was" test "$before" = "$(report)"
build --site
ok "the next build makes all of its parts" test "$(report)" = "$(clean)"

rm -rf "$root/output"
build --site
before=$(report)
for i in 0 1 2 3 4 5 6 7 8; do find "$root/content/sidor/00$i-"* -name '*-sida-*.md' -exec sed -i '$aHär med.' {} +; done
trip full .report.next/10.html --site --jobs 2
ok "no room for a part that is as it was is one, too" is_status 3
ok "the report stays as it was" test "$before" = "$(report)"
build --site
ok "the next build makes what is missing" test "$(report)" = "$(clean)"

before=$(report)
sed -i 's/{{#part}}/{{#part}}{{>report}}/' "$template"
cmp -s "$template" "$here/themes/standard/templates/report.mustache" && echo "not ok - the template was not changed"
build --site
ok "a template that fails is an error" is_status 1
ok "the report stays as it was" test "$before" = "$(report)"

# A name that was published before anybody knew that it is one.
sed "s|{{#part}}|{{#part}}<p>$name</p>|" "$here/themes/standard/templates/report.mustache" >"$template"
build --site
ok "a report with a name is published where no plan has it" grep -rqF "$name" "$root/output/report"
cp "$here/themes/standard/templates/report.mustache" "$template"
mkdir -p "$root/plans"
cp "$here/plans/P-2026-0101.yaml" "$root/plans/"
reword 'Och en mening till.'
trip kill .report.next/3.html
ok "when readers go on to see it, that is told" says '[S01]'
build
ok "until a report without it is published" is_status 0
ok "which is one of a clean build" test "$(report)" = "$(clean)"
ok "without the name" test -z "$(grep -rlF "$name" "$root/output/report" "$root/output/site")"
plan_tests
