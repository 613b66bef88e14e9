// SPDX-License-Identifier: EUPL-1.2
// Measures the program beside the floor and the peers that are installed, all
// in the same rounds, and prints a table; see `make bench`.
//
//   node bench.mjs [--full] [--only GROUP,…] [--rounds N] [--dir DIR] [--markdown FILE]
//
// Groups: site10k site1k change watch plans check paper text years. The quick
// run has 1,000 pages and plans, --full 10,000 and 50,000 pages and 20,000
// plans; watch has 10,000 pages as well when it is asked for. What is written
// lies in DIR (.build/bench). Times are medians; processor time is that
// of all processes together; memory is the worst moment of all of them, from a
// run of its own. Ratios are between medians of the same rounds.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagePath, plan, planName } from './corpus.mjs';

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, '..', '..');
const value = (name, otherwise) => {
	const at = process.argv.indexOf(name);
	return at < 0 ? otherwise : process.argv[at + 1];
};
const full = process.argv.includes('--full');
const only = value('--only', '')?.split(',').filter(Boolean);
const rounds = Number(value('--rounds', 5));
const TMPFS = 0x01021994, GIB = 2 ** 30;

// Memory, if it is there and what the run writes leaves half of it free.
function place() {
	const shared = '/dev/shm';
	if (!existsSync(shared))
		return join(root, '.build/bench');
	const s = statfsSync(shared);
	return s.type === TMPFS && s.bavail * s.bsize > (full ? 16 : 2) * GIB ?
		join(shared, 'samplan-bench') : join(root, '.build/bench');
}
const dir = value('--dir', place());
mkdirSync(dir, { recursive: true });
const inMemory = statfsSync(dir).type === TMPFS;
const tool = (name) => join(root, '.build/bench', name);
const samplan = join(root, '.build/samplan');
const date = ['--date', '2026-11-21', '--quiet'];
process.env.LANG = 'sv_SE.UTF-8';

// --- running -------------------------------------------------------------------

// Old output goes aside at once; it is deleted when nothing is measured.
let aside = 0;
function clear(path) {
	if (!existsSync(path))
		return;
	mkdirSync(join(dir, 'trash'), { recursive: true });
	renameSync(path, join(dir, 'trash', `${process.pid}-${aside++}`));
}
const sweep = () => rmSync(join(dir, 'trash'), { recursive: true, force: true });

