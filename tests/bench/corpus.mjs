// SPDX-License-Identifier: EUPL-1.2
// Makes the texts that `make bench` measures on. The same numbers give the same
// bytes, and a smaller corpus is the beginning of a larger one.
//
//   node corpus.mjs site DIR PAGES [--hugo]   a root with PAGES Markdown files
//   node corpus.mjs plans DIR COUNT           a root with COUNT plan files
//
// A page has about 400 words with headings, lists, links and words of the
// glossary; every tenth file is the easy-read twin of the one before it; a
// section holds a hundred files. --hugo writes the same text where Hugo looks
// for it. The checks find about as much in a page as in one of our own content
// (a few hints), so that finding costs what it does for an editor. Plans are the samples with other invented names and numbers.
import { mkdirSync, readFileSync, readdirSync, writeFileSync, cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as w from './words.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const sectionSize = 100;

// --- chance, the same every time -----------------------------------------------

class Dice {
	constructor(seed) { this.state = (seed * 2654435761 + 97) >>> 0; }
	next() {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let t = this.state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return (t ^ (t >>> 14)) >>> 0;
	}
	below(n) { return this.next() % n; }
	of(list) { return list[this.below(list.length)]; }
	// Few words are common and many are rare, as in real text.
	common(list) { return list[Math.min(this.below(list.length), this.below(list.length))]; }
}

const capital = (s) => s[0].toUpperCase() + s.slice(1);

function thing(d, form) {
	const noun = d.common(w.nouns);
	if (d.below(24))
		return noun[form];
	const text = noun[form], at = text.lastIndexOf(' ') + 1;
	return text.slice(0, at) + d.common(w.firsts) + text.slice(at);
}

// --- sentences -----------------------------------------------------------------

const plain = [
	(d) => `${capital(d.common(w.roles))} ${d.common(w.verbs)[0]} ${thing(d, 0)} i god tid före ${thing(d, 2)}.`,
	(d) => `När ${thing(d, 2)} är klar ${d.common(w.verbs)[0]} ${d.common(w.roles)} ${thing(d, 2)} inom ${2 + d.below(9)} veckor.`,
	(d) => `${capital(d.common(w.roles))} ska ${d.common(w.verbs)[1]} ${thing(d, 2)} före den ${1 + d.below(28)} ${d.of(w.months)} 2027.`,
	(d) => `I ${thing(d, 2)} står ${d.common(w.kinds)[1]} ${thing(d, 3)} som ${d.common(w.roles)} har ${d.common(w.verbs)[2]}.`,
	(d) => `Det gäller också ${thing(d, 4)} och ${thing(d, 4)} i ${d.of(w.places)}.`,
	(d) => `Om ${d.common(w.terms)} saknas frågar ${d.common(w.roles)} efter ${thing(d, 2)}.`,
	(d) => `Personen får ${thing(d, 0)}, och ${d.common(w.roles)} ${d.common(w.verbs)[0]} ${thing(d, 4)}.`,
	(d) => `${capital(thing(d, 2))} visar vilka ${thing(d, 3)} som ${d.common(w.roles)} har ${d.common(w.verbs)[2]} under ${d.of(w.months)}.`,
	(d) => `Skriv **${thing(d, 2)}** i ${thing(d, 2)} och ${d.common(w.verbs)[1].replace(/a$/, 'a')} sedan ${thing(d, 4)}.`,
	(d) => `${capital(d.common(w.terms))} står i ${thing(d, 2)} som ${d.common(w.roles)} ${d.common(w.verbs)[0]}.`,
	(d) => `Ungefär ${5 + d.below(90)} procent av ${thing(d, 4)} är ${d.common(w.kinds)[1]}.`,
];
// Words that the easy-read rules accept without an explanation.
const easyNouns = w.nouns.filter((n) => ['plan', 'möte', 'samtal', 'fråga', 'svar', 'brev', 'schema',
	'lista', 'tid', 'besök', 'grupp', 'papper', 'rum', 'resa', 'kurs'].includes(n[1]));
const easy = [
	(d) => `Du får ${d.common(easyNouns)[0]}.`,
	(d) => `${capital(d.of(w.easyRoles))} hjälper dig med ${d.common(easyNouns)[2]}.`,
	(d) => `Du kan ta med dig en vän.`,
	(d) => `${capital(d.of(w.easyRoles))} ${d.common(w.verbs)[0]} ${d.common(easyNouns)[2]} med dig.`,
	(d) => `Du kan säga ja eller nej.`,
	(d) => `Fråga ${d.of(w.easyRoles)} om ${d.common(easyNouns)[2]}.`,
	(d) => `Vi ses i ${d.of(w.places)}.`,
];

const several = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const sentences = (d, n) => several(n, () => d.common(plain)(d)).join('\n');

// --- a page --------------------------------------------------------------------

const numbered = (n) => String(n).padStart(3, '0');

// Where file `i` lies, and what it is.
function place(i) {
	const section = Math.floor(i / sectionSize), at = i % sectionSize;
	const folder = `${numbered(section)}-avdelning-${section}`;
	if (at === 0)
		return { folder, name: 'index', section, at, id: `avdelning-${section}` };
	const twin = at % 10 === 9;
	const own = twin ? at - 1 : at;
	return { folder, section, at: own, twin, id: `sida-${section}-${own}`,
		name: `${numbered(own)}-sida-${section}-${own}${twin ? '.lattlast' : ''}` };
}

function title(i) {
	const d = new Dice(i * 7 + 3);
	return `${capital(d.of(w.verbs)[1])} ${thing(d, 2)} ${i}`;
}

function front(i, p, d) {
	return `---\ntitle: ${title(p.twin ? i - 1 : i)}\n` +
		`summary: ${p.twin ? d.of(easy)(d) : `Så gör ${d.common(w.roles)} med ${thing(d, 4)}.`}\n` +
		`id: ${p.id}\nupdated: 2026-${String(1 + d.below(10)).padStart(2, '0')}-1${d.below(10)}\n` +
		`pictogram: ${d.of(w.pictures)}\naudience: ${p.twin ? 'personen' : 'personal'}\n` +
		`owner: Redaktionen\n---\n`;
}

function links(i, p, d) {
	const before = place(i - (p.at > 1 ? 1 : 0) - (p.at % 10 === 0 ? 1 : 0));
	const other = place(Math.floor(d.below(i + 1) / sectionSize) * sectionSize);
	const near = p.at > 1 ? `[sidan före](${before.name}.md)` : '[avdelningen](index.md)';
	const law = d.below(4) ? '' : ` Se [lagen](lag:${d.of(w.laws)}).`;
	return `Gå till ${near} eller till [${thing(d, 2)} i en annan avdelning](sida:${other.id}).${law}`;
}

function table(d) {
	return '| Del | Vem | När |\n| --- | --- | --- |\n' + several(4, () =>
		`| ${capital(thing(d, 2))} | ${capital(d.common(w.roles))} | Inom ${2 + d.below(9)} veckor |\n`).join('');
}

function body(i, p, d) {
	const parts = [sentences(d, 5), links(i, p, d)];
	const headings = new Set();
	for (let s = 0; s < 5; s++) {
		let heading = capital(thing(d, s % 2 ? 4 : 2));
		while (headings.has(heading))
			heading = capital(thing(d, 2));
		headings.add(heading);
		parts.push(`## ${heading}`, sentences(d, 5));
		if (s === 1)
			parts.push(several(5, () => `- ${capital(thing(d, 0))} för ${d.common(w.roles)}`).join('\n'));
		else if (s === 3 && i % 3 === 0)
			parts.push(`> [!tips]\n> ${d.of(plain)(d)}`);
		else if (s === 3 && i % 5 === 1)
			parts.push(table(d).trimEnd());
		else
			parts.push(sentences(d, 4));
	}
	return parts.join('\n\n') + '\n';
}

function easyBody(d) {
	return several(4, (s) => `## ${capital(d.common(easyNouns)[2])} ${s + 1}\n\n` +
		`![](bild:${d.of(w.pictures)})\n\n${several(3, () => d.of(easy)(d)).join('\n')}\n\n` +
		several(3, () => d.of(easy)(d)).join('\n')).join('\n\n') + '\n';
}

export function page(i) {
	const p = place(i), d = new Dice(i + 1);
	return front(i, p, d) + (p.twin ? easyBody(d) : p.name === 'index' ?
		`${sentences(d, 9)}\n` : body(i, p, d));
}

// --- roots ---------------------------------------------------------------------

const site = `title: Mätning
base_url: https://samplan.example.org/
languages: [sv]
parties:
  - {name: Stockholms stad, principal: kommun}
  - {name: Region Stockholm, principal: region}
contact: {name: Redaktionen, phone: 08-000 00 00, email: redaktionen@example.org, text: Frågor om sidorna.}
theme: standard
search: true
robots: noindex
readability:
  - {check: T03, level: klarsprak, warn: 60, error: 70, reason: Texten är hopsatt av en maskin.}
  - {check: T06, level: klarsprak, warn: 60, reason: Texten är hopsatt av en maskin.}
`;

// Data that points to pages of the real site loses the pointers.
function data(to) {
	for (const name of ['ordlista.yaml', 'lagar.yaml', 'ord.yaml'])
		writeFileSync(join(to, name), readFileSync(join(root, 'content', name), 'utf8')
			.replace(/^ +(page|source):.*\n/gm, ''));
}

export function pagePath(i, hugo) {
	const p = place(i);
	return hugo ? join('content', p.folder, p.name === 'index' ? '_index.md' : `${p.name}.md`) :
		join('content/sidor', p.folder, `${p.name}.md`);
}

function writePages(to, count, hugo) {
	for (let i = 0; i < count; i++) {
		const path = join(to, pagePath(i, hugo));
		if (i % sectionSize === 0)
			mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, page(i));
	}
}

