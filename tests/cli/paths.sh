#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# However a folder or a file is named, the same is looked at: a slash at the end,
# "..", plans beside the root. What was not looked at is never called fine.
. "$(dirname "$0")/tap.bash"

fresh
mv "$root/plans" "$work/plans"
printf 'inte: [en plan\n' >"$work/plans/P-2026-0102.yaml"
cp "$work/plans/P-2026-0102.yaml" "$work/plans/stor.YAML"
cp "$work/plans/P-2026-0102.yaml" "$work/plans/utan"
om=$root/content/sidor/om.md
cp "$om" "$work/om"
printf '\n[Mer](finns-inte.md)\n' >>"$om"
cd "$root" || exit 1

wrong() { # NAME FILE OPTION…: samplan check says that something is wrong with it
	local name=$1 file=$2
	shift 2
	run check --date $today "$@" "$file"
	ok "$name: not fine" is_status 1
	ok "$name: said of the file" grep -q "$(basename "$file").*error: " "$work/err"
}
wrong "a plan beside the root" ../plans/P-2026-0102.yaml
wrong "and its folder" ../plans/P-2026-0102.yaml --plans-dir ../plans
wrong "in another manner" "$work/../${work##*/}/plans/P-2026-0102.yaml" --plans-dir "$work/plans/"
wrong "a page" content/sidor/om.md
wrong "a page of a root with a slash" "$root/content/sidor/om.md" --root "$root/"
wrong "a page of a root with dots" "../${root##*/}/content/sidor/om.md" --root "../${root##*/}"
wrong "a plan with another ending" "$work/plans/stor.YAML"
wrong "a plan without one" "$work/plans/utan"
cp -r "$work/plans" "$root/plans"
wrong "a plan of a root with a slash" "$root/plans/P-2026-0102.yaml" --root "$root//"
rm -r "$root/plans"
cp "$work/om" "$om"
run check --date $today content/sidor/om.md
ok "a page without fault is fine" is_status 0
cp themes/standard/theme.yaml "$work/theme"
echo "tokens: [" >>themes/standard/theme.yaml
run check --date $today content/sidor/om.md
ok "but not when the theme cannot be read" is_status 1
ok "which is said" grep -q "^themes/standard/theme.yaml:.*error: " "$work/err"
cp "$work/theme" themes/standard/theme.yaml

rm "$work/plans/P-2026-0102.yaml"
run build --date $today --plans-dir ../plans/ --output ../made/
ok "plans and output beside the root" is_status 0
ok "lie where they should" test -e "$work/made/site/index.html" -a -e "$work/made/plans/P-2026-0101/min-plan.pdf"
run build --date $today --plans-dir "$work/plans" --output "$work/made"
ok "and are the same by another name" grep -q "nothing changed" "$work/out" "$work/err"
run build --date $today --plans-dir "$work/nowhere" --output "$work/made"
ok "no folder of plans is no fault of an editor" is_status 3
ok "the documents stay" test -e "$work/made/plans/P-2026-0101/min-plan.pdf"
plan_tests
