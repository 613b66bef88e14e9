// SPDX-License-Identifier: EUPL-1.2
// axe-core with every rule (WCAG 2.2 A, AA, AAA, best practices) on every page,
// also with the menu, the settings, an explained word and the results of a
// search open; on the editors' report, the private overview and the offline
// form; and nothing scrolls sideways. --full: every page in every combination,
// with everything open in turn; otherwise every page in one combination, in turn
// (of versions and differences every fourth), a few pages in all, and one of
// each kind opened. As many tabs work at once as there are processors, at most
// four; SAMPLAN_TABS says another number.
import { readFileSync, existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { launch, pages, root, url, name, ok, done } from './common.mjs';

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
const tabs = Number(process.env.SAMPLAN_TABS) || Math.min(4, availableParallelism());

/* What axe finds in the page as it is now, and what else may not be. */
async function problems({ page, requests }) {
	const found = await page.evaluate(() => window.axe.run(document, {
		runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
		resultTypes: ['violations'],
	}));
	const list = found.violations.map((v) => `${v.id}: ${v.help}\n` +
		v.nodes.slice(0, 3).map((n) => `    ${n.html.slice(0, 160)} ${n.any?.[0]?.message ?? ''}`).join('\n'));
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	const other = requests.filter((r) => !r.startsWith('file:') && !r.startsWith('data:'));
	if (wide > 0) list.push(`scrolls sideways by ${wide} px`);
	if (other.length) list.push(`asks for ${other[0]}`);
	return list.join('\n');
}
async function dress(tab, file, { mode, width }) {
	await tab.page.setViewportSize({ width, height: 900 });
	if (tab.at !== file) {
		tab.requests.length = 0;
		await tab.page.goto(url(file));
		tab.at = file;
	}
	await tab.page.evaluate((m) => { document.documentElement.dataset.theme = m; }, mode);
}

async function visit(tab, file, c) {
	await dress(tab, file, c);
	const found = await problems(tab);
	ok(!found, `${name(file)} ${c.mode} ${c.width}`, found);
}

/* What a reader opens; false when the page has none of it at this width. */
const states = {
	menu: async (page) => {
		if (!await page.locator('.menu > summary').isVisible()) return false;
		await page.click('.menu > summary');
		return page.locator('.menu > .sections').isVisible();
	},
	settings: async (page) => {
		if (!await page.locator('.settings > summary').isVisible()) return false;
		await page.click('.settings > summary');
		return page.locator('.settings-panel').isVisible();
	},
	word: async (page) => {
		const term = page.locator('a.term').first();
		if (!await term.count() || !(await page.isVisible('.settings'))) return false;
		await term.click();
		return page.locator('.term-text.open').first().isVisible();
	},
	search: async (page) => {
		const here = await page.locator('#search-here').count();
		const field = page.locator(here ? '#search-here' : '#search-input');
		if (!await field.count() || !await field.isVisible() || !(await page.evaluate(() => Boolean(window.samplanSearch)))) return false;
		await field.fill('samtyket');
		await page.waitForFunction(() => [...document.querySelectorAll('.search-status')].some((e) => e.textContent));
		return page.locator('.search-result').first().isVisible();
	},
};
const opened = { menu: 0, settings: 0, word: 0, search: 0 };
async function visitOpen(tab, file, c, state) {
	await dress(tab, file, c);
	if (await states[state](tab.page)) {
		opened[state]++;
		const found = await problems(tab);
		ok(!found, `${name(file)} ${c.mode} ${c.width}, ${state} open`, found);
	}
	tab.at = '';
}

// One page of each kind and level gets every state, too.
const kindOf = (f) => /<body class="([^"]*)"/.exec(readFileSync(f, 'utf8'))[1];
const kinds = new Map();
for (const f of files) if (!kinds.has(kindOf(f))) kinds.set(kindOf(f), f);
let turn = 0;
const next = () => combinations[turn++ % combinations.length];
const work = files.map((file) => {
	const shut = full || everywhere.test(name(file)) ? combinations : [next()];
	const stated = opens.test(name(file));
	const open = !full && !stated && kinds.get(kindOf(file)) !== file ? [] : Object.keys(states)
		.flatMap((state) => (stated ? combinations : [next()]).map((c) => ({ c, state })));
	return async (tab) => {
		for (const c of shut) await visit(tab, file, c);
		for (const { c, state } of open) await visitOpen(tab, file, c, state);
	};
});

// Pages beside the site follow the colours that the reader's system asks for.
const output = resolve(root, '..');
const beside = ['report/index.html', 'plans/index.html', 'plans/formular.html']
	.map((f) => join(output, f)).filter((f) => existsSync(f) && (!only || f.includes(only)));
for (const file of beside)
	for (const colorScheme of ['light', 'dark'])
		for (const width of widths)
			work.push(async (tab) => {
				await tab.page.emulateMedia({ colorScheme });
				await tab.page.setViewportSize({ width, height: 900 });
				tab.requests.length = 0;
				await tab.page.goto(url(file));
				tab.at = '';
				const found = await problems(tab);
				ok(!found, `${relative(output, file)} ${colorScheme} ${width}`, found);
				await tab.page.emulateMedia({ colorScheme: null });
			});

await Promise.all(Array.from({ length: tabs }, async () => {
	const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
	await page.addInitScript(axe);
	const tab = { page, requests: [], at: '' };
	page.on('request', (r) => tab.requests.push(r.url()));
	while (work.length) await work.shift()(tab);
}));
ok(files.length + beside.length > 0, `${files.length} pages and ${beside.length} beside the site were visited`);
if (!only) ok(Object.values(opened).every((n) => n > 8), `with things open: ${Object.entries(opened).map(([k, n]) => `${k} ${n}`).join(', ')}`);
await browser.close();
done();
