#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What somebody may put into the folders: each thing is told, nothing hangs,
# nothing crashes, and the other files are built. Limits on both sides.
. "$(dirname "$0")/tap.bash"

slow() { # builds within half a minute; status 124 when not
	timeout 30 "$samplan" build --root "$root" --date $today "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
}
told() { # NAME FILE CODE: an error about the file, and the run ends by itself
	ok "$1 is told" finding "$2" "$3"
	ok "$1: an error of content, no crash" is_status 1
}
plans_of() { find "$root/output/plans" -name min-plan.pdf | wc -l; }

fresh
slow
whole=$(plans_of)
site=$(picture "$root/output/site")
echo "geheim: 1" >"$work/outside.yaml"
echo "# Utanför" >"$work/outside.md"

# --- plans ---
put_plan() { # NAME COMMAND…
	local name=$1
	shift
	"$@"
	slow
	told "$name" "plans/odd.yaml(:[0-9]+:[0-9]+)?" "[BFS][0-9]+"
	ok "$name: the other plans have their documents" test "$(plans_of)" -eq "$whole"
	rm -rf "$root/plans/odd.yaml"
}
put_plan "a FIFO among the plans" mkfifo "$root/plans/odd.yaml"
put_plan "a link out of the folder" ln -s "$work/outside.yaml" "$root/plans/odd.yaml"
put_plan "a link out with dots" ln -s ../../outside.yaml "$root/plans/odd.yaml"
put_plan "a link to a device" ln -s /dev/zero "$root/plans/odd.yaml"
put_plan "a link to itself" ln -s odd.yaml "$root/plans/odd.yaml"
put_plan "a link to nothing" ln -s not-there.yaml "$root/plans/odd.yaml"
put_plan "a socket" python3 -c "import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])" "$root/plans/odd.yaml"
if [ "$(id -u)" -eq 0 ] && mknod "$work/probe" c 1 5 2>/dev/null; then
	put_plan "a device" mknod "$root/plans/odd.yaml" c 1 5
else
	skip "a device" "needs root"
fi
ok "nothing of outside was read" test -z "$(grep -r geheim "$root/output" "$work/err")"
printf 'version: 1\n' >"$root/plans/"$'rad\nbrott.yaml'
slow
ok "a name with a line end is told" says 'brott.yaml: error: the name holds bytes that are no text [S06]'
ok "and is an error" is_status 1
rm "$root/plans/"*brott.yaml
printf 'version: 1\n' >"$root/plans/"$'\xff.yaml'
slow
ok "a name that is no text is told" says 'the name holds bytes that are no text [S06]'
rm "$root/plans/"$'\xff.yaml'
ln -s P-2026-0101.yaml "$root/plans/again.yaml"
slow
ok "a link inside the folder is another name of a plan" says "[F15]"
rm "$root/plans/again.yaml"
cp "$root/plans/P-2026-0101.yaml" "$work/plan"
fill() { # BYTES: the plan with a comment up to this size
	cp "$work/plan" "$root/plans/P-2026-0101.yaml"
	printf '#%*s\n' $(($1 - $(stat -c %s "$work/plan") - 2)) | tr ' ' 'x' >>"$root/plans/P-2026-0101.yaml"
}
fill 262144
slow
ok "a plan of 256 KiB is built" is_status 0
fill 262145
slow
told "one byte more" "plans/P-2026-0101.yaml:1:1" F11
cp "$work/plan" "$root/plans/P-2026-0101.yaml"
nest() { printf 'a: %s1%s\n' "$(printf '[%.0s' $(seq "$1"))" "$(printf ']%.0s' $(seq "$1"))"; }
nest 15 >"$root/plans/odd.yaml"
slow
ok "16 levels of YAML are read" not_says "[F12]"
nest 16 >"$root/plans/odd.yaml"
slow
told "17 levels of YAML" "plans/odd.yaml:1:[0-9]+" F12
nest 60000 >"$root/plans/odd.yaml"
slow
told "60,000 levels of YAML" "plans/odd.yaml:1:[0-9]+" F12
{ echo 'a: &a [x, x]'; for i in $(seq 20); do echo "b$i: [*a, *a]"; done; } >"$root/plans/odd.yaml"
slow
told "a bomb of aliases" "plans/odd.yaml:1:[0-9]+" F09
rm "$root/plans/odd.yaml"
head -c 300M /dev/zero >"$root/plans/odd.yaml"
slow
told "a file of 300 MB" "plans/odd.yaml:1:1" F11
rm "$root/plans/odd.yaml"

