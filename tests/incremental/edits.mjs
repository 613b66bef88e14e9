// SPDX-License-Identifier: EUPL-1.2
// Incremental = clean, byte for byte: random edits to a small site, each built
// twice, in a root that remembers and in one whose output was thrown away.
// Findings have to be the same as well. A seed repeats a run.
//
//	node tests/incremental/edits.mjs [--sequences N] [--seed N] [--keep]
import fs from "node:fs";
import path from "node:path";
import { begin, build, change, clean, copyClean, difference, edits as plain, files, inside, listing, next, now, pick, place, random, read, root, seed as start, text, write } from "./small_site.mjs";

const args = process.argv.slice(2);
const option = (name, other) => {
	const i = args.indexOf(name);
	return i < 0 ? other : Number(args[i + 1]);
};
const sequences = option("--sequences", args.includes("--full") ? 500 : 16);
const firstSeed = option("--seed", 1);

// These build in between, or touch what the program keeps.
const edits = {
	...plain,
	"two bodies and back": () => {
		const f = pick(files()), was = read(f);
		change(f, (s) => s + "\nMer text.\n");
		build(root);
		write(f, was);
	},
	"output: remove a page": () => {
		const list = fs.existsSync(inside("output/site")) ? files("output/site", ".html") : [];
		if (list.length) fs.rmSync(inside(pick(list)));
	},
	"output: edit a page": () => {
		const list = fs.existsSync(inside("output/site")) ? files("output/site", ".html") : [];
		if (list.length) fs.appendFileSync(inside(pick(list)), "x");
	},
	"record: cut": () => damage((b) => b.subarray(0, random(b.length + 1))),
	"record: turn a bit": () => damage((b) => { if (b.length) b[random(b.length)] ^= 1 << random(8); return b; }),
	"record: remove": () => fs.rmSync(inside("output/.cache"), { recursive: true, force: true }),
	"record: older": () => {
		const f = inside("output/.cache/site/record");
		if (!fs.existsSync(f)) return;
		const was = fs.readFileSync(f);
		change(pick(files()), (s) => s + `\n${text()}\n`);
		build(root);
		fs.mkdirSync(path.dirname(f), { recursive: true });
		fs.writeFileSync(f, was);
	},
	"killed before the record": () => {
		const f = inside("output/.cache/site/record"), run = inside("output/.cache/run");
		if (!fs.existsSync(f)) return;
		const was = fs.readFileSync(f), p = pick(files()), text0 = read(p);
		change(p, (s) => s + `\n${text()} ${next()}.\n`);
		build(root);
		if (!fs.existsSync(path.dirname(f))) return;
		fs.writeFileSync(f, was);
		fs.rmSync(run, { force: true });
		write(p, text0);
	},
	"a leak, and it is taken away": () => {
		const p = pick(files()), was = read(p);
		const name = /namn: "?([A-ZÅÄÖ][^",}\n]+)/.exec(read(pick(files("plans", ".yaml"))))?.[1];
		change(p, (s) => `${s}\nHär bor ${name ?? "ingen"} sedan länge.\n`);
		if (random(2)) return;
		build(root);
		write(p, was);
	},
};
function damage(f) {
	for (const name of ["run", "site/record", "site/00"]) {
		const file = inside("output/.cache", name);
		if (fs.existsSync(file)) fs.writeFileSync(file, f(fs.readFileSync(file)));
	}
}

// What is said once only, when documents go.
const lasting = (s) => s.split(/\n(?=\S)/).filter((f) => !/\[B1[01]\]/.test(f)).join("\n");

let compared = 0, whole = 0;
function compare() {
	copyClean();
	const kept = build(root), fresh = build(clean);
	if (kept.status !== fresh.status) return `exit ${kept.status}, clean ${fresh.status}`;
	if (lasting(kept.told) !== lasting(fresh.told)) return `findings differ:\n--- kept\n${kept.told}\n--- clean\n${fresh.told}`;
	// With an error in the content the earlier site stays, and a clean root has none.
	whole += fresh.status === 0;
	compared++;
	return fresh.status === 0 ? difference(listing(root), listing(clean)) : "";
}

let passed = 0, failed = 0;
const used = new Map();
console.log("TAP version 13");
for (let s = 0; s < sequences; s++) {
	const seed = firstSeed + s, done = [];
	let wrong = "";
	start(seed);
	begin();
	build(root);
	for (let i = 0; i < 4 && !wrong; i++) {
		const some = 1 + (random(4) === 0 ? random(3) : 0);
		for (let k = 0; k < some; k++) {
			const name = pick(Object.keys(edits));
			done.push(name);
			used.set(name, (used.get(name) ?? 0) + 1);
			try { edits[name](); } catch (e) { wrong = `${name}: ${e.message}`; }
		}
		done.push("|");
		wrong ||= compare();
	}
	if (wrong) {
		failed++;
		console.log(`not ok ${s + 1} - seed ${seed}: ${done.join(", ")}`);
		console.log(wrong.split("\n").map((l) => `# ${l}`).join("\n"));
		if (args.includes("--keep")) { console.log(`# ${place}`); process.exit(1); }
	} else {
		passed++;
		console.log(`ok ${s + 1} - seed ${seed}`);
	}
}
console.log(`# edits used: ${[...used].sort().map(([n, c]) => `${n} ${c}`).join(", ")}`);
console.log(`# ${compared} builds compared, ${whole} of them without errors`);
if (whole * 2 < compared) {
	failed++;
	console.log(`not ok ${sequences + 1} - most edits leave a site that can be built`);
} else {
	console.log(`ok ${sequences + 1} - most edits leave a site that can be built`);
}
console.log(`1..${sequences + 1}`);
fs.rmSync(place, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
