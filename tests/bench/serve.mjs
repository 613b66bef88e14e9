// SPDX-License-Identifier: EUPL-1.2
// From saving a page to the new text in the browser, under `samplan serve`, on
// a copy of the real site. Prints the median and the 95th percentile.
//
//	node tests/bench/serve.mjs [CHANGES]
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from '../browser/common.mjs';

const here = resolve(new URL('../..', import.meta.url).pathname);
const count = Number(process.argv[2] ?? 200);
const root = mkdtempSync(join(tmpdir(), 'samplan-serve-'));
for (const part of ['content', 'themes', 'plans'])
	cpSync(join(here, part), join(root, part), { recursive: true });
const file = join(root, 'content/policy/2026-11/10-modellen/20-prata-och-fraga.md');
const before = readFileSync(file, 'utf8');

const server = spawn(join(here, '.build/samplan'), ['serve', '--port', '0', '--root', root, '--date', '2026-11-21'], { stdio: ['ignore', 'pipe', 'ignore'] });
let said = '';
server.stdout.on('data', (d) => { said += d; });
const until = async (f) => { while (!f()) await new Promise((r) => setTimeout(r, 20)); };
await until(() => /built in/.test(said));
const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)[0];
const browser = await launch();
const page = await browser.newPage();
// The page itself says when it is there: asking from outside while it is
// loaded anew takes longer than what is measured.
let seen = null;
await page.exposeBinding('samplanSeen', (_, text, when) => seen?.(text, when));
await page.addInitScript(() => document.addEventListener('DOMContentLoaded', () =>
	requestAnimationFrame(() => window.samplanSeen(document.body.innerText, Date.now()))));
await page.goto(`${address}modellen/prata-och-fraga/index.html`);
// The worker that stays is there when nothing was saved for a while.
await new Promise((r) => setTimeout(r, 3000));
const times = [];
for (let i = 0; i < count; i++) {
	const mark = `Prov nummer ${i} i raden.`;
	await new Promise((r) => setTimeout(r, 600 + (i % 7) * 50));
	const there = new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error(`not seen: ${mark}`)), 30000);
		seen = (text, when) => {
			if (!text.includes(mark)) return;
			clearTimeout(late);
			resolve(when);
		};
	});
	const start = Date.now();
	writeFileSync(file, `${before}\n${mark}\n`);
	times.push(await there - start);
}
times.sort((a, b) => a - b);
console.log(`saved to seen, ${count} changes: median ${times[Math.floor(count / 2)].toFixed(0)} ms, 95 % ${times[Math.floor(count * 0.95)].toFixed(0)} ms, worst ${times[count - 1].toFixed(0)} ms`);
await browser.close();
server.kill('SIGTERM');
rmSync(root, { recursive: true, force: true });
