#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Pages are read, made and forgotten a few at a time, in several processes: the
# output is the same with one and with three, links find headings of pages that
# lie in other pieces, and an error in one text leaves the site as it was.
. "$(dirname "$0")/tap.bash"
root=$work/root
out=$work/one
node "$here/tests/bench/corpus.mjs" site "$root" 220
near=$root/content/sidor/000-avdelning-0/003-sida-0-3.md
far=$root/content/sidor/002-avdelning-2/015-sida-2-15.md
printf '\n## Ett ställe\n\nHär står det.\n' >>"$far"
printf '\n[Stället](../002-avdelning-2/015-sida-2-15.md#ett-stalle).\n' >>"$near"
into() { build --site --quiet --output "$work/$1" --jobs "$2"; }
same() { diff -r "$work/$1" "$work/$2" >"$work/diff"; }
empty() { [ -z "$(ls -A "$1")" ]; }

into one 1
ok "a site of several pieces is built" is_status 0
into three 3
ok "also in three processes" is_status 0
ok "to the same pages" same one/site three/site
ok "and the same report" same one/report three/report
ok "a link reaches a heading in another piece" \
	grep -q 'sida-2-15/index.html#ett-stalle"' "$out/site/avdelning-0/sida-0-3/index.html"

cp -r "$out/site" "$work/before"
cp "$far" "$work/kept"
sed -i 's/^title: .*/title: Ny rubrik/; s/^## Ett ställe/## Ett annat ställe/' "$far"
into one 2
ok "a heading that is gone is an error" is_status 1
ok "told where the link stands" grep -qE '003-sida-0-3\.md:.*\[M10\]' "$work/err"
ok "readers see what they saw" same before one/site
ok "what was made before it was found is away again" empty "$out/.site.next"
sed 's/^title: .*/title: Ny rubrik/' "$work/kept" >"$far"
into one 2
ok "mended, it is built" is_status 0
into clean 1
ok "as from nothing" same clean/site one/site

plan_tests
