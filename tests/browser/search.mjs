// SPDX-License-Identifier: EUPL-1.2
// Queries that people type (queries.tsv: query, level, expected page, sort)
// against the index that was built: the page has to be among the first three
// results. Also the size of it all, and that stems here and there are the same.
//   node tests/browser/search.mjs [--verbose]
import { readFileSync, readdirSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root as site, ok, done } from './common.mjs';

const here = fileURLToPath(new URL('../search/', import.meta.url));
const verbose = process.argv.includes('--verbose');
const assets = join(site, 'assets');
const most = 60 * 1024; // bytes, compressed
const least = 57; // of 60 queries

const window = { URLSearchParams, location: { search: '' } };
window.window = window;
createContext(window);
const files = ['search.js', 'search/list.js',
	...readdirSync(join(assets, 'search')).filter((f) => /^\d+\.js$/.test(f))
		.sort((a, b) => parseInt(a) - parseInt(b)).map((f) => `search/${f}`)];
for (const f of files) runInContext(readFileSync(join(assets, f), 'utf8'), window);
const search = window.samplanSearch;

const size = files.reduce((n, f) => n + gzipSync(readFileSync(join(assets, f)), { level: 9 }).length, 0);
ok(size <= most, `${size} bytes compressed, at most ${most}`);

const rows = (file) => readFileSync(join(here, file), 'utf8').split('\n')
	.filter((l) => l && !l.startsWith('#')).map((l) => l.split('\t'));

for (const [word, stem] of rows('stems.tsv'))
	if (search.stem(word) !== stem) ok(false, `stem of ${word}: ${search.stem(word)}, not ${stem}`);
ok(true, 'stems are those of the index');

let right = 0;
const queries = rows('queries.tsv');
for (const [query, level, expected, sort] of queries) {
	const found = search.find(query, level).slice(0, 3).map((f) => search.path(f));
	const good = expected.split(' ').some((e) => found.includes(e));
	if (good) right++;
	if (!good || verbose)
		console.log(`# ${good ? 'found' : 'MISSED'} ${sort}: ${query} -> ${found.join(' ')}${good ? '' : ` (wanted ${expected})`}`);
}
ok(queries.length >= 60, `${queries.length} queries`);
ok(right >= Math.ceil(queries.length * least / 60), `${right} of ${queries.length} queries find their page among the first three`);
done();
