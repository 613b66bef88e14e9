// SPDX-License-Identifier: EUPL-1.2
// A site so large that the report for editors has parts, as has what is kept
// of words: after each edit the build is that of a clean one, byte for byte,
// and a small edit leaves the parts alone that it does not concern. The files
// are old enough not to be opened again.
//
//	node tests/incremental/parts.mjs [--edits N] [--seed N] [--keep]
import fs from "node:fs";
import path from "node:path";
import { begin, build, change, clean, copyClean, difference, inside, listing, next, now, pick, place, random, read, root, seed, text, write } from "./small_site.mjs";

const args = process.argv.slice(2);
const option = (name, other) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : other);
const more = option("--edits", args.includes("--full") ? 200 : 8);
seed(option("--seed", 1));

const SECTIONS = 9, PAGES = 70;
const name = (s, n) => `content/sidor/${30 + s}-del-${s}/${100 + n}-sida-${s}-${n}.md`;
const any = () => name(random(SECTIONS), 1 + random(PAGES - 1));
const cache = (f) => inside("output/.cache/site", f);
const body = (f) => change(f, (s) => s + `\n${text()} ${next()}.\n`);

begin();
for (let s = 0; s < SECTIONS; s++)
	for (let n = 0; n < PAGES; n++)
		write(n ? name(s, n) : `content/sidor/${30 + s}-del-${s}/index.md`,
			`---\ntitle: Sida ${s} ${n}\nsummary: ${text()}\nupdated: 2026-10-01\n---\n\n${text()}\n\n` +
			`## Vad händer?\n\nDetta beslutades av nämnden i samband med behandlingen av ärendet. ${text()}\n\n` +
			(n > 1 ? `[Sidan före](${path.basename(name(s, n - 1))}#vad-hander).\n` : ""));

const reports = () => fs.readdirSync(inside("output/report")).filter((f) => /^\d+\.html$/.test(f));
const inodes = () => new Map(reports().map((f) => [f, fs.statSync(inside("output/report", f)).ino]));
const parts = () => fs.readdirSync(inside("output/.cache/site")).filter((f) => f !== "record");
const damage = (f) => {
	const b = fs.readFileSync(cache(f));
	b[random(b.length)] ^= 1 << random(8);
	fs.writeFileSync(cache(f), b);
};

