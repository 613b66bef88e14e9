// SPDX-License-Identifier: EUPL-1.2
// How many documents a second Typst makes of the person's own plan, in one
// process, tagged as PDF/UA-1, with the faces and pictures loaded once:
//
//   node typst.mjs COUNT [OUT.pdf]
//
// Prints documents a second, bytes of one document, and its version; ends with
// 77 when the compiler is not installed.
import { mkdirSync, readFileSync, writeFileSync, cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, '..', '..');
let typst;
try {
	typst = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler');
} catch {
	process.exit(77);
}

const measure = (i, who, text, picture) => ({ text, picture, facts: [['Vem', who],
	['Telefon', `08-000 00 ${20 + i}`], ['När', 'Från den 5 oktober 2026 till den 5 april 2027.']] });
const plan = (i) => ({
	id: `P-2026-${String(i).padStart(5, '0')}`, name: 'Vilgot', changed: '6 november 2026', pictures: '/pictograms',
	intro: 'Det här är din plan. Den säger vem som hjälper dig, och med vad.',
	facts: [['Planen är för', 'Vilgot'], ['Planen är från', 'den 6 november 2026'], ['Ring', 'Hedda Kajlöf, 08-000 00 22']],
	wishes: ['Alla ringer min mamma. Jag vill att de ringer mig.', 'Jag vill bo själv.', 'Jag vill veta vem jag ska ringa.'],
	measures: [
		measure(1, 'Hedda Kajlöf', 'Hedda kommer hem till dig två gånger i veckan. Hon hjälper dig med räkningar och brev.', 'hem'),
		measure(2, 'Omar Sälgfjord', 'Du bor en vecka i en lägenhet och provar.', 'nyckel'),
		measure(3, 'Pia Dunhav', 'Pia skriver korta brev till dig.', 'brev'),
		measure(4, 'Linnea Hasselbo', 'Linnea gör en tavla med bilder. Tavlan visar vad du gör varje dag.', 'kalender'),
	],
	meeting: 'Torsdag 11 februari 2027 klockan 13.00. Då pratar vi om hur det går.',
	rights: ['Du bestämmer om planen. Du får säga nej.', 'Du får ta tillbaka ditt ja. Säg det till Hedda.',
		'Du får ändra dig. Då skriver vi en ny plan.'],
});

const count = Number(process.argv[2] ?? 100);
const place = join(root, '.build/bench/typst');
mkdirSync(place, { recursive: true });
cpSync(join(root, 'themes/standard/pictograms'), join(place, 'pictograms'), { recursive: true });
cpSync(join(here, 'typst/min-plan.typ'), join(place, 'min-plan.typ'));
const compiler = typst.NodeCompiler.create({ workspace: place,
	fontArgs: [{ fontPaths: ['/usr/share/fonts/truetype/andika'] }] });
const make = (i) => compiler.pdf({ mainFilePath: join(place, 'min-plan.typ'),
	inputs: { plan: JSON.stringify(plan(i)) } }, { pdfStandard: 'ua-1' });
let pdf = make(0);
const begin = process.cpuUsage(), wall = process.hrtime.bigint();
for (let i = 1; i <= count; i++) {
	pdf = make(i);
	if (i % 10 === 0)
		compiler.evictCache?.(10);
}
const seconds = Number(process.hrtime.bigint() - wall) / 1e9;
if (process.argv[3])
	writeFileSync(process.argv[3], pdf);
const version = JSON.parse(readFileSync(join(here, 'node_modules/@myriaddreamin/typst-ts-node-compiler/package.json'))).version;
console.log(`${(count / seconds).toFixed(1)} ${pdf.length} typst-ts-node-compiler ${version}`);
