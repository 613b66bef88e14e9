#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Copies for sending: they open with the password and with no other, are read
# aloud as before, and never outlive the document they were made from.
. "$(dirname "$0")/tap.bash"

secret='korrekt häst batteri klammer'
other='en annan häst i en annan hage'
printf '%s\n' "$secret" >"$work/secret"
printf '%s\r\nen rad till\n' "$other" >"$work/other"
chmod 600 "$work/secret" "$work/other"
paper=P-2026-0101/min-plan.pdf

fresh
build --protect --password-file "$work/secret"
copies=$root/output/protected
copy=$copies/$paper
same_names() { diff <(cd "$root/output/plans" && find . -name '*.pdf' | sort) <(cd "$copies" && find . -name '*.pdf' | sort) >/dev/null; }
pages() { qpdf --password="$2" --show-npages "$1" 2>/dev/null; }
opens() { qpdf --password="$2" --check "$1" >"$work/check" 2>&1; }
shut() { ! opens "$@"; }
text() { pdftotext "$@" - 2>/dev/null; }
encryption() { qpdf --password="$2" --show-encryption "$1" 2>/dev/null; }

ok "copies are made" is_status 0
ok "and counted" prints "48 copies with a password"
ok "one of every paper" same_names
ok "folders of copies are closed to others" test -z "$(find "$copies" -type d ! -perm 700)"
ok "copies are closed to others" test -z "$(find "$copies" -type f ! -perm 600)"
bad=
while IFS= read -r file; do
	opens "$file" "$secret" && [ -s "$file" ] || bad+=" $file"
done < <(find "$copies" -name '*.pdf')
ok "qpdf finds nothing in any copy" test -z "$bad"
ok "no copy opens without a password" shut "$copy" ""
ok "nor with another one" shut "$copy" "$other"
encryption "$copy" "$secret" >"$work/how"
ok "the sixth revision of the handler" grep -q 'R = 6' "$work/how"
ok "AES of 256 bits for all of it" test "$(grep -c 'method: AESv3' "$work/how")" -ge 2
ok "reading aloud is allowed" grep -q 'extract for accessibility: allowed' "$work/how"
ok "copying and printing are allowed" test "$(grep -c 'not allowed' "$work/how")" -eq 0
ok "as many pages as the paper" test "$(pages "$copy" "$secret")" = "$(pages "$root/output/plans/$paper" "")"
ok "the same text" test "$(text -upw "$secret" "$copy")" = "$(text "$root/output/plans/$paper")"
tags() { pdfinfo -struct-text "$@" | grep -v "Object [0-9]* 0" | sort; } # attributes come in no order
ok "the same tags" test "$(tags -upw "$secret" "$copy")" = "$(tags "$root/output/plans/$paper")"
ok "what it says about itself is readable" grep -aq '<pdfuaid:part>1</pdfuaid:part>' "$copy"
ok "it does not claim PDF/A, which forbids encryption" test "$(grep -ac 'pdfaid:part>\|pdfaid:conformance>' "$copy")" -eq 0
name=$(sed -n 's/^ *tilltalsnamn: *//p' "$root/plans/P-2026-0101.yaml")
ok "the name is in the paper" grep -q "$name" <(text "$root/output/plans/$paper")
bad=
while IFS= read -r file; do
	qpdf --qdf --object-streams=disable --stream-data=preserve "$file" "$work/open.pdf" >/dev/null 2>&1 && bad+=" $file"
	grep -aq "$name" "$file" && bad+=" $file"
done < <(find "$copies/P-2026-0101" -name '*.pdf')
ok "and in no copy for who has no password" test -z "$bad"

before=$(picture "$copies")
build --protect --password-file "$work/secret"
ok "the same again changes no copy" test "$before" = "$(picture "$copies")"
build --protect --password-fd 7 7<"$work/other"
ok "another password makes other copies" opens "$copy" "$other"
ok "that the first does not open" shut "$copy" "$secret"
run build --root "$root" --date $today --protect --password-fd 0
ok "an empty standard input is no password" is_status 2
ok "and the copies stay" opens "$copy" "$other"

run protect --root "$root" P-2026-0102 min-plan --password-file "$work/secret"
ok "one paper of one plan" is_status 0
ok "is one copy" prints "1 copy with a password"
ok "with its own password" opens "$copies/P-2026-0102/min-plan.pdf" "$secret"
ok "beside the others" opens "$copy" "$other"
run protect --root "$root" P-2026-0103 --password-file "$work/secret"
ok "all papers of one plan" prints "7 copies with a password"
before=$(picture "$copies")
run protect --root "$root" P-2026-0102 min-plan mim-plan --password-file "$work/other"
ok "a document that is misspelt is an error" is_status 1
ok "that names it" says "P-2026-0102/mim-plan: "
ok "and nothing is made" test "$(picture "$copies")" = "$before"
ok "nor said to be made" test ! -s "$work/out"
run protect --root "$root" P-2099-0001 --password-file "$work/secret"
ok "a plan that is not there is an error" is_status 1
ok "and says so" says "[P19]"
ok "and takes nothing away" opens "$copy" "$other"
run protect --root "$root" P-2026-0102 ../P-2026-0101/min-plan --password-file "$work/secret"
ok "nor does a document lead out of its plan" is_status 1
run protect --root "$root" --output "$work/nowhere" P-2026-0102 --password-file "$work/secret"
ok "output that is not there is an error" is_status 1
ok "and nothing is made there" test ! -e "$work/nowhere"

