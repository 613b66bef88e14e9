/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/html.h"

#include <stdint.h>
#include <string.h>

/* What a byte becomes; NULL: itself. An empty text drops it. */
static const char *
entity(char c, bool attribute)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return attribute ? "&quot;" : NULL;
	case '\'':
		return attribute ? "&#39;" : NULL;
	case '\t':
	case '\n':
		return NULL;
	default:
		return (unsigned char)c < 0x20 || c == 0x7f ? "" : NULL;
	}
}

/* Sixteen bytes at once; every compiler we build with knows such types. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));

/* Whether one of sixteen bytes may have an entity. */
static bool
any_special(const char *p)
{
	bytes16 c, hit;
	uint64_t halves[2];

	memcpy(&c, p, sizeof(c));
	hit = (bytes16)((c < 0x20) | (c == '&') | (c == '<') | (c == '>') |
	    (c == '"') | (c == '\'') | (c == 0x7f));
	memcpy(halves, &hit, sizeof(halves));
	return (halves[0] | halves[1]) != 0;
}

static void
escape(struct sb *out, struct str s, bool attribute)
{
	size_t start = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *e;

		while (i + 16 <= s.n && !any_special(s.p + i))
			i += 16;
		/* Letters and everything outside ASCII, the common case. */
		while (i < s.n && (unsigned char)s.p[i] > '>' &&
		    s.p[i] != 0x7f)
			i++;
		if (i >= s.n)
			break;
		e = entity(s.p[i], attribute);
		if (!e)
			continue;
		sb_bytes(out, s.p + start, i - start);
		sb_cstr(out, e);
		start = i + 1;
	}
	if (s.n > start)
		sb_bytes(out, s.p + start, s.n - start);
}

void
html_text(struct sb *out, struct str s)
{
	escape(out, s, false);
}

void
html_attr(struct sb *out, struct str s)
{
	escape(out, s, true);
}

/* The letters before the first ":" are one of ours, white space dropped. */
static bool
scheme_harmless(struct str url, size_t colon)
{
	static const char *const schemes[] = { "http", "https", "mailto",
		"tel" };
	char name[8];
	size_t n = 0;

	for (size_t i = 0; i < colon; i++) {
		if ((unsigned char)url.p[i] <= ' ')
			continue;
		if (n == sizeof(name))
			return false;
		name[n++] = ascii_lower(url.p[i]);
	}
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (str_is(str_of(name, n), schemes[i]))
			return true;
	return false;
}

bool
url_harmless(struct str url)
{
	for (size_t i = 0; i < url.n; i++) {
		if (url.p[i] == ':')
			return scheme_harmless(url, i);
		if (url.p[i] == '/' || url.p[i] == '?' || url.p[i] == '#')
			return true;
	}
	return true;
}

/* Bytes that may not stand in an address as they are. */
static const bool url_special[256] = { [0] = true, true, true, true, true, true,
	true, true, true, true, true, true, true, true, true, true, true, true,
	true, true, true, true, true, true, true, true, true, true, true, true,
	true, true, true, ['"'] = true, ['\''] = true, ['<'] = true,
	['>'] = true, ['\\'] = true, ['^'] = true, ['`'] = true, ['{'] = true,
	['|'] = true, ['}'] = true, ['&'] = true, [0x7f] = true };

void
url_attr(struct sb *out, struct str url)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t start = 0;

	url = str_trim(url);
	if (!url_harmless(url)) {
		sb_ch(out, '#');
		return;
	}
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];

		if (!url_special[c])
			continue;
		sb_bytes(out, url.p + start, i - start);
		start = i + 1;
		if (c == '&') {
			sb_cstr(out, "&amp;");
		} else {
			sb_ch(out, '%');
			sb_ch(out, hex[c >> 4]);
			sb_ch(out, hex[c & 15]);
		}
	}
	if (url.n > start)
		sb_bytes(out, url.p + start, url.n - start);
}
