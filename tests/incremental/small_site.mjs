// SPDX-License-Identifier: EUPL-1.2
// A small site with three revisions and two plans in a place of its own, and
// random edits to it. The same seed gives the same edits.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const program = path.resolve(".build/samplan");
// In memory where there is such a place: a build brings its files to the disk.
const memory = "/dev/shm";
export const place = fs.mkdtempSync(path.join(fs.existsSync(memory) ? memory : os.tmpdir(), "samplan-edits-"));
// How a file is saved.
export const saver = { save: fs.writeFileSync };

let state = 1;
export const seed = (n) => { state = (n * 2654435761) >>> 0 || 1; };
export const random = (n) => {
	// xorshift32: the same row of numbers everywhere
	state ^= state << 13; state >>>= 0;
	state ^= state >>> 17;
	state ^= state << 5; state >>>= 0;
	return state % n;
};
export const pick = (list) => list[random(list.length)];

const sentences = [
	"Du bestämmer själv om du vill ha en gemensam plan.",
	"Handläggaren frågar dig om samtycke.",
	"Planen följs upp efter sex månader.",
	"Regionen och kommunen planerar tillsammans.",
	"Samtycket gäller i ett år.",
	"Mötet hålls där du vill.",
	"Din stödperson får vara med.",
];
export const text = () => Array.from({ length: 1 + random(3) }, () => pick(sentences)).join(" ");
const heading = () => pick(["Vad händer?", "När är mötet?", "Vem ringer?", "Hur går det?"]);
const page = (title, extra = "") => `---
title: ${title}
summary: ${pick(sentences)}
updated: 2026-10-0${1 + random(9)}
${extra}---

${text()}

## ${heading()}

${text()}
`;

export const root = path.join(place, "kept");
export const clean = path.join(place, "clean");
export const inside = (...p) => path.join(root, ...p);
export const write = (name, bytes) => {
	fs.mkdirSync(path.dirname(inside(name)), { recursive: true });
	saver.save(inside(name), bytes);
};
export const read = (name) => fs.readFileSync(inside(name), "utf8");

const revision = (inForce, review, decided) => `in_force: ${inForce}
next_review: ${review}
sample: true
parties:
  - {name: Stockholms stad, decided_by: Nämnden, decided_on: ${decided}}
  - {name: Region Stockholm, decided_by: Nämnden, decided_on: ${decided}}
summary:
  klarsprak: Det här är nytt.
  lattlast: Det här är nytt.
changes: []
`;

export function begin() {
	fs.rmSync(root, { recursive: true, force: true });
	write("content/site.yaml", `title: Provplats
base_url: https://prov.example.org/
languages: [sv, en]
parties:
  - {name: Stockholms stad, principal: kommun}
  - {name: Region Stockholm, principal: region}
theme: standard
search: true
readability:
  - {check: T03, level: klarsprak, error: av, reason: Korta prov}
  - {check: T03, level: lattlast, error: av, reason: Korta prov}
  - {check: T02, level: lattlast, error: av, reason: Korta prov}
`);
	write("content/ordlista.yaml", `- term: samtycke
  forms: [samtycket]
  easy: Samtycke är att säga ja.
  definition: Ett frivilligt ja till något.
- term: handläggare
  forms: [handläggaren]
  easy: Handläggaren är den som hjälper dig.
  definition: Den som har hand om ett ärende.
`);
	write("content/lagar.yaml", `- id: sol
  name: Socialtjänstlagen
  short: SoL
  number: "2025:400"
  text: Lagen handlar om stöd.
  url: https://www.riksdagen.se/sol
  verified: 2026-10-01
`);
	write("content/sidor/index.md", page("Hem", "audience: personal\n"));
	write("content/sidor/index.lattlast.md", page("Hem"));
	write("content/sidor/10-om.md", page("Om webbplatsen"));
	write("content/sidor/10-om.en.md", page("About"));
	write("content/sidor/20-hjalp/index.md", page("Hjälp"));
	for (const n of [1, 2, 3])
		write(`content/sidor/20-hjalp/${n}0-sida-${n}.md`, page(`Hjälp ${n}`, `id: hjalp-${n}\n`));
	for (const [name, from, review, decided] of [
		["2024-11", "2024-11-20", "2025-11-30", "2024-10-01"],
		["2025-11", "2025-11-20", "2026-11-30", "2025-10-01"],
		["2026-11", "2026-11-16", "2027-11-30", "2026-10-01"]]) {
		write(`content/policy/${name}/revision.yaml`, revision(from, review, decided));
		write(`content/policy/${name}/10-modellen/index.md`, page("Modellen", "id: modellen\n"));
		for (const n of [1, 2]) {
			write(`content/policy/${name}/10-modellen/${n}0-steg-${n}.md`, page(`Steg ${n}`, `id: steg-${n}\n`));
			write(`content/policy/${name}/10-modellen/${n}0-steg-${n}.lattlast.md`, page(`Steg ${n}`, `id: steg-${n}\n`));
		}
	}
	fs.mkdirSync(inside("plans"));
	fs.copyFileSync("plans/P-2026-0103.yaml", inside("plans/P-2026-0103.yaml"));
	fs.copyFileSync("plans/P-2026-0104.yaml", inside("plans/P-2026-0104.yaml"));
	now.day = "2026-11-21";
}

