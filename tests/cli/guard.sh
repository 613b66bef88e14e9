#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What the leak guard remembers from run to run never hides a leak: not one that
# a plan brings, nor a page, nor both in turn; nor when its memory is harmed.
. "$(dirname "$0")/tap.bash"

plan=plans/P-2026-0101.yaml
page=content/sidor/om.md
told() { says "[S01]"; }
not_told() { ! told; }
name() { sed -i "s/^  tilltalsnamn: .*/  tilltalsnamn: $1/" "$root/$plan"; }
say() { cp "$here/$page" "$root/$page"; [ -z "$1" ] || printf '\nDet här är %s och ingen annan.\n' "$1" >>"$root/$page"; }
shown() { grep -rqF "$1" "$root/output/site" --include=index.html; }

fresh
build
ok "the samples hold no leak" is_status 0
say "Zorblaxia Kvist"
build
ok "a page with a name of nobody is published" shown "Zorblaxia Kvist"
name "Zorblaxia Kvist"
build --plans
ok "a plan that brings the name is told" told
build --plans
ok "and told again" told
build
ok "and told with the site" told
name Torvald
build --plans
ok "when the plan is mended it is fine" not_told
build --plans
ok "and stays so" not_told
say ""
build
name "Zorblaxia Kvist"
build
ok "without the page the name is fine" not_told
say "Zorblaxia Kvist"
build
ok "the page again, as it once was looked through, is told" told
ok "and is not published" eval '! shown "Zorblaxia Kvist"'
build --site
ok "by the site alone, too" told
say ""
build
ok "and fine without" not_told
# The same plan in another file; a broken one; nothing of it in the memory.
mv "$root/$plan" "$root/plans/other.yaml"
build --plans
say "Zorblaxia Kvist"
build --site
ok "a plan that moved is guarded" told
say ""
build
sed -i 's/^steg: .*/steg: [/' "$root/plans/other.yaml"
build --plans
say "Zorblaxia Kvist"
build --site
ok "a broken plan is guarded" told
say ""
build
rm "$root/plans/other.yaml"
build --plans
say "Zorblaxia Kvist"
build --site
ok "a plan that is gone is not" not_told
cp "$here/$plan" "$root/$plan"
name "Zorblaxia Kvist"
for harm in 'rm -r "$root/output/.cache/guard"' 'rm "$root/output/.cache/guard/index"' 'rm "$root"/output/.cache/guard/??' \
	'for f in "$root"/output/.cache/guard/??; do [ ! -e "$f" ] || printf x | dd of="$f" bs=1 seek=60 conv=notrunc; done' \
	'head -c 300 /dev/urandom >"$root/output/.cache/guard/index"'; do
	say ""
	build
	eval "$harm" 2>/dev/null
	say "Zorblaxia Kvist"
	build
	ok "told after ${harm%% *} … ${harm##* }" told
done
# A page with a broken link stops the site: whether its pages were made before
# that was known, or not, what readers see is what counts.
other=content/sidor/kontakt.md
name "Zorblaxia Kvist"
say ""
build
say "Zorblaxia Kvist"
printf '\nLäs [mer](sida:finns-inte).\n' >>"$root/$other"
build
ok "a broken link stops the site" says "[M09]"
ok "and no page that nobody sees is told of" not_told
rm -rf "$root/output"
build
ok "nor without what the last run left" not_told
ok "the report for editors is made" test -e "$root/output/report/index.html"
cp "$here/$other" "$root/$other"
build
ok "with the link mended the name is told" told
say ""
name Torvald
build
ok "only its owner may read what it remembers" test -z "$(find "$root/output/.cache/guard" -type f ! -perm 600; find "$root/output/.cache/guard" -type d ! -perm 700)"
ok "and no name stands in it" eval '! grep -rq "Zorblaxia" "$root/output/.cache/guard"'
plan_tests
