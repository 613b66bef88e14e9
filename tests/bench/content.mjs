// SPDX-License-Identifier: EUPL-1.2
// The page content of a PDF, uncompressed: what the floor compresses again.
//
//   node content.mjs IN.pdf OUT
import { writeFileSync } from 'node:fs';
import { Pdf } from '../pdf/pdf.mjs';

const pdf = new Pdf(process.argv[2]);
const parts = [];
for (const o of pdf.objects.values())
	if (o.value?.['/Type'] === '/Page')
		parts.push(pdf.bytes(o.value['/Contents']));
writeFileSync(process.argv[3], Buffer.concat(parts));
