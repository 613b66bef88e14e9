// SPDX-License-Identifier: EUPL-1.2
// How soon a change is seen under `samplan watch`: from the event until the
// new pages are published, by the program's own account, and from the end of
// the save until readers see them, by inotify. A body, then a title with all
// pages around it; and how long until what is made of many pages (search,
// lists) has followed.
//
//	node tests/bench/watch.mjs ROOT PAGE [CHANGES]     prints one line of JSON
//
// ROOT is changed, and put back in the end; the output lies in ROOT/output.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, watch, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const here = resolve(new URL('../..', import.meta.url).pathname);
const [root, name, changes = '50'] = process.argv.slice(2);
const count = Number(changes);
const file = join(root, name), before = readFileSync(file, 'utf8');
const now = () => performance.now();
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const late = setTimeout(() => { console.error('nothing more came'); process.exit(1); }, 600000);

const program = spawn(join(here, '.build/samplan'), ['watch', '--root', root, '--date', '2026-11-21'],
	{ stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '' } });
let said = '';
program.stdout.on('data', (d) => { said += d; });
const until = async (f) => { while (!f()) await sleep(2); };
await until(() => /built in/.test(said));
let published = [];
watch(join(root, 'output'), (_, what) => { if (what === 'site') published.push(now()); });

// The worker that stays is there when a whole build has followed: then it and
// its guard are all that is left, and nobody works.
const ticks = () => {
	const at = (p) => readFileSync(`/proc/${p}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).join();
	try {
		return execFileSync('pgrep', ['-P', String(program.pid), 'samplan']).toString().trim().split('\n').map(at).join(' ');
	} catch { return ''; }
};
for (let quiet = 0, last = ''; quiet < 10; await sleep(100)) {
	const state = ticks();
	quiet = state === last && state.split(' ').length === 2 ? quiet + 1 : 0;
	last = state;
}
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const most = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)];
async function measure(change) {
	const own = [], seen = [], last = [];
	for (let i = -3; i < count; i++) { // the first ones do not count
		said = '';
		published = [];
		writeFileSync(file, change(i));
		const start = now();
		await until(() => /built in [\d.]+ ms/.test(said) && published.length);
		await sleep(200 + (i & 7) * 10);
		if (i < 0) continue;
		own.push(Number(/built in ([\d.]+) ms/.exec(said)[1]));
		seen.push(published[0] - start);
		last.push(published.at(-1) - start);
	}
	return { event: median(own), event95: most(own), saved: median(seen), saved95: most(seen), all: median(last) };
}
await measure((i) => `${before}\nFörsta ändringen ${i}.\n`);
const body = await measure((i) => `${before}\nRaden har nummer ${i}.\n`);
const title = await measure((i) => before.replace(/^title: .*$/m, `title: Provad rubrik ${i}`));
console.log(JSON.stringify({ body, title }));
writeFileSync(file, before);
program.kill('SIGINT');
await new Promise((r) => program.on('exit', r));
clearTimeout(late);
process.exit(0);
