#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The year of the policy: which revision counts on a day, banners, reminders,
# archive, seals, the next revision, what it touches.
. "$(dirname "${BASH_SOURCE[0]}")/tap.bash"
LANG=C.UTF-8 LC_ALL=C.UTF-8
export LANG LC_ALL

# Reminders that the findings hold: V01 (due), V02 (overdue) or nothing.
reminders() { grep -oE '\[V0[12]\]' "$work/err" | sort -u | tr -d '\n'; }
page() { grep -qF -- "$2" "$root/output/site/$1"; }
no_page() { [ ! -e "$root/output/site/$1" ]; }
current() { page index.html "Version $1. Gäller från den" || page personal/index.html "Version $1. Gäller från den"; }
banner() { grep -rqF "notice-$1" "$root/output/site/$2"; }
no_banner() { ! banner "$@"; }

# day, what counts, reminder, the other one, its banner, review in the log
fresh
while read -r day name reminder other kind review; do
	run build --root "$root" --site --date "$day"
	ok "$day: the site is built" is_status 0
	ok "$day: $name counts" current "$name"
	ok "$day: the log says $review" prints " review=$review"
	if [ "$reminder" = - ]; then
		ok "$day: no reminder" [ -z "$(reminders)" ]
	else
		ok "$day: $reminder reminds" [ "$(reminders)" = "[$reminder]" ]
	fi
	place=kommande
	[ "$kind" != archive ] || place=arkiv
	ok "$day: $other lies in $place" page "$place/$other/samtycke/index.html" "notice-$kind"
	ok "$day: $name lies at the root only" no_page "$place/$name/samtycke/index.html"
done <<'TABLE'
2025-11-19 2025-11 -   2026-11 draft none
2025-11-20 2025-11 -   2026-11 draft ok
2026-09-30 2025-11 -   2026-11 draft ok
2026-10-01 2025-11 V01 2026-11 draft due
2026-10-19 2025-11 V01 2026-11 draft due
2026-10-26 2025-11 -   2026-11 coming decided
2026-11-15 2025-11 -   2026-11 coming decided
2026-11-16 2026-11 -   2025-11 archive ok
2026-11-30 2026-11 -   2025-11 archive ok
2026-12-01 2026-11 -   2025-11 archive ok
2027-09-30 2026-11 -   2025-11 archive ok
2027-10-01 2026-11 V01 2025-11 archive due
2027-11-30 2026-11 V01 2025-11 archive due
2027-12-01 2026-11 V02 2025-11 archive overdue
TABLE

start=lattlast/index.html
run build --root "$root" --site --date 2025-11-19
ok "before the first: the start page says when it counts" banner coming "$start"
run build --root "$root" --site --date 2026-10-19
ok "one party alone: the proposal names it" page kommande/2026-11/samtycke/index.html "bara Stockholms stad"
run build --root "$root" --site --date 2026-11-15
ok "decided: the start page says what comes" banner coming "$start"
run build --root "$root" --site --date 2026-11-16
ok "new: the start page leads to what is new" banner new "$start"
run build --root "$root" --site --date 2027-03-01
ok "later: it does not any more" no_banner new "$start"
run build --root "$root" --site --date 2027-12-01 --strict
ok "overdue stops a strict build" is_status 1
run build --root "$root" --site --date 2027-12-01
ok "overdue is no error" is_status 0
ok "the editors' report says so" grep -q "översynen av policyn är försenad sedan 2027-11-30" "$root/output/report/index.html"
ok "and its figures" grep -q '"review":"översynen' "$root/output/report/report.json"
ok "the site says so in a neutral line" page samtycke/index.html "Översynen skulle ha varit klar den 30 november 2027"