function run(command, options = []) {
	const done = spawnSync(tool('measure'), [...options, ...command], { encoding: 'utf8', maxBuffer: 1 << 28 });
	const line = done.stdout.match(/#measure (.*)\n$/);
	if (!line || !line[1].endsWith(' 0'))
		throw new Error(`${command.join(' ')}\n${done.stdout}${done.stderr}`);
	return { numbers: line[1].split(' ').map(Number), out: done.stdout };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

// entries: {name, before?, command, memory?}; every round runs each once.
function interleave(entries) {
	const all = entries.map(() => ({ wall: [], cpu: [] }));
	for (let r = 0; r < rounds; r++) {
		entries.forEach((e, i) => {
			e.before?.(r);
			const [wall, cpu] = run(e.command).numbers;
			all[i].wall.push(wall);
			all[i].cpu.push(cpu);
		});
		sweep();
	}
	return entries.map((e, i) => {
		let kb;
		if (e.memory) {
			e.before?.(rounds);
			kb = run(e.command, ['--memory']).numbers[0];
		}
		sweep();
		return { name: e.name, wall: median(all[i].wall), cpu: median(all[i].cpu), kb };
	});
}

// --- tables --------------------------------------------------------------------

const tables = [];
function table(title, head, rows) {
	tables.push({ title, head, rows });
	const widths = head.map((h, c) => Math.max(h.length, ...rows.map((r) => r[c].length)));
	const line = (r) => r.map((s, c) => c ? s.padStart(widths[c]) : s.padEnd(widths[c])).join('  ');
	console.log(`\n${title}\n${line(head)}`);
	rows.forEach((r) => console.log(line(r)));
}

const seconds = (s) => s >= 1 ? `${s.toFixed(2)} s` : `${(s * 1000).toFixed(s < 0.1 ? 1 : 0)} ms`;
const megabytes = (kb) => kb === undefined ? '' : `${Math.round(kb / 1024)} MB`;

function compared(title, results, base = results[0]) {
	table(title, ['', 'wall', 'processor', 'memory', 'wall ×', 'processor ×'], results.map((r) => [r.name,
		seconds(r.wall), seconds(r.cpu), megabytes(r.kb), (r.wall / base.wall).toFixed(2), (r.cpu / base.cpu).toFixed(2)]));
}

// --- corpora -------------------------------------------------------------------

// Times of what was just written say nothing, so that it would be read in every
// build; and what was deleted keeps the machine at work for a while.
const rest = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);

// A corpus that was made in another way is made anew.
const recipe = ['corpus.mjs', 'words.mjs'].map((f) => readFileSync(join(here, f), 'utf8')).join('');

function corpus(kind, count, ...more) {
	const to = join(dir, `${kind}${more.length ? '-hugo' : ''}-${count}`);
	const made = join(to, '.made');
	if (!existsSync(made) || readFileSync(made, 'utf8') !== recipe) {
		rmSync(to, { recursive: true, force: true });
		execFileSync('node', [join(here, 'corpus.mjs'), kind, to, String(count), ...more]);
		writeFileSync(made, recipe);
		rest();
	} else if (existsSync(join(to, 'themes'))) {
		// The theme is ours and changes between two benches.
		cpSync(join(root, 'themes'), join(to, 'themes'), { recursive: true });
	}
	return to;
}

const build = (site, output, ...more) => [samplan, 'build', '--root', site, '--output', output, ...date, ...more];

function version(command, pattern) {
	const done = spawnSync(command[0], command.slice(1), { encoding: 'utf8' });
	return done.status === 0 ? done.stdout.match(pattern)?.[0] ?? '' : null;
}

// --- groups --------------------------------------------------------------------

function siteFull(count) {
	const site = corpus('site', count), pages = join(site, 'content/sidor');
	const out = (name) => join(dir, `out-${name}`);
	const floor = (n) => ({ name: `floor, ${n} ${n > 1 ? 'processes' : 'process'}`, memory: true,
		before: () => clear(out('floor')), command: [tool('floor'), pages, out('floor'), String(n)] });
	const ours = (jobs) => ({ name: `samplan --jobs ${jobs}`, memory: true, before: () => clear(out('site')),
		command: build(site, out('site'), '--site', '--jobs', String(jobs)) });
	const entries = [floor(1), floor(2), ours(1), ours(2)];
	const hugo = version(['hugo', 'version'], /v[\d.]+/);
	if (hugo) {
		const peer = corpus('site', count, '--hugo');
		entries.push({ name: `Hugo ${hugo}`, memory: true, before: () => clear(out('hugo')),
			command: ['hugo', '--quiet', '--source', peer, '--destination', out('hugo')] });
	}
	compared(`Whole site, ${count} pages`, interleave(entries));
}

// A text of the corpus is changed a little, another way in every round.
function edit(path, change) {
	const before = readFileSync(path, 'utf8');
	return (r) => writeFileSync(path, change(before, r));
}

function siteChange(count) {
	const site = corpus('site', count), out = join(dir, `out-change-${count}`);
	// Two pages: the text that one edit leaves must be as the other found it.
	const [body, title] = [3, 4].map((i) => join(site, pagePath(Math.floor(count / 2) + i)));
	const before = [body, title].map((page) => readFileSync(page, 'utf8'));
	const command = build(site, out, '--site');
	clear(out);
	run(command);
	rest();
	const results = interleave([
		{ name: 'nothing changed', command, memory: true },
		{ name: 'the body of one page', before: edit(body, (t, r) => `${t}\nEn ny mening nummer ${r}.\n`), command },
		{ name: 'the title of one page', before: edit(title, (t, r) => t.replace(/^title: .*/m, `title: Rubriken har ändrats ${r}`)), command },
	]);
	[body, title].forEach((page, i) => writeFileSync(page, before[i]));
	clear(out);
	sweep();
	return results.map((r) => ({ ...r, name: `${count} pages: ${r.name}` }));
}

// Under watch: it stays, and has the site in memory.
function siteWatch(count) {
	const site = corpus('site', count), page = pagePath(Math.floor(count / 2) + 3);
	const said = execFileSync('node', [join(here, 'watch.mjs'), site, page, String(rounds * 10)], { encoding: 'utf8' });
	clear(join(site, 'output'));
	sweep();
	return Object.entries(JSON.parse(said)).map(([what, m]) => [`${count} pages: the ${what} of one page`,
		...[m.event, m.event95, m.saved, m.saved95, m.all].map((ms) => seconds(ms / 1000))]);
}

function plansFull(count) {
	const site = corpus('plans', count), out = join(dir, 'out-plans');
	const ours = (jobs) => ({ name: `samplan --jobs ${jobs}`, memory: true, before: () => clear(out),
		command: build(site, out, '--plans', '--jobs', String(jobs)) });
	const results = interleave([ours(1), ours(2)]);
	compared(`All documents of ${count} plans`, results);
	const documents = Number(execFileSync('sh', ['-c', `find '${out}/plans' -name '*.pdf' | wc -l`], { encoding: 'utf8' }));
	table(`${documents} PDF of ${count} plans`, ['', 'PDF a second'],
		results.map((r) => [r.name, Math.round(documents / r.wall).toString()]));
	const file = join(site, 'plans', `${planName(Math.floor(count / 2))}.yaml`), original = readFileSync(file, 'utf8');
	const command = build(site, out, '--plans');
	run(command);
	compared(`${count} plans again`, interleave([
		{ name: 'nothing changed', command, memory: true },
		{ name: 'one plan changed', before: (r) => writeFileSync(file, original + `# ${r}\n`), command },
	]));
	writeFileSync(file, original);
	clear(out);
	sweep();
}

function check(count, few) {
	const command = (n) => [samplan, 'check', '--plans', '--root', corpus('plans', n), ...date];
	const results = interleave([few, count].map((n) => ({ name: `check, ${n} plans`, memory: true, command: command(n) })));
	compared('Checking plans', results);
	console.log(`growth from ${few} to ${count} plans: ${megabytes(results[1].kb - results[0].kb)}`);
}

function paper(count) {
	const out = join(dir, 'min-plan.pdf'), content = join(dir, 'min-plan.content');
	const rate = (text, what) => Number(text.match(new RegExp(`${what}: (\\d+) a second`))[1]);
	run([tool('paper'), join(root, 'tests/plans/reference.yaml'), '10', out]);
	const streams = execFileSync('node', [join(here, 'content.mjs'), out, content], { encoding: 'utf8' }).trim().split('\n');
	const made = [], floors = [], peers = [];
	let said, peer;
	for (let r = 0; r < rounds; r++) {
		said = run([tool('paper'), join(root, 'tests/plans/reference.yaml'), String(count), out]).out;
		made.push(rate(said, 'min-plan.pdf'));
		floors.push(rate(run([tool('paper'), '--floor', String(count), ...streams]).out, 'floor'));
		const typst = spawnSync('node', [join(here, 'typst.mjs'), '40'], { encoding: 'utf8' });
		if (typst.status === 0)
			peers.push(Number((peer = typst.stdout.trim().split(' '))[0]));
	}
	const rows = [['libdeflate alone (floor)', median(floors).toFixed(0), '', '1.00'],
		['samplan', median(made).toFixed(0), said.match(/(\d+) bytes/)[1], (median(floors) / median(made)).toFixed(2)]];
	if (peers.length)
		rows.push([`Typst 0.14 (${peer.slice(2).join(' ')})`, median(peers).toFixed(1), peer[1], (median(floors) / median(peers)).toFixed(0)]);
	table('min-plan.pdf, one process', ['', 'a second', 'bytes', 'time × floor'], rows);
	if (peers.length)
		console.log(`samplan ÷ Typst: ${(median(made) / median(peers)).toFixed(1)}`);
}

function text() {
	const file = join(dir, 'text.md'), site = corpus('site', 1000), bodies = [];
	for (const want of [false, true]) {
		const all = [];
		for (let i = 1; i < 1000 && all.length < 200; i++)
			if (pagePath(i).includes('lattlast') === want)
				all.push(readFileSync(join(site, pagePath(i)), 'utf8').replace(/^---[\s\S]*?\n---\n/, '')
					.replace(/\]\([^)]*\)/g, '](https://example.org/)').replace(/^!.*\n/gm, ''));
		bodies.push(all.join('\n'));
	}
	const rates = new Map();
	for (let r = 0; r < rounds; r++) {
		for (const [i, body] of bodies.entries()) {
			writeFileSync(file, body);
			const said = run([tool('text'), file, '20', ...(i ? [] : ['K'])]).out;
			for (const m of said.matchAll(/figure: (.*) (\d+) MB\/s/g))
				if (m[1].startsWith('all checks'))
					rates.set(m[1], [...(rates.get(m[1]) ?? []), Number(m[2])]);
		}
	}
	table('Readability, all checks, one core', ['', 'MB of text a second'],
		[...rates].map(([name, list]) => [name, String(median(list))]));
}

