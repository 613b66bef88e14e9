/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/html.h"

#include "base/bytes16.h"

/* What a byte becomes; an empty text drops it. */
static const char *const entities[256] = { "", "", "", "", "", "", "", "", "",
	NULL, NULL, "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
	"", "", "", "", "", "", ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;",
	['"'] = "&quot;", ['\''] = "&#39;", [0x7f] = "" };

/* From i on: the first byte that may have an entity, or the end. */
static size_t
next_special(struct str s, size_t i)
{
	while (i + 16 <= s.n) {
		bytes16 c = bytes16_at(s.p + i);

		if (bytes16_any((bytes16)((c < 0x20) | (c == '&') | (c == '<') |
					  (c == '>') | (c == '"') |
					  (c == '\'') | (c == 0x7f))))
			break;
		i += 16;
	}
	while (i < s.n && !entities[(unsigned char)s.p[i]])
		i++;
	return i;
}

static void
escape(struct sb *out, struct str s, bool attribute)
{
	size_t start = 0;

	for (size_t i = next_special(s, 0); i < s.n;
	     i = next_special(s, i + 1)) {
		if (!attribute && (s.p[i] == '"' || s.p[i] == '\''))
			continue;
		sb_bytes(out, s.p + start, i - start);
		sb_cstr(out, entities[(unsigned char)s.p[i]]);
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
/* clang-format off */
static const bool url_special[256] = {
	[0] = true, true, true, true, true, true, true, true, true, true,
	true, true, true, true, true, true, true, true, true, true, true,
	true, true, true, true, true, true, true, true, true, true, true,
	true, ['"'] = true, ['\''] = true, ['<'] = true, ['>'] = true,
	['\\'] = true, ['^'] = true, ['`'] = true, ['{'] = true, ['|'] = true,
	['}'] = true, ['&'] = true, [0x7f] = true
};
/* clang-format on */

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