const fixed = {
	"nothing": () => {},
	"a body": () => body(name(3, 5)),
	"the same body": () => body(name(3, 5)),
	"two bodies far apart": () => { body(name(0, 9)); body(name(8, 9)); },
	"a body of the policy": () => body("content/policy/2025-11/10-modellen/10-steg-1.md"),
	"a title": () => change(name(4, 4), (s) => s.replace(/^title: .*/m, `title: Ny rubrik ${next()}`)),
	"a heading": () => change(name(4, PAGES - 1), (s) => s.replace(/^## .*/m, `## Vem ringer ${next()}?`)),
	"all words are lost": () => { parts().forEach((f) => fs.rmSync(cache(f))); body(name(5, 5)); },
	"the words of the part are damaged": () => { parts().forEach(damage); body(name(5, 6)); },
	"the words of another time": () => {
		const was = parts().map((f) => [f, fs.readFileSync(cache(f))]);
		body(name(6, 6));
		build(root);
		was.forEach(([f, b]) => fs.writeFileSync(cache(f), b));
		body(name(6, 7));
	},
	"a part of the report is lost": () => fs.rmSync(inside("output/report", pick(reports()))),
	"a part of the report is edited": () => fs.appendFileSync(inside("output/report", pick(reports())), "x"),
	"the report is lost": () => { fs.rmSync(inside("output/report"), { recursive: true }); body(name(2, 2)); },
	"a page more": () => write(`content/sidor/32-del-2/999-ny.md`, read(name(2, 3)).replace(/Sida/, "Ny sida")),
	"and less": () => fs.rmSync(inside("content/sidor/32-del-2/999-ny.md")),
	"a broken link": () => change(name(1, 1), (s) => s + "\n[Mer](sida:finns-inte).\n"),
	"mended": () => change(name(1, 1), (s) => s.replace(/\n\[Mer\].*\n/, "")),
	"bytes that are no text": () => fs.appendFileSync(inside(name(7, 1)), Buffer.from([0x0a, 0xff, 0xfe, 0x0a])),
	"a body beside them": () => body(name(7, 2)),
	"text again": () => fs.writeFileSync(inside(name(7, 1)), read(name(7, 1)).replace(/\ufffd/g, "")),
	"a plan": () => change("plans/P-2026-0103.yaml", (s) => `${s}\n# ${next()}\n`),
	"a name in a page": () => change(name(7, 7), (s) => `${s}\nHär bor ${/namn: "?([A-ZÅÄÖ][^",}\n]+)/.exec(read("plans/P-2026-0103.yaml"))[1]} sedan länge.\n`),
	"and a body": () => body(name(7, 8)),
	"the name is gone": () => change(name(7, 7), (s) => s.replace(/\nHär bor .*\n/, "")),
	"a plan less": () => fs.rmSync(inside("plans/P-2026-0104.yaml")),
	"the glossary": () => change("content/ordlista.yaml", (s) => s.replace(/easy: .*$/m, "easy: Att säga ja.")),
	"another day": () => (now.day = "2026-11-22"),
};
const chance = {
	"a body": () => body(any()),
	"many bodies": () => { for (let i = 0; i < 20; i++) body(any()); },
	"a title": () => change(any(), (s) => s.replace(/^title: .*/m, `title: Ny rubrik ${next()}`)),
	"a link to a heading": () => change(any(), (s) => s + `\n[Mer](../30-del-0/101-sida-0-1.md#vad-hander).\n`),
	"words are damaged": () => { damage(pick(parts())); body(any()); },
	"two builds": () => { body(any()); build(root); body(any()); },
	"saved without a change": () => { const f = inside(any()); fs.utimesSync(f, new Date(), new Date()); },
};

let number = 0, failed = 0;
const stopped = ["a broken link", "a name in a page", "and a body", "bytes that are no text", "a body beside them"];
const lasting = (s) => s.split(/\n(?=\S)/).filter((f) => !/\[B1[01]\]/.test(f)).join("\n");
function told(what, wrong) {
	number++;
	failed += wrong ? 1 : 0;
	console.log(`${wrong ? "not ok" : "ok"} ${number} - ${what}`);
	if (wrong) console.log(wrong.split("\n").slice(0, 30).map((l) => `# ${l}`).join("\n"));
	if (wrong && args.includes("--keep")) { console.log(`# ${place}`); process.exit(1); }
}
function compare(what) {
	copyClean();
	const kept = build(root), fresh = build(clean);
	if (kept.status !== fresh.status) return `exit ${kept.status}, clean ${fresh.status}\n${kept.told}\n${fresh.told}`;
	if (lasting(kept.told) !== lasting(fresh.told)) return `findings differ:\n--- kept\n${kept.told}\n--- clean\n${fresh.told}`;
	if ((fresh.status === 0) === stopped.includes(what)) return `exit ${fresh.status}`;
	return fresh.status === 0 ? difference(listing(root), listing(clean)) : "";
}

console.log("TAP version 13");
build(root);
told("the report has parts", reports().length >= 6 ? "" : `${reports().length} parts`);
// Until then a file could have been written again with the same time.
await new Promise((r) => setTimeout(r, 4500));
body(name(0, 0 + 1));
build(root);
const before = inodes();
body(name(3, 3));
build(root);
body(name(3, 3));
build(root);
const same = [...inodes()].filter(([f, i]) => before.get(f) === i).length;
told("a body makes one part of it anew", same === before.size - 1 ? "" : `${same} of ${before.size} stayed`);
for (const [what, edit] of Object.entries(fixed)) {
	edit();
	told(what, compare(what));
}
for (let i = 0; i < more; i++) {
	const what = pick(Object.keys(chance));
	chance[what]();
	told(`by chance: ${what}`, compare(""));
}
console.log(`1..${number}`);
fs.rmSync(place, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
