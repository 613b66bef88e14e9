/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is asked once a byte of all text: letters and digits of ASCII, and the
 * letters from À to ÿ (å ä ö é among them), which are two bytes 0xC3 0x80..0xBF
 * but × and ÷. Inline, because a call each time would be most of the work.
 */
#ifndef SAMPLAN_COMPOSE_LETTERS_H
#define SAMPLAN_COMPOSE_LETTERS_H

#include "base/bytes16.h"
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
 * The same of sixteen bytes from p on, of which the first begins a character
 * and has another byte before it. 15 or 16: they may go on behind it.
 */
static inline unsigned
common_letters16(const char *p)
{
	bytes16 c = bytes16_at(p);
	bytes16 first = (bytes16)(c == 0xC3);
	bytes16 second =
	    (bytes16)((bytes16_at(p - 1) == 0xC3) & ((c & 0xC0) == 0x80) &
		      (c != 0x97) & (c != 0xB7));
	bytes16 plain = (bytes16)(((c | 0x20) - 'a' < 26) | (c - '0' < 10));
	unsigned n = (unsigned)__builtin_ctz(
	    ~bytes16_bits(plain | first | second) | 0x10000u);

	/* Its second byte is not among them, or not seen yet. */
	return n > 0 && p[n - 1] == '\xC3' ? n - 1 : n;
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

	while (at > 0 && at + 16 <= s.n) {
		unsigned n = common_letters16(s.p + at);

		at += n;
		if (n < 15)
			return at - off;
	}
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
