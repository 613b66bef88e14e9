// SPDX-License-Identifier: EUPL-1.2
// The site without a mouse, without scripts, and from a folder: every stop of
// the tab key is seen and in the window, nothing holds the focus, menu, levels,
// words, search and settings work by keyboard; without scripts all of reading
// and finding works; each link of each page leads somewhere.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, resolve } from 'node:path';
import { launch, pages, root, url, name, ok, done } from './common.mjs';

const full = process.argv.includes('--full');
const html = (f) => readFileSync(f, 'utf8');
const all = pages().filter((f) => !html(f).includes('http-equiv="refresh"'));
const kinds = new Map();
for (const f of all) {
	const kind = /<body class="([^"]*)"/.exec(html(f))[1];
	if (!kinds.has(kind)) kinds.set(kind, f);
}
const browser = await launch();
const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
const at = (path) => url(join(root, path));
const active = () => page.evaluate(() => document.activeElement.outerHTML.slice(0, 90));
const press = async (...keys) => { for (const k of keys) await page.keyboard.press(k); };

// ---- every stop ----
const faults = [];
let stops = 0;
const look = () => {
	const e = document.activeElement;
	if (e === document.body || e === document.documentElement) return null;
	const seen = (x) => {
		const s = getComputedStyle(x);
		return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 3;
	};
	const card = e.closest('.card');
	const r = e.getBoundingClientRect();
	const middle = document.elementFromPoint(Math.min(Math.max(r.x + r.width / 2, 1), innerWidth - 1), Math.min(Math.max(r.y + r.height / 2, 1), innerHeight - 1));
	const faults = [];
	if (!seen(e) && !(card && seen(card))) faults.push('has no ring');
	if (r.width < 1 || r.height < 1) faults.push('has no size');
	if (r.right < 1 || r.left > innerWidth - 1 || r.bottom < 1 || r.top > innerHeight - 1) faults.push('lies outside the window');
	else if (middle && !e.contains(middle) && !middle.contains(e) && !middle.closest('.card')?.contains(e)) faults.push(`is under ${middle.tagName}.${middle.className}`);
	return { what: e.outerHTML.slice(0, 90), faults, path: [...document.querySelectorAll('a[href], button, summary, input, select, textarea, main')].indexOf(e) };
};
const files = full ? all : [...kinds.values()];
for (const f of files)
	for (const width of full ? [320, 1280] : [[320, 1280][files.indexOf(f) % 2]]) {
		await page.setViewportSize({ width, height: 800 });
		await page.goto(url(f));
		let last = -1, count = 0;
		for (;;) {
			await press('Tab');
			const stop = await page.evaluate(look);
			// The browser's own stops lie between the end and the beginning.
			if (!stop || stop.path < last || count > 900) break;
			if (stop.path === last) { faults.push(`${name(f)}: ${stop.what} holds the focus`); break; }
			last = stop.path;
			count++;
			faults.push(...stop.faults.map((x) => `${name(f)} ${width}: ${stop.what} ${x}`));
		}
		stops += count;
		const foot = await page.evaluate(() => [...document.querySelectorAll('a[href], button, summary, input')].indexOf([...document.querySelectorAll('.site-footer a')].pop()));
		if (count < 4 || (foot >= 0 && last < foot)) faults.push(`${name(f)} ${width}: the tab key ends at stop ${count}, before the end of the page`);
	}
ok(!faults.length, `${stops} stops of the tab key on ${files.length} pages: each has its ring, lies in the window, and the next one comes`, [...new Set(faults)].slice(0, 20).join('\n'));

