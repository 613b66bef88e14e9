// SPDX-License-Identifier: EUPL-1.2
// axe-core with every rule (WCAG 2.2 A, AA, AAA, best practices) on every page,
// and what must hold at each width: nothing scrolls sideways, text is large
// enough, targets are large enough. --full: every page in every combination;
// otherwise every page in one combination, in turn, and a few pages in all.
import { readFileSync } from 'node:fs';
import { launch, pages, url, name, ok, done } from './common.mjs';

const full = process.argv.includes('--full');
const only = process.argv.find((a) => a.startsWith('--only='))?.slice(7);
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const modes = ['light', 'dark', 'high'];
const widths = [320, 768, 1280];
const combinations = modes.flatMap((mode) => widths.map((width) => ({ mode, width })));
const everywhere = /^(lattlast\/)?(index|modellen\/index|ordlista\/index|sok\/index)\.html$/;

// A page that only says where another went leaves before it can be looked at.
const leaves = (f) => readFileSync(f, 'utf8').includes('http-equiv="refresh"');
const files = pages().filter((f) => (!only || name(f).includes(only)) && !leaves(f));
const browser = await launch();
const context = await browser.newContext({ reducedMotion: 'reduce' });
const page = await context.newPage();
let requests = [];
page.on('request', (r) => requests.push(r.url()));

async function visit(file, { mode, width }) {
	const label = `${name(file)} ${mode} ${width}`;
	requests = [];
	await page.setViewportSize({ width, height: 900 });
	await page.goto(url(file));
	await page.evaluate((m) => { document.documentElement.dataset.theme = m; }, mode);
	const other = requests.filter((r) => !r.startsWith('file:') && !r.startsWith('data:'));
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	const small = await page.evaluate(() => {
		const easy = document.body.classList.contains('easy');
		const p = [...document.querySelectorAll('main p, main li')].filter((e) => e.offsetParent);
		const sizes = p.map((e) => parseFloat(getComputedStyle(e).fontSize));
		return easy && sizes.length ? Math.min(...sizes) : 99;
	});
	const targets = await page.evaluate(() => [...document.querySelectorAll(
		'header a, header button, header summary, nav a, .card a, button, summary, input')].filter((e) => {
		if (!e.offsetParent || e.closest('p, li p, .term') || e.classList.contains('term')) return false;
		const r = (e.closest('label') ?? e).getBoundingClientRect();
		return r.width && r.height && (r.height < 43.5 || r.width < 43.5) && getComputedStyle(e).position !== 'absolute';
	}).slice(0, 5).map((e) => `${e.outerHTML.slice(0, 90)} ${Math.round(e.getBoundingClientRect().width)}x${Math.round(e.getBoundingClientRect().height)}`));
	await page.evaluate(axe);
	const found = await page.evaluate(() => window.axe.run(document, {
		runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
		resultTypes: ['violations'],
	}));
	const problems = found.violations.map((v) => `${v.id}: ${v.help}\n` +
		v.nodes.slice(0, 3).map((n) => `    ${n.html.slice(0, 160)} ${n.any?.[0]?.message ?? ''}`).join('\n'));
	if (wide > 0) problems.push(`scrolls sideways by ${wide} px`);
	if (small < 18.7) problems.push(`easy text of ${small} px`);
	if (targets.length) problems.push(`small targets:\n    ${targets.join('\n    ')}`);
	if (other.length) problems.push(`asks for ${other[0]}`);
	ok(problems.length === 0, label, problems.join('\n'));
}

let turn = 0;
for (const file of files) {
	const all = full || everywhere.test(name(file));
	for (const c of all ? combinations : [combinations[turn++ % combinations.length]]) await visit(file, c);
}
ok(files.length > 0, `${files.length} pages were visited`);
await browser.close();
done();
