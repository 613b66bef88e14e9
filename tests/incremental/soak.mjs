// SPDX-License-Identifier: EUPL-1.2
// watch, for a long time: random edits in bursts, saved in the ways of five
// kinds of programs. Now and then everything rests; then the output is that of
// a clean build, byte for byte, and the program holds no more than before.
//
//	node tests/incremental/soak.mjs [--edits N] [--seed N] [--keep]
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { begin, build, clean, copyClean, difference, edits as all, inside, listing, now, pick, place, program, random, root, saver, seed } from "./small_site.mjs";

const args = process.argv.slice(2);
const option = (name, other) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : other);
const count = option("--edits", args.includes("--full") ? 5000 : 100);
const EACH = Math.min(50, Math.ceil(count / 3)); // edits between two looks
const MOST_KB = 16 * 1024; // more memory than that is growth
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

seed(option("--seed", 1));
const beside = (f, name) => path.join(path.dirname(f), name);
const styles = {
	"in place": (f, bytes) => fs.writeFileSync(f, bytes),
	"in two writes": (f, bytes) => {
		const b = Buffer.from(bytes), fd = fs.openSync(f, "w");
		fs.writeSync(fd, b, 0, b.length >> 1);
		pause(random(12));
		fs.writeSync(fd, b, b.length >> 1);
		fs.closeSync(fd);
	},
	"a new file over it": (f, bytes) => {
		const other = beside(f, `.${path.basename(f)}.new`);
		fs.writeFileSync(other, bytes);
		fs.renameSync(other, f);
	},
	"the old one aside, and away": (f, bytes) => {
		const old = `${f}~`;
		if (fs.existsSync(f)) fs.renameSync(f, old);
		fs.writeFileSync(f, bytes);
		fs.rmSync(old, { force: true });
	},
	"a probe, a swap file, then in place": (f, bytes) => {
		const probe = beside(f, "4913"), swap = beside(f, `.${path.basename(f)}.swp`);
		fs.writeFileSync(swap, "b0VIM");
		fs.writeFileSync(probe, "");
		fs.rmSync(probe);
		fs.writeFileSync(f, bytes);
		fs.rmSync(swap);
	},
};
const usedStyles = new Map(), usedEdits = new Map();
const note = (map, name) => map.set(name, (map.get(name) ?? 0) + 1);

begin();
// Bodies are what people save most.
const names = Object.keys(all).filter((n) => n !== "date" && n !== "nothing" && !/plan/.test(n));
const often = ["body", "body", "body", "body of the policy", "body of the policy", "heading", "title"];
function edit() {
	const name = random(3) ? pick(often) : pick(names);
	const style = pick(Object.keys(styles));
	saver.save = styles[style];
	note(usedStyles, style);
	note(usedEdits, name);
	all[name]();
	saver.save = fs.writeFileSync;
}

let said = "";
const watch = spawn(program, ["watch", "--root", root, "--date", now.day], { env: { ...process.env, LC_ALL: "C.UTF-8" }, stdio: ["ignore", "pipe", "pipe"] });
let ended = null;
watch.on("exit", (code, sign) => { ended = `${code} ${sign ?? ""}`; });
for (const s of [watch.stdout, watch.stderr]) s.on("data", (d) => { said += d; });

const stamp = () => ["site", "plans", "report"].map((t) => {
	const f = inside("output", t, ".manifest");
	return fs.existsSync(f) ? fs.statSync(f).mtimeMs : 0;
}).join() + said.length;
const children = () => {
	try { return execFileSync("pgrep", ["-P", String(watch.pid)]).toString().trim().split("\n").map(Number); } catch { return []; }
};
const ticks = () => [watch.pid, ...children()].map((p) => {
	try { return fs.readFileSync(`/proc/${p}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).join(); } catch { return "gone"; }
}).join();
// Nothing is written, said or computed for a second, and nobody but those that stay is there.
async function rest() {
	for (let quiet = 0, before = ""; quiet < 12 && !ended; await sleep(100)) {
		const state = stamp() + ticks();
		quiet = state === before ? quiet + 1 : 0;
		before = state;
	}
}
const held = () => ({
	descriptors: fs.readdirSync(`/proc/${watch.pid}/fd`).length,
	memory: Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${watch.pid}/status`, "utf8"))[1]),
	children: children().length,
});

let number = 0, failed = 0, compared = 0;
function ok(good, name, why = "") {
	number++;
	if (!good) failed++;
	console.log(`${good ? "ok" : "not ok"} ${number} - ${name}`);
	if (!good && why) console.log(String(why).split("\n").map((l) => `# ${l}`).join("\n"));
}

// As it is now, or, when it cannot be built, as it was when that was last so.
function save() {
	fs.rmSync(path.join(place, "good"), { recursive: true, force: true });
	fs.cpSync(clean, path.join(place, "good"), { recursive: true, filter: (f) => !f.includes("/output") });
}
function restore() {
	for (const name of ["content", "themes"]) {
		const good = path.join(place, "good", name);
		if (!fs.existsSync(good)) continue;
		for (const f of fs.readdirSync(inside(name), { recursive: true }))
			if (!fs.existsSync(path.join(good, f))) fs.rmSync(inside(name, f), { recursive: true, force: true });
		fs.cpSync(good, inside(name), { recursive: true });
	}
}
async function look() {
	await rest();
	if (ended) return;
	copyClean();
	let fresh = build(clean);
	if (fresh.status) {
		restore();
		await rest();
		copyClean();
		fresh = build(clean);
	}
	const wrong = fresh.status ? `the clean build gave ${fresh.status}\n${fresh.told}` : difference(listing(root), listing(clean));
	compared++;
	if (!wrong) save();
	ok(!wrong, `after ${done} edits: as a clean build, byte for byte`, wrong);
	return wrong;
}

console.log("TAP version 13");
let done = 0, first = null, wrong = "";
await rest();
wrong = await look();
while (done < count && !wrong && !ended) {
	for (let burst = 1 + random(8); burst && done < count; burst--, done++) {
		edit();
		if (random(2)) await sleep(random(30));
		if ((done + 1) % EACH === 0 || done + 1 === count) {
			done++;
			wrong = await look();
			first ??= ended ? null : held();
			done--;
		}
	}
	await sleep(random(3) ? random(60) : random(900));
}
const last = ended ? null : held();
ok(!ended, "watch is still there", ended);
if (first && last) {
	ok(last.descriptors <= first.descriptors, `descriptors: ${first.descriptors}, then ${last.descriptors}`);
	ok(last.children <= first.children, `processes that stay: ${first.children}, then ${last.children}`);
	ok(last.memory <= first.memory + MOST_KB, `memory: ${first.memory} kB, then ${last.memory} kB`);
}
ok(Object.keys(styles).every((s) => usedStyles.get(s) > 0), "each way of saving was used");
console.log(`# edits: ${[...usedEdits].sort().map(([n, c]) => `${n} ${c}`).join(", ")}`);
console.log(`# ${(said.match(/built in/g) ?? []).length} builds, ${compared} compared`);
if (!ended) {
	watch.kill("SIGINT");
	await new Promise((r) => watch.on("exit", r));
	ok(ended.startsWith("0"), "SIGINT ends it with 0", ended);
}
console.log(`1..${number}`);
if (!args.includes("--keep")) fs.rmSync(place, { recursive: true, force: true });
else console.log(`# ${place}`);
process.exit(failed ? 1 : 0);
