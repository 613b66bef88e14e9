/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/personal.h"

static size_t
digits_from(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && ascii_digit(s.p[at + n]))
		n++;
	return n;
}

static int
two(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

/* YYMMDD and NNNN: the tenth digit makes the sum a multiple of ten. */
static bool
luhn(const char *six, const char *four)
{
	int sum = 0;

	for (int i = 0; i < 10; i++) {
		int d = (i < 6 ? six[i] : four[i - 6]) - '0';

		if (i % 2 == 0)
			d *= 2;
		sum += d > 9 ? d - 9 : d;
	}
	return sum % 10 == 0;
}

/* length: digits before the last four, 6 or 8. */
static bool
is_number(const char *start, size_t length, const char *four)
{
	const char *six = start + (length - 6);
	int month = two(six + 2), day = two(six + 4);

	if (length == 8 && (two(start) < 18 || two(start) > 20))
		return false;
	if (month < 1 || month > 12)
		return false;
	if (!(day >= 1 && day <= 31) && !(day >= 61 && day <= 91))
		return false;
	return luhn(six, four);
}

bool
personal_number_next(struct str text, size_t *off, struct str *found)
{
	size_t at = *off;

	while (at < text.n) {
		size_t run = digits_from(text, at);
		const char *p = text.p + at;

		if (run == 0) {
			at++;
			continue;
		}
		if ((run == 10 || run == 12) &&
		    is_number(p, run - 4, p + run - 4)) {
			*found = str_of(p, run);
			*off = at + run;
			return true;
		}
		if ((run == 6 || run == 8) && at + run < text.n &&
		    (p[run] == '-' || p[run] == '+') &&
		    digits_from(text, at + run + 1) == 4 &&
		    is_number(p, run, p + run + 1)) {
			*found = str_of(p, run + 5);
			*off = at + run + 5;
			return true;
		}
		at += run;
	}
	*off = at;
	return false;
}
