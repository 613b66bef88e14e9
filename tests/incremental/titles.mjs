// SPDX-License-Identifier: EUPL-1.2
// A title stands on many pages: in lists, crumbs, cards, and beside its
// neighbours. Each page of a site with sections in sections gets another title;
// it is built with what the build before it kept, and after some of them all is
// as a clean build makes it, byte for byte. A title that stands in no menu
// makes few files again: the program says of another file that it stays.
//
//	node tests/incremental/titles.mjs [--full]
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { begin, build, change, clean, copyClean, difference, files, inside, listing, next, now, place, program, read, root, seed, text, write } from "./small_site.mjs";

const full = process.argv.includes("--full");
const TOGETHER = full ? 1 : 5; // retitled between two comparisons
let count = 0, failed = 0;
const ok = (name, why) => {
	failed += why ? 1 : 0;
	console.log(`${why ? "not ok" : "ok"} ${++count} - ${name}`);
	if (why) console.log(why.split("\n").map((l) => `# ${l}`).join("\n"));
};

seed(1);
begin();
const page = (file, title, more = "") =>
	write(`content/sidor/${file}`, `---\ntitle: ${title}\nsummary: ${text()}\nupdated: 2026-10-0${1 + next() % 9}\n${more}---\n\n${text()}\n\n## Vad händer?\n\n${text()} [Mer](sida:del-2-1).\n`);
for (const s of [1, 2]) {
	const section = `3${s}-del-${s}`;
	page(`${section}/index.md`, `Del ${s}`, `id: del-${s}\npictogram: mote\n`);
	page(`${section}/index.lattlast.md`, `Del ${s}`);
	for (const n of [1, 2, 3]) {
		page(`${section}/${n}0-sida-${n}.md`, `Sida ${s} ${n}`, `id: del-${s}-${n}\naliases: [/gammal/${s}-${n}/]\n`);
		page(`${section}/${n}0-sida-${n}.lattlast.md`, `Lätt sida ${s} ${n}`);
	}
	for (const sub of [4, 5]) {
		page(`${section}/${sub}0-under-${sub}/index.md`, `Under ${s} ${sub}`);
		for (let n = 1; n <= (sub === 5 && s === 2 ? 30 : 3); n++)
			page(`${section}/${sub}0-under-${sub}/${100 + n}-sida-${n}.md`, `Sida ${s} ${sub} ${n}`, n === 2 ? "nav: Kort\n" : n === 3 ? `id: under-${s}-${sub}\n` : "");
	}
}
page("31-del-1/20-sida-2.en.md", "In English");
change("content/site.yaml", (s) => s + `start:
  klarsprak:
    - {page: del-1-2, text: Läs om sidan., pictogram: mote}
  lattlast:
    - {page: del-2-3, text: Läs om sidan., pictogram: mote}
process:
  - phase: Först
    steps:
      - {number: 1, title: Ett steg, page: del-1-1, deadline: Alltid, who: Alla}
      - {number: 2, title: Två steg, page: under-2-4, deadline: Alltid, who: Alla}
`);
change("content/ordlista.yaml", (s) => s.replace(/^ {2}easy: Samtycke/m, "  page: del-1-3\n$&"));

const explain = (what) => spawnSync(program, ["explain", what, "--root", root, "--date", now.day], { env: { ...process.env, LC_ALL: "C.UTF-8" } });
const titles = files("content/sidor");
const first = build(root);
ok("the site is built", first.status === 0 ? "" : first.told);

let stays = 0, group = 0;
for (const f of titles) {
	change(f, (s) => s.replace(/^title: (.*)$/m, "title: Ny $1"));
	const said = explain(inside("output/site/404.html"));
	stays += /it stays/.test(said.stdout + said.stderr);
	const kept = build(root);
	if (++group < TOGETHER && f !== titles.at(-1)) continue;
	group = 0;
	copyClean();
	const fresh = build(clean);
	ok(`titles until ${f}`, kept.status !== fresh.status || kept.told !== fresh.told ?
		`--- kept ${kept.status}\n${kept.told}\n--- clean ${fresh.status}\n${fresh.told}` :
		difference(listing(root), listing(clean)));
}
ok("most of them leave a page alone that has no part in them", stays > titles.length * 0.8 ? "" : `${stays} of ${titles.length}`);

// Two at once, one of them beside another change that counts.
for (const [what, also] of Object.entries({
	"another title": () => change("content/sidor/32-del-2/10-sida-1.md", (s) => s.replace(/^title: /m, "title: Åter ")),
	"a body": () => change("content/sidor/31-del-1/20-sida-2.md", (s) => s + "\nMer text.\n"),
	"a heading": () => change("content/sidor/31-del-1/20-sida-2.md", (s) => s.replace("## Vad händer?", "## Vad hände?")),
	"another summary of it": () => change("content/sidor/31-del-1/10-sida-1.md", (s) => s.replace(/^summary: /m, "summary: Ny. ")),
	"a body of the policy": () => change("content/policy/2026-11/10-modellen/10-steg-1.md", (s) => s + "\nMer text.\n"),
	"a page less": () => fs.rmSync(inside("content/sidor/31-del-1/40-under-4/102-sida-2.md")),
	"a page that is no more what it was called": () => fs.rmSync(inside("output/site/om/index.html")),
})) {
	change("content/sidor/31-del-1/10-sida-1.md", (s) => s.replace(/^title: /m, "title: Än "));
	also();
	const kept = build(root);
	copyClean();
	const fresh = build(clean);
	ok(`a title and ${what}`, kept.status !== fresh.status || kept.told !== fresh.told ?
		`--- kept ${kept.status}\n${kept.told}\n--- clean ${fresh.status}\n${fresh.told}` :
		difference(listing(root), listing(clean)));
}
console.log(`# figure: ${titles.length} titles, ${stays} times another page stays`);
fs.rmSync(place, { recursive: true, force: true });
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
