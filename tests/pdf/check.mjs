// SPDX-License-Identifier: EUPL-1.2
// Checks PDFs for what PDF/UA-1 and PDF/A-2a ask and a program can see:
//
//   node tests/pdf/check.mjs FILE|FOLDER...
//
// TAP: one test a file, its faults below it. It is our own
// reading of ISO 14289-1, ISO 19005-2 and ISO 32000-1 14.8, not a validator.
import { readdirSync, statSync } from 'node:fs';
import { Pdf, operators, textOf } from './pdf.mjs';

const PAINT = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'Do',
	'sh', 'Tj', 'TJ', "'", '"', 'BI']);
const SHOW = new Set(['Tj', 'TJ', "'", '"']);
const ROLES = new Set(['Document', 'Sect', 'Div', 'BlockQuote', 'Caption',
	'TOC', 'TOCI', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'P', 'L', 'LI',
	'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', 'Span', 'Reference', 'Note',
	'Code', 'Link', 'Figure']);
// Where a child may stand only in certain parents, and the other way round.
const PARENTS = { LI: ['L'], Lbl: ['LI', 'Note'], LBody: ['LI'],
	TR: ['Table'], TH: ['TR'], TD: ['TR'], TOCI: ['TOC'] };
const CHILDREN = { L: ['L', 'LI', 'Caption'], LI: ['Lbl', 'LBody'],
	Table: ['TR', 'Caption'], TR: ['TH', 'TD'], TOC: ['TOC', 'TOCI',
	'Caption'] };
const LANG = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

export function check(file) {
	try {
		return checkPdf(new Pdf(file));
	} catch (e) {
		return [`cannot be read: ${e.message.split('\n')[0]}`];
	}
}

export function checkPdf(pdf) {
	const faults = [];
	const fault = (text) => faults.push(text);
	const catalog = pdf.of(pdf.trailer['/Root']);
	const pages = pageList(pdf, catalog);

	checkCatalog(pdf, catalog, fault);
	checkMeta(pdf, catalog, fault);
	const fonts = checkFonts(pdf, fault);
	const tree = readTree(pdf, catalog, pages, fault);

	pages.forEach((ref, n) => checkPage(pdf, ref, n, tree, fonts, fault));
	checkOwners(tree, fault);
	checkHeadings(tree, fault);
	checkOutline(pdf, catalog, pages, fault);
	for (const [key, owner] of tree.parents) {
		if (key >= pages.length && !tree.linkKeys.has(key))
			fault(`parent tree key ${key} belongs to nothing (${owner})`);
	}
	return faults;
}

function pageList(pdf, catalog) {
	const out = [];
	const walk = (ref) => {
		const node = pdf.of(ref);

		if (node['/Type'] === '/Pages')
			pdf.of(node['/Kids']).forEach(walk);
		else
			out.push(ref);
	};

	walk(catalog['/Pages']);
	return out;
}

function checkCatalog(pdf, c, fault) {
	if (!LANG.test(textOf(c['/Lang']) ?? ''))
		fault('catalog: no language');
	if (pdf.of(c['/MarkInfo'])?.['/Marked'] !== true)
		fault('catalog: not marked');
	if (pdf.of(c['/MarkInfo'])?.['/Suspects'] === true)
		fault('catalog: suspects');
	if (pdf.of(c['/ViewerPreferences'])?.['/DisplayDocTitle'] !== true)
		fault('catalog: the title is not shown');
	if (!c['/PageLabels'])
		fault('catalog: no page labels');
	if (pdf.trailer['/Encrypt'])
		fault('encrypted');
	if (!Array.isArray(pdf.trailer['/ID']) || pdf.trailer['/ID'].length !== 2)
		fault('no file identifier');
	const intent = pdf.of(pdf.of(c['/OutputIntents'])?.[0]);
	const icc = intent && pdf.bytes(intent['/DestOutputProfile']);

	if (intent?.['/S'] !== '/GTS_PDFA1' || !icc)
		fault('no output intent');
	else if (icc.toString('latin1', 36, 40) !== 'acsp' ||
	    icc.readUInt32BE(0) !== icc.length ||
	    icc.toString('latin1', 16, 20) !== 'RGB ')
		fault('the colour profile is broken');
	for (const key of ['/AA', '/OpenAction', '/AcroForm', '/Names'])
		if (c[key])
			fault(`catalog: ${key} is not wanted`);
}