// ---- the ways of the keyboard ----
await page.setViewportSize({ width: 1000, height: 800 });
await page.goto(at('modellen/planeringsmotet/index.html'));
await press('Tab');
ok(await page.evaluate(() => document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().top >= 0), 'the first stop is the way to the text, and it is seen');
await press('Enter', 'Tab');
ok(await page.evaluate(() => Boolean(document.activeElement.closest('main'))), 'it leads into the text', await active());
await page.focus('.menu > summary');
await press('Enter');
ok(await page.isVisible('.menu > .sections'), 'Enter opens the menu');
await press('Tab');
ok(await page.evaluate(() => Boolean(document.activeElement.closest('.sections'))), 'its links come next', await active());
await press('Escape');
ok(!(await page.isVisible('.menu > .sections')) && await page.evaluate(() => document.activeElement.matches('.menu > summary')), 'Escape closes it and gives the focus back');
const left = () => page.waitForURL((u) => !u.href.includes('planeringsmotet'), { timeout: 5000 }).then(() => true, () => false);
await press('Space', 'Tab', 'Tab', 'Enter');
ok(await left(), 'a link of the menu is followed', page.url());
await page.goto(at('modellen/planeringsmotet/index.html'));
await page.focus('a.level-easy');
await press('Enter');
await page.waitForURL(/lattlast\/modellen\/planeringsmotet/);
ok(await page.locator('body.easy').count() === 1, 'the switch leads to the twin page');
await page.focus('a.level-plain');
await press('Enter');
await page.waitForURL(/site\/modellen\/planeringsmotet/);
ok(await page.locator('body.plain').count() === 1, 'and back');
await page.focus('a.term');
await press('Enter');
const described = await page.evaluate(() => { const t = document.activeElement; return [t.getAttribute('aria-expanded'), getComputedStyle(document.getElementById(t.getAttribute('aria-describedby'))).display]; });
ok(described[0] === 'true' && described[1] !== 'none', 'Enter explains a word', described.join(' '));
await press('Escape');
await page.focus('.settings > summary');
await press('Enter', 'Tab', 'ArrowDown', 'ArrowDown');
ok(await page.evaluate(() => document.documentElement.dataset.size) === '3', 'arrows choose the size of the text');
await press('Tab', 'ArrowDown', 'Tab', 'ArrowDown', 'ArrowDown');
ok(await page.evaluate(() => `${document.documentElement.dataset.spacing} ${document.documentElement.dataset.theme}`) === '2 dark', 'and space and colours');
await press('Tab', 'Enter');
ok(await page.evaluate(() => Object.keys(document.documentElement.dataset).filter((k) => k !== 'level').length) === 0, 'and the button takes them away');
await press('Escape');
await page.focus('#search-input');
await page.keyboard.type('god man');
await page.waitForFunction(() => document.querySelector('.search-status').textContent);
await press('ArrowDown', 'ArrowDown', 'Enter');
ok(await left() && page.url().startsWith('file:'), 'a result is chosen with arrows and Enter', page.url());
await page.goto(at('lattlast/index.html'));
await page.focus('.cards .card:nth-child(2) a');
await press('Enter');
await page.waitForURL(/lattlast\/samtycke/, { timeout: 5000 }).catch(() => {});
ok(/lattlast\/samtycke/.test(page.url()), 'a card is followed');