export const now = { day: "2026-11-21" };
export function files(folder = "content", ending = ".md") {
	const found = [];
	for (const e of fs.readdirSync(inside(folder), { withFileTypes: true })) {
		const name = `${folder}/${e.name}`;
		if (e.isDirectory()) found.push(...files(name, ending));
		else if (name.endsWith(ending)) found.push(name);
	}
	return found.sort();
}
export const change = (name, f) => write(name, f(read(name)));
let counter = 0;
export const next = () => ++counter;

export const edits = {
	body: () => change(pick(files()), (s) => s + `\n${text()}\n`),
	"body of the policy": () => change(pick(files("content/policy")), (s) => s + `\n${text()}\n`),
	"many bodies": () => files().filter(() => random(3) === 0).forEach((f) => change(f, (s) => s + `\n${text()}\n`)),
	title: () => change(pick(files()), (s) => s.replace(/^title: .*$/m, `title: Ny rubrik ${++counter}`)),
	summary: () => change(pick(files()), (s) => s.replace(/^summary: .*$/m, `summary: ${pick(sentences)}`)),
	heading: () => change(pick(files()), (s) => s.replace(/^## .*$/m, `## ${heading()} ${++counter}`)),
	"same size, same time": () => {
		const f = inside(pick(files())), st = fs.statSync(f);
		const s = fs.readFileSync(f, "utf8");
		fs.writeFileSync(f, s.replace(/Du bestämmer/g, "Du betsämmer").replace(/Mötet/, "Mötte"));
		fs.utimesSync(f, st.atime, st.mtime);
	},
	touch: () => fs.utimesSync(inside(pick(files())), new Date(), new Date()),
	"link to a heading": () => change(pick(files("content/sidor/20-hjalp")), (s) => s + `\nLäs [mer](sida:steg-${1 + random(2)}#vad-hander).\n`),
	"broken link": () => change(pick(files()), (s) => s + "\nLäs [mer](sida:finns-inte).\n"),
	"mend links": () => files().forEach((f) => change(f, (s) => s.replace(/\nLäs \[mer\]\(sida:[^)]*\)\.\n/g, ""))),
	draft: () => change(pick(files("content/sidor/20-hjalp")), (s) => (s.includes("draft: true") ? s.replace("draft: true\n", "") : s.replace(/^updated:/m, "draft: true\nupdated:"))),
	"add a page": () => write(`content/sidor/20-hjalp/${40 + random(50)}-ny-${++counter}.md`, page(`Ny sida ${counter}`)),
	"add a twin": () => write("content/sidor/20-hjalp/10-sida-1.lattlast.md", page("Hjälp ett")),
	"remove a page": () => {
		const list = files().filter((f) => /ny-|lattlast/.test(f));
		if (list.length) fs.rmSync(inside(pick(list)));
	},
	"rename a page": () => {
		const list = files("content/sidor/20-hjalp").filter((f) => !/index/.test(f));
		const f = pick(list);
		fs.renameSync(inside(f), inside(f.replace(/(\.lattlast|\.en)?\.md$/, `-b${++counter}$1.md`)));
	},
	alias: () => change(pick(files("content/sidor/20-hjalp")), (s) => s.replace(/^updated:/m, `aliases: [gammal-${++counter}]\nupdated:`)),
	glossary: () => change("content/ordlista.yaml", (s) => s.replace(/easy: .*$/m, `easy: ${pick(sentences)}`)),
	"new term": () => change("content/ordlista.yaml", (s) => `${s}- term: stödperson\n  easy: En stödperson hjälper dig.\n  definition: Någon som ger stöd.\n`.replace(/(- term: stödperson\n.*\n.*\n)+/g, "$1")),
	law: () => change("content/lagar.yaml", (s) => s.replace(/number: ".*"/, `number: "2025:${400 + random(9)}"`)),
	config: () => change("content/site.yaml", (s) => s.replace(/^title: .*$/m, `title: Provplats ${++counter}`)),
	"search off or on": () => change("content/site.yaml", (s) => (s.includes("search: true") ? s.replace("search: true", "search: false") : s.replace("search: false", "search: true"))),
	"own theme": () => {
		write("themes/eget/theme.yaml", `name: Eget ${++counter}\nextends: standard\ntokens:\n  colour: {}\n`.replace("tokens:\n  colour: {}\n", ""));
		change("content/site.yaml", (s) => s.replace(/^theme: .*$/m, "theme: eget"));
	},
	"revision decided": () => change("content/policy/2026-11/revision.yaml", (s) => s.replace(/decided_on: 2026-\d\d-\d\d/, `decided_on: 2026-10-${10 + random(20)}`)),
	"what is new": () => change("content/policy/2026-11/revision.yaml", (s) => s.replace(/lattlast: .*$/m, `lattlast: ${pick(sentences)}`)),
	date: () => (now.day = pick(["2026-11-21", "2026-11-22", "2026-11-10", "2025-11-25", "2027-12-01"])),
	"edit a plan": () => change(pick(files("plans", ".yaml")), (s) => `${s}\n# ${++counter}\n`),
	"remove a plan": () => {
		const list = files("plans", ".yaml");
		if (list.length > 1) fs.rmSync(inside(pick(list)));
	},
	nothing: () => {},
};
export function build(where) {
	const r = spawnSync(program, ["build", "--root", where, "--date", now.day], { env: { ...process.env, LC_ALL: "C.UTF-8" } });
	return { status: r.status, told: r.stderr.toString().replaceAll(where, "ROOT") };
}

export function listing(folder) {
	const out = new Map();
	const walk = (dir, name) => {
		if (!fs.existsSync(dir)) return;
		for (const e of fs.readdirSync(dir, { withFileTypes: true })) {
			if (e.name === ".manifest") continue;
			if (e.isDirectory()) walk(path.join(dir, e.name), `${name}${e.name}/`);
			else out.set(name + e.name, fs.readFileSync(path.join(dir, e.name)));
		}
	};
	for (const tree of ["site", "plans", "report"]) walk(path.join(folder, "output", tree), `${tree}/`);
	return out;
}

export function difference(a, b) {
	for (const [name, bytes] of b)
		if (!a.has(name)) return `${name} is missing`;
		else if (!a.get(name).equals(bytes)) return `${name} is not the same`;
	for (const name of a.keys()) if (!b.has(name)) return `${name} should be gone`;
	return "";
}

// The inputs alone, in a root that knows nothing of earlier builds.
export function copyClean() {
	fs.rmSync(clean, { recursive: true, force: true });
	fs.mkdirSync(clean);
	for (const name of ["content", "themes", "plans"])
		if (fs.existsSync(inside(name))) fs.cpSync(inside(name), path.join(clean, name), { recursive: true });
}