function checkMeta(pdf, c, fault) {
	const xmp = pdf.bytes(c['/Metadata'])?.toString('utf8') ?? '';
	const info = pdf.of(pdf.trailer['/Info']) ?? {};
	const dict = pdf.of(c['/Metadata']) ?? {};
	const one = (re) => re.exec(xmp)?.[1];
	const plain = (s) => s?.replace(/&lt;/g, '<').replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"').replace(/&amp;/g, '&');
	const title = plain(one(/<dc:title>.*?<rdf:li[^>]*>([^<]*)</s));

	if (dict['/Filter'])
		fault('XMP is compressed');
	if (one(/<pdfuaid:part>(\d)</) !== '1')
		fault('XMP: no pdfuaid:part 1');
	if (one(/<pdfaid:part>(\d)</) !== '2' ||
	    one(/<pdfaid:conformance>(\w)</) !== 'A')
		fault('XMP: not PDF/A-2a');
	if (!xmp.includes('pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<'))
		fault('XMP: the extension schema is missing');
	if (!title || title !== textOf(info['/Title']))
		fault(`title "${title}" and "${textOf(info['/Title'])}" differ`);
	if (one(/<pdf:Producer>([^<]*)</) !== textOf(info['/Producer']))
		fault('producer differs');
	const date = textOf(info['/CreationDate']);
	const iso = one(/<xmp:CreateDate>([^<]*)</);

	if ((date ?? '').replace(/\D/g, '') !== (iso ?? '').replace(/\D/g, ''))
		fault(`dates ${date} and ${iso} differ`);
}

function toUnicode(buf) {
	const map = new Map();

	for (const m of buf.toString('latin1').matchAll(
	    /<([0-9A-F]{4})> <([0-9A-F]+)>\n/g)) {
		if (m[2] === 'FFFF')
			continue;
		const units = m[2].match(/.{4}/g).map((h) => parseInt(h, 16));

		map.set(parseInt(m[1], 16), String.fromCharCode(...units));
	}
	return map;
}

function widthsOf(w) {
	const out = new Map();

	for (let i = 0; i < w.length; i += 2)
		w[i + 1].forEach((v, k) => out.set(w[i] + k, v));
	return out;
}

function checkFonts(pdf, fault) {
	const fonts = new Map();

	for (const [ref, o] of pdf.objects) {
		const f = o.value;

		if (f?.['/Type'] !== '/Font' || f['/Subtype'] !== '/Type0')
			continue;
		const cid = pdf.of(pdf.of(f['/DescendantFonts'])[0]);
		const desc = pdf.of(cid['/FontDescriptor']);
		const uni = pdf.bytes(f['/ToUnicode']);
		const file = pdf.bytes(desc?.['/FontFile2']);

		if (!uni)
			fault(`font ${ref}: no ToUnicode`);
		if (!file || file.length !== pdf.of(desc['/FontFile2'])['/Length1'])
			fault(`font ${ref}: not embedded, or of another length`);
		if (!/^\/[A-Z]{6}\+/.test(f['/BaseFont']) ||
		    f['/BaseFont'] !== cid['/BaseFont'] ||
		    f['/BaseFont'] !== desc['/FontName'])
			fault(`font ${ref}: names ${f['/BaseFont']}`);
		if (cid['/CIDToGIDMap'] !== '/Identity')
			fault(`font ${ref}: no identity map`);
		const widths = widthsOf(pdf.of(cid['/W']));

		checkAdvances(ref, file, widths, fault);
		fonts.set(ref, { unicode: uni ? toUnicode(uni) : new Map(),
			widths });
	}
	return fonts;
}

