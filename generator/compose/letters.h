/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is asked once a byte of all text: letters and digits of ASCII, and the
 * letters from À to ÿ (å ä ö é among them), which are two bytes 0xC3 0x80..0xBF
 * but × and ÷. Inline, because a call each time would be most of the work.
 */
#ifndef SAMPLAN_COMPOSE_LETTERS_H
#define SAMPLAN_COMPOSE_LETTERS_H

#include "base/str.h"

static inline bool
letter_or_digit(char c)
{
	unsigned u = (unsigned char)c;

	return (u | 0x20u) - 'a' < 26u || u - '0' < 10u;
}

static inline char
lower_letter(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Two when a letter from À to ÿ stands at s.p[at], else 0. */
static inline size_t
latin_letter(struct str s, size_t at)
{
	unsigned char second;

	if ((unsigned char)s.p[at] != 0xC3 || at + 1 >= s.n)
		return 0;
	second = (unsigned char)s.p[at + 1];
	return second == 0x97 || second == 0xB7 ? 0 : 2;
}

/*
 * Bytes of ASCII letters and digits and of À to ÿ from off on. What comes
 * behind them may be another letter still, when it is not ASCII.
 */
static inline size_t
common_letters(struct str s, size_t off)
{
	/* clang-format off */
	static const unsigned char letter[256] = { ['0'] = 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, ['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ['a'] = 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
	/* clang-format on */
	size_t at = off;

	for (;;) {
		while (at < s.n && letter[(unsigned char)s.p[at]])
			at++;
		if (at + 1 >= s.n || (unsigned char)s.p[at] != 0xC3 ||
		    !latin_letter(s, at))
			return at - off;
		at += 2;
	}
}

#endif
