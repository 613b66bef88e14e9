#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# samplan build as a user meets it: what it makes, what it says, what it leaves.
. "$(dirname "$0")/tap.bash"

fresh
build
ok "the samples build without an error" is_status 0
ok "the home page is there" test -f "$root/output/site/index.html"
ok "the easy home page is there" test -f "$root/output/site/lattlast/index.html"
ok "plans have documents" test -n "$(find "$root/output/plans" -name min-plan.pdf)"
ok "folders of plans are closed to others" test -z "$(find "$root/output/plans" -type d ! -perm 700)"
ok "documents of plans are closed to others" test -z "$(find "$root/output/plans" -type f ! -perm 600)"
ok "a summary is printed" prints "page"
before=$(picture "$root/output/site"; picture "$root/output/plans")
build
ok "a second build changes nothing" test "$before" = "$(picture "$root/output/site"; picture "$root/output/plans")"
ok "and says so" prints "nothing changed"

same() { test "$before" = "$(picture "$root/output/site"; picture "$root/output/plans")"; }
site_same() { test "$1" = "$(picture "$root/output/site")"; }

run build --root "$work/nothing"
ok "a root that is not there is wrong usage" is_status 2
mkdir "$work/empty"
run build --root "$work/empty"
ok "an empty root is an error of content" is_status 1
ok "and says what is missing" says "content"
run build --wrong
ok "an unknown option is wrong usage" is_status 2
run build --date 2026-02-30
ok "a day that does not exist is wrong usage" is_status 2
run frobnicate
ok "an unknown command is wrong usage" is_status 2
run --help
ok "help is fine" is_status 0
run build --help
ok "help of a command is fine" is_status 0
run --version
ok "the version is printed" prints "samplan "

page=$root/content/policy/2026-11/10-modellen/index.md
old=$(picture "$root/output/site")
cp "$page" "$work/page"
printf '\nSe [en sida](finns-inte.md) här.\n' >>"$page"
line=$(grep -n 'finns-inte' "$page" | cut -d: -f1)
build --site
ok "a broken link is an error" is_status 1
ok "at its place" finding "content/policy/2026-11/10-modellen/index.md:$line:[0-9]+" "M[0-9]+"
ok "and the site stays as it was" site_same "$old"
cp "$work/page" "$page"

sed -i 's/^theme:.*/theme: finns-inte/' "$root/content/site.yaml"
grep -q '^theme:' "$root/content/site.yaml" || echo 'theme: finns-inte' >>"$root/content/site.yaml"
build --site
ok "a missing theme is an error" is_status 1
ok "and the site stays as it was" site_same "$old"
cp "$here/content/site.yaml" "$root/content/site.yaml"

sed -i '/^contact:/,/^  phone:/s/^  phone:.*/  phone: "+46 (0)8-000 00 00, vardagar 9–12"/
	/^  feedback:/,/^    phone:/s/^    phone:.*/    phone: fråga i växeln/' "$root/content/site.yaml"
build --site
statement=$root/output/site/tillganglighet/index.html
ok "a number with words after it dials the number" grep -qF '<a href="tel:+4680000000">+46 (0)8-000 00 00, vardagar 9–12</a>' "$statement"
ok "words without a number are no link" grep -qF '<p>fråga i växeln</p>' "$statement"
cp "$here/content/site.yaml" "$root/content/site.yaml"
build --site

template=$root/themes/standard/templates/page.mustache
cp "$template" "$work/template"
printf '\n{{#open}}\n' >>"$template"
line=$(grep -n '{{#open}}' "$template" | cut -d: -f1)
build --site
ok "a broken template is an error" is_status 1
ok "at its place" finding "themes/standard/templates/page.mustache:$line:[0-9]+" "H[0-9]+"
ok "and the site stays as it was" site_same "$old"
cp "$work/template" "$template"

if [ "$(id -u)" -ne 0 ]; then
	chmod 000 "$page"
	build --site
	ok "an unreadable page is an error" is_status 1
	chmod 644 "$page"
else
	rm "$page" && mkdir "$page" && touch "$page/x"
	build --site
	ok "a page that is a folder builds or is told, and never crashes" test "$status" -le 1
	rm -r "$page" && cp "$work/page" "$page"
fi
build --format json --date 2031-01-01
ok "json findings are objects, one a line" test -z "$(grep -vE '^\{"file":.*\}$' "$work/err")"

# The same bytes elsewhere, in another time zone and locale.
first=$(picture "$root/output/site"; picture "$root/output/plans")
build
first=$(picture "$root/output/site"; picture "$root/output/plans")
fresh
TZ=Pacific/Kiritimati LC_ALL=C LANG=en_US.UTF-8 build
ok "the same bytes in another folder, time zone and locale" test "$first" = "$(picture "$root/output/site"; picture "$root/output/plans")"
plan_tests
