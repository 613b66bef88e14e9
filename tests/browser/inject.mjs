// SPDX-License-Identifier: EUPL-1.2
// Markup where text belongs: in every field of content, glossary, site and
// revision data, laws, words, paragraphs and the strings of a theme. The pages
// are opened in a real browser with a trap: nothing executes, nothing is asked
// for, the page keeps its structure, and the reader sees the text as text.
// Then what may not be built at all: links that run, raw HTML, odd tokens and
// pictures; each is refused, or comes out harmless (--full: looked at on every
// page, and every odd address in every field).
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import YAML from 'yaml';
import { launch, pages, url, ok, done } from './common.mjs';

const full = process.argv.includes('--full');
const here = resolve(new URL('../..', import.meta.url).pathname);
const samplan = process.env.SAMPLAN || join(here, '.build/samplan');
const work = mkdtempSync(join(tmpdir(), 'samplan-inject-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const base = join(here, 'tests/golden/site/tva-versioner/content');

// All of it in one value: what one place lets through, another one may not.
const P = ' "\'><script>window.__x=1</script><img src=x onerror=window.__x=2>' +
	'<svg/onload=window.__x=3><style>*{display:none}</style></style></title></textarea></script>-->]]>' +
	'<!--<base href=//evil.example.org/><meta http-equiv=refresh content=0;url=//evil.example.org/>' +
	'<iframe srcdoc=x></iframe><template><noscript><p title="</noscript><img src=x onerror=window.__x=4>">' +
	'&lt;script&gt;window.__x=5&lt;/script&gt;&#60;b onclick=window.__x=6&#62;&colon;&Tab;' +
	'{{s.home}}{{{title}}}{{> layout}}{{=<% %>=}}<% title %>{{/article}}${window.__x=7}`"+(window.__x=8)+"' +
	'";window.__x=9;//\\";window.__x=10//javascript:window.__x=11 onfocus=window.__x=12 autofocus="" ';
const seen = '<script>window.__x=1</script>'; // what a reader sees of it
const escaped = P.trim().replace(/[!-/:-@[-`{-~]/g, '\\$&');
// Values with a form of their own: a mark in them is refused below.
const formed = new Set(['id', 'page', 'url', 'base_url', 'theme', 'robots', 'languages', 'principal', 'conformance',
	'concept', 'pictogram', 'levels', 'check', 'level', 'in_force', 'next_review', 'decided_on', 'verified', 'updated',
	'checked', 'order', 'aliases', 'audience', 'paragraphs', 'sample', 'old', 'search', 'draft', 'word', 'term', 'forms',
	'extends', 'file', 'tokens', 'icons', 'pictograms', 'picture_sets']);

let fields = 0;
function poison(value, key = '') {
	if (formed.has(key)) return value;
	if (typeof value === 'string') {
		if (/^(\d{4}-\d\d-\d\d|\d+)$/.test(value)) return value;
		fields++;
		return value + P;
	}
	if (Array.isArray(value)) return value.map((v) => poison(v, key));
	if (value && typeof value === 'object')
		return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, poison(v, k)]));
	return value;
}
const parse = (text) => YAML.parse(text, { schema: 'failsafe' });
const typed = (text) => text.replace(/: "(true|false|\d+|\d{4}-\d\d-\d\d)"/g, ': $1');

const body = `
## ${escaped}

En text ${escaped} med [länk ${escaped}](https://example.org/), samtycke och \`${P.replaceAll('`', '')}\`.

- ${escaped}
- [ ] ${escaped}

| ${escaped.replaceAll('\n', ' ')} | b |
|---|---|
| ${escaped} | ${escaped} |

> [!viktigt] ${escaped}
> ${escaped}

![${escaped}](bild:mote)

~~~ ${P.replace(/[`~]/g, '')}
${P}
~~~

Not[^1] &lt;script&gt;window.__x=13&lt;/script&gt; &#60;img src=x onerror=window.__x=14&#62;

[^1]: ${escaped}
`;

function poisonPage(text) {
	const m = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
	return `---\n${typed(YAML.stringify(poison(parse(m[1]))))}---\n${m[2]}\n${body}`;
}

function makeRoot(name, touch) {
	const root = join(work, name);
	cpSync(base, join(root, 'content'), { recursive: true });
	mkdirSync(join(root, 'themes/prov'), { recursive: true });
	cpSync(join(here, 'themes/standard'), join(root, 'themes/standard'), { recursive: true });
	writeFileSync(join(root, 'themes/prov/theme.yaml'), 'name: prov\nextends: standard\n');
	// The case holds faults of its own; here only ours shall count.
	edit(root, 'content/ordlista.yaml', (t) => t.replace('definition: Den som svarar.,', 'definition: Den som svarar., easy: Den som gör.,'));
	edit(root, 'content/policy/2026-11/revision.yaml', (t) => t.replace('{page: borta,', '{page: marka,'));
	edit(root, 'content/site.yaml', (t) => t.replace('{page: finns-inte, title: Ingenstans}', '{page: roller, title: Ingenstans}')
		.replace('checked: 2026-11-01,', `checked: 2026-11-01, updated: 2026-11-01, exceptions: [{what: W, why: Y}],
   feedback: {phone: 08-000 00 01, email: t@example.org, text: T}, supervision: {name: DIGG, url: "https://digg.example.org/"},`));
	touch?.(root);
	return root;
}
function build(root) {
	const r = spawnSync(samplan, ['build', '--site', '--root', root, '--date', '2026-11-21'], { encoding: 'utf8' });
	return { status: r.status, text: r.stdout + r.stderr, site: join(root, 'output/site') };
}
const edit = (root, path, change) => writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')));
const noReading = Array.from({ length: 36 }, (_, i) => `T${String(i + 1).padStart(2, '0')}`).filter((c) => c !== 'T04' && c !== 'T05');

const root = makeRoot('fields', (r) => {
	const files = readdirSync(join(r, 'content'), { recursive: true }).map(String).filter((f) => /\.(yaml|md)$/.test(f));
	for (const f of files) {
		if (f.endsWith('.md')) edit(r, join('content', f), poisonPage);
		else if (f !== 'site.yaml') edit(r, join('content', f), (t) => typed(YAML.stringify(poison(parse(t)))));
	}
	// A word with marks is explained in the text and stands in the list.
	edit(r, 'content/ordlista.yaml', (t) => `${t}- {term: ${JSON.stringify(`ord${P}`)}, forms: [${JSON.stringify(`former${P}`)}], easy: ${JSON.stringify(`Lätt.${P}`)}}\n`);
	edit(r, 'content/ord.yaml', (t) => `${t}- {word: ${JSON.stringify(`svårt${P}`)}, forms: [${JSON.stringify(`svåra${P}`)}], plain: ${JSON.stringify(`p${P}`)}}\n`);
	edit(r, 'content/site.yaml', (t) => {
		const site = poison(parse(t));
		site.theme = 'prov';
		site.description = `D${P}`;
		site.allowed_names = [`N${P}`];
		site.staff_contacts = [{ name: `Chef${P}`, phone: `08-000 00 09${P}`, email: `c@example.org${P}` }];
		const limits = noReading.flatMap((c) => ['lattlast', 'klarsprak'].map((l) => `  - {check: ${c}, level: ${l}, warn: av, error: av, reason: ${JSON.stringify(`R${P}`)}}\n`));
		return `${typed(YAML.stringify(site))}readability:\n${limits.join('')}`;
	});
	const theme = parse(readFileSync(join(r, 'themes/standard/theme.yaml'), 'utf8'));
	writeFileSync(join(r, 'themes/prov/theme.yaml'), `name: prov\nextends: standard\n${YAML.stringify({ strings: poison(theme.strings) })}` +
		`pictograms:\n  mote: {file: pictograms/mote.svg, alt: ${JSON.stringify(`Alt${P}`)}, alt_en: ${JSON.stringify(`Alt${P}`)}}\n` +
		`picture_sets:\n  - {dir: pictograms, licence: ${JSON.stringify(`L${P}`)}, credit: ${JSON.stringify(`C${P}`)}}\n`);
	cpSync(join(r, 'themes/standard/pictograms'), join(r, 'themes/prov/pictograms'), { recursive: true });
});
ok(build(makeRoot('clean')).status === 0, 'without marks the site is built');
rmSync(join(work, 'clean'), { recursive: true, force: true });
const built = build(root);
ok(built.status === 0 && existsSync(built.site), `a site with marks in ${fields} fields is built`, built.text.split('\n').filter((l) => / error:/.test(l)).join('\n') || built.text.slice(0, 3000));

// ---- the trap ----
const browser = await launch();
const trap = () => {
	Object.defineProperty(window, '__x', { set(v) { window.__hits = (window.__hits || []).concat(`ran ${v}`); }, get() { return undefined; } });
	document.addEventListener('securitypolicyviolation', (e) => {
		window.__hits = (window.__hits || []).concat(`policy ${e.violatedDirective} ${e.blockedURI} ${e.sample}`);
	});
};
const mime = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.xml': 'application/xml' };
function serve(dir) {
	const server = createServer((req, res) => {
		const path = join(dir, decodeURIComponent(new URL(req.url, 'http://x').pathname));
		const file = path.endsWith('/') ? `${path}index.html` : path;
		if (!file.startsWith(dir) || !existsSync(file)) { res.writeHead(404).end(); return; }
		res.writeHead(200, { 'Content-Type': mime[extname(file)] || 'application/octet-stream',
			'Content-Security-Policy': "default-src 'self'; report-sample" }).end(readFileSync(file));
	});
	return new Promise((go) => server.listen(0, '127.0.0.1', () => go(server)));
}
/* What may stand in a page of ours, looked at in the finished document. */
const structure = () => {
	const bad = [];
	for (const e of document.querySelectorAll('*')) {
		for (const a of e.attributes) {
			if (/^on/i.test(a.name)) bad.push(`${e.tagName} ${a.name}`);
			if (/^(href|src|action|xlink:href|formaction|srcdoc|data)$/i.test(a.name) &&
				!/^(https?:|mailto:|tel:|#|\.{0,2}\/|[a-z0-9%][^:]*$|$)/i.test(a.value)) bad.push(`${e.tagName} ${a.name}=${a.value.slice(0, 60)}`);
			// settings.js makes room for what is open, and for nothing else.
			if (a.name === 'style' && e.matches('.site-header, .above') && /^(margin-bottom: \d+px;)?$/.test(a.value)) continue;
			if (/^(style|srcdoc|autofocus|xmlns:.*)$/i.test(a.name)) bad.push(`${e.tagName} ${a.name}`);
		}
		// The page of search says in one paragraph that it needs scripts.
		if (e.tagName === 'NOSCRIPT' && document.getElementById('search-here') && document.querySelectorAll('noscript').length === 1
			&& /^\s*<p>[^<>]+<\/p>\s*$/.test(e.textContent)) continue;
		if (/^(IFRAME|OBJECT|EMBED|BASE|STYLE|IMG|TEMPLATE|NOSCRIPT|TEXTAREA|FRAME|APPLET)$/i.test(e.tagName)) bad.push(e.tagName);
		if (e.tagName === 'SCRIPT' && (!e.getAttribute('src') || e.textContent)) bad.push('inline SCRIPT');
		if (e.tagName === 'META' && /refresh/i.test(e.httpEquiv) && !document.body.classList.contains('page-alias')) bad.push('META refresh');
	}
	if (document.querySelectorAll('h1').length !== 1) bad.push(`${document.querySelectorAll('h1').length} h1`);
	if (document.querySelectorAll('main').length !== 1) bad.push('main');
	if (!document.querySelector('.site-footer') && !document.body.classList.contains('page-alias')) bad.push('no footer at the end');
	return { bad, text: document.documentElement.textContent };
};

async function look(site, from, label) {
	const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
	const found = [];
	const origin = from ? `http://127.0.0.1:${from.address().port}/` : 'file://';
	let file = '', texts = 0, count = 0;
	await page.addInitScript(trap);
	page.on('dialog', (d) => { found.push(`${file}: dialog`); d.dismiss(); });
	page.on('pageerror', (e) => found.push(`${file}: ${e.message}`));
	page.on('request', (r) => { if (!r.url().startsWith(origin)) found.push(`${file}: asks for ${r.url().slice(0, 90)}`); });
	// From a folder the list of results links to its own files.
	const ours = (bad) => bad.filter((b) => from || !b.startsWith('A href=file:///'));
	const list = pages(site).filter((f) => !readFileSync(f, 'utf8').includes('http-equiv="refresh"'));
	for (const f of list) {
		file = f.slice(site.length + 1);
		await page.goto(from ? origin + encodeURI(file) : url(f));
		const term = page.locator('a.term').first();
		if (await term.count()) await term.click().catch(() => {});
		if (await page.locator('.menu > summary').count()) await page.click('.menu > summary');
		if (count % 5 === 1 && await page.locator('#search-input').isVisible()) {
			await page.fill('#search-input', 'script window samtycke');
			await page.waitForFunction(() => document.querySelector('.search-status')?.textContent);
		}
		// Whatever waits for a pointer or for the focus.
		await page.evaluate(() => document.querySelectorAll('body *').forEach((e) => {
			for (const t of ['mouseover', 'focus', 'error', 'load']) e.dispatchEvent(new Event(t));
		}));
		const { bad, text } = await page.evaluate(structure);
		const hits = await page.evaluate(() => window.__hits || []);
		found.push(...ours(bad).map((b) => `${file}: ${b}`), ...hits.map((h) => `${file}: ${h}`));
		if (text.includes(seen) && text.includes('{{s.home}}')) texts++;
		count++;
	}
	const q = encodeURIComponent(P);
	file = 'sok';
	await page.goto(`${from ? origin : `${url(join(site, 'x')).slice(0, -1)}`}sok/index.html?q=${q}`);
	await page.waitForFunction(() => document.querySelector('.search-here .search-status')?.textContent).catch(() => found.push('sok: no answer'));
	const { bad } = await page.evaluate(structure);
	const hits = await page.evaluate(() => window.__hits || []);
	found.push(...ours(bad).map((b) => `sok: ${b}`), ...hits.map((h) => `sok: ${h}`));
	ok(found.length === 0, `${label}: nothing executes on ${count} pages, and their structure holds`, [...new Set(found)].slice(0, 30).join('\n'));
	ok(texts === count && count > 20, `${label}: readers see the text on ${texts} of ${count} pages`);
	await page.context().close();
}
if (existsSync(built.site)) {
	await look(built.site, null, 'from a folder, without a policy');
	const server = await serve(built.site);
	await look(built.site, server, "from a server with default-src 'self'");
	server.close();
	const vnu = spawnSync(join(here, 'tests/browser/vnu'), [built.site], { encoding: 'utf8' });
	const errors = vnu.stdout.split('\n').filter((l) => /: error:/.test(l));
	ok(/^(not )?ok 1 - \d\d/.test(vnu.stdout) && !errors.length, 'the pages are valid HTML', errors.slice(0, 10).join('\n'));
	const page = await browser.newPage();
	for (const f of ['feed.xml', 'sitemap.xml']) {
		const text = readFileSync(join(built.site, f), 'utf8');
		const wrong = await page.evaluate((t) => new DOMParser().parseFromString(t, 'application/xml').querySelector('parsererror')?.textContent || '', text);
		ok(wrong === '', `${f} is well-formed`, wrong);
	}
	await page.close();
}

// ---- what is refused ----
if (process.argv.includes('--fields')) process.exit(done());
let tried = 0, harmless = 0;
async function refused(label, touch, must = true) {
	const r = makeRoot(`bad${tried++}`, (t) => { edit(t, 'content/site.yaml', (s) => s.replace('theme: prov', 'theme: prov')); touch(t); });
	const b = build(r);
	let good = b.status === 1 && !existsSync(b.site);
	let why = b.text;
	if (!good && b.status === 0 && !must) {
		// Built: then it has to be harmless.
		const page = await browser.newPage();
		const found = [];
		await page.addInitScript(trap);
		page.on('dialog', (d) => { found.push('dialog'); d.dismiss(); });
		page.on('request', (q) => { if (!q.url().startsWith('file:')) found.push(q.url()); });
		const some = /^\/(lattlast\/)?((index|lagar\/index|tillganglighet\/index|modellen\/kallelse\/index|ordlista\/index)\.html)$|personal\/index/;
		for (const f of pages(b.site).filter((x) => (full || some.test(x.slice(b.site.length))) && !readFileSync(x, 'utf8').includes('http-equiv="refresh"'))) {
			await page.goto(url(f));
			found.push(...(await page.evaluate(structure)).bad, ...await page.evaluate(() => window.__hits || []));
		}
		await page.close();
		harmless++;
		good = found.length === 0;
		why = found.join('\n');
	}
	ok(good, label, `status ${b.status}\n${why.slice(0, 1200)}`);
	rmSync(r, { recursive: true, force: true });
}
const inBody = (text) => (r) => edit(r, 'content/policy/2026-11/10-modellen/10-marka.md', (t) => `${t}\n\n${text}\n`);
const inData = (file, from, to) => (r) => edit(r, `content/${file}`, (t) => {
	if (!t.includes(from)) throw new Error(`${file} has no ${from}`);
	return t.replace(from, to);
});
const links = ['javascript:window.__x=1', 'JaVaScRiPt:window.__x=1', 'java&#x73;cript:window.__x=1', '&#106;avascript:window.__x=1',
	'javascript&colon;window.__x=1', '<java\\script:window.__x=1>', '&#1;javascript:window.__x=1', 'data:text/html,<script>window.__x=1</script>',
	'data:text/html;base64,PHNjcmlwdD4=', 'vbscript:x', 'file:///etc/passwd', 'blob:x', 'view-source:x', '//evil.example.org/x', '\\\\\\\\evil.example.org', 'javascript://%0awindow.__x=1'];
/* Each on a line of its own in one page: an error is to name that line. */
function linesRefused(what, lines, more = '') {
	const path = 'content/policy/2026-11/10-modellen/10-marka.md';
	const r = makeRoot(`bad${tried++}`);
	const from = readFileSync(join(r, path), 'utf8').split('\n').length;
	edit(r, path, (t) => `${t}\n${lines.map((l) => `${l}\n`).join('\n')}\n${more}`);
	const b = build(r);
	const named = new Set([...b.text.matchAll(/10-marka\.md:(\d+):\d+: error/g)].map((m) => +m[1]));
	lines.forEach((l, i) => {
		tried++;
		ok(named.has(from + 1 + 2 * i), `${what} ${l.slice(0, 60)}`, `line ${from + 1 + 2 * i} of ${[...named]}\n${b.text.slice(0, 800)}`);
	});
	ok(b.status === 1 && !existsSync(b.site), `${what}: no site is made`);
	rmSync(r, { recursive: true, force: true });
}
linesRefused('a link that runs:', links.map((l) => `[här](${l})`));
linesRefused('a reference that runs:', links.map((l, i) => `[här][r${i}]`), links.map((l, i) => `[r${i}]: ${l}\n`).join(''));
await refused('a line separator in a text', inBody('rad\u2028rad'));
await refused('an autolink that runs', inBody('<javascript:window.__x=1>'), false);
await refused('a picture from elsewhere', inBody('![x](https://evil.example.org/x.png)'));
await refused('a picture that runs', inBody('![x](javascript:window.__x=1)'));
linesRefused('raw HTML:', ['<script>window.__x=1</script>', '<img src=x onerror="window.__x=1">', '<svg onload="window.__x=1">', 'text <b onclick="window.__x=1">x</b>',
	'<a href="javascript:window.__x=1">x</a>', '<style>*{display:none}</style>', '<iframe srcdoc="<script>parent.__x=1</script>"></iframe>',
	'<!-- a --><script>window.__x=1</script>', '<details open ontoggle="window.__x=1">', '<?php x ?>', '<![CDATA[<script>window.__x=1</script>]]>', '<!DOCTYPE html>', '<math><mi xlink:href="javascript:window.__x=1">x</mi></math>']);
await refused('an HTML comment that tries to end early', inBody('<!--> <script>window.__x=1</script> -->'), false);
await refused('entities stay text', inBody('&lt;script&gt;window.__x=1&lt;/script&gt; &#60;svg onload=window.__x=1&#62;'), false);
for (const l of ['javascript:window.__x=1', '" onmouseover="window.__x=1', 'data:text/html,x', '//evil.example.org'].slice(0, full ? 4 : 2)) {
	const y = JSON.stringify(l);
	await refused(`base_url ${l}`, inData('site.yaml', 'https://prov.example.org/', l.replaceAll('"', '\\"').replace(/^(.*)$/, '"$1"')), false);
	await refused(`the address of a party ${l}`, inData('site.yaml', '"https://staden.example.org/"', y), false);
	await refused(`the address of a law ${l}`, inData('lagar.yaml', '"https://lag.example.org/"', y), false);
	await refused(`an earlier address ${l}`, inData('policy/2026-11/10-modellen/20-kallelse.md', 'aliases: [/modellen/inbjudan/]', `aliases: [${y}]`), false);
	await refused(`a page of a card ${l}`, inData('site.yaml', '{page: roller, title: Ingenstans}', `{page: ${y}, title: Ingenstans}`), false);
	await refused(`an e-mail address ${l}`, inData('site.yaml', 'email: red@example.org', `email: ${y}`), false);
	await refused(`a page id ${l}`, inData('policy/2026-11/10-modellen/20-kallelse.md', 'id: kallelse', `id: ${y}`), false);
	await refused(`a law id ${l}`, inData('lagar.yaml', 'id: annan', `id: ${y}`), false);
}
for (const [key, value] of [['languages: [sv, en]', 'languages: ["sv\\"><script>window.__x=1</script>"]'], ['theme: prov', 'theme: "../../etc"'],
	['principal: kommun', 'principal: "x\\"><script>window.__x=1</script>"'], ['conformance: delvis', 'conformance: "<script>"'], ['number: 1,', 'number: "<script>",']])
	await refused(`site.yaml ${value.slice(0, 40)}`, inData('site.yaml', key, value), false);
for (const [group, value] of [['colour', '"#fff} body{display:none"'], ['colour', '"url(javascript:window.__x=1)"'], ['colour', '"red;}</style><script>window.__x=1</script>"'],
	['colour', '"expression(window.__x=1)"'], ['type', '"\\\\3c script"'], ['space', '"1px/*"'], ['colour', '"url(//evil.example.org/x.png)"'], ['colour', '"image-set(\'//evil.example.org/x\' 1x)"']]) {
	const name = { colour: 'paper', type: 'family', space: 'page' }[group];
	await refused(`a token ${value.slice(0, 36)}`, (r) => {
		edit(r, 'content/site.yaml', (t) => t);
		writeFileSync(join(r, 'themes/prov/theme.yaml'), `name: prov\nextends: standard\ntokens:\n  ${group}:\n    ${name}: ${value}\n`);
	}, false);
}
const svg = (inside, attributes = '') => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 48 48" ${attributes}>${inside}<circle cx="24" cy="24" r="20"/></svg>`;
for (const picture of [svg('<script>window.__x=1</script>'), svg('', 'onload="window.__x=1"'), svg('<a xlink:href="javascript:window.__x=1"><path d="M0 0h9"/></a>'),
	svg('<style>*{display:none}</style>'), svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>window.__x=1</script></body></foreignObject>'),
	svg('<image href="https://evil.example.org/x.png"/>'), svg('<use href="https://evil.example.org/x.svg#a"/>'), svg('<path d="M0 0h9" fill="url(https://evil.example.org/x)"/>'),
	svg('<path d="M0 0h9\'&quot;&gt;&lt;script&gt;window.__x=1&lt;/script&gt;"/>'), `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`,
	svg('<animate attributeName="href" values="javascript:window.__x=1"/>'), svg('<set attributeName="onload" to="window.__x=1"/>')])
	await refused(`a picture with ${picture.replace(/^.*?48 48"/, '').slice(0, 50)}`, (r) => writeFileSync(join(r, 'themes/standard/pictograms/mote.svg'), picture), false);
ok(tried > 80 && harmless > 5, `${tried} things were tried, ${harmless} came out harmless`);
await browser.close();
done();
