// SPDX-License-Identifier: EUPL-1.2
// watch: a page is saved at every moment around the start of the worker that
// stays, also while that one reads the pages. No save may be missed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const here = path.resolve(new URL('../..', import.meta.url).pathname);
const count = process.argv.includes('--full') ? 120 : 30;
const root = fs.mkdtempSync(path.join(tmpdir(), 'samplan-start-'));
for (const part of ['content', 'themes']) fs.cpSync(path.join(here, part), path.join(root, part), { recursive: true });
const file = path.join(root, 'content/sidor/om.md'), before = fs.readFileSync(file, 'utf8');
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const program = spawn(path.join(here, '.build/samplan'), ['watch', '--site', '--root', root, '--date', '2026-11-21'],
	{ stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '' } });
let said = '';
program.stdout.on('data', (d) => { said += d; });
const until = async (f) => {
	for (let i = 0; i < 500; i++, await sleep(20)) if (f()) return true;
	return false;
};
const shows = (text) => { try { return fs.readFileSync(path.join(root, 'output/site/om/index.html'), 'utf8').includes(text); } catch { return false; } };
await until(() => /built in/.test(said));
const missed = [];
for (let i = 0; i < count; i++) {
	const after = 300 + Math.round(i * 1200 / count);
	fs.writeFileSync(file, `${before}\n## Rubrik ${i}\n`); // a heading ends the one that stays
	await sleep(after);
	fs.writeFileSync(file, `${before}\n## Rubrik ${i}\n\nRaden har nummer ${i}.\n`);
	if (!await until(() => shows(`Raden har nummer ${i}.`))) missed.push(after);
}
program.kill('SIGINT');
await new Promise((r) => program.on('exit', r));
fs.rmSync(root, { recursive: true, force: true });
console.log(`${missed.length ? 'not ok' : 'ok'} 1 - none of ${count} saves around the start is missed`);
if (missed.length) console.log(`# missed, milliseconds after the change before: ${missed.join(', ')}`);
console.log('1..1');
process.exit(missed.length ? 1 : 0);
