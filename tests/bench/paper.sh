#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Speed and size of min-plan.pdf: tests/bench/paper.sh [COUNT]. Needs the
# program built (make program), qpdf and node. Run from the root.
set -eu
count=${1:-5000}
out=.build/bench
libs="libcmark-gfm yaml-0.1 harfbuzz-subset harfbuzz libdeflate expat
libutf8proc libxxhash libqrencode libical libqpdf libmicrohttpd nettle"
mkdir -p "$out"
gcc -std=c11 -D_GNU_SOURCE -O2 -Igenerator -o "$out/paper" tests/bench/paper.c \
	.build/release/libsamplan.a $(pkg-config --cflags --libs $libs) \
	-lcmark-gfm-extensions -lcmark-gfm -lhpdf -lstemmer -lm
"$out/paper" tests/plans/reference.yaml 10 "$out/min-plan.pdf" >"$out/said"
rm -f "$out"/stream-*
# What is compressed for each document: pages, object streams, the table.
node --input-type=module -e "
import { readFileSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
const file = readFileSync('$out/min-plan.pdf');
const text = file.toString('latin1');
let parts = 0;
for (const m of text.matchAll(/^\d+ 0 obj\n<<\n([^\n]*)>>\nstream\n/gm)) {
	const dict = m[1], at = m.index + m[0].length;
	const length = Number(/\/Length (\d+)/.exec(dict)[1]);
	const prepared = /\/Length1|\/XObject|\/N 3|\/XML/.test(dict);
	const bytes = file.subarray(at, at + length);
	if (prepared || !dict.includes('/FlateDecode'))
		continue;
	const raw = inflateSync(bytes);
	if (!raw.includes('begincmap'))
		writeFileSync(\`$out/stream-\${parts++}\`, raw);
}
"
# In turns, since other work on the machine changes both.
ratios=()
for turn in 1 2 3 4 5; do
	document=$("$out/paper" tests/plans/reference.yaml "$count" "$out/min-plan.pdf")
	floor=$("$out/paper" --floor "$count" "$out"/stream-*)
	printf '%s\n%s\n' "$document" "$floor"
	ratios+=("$(paste -d' ' <(grep -o '[0-9.]* ms' <<<"$document") <(grep -o '[0-9.]* ms' <<<"$floor") |
		awk '{ printf "%.2f", $1 / $3 }')")
done
printf 'ratio to the floor: %s (middle of %s)\n' \
	"$(printf '%s\n' "${ratios[@]}" | sort -n | sed -n 3p)" "${ratios[*]}"