// One revision of our own policy, and as many years of it with a few texts changed in each.
function yearsRoot(count) {
	const to = join(dir, `years-${count}`), policy = join(to, 'content/policy');
	rmSync(to, { recursive: true, force: true });
	cpSync(join(root, 'content'), join(to, 'content'), { recursive: true });
	cpSync(join(root, 'themes'), join(to, 'themes'), { recursive: true });
	rmSync(join(policy, '2025-11'), { recursive: true, force: true });
	rmSync(join(to, 'content/arkiv.yaml'), { force: true });
	for (let i = 1; i < count; i++) {
		const year = 2026 + i, folder = join(policy, `${year}-11`), data = join(folder, 'revision.yaml');
		cpSync(join(policy, `${year - 1}-11`), folder, { recursive: true });
		writeFileSync(data, readFileSync(data, 'utf8').replace(/^changes:[\s\S]*/m, '')
			.replace(/^in_force: .*/m, `in_force: ${year}-11-16`)
			.replace(/^next_review: .*/m, `next_review: ${year + 1}-11-30`)
			.replace(/decided_on: .*/g, `decided_on: ${year}-10-20`));
		readdirSync(folder, { recursive: true }).filter((f) => f.endsWith('.md')).sort()
			.filter((f, n) => n % 17 === year % 17)
			.forEach((f) => appendFileSync(join(folder, f), `\nHandläggaren ser över sidan under ${year}.\n`));
	}
	return { to, page: join(policy, `${2025 + count}-11/05-gemensam-plan.md`) };
}

