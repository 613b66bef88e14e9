/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/pdf_words.h"

#include "base/utf8.h"

void
pdf_unsigned(struct sb *out, unsigned v)
{
	char text[12];
	size_t n = sizeof(text);

	do {
		text[--n] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	sb_bytes(out, text + n, sizeof(text) - n);
}

void
pdf_number(struct sb *out, float v)
{
	long n = (long)(v * 100 + (v < 0 ? -0.5F : 0.5F));
	unsigned whole, part;
	bool negative = n < 0;
	char text[24];
	char *at = text + sizeof(text);

	if (negative)
		n = -n;
	whole = (unsigned)(n / 100);
	part = (unsigned)(n % 100);
	*--at = ' ';
	if (part) {
		if (part % 10)
			*--at = (char)('0' + part % 10);
		*--at = (char)('0' + part / 10);
		*--at = '.';
	}
	do {
		*--at = (char)('0' + whole % 10);
		whole /= 10;
	} while (whole);
	if (negative)
		*--at = '-';
	sb_bytes(out, at, (size_t)(text + sizeof(text) - at));
}

void
pdf_fine(struct sb *out, float v)
{
	unsigned part = (unsigned)((v - (float)(unsigned)v) * 100000);
	char text[7] = { '.', '0', '0', '0', '0', '0', ' ' };

	pdf_unsigned(out, (unsigned)v);
	for (int i = 5; part; i--, part /= 10)
		text[i] = (char)('0' + part % 10);
	sb_bytes(out, text, sizeof(text));
}

void
pdf_bytes(struct sb *out, const char *p, size_t n)
{
	sb_ch(out, '(');
	for (size_t i = 0; i < n; i++) {
		/* A bare carriage return would be read as a line feed. */
		if (p[i] == '\r') {
			sb_cstr(out, "\\r");
			continue;
		}
		if (p[i] == '(' || p[i] == ')' || p[i] == '\\')
			sb_ch(out, '\\');
		sb_ch(out, p[i]);
	}
	sb_ch(out, ')');
}

void
pdf_text(struct sb *out, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	bool ascii = true;

	for (size_t i = 0; i < s.n && ascii; i++)
		ascii = s.p[i] >= ' ' && s.p[i] <= '~';
	if (ascii) {
		pdf_bytes(out, s.n ? s.p : "", s.n);
		return;
	}
	sb_cstr(out, "<FEFF");

	size_t off = 0;

	while (off < s.n) {
		uint32_t cp = utf8_decode(s, &off);
		uint32_t units[2] = { cp, 0 };
		int n = 1;

		if (cp > 0xffff) {
			units[0] = 0xd800 + ((cp - 0x10000) >> 10);
			units[1] = 0xdc00 + ((cp - 0x10000) & 0x3ff);
			n = 2;
		}
		for (int i = 0; i < n; i++) {
			for (int shift = 12; shift >= 0; shift -= 4)
				sb_ch(out, hex[units[i] >> shift & 15]);
		}
	}
	sb_ch(out, '>');
}

void
pdf_uri(struct sb *out, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	struct sb ascii = { 0 };

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c > ' ' && c < 0x7f) {
			sb_ch(&ascii, (char)c);
		} else {
			sb_ch(&ascii, '%');
			sb_ch(&ascii, hex[c >> 4]);
			sb_ch(&ascii, hex[c & 15]);
		}
	}
	pdf_bytes(out, sb_text(&ascii), ascii.n);
	sb_release(&ascii);
}

void
pdf_ref(struct sb *out, unsigned number)
{
	pdf_unsigned(out, number);
	sb_cstr(out, " 0 R");
}
