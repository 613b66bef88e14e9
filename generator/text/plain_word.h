/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The quick way through words.c: most words are small letters and can be
 * hashed where they stand. It gives the same tokens as the careful way, or
 * none. Only words.c includes this.
 */
#ifndef SAMPLAN_TEXT_PLAIN_WORD_H
#define SAMPLAN_TEXT_PLAIN_WORD_H

#include <string.h>

#include "text/words.h"

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/*
 * Most words are small letters of ASCII and å ä ö, with a capital first at
 * most: they are their own folded form and need no copy. Gives the bytes of
 * such a word at p and its letters, or 0 for any other.
 */
static inline size_t
plain_word(const unsigned char *p, size_t n, size_t *letters, bool *capital)
{
	static const unsigned char small[256] = { ['a'] = 1,
		['b'] = 1,
		['c'] = 1,
		['d'] = 1,
		['e'] = 1,
		['f'] = 1,
		['g'] = 1,
		['h'] = 1,
		['i'] = 1,
		['j'] = 1,
		['k'] = 1,
		['l'] = 1,
		['m'] = 1,
		['n'] = 1,
		['o'] = 1,
		['p'] = 1,
		['q'] = 1,
		['r'] = 1,
		['s'] = 1,
		['t'] = 1,
		['u'] = 1,
		['v'] = 1,
		['w'] = 1,
		['x'] = 1,
		['y'] = 1,
		['z'] = 1 };
	/* What may end it without a second look. */
	static const unsigned char end[256] = { [' '] = 1,
		['\n'] = 1,
		[','] = 1,
		['!'] = 1,
		['?'] = 1,
		[')'] = 1,
		[';'] = 1,
		['"'] = 1 };
	size_t at = 0, wide = 0;

	*capital = p[0] >= 'A' && p[0] <= 'Z';
	if (*capital)
		at = 1;
	else if (p[0] == 0xC3 && n > 1 && p[1] < 0x9F && p[1] != 0x97) {
		*capital = true;
		at = 2;
		wide = 1;
	}
	for (;;) {
		while (at < n && small[p[at]] == 1)
			at++;
		/* å ä ö é and the like, but not the sign of division */
		if (at + 1 >= n || p[at] != 0xC3 || p[at + 1] < 0xA0 ||
		    p[at + 1] == 0xB7)
			break;
		at += 2;
		wide++;
	}
	*letters = at - wide;
	if (at == 0 || at > WORD_LONGEST ||
	    (at == 3 && p[0] == 'w' && p[1] == 'w'))
		return 0;
	if (at == n || end[p[at]])
		return at;
	/* A full stop, unless the word goes on behind it. */
	return p[at] == '.' && (at + 1 == n || end[p[at + 1]]) ? at : 0;
}

/* word_hash of a plain word, read where it stands. */
static inline uint64_t
hash_plain(const unsigned char *p, size_t n, size_t room, bool capital)
{
	uint64_t h = n * 0x9E3779B97F4A7C15u, w;
	/* A to a, and the second byte of Å to that of å. */
	uint64_t fold = !capital ? 0 : p[0] < 0x80 ? 0x20 : 0x2000;
	size_t i = 0;

	for (; i + 8 <= n; i += 8) {
		memcpy(&w, p + i, 8);
		h = (h ^ (w | fold)) * 0xD6E8FEB86659FD93u;
		h ^= h >> 32;
		fold = 0;
	}
	if (i < n) {
		if (room - i >= 8) {
			memcpy(&w, p + i, 8);
			w &= ((uint64_t)1 << 8 * (n - i)) - 1;
		} else {
			w = 0;
			for (size_t b = n; b > i; b--)
				w = w << 8 | p[b - 1];
		}
		h = (h ^ (w | fold)) * 0xD6E8FEB86659FD93u;
		h ^= h >> 32;
	}
	h *= 0x9E3779B97F4A7C15u;
	h ^= h >> 29;
	return h ? h : 1;
}

/* The next token when it is a plain word behind at most one space. */
static inline bool
token_plain(struct str text, size_t *off, struct token *out)
{
	const unsigned char *p = (const unsigned char *)text.p;
	size_t at = *off, n, letters;
	unsigned shape = 0;
	bool capital;

	if (at < text.n && p[at] == ' ') {
		at++;
		shape = SHAPE_SPACE_BEFORE;
	}
	if (at >= text.n)
		return false;
	n = plain_word(p + at, text.n - at, &letters, &capital);
	if (n == 0)
		return false;
	if (capital)
		shape |= SHAPE_CAPITAL;
	if (at + n < text.n && p[at + n] == '.')
		shape |= SHAPE_DOT_AFTER;
	out->hash = hash_plain(p + at, n, text.n - at, capital);
	out->off = (uint32_t)at;
	out->len = (uint16_t)n;
	out->letters = (uint16_t)letters;
	out->shape = (uint16_t)shape;
	out->kind = TOKEN_WORD;
	out->mark = 0;
	*off = at + n;
	return true;
}
#else
static inline bool
token_plain(struct str text, size_t *off, struct token *out)
{
	(void)text;
	(void)off;
	(void)out;
	return false;
}
#endif

#endif
