#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Paper when something is wrong: a character that no face has, another script, a
# broken or hostile picture, a missing face. Each is a finding with its place;
# nothing crashes, no empty box is printed, what is right is printed.
. "$(dirname "$0")/tap.bash"

fresh
build --plans
ok "the samples are printed" is_status 0
all=$(find "$root/output/plans" -name '*.pdf' | wc -l)
plan=$root/plans/P-2026-0102.yaml
of_plan() { find "$root/output/plans/P-2026-0102" -name '*.pdf' 2>/dev/null | wc -l; }
mine=$(of_plan)
ok "among them some of the plan that is spoilt below" test "$mine" -gt 4
cp "$plan" "$work/plan"
line=$(grep -n '^  egna_ord:' "$plan" | cut -d: -f1)

spoil() { # WORDS: the person says them
	cp "$work/plan" "$plan"
	sed -i "${line}s/.*/  egna_ord: $1/" "$plan"
	build --plans
}
refused() { # NAME WORDS CODE
	spoil "$2"
	ok "$1 is an error" is_status 1
	ok "at its place" finding "plans/P-2026-0102.yaml:$line:[0-9]+" "$3"
	ok "it is printed in no document" test -z "$(
		find "$root/output/plans/P-2026-0102" -name '*.pdf' -newer "$plan" 2>/dev/null |
			while IFS= read -r f; do pdftotext "$f" - | grep -F "${2:10:8}"; done)"
	ok "the other plans have all they had" test "$(find "$root/output/plans" -name '*.pdf' ! -path '*0102*' | wc -l)" -eq $((all - mine))
}
refused "an emoji" "Jag är så 😀 glad." P05
refused "a snowman" "Det är så ☃ kallt." P05
refused "Arabic" "Jag heter ليلى hemma." P12
refused "Hebrew" "Jag heter לאה hemma." P12
refused "Hindi" "Jag heter लीला hemma." P12
refused "an emoji between sentences" "Jag bor själv. 😊 Det är bra." P05
refused "a lone accent" "Jag heter ́ hemma." P12

# Letters of all Europe are drawn.
spoil "Ğülşen, Łukasz, Dvořák, Þórdís, Ījabs och Şebnem är här."
ok "letters of Latin Extended are printed" is_status 0
ok "as they are" grep -q 'Ğülşen, Łukasz, Dvořák, Þórdís' <(pdftotext "$root/output/plans/P-2026-0102/min-plan.pdf" - | tr '\n' ' ')
spoil "Jag bor själv. !!! Det är bra. ???"
ok "signs between sentences are printed" grep -q 'själv. !!! Det är bra. ???' <(pdftotext "$root/output/plans/P-2026-0102/min-plan.pdf" - | tr '\n' ' ')
spoil "Ordet är $(printf 'samordningsansvarsfördelning%.0s' 1 2 3 4 5)."
ok "a word that is wider than the page is a warning" finding "plans/P-2026-0102.yaml:$line:[0-9]+" P06
ok "and is printed" test "$(of_plan)" -eq "$mine"
cp "$work/plan" "$plan"
build --plans
ok "all is well again" is_status 0

picture=$root/themes/standard/pictograms/hem.svg
cp "$picture" "$work/picture"
bad() { # NAME CODE; the picture comes from standard input
	local name=$1 code=$2
	cat >"$picture"
	build
	ok "$name: no crash" test "$status" -le 1
	ok "$name: a finding in the picture" grep -qE "^themes/standard/pictograms/hem.svg:.*\[$code\]$" "$work/err"
	ok "$name: no worker was lost" not_says "[B05]"
}
svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
bad "an empty picture" 'P0[1-4]' </dev/null
bad "a cut picture" 'P0[1-4]' < <(head -c 120 "$work/picture")
bad "no picture at all" 'P0[1-4]' < <(head -c 3000 /dev/urandom)
bad "text of another kind" 'P0[1-4]' <<<'{"not": "a picture"}'
bad "a document type that grows" 'P04' <<EOT
<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
$svg<path d="M0 0h9v9z"/><desc>&c;</desc></svg>
EOT
bad "a file from elsewhere" 'P04' <<EOT
<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>
$svg<path d="M0 0h9v9z"/><title>&a;</title></svg>
EOT
bad "a thousand groups deep" 'P0[1-4]' < <(echo "$svg"; printf '<g>%.0s' {1..1000}; printf '</g>%.0s' {1..1000}; echo '</svg>')
bad "ten thousand shapes" 'P0[1-4]' < <(echo "$svg"; printf '<path d="M0 0h1v1z"/>%.0s' {1..10000}; echo '</svg>')
bad "a path without end" '(P02|Y11)' < <(printf '%s<path d="M0 0' "$svg"; printf 'h1v1%.0s' {1..200000}; echo 'z"/></svg>')
bad "numbers that are none" 'P0[1-4]' <<<"$svg<path d=\"M1e999 nan L- - z\"/></svg>"
bad "a script" 'P0[1-4]' <<<"$svg<script>alert(1)</script><path d=\"M0 0h9v9z\"/></svg>"
bad "a picture in the picture" 'P0[1-4]' <<<"$svg<image href=\"https://example.org/a.png\"/></svg>"
cp "$work/picture" "$picture"

# A colour that could leave its declaration belongs to no plan.
style=$root/themes/standard/theme.yaml
cp "$style" "$work/style"
line=$(grep -n '^    surface:' "$style" | head -1 | cut -d: -f1)
sed -i "${line}s/\"#[0-9a-f]*\"/\"red;}\"/" "$style"
for how in "build --plans" "build --plans" "check --plans" "build"; do
	# shellcheck disable=SC2086
	run $how --root "$root" --date $today
	ok "$how: no colour is an error" is_status 1
	ok "$how: at its place" finding "themes/standard/theme.yaml:$line:[0-9]+" H14
	ok "$how: said once, and of no plan" test "$(grep -c '\[H14\]$' "$work/err")" -eq 1
done
ok "the documents have all other colours" grep -q -- '--colour-paper' "$root/output/plans/P-2026-0102/min-plan.html"
ok "and not that one" test -z "$(grep -rl 'red;}' "$root/output/plans" "$root/output/site")"
cp "$work/style" "$style"
ok "no script reaches a page" test -z "$(grep -rl 'alert(1)' "$root/output")"
build
ok "and all is well again" is_status 0

# Without its faces nothing is printed; what was printed stays.
before=$(picture "$root/output/plans")
faces=/usr/share/fonts
if unshare -m true 2>/dev/null; then
	sed -i 's/tilltalsnamn: Vilma/tilltalsnamn: Wilma/' "$root/plans/P-2026-0101.yaml"
	unshare -m bash -c "mount -t tmpfs none $faces && exec '$samplan' build --root '$root' --date $today --plans" >"$work/out" 2>"$work/err"
	status=$?
	ok "missing faces are a failure of the system" is_status 3
	ok "that says what to install" says "[B04]"
	ok "and the documents stay as they were" test "$before" = "$(picture "$root/output/plans")"
	mkdir -p "$work/faces"
	unshare -m bash -c "mount --bind '$work/faces' $faces && find $faces >/dev/null; exec '$samplan' check --root '$root' --date $today" >"$work/out" 2>"$work/err"
	status=$?
	ok "check says it too, and does not crash" test "$status" -le 3
else
	skip "missing faces" "needs a mount namespace"
fi
plan_tests
