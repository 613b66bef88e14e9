#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# explain FILE: why a file would be made again by the next build, or not.
. "$(dirname "$0")/tap.bash"

fresh
page=content/policy/2026-11/10-modellen/20-prata-och-fraga.md
html=output/site/modellen/prata-och-fraga/index.html
why() { run explain --root "$root" --date $today "$1"; }

why $html
ok "before the first build nothing is known" prints "nothing is known of an earlier build"
ok "and nothing is made" [ ! -e "$root/output" ]
build
why $html
ok "after it: nothing has changed" prints "$html: it stays"
ok "and the answer is no error" is_status 0
before=$(find "$root/output" -printf '%p %T@\n' | sort | grep -v '/.cache')
echo "
Ny mening om dig." >>"$root/$page"
why $html
ok "a page says whose text is another one" prints "it would be made again: $page has other text now"
why output/site/kontakt/index.html
ok "a page that does not read it stays" prints "it stays"
why output/site/policyn.pdf
ok "the policy book does not" prints "the text of the policy changed"
why $page
ok "the page file says what is made from it" prints "modellen/prata-och-fraga/index.html first"
ok "and that it is another one" prints "its text is another one"
ok "nothing is built" [ "$before" = "$(find "$root/output" -printf '%p %T@\n' | sort | grep -v '/.cache')" ]
build
sed -i '0,/^title: .*/s//title: Prata först/' "$root/$page"
why output/site/kontakt/index.html
ok "a title is read by others" prints "front matter or headings of $page are others now"
build
echo "# slut" >>"$root/content/ordlista.yaml"
why output/site/kontakt/index.html
ok "data is read by all pages" prints "content/ordlista.yaml changed, and every page may read it"
why content/ordlista.yaml
ok "asked for itself, too" prints "content/ordlista.yaml changed"
build
echo >>"$root/output/site/kontakt/index.html"
why output/site/om/index.html
ok "output that somebody changed" prints "the output is not as the last build left it"
build
why README.md
ok "a file that has nothing to do with it" prints "the site is not made from this file"

plan=plans/P-2026-0101.yaml
why $plan
ok "a plan that did not change" prints "its documents stay"
why output/plans/P-2026-0101/min-plan.pdf
ok "nor its documents" prints "its documents stay"
echo "# slut" >>"$root/$plan"
why output/plans/P-2026-0101/min-plan.pdf
ok "a document says which plan changed" prints "$plan has other text now"
why output/plans/P-2099-0001/min-plan.pdf
ok "a document of no plan" prints "no plan that is known makes this file"
why plans/P-2099-0001.yaml
ok "a plan that no build knew" prints "no earlier build knew this plan"
rm -rf "$root/output/.cache"
why $html
ok "without a record everything is made" prints "nothing is known of an earlier build"
run explain R09
ok "a rule is still a rule" prints "R09"
run explain "../../etc/passwd" --root "$root"
ok "a file outside is none of ours" prints "the site is not made from this file"
echo "1..$count"
