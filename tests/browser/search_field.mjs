// SPDX-License-Identifier: EUPL-1.2
// The search field as people use it: results while typing, said to screen
// readers, arrows, Escape, the page of all results, a phone, no script.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, root, url, ok, done } from './common.mjs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const browser = await launch();
const page = await browser.newPage({ reducedMotion: 'reduce' });
const errors = [];
page.on('pageerror', (e) => errors.push(e.message));
const open = (path) => page.goto(url(join(root, path)));
const active = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
const status = () => page.textContent('.search-status');
const settled = () => page.waitForFunction(() => document.querySelector('.search-status').textContent !== '');

await page.setViewportSize({ width: 1280, height: 900 });
await open('personal/index.html');
ok(await page.evaluate(() => !document.querySelector('script[src*="search/"]')), 'the index is not fetched before somebody searches');
await page.click('#search-input');
await page.keyboard.type('samtyket');
await settled();
ok(/^\d+ träffar$/.test(await status()), `a screen reader hears how many there are: ${await status()}`);
ok(await page.getAttribute('.search-status', 'role') === 'status', 'they are announced politely');
ok((await page.getAttribute('.search-results a', 'href')).includes('samtycke'), 'a misspelt word finds its page');
for (const mode of ['light', 'dark', 'high']) {
	await page.evaluate((m) => { document.documentElement.dataset.theme = m; }, mode);
	await page.evaluate(axe);
	const found = await page.evaluate(() => window.axe.run(document));
	ok(found.violations.length === 0, `axe with results open, ${mode}`, found.violations.map((v) => `${v.id} ${v.nodes[0].html}`).join('\n'));
}
await page.keyboard.press('ArrowDown');
ok((await active()).includes('search-title'), 'arrow down goes into the results');
await page.keyboard.press('ArrowUp');
ok(await active() === 'search-input', 'arrow up goes back to the field');
await page.keyboard.press('ArrowDown');
await page.keyboard.press('Escape');
ok(await active() === 'search-input' && await page.isHidden('.search-results'), 'Escape closes and keeps the place');
await page.fill('#search-input', 'god');
await settled();
await page.keyboard.type(' man');
await page.keyboard.press('ArrowDown');
await page.waitForTimeout(400);
ok((await active()).includes('search-title') && await page.inputValue('#search-input') === 'god man', 'an arrow straight after the last letter keeps its place in the list');
await page.fill('#search-input', '');
await page.waitForFunction(() => document.querySelector('.search-status').textContent === '');
await page.fill('#search-input', 'xqzw');
await settled();
ok(/Inga träffar/.test(await status()), 'no result is said, too');
await page.fill('#search-input', 'mötet');
await page.press('#search-input', 'Enter');
await page.waitForURL(/sok\/index\.html\?q=/);
await page.waitForSelector('.search-here .search-result');
ok(await page.inputValue('#search-here') === 'mötet', 'Enter leads to all results, with what was typed');
await page.click('.search-here .search-result a');
ok(page.url().startsWith('file:') && !page.url().includes('sok'), 'a result opens from a folder without server');

await page.setViewportSize({ width: 320, height: 720 });
await open('lattlast/index.html');
await page.click('.search-link');
ok(page.url().endsWith('lattlast/sok/index.html'), 'on a phone search is a page');
await page.fill('#search-here', 'min plan');
await page.waitForSelector('.search-here .search-result');
ok((await page.getAttribute('.search-here .search-result a', 'href')).includes('lattlast/'), 'an easy reader comes to easy pages');
ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
ok(errors.length === 0, 'no script failed', errors.join('\n'));

const plain = await browser.newPage({ javaScriptEnabled: false });
await plain.goto(url(join(root, 'sok/index.html')));
await plain.click('main a.button');
ok(plain.url().endsWith('innehall/index.html') && await plain.locator('.index a').count() > 20, 'without script all pages stand from A to Ö');
await browser.close();
done();