# Both parties let the text stand.
confirm() { # PARTY…
	printf 'confirmed:\n'
	for party in "$@"; do
		printf '  - {name: %s, decided_by: Nämnden, decided_on: 2027-11-20, next_review: 2028-11-30}\n' "$party"
	done
}
yaml=$root/content/policy/2026-11/revision.yaml
cp "$yaml" "$work/revision.yaml"
confirm "Stockholms stad" >>"$yaml"
run build --root "$root" --site --date 2027-12-01
ok "one party alone confirms nothing" says "[V21]"
ok "one party alone: still overdue" says "[V02]"
cp "$work/revision.yaml" "$yaml"
confirm "Stockholms stad" "Region Stockholm" >>"$yaml"
run build --root "$root" --site --date 2027-12-01
ok "both parties: not overdue" [ -z "$(reminders)" ]
ok "both parties: the new day stands on the site" page samtycke/index.html "30 november 2028"
run status --root "$root" --date 2027-12-01 --format json
ok "both parties: and in status" prints "2028-11-30"
cp "$work/revision.yaml" "$yaml"

# Since when a page reads so, and what is new.
build --site
ok "a changed page says so" page samtycke/index.html "Ändrad november 2026."
ok "and leads to the difference" page samtycke/index.html "nytt/2026-11/samtycke/index.html"
ok "an unchanged page says since when" page planer/habilitering/index.html "Samma text sedan november 2025."
ok "the difference says in words what was put in" page nytt/2026-11/samtycke/index.html "tillagt: </span>intellektuell funktionsnedsättning"
ok "and what was taken out" page nytt/2026-11/samtycke/index.html "borttaget: </span>utvecklingsstörning"
ok "the easy level has its own" page lattlast/nytt/2026-11/policyn/index.html "<ins>"
ok "the editors' words stand on the page of news" page nytt/index.html "Handikapp &amp; Habilitering heter"
ok "laws that changed stand there" page nytt/index.html "2 kap. 7 §"
ok "an archived page leads to what was changed" page arkiv/2025-11/samtycke/index.html "nytt/2026-11/samtycke/index.html"
ok "differences are not in the search" sh -c "! grep -rqF nytt/2026-11 '$root/output/site/assets/search'"
ok "differences are not in the feed" sh -c "! grep -qF nytt/2026-11/ '$root/output/site/feed.xml'"

# samplan diff
run diff 2025-11 2026-11 --root "$root"
ok "diff ends with 0" is_status 0
ok "diff says what was taken out and put in" prints "[removed: landstinget] [added: regionen]"
ok "diff sees a moved section" prints "moved, heading: Egna ord är grunden"
run diff 2025-11 2026-11 --root "$root" --format json
ok "diff as JSON" python3 -c "import json,sys; d=json.load(open('$work/out')); assert d['pages_changed']>20 and d['facts']"
run diff 2026-11 2026-11 --root "$root" --format json
ok "a revision does not differ from itself" python3 -c "import json; d=json.load(open('$work/out')); assert not d['pages'] and not d['facts']"
run diff 2025-11 2026-12 --root "$root"
ok "no such revision" is_status 2
ok "no such revision: V20" says "[V20]"
ok "no such revision: names those there are" says "2025-11, 2026-11"
run diff 2025-11 2026-11 --root "$root" --pdf "$work/diff.pdf"
ok "diff on paper" sh -c "pdftotext '$work/diff.pdf' - | grep -q 'Skillnader'"

# samplan new revision
run new revision 2027-11 --root "$root" --date 2026-11-21
ok "the next revision is opened" is_status 0
ok "it says what is to be done" prints "Laws to check"
ok "its pages are copies" diff -r -x revision.yaml "$root/content/policy/2026-11" "$root/content/policy/2027-11"
ok "its review is a year later" grep -q "next_review: 2028-11-30" "$root/content/policy/2027-11/revision.yaml"
build --site
ok "nobody has decided it: the site is built" is_status 0
ok "it is shown as a proposal" page kommande/2027-11/samtycke/index.html notice-draft
run new revision 2027-11 --root "$root" --date 2026-11-21
ok "it is not made twice" is_status 1
run new revision 2026-01 --root "$root" --date 2026-11-21
ok "nor before the one in force" is_status 1
run new revision vinter --root "$root" --date 2026-11-21
ok "nor without a month" is_status 1
ok "nor without a month: V26" says "[V26]"
ok "nothing is left over" [ -z "$(find "$root/content/policy" -name '.*')" ]
rm -r "$root/content/policy/2027-11"

