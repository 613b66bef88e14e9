// SPDX-License-Identifier: EUPL-1.2
// What can be measured on a page as it is shown: contrast of every text against
// what is painted behind it, size of easy text, size of targets, sideways
// scrolling at 320 px and at 400 %, weight, requests, and when the largest text
// is painted while the scripts are still on their way.
// Bounded: a page of each kind at each level; --full: all pages.
import { createServer } from 'node:http';
import { readFileSync, existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch, pages, root, url, name, ok, done } from './common.mjs';

const full = process.argv.includes('--full');
const html = (f) => readFileSync(f, 'utf8');
const all = pages().filter((f) => !html(f).includes('http-equiv="refresh"'));
// One page of each kind and level: the first, and the longest.
const kinds = new Map();
for (const f of all) {
	const text = html(f);
	const kind = /<body class="([^"]*)"/.exec(text)[1];
	const entry = kinds.get(kind) || kinds.set(kind, []).get(kind);
	entry.push([text.length, f]);
}
const some = [...kinds.values()].flatMap((list) => {
	list.sort((a, b) => b[0] - a[0]);
	return list.length > 1 ? [list[0][1], list[list.length >> 1][1]] : [list[0][1]];
});
const files = full ? all : some;
ok(kinds.size >= 20, `${kinds.size} kinds of pages, ${files.length} of ${all.length} pages are measured`);

const browser = await launch();
const context = await browser.newContext({ reducedMotion: 'reduce' });
const page = await context.newPage();
let requests = [];
page.on('request', (r) => requests.push(r.url()));

/* Contrast of each text, with all grounds behind it laid upon each other. */
const contrasts = () => {
	const parse = (c) => {
		const m = c.match(/rgba?\(([^)]+)\)/);
		const [r, g, b, a = 1] = m[1].split(/[\s,/]+/).map(Number);
		return { r, g, b, a };
	};
	const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a),
		b: top.b * top.a + under.b * (1 - top.a), a: 1 });
	const light = ({ r, g, b }) => {
		const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
		return 0.2126 * x + 0.7152 * y + 0.0722 * z;
	};
	const grounds = new Map();
	const ground = (e) => {
		if (!e) return { r: 255, g: 255, b: 255, a: 1 };
		if (!grounds.has(e)) {
			const c = parse(getComputedStyle(e).backgroundColor);
			grounds.set(e, c.a === 1 ? c : over(c, ground(e.parentElement)));
		}
		return grounds.get(e);
	};
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	let least = 99, where = '', texts = 0, small = 99, smallWhere = '';
	const easy = document.body.classList.contains('easy');
	while (walker.nextNode()) {
		const t = walker.currentNode;
		const e = t.parentElement;
		if (!t.data.trim() || !e.getClientRects().length || e.closest('script, .visually-hidden')) continue;
		const style = getComputedStyle(e);
		if (style.visibility === 'hidden' || e.closest('.skip')) continue;
		const under = ground(e);
		const ink = over(parse(style.color), under);
		const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
		const ratio = (a + 0.05) / (b + 0.05);
		texts++;
		if (ratio < least) { least = ratio; where = `${e.tagName}.${e.className} "${t.data.trim().slice(0, 40)}"`; }
		const size = parseFloat(style.fontSize);
		if (easy && e.closest('main') && size < small) { small = size; smallWhere = `${e.tagName}.${e.className} "${t.data.trim().slice(0, 40)}"`; }
	}
	return { least, where, texts, small, smallWhere };
};
/* Targets; a link in a sentence is as large as its line (WCAG 2.5.5, inline). */
const targets = () => {
	const small = [], inline = { count: 0 };
	let count = 0;
	for (const e of document.querySelectorAll('a[href], button, summary, input, select, textarea, [role=button]')) {
		if (!e.getClientRects().length || e.matches('.skip') || e.closest('.visually-hidden')) continue;
		const box = e.matches('input[type=radio], input[type=checkbox]') && e.closest('label') ? e.closest('label') : e;
		const r = box.getBoundingClientRect();
		count++;
		if (r.width >= 43.5 && r.height >= 43.5) continue;
		const after = getComputedStyle(e, '::after');
		if (after.position === 'absolute' && after.content !== 'none' && e.closest('.card')) continue; // the card is the target
		// Only what has words beside it in its own block is in a sentence.
		const block = e.closest('p, li, dd, dt, td, th, h1, h2, h3, h4, caption, .term-text');
		const beside = block ? block.textContent.length - e.textContent.length : 0;
		if (getComputedStyle(e).display === 'inline' && beside > 2) {
			inline.count++;
			continue;
		}
		small.push(`${e.outerHTML.slice(0, 80)} ${Math.round(r.width)}x${Math.round(r.height)}`);
	}
	return { small, inline: inline.count, count };
};
const sideways = () => {
	const more = document.documentElement.scrollWidth - innerWidth;
	if (more <= 0) return '';
	const e = [...document.querySelectorAll('body *')].find((x) => x.getBoundingClientRect().right > innerWidth + 1);
	return `${more} px, ${e?.outerHTML.slice(0, 100)}`;
};

