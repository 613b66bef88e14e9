// SPDX-License-Identifier: EUPL-1.2
// The form for plans in a real browser: what is opened and saved again is the
// same plan, with its notes; an edit changes that and nothing else; what is
// wrong is said while typing; it works by keyboard, asks for nothing from
// outside, and is clean for axe at every step.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import YAML from 'yaml';
import { launch, url, ok, done } from './common.mjs';

const here = resolve(new URL('../..', import.meta.url).pathname);
const samplan = process.env.SAMPLAN || join(here, '.build/samplan');
const work = mkdtempSync(join(tmpdir(), 'samplan-form-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const full = process.argv.includes('--full');
const run = (...args) => spawnSync(samplan, args, { encoding: 'utf8' });

run('build', '--plans', '--root', here, '--date', '2026-11-21', '--output', join(work, 'output'));
const form = join(work, 'output/plans/formular.html');
ok(existsSync(form), 'the build makes the form');
mkdirSync(join(work, 'root/plans'), { recursive: true });
for (const part of ['content', 'themes']) symlinkSync(join(here, part), join(work, 'root', part));

const browser = await launch();
const context = await browser.newContext({ reducedMotion: 'reduce', acceptDownloads: true, locale: 'sv-SE' });
const page = await context.newPage();
const requests = [], errors = [];
page.on('request', (r) => requests.push(r.url()));
page.on('pageerror', (e) => errors.push(String(e)));
page.on('console', (m) => { if (m.type() === 'error') errors.push(m.text()); });
page.on('dialog', (d) => d.accept());
// The samples' day, whatever day it is.
await page.clock.setFixedTime(new Date('2026-11-21T12:00:00Z'));
await page.goto(url(form));

async function open(file) {
	await page.evaluate(() => { document.getElementById('said').textContent = ''; document.getElementById('trouble').textContent = ''; });
	await page.setInputFiles('#file', file);
	await page.waitForFunction(() => document.getElementById('said').textContent + document.getElementById('trouble').textContent);
}
const steps = () => page.locator('#steps button');
const go = (i) => page.evaluate((n) => document.querySelectorAll('#steps button')[n].click(), i);
const stepOf = (title) => page.evaluate((t) => [...document.querySelectorAll('#steps button')].findIndex((b) => b.textContent.includes(t)), title);
async function save(renew = false, real = false) {
	await go(await steps().count() - 1);
	const box = page.locator('#renew');
	if (await box.count()) await box.setChecked(renew);
	if (!real) {
		// What the page would hand to the browser; some browsers stop many downloads.
		return page.evaluate(() => new Promise((done) => {
			const make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
			URL.createObjectURL = (blob) => {
				URL.createObjectURL = make;
				HTMLAnchorElement.prototype.click = function () {
					HTMLAnchorElement.prototype.click = click;
					blob.text().then((text) => done({ name: this.download, text }));
				};
				return '#';
			};
			document.getElementById('save').click();
		}));
	}
	const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
	return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}
// The order of keys is the form's to set.
const sorted = (v) => (v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v);
const model = (text) => JSON.stringify(YAML.parse(text, { schema: 'failsafe', uniqueKeys: true }), (k, v) => (v === '' ? null : sorted(v)));
const lines = (text) => text.split('\n').sort().join('\n');
const notes = (text) => [...text.matchAll(/(?:^|\s)(#.*)$/gm)].map((m) => m[1].trim()).sort().join('\n');
function findings(text) {
	writeFileSync(join(work, 'root/plans/x.yaml'), text);
	const r = run('check', '--root', join(work, 'root'), '--date', '2026-11-21', '--format', 'json', 'plans/x.yaml');
	return r.stderr.split('\n').filter((l) => l.startsWith('{')).map((l) => JSON.parse(l)).map((f) => `${f.code} ${f.message}`).sort();
}

// Opened and saved.
const folders = ['plans', 'tests/plans', 'tests/plans/life'];
const fault = /^(F02|F09|F10|F11|F13|F14)/;
const cases = folders.flatMap((d) => readdirSync(join(here, d)).filter((f) => f.endsWith('.yaml')).map((f) => join(here, d, f)));
const more = readdirSync(join(here, 'tests/invalid/plan')).filter((f) => f.endsWith('.yaml') && !fault.test(f)).map((f) => join(here, 'tests/invalid/plan', f));
for (const file of [...cases, ...(full ? more : more.filter((_, i) => i % 8 === 0))]) {
	const text = readFileSync(file, 'utf8');
	await open(file);
	for (let i = 0; !more.includes(file) && i < await steps().count(); i += 1) await go(i);
	const out = await save();
	const label = file.slice(here.length + 1);
	ok(out.name === basename(file) && model(out.text) === model(text) && notes(out.text) === notes(text),
		`${label} is the same after opening and saving`, `${out.name} ${out.text.length}/${text.length} ${model(out.text) === model(text)}\n${out.text.slice(0, 300)}`);
	if (folders[0] === label.split('/')[0])
		ok(findings(out.text).join('\n') === findings(text).join('\n') && lines(out.text) === lines(text), `${label} has the same lines and the same findings`);
}

// One edit changes one thing.
const sample = join(here, 'plans/P-2026-0101.yaml'), before = YAML.parse(readFileSync(sample, 'utf8'), { schema: 'core' });
await open(sample);
await go(await stepOf('Personen'));
await page.fill('#f-person-tilltalsnamn', 'Vilma: "Ville" # åäö');
await go(await stepOf('Insatser'));
await page.fill('#f-insatser-0-lättläst', 'Rad ett.\nRad två.');
await page.locator('section[aria-labelledby="f-insatser"] > button.add').click();
const count = before.insatser.length;
ok(await page.evaluate(() => document.activeElement.id) === `f-insatser-${count}`, 'a new row gets the focus');
await page.fill(`#f-insatser-${count}-id`, 'simma');
await page.fill(`#f-insatser-${count}-vad`, 'Simma en gång i veckan.');
await page.locator(`#f-insatser-${count}-mål`).selectOption(before.mål[0].id);
let out = await save();
let after = YAML.parse(out.text, { schema: 'core' });
const wanted = structuredClone(before);
wanted.person.tilltalsnamn = 'Vilma: "Ville" # åäö';
wanted.insatser[0].lättläst = 'Rad ett.\nRad två.';
wanted.insatser.push({ id: 'simma', mål: before.mål[0].id, vad: 'Simma en gång i veckan.' });
ok(JSON.stringify(after) === JSON.stringify(wanted), 'edits change what was edited and nothing else');
ok(notes(out.text.replace(' # åäö', '')) === notes(readFileSync(sample, 'utf8')), 'and keep the notes');
ok(!findings(out.text).some((f) => /^F/.test(f)), 'and the program can read them', findings(out.text).join('\n'));
await open(sample);
await go(await stepOf('Insatser'));
await page.locator('[aria-labelledby="f-insatser-1"] > button.quiet').click();
await go(await stepOf('Personen'));
await page.fill('#f-person-kommunikation-hur', '');
out = await save(true, true);
after = YAML.parse(out.text, { schema: 'core' });
ok(after.insatser.length === count - 1 && after.insatser[1].id === before.insatser[2].id, 'a row can be taken away');
ok(after.person.kommunikation.hur === null && after.uppdaterad === '2026-11-21', 'a field can be emptied, and the day of change set');
writeFileSync(join(work, 'turned.yaml'), readFileSync(sample, 'utf8').replace(/^(slag: .*\n)(steg: .*\n)/m, '# om steget\n$2$1'));
await open(join(work, 'turned.yaml'));
out = await save();
ok(/^slag: .*\n# om steget\nsteg: /m.test(out.text), 'keys come in our order, with their notes');

// Said while typing.
await open(sample);
await go(0);
const say = (place) => page.textContent(`#f-${place}-m`);
await page.fill('#f-uppdaterad', '2026-02-30');
ok(/dag som finns/.test(await say('uppdaterad')) && await page.getAttribute('#f-uppdaterad', 'aria-invalid') === 'true', 'a day that does not exist is told');
await page.fill('#f-uppdaterad', '2027-01-01');
ok(/inte varit än/.test(await say('uppdaterad')), 'a day that has not been is told');
await page.fill('#f-uppdaterad', '2026-11-20');
ok(await say('uppdaterad') === '' && await page.getAttribute('#f-uppdaterad', 'aria-invalid') === null, 'a right day is not');
await go(await stepOf('Personen'));
await page.fill('#f-person-födelseår', 'nitton');
ok(/siffror/.test(await say('person-födelseår')), 'a year is digits');
await page.fill('#f-person-kommunikation-hur', 'Ring 121212-1212 i dag');
ok(/personnummer/.test(await say('person-kommunikation-hur')), 'a personal identity number is told');
await page.fill('#f-person-tilltalsnamn', '');
ok(/behöver fyllas i/.test(await say('person-tilltalsnamn')), 'what is always needed is told');
await go(await stepOf('Deltagare'));
await page.fill('#f-deltagare-1-id', before.deltagare[0].id);
ok(/finns redan/.test(await say('deltagare-1-id')), 'the same short name twice is told');
await go(await stepOf('Insatser'));
await page.fill('#f-insatser-0-börjar', '2027-12-24');
ok(/innan den börjar/.test((await say('insatser-0-klar')) + (await say('insatser-0-ses_över'.replace('_', '-')))), 'days in the wrong order are told');
ok(/att rätta/.test(await page.textContent('#steps')), 'the steps say where there is something to mend');
await go(await steps().count() - 1);
await page.locator('.list button').first().click();
ok(await page.evaluate(() => document.activeElement.id.startsWith('f-')), 'the list leads to the field');

// A file that it cannot read.
writeFileSync(join(work, 'bad.yaml'), 'version: 1\nplan: &a P-1\n');
await open(join(work, 'bad.yaml'));
ok(/Rad 2:/.test(await page.textContent('#trouble')), 'a file that cannot be read is told with its line');

// The template of the program, with all its notes.
run('new', 'plan', 'P-1', '--root', join(work, 'root'));
await open(join(work, 'root/plans/P-1.yaml'));
out = await save();
const template = readFileSync(join(work, 'root/plans/P-1.yaml'), 'utf8');
ok(model(out.text) === model(template) && notes(out.text) === notes(template), 'a new plan of the program is the same after opening and saving');
rmSync(join(work, 'root/plans/P-1.yaml'));

// A new plan, by keyboard alone.
await page.reload();
await page.focus('#file');
await page.keyboard.press('Tab');
await page.keyboard.press('Enter');
ok(await page.evaluate(() => document.activeElement.id) === 'part-title', 'the first step gets the focus');
for (let i = 0; i < 40 && await page.evaluate(() => document.activeElement.id) !== 'f-plan'; i += 1) await page.keyboard.press('Tab');
await page.keyboard.type('P-2026-0999');
for (let i = 0; i < 40 && await page.evaluate(() => document.activeElement.id) !== 'on'; i += 1) await page.keyboard.press('Tab');
await page.keyboard.press('Enter');
ok(await page.textContent('#part-title') === 'Personen', 'the next step opens by the keyboard');
for (const [id, text] of [['f-person-tilltalsnamn', 'Ylva'], ['f-person-födelseår', '1999']]) {
	for (let i = 0; i < 40 && await page.evaluate(() => document.activeElement.id) !== id; i += 1) await page.keyboard.press('Tab');
	await page.keyboard.type(text);
}
out = await save();
ok(out.name === 'P-2026-0999.yaml' && !findings(out.text).some((f) => /^F/.test(f)), 'a plan made in the form has no fault of form', `${out.text}\n${findings(out.text).join('\n')}`);

// Every step, to look at.
await open(join(here, 'tests/plans/reference.yaml'));
await page.evaluate(axe);
for (const scheme of ['light', 'dark']) for (const width of [320, 768, 1280]) {
	await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
	await page.setViewportSize({ width, height: 900 });
	await page.evaluate((wide) => { document.getElementById('menu').open = wide; }, width > 1000);
	for (let i = 0; i < await steps().count(); i += 1) {
		if (!full && (i + width / 64) % 3 >= 1 && width !== 1280) continue;
		await go(i);
		const found = await page.evaluate(() => window.axe.run(document, {
			runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, resultTypes: ['violations'] }));
		const problems = found.violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.slice(0, 3).map((n) => `    ${n.html.slice(0, 200)} ${n.any?.[0]?.message ?? ''}`).join('\n')}`);
		if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) problems.push('scrolls sideways');
		const small = await page.evaluate(() => [...document.querySelectorAll('button, select, textarea, input[type=text], label.choice, summary')]
			.filter((e) => e.offsetParent && e.getBoundingClientRect().height < 43.5 && !e.classList.contains('link')).slice(0, 3).map((e) => e.outerHTML.slice(0, 90)));
		if (small.length) problems.push(`small: ${small.join(' ')}`);
		ok(problems.length === 0, `step ${i + 1} ${scheme} ${width}`, problems.join('\n'));
	}
}
ok(requests.every((r) => /^(file|blob|data):/.test(r)), 'nothing is asked for from outside', requests.join('\n'));
ok(errors.length === 0, 'no error in the script', errors.slice(0, 5).join('\n'));
if (process.env.SAMPLAN_SHOTS) {
	await page.setViewportSize({ width: 1280, height: 1000 });
	await page.emulateMedia({ colorScheme: 'light' });
	for (const i of [0, 1, 8, 14]) { await go(i); await page.screenshot({ path: join(process.env.SAMPLAN_SHOTS, `form-${i}.png`) }); }
	await page.setViewportSize({ width: 360, height: 800 });
	await page.evaluate(() => { document.getElementById('menu').open = false; });
	await go(8);
	await page.screenshot({ path: join(process.env.SAMPLAN_SHOTS, 'form-phone.png') });
}
await browser.close();
done();
