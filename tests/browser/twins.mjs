// SPDX-License-Identifier: EUPL-1.2
// The HTML twins of the papers: axe-core with every rule, in light and dark, on
// a telephone and a wide screen; nothing scrolls sideways, easy text is large
// and grows to 200 % without loss, nothing is asked for from anywhere, and the
// words are those of the paper in the same order. --full: every twin in every
// combination; otherwise each in one, in turn.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { launch, pages, url, ok, done } from './common.mjs';

const full = process.argv.includes('--full');
const root = resolve(process.env.SAMPLAN_PLANS || 'output/plans');
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const combinations = ['light', 'dark'].flatMap((scheme) => [320, 1280].map((width) => ({ scheme, width })));
const files = pages(root).filter((f) => existsSync(f.replace(/\.html$/, '.pdf')));
const browser = await launch();
const context = await browser.newContext({ reducedMotion: 'reduce' });
const page = await context.newPage();
await page.addInitScript(axe);
let requests = [];
page.on('request', (r) => requests.push(r.url()));

// Letters and digits of the words, as both ways of writing them down have them.
const words = (text) => text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];

// Footers, repeated headings and the drawn leaf of a calendar are not read
// aloud: the tagged text alone.
function wordsOfPaper(file) {
	const text = execFileSync('pdfinfo', ['-struct-text', file], { maxBuffer: 1 << 26 }).toString();
	return words([...text.matchAll(/^ *"(.*)"$/gm)].map((m) => m[1]).join(' '));
}

async function look(file, { scheme, width }) {
	const label = `${relative(root, file)} ${scheme} ${width}`;
	const problems = [];
	requests = [];
	await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
	await page.setViewportSize({ width, height: 900 });
	await page.goto(url(file));
	const wide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	if (await wide() > 0) problems.push(`scrolls sideways by ${await wide()} px`);
	const small = await page.evaluate(() => {
		const easy = document.querySelector('.easy');
		const sizes = [...document.querySelectorAll('main p, main li, main dd, main dt, main label')]
			.filter((e) => e.offsetParent).map((e) => parseFloat(getComputedStyle(e).fontSize));
		return easy && sizes.length ? Math.min(...sizes) : 99;
	});
	if (small < 18.6) problems.push(`easy text of ${small} px`);
	const found = await page.evaluate(() => window.axe.run(document, {
		runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
		resultTypes: ['violations'],
	}));
	problems.push(...found.violations.map((v) => `${v.id}: ${v.help}\n` +
		v.nodes.slice(0, 3).map((n) => `    ${n.html.slice(0, 160)} ${n.any?.[0]?.message ?? ''}`).join('\n')));
	const cut = await page.evaluate(() => [...document.querySelectorAll('main *')]
		.filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden').length);
	if (cut) problems.push(`${cut} elements hide a part of their text`);
	await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
	if (width === 1280 && await wide() > 0) problems.push(`at 200 % it scrolls sideways by ${await wide()} px`);
	const other = requests.filter((r) => !r.startsWith('file:') && !r.startsWith('data:'));
	if (other.length || requests.length > 1) problems.push(`asks for ${other[0] ?? requests[1]}`);
	ok(problems.length === 0, label, problems.join('\n'));
}

async function compare(file) {
	await page.goto(url(file));
	const twin = words(await page.evaluate(() => document.querySelector('main').innerText.replaceAll('\u00ad', '')));
	const paper = wordsOfPaper(file.replace(/\.html$/, '.pdf'));
	const count = (list) => list.reduce((m, w) => m.set(w, (m.get(w) ?? 0) + 1), new Map());
	const inTwin = count(twin);
	const missing = [...new Set(paper)].filter((w) => !inTwin.has(w));
	const at = paper.findIndex((w, i) => w !== twin[i]);
	ok(missing.length === 0, `${relative(root, file)} says what the paper says`,
		`not in the twin: ${missing.slice(0, 10).join(' ')}\nfrom word ${at}: ${paper.slice(at, at + 6).join(' ')} | ${twin.slice(at, at + 6).join(' ')}`);
}

let turn = 0;
for (const file of files) {
	for (const c of full ? combinations : [combinations[turn++ % combinations.length]]) await look(file, c);
	await compare(file);
}
ok(files.length > 0, `${files.length} twins were looked at`);
await browser.close();
done();
