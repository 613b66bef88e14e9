#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What was made with a yes goes when the yes goes, and it is told who has to
# know. So do the documents of a plan whose file is gone.
. "$(dirname "$0")/tap.bash"

plan=P-2026-0101
file=plans/$plan.yaml
live() { (cd "$root/output/plans" && find "$plan" -type f 2>/dev/null | sort | tr '\n' ' '); }
spare() { (cd "$root/output/.plans.next" && find "$plan" -type f 2>/dev/null | sort | tr '\n' ' '); }
only_free() {
	[ "$(live)" = "$plan/infor-motet.html $plan/infor-motet.pdf $plan/samtycke.html $plan/samtycke.pdf " ]
}
no_spare_leak() { # nothing but the two free papers in the spare
	[ -z "$(spare | tr ' ' '\n' | grep -v -e infor-motet -e samtycke | grep .)" ]
}
journal_has() { # EVENT PLAN
	grep -qE "^[0-9]+ [^ ]+ $1 $2 " "$root/output/.journal"
}
none_says() { ! says "$1"; }
whole() { [ -n "$(live | grep 'min-plan.pdf')" ]; }
told="Stadsdelsförvaltningen Bergdungen; Boendestöd Tallkotten; Habilitering & Hälsa, Vuxen Norr; Husläkarmottagningen Kaprifolen"

fresh

build
ok "the plan has its documents" whole
ok "nothing is said of removed documents" none_says "[B10]"
ok "the journal says that they were made" journal_has made $plan

cp "$root/$file" "$work/plan"
sed -i 's/^samtycke:.*/&\n  återkallat: 2026-11-20/' "$root/$file"
line=$(grep -n '^  återkallat: 2026-11-20' "$root/$file" | cut -d: -f1)
build --plans
ok "a yes taken back leaves the two free papers" only_free
ok "and nothing more in the spare" no_spare_leak
ok "it is told at its place" grep -qE "^$file:$line:[0-9]+: .*\[B10\]$" "$work/err"
ok "with the day" grep -q '2026-11-20.*\[B10\]$' "$work/err"
ok "and with every service of the consent, in its order" grep -qF -- "$told" "$work/err"
ok "never with a name of the person" none_says "$(sed -n 's/^  tilltalsnamn: *//p' "$root/$file")"
ok "the journal says that they were removed" journal_has removed $plan
ok "the chain of the journal holds" "$samplan" journal --verify --root "$root"
build --plans
ok "the next run has nothing to tell" none_says "[B10]"
ok "and nothing comes back" only_free
cp "$work/plan" "$root/$file"
build --plans
ok "a mended file makes them again" whole

until=2026-11-25
sed -i "s/^  gäller_till: .*/  gäller_till: $until/" "$root/$file"
run build --root "$root" --plans --date $until
ok "on its last day a yes still holds" whole
ok "and nothing is told" none_says "[B10]"
run build --root "$root" --plans --date 2026-11-26
ok "the day after, only the free papers are there" only_free
ok "also in the spare" no_spare_leak
ok "it is told with the last day" grep -q "$until.*\[B10\]$" "$work/err"
cp "$work/plan" "$root/$file"
build --plans

rm "$root/$file"
build --plans
ok "without its file a plan has no documents" test -z "$(live)"
ok "nor in the spare" test -z "$(spare)"
ok "it is told by the plan's id" grep -q "$plan.*\[B11\]$" "$work/err"
ok "other plans have no such line" test "$(grep -c '\[B1[01]\]$' "$work/err")" -eq 1
build --plans
ok "and told once" none_says "[B11]"

# --- with a fault in the theme nothing is made, but what has to go goes ---
cp "$work/plan" "$root/$file"
build --plans
gone=P-2026-0103
others() { (cd "$root/output/plans" && find . -type f ! -path "./$plan/*" ! -path "./$gone/*" ! -name '.manifest*' | sort | xargs sha256sum); }
theme=$root/themes/standard/theme.yaml
before=$(others)
cp "$theme" "$work/theme"
cp "$root/plans/$gone.yaml" "$work/gone"
printf 'strings: [\n' >>"$theme"
touch "$root/output/plans/$plan/min-plan.pdf"
build --plans
ok "a theme with a fault is told" is_status 1
ok "without a reason every document stays" whole
sed -i 's/^samtycke:.*/&\n  återkallat: 2026-11-20/' "$root/$file"
rm "$root/plans/$gone.yaml"
build --plans
ok "it makes nothing" is_status 1
ok "a yes taken back leaves the two free papers all the same" only_free
ok "and nothing more in the spare" no_spare_leak
ok "it is told, with every service" grep -qE "^$file:.*2026-11-20.*Husläkarmottagningen.*\[B10\]$" "$work/err"
ok "a plan without its file has no documents" test ! -e "$root/output/plans/$gone" -a ! -e "$root/output/.plans.next/$gone"
ok "and that is told" grep -q "$gone.*\[B11\]$" "$work/err"
ok "all other documents and the overview stay" test "$(others)" = "$before"
ok "the journal says what went" test "$(grep -cE " removed ($plan|$gone) [^-]" "$root/output/.journal")" -ge 2
ok "its chain holds" "$samplan" journal --verify --root "$root"
build --plans
ok "and it is told once" test "$(grep -c '\[B1[01]\]$' "$work/err")" -eq 0
run build --root "$root" --plans --date 2028-01-01
ok "the yes of others ends on its day, theme or no theme" test "$(find "$root/output/plans" -name min-plan.pdf | wc -l)" = 0
cp "$work/theme" "$theme"
cp "$work/plan" "$root/$file"
cp "$work/gone" "$root/plans/$gone.yaml"
build --plans
run build --plans --root "$root" --date $today --output "$work/clean"
ok "mended, all is there again, byte for byte" test "$(picture "$root/output/plans")" = "$(picture "$work/clean/plans")"
plan_tests
