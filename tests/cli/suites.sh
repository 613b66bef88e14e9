#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What others try their programs with: the YAML test suite as plans and front
# matter, the examples of CommonMark and GitHub's Markdown as pages, naughty
# strings and script injections in every field. Nothing crashes, nothing hangs,
# the exit status says what was found, and no text becomes a tag.
. "$(dirname "$0")/tap.bash"
suites=$here/tests/cli/suites.mjs
examples() { node "$here/tests/fuzz/examples.mjs" "$1" "$2" | grep -oE '^[0-9]+'; }
timed() { # as run, and no longer than three minutes
	timeout 180 "$samplan" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
}
no_loss() { ! grep -qE '\[(B05|S04|B01)\]|"(B05|S04)"' "$work/err"; } # a worker that was lost or ended
# The status is 1 when an error was told, and 0 when none was.
status_fits() { test "$status" = $(($(grep -cE '^[^ ].*: error: |"severity":"error"' "$work/err") > 0)); }
whole() { # NAME
	ok "$1: nothing crashes or hangs" no_loss
	ok "$1: the status says what was told" status_fits
}
named() { grep -ohE "$1-[0-9A-Za-z-]+(\.yaml|\.md)" "$work/err" | sort -u | wc -l; }

# --- YAML ---
fresh
count=0
number=$(examples yaml "$work/yaml")
if [ "${number:-0}" -eq 0 ]; then
	skip "suites of others" "their packages are not installed"
	plan_tests
	exit 0
fi
rm "$root"/plans/*
for file in "$work"/yaml/*; do cp "$file" "$root/plans/${file##*/}.yaml"; done
timed build --plans --root "$root" --date $today
whole "$number texts in YAML as plans"
ok "each of them is refused with a finding" test "$(named yaml)" = "$number"
ok "none has a document" test -z "$(find "$root/output/plans" -name '*.pdf')"

# --- pages ---
fresh
build --site
node "$suites" shapes "$root/output" >"$work/plain" 2>/dev/null
rm -rf "$root/output"
number=$(examples page "$work/pages")
mkdir "$root/content/sidor/prov"
for file in "$work"/pages/*; do cp "$file" "$root/content/sidor/prov/${file##*/}.md"; done
timed build --site --root "$root" --date $today
whole "$number pages of examples and odd front matter"
ok "the site with errors is not shown" test ! -e "$root/output/site"
# The same pages as text of the reader's level.
for file in "$root"/content/sidor/prov/*.md; do mv "$file" "${file%.md}.lattlast.md"; done
timed check --site --root "$root" --date $today
whole "the same as easy texts"

# Without those that have errors the others are a site.
for file in "$root"/content/sidor/prov/*.md; do mv "$file" "${file%.lattlast.md}.md"; done
for try in 1 2 3; do
	timed build --site --root "$root" --date $today --format json
	[ "$status" = 1 ] || break
	node "$suites" clear "$root" "$work/err" >"$work/cleared"
done
whole "the examples without errors"
ok "are a site" is_status 0
shown=$(find "$root/output/site/prov" -name index.html | wc -l)
ok "of many pages: $shown" test "$shown" -gt 300
node "$suites" shapes "$root/output/site/prov" >"$work/shapes" 2>/dev/null
# em, hr and a link without encryption stand on no page of the samples.
ok "no example made a tag, an attribute or an address of another kind" \
	test "$(comm -13 "$work/plain" "$work/shapes" | grep -vxE 'a href (http|MAILTO)|em|hr')" = ""

# --- every field of a plan ---
fresh
sample=$root/plans/P-2026-0101.yaml
cp "$sample" "$work/sample.yaml"
rm "$root"/plans/*
number=$(node "$suites" spread "$work/sample.yaml" "$root/plans")
timed build --plans --root "$root" --date $today
whole "a naughty string in each of $number fields"
rm "$root"/plans/*
node "$suites" fields "$work/sample.yaml" "$root/plans" >"$work/fields.json"
timed check --plans --root "$root" --date $today --format json
whole "a word in each field"
# Fields of free text are those in which a word is no error.
free=$(node "$suites" free "$work/fields.json" "$work/err" "$work/free.json")
ok "most fields are free text: $free" test "$free" -gt 80
rm "$root"/plans/*
number=$(node "$suites" inject "$work/sample.yaml" "$work/free.json" "$root/plans")
timed build --plans --root "$root" --date $today
whole "$number plans with one string in all of them"
ok "nearly all have documents" test "$(find "$root/output/plans" -name min-plan.pdf | wc -l)" -gt $((number / 2))
node "$suites" shapes "$root/output/plans" X-0000 >"$work/plain" 2>/dev/null
node "$suites" shapes "$root/output/plans" X- >"$work/shapes" 2>/dev/null
ok "the plan of plain words has tags" test "$(wc -l <"$work/plain")" -gt 30
# What has a telephone number in it may be dialled.
ok "no string became a tag, an attribute or an address" diff "$work/plain" <(grep -vx 'a href tel' "$work/shapes")
broken=0 actions=0
for pdf in "$root"/output/plans/X-*3/min-plan.pdf $(grep -l JavaScript "$root"/output/plans/X-*/min-plan.pdf); do
	qpdf --check "$pdf" >/dev/null 2>&1 || broken=$((broken + 1))
	! qpdf --json "$pdf" 2>/dev/null | grep -qE '"/(JS|JavaScript|Launch|OpenAction|AA)"' || actions=$((actions + 1))
done
ok "no string broke a PDF" test "$broken" = 0
ok "no string became an action of a PDF" test "$actions" = 0

# --- every field of the site ---
fresh
rm "$root/content/arkiv.yaml"
build --site
node "$suites" shapes "$root/output" >"$work/plain" 2>/dev/null
number=$(node "$suites" site "$root")
timed build --site --root "$root" --date $today
whole "$number strings in data files, titles and texts"
ok "the site is made" is_status 0
ok "with differences of them" test -s "$root/output/site/nytt/2026-11/skillnad/index.html"
ok "and a report" test -s "$root/output/report/index.html"
node "$suites" shapes "$root/output" >"$work/shapes" 2>/dev/null
# An address written in a text becomes a link.
ok "no string became a tag, an attribute or an address" test "$(comm -13 "$work/plain" "$work/shapes" | grep -vx 'a href http')" = ""
ok "feed and map are XML" python3 -c "
import sys, xml.dom.minidom as d
for f in sys.argv[1:]: d.parse(f)" "$root/output/site/feed.xml" "$root/output/site/sitemap.xml"
plan_tests
