#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Nothing guarded of any plan reaches the site or the editors' report: what is
# planted is found at its place, what only looks like it stays quiet.
. "$(dirname "$0")/tap.bash"

fresh
page=content/sidor/om.md
cp "$root/$page" "$work/page"
plan=plans/P-2026-0101.yaml
plant() { cp "$work/page" "$root/$page" && printf '\n%s\n' "$1" >>"$root/$page"; }
live() { picture "$root/output/site"; }
here_stands() { # what, the plan and the line in it
	grep -qE "^output/site/om/index.html:[0-9]+:1: error: here stands $1 from a plan \($2, line [0-9]+\) \[S01\]$" "$work/err"
}
value() { grep -m1 -oP "$1: \K.*" "$root/$plan"; }

build
ok "the samples hold nothing of their plans" is_status 0
before=$(live)
name=$(value tilltalsnamn)

planted() { # NAME KIND TEXT [PLAN]
	plant "$3"
	build
	ok "$1 is found" is_status 1
	ok "$1: with its place, the plan and the line" here_stands "$2" "${4:-$plan}"
	ok "$1: the site stays as it was" test "$before" = "$(live)"
	ok "$1: is not repeated in what is said" no_secret "$3"
}
no_secret() { ! grep -F 'S01' "$work/err" | grep -qiF -- "$name"; }