function makeSite(to, count, hugo) {
	if (hugo) {
		cpSync(join(root, 'tests/bench/hugo'), to, { recursive: true });
	} else {
		mkdirSync(join(to, 'content/policy'), { recursive: true });
		writeFileSync(join(to, 'content/site.yaml'), site);
		data(join(to, 'content'));
		cpSync(join(root, 'themes'), join(to, 'themes'), { recursive: true });
	}
	writePages(to, count, hugo);
}

// --- plans ---------------------------------------------------------------------

const family = (d) => d.of(w.familyFirst) + d.of(w.familyLast);

// Every name of a person that stands in a sample, with its first name.
function people(text) {
	const first = new Set(), last = new Set();
	for (const m of text.matchAll(/tilltalsnamn: (\p{Lu}\p{Ll}+)/gu))
		first.add(m[1]);
	for (const m of text.matchAll(/namn: (\p{Lu}\p{Ll}+) (\p{Lu}\p{Ll}+)[,}].*(?:roll|relation):|(?:roll|relation): [^,]+, namn: (\p{Lu}\p{Ll}+) (\p{Lu}\p{Ll}+)/gu)) {
		first.add(m[1] ?? m[3]);
		last.add(m[2] ?? m[4]);
	}
	return { first: [...first], last: [...last] };
}

