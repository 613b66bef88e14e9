// SPDX-License-Identifier: EUPL-1.2
// The streams of a PDF that are compressed for each document, uncompressed:
// pages, object streams and the table. What is prepared once a run (faces,
// pictures, colour profile) is left out. The floor compresses them again.
//
//   node content.mjs IN.pdf PREFIX    writes PREFIX-0, PREFIX-1 …, prints names
import { readFileSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const file = readFileSync(process.argv[2]);
let count = 0;
for (const m of file.toString('latin1').matchAll(/^\d+ 0 obj\n<<\n([^\n]*)>>\nstream\n/gm)) {
	const dict = m[1], at = m.index + m[0].length;
	const length = Number(/\/Length (\d+)/.exec(dict)[1]);
	if (!dict.includes('/FlateDecode') || /\/Length1|\/XObject|\/N 3/.test(dict))
		continue;
	const raw = inflateSync(file.subarray(at, at + length));
	if (raw.includes('begincmap'))
		continue;
	const name = `${process.argv[3]}-${count++}`;
	writeFileSync(name, raw);
	console.log(name);
}