// The widths of the dictionary are those of the face (ISO 19005-2 6.2.11.5).
function checkAdvances(ref, file, widths, fault) {
	const tables = new Map();

	for (let i = 0; i < file.readUInt16BE(4); i++) {
		const at = 12 + 16 * i;

		tables.set(file.toString('latin1', at, at + 4),
			file.readUInt32BE(at + 8));
	}
	for (const need of ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'])
		if (!tables.has(need))
			fault(`font ${ref}: the table ${need} is missing`);
	const upem = file.readUInt16BE(tables.get('head') + 18);
	const long = file.readUInt16BE(tables.get('hhea') + 34);
	const glyphs = file.readUInt16BE(tables.get('maxp') + 4);

	for (const [gid, w] of widths) {
		const at = tables.get('hmtx') + 4 * Math.min(gid, long - 1);
		const real = file.readUInt16BE(at) * 1000 / upem;

		if (gid >= glyphs)
			fault(`font ${ref}: glyph ${gid} of ${glyphs}`);
		if (Math.abs(real - w) > 1)
			fault(`font ${ref}: glyph ${gid} is ${real} wide, not ${w}`);
	}
}

function readTree(pdf, catalog, pages, fault) {
	const root = pdf.of(catalog['/StructTreeRoot']);
	const tree = { pages, order: [], content: new Map(), parents: new Map(),
		objects: new Map(), linkKeys: new Set(), elements: new Map() };

	if (!root) {
		fault('no structure tree');
		return tree;
	}
	readParents(pdf, root, tree, fault);
	walk(pdf, root['/K'], catalog['/StructTreeRoot'], tree, fault, 0);
	const ids = [...tree.elements.values()].map((e) => textOf(e['/ID']))
		.filter(Boolean);

	if (new Set(ids).size !== ids.length)
		fault('two elements have one id');
	if (ids.length && !root['/IDTree'])
		fault('ids without a tree of them');
	return tree;
}

function readParents(pdf, root, tree, fault) {
	const nums = pdf.of(pdf.of(root['/ParentTree'])?.['/Nums']) ?? [];
	let last = -1;

	for (let i = 0; i < nums.length; i += 2) {
		if (nums[i] <= last)
			fault('the keys of the parent tree are not in order');
		last = nums[i];
		tree.parents.set(nums[i], nums[i + 1]);
	}
	if (!(root['/ParentTreeNextKey'] > last))
		fault('ParentTreeNextKey is too small');
}

function walk(pdf, ref, parent, tree, fault, depth) {
	const e = pdf.of(ref);
	const role = e['/S']?.slice(1);
	const up = tree.elements.get(parent)?.['/S']?.slice(1);

	tree.elements.set(ref, e);
	tree.order.push({ ref, role, depth });
	if (!ROLES.has(role))
		fault(`element ${ref}: no standard role ${role}`);
	if (e['/P'] !== parent)
		fault(`element ${ref}: its parent is not ${parent}`);
	if (PARENTS[role] && !PARENTS[role].includes(up))
		fault(`${role} in ${up}`);
	if (CHILDREN[up] && !CHILDREN[up].includes(role))
		fault(`${up} holds ${role}`);
	checkElement(pdf, ref, e, role, fault);
	const kids = Array.isArray(e['/K']) ? e['/K'] :
		e['/K'] === undefined ? [] : [e['/K']];

	if (!kids.length && role !== 'TD' && role !== 'TH')
		fault(`${role} ${ref} is empty`);
	for (const k of kids)
		readKid(pdf, k, ref, e, tree, fault, depth);
	if (role === 'Link' && !kids.some((k) =>
	    pdf.of(k)?.['/Type'] === '/OBJR'))
		fault(`link ${ref} has no annotation`);
	if (role === 'Table')
		checkTable(pdf, ref, kids, fault);
}

function readKid(pdf, k, ref, e, tree, fault, depth) {
	const content = (page, mcid) => {
		const key = `${page}/${mcid}`;

		if (tree.content.has(key))
			fault(`content ${key} has two owners`);
		tree.content.set(key, ref);
	};

	if (typeof k === 'number') {
		content(e['/Pg'], k);
		return;
	}
	const v = pdf.of(k);

	if (v?.['/Type'] === '/MCR')
		content(v['/Pg'], v['/MCID']);
	else if (v?.['/Type'] === '/OBJR')
		tree.objects.set(v['/Obj'], ref);
	else
		walk(pdf, k, ref, tree, fault, depth + 1);
}

function attribute(pdf, e, owner, key) {
	const list = [pdf.of(e['/A'])].flat();

	return list.map((a) => pdf.of(a)).find((a) => a?.['/O'] === owner)?.[key];
}

function checkElement(pdf, ref, e, role, fault) {
	if (role === 'Figure') {
		if (!textOf(e['/Alt'])?.trim())
			fault(`figure ${ref} has no Alt`);
		const box = attribute(pdf, e, '/Layout', '/BBox');

		if (!box || box[2] - box[0] < 1 || box[3] - box[1] < 1)
			fault(`figure ${ref} has no BBox`);
	}
	if (role === 'TH' && !attribute(pdf, e, '/Table', '/Scope'))
		fault(`TH ${ref} has no Scope`);
	if (role === 'L' && !attribute(pdf, e, '/List', '/ListNumbering'))
		fault(`L ${ref} has no ListNumbering`);
	if (role === 'Note' && !textOf(e['/ID']))
		fault(`Note ${ref} has no ID`);
	if (e['/Lang'] !== undefined && !LANG.test(textOf(e['/Lang'])))
		fault(`element ${ref}: language ${textOf(e['/Lang'])}`);
}

function checkTable(pdf, ref, kids, fault) {
	const rows = kids.map((k) => pdf.of(k)).filter((r) => r['/S'] === '/TR');
	const cells = (r) => [r['/K']].flat().map((k) => pdf.of(k));
	const widths = new Set(rows.map((r) => cells(r).length));
	const heads = rows.some((r) => cells(r).some((c) => c['/S'] === '/TH'));

	if (widths.size > 1)
		fault(`table ${ref}: rows of ${[...widths].join(', ')} cells`);
	if (!heads)
		fault(`table ${ref} has no TH`);
}

function checkPage(pdf, ref, n, tree, fonts, fault) {
	const page = pdf.of(ref);
	const where = `page ${n + 1}`;
	const owners = pdf.of(tree.parents.get(page['/StructParents'])) ?? [];

	if (page['/Tabs'] !== '/S')
		fault(`${where}: the order of tabs is not that of the structure`);
	if (page['/StructParents'] === undefined)
		fault(`${where}: no StructParents`);
	const seen = readContent(pdf, page, ref, where, tree, fonts, fault);

	seen.forEach((mcid, i) => {
		if (mcid !== i)
			fault(`${where}: content ${mcid} stands at place ${i}`);
		const owner = tree.content.get(`${ref}/${mcid}`);

		if (!owner)
			fault(`${where}: content ${mcid} belongs to no element`);
		else if (owners[mcid] !== owner)
			fault(`${where}: content ${mcid} in the parent tree: ${owners[mcid]}`);
	});
	if (owners.length !== seen.length)
		fault(`${where}: ${owners.length} entries for ${seen.length} pieces`);
	checkReading(ref, where, tree, fault);
	for (const a of pdf.of(page['/Annots']) ?? [])
		checkAnnotation(pdf, a, where, tree, fault);
}

// Reading order is drawing order: the tree meets the pieces in their order.
function checkReading(ref, where, tree, fault) {
	let last = -1;

	for (const key of tree.content.keys()) {
		const [page, mcid] = key.split('/');

		if (page !== ref)
			continue;
		if (Number(mcid) < last)
			fault(`${where}: content ${mcid} is read after ${last}`);
		last = Number(mcid);
	}
}

function readContent(pdf, page, ref, where, tree, fonts, fault) {
	const resources = pdf.of(page['/Resources']);
	const fontRefs = pdf.of(resources['/Font']) ?? {};
	const stack = [];
	const seen = [];
	let font = null;
	let text = false;

	for (const { op, operands } of operators(pdf.bytes(page['/Contents']))) {
		if (op === 'BT')
			text = true;
		if (op === 'ET')
			text = false;
		if (op === 'BMC' || op === 'BDC') {
			const [tag, props] = operands;

			if (text)
				fault(`${where}: content begins inside a text`);
			if (stack.length)
				fault(`${where}: marked content in marked content`);
			stack.push(tag);
			if (tag === '/Artifact')
				continue;
			const mcid = props?.['/MCID'];

			if (typeof mcid !== 'number')
				fault(`${where}: ${tag} without a number`);
			seen.push(mcid);
			const e = tree.elements.get(tree.content.get(`${ref}/${mcid}`));

			if (e && e['/S'] !== tag)
				fault(`${where}: ${tag} belongs to ${e['/S']}`);
		} else if (op === 'EMC') {
			if (!stack.length)
				fault(`${where}: EMC too much`);
			stack.pop();
		} else if (PAINT.has(op) && !stack.length) {
			fault(`${where}: ${op} is neither tagged nor artifact`);
		} else if (op === 'Tf') {
			font = fonts.get(fontRefs[operands[0]]);
			if (!font)
				fault(`${where}: font ${operands[0]} is not there`);
		}
		if (SHOW.has(op))
			checkShown(operands, font, where, fault);
	}
	if (stack.length)
		fault(`${where}: marked content does not end`);
	return seen;
}

function checkShown(operands, font, where, fault) {
	for (const s of operands.flat().filter(Buffer.isBuffer)) {
		if (s.length % 2)
			fault(`${where}: half a glyph`);
		for (let i = 0; i + 1 < s.length; i += 2) {
			const gid = s.readUInt16BE(i);

			if (!gid)
				fault(`${where}: a box instead of a character`);
			else if (!font?.unicode.has(gid))
				fault(`${where}: glyph ${gid} is no character`);
			else if (!font.widths.has(gid))
				fault(`${where}: glyph ${gid} has no width`);
		}
	}
}

function checkAnnotation(pdf, ref, where, tree, fault) {
	const a = pdf.of(ref);
	const key = a['/StructParent'];

	tree.linkKeys.add(key);
	if (a['/Subtype'] !== '/Link')
		fault(`${where}: annotation ${a['/Subtype']}`);
	if (!textOf(a['/Contents'])?.trim())
		fault(`${where}: a link without Contents`);
	if (a['/F'] !== 4)
		fault(`${where}: a link that is not printed`);
	const target = textOf(pdf.of(a['/A'])?.['/URI']);

	if (!a['/Dest'] && !/^(https?:\/\/|mailto:|tel:)[\x21-\x7e]+$/.test(target))
		fault(`${where}: a link to ${target}`);
	if (a['/Dest'] && !tree.pages.includes(pdf.of(a['/Dest'])[0]))
		fault(`${where}: a link to a page that is not there`);
	const owner = tree.objects.get(ref);

	if (!owner || tree.parents.get(key) !== owner ||
	    tree.elements.get(owner)['/S'] !== '/Link')
		fault(`${where}: a link that belongs to no Link`);
}

function checkOwners(tree, fault) {
	if (tree.order[0]?.role !== 'Document')
		fault('the root is not Document');
}

function checkHeadings(tree, fault) {
	let last = 0;
	let ones = 0;

	for (const { role } of tree.order) {
		const m = /^H(\d)$/.exec(role);

		if (!m)
			continue;
		const level = Number(m[1]);

		if (level === 1)
			ones++;
		if (level > last + 1)
			fault(`heading of level ${level} after ${last}`);
		last = level;
	}
	if (ones !== 1)
		fault(`${ones} headings of level 1`);
}

function checkOutline(pdf, catalog, pages, fault) {
	let n = 0;
	const level = (ref, up) => {
		for (let prev; ref; prev = ref, ref = pdf.of(ref)['/Next']) {
			const o = pdf.of(ref);

			n++;
			if (o['/Parent'] !== up || o['/Prev'] !== prev)
				fault(`outline ${ref}: wrong neighbours`);
			if (!textOf(o['/Title']) ||
			    !pages.includes(pdf.of(o['/Dest'])?.[0]))
				fault(`outline ${ref}: no title or no page`);
			if (o['/First'])
				level(o['/First'], ref);
			if (!o['/Next'] && pdf.of(up)['/Last'] !== ref)
				fault(`outline ${ref}: is not the last one`);
		}
	};
	const root = catalog['/Outlines'];

	if (root)
		level(pdf.of(root)['/First'], root);
	if (!n)
		fault('no outline');
}

function filesOf(arg) {
	if (!statSync(arg).isDirectory())
		return [arg];
	return readdirSync(arg, { recursive: true }).filter((n) =>
		n.endsWith('.pdf')).sort().map((n) => `${arg}/${n}`);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
	const files = process.argv.slice(2).flatMap(filesOf);

	console.log(`1..${files.length}`);
	files.forEach((file, n) => {
		const faults = check(file);

		console.log(`${faults.length ? 'not ok' : 'ok'} ${n + 1} - ${file}`);
		for (const f of faults.slice(0, 20))
			console.log(`# ${f}`);
		if (faults.length)
			process.exitCode = 1;
	});
	if (!files.length) {
		console.log('not ok - no PDF to check');
		process.exitCode = 1;
	}
}
