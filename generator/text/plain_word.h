/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The quick way through words.c: most words are letters of Latin-1, in small
 * letters but for the first, and can be hashed where they stand. A map of the
 * text says where its letters are; it is made sixteen bytes at a time, so that
 * no word is looked at letter by letter. It gives the same tokens as the
 * careful way, or none. For words.c and for who goes through every word of a
 * site; all others call token_next.
 */
#ifndef SAMPLAN_TEXT_PLAIN_WORD_H
#define SAMPLAN_TEXT_PLAIN_WORD_H

#include <string.h>

#include "base/sb.h"
#include "text/words.h"

/* So many bytes behind a text can be read, and are zero. */
enum { PLAIN_PAD = 32 };

/*
 * Bit i is bit i % 8 of byte i / 8, and speaks of byte i of the text. A capital
 * inside a word is not among the letters: it is not plain.
 */
struct plain_map {
	struct str text;
	const unsigned char *letters;  /* part of a letter of Latin-1 */
	const unsigned char *capitals; /* the first byte of a capital */
};

/* The map of a text with PLAIN_PAD behind it; it lives in bits. */
void plain_map_fill(struct plain_map *m, struct sb *bits, struct str text);

/*
 * Sixteen more bytes of a word into its hash; a and b are zero behind it, and
 * no word has a zero, so that its length need not be told.
 */
static inline uint64_t
hash_step(uint64_t h, uint64_t a, uint64_t b)
{
	h = (h ^ a) * 0xD6E8FEB86659FD93u ^
	    (b ^ 0xA0761D6478BD642Fu) * 0xE7037ED1A0B428DBu;
	return h ^ h >> 32;
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
/* The bits from i on, 57 of them at least. */
static inline uint64_t
plain_bits(const unsigned char *bits, size_t i)
{
	uint64_t word;

	memcpy(&word, bits + i / 8, sizeof(word));
	return word >> i % 8;
}

/* May a word end in front of the byte? Others want a second look. */
static inline bool
plain_ends(char c)
{
	static const unsigned char end[256] = { ['\0'] = 1,
		[' '] = 1,
		['\n'] = 1,
		[','] = 1,
		['!'] = 1,
		['?'] = 1,
		[')'] = 1,
		[';'] = 1,
		['"'] = 1 };

	return end[(unsigned char)c];
}

/*
 * word_hash of the n letters at p, at most 31; small is what makes the first
 * of them small.
 */
static inline uint64_t
plain_hash(const char *p, size_t n, uint64_t small)
{
	static const uint64_t keep[17][2] = { { 0, 0 }, { 0xFF, 0 },
		{ 0xFFFF, 0 }, { 0xFFFFFF, 0 }, { 0xFFFFFFFF, 0 },
		{ 0xFFFFFFFFFF, 0 }, { 0xFFFFFFFFFFFF, 0 },
		{ 0xFFFFFFFFFFFFFF, 0 }, { UINT64_MAX, 0 },
		{ UINT64_MAX, 0xFF }, { UINT64_MAX, 0xFFFF },
		{ UINT64_MAX, 0xFFFFFF }, { UINT64_MAX, 0xFFFFFFFF },
		{ UINT64_MAX, 0xFFFFFFFFFF }, { UINT64_MAX, 0xFFFFFFFFFFFF },
		{ UINT64_MAX, 0xFFFFFFFFFFFFFF }, { UINT64_MAX, UINT64_MAX } };
	uint64_t h = 0, part[2];

	memcpy(part, p, sizeof(part));
	part[0] |= small;
	if (n > 16) {
		h = hash_step(h, part[0], part[1]);
		memcpy(part, p + 16, sizeof(part));
		n -= 16;
	}
	return hash_end(
	    hash_step(h, part[0] & keep[n][0], part[1] & keep[n][1]));
}

/*
 * The token at *at when it is a plain word, or a mark of ASCII, behind at most
 * one space. It begins before end, where a sentence ends: never inside a word;
 * offsets count from from. The letters of a word are not counted: who needs
 * them knows the word.
 */
static inline bool
token_plain(const struct plain_map *m, size_t from, size_t end, size_t *at,
    struct token *out)
{
	/* clang-format off */
	static const unsigned char marks[256] = { ['!'] = 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, [':'] = 1, 1, 1, 1, 1, 1, 1,
		['['] = 1, 1, 1, 1, 1, 1, ['{'] = 1, 1, 1, 1 };
	/* clang-format on */
	bool space = m->text.p[*at] == ' ';
	size_t start = *at + space, n;
	const char *p = m->text.p + start;
	unsigned shape = space ? SHAPE_SPACE_BEFORE : 0;
	uint64_t capital;

	if (start >= end)
		return false;
	n = (size_t)__builtin_ctzll(
	    ~plain_bits(m->letters, start) | (uint64_t)1 << 32);
	if (n == 0) {
		if (!marks[(unsigned char)*p])
			return false;
		*out = (struct token){ .off = (uint32_t)(start - from),
			.len = 1,
			.shape = (uint16_t)shape,
			.kind = TOKEN_MARK,
			.mark = *p };
		*at = start + 1;
		return true;
	}
	if (n > 31)
		return false;
	if (!plain_ends(p[n])) {
		/* A full stop, unless the word goes on behind it, or www. */
		if (p[n] != '.' || !plain_ends(p[n + 1]) ||
		    (n == 3 && *p == 'w'))
			return false;
		shape |= SHAPE_DOT_AFTER;
	}
	capital = plain_bits(m->capitals, start) & 1;
	/* Å is C3 85, å C3 A5. */
	out->hash =
	    plain_hash(p, n, capital << ((unsigned char)*p == 0xC3 ? 13 : 5));
	out->off = (uint32_t)(start - from);
	out->len = (uint16_t)n;
	out->letters = 0;
	out->shape = (uint16_t)(capital ? shape | SHAPE_CAPITAL : shape);
	out->kind = TOKEN_WORD;
	out->mark = 0;
	*at = start + n;
	return true;
}
#else
static inline bool
token_plain(const struct plain_map *m, size_t from, size_t end, size_t *at,
    struct token *out)
{
	(void)m;
	(void)from;
	(void)end;
	(void)at;
	(void)out;
	return false;
}
#endif

#endif
