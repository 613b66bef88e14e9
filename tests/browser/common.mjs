// SPDX-License-Identifier: EUPL-1.2
// What the browser tests share: Chromium, the list of pages, TAP lines.
import { chromium } from 'playwright-core';
import { readdirSync, existsSync } from 'node:fs';
import { join, resolve, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = resolve(process.env.SAMPLAN_SITE || 'output/site');

const binaries = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

export async function launch() {
	const executablePath = binaries.find(existsSync);
	if (!executablePath) throw new Error('chromium is not installed');
	return chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
			'--disable-background-networking', '--disable-component-update', '--disable-sync',
			'--allow-file-access-from-files',
			// Scripts of a page run once: the last optimizer costs more than it saves.
			'--js-flags=--max-opt=2'],
	});
}

export function pages(dir = root) {
	return readdirSync(dir, { recursive: true })
		.map(String)
		.filter((f) => f.endsWith('.html'))
		.sort()
		.map((f) => join(dir, f));
}

export const url = (file) => pathToFileURL(file).href;
export const name = (file) => relative(root, file);

let count = 0;
let failed = 0;
export function ok(good, text, details = '') {
	count++;
	if (!good) failed++;
	console.log(`${good ? 'ok' : 'not ok'} ${count} - ${text}`);
	if (!good && details) console.log(String(details).split('\n').map((l) => `  ${l}`).join('\n'));
	return good;
}
export function done() {
	console.log(`1..${count}`);
	process.exitCode = failed ? 1 : 0;
}
