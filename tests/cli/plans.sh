#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Plans in several processes, in shards, and from what the last run knew: always
# the same bytes, findings and journal; and what somebody changed or took away
# of the output is there again after the next build.
. "$(dirname "$0")/tap.bash"
plans=$here/plans

many() { # COUNT: copies of the samples, some of one id, some broken
	python3 - "$plans" "$root/plans" "$1" <<-'PY'
		import glob, re, sys
		texts = [open(f, encoding="utf-8").read() for f in sorted(glob.glob(sys.argv[1] + "/*.yaml"))]
		for i in range(int(sys.argv[3])):
		    number = i // 2 if i % 20 == 1 else i
		    text = re.sub(r"(?m)^plan: .*", "plan: %s-%03d" % ("x" if i % 40 == 1 else "X", number), texts[i % len(texts)])
		    open("%s/M-%03d.yaml" % (sys.argv[2], i), "w", encoding="utf-8").write("steg: [\n" if i % 30 == 7 else text)
	PY
}
journal() { cut -d' ' -f1,3-6 "$1/.journal"; }
same_as() { # FOLDER: what readers see there and here
	[ "$(picture "$root/output/plans")" = "$(picture "$1/plans")" ]
}

# --- processes ---
fresh
many 60
for jobs in 1 2 5; do
	run build --plans --root "$root" --date $today --output "$work/jobs$jobs" --jobs $jobs
	ok "--jobs $jobs ends as plans with errors do" is_status 1
	cp "$work/err" "$work/err$jobs"
	sed -E 's/, [0-9.]+ s//' "$work/out" >"$work/out$jobs"
done
for jobs in 2 5; do
	ok "--jobs $jobs says the same" cmp -s "$work/err1" "$work/err$jobs"
	ok "--jobs $jobs counts the same" cmp -s "$work/out1" "$work/out$jobs"
	ok "--jobs $jobs makes the same" test "$(picture "$work/jobs1/plans")" = "$(picture "$work/jobs$jobs/plans")"
	ok "--jobs $jobs writes the same journal" test "$(journal "$work/jobs1")" = "$(journal "$work/jobs$jobs")"
done
ok "plans of one id are told" test "$(grep -c '\[F15\]' "$work/err1")" -eq 3
for jobs in 1 5; do
	run check --plans --root "$root" --date $today --jobs $jobs
	cp "$work/err" "$work/check$jobs"
done
ok "check says the same" cmp -s "$work/check1" "$work/check5"
ok "and what build says" cmp -s "$work/check1" "$work/err1"
ok "and writes nothing" test ! -e "$root/output"

# --- what the last run knew ---
run build --plans --root "$root" --date $today --output "$work/jobs1"
ok "the next run says the same" cmp -s "$work/err" "$work/err1"
ok "and nothing is made again" test "$(journal "$work/jobs1")" = "$(journal "$work/jobs2")"
LANGUAGE=sv LANG=sv_SE.UTF-8 run build --plans --root "$root" --date $today --output "$work/jobs1" 2>/dev/null
ok "another language is another run" grep -q 'fel:' "$work/err"

# --- shards ---
shard() { run build --root "$root" --date $today --shard "$@"; }
merge() { run build --root "$root" --date $today --merge-shards; }
merge
ok "without shards there is nothing to put together" is_status 3
ok "and it says so" says "there is no shard here to put together [B12]"
for k in 1 2 3; do
	shard $k/3 &
done
wait
shard 1/3
ok "a shard can be made again" test "$status" -le 1
ok "shards show readers nothing" test ! -e "$root/output/plans"
mv "$root/output/.plans.shard-2-of-3" "$work/two"
merge
ok "a missing shard is told" says "shard 2 of 3 is missing [B12]"
ok "and what to do" says "samplan build --shard 2/3"
ok "as a failure" is_status 3
ok "and nothing is published" test ! -e "$root/output/plans"
shard 1/2
merge
ok "shards of two kinds are told" says "here lie shards of 2 and shards of 3 [B12]"
rm -r "$root/output/.plans.shard-1-of-2"
run build --root "$root" --date 2026-11-22 --shard 2/3
merge
ok "a shard of another day is told" says "shard 2 of 3 was made on another day"
rm -r "$root/output/.plans.shard-2-of-3"
cp -r "$work/two" "$root/output/.plans.shard-2-of-3"
head -c 1000 "$work/two/records" >"$root/output/.plans.shard-2-of-3/records"
merge
ok "a damaged shard is told" says "shard 2 of 3 is damaged [B12]"
rm -r "$root/output/.plans.shard-2-of-3"
cp -r "$work/two" "$root/output/.plans.shard-2-of-3"
run build --root "$root" --date $today --merge-shards --plans-dir "$work/away"
ok "without the plans nothing is put together" is_status 3
ok "and the parts stay" test "$(ls -d "$root"/output/.plans.shard-*-of-3 | wc -l)" = 3
# Something was lost since, and something saved.
find "$root/output/.plans.shard-2-of-3" -name 'samtycke.pdf' | head -3 | xargs rm
for changed in $(find "$root/output/.plans.shard-2-of-3" -name 'infor-motet.html' | tail -2); do
	printf 'X' | dd of="$changed" conv=notrunc status=none # of the same size
