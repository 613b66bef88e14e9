#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Speed and size of min-plan.pdf: tests/bench/paper.sh [COUNT]. Needs the
# program built (make program), qpdf and node. Run from the root.
set -eu
count=${1:-5000}
out=.build/bench
libs="libcmark-gfm yaml-0.1 harfbuzz-subset harfbuzz libdeflate expat
libutf8proc libxxhash libqrencode libical libqpdf libmicrohttpd"
mkdir -p "$out"
gcc -std=c11 -D_GNU_SOURCE -O2 -Igenerator -o "$out/paper" tests/bench/paper.c \
	.build/release/libsamplan.a $(pkg-config --cflags --libs $libs) \
	-lcmark-gfm-extensions -lcmark-gfm -lhpdf -lstemmer -lm
"$out/paper" tests/plans/reference.yaml "$count" "$out/min-plan.pdf"
node --input-type=module -e "
import { writeFileSync } from 'node:fs';
import { Pdf } from './tests/pdf/pdf.mjs';
const pdf = new Pdf('$out/min-plan.pdf');
const parts = [];
for (const o of pdf.objects.values())
	if (o.value?.['/Type'] === '/Page')
		parts.push(pdf.bytes(o.value['/Contents']));
writeFileSync('$out/content', Buffer.concat(parts));
"
"$out/paper" --floor "$out/content" "$count"
