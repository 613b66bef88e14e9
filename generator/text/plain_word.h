/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The quick way through words.c: most words are small letters, short, and can
 * be hashed where they stand. It gives the same tokens as the careful way, or
 * none. For words.c and for who goes through every word of a site; all others
 * call token_next.
 */
#ifndef SAMPLAN_TEXT_PLAIN_WORD_H
#define SAMPLAN_TEXT_PLAIN_WORD_H

#include <string.h>

#include "base/bytes16.h"
#include "text/words.h"

/* Sixteen more bytes of a word into its hash; a and b are zero behind it. */
static inline uint64_t
hash_step(uint64_t h, uint64_t a, uint64_t b)
{
	h = (h ^ a) * 0xD6E8FEB86659FD93u ^
	    (b ^ 0xA0761D6478BD642Fu) * 0xE7037ED1A0B428DBu;
	return h ^ h >> 32;
}

static inline uint64_t
hash_start(size_t n)
{
	return n * 0x9E3779B97F4A7C15u;
}

static inline uint64_t
hash_end(uint64_t h)
{
	h *= 0x9E3779B97F4A7C15u;
	h ^= h >> 29;
	return h ? h : 1;
}

/* The next token, whatever it is; for what is not plain. */
bool token_other(struct str text, size_t *off, struct token *out);

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/*
 * Sixteen bytes near the end of what may be read, zero behind it. Nothing
 * outside is read.
 */
bytes16 plain_last_bytes(struct str text, size_t at);

static inline unsigned
bits_set(unsigned bits)
{
	bits -= bits >> 1 & 0x5555;
	bits = (bits & 0x3333) + (bits >> 2 & 0x3333);
	bits = (bits + (bits >> 4)) & 0x0F0F;
	return (bits + (bits >> 8)) & 0x1F;
}

/* A word of small letters: its bytes, and how it begins. */
struct plain {
	unsigned n; /* 0: not a plain word */
	unsigned letters;
	uint64_t capital; /* what makes its first letter small, or 0 */
};

/*
 * Most words are small letters of ASCII and å ä ö, with a capital first at
 * most, and shorter than what is looked at: they are their own folded form
 * and need no copy. The text ends after left bytes.
 */
static inline struct plain
plain_word(bytes16 c, size_t left)
{
	/* å ä ö é and the like, but not the sign of division */
	unsigned lead = bytes16_bits((bytes16)(c == 0xC3));
	unsigned second = 0, all;
	struct plain w = { 0 };

	if (lead)
		second = bytes16_bits((
			     bytes16)((c >= 0xA0) & (c < 0xC0) & (c != 0xB7))) &
			 lead << 1;
	all = bytes16_bits((bytes16)((bytes16)(c - 'a') < 26)) | second |
	      second >> 1;
	if ((unsigned char)(c[0] - 'A') < 26) {
		w.capital = 0x20;
		all |= 1;
	} else if (lead & 1 && c[1] >= 0x80 && c[1] < 0x9F && c[1] != 0x97) {
		w.capital = 0x2000;
		all |= 3;
		second |= 2;
	}
	w.n = (unsigned)__builtin_ctz(~all);
	if (w.n > left)
		w.n = (unsigned)left;
	w.letters = w.n;
	if (second)
		w.letters -= bits_set(second & ((1u << w.n) - 1));
	/* The last byte is only seen to be sure of where the word ends. */
	if (w.n >= 16 || (w.n == 3 && c[0] == 'w' && c[1] == 'w'))
		w.n = 0;
	return w;
}

/* May the word end at the place? Anything else wants a second look. */
static inline bool
plain_end(struct str text, size_t at)
{
	static const unsigned char end[256] = { [' '] = 1,
		['\n'] = 1,
		[','] = 1,
		['!'] = 1,
		['?'] = 1,
		[')'] = 1,
		[';'] = 1,
		['"'] = 1 };

	return at >= text.n || end[(unsigned char)text.p[at]];
}

/* word_hash of a plain word. */
static inline uint64_t
hash_plain(bytes16 c, struct plain w)
{
	static const uint64_t keep[17][2] = { { 0, 0 }, { 0xFF, 0 },
		{ 0xFFFF, 0 }, { 0xFFFFFF, 0 }, { 0xFFFFFFFF, 0 },
		{ 0xFFFFFFFFFF, 0 }, { 0xFFFFFFFFFFFF, 0 },
		{ 0xFFFFFFFFFFFFFF, 0 }, { UINT64_MAX, 0 },
		{ UINT64_MAX, 0xFF }, { UINT64_MAX, 0xFFFF },
		{ UINT64_MAX, 0xFFFFFF }, { UINT64_MAX, 0xFFFFFFFF },
		{ UINT64_MAX, 0xFFFFFFFFFF }, { UINT64_MAX, 0xFFFFFFFFFFFF },
		{ UINT64_MAX, 0xFFFFFFFFFFFFFF }, { UINT64_MAX, UINT64_MAX } };
	uint64_t part[2];

	memcpy(part, &c, 16);
	return hash_end(hash_step(hash_start(w.n),
	    (part[0] & keep[w.n][0]) | w.capital, part[1] & keep[w.n][1]));
}

/*
 * The next token when it is a plain word, or a mark of ASCII, behind at most
 * one space. So many bytes may be read from the start of the text on, its own
 * at least.
 */
static inline bool
token_plain(struct str text, size_t room, size_t *off, struct token *out)
{
	/* 1: letters, and the first byte of å ä ö; 2: marks */
	/* clang-format off */
	static const unsigned char first[256] = { ['a'] = 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, [0xC3] = 1,
		['!'] = 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
		[':'] = 2, 2, 2, 2, 2, 2, 2, ['['] = 2, 2, 2, 2, 2, 2,
		['{'] = 2, 2, 2, 2 };
	/* clang-format on */
	size_t at = *off;
	unsigned shape = 0;
	struct plain w;
	bytes16 c;

	if (at < text.n && text.p[at] == ' ') {
		at++;
		shape = SHAPE_SPACE_BEFORE;
	}
	if (at >= text.n)
		return false;
	if (first[(unsigned char)text.p[at]] != 1) {
		if (first[(unsigned char)text.p[at]] == 0)
			return false;
		*out = (struct token){ .off = (uint32_t)at,
			.len = 1,
			.shape = (uint16_t)shape,
			.kind = TOKEN_MARK,
			.mark = text.p[at] };
		*off = at + 1;
		return true;
	}
	c = room - at >= 16 ? bytes16_at(text.p + at)
			    : plain_last_bytes(str_of(text.p, room), at);
	w = plain_word(c, text.n - at);
	if (w.n == 0)
		return false;
	if (!plain_end(text, at + w.n)) {
		/* A full stop, unless the word goes on behind it. */
		if (text.p[at + w.n] != '.' || !plain_end(text, at + w.n + 1))
			return false;
		shape |= SHAPE_DOT_AFTER;
	}
	if (w.capital)
		shape |= SHAPE_CAPITAL;
	out->hash = hash_plain(c, w);
	out->off = (uint32_t)at;
	out->len = (uint16_t)w.n;
	out->letters = (uint16_t)w.letters;
	out->shape = (uint16_t)shape;
	out->kind = TOKEN_WORD;
	out->mark = 0;
	*off = at + w.n;
	return true;
}
#else
static inline bool
token_plain(struct str text, size_t room, size_t *off, struct token *out)
{
	(void)text;
	(void)room;
	(void)off;
	(void)out;
	return false;
}
#endif

#endif
