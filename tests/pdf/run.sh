#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Structure of real PDFs, as TAP: tests/pdf/run.sh TEST_PAPER [FOLDER...]
# TEST_PAPER is the unit test of paper (.build/release/unit/test_paper); it
# writes documents made by chance and the papers of the reference plan, and
# TEST_PAPER_plans those of plans at their worst (1,000 plans with SAMPLAN_MANY
# in the environment). Folders hold more PDFs to check, such as output/plans.
set -u
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
SAMPLAN_PAPER_DIR=$made "$1" >/dev/null 2>&1 || echo "not ok - $1 failed"
SAMPLAN_PAPER_DIR=$made/plans "$1_plans" >/dev/null 2>&1 || echo "not ok - $1_plans failed"
shift
node tests/pdf/check.mjs "$made" "$@" | grep -v '^1\.\.'
node tests/pdf/selftest.mjs "$made/chance-6.pdf" | grep -v '^1\.\.'
while IFS= read -r file; do
	if qpdf --check "$file" >/dev/null 2>&1; then
		echo "ok - qpdf finds nothing in ${file##*/}"
	else
		echo "not ok - qpdf complains about ${file##*/}"
	fi
done < <(find "$made" "$@" -name '*.pdf' | sort)
# Text comes out in reading order, with every Swedish letter.
text=$(pdftotext "$made/min-plan.pdf" - | tr '\n' ' ')
for words in 'Min plan Hej Vilgot!' 'Så får du hjälp Hedda kommer hem till dig' \
	'Stadsdelsförvaltningen Rösten' 'klockan 10.00'; do
	case $text in
	*"$words"*) echo "ok - text: $words" ;;
	*) echo "not ok - text: $words" ;;
	esac
done
