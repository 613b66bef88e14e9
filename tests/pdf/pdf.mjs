// SPDX-License-Identifier: EUPL-1.2
// Reads a PDF through qpdf's JSON: objects, streams, and the operators of a
// page. Nothing is corrected on the way; what is broken throws.
import { execFileSync } from 'node:child_process';

export class Pdf {
	constructor(file) {
		const text = execFileSync('qpdf', ['--json=2',
			'--json-key=qpdf', '--json-stream-data=inline',
			'--decode-level=generalized', file],
			{ maxBuffer: 1 << 30, encoding: 'utf8' });
		const all = JSON.parse(text).qpdf[1];

		this.objects = new Map();
		for (const [key, entry] of Object.entries(all)) {
			const m = /^obj:(\d+ \d+ R)$/.exec(key);

			if (m)
				this.objects.set(m[1], entry);
		}
		this.trailer = all.trailer.value;
	}

	// The value behind a reference; anything else as it is.
	of(v) {
		while (typeof v === 'string' && /^\d+ \d+ R$/.test(v)) {
			const o = this.objects.get(v);

			if (!o)
				return null;
			v = o.stream ? o.stream.dict : o.value;
		}
		return v;
	}

	bytes(ref) {
		const o = this.objects.get(ref);

		return o?.stream ? Buffer.from(o.stream.data ?? '', 'base64') :
			null;
	}
}

// "u:text" and "b:hex" are the strings of qpdf's JSON.
export function textOf(v) {
	if (typeof v !== 'string')
		return null;
	if (v.startsWith('u:'))
		return v.slice(2);
	if (v.startsWith('b:'))
		return Buffer.from(v.slice(2), 'hex').toString('latin1');
	return null;
}

const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const END = new Set([...SPACE, ...Buffer.from('()<>[]{}/%')]);

// The operators of a content stream, each with its operands.
export function* operators(buf) {
	let i = 0;
	let operands = [];

	function string() {
		const out = [];
		let depth = 1;

		for (i++; i < buf.length; i++) {
			let c = buf[i];

			if (c === 0x5c) {
				c = buf[++i];
				const map = { n: 10, r: 13, t: 9, b: 8, f: 12 };
				const letter = String.fromCharCode(c);

				if (letter in map) {
					out.push(map[letter]);
				} else if (c >= 0x30 && c <= 0x37) {
					let v = 0;
					let n = 0;

					for (; n < 3 && buf[i] >= 0x30 &&
					    buf[i] <= 0x37; n++, i++)
						v = v * 8 + buf[i] - 0x30;
					i--;
					out.push(v & 255);
				} else if (c !== 10) {
					out.push(c);
				}
				continue;
			}
			if (c === 0x28)
				depth++;
			if (c === 0x29 && --depth === 0) {
				i++;
				return Buffer.from(out);
			}
			out.push(c);
		}
		throw new Error('a string does not end');
	}

	function value() {
		while (SPACE.has(buf[i]))
			i++;
		const c = String.fromCharCode(buf[i]);

		if (c === '(')
			return string();
		if (c === '<' && buf[i + 1] === 0x3c) {
			const dict = {};

			i += 2;
			for (;;) {
				while (SPACE.has(buf[i]))
					i++;
				if (buf[i] === 0x3e) {
					i += 2;
					return dict;
				}
				const key = value();

				dict[key] = value();
			}
		}
		if (c === '[') {
			const list = [];

			i++;
			for (;;) {
				while (SPACE.has(buf[i]))
					i++;
				if (buf[i] === 0x5d) {
					i++;
					return list;
				}
				list.push(value());
			}
		}
		const from = i;

		i++;
		while (i < buf.length && !END.has(buf[i]))
			i++;
		const word = buf.toString('latin1', from, i);

		return /^[+-]?[\d.]+$/.test(word) ? Number(word) : word;
	}

	while (i < buf.length) {
		while (i < buf.length && SPACE.has(buf[i]))
			i++;
		if (i >= buf.length)
			return;
		const v = value();

		if (typeof v === 'string' && !v.startsWith('/')) {
			yield { op: v, operands };
			operands = [];
		} else {
			operands.push(v);
		}
	}
}