const worst = { contrast: 99, small: 99, targets: 0, inline: 0, weight: 0 };
const faults = { contrast: [], small: [], targets: [], scroll: [], zoom: [], requests: [], weight: [] };
const zoomed = await (await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 })).newPage();
for (const f of files) {
	requests = [];
	for (const width of [320, 768, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		if (width === 320) await page.goto(url(f));
		const wide = await page.evaluate(sideways);
		if (wide) faults.scroll.push(`${name(f)} at ${width}: ${wide}`);
		const t = await page.evaluate(targets);
		worst.targets += t.count;
		worst.inline += t.inline;
		faults.targets.push(...t.small.map((s) => `${name(f)} at ${width}: ${s}`));
		for (const mode of ['light', 'dark', 'high']) {
			await page.evaluate((m) => { document.documentElement.dataset.theme = m; }, mode);
			const c = await page.evaluate(contrasts);
			worst.contrast = Math.min(worst.contrast, c.least);
			worst.small = Math.min(worst.small, c.small);
			if (c.least < 7) faults.contrast.push(`${name(f)} ${mode} ${width}: ${c.least.toFixed(2)} ${c.where}`);
			if (c.small < 18.7) faults.small.push(`${name(f)} ${width}: ${c.small} ${c.smallWhere}`);
		}
	}
	const other = requests.filter((r) => !r.startsWith('file:') && !r.startsWith('data:'));
	if (other.length) faults.requests.push(`${name(f)}: ${other.join(' ')}`);
	await zoomed.goto(url(f));
	const wide = await zoomed.evaluate(sideways);
	if (wide) faults.zoom.push(`${name(f)}: ${wide}`);
}
const list = (l) => [...new Set(l)].slice(0, 15).join('\n');
ok(!faults.contrast.length, `text has a contrast of ${worst.contrast.toFixed(2)} to 1 at least, in three sets of colours`, list(faults.contrast));
ok(worst.small >= 18.7 && !faults.small.length, `easy text is ${worst.small} px at least`, list(faults.small));
ok(!faults.targets.length, `${worst.targets} targets are 44 px both ways, but ${worst.inline} links in sentences`, list(faults.targets));
ok(!faults.scroll.length, 'nothing scrolls sideways at 320, 768 and 1280 px', list(faults.scroll));
ok(!faults.zoom.length, 'nor at 400 %', list(faults.zoom));
ok(!faults.requests.length, 'nothing is asked of another host', list(faults.requests));

// ---- text of opened things ----
const opened = { contrast: 99, faults: [], targets: [] };
for (const f of ['modellen/planeringsmotet/index.html', 'lattlast/index.html'].map((x) => join(root, x)).filter(existsSync))
	for (const width of [320, 768, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		await page.goto(url(f));
		for (const open of ['.menu > summary', '.settings > summary', 'a.term']) {
			await page.locator(open).first().click();
			for (const mode of ['light', 'dark', 'high']) {
				await page.evaluate((m) => { document.documentElement.dataset.theme = m; }, mode);
				const c = await page.evaluate(contrasts);
				opened.contrast = Math.min(opened.contrast, c.least);
				if (c.least < 7) opened.faults.push(`${name(f)} ${open} ${mode}: ${c.least.toFixed(2)} ${c.where}`);
			}
			opened.targets.push(...(await page.evaluate(targets)).small);
			const outside = await page.evaluate(() => [...document.querySelectorAll('.menu[open] > nav, .settings[open] > form, .term-text.open')]
				.filter((e) => { const r = e.getBoundingClientRect(); return r.left < 0 || r.right > innerWidth; }).map((e) => e.className));
			opened.faults.push(...outside.map((o) => `${name(f)} ${width}: ${o} reaches outside the window`));
			await page.keyboard.press('Escape');
		}
		if (width > 700) {
			await page.fill('#search-input', 'plan');
			await page.waitForFunction(() => document.querySelector('.search-status')?.textContent);
			const c = await page.evaluate(contrasts);
			opened.contrast = Math.min(opened.contrast, c.least);
			opened.targets.push(...(await page.evaluate(targets)).small);
			const box = await page.locator('.search-panel').boundingBox();
			if (box.x < 0 || box.x + box.width > width) opened.faults.push(`${name(f)} ${width}: results from ${box.x} to ${box.x + box.width}`);
		}
	}
ok(!opened.faults.length && opened.contrast >= 7, `menu, settings, explained words and results are in the window, contrast ${opened.contrast.toFixed(2)}`, list(opened.faults));
ok(!opened.targets.length, 'what they hold is 44 px', list(opened.targets));

// ---- weight ----
const most = 60 * 1024;
const packed = (f) => gzipSync(readFileSync(f), { level: 9 }).length;
const sizes = new Map();
let heaviest = ['', 0];
for (const f of all) {
	const text = html(f);
	let sum = gzipSync(text, { level: 9 }).length;
	for (const [, path] of text.matchAll(/(?:src|href)="([^"]+\.(?:css|js))"/g)) {
		// The index of the search has a budget of its own, in search.mjs.
		const file = path.startsWith('/') ? join(root, path) : join(f, '..', path);
		if (!sizes.has(file)) sizes.set(file, existsSync(file) ? packed(file) : 0);
		sum += sizes.get(file);
	}
	if (sum > heaviest[1]) heaviest = [name(f), sum];
}
ok(heaviest[1] <= most && heaviest[1] > 1000, `HTML, CSS and scripts of a page are ${heaviest[1]} bytes compressed at most (${heaviest[0]})`);
for (const f of readdirSync(join(root, 'assets')).filter((x) => x.endsWith('.woff2'))) {
	const n = readFileSync(join(root, 'assets', f)).length;
	ok(n <= most, `${f} is ${n} bytes`);
}
// ---- the largest text does not wait for scripts ----
// They are held back until it is painted, however long that takes; nothing larger
// comes with them.
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
let held = null; // scripts that wait, or null: they are sent at once
const server = createServer((req, res) => {
	const path = new URL(req.url, 'http://x').pathname;
	const file = join(root, decodeURIComponent(path));
	const send = () => {
		if (!existsSync(file)) { res.writeHead(404).end(); return; }
		res.writeHead(200, { 'Content-Type': types[extname(file)] || 'application/octet-stream', 'Content-Security-Policy': "default-src 'self'" }).end(readFileSync(file));
	};
	if (held && path.endsWith('.js')) held.push(send);
	else send();
});
await new Promise((go) => server.listen(0, '127.0.0.1', go));
const origin = `http://127.0.0.1:${server.address().port}/`;
const slow = [];
let waited = 0;
const fresh = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage();
fresh.on('console', (m) => { if (/Content Security Policy/.test(m.text())) slow.push(m.text()); });
// The size of what is largest when nothing larger has come for a while; 0: nothing in half a minute.
const largest = () => fresh.evaluate(() => new Promise((go) => {
	let size = 0, quiet;
	const end = setTimeout(() => go(0), 30000);
	new PerformanceObserver((l) => {
		for (const e of l.getEntries()) size = Math.max(size, e.size);
		clearTimeout(quiet);
		quiet = setTimeout(() => { clearTimeout(end); go(size); }, 300);
	}).observe({ type: 'largest-contentful-paint', buffered: true });
}));
for (const f of some) {
	held = [];
	await fresh.goto(origin + name(f), { waitUntil: 'commit' });
	const before = await largest();
	const scripts = held;
	held = null;
	waited += scripts.length;
	scripts.forEach((send) => send());
	await fresh.waitForLoadState('load');
	const after = await largest();
	if (!before || after > before) slow.push(`${name(f)}: ${before} square pixels without scripts, ${after} with them`);
}
server.close();
ok(!slow.length && waited > 0, `the largest text is painted before ${waited} scripts have come`, list(slow));
await browser.close();
done();
