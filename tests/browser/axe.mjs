// SPDX-License-Identifier: EUPL-1.2
// axe-core with every rule (WCAG 2.2 A, AA, AAA, best practices) on every page,
// also with the menu, the settings, an explained word and the results of a
// search open; and nothing scrolls sideways. --full: every page in every
// combination, with everything open in turn; otherwise every page in one
// combination, in turn (of versions and differences every fourth), a few pages
// in all, and one of each kind opened.
import { readFileSync } from 'node:fs';
import { launch, pages, url, name, ok, done } from './common.mjs';

const full = process.argv.includes('--full');
const only = process.argv.find((a) => a.startsWith('--only='))?.slice(7);
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const modes = ['light', 'dark', 'high'];
const widths = [320, 768, 1280];
const combinations = modes.flatMap((mode) => widths.map((width) => ({ mode, width })));
const opens = /^(lattlast\/)?modellen\/planeringsmotet\/index\.html$/;
const everywhere = /^(lattlast\/)?(index|modellen\/index|ordlista\/index|sok\/index)\.html$/;

// A page that only says where another went leaves before it can be looked at.
const leaves = (f) => readFileSync(f, 'utf8').includes('http-equiv="refresh"');
const rest = /^(arkiv\/.+\/|(lattlast\/)?nytt\/.+\/)/;
const files = pages().filter((f) => (!only || name(f).includes(only)) && !leaves(f))
	.filter((f, i) => full || only || !rest.test(name(f)) || i % 4 === 0);
const browser = await launch();
const context = await browser.newContext({ reducedMotion: 'reduce' });
const page = await context.newPage();
let requests = [];
page.on('request', (r) => requests.push(r.url()));

/* What axe finds in the page as it is now. */
async function problems() {
	if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(axe);
	const found = await page.evaluate(() => window.axe.run(document, {
		runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
		resultTypes: ['violations'],
	}));
	return found.violations.map((v) => `${v.id}: ${v.help}\n` +
		v.nodes.slice(0, 3).map((n) => `    ${n.html.slice(0, 160)} ${n.any?.[0]?.message ?? ''}`).join('\n'));
}
async function dress(file, { mode, width }) {
	await page.setViewportSize({ width, height: 900 });
	if (at !== file) {
		requests = [];
		await page.goto(url(file));
		at = file;
	}
	await page.evaluate((m) => { document.documentElement.dataset.theme = m; }, mode);
}
let at = '';

async function visit(file, c) {
	await dress(file, c);
	const other = requests.filter((r) => !r.startsWith('file:') && !r.startsWith('data:'));
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	const found = await problems();
	if (wide > 0) found.push(`scrolls sideways by ${wide} px`);
	if (other.length) found.push(`asks for ${other[0]}`);
	ok(found.length === 0, `${name(file)} ${c.mode} ${c.width}`, found.join('\n'));
}

/* What a reader opens; false when the page has none of it at this width. */
const states = {
	menu: async () => {
		if (!await page.locator('.menu > summary').isVisible()) return false;
		await page.click('.menu > summary');
		return page.locator('.menu > .sections').isVisible();
	},
	settings: async () => {
		if (!await page.locator('.settings > summary').isVisible()) return false;
		await page.click('.settings > summary');
		return page.locator('.settings-panel').isVisible();
	},
	word: async () => {
		const term = page.locator('a.term').first();
		if (!await term.count() || !(await page.isVisible('.settings'))) return false;
		await term.click();
		return page.locator('.term-text.open').first().isVisible();
	},
	search: async () => {
		const here = await page.locator('#search-here').count();
		const field = page.locator(here ? '#search-here' : '#search-input');
		if (!await field.count() || !await field.isVisible() || !(await page.evaluate(() => Boolean(window.samplanSearch)))) return false;
		await field.fill('samtyket');
		await page.waitForFunction(() => [...document.querySelectorAll('.search-status')].some((e) => e.textContent));
		return page.locator('.search-result').first().isVisible();
	},
};
const opened = { menu: 0, settings: 0, word: 0, search: 0 };
async function visitOpen(file, c, state) {
	await dress(file, c);
	if (!await states[state]()) {
		at = '';
		return;
	}
	opened[state]++;
	const found = await problems();
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	if (wide > 0) found.push(`scrolls sideways by ${wide} px`);
	ok(found.length === 0, `${name(file)} ${c.mode} ${c.width}, ${state} open`, found.join('\n'));
	at = '';
}

// One page of each kind and level gets every state, too.
const kinds = new Map();
for (const f of files) {
	const kind = /<body class="([^"]*)"/.exec(readFileSync(f, 'utf8'))[1];
	if (!kinds.has(kind)) kinds.set(kind, f);
}
let turn = 0;
for (const file of files) {
	const all = full || everywhere.test(name(file));
	for (const c of all ? combinations : [combinations[turn++ % combinations.length]]) await visit(file, c);
	const stated = opens.test(name(file));
	if (!full && !stated && kinds.get(/<body class="([^"]*)"/.exec(readFileSync(file, 'utf8'))[1]) !== file) continue;
	for (const state of Object.keys(states))
		for (const c of stated ? combinations : [combinations[turn++ % combinations.length]]) await visitOpen(file, c, state);
}
ok(files.length > 0, `${files.length} pages were visited`);
if (!only) ok(Object.values(opened).every((n) => n > 8), `with things open: ${Object.entries(opened).map(([k, n]) => `${k} ${n}`).join(', ')}`);
await browser.close();
done();