# A copy never outlives its document.
sed -i "s/tilltalsnamn: $name/tilltalsnamn: Nomina/" "$root/plans/P-2026-0101.yaml"
build
ok "a build without copies clears away those of changed documents" test ! -e "$copy"
ok "and keeps the others" opens "$copies/P-2026-0102/min-plan.pdf" "$secret"
rm "$root/plans/P-2026-0102.yaml"
build
ok "the copies of a plan that is gone are gone" test ! -e "$copies/P-2026-0102"
ok "also from the spare" test -z "$(find "$root/output" -path '*P-2026-0102*')"
run journal --root "$root" --verify
ok "the journal holds" is_status 0
ok "and knows of the copies" grep -q ' protected P-2026-0103 ' "$root/output/.journal"

# The password: from nowhere else, and nobody else may read it.
refused() { # NAME ARGUMENTS…
	local name=$1
	shift
	run build --root "$root" --date $today "$@"
	ok "$name is wrong usage" is_status 2
}
refused "--protect without a password" --protect
refused "a password without --protect" --password-file "$work/secret"
refused "a password from two places" --protect --password-file "$work/secret" --password-fd 0
refused "--protect with the site alone" --site --protect --password-file "$work/secret"
refused "a password as operand" --protect "$secret"
refused "a file that is not there" --protect --password-file "$work/nothing"
refused "a folder" --protect --password-file "$work"
refused "a descriptor that is closed" --protect --password-fd 9
refused "a descriptor that is no number" --protect --password-fd x
ln -s "$work/secret" "$work/link"
refused "a link" --protect --password-file "$work/link"
for mode in 640 604 660 644; do
	chmod $mode "$work/secret"
	refused "a file of mode $mode" --protect --password-file "$work/secret"
	ok "and says how to mend it" says "600"
done
chmod 600 "$work/secret"
weird() { # BYTES: a password file with them
	printf "$1" >"$work/weird"
	chmod 600 "$work/weird"
}
weird '' && refused "an empty file" --protect --password-file "$work/weird"
weird '\nhemligt\n' && refused "an empty first line" --protect --password-file "$work/weird"
weird '\xff\xfe hemligt' && refused "bytes that are no text" --protect --password-file "$work/weird"
weird "$(printf '%0128d' 1)" && refused "128 bytes" --protect --password-file "$work/weird"
weird "$(printf '%0127d' 1)"
run protect --root "$root" P-2026-0103 min-plan --password-file "$work/weird"
ok "127 bytes are fine" opens "$copies/P-2026-0103/min-plan.pdf" "$(printf '%0127d' 1)"
weird '\xef\xbb\xbfkorrekt häst batteri klammer\n'
run protect --root "$root" P-2026-0103 min-plan --password-file "$work/weird"
ok "a byte order mark is not of the password" opens "$copies/P-2026-0103/min-plan.pdf" "$secret"
weird '\xef\xbb\xbf\n' && refused "a byte order mark alone" --protect --password-file "$work/weird"
weird 'ko\xcc\x88'
run protect --root "$root" P-2026-0103 min-plan --password-file "$work/weird"
ok "a short password is a warning" says "[P20]"
ok "and works, letters put together as keyboards do" opens "$copies/P-2026-0103/min-plan.pdf" "kö"
run protect --root "$root" P-2026-0103 min-plan --password-file "$work/weird" --strict
ok "with --strict it is an error" is_status 1
run watch --root "$root" --protect --password-file "$work/secret"
ok "watch makes no copies" is_status 2
ok "the password stands nowhere in the output" test -z "$(grep -rlaF "$secret" "$root/output")"

# Whoever looks at the processes sees no password.
mkfifo "$work/pipe"
"$samplan" build --root "$root" --date $today --protect --password-fd 8 8<>"$work/pipe" >/dev/null 2>&1 &
builder=$!
sleep 0.2
seen=$(tr '\0' '\n' <"/proc/$builder/cmdline" 2>/dev/null; tr '\0' '\n' <"/proc/$builder/environ" 2>/dev/null)
printf '%s\n' "$secret" >"$work/pipe"
wait $builder
status=$?
ok "a password through a pipe" is_status 0
ok "is in no list of processes" test -n "$seen" -a -z "$(grep -F "$secret" <<<"$seen")"
ok "and opens the copies" opens "$copies/P-2026-0104/min-plan.pdf" "$secret"
plan_tests
