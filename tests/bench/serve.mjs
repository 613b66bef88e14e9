// SPDX-License-Identifier: EUPL-1.2
// From saving a page to the new text in the browser, under `samplan serve`, on
// a copy of the real site. Prints the median and the 95th percentile of the
// whole and of its parts:
//
//	saved to event   until the program knows of it
//	event to file    until readers see the new page (the program's own account)
//	file to told     until a page that listens hears of it
//	told to seen     until the browser has painted it
//
//	node tests/bench/serve.mjs [CHANGES] [--page FILE ADDRESS]
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from '../browser/common.mjs';

const here = resolve(new URL('../..', import.meta.url).pathname);
const args = process.argv.slice(2), at = args.indexOf('--page');
const [name, path] = at < 0 ? ['policy/2026-11/10-modellen/20-prata-och-fraga.md', 'modellen/prata-och-fraga/'] : args.splice(at, 3).slice(1);
const count = Number(args[0] ?? 200);
const root = mkdtempSync(join(tmpdir(), 'samplan-serve-'));
for (const part of ['content', 'themes', 'plans'])
	cpSync(join(here, part), join(root, part), { recursive: true });
const file = join(root, 'content', name);
const before = readFileSync(file, 'utf8');
const now = () => performance.timeOrigin + performance.now();
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

const server = spawn(join(here, '.build/samplan'), ['serve', '--port', '0', '--root', root, '--date', '2026-11-21'],
	{ stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '' } });
let said = '';
server.stdout.on('data', (d) => { said += d; });
const until = async (f) => { while (!f()) await sleep(5); };
await until(() => /built in/.test(said));
const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)[0];

// What the disk and the stream of events say, each when it says it.
let published = 0, told = 0;
watch(join(root, 'output'), (_, what) => { if (what === 'site') published ||= now(); });
http.get(`${address}.samplan/events`, (r) => r.on('data', (d) => { if (/event: page/.test(d)) told ||= now(); }));

const browser = await launch();
const page = await browser.newPage();
// The page itself says when the text is there, after the frame that shows it:
// asking from outside takes longer than what is measured.
let seen = null;
await page.exposeBinding('samplanSeen', (_, text, when) => seen?.(text, when));
await page.addInitScript(() => {
	const after = new MessageChannel();
	let asked = false;
	after.port1.onmessage = () => {
		const when = Date.now();
		asked = false;
		window.samplanSeen(document.body.textContent, when);
	};
	const look = () => {
		if (asked || !document.body) return;
		asked = true;
		requestAnimationFrame(() => after.port2.postMessage(0));
	};
	document.addEventListener('DOMContentLoaded', () => {
		new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
		look();
	});
});
await page.goto(`${address}${path}index.html`);
// The worker that stays is there when nothing was saved for a while.
await sleep(3000);
const parts = { 'saved to event': [], 'event to file': [], 'file to told': [], 'told to seen': [], 'saved to seen': [] };
for (let i = 0; i < count; i++) {
	const mark = `Prov nummer ${i} i raden.`;
	await sleep(600 + (i % 7) * 50);
	const there = new Promise((done, reject) => {
		const late = setTimeout(() => reject(new Error(`not seen: ${mark}`)), 30000);
		seen = (text, when) => {
			if (!text.includes(mark)) return;
			clearTimeout(late);
			seen = null;
			done(when);
		};
	});
	said = '';
	published = told = 0;
	const start = now();
	writeFileSync(file, `${before}\n${mark}\n`);
	const end = await there;
	await until(() => /built in ([\d.]+) ms/.test(said) && told && published);
	const made = Number(/built in ([\d.]+) ms/.exec(said)[1]);
	parts['saved to event'].push(Math.max(published - start - made, 0));
	parts['event to file'].push(made);
	parts['file to told'].push(told - published);
	parts['told to seen'].push(end - told);
	parts['saved to seen'].push(end - start);
}
const ms = (list, share) => list[Math.min(count - 1, Math.floor(count * share))].toFixed(1).padStart(7);
for (const [what, list] of Object.entries(parts)) {
	list.sort((a, b) => a - b);
	console.log(`${what.padEnd(15)} ${count} changes: median ${ms(list, 0.5)} ms, 95 % ${ms(list, 0.95)} ms, worst ${ms(list, 1)} ms`);
}
await browser.close();
server.kill('SIGTERM');
await new Promise((r) => server.on('exit', r));
rmSync(root, { recursive: true, force: true });
process.exit(0);