// ---- without scripts ----
const bare = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } })).newPage();
const missing = [];
for (const f of kinds.values()) {
	await bare.goto(url(f));
	const dead = await bare.locator('button:visible, .settings:visible').evaluateAll((l) => l.filter((e) => e.type !== 'submit').map((e) => e.outerHTML.slice(0, 80)));
	if (dead.length) missing.push(`${name(f)}: ${dead[0]} does nothing`);
	if (!(await bare.locator('h1').isVisible())) missing.push(`${name(f)}: no title`);
	if (await bare.locator('.menu').count() && !/404/.test(f)) {
		await bare.click('.menu > summary');
		if (!(await bare.locator('.sections a').first().isVisible())) missing.push(`${name(f)}: the menu stays shut`);
	}
}
ok(!missing.length, `without scripts ${kinds.size} kinds of pages have their text and their menu, and no button that does nothing`, missing.join('\n'));
await bare.goto(at('lattlast/index.html'));
await bare.click('.search-link');
await bare.click('main a.button');
ok(/lattlast\/innehall/.test(bare.url()) && await bare.locator('.index a').count() > 20, 'and a list from A to Ö instead of search');
await bare.setViewportSize({ width: 1000, height: 800 });
await bare.goto(at('personal/index.html'));
await bare.fill('#search-input', 'samtycke');
await bare.press('#search-input', 'Enter');
await bare.waitForURL(/sok\/index\.html/, { timeout: 10000 }).catch(() => {});
ok(/sok\/index\.html/.test(bare.url()), 'the field leads to the page of search');
await bare.goto(at('modellen/planeringsmotet/index.html'));
await bare.focus('a.term');
await bare.keyboard.press('Shift+Tab');
await bare.keyboard.press('Tab');
ok(await bare.locator('a.term + .term-text').first().isVisible(), 'a word with the focus is explained');
await bare.keyboard.press('Enter');
await bare.waitForURL(/ordlista\/index\.html#/, { timeout: 10000 }).catch(() => {});
ok(/ordlista\/index\.html#/.test(bare.url()), 'and leads to the glossary');

// ---- each link ----
const ids = new Map();
const idsOf = (f) => {
	if (!ids.has(f)) ids.set(f, new Set([...html(f).matchAll(/\sid="([^"]*)"/g)].map((m) => m[1])));
	return ids.get(f);
};
const broken = [];
let links = 0;
const decode = (s) => s.replace(/&amp;/g, '&').replace(/&quot;/g, '"').replace(/&#39;|&#x27;/g, "'");
for (const f of pages())
	for (const [, raw] of html(f).matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
		const target = decode(raw);
		if (/^(https?|mailto|tel):/.test(target)) continue;
		if (f.endsWith('/404.html') && target.startsWith('/')) {
			if (!existsSync(join(root, target.replace(/#.*/, '')))) broken.push(`404.html: ${target}`);
			continue;
		}
		links++;
		const [path, anchor] = target.split('#');
		const to = path ? resolve(dirname(f), decodeURIComponent(path.replace(/\?.*/, ''))) : f;
		if (!existsSync(to) || to.endsWith('/')) broken.push(`${name(f)}: ${target}`);
		else if (anchor && extname(to) === '.html' && !idsOf(to).has(decodeURIComponent(anchor))) broken.push(`${name(f)}: no #${anchor} in ${name(to)}`);
	}
ok(!broken.length, `${links} links of ${pages().length} pages lead to a file of the folder and to a place in it`, broken.slice(0, 20).join('\n'));

// ---- the page for wrong addresses ----
await page.goto(at('404.html'));
await page.click('main .index a >> nth=0');
ok(page.url().startsWith('file:') && page.url().includes('/lattlast/'), 'from a folder its links lead into the folder', page.url());
await page.goto(at('404.html'));
ok(await page.evaluate(() => getComputedStyle(document.querySelector('.site-header')).borderBottomStyle) === 'solid', 'and it has its style');
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const server = createServer((req, res) => {
	const path = decodeURIComponent(new URL(req.url, 'http://x').pathname);
	const file = join(root, path.endsWith('/') ? `${path}index.html` : path);
	const found = existsSync(file) && extname(file);
	res.writeHead(found ? 200 : 404, { 'Content-Type': found ? types[extname(file)] || 'application/octet-stream' : types['.html'], 'Content-Security-Policy': "default-src 'self'" });
	res.end(readFileSync(found ? file : join(root, '404.html')));
});
await new Promise((go) => server.listen(0, '127.0.0.1', go));
const origin = `http://127.0.0.1:${server.address().port}`;
for (const path of ['/finns-inte', '/a/b/c/d/', '/lattlast/modellen/borta/index.html', '/%C3%A5/x?y=1#z']) {
	await page.goto(origin + path);
	const good = await page.evaluate(() => getComputedStyle(document.querySelector('.site-header')).borderBottomStyle === 'solid' && !document.querySelector('.settings').hidden);
	await page.click('main .index a >> nth=0');
	await page.waitForURL(/lattlast\/index/, { timeout: 5000 }).catch(() => {});
	ok(good && page.url() === `${origin}/lattlast/index.html`, `on a server it works at ${path}`, page.url());
}
server.close();
await browser.close();
done();
