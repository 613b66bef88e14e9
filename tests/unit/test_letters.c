/* SPDX-License-Identifier: EUPL-1.2 */
/* Letters sixteen bytes at a time are those of looking at one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sb.h"
#include "compose/letters.h"

static const char *const pieces[] = { "a", "Z", "7", "å", "Ö", "é", "ÿ", "À",
	"z", "m", " ", ".", "-", "×", "÷", "\xC2\xA0", "–", "Ā", "@", "[", "`",
	"{", "/", ":" };

enum { PIECES = sizeof(pieces) / sizeof(*pieces), LETTERS = 10 };

/* Bytes of the letter at off, by the table of Latin-1. */
static size_t
letter_at(struct str s, size_t off)
{
	unsigned char c = (unsigned char)s.p[off], second;

	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		       (c >= 'a' && c <= 'z');
	if (c != 0xC3 || off + 1 == s.n)
		return 0;
	second = (unsigned char)s.p[off + 1];
	return second >= 0x80 && second < 0xC0 && second != 0x97 &&
		       second != 0xB7
		   ? 2
		   : 0;
}

static size_t
letters_from(struct str s, size_t off)
{
	size_t at = off, n;

	while (at < s.n && (n = letter_at(s, at)) > 0)
		at += n;
	return at - off;
}

static void
sixteen_are_as_one_by_one(void **state)
{
	struct sb text = { 0 };
	unsigned dice = 7, longest = 0;

	(void)state;
	for (unsigned turn = 0; turn < 4000; turn++) {
		/* Half of them: long words with something odd here and there. */
		unsigned odd = turn % 2 ? 2 : 12;
		struct str s;

		sb_reset(&text);
		for (unsigned i = 0; i < turn % 60; i++) {
			dice = dice * 1103515245 + 12345;
			sb_cstr(&text,
			    pieces[(dice >> 16) %
				   ((dice >> 8) % odd ? LETTERS : PIECES)]);
		}
		s = sb_view(&text);
		/* From where a character begins, as everybody asks. */
		for (size_t at = 0; at < s.n; at++) {
			size_t n = letters_from(s, at);

			if ((s.p[at] & 0xC0) == 0x80)
				continue;
			assert_int_equal(common_letters(s, at), n);
			longest = n > longest ? (unsigned)n : longest;
		}
	}
	assert_true(longest > 48);
	sb_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sixteen_are_as_one_by_one),
	};

	return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