# samplan seal
rm -f "$root/content/arkiv.yaml"
build --site
ok "an archived revision without a seal is told" says "[V24]"
run seal 2025-11 --root "$root" --date 2026-11-21
ok "it is sealed" is_status 0
build --site
ok "a sealed archive is quiet" sh -c "! grep -q '\[V2' '$work/err'"
echo "Ett ord till." >>"$root/content/policy/2025-11/05-gemensam-plan.md"
build --site
ok "an edited archive is an error" says "05-gemensam-plan.md: error: the page was changed after revision 2025-11 was sealed [V22]"
run seal 2025-11 --root "$root" --date 2026-11-21
ok "a seal is not changed without a reason" is_status 1
run seal 2025-11 --root "$root" --date 2026-11-21 --reason "Ett stavfel"
ok "with one it is" is_status 0
build --site
ok "on purpose: no finding" is_status 0
mv "$root/content/policy/2025-11" "$work/2025-11"
build --site
ok "a removed archive is an error" says "[V23]"
run seal 2025-11 --root "$root" --date 2026-11-21 --reason "Flyttad till arkivet"
build --site
ok "removed on purpose: no finding" sh -c "! grep -q '\[V23\]' '$work/err'"
mv "$work/2025-11" "$root/content/policy/2025-11"
build --site
ok "put back: as it was sealed" sh -c "! grep -q '\[V2' '$work/err'"
run seal 2026-11 --root "$root" --date 2026-10-20
ok "what one party alone decided is not sealed" says "[V25]"

# What the revision touches in the plans.
run status --revision 2026-11 --root "$root" --date 2026-11-21
ok "status --revision ends with 0" is_status 0
ok "a plan of the year before is there" prints "P-2026-0102"
ok "a plan of this year is not" sh -c "! grep -q P-2026-0101 '$work/out'"
ok "with the page about its kind" prints "Individuell plan enligt LSS"
run status --revision 2026-11 --root "$root" --date 2026-11-21 --pdf "$work/plans.pdf"
ok "on paper, for its owner alone" [ "$(stat -c %a "$work/plans.pdf")" = 600 ]
run status --revision 2031-11 --root "$root"
ok "status: no such revision" is_status 2

# Rule R36 and the next step follow the calendar.
for day in 2026-11-15 2026-11-16; do
	run check --root "$root" --plans --date $day
	r36=no
	! grep -q '^plans/P-2026-0102.*\[R36\]$' "$work/err" || r36=yes
	ok "$day: R36 of a plan from the year before" [ "$day $r36" = "2026-11-15 no" -o "$day $r36" = "2026-11-16 yes" ]
done

# Ten revisions: the archive costs little.
fresh
previous=2026-11
for year in 2027 2028 2029 2030 2031 2032 2033 2034; do
	cp -r "$root/content/policy/$previous" "$root/content/policy/$year-11"
	previous=$year-11
	sed -i -e "s/^in_force: .*/in_force: $year-11-16/" -e "s/^next_review: .*/next_review: $((year + 1))-11-30/" \
		-e "s/decided_on: .*/decided_on: $year-10-20/" "$root/content/policy/$previous/revision.yaml"
	sed -i '/^changes:/,$d' "$root/content/policy/$previous/revision.yaml"
done
run build --root "$root" --site --date 2035-01-01
ok "ten years of revisions are built" is_status 0
ok "a page that stood for years says so" page planer/habilitering/index.html "Samma text sedan november 2025."
plan_tests