done
touch "$root/plans/M-003.yaml"
merge
ok "the parts are put together" is_status 1
ok "they say what one run says" cmp -s "$work/err" "$work/err1"
ok "they make what one run makes" same_as "$work/jobs2"
ok "they write the journal of one run" test "$(journal "$root/output")" = "$(journal "$work/jobs2")"
ok "and are gone" test -z "$(ls -d "$root"/output/.plans.shard* 2>/dev/null)"
build --plans
ok "the next run knows what they knew" test "$(journal "$root/output")" = "$(journal "$work/jobs2")"
sed -i 's/tilltalsnamn: .*/tilltalsnamn: Nya/' "$root/plans/M-002.yaml"
rm "$root/plans/M-004.yaml"
for k in 1 2; do shard $k/2; done
ok "a shard makes only what is new" test "$(find "$root/output/.plans.shard-1-of-2" "$root/output/.plans.shard-2-of-2" -name min-plan.pdf | wc -l)" -le 2
merge
run build --plans --root "$root" --date $today --output "$work/again"
ok "and they are put together again" same_as "$work/again"
for wrong in 0/3 4/3 x/3 3 3/ /3 1/5000 -1/3 ""; do
	shard "$wrong"
	ok "--shard \"$wrong\" is wrong usage" is_status 2
done
shard 1/2 --merge-shards
ok "one after the other" is_status 2
printf 'korrekt häst batteri klammer\n' >"$work/secret" && chmod 600 "$work/secret"
shard 1/2 --protect --password-file "$work/secret"
ok "a shard makes no copies with a password" is_status 2
shard 1/2 --site
ok "a shard has no site" is_status 2
run check --root "$root" --shard 1/2
ok "a shard is built, not checked" is_status 2

# --- harm ---
fresh
build --plans
whole=$(picture "$root/output/plans")
healed() { # NAME: after the next build all is there
	build --plans
	ok "$1" test "$(picture "$root/output/plans")" = "$whole"
}
out=$root/output
echo x >"$out/plans/P-2026-0101/min-plan.pdf"
healed "a document that was written over"
rm "$out/plans/P-2026-0101/plan.pdf"
healed "a document that was taken away"
rm -r "$out/plans/P-2026-0102"
healed "a folder that was taken away"
chmod 644 "$out/plans/P-2026-0101/plan.pdf"
healed "a document that others may read"
for file in index.html formular.html .manifest; do
	rm "$out/plans/$file"
	healed "$file"
done
rm "$out"/plans/.manifest.*
healed "the manifests"
find "$out/.plans.next" -name min-plan.pdf -exec sh -c 'echo y >"$1"' _ {} \;
echo "# y" >>"$root/plans/P-2026-0104.yaml"
healed "documents of the spare"
rm -r "$out/plans"
healed "everything"
rm -rf "$out/.plans.next"
healed "the spare"
rm -r "$out/.cache"
healed "what is kept"
for file in "$out"/.cache/plans/*; do head -c 99 /dev/urandom >"$file"; done
touch "$root"/plans/*
healed "what is kept, damaged"
for file in "$out"/.cache/plans/??; do printf x | dd of="$file" bs=1 seek=70 conv=notrunc 2>/dev/null; done
echo "# x" >>"$root/plans/P-2026-0102.yaml"
healed "its parts, damaged"
ok "only its owner may read what is kept" test -z "$(find "$out/.cache/plans" -type f ! -perm 600; find "$out/.cache/plans" -type d ! -perm 700)"

# --- many: an overview of several pages ---
fresh
rm "$root"/plans/*
cp "$plans/P-2026-0102.yaml" "$root/plans/"
sed -i 's/^steg: .*/steg: uppmärksammat/; /^plan:/!b' "$root/plans/P-2026-0102.yaml"
for i in $(seq 700); do sed "s/^plan: .*/plan: X-$i/" "$root/plans/P-2026-0102.yaml" >"$root/plans/X-$i.yaml"; done
build --plans
ok "more plans than one page holds" test "$(ls "$root/output/plans/_oversikt" | wc -l)" -eq 4
ok "each stands once in them" test "$(grep -ho 'id="plan-[^"]*"' "$root"/output/plans/_oversikt/*.html | sort -u | wc -l)" -eq 701
ok "and in the list of all" test "$(grep -c '_oversikt/.*#plan-' "$root/output/plans/index.html")" -eq 701
missing=$(cd "$root/output/plans/_oversikt" && grep -ho 'href="[^"#]*"' ./*.html | sed 's/href="//; s/"//' | sort -u | while read -r f; do [ -e "$f" ] || echo "$f"; done)
ok "links of the pages lead somewhere" test -z "$missing"
before=$(stat -c '%n %i' "$root"/output/plans/_oversikt/*.html)
sed -i 's/^uppdaterad: .*/uppdaterad: 2026-11-20/; s/^steg: .*/steg: [/' "$root/plans/X-5.yaml"
build --plans
run build --plans --root "$root" --date $today --output "$work/pages"
ok "after a change the pages are as in a clean build" same_as "$work/pages"
plan_tests
