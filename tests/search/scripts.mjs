// SPDX-License-Identifier: EUPL-1.2
// The index of a site that was built, read as the script reads it: words of
// scripts.tsv are terms or none, and search finds the page they stand on.
//   node tests/search/scripts.mjs SITE PAGE
import { readFileSync, readdirSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { join } from 'node:path';

const [site, page] = process.argv.slice(2);
const assets = join(site, 'assets');
const parts = readdirSync(join(assets, 'search')).filter((f) => /^\d+\.js$/.test(f));
const read = (file) => readFileSync(join(assets, file), 'utf8');

const window = { URLSearchParams, location: { search: '' } };
window.window = window;
createContext(window);
for (const f of ['search.js', 'search/list.js', ...parts.map((p) => `search/${p}`)])
	runInContext(read(f), window);
const search = window.samplanSearch;

// What site_search.c says of the terms, read without the script.
const terms = new Set();
for (const part of parts) {
	const source = read(`search/${part}`);
	const list = JSON.parse(source.slice(source.indexOf('"terms":') + 8, source.lastIndexOf('});')));
	let last = '';
	for (const entry of list.split(' ').filter(Boolean)) {
		last = last.slice(0, parseInt(entry[0], 36)) + /^.([^A-Z]*)/.exec(entry)[1];
		terms.add(last);
	}
}

let wrong = 0;
const say = (good, text) => {
	if (good) return;
	wrong++;
	console.log(`# ${text}`);
};
const rows = readFileSync(new URL('scripts.tsv', import.meta.url), 'utf8').split('\n')
	.filter((l) => l && !l.startsWith('#')).map((l) => l.split('\t'));
for (const [what, query, word] of rows) {
	const term = search.stem(word.normalize('NFD'));
	if (what === 'none') {
		say(!terms.has(term), `"${term}" is a term, and no word`);
		continue;
	}
	say(terms.has(term), `"${term}" is no term`);
	say(search.find(query, 'plain').slice(0, 3).map((f) => search.path(f)).includes(page), `"${query}" does not find ${page}`);
}
say(rows.length >= 20, `${rows.length} words only`);
say(![...terms].some((t) => /\p{Cs}/u.test(t)), 'half a character is a term');
process.exitCode = wrong ? 1 : 0;