function samples() {
	const folder = join(root, 'plans');
	return readdirSync(folder).filter((f) => f.endsWith('.yaml')).sort().map((f) => {
		const text = readFileSync(join(folder, f), 'utf8');
		return { text, ...people(text) };
	});
}

export function planName(i) { return `P-2026-${String(i + 1).padStart(5, '0')}`; }

export function plan(i, models = samples()) {
	const m = models[i % models.length], d = new Dice(i + 500000);
	const names = new Map(), taken = new Set();
	const choose = (old, make) => {
		let name = make();
		while (taken.has(name))
			name = make();
		taken.add(name);
		names.set(old, name);
	};
	m.first.forEach((n) => choose(n, () => d.of(w.given)));
	m.last.forEach((n) => choose(n, () => family(d)));
	return m.text
		.replace(/(?<![\p{L}])\p{Lu}\p{Ll}+(?![\p{Ll}])/gu, (word) => {
			if (names.has(word))
				return names.get(word);
			const genitive = word.endsWith('s') && names.get(word.slice(0, -1));
			return genitive ? genitive.replace(/s?$/, 's') : word;
		})
		.replace(/^plan: .*$/m, `plan: ${planName(i)}`)
		.replace(/08-000 00 \d\d/g, () => `08-000 00 ${10 + d.below(90)}`);
}

function makePlans(to, count) {
	const models = samples();
	cpSync(join(root, 'content'), join(to, 'content'), { recursive: true });
	cpSync(join(root, 'themes'), join(to, 'themes'), { recursive: true });
	mkdirSync(join(to, 'plans'), { recursive: true });
	for (let i = 0; i < count; i++)
		writeFileSync(join(to, 'plans', `${planName(i)}.yaml`), plan(i, models));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [kind, to, count, hugo] = process.argv.slice(2);
	if (kind === 'site' && to && count > 0)
		makeSite(to, Number(count), hugo === '--hugo');
	else if (kind === 'plans' && to && count > 0)
		makePlans(to, Number(count));
	else {
		console.error('usage: corpus.mjs site DIR PAGES [--hugo] | plans DIR COUNT');
		process.exit(2);
	}
}
