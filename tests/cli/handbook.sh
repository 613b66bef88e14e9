#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The handbook page for staff, /for-personal/sa-gor-du-en-plan/, followed as it
# is written: its commands are taken from the page, and what it promises holds.
. "$(dirname "$0")/tap.bash"
page=$here/content/sidor/for-personal/sa-gor-du-en-plan.md

fresh
cd "$root" || exit 1
mapfile -t commands < <(awk '/^```/ { inside = !inside; next } inside' "$page")
id=$(grep -oP 'samplan new plan \K.*' "$page")
file=plans/$id.yaml
follow() { # NUMBER: the command of the page, on the day of the samples
	local words
	read -ra words <<<"${commands[$1]}"
	case ${words[1]} in new) ;; *) words+=(--date $today) ;; esac
	[ "${words[0]}" = samplan ] && run "${words[@]:1}"
}
fill() { # the form, filled in as a sample is
	sed "s/^plan: .*/plan: $id/; s/tilltalsnamn: Vilma/tilltalsnamn: Ingeborg/" "$here/plans/P-2026-0101.yaml" >"$file"
}
papers() { (cd "output/plans/$id" && ls) | tr '\n' ' '; }

follow 0
ok "the page has the four commands of its steps" test ${#commands[@]} = 4
ok "1. a file is made" is_status 0
ok "with the name that the page says" test -s "$file"
ok "it explains itself" test "$(grep -c '#' "$file")" -gt 20
cp "$file" "$work/form.yaml"

# --- 2. the words for steg, and the ways to write ---
words=$(grep -oP '^\| `\K[^`]+' "$page")
ok "2. the table has all nine words" test "$(wc -l <<<"$words")" = 9
wrong=
for word in $words; do
	sed "s/^steg:.*/steg: $word/" "$work/form.yaml" >"$file"
	run check "$file" --date $today
	grep -qE "^$file:$(grep -n '^steg:' "$file" | cut -d: -f1):.*error.*\[F" "$work/err" && wrong="$wrong $word"
done
ok "each is a word that steg knows" test -z "$wrong"
for key in tilltalsnamn egna_ord steg kopia_till_personen lättläst återkallat; do
	ok "the key $key is known" grep -q "\"$key\"" <("$samplan" schema)
done
cp "$work/form.yaml" "$file"

# --- 3. check ---
follow 1
ok "3. a form that is empty has errors to mend" is_status 1
ok "they say the file and the line" grep -qE "^$file:[0-9]+:[0-9]+: error" "$work/err"
ok "and how to mend them" says "= help:"
ok "and the rule" says "= policy:"
explained=$(grep -oP '`samplan explain \K[A-Z][0-9]+' "$page")
run explain "$explained"
ok "a rule is explained" is_status 0
fill
follow 1
ok "a plan that is filled in has no error" is_status 0

# --- 4. papers ---
follow 2
ok "4. papers are made" is_status 0
ok "in the folder that the page says" test -s "output/plans/$id/min-plan.pdf"
ok "as PDF and as pages for screen readers" test "$(find "output/plans/$id" -name '*.pdf' | wc -l)" = "$(find "output/plans/$id" -name '*.html' | wc -l)"
ok "5. none of them is a draft" test -z "$(pdftotext "output/plans/$id/min-plan.pdf" - | grep -i utkast)"

# --- 6. status ---
follow 3
ok "6. status tells the plan" prints "$id"
ok "but no name" test -z "$(grep -i ingeborg "$work/out" "$work/err")"

# --- somebody changes their mind ---
sed -i 's/^  gäller_till: 2027-06-08/&\n  återkallat: 2026-11-20/' "$file"
run build --plans --date $today
ok "a day at återkallat is understood" test "$status" -le 1
ok "all papers but two are gone: $(papers)" test "$(papers)" = "infor-motet.html infor-motet.pdf samtycke.html samtycke.pdf "
plan_tests
