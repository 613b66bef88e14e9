// SPDX-License-Identifier: EUPL-1.2
// The preview in a real browser: what changed in a page is exchanged where it
// stands, and then reads as the page that is loaded anew; where scripts are
// touched the page is loaded anew by itself.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch, ok, done } from './common.mjs';

const here = resolve(new URL('../..', import.meta.url).pathname);
const root = mkdtempSync(join(tmpdir(), 'samplan-preview-'));
for (const part of ['content', 'themes'])
	cpSync(join(here, part), join(root, part), { recursive: true });
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const program = spawn(join(here, '.build/samplan'), ['serve', '--port', '0', '--root', root, '--date', '2026-11-21'],
	{ stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '' } });
let said = '';
program.stdout.on('data', (d) => { said += d; });
const until = async (f, seconds = 30) => {
	for (let i = 0; i < seconds * 50; i++, await sleep(20))
		if (await f()) return true;
	return false;
};
await until(() => /built in/.test(said), 60);
const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)[0];
const browser = await launch();
const page = await browser.newPage();
const inside = (name) => join(root, 'content', name);
const save = (name, text) => writeFileSync(inside(name), text);

// Opens the page, and leaves a mark that only a new page would not have.
async function open(path) {
	await page.goto(`${address}${path}`);
	await sleep(300);
	await page.evaluate(() => { window.mark = 'here'; });
}
const stays = () => page.evaluate(() => window.mark === 'here').catch(() => false);
const says = (text) => until(() => page.evaluate((t) => document.documentElement.textContent.includes(t), text).catch(() => false));
// What a reader gets who comes now, without what scripts do to it.
const plain = (html) => page.evaluate((text) => {
	const doc = text ? new DOMParser().parseFromString(text, 'text/html') : document.cloneNode(true);
	doc.querySelectorAll('script, #samplan-findings, .search-panel').forEach((n) => n.remove());
	doc.querySelectorAll('*').forEach((n) => {
		for (const a of ['role', 'aria-expanded', 'aria-controls', 'hidden', 'style']) n.removeAttribute(a);
		n.classList.remove('closed', 'open');
		if (!n.getAttribute('class')) n.removeAttribute('class');
	});
	return doc.documentElement.outerHTML.replace(/\s+/g, ' ');
}, html);
async function same() {
	const fresh = await (await fetch(page.url())).text();
	const a = await plain(fresh), b = await plain(null);
	let i = 0;
	while (i < a.length && a[i] === b[i]) i++;
	return a === b ? '' : `${a.slice(i - 60, i + 120)}\n--\n${b.slice(i - 60, i + 120)}`;
}
async function change(text, what, expected, file = name) {
	save(file, text);
	const there = await says(expected);
	await sleep(100);
	ok(there, `${what} is shown`);
	ok(await stays(), `${what}: in its place`);
	const other = await same();
	ok(!other, `${what}: the page is as one that is loaded anew`, other);
}

const name = 'sidor/om.md', before = readFileSync(inside(name), 'utf8');
await open('om/index.html');
await page.evaluate(() => window.scrollTo(0, 200));
const place = await page.evaluate(() => window.scrollY);
await change(`${before}\nEn ny rad i slutet.\n`, 'a new paragraph', 'En ny rad i slutet.');
await change(`${before}\nEn annan rad i slutet.\n`, 'another text', 'En annan rad i slutet.');
await change(`${before}\nEn annan rad.\n\n- en\n- två\n\nOch mer.\n`, 'several blocks', 'Och mer.');
await change(before.replace(/^title: .*/m, 'title: En provad rubrik'), 'another title', 'En provad rubrik');
ok(await page.title().then((t) => t.includes('En provad rubrik')), 'the window has it, too');
await change(`${before}\n## Ett nytt avsnitt\n\nMed text.\n`, 'a new heading', 'Ett nytt avsnitt');
ok(await page.evaluate(() => [...document.querySelectorAll('.contents a')].some((a) => a.textContent === 'Ett nytt avsnitt')), 'and stands among the contents');
const placeNow = await page.evaluate(() => window.scrollY);
ok(placeNow === place, `the reader stays at the same place: ${place}, ${placeNow}`);

// An error is shown over the page, which stays; the next good text takes it away.
save(name, `${before}\n[x](finns-inte.md)\n`);
ok(await until(() => page.evaluate(() => document.getElementById('samplan-findings')?.textContent.includes('finns-inte.md') ?? false)), 'an error is shown over the page');
ok(await stays(), 'which stays as it was');
await change(`${before}\nAllt är bra igen.\n`, 'a good text', 'Allt är bra igen.');
ok(await page.evaluate(() => !document.getElementById('samplan-findings')), 'and the error is gone');

// A word of the glossary that came with the change opens as any other.
const term = 'stödperson';
const easy = 'sidor/om.lattlast.md';
await open('lattlast/om/index.html');
await change(`${readFileSync(inside(easy), 'utf8')}\nDu kan ta med en ${term}.\n`, 'a word of the glossary', 'ta med en', easy);
ok(await page.evaluate((text) => {
	const a = [...document.querySelectorAll('a.term')].find((n) => n.textContent.includes(text));
	a?.click();
	return a?.getAttribute('aria-expanded') === 'true' &&
		document.getElementById(a.getAttribute('aria-controls')).classList.contains('open');
}, term), 'its meaning opens');
await open('om/index.html');

// A theme with a script of its own: nobody knows what that one is wired to.
const extra = join(root, 'themes/standard/templates/head-extra.mustache');
writeFileSync(extra, '<script src="{{up}}assets/egen.js" defer></script>\n');
writeFileSync(join(root, 'themes/standard/assets/egen.js'), "document.body.dataset.egen = 'ja';\n");
ok(await until(() => page.evaluate(() => document.body.dataset.egen === 'ja').catch(() => false)), 'a new script is loaded');
ok(!await stays(), 'with the page, anew');
await open('om/index.html');
save(name, `${before}\nEfter den egna.\n`);
ok(await says('Efter den egna.'), 'a change is shown there, too', said);
ok(!await stays(), 'by loading the page anew');

await browser.close();
program.kill('SIGTERM');
await new Promise((r) => program.on('exit', r));
rmSync(root, { recursive: true, force: true });
done();
