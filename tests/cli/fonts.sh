#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The web fonts, which another program makes beside the build: kept, made again,
# and what is said when that program is missing, fails or stops half-way.
. "$(dirname "$0")/tap.bash"

real=$(command -v woff2_compress)
fonts() { ls "$root/output/.cache/fonts" 2>/dev/null; }
two_kept() { [ "$(fonts | wc -l)" = 2 ] && [ -z "$(fonts | grep -vxE '[0-9a-f]{32}\.woff2')" ]; }
none_kept() { [ -z "$(fonts | grep -xE '[0-9a-f]{32}\.woff2')" ]; }
forget() { rm -rf "$root/output/.cache/fonts" "$root/output/.cache/run"; }
# A program of that name is found first; without text there is none at all.
tool() {
	rm -rf "$work/bin"
	mkdir "$work/bin"
	[ -z "$1" ] || { printf '#!/bin/sh\n%s\n' "$1" >"$work/bin/woff2_compress"; chmod +x "$work/bin/woff2_compress"; }
}
with_path() { PATH=$1 build --site; }

fresh
build --site
ok "the site is made" is_status 0
ok "with both faces" test -s "$root/output/site/assets/text.woff2" -a -s "$root/output/site/assets/text-bold.woff2"
ok "which are kept, and nothing else" two_kept
site=$(picture "$root/output/site")
same() { [ "$site" = "$(picture "$root/output/site")" ]; }

fresh
printf '\nSe [en sida](finns-inte.md) här.\n' >>"$root/content/policy/2026-11/10-modellen/index.md"
build --site
ok "an error in the content stops the site" is_status 1
ok "and keeps the faces for the next build" two_kept
cp "$here/content/policy/2026-11/10-modellen/index.md" "$root/content/policy/2026-11/10-modellen/index.md"
tool "exit 1"
with_path "$work/bin:$PATH"
ok "which does not make them again" is_status 0
ok "and gives the same site" same

old=$(ls "$root/output/.cache/fonts")
forget
mkdir "$root/output/.cache/fonts"
# Of a process that is no more: there is no such number.
for f in $old; do echo torn >"$root/output/.cache/fonts/font-4194305-$f"; done
tool "echo torn >\"\${1%.ttf}.woff2\"; exit 1"
echo >>"$root/content/sidor/index.md"
with_path "$work/bin:$PATH"
ok "a program that fails half-way is an error" is_status 3
ok "which is said" says "woff2_compress could not make the web font"
ok "nothing torn is kept" test -z "$(fonts)"
ok "and the site stays as it was" same
ok "no page is counted that nobody sees" prints "0 pages"
tool "exit 0"
with_path "$work/bin:$PATH"
ok "one that says it is done, and is not, is told" says "woff2_compress could not make the web font"

forget
tool ""
with_path "$work/bin"
ok "a program that is missing is an error" is_status 3
ok "which says the package" says "woff2_compress is missing (package woff2)"
ok "and leaves nothing" test -z "$(fonts)"
ok "and the site stays as it was" same

forget
tool "sleep 2; exec $real \"\$1\""
with_path "$work/bin:$PATH"
ok "a slow program is waited for" is_status 0
ok "and its faces are kept" two_kept
cp "$here/content/sidor/index.md" "$root/content/sidor/index.md"
build --site
ok "the site is as before" same

forget
tool "echo \$\$ >>'$work/tools'; exec sleep 20"
echo >>"$root/content/sidor/index.md"
end_one() { # SIGNAL: of a build that waits for the program
	rm -f "$work/tools"
	PATH="$work/bin:$PATH" "$samplan" build --root "$root" --date $today --site >/dev/null 2>&1 &
	pid=$!
	ok "a build waits for the program" wait_for 10 test -s "$work/tools"
	kill "-$1" $pid
	wait $pid
}
gone() { [ -s "$work/tools" ] && ! kill -0 $(cat "$work/tools") 2>/dev/null; }
end_one INT 2>/dev/null
ok "an interrupted one keeps nothing half-made" none_kept
ok "the program ends with it" wait_for 5 gone
cp "$here/content/sidor/index.md" "$root/content/sidor/index.md"
build --site
ok "and the next build makes them" is_status 0
ok "without what was left behind" two_kept
ok "as before" same

forget
ln -s ../plans "$root/output/.cache/fonts"
mkdir -p "$root/output/plans"
echo >>"$root/content/sidor/index.md"
build --site
ok "no font is written through a link" test -z "$(find "$root/output/plans" -name '*.woff2')"
ok "but beside it" two_kept
forget
touch "$root/output/.cache/fonts"
echo >>"$root/content/sidor/index.md"
build --site
ok "a file in the place of the folder makes way" two_kept

forget
tool "echo \$\$ >>'$work/tools'; exec sleep 20"
echo >>"$root/content/sidor/index.md"
end_one KILL 2>/dev/null
ok "and takes it along when it is killed" wait_for 5 gone

if [ "${1:-}" = --full ]; then
	forget
	tool "echo \$\$ >>'$work/tools'; exec sleep 400"
	echo >>"$root/content/sidor/index.md"
	with_path "$work/bin:$PATH"
	ok "a program that hangs is not waited for" says "woff2_compress could not make the web font"
	ok "and ends with the build" wait_for 5 gone
else
	skip "a program that hangs" "only with --full"
fi
plan_tests
