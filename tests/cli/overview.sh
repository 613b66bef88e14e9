#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The overview of plans: it links papers that were made and no others, says of
# each other one which gate or finding stands in its way, in Swedish whoever
# builds, and a later run that makes nothing says the same.
. "$(dirname "$0")/tap.bash"

plan=plans/P-2026-0101.yaml
smile() { # FILE: a goal with a character that no face has
	sed -i 's/egna_ord: Jag vill veta.*/egna_ord: "Jag vill 😊 bo själv."/' "$1"
}
overview() { cat "$root/output/plans/index.html"; }
shows() { overview | grep -qF -- "$1"; }
shows_not() { ! shows "$1"; }
links() { # what the overview leads to
	overview | grep -o 'href="[^"#]*"' | sed 's/href="//; s/"//' | sort -u
}
broken() { (cd "$root/output/plans" && links | while read -r f; do [ -e "$f" ] || echo "$f"; done); }

fresh
find "$root/plans" -name '*.yaml' ! -name P-2026-0101.yaml -delete
build --plans
ok "a plan without errors" is_status 0
ok "nothing is held back" shows_not "Görs inte nu"
ok "and it is linked" test "$(links | grep -c 'P-2026-0101/plan\.')" -eq 2
ok "one plan is one plan" shows "<strong>1</strong> öppen plan<"
ok "none are late" shows "<strong>0</strong> är sena<"
smile "$root/$plan"
line=$(grep -n 😊 "$root/$plan" | head -1 | cut -d: -f1)
build --plans
ok "a character that no face has is an error" is_status 1
ok "its paper is not made" test ! -e "$root/output/plans/P-2026-0101/plan.pdf"
ok "the others are" test -e "$root/output/plans/P-2026-0101/samtycke.pdf"
ok "no link leads nowhere" test -z "$(broken)"
ok "what was made is linked" test "$(links | grep -c 'P-2026-0101/samtycke\.')" -eq 2
ok "what was not made is listed with its finding" shows "Görs inte nu: Samordnad plan (P05, rad $line)"
ok "the finding is told in Swedish" shows "inget typsnitt har tecknet"
ok "with its line" shows "<strong>fel</strong>, rad $line:"
ok "the plan is not called fine" shows_not "Inget att rätta"
said=$(grep -c '\[P05\]' "$work/err")
ok "as many errors as the run tells" shows "<span class=\"mark\">$said fel i filen</span>"
run status --root "$root" --date $today
ok "status counts them too" prints "$said error"
first=$(overview)
build --plans
ok "a run that makes nothing says the same" test "$(overview)" = "$first"
cp "$here/plans/P-2026-0102.yaml" "$root/plans/"
build --plans
ok "a run that makes another plan" shows "P-2026-0102"
ok "two plans are two" shows "<strong>2</strong> öppna planer<"
ok "still says it of the first" shows "Görs inte nu: Samordnad plan (P05, rad $line)"
rm "$root/plans/P-2026-0102.yaml"
LANGUAGE=sv LANG=sv_SE.UTF-8 run build --plans --root "$root" --date $today --output "$work/sv"
ok "who builds in Swedish" grep -q 'fel:' "$work/err"
ok "makes the same overview" test "$(cat "$work/sv/plans/index.html")" = "$first"
for k in 1 2; do run build --root "$root" --date $today --output "$work/shards" --shard $k/2; done
run build --root "$root" --date $today --output "$work/shards" --merge-shards
ok "shards make the same overview" test "$(cat "$work/shards/plans/index.html")" = "$first"
run check --plans --root "$root" --date $today
ok "check says as many" test "$(grep -c '\[P05\]' "$work/err")" -eq "$said"

# --- gates ---
fresh
find "$root/plans" -name '*.yaml' ! -name P-2026-0101.yaml -delete
sed -i 's/^  återkallat:.*//; s/^samtycke:.*/&\n  återkallat: 2026-11-19/' "$root/$plan"
build --plans
ok "a yes that was taken back is named" shows "Görs inte nu: Samordnad plan (grind G1: R04)"
fresh
find "$root/plans" -name '*.yaml' ! -name P-2026-0101.yaml -delete
sed -i '0,/    status: .*/s//    status: stoppad/' "$root/$plan"
build --plans
ok "a rule that stands in the way is named" shows "Görs inte nu: Samordnad plan (grind G2: R19, R26)"
echo "okänd: 1" >>"$root/$plan"
build --plans
ok "a key that nobody knows, too" shows "Görs inte nu: Säger du ja? (grind G0: F01)"
plan_tests
