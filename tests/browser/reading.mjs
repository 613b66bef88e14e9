// SPDX-License-Identifier: EUPL-1.2
// What a reader does with a page: settings that stay, words that are explained,
// listening, the keyboard, all of it without a script, large text at 320 px,
// and paper.
import { launch, pages, url, name, ok, done } from './common.mjs';

const files = pages();
const find = (rule) => files.find((f) => rule.test(name(f)));
const easy = find(/^lattlast\/gemensam-plan\/index\.html$/) || find(/^lattlast\/.+\/index\.html$/);
const plain = find(/^modellen\/planeringsmotet\/index\.html$/) || find(/^modellen\/.+\/index\.html$/);
const browser = await launch();

// A Swedish voice that reads a sentence in 20 ms and keeps what it was given.
const voices = () => {
	window.said = [];
	const voice = { lang: 'sv-SE', localService: true, name: 'Prov' };
	class Utterance {
		constructor(text) { this.text = text; }
	}
	window.SpeechSynthesisUtterance = Utterance;
	Object.defineProperty(window, 'speechSynthesis', { value: {
		getVoices: () => [voice],
		addEventListener: () => {},
		speak: (u) => { window.said.push(u.text); window.marked = !window.Highlight || CSS.highlights.has('spoken'); window.timer = setTimeout(() => u.onend && u.onend(), 20); },
		cancel: () => clearTimeout(window.timer),
	} });
};

async function open(file, options = {}, script = null) {
	const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
	const page = await context.newPage();
	page.problems = [];
	page.on('pageerror', (e) => page.problems.push(e.message));
	page.on('requestfailed', (r) => page.problems.push(r.url()));
	if (script) await page.addInitScript(script);
	await page.goto(url(file));
	return page;
}
const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme || '');
const px = (page, what) => page.evaluate((s) => parseFloat(getComputedStyle(document.querySelector(s)).fontSize), what);

{ // settings
	const page = await open(easy);
	const before = await px(page, 'main p');
	ok(before >= 18.7, `easy text is ${before} px`);
	ok(!(await page.isVisible('.settings-panel')), 'settings are closed at first');
	await page.focus('.settings summary');
	await page.keyboard.press('Enter');
	ok(await page.isVisible('.settings-panel'), 'settings open by keyboard');
	await page.check('input[name=size][value="3"]');
	await page.check('input[name=theme][value=dark]');
	await page.check('input[name=spacing][value="2"]');
	ok((await px(page, 'main p')) > before * 1.4, 'text grows');
	ok((await theme(page)) === 'dark', 'colours change');
	await page.keyboard.press('Escape');
	ok(!(await page.isVisible('.settings-panel')), 'Escape closes');
	ok(await page.evaluate(() => document.activeElement.matches('.settings summary')), 'and gives the focus back');
	await page.goto(url(plain));
	ok((await theme(page)) === 'dark', 'settings stay on another page');
	await page.click('.settings summary');
	ok(await page.isChecked('input[name=theme][value=dark]'), 'and are shown as chosen');
	await page.click('.settings button[type=reset]');
	ok((await theme(page)) === '' && (await page.evaluate(() => !document.documentElement.dataset.size)), 'one button takes them away');
	await page.evaluate(() => localStorage.setItem('samplan-settings', '{"theme":"\\"><b>","size":[]}'));
	await page.reload();
	ok((await theme(page)) === '', 'what we do not know is not used');
	ok(page.problems.length === 0, 'no errors', page.problems.join('\n'));
	await page.context().close();
}

for (const [scheme, contrast] of [['dark', null], ['light', 'more']]) {
	const page = await open(easy, { colorScheme: scheme, contrast });
	const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const sum = ground.match(/\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0);
	ok(scheme === 'dark' ? sum < 150 : sum === 765, `follows the system: ${scheme} ${contrast || ''}`, ground);
	await page.context().close();
}