planted "the name of the person" "a name" "Vi träffade $name på onsdagen."
planted "a name in the genitive" "a name" "Det var ${name}s plan."
planted "a name in a link" "a name" "Läs hur [$name gör](kontakt.md) i dag. Sedan kom [$name](kontakt.md) hem."
planted "a plan id" "the id of a plan" "Se planen P-2026-0101 i mappen."
planted "a plan id in an address" "the id of a plan" "Se [planen](https://example.org/planer/p-2026-0101/plan.pdf)."
guardian=$(grep -A3 'företrädare:' "$root"/plans/*.yaml | grep -m1 -oP 'namn: \K.*')
guardian_plan=plans/$(basename "$(grep -lF "namn: $guardian" "$root"/plans/*.yaml | head -1)")
planted "the name of a representative" "a name" "Ring ${guardian,,} när du vill." "$guardian_plan"
phone=$(grep -oP 'telefon: \K08-000 00 [0-9]+' "$root/$plan" | head -1)
planted "a telephone number" "a telephone number" "Ring $phone i dag." "plans/.*"
planted "a number written otherwise" "a telephone number" "Ring +46 (0)8-${phone:3:3}${phone:7:2}${phone:10:2} i dag." "plans/.*"
email=$(grep -ohP 'epost: \K[^ ,}]+' "$root/$plan" | head -1)
planted "an address" "an e-mail address" "Skriv till [oss](mailto:${email^^})." "plans/.*"
words=$(value egna_ord)
five=$(tr -d '.,!' <<<"$words" | cut -d' ' -f1-5)
planted "somebody's own words" "somebody's own words" "Hon sade att $five i går."
grep -q "own words" "$work/err" || echo "# $five"

quiet() {
	plant "$2"
	build
	ok "$1 is fine" is_status 0
}
quiet "a name that begins a sentence" "Så är det. $name är också ett ord. Mer text."
quiet "the word in small letters" "Det finns ${name,,} kvar i skogen."
quiet "four of the words" "Hon sade att $(cut -d' ' -f1-4 <<<"$five") nu."
quiet "an id that is longer" "Se P-2026-01012 och XP-2026-0101."
sed -i "s/^allowed_names:.*/allowed_names: [$name]/" "$root/content/site.yaml"
quiet "a name that the content allows" "Vi träffade $name på onsdagen."
sed -i 's/^allowed_names:.*/allowed_names: []/' "$root/content/site.yaml"
staff=$(grep -hm1 'roll: enhetschef' "$root/$plan")
phone=$(grep -oP 'telefon: \K[^,}]+' <<<"$staff")
email=$(grep -oP 'epost: \K[^ ,}]+' <<<"$staff")
sed -i "s/^staff_contacts:/staff_contacts:\n  - {name: Jouren, phone: $phone, email: $email}/" "$root/content/site.yaml"
quiet "a contact that the content declares" "Ring $phone eller skriv till $email."
cp "$here/content/site.yaml" "$root/content/site.yaml"

cp "$work/page" "$root/$page"
build
before=$(live)
# Each way to build, and what readers see already.
plant "Vi träffade $name på onsdagen."
build --site
ok "the site alone is guarded too" is_status 1
ok "and is not published" test "$before" = "$(live)"
run check --root "$root" --date $today
ok "check says what build would say" is_status 1
ok "at the same place" here_stands "a name" "$plan"
ok "the report is not published either" test -z "$(grep -rlF "träffade $name" "$root/output")"
mv "$root/plans" "$work/plans"
build --site
ok "without plans there is nothing to guard" is_status 0
mv "$work/plans" "$root/plans"
build --plans
ok "a new plan finds what readers see already" is_status 1
ok "at its place" here_stands "a name" "$plan"
cp "$work/page" "$root/$page"
build
ok "and all is well when it is gone" is_status 0

# A plan with an error in its form is guarded by what can be read of it.
sed -i 's/^version: 1/version: [1/' "$root/$plan"
plant "Vi träffade $name på onsdagen."
build --site
ok "a broken plan is guarded by its lines" here_stands "a name" "$plan"
cp "$here/$plan" "$root/$plan"
cp "$work/page" "$root/$page"
# One that YAML reads, with values of another form than they should have.
plant "Vi träffade $name på onsdagen."
sed "s/^  tilltalsnamn: .*/  tilltalsnamn: [$name]/" "$here/$plan" >"$root/$plan"
build --site
ok "a name in a list is guarded" here_stands "a name" "$plan"
sed "s/^  tilltalsnamn:/  tilltalsnamm:/" "$here/$plan" >"$root/$plan"
build --site
ok "a name at a key with a slip is guarded" here_stands "a name" "$plan"
sed -E 's/(namn: Solbritt Ängfors)/namn: Mamma Solbritt Ängfors/; s/telefon: 08-000 00 12/telefon: "08-000 00 12 ankn 45, 070-000 00 99"/' "$here/$plan" >"$root/$plan"
plant "Ring Solbritt Ängfors när du vill."
build --site
ok "a name with who it is, is guarded" here_stands "a name" "$plan"
plant "Ring 070-000 00 99 när du vill."
build --site
ok "the second number is guarded" here_stands "a telephone number" "$plan"

# Letters of another encoding, or of one in which each has two bytes.
for encoding in cp1252 utf-16; do
	plant "Vi träffade $name på onsdagen."
	before=$(live)
	iconv -f utf-8 -t $encoding//TRANSLIT "$here/$plan" >"$root/$plan"
	build --site
	ok "beside a plan in $encoding nothing is published" finding "$plan" "S02"
	ok "beside a plan in $encoding: in plain words" says "it is not saved as UTF-8, so the site cannot be guarded"
	ok "beside a plan in $encoding: the site stays as it was" test "$before" = "$(live)"
done
python3 -c 'import sys, unicodedata; sys.stdout.write(unicodedata.normalize("NFD", sys.stdin.read()))' <"$here/$plan" >"$root/$plan"
sed -i 's/^version: 1/version: [1/' "$root/$plan"
plant "Ring $(grep -A1 'närstående:' "$here/$plan" | grep -oP 'namn: \K[^,]+') när du vill."
build --site
ok "a broken plan with letters in two parts is guarded" here_stands "a name" "$plan"
plant "Hon sade att $five i går."
build --site
ok "and the words in it" here_stands "somebody's own words" "$plan"
cp "$here/$plan" "$root/$plan"
cp "$work/page" "$root/$page"
head -c 20000000 /dev/zero | tr '\0' '#' >"$root/plans/stor.yaml"
build --site
ok "beside a plan that cannot be read nothing is published" finding "plans/stor.yaml" "S02"
rm "$root/plans/stor.yaml"

# Two thousand plans with unusual names, words and numbers.
full=${1:-}
many=2000
[ "$full" = --full ] && many=20000
python3 "$here/tests/cli/many-plans.py" "$here/plans/P-2026-0102.yaml" "$root/plans" $many
begin=$(date +%s%N)
build --site
took=$((($(date +%s%N) - begin) / 1000000))
ok "$many unusual plans: nothing is found" is_status 0
echo "# the site beside $many plans: $took ms"
# The site waits for a guard that reads for longer than a file may take; its
# own clock is the processor's, so one that is stopped stands for it.
if [ "$full" = --full ]; then
	echo >>"$root/$page"
	rm -rf "$root/output/.cache"
	"$samplan" build --site --root "$root" --date $today >"$work/out" 2>"$work/err" </dev/null &
	building=$!
	until guard=$(pgrep -P $building | head -1) && [ -n "$guard" ]; do :; done
	(sleep 1 && kill -STOP "$guard" && sleep 110 && kill -CONT "$guard" && sleep 0.1 && kill -STOP "$guard" && sleep 15; kill -CONT "$guard") 2>/dev/null &
	wait $building
	status=$?
	ok "a guard that takes two minutes is waited for" is_status 0
else
	skip "a guard that takes two minutes" "only with --full"
fi
number=$((many / 2))
planted_name=$(grep -m1 -oP 'tilltalsnamn: \K.*' "$root/plans/X-$number.yaml")
plant "Mötet med $planted_name var bra."
build --site
ok "the name of one of them is found" here_stands "a name" "plans/X-$number.yaml"
plan_tests