function years() {
	const made = [1, 10].map((count) => ({ count, out: join(dir, `out-years-${count}`), ...yearsRoot(count) }));
	const command = (m) => [samplan, 'build', '--root', m.to, '--output', m.out, '--date', '2036-01-01', '--quiet', '--site', '--jobs', '1'];
	compared('Years of revisions, from nothing', interleave(made.map((m) => ({ name: `revisions: ${m.count}`,
		memory: true, before: () => clear(m.out), command: command(m) }))));
	compared('Years of revisions, after an edit', interleave(made.map((m) => ({ name: `revisions: ${m.count}`,
		before: edit(m.page, (t, r) => `${t}\nEn ny mening nummer ${r}.\n`), command: command(m) }))));
	made.forEach((m) => clear(m.out));
	sweep();
}

// --- all -----------------------------------------------------------------------

const groups = {
	site1k: () => siteFull(1000),
	site10k: () => full && siteFull(10000),
	change: () => {
		const sizes = full ? [1000, 10000, 50000] : [1000];
		const results = sizes.flatMap(siteChange);
		compared('The same site again', results);
	},
	watch: () => {
		const sizes = full || only.includes('watch') ? [1000, 10000] : [1000];
		table('A change under watch, until readers see it',
			['', 'event', '95 %', 'saved', '95 %', 'and all lists'], sizes.flatMap(siteWatch));
	},
	plans: () => plansFull(full ? 20000 : 1000),
	check: () => full ? check(10000, 1000) : check(1000, 100),
	paper: () => paper(full ? 20000 : 3000),
	text,
	years,
};

const where = `${cpus()[0].model}, ${cpus().length} cores; ${version([samplan, '--version'], /samplan \S+/)}; ` +
	`${new Date().toISOString().slice(0, 10)}; medians of ${rounds} rounds; ` +
	`measured in ${dir} (${inMemory ? 'memory' : 'a disk'})`;
console.log(where);
for (const [name, group] of Object.entries(groups))
	if (!only.length || only.includes(name))
		group();
if (value('--markdown')) {
	const markdown = tables.map((t) => `**${t.title}**\n\n| ${t.head.join(' | ')} |\n|${t.head.map((_, c) => c ? '--:' : '---').join('|')}|\n` +
		t.rows.map((r) => `| ${r.join(' | ')} |`).join('\n') + '\n').join('\n');
	writeFileSync(value('--markdown'), `${where}\n\n${markdown}`);
}
// Memory is given back; a folder of one's own choice stays.
if (inMemory && !value('--dir'))
	rmSync(dir, { recursive: true, force: true });