{ // explained words
	const page = await open(plain);
	const term = page.locator('a.term').first();
	const text = page.locator(`#${await term.getAttribute('aria-describedby')}`);
	const address = page.url();
	ok(!(await text.isVisible()), 'a word is not explained before it is asked for');
	await term.focus();
	await page.keyboard.press(' ');
	ok((await text.isVisible()) && (await term.getAttribute('aria-expanded')) === 'true', 'space explains it');
	await page.keyboard.press('Escape');
	ok(!(await text.isVisible()), 'Escape hides it, though it has the focus');
	await term.click();
	ok((await text.isVisible()) && page.url() === address, 'a click explains it on the page');
	const box = await text.boundingBox();
	const word = await term.boundingBox();
	ok(box.y >= word.y + word.height - 2 && box.x >= 0 && box.x + box.width <= 1000, 'under the word, within the page');
	await page.click('h1');
	ok(!(await text.isVisible()), 'a click elsewhere hides it');
	await term.hover();
	ok(await text.isVisible(), 'the pointer shows it');
	await page.mouse.move(box.x + 10, box.y + 10);
	ok(await text.isVisible(), 'and may move onto it');
	ok(page.problems.length === 0, 'no errors', page.problems.join('\n'));
	await page.context().close();
}

{ // listening
	const silent = await open(easy, {}, () => {
		Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => [{ lang: 'en-GB', localService: true }],
			addEventListener: () => {}, cancel: () => {} } });
	});
	ok(!(await silent.isVisible('.listen')), 'without a Swedish voice there is no button');
	await silent.context().close();
	const page = await open(easy, {}, voices);
	ok(await page.isVisible('.listen'), 'with one there is');
	const label = await page.textContent('.listen');
	await page.click('.listen');
	ok((await page.textContent('.listen')) !== label, 'the button now stops');
	await page.waitForFunction(() => window.said.length > 2);
	ok(await page.evaluate(() => window.marked), 'the sentence is marked');
	await page.waitForFunction((l) => document.querySelector('.listen').textContent === l, label, { timeout: 20000 });
	const said = await page.evaluate(() => window.said);
	const title = await page.textContent('h1');
	ok(said[0] === title.trim(), 'it begins with the title', said[0]);
	const sentences = await page.evaluate(() => document.querySelectorAll('main p br').length);
	ok(said.length > sentences && said.every((s) => s.length < 400), `it reads sentence by sentence (${said.length})`);
	const meaning = await page.evaluate(() => document.querySelector('.term-text')?.textContent);
	ok(!meaning || !said.includes(meaning), 'explanations are not read into the text');
	await page.click('.listen');
	await page.keyboard.press('Escape');
	ok((await page.textContent('.listen')) === label, 'Escape stops');
	ok(page.problems.length === 0, 'no errors', page.problems.join('\n'));
	await page.context().close();
}

{ // without a script
	const page = await open(plain, { javaScriptEnabled: false });
	ok(!(await page.isVisible('.settings')) && !(await page.isVisible('.listen')), 'no buttons that do nothing');
	ok((await page.locator('main p, main li').count()) > 5, 'the text is there');
	await page.focus('a.term');
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Tab');
	ok(await page.locator('a.term + .term-text').first().isVisible(), 'the keyboard explains a word');
	const href = await page.locator('a.term').first().getAttribute('href');
	ok(/ordlista\/index\.html#/.test(href), 'and it leads to the glossary', href);
	await page.click('a.term >> nth=0');
	ok(/ordlista/.test(page.url()), 'by a click');
	await page.context().close();
}

{ // large text in a narrow window
	const page = await open(easy, { viewport: { width: 320, height: 700 } });
	const wide = [];
	for (const file of files.filter((f, i) => i % 7 === 0)) {
		await page.goto(url(file)).catch(() => {});
		const more = await page.evaluate(() => {
			document.documentElement.dataset.size = '3';
			document.documentElement.dataset.spacing = '2';
			return document.documentElement.scrollWidth - window.innerWidth;
		}).catch(() => 0);
		if (more > 0) wide.push(`${name(file)} by ${more} px`);
	}
	ok(wide.length === 0, 'largest text at 320 px: nothing is cut', wide.join('\n'));
	await page.context().close();
}

{ // paper
	const page = await open(plain, { colorScheme: 'dark' });
	await page.emulateMedia({ media: 'print' });
	for (const what of ['.site-footer', '.search', '.tools', '.levels', '.side', '.turn'])
		ok(!(await page.locator(what).first().isVisible().catch(() => false)), `${what} is not printed`);
	const colours = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]);
	ok(colours[0].match(/\d+/g).slice(0, 3).every((c) => +c < 60), 'dark ink, also when the screen is dark', colours.join(' '));
	ok(/rgba\(0, 0, 0, 0\)|rgb\(255, 255, 255\)/.test(colours[1]), 'on white paper', colours.join(' '));
	await page.context().close();
}
await browser.close();
done();
