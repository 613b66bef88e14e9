// SPDX-License-Identifier: EUPL-1.2
// What is compressed for each document, uncompressed: pages, object streams and
// the table; not what is prepared once a run. The floor compresses it again.
//
//   node content.mjs IN.pdf OUT
//
// Writes OUT-0, OUT-1, … and prints their names.
import { readFileSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const [from, to] = process.argv.slice(2);
const file = readFileSync(from), text = file.toString('latin1');
let parts = 0;
for (const m of text.matchAll(/^\d+ 0 obj\n<<\n([^\n]*)>>\nstream\n/gm)) {
	const dict = m[1], at = m.index + m[0].length;
	const bytes = file.subarray(at, at + Number(/\/Length (\d+)/.exec(dict)[1]));
	if (/\/Length1|\/XObject|\/N 3|\/XML/.test(dict) || !dict.includes('/FlateDecode'))
		continue;
	const raw = inflateSync(bytes);
	if (raw.includes('begincmap'))
		continue;
	writeFileSync(`${to}-${parts}`, raw);
	console.log(`${to}-${parts++}`);
}
