/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/phone.h"

#include "base/utf8.h"

enum {
	DIGITS_LEAST = 3,
	DIGITS_MOST = 15,
	NATIONAL_MOST = 10,
	/* No country code with an area code is longer; what follows a dash
	 * with a space, "/" or "(" is then something else than the number. */
	CODE_MOST = 5
};

struct dialling {
	struct str text;
	size_t at;
	char *out;
	size_t digits;
	bool plus;
	bool trunk; /* the 0 in brackets was left out */
};

static bool
digit_at(struct str s, size_t at)
{
	return at < s.n && ascii_digit(s.p[at]);
}

/* Where the first number begins, with its plus; or s.n. */
static size_t
number_start(struct str s)
{
	size_t digit = 0, at;

	while (digit < s.n && !ascii_digit(s.p[digit]))
		digit++;
	at = digit;
	while (at > 0 && (s.p[at - 1] == ' ' || s.p[at - 1] == '('))
		at--;
	return digit < s.n && at > 0 && s.p[at - 1] == '+' ? at - 1 : digit;
}

static bool
is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x2007 ||
	       cp == 0x2009 || cp == 0x202F;
}

static bool
is_dash(uint32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2013) || cp == 0x2212;
}

static bool
is_abroad(const struct dialling *d)
{
	return d->plus ||
	       (d->digits >= 2 && d->out[0] == '0' && d->out[1] == '0');
}

/* "(0)" after the code of a country is dialled at home only. */
static bool
skip_trunk(struct dialling *d)
{
	if (d->trunk || !is_abroad(d) || d->digits > CODE_MOST ||
	    !str_starts(str_from_off(d->text, d->at), STR("(0")))
		return false;
	d->trunk = true;
	d->at += 2;
	return true;
}

static void
add(struct dialling *d, char digit)
{
	/* One more than there may be says that there were too many. */
	if (d->digits <= DIGITS_MOST)
		d->out[d->digits++] = digit;
}

/* Spaces, dashes, brackets and "/" up to the next digit; false: the end. */
static bool
skip_marks(struct dialling *d)
{
	bool code = d->digits <= CODE_MOST, space = false, dash = false;

	while (d->at < d->text.n && !digit_at(d->text, d->at)) {
		uint32_t cp;

		if (skip_trunk(d))
			continue;
		cp = utf8_decode(d->text, &d->at);
		if (is_space(cp))
			space = true;
		else if (is_dash(cp) && !dash)
			dash = true;
		else if (!code || (cp != '(' && cp != ')' && cp != '/'))
			return false;
	}
	return d->at < d->text.n && (code || !dash || !space);
}

/* "08.000 00 22" is read by people, but not here. */
static bool
ends_at_point(const struct dialling *d, size_t end)
{
	return end < d->text.n &&
	       (d->text.p[end] == '.' || d->text.p[end] == ':') &&
	       digit_at(d->text, end + 1);
}

/* At home with the 0 of the area code, from abroad with the country's 46. */
static size_t
most_digits(const struct dialling *d)
{
	struct str digits = str_of(d->out, d->digits);

	if (str_starts(digits, d->plus ? STR("46") : STR("0046")))
		return d->plus ? 11 : 13;
	return is_abroad(d) || d->out[0] != '0' ? DIGITS_MOST : NATIONAL_MOST;
}

struct str
phone_dial(struct str text, char out[PHONE_ROOM])
{
	char digits[PHONE_ROOM];
	struct dialling d = { text, number_start(text), digits, 0, false,
		false };
	size_t end = d.at, n = 0;

	if (d.at < text.n && text.p[d.at] == '+') {
		d.plus = true;
		d.at++;
	}
	do {
		for (; digit_at(text, d.at); d.at++)
			add(&d, text.p[d.at]);
		end = d.at;
	} while (skip_marks(&d));
	if (d.digits < DIGITS_LEAST || d.digits > most_digits(&d) ||
	    ends_at_point(&d, end))
		return STR_NONE;
	if (d.plus)
		out[n++] = '+';
	for (size_t i = 0; i < d.digits; i++)
		out[n++] = digits[i];
	out[n] = '\0';
	return str_of(out, n);
}
