// SPDX-License-Identifier: EUPL-1.2
// Does the checker see faults? Takes a good PDF with a table, a list, a figure
// and a link, breaks one thing at a time in memory, and expects a complaint.
//
//   node tests/pdf/selftest.mjs FILE
import { checkPdf } from './check.mjs';
import { Pdf } from './pdf.mjs';

const file = process.argv[2];

function dicts(pdf) {
	return [...pdf.objects.values()].map((o) => o.stream?.dict ?? o.value)
		.filter((d) => d && typeof d === 'object' && !Array.isArray(d));
}

function first(pdf, want) {
	const found = dicts(pdf).find(want);

	if (!found)
		throw new Error('the file lacks what is to be broken');
	return found;
}

const role = (name) => (d) => d['/S'] === `/${name}` && d['/P'];

function editPage(pdf, change) {
	const page = first(pdf, (d) => d['/Type'] === '/Page');
	const o = pdf.objects.get(page['/Contents']);
	const old = Buffer.from(o.stream.data, 'base64').toString('latin1');

	o.stream.data = Buffer.from(change(old), 'latin1').toString('base64');
}

function editXmp(pdf, from, to) {
	for (const o of pdf.objects.values()) {
		if (o.stream?.dict['/Type'] !== '/Metadata')
			continue;
		const xml = Buffer.from(o.stream.data, 'base64').toString('utf8');

		o.stream.data = Buffer.from(xml.replace(from, to)).toString('base64');
	}
}

const breaks = {
	'no language': (p) => delete p.of(p.trailer['/Root'])['/Lang'],
	'not marked': (p) => delete p.of(p.trailer['/Root'])['/MarkInfo'],
	'title not shown': (p) =>
		delete p.of(p.trailer['/Root'])['/ViewerPreferences'],
	'no tree': (p) => delete p.of(p.trailer['/Root'])['/StructTreeRoot'],
	'no output intent': (p) => delete p.of(p.trailer['/Root'])['/OutputIntents'],
	'no identifier': (p) => delete p.trailer['/ID'],
	'XMP without PDF/UA': (p) => editXmp(p, /<pdfuaid:part>1/, '<pdfuaid:part>2'),
	'XMP without PDF/A': (p) =>
		editXmp(p, /conformance>A/, 'conformance>B'),
	'XMP with another title': (p) =>
		editXmp(p, /x-default">/, 'x-default">Another '),
	'a figure without words': (p) => delete first(p, role('Figure'))['/Alt'],
	'a figure without a box': (p) => delete first(p, role('Figure'))['/A'],
	'a heading cell without scope': (p) => delete first(p, role('TH'))['/A'],
	'a list without numbering': (p) => delete first(p, role('L'))['/A'],
	'a skipped heading': (p) => { first(p, role('H2'))['/S'] = '/H4'; },
	'two titles': (p) => { first(p, role('H2'))['/S'] = '/H1'; },
	'a paragraph in a list': (p) => { first(p, role('LI'))['/S'] = '/P'; },
	'an unknown role': (p) => { first(p, role('P'))['/S'] = '/Fancy'; },
	'a wrong parent': (p) => { first(p, role('P'))['/P'] = '1 0 R'; },
	'a short row': (p) => first(p, role('TR'))['/K'].pop(),
	'a link without contents': (p) => delete first(p, (d) =>
		d['/Subtype'] === '/Link')['/Contents'],
	'a link that is not printed': (p) => delete first(p, (d) =>
		d['/Subtype'] === '/Link')['/F'],
	'a link to nothing': (p) => { first(p, (d) =>
		d['/Subtype'] === '/Link')['/A'] = { '/URI': 'u:file:///etc' }; },
	'a link outside the tree': (p) => { first(p, (d) =>
		d['/Subtype'] === '/Link')['/StructParent'] = 0; },
	'tabs in another order': (p) => delete first(p, (d) =>
		d['/Type'] === '/Page')['/Tabs'],
	'a font that is not embedded': (p) => delete first(p, (d) =>
		d['/Type'] === '/FontDescriptor')['/FontFile2'],
	'a font without ToUnicode': (p) => delete first(p, (d) =>
		d['/Subtype'] === '/Type0')['/ToUnicode'],
	'a wrong width': (p) => { first(p, (d) => d['/W'])['/W'][1][0] += 40; },
	'untagged content': (p) => editPage(p, (s) => s + '\n0 0 5 5 re f\n'),
	'content that does not end': (p) =>
		editPage(p, (s) => s.replace(/EMC\n$/, '')),
	'a number used twice': (p) =>
		editPage(p, (s) => s.replace('/MCID 1>>', '/MCID 0>>')),
	'another tag than in the tree': (p) =>
		editPage(p, (s) => s.replace('/H1<<', '/P<<')),
	'a box instead of a letter': (p) =>
		editPage(p, (s) => s.replace(/\(\0./s, '(\0\0')),
	'parents in disorder': (p) => {
		const tree = first(p, (d) => d['/Nums'] &&
			Array.isArray(d['/Nums'][1]) &&
			typeof d['/Nums'][1][0] === 'string');

		tree['/Nums'][1].reverse();
	},
	'an outline that leads nowhere': (p) => delete first(p, (d) =>
		d['/Title'] && d['/Parent'] && d['/Dest'])['/Dest'],
};

const names = Object.keys(breaks);
const clean = checkPdf(new Pdf(file));

console.log(`1..${names.length + 1}`);
console.log(`${clean.length ? 'not ok' : 'ok'} 1 - the file itself is fine`);
names.forEach((name, n) => {
	const pdf = new Pdf(file);
	let faults = [];

	try {
		breaks[name](pdf);
		faults = checkPdf(pdf);
	} catch (e) {
		// A checker that stumbles has seen the fault too.
		faults = /lacks what/.test(e.message) ? [] : [e.message];
	}
	console.log(`${faults.length ? 'ok' : 'not ok'} ${n + 2} - ${name}`);
	if (!faults.length)
		process.exitCode = 1;
});