# Not knowing which plans there are is not the same as no plans.
mv "$root/plans" "$work/plans"
: >"$root/plans"
slow
ok "a plan folder that cannot be listed: a failure of the system" is_status 3
ok "a plan folder that cannot be listed: told" grep -qE '^plans: .*\[B01\]$' "$work/err"
ok "all documents stay" test "$(plans_of)" -eq "$whole"
rm "$root/plans"
mv "$work/plans" "$root/plans"

# --- content ---
pages=$root/content/sidor
put_page() {
	local name=$1 code=$2
	shift 2
	"$@"
	slow
	told "$name" "content/sidor/(odd|00|d)[^ ]*" "$code"
	ok "$name: the site stays as it was" test "$site" = "$(picture "$root/output/site")"
	rm -rf "$pages/odd.md" "$pages/00" "$pages/odd"
}
slow
site=$(picture "$root/output/site")
put_page "a FIFO in the content" M18 mkfifo "$pages/odd.md"
put_page "a link out of the content" M18 ln -s "$work/outside.md" "$pages/odd.md"
put_page "a link to the plans" M18 ln -s ../../plans/P-2026-0101.yaml "$pages/odd.md"
put_page "a folder that links to itself" M18 ln -s . "$pages/odd"
put_page "a link to a device" M18 ln -s /dev/zero "$pages/odd.md"
deep=$pages/odd$(printf '/d%.0s' $(seq 40))
put_page "folders 40 deep" M18 mkdir -p "$deep"
head_of() { printf -- '---\ntitle: Sida\n---\n'; }
lines() { head_of && yes 'Det här är en rad med ord i.' | head -c "$1"; }
put_page "a page over 1 MiB" B06 eval 'lines 1100000 >"$pages/odd.md"'
put_page "a very long line" "M[0-9]+" eval '{ head_of; head -c 30000 /dev/zero | tr "\0" "a"; } >"$pages/odd.md"'
put_page "a bomb of quotes" "M[0-9]+" eval '{ head_of; head -c 15000 /dev/zero | tr "\0" ">"; } >"$pages/odd.md"'
put_page "bytes that are no text" "M[0-9]+" eval '{ head_of; printf "\377\376\n"; } >"$pages/odd.md"'
put_page "signs that turn the text" "M[0-9]+" eval '{ head_of; printf "a \342\200\256b\n"; } >"$pages/odd.md"'
touch "$pages/"$'rad\nbrott.md'
slow
ok "a page with a line end in its name is told" says "the name holds bytes that are no text [M17]"
rm "$pages/"*brott.md
{ head_of; head -c 15000 /dev/zero | tr "\0" "["; } >"$pages/odd.md"
slow
ok "a bomb of brackets ends" test "$status" -le 1
# Each of them once made a parser of Markdown slow: 20 lines of 15,000 bytes.
bombs() {
	local unit line
	for unit in 'a_ ' '_a ' '~~a ' 'a]' '[a' '*a_ ' '*a **b c* ' '**x [a*b**c*](d) ' '[ (](' '![[]()' '`a``b```c' \
		'[a](<b ' '[a](b ' '<!-- a -->' '<b>x</b>' '[a]' '[^a] ' 'http://a.se/((((' 'www.....' '&amp;&#0;' \
		'\*\_' '(a ' '"a ' '- ' 'a: ' '1 ' '2026-01-01 ' '2017:30 § ' '![](bild:mote) ' '[a](sida:om) ' '[a](#b) '; do
		line=$(yes -- "$unit" | head -n $((15000 / ${#unit})) | tr -d '\n')
		yes -- "$line"$'\n' | head -n 40
	done
	printf '\n[a]: om.md\n\n[^a]: Not.\n'
}
bombs >"$work/bombs"
split -C 900000 "$work/bombs" "$work/bomb."
for file in "$work"/bomb.*; do { head_of; cat "$file"; } >"$pages/odd${file##*.}.md"; done
slow
ok "patterns that are hard to parse end" test "$status" -le 1
ok "and no worker is lost" test -z "$(grep -E '\[(S04|B05)\]' "$work/err")"
for file in "$pages"/odd*.md; do mv "$file" "${file%.md}.lattlast.md"; done
slow
ok "as easy texts, too" test "$status" -le 1 -a -z "$(grep -E '\[(S04|B05)\]' "$work/err")"
rm "$pages"/odd*.md
{ head_of; for i in $(seq 24); do yes '![](bild:mote)' | head -n 1000 | tr '\n' ' '; echo; echo; done; } >"$pages/odd.md"
slow
ok "a page of 24,000 pictures is made" is_status 0
rm "$pages/odd.md"
head_of >"$pages/odd.md"
for i in $(seq 120000); do echo "[a](x$i.md)"; echo; done >>"$pages/odd.md"
head -c 1000000 "$pages/odd.md" >"$pages/odd2.md" && mv "$pages/odd2.md" "$pages/odd.md"
slow
ok "tens of thousands of findings end" is_status 1
ok "and are cut to what can be read" test "$(grep -c 'odd.md' "$work/err")" -le 4100
rm "$pages/odd.md"

# --- themes ---
theme=$root/themes/standard
mkfifo "$theme/templates/odd.mustache"
slow
ok "a FIFO among the templates does not hang" test "$status" -le 1
rm "$theme/templates/odd.mustache"
ln -s /dev/zero "$theme/assets/odd.css"
slow
ok "a link to a device among the assets does not hang" test "$status" -le 1
rm "$theme/assets/odd.css"
ln -s "$work/outside.md" "$theme/assets/odd.css"
slow
ok "a link out of the theme is not followed" test -z "$(grep -rl Utanför "$root/output" 2>/dev/null)"
rm "$theme/assets/odd.css"

# --- links in the output ---
mkdir "$work/elsewhere"
echo stays >"$work/elsewhere/file"
untouched() { [ "$(ls -A "$work/elsewhere")" = file ] && [ "$(cat "$work/elsewhere/file")" = stays ]; }
rm -rf "$theme/templates/odd.mustache" "$theme/assets/odd.css"
slow
for name in .cache .cache/guard .cache/plans .cache/site .site.next .plans.next .report.next plans/P-2026-0102; do
	rm -rf "${root:?}/output/$name"
	ln -s "$work/elsewhere" "$root/output/$name"
	printf '\nMer text.\n' >>"$pages/om.md"
	sed -i "s/tilltalsnamn: .*/tilltalsnamn: Annan/" "$root/plans/P-2026-0101.yaml"
	slow
	ok "a link in the place of $name is replaced" test "$status" = 0 -a ! -L "$root/output/$name"
	ok "$name: nothing is written where it led" untouched
done
for name in .lock .journal site; do
	mv "$root/output/$name" "$work/moved"
	ln -s "$work/elsewhere$([ $name = site ] || echo /file)" "$root/output/$name"
	sed -i "s/tilltalsnamn: .*/tilltalsnamn: An${name#.}/" "$root/plans/P-2026-0101.yaml"
	slow
	ok "a link in the place of $name is refused" is_status 3
	ok "$name: nothing is written where it led" untouched
	rm "$root/output/$name"
	mv "$work/moved" "$root/output/$name"
done
cp "$here/content/sidor/om.md" "$pages/om.md"
cp "$work/plan" "$root/plans/P-2026-0101.yaml"

slow
ok "without all that everything is built" is_status 0
ok "as it was" test "$site" = "$(picture "$root/output/site")"
plan_tests
