/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"

static bool
continues(struct str s, size_t at)
{
	return at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80;
}

uint32_t
utf8_decode_wide(struct str s, size_t *off)
{
	static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char lead = (unsigned char)s.p[*off];
	size_t length = lead < 0x80                   ? 1
			: lead >= 0xF0 && lead < 0xF5 ? 4
			: lead >= 0xE0 && lead < 0xF0 ? 3
			: lead >= 0xC2 && lead < 0xE0 ? 2
						      : 0;
	uint32_t cp;

	if (length == 1) {
		(*off)++;
		return lead;
	}
	cp = length ? lead & (0xFFu >> (length + 1)) : 0;
	for (size_t i = 1; i < length; i++) {
		if (!continues(s, *off + i)) {
			(*off)++;
			return UTF8_BAD;
		}
		cp = cp << 6 | ((unsigned char)s.p[*off + i] & 0x3Fu);
	}
	if (length == 0 || cp < smallest[length] || cp > 0x10FFFF ||
	    (cp >= 0xD800 && cp <= 0xDFFF)) {
		(*off)++;
		return UTF8_BAD;
	}
	*off += length;
	return cp;
}

size_t
utf8_check(struct str s)
{
	size_t off = 0;

	while (off < s.n) {
		size_t at = off;

		if ((unsigned char)s.p[off] < 0x80)
			off++;
		else if (utf8_decode(s, &off) == UTF8_BAD)
			return at;
	}
	return s.n;
}

void
utf8_encode(struct sb *out, uint32_t cp)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)cp, bytes);

	if (n > 0)
		sb_bytes(out, bytes, (size_t)n);
}

size_t
utf8_count(struct str s)
{
	const uint64_t ones = 0x0101010101010101u;
	size_t count = s.n, i = 0;

	/* Eight bytes at once: 10xxxxxx goes on with a character. */
	for (; i + 8 <= s.n; i += 8) {
		uint64_t w;

		memcpy(&w, s.p + i, 8);
		count -= ((w >> 7 & ~(w >> 6) & ones) * ones) >> 56;
	}
	for (; i < s.n; i++)
		count -= ((unsigned char)s.p[i] & 0xC0) == 0x80;
	return count;
}

size_t
utf8_width(struct str s)
{
	size_t off = 0, width = 0;

	while (off < s.n) {
		uint32_t cp = utf8_decode(s, &off);
		int w = cp == UTF8_BAD ? 1
			: cp < 0x80    ? 1
				    : utf8proc_charwidth((utf8proc_int32_t)cp);

		width += w > 0 ? (size_t)w : 0;
	}
	return width;
}

size_t
utf8_start(struct str s, size_t off)
{
	if (off > s.n)
		off = s.n;
	while (off > 0 && continues(s, off))
		off--;
	return off;
}

/* Dashes, quotes, bullets, arrows, emoji: each is its own composed form. */
static bool
stands_alone(uint32_t cp)
{
	return (cp >= 0x2010 && cp <= 0x205E) ||
	       (cp >= 0x2190 && cp <= 0x21FF) ||
	       (cp >= 0x1F300 && cp <= 0x1F5FF);
}

bool
utf8_surely_nfc(struct str s)
{
	size_t off = 0;

	/* Below U+0300 every character is its own composed form. */
	while (off < s.n)
		if ((unsigned char)s.p[off] < 0xCC)
			off++;
		else if (!stands_alone(utf8_decode(s, &off)))
			return false;
	return true;
}

static void
map_into(struct sb *out, struct str s, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t n;

	if (s.n == 0)
		return;
	n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n,
	    &mapped, options);
	if (n >= 0)
		sb_bytes(out, mapped, (size_t)n);
	else
		sb_str(out, s);
	mem_free(mapped);
}

void
utf8_nfc(struct sb *out, struct str s)
{
	if (utf8_surely_nfc(s))
		sb_str(out, s);
	else
		map_into(out, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

static bool
all_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

void
utf8_fold(struct sb *out, struct str s)
{
	if (all_ascii(s))
		for (size_t i = 0; i < s.n; i++)
			sb_ch(out, ascii_lower(s.p[i]));
	else
		map_into(out, s,
		    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

/*
 * The letter of À to ÿ without its accent, by its second byte; 0 where the
 * library has more to say (Æ, ß) or it is no letter.
 */
static char
without_accent(unsigned char second)
{
	static const char letters[] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0";

	return second < 0x80 || second >= 0xC0 ? '\0'
	       : second == 0xBF                ? 'y'
					       : letters[second & 0x1F];
}

/* ASCII and Latin-1, which is nearly all; false: something else is there. */
static bool
fold_latin(struct sb *out, struct str s)
{
	size_t start = out->n;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if ((unsigned char)c < 0x80)
			c = ascii_lower(c);
		else if (c == '\xC3' && i + 1 < s.n)
			c = without_accent((unsigned char)s.p[++i]);
		else
			c = '\0';
		if (c == '\0') {
			sb_cut(out, start);
			return false;
		}
		sb_ch(out, c);
	}
	return true;
}

void
utf8_fold_ascii(struct sb *out, struct str s)
{
	if (!fold_latin(out, s))
		map_into(out, s,
		    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
			UTF8PROC_STRIPMARK);
}

void
utf8_slug(struct sb *out, struct str s)
{
	struct sb folded = { 0 };
	size_t start = out->n;
	bool gap = false;

	utf8_fold_ascii(&folded, s);
	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i];

		if (!ascii_alpha(c) && !ascii_digit(c)) {
			gap = true;
			continue;
		}
		if (gap && out->n > start)
			sb_ch(out, '-');
		gap = false;
		sb_ch(out, c);
	}
	sb_release(&folded);
}

bool
utf8_is_letter(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x80)
		return ascii_alpha((char)cp);
	c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool
utf8_is_digit(uint32_t cp)
{
	return cp < 0x80 ? ascii_digit((char)cp)
			 : utf8proc_category((utf8proc_int32_t)cp) ==
			       UTF8PROC_CATEGORY_ND;
}

bool
utf8_is_mark(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x300)
		return false;
	c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool
utf8_is_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LU;
}

uint32_t
utf8_lower(uint32_t cp)
{
	if (cp < 0x80)
		return (uint32_t)(unsigned char)ascii_lower((char)cp);
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

bool
utf8_is_control(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') ||
	       (cp >= 0x7F && cp <= 0x9F) || (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

/* Letters of Hangul and Braille that are drawn as nothing. */
static bool
shapeless(uint32_t cp)
{
	return cp == 0x115F || cp == 0x1160 || cp == 0x3164 || cp == 0xFFA0 ||
	       cp == 0x2800;
}

bool
utf8_is_blank(struct str s)
{
	size_t off = 0;

	while (off < s.n) {
		uint32_t cp = utf8_decode(s, &off);
		utf8proc_category_t c;

		if (cp < 0x80) {
			if (!ascii_space((char)cp))
				return false;
			continue;
		}
		c = utf8proc_category((utf8proc_int32_t)cp);
		if ((c < UTF8PROC_CATEGORY_ZS || c > UTF8PROC_CATEGORY_CF) &&
		    !shapeless(cp))
			return false;
	}
	return true;
}
