#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# watch and serve: a change is built, a broken one leaves the last good output,
# the next good one heals it, and a signal ends them with 0.
. "$(dirname "$0")/tap.bash"
command -v inotifywait >/dev/null || { skip "watch" "inotifywait is not installed"; plan_tests; exit; }

built() { [ "$(grep -cE 'built in|byggt på' "$work/out")" -ge "$1" ]; }
page_says() { grep -q "$1" "$root/output/site/om/index.html"; }
lacks() { ! page_says "$1"; }
status=0

fresh
"$samplan" watch --root "$root" --date $today >"$work/out" 2>"$work/err" </dev/null &
pid=$!
ok "the first build comes at once" wait_for 60 built 1
sed -i 's/^title: .*/title: Provsida ett/' "$root/content/sidor/om.md"
ok "a saved page is built" wait_for 30 page_says 'Provsida ett'
sed 's/^title: .*/title: Provsida två/' "$root/content/sidor/om.md" >"$work/new.md"
mv "$work/new.md" "$root/content/sidor/om.md"
ok "so is one that is saved by renaming" wait_for 30 page_says 'Provsida två'
cp "$root/content/sidor/om.md" "$work/good.md"
printf '\n[x](finns-inte.md)\n' >>"$root/content/sidor/om.md"
ok "a broken page is told" wait_for 30 says 'finns-inte.md'
ok "and the last good site stays" page_says 'Provsida två'
sed 's/Provsida två/Provsida tre/' "$work/good.md" >"$root/content/sidor/om.md"
ok "the next good change heals it" wait_for 30 page_says 'Provsida tre'
ok "when nothing is saved, a worker and its guard stay" wait_for 30 stays
printf '\nText som kommer sist.\n' >>"$root/content/sidor/om.md"
ok "a changed text is built" wait_for 30 page_says 'Text som kommer sist'
ok "by the ones that stay" kill -0 $both
folder=$(ls -d "$root"/content/sidor/for-personal/*.md | grep -v 'index\|lattlast' | head -1)
titled() { grep -q 'En rubrik på prov' "$root/output/site/$1"; }
sed -i 's/^title: .*/title: En rubrik på prov/; /^nav:/d' "$folder"
ok "a page that loses its short title is built" wait_for 30 titled for-personal/index.html
ok "and a worker and its guard stay again" wait_for 30 stays
sed -i 's/^title: .*/title: En annan rubrik/' "$folder"
other() { grep -q 'En annan rubrik' "$root/output/site/$1"; }
ok "another title stands on the pages around it" wait_for 30 other for-personal/index.html
ok "and soon on the lists" wait_for 30 other innehall/index.html
ok "all by those that stay" kill -0 $both
name='Solbritt Ängfors'
printf '\nHär bor %s sedan länge.\n' "$name" >>"$root/content/sidor/om.md"
ok "a name from a plan is refused by them, too" wait_for 30 says '[S01]'
ok "and does not come to the readers" lacks "$name"
sed -i '/sedan länge/d' "$root/content/sidor/om.md"
printf '\nNamnet är borta.\n' >>"$root/content/sidor/om.md"
ok "without it the page is built again" wait_for 30 page_says 'Namnet är borta'
ok "they stay again" wait_for 30 stays
kill -KILL $(pgrep -P $pid samplan | tail -1)
printf '\nOch ingen saknas.\n' >>"$root/content/sidor/om.md"
ok "when one is killed, the next change is built all the same" wait_for 30 page_says 'Och ingen saknas'
mkdir -p "$root/content/sidor/ny/mapp"
printf -- '---\ntitle: Ny\nsummary: En ny sida.\nupdated: 2026-11-16\n---\nText.\n' >"$root/content/sidor/ny/mapp/sida.md"
ok "a page in a new folder is built" wait_for 30 test -f "$root/output/site/ny/mapp/sida/index.html"
cp "$root/plans/P-2026-0101.yaml" "$work/plan.yaml"
sed -i 's/^uppdaterad:.*/uppdaterad: 2026-11-20/' "$root/plans/P-2026-0101.yaml"
ok "a plan is built" wait_for 30 grep -q '20 november 2026' "$root/output/plans/P-2026-0101/min-plan.html"
kill -INT $pid
wait $pid
status=$?
ok "SIGINT ends it with 0" is_status 0

: >"$work/out" # not what the one before said
"$samplan" watch --root "$root" --date $today >"$work/out" 2>"$work/err" </dev/null &
pid=$!
ok "it builds again" wait_for 60 built 1
ok "and they stay" wait_for 30 stays
mark() { head -c 4 "$root/output/site/.manifest"; }
held() { [ "$(mark)" = held ]; }
printf '\nVid slutet av dagen.\n' >>"$root/content/sidor/om.md"
ok "while one that stays changes the site, the site says so" wait_for 30 held
kill -STOP $pid
kill -KILL $both $pid
wait $pid 2>/dev/null
"$samplan" build --site --root "$root" --date $today >"$work/out" 2>"$work/err"
status=$?
ok "after a kill the next build goes well" is_status 0
ok "with all that was saved" page_says 'Vid slutet av dagen'
ok "and knows what it left" test "$(mark)" = samp
: >"$work/out" # not what the one before said
"$samplan" watch --root "$root" --date $today >"$work/out" 2>"$work/err" </dev/null &
pid=$!
wait_for 60 built 1
ok "they stay once more" wait_for 30 stays
printf '\nHelt sist.\n' >>"$root/content/sidor/om.md"
wait_for 30 page_says 'Helt sist'
kill -INT $pid
wait $pid
ok "a signal leaves a site that the next build knows" test "$(mark)" = samp

: >"$work/out" # not what the one before said
"$samplan" serve --root "$root" --date $today --port 0 >"$work/out" 2>"$work/err" </dev/null &
pid=$!
ok "serve says its address" wait_for 60 grep -q '^http://127.0.0.1:' "$work/out"
address=$(grep -m1 -o '^http://127.0.0.1:[0-9]*/' "$work/out")
ok "and builds" wait_for 60 built 1
code() { curl -s -o /dev/null -w '%{http_code}' --path-as-is "$@"; }
ok "the home page is served" test "$(code "$address")" = 200
ok "a page that is not there is 404" test "$(code "${address}finns-inte/")" = 404
ok "plans are not served" test "$(code "${address}plans/index.html")" = 404
ok "nothing above the site is served" test "$(code "${address}../plans/index.html")" = 404
ok "nor by percent signs" test "$(code "${address}%2e%2e/plans/index.html")" = 404
ok "nor what begins with a dot" test "$(code "${address}.manifest")" = 404
ok "nor under another host name" test "$(code -H 'Host: example.org' "$address")" = 421
ok "part of a file is served" test "$(curl -s -r 0-8 "$address")" = '<!doctype' -o "$(curl -s -r 0-8 "$address")" = '<!DOCTYPE'
tag=$(curl -s -D - -o /dev/null "$address" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
ok "what is known is not sent again" test "$(code -H "If-None-Match: $tag" "$address")" = 304
port=${address##*:}
python3 "$here/tests/cli/preview.py" "${port%/}" "$root/content/sidor/om.md" >"$work/preview"
while read -r line; do
	ok "preview: ${line#*- }" test "${line%% *}" = ok
done < <(grep -E '^(not )?ok ' "$work/preview")
ok "the preview was asked what a browser would not ask" test "$(grep -c '^ok ' "$work/preview")" -gt 50
kill -TERM $pid
wait $pid
status=$?
ok "SIGTERM ends it with 0" is_status 0
plan_tests
